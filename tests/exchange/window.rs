//! What a screen shows before anything is written.

use serde_json::{Value, json};

use super::office::{Office, sample};

fn preview(office: &mut Office, request: Value) -> Value {
    ledger::commands::dispatch(&mut office.ledger, "import_preview", request).unwrap()
}

#[test]
fn the_sheet_is_shown_in_its_own_order_with_what_becomes_of_each_row() {
    let mut office = Office::new();
    let import = json!({ "register": "contract", "file": sample("01-shiomi-r8.xlsx") });
    let seen = preview(&mut office, json!({ "import": import, "limit": 500 }));
    assert_eq!(
        seen["counts"],
        json!({"rows": 40, "create": 37, "update": 0, "unchanged": 0, "rejected": 3, "asked": 3, "skipped": 16})
    );
    assert_eq!((&seen["file_name"], &seen["tables"][0]["sheet"]), (&json!("01-shiomi-r8.xlsx"), &json!("台帳")));
    assert_eq!(seen["tables"][0]["range"], "A5:P61");
    let lines = seen["lines"].as_array().unwrap();
    let told: Vec<_> =
        lines[..4].iter().map(|line| (line["row"].clone(), line["last_row"].clone(), line["kind"].clone())).collect();
    assert_eq!(
        told,
        [
            (json!(1), json!(4), json!("skipped")),
            (json!(5), json!(6), json!("heading")),
            (json!(7), json!(7), json!("data")),
            (json!(8), json!(8), json!("data")),
        ]
    );
    let heading = seen["columns"].as_array().unwrap().iter().find(|it| it["heading"] == "契約期間 終期").unwrap();
    assert_eq!(
        (&heading["field"], &heading["field_text"], &heading["letters"]),
        (&json!("ends_on"), &json!("終了日"), &json!("J"))
    );
    let row = lines.iter().find(|line| line["row"] == 32).unwrap();
    assert_eq!(row["action"], "rejected");
    let cell = row["cells"].as_array().unwrap().iter().find(|cell| cell["rejected"] == true).unwrap();
    assert_eq!((&cell["text"], &cell["code"]), (&json!("令和9年2月30日"), &json!("date_impossible")));
    assert_eq!(office.rows(), 0, "a look writes nothing");
}

#[test]
fn each_cell_in_doubt_has_a_sentence_and_where_possible_a_value_that_would_do() {
    let mut office = Office::new();
    let import = json!({ "register": "contract", "file": sample("01-shiomi-r8.xlsx") });
    let seen = preview(&mut office, json!({ "import": import }));
    let notes = seen["notes"].as_array().unwrap();
    let told: Vec<_> = notes
        .iter()
        .map(|note| {
            (note["row"].as_u64().unwrap(), note["code"].as_str().unwrap(), note["rejected"].as_bool().unwrap())
        })
        .collect();
    assert_eq!(
        told,
        [
            (32, "date_impossible", true),
            (37, "period_reversed", true),
            (44, "required", true),
            (25, "corporate_number_check", false),
            (43, "corporate_number_check", false),
            (48, "method_unknown", false),
        ]
    );
    assert_eq!(notes[1]["suggestion"], "R9.3.31");
    assert!(notes[1]["message"].as_str().unwrap().contains("R8.10.1"), "{}", notes[1]["message"]);
    assert_eq!(notes[3]["suggestion"], "8997110659424", "other rows have the number of the same company");
    assert_eq!(notes[5]["choices"][0], "一般競争入札");
    let corrected = json!([
        { "sheet": 0, "row": 37, "column": notes[1]["column"], "value": notes[1]["suggestion"] },
        { "sheet": 0, "row": 44, "column": notes[2]["column"], "value": "予防接種業務委託" },
        { "sheet": 0, "row": 48, "column": notes[5]["column"], "value": "指名競争入札" },
    ]);
    let import = json!({ "register": "contract", "file": sample("01-shiomi-r8.xlsx"), "corrections": corrected });
    let seen = preview(&mut office, json!({ "import": import, "show": "rejected" }));
    assert_eq!(
        (&seen["counts"]["rejected"], &seen["counts"]["asked"], &seen["total"]),
        (&json!(1), &json!(2), &json!(1))
    );
    let result = ledger::commands::dispatch(&mut office.ledger, "import_run", json!({ "import": import })).unwrap();
    assert_eq!((&result["created"], &result["rejected_rows"]), (&json!(39), &json!(1)));
}

#[test]
fn a_second_look_shows_what_would_change() {
    let mut office = Office::new();
    let line = "R8-001,窓口業務委託,市民課,甲社,R8.4.1～R9.3.31,100";
    office.contracts(&[line]);
    let file =
        office.table("次.csv", &[&line.replace(",100", ",250"), "R8-002,清掃業務委託,管財課,乙社,R8.4.1～R9.3.31,100"]);
    let import = json!({ "register": "contract", "file": file });
    let seen = preview(&mut office, json!({ "import": import, "show": "update" }));
    assert_eq!((&seen["total"], &seen["counts"]["create"]), (&json!(1), &json!(1)));
    let change = &seen["lines"][0]["changes"][0];
    assert_eq!(
        (&change["field"], &change["before"], &change["after"]),
        (&json!("amount_yen"), &json!("100"), &json!("250"))
    );
    // What was taken in between is seen at the next look.
    ledger::commands::dispatch(&mut office.ledger, "import_run", json!({ "import": import })).unwrap();
    let seen = preview(&mut office, json!({ "import": import }));
    assert_eq!(seen["counts"]["unchanged"], 2);
}

#[test]
fn every_sheet_is_named_with_why_it_is_not_read() {
    let mut office = Office::new();
    let import = json!({ "register": "contract", "file": sample("03-seiran-3years.xlsx") });
    let seen = preview(&mut office, json!({ "import": import, "table": 2, "limit": 3 }));
    let sheets: Vec<_> = seen["sheets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["name"].as_str().unwrap(), it["skipped"].is_null()))
        .collect();
    assert_eq!(
        sheets,
        [("令和6年度", true), ("令和7年度", true), ("令和8年度", true), ("集計", false), ("記入例", false)]
    );
    assert_eq!((seen["table"].as_u64(), seen["tables"].as_array().unwrap().len()), (Some(2), 3));
    assert!(seen["columns"].as_array().unwrap().iter().any(|column| column["field"] == "auto_renewal"));
}

#[test]
fn a_long_ledger_is_paged() {
    let mut office = Office::new();
    let import = json!({ "register": "contract", "file": sample("06-hoshimino-large.xlsx") });
    let first = preview(&mut office, json!({ "import": import, "offset": 4000, "limit": 2 }));
    assert_eq!(first["lines"].as_array().unwrap().len(), 2);
    assert!(first["total"].as_u64().unwrap() > 5_000);
    assert_eq!(first["notes_total"], 116);
    let rejected = preview(&mut office, json!({ "import": import, "show": "rejected", "limit": 500 }));
    assert_eq!(rejected["total"], 35);
}
