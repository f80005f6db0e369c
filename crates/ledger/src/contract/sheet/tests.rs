//! Check sheets of contracts on every engine: what is asked, what of a returned sheet is accepted, told or refused, and that no
//! alteration of what was asked goes unseen.

use std::path::{Path, PathBuf};

use paper::book::{Book, Cell, Sheet};
use paper::table::{Column, Look, Table, Value, to_xlsx};
use serde_json::{Value as Json, json};

use super::standing::Lack;
use super::{
    ContractReturn, ContractSheetApply, ContractSheetRead, ContractSheetReading, ContractSheetSave, FORM, Fulfilment,
    Returned,
};
use crate::contract::Contract;
use crate::history::Op;
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::sheet::{self, SheetFile};

pub(in crate::contract) mod altered;

/// A ledger with one contract about personal information, and a folder.
struct Desk {
    ledger: Ledger,
    folder: tempfile::TempDir,
    contract: Contract,
}

/// Columns of the sheet.
const WIDE: usize = 8;
pub(in crate::contract) const ANSWER: usize = 4;
const EVIDENCE: usize = 5;
const PLAN: usize = 6;
const UNTIL: usize = 7;

fn desks() -> Vec<(&'static str, Desk)> {
    let on = |(name, db)| {
        let mut ledger = Ledger::on(db).unwrap();
        ledger.set_today("2026-11-27".parse().unwrap());
        let draft = json!({ "number": "R8-101", "title": "窓口業務委託", "section": "市民課", "owner": "青木 一郎",
            "contractor": { "name": "株式会社みなと事務" }, "signed_on": "R8.4.1", "starts_on": "R8.4.1", "ends_on": "R9.3.31",
            "facts": { "handles_info_asset": true, "handles_personal_info": true, "handles_my_number": false },
            "deliverables": [{ "kind": "periodic_report", "title": "対策確認票（年1回）", "due_on": "R9.3.20" }] });
        let contract = save(&mut ledger, draft);
        (name, Desk { ledger, folder: tempfile::tempdir().unwrap(), contract })
    };
    db::testing::engines().into_iter().map(on).collect()
}

fn save(ledger: &mut Ledger, draft: Json) -> Contract {
    ledger.save_contract(&serde_json::from_value(draft).unwrap()).unwrap()
}

fn codes(error: &Error) -> Vec<&str> {
    error.problems.iter().map(|problem| problem.code.as_str()).collect()
}

/// `code requirement` of what is told of a sheet; what makes it unusable with a mark.
fn told(reading: &ContractSheetReading) -> Vec<String> {
    let of = |note: &sheet::SheetNote| {
        assert!(!note.text.contains('{') && note.text != note.problem.code, "{}", note.text);
        let id = note.problem.args.get("requirement").map(|id| format!(" {id}")).unwrap_or_default();
        format!("{}{}{id}", if note.blocks { "!" } else { "" }, note.problem.code)
    };
    reading.notes.iter().map(of).collect()
}

/// The rows of the sheet with its answers, each as wide as the sheet.
fn lines(book: &Book) -> Vec<Vec<String>> {
    let wide = |row: &paper::book::SheetRow| {
        let mut cells = vec![String::new(); WIDE];
        row.cells.iter().for_each(|(at, cell)| cells[*at as usize] = cell.plain());
        cells
    };
    book.sheets[0].rows.iter().map(wide).collect()
}

