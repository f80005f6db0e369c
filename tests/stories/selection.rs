//! A contractor is selected: the annex is shown before the bid, candidates answer, are judged with reasons, and one is chosen; from
//! July 2027 its supply chain is asked about and judged as well.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use paper::book::{ReadOptions, read_book};
use paper::table::{Column, Look, Table, Value as Field, to_xlsx};
use serde_json::{Value, json};

use super::office::{Office, answers, findings, offices, state};

/// Fills in an issued sheet as a company does.
fn fill(issued: &str, name: &str, on: &str, of: impl Fn(&str) -> Vec<&'static str>) -> PathBuf {
    let book = read_book(Path::new(issued), &ReadOptions::default(), &mut |_, _| ControlFlow::Continue(())).unwrap();
    let mut rows: Vec<Vec<Field>> = Vec::new();
    for row in &book.sheets[0].rows {
        let mut cells = vec![String::new(); 8];
        row.cells.iter().for_each(|(at, cell)| cells[*at as usize] = cell.plain());
        match cells[2].as_str() {
            "商号又は名称" => cells[3] = name.to_owned(),
            "回答者（部署・氏名）" => cells[3] = "営業部　川上".to_owned(),
            "回答日" => cells[3] = on.to_owned(),
            _ => {}
        }
        if cells[1].contains('-') {
            for (at, text) in (4..).zip(of(&cells[1])) {
                cells[at] = text.to_owned();
            }
        }
        let field = |text: String| if text.is_empty() { Field::Empty } else { Field::Text(text) };
        rows.push(cells.into_iter().map(field).collect());
    }
    let columns = (0..8).map(|_| Column { heading: "-".to_owned(), width: 20.0, ..Column::default() }).collect();
    let table = Table { name: "返送".to_owned(), columns, rows, ..Table::default() };
    let path = Path::new(issued).with_extension(format!("{name}.xlsx"));
    std::fs::write(&path, to_xlsx(&[table], &Look::new("2026-12-01".parse().unwrap(), "")).unwrap()).unwrap();
    path
}

fn issue(office: &mut Office, id: &Value, form: &str, folder: &Path) -> String {
    let sheet = office.call("contract_statement_save", json!({ "id": id, "form": form, "folder": folder }));
    sheet["path"].as_str().unwrap().to_owned()
}

/// Reads a sheet, expects that nothing is odd about it, and accepts it.
#[track_caller]
fn accept(office: &mut Office, id: &Value, candidate: Option<&str>, file: &Path) -> Value {
    let reading = office.call("contract_statement_read", json!({ "id": id, "candidate": candidate, "file": file }));
    assert_eq!((&reading["usable"], &reading["notes"]), (&json!(true), &json!([])), "{}", office.engine);
    let request = json!({ "id": id, "revision": reading["revision"], "candidate": candidate, "file": file });
    office.call("contract_statement_apply", request)
}

/// What a company says of its supply chain; every item is answered.
fn supply(item: &str) -> Vec<&'static str> {
    match item {
        "SC-02-1" => vec!["はい", "日本", ""],
        "SC-02-2" | "SC-02-3" | "SC-02-4" => vec!["いいえ", "", ""],
        "SC-04-2" => vec!["はい", "", "C24-0001-2"],
        "SC-07-1" => vec!["宣誓する", "", ""],
        _ => vec!["該当なし", "", "機器を納めない"],
    }
}

fn system(office: &mut Office, start: &str, end: &str) -> Value {
    let mut facts = answers();
    for fact in ["it_related", "system_operation", "contractor_uses_cloud"] {
        facts[fact] = json!(true);
    }
    let id = office.printing();
    office.change(&id, json!({ "starts_on": start, "ends_on": end, "facts": facts }));
    id
}

