//! Approvals and files: what was decided here no file changes, and what was decided elsewhere is taken over.

use ledger::commands::dispatch;
use ledger::exchange::{ImportResult, Register};
use serde_json::{Value, json};

use super::office::{Office, counts};

/// Whether every line that was not taken says in words what to do.
fn is_told(result: &ImportResult) -> bool {
    result.rejected.iter().all(|note| note.message.contains("ください"))
}

/// An office with a use that was applied for and decided here.
fn decided(office: &mut Office) -> Value {
    for (name, account, roles) in
        [("原", "hara", "applicant"), ("佐藤", "sato", "security"), ("大森", "omori", "approver")]
    {
        let person = json!({"name": name, "accounts": [account], "roles": [roles]});
        dispatch(&mut office.ledger, "person_save", json!({ "person": person })).unwrap();
    }
    let facts = json!({"confidentiality": "1", "handles_personal_info": false, "standard_terms_only": true, "network_segment": ["internet"],
        "availability": "1", "overseas_handling": false, "local_breakout": false, "handles_my_number": false, "contractor_uses_genai": false});
    let draft = json!({"service": "フォーム", "provider": {"name": "凪", "country": "日本", "parent_country": "日本"}, "section": "税務課",
        "manager": "原", "purpose": "受付", "facts": facts});
    let mut as_person = |account: &str, command: &str, request: Value| {
        office.ledger.set_actor(account);
        dispatch(&mut office.ledger, command, request).unwrap()
    };
    let saved = as_person("hara", "cloud_save", json!({ "draft": draft }))["cloud"].clone();
    let request = json!({"id": saved["id"], "revision": saved["revision"], "kind": "new"});
    let open = as_person("hara", "cloud_apply", request)["application"].clone();
    let step = json!({"id": open["id"], "revision": open["revision"], "text": "確かめました"});
    let open = as_person("sato", "application_review", step)["application"].clone();
    let decision = json!({"id": open["id"], "revision": open["revision"], "hash": open["hash"], "outcome": "conditional",
        "conditions": ["確認票を出す。"], "expires_on": "R9.3.31"});
    as_person("omori", "application_decide", decision);
    as_person("hara", "cloud_show", json!({"id": saved["id"]}))["cloud"].clone()
}

#[test]
fn a_file_changes_nothing_that_was_decided_here_and_reopens_what_it_changes_otherwise() {
    for mut office in Office::each() {
        let cloud = decided(&mut office);
        assert_eq!((&cloud["number"], &cloud["status"]), (&json!("C8-001"), &json!("conditional")));
        let same = office.file("同じ.jsonl", &format!("{cloud}\n"));
        assert_eq!(counts(&office.import(Register::Cloud, &same)), (0, 0, 1, 0), "what goes out comes in unchanged");
        for (field, value, code) in [
            ("status", json!("approved"), "status_by_application"),
            ("expires_on", json!("2030-03-31"), "decided_by_application"),
            ("conditions", json!("なし"), "decided_by_application"),
        ] {
            let mut typed = cloud.clone();
            typed[field] = value;
            let file = office.file("別の.jsonl", &format!("{typed}\n"));
            let result = office.import(Register::Cloud, &file);
            assert_eq!((result.rejected.len(), result.rejected[0].code.as_str()), (1, code), "{field}");
            assert!(is_told(&result), "{:?}", result.rejected);
        }
        let mut typed = cloud.clone();
        typed["purpose"] = json!("別の目的");
        let file = office.file("目的.jsonl", &format!("{typed}\n"));
        let batch = office.import(Register::Cloud, &file);
        assert_eq!(counts(&batch), (0, 1, 0, 0));
        let changed = dispatch(&mut office.ledger, "cloud_show", json!({"id": cloud["id"]})).unwrap();
        assert_eq!(
            (&changed["cloud"]["status"], &changed["application"]["kind"]),
            (&json!("applied"), &json!("change"))
        );
        // Taking the import back brings the approval back, and nothing waits any more.
        dispatch(&mut office.ledger, "import_undo", json!({"batch": batch.batch})).unwrap();
        let back = dispatch(&mut office.ledger, "cloud_show", json!({"id": cloud["id"]})).unwrap();
        assert_eq!((&back["cloud"]["status"], &back["standing"]), (&json!("conditional"), &json!("stands")));
        assert_eq!(dispatch(&mut office.ledger, "inbox", json!({})).unwrap()["rows"], json!([]));
        assert_eq!(dispatch(&mut office.ledger, "history_verify", json!({})).unwrap()["ok"], true);
    }
}

#[test]
fn an_approval_of_another_ledger_is_taken_over_and_stands_by_its_dates() {
    let mut other = Office::new();
    let cloud = decided(&mut other);
    let mut office = Office::new();
    let file = office.file("よその.jsonl", &format!("{cloud}\n"));
    assert_eq!(counts(&office.import(Register::Cloud, &file)), (1, 0, 0, 0));
    let id = office.ledger.clouds().unwrap()[0].id.clone();
    let view = dispatch(&mut office.ledger, "cloud_show", json!({ "id": id })).unwrap();
    assert_eq!((&view["cloud"]["status"], &view["standing"]), (&json!("conditional"), &json!("stands")));
    assert_eq!(view["cloud"]["application"], Value::Null, "the application is in the other ledger");
    assert_eq!(counts(&office.import(Register::Cloud, &file)), (0, 0, 1, 0), "and a second time changes nothing");
}

