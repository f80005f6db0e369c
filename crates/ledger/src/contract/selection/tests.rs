//! Selections: places of candidates, words of the sheets, and that no alteration of what was asked goes unseen.

use std::path::Path;

use serde_json::{Value as Json, json};

use super::judge::{Criterion, criteria, standings};
use super::sheet::{is_answered, items};
use super::*;
use crate::catalogue::Catalogue;
use crate::contract::Contract;
use crate::contract::sheet::tests::altered::expect_told;
use crate::contract::sheet::tests::{ANSWER, Filled};
use crate::ledger::Ledger;

/// Two that are needed, and one that only counts.
fn asked(contract: &Contract) -> Vec<Criterion<'static>> {
    let catalogue = Catalogue::shipped().unwrap();
    let known = ["SE-04", "SE-05", "SD-11", "SE-03", "SC-02", "CT-01"];
    criteria(contract, known.into_iter().map(|id| catalogue.requirement(id).unwrap()))
}

fn score(criterion: &str, judgement: Option<Judgement>, points: Option<u32>) -> Score {
    Score { criterion: criterion.to_owned(), judgement, points, ..Score::default() }
}

/// A candidate as it was judged at SE-05, SD-11 and SE-03.
fn candidate(judgements: [Option<Judgement>; 2], points: [Option<u32>; 3]) -> Candidate {
    let scores = vec![
        score("SE-05", judgements[0], points[0]),
        score("SD-11", judgements[1], points[1]),
        score("SE-03", None, points[2]),
    ];
    Candidate { name: "甲".to_owned(), scores, ..Candidate::default() }
}

fn placed(selection: &Selection) -> Vec<(&'static str, u32, Option<usize>)> {
    let contract = Contract { starts_on: Some("2027-06-30".to_owned()), ..Contract::default() };
    let places = standings(&asked(&contract), selection);
    places.into_iter().map(|one| (one.fit.code(), one.total, one.rank)).collect()
}

#[test]
fn criteria_are_what_a_candidate_does_and_what_is_not_yet_in_force_is_no_gate() {
    for (start, gate) in [("2027-06-30", false), ("2027-07-01", true)] {
        let contract = Contract { starts_on: Some(start.to_owned()), ..Contract::default() };
        let found: Vec<(&str, bool)> =
            asked(&contract).iter().map(|one| (one.requirement.id.as_str(), one.gate)).collect();
        assert_eq!(found, [("SE-05", true), ("SD-11", true), ("SE-03", false), ("SC-02", gate)]);
    }
}

#[test]
fn who_fails_what_is_needed_is_unfit_and_equal_totals_share_a_place() {
    use Judgement::{Fails, Meets, NotSeen, Partly};
    let candidates = vec![
        candidate([Some(Meets), Some(Partly)], [Some(3), Some(3), Some(4)]),
        candidate([Some(Meets), Some(Fails)], [Some(5), Some(5), Some(5)]),
        candidate([Some(Meets), Some(NotSeen)], [Some(5), Some(5), None]),
        candidate([Some(Meets), None], [Some(4), Some(4), Some(0)]),
        candidate([Some(Meets), Some(Meets)], [None, None, None]),
    ];
    let mut selection = Selection { candidates, ..Selection::default() };
    assert_eq!(
        placed(&selection),
        [("fit", 10, Some(1)), ("unfit", 15, None), ("open", 10, Some(1)), ("open", 8, Some(3)), ("fit", 0, None),]
    );
    selection.weights.insert("SE-03".to_owned(), 3);
    assert_eq!(placed(&selection)[..3], [("fit", 18, Some(1)), ("unfit", 25, None), ("open", 10, Some(2))]);
    // A failing that was accepted needs both a reason and somebody.
    for (because, by, fit) in [
        (Some("代替策がある"), None, "unfit"),
        (None, Some("CISO"), "unfit"),
        (Some("代替策がある"), Some("CISO"), "fit"),
    ] {
        let failing = &mut selection.candidates[1].scores[1];
        failing.accepted_because = because.map(str::to_owned);
        failing.accepted_by = by.map(str::to_owned);
        assert_eq!(placed(&selection)[1].0, fit);
    }
}

#[test]
fn an_answer_that_leaves_out_what_the_item_needs_is_none() {
    let item = |id: &str| items().iter().find(|item| item.id == id).unwrap();
    let stated = |answer, country: &str, detail: &str| {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Stated { answer, country: text(country), detail: text(detail) }
    };
    use Answered::{No, NotApplicable, Unknown, Yes};
    for (id, stated, expected) in [
        ("SC-02-1", stated(Yes, "日本", ""), true),
        ("SC-02-1", stated(Yes, "", "東京都"), false),
        ("SC-02-2", stated(No, "", ""), true),
        ("SC-02-2", stated(Yes, "日本", ""), false),
        ("SC-02-2", stated(Yes, "日本", "持株会社"), true),
        ("SC-02-2", stated(Unknown, "日本", "持株会社"), false),
        ("SC-04-1", stated(NotApplicable, "", ""), false),
        ("SC-07-1", stated(Yes, "", ""), true),
    ] {
        assert_eq!(is_answered(item(id), &stated), expected, "{id} {stated:?}");
    }
}

