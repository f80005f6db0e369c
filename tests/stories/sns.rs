//! Official accounts: who answers for each, what may be posted, who holds what, from opening to closing.

use serde_json::{Value, json};

use super::clouds::{HARA, OMORI, SATO, staffed};
use super::office::{Office, findings, state};

pub const ITO: &str = "m-ito";

/// An office with somebody of public relations, on each engine.
pub fn staffed_with_pr(today: &str) -> Vec<Office> {
    let mut offices = staffed(today);
    for office in &mut offices {
        let person = json!({"name": "伊藤 真紀", "section": "広報課", "accounts": [ITO], "roles": ["pr", "applicant"]});
        office.call("person_save", json!({"person": person}));
    }
    offices
}

impl Office {
    /// An account of which everything is known that an application needs.
    #[track_caller]
    pub fn account_draft(&mut self, more: Value) -> Value {
        let mut draft = json!({
            "url": "https://twitter.com/shiomi_kanko?lang=ja", "name": "潮見市観光", "section": "生涯学習課", "owner": "原 千夏",
            "deputy": "佐藤 健一", "operators": ["原 千夏"], "purpose": "催しの案内", "facts": {"confidentiality": "1"},
            "posting": {"allowed": ["催しの案内", "公開済みの写真"], "forbidden": ["個人が分かる写真"]}, "mfa": true,
        });
        draft.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.call("sns_save", json!({"draft": draft}))["sns"]["id"].clone()
    }

    #[track_caller]
    pub fn sns_view(&mut self, id: &Value) -> Value {
        self.call("sns_show", json!({"id": id}))
    }

    fn sns_draft(&mut self, id: &Value, fields: Value) -> Value {
        let mut draft = fields;
        (draft["id"], draft["revision"]) = (id.clone(), self.sns_view(id)["sns"]["revision"].clone());
        json!({"draft": draft})
    }

    #[track_caller]
    pub fn change_sns(&mut self, id: &Value, fields: Value) -> Value {
        let request = self.sns_draft(id, fields);
        self.call("sns_save", request)
    }

    fn sns_request(&mut self, id: &Value, kind: &str) -> Value {
        json!({"id": id, "revision": self.sns_view(id)["sns"]["revision"], "kind": kind})
    }

    pub fn sns_decision(&mut self, id: &Value, outcome: &str) -> Value {
        let view = self.sns_view(id);
        let open = &view["application"];
        json!({"id": open["id"], "revision": open["revision"], "hash": view["hash"], "outcome": outcome})
    }

    #[track_caller]
    pub fn review_sns(&mut self, id: &Value) {
        let open = self.sns_view(id)["application"].clone();
        self.call(
            "application_review",
            json!({"id": open["id"], "revision": open["revision"], "text": "確かめました。"}),
        );
    }

    /// Applies, reviews and approves; everybody does his part.
    #[track_caller]
    pub fn through(&mut self, id: &Value, kind: &str) -> Value {
        let request = self.is_worked_by(HARA).sns_request(id, kind);
        self.call("sns_apply", request);
        self.is_worked_by(ITO).review_sns(id);
        let request = self.is_worked_by(OMORI).sns_decision(id, "approved");
        self.call("application_decide", request);
        self.is_worked_by(HARA).sns_view(id)
    }
}

