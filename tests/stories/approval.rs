//! A cloud use from application to end, and who may take which step.

use serde_json::{Value, json};

use super::clouds::{HARA, MIYAZAKI, OMORI, SATO, hindrances, in_state, staffed};
use super::office::Office;

#[test]
fn a_survey_on_uniform_terms_with_public_information_is_applied_for_sent_back_and_approved() {
    for mut office in staffed("2026-11-24") {
        let id = office.survey();
        let view = office.cloud_view(&id);
        // Class 1: the short list of 8.4, and nothing of 8.3.
        let asked: Vec<&str> = view["requirements"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| row["asked"] == true)
            .filter_map(|row| row["id"].as_str())
            .collect();
        assert_eq!(
            asked,
            ["SC-04", "CL-03", "CL-42", "CL-40", "CL-41", "CN-01", "CN-02", "CN-04"],
            "{}",
            office.engine
        );
        let needed: Vec<&Value> =
            view["fields"].as_array().unwrap().iter().filter(|it| it["asked"] == true).map(|it| &it["field"]).collect();
        assert_eq!(needed, ["assurances", "access_log", "exit_plan"], "what only class 2 needs is not asked");
        assert_eq!(view["may"]["apply"], json!(["new"]));

        office.apply_for(&id, "new");
        assert_eq!(office.cloud_view(&id)["cloud"]["status"], "applied");
        let own = office.cloud_view(&id)["may"].clone();
        assert_eq!((&own["review"], &own["decide"], &own["own"]), (&json!(false), &json!(false), &json!(true)));

        // The security office asks about one requirement and sends it back.
        office.is_worked_by(SATO);
        let inbox = office.call("inbox", json!({}));
        assert_eq!((&inbox["mine"], &inbox["rows"][0]["my_step"]), (&json!(1), &json!("review")), "{}", office.engine);
        assert_eq!(office.call("status", json!({}))["waiting"], 1);
        let open = office.cloud_view(&id)["application"].clone();
        let step = |open: &Value, text: &str| json!({"id": open["id"], "revision": open["revision"], "text": text, "requirement": "CN-02"});
        let open = office.call("application_comment", step(&open, "規約の第何条ですか。"))["application"].clone();
        office.call("application_return", step(&open, "CN-02の出典を入れてください。"));
        let view = office.cloud_view(&id);
        assert_eq!((&view["cloud"]["status"], &view["application"]["state"]), (&json!("returned"), &json!("returned")));

        office.is_worked_by(HARA);
        assert_eq!(office.call("inbox", json!({}))["rows"][0]["my_step"], "answer");
        office.answer_all(&id);
        assert_eq!(office.cloud_view(&id)["may"]["apply"], json!(["new"]));
        office.apply_for(&id, "new");

        office.is_worked_by(SATO).review(&id, "規約を確かめました。");
        office.is_worked_by(OMORI);
        assert_eq!(office.call("inbox", json!({}))["rows"][0]["my_step"], "decide");
        let view = office.cloud_view(&id);
        assert_eq!(hindrances(&view), Vec::<&str>::new(), "{:#}", view["hinders"]);
        let view = office.decide(&id, "approved", json!({"expires_on": "R9.3.31"}));
        let cloud = &view["cloud"];
        assert_eq!((&cloud["status"], &cloud["number"]), (&json!("approved"), &json!("C8-001")), "{}", office.engine);
        assert_eq!((&cloud["decided_on"], &cloud["expires_on"]), (&json!("2026-11-24"), &json!("2027-03-31")));
        assert_eq!(cloud["next_check_on"], "2027-03-31", "half a year, but not after the approval ends");
        let decision = &view["application"];
        assert_eq!((&decision["hash"], &decision["decision"]["by"]["name"]), (&view["hash"], &json!("大森 正樹")));
        assert_eq!(decision["comments"].as_array().unwrap().len(), 5, "applied twice, asked, sent back, reviewed");
        assert_eq!(office.call("inbox", json!({}))["rows"], json!([]));
        let verified = office.call("history_verify", json!({}));
        assert_eq!(verified["ok"], true, "{}: {:#}", office.engine, verified["problems"]);
    }
}