#[test]
fn the_words_of_both_sheets_are_whole_and_each_item_belongs_to_a_requirement() {
    let catalogue = Catalogue::shipped().unwrap();
    for which in SelectionForm::ALL {
        let form = which.form();
        for key in ["column.detail", "field.company", "line.official", "label.mark", "guide.1"] {
            assert_ne!(form.say(key, &[]), key, "{which:?}");
        }
        let last = format!("guide.{}", form.guide);
        let beyond = format!("guide.{}", form.guide + 1);
        assert!(form.say(&last, &[]) != last && form.say(&beyond, &[]) == beyond, "{which:?}");
        for choice in form.choices {
            let first = form.wording.answers.get(*choice).and_then(|words| words.first()).unwrap();
            assert_eq!(form.answer(first), Some(*choice), "{which:?}");
        }
    }
    assert_eq!(items().len(), 11);
    for item in items() {
        assert!(catalogue.requirement(item.requirement()).is_some(), "{}", item.id);
        assert!(item.text.ends_with('。'), "{}", item.id);
        let known = |column: &String| ["country", "detail"].contains(&column.as_str());
        let choices = SelectionForm::SupplyChain.form().choices;
        let fits = |(answer, columns): (&String, &Vec<String>)| {
            choices.contains(&answer.as_str()) && columns.iter().all(known)
        };
        assert!(item.needs.iter().all(fits), "{}", item.id);
    }
    // Whoever is judged by something is asked about it.
    let all = criteria(&Contract::default(), catalogue.requirements.iter());
    let asked = &SelectionForm::Selection.form().wording.questions;
    for criterion in all.iter().filter(|criterion| criterion.requirement.record_types.iter().any(|of| of == "contract"))
    {
        let id = &criterion.requirement.id;
        assert!(asked.get(id).is_some_and(|text| text.ends_with('。') && text.contains('か')), "{id}");
    }
}

/// A ledger with a contract about a system that is bound by everything about supply chains.
fn desk() -> (Ledger, String) {
    let (_, db) = db::testing::engines().remove(0);
    let mut ledger = Ledger::on(db).unwrap();
    ledger.set_today("2027-06-01".parse().unwrap());
    let mut office = ledger.office().unwrap();
    office.name = "潮見市".to_owned();
    office.facts.reg_16_3_target_org = Some(true);
    ledger.save_office(office).unwrap();
    let id = save(
        &mut ledger,
        json!({ "number": "R9-101", "title": "福祉システム運用保守", "contractor": { "name": "株式会社みなと情報" },
            "starts_on": "R9.7.1", "ends_on": "R10.6.30",
            "facts": { "handles_info_asset": true, "handles_personal_info": true, "handles_my_number": true, "it_related": true,
                "system_operation": true, "procures_equipment": true, "contractor_uses_cloud": true, "confidentiality": "3B" },
            "selection": { "candidates": [{ "name": "株式会社みなと情報" }] } }),
    );
    (ledger, id)
}

fn save(ledger: &mut Ledger, draft: Json) -> String {
    ledger.save_contract(&serde_json::from_value(draft).unwrap()).unwrap().id
}

#[test]
fn every_alteration_of_a_sheet_of_a_selection_is_told() {
    let (mut ledger, id) = desk();
    let folder = tempfile::tempdir().unwrap();
    for (form, answer, questions) in
        [(SelectionForm::Selection, "対応できる", 9), (SelectionForm::SupplyChain, "いいえ", 11)]
    {
        let folder = folder.path().to_string_lossy().into_owned();
        let save = StatementSheetSave { id: id.clone(), form, folder, due_on: None };
        let sheet = ledger.save_statement_sheet(&save).unwrap();
        assert!(sheet.questions >= questions, "{form:?}: {}", sheet.questions);
        let mut filled = Filled::of(Path::new(&sheet.path));
        filled.field("商号又は名称", "株式会社みなと情報");
        filled.field("回答者", "営業部　山本");
        filled.field("回答日", "2027-06-01");
        filled.rows.iter_mut().for_each(|row| row[ANSWER] = answer.to_owned());
        expect_told(form.form(), &mut ledger, &sheet, &id, &filled, &["R9-101", "福祉システム運用保守"]);
    }
}

