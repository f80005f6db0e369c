//! A requirement that is left out and a re-outsourcing, each approved by itself and bound to what was seen.

use serde_json::{Value, json};

use super::clouds::{HARA, OMORI, SATO, staffed};
use super::office::{Office, answers, findings, state};

impl Office {
    /// The case about a matter, as a screen shows it to whoever works.
    #[track_caller]
    fn matter(&mut self, id: &Value, matter: &str) -> Value {
        let view = self.call("contract_show", json!({"id": id}));
        let found = view["cases"].as_array().unwrap().iter().find(|case| case["matter"] == matter);
        found.unwrap_or_else(|| panic!("no case {matter}: {:#}", view["cases"])).clone()
    }

    fn matter_request(&mut self, id: &Value, matter: &str, reason: Value) -> Value {
        let revision = self.call("contract_show", json!({"id": id}))["contract"]["revision"].clone();
        json!({"id": id, "revision": revision, "matter": matter, "reason": reason})
    }

    #[track_caller]
    fn apply_for_matter(&mut self, id: &Value, matter: &str, reason: &str) -> Value {
        let request = self.matter_request(id, matter, json!(reason));
        self.call("contract_apply", request)
    }

    #[track_caller]
    fn review_matter(&mut self, id: &Value, matter: &str) {
        let open = self.matter(id, matter)["application"].clone();
        self.call(
            "application_review",
            json!({"id": open["id"], "revision": open["revision"], "text": "確かめました。"}),
        );
    }

    fn matter_decision(&mut self, id: &Value, matter: &str, outcome: &str, more: Value) -> Value {
        let case = self.matter(id, matter);
        let open = &case["application"];
        let mut request =
            json!({"id": open["id"], "revision": open["revision"], "hash": case["hash"], "outcome": outcome});
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    }

    #[track_caller]
    fn approve_matter(&mut self, id: &Value, matter: &str, more: Value) -> Value {
        self.is_worked_by(SATO).review_matter(id, matter);
        self.is_worked_by(OMORI);
        let outcome = if more["conditions"].is_null() { "approved" } else { "conditional" };
        let request = self.matter_decision(id, matter, outcome, more);
        self.call("application_decide", request);
        self.is_worked_by(HARA);
        self.call("contract_show", json!({"id": id}))
    }

    fn codes(&mut self, id: &Value) -> Vec<String> {
        findings(&self.call("contract_show", json!({"id": id}))).into_iter().map(str::to_owned).collect()
    }
}

const WAIVER: &str = "waiver:CT-05";
const CONSENT: &str = "subcontract:s1";

/// A contract of which every question is answered.
fn answered(office: &mut Office) -> Value {
    let id = office.printing();
    office.change(&id, json!({"facts": answers()}));
    id
}

/// A contract with a re-outsourcing that says everything an application needs.
fn with_subcontract(office: &mut Office) -> Value {
    let id = answered(office);
    let sub = json!({"name": "有限会社しおかぜ製本", "tier": 1, "scope": "製本と封入", "reason": "設備がないため",
        "starts_on": "R9.4.1", "ends_on": "R10.3.31", "personal_info": true});
    office.change(&id, json!({"subcontracts": [sub]}));
    id
}

