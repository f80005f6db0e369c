//! Check sheets on every engine: what is kept when one is issued, and what of a returned one is taken, told or refused.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use paper::book::{Book, Cell, Merge, ReadOptions, read_book};
use paper::table::{Column, Look, Table, Value, to_xlsx};
use serde_json::{Value as Json, json};

use super::{CloudSheetApply, CloudSheetRead, CloudSheetReading, CloudSheetSave, FORM, judge};
use crate::cloud::{Cloud, CloudStatus, SourceKind, Verdict};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::sheet::{self, SheetFile};

/// A ledger with one use that was approved elsewhere, and a folder.
struct Desk {
    ledger: Ledger,
    folder: tempfile::TempDir,
    cloud: Cloud,
}

fn desks() -> Vec<(&'static str, Desk)> {
    let on = |(name, db)| {
        let mut ledger = Ledger::on(db).unwrap();
        ledger.set_today("2026-11-26".parse().unwrap());
        let cloud = save(
            &mut ledger,
            json!({ "service": "なぎさアンケート", "status": "approved", "decided_on": "R8.4.1",
            "facts": { "confidentiality": "3C", "handles_personal_info": true, "standard_terms_only": false },
            "answers": { "CL-10": { "answer": "conditional", "detail": "72時間", "source": "第15条", "risk": "遅い",
                "risk_acceptor": "広報課長" } } }),
        );
        (name, Desk { ledger, folder: tempfile::tempdir().unwrap(), cloud })
    };
    db::testing::engines().into_iter().map(on).collect()
}

fn save(ledger: &mut Ledger, draft: Json) -> Cloud {
    ledger.save_cloud(&serde_json::from_value(draft).unwrap()).unwrap()
}

fn codes(error: &Error) -> Vec<&str> {
    error.problems.iter().map(|problem| problem.code.as_str()).collect()
}

/// `code requirement` of what is told of a sheet but for missing answers; what makes it unusable with a mark.
fn told(reading: &CloudSheetReading) -> Vec<String> {
    let notes = reading.notes.iter().filter(|note| note.problem.code != "sheet_answer_missing");
    notes
        .map(|note| {
            let id = note.problem.args.get("requirement").map(|id| format!(" {id}")).unwrap_or_default();
            assert!(!note.text.contains('{') && note.text != note.problem.code, "{}", note.text);
            format!("{}{}{id}", if note.blocks { "!" } else { "" }, note.problem.code)
        })
        .collect()
}

fn book(path: &Path) -> Book {
    read_book(path, &ReadOptions::default(), &mut |_, _| ControlFlow::Continue(())).unwrap()
}

impl Desk {
    fn issue(&mut self) -> SheetFile {
        let folder = self.folder.path().to_string_lossy().into_owned();
        let request = CloudSheetSave { id: self.cloud.id.clone(), folder, due_on: None };
        self.ledger.save_cloud_sheet(&request).unwrap()
    }

    /// The sheet filled in by a provider, who may do anything with its cells: title lines, rows.
    fn returned(&self, sheet: &SheetFile, fill: impl FnOnce(&mut Vec<String>, &mut Vec<Vec<String>>)) -> PathBuf {
        let book = book(Path::new(&sheet.path));
        let mut lines: Vec<Vec<String>> = book.sheets[0]
            .rows
            .iter()
            .map(|row| {
                let mut cells = vec![String::new(); 9];
                row.cells.iter().for_each(|(at, cell)| cells[*at as usize] = cell.plain());
                cells
            })
            .collect();
        let mut rows = lines.split_off(6);
        let headings = lines.pop().unwrap();
        let mut title: Vec<String> = lines.into_iter().map(|line| line[0].clone()).collect();
        fill(&mut title, &mut rows);
        let column = |heading: String| Column { heading, width: 20.0, ..Column::default() };
        let value = |text: String| if text.is_empty() { Value::Empty } else { Value::Text(text) };
        let table = Table {
            name: "回答".to_owned(),
            title,
            columns: headings.into_iter().map(column).collect(),
            rows: rows.into_iter().map(|row| row.into_iter().map(value).collect()).collect(),
            ..Table::default()
        };
        let bytes = to_xlsx(&[table], &Look::new("2026-12-01".parse().unwrap(), "提供者")).unwrap();
        let path = self.folder.path().join(format!("回答 {}.xlsx", uuid::Uuid::now_v7()));
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn read(&mut self, path: &Path) -> CloudSheetReading {
        let file = path.to_string_lossy().into_owned();
        let before = self.ledger.history_head().unwrap();
        let reading = self.ledger.read_cloud_sheet(&CloudSheetRead { id: self.cloud.id.clone(), file }).unwrap();
        assert_eq!(self.ledger.history_head().unwrap(), before, "reading writes nothing");
        reading
    }

    fn apply(&mut self, path: &Path, answers: Option<Vec<String>>) -> Result<Cloud, Error> {
        let (id, revision) = (self.cloud.id.clone(), self.cloud.revision);
        let file = path.to_string_lossy().into_owned();
        self.ledger.apply_cloud_sheet(&CloudSheetApply { id, revision, file, answers })
    }

    /// A sheet in which everything conforms.
    fn conforming(&self, sheet: &SheetFile, fill: impl FnOnce(&mut Vec<Vec<String>>)) -> PathBuf {
        self.returned(sheet, |_, rows| {
            rows.iter_mut().for_each(|row| row[4] = "適合".to_owned());
            fill(rows);
        })
    }
}

fn at<'a>(rows: &'a mut [Vec<String>], id: &str) -> &'a mut Vec<String> {
    rows.iter_mut().find(|row| row[1] == id).unwrap()
}

