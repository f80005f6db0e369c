//! A contractor is asked year after year what it does: a sheet goes out, comes back filled in, and what it says is followed.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use paper::book::{ReadOptions, read_book};
use paper::table::{Column, Look, Table, Value as Field, to_xlsx};
use serde_json::{Value, json};

use super::office::{Office, answers, findings, offices, state};

/// Fills in an issued sheet as a contractor does: `of` says for a requirement its answer, plan and last day.
fn fill(issued: &str, on: &str, of: impl Fn(&str) -> [&'static str; 3]) -> PathBuf {
    let book = read_book(Path::new(issued), &ReadOptions::default(), &mut |_, _| ControlFlow::Continue(())).unwrap();
    let mut rows: Vec<Vec<Field>> = Vec::new();
    for row in &book.sheets[0].rows {
        let mut cells = vec![String::new(); 8];
        row.cells.iter().for_each(|(at, cell)| cells[*at as usize] = cell.plain());
        match cells[2].as_str() {
            "回答者（部署・氏名）" => cells[3] = "業務部　川上".to_owned(),
            "回答日" => cells[3] = on.to_owned(),
            _ => {}
        }
        let is_requirement = cells[1].contains('-');
        if is_requirement {
            let [answer, plan, until] = of(&cells[1]);
            cells[4] = answer.to_owned();
            cells[5] = "情報管理規程".to_owned();
            cells[6] = plan.to_owned();
            cells[7] = until.to_owned();
        }
        let field = |text: String| if text.is_empty() { Field::Empty } else { Field::Text(text) };
        rows.push(cells.into_iter().map(field).collect());
    }
    let columns = (0..8).map(|_| Column { heading: "-".to_owned(), width: 20.0, ..Column::default() }).collect();
    let table = Table { name: "返送".to_owned(), columns, rows, ..Table::default() };
    let path = Path::new(issued).with_extension(format!("{on}.xlsx"));
    std::fs::write(&path, to_xlsx(&[table], &Look::new("2026-12-01".parse().unwrap(), "")).unwrap()).unwrap();
    path
}

fn issue(office: &mut Office, id: &Value, folder: &Path) -> String {
    let sheet = office.call("contract_sheet_save", json!({ "id": id, "folder": folder }));
    sheet["path"].as_str().unwrap().to_owned()
}

fn accept(office: &mut Office, file: &Path) -> Value {
    let reading = office.call("contract_sheet_read", json!({ "file": file }));
    assert_eq!((&reading["usable"], &reading["notes"]), (&json!(true), &json!([])), "{}", office.engine);
    let request = json!({ "id": reading["contract"], "revision": reading["revision"], "file": file });
    office.call("contract_sheet_apply", request)
}

#[test]
fn a_contractor_is_asked_each_year_and_what_gets_worse_or_stays_undone_is_found() {
    for mut office in offices("2026-10-01") {
        let folder = tempfile::tempdir().unwrap();
        let id = office.printing();
        let report =
            json!([{ "kind": "periodic_report", "title": "情報セキュリティ対策確認票（F-04）", "due_on": "R9.3.20" }]);
        office.change(&id, json!({ "facts": answers(), "deliverables": report, "signed_on": "R8.3.20" }));
        let view = office.call("contract_show", json!({ "id": id }));
        assert_eq!(state(&view, "OV-01"), Some("missing"), "{}", office.engine);
        // The first year: all is done but for a plan that is on its way.
        let issued = issue(&mut office, &id, folder.path());
        office.wait_until("2026-10-20");
        let first = fill(&issued, "R8.10.19", |requirement| match requirement {
            "CX-07" => ["一部実施", "入退室の記録を電子化する", "令和9年1月末"],
            "CX-04" => ["一部実施", "媒体の台帳を改める", "R9.1.31"],
            _ => ["実施", "", ""],
        });
        let reading = office.call("contract_sheet_read", json!({ "file": first }));
        let told: Vec<&Value> =
            reading["notes"].as_array().unwrap().iter().map(|note| &note["problem"]["code"]).collect();
        assert_eq!(told, ["sheet_plan_day"], "{}: a day without a number is asked about", office.engine);
        let first = fill(&issued, "R8.10.20", |requirement| match requirement {
            "CX-07" => ["一部実施", "入退室の記録を電子化する", "令和9年3月31日"],
            "CX-04" => ["一部実施", "媒体の台帳を改める", "R9.1.31"],
            _ => ["実施", "", ""],
        });
        let view = accept(&mut office, &first);
        assert_eq!(state(&view, "OV-01"), Some("met"), "{}", office.engine);
        assert_eq!(view["contract"]["deliverables"][0]["received_on"], "2026-10-20", "{}", office.engine);
        assert!(!findings(&view).iter().any(|code| code.starts_with("sheet_")), "{}", office.engine);
        // What was promised and is not there is found on the day after.
        office.wait_until("2027-02-01");
        let view = office.call("contract_show", json!({ "id": id }));
        let overdue: Vec<&Value> = view["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| finding["code"] == "sheet_plan_passed")
            .collect();
        assert_eq!(overdue.len(), 1, "{}", office.engine);
        assert_eq!(overdue[0]["requirement"], "CX-04", "{}", office.engine);
        let text = overdue[0]["text"].as_str().unwrap();
        assert!(text.contains("一部実施") && text.contains("令和9年1月31日"), "{text}");
        // The next term is asked again, with the answers of the year before beside.
        let renewed = office.call("contract_renew", json!({ "id": id, "starts_on": "R9.4.1", "ends_on": "R10.3.31" }));
        let next = renewed["contract"]["id"].clone();
        office.wait_until("2027-10-01");
        let issued = issue(&mut office, &next, folder.path());
        let second = fill(&issued, "R9.10.1", |requirement| match requirement {
            "CX-09" => ["未実施", "", ""],
            _ => ["実施", "", ""],
        });
        let view = accept(&mut office, &second);
        assert!(findings(&view).contains(&"sheet_plan_missing"), "{}", office.engine);
        assert!(!findings(&view).contains(&"sheet_plan_passed"), "{}: it was put right", office.engine);
        let sheets = office.call("contract_sheets", json!({ "id": next }));
        assert_eq!((&sheets["fiscal_year"], &sheets["year_before"]), (&json!(2027), &json!(2026)), "{}", office.engine);
        let worse: Vec<&Value> = sheets["rows"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| row["worse"] == true)
            .map(|row| &row["requirement"])
            .collect();
        assert_eq!(worse, ["CX-09"], "{}", office.engine);
        assert_eq!(sheets["returns"].as_array().unwrap().len(), 2, "{}: each return stays", office.engine);
        // The file is still there as it came.
        let hash = sheets["returns"][0]["file"]["hash"].clone();
        let copy = folder.path().join("写し.xlsx");
        office.call("evidence_save", json!({ "hash": hash, "file": copy }));
        assert_eq!(std::fs::read(&copy).unwrap(), std::fs::read(&second).unwrap(), "{}", office.engine);
    }
}