#[test]
fn a_must_is_left_out_when_another_has_approved_it_and_comes_back_when_its_grounds_change() {
    for mut office in staffed("2026-11-26") {
        let id = answered(&mut office);
        let view = office.apply_for_matter(&id, WAIVER, "納品まで一日で終わるため");
        assert_ne!(state(&view, "CT-05"), Some("waived"), "{}: nobody approved it yet", office.engine);
        assert!(office.codes(&id).contains(&"waiver_incomplete".to_owned()));
        let typed = json!([{"requirement": "CT-05", "reason": "納品まで一日で終わるため", "approver": "だれか"}]);
        let view = office.change(&id, json!({"waivers": typed}));
        assert_ne!(state(&view, "CT-05"), Some("waived"), "{}: what is being decided is not typed", office.engine);
        let own = office.matter_decision(&id, WAIVER, "approved", json!({}));
        assert_eq!(office.refused("application_decide", own), ["applicant_decides"], "{}", office.engine);

        office.is_worked_by(SATO);
        let row = office.call("inbox", json!({}))["rows"][0].clone();
        assert_eq!((&row["register"], &row["my_step"]), (&json!("contract"), &json!("review")), "{}", office.engine);
        assert!(row["matter_text"].as_str().unwrap().contains("CT-05"), "{row}");
        assert_eq!(row["matter"], WAIVER, "{}", office.engine);
        assert!(!office.matter(&id, WAIVER)["may"]["decide"].as_bool().unwrap(), "who reviews does not decide");
        let view = office.approve_matter(&id, WAIVER, json!({}));
        assert_eq!(state(&view, "CT-05"), Some("waived"), "{}", office.engine);
        let waiver = &view["contract"]["waivers"][0];
        assert_eq!((&waiver["approver"], &waiver["document_number"]), (&json!("大森 正樹"), &json!("W8-001")));
        assert_eq!(waiver["approved_on"], "2026-11-26");
        let request = office.matter_request(&id, WAIVER, json!("もう一度"));
        assert_eq!(office.refused("contract_apply", request), ["matter_approved"], "{}", office.engine);

        // What a decision gave cannot be typed.
        let typed = json!([{"requirement": "CT-05", "reason": "納品まで一日で終わるため", "approver": "だれか",
            "document_number": "X", "application": "x"}]);
        let view = office.change(&id, json!({"waivers": typed}));
        assert_eq!(&view["contract"]["waivers"][0], waiver, "{}", office.engine);

        // More leaves the office than was approved.
        let mut facts = view["contract"]["facts"].clone();
        facts["handles_my_number"] = true.into();
        let view = office.change(&id, json!({"facts": facts}));
        assert_ne!(state(&view, "CT-05"), Some("waived"), "{}: the approval was about something else", office.engine);
        let case = office.matter(&id, WAIVER);
        assert_eq!((&case["application"]["kind"], &case["approved"]), (&json!("change"), &json!(false)));
        assert_eq!(case["changes"][0]["field"], "facts.handles_my_number", "{:#}", case["changes"]);
        assert_eq!(case["previous"]["number"], "W8-001");

        // Put back, the approval holds as it did.
        facts["handles_my_number"] = false.into();
        let view = office.change(&id, json!({"facts": facts}));
        assert_eq!(&view["contract"]["waivers"][0], waiver, "{}", office.engine);
        assert_eq!(office.call("inbox", json!({}))["rows"], json!([]), "nothing waits");
        assert_eq!(office.call("history_verify", json!({}))["ok"], true, "{}", office.engine);
    }
}

#[test]
fn an_approval_for_a_time_ends_with_it() {
    for mut office in staffed("2026-11-26") {
        let id = answered(&mut office);
        office.apply_for_matter(&id, WAIVER, "試行のため");
        office.is_worked_by(SATO).review_matter(&id, WAIVER);
        office.is_worked_by(OMORI);
        let past = office.matter_decision(&id, WAIVER, "approved", json!({"expires_on": "R8.1.31"}));
        assert_eq!(office.refused("application_decide", past), ["period_reversed"], "{}", office.engine);
        let until = office.matter_decision(&id, WAIVER, "approved", json!({"expires_on": "R9.1.31"}));
        office.call("application_decide", until);
        office.wait_until("2027-01-31");
        assert_eq!(state(&office.call("contract_show", json!({"id": id})), "CT-05"), Some("waived"));
        office.wait_until("2027-02-01");
        let view = office.call("contract_show", json!({"id": id}));
        assert_ne!(state(&view, "CT-05"), Some("waived"), "{}", office.engine);
        assert!(findings(&view).contains(&"waiver_lapsed"), "{}", office.engine);
    }
}