#[test]
fn an_issued_sheet_is_kept_with_its_questions_and_the_same_questions_are_issued_once() {
    for (engine, mut desk) in desks() {
        let first = desk.issue();
        assert_eq!(
            (first.number.as_str(), first.version, first.due_on.as_str()),
            ("S8-001", 1, "2026-12-10"),
            "{engine}"
        );
        assert_eq!(desk.issue(), first, "{engine}: nothing else is asked");
        assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 1, "{engine}");
        let kept = desk.ledger.read(|tx| sheet::load(tx, "S8-001")).unwrap().unwrap();
        assert_eq!((kept.mark.clone(), kept.questions.len()), (first.mark.clone(), first.questions), "{engine}");
        let text = book(Path::new(&first.path));
        let words: String =
            text.sheets[0].rows.iter().flat_map(|row| &row.cells).map(|(_, cell)| cell.plain()).collect();
        assert!(
            words.contains(&first.mark) && words.contains("S8-001") && words.contains("令和8年12月10日"),
            "{words}"
        );
        // Another fact asks other questions: a new version under a new number.
        let facts = json!({ "confidentiality": "3C", "handles_personal_info": true, "standard_terms_only": false,
            "contractor_uses_genai": true });
        let draft = json!({ "id": desk.cloud.id, "revision": desk.cloud.revision, "facts": facts });
        desk.cloud = save(&mut desk.ledger, draft);
        let second = desk.issue();
        assert_eq!((second.number.as_str(), second.version), ("S8-002", 2), "{engine}");
        assert!(second.questions > first.questions && second.mark != first.mark, "{engine}");
        let all = desk.ledger.read(|tx| sheet::of_record(tx, "cloud", &kept.record)).unwrap();
        assert_eq!(all.iter().map(|issue| issue.version).collect::<Vec<_>>(), [2, 1], "{engine}");
        let check = desk.ledger.verify_history(None).unwrap();
        assert!(check.ok, "{engine}: {:?}", check.problems);
        let history = desk.ledger.record_history("cloud_sheet", "S8-002").unwrap();
        assert_eq!(
            (history.len(), history[0].op.as_str(), history[0].title.as_deref()),
            (1, "cloud_sheet_issue", Some("なぎさアンケート")),
            "{engine}"
        );
    }
}

#[test]
fn a_sheet_that_was_changed_in_the_database_is_found() {
    for (engine, mut desk) in desks() {
        desk.issue();
        desk.ledger.derive(|tx| sheet::remove(tx, "S8-001")).unwrap();
        let check = desk.ledger.verify_history(None).unwrap();
        assert_eq!(
            check.problems.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(),
            ["record_missing"],
            "{engine}"
        );
    }
}

