//! What a contractor hands in is entered, and what is missing of it is told: the report of how it manages personal information,
//! and the forms that are wanted now.

use serde_json::{Value, json};

use super::office::{Office, findings, offices};

fn draft() -> Value {
    json!({"title": "給付金事務", "section": "税務課", "owner": "渡辺 大輔", "starts_on": "R8.4.1", "ends_on": "R9.3.31",
        "contractor": {"name": "株式会社元請", "country": "日本", "parent_country": "日本"},
        "facts": {"handles_personal_info": true, "handles_info_asset": true}})
}

fn told(view: &Value) -> bool {
    findings(view).contains(&"structure_missing")
}

/// The forms that are wanted now, each with why.
fn wanted(office: &mut Office, id: &Value) -> Vec<String> {
    let forms = office.call("contract_forms", json!({"id": id}));
    let wanted = forms.as_array().unwrap().iter().filter(|form| form["wanted"] == true);
    wanted.map(|form| format!("{} {}", form["form"].as_str().unwrap(), form["hint"].as_str().unwrap())).collect()
}

#[test]
fn a_report_of_the_structure_is_asked_for_until_it_is_entered_and_anew_in_the_next_term() {
    for mut office in offices("2026-03-20") {
        let view = office.call("contract_save", json!({"draft": draft()}));
        let id = view["contract"]["id"].clone();
        assert_eq!(view["contract"]["structure"], Value::Null);
        let sign = json!({"id": id, "signed_on": "R8.3.20", "revision": view["contract"]["revision"]});
        let view = office.call("contract_sign", sign);
        assert!(!told(&view), "{}: the term has not begun", office.engine);
        office.wait_until("2026-04-15");
        let view = office.call("contract_show", json!({"id": id}));
        assert!(told(&view), "{}: {}", office.engine, view["findings"]);
        assert!(wanted(&mut office, &id).contains(&"F-05 報告を受け取った日の登録がありません".to_owned()));
        // What cannot be read is named by its field, and nothing is saved.
        let revision = view["contract"]["revision"].clone();
        let refused = |office: &mut Office, structure: Value| {
            let draft = json!({"id": id, "revision": revision, "structure": structure});
            office.try_call("contract_save", json!({"draft": draft})).unwrap_err()
        };
        assert_eq!(refused(&mut office, json!({"reported_on": "R8.4.31"})), ["date_impossible"]);
        assert_eq!(refused(&mut office, json!("済み")), ["value_unreadable"]);
        // Known beforehand, and not reported yet.
        let view = office.change(&id, json!({"structure": {"manager": "管理部長　大槻 進", "place": " "}}));
        assert!(told(&view) && view["contract"]["structure"]["place"].is_null(), "{}", office.engine);
        let view = office.change(&id, json!({"structure": {"reported_on": "R8.4.10"}}));
        assert!(!told(&view), "{}", office.engine);
        let kept = view["contract"]["structure"].clone();
        assert_eq!((&kept["reported_on"], &kept["manager"]), (&json!("2026-04-10"), &json!("管理部長　大槻 進")));
        let forms = office.call("contract_forms", json!({"id": id}));
        let hint = forms.as_array().unwrap().iter().find(|form| form["kind"] == "structure").unwrap()["hint"].clone();
        assert_eq!(hint, "前回の報告 令和8年4月10日");
        // It travels as JSON, and an unrelated change keeps it.
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("契約.jsonl");
        office.call("export_save", json!({"register": "contract", "file": file}));
        assert!(std::fs::read_to_string(&file).unwrap().contains("\"reported_on\":\"2026-04-10\""));
        assert_eq!(office.change(&id, json!({"note": "確認済み"}))["contract"]["structure"], kept);
        let history = office.call("contract_history", json!({"id": id}));
        assert!(history.to_string().contains("2026-04-10"), "{}", office.engine);
        let view = office.change(&id, json!({"structure": {"reported_on": "", "manager": null}}));
        assert!(view["contract"]["structure"].is_null() && told(&view), "{}", office.engine);
        office.change(&id, json!({"structure": kept}));
        // The next term has its own report.
        let next = office.call("contract_renew", json!({"id": id, "starts_on": "R9.4.1", "ends_on": "R10.3.31"}));
        assert!(next["contract"]["structure"].is_null(), "{}", office.engine);
    }
}

#[test]
fn the_forms_that_are_wanted_follow_from_what_is_entered() {
    for mut office in offices("2026-11-27") {
        let view = office.call("contract_save", json!({"draft": draft()}));
        let id = view["contract"]["id"].clone();
        assert_eq!(wanted(&mut office, &id), ["F-01 従事者の登録がありません"], "{}", office.engine);
        let workers = json!([{"name": "甲", "pledged_on": "R8.4.1", "trained_on": "R8.4.10"}, {"name": "乙"},
            {"name": "丙", "company": "どこか株式会社", "trained_on": "R8.3.31"}]);
        let information = json!([{"name": "名簿", "handed_on": "R8.4.5", "count": "10"}]);
        let subs = json!([{"name": "有限会社下請", "scope": "入力"}]);
        office.change(&id, json!({"workers": workers, "information": information, "subcontracts": subs}));
        assert_eq!(
            wanted(&mut office, &id),
            [
                "F-01 受託者にも再委託先にも所属しない従事者 1人",
                "F-02 誓約書のない従事者 2人",
                "F-18 今年度の研修の記録がない従事者 2人",
                "F-03 承諾の記録がない再委託：有限会社下請"
            ],
            "{}",
            office.engine
        );
        // A notice says what was decided; before that there is none.
        let folder = tempfile::tempdir().unwrap();
        let request = json!({"id": id, "form": "consent_notice", "folder": folder.path()});
        assert_eq!(office.try_call("contract_form_save", request.clone()).unwrap_err(), ["form_undecided"]);
        let mut unknown = request.clone();
        unknown["part"] = "株式会社よそ".into();
        assert_eq!(office.try_call("contract_form_save", unknown).unwrap_err(), ["form_part_missing"]);
        let subs =
            json!([{"name": "有限会社下請", "scope": "入力", "approval_number": "税第8号", "approved_on": "R8.11.20"}]);
        office.change(&id, json!({"subcontracts": subs}));
        let written = office.call("contract_form_save", request);
        assert_eq!(written[0]["title"], "再委託承諾通知書");
        assert!(std::path::Path::new(written[0]["path"].as_str().unwrap()).exists());
        // After the end only what was handed over is asked for, until it is back and certified.
        office.wait_until("2027-04-02");
        assert_eq!(
            wanted(&mut office, &id),
            ["F-08 契約が終わり、返却・消去の記録がない情報 1件"],
            "{}",
            office.engine
        );
        let back = json!([{"name": "名簿", "handed_on": "R8.4.5", "count": 10, "back_on": "R9.4.1", "back_count": 10}]);
        office.change(&id, json!({"information": back}));
        assert_eq!(
            wanted(&mut office, &id),
            ["F-08 契約が終わり、証明書を受け取った日の登録がありません"],
            "{}",
            office.engine
        );
        let certificate = json!([{"kind": "erasure_certificate", "title": "証明書", "received_on": "R9.4.2"}]);
        office.change(&id, json!({"deliverables": certificate}));
        assert!(wanted(&mut office, &id).is_empty(), "{}", office.engine);
    }
}
