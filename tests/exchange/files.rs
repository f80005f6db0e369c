//! Files that are no ledgers, or half of one: each is refused in words that say what to do, and nothing is written.

use ledger::exchange::{Encoding, Register};
use ledger::wording::{Lang, problem};

use super::office::{Office, counts, request, sample};

/// A file of the reader's own samples.
fn odd(name: &str) -> Vec<u8> {
    std::fs::read(sekisho_tests::root().join("crates/paper/src/book/samples").join(name)).unwrap()
}

#[test]
fn a_file_that_cannot_be_taken_is_refused_with_what_to_do() {
    let ledger = std::fs::read(sample("01-shiomi-r8.xlsx")).unwrap();
    let part = |path: &str| paper::archive::Part::new(path, b"<x/>".to_vec());
    let day = "2026-11-26".parse().unwrap();
    let docx = paper::archive::to_zip(&[part("[Content_Types].xml"), part("word/document.xml")], day).unwrap();
    let wide = format!("件名,受託者,契約日{}\n", ",余り".repeat(10_000));
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("パスワード.xlsx", odd("locked.xlsx"), "import_password"),
        ("パスワード.xls", odd("locked.xls"), "import_password"),
        ("パスワード.ods", odd("locked.ods"), "import_password"),
        ("文書.xlsx", docx, "import_not_a_table"),
        ("半分.xlsx", ledger[..ledger.len() / 2].to_vec(), "import_damaged"),
        ("空.csv", Vec::new(), "import_empty"),
        ("引用符.csv", "件名,受託者,契約日\n\"清掃,甲社,R8.4.1\n".into(), "import_quote_open"),
        ("混在.csv", odd("mixed.csv"), "import_mixed_encodings"),
        ("列.csv", wide.into_bytes(), "import_too_many_columns"),
        ("名簿.csv", "氏名,住所\n高橋,潮見市\n".into(), "import_no_headings"),
        ("写真.xlsx", b"\x89PNG\r\n\x1a\n".to_vec(), "import_not_a_table"),
        ("出力.xls", b"<html><table><tr><td>x</td></tr></table></html>".to_vec(), "import_other_format"),
    ];
    for (name, bytes, code) in cases {
        let mut office = Office::new();
        let path = office.path(name);
        std::fs::write(&path, bytes).unwrap();
        let error = office.try_import(&request(Register::Contract, &path)).unwrap_err();
        assert_eq!(error.problems[0].code, code, "{name}");
        for lang in [Lang::Ja, Lang::En] {
            let said = problem(lang, &error.problems[0]);
            assert!(!said.contains('{') && !said.contains("problem."), "{name}: {said}");
        }
        assert_eq!(office.rows(), 0, "{name}");
    }
    let mut office = Office::new();
    let missing = office.path("ない.xlsx");
    let error = office.try_import(&request(Register::Contract, &missing)).unwrap_err();
    assert_eq!(error.problems[0].code, "import_file_missing");
}

#[test]
fn where_headings_were_looked_for_is_told_of_files_with_sheets_and_without() {
    let mut office = Office::new();
    let text = office.file("名簿.csv", "氏名,住所\n高橋,潮見市\n");
    for (register, file, place) in
        [(Register::Contract, text, "名簿.csv"), (Register::Contract, sample("07-shiomi-sns.xlsx"), "SNS一覧")]
    {
        let error = office.try_import(&request(register, &file)).unwrap_err();
        assert_eq!(error.problems[0].code, "import_no_headings");
        for lang in [Lang::Ja, Lang::En] {
            let said = problem(lang, &error.problems[0]);
            assert!(said.ends_with(place), "{said}");
        }
    }
}