#[test]
fn answers_come_into_the_record_and_an_approval_reopens() {
    for (engine, mut desk) in desks() {
        let sheet = desk.issue();
        let path = desk.returned(&sheet, |_, rows| {
            at(rows, "CL-06")
                .splice(4..9, ["適合", "別の目的に使わない", "規約 第8条", "令和8年12月1日", ""].map(str::to_owned));
            at(rows, "CL-10").splice(4..9, ["条件付き", "48時間", "", "46357", "遅い"].map(str::to_owned));
            at(rows, "CL-14").splice(4..9, ["該当なし", "監査報告書で代える", "", "R8.12.2", ""].map(str::to_owned));
        });
        let reading = desk.read(&path);
        assert_eq!(
            (told(&reading), reading.usable, reading.number.as_deref()),
            (vec![], true, Some("S8-001")),
            "{engine}"
        );
        let missing = reading.notes.iter().filter(|note| note.problem.code == "sheet_answer_missing").count();
        assert_eq!(missing + 3, sheet.questions, "{engine}: each missing answer is named");
        let given: Vec<&str> = reading.answers.iter().map(|answer| answer.requirement.as_str()).collect();
        assert_eq!(given, ["CL-06", "CL-10", "CL-14"], "{engine}");
        let cloud = desk.apply(&path, None).unwrap();
        assert_eq!(cloud.status, CloudStatus::Applied, "{engine}: what was approved has changed");
        let (use_of, incident, audit) = (&cloud.answers["CL-06"], &cloud.answers["CL-10"], &cloud.answers["CL-14"]);
        assert_eq!((use_of.answer, use_of.source.as_deref()), (Verdict::Conforms, Some("規約 第8条")), "{engine}");
        assert_eq!(
            (use_of.source_kind, use_of.seen_on.as_deref()),
            (Some(SourceKind::Reply), Some("2026-12-01")),
            "{engine}"
        );
        assert_eq!(
            (incident.answer, incident.source.as_deref()),
            (Verdict::Conditional, Some("回答書 S8-001")),
            "{engine}"
        );
        assert_eq!(
            (incident.seen_on.as_deref(), incident.risk_acceptor.as_deref()),
            (Some("2026-12-01"), Some("広報課長"))
        );
        assert_eq!((audit.answer, audit.seen_on.as_deref()), (Verdict::NotApplicable, Some("2026-12-02")), "{engine}");
        // The same once more changes nothing, and an older revision is refused.
        desk.cloud = cloud.clone();
        assert!(desk.read(&path).answers.iter().all(|answer| !answer.changes), "{engine}");
        assert_eq!(desk.apply(&path, None).unwrap(), cloud, "{engine}");
        desk.cloud.revision = 1;
        let other = desk.conforming(&sheet, |_| {});
        assert_eq!(codes(&desk.apply(&other, None).unwrap_err()), ["changed_elsewhere"], "{engine}");
        let history = desk.ledger.record_history("cloud", &cloud.id).unwrap();
        assert_eq!(history[0].op, "cloud_sheet_apply", "{engine}");
    }
}

#[test]
fn only_the_chosen_answers_are_taken() {
    for (engine, mut desk) in desks() {
        let sheet = desk.issue();
        let path = desk.conforming(&sheet, |_| {});
        let absent = desk.apply(&path, Some(vec!["CL-06".to_owned(), "CL-01".to_owned()])).unwrap_err();
        assert_eq!(codes(&absent), ["sheet_answer_absent"], "{engine}");
        assert_eq!(codes(&desk.apply(&path, Some(Vec::new())).unwrap_err()), ["sheet_nothing"], "{engine}");
        let cloud = desk.apply(&path, Some(vec!["CL-06".to_owned()])).unwrap();
        assert_eq!(cloud.answers.keys().collect::<Vec<_>>(), ["CL-06", "CL-10"], "{engine}");
        assert_eq!(cloud.answers["CL-10"].answer, Verdict::Conditional, "{engine}: not chosen, not touched");
    }
}