#[test]
fn an_account_is_registered_by_its_address_reviewed_by_public_relations_and_approved() {
    for mut office in staffed_with_pr("2026-11-26") {
        let id = office.account_draft(json!({"posting": {}}));
        let view = office.sns_view(&id);
        assert_eq!((&view["sns"]["medium"], &view["sns"]["handle"]), (&json!("x"), &json!("shiomi_kanko")));
        assert_eq!(view["sns"]["url"], "https://x.com/shiomi_kanko", "{}", office.engine);
        assert_eq!((state(&view, "SN-05"), state(&view, "SN-08")), (Some("met"), Some("missing")));
        let request = office.sns_request(&id, "new");
        assert_eq!(office.refused("sns_apply", request), ["required", "required"], "what may be posted is said first");
        office.change_sns(
            &id,
            json!({"posting": {"allowed": "催しの案内、公開済みの写真", "forbidden": ["個人が分かる写真"]}}),
        );
        let request = office.sns_request(&id, "suspension");
        assert_eq!(office.refused("sns_apply", request), ["sns_kind"], "{}", office.engine);
        let request = office.sns_request(&id, "new");
        office.call("sns_apply", request);

        // The security office does not review accounts; public relations does.
        office.is_worked_by(SATO);
        assert_eq!(office.sns_view(&id)["may"]["review"], false);
        assert_eq!(office.call("inbox", json!({}))["mine"], 0);
        let open = office.sns_view(&id)["application"].clone();
        let step = json!({"id": open["id"], "revision": open["revision"], "text": "よい"});
        assert_eq!(office.refused("application_review", step), ["role_missing"], "{}", office.engine);
        office.is_worked_by(ITO);
        assert_eq!(office.call("inbox", json!({}))["rows"][0]["my_step"], "review");
        office.review_sns(&id);
        let request = office.is_worked_by(HARA).sns_decision(&id, "approved");
        assert_eq!(office.refused("application_decide", request), ["applicant_decides"], "{}", office.engine);
        let request = office.is_worked_by(OMORI).sns_decision(&id, "approved");
        office.call("application_decide", request);
        let view = office.sns_view(&id);
        assert_eq!((&view["sns"]["status"], &view["sns"]["number"]), (&json!("active"), &json!("S8-001")));
        assert_eq!(
            (&view["sns"]["decided_on"], &view["sns"]["opened_on"]),
            (&json!("2026-11-26"), &json!("2026-11-26"))
        );
        assert_eq!(state(&view, "SN-09"), Some("met"), "{}", office.engine);
        assert_eq!(office.call("history_verify", json!({}))["ok"], true, "{}", office.engine);
    }
}

#[test]
fn every_edit_of_what_was_approved_is_applied_for_anew_and_people_are_free_to_move() {
    for mut office in staffed_with_pr("2026-11-26") {
        let id = office.account_draft(json!({}));
        let before = office.through(&id, "new")["sns"].clone();
        let bound = [
            json!({"name": "潮見市の観光"}),
            json!({"url": "https://www.instagram.com/shiomi_kanko"}),
            json!({"section": "商工観光課"}),
            json!({"purpose": "観光と移住の案内"}),
            json!({"audience": "市外の人"}),
            json!({"frequency": "毎日"}),
            json!({"hours": "平日"}),
            json!({"reply_policy": "返信しない"}),
            json!({"posting": {"allowed": ["何でも"]}}),
            json!({"posting": {"forbidden": []}}),
            json!({"posting": {"on_own_site": true}}),
            json!({"policy_url": "https://city.example/policy"}),
            json!({"shared_login": true}),
            json!({"publishable": false}),
            json!({"facts": {"confidentiality": "2"}}),
        ];
        for edit in bound {
            let view = office.change_sns(&id, edit.clone());
            let sns = &view["sns"];
            assert_eq!((&sns["application"], &sns["number"]), (&Value::Null, &Value::Null), "{} {edit}", office.engine);
            assert_eq!((&view["application"]["kind"], &sns["status"]), (&json!("change"), &json!("active")), "{edit}");
            assert!(!view["changes"].as_array().unwrap().is_empty(), "{edit}");
            assert_eq!(state(&view, "SN-09"), Some("missing"), "{edit}");
            assert_eq!(view["previous"]["number"], "S8-001");
            // Put back, the approval holds again.
            let mut back = before.clone();
            back.as_object_mut().unwrap().remove("revision");
            let view = office.change_sns(&id, back);
            assert_eq!(view["sns"]["number"], "S8-001", "{} {edit}", office.engine);
            assert_eq!(view["sns"]["application"], before["application"], "{edit}");
        }
        let free = json!({"owner": "大森 正樹", "deputy": null, "operators": ["大森 正樹"], "recovery_holder": "大森 正樹",
            "credentials_changed_on": "R8.11.26", "last_post_on": "R8.11.25", "note": "異動による"});
        let view = office.change_sns(&id, free);
        assert_eq!(view["sns"]["number"], "S8-001", "{}: who answers for it is free", office.engine);
        let typed = json!({"status": "closed", "number": "X", "decided_on": "R1.5.1", "application": "x"});
        let view = office.change_sns(&id, typed);
        assert_eq!((&view["sns"]["status"], &view["sns"]["number"]), (&json!("active"), &json!("S8-001")));
    }
}