#[test]
fn a_sheet_of_one_selection_is_no_answer_to_another_and_another_name_is_asked_about() {
    let (mut ledger, id) = desk();
    let folder = tempfile::tempdir().unwrap();
    let request = StatementSheetSave {
        id: id.clone(),
        form: SelectionForm::SupplyChain,
        folder: folder.path().to_string_lossy().into_owned(),
        due_on: None,
    };
    let sheet = ledger.save_statement_sheet(&request).unwrap();
    let again = ledger.save_statement_sheet(&request).unwrap();
    assert_eq!((sheet.number.as_str(), again.number.as_str()), ("C9-001", "C9-001"), "the same is asked");
    let mut filled = Filled::of(Path::new(&sheet.path));
    filled.field("商号又は名称", "別の会社");
    filled.field("回答者", "営業部　山本");
    filled.field("回答日", "2027-06-02");
    filled.rows.iter_mut().for_each(|row| row[ANSWER] = "いいえ".to_owned());
    let file = filled.write(folder.path()).to_string_lossy().into_owned();
    assert_eq!(ledger.statement_form(&file).unwrap(), Some(SelectionForm::SupplyChain));
    let read = |ledger: &mut Ledger, id: Option<&str>, candidate: Option<&str>| {
        let (id, candidate) = (id.map(str::to_owned), candidate.map(str::to_owned));
        let reading = ledger.read_statement(&StatementRead { id, candidate, file: file.clone() }).unwrap();
        let told: Vec<String> = reading.notes.iter().map(|note| note.problem.code.clone()).collect();
        (reading.usable, told, reading.company)
    };
    let (usable, told, company) = read(&mut ledger, None, None);
    let lacking = ["statement_detail_missing"; 6];
    let expected: Vec<&str> = ["statement_company_other", "sheet_day_odd"].into_iter().chain(lacking).collect();
    assert_eq!(
        (usable, told, company.as_deref()),
        (true, expected.iter().map(|code| (*code).to_owned()).collect(), Some("株式会社みなと情報"))
    );
    let (usable, told, company) = read(&mut ledger, None, Some("知らない会社"));
    assert_eq!((usable, told[0].as_str(), company), (false, "statement_candidate_unknown", None));
    let other = save(&mut ledger, json!({ "title": "別の業務", "contractor": { "name": "別の会社" } }));
    let (usable, told, _) = read(&mut ledger, Some(&other), None);
    assert_eq!((usable, told[0].as_str()), (false, "sheet_other_record"));
    // A contract that goes takes its sheets along.
    ledger.write(crate::history::Op::ImportUndo, |writing| crate::contract::remove(writing, &id)).unwrap();
    assert_eq!(ledger.read(|tx| crate::sheet::load(tx, &sheet.number)).unwrap(), None);
    let check = ledger.verify_history(None).unwrap();
    assert!(check.ok, "{:?}", check.problems);
}

#[test]
fn a_candidate_has_the_id_that_it_got_here_and_keeps_it() {
    let (mut ledger, id) = desk();
    let mut put = |candidates: Json, chosen: &str| {
        let revision = ledger.contract(&id).unwrap().revision;
        let selection = json!({ "candidates": candidates, "chosen": chosen });
        let draft = json!({ "id": id, "revision": revision, "selection": selection });
        let draft = serde_json::from_value(draft).unwrap();
        let kept = ledger.save_contract(&draft).map_err(|error| error.problems[0].code.clone())?.selection.unwrap();
        let names: Vec<String> = kept.candidates.iter().map(|one| format!("{} {}", one.id, one.name)).collect();
        Ok::<_, String>((names.join(", "), kept.chosen.unwrap()))
    };
    let done = |names: &str, chosen: &str| Ok((names.to_owned(), chosen.to_owned()));
    assert_eq!(put(json!([{ "id": "c1", "name": "甲" }, { "name": "乙" }]), "乙"), done("c1 甲, c2 乙", "c2"));
    // Two with one id, and one that is not from here: only the first is the one that was there.
    let copied = json!([{ "id": "c2", "name": "乙" }, { "id": "c2", "name": "丙" }, { "id": "c9", "name": "丁" }]);
    assert_eq!(put(copied, "c9"), done("c2 乙, c3 丙, c4 丁", "c4"));
    assert_eq!(put(json!([{ "id": "c2", "name": "乙改" }]), "c2"), done("c2 乙改", "c2"));
    assert_eq!(put(json!([{ "id": "c2", "name": "乙改" }]), "丙"), Err("selection_chosen_unknown".to_owned()));
    assert_eq!(
        put(json!([{ "name": "甲" }, { "name": "㈱甲" }, { "name": "（株）甲" }]), "甲"),
        Err("duplicate".to_owned())
    );
}
