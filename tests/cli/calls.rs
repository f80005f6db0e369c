//! `call`: every command of the table by name, with JSON in and JSON out.

use serde_json::{Value, json};

use super::office::Office;

fn call(office: &Office, name: &str, request: &Value) -> Value {
    office.run(&["call", name, &request.to_string()]).expect(0).json()
}

#[test]
fn every_command_of_the_table_answers_or_says_what_it_needs() {
    let office = Office::sample();
    for name in ledger::commands::NAMES {
        let ran = office.run(&["--json", "call", name, "{}"]);
        if ran.code == 0 {
            ran.json();
        } else {
            let problem = &ran.expect(2).json()["problems"][0];
            // A request in which everything may be left out says what it cannot do without.
            let needs: &[&str] = match *name {
                "due_tell" | "mail_test" => &["mail_off"],
                name if name.starts_with("transfer_") => &["transfer_empty", "required"],
                _ => &[],
            };
            if needs.iter().any(|code| problem["code"] == *code) {
                continue;
            }
            assert_eq!(problem["code"], "request_unreadable", "{name}: {problem}");
            assert_eq!(problem["args"]["name"], *name);
        }
    }
}

#[test]
fn what_the_window_does_can_be_called() {
    let office = Office::sample();
    let list = call(&office, "contract_list", &json!({"text": "清掃"}));
    assert_eq!(list["total"], 1);
    let id = &list["rows"][0]["id"];
    let view = call(&office, "contract_show", &json!({"id": id}));
    assert_eq!(view["contract"]["number"], "R8-004");
    let check = call(
        &office,
        "contract_check",
        &json!({"draft": {"id": id, "revision": view["contract"]["revision"], "facts": {"handles_info_asset": true}}}),
    );
    assert!(check["change"]["added"].as_array().unwrap().len() > 10, "an answer shows what it would change");
    let history = call(&office, "contract_history", &json!({"id": id}));
    assert!(history.as_array().unwrap().len() >= 2);
    assert_eq!(
        call(&office, "contract_show", &json!({"id": id}))["contract"],
        view["contract"],
        "looking changes nothing"
    );
    let preview = call(&office, "annex_preview", &json!({"id": id}));
    assert_eq!(preview["papers"][0]["kind"], "security");
    let folder = office.word("出力");
    let written = call(&office, "annex_save", &json!({"id": id, "kinds": ["security"], "folder": folder}));
    assert!(std::path::Path::new(written["files"][0]["path"].as_str().unwrap()).is_file());
    let saved = call(&office, "contract_save", &json!({"draft": {"title": "新規"}}));
    assert_eq!(saved["contract"]["title"], "新規");
    assert_eq!(call(&office, "catalogue_show", &json!({}))["requirements"].as_array().unwrap().len(), 186);
}

#[test]
fn a_request_comes_from_standard_input_too() {
    let office = Office::sample();
    let ran = office.run_with(&["call", "contract_list", "-"], r#"{"text":"清掃"}"#).expect(0);
    assert_eq!(ran.json()["total"], 1);
}

#[test]
fn what_is_no_command_or_no_request_is_refused() {
    let office = Office::empty();
    for (words, code) in [
        (&["call", "no_such_command"][..], "command_unknown"),
        (&["call", "Contract_List"], "command_unknown"),
        (&["call", ""], "command_unknown"),
        (&["call", "status", "{"], "json_unreadable"),
        (&["call", "status", ""], "json_unreadable"),
        (&["call", "status", "{} {}"], "json_unreadable"),
        (&["call", "contract_list", "3"], "request_unreadable"),
        (&["call", "contract_show", "{}"], "request_unreadable"),
        (&["call", "contract_show", r#"{"id":7}"#], "request_unreadable"),
        (&["call", "contract_save", r#"{"draft":3}"#], "request_unreadable"),
        (&["call", "annex_preview", r#"{"id":"x","kinds":["poem"]}"#], "request_unreadable"),
        (&["call", "contract_show", r#"{"id":"x"}"#], "record_missing"),
        (
            &["call", "contract_save", r#"{"draft":{"title":"試験","starts_on":"R9.2.30"}}"#],
            "date_impossible starts_on",
        ),
    ] {
        assert_eq!(office.refused(words, "").codes(), [code], "{words:?}");
    }
    assert_eq!(office.refused(&["call", "contract_save", "-"], "").codes(), ["json_unreadable"]);
}

#[test]
fn the_words_of_a_command_cannot_become_sql() {
    let office = Office::sample();
    let nasty = "'; DROP TABLE contracts; --";
    assert_eq!(office.json(&["contract", "list", "--text", nasty])["total"], 0);
    assert_eq!(office.refused(&["contract", "show", nasty], "").codes(), ["record_missing"]);
    for text in ["100%", "_", "\\", "\"", "%'"] {
        assert_eq!(office.json(&["contract", "list", "--text", text])["total"], 0, "{text}");
    }
    let saved = call(&office, "contract_save", &json!({"draft": {"title": nasty, "number": nasty}}));
    assert_eq!(office.json(&["contract", "show", nasty])["contract"]["id"], saved["contract"]["id"]);
    assert_eq!(office.json(&["contract", "list"])["total"], Office::sample_contracts() + 1);
}