/// Rows above the headings, and rows below.
pub(in crate::contract) struct Filled {
    pub above: Vec<Vec<String>>,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Filled {
    pub fn of(path: &Path) -> Self {
        let mut above = lines(&sheet::open(&path.to_string_lossy()).unwrap());
        let at = above.iter().position(|row| row[1] == "要件ID").unwrap();
        let mut rest = above.split_off(at).into_iter();
        Self { above, headings: rest.next().unwrap(), rows: rest.collect() }
    }

    /// Everything done, by somebody, on a day.
    pub fn done(path: &Path, on: &str) -> Self {
        let mut filled = Self::of(path);
        filled.field("回答者", "総務部　山本");
        filled.field("回答日", on);
        for row in &mut filled.rows {
            row[ANSWER] = "実施".to_owned();
            row[EVIDENCE] = "情報管理規程 第3条".to_owned();
        }
        filled
    }

    pub fn field(&mut self, label: &str, value: &str) {
        let row = self.above.iter_mut().find(|row| row[2].starts_with(label)).unwrap();
        row[3] = value.to_owned();
    }

    pub fn at(&mut self, id: &str) -> &mut Vec<String> {
        self.rows.iter_mut().find(|row| row[1] == id).unwrap()
    }

    fn answer(&mut self, id: &str, answer: &str, plan: &str, until: &str) {
        let row = self.at(id);
        row[ANSWER] = answer.to_owned();
        row[PLAN] = plan.to_owned();
        row[UNTIL] = until.to_owned();
    }

    fn all(&self) -> impl Iterator<Item = &Vec<String>> {
        self.above.iter().chain([&self.headings]).chain(&self.rows)
    }

    pub fn book(&self) -> Book {
        let cells = |row: &Vec<String>| {
            let filled = (0..).zip(row).filter(|(_, text)| !text.is_empty());
            filled.map(|(at, text)| (at, Cell::Text(text.clone()))).collect()
        };
        let rows = (1..).zip(self.all()).map(|(number, row)| paper::book::SheetRow { number, cells: cells(row) });
        let sheet = Sheet { name: "確認票".to_owned(), rows: rows.collect(), ..Sheet::default() };
        Book { kind: paper::book::BookKind::Xlsx, sheets: vec![sheet], pictures: 0 }
    }

    pub fn write(&self, folder: &Path) -> PathBuf {
        let value = |text: &String| if text.is_empty() { Value::Empty } else { Value::Text(text.clone()) };
        let table = Table {
            name: "返送".to_owned(),
            columns: self.above[0]
                .iter()
                .map(|heading| Column { heading: heading.clone(), width: 20.0, ..Column::default() })
                .collect(),
            rows: self.all().skip(1).map(|row| row.iter().map(value).collect()).collect(),
            ..Table::default()
        };
        let path = folder.join(format!("返送 {}.xlsx", uuid::Uuid::now_v7()));
        let bytes = to_xlsx(&[table], &Look::new("2026-12-01".parse().unwrap(), "受託者")).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Desk {
    fn issue(&mut self) -> SheetFile {
        let folder = self.folder.path().to_string_lossy().into_owned();
        let request = ContractSheetSave { id: self.contract.id.clone(), folder, due_on: None };
        self.ledger.save_contract_sheet(&request).unwrap()
    }

    fn read(&mut self, path: &Path) -> ContractSheetReading {
        let file = path.to_string_lossy().into_owned();
        let before = self.ledger.history_head().unwrap();
        let request = ContractSheetRead { id: Some(self.contract.id.clone()), file: file.clone() };
        let reading = self.ledger.read_contract_sheet(&request).unwrap();
        assert_eq!(self.ledger.history_head().unwrap(), before, "reading writes nothing");
        reading
    }

    fn apply(&mut self, path: &Path) -> Result<Contract, Error> {
        let (id, revision) = (self.contract.id.clone(), self.contract.revision);
        let file = path.to_string_lossy().into_owned();
        self.ledger.apply_contract_sheet(&ContractSheetApply { id, revision, file })
    }

    fn findings(&mut self) -> Vec<String> {
        let view = self.ledger.view_contract(&self.contract.id, None).unwrap();
        let own = view.findings.into_iter().filter(|finding| finding.code.starts_with("sheet_"));
        own.map(|finding| {
            assert!(!finding.text.contains('{') && finding.basis.is_some_and(|basis| basis.contains("OV-01")));
            format!("{} {}", finding.code, finding.requirement.unwrap_or_default())
        })
        .collect()
    }
}

#[test]
fn what_is_asked_follows_from_the_contract_and_the_same_is_issued_once() {
    for (engine, mut desk) in desks() {
        let first = desk.issue();
        assert_eq!((first.number.as_str(), first.version), ("K8-001", 1), "{engine}");
        assert_eq!(desk.issue(), first, "{engine}: nothing else is asked");
        let filled = Filled::of(Path::new(&first.path));
        let ids: Vec<&str> = filled.rows.iter().map(|row| row[1].as_str()).collect();
        assert_eq!(ids.len(), first.questions, "{engine}");
        assert!(ids.contains(&"CT-05") && ids.contains(&"PI-05"), "{engine}: {ids:?}");
        assert!(!ids.iter().any(|id| id.starts_with("MN-") || ["CT-12", "CT-13", "OV-01"].contains(id)), "{ids:?}");
        let head: String = filled.above.iter().flatten().cloned().collect();
        for part in ["R8-101", "窓口業務委託", "株式会社みなと事務", &first.mark, "回答者", "回答日", "令和8年12月11日"]
        {
            assert!(head.contains(part), "{engine}: {part} {head}");
        }
        let facts = json!({ "handles_info_asset": true, "handles_personal_info": true, "handles_my_number": true });
        let (id, revision) = (desk.contract.id.clone(), desk.contract.revision);
        desk.contract = save(&mut desk.ledger, json!({ "id": id, "revision": revision, "facts": facts }));
        let second = desk.issue();
        assert_eq!((second.number.as_str(), second.version), ("K8-002", 2), "{engine}");
        assert!(second.questions > first.questions, "{engine}");
        assert_eq!(told(&desk.read(Path::new(&first.path)))[0], "!sheet_superseded", "{engine}");
        let check = desk.ledger.verify_history(None).unwrap();
        assert!(check.ok, "{engine}: {:?}", check.problems);
    }
}

#[test]
fn answers_come_in_as_they_were_given_and_a_report_that_is_owed_is_there() {
    for (engine, mut desk) in desks() {
        let sheet = desk.issue();
        let mut filled = Filled::done(Path::new(&sheet.path), "R8.11.27");
        filled.answer("CT-05", "一部", "研修の残りを行う", "令和9年1月31日");
        filled.answer("CT-10", "×", "", "");
        filled.answer("PI-04", "△", "", "");
        filled.answer("PI-20", "該当なし", "", "");
        filled.at("CT-01")[ANSWER] = "○".to_owned();
        filled.at("CT-02")[ANSWER] = "だいたい".to_owned();
        filled.at("CT-04")[ANSWER] = "実施　済み".to_owned();
        let path = filled.write(desk.folder.path());
        let reading = desk.read(&path);
        assert_eq!((told(&reading), reading.usable), (vec!["sheet_answer_unknown CT-02".to_owned()], true), "{engine}");
        assert_eq!(reading.answers.len() + 1, sheet.questions, "{engine}");
        assert_eq!(
            (reading.respondent.as_deref(), reading.answered_on.as_str(), reading.report.as_deref()),
            (Some("総務部　山本"), "2026-11-27", Some("対策確認票（年1回）")),
            "{engine}"
        );
        let contract = desk.apply(&path).unwrap();
        assert_eq!(contract.deliverables[0].received_on.as_deref(), Some("2026-11-27"), "{engine}");
        let sheets = desk.ledger.contract_sheets(&contract.id).unwrap();
        assert_eq!((sheets.returns.len(), sheets.fiscal_year, sheets.year_before), (1, Some(2026), None), "{engine}");
        assert!(sheets.issues[0].returned, "{engine}");
        let row = |id: &str| sheets.rows.iter().find(|row| row.requirement == id).unwrap();
        let partial = row("CT-05").answer.clone().unwrap();
        assert_eq!(
            (partial.answer, partial.plan_until.as_deref()),
            (Fulfilment::Partial, Some("2027-01-31")),
            "{engine}"
        );
        assert_eq!(row("CT-04").answer.as_ref().unwrap().answer, Fulfilment::Done, "{engine}");
        assert_eq!(row("CT-10").lack.as_deref(), Some(Lack::Missing.code()), "{engine}");
        assert_eq!(desk.findings(), ["sheet_plan_missing CT-10", "sheet_plan_missing PI-04"], "{engine}");
        // The same file once more adds nothing; a further one with the missing answer adds only that.
        let head = desk.ledger.history_head().unwrap();
        desk.contract = contract;
        desk.apply(&path).unwrap();
        assert_eq!(desk.ledger.history_head().unwrap(), head, "{engine}");
        let mut rest = Filled::of(Path::new(&sheet.path));
        rest.at("CT-02")[ANSWER] = "はい".to_owned();
        rest.answer("CT-10", "実施", "", "");
        let rest = rest.write(desk.folder.path());
        desk.apply(&rest).unwrap();
        let sheets = desk.ledger.contract_sheets(&desk.contract.id).unwrap();
        assert_eq!((sheets.rows.len(), sheets.returns.len()), (sheet.questions, 2), "{engine}: nothing is lost");
        assert_eq!(desk.findings(), ["sheet_plan_missing PI-04"], "{engine}");
        desk.ledger.set_today("2027-02-01".parse().unwrap());
        assert_eq!(desk.findings(), ["sheet_plan_passed CT-05", "sheet_plan_missing PI-04"], "{engine}");
        let check = desk.ledger.verify_history(None).unwrap();
        assert!(check.ok, "{engine}: {:?}", check.problems);
    }
}

#[test]
fn the_list_counts_what_a_returned_sheet_brings_on_the_day_on_which_a_plan_is_overdue() {
    for (engine, mut desk) in desks() {
        let count = |desk: &mut Desk| {
            let view = desk.ledger.view_contract(&desk.contract.id, None).unwrap();
            let checked = view.requirements.iter().find(|row| row.id == "OV-01").unwrap();
            let met = checked.state == crate::contract::State::Met;
            (desk.ledger.list_contracts(&Default::default()).unwrap().rows[0].findings, met)
        };
        let (before, checked) = count(&mut desk);
        assert!(!checked, "{engine}");
        let sheet = desk.issue();
        let mut filled = Filled::done(Path::new(&sheet.path), "2026-11-27");
        filled.answer("CT-05", "未実施", "研修を行う", "2027-01-31");
        let path = filled.write(desk.folder.path());
        desk.contract = desk.apply(&path).unwrap();
        // The periodic check is there.
        assert_eq!(count(&mut desk), (before - 1, true), "{engine}");
        desk.ledger.set_today("2027-02-01".parse().unwrap());
        assert_eq!(count(&mut desk), (before, true), "{engine}");
    }
}

#[test]
fn answers_are_compared_with_those_of_the_term_before() {
    for (engine, mut desk) in desks() {
        let sheet = desk.issue();
        let path = Filled::done(Path::new(&sheet.path), "2026-11-27").write(desk.folder.path());
        desk.contract = desk.apply(&path).unwrap();
        let id = desk.contract.id.clone();
        desk.contract = desk.ledger.renew_contract(&id, "R9.4.1", "R10.3.31").unwrap();
        desk.ledger.set_today("2027-10-01".parse().unwrap());
        let next = desk.issue();
        assert_eq!((next.number.as_str(), next.version), ("K9-001", 1), "{engine}");
        let old = desk.read(&path);
        assert!(!old.usable && told(&old).contains(&"!sheet_other_record".to_owned()), "{engine}");
        let mut filled = Filled::done(Path::new(&next.path), "2027-10-01");
        filled.answer("CT-05", "一部実施", "年度内に行う", "2028-03-31");
        let path = filled.write(desk.folder.path());
        let reading = desk.read(&path);
        assert_eq!((reading.fiscal_year, reading.year_before), (2027, Some(2026)), "{engine}");
        let worse: Vec<&str> =
            reading.answers.iter().filter(|answer| answer.worse).map(|answer| answer.requirement.as_str()).collect();
        assert_eq!(worse, ["CT-05"], "{engine}");
        desk.apply(&path).unwrap();
        let sheets = desk.ledger.contract_sheets(&desk.contract.id).unwrap();
        let row = sheets.rows.iter().find(|row| row.requirement == "CT-05").unwrap();
        let before = row.before.as_ref().map(|answer| answer.answer);
        assert_eq!((row.worse, before, sheets.returns.len()), (true, Some(Fulfilment::Done), 2), "{engine}");
    }
}

#[test]
fn what_was_accepted_later_was_not_known_before_and_what_was_left_open_goes_over_to_the_next_term() {
    for (engine, mut desk) in desks() {
        let (id, sheet) = (desk.contract.id.clone(), desk.issue());
        let mut filled = Filled::done(Path::new(&sheet.path), "2026-11-27");
        filled.answer("CT-05", "未実施", "", "");
        filled.answer("PI-20", "", "", "");
        let path = filled.write(desk.folder.path());
        desk.ledger.set_today("2026-12-01".parse().unwrap());
        desk.contract = desk.apply(&path).unwrap();
        let sheets = desk.ledger.contract_sheets(&id).unwrap();
        let open: Vec<&str> =
            sheets.rows.iter().filter(|row| row.answer.is_none()).map(|row| row.requirement.as_str()).collect();
        assert_eq!(open, ["PI-20"], "{engine}");
        assert_eq!(desk.findings(), ["sheet_plan_missing CT-05"], "{engine}");
        // The old term ends, and the next one has no check of its own yet.
        let next = desk.ledger.renew_contract(&id, "R9.4.1", "R10.3.31").unwrap();
        desk.ledger.set_today("2027-05-01".parse().unwrap());
        assert_eq!(desk.findings(), Vec::<String>::new(), "{engine}");
        desk.contract = next;
        assert_eq!(desk.findings(), ["sheet_plan_missing CT-05"], "{engine}");
        let view = desk.ledger.view_contract(&desk.contract.id, None).unwrap();
        let check = view.requirements.iter().find(|row| row.id == "OV-01").unwrap();
        assert_eq!(check.state, crate::contract::State::Missing, "{engine}");
        // What no longer applies is no finding.
        let facts = json!({ "handles_info_asset": false, "handles_personal_info": false });
        let (id, revision) = (desk.contract.id.clone(), desk.contract.revision);
        desk.contract = save(&mut desk.ledger, json!({ "id": id, "revision": revision, "facts": facts }));
        assert_eq!(desk.findings(), Vec::<String>::new(), "{engine}");
    }
}

#[test]
fn what_is_accepted_later_is_not_known_on_a_day_before() {
    let accepted = ContractReturn {
        contract: "a".to_owned(),
        fiscal_year: 2026,
        answered_on: "2026-11-27".to_owned(),
        file: crate::evidence::Attachment { on: "2026-12-01".to_owned(), ..Default::default() },
        ..serde_json::from_value(json!({ "id": "r", "contract": "a", "title": "", "number": "K8-001", "version": 1,
            "fiscal_year": 2026, "answered_on": "", "respondent": null, "file": {}, "answers": {} }))
        .unwrap()
    };
    let contract = Contract { id: "a".to_owned(), ..Contract::default() };
    let on = |day: &str| Returned::of(std::slice::from_ref(&accepted), &contract, day.parse().unwrap());
    assert_eq!(on("2026-11-30"), Returned::default());
    assert_ne!(on("2026-12-01"), Returned::default());
}

#[test]
fn two_who_accept_at_once_are_told_and_a_contract_that_goes_takes_its_sheets_along() {
    for (engine, mut desk) in desks() {
        let sheet = desk.issue();
        let path = Filled::done(Path::new(&sheet.path), "2026-11-27").write(desk.folder.path());
        desk.contract.revision += 1;
        assert_eq!(codes(&desk.apply(&path).unwrap_err()), ["changed_elsewhere"], "{engine}");
        desk.contract.revision -= 1;
        desk.apply(&path).unwrap();
        // Somebody else has done it: the same file is there already, whatever was seen.
        desk.apply(&path).unwrap();
        let id = desk.contract.id.clone();
        assert_eq!(desk.ledger.contract_sheets(&id).unwrap().returns.len(), 1, "{engine}");
        desk.ledger.write(Op::ImportUndo, |writing| crate::contract::remove(writing, &id)).unwrap();
        let kept = desk.ledger.read(|tx| Ok((sheet::load(tx, &sheet.number)?, super::store::of_contract(tx, &id)?)));
        assert_eq!(kept.unwrap(), (None, Vec::new()), "{engine}");
        let check = desk.ledger.verify_history(None).unwrap();
        assert!(check.ok, "{engine}: {:?}", check.problems);
    }
}

#[test]
fn a_day_that_cannot_be_one_and_a_missing_name_are_asked_about() {
    for (engine, mut desk) in desks() {
        let sheet = desk.issue();
        for (day, code) in [
            ("", Some("sheet_day_missing")),
            ("先週", Some("sheet_day_unreadable")),
            ("2026-11-28", Some("sheet_day_odd")),
            ("2026-11-26", Some("sheet_day_odd")),
            ("2026-11-27", None),
        ] {
            let mut filled = Filled::done(Path::new(&sheet.path), day);
            filled.field("回答者", "");
            filled.answer("CT-05", "未実施", "作る", "そのうち");
            filled.at("PI-20")[ANSWER] = "該当なし".to_owned();
            filled.at("PI-20")[EVIDENCE] = String::new();
            let path = filled.write(desk.folder.path());
            let mut expected = vec!["sheet_respondent_missing".to_owned()];
            expected.extend(code.map(str::to_owned));
            expected.extend(["sheet_plan_day CT-05", "sheet_reason_missing PI-20"].map(str::to_owned));
            let reading = desk.read(&path);
            assert_eq!((told(&reading), reading.answered_on.as_str()), (expected, "2026-11-27"), "{engine} {day}");
        }
    }
}

#[test]
fn a_file_is_brought_to_its_contract_by_its_number_and_to_no_other() {
    for (engine, mut desk) in desks() {
        let sheet = desk.issue();
        let file = Filled::done(Path::new(&sheet.path), "2026-11-27").write(desk.folder.path());
        let file = file.to_string_lossy().into_owned();
        let request = ContractSheetRead { id: None, file: file.clone() };
        let reading = desk.ledger.read_contract_sheet(&request).unwrap();
        assert_eq!((reading.contract.as_deref(), reading.usable), (Some(desk.contract.id.as_str()), true), "{engine}");
        let other = save(&mut desk.ledger, json!({ "title": "別の業務" }));
        let apply = ContractSheetApply { id: other.id, revision: other.revision, file };
        assert_eq!(codes(&desk.ledger.apply_contract_sheet(&apply).unwrap_err()), ["sheet_other_record"], "{engine}");
        let stray = Filled::done(Path::new(&sheet.path), "2026-11-27");
        let mut stray = Filled { above: stray.above.clone(), ..stray };
        stray.above.iter_mut().for_each(|row| row[0] = row[0].replace("K8-001", "K8-777"));
        let file = stray.write(desk.folder.path()).to_string_lossy().into_owned();
        let reading = desk.ledger.read_contract_sheet(&ContractSheetRead { id: None, file }).unwrap();
        assert_eq!(
            (reading.contract.as_deref(), told(&reading)),
            (None, vec!["!sheet_other_issue".to_owned()]),
            "{engine}"
        );
    }
}

#[test]
fn questions_are_about_what_contractors_do_and_all_of_it_is_asked() {
    let catalogue = crate::catalogue::Catalogue::shipped().unwrap();
    let outputs = ["annex_security", "annex_personal_info", "annex_mynumber", "spec_sheet", "checklist_contractor"];
    for (id, text) in &FORM.wording.questions {
        let requirement = catalogue.requirement(id).unwrap_or_else(|| panic!("{id}"));
        let bound = requirement.outputs.iter().any(|output| outputs.contains(&output.as_str()));
        assert!(bound || requirement.forms.iter().any(|form| form == "F-04"), "{id}");
        assert!(text.ends_with('。') && text.contains('か') && !text.contains('{'), "{id}: {text}");
    }
    // What an annex lays upon a contractor is asked, but for rights of the office, which no contractor carries out.
    let rights = ["CT-12", "CT-13", "PI-13", "SC-05"];
    for requirement in &catalogue.requirements {
        let annex = requirement.outputs.iter().any(|output| output.starts_with("annex_"));
        let asked = FORM.wording.questions.contains_key(&requirement.id);
        assert!(!annex || asked != rights.contains(&requirement.id.as_str()), "{}", requirement.id);
    }
}
