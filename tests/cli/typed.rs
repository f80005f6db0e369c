//! What people type and what other systems send: wrong dates, numbers and words are refused as a whole, rare characters are kept.

use serde_json::{Value, json};

use super::office::Office;

/// Codes and fields for which a contract with these fields is refused.
#[track_caller]
fn refused(office: &Office, fields: &Value) -> Vec<String> {
    office.refused(&["contract", "save", "-"], &fields.to_string()).codes()
}

/// The record that comes of these fields.
#[track_caller]
fn saved(office: &Office, fields: &str) -> Value {
    let ran = office.run_with(&["--json", "contract", "save", "-"], fields);
    assert!(ran.code < 2, "{ran:?}");
    ran.json()["contract"].clone()
}

#[test]
fn days_that_no_calendar_has_are_refused() {
    let office = Office::empty();
    for date in ["R9.2.30", "令和7年2月29日", "2026-13-01", "2027/4/31", "平成31年4月31日"] {
        assert_eq!(
            refused(&office, &json!({"title": "試験", "starts_on": date})),
            ["date_impossible starts_on"],
            "{date}"
        );
    }
    for date in ["8.4.1", "来年の春", "R9.4", "46113日", "2026-04-01から"] {
        assert_eq!(refused(&office, &json!({"title": "試験", "ends_on": date})), ["date_unreadable ends_on"], "{date}");
    }
    assert_eq!(
        refused(&office, &json!({"title": "試験", "signed_on": 20260401, "decided_on": true})),
        ["value_unreadable decided_on"]
    );
}

#[test]
fn dates_of_every_spelling_become_iso() {
    let office = Office::empty();
    for (typed, iso) in [
        ("R8.4.1", "2026-04-01"),
        ("令和８年４月１日", "2026-04-01"),
        ("㋿八年四月一日", "2026-04-01"),
        ("2026/4/1", "2026-04-01"),
        ("20260401", "2026-04-01"),
        ("R8.04.01(水)", "2026-04-01"),
        ("令和元年5月1日", "2019-05-01"),
        // Contracts of before 2019 count the old era on.
        ("平成40年4月1日", "2028-04-01"),
    ] {
        let record = saved(&office, &json!({"title": typed, "starts_on": typed}).to_string());
        assert_eq!(record["starts_on"], iso, "{typed}");
    }
}

#[test]
fn a_period_that_runs_backwards_is_refused() {
    let office = Office::empty();
    let reversed = json!({"title": "試験", "starts_on": "R9.3.31", "ends_on": "R8.4.1"});
    let refusal = office.refused(&["contract", "save", "-"], &reversed.to_string());
    assert_eq!(refusal.codes(), ["period_reversed ends_on"]);
    assert!(refusal.ja.contains("R9.3.31") && refusal.ja.contains("R8.4.1"), "{refusal:?}");
    let inside =
        json!({"title": "試験", "subcontracts": [{"name": "運送", "starts_on": "R9.4.1", "ends_on": "R9.3.31"}]});
    assert_eq!(refused(&office, &inside), ["period_reversed subcontracts.0.ends_on"]);
}

#[test]
fn facts_that_the_catalogue_does_not_know_are_refused_with_name_and_value() {
    let office = Office::empty();
    let facts = json!({"title": "試験", "facts": {"handles_info_asset": "maybe", "confidentiality": "9Z", "no_such_fact": true}});
    let refusal = office.refused(&["contract", "save", "-"], &facts.to_string());
    let expected = [
        "fact_value_unknown facts.confidentiality",
        "fact_value_unknown facts.handles_info_asset",
        "fact_unknown facts.no_such_fact",
    ];
    assert_eq!(refusal.codes(), expected);
    for word in ["9Z", "maybe", "no_such_fact"] {
        assert!(refusal.ja.contains(word) && refusal.en.contains(word), "{word}: {refusal:?}");
    }
    assert_eq!(
        refused(&office, &json!({"title": "試験", "facts": ["handles_info_asset"]})),
        ["value_unreadable facts"]
    );
}

#[test]
fn a_corporate_number_with_a_wrong_check_digit_is_refused_wherever_it_stands() {
    let office = Office::empty();
    for number in ["1234567890123", "700001205000", "70000120500022", "法人番号なし"] {
        let contractor = json!({"title": "試験", "contractor": {"name": "印刷", "corporate_number": number}});
        assert_eq!(refused(&office, &contractor), ["corporate_number_check contractor.corporate_number"], "{number}");
    }
    let below = json!({"title": "試験", "subcontracts": [{"name": "運送", "corporate_number": "1234567890123"}]});
    assert_eq!(refused(&office, &below), ["corporate_number_check subcontracts.0.corporate_number"]);
    let good =
        json!({"title": "試験", "contractor": {"name": "印刷", "corporate_number": "７０００-０１２０-５０００２"}});
    assert_eq!(saved(&office, &good.to_string())["contractor"]["corporate_number"], "7000012050002");
}

