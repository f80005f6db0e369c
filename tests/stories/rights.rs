//! Ways around an approval that must not exist: swapped contents, second applicants, lifted suspensions, typed dates.

use serde_json::{Value, json};

use super::clouds::{HARA, MIYAZAKI, OMORI, SATO, staffed};
use super::office::offices;

#[test]
fn whoever_changes_what_is_open_does_not_decide_it_and_whoever_applied_before_stays_an_applicant() {
    for mut office in staffed("2026-11-24") {
        // The approver puts another content under an application that was reviewed.
        let id = office.survey();
        office.answer_all(&id);
        office.apply_for(&id, "new");
        office.is_worked_by(SATO).review(&id, "確かめました。");
        office.is_worked_by(OMORI).change_cloud(&id, json!({"purpose": "別の目的"}));
        let view = office.cloud_view(&id);
        assert_eq!((&view["application"]["state"], &view["may"]["decide"]), (&json!("review"), &json!(false)));
        office.is_worked_by(SATO).review(&id, "変更を確かめました。");
        let request = office.is_worked_by(OMORI).decision(&id, "approved", json!({}));
        assert_eq!(office.refused("application_decide", request), ["editor_decides"], "{}", office.engine);
        assert_eq!(office.call("inbox", json!({}))["mine"], 0, "what one may not decide does not wait for one");

        // The approver applied first; that somebody else applies again does not make him another person.
        let id = office.is_worked_by(OMORI).survey();
        office.answer_all(&id);
        office.apply_for(&id, "new");
        let open = office.is_worked_by(SATO).cloud_view(&id)["application"].clone();
        office.call(
            "application_return",
            json!({"id": open["id"], "revision": open["revision"], "text": "直してください。"}),
        );
        office.is_worked_by(HARA).apply_for(&id, "new");
        office.is_worked_by(SATO).review(&id, "確かめました。");
        let request = office.is_worked_by(OMORI).decision(&id, "approved", json!({}));
        assert_eq!(office.refused("application_decide", request), ["applicant_decides"], "{}", office.engine);

        // An account that became a person's only later is still that person's.
        let id = office.is_worked_by(HARA).survey();
        office.approved(&id);
        office.is_worked_by("newcomer").change_cloud(&id, json!({"purpose": "新しい目的"}));
        let person = json!({"name": "新任", "accounts": ["Newcomer"], "roles": ["approver", "security"]});
        office.call("person_save", json!({"person": person}));
        office.is_worked_by(SATO).review(&id, "確かめました。");
        let request = office.is_worked_by("newcomer").decision(&id, "approved", json!({}));
        assert_eq!(office.refused("application_decide", request), ["applicant_decides"], "{}", office.engine);
    }
}

#[test]
fn nobody_but_the_security_office_lifts_a_suspension() {
    for mut office in staffed("2026-11-24") {
        let id = office.survey();
        office.approved(&id);
        let revision = office.cloud_view(&id)["cloud"]["revision"].clone();
        let suspend = json!({"id": id, "revision": revision, "reason": "漏えいの疑い"});
        office.is_worked_by(SATO).call("cloud_suspend", suspend);
        // A clerk changes something, puts it back and takes the change back.
        office.is_worked_by(HARA).change_cloud(&id, json!({"purpose": "別の目的"}));
        office.change_cloud(&id, json!({"purpose": "公民館講座のアンケート"}));
        let open = office.cloud_view(&id)["application"].clone();
        office.call("application_withdraw", json!({"id": open["id"], "revision": open["revision"]}));
        let view = office.cloud_view(&id);
        assert_eq!(view["cloud"]["status"], "suspended", "{}", office.engine);
        // A renewal that is decided meanwhile does not lift it either.
        office.apply_for(&id, "renewal");
        office.is_worked_by(MIYAZAKI).review(&id, "確かめました。");
        let view = office.is_worked_by(OMORI).decide(&id, "approved", json!({}));
        assert_eq!(
            (&view["cloud"]["status"], &view["standing"]),
            (&json!("suspended"), &json!("none")),
            "{}",
            office.engine
        );
        assert_eq!(view["cloud"]["expires_on"], "2028-11-23", "a year after the last approval");
        let revision = view["cloud"]["revision"].clone();
        let view = office.is_worked_by(SATO).call("cloud_resume", json!({"id": id, "revision": revision}));
        assert_eq!((&view["cloud"]["status"], &view["standing"]), (&json!("approved"), &json!("stands")));
    }
}

