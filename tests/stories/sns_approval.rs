//! An approval of an account is bound to what was seen: nothing that is typed, taken back, refused or imported leaves it on
//! a content that nobody approved, and a last day that has passed stays told.

use std::sync::Mutex;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::clouds::{HARA, OMORI, SATO};
use super::office::{Office, findings, state};
use super::sns::{ITO, staffed_with_pr};

/// What a decision binds, as far as these stories change it.
const BOUND: [&str; 7] = ["name", "url", "handle", "section", "purpose", "posting", "publishable"];

fn bound(sns: &Value) -> Value {
    BOUND.iter().map(|field| ((*field).to_owned(), sns[field].clone())).collect::<serde_json::Map<_, _>>().into()
}

fn has_approval(sns: &Value) -> bool {
    !sns["application"].is_null() || !(sns["number"].is_null() || sns["decided_on"].is_null())
}

impl Office {
    /// An account that is approved, with what its suspension and its end would need.
    #[track_caller]
    fn approved_account(&mut self, more: Value) -> Value {
        let id = self.is_worked_by(HARA).account_draft(more);
        self.through(&id, "new");
        let later = json!({"suspension": {"reason": "担当が決まるまで"},
            "closing": {"on": "R9.3.31", "reason": "役目を終えたため"}});
        self.change_sns(&id, later);
        id
    }

    fn sns_step(&mut self, id: &Value, step: &str, note: &str) -> Result<Value, Vec<String>> {
        let open = self.sns_view(id)["application"].clone();
        self.try_call(step, json!({"id": open["id"], "revision": open["revision"], "text": note}))
    }

    fn sns_decide(&mut self, id: &Value, outcome: &str, expires_on: Value) -> Result<Value, Vec<String>> {
        let mut request = self.sns_decision(id, outcome);
        (request["note"], request["expires_on"]) = (json!("理由"), expires_on);
        self.try_call("application_decide", request)
    }

    fn sns_apply(&mut self, id: &Value, kind: &str) -> Result<Value, Vec<String>> {
        let revision = self.sns_view(id)["sns"]["revision"].clone();
        self.try_call("sns_apply", json!({"id": id, "revision": revision, "kind": kind}))
    }

    fn open_kind(&mut self, id: &Value) -> Value {
        let open = self.sns_view(id)["application"].clone();
        let is_open = ["review", "decision", "returned"].iter().any(|state| open["state"] == *state);
        if is_open { open["kind"].clone() } else { Value::Null }
    }

    fn published_name(&mut self, id: &Value) -> Value {
        let list = self.call("sns_public_list", json!({}));
        let accounts = list["accounts"].as_array().unwrap();
        accounts.iter().find(|one| one["id"] == *id).map_or(Value::Null, |one| one["name"].clone())
    }
}

#[test]
fn a_change_under_another_application_is_applied_for_whatever_becomes_of_that_one() {
    for mut office in staffed_with_pr("2026-11-26") {
        for (kind, ends) in [
            ("suspension", "withdrawn"),
            ("suspension", "refused"),
            ("suspension", "approved"),
            ("end", "withdrawn"),
            ("end", "refused"),
        ] {
            let told = format!("{} {kind} {ends}", office.engine);
            let id = office.approved_account(json!({"url": format!("https://x.com/{kind}_{ends}")}));
            let before = office.sns_view(&id)["sns"].clone();
            office.sns_apply(&id, kind).unwrap();
            let view = office.is_worked_by(SATO).change_sns(&id, json!({"name": "別の名前"}));
            assert!(!has_approval(&view["sns"]), "{told}");
            assert_eq!(view["application"]["kind"], kind, "{told}: what was asked for is still asked for");
            assert_eq!(view["changes"][0]["after"], "別の名前", "{told}: whoever reviews sees it");
            match ends {
                "withdrawn" => drop(office.is_worked_by(HARA).sns_step(&id, "application_withdraw", "").unwrap()),
                _ => {
                    office.is_worked_by(ITO).review_sns(&id);
                    office.is_worked_by(OMORI).sns_decide(&id, ends, Value::Null).unwrap();
                }
            }
            let view = office.is_worked_by(OMORI).sns_view(&id);
            assert_eq!((&view["standing"], has_approval(&view["sns"])), (&json!("none"), false), "{told}");
            assert_eq!(
                (office.open_kind(&id), &view["application"]["by"]["name"]),
                (json!("change"), &json!("佐藤 健一"))
            );
            assert_eq!(office.published_name(&id), before["name"], "{told}: published is what was approved");
            // The one who made the change does not decide it, others do; then it is approved.
            office.is_worked_by(ITO).review_sns(&id);
            office.is_worked_by(OMORI).sns_decide(&id, "approved", Value::Null).unwrap();
            let view = office.sns_view(&id);
            assert_eq!((&view["sns"]["name"], &view["standing"]), (&json!("別の名前"), &json!("stands")), "{told}");
            assert_eq!(view["sns"]["status"], if ends == "approved" { "suspended" } else { "active" }, "{told}");
        }
        assert_eq!(office.call("history_verify", json!({}))["ok"], true, "{}", office.engine);
    }
}