#[test]
fn a_sheet_with_altered_questions_or_of_another_issue_is_refused_and_nothing_is_lost() {
    for (engine, mut desk) in desks() {
        let sheet = desk.issue();
        let other = save(
            &mut desk.ledger,
            json!({ "service": "別の利用", "facts": { "confidentiality": "1",
            "handles_personal_info": false, "standard_terms_only": true } }),
        );
        let folder = desk.folder.path().to_string_lossy().into_owned();
        let of_other = CloudSheetSave { id: other.id, folder, due_on: None };
        let of_other = desk.ledger.save_cloud_sheet(&of_other).unwrap();
        assert_eq!(of_other.number, "S8-002", "{engine}");
        let altered = desk.conforming(&sheet, |rows| {
            at(rows, "CL-06")[3].push_str("ただし統計を除きます。");
            at(rows, "CL-12")[2] = "別の題".to_owned();
        });
        let line = |find: &str, put: &str, desk: &Desk| {
            desk.returned(&sheet, |title, rows| {
                rows.iter_mut().for_each(|row| row[4] = "適合".to_owned());
                title.iter_mut().for_each(|line| *line = line.replace(find, put));
            })
        };
        let unknown = line("S8-001", "S8-777", &desk);
        let marked = line(&sheet.mark, "0000-1111-2222-3333", &desk);
        let without = line("発行番号", "整理", &desk);
        let foreign = desk.conforming(&of_other, |_| {});
        let headless = desk.folder.path().join("無題.xlsx");
        let bare =
            Table { title: vec![format!("発行番号：S8-001 照合値：{}", sheet.mark)], ..Table::default() };
        std::fs::write(&headless, to_xlsx(&[bare], &Look::new("2026-12-01".parse().unwrap(), "")).unwrap()).unwrap();
        for (path, expected) in [
            (&altered, &["!sheet_question_altered CL-06", "!sheet_question_altered CL-12"][..]),
            (&unknown, &["!sheet_other_issue"]),
            (&marked, &["!sheet_mark"]),
            (&without, &["!sheet_no_number"]),
            (&foreign, &["!sheet_other_record"]),
            (&headless, &["!sheet_no_headings"]),
        ] {
            let reading = desk.read(path);
            let (mut found, mut expected) = (told(&reading), expected.to_vec());
            found.sort();
            expected.sort_unstable();
            assert_eq!(found, expected, "{engine}");
            assert!(!reading.usable && reading.answers.is_empty(), "{engine}");
            let refused = desk.apply(path, None).unwrap_err();
            assert!(refused.problems.iter().all(|problem| problem.code.starts_with("sheet_")), "{engine}: {refused:?}");
            assert_eq!(desk.ledger.cloud(&desk.cloud.id).unwrap(), desk.cloud, "{engine}");
        }
        let missing = CloudSheetRead { id: desk.cloud.id.clone(), file: "どこにもない.xlsx".to_owned() };
        assert_eq!(codes(&desk.ledger.read_cloud_sheet(&missing).unwrap_err()), ["import_file_missing"], "{engine}");
    }
}

#[test]
fn an_older_version_is_refused_once_other_questions_were_issued() {
    for (engine, mut desk) in desks() {
        let sheet = desk.issue();
        let path = desk.conforming(&sheet, |_| {});
        let facts = json!({ "confidentiality": "3C", "handles_personal_info": true, "standard_terms_only": false,
            "contractor_uses_genai": true });
        let draft = json!({ "id": desk.cloud.id, "revision": desk.cloud.revision, "facts": facts });
        desk.cloud = save(&mut desk.ledger, draft);
        assert!(desk.read(&path).usable, "{engine}: nothing newer was issued");
        desk.issue();
        let reading = desk.read(&path);
        assert_eq!((told(&reading), reading.version), (vec!["!sheet_superseded".to_owned()], Some(1)), "{engine}");
        assert_eq!(codes(&desk.apply(&path, None).unwrap_err()), ["sheet_superseded"], "{engine}");
    }
}

#[test]
fn what_cannot_be_taken_of_a_sheet_is_named_and_the_rest_is_taken() {
    for (engine, mut desk) in desks() {
        let sheet = desk.issue();
        let path = desk.conforming(&sheet, |rows| {
            at(rows, "CL-06")[4] = "だいたい適合".to_owned();
            at(rows, "CL-07")[7] = "先月".to_owned();
            at(rows, "CL-08")[4] = "該当なし".to_owned();
            rows.retain(|row| row[1] != "CL-11");
            let mut twice = at(rows, "CL-13").clone();
            twice[4] = "不適合".to_owned();
            rows.push(twice);
            let again = at(rows, "CL-15").clone();
            rows.push(again);
            let mut more = vec![String::new(); 9];
            more[2] = "追加の説明は別紙".to_owned();
            rows.insert(2, more);
        });
        let reading = desk.read(&path);
        let expected = [
            "sheet_answer_twice CL-13",
            "sheet_answer_unknown CL-06",
            "sheet_date_unreadable CL-07",
            "sheet_question_missing CL-11",
            "sheet_reason_missing CL-08",
            "sheet_row_extra",
        ];
        let mut found = told(&reading);
        found.sort();
        assert_eq!(found, expected, "{engine}");
        assert!(reading.usable, "{engine}");
        let dated = reading.answers.iter().find(|answer| answer.requirement == "CL-07").unwrap();
        assert_eq!(dated.answer.seen_on.as_deref(), Some("2026-11-26"), "{engine}");
        let cloud = desk.apply(&path, None).unwrap();
        assert!(!cloud.answers.contains_key("CL-06") && cloud.answers["CL-15"].answer == Verdict::Conforms, "{engine}");
    }
}