#[test]
fn class_3c_on_uniform_terms_is_refused_until_an_exception_is_granted() {
    for mut office in staffed("2026-11-24") {
        let id = office.survey();
        let facts = with(&office.cloud_view(&id), json!({"confidentiality": "3C"}));
        office.change_cloud(&id, json!({"facts": facts}));
        office.answer_all(&id);
        let view = office.apply_for(&id, "new");
        assert_eq!(in_state(&view, "missing"), ["CL-21"], "{}", office.engine);
        office.is_worked_by(SATO).review(&id, "約款のみのサービスです。");
        office.is_worked_by(OMORI);
        for outcome in ["approved", "conditional"] {
            let request = office.decision(&id, outcome, json!({"conditions": ["氏名を尋ねない。"]}));
            assert_eq!(
                office.refused("application_decide", request),
                ["cloud_terms_only"],
                "{} {outcome}",
                office.engine
            );
        }
        assert_eq!(office.cloud_view(&id)["cloud"]["status"], "applied", "nothing was lost");
        let other = json!({"requirement": "CL-20", "reason": "別の要件"});
        let request = office.decision(&id, "approved", json!({"exceptions": [other]}));
        assert_eq!(
            office.refused("application_decide", request),
            ["cloud_terms_only"],
            "an exception for another requirement"
        );
        let silent = json!({"requirement": "CL-21", "reason": " "});
        let request = office.decision(&id, "approved", json!({"exceptions": [silent]}));
        assert_eq!(office.refused("application_decide", request), ["required"], "an exception has a reason");

        let exception = json!({"requirement": "CL-21", "reason": "代わるサービスがなく、職員の氏名に限るため"});
        let view = office.decide(
            &id,
            "conditional",
            json!({"conditions": ["氏名のほかを尋ねない。", "30日で消す。"], "exceptions": [exception]}),
        );
        assert_eq!(view["cloud"]["status"], "conditional");
        assert_eq!(view["cloud"]["conditions"], "氏名のほかを尋ねない。\n30日で消す。");
        assert_eq!(in_state(&view, "excepted"), ["CL-21"]);
        assert_eq!(
            view["application"]["decision"]["exceptions"][0]["reason"],
            "代わるサービスがなく、職員の氏名に限るため"
        );
    }
}

#[test]
fn overseas_generative_ai_is_asked_about_foreign_law_and_what_it_learns() {
    for mut office in staffed("2026-11-24") {
        let draft = json!({
            "service": "Kotoba Assist", "provider": {"name": "Kotoba Inc.", "country": "アメリカ合衆国"}, "section": "生涯学習課",
            "manager": "原 千夏", "purpose": "文案の作成", "facts": {"confidentiality": "2", "integrity": "1", "availability": "1",
                "handles_personal_info": false, "handles_my_number": false, "standard_terms_only": false,
                "network_segment": ["internet"], "contractor_uses_genai": true, "data_location": "overseas",
                "governing_law": "foreign", "has_subcontract": false, "local_breakout": false},
        });
        let id = office.call("cloud_save", json!({"draft": draft}))["cloud"]["id"].clone();
        let view = office.cloud_view(&id);
        let applies: Vec<&str> =
            view["requirements"].as_array().unwrap().iter().filter_map(|row| row["id"].as_str()).collect();
        for needed in ["CL-39", "CL-16", "CC-04", "CC-08", "CL-09"] {
            assert!(applies.contains(&needed), "{}: {needed} of {applies:?}", office.engine);
        }
        let row =
            |id: &str| view["requirements"].as_array().unwrap().iter().find(|row| row["id"] == id).unwrap().clone();
        let because = row("CC-04")["because_text"].as_str().unwrap().to_owned();
        assert!(because.contains("国外"), "the country of the provider and the place say why: {because}");
        assert_eq!(in_state(&view, "unknown"), Vec::<&str>::new());

        // The provider learns from what is typed: a risk that somebody has to accept.
        office.answer_all(&id);
        let mut answers = office.cloud_view(&id)["cloud"]["answers"].clone();
        answers["CC-04"] = json!({"answer": "nonconforming", "detail": "開示命令が及ぶ", "source": "利用規約 第30条"});
        office.change_cloud(&id, json!({"answers": answers}));
        office.apply_for(&id, "new");
        office.is_worked_by(SATO).review(&id, "外国法の危険が残ります。");
        office.is_worked_by(OMORI);
        let request = office.decision(&id, "approved", json!({}));
        assert_eq!(office.refused("application_decide", request), ["cloud_not_met"], "{}", office.engine);
        office.is_worked_by(HARA);
        answers["CC-04"]["risk"] = json!("入力した文案が開示される");
        answers["CC-04"]["risk_acceptor"] = json!("総務部長");
        office.change_cloud(&id, json!({"answers": answers}));
        office.is_worked_by(OMORI);
        let request = office.decision(&id, "approved", json!({}));
        assert_eq!(
            office.refused("application_decide", request),
            ["application_state"],
            "what changed is reviewed anew"
        );
        office.is_worked_by(SATO).review(&id, "受け入れる者を確かめました。");
        office.is_worked_by(OMORI);
        let request = office.decision(&id, "approved", json!({}));
        assert_eq!(office.refused("application_decide", request), ["cloud_risk_accepted"], "only on conditions");
        let view = office.decide(&id, "conditional", json!({"conditions": ["公表前の情報を入力しない。"]}));
        assert_eq!(view["cloud"]["status"], "conditional", "{}", office.engine);
    }
}

