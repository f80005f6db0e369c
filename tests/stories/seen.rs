//! Whoever reviews an application again sees what is other than it was when somebody reviewed it or sent it back.

use serde_json::{Value, json};

use super::clouds::{HARA, OMORI, SATO, staffed};
use super::sns::{ITO, staffed_with_pr};

/// Each changed field with what it was and what it is.
fn since(view: &Value) -> Vec<(&str, &str, &str)> {
    let words = |change: &'_ Value, name: &str| change[name].as_str().map(str::to_owned);
    let rows = view["since_seen"].as_array().unwrap();
    for row in rows {
        assert!(words(row, "label").is_some_and(|label| !label.contains('.')), "{row}");
    }
    rows.iter()
        .map(|row| {
            let text = |name: &str| row[name].as_str().unwrap_or_default();
            (text("field"), text("before"), text("after"))
        })
        .collect()
}

fn step(open: &Value, text: &str) -> Value {
    json!({"id": open["id"], "revision": open["revision"], "text": text})
}

#[test]
fn what_an_applicant_changed_of_an_account_that_was_sent_back_is_told_to_whoever_reviews() {
    for mut office in staffed_with_pr("2026-11-26") {
        let id = office.is_worked_by(HARA).account_draft(json!({}));
        let revision = office.sns_view(&id)["sns"]["revision"].clone();
        office.call("sns_apply", json!({"id": id, "revision": revision, "kind": "new"}));
        office.change_sns(&id, json!({"hours": "平日"}));
        assert_eq!(since(&office.sns_view(&id)), [], "{}: nobody has looked at it yet", office.engine);

        let open = office.is_worked_by(ITO).sns_view(&id)["application"].clone();
        office.call("application_return", step(&open, "目的を直してください。"));
        assert_eq!(since(&office.sns_view(&id)), [], "{}", office.engine);
        office.is_worked_by(HARA).change_sns(&id, json!({"purpose": "市の催しの案内"}));
        let change = [("purpose", "催しの案内", "市の催しの案内")];
        assert_eq!(
            since(&office.sns_view(&id)),
            change,
            "{}: the applicant sees it before applying again",
            office.engine
        );
        let revision = office.sns_view(&id)["sns"]["revision"].clone();
        office.call("sns_apply", json!({"id": id, "revision": revision, "kind": "new"}));
        assert_eq!(since(&office.is_worked_by(ITO).sns_view(&id)), change, "{}", office.engine);
        // Another name of the same section is nothing that anybody changed in the application.
        let known = office.call("section_list", json!({}));
        let known = known.as_array().unwrap_or(&Vec::new()).iter().find(|one| one["name"] == "生涯学習課").cloned();
        let mut section =
            known.unwrap_or_else(|| office.call("section_save", json!({"section": {"name": "生涯学習課"}})));
        section["name"] = "生涯学習推進課".into();
        office.call("section_save", json!({"section": section}));
        let view = office.sns_view(&id);
        assert_eq!(
            (&view["sns"]["section"], since(&view)),
            (&json!("生涯学習推進課"), change.to_vec()),
            "{}",
            office.engine
        );
        office.review_sns(&id);
        assert_eq!(since(&office.sns_view(&id)), [], "{}: reviewed, it was seen", office.engine);

        // What changes before the decision is reviewed again, and told apart from what was reviewed.
        office.is_worked_by(HARA).change_sns(&id, json!({"audience": "市民"}));
        let view = office.is_worked_by(ITO).sns_view(&id);
        assert_eq!((&view["application"]["state"], since(&view)), (&json!("review"), vec![("audience", "", "市民")]));
        office.review_sns(&id);
        let request = office.is_worked_by(OMORI).sns_decision(&id, "approved");
        office.call("application_decide", request);
        assert_eq!(since(&office.sns_view(&id)), [], "{}", office.engine);
        assert_eq!(office.call("history_verify", json!({}))["ok"], true, "{}", office.engine);
    }
}

#[test]
fn whoever_changes_a_cloud_use_that_was_sent_back_is_known_and_what_changed_is_told() {
    for mut office in staffed("2026-11-24") {
        let id = office.survey();
        office.answer_all(&id);
        office.apply_for(&id, "new");
        let open = office.is_worked_by(SATO).cloud_view(&id)["application"].clone();
        office.call("application_return", step(&open, "目的を直してください。"));
        office.is_worked_by(OMORI).change_cloud(&id, json!({"purpose": "承認者が書いた目的"}));
        let view = office.cloud_view(&id);
        assert_eq!((&view["cloud"]["status"], &view["application"]["state"]), (&json!("returned"), &json!("returned")));
        office.is_worked_by(HARA).apply_for(&id, "new");
        let change = [("purpose", "公民館講座のアンケート", "承認者が書いた目的")];
        assert_eq!(since(&office.is_worked_by(SATO).cloud_view(&id)), change, "{}", office.engine);
        office.review(&id, "確かめました。");
        let request = office.is_worked_by(OMORI).decision(&id, "approved", json!({}));
        assert_eq!(office.refused("application_decide", request), ["editor_decides"], "{}", office.engine);
    }
}