#[test]
fn merged_answers_hold_for_every_row_that_they_cover_and_are_told() {
    let mut desk = desks().remove(0).1;
    let sheet = desk.issue();
    let path = desk.conforming(&sheet, |_| {});
    let mut book = book(&path);
    let rows = &mut book.sheets[0].rows;
    let first = rows[6].number;
    for row in &mut rows[7..9] {
        row.cells.retain(|(column, _)| *column != 4);
    }
    rows[6]
        .cells
        .iter_mut()
        .filter(|(column, _)| *column == 4)
        .for_each(|(_, cell)| *cell = Cell::Text("不適合".to_owned()));
    book.sheets[0].merges.push(Merge { first_row: first, last_row: first + 2, first_column: 4, last_column: 4 });
    let (issue, today) = (desk.ledger.read(|tx| sheet::load(tx, &sheet.number)).unwrap(), desk.ledger.today());
    let reading =
        judge(crate::wording::Lang::En, &desk.cloud, &sheet::found(&FORM, &book), issue.as_ref(), None, today);
    assert_eq!(told(&reading), ["sheet_merged", "sheet_merged", "sheet_merged"]);
    let verdicts: Vec<Verdict> = reading.answers.iter().map(|answer| answer.answer.answer).take(4).collect();
    use Verdict::{Conforms, Nonconforming};
    assert_eq!(verdicts, [Nonconforming, Nonconforming, Nonconforming, Conforms]);
}

#[test]
fn every_question_belongs_to_a_requirement_that_is_asked_of_cloud_uses() {
    let catalogue = crate::catalogue::Catalogue::shipped().unwrap();
    for (id, text) in &FORM.wording.questions {
        let requirement = catalogue.requirement(id).unwrap_or_else(|| panic!("{id}"));
        assert!(requirement.outputs.iter().any(|output| output == "checklist_cloud"), "{id}");
        assert!(text.ends_with(['。', 'か']) && !text.contains('{'), "{id}: {text}");
    }
    assert!(FORM.wording.questions.len() > 30);
}

#[test]
fn a_sheet_that_was_issued_before_contracts_had_any_is_still_known_as_it_was_kept() {
    let migrations = crate::ledger::MIGRATIONS;
    let before = migrations.iter().position(|migration| migration.name == "sheets").unwrap();
    for (engine, mut db) in db::testing::engines() {
        db.migrate(&migrations[..before]).unwrap();
        let question = json!({ "id": "CL-06", "title": "目的外利用の禁止", "text": "使いませんか。" });
        let old = json!({ "number": "S8-007", "cloud": "c1", "title": "なぎさ", "version": 3, "issued_on": "2026-05-01",
            "mark": "0123-4567-89ab-cdef", "questions": [question] });
        let sql = "INSERT INTO cloud_sheets (number, cloud_id, version, issued_on, mark, record) \
            VALUES ('S8-007', 'c1', 3, '2026-05-01', '0123-4567-89ab-cdef', ?1)";
        db.write(|tx| tx.execute(sql, &[old.to_string().into()])).unwrap();
        let mut ledger = Ledger::on(db).unwrap();
        let (issue, next) = ledger.read(|tx| sheet::issued(tx, &FORM, Some("S8-007"), "c1")).unwrap();
        let issue = issue.unwrap();
        assert_eq!((issue.record.as_str(), issue.version, issue.head.len()), ("c1", 3, 0), "{engine}");
        assert_eq!(next, Some(issue), "{engine}");
        let mut kept = Vec::new();
        ledger.read(|tx| super::walk(tx, &mut |number, json| kept.push((number.to_owned(), json.clone())))).unwrap();
        assert_eq!(kept, [("S8-007".to_owned(), old)], "{engine}: its row of history still fits");
    }
}