#[test]
fn a_renewal_whose_account_changes_becomes_a_change_and_comes_back_with_the_content() {
    for mut office in staffed_with_pr("2026-11-26") {
        let id = office.is_worked_by(HARA).account_draft(json!({}));
        office.sns_apply(&id, "new").unwrap();
        office.is_worked_by(ITO).review_sns(&id);
        office.is_worked_by(OMORI).sns_decide(&id, "approved", json!("R9.3.31")).unwrap();
        office.is_worked_by(HARA).sns_apply(&id, "renewal").unwrap();
        let view = office.change_sns(&id, json!({"purpose": "別の目的"}));
        assert_eq!((office.open_kind(&id), has_approval(&view["sns"])), (json!("change"), false), "{}", office.engine);
        let refused = office.sns_step(&id, "application_withdraw", "").unwrap_err();
        assert_eq!(refused, ["withdraw_changed"], "{}", office.engine);
        let view = office.change_sns(&id, json!({"purpose": "催しの案内"}));
        assert_eq!((&view["sns"]["number"], &view["standing"]), (&json!("S8-001"), &json!("stands")));
        // Withdrawn with the content as it was, the approval is untouched.
        office.sns_apply(&id, "renewal").unwrap();
        office.sns_step(&id, "application_withdraw", "").unwrap();
        assert_eq!(office.sns_view(&id)["sns"]["number"], "S8-001", "{}", office.engine);
    }
}

#[test]
fn what_was_refused_stays_without_approval_until_it_is_undone_or_applied_for_again() {
    for mut office in staffed_with_pr("2026-11-26") {
        let id = office.approved_account(json!({}));
        office.change_sns(&id, json!({"name": "断られる名前"}));
        office.is_worked_by(ITO).review_sns(&id);
        office.is_worked_by(OMORI).sns_decide(&id, "refused", Value::Null).unwrap();
        let view = office.is_worked_by(HARA).sns_view(&id);
        assert_eq!((has_approval(&view["sns"]), office.open_kind(&id)), (false, Value::Null), "{}", office.engine);
        assert!(findings(&view).contains(&"sns_change_not_approved"), "{}: {:?}", office.engine, findings(&view));
        assert_eq!(office.published_name(&id), "潮見市観光", "{}", office.engine);
        let list = office.call("sns_public_list", json!({}));
        assert_eq!(list["held"][0]["code"], "change_unapproved", "{}: {list}", office.engine);
        // Nobody types an approval over a decision, not even those who may take one over.
        let typed = json!({"number": "第5号", "decided_on": "R8.11.26", "status": "active"});
        let view = office.is_worked_by(OMORI).change_sns(&id, typed);
        assert!(!has_approval(&view["sns"]), "{}", office.engine);
        // Nor does a file.
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sns.jsonl");
        let mut line = office.sns_view(&id)["sns"].clone();
        (line["number"], line["decided_on"], line["purpose"]) =
            (json!("第5号"), json!("2026-11-26"), json!("別の目的"));
        std::fs::write(&file, format!("{line}\n")).unwrap();
        office.is_worked_by(SATO).call("import_run", json!({"import": {"register": "sns", "file": file}}));
        assert!(!has_approval(&office.sns_view(&id)["sns"]), "{}", office.engine);
        office.is_worked_by(HARA).change_sns(&id, json!({"purpose": "催しの案内"}));
        // What the file changed was applied for, and is refused as well.
        assert_eq!(office.open_kind(&id), "change", "{}", office.engine);
        office.is_worked_by(ITO).review_sns(&id);
        office.is_worked_by(OMORI).sns_decide(&id, "refused", Value::Null).unwrap();
        // Applied for again as it stands, or undone.
        let view = office.is_worked_by(HARA).sns_view(&id);
        assert_eq!(view["may"]["apply"], json!(["change", "suspension", "end"]), "{}", office.engine);
        office.sns_apply(&id, "change").unwrap();
        let view = office.sns_view(&id);
        assert_eq!((&view["changes"][0]["before"], office.open_kind(&id)), (&json!("潮見市観光"), json!("change")));
        let view = office.change_sns(&id, json!({"name": "潮見市観光"}));
        assert_eq!((&view["sns"]["number"], office.open_kind(&id)), (&json!("S8-001"), Value::Null));
    }
}