#[test]
fn a_handover_without_changed_credentials_is_a_finding_within_the_same_save() {
    for mut office in staffed_with_pr("2027-03-25") {
        let id = office.account_draft(
            json!({"credentials_changed_on": "R8.4.3", "recovery_holder": "原 千夏", "shared_login": true,
                "posting": {"allowed": ["催し"], "forbidden": ["個人が分かる写真"], "approver": "原 千夏"},
                "response": [{"contact": "広報課"}, {"contact": "原 千夏"}]}),
        );
        office.through(&id, "new");
        assert!(!findings(&office.sns_view(&id)).contains(&"sns_credentials_before_handover"));
        office.wait_until("2027-04-01");
        let view = office.change_sns(&id, json!({"owner": "佐藤 健一", "owner_since": "R9.4.1"}));
        assert!(
            findings(&view).contains(&"sns_credentials_before_handover"),
            "{}: {:?}",
            office.engine,
            findings(&view)
        );
        assert_eq!(state(&view, "SN-13"), Some("missing"));
        let view = office.change_sns(&id, json!({"credentials_changed_on": "R9.4.2"}));
        assert!(!findings(&view).contains(&"sns_credentials_before_handover"), "{}", office.engine);

        // Somebody who knows the shared login leaves.
        let people = office.call("person_list", json!({}));
        let hara = people.as_array().unwrap().iter().find(|person| person["name"] == "原 千夏").unwrap().clone();
        let mut gone = hara;
        gone["until"] = "2027-04-30".into();
        office.call("person_save", json!({"person": gone}));
        office.wait_until("2027-05-01");
        office.is_worked_by(ITO);
        let view = office.sns_view(&id);
        for code in ["sns_operators_know", "sns_holder_left", "sns_approver_left", "sns_called_left"] {
            assert!(findings(&view).contains(&code), "{} {code}: {:?}", office.engine, findings(&view));
        }
    }
}

#[test]
fn an_account_without_an_owner_or_registered_twice_is_not_approved() {
    for mut office in staffed_with_pr("2026-11-26") {
        let first = office.account_draft(json!({}));
        office.through(&first, "new");
        let twin = office.account_draft(json!({"url": "X.com/@Shiomi_Kanko", "name": "観光（ふたつめ）"}));
        let view = office.sns_view(&twin);
        assert!(findings(&view).contains(&"sns_duplicate"), "{}: {}", office.engine, view["sns"]["url"]);
        let request = office.sns_request(&twin, "new");
        office.call("sns_apply", request);
        office.is_worked_by(ITO).review_sns(&twin);
        let request = office.is_worked_by(OMORI).sns_decision(&twin, "approved");
        assert_eq!(office.refused("application_decide", request), ["sns_duplicate"], "{}", office.engine);
        assert_eq!(office.sns_view(&twin)["sns"]["status"], "applied", "nothing was lost");

        // An approval is typed by nobody but those who may take one over.
        office.is_worked_by(HARA);
        for typed in [json!({"status": "active"}), json!({"number": "第5号", "decided_on": "R8.4.1"})] {
            let other = office.account_draft(json!({"url": "https://note.com/shiomi_lib", "name": "図書館"}));
            let request = office.sns_draft(&other, typed.clone());
            assert_eq!(office.refused("sns_save", request), ["role_missing"], "{} {typed}", office.engine);
        }
    }
}