#[test]
fn a_text_beyond_its_field_stops_its_row_and_is_told_how_long_it_may_be() {
    let mut office = Office::new();
    for lang in [Lang::Ja, Lang::En] {
        office.ledger.lang = lang;
        for (length, rejected) in [(500, 0), (501, 1)] {
            let long = "長".repeat(length);
            let table = office.file("長い.csv", &format!("件名,受託者,契約日\n{long},甲社,R8.4.1\n"));
            let record = serde_json::json!({ "title": long, "contractor": { "name": "甲社" } });
            let lines = office.file("長い.jsonl", &record.to_string());
            for file in [table, lines] {
                let (looked, _) = office.ledger.try_import(&request(Register::Contract, &file)).unwrap();
                assert_eq!(looked.rejected.len(), rejected, "{file}");
                for note in &looked.rejected {
                    let told = (note.code.as_str(), note.message.contains("500"), note.message.contains('{'));
                    assert_eq!(told, ("too_long", true, false), "{}", note.message);
                }
            }
        }
    }
}

#[test]
fn a_file_beyond_all_measure_is_refused_before_it_is_read() {
    let mut office = Office::new();
    let path = office.path("巨大.xlsx");
    // 200 MB that take no room on the disk.
    std::fs::File::create(&path).unwrap().set_len(200 * 1024 * 1024).unwrap();
    let error = office.try_import(&request(Register::Contract, &path)).unwrap_err();
    assert_eq!(error.problems[0].code, "import_too_large");
}

#[test]
fn a_person_may_know_the_encoding_better() {
    let mut office = Office::new();
    let path = office.file("台帳.csv", "件名,受託者,契約日\n清掃,甲社,R8.4.1\n");
    let wrong =
        ledger::exchange::ImportRequest { encoding: Some(Encoding::Utf16Le), ..request(Register::Contract, &path) };
    assert!(office.try_import(&wrong).is_err());
    let right = ledger::exchange::ImportRequest { encoding: Some(Encoding::Utf8), ..wrong };
    assert_eq!(counts(&office.try_import(&right).unwrap()), (1, 0, 0, 0));
}

#[test]
fn formulas_are_text_and_come_out_as_text() {
    let mut office = Office::new();
    office.import(Register::Contract, &sample("04-kirigasawa.csv"));
    let out = office.path("書き出し.csv");
    let request = serde_json::json!({ "register": "contract", "file": out });
    ledger::commands::dispatch(&mut office.ledger, "export_save", request).unwrap();
    let text = std::fs::read_to_string(&out).unwrap();
    let mut fields = text.split([',', '\n']).map(|field| field.trim_matches('"'));
    let live = fields.find(|field| field.starts_with(['=', '+', '@']) || (field.starts_with('-') && field.len() > 1));
    assert_eq!(live, None, "a spreadsheet would compute it");
    assert!(text.contains("'@きりがさわ情報発信支援業務委託"));
}

#[test]
fn a_record_as_json_that_is_none_is_named_by_its_line() {
    let mut office = Office::new();
    let path = office.file("記録.jsonl", "{\"title\":\"清掃\"}\n{\"title\":\n");
    let error = office.try_import(&request(Register::Contract, &path)).unwrap_err();
    assert_eq!(
        (error.problems[0].code.as_str(), &error.problems[0].args["line"]),
        ("import_line_unreadable", &"2".to_owned())
    );
    let path = office.file("欠け.jsonl", "{\"title\":\"清掃\"}\n{\"title\":\"\",\"starts_on\":\"R8.2.30\"}\n");
    let result = office.import(Register::Contract, &path);
    assert_eq!(counts(&result), (1, 0, 0, 1));
    let codes: Vec<_> = result.rejected.iter().map(|note| (note.row, note.code.as_str())).collect();
    assert_eq!(codes, [(2, "required"), (2, "date_impossible")]);
}