#[test]
fn an_approval_that_was_taken_over_is_bound_like_any_other() {
    for mut office in staffed_with_pr("2026-11-26") {
        let taken_over = json!({"status": "active", "number": "広発第12号", "decided_on": "R7.4.1"});
        let id = office.is_worked_by(OMORI).account_draft(taken_over);
        assert_eq!(office.sns_view(&id)["standing"], "stands");
        let view = office.is_worked_by(HARA).change_sns(&id, json!({"name": "勝手な名前"}));
        assert_eq!((has_approval(&view["sns"]), office.open_kind(&id)), (false, json!("change")), "{}", office.engine);
        assert_eq!(view["changes"].as_array().unwrap().len(), 1, "{}", view["changes"]);
        assert_eq!(office.published_name(&id), "潮見市観光", "{}", office.engine);
        let view = office.change_sns(&id, json!({"name": "潮見市観光"}));
        assert_eq!(
            (&view["sns"]["number"], &view["sns"]["decided_on"]),
            (&json!("広発第12号"), &json!("2025-04-01")),
            "{}: undone, it is the approval of before",
            office.engine
        );
        assert_eq!(office.open_kind(&id), Value::Null);
        // A number that was typed wrongly is typed anew by those who take approvals over.
        let view = office.is_worked_by(OMORI).change_sns(&id, json!({"number": "広発第13号"}));
        assert_eq!((&view["sns"]["number"], office.open_kind(&id)), (&json!("広発第13号"), Value::Null));
        // A file says nothing of an approval in the name of somebody who may not take one over.
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sns.jsonl");
        let mut line = office.sns_view(&id)["sns"].clone();
        line["number"] = json!("第99号");
        std::fs::write(&file, format!("{line}\n")).unwrap();
        let request = json!({"import": {"register": "sns", "file": file}});
        assert_eq!(office.is_worked_by(HARA).refused("import_run", request), ["role_missing"], "{}", office.engine);
    }
}

#[test]
fn whoever_changes_what_was_sent_back_does_not_decide_it() {
    for mut office in staffed_with_pr("2026-11-26") {
        let id = office.is_worked_by(HARA).account_draft(json!({}));
        office.sns_apply(&id, "new").unwrap();
        office.is_worked_by(ITO).sns_step(&id, "application_return", "直してください。").unwrap();
        office.is_worked_by(OMORI).change_sns(&id, json!({"purpose": "承認者が書いた目的"}));
        office.is_worked_by(HARA).sns_apply(&id, "new").unwrap();
        office.is_worked_by(ITO).review_sns(&id);
        let refused = office.is_worked_by(OMORI).sns_decide(&id, "approved", Value::Null).unwrap_err();
        assert_eq!(refused, ["editor_decides"], "{}", office.engine);
    }
}