#[test]
fn an_approval_lapses_with_ismap_and_is_renewed_with_a_new_registration() {
    for mut office in staffed("2026-09-01") {
        let id = office.booking();
        office.approved(&id);
        let view = office.cloud_view(&id);
        // 2025-05-31 and sixteen months.
        assert_eq!(view["stands_until"], "2026-09-30", "{}", office.engine);

        office.wait_until("2026-10-01");
        let view = office.cloud_view(&id);
        assert_eq!(
            (&view["standing"], &view["status_text"]),
            (&json!("lapsed"), &json!("承認失効")),
            "{}",
            office.engine
        );
        assert_eq!(office.call("inbox", json!({}))["lapsed"][0]["id"], id);
        let lists = |office: &mut Office, standing: &str| {
            office.call("cloud_list", json!({"standing": standing}))["total"].clone()
        };
        assert_eq!((lists(&mut office, "stands"), lists(&mut office, "lapsed")), (json!(0), json!(1)));
        // A renewal on the registration that has lapsed.
        office.is_worked_by(HARA).apply_for(&id, "renewal");
        office.is_worked_by(SATO).review(&id, "ISMAPの期限が過ぎています。");
        office.is_worked_by(OMORI);
        let request = office.decision(&id, "approved", json!({}));
        assert_eq!(office.refused("application_decide", request), ["cloud_assurance_lapsed"], "{}", office.engine);

        // The provider's renewal is pending: the registration stays valid. That is a change of what was seen.
        office.is_worked_by(HARA);
        let mut assurances = view["cloud"]["assurances"].clone();
        assurances[0]["renewal_pending"] = true.into();
        let changed = office.change_cloud(&id, json!({"assurances": assurances}));
        assert_eq!(
            (&changed["cloud"]["status"], &changed["application"]["kind"]),
            (&json!("applied"), &json!("change"))
        );
        assert_eq!(changed["changes"][0]["field"], "assurances");
        office.is_worked_by(SATO).review(&id, "更新申請中であることを登録簿で確かめました。");
        let view = office.is_worked_by(OMORI).decide(&id, "approved", json!({}));
        assert_eq!(
            (&view["standing"], &view["cloud"]["number"]),
            (&json!("stands"), &json!("C8-002")),
            "{}",
            office.engine
        );
        assert_eq!(view["past"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn whoever_applied_decides_nothing_and_roles_are_asked_of_everybody() {
    for mut office in staffed("2026-11-24") {
        let id = office.is_worked_by(OMORI).survey();
        office.answer_all(&id);
        office.apply_for(&id, "new");
        // The approver applied.
        office.is_worked_by(SATO).review(&id, "確かめました。");
        office.is_worked_by(OMORI);
        let request = office.decision(&id, "approved", json!({}));
        assert_eq!(office.refused("application_decide", request), ["applicant_decides"], "{}", office.engine);
        let acting = json!({"acting": {"absent": "大森 正樹", "reason": "自分の申請のため"}});
        let request = office.decision(&id, "approved", acting.clone());
        assert_eq!(office.refused("application_decide", request), ["applicant_decides"], "not in his own place either");
        // Nobody else has the role; the security office decides in his place, and says why.
        office.is_worked_by(MIYAZAKI);
        let request = office.decision(&id, "approved", json!({}));
        assert_eq!(office.refused("application_decide", request), ["role_missing"]);
        let request = office.decision(&id, "approved", json!({"acting": {"absent": "大森 正樹", "reason": " "}}));
        assert_eq!(office.refused("application_decide", request), ["acting_incomplete"]);
        office.is_worked_by(HARA);
        let request = office.decision(&id, "approved", acting.clone());
        assert_eq!(office.refused("application_decide", request), ["role_missing"], "an applicant cannot act");
        office.is_worked_by("nobody");
        let request = office.decision(&id, "approved", acting.clone());
        assert_eq!(office.refused("application_decide", request), ["actor_unknown"]);
        let view = office.is_worked_by(MIYAZAKI).decide(&id, "approved", acting);
        assert_eq!(view["application"]["decision"]["acting"]["absent"], "大森 正樹", "{}", office.engine);
        assert_eq!(view["application"]["decision"]["by"]["name"], "宮﨑 航");
    }
}

#[test]
fn a_decision_on_what_has_changed_since_is_refused_and_so_is_the_second_of_two_reviewers() {
    for mut office in staffed("2026-11-24") {
        let id = office.survey();
        office.answer_all(&id);
        office.apply_for(&id, "new");
        office.is_worked_by(SATO);
        let open = office.cloud_view(&id)["application"].clone();
        let step = json!({"id": open["id"], "revision": open["revision"], "text": "見ました。"});
        office.call("application_review", step.clone());
        assert_eq!(
            office.is_worked_by(MIYAZAKI).refused("application_review", step),
            ["changed_elsewhere"],
            "{}",
            office.engine
        );

        let seen = office.is_worked_by(OMORI).decision(&id, "approved", json!({}));
        office.is_worked_by(HARA).change_cloud(&id, json!({"purpose": "住民票の申請受付"}));
        assert_eq!(
            office.is_worked_by(OMORI).refused("application_decide", seen),
            ["changed_elsewhere"],
            "{}",
            office.engine
        );
        office.is_worked_by(SATO).review(&id, "変わった目的を見ました。");
        office.is_worked_by(OMORI);
        let mut other = office.decision(&id, "approved", json!({}));
        other["hash"] = json!("0".repeat(64));
        assert_eq!(office.refused("application_decide", other), ["seen_differs"], "{}", office.engine);
        // Without a manager nothing is approved; refusing it needs none, but a reason.
        office.is_worked_by(HARA).change_cloud(&id, json!({"manager": null}));
        let request = office.is_worked_by(OMORI).decision(&id, "approved", json!({}));
        assert_eq!(office.refused("application_decide", request), ["cloud_manager_missing"]);
        let request = office.decision(&id, "refused", json!({}));
        assert_eq!(office.refused("application_decide", request), ["required"]);
        let view = office.decide(&id, "refused", json!({"note": "目的が異なります。"}));
        assert_eq!((&view["cloud"]["status"], &view["cloud"]["number"]), (&json!("refused"), &Value::Null));
    }
}

#[test]
fn of_two_people_who_apply_at_once_the_second_is_told_of_the_first() {
    for mut office in staffed("2026-11-24") {
        let id = office.survey();
        let revision = office.cloud_view(&id)["cloud"]["revision"].clone();
        office.apply_for(&id, "new");
        let request = json!({"id": id, "revision": revision, "kind": "new"});
        assert_eq!(
            office.is_worked_by(OMORI).refused("cloud_apply", request),
            ["changed_elsewhere"],
            "{}",
            office.engine
        );
        let revision = office.cloud_view(&id)["cloud"]["revision"].clone();
        let request = json!({"id": id, "revision": revision, "kind": "new"});
        assert_eq!(office.refused("cloud_apply", request), ["application_open"], "{}", office.engine);
        // Only the one who applied takes it back.
        let open = office.cloud_view(&id)["application"].clone();
        let step = json!({"id": open["id"], "revision": open["revision"]});
        assert_eq!(office.refused("application_withdraw", step.clone()), ["not_applicant"]);
        office.is_worked_by(HARA).call("application_withdraw", step);
        assert_eq!(office.cloud_view(&id)["cloud"]["status"], "draft");
    }
}

#[test]
fn a_use_is_suspended_changed_meanwhile_and_ended_with_what_is_left_behind() {
    for mut office in staffed("2026-11-24") {
        let id = office.booking();
        office.change_cloud(
            &id,
            json!({"assurances": [{"kind": "ismap", "audited_until": "R8.5.31", "in_scope": true, "relied_on": true}]}),
        );
        office.approved(&id);
        let revision = office.cloud_view(&id)["cloud"]["revision"].clone();
        let suspend = json!({"id": id, "revision": revision, "reason": "提供者で漏えいがあったため", "on": "R8.11.24"});
        assert_eq!(office.is_worked_by(HARA).refused("cloud_suspend", suspend.clone()), ["role_missing"]);
        let view = office.is_worked_by(SATO).call("cloud_suspend", suspend);
        assert_eq!((&view["cloud"]["status"], &view["may"]["resume"]), (&json!("suspended"), &json!(true)));
        // What is changed meanwhile is not approved when the use goes on.
        office.is_worked_by(HARA).change_cloud(&id, json!({"locations": "東京・大阪リージョン"}));
        let revision = office.cloud_view(&id)["cloud"]["revision"].clone();
        let view = office.is_worked_by(SATO).call("cloud_resume", json!({"id": id, "revision": revision}));
        assert_eq!(view["cloud"]["status"], "applied", "{}", office.engine);
        office.review(&id, "変更を確かめました。");
        office.is_worked_by(OMORI).decide(&id, "approved", json!({}));

        // The end: applied for with its day, decided, and open until data and accounts are gone.
        office.is_worked_by(HARA);
        let revision = office.cloud_view(&id)["cloud"]["revision"].clone();
        let request = json!({"id": id, "revision": revision, "kind": "end"});
        assert_eq!(office.refused("cloud_apply", request), ["required"], "the day of the end");
        office.change_cloud(
            &id,
            json!({"ending": {"on": "R8.12.31", "reason": "別のサービスへ移行", "migration": "新予約システム"}}),
        );
        assert_eq!(office.cloud_view(&id)["cloud"]["status"], "approved", "planning the end reopens nothing");
        office.apply_for(&id, "end");
        office.is_worked_by(SATO).review(&id, "移行先を確かめました。");
        let view = office.is_worked_by(OMORI).decide(&id, "approved", json!({}));
        assert_eq!((&view["cloud"]["status"], &view["cloud"]["ended_on"]), (&json!("ended"), &json!("2026-12-31")));
        assert!(!in_state(&view, "missing").contains(&"CL-34"), "{}: it still runs", office.engine);
        office.wait_until("2027-01-04");
        let view = office.is_worked_by(HARA).cloud_view(&id);
        assert!(in_state(&view, "missing").contains(&"CL-34"), "{}", office.engine);
        let view = office.change_cloud(
            &id,
            json!({"ending": {"erased_on": "R9.1.5", "accounts_disposed_on": "R9.1.6", "certificate_on": "R9.1.10"}}),
        );
        assert!(!in_state(&view, "missing").contains(&"CL-34"), "{:#}", view["cloud"]["ending"]);
        assert_eq!(view["cloud"]["status"], "ended");
        let verified = office.call("history_verify", json!({}));
        assert_eq!(verified["ok"], true, "{}: {:#}", office.engine, verified["problems"]);
    }
}

#[test]
fn what_a_decision_settled_cannot_be_typed_and_a_change_is_taken_back_only_undone() {
    for mut office in staffed("2026-11-24") {
        let id = office.survey();
        let revision = office.cloud_view(&id)["cloud"]["revision"].clone();
        let typed = json!({"draft": {"id": id, "revision": revision, "status": "approved"}});
        assert_eq!(office.refused("cloud_save", typed), ["status_by_application"], "{}", office.engine);
        let view = office.approved(&id);
        let revision = &view["cloud"]["revision"];
        for (field, value) in [
            ("number", json!("X-1")),
            ("expires_on", json!("R20.3.31")),
            ("conditions", json!("なし")),
            ("decided_on", json!("R7.1.1")),
        ] {
            let mut draft = json!({"id": id, "revision": revision});
            draft[field] = value;
            assert_eq!(office.refused("cloud_save", json!({"draft": draft})), ["decided_by_application"], "{field}");
        }
        office.is_worked_by(HARA).change_cloud(&id, json!({"purpose": "別の目的"}));
        let open = office.cloud_view(&id)["application"].clone();
        let step = json!({"id": open["id"], "revision": open["revision"]});
        assert_eq!(office.refused("application_withdraw", step), ["withdraw_changed"], "{}", office.engine);
        office.change_cloud(&id, json!({"purpose": "公民館講座のアンケート"}));
        assert_eq!(office.cloud_view(&id)["cloud"]["status"], "applied", "undone is not approved yet");
        let open = office.cloud_view(&id)["application"].clone();
        office.call("application_withdraw", json!({"id": open["id"], "revision": open["revision"]}));
        let view = office.cloud_view(&id);
        assert_eq!(
            (&view["cloud"]["status"], &view["standing"]),
            (&json!("approved"), &json!("stands")),
            "{}",
            office.engine
        );
    }
}

/// The facts of a view with some of them changed.
fn with(view: &Value, changed: Value) -> Value {
    let mut facts = view["cloud"]["facts"].clone();
    facts.as_object_mut().unwrap().extend(changed.as_object().unwrap().clone());
    facts
}