#[test]
fn a_consent_says_to_whom_for_what_and_how_long_and_a_longer_one_is_asked_for_anew() {
    for mut office in staffed("2026-11-26") {
        let id = with_subcontract(&mut office);
        assert!(office.codes(&id).contains(&"subcontract_without_consent".to_owned()));
        let whole = office.call("contract_show", json!({"id": id}))["contract"]["subcontracts"][0].clone();
        let mut vague = whole.clone();
        (vague["scope"], vague["ends_on"]) = (Value::Null, Value::Null);
        office.change(&id, json!({"subcontracts": [vague]}));
        let request = office.matter_request(&id, CONSENT, Value::Null);
        assert_eq!(office.refused("contract_apply", request), ["required", "required"], "{}", office.engine);
        office.change(&id, json!({"subcontracts": [whole]}));

        office.apply_for_matter(&id, CONSENT, "よろしくお願いします。");
        let view = office.approve_matter(&id, CONSENT, json!({"conditions": ["作業場所を市内に限る。"]}));
        let sub = view["contract"]["subcontracts"][0].clone();
        assert_eq!((&sub["approval_number"], &sub["approved_on"]), (&json!("R8-001"), &json!("2026-11-26")));
        assert_eq!((&sub["conditions"], &sub["expires_on"]), (&json!("作業場所を市内に限る。"), &json!("2028-03-31")));
        assert!(!office.codes(&id).contains(&"subcontract_without_consent".to_owned()), "{}", office.engine);

        let mut longer = sub.clone();
        longer["ends_on"] = "R11.3.31".into();
        let view = office.change(&id, json!({"subcontracts": [longer.clone()]}));
        assert!(findings(&view).contains(&"subcontract_without_consent"), "{}", office.engine);
        let case = office.matter(&id, CONSENT);
        assert_eq!(
            (&case["changes"][0]["field"], &case["changes"][0]["before"]),
            (&json!("ends_on"), &json!("令和10年3月31日"))
        );

        // Sent back, answered, and refused: the consent of before does not come back by itself.
        office.is_worked_by(SATO);
        let open = office.matter(&id, CONSENT)["application"].clone();
        office.call(
            "application_return",
            json!({"id": open["id"], "revision": open["revision"], "text": "理由を書いてください。"}),
        );
        office.is_worked_by(HARA);
        assert_eq!(office.matter(&id, CONSENT)["may"]["apply"], json!(["change"]), "{}", office.engine);
        office.apply_for_matter(&id, CONSENT, "工程が延びたためです。");
        office.is_worked_by(SATO).review_matter(&id, CONSENT);
        office.is_worked_by(OMORI);
        let request = office.matter_decision(&id, CONSENT, "refused", json!({"note": "期間が長すぎる。"}));
        let asked_for = |office: &mut Office| {
            let list = office.call("due_list", json!({"until": "2030-01-01"}));
            list["items"].as_array().unwrap().iter().filter(|it| it["rule"] == "RM-05").count()
        };
        assert_eq!(asked_for(&mut office), 1, "until it is decided");
        office.call("application_decide", request);
        // A refusal settles the question: nobody is asked again, but it must not run.
        assert_eq!(asked_for(&mut office), 0, "{}", office.engine);
        let codes = office.codes(&id);
        for code in ["subcontract_refused", "subcontract_without_consent"] {
            assert!(!codes.contains(&code.to_owned()), "{}: {codes:?}", office.engine);
        }
        let sub = office.call("contract_show", json!({"id": id}))["contract"]["subcontracts"][0].clone();
        assert_eq!(sub["refused_on"], "2026-11-26");
        let mut runs = sub.clone();
        runs["starts_on"] = "R8.11.1".into();
        let view = office.change(&id, json!({"subcontracts": [runs.clone()]}));
        assert!(findings(&view).contains(&"subcontract_refused"), "{}", office.engine);
        runs["ends_on"] = "R8.11.25".into();
        let view = office.change(&id, json!({"subcontracts": [runs]}));
        assert!(!findings(&view).contains(&"subcontract_refused"), "it no longer runs");
        office.change(&id, json!({"subcontracts": [sub]}));

        // What is taken out takes its application with it.
        office.is_worked_by(HARA);
        office.apply_for_matter(&id, CONSENT, "改めてお願いします。");
        assert_eq!(asked_for(&mut office), 1, "applied for again");
        office.change(&id, json!({"subcontracts": []}));
        assert_eq!(office.call("inbox", json!({}))["rows"], json!([]), "{}", office.engine);
        assert_eq!(office.call("history_verify", json!({}))["ok"], true, "{}", office.engine);
    }
}