#[test]
fn an_approval_that_was_taken_over_is_not_typed_longer_and_a_certificate_not_without_its_copy() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("登録証の写し.txt");
    std::fs::write(&copy, "有効期限 令和10年3月31日").unwrap();
    for mut office in staffed("2026-11-24") {
        let taken = json!({"draft": {"service": "引き継いだ利用", "section": "税務課", "status": "approved", "number": "ク7-1",
            "decided_on": "R7.4.1", "expires_on": "R9.3.31", "facts": {"confidentiality": "2"}}});
        assert_eq!(
            office.refused("cloud_save", taken.clone()),
            ["role_missing"],
            "an applicant approves nothing by typing"
        );
        let id = office.is_worked_by(SATO).call("cloud_save", taken)["cloud"]["id"].clone();
        assert_eq!(office.cloud_view(&id)["standing"], "stands", "{}", office.engine);
        let view = office.is_worked_by(HARA).change_cloud(&id, json!({"expires_on": "R20.3.31"}));
        assert_eq!(view["cloud"]["status"], "applied", "{}", office.engine);

        let id = office.booking();
        let relied = |until: &str, evidence: Value| json!({"assurances": [{"kind": "ismap", "in_scope": true, "relied_on": true, "valid_until": until, "evidence": evidence}]});
        office.change_cloud(&id, relied("R9.3.31", Value::Null));
        office.approved(&id);
        let view = office.is_worked_by(HARA).cloud_view(&id);
        let copy = json!({"id": id, "revision": view["cloud"]["revision"], "file": copy});
        let kept = office.call("cloud_attach", copy)["cloud"]["attachments"][0]["hash"].clone();
        let view = office.change_cloud(&id, relied("R10.3.31", kept.clone()));
        assert_eq!(
            (&view["cloud"]["status"], &view["stands_until"]),
            (&json!("approved"), &json!("2027-11-23")),
            "with its copy"
        );
        let view = office.change_cloud(&id, relied("R20.3.31", kept));
        assert_eq!(view["cloud"]["status"], "applied", "{}: without another copy", office.engine);
    }
}

#[test]
fn a_use_runs_until_the_day_on_which_it_ends_and_the_decision_is_about_that_end() {
    for mut office in staffed("2026-11-24") {
        let id = office.survey();
        office.approved(&id);
        office
            .is_worked_by(HARA)
            .change_cloud(&id, json!({"ending": {"on": "R8.12.31", "migration": "新しいフォーム"}}));
        office.apply_for(&id, "end");
        office.is_worked_by(SATO).review(&id, "移行先を確かめました。");
        let seen = office.is_worked_by(OMORI).decision(&id, "approved", json!({}));
        office.is_worked_by(HARA).change_cloud(&id, json!({"ending": {"migration": "なし"}}));
        assert_eq!(
            office.is_worked_by(OMORI).refused("application_decide", seen),
            ["changed_elsewhere"],
            "{}",
            office.engine
        );
        office.is_worked_by(SATO).review(&id, "移行先がなくなったことを確かめました。");
        let view = office.is_worked_by(OMORI).decide(&id, "approved", json!({}));
        assert_eq!(
            (&view["standing"], &view["status_text"]),
            (&json!("stands"), &json!("終了予定")),
            "{}",
            office.engine
        );
        assert_eq!(office.call("cloud_list", json!({"standing": "stands"}))["total"], 1);
        office.wait_until("2027-01-01");
        let view = office.cloud_view(&id);
        assert_eq!(
            (&view["standing"], &view["status_text"]),
            (&json!("none"), &json!("利用終了")),
            "{}",
            office.engine
        );
        assert_eq!(office.call("cloud_list", json!({"standing": "none"}))["total"], 1);
    }
}

