//! `contractor`: listing, showing, saving, bringing a table back, merging with a look before it, and what is refused.

use serde_json::json;

use super::office::Office;

const FIRST: &str =
    r#"{"title":"印刷","contractor":{"name":"株式会社シオミデータ"},"starts_on":"R8.4.1","ends_on":"R9.3.31"}"#;
const SECOND: &str =
    r#"{"title":"封入","contractor":{"name":"シオミデータ関東支店"},"starts_on":"R8.4.1","ends_on":"R9.3.31"}"#;

#[test]
fn companies_are_listed_shown_by_any_name_saved_and_merged_after_a_look() {
    let office = Office::empty();
    for contract in [FIRST, SECOND] {
        office.run_with(&["contract", "save", "-"], contract).expect(1);
    }
    let page = office.json(&["contractor", "list"]);
    assert_eq!((&page["total"], &page["rows"][0]["kept"]), (&json!(2), &json!(false)));
    let shown = office.run(&["contractor", "show", "㈱シオミデータ"]).expect(0).out;
    assert!(shown.contains("受託者") && shown.contains("印刷"), "{shown}");
    let found = office.run(&["contractor", "duplicates"]).expect(1).out;
    assert!(found.contains("支店"), "{found}");
    let look = office.run(&["contractor", "merge", "株式会社シオミデータ", "シオミデータ関東支店"]).expect(0);
    assert!(look.out.contains("+ シオミデータ関東支店"), "{}", look.out);
    assert_eq!(office.json(&["contractor", "list"])["total"], 2);
    office.run(&["contractor", "merge", "株式会社シオミデータ", "シオミデータ関東支店", "--yes"]).expect(0);
    assert_eq!(office.json(&["contractor", "list"])["total"], 1);
    let view = office.json(&["contractor", "show", "シオミデータ関東支店"]);
    assert_eq!(view["company"]["name"], "株式会社シオミデータ");
    let line = office.run(&["contractor", "concentration"]).expect(0).out;
    assert_eq!(line.trim_end(), "株式会社シオミデータ\t2\t0\t0\t0\t0\t0");
    office.run(&["history", "verify"]).expect(0);
}

#[test]
fn a_table_is_filled_in_and_brought_back_and_changes_nothing_the_second_time() {
    let office = Office::empty();
    office.run_with(&["contract", "save", "-"], FIRST).expect(1);
    office.run(&["contractor", "export", "a.csv"]).expect(0);
    let text = std::fs::read_to_string(office.path("a.csv")).unwrap();
    assert!(text.contains("名称") && text.contains("株式会社シオミデータ"), "{text}");
    std::fs::write(office.path("b.csv"), "名称,代表者,指名停止開始日\n㈱シオミデータ,潮見 太郎,R8.5.1\n新しい会社,,\n")
        .unwrap();
    let result = office.json(&["contractor", "import", "b.csv"]);
    assert_eq!((&result["created"], &result["updated"]), (&json!(1), &json!(1)), "{result}");
    let again = office.json(&["contractor", "import", "b.csv"]);
    assert_eq!(
        (&again["unchanged"], &again["updated"], &again["created"]),
        (&json!(2), &json!(0), &json!(0)),
        "{again}"
    );
    assert_eq!(office.json(&["contractor", "show", "株式会社シオミデータ"])["company"]["suspended_from"], "2026-05-01");
    office.run(&["history", "verify"]).expect(0);
}

#[test]
fn what_cannot_be_is_refused_with_its_reason() {
    let office = Office::empty();
    assert_eq!(
        office.refused(&["contractor", "save", "-"], r#"{"name":"甲","corporate_number":"1234567890123"}"#).codes(),
        ["corporate_number_check corporate_number"]
    );
    assert_eq!(office.refused(&["contractor", "show", "だれか"], "").codes(), ["record_missing"]);
    office.run_with(&["contractor", "save", "-"], r#"{"name":"甲"}"#).expect(0);
    assert_eq!(office.refused(&["contractor", "merge", "甲", "甲", "--yes"], "").codes(), ["contractor_merge_self"]);
}