#[test]
fn a_last_day_that_has_passed_stays_told_until_something_is_approved_again() {
    for mut office in staffed_with_pr("2026-11-26") {
        let id = office.is_worked_by(HARA).account_draft(json!({}));
        office.sns_apply(&id, "new").unwrap();
        office.is_worked_by(ITO).review_sns(&id);
        office.is_worked_by(OMORI).sns_decide(&id, "approved", json!("R9.3.31")).unwrap();
        office.wait_until("2027-04-02");
        let lapsed = |office: &mut Office| {
            let view = office.is_worked_by(HARA).sns_view(&id);
            let told = findings(&view).contains(&"sns_approval_lapsed") && state(&view, "SN-09") == Some("missing");
            let due = view["due"].as_array().unwrap().iter().any(|due| due["rule"] == "RM-07");
            let waits = office.call("inbox", json!({}))["lapsed_sns"].as_array().unwrap().len();
            (view["standing"] == "lapsed", told, due, waits)
        };
        assert_eq!(lapsed(&mut office), (true, true, true, 1), "{}", office.engine);
        office.change_sns(&id, json!({"purpose": "別の目的"}));
        assert_eq!(lapsed(&mut office), (true, true, true, 1), "{}: while a change waits", office.engine);
        office.is_worked_by(ITO).review_sns(&id);
        let refused = office.is_worked_by(OMORI).sns_decide(&id, "approved", Value::Null).unwrap_err();
        assert_eq!(refused, ["approval_day_passed"], "{}", office.engine);
        office.sns_decide(&id, "refused", Value::Null).unwrap();
        assert_eq!(lapsed(&mut office), (true, true, true, 1), "{}: refused, it is no other", office.engine);
        office.change_sns(&id, json!({"purpose": "また別の目的"}));
        office.is_worked_by(ITO).review_sns(&id);
        office.is_worked_by(OMORI).sns_decide(&id, "approved", json!("R10.3.31")).unwrap();
        let view = office.is_worked_by(HARA).sns_view(&id);
        assert_eq!((&view["standing"], &view["sns"]["expires_on"]), (&json!("stands"), &json!("2028-03-31")));
        assert_eq!(lapsed(&mut office).3, 0, "{}", office.engine);
    }
}

#[test]
fn the_last_day_of_an_approval_is_told_before_it_comes_whatever_waits_meanwhile() {
    for mut office in staffed_with_pr("2026-11-26") {
        let id = office.is_worked_by(HARA).account_draft(json!({}));
        let told = |office: &mut Office| {
            let due = office.due();
            let own = due.iter().find(|due| due.rule == "RM-07" && id == due.record.id.as_str());
            own.map(|due| (due.due_on.to_string(), due.stage))
        };
        office.sns_apply(&id, "new").unwrap();
        office.is_worked_by(ITO).review_sns(&id);
        office.is_worked_by(OMORI).sns_decide(&id, "approved", json!("R9.3.31")).unwrap();
        // 30 days before, the first for which a date is told on the way to it.
        office.wait_until("2027-03-02");
        let before = told(&mut office);
        assert_eq!(before.as_ref().map(|(on, _)| on.as_str()), Some("2027-03-31"), "{}", office.engine);
        office.is_worked_by(HARA).change_sns(&id, json!({"purpose": "別の目的"}));
        assert_eq!(office.open_kind(&id), "change");
        assert_eq!(told(&mut office), before, "{}: while a change waits", office.engine);
        office.change_sns(&id, json!({"purpose": "催しの案内"}));
        office.sns_apply(&id, "renewal").unwrap();
        assert_eq!(told(&mut office), before, "{}: a renewal that waits is no approval", office.engine);
        office.is_worked_by(ITO).review_sns(&id);
        office.is_worked_by(OMORI).sns_decide(&id, "approved", json!("R10.3.31")).unwrap();
        assert_eq!(told(&mut office), None, "{}: approved anew, it is another day", office.engine);
    }
}

#[test]
fn a_lapsed_account_can_be_renewed_whether_it_rests_or_was_taken_over() {
    for mut office in staffed_with_pr("2026-11-26") {
        let approval = json!({"number": "広発第12号", "decided_on": "R7.4.1", "expires_on": "R8.3.31"});
        for (status, text, kinds) in [
            ("suspended", "休止（承認失効）", json!(["renewal", "resumption", "end"])),
            ("active", "承認失効", json!(["renewal", "new", "suspension", "end"])),
        ] {
            let mut fields = json!({"status": status, "url": format!("https://x.com/{status}")});
            fields.as_object_mut().unwrap().extend(approval.as_object().unwrap().clone());
            let id = office.is_worked_by(OMORI).account_draft(fields);
            let view = office.is_worked_by(HARA).sns_view(&id);
            assert_eq!(
                (&view["standing"], &view["status_text"]),
                (&json!("lapsed"), &json!(text)),
                "{}",
                office.engine
            );
            assert_eq!(view["may"]["apply"], kinds, "{} {status}", office.engine);
            office.sns_apply(&id, "renewal").unwrap();
            office.is_worked_by(ITO).review_sns(&id);
            office.is_worked_by(OMORI).sns_decide(&id, "approved", json!("R9.3.31")).unwrap();
            let view = office.sns_view(&id);
            assert_eq!((&view["standing"], &view["sns"]["status"]), (&json!("stands"), &json!(status)));
        }
    }
}