#[test]
fn an_auditor_reads_and_whoever_has_left_does_nothing_more() {
    for mut office in staffed("2026-11-24") {
        for (name, account, roles, until) in
            [("笹川 律子", "auditor", "auditor", Value::Null), ("前の部長", "left", "approver", json!("R8.3.31"))]
        {
            let person = json!({"name": name, "accounts": [account], "roles": [roles], "until": until});
            office.call("person_save", json!({"person": person}));
        }
        let id = office.survey();
        let revision = office.cloud_view(&id)["cloud"]["revision"].clone();
        let request = json!({"id": id, "revision": revision, "kind": "new"});
        assert_eq!(
            office.is_worked_by("auditor").refused("cloud_apply", request),
            ["role_missing"],
            "{}",
            office.engine
        );
        assert_eq!(office.cloud_view(&id)["may"]["apply"], json!([]));
        office.is_worked_by(HARA).answer_all(&id);
        office.apply_for(&id, "new");
        let open = office.cloud_view(&id)["application"].clone();
        let purpose =
            json!({"draft": {"id": id, "revision": office.cloud_view(&id)["cloud"]["revision"], "purpose": "x"}});
        assert_eq!(office.is_worked_by("auditor").refused("cloud_save", purpose), ["role_missing"]);
        let draft = json!({"draft": {"title": "別の契約"}});
        assert_eq!(office.refused("contract_save", draft), ["role_missing"], "{}", office.engine);
        let draft = json!({"draft": {"name": "別のアカウント", "medium": "x"}});
        assert_eq!(office.refused("sns_save", draft), ["role_missing"], "{}", office.engine);
        let remark = json!({"id": open["id"], "revision": open["revision"], "text": "ひとこと"});
        assert_eq!(office.is_worked_by("auditor").refused("application_comment", remark), ["role_missing"]);
        office.is_worked_by(SATO).review(&id, "確かめました。");
        let request = office.is_worked_by("left").decision(&id, "approved", json!({}));
        assert_eq!(office.refused("application_decide", request), ["actor_left"], "{}", office.engine);
    }
}

#[test]
fn an_account_that_is_nobodys_takes_over_no_approval_once_somebody_may() {
    let cloud = |service: &str| {
        json!({"draft": {"service": service, "section": "税務課", "status": "approved", "number": "ク7-1",
            "decided_on": "R7.4.1", "expires_on": "R9.3.31", "facts": {"confidentiality": "2"}}})
    };
    let sns = |handle: &str| {
        json!({"draft": {"url": format!("https://x.com/{handle}"), "name": handle, "section": "広報課", "status": "active",
            "number": "広発第12号", "decided_on": "R7.4.1"}})
    };
    let person = |name: &str, account: &str, roles: Value| json!({"person": {"name": name, "accounts": [account], "roles": roles}});
    for mut office in offices("2026-11-26") {
        // Who sets a ledger up is nobody in it yet.
        office.is_worked_by("setup").call("cloud_save", cloud("設定の日の利用"));
        office.call("sns_save", sns("first_day"));
        // Whoever may only apply takes nothing over, so that the ledger still has to be set up.
        office.call("person_save", person("原 千夏", HARA, json!(["applicant"])));
        office.call("sns_save", sns("second_day"));
        office.call("person_save", person("大森 正樹", OMORI, json!(["approver"])));
        for (command, draft) in [("cloud_save", cloud("別の利用")), ("sns_save", sns("third_day"))] {
            let mut refused = |account: &str| office.is_worked_by(account).refused(command, draft.clone());
            assert_eq!(refused("setup"), ["actor_unknown"], "{command}");
            assert_eq!(refused(HARA), ["role_missing"], "{command}");
            office.is_worked_by(OMORI).call(command, draft.clone());
        }
        // Without an approval it is a record like any other, and saving is not refused.
        office.is_worked_by("setup").call("sns_save", json!({"draft": {"medium": "x", "name": "申請前"}}));
        // Nor may a file, in the name of nobody; and whoever left is nobody.
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sns.jsonl");
        std::fs::write(&file, format!("{}\n", sns("from_a_file")["draft"])).unwrap();
        let request = json!({"import": {"register": "sns", "file": file}});
        assert_eq!(office.refused("import_run", request.clone()), ["actor_unknown"], "{}", office.engine);
        let mut left = person("伊藤 真紀", "m-ito", json!(["pr"]));
        left["person"]["until"] = "2026-03-31".into();
        office.call("person_save", left);
        assert_eq!(office.is_worked_by("m-ito").refused("import_run", request.clone()), ["actor_left"]);
        office.is_worked_by(OMORI).call("import_run", request);
        assert_eq!(office.call("history_verify", json!({}))["ok"], true, "{}", office.engine);
    }
}