/// An office with a contract whose second re-outsourcing was consented to here, the first having been taken out since.
fn consented(office: &mut Office) -> Value {
    for (name, account, roles) in
        [("原", "hara", "applicant"), ("佐藤", "sato", "security"), ("大森", "omori", "approver")]
    {
        let person = json!({"name": name, "accounts": [account], "roles": [roles]});
        dispatch(&mut office.ledger, "person_save", json!({ "person": person })).unwrap();
    }
    let mut as_person = |account: &str, command: &str, request: Value| {
        office.ledger.set_actor(account);
        dispatch(&mut office.ledger, command, request).unwrap()
    };
    let sub = |name: &str| json!({"name": name, "scope": "製本", "reason": "設備", "starts_on": "R8.4.1", "ends_on": "R9.3.31"});
    let draft = json!({"number": "R8-1", "title": "印刷", "contractor": {"name": "甲"}, "starts_on": "R8.4.1", "ends_on": "R9.3.31",
        "subcontracts": [sub("去る製本"), sub("残る製本")]});
    let saved = as_person("hara", "contract_save", json!({ "draft": draft }))["contract"].clone();
    let kept = saved["subcontracts"][1].clone();
    assert_eq!(kept["id"], "s2");
    let draft = json!({"id": saved["id"], "revision": saved["revision"], "subcontracts": [kept]});
    let saved = as_person("hara", "contract_save", json!({ "draft": draft }))["contract"].clone();
    let request = json!({"id": saved["id"], "revision": saved["revision"], "matter": "subcontract:s2"});
    let open = as_person("hara", "contract_apply", request)["cases"][0]["application"].clone();
    let step = json!({"id": open["id"], "revision": open["revision"], "text": "確かめました"});
    let open = as_person("sato", "application_review", step)["application"].clone();
    let decision = json!({"id": open["id"], "revision": open["revision"], "hash": open["hash"], "outcome": "approved"});
    as_person("omori", "application_decide", decision);
    as_person("hara", "contract_show", json!({"id": saved["id"]}))["contract"].clone()
}

#[test]
fn a_consent_that_was_given_here_survives_a_file_that_knows_nothing_of_it() {
    for mut office in Office::each() {
        let contract = consented(&mut office);
        let sub = &contract["subcontracts"][0];
        assert_eq!((&sub["id"], &sub["approval_number"]), (&json!("s2"), &json!("R8-001")));
        let same = office.file("同じ.jsonl", &format!("{contract}\n"));
        assert_eq!(counts(&office.import(Register::Contract, &same)), (0, 0, 1, 0), "what goes out comes in unchanged");
        let known =
            json!({"name": "残る製本", "scope": "製本", "reason": "設備", "starts_on": "R8.4.1", "ends_on": "R9.3.31"});
        let line = |sub: Value| json!({"number": "R8-1", "title": "印刷", "contractor": {"name": "甲"}, "starts_on": "R8.4.1", "ends_on": "R9.3.31", "subcontracts": [sub]});
        let file = office.file("知らない.jsonl", &format!("{}\n", line(known.clone())));
        assert_eq!(counts(&office.import(Register::Contract, &file)), (0, 0, 1, 0), "neither ids nor decisions");
        let mut typed = known.clone();
        (typed["approval_number"], typed["approved_on"]) = (json!("X-9"), json!("R1.5.1"));
        let file = office.file("別の番号.jsonl", &format!("{}\n", line(typed)));
        assert_eq!(counts(&office.import(Register::Contract, &file)), (0, 0, 1, 0), "what was decided no file says");
        let mut longer = known;
        longer["ends_on"] = json!("R10.3.31");
        let file = office.file("延長.jsonl", &format!("{}\n", line(longer)));
        assert_eq!(counts(&office.import(Register::Contract, &file)), (0, 1, 0, 0));
        let now = office.contract("R8-1");
        assert_eq!(
            (&now["subcontracts"][0]["id"], &now["subcontracts"][0]["approval_number"]),
            (&json!("s2"), &Value::Null)
        );
        let inbox = dispatch(&mut office.ledger, "inbox", json!({})).unwrap();
        assert_eq!(inbox["rows"][0]["kind"], "change", "a longer one is asked for anew");
    }
}

