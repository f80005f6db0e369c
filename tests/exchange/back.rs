//! What cannot be taken comes back with its reasons, and a whole import can be taken back.

use ledger::exchange::{Register, RejectedSave};

use super::office::{Office, counts, request, sample};

fn rejected(office: &mut Office, register: Register, file: &str) -> (String, usize) {
    let out = office.path("取込不可.xlsx");
    let saved =
        office.ledger.save_rejected(&RejectedSave { import: request(register, file), file: out.clone() }).unwrap();
    (out, saved.rows)
}

#[test]
fn rejected_rows_come_back_with_the_reason_beside_each_cell() {
    for (name, register, rows) in [
        ("01-shiomi-r8.xlsx", Register::Contract, 3),
        ("02-asanagi-r7.csv", Register::Contract, 1),
        ("04-kirigasawa.csv", Register::Contract, 4),
        ("05-wakabanohara.xls", Register::Contract, 3),
        ("06-hoshimino-large.xlsx", Register::Contract, 35),
        ("07-shiomi-sns.xlsx", Register::Sns, 1),
        ("08-shiomi-cloud.csv", Register::Cloud, 4),
    ] {
        let mut office = Office::new();
        let first = office.import(register, &sample(name));
        let (out, saved) = rejected(&mut office, register, &sample(name));
        assert_eq!(saved, rows, "{name}");
        // As it is, the workbook is refused for the same reasons: nothing of the rows was lost.
        let again = office.import(register, &out);
        assert_eq!((again.rows, again.rejected_rows), (rows, rows), "{name}");
        let told = |notes: &[ledger::exchange::ImportNote]| {
            let mut codes: Vec<String> = notes.iter().map(|note| note.code.clone()).collect();
            codes.sort();
            codes
        };
        assert_eq!(told(&again.rejected), told(&first.rejected), "{name}");
    }
}

#[test]
fn a_corrected_row_is_taken_with_everything_that_stood_around_its_table() {
    let mut office = Office::new();
    let file = office.file(
        "単位.csv",
        "（単位：千円）,,,\n件名,受託者,契約期間 ,契約金額\n【道路課】,,,\n除雪業務委託,〃社,R8.11.1～R8.3.31,\"1,500\"\n舗装業務委託,乙社,R8.4.1～R8.3.31,〃\n",
    );
    let (out, rows) = rejected(&mut office, Register::Contract, &file);
    assert_eq!(rows, 2);
    let book = paper::book::read_book(std::path::Path::new(&out), &paper::book::ReadOptions::default(), &mut |_, _| {
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    let text: Vec<Vec<String>> =
        book.sheets[0].rows.iter().map(|row| row.cells.iter().map(|(_, cell)| cell.plain()).collect()).collect();
    assert_eq!(text[0], ["件名", "受託者", "契約期間", "契約期間の取込不可の理由", "契約金額(千円)", "所管課"]);
    assert!(text[1][3].contains("終わりが始まり（R8.11.1）より前です"), "{:?}", text[1]);
    assert_eq!(text[2][4], "1,500", "〃 is written out");
    // The clerk puts the year right and imports the file.
    let lines: Vec<String> = text
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| format!("\"{}\"", cell.replace("～R8.3.31", "～R9.3.31")))
                .collect::<Vec<_>>()
                .join(",")
        })
        .collect();
    let corrected = office.file("直した.csv", &lines.join("\n"));
    assert_eq!(counts(&office.import(Register::Contract, &corrected)), (2, 0, 0, 0));
    let told: Vec<_> = office
        .ledger
        .contracts()
        .unwrap()
        .into_iter()
        .map(|it| (it.title, it.section.unwrap(), it.amount_yen.unwrap()))
        .collect();
    assert!(told.contains(&("舗装業務委託".to_owned(), "道路課".to_owned(), 1_500_000)), "{told:?}");
}

#[test]
fn a_section_that_names_a_group_only_once_comes_back_with_every_row() {
    let mut office = Office::new();
    let file = office.file(
        "課.csv",
        "課,件名,受託者,契約期間\n総務課,A,甲社,R8.4.1～R9.3.31\n,B,甲社,未定\n,C,甲社,R8.4.1～R9.3.31\n企画課,D,甲社,R8.4.1～R9.3.31\n,E,甲社,未定\n",
    );
    let (out, rows) = rejected(&mut office, Register::Contract, &file);
    assert_eq!(rows, 2);
    let options = paper::book::ReadOptions::default();
    let book =
        paper::book::read_book(std::path::Path::new(&out), &options, &mut |_, _| std::ops::ControlFlow::Continue(()));
    let told: Vec<String> = book.unwrap().sheets[0].rows[1..].iter().map(|row| row.cells[0].1.plain()).collect();
    assert_eq!(told, ["総務課", "企画課"]);
}