/// Something that somebody does about an account.
#[derive(Debug, Clone)]
enum Step {
    Edit(&'static str, &'static str, String),
    Undo,
    Apply(&'static str),
    Review,
    Return,
    Withdraw,
    Decide(&'static str),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let editor = prop::sample::select(vec![HARA, SATO, ITO, OMORI]);
    let field = prop::sample::select(vec!["name", "purpose", "url", "publishable"]);
    let kind = prop::sample::select(vec!["new", "change", "renewal", "suspension", "resumption", "end"]);
    let step = prop_oneof![
        4 => (editor, field, "[a-z]{3,8}").prop_map(|(who, field, word)| Step::Edit(who, field, word)),
        1 => Just(Step::Undo),
        4 => kind.prop_map(Step::Apply),
        3 => Just(Step::Review),
        1 => Just(Step::Return),
        2 => Just(Step::Withdraw),
        4 => prop::sample::select(vec!["approved", "refused"]).prop_map(Step::Decide),
    ];
    prop::collection::vec(step, 4..14)
}

/// Takes a step as far as it is allowed; gives the content that was approved by it.
fn take(office: &mut Office, id: &Value, step: &Step, approved: &Value) -> Option<Value> {
    let seen = office.sns_view(id);
    let kind = office.open_kind(id);
    let done = match step {
        Step::Edit(who, field, word) => {
            let value = match *field {
                "url" => json!(format!("https://x.com/{word}")),
                "publishable" => json!(word.len() % 2 == 0),
                _ => json!(word),
            };
            let fields = if *field == "url" { json!({"url": value, "handle": null}) } else { json!({*field: value}) };
            office.is_worked_by(who).change_sns(id, fields);
            return None;
        }
        Step::Undo => {
            office.is_worked_by(HARA).change_sns(id, approved.clone());
            return None;
        }
        Step::Apply(kind) => office.is_worked_by(HARA).sns_apply(id, kind),
        Step::Review => office.is_worked_by(ITO).sns_step(id, "application_review", "よい"),
        Step::Return => office.is_worked_by(ITO).sns_step(id, "application_return", "直す"),
        Step::Withdraw => office.is_worked_by(HARA).sns_step(id, "application_withdraw", ""),
        Step::Decide(outcome) => office.is_worked_by(OMORI).sns_decide(id, outcome, json!("R9.3.31")),
    };
    let gives = matches!(step, Step::Decide("approved")) && ["new", "change", "renewal"].iter().any(|one| kind == *one);
    done.ok().filter(|_| gives).map(|_| bound(&seen["sns"]))
}

#[test]
fn no_way_of_an_account_leaves_it_approved_with_what_nobody_approved() {
    for office in staffed_with_pr("2026-11-26") {
        let office = Mutex::new((office, 0));
        let config = ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() };
        let outcome = proptest::test_runner::TestRunner::new(config).run(&steps(), |steps| {
            let mut guard = office.lock().unwrap();
            guard.1 += 1;
            let number = guard.1;
            let office = &mut guard.0;
            let id = office.approved_account(json!({"url": format!("https://x.com/account_{number}")}));
            let mut approved = bound(&office.sns_view(&id)["sns"]);
            for (at, step) in steps.iter().enumerate() {
                approved = take(office, &id, step, &approved).unwrap_or(approved);
                let view = office.is_worked_by(HARA).sns_view(&id);
                let sns = &view["sns"];
                let same = bound(sns) == approved;
                if sns["status"] == "closed" {
                    break;
                }
                prop_assert_eq!(has_approval(sns), same, "step {} of {:?}: {}", at, steps, sns);
                prop_assert_eq!(&view["standing"], if same { "stands" } else { "none" });
                let name = office.published_name(&id);
                prop_assert!(name.is_null() || name == approved["name"], "published {} of {:?}", name, steps);
                let stuck = !same && office.open_kind(&id).is_null();
                let offered = view["may"]["apply"].as_array().unwrap().iter().any(|kind| kind == "change");
                prop_assert!(!stuck || offered, "a change that nobody decides can be applied for: {:?}", steps);
            }
            Ok(())
        });
        if let Err(error) = outcome {
            panic!("{}", error.to_string().chars().take(3_000).collect::<String>());
        }
    }
}