#[test]
fn everything_wrong_is_named_at_once() {
    let office = Office::empty();
    let wrong = json!({
        "title": "", "method": "auction", "amount_yen": "百万くらい", "notice_days": "三十日", "starts_on": "R9.2.30",
        "contractor": {"corporate_number": "1"}, "facts": {"no_such_fact": 1},
        "waivers": [{"requirement": "ZZ-99", "reason": "x"}], "certificates": [{"kind": "iso0"}],
        "inspections": [{"on": ""}], "confirmations": [{"requirement": "SE-01", "on": "R8.3.2", "source": ""}],
    });
    let expected = [
        "required title",
        "date_impossible starts_on",
        "amount_unreadable amount_yen",
        "notice_unreadable notice_days",
        "method_unknown method",
        "corporate_number_check contractor.corporate_number",
        "required inspections.0.method",
        "fact_value_unknown certificates.0.kind",
        "required inspections.0.on",
        "required confirmations.0.source",
        "requirement_unknown waivers",
        "fact_unknown facts.no_such_fact",
    ];
    assert_eq!(refused(&office, &wrong), expected);
}

#[test]
fn amounts_are_yen_whatever_unit_was_typed() {
    let office = Office::empty();
    for (typed, yen) in [
        (json!("6,418千円"), 6_418_000),
        (json!("￥６，４１８，０００"), 6_418_000),
        (json!("641万8千円"), 6_418_000),
        (json!(6_418_000), 6_418_000),
    ] {
        assert_eq!(
            saved(&office, &json!({"title": "試験", "amount_yen": typed}).to_string())["amount_yen"],
            yen,
            "{typed}"
        );
    }
    for typed in [json!(-1), json!("-1"), json!("0.5円"), json!(1.5), json!("99999999999999999999")] {
        assert_eq!(
            refused(&office, &json!({"title": "試験", "amount_yen": typed})),
            ["amount_unreadable amount_yen"],
            "{typed}"
        );
    }
}

#[test]
fn a_long_title_is_kept_whole_and_an_endless_one_is_refused() {
    let office = Office::empty();
    let title = "長".repeat(300);
    let record = saved(&office, &json!({"title": title}).to_string());
    assert_eq!(record["title"], title.as_str());
    assert!(office.run(&["contract", "list"]).expect(0).out.contains(&title));
    let refusal = office.refused(&["contract", "save", "-"], &json!({"title": "長".repeat(501)}).to_string());
    assert_eq!(refusal.codes(), ["too_long title"]);
    assert!(refusal.ja.contains("501") && refusal.ja.contains("500"), "{refusal:?}");
}

#[test]
fn rare_characters_come_back_as_they_were_sent() {
    let office = Office::empty();
    let name = "𠮷田印刷㈱ 髙﨑 \u{E000} 葛\u{E0100}城 🗾";
    let record = saved(&office, &json!({"title": name, "contractor": {"name": name}}).to_string());
    assert_eq!((&record["title"], &record["contractor"]["name"]), (&name.into(), &name.into()));
    let found = office.json(&["contract", "list", "--text", "𠮷田"]);
    assert_eq!(found["total"], 1);
    let shown = office.json(&["contract", "show", record["id"].as_str().unwrap()]);
    let codes: Vec<&str> = shown["findings"].as_array().unwrap().iter().filter_map(|it| it["code"].as_str()).collect();
    assert!(codes.contains(&"character_private_use"), "{codes:?}");
    // The same sent as escapes, as other systems do.
    let escaped = saved(&office, r#"{"title":"\ud842\udfb7田"}"#);
    assert_eq!(escaped["title"], "𠮷田");
}

#[test]
fn half_a_surrogate_pair_and_other_bytes_than_utf_8_are_refused() {
    let office = Office::empty();
    assert_eq!(office.refused(&["contract", "save", "-"], r#"{"title":"\ud842田"}"#).codes(), ["json_unreadable"]);
    let shift_jis = office.file("sjis.json", b"{\"title\":\"\x8e\x8e\x8c\xb1\"}");
    assert_eq!(office.refused(&["contract", "save", &shift_jis], "").codes(), ["file_unreadable"]);
}

#[test]
fn an_empty_or_broken_body_is_refused() {
    let office = Office::empty();
    for body in ["", " \r\n", "{", "[]", "null", "3", "\"試験\"", "{\"title\":\"試験\"} {\"title\":\"二\"}"] {
        assert_eq!(office.refused(&["contract", "save", "-"], body).codes(), ["json_unreadable"], "{body}");
    }
    for body in ["{}", "{\"title\":null}", "{\"title\":\" \u{3000} \"}"] {
        assert_eq!(office.refused(&["contract", "save", "-"], body).codes(), ["required title"], "{body}");
    }
    assert_eq!(office.refused(&["contract", "save", "ない.json"], "").codes(), ["file_unreadable"]);
}

#[test]
fn bom_and_crlf_do_not_matter() {
    let office = Office::empty();
    let body = "\u{feff}{\r\n  \"title\": \"試験\",\r\n  \"note\": \"一行目\\r\\n二行目\"\r\n}\r\n";
    let from_input = saved(&office, body);
    assert_eq!(from_input["title"], "試験");
    let file = office.file("bom.json", body);
    assert_eq!(office.run(&["--json", "contract", "save", &file]).expect(1).json()["contract"]["title"], "試験");
    let call = office.run_with(&["call", "contract_save", "-"], "\u{feff}{\r\n\"draft\":{\"title\":\"試験\"}\r\n}\r\n");
    assert_eq!(call.expect(0).json()["contract"]["title"], "試験");
}