#[test]
fn what_looks_like_a_password_is_refused_in_every_field_and_nothing_is_kept() {
    for mut office in staffed_with_pr("2026-11-26") {
        let id = office.account_draft(json!({}));
        let before = office.sns_view(&id)["sns"].clone();
        for edit in [
            json!({"note": "パスワード：Shiomi2024"}),
            json!({"codes_place": "バックアップコード 1234 5678"}),
            json!({"recovery_contact": "kouhou@city.example PW=shiomi#city"}),
            json!({"devices": "公用スマホ　暗証番号 0427"}),
            json!({"operators": ["原 千夏（pass: abc123!）"]}),
            json!({"response": [{"contact": "広報課", "task": "パスワードはabcd1234"}]}),
            json!({"posting": {"allowed": ["password=hunter22"]}}),
            json!({"confirmations": [{"requirement": "SN-21", "on": "R8.11.1", "source": "認証コード「482913」"}]}),
            json!({"closing": {"reason": "パスワード Shiomi2024 が漏れたため"}}),
        ] {
            let request = office.sns_draft(&id, edit.clone());
            assert_eq!(office.refused("sns_save", request), ["looks_like_password"], "{} {edit}", office.engine);
        }
        assert_eq!(office.sns_view(&id)["sns"], before, "{}", office.engine);
        office.change_sns(&id, json!({"codes_place": "広報課の金庫", "note": "パスワードは令和8年4月3日に変更した"}));
    }
}

#[test]
fn a_contract_is_not_closed_while_it_runs_an_account_or_holds_a_domain() {
    for mut office in staffed_with_pr("2026-11-26") {
        let contract = office.printing();
        office.change(&contract, json!({"domains": [{"name": "shiomi-event.example", "registered_until": "R9.5.31"}]}));
        let id = office.account_draft(json!({"contract": contract}));
        let closing = |office: &mut Office| {
            let revision = office.call("contract_show", json!({"id": contract}))["contract"]["revision"].clone();
            json!({"id": contract, "revision": revision, "closed_on": "R8.11.26"})
        };
        let request = closing(&mut office);
        let refused = office.refused("contract_close", request);
        assert_eq!(refused, ["contract_runs_account", "contract_holds_domain"], "{}", office.engine);
        office.change_sns(&id, json!({"returned_on": "R8.11.20"}));
        office.change(&contract, json!({"domains": [{"name": "shiomi-event.example", "returned_on": "R8.11.21"}]}));
        let request = closing(&mut office);
        office.call("contract_close", request);
        // Without a return the end of the contract is a finding of the account.
        let view = office.change_sns(&id, json!({"returned_on": null}));
        assert!(findings(&view).contains(&"sns_contract_over"), "{}: {:?}", office.engine, findings(&view));
    }
}

#[test]
fn an_account_rests_goes_on_and_is_closed_only_when_it_was_seen_to_be_gone() {
    for mut office in staffed_with_pr("2026-11-26") {
        let id = office.account_draft(json!({}));
        office.through(&id, "new");
        let request = office.sns_request(&id, "suspension");
        assert_eq!(office.refused("sns_apply", request), ["required"], "why is said first");
        office.change_sns(&id, json!({"suspension": {"on": "R8.11.26", "reason": "担当が決まるまで"}}));
        assert_eq!(office.through(&id, "suspension")["sns"]["status"], "suspended", "{}", office.engine);
        let view = office.through(&id, "resumption");
        assert_eq!((&view["sns"]["status"], &view["sns"]["suspension"]), (&json!("active"), &Value::Null));
        assert_eq!(view["sns"]["number"], "S8-001", "{}: the approval is the one of before", office.engine);
        office.change_sns(&id, json!({"closing": {"on": "R8.11.30", "reason": "公式アカウントにまとめるため"}}));
        let view = office.through(&id, "end");
        assert_eq!((&view["sns"]["status"], &view["sns"]["closed_on"]), (&json!("closed"), &json!("2026-11-30")));
        assert_eq!(findings(&view), ["sns_not_deleted", "sns_still_linked"], "{}", office.engine);
        assert_eq!(state(&view, "SN-12"), Some("missing"));
        let view =
            office.change_sns(&id, json!({"closing": {"deleted_on": "R8.11.26", "links_removed_on": "R8.11.26"}}));
        assert_eq!((findings(&view), state(&view, "SN-12")), (vec![], Some("met")), "{}", office.engine);
        assert_eq!(office.call("history_verify", json!({}))["ok"], true, "{}", office.engine);
    }
}

