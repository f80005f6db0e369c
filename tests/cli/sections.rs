//! `section`, and what the history says of sections, people, the office and the thin registers.

use serde_json::json;

use super::office::Office;

#[test]
fn a_section_is_saved_listed_and_shown() {
    let office = Office::empty();
    let saved = office
        .run_with(&["--json", "section", "save", "-"], r#"{"name":" 税務課 ","body":"市長部局"}"#)
        .expect(0)
        .json();
    assert_eq!((&saved["name"], &saved["revision"]), (&json!("税務課"), &json!(1)));
    assert_eq!(office.json(&["section", "list"]), json!([saved]));
    for id in ["税務課", saved["id"].as_str().unwrap()] {
        assert_eq!(office.json(&["section", "show", id]), saved);
    }
    assert!(office.run(&["section", "list"]).expect(0).out.contains("税務課\t市長部局"));
    let refused = |draft: &str| office.refused(&["section", "save", "-"], draft).codes();
    assert_eq!(refused(r#"{"name":"税務課"}"#), ["duplicate name"]);
    assert_eq!(refused(r#"{"name":"  "}"#), ["required name"]);
    assert_eq!(refused(r#"{"name":"福祉課","parent":"nobody"}"#), ["section_missing parent"]);
    assert_eq!(office.refused(&["section", "show", "福祉課"], "").codes(), ["record_missing"]);
}

/// A ledger with one record in every register.
fn one_of_each() -> Office {
    let office = Office::empty();
    let mut settings = office.json(&["call", "office_show"]);
    settings["name"] = "潮見市".into();
    office.json(&["call", "office_save", &json!({"office": settings}).to_string()]);
    office.run_with(&["section", "save", "-"], r#"{"name":"税務課"}"#).expect(0);
    office.run_with(&["person", "save", "-"], r#"{"name":"林 智也","section":"税務課"}"#).expect(0);
    office.run_with(&["contract", "save", "-"], r#"{"title":"元の契約"}"#).expect(1);
    office.run_with(&["cloud", "save", "-"], r#"{"service":"元のサービス"}"#).expect(1);
    office.run_with(&["sns", "save", "-"], r#"{"name":"元のアカウント"}"#).expect(1);
    office.run(&["history", "verify"]).expect(0);
    office
}

#[test]
fn a_record_of_any_register_that_was_changed_beside_the_program_is_named() {
    for (sql, name) in [
        ("UPDATE contract_records SET record = replace(record, '元の', '別の')", "契約「別の契約」"),
        ("UPDATE cloud_records SET record = replace(record, '元の', '別の')", "クラウド利用「別のサービス」"),
        ("UPDATE sns_records SET record = replace(record, '元の', '別の')", "公式アカウント「別のアカウント」"),
        ("UPDATE sections SET name = '収納課'", "所属「収納課」"),
        ("UPDATE persons SET roles = '[\"admin\"]'", "担当者「林 智也」"),
        (
            "UPDATE settings SET value = replace(value, '潮見市', '汐見市') WHERE name = 'office'",
            "団体の設定「汐見市」",
        ),
    ] {
        let office = one_of_each();
        assert_eq!(office.execute(sql), 1, "{sql}");
        let found = office.run(&["--json", "history", "verify"]).expect(1).json();
        let problems = found["problems"].as_array().unwrap();
        assert_eq!((problems.len(), &problems[0]["code"]), (1, &json!("record_differs")), "{problems:?}");
        assert!(problems[0]["text"].as_str().unwrap().contains(name), "{problems:?}");
    }
}

#[test]
fn a_record_of_any_register_that_was_added_or_taken_away_beside_the_program_is_named() {
    for (table, id) in
        [("cloud_records", "id"), ("sns_records", "id"), ("sections", "id"), ("persons", "id"), ("settings", "name")]
    {
        let office = one_of_each();
        let only = if table == "settings" { " WHERE name = 'office'" } else { "" };
        assert_eq!(office.execute(&format!("DELETE FROM {table}{only}")), 1, "{id}");
        let found = office.run(&["--json", "history", "verify"]).expect(1).json();
        assert_eq!(found["problems"][0]["code"], "record_missing", "{table}");
    }
    let office = one_of_each();
    office.execute("INSERT INTO persons (id, name, accounts, roles, revision) VALUES ('p', '誰か', '[]', '[]', 1)");
    let found = office.run(&["--json", "history", "verify"]).expect(1).json();
    assert_eq!(found["problems"][0]["code"], "record_without_history");
}