#[test]
fn a_term_whose_term_before_is_nowhere_is_refused_also_when_it_is_only_looked_at() {
    let mut office = Office::new();
    let id = |number: u8| format!("0192f000-0000-7000-8000-0000000000{number:02}");
    let line = |number: u8, before: u8| {
        let record = serde_json::json!({"id": id(number), "title": "清掃", "renewed_from": id(before)});
        record.to_string()
    };
    let first = serde_json::json!({"id": id(1), "title": "清掃"}).to_string();
    let lines = [line(3, 2), line(2, 1), first, line(5, 4)];
    let path = office.file("記録.jsonl", &lines.join("\n"));
    let (looked, _) = office.ledger.try_import(&request(Register::Contract, &path)).unwrap();
    assert_eq!(office.rows(), 0);
    for result in [looked, office.import(Register::Contract, &path)] {
        let told: Vec<_> =
            result.rejected.iter().map(|note| (note.row, note.code.as_str(), note.value.clone())).collect();
        assert_eq!((counts(&result), told), ((3, 0, 0, 1), vec![(4, "term_missing", id(4))]));
    }
    assert_eq!(counts(&office.import(Register::Contract, &path)), (0, 0, 3, 1));
}

#[test]
fn of_two_contracts_that_follow_one_the_second_is_refused() {
    let mut office = Office::new();
    let id = |number: u8| format!("0192f000-0000-7000-8000-0000000000{number:02}");
    let line = |number: u8, before: Option<u8>| {
        serde_json::json!({"id": id(number), "title": format!("清掃{number}"), "renewed_from": before.map(id)})
            .to_string()
    };
    let lines = [line(1, None), line(2, Some(1)), line(3, Some(1)), line(4, Some(3))];
    let path = office.file("記録.jsonl", &lines.join("\n"));
    let (looked, _) = office.ledger.try_import(&request(Register::Contract, &path)).unwrap();
    for result in [looked, office.import(Register::Contract, &path)] {
        let told: Vec<_> =
            result.rejected.iter().map(|note| (note.row, note.code.as_str(), note.value.clone())).collect();
        assert_eq!(told, [(3, "term_taken", id(1)), (4, "term_missing", id(3))]);
        assert_eq!(counts(&result), (2, 0, 0, 2));
    }
    // A contract of the ledger has its place; another takes it once that one has left it.
    let path = office.file("後.jsonl", &[line(3, Some(1)), line(2, None)].join("\n"));
    assert_eq!(counts(&office.import(Register::Contract, &path)), (0, 1, 0, 1));
    assert_eq!(counts(&office.import(Register::Contract, &path)), (1, 0, 1, 0));
    assert_eq!(counts(&office.import(Register::Contract, &path)), (0, 0, 2, 0));
}

#[test]
fn a_field_that_no_record_has_stops_its_line_and_is_named() {
    let mut office = Office::new();
    let lines = [
        r#"{"title":"清掃","所管課":"総務課","contractor":{"name":"甲社","nam":"乙社"}}"#,
        r#"{"title":"警備","subcontracts":[{"name":"丙社","tier":1,"aproved_on":null}]}"#,
        r#"{"title":"除雪","section":"総務課","contractor":{"name":"甲社"}}"#,
    ];
    let path = office.file("記録.jsonl", &lines.join("\n"));
    let result = office.import(Register::Contract, &path);
    assert_eq!(counts(&result), (1, 0, 0, 2));
    let told: Vec<_> = result
        .rejected
        .iter()
        .map(|note| (note.row, note.code.as_str(), note.column.as_str(), note.value.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (1, "field_unknown", "contractor.nam", "乙社"),
            (1, "field_unknown", "所管課", "総務課"),
            (2, "field_unknown", "subcontracts.0.aproved_on", "null"),
        ]
    );
    assert!(result.rejected[1].message.contains("「所管課」"), "{}", result.rejected[1].message);
    for (register, line) in [
        (Register::Cloud, r#"{"service":"会議","title":"会議"}"#),
        (Register::Sns, r#"{"name":"公式","title":"公式"}"#),
        (Register::Person, r#"{"name":"高橋 由美","title":"課長"}"#),
        (Register::Section, r#"{"name":"総務課","title":"課"}"#),
    ] {
        let path = office.file("ほか.jsonl", line);
        let rejected = office.import(register, &path).rejected;
        assert_eq!((rejected.len(), rejected[0].column.as_str()), (1, "title"), "{register:?}");
    }
}