#[test]
fn silence_is_asked_about_after_sixty_days_and_grave_after_half_a_year() {
    for mut office in staffed_with_pr("2026-06-01") {
        let id = office.account_draft(json!({"last_post_on": "R8.6.1", "credentials_changed_on": "R8.6.1"}));
        office.through(&id, "new");
        let mut severity = |day: &str| {
            office.wait_until(day);
            let view = office.sns_view(&id);
            let found = view["findings"]
                .as_array()
                .unwrap()
                .iter()
                .find(|it| it["code"].as_str().unwrap().starts_with("sns_dormant"));
            found.map(|it| (it["code"].as_str().unwrap().to_owned(), it["severity"].as_str().unwrap().to_owned()))
        };
        let asked = |code: &str, severity: &str| Some((code.to_owned(), severity.to_owned()));
        assert_eq!(severity("2026-07-30"), None);
        assert_eq!(severity("2026-07-31"), asked("sns_dormant_soon", "should"));
        assert_eq!(severity("2026-08-30"), asked("sns_dormant", "should"));
        assert_eq!(severity("2026-11-28"), asked("sns_dormant", "must"));
    }
}

#[test]
fn an_approval_ends_with_its_last_day_and_is_renewed() {
    for mut office in staffed_with_pr("2026-11-26") {
        let id = office.account_draft(json!({}));
        let request = office.sns_request(&id, "new");
        office.call("sns_apply", request);
        office.is_worked_by(ITO).review_sns(&id);
        let mut request = office.is_worked_by(OMORI).sns_decision(&id, "approved");
        request["expires_on"] = "R8.11.25".into();
        assert_eq!(office.refused("application_decide", request.clone()), ["period_reversed"], "{}", office.engine);
        request["expires_on"] = "R9.3.31".into();
        office.call("application_decide", request);
        // A change goes through with the last day of the approval before.
        office.is_worked_by(HARA).change_sns(&id, json!({"purpose": "観光と移住の案内"}));
        office.is_worked_by(ITO).review_sns(&id);
        let request = office.is_worked_by(OMORI).sns_decision(&id, "approved");
        office.call("application_decide", request);
        office.wait_until("2027-03-31");
        let view = office.is_worked_by(HARA).sns_view(&id);
        assert_eq!((&view["standing"], &view["sns"]["expires_on"]), (&json!("stands"), &json!("2027-03-31")));
        assert_eq!(office.call("inbox", json!({}))["lapsed_sns"], json!([]), "{}", office.engine);
        office.wait_until("2027-04-01");
        let view = office.sns_view(&id);
        assert_eq!((&view["standing"], &view["status_text"]), (&json!("lapsed"), &json!("承認失効")));
        assert!(findings(&view).contains(&"sns_approval_lapsed"), "{}: {:?}", office.engine, findings(&view));
        assert_eq!(state(&view, "SN-09"), Some("missing"));
        assert_eq!(office.call("inbox", json!({}))["lapsed_sns"][0]["id"], id, "{}", office.engine);
        let rows = |office: &mut Office, standing: &str| {
            office.call("sns_list", json!({"standing": standing}))["rows"].as_array().unwrap().len()
        };
        assert_eq!((rows(&mut office, "lapsed"), rows(&mut office, "stands")), (1, 0), "{}", office.engine);
        // Typing does not lengthen it; a renewal does.
        let view = office.change_sns(&id, json!({"expires_on": "R12.3.31"}));
        assert_eq!(view["sns"]["expires_on"], "2027-03-31", "{}", office.engine);
        assert_eq!(view["may"]["apply"][0], "renewal", "{}", view["may"]["apply"]);
        let request = office.sns_request(&id, "renewal");
        office.call("sns_apply", request);
        office.is_worked_by(ITO).review_sns(&id);
        let mut request = office.is_worked_by(OMORI).sns_decision(&id, "approved");
        assert_eq!(office.refused("application_decide", request.clone()), ["approval_day_passed"], "{}", office.engine);
        request["expires_on"] = "R10.3.31".into();
        office.call("application_decide", request);
        let view = office.sns_view(&id);
        assert_eq!((&view["standing"], &view["sns"]["expires_on"]), (&json!("stands"), &json!("2028-03-31")));
        assert_eq!((rows(&mut office, "lapsed"), rows(&mut office, "stands")), (0, 1), "{}", office.engine);
    }
}