fn unmet<'a>(view: &'a Value, requirements: &[&'static str]) -> Vec<Option<&'a str>> {
    requirements.iter().map(|id| state(view, id)).collect()
}

#[test]
fn an_annex_that_nobody_saw_before_the_bid_is_found_until_there_is_proof() {
    for mut office in offices("2026-04-10") {
        let id = office.printing();
        let unsigned = office.change(&id, json!({ "facts": answers(), "starts_on": "R8.5.1" }));
        assert!(!findings(&unsigned).contains(&"annex_not_shown"), "{}: there is still time", office.engine);
        let signed = office.change(&id, json!({ "signed_on": "R8.4.10" }));
        assert!(findings(&signed).contains(&"annex_not_shown"), "{}", office.engine);
        assert_eq!(state(&signed, "PI-14"), Some("recommended"), "{}", office.engine);
        let finding = signed["findings"].as_array().unwrap().iter().find(|one| one["code"] == "annex_not_shown");
        assert_eq!(finding.unwrap()["severity"], "should", "{}: as the catalogue says", office.engine);
        let late = office.change(&id, json!({ "selection": { "shown_on": "R8.4.11", "shown_in": "仕様書" } }));
        assert_eq!(state(&late, "PI-14"), Some("recommended"), "{}: a day to come is no proof", office.engine);
        office.wait_until("2026-04-12");
        let late = office.call("contract_show", json!({ "id": id }));
        let told = findings(&late);
        assert!(told.contains(&"annex_shown_late") && !told.contains(&"annex_not_shown"), "{}", office.engine);
        let shown = office.change(&id, json!({ "selection": { "shown_on": "令和8年3月2日" } }));
        assert_eq!(shown["contract"]["selection"]["shown_in"], "仕様書", "{}: what was not sent stays", office.engine);
        assert_eq!(unmet(&shown, &["PI-14", "SE-04"]), [Some("met"), Some("met")], "{}", office.engine);
        assert!(!findings(&shown).iter().any(|code| code.starts_with("annex_shown")), "{}", office.engine);
        assert!(!findings(&shown).contains(&"annex_not_shown"), "{}", office.engine);
        // The day after the decision is too late as well, though the contract came later.
        let late = office.change(&id, json!({ "selection": { "decided_on": "R8.3.1" } }));
        assert!(findings(&late).contains(&"annex_shown_late"), "{}", office.engine);
        // Somebody who saw it may say so.
        let seen = office.change(
            &id,
            json!({ "selection": null,
                "confirmations": [{ "requirement": "PI-14", "on": "R8.4.12", "source": "公告の写し" }] }),
        );
        assert!(!findings(&seen).contains(&"annex_not_shown"), "{}", office.engine);
        assert_eq!(seen["contract"]["selection"], Value::Null, "{}", office.engine);
    }
}

#[test]
fn candidates_answer_are_judged_with_reasons_and_who_gets_the_contract_is_who_was_chosen() {
    for mut office in offices("2026-03-02") {
        let folder = tempfile::tempdir().unwrap();
        let id = office.printing();
        office.change(
            &id,
            json!({ "facts": answers(), "selection": { "shown_on": "R8.2.2", "shown_in": "公告",
                "candidates": [{ "name": "㈱ちぐさ印刷" }, { "name": "みどり印刷株式会社", "corporate_number": "" }] } }),
        );
        let issued = issue(&mut office, &id, "selection", folder.path());
        let file = fill(&issued, "みどり印刷(株)", "R8.3.2", |item| match item {
            "SE-03" => vec!["一部対応できる", "Pマークのみ"],
            _ => vec!["対応できる", "体制図"],
        });
        assert_eq!(
            office.problems("contract_statement_apply", json!({ "id": id, "revision": 3, "file": file })),
            json!([["candidate", "statement_candidate_missing"]]),
            "{}",
            office.engine
        );
        let view = accept(&mut office, &id, Some("みどり印刷株式会社"), &file);
        let again = json!({ "id": id, "revision": 1, "candidate": "c2", "file": file });
        let again = office.call("contract_statement_apply", again);
        assert_eq!(again["contract"], view["contract"], "{}: the same file is one return", office.engine);
        // What was stated stands beside the judgements and makes none.
        let selection = office.call("contract_selection", json!({ "id": id }));
        let column = |selection: &Value, row: usize| selection["candidates"][row].clone();
        let criteria: Vec<&str> =
            selection["criteria"].as_array().unwrap().iter().map(|one| one["requirement"].as_str().unwrap()).collect();
        assert_eq!(criteria, ["SD-11", "SE-03", "SE-05"], "{}", office.engine);
        let midori = column(&selection, 1);
        assert_eq!(midori["cells"][1]["stated"]["answer"], "partly", "{}", office.engine);
        assert_eq!((&midori["standing"]["fit"], &midori["standing"]["rank"]), (&json!("open"), &Value::Null));
        assert_eq!(column(&selection, 0)["cells"][1]["stated"], Value::Null, "{}", office.engine);
        // Points without a reason are refused.
        let scores = |points: [Value; 3], reason: Value| {
            let of = |(criterion, points): (&str, Value)| json!({ "criterion": criterion, "judgement": "meets", "points": points, "reason": reason });
            ["SD-11", "SE-03", "SE-05"].into_iter().zip(points).map(of).collect::<Vec<_>>()
        };
        let revision = view["contract"]["revision"].clone();
        let bare = json!({ "id": id, "revision": revision, "selection": { "candidates": [
            { "name": "㈱ちぐさ印刷", "scores": scores([json!(6), json!("4"), Value::Null], Value::Null) }] } });
        assert_eq!(
            office.problems("contract_save", json!({ "draft": bare })),
            json!([
                ["selection.candidates.0.scores.0.points", "selection_points"],
                ["selection.candidates.0.scores.0.reason", "selection_reason_missing"],
                ["selection.candidates.0.scores.1.reason", "selection_reason_missing"],
            ]),
            "{}",
            office.engine
        );
        let why = json!("回答書で確認した");
        let mut failing = scores([json!(3), json!("２点"), json!(3)], why.clone());
        failing[2]["judgement"] = json!("fails");
        let judged = json!({ "weights": { "SE-03": "2" },
            "candidates": [
                { "id": "c1", "name": "㈱ちぐさ印刷", "scores": failing },
                { "id": "c2", "name": "みどり印刷株式会社", "scores": scores([json!(4), json!(5), json!(4)], why) }],
            "chosen": "みどり印刷株式会社", "decided_on": "R8.3.2", "decided_by": "副市長", "reason": "評価点が最も高い" });
        let view = office.change(&id, json!({ "selection": judged }));
        assert_eq!(view["contract"]["selection"]["chosen"], "c2", "{}", office.engine);
        let selection = office.call("contract_selection", json!({ "id": id }));
        let standing = |row: usize| selection["candidates"][row]["standing"].clone();
        assert_eq!(standing(0), json!({ "fit": "unfit", "total": 10, "most": 20, "rank": null }), "{}", office.engine);
        assert_eq!(standing(1), json!({ "fit": "fit", "total": 18, "most": 20, "rank": 1 }), "{}", office.engine);
        // The contract went to another.
        assert!(findings(&view).contains(&"selected_other"), "{}", office.engine);
        assert_eq!(unmet(&view, &["SE-02", "SE-05"]), [Some("missing"); 2], "{}", office.engine);
        let view = office.change(&id, json!({ "contractor": { "name": "みどり印刷㈱" } }));
        assert!(!findings(&view).contains(&"selected_other"), "{}", office.engine);
        assert_eq!(unmet(&view, &["SE-02", "SE-05", "SE-03"]), [Some("met"); 3], "{}", office.engine);
        // Who fails what is needed may not be chosen, unless somebody answers for it.
        let view =
            office.change(&id, json!({ "contractor": { "name": "㈱ちぐさ印刷" }, "selection": { "chosen": "c1" } }));
        assert!(findings(&view).contains(&"selected_unfit"), "{}", office.engine);
        assert_eq!(state(&view, "SE-02"), Some("missing"), "{}", office.engine);
        let mut selection = view["contract"]["selection"].clone();
        let accepted = &mut selection["candidates"][0]["scores"][2];
        accepted["accepted_because"] = json!("契約までに補う計画がある");
        let half = office.change(&id, json!({ "selection": selection }));
        assert!(findings(&half).contains(&"selected_unfit"), "{}: nobody answers for it", office.engine);
        selection["candidates"][0]["scores"][2]["accepted_by"] = json!("CISO");
        let view = office.change(&id, json!({ "selection": selection }));
        assert!(!findings(&view).contains(&"selected_unfit"), "{}", office.engine);
        assert_eq!(state(&view, "SE-02"), Some("met"), "{}", office.engine);
        // What came back cannot be typed away.
        let view = office.change(&id, json!({ "selection": null }));
        let left = &view["contract"]["selection"];
        assert_eq!(left["candidates"], json!([]), "{}", office.engine);
        assert_eq!(left["statements"].as_array().unwrap().len(), 1, "{}", office.engine);
        let check = office.call("history_verify", json!({}));
        assert_eq!(check["ok"], true, "{}: {check}", office.engine);
    }
}

#[test]
fn from_july_2027_a_supply_chain_is_asked_about_and_judged() {
    const ASKED: [&str; 4] = ["SC-01", "SC-02", "SC-04", "SC-07"];
    for mut office in offices("2027-06-01") {
        let folder = tempfile::tempdir().unwrap();
        let mut bound = office.call("office_show", json!({}));
        bound["name"] = json!("潮見市");
        bound["facts"]["reg_16_3_target_org"] = json!(true);
        office.call("office_save", json!({ "office": bound }));
        let before = system(&mut office, "R9.6.30", "R10.3.31");
        let view = office.call("contract_show", json!({ "id": before }));
        assert_eq!(unmet(&view, &ASKED), [Some("recommended"); 4], "{}: the day before", office.engine);
        let id = system(&mut office, "R9.7.1", "R10.3.31");
        let view = office.call("contract_show", json!({ "id": id }));
        let missing = Some("missing");
        assert_eq!(unmet(&view, &ASKED), [missing, missing, missing, Some("recommended")], "{}", office.engine);
        let selection = office.call("contract_selection", json!({ "id": id }));
        assert_eq!(selection["supply_chain_applies"], true, "{}", office.engine);
        // An answer that leaves out what it needs proves nothing.
        let issued = issue(&mut office, &id, "supply_chain", folder.path());
        let vague = fill(&issued, "㈱ちぐさ印刷", "R9.6.1", |item| match item {
            "SC-02-2" => vec!["はい", "", "持株会社"],
            "SC-07-1" => vec!["不明", "", "確認中"],
            _ => supply(item),
        });
        let reading = office.call("contract_statement_read", json!({ "file": vague }));
        let told: Vec<&Value> =
            reading["notes"].as_array().unwrap().iter().map(|note| &note["problem"]["args"]["requirement"]).collect();
        assert_eq!((&reading["contract"], told), (&id, vec![&json!("SC-02-2")]), "{}", office.engine);
        let request = json!({ "id": id, "revision": reading["revision"], "file": vague });
        let view = office.call("contract_statement_apply", request);
        assert_eq!(unmet(&view, &ASKED)[1..], [missing, missing, Some("recommended")], "{}", office.engine);
        // The company answers again; the office has not judged yet.
        let full = fill(&issued, "株式会社ちぐさ印刷", "R9.6.1", supply);
        let view = accept(&mut office, &id, None, &full);
        let met = Some("met");
        assert_eq!(unmet(&view, &ASKED), [missing, met, missing, met], "{}", office.engine);
        let judge = |office: &mut Office, judgement: Value| {
            office.change(&id, json!({ "selection": { "supply_chain": judgement } }))
        };
        let reduced = json!({ "verdict": "reduced", "reason": "代替品がない", "judged_on": "R9.6.1" });
        let view = judge(&mut office, reduced.clone());
        assert_eq!(state(&view, "SC-01"), missing, "{}: nobody bears the risk", office.engine);
        let mut borne = reduced;
        borne["accepted_by"] = json!("CISO");
        let view = judge(&mut office, borne);
        assert_eq!(unmet(&view, &ASKED), [met; 4], "{}", office.engine);
        let view = judge(&mut office, json!({ "verdict": "refused", "reason": "懸念がある", "judged_on": "R9.6.1" }));
        assert!(!findings(&view).contains(&"supply_chain_refused"), "{}: not signed yet", office.engine);
        let view = office.change(&id, json!({ "signed_on": "R9.6.1" }));
        assert!(findings(&view).contains(&"supply_chain_refused"), "{}", office.engine);
        assert_eq!(state(&view, "SC-01"), missing, "{}", office.engine);
        // Another contractor has not been asked.
        let view = office.change(&id, json!({ "contractor": { "name": "みどり印刷㈱" } }));
        assert_eq!(state(&view, "SC-02"), missing, "{}", office.engine);
    }
}