#[test]
fn an_import_is_taken_back_as_a_whole() {
    for mut office in Office::each() {
        let keep = office.contracts(&["R8-001,窓口業務委託,市民課,甲社,R8.4.1～R9.3.31,100"]);
        assert_eq!(counts(&keep), (1, 0, 0, 0));
        let before = office.contract("R8-001");
        let batch = office
            .contracts(&[
                "R8-001,窓口業務委託,市民課,甲社,R8.4.1～R9.3.31,900",
                "R7-001,窓口業務委託,市民課,甲社,R7.4.1～R8.3.31,100",
                "R8-002,清掃業務委託,管財課,乙社,R8.4.1～R9.3.31,100",
            ])
            .batch
            .unwrap();
        let undone = office.ledger.undo_import(batch).unwrap();
        assert_eq!((undone.removed, undone.restored, undone.kept), (2, 1, 0));
        let after = office.contract("R8-001");
        for field in ["amount_yen", "lineage", "term", "renewed_from"] {
            assert_eq!(after[field], before[field], "{field}");
        }
        assert_eq!(office.ledger.contracts().unwrap().len(), 1);
        assert!(office.ledger.verify_history(None).unwrap().ok);
        let again = office.ledger.undo_import(batch).unwrap_err();
        assert_eq!(again.problems[0].code, "import_undone");
        let request = serde_json::json!({ "batch": 999_999 });
        let unknown = ledger::commands::dispatch(&mut office.ledger, "import_undo", request).unwrap_err();
        assert_eq!(unknown.problems[0].code, "import_unknown");
    }
}

#[test]
fn a_year_between_two_others_is_taken_back_and_leaves_them_linked() {
    for mut office in Office::each() {
        let line = |year: u8| format!("{year},窓口業務委託,市民課,甲社,R{year}.4.1～R{}.3.31,100", year + 1);
        office.contracts(&[&line(6), &line(8), &line(9)]);
        let before = ["6", "8", "9"].map(|number| office.contract(number));
        let batch = office.contracts(&[&line(7)]).batch.unwrap();
        let undone = office.ledger.undo_import(batch).unwrap();
        assert_eq!((undone.removed, undone.restored, undone.kept), (1, 2, 0));
        for (before, number) in before.iter().zip(["6", "8", "9"]) {
            let after = office.contract(number);
            for field in ["lineage", "term", "renewed_from"] {
                assert_eq!(after[field], before[field], "{number} {field}");
            }
        }
        // One that somebody worked with since keeps its place, and the next ones theirs after it.
        let batch = office.contracts(&[&line(7)]).batch.unwrap();
        let touched = office.contract("7");
        let draft = serde_json::json!({ "id": touched["id"], "revision": touched["revision"], "note": "確かめた" });
        office.ledger.save_contract(&serde_json::from_value(draft).unwrap()).unwrap();
        let undone = office.ledger.undo_import(batch).unwrap();
        assert_eq!((undone.removed, undone.kept), (0, 2));
        let terms = ["6", "7", "8", "9"].map(|number| office.contract(number)["term"].clone());
        assert_eq!(serde_json::json!(terms), serde_json::json!([1, 2, 3, 4]));
        assert_eq!(office.contract("8")["renewed_from"], touched["id"]);
        assert!(office.ledger.verify_history(None).unwrap().ok);
    }
}

#[test]
fn what_somebody_touched_since_stays() {
    for mut office in Office::each() {
        let batch = office
            .contracts(&[
                "R8-001,窓口業務委託,市民課,甲社,R8.4.1～R9.3.31,100",
                "R8-002,清掃業務委託,管財課,乙社,R8.4.1～R9.3.31,100",
                "R8-003,警備業務委託,管財課,丙社,R8.4.1～R9.3.31,100",
            ])
            .batch
            .unwrap();
        let touched = office.ledger.find_contract("R8-002").unwrap();
        let renewed = office.ledger.find_contract("R8-003").unwrap();
        let draft =
            serde_json::from_value(serde_json::json!({ "id": touched.id, "revision": 1, "note": "確かめた" })).unwrap();
        office.ledger.save_contract(&draft).unwrap();
        office.ledger.renew_contract(&renewed.id, "R9.4.1", "R10.3.31").unwrap();
        let undone = office.ledger.undo_import(batch).unwrap();
        assert_eq!((undone.removed, undone.restored, undone.kept), (1, 0, 2));
        assert_eq!(office.ledger.contracts().unwrap().len(), 3, "the touched, the renewed, and its next term");
        assert!(office.ledger.verify_history(None).unwrap().ok);
    }
}

#[test]
fn sections_and_people_can_be_taken_back_too() {
    for mut office in Office::each() {
        let file =
            office.file("所属.csv", "所属,上位の所属,執行機関\n総務課,総務部,市長\n学校教育課,教育部,教育委員会\n");
        let result = office.import(Register::Section, &file);
        assert_eq!(counts(&result), (2, 0, 0, 0));
        let names: Vec<_> = office.ledger.list_sections().unwrap().into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["総務部", "総務課", "教育部", "学校教育課"]);
        assert_eq!(counts(&office.import(Register::Section, &file)), (0, 0, 2, 0));
        let people = office.file(
            "職員.csv",
            "氏名,所属,メールアドレス,アカウント,役割,着任日\n高橋 由美,総務課,yumi@shiomi.example,\"SHIOMI\\\\yumi、yumi\",\"契約担当、承認者\",R6.4.1\n",
        );
        let result = office.import(Register::Person, &people);
        assert_eq!(counts(&result), (1, 0, 0, 0));
        let person = office.ledger.list_persons().unwrap().remove(0);
        assert_eq!((person.accounts.len(), person.roles.len(), person.from.as_deref()), (2, 2, Some("2024-04-01")));
        assert_eq!(office.ledger.undo_import(result.batch.unwrap()).unwrap().removed, 1);
        assert!(office.ledger.list_persons().unwrap().is_empty());
    }
}