#[test]
fn two_accounts_whose_addresses_were_exchanged_are_told_and_not_approved() {
    for mut office in staffed_with_pr("2026-11-26") {
        let (one, two) = ("https://x.com/shiomi_kanko", "https://x.com/shiomi_bousai");
        let first = office.account_draft(json!({"url": one}));
        let second = office.account_draft(json!({"url": two, "name": "潮見市防災"}));
        for id in [&first, &second] {
            office.through(id, "new");
            assert!(!findings(&office.sns_view(id)).contains(&"sns_exchanged"), "{}", office.engine);
        }
        let twice = office.change_sns(&first, json!({"url": two, "handle": null}));
        assert!(findings(&twice).contains(&"sns_duplicate"), "{}: half way it is there twice", office.engine);
        assert!(!findings(&twice).contains(&"sns_exchanged"), "{}", office.engine);
        office.change_sns(&second, json!({"url": one, "handle": null}));
        for (id, other) in [(&first, "潮見市防災"), (&second, "潮見市観光")] {
            let view = office.is_worked_by(HARA).sns_view(id);
            let found = view["findings"].as_array().unwrap().iter().find(|one| one["code"] == "sns_exchanged").cloned();
            let text = found.unwrap_or_else(|| panic!("{}: {:?}", office.engine, findings(&view)))["text"].to_string();
            assert!(text.contains(other), "{text}");
        }
        office.is_worked_by(ITO).review_sns(&second);
        let request = office.is_worked_by(OMORI).sns_decision(&second, "approved");
        assert_eq!(office.refused("application_decide", request), ["sns_exchanged"], "{}", office.engine);
        // Each back at its own, nothing is wrong any more.
        office.is_worked_by(HARA).change_sns(&first, json!({"url": one, "handle": null}));
        office.change_sns(&second, json!({"url": two, "handle": null}));
        for id in [&first, &second] {
            assert!(!findings(&office.sns_view(id)).contains(&"sns_exchanged"), "{}", office.engine);
        }
    }
}

#[test]
fn two_that_nobody_approved_are_told_to_be_exchanged_by_what_was_published() {
    for mut office in staffed_with_pr("2026-11-26") {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = ("https://x.com/shiomi_kanko", "https://x.com/shiomi_bousai");
        office.is_worked_by(OMORI);
        let first = office.account_draft(json!({"url": one, "status": "active"}));
        let second = office.account_draft(json!({"url": two, "name": "潮見市防災", "status": "active"}));
        office.call("sns_publish", json!({"folder": folder.path()}));
        office.is_worked_by(HARA).change_sns(&first, json!({"url": two, "handle": null}));
        office.change_sns(&second, json!({"url": one, "handle": null}));
        for id in [&first, &second] {
            assert!(findings(&office.sns_view(id)).contains(&"sns_exchanged"), "{}", office.engine);
        }
    }
}

#[test]
fn what_may_be_posted_is_told_field_by_field_and_an_application_is_told_in_words() {
    for mut office in staffed_with_pr("2026-11-26") {
        let id = office.account_draft(json!({}));
        office.through(&id, "new");
        let view = office.change_sns(&id, json!({"posting": {"allowed": ["催しの案内"], "on_own_site": true}}));
        let told: Vec<(&str, &str)> = view["changes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|change| (change["label"].as_str().unwrap(), change["after"].as_str().unwrap()))
            .collect();
        assert_eq!(told, [("発信する内容", "催しの案内"), ("公式サイトにも載せる", "はい")], "{}", office.engine);
    }
}