#[test]
fn rows_that_exchange_two_accounts_are_rejected_and_say_so() {
    for mut office in Office::each() {
        let mut made = |name: &str, url: &str| {
            let draft = json!({"medium": "x", "name": name, "url": url, "section": "広報課"});
            dispatch(&mut office.ledger, "sns_save", json!({ "draft": draft })).unwrap()["sns"].clone()
        };
        let (city, alarm) = ("https://x.com/shiomi_city", "https://x.com/shiomi_bousai");
        let (one, two) = (made("潮見市", city), made("潮見市防災", alarm));
        let codes =
            |result: &ImportResult| -> Vec<String> { result.rejected.iter().map(|note| note.code.clone()).collect() };
        // As others' tables say it: the address tells the account, and the names are exchanged.
        let rows = format!("媒体,アカウント名,URL,所管課\nX,潮見市防災,{city},広報課\nX,潮見市,{alarm},広報課\n");
        let file = office.file("入れ替わり.csv", &rows);
        let result = office.import(Register::Sns, &file);
        assert_eq!((codes(&result), result.updated), (vec!["name_of_other".to_owned(); 2], 0), "{:?}", result.rejected);
        assert!(is_told(&result), "{:?}", result.rejected);
        // With the own id the record is told, and the addresses are.
        let (mut first, mut second) = (one.clone(), two.clone());
        (first["url"], second["url"]) = (json!(alarm), json!(city));
        let file = office.file("入れ替わり.jsonl", &format!("{first}\n{second}\n"));
        let result = office.import(Register::Sns, &file);
        assert_eq!((codes(&result), result.updated), (vec!["address_of_other".to_owned(); 2], 0));
        assert!(is_told(&result), "{:?}", result.rejected);
        // The name and the address of one that is closed may be given again.
        let gone = json!({"medium": "x", "name": "潮見市移住", "url": "https://x.com/shiomi_iju", "section": "広報課",
            "status": "closed", "closed_on": "R8.3.31"});
        dispatch(&mut office.ledger, "sns_save", json!({ "draft": gone })).unwrap();
        first["url"] = json!("https://x.com/shiomi_iju");
        let file = office.file("再利用.jsonl", &format!("{first}\n"));
        assert_eq!(counts(&office.import(Register::Sns, &file)), (0, 1, 0, 0));
        first = dispatch(&mut office.ledger, "sns_show", json!({"id": one["id"]})).unwrap()["sns"].clone();
        first["url"] = json!(city);
        let file = office.file("戻す.jsonl", &format!("{first}\n"));
        assert_eq!(counts(&office.import(Register::Sns, &file)), (0, 1, 0, 0));
        // A new name that nobody has is no exchange.
        let rows = format!("媒体,アカウント名,URL,所管課\nX,潮見市広報,{city},広報課\n");
        let file = office.file("改称.csv", &rows);
        assert_eq!(counts(&office.import(Register::Sns, &file)), (0, 1, 0, 0));
    }
}

#[test]
fn a_line_that_names_a_file_that_is_not_here_is_rejected_and_says_so() {
    for mut office in Office::each() {
        let draft = json!({"service": "フォーム", "section": "税務課"});
        let saved = dispatch(&mut office.ledger, "cloud_save", json!({ "draft": draft })).unwrap()["cloud"].clone();
        let terms = office.file("規約.txt", "第1条");
        let request = json!({"id": saved["id"], "revision": saved["revision"], "file": terms});
        let kept = dispatch(&mut office.ledger, "cloud_attach", request).unwrap()["cloud"].clone();
        let hash = kept["attachments"][0]["hash"].clone();
        let nowhere = json!("0".repeat(64));
        let mut take = |name: &str, change: &dyn Fn(&mut Value)| {
            let mut line = kept.clone();
            change(&mut line);
            let file = office.file(name, &format!("{line}\n"));
            let result = office.import(Register::Cloud, &file);
            assert!(is_told(&result), "{:?}", result.rejected);
            let rejected = result.rejected.first();
            (counts(&result), rejected.map(|note| (note.column.clone(), note.code.clone(), note.value.clone())))
        };
        let told = |column: &str, code: &str, value: &str| Some((column.to_owned(), code.to_owned(), value.to_owned()));
        // The file of another ledger.
        let found = take("他.jsonl", &|line| line["attachments"][0]["hash"] = nowhere.clone());
        assert_eq!(found, ((0, 0, 0, 1), told("attachments.0.hash", "evidence_not_here", "規約.txt")));
        let found = take("新.jsonl", &|line| {
            (line["id"], line["service"]) = (json!(""), json!("別の"));
            line["attachments"][0]["hash"] = nowhere.clone();
        });
        assert_eq!(found, ((0, 0, 0, 1), told("attachments.0.hash", "evidence_not_here", "規約.txt")));
        // Evidence that is seen in no file of the record.
        let answer =
            |hash: &Value| json!({"CN-02": {"answer": "conforms", "source": "利用規約 第8条", "evidence": hash}});
        let found = take("根拠.jsonl", &|line| line["answers"] = answer(&nowhere));
        let value = nowhere.as_str().unwrap();
        assert_eq!(found, ((0, 0, 0, 1), told("answers.CN-02.evidence", "evidence_not_attached", value)));
        // What is here is taken.
        assert_eq!(take("可.jsonl", &|line| line["answers"] = answer(&hash)), ((0, 1, 0, 0), None));
    }
}