#[test]
fn a_consent_is_not_given_where_the_contract_forbids_it_or_has_ended_and_not_for_another_contractor() {
    for mut office in staffed("2026-11-26") {
        let id = with_subcontract(&mut office);
        office.apply_for_matter(&id, CONSENT, "");
        let facts = office.call("contract_show", json!({"id": id}))["contract"]["facts"].clone();
        let mut forbidden = facts.clone();
        forbidden["subcontract_policy"] = "prohibited".into();
        office.change(&id, json!({"facts": forbidden}));
        office.is_worked_by(SATO).review_matter(&id, CONSENT);
        office.is_worked_by(OMORI);
        let request = office.matter_decision(&id, CONSENT, "approved", json!({}));
        assert_eq!(office.refused("application_decide", request), ["subcontract_prohibited"], "{}", office.engine);
        office.is_worked_by(HARA).change(&id, json!({"facts": facts}));
        office.is_worked_by(OMORI);
        let request = office.matter_decision(&id, CONSENT, "approved", json!({}));
        office.call("application_decide", request);
        // The decider changes the contractor: whoever changed it does not decide about that.
        office.change(&id, json!({"contractor": {"name": "別の印刷株式会社"}}));
        let case = office.matter(&id, CONSENT);
        assert_eq!((&case["approved"], &case["changes"][0]["field"]), (&json!(false), &json!("contractor")));
        assert_eq!(case["may"]["decide"], false, "{}", office.engine);
        for missing in ["waiver:XX-99", "subcontract:s9", "よその申請"] {
            let request = office.matter_request(&id, missing, json!("理由"));
            assert_eq!(office.refused("contract_apply", request).len(), 1, "{missing}");
        }
    }
}

#[test]
fn two_about_one_contract_are_decided_each_by_itself() {
    for mut office in staffed("2026-11-26") {
        let id = with_subcontract(&mut office);
        office.apply_for_matter(&id, CONSENT, "");
        office.apply_for_matter(&id, WAIVER, "一日で終わるため");
        let request = office.matter_request(&id, WAIVER, json!("もう一度"));
        assert_eq!(office.refused("contract_apply", request), ["application_open"], "{}", office.engine);
        let view = office.approve_matter(&id, WAIVER, json!({}));
        assert_eq!(state(&view, "CT-05"), Some("waived"));
        assert_eq!(view["contract"]["subcontracts"][0]["approval_number"], Value::Null, "{}", office.engine);
        // A renamed sub-contractor is the same entry; another name is another consent.
        let mut sub = view["contract"]["subcontracts"][0].clone();
        let view = office.approve_matter(&id, CONSENT, json!({}));
        assert_eq!(view["contract"]["subcontracts"][0]["approval_number"], "R8-001");
        sub["name"] = "有限会社別の製本".into();
        let view = office.change(&id, json!({"subcontracts": [sub]}));
        assert_eq!(view["contract"]["subcontracts"][0]["approval_number"], Value::Null, "{}", office.engine);
        assert_eq!(state(&view, "CT-05"), Some("waived"), "{}: the waiver has nothing to do with it", office.engine);
    }
}
