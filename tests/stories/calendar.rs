//! The office says when it is closed: typed as people type, kept in one form, refused with reasons, seen in the history.

use serde_json::{Value, json};

use super::office::{Office, offices};

/// The settings of a new office with this calendar.
fn settings(office: &mut Office, calendar: &Value) -> Value {
    let mut settings = office.call("office_show", json!({}));
    settings["name"] = json!("潮見市");
    settings["calendar"] = calendar.clone();
    json!({ "office": settings })
}

#[test]
fn an_office_that_never_said_so_closes_from_29_december_to_3_january() {
    for mut office in offices("2026-11-26") {
        let shown = office.call("office_show", json!({}));
        assert_eq!(shown["calendar"], json!({"closed_from": "12-29", "closed_until": "01-03", "days": []}));
        let mut request = settings(&mut office, &json!(null));
        request["office"].as_object_mut().unwrap().remove("calendar");
        assert_eq!(office.call("office_save", request)["calendar"], shown["calendar"], "{}", office.engine);
    }
}

#[test]
fn closed_days_are_kept_in_one_form_and_in_order() {
    for mut office in offices("2026-11-26") {
        let typed = json!({"closed_from": "１２月２８日", "closed_until": "1/4", "days": [
            {"on": "令和9年8月16日", "closed": true, "name": " 夏季の閉庁日 "},
            {"on": "R9.3.28", "closed": false, "name": "転入転出の日曜開庁"},
        ]});
        let kept = json!({"closed_from": "12-28", "closed_until": "01-04", "days": [
            {"on": "2027-03-28", "closed": false, "name": "転入転出の日曜開庁"},
            {"on": "2027-08-16", "closed": true, "name": "夏季の閉庁日"},
        ]});
        let request = settings(&mut office, &typed);
        assert_eq!(office.call("office_save", request)["calendar"], kept, "{}", office.engine);
        assert_eq!(office.call("office_show", json!({}))["calendar"], kept);
        let history = office.call("history_list", json!({}));
        assert_eq!(history[0]["op"], "office_save", "{history}");
        assert_eq!(office.call("history_verify", json!({}))["ok"], json!(true));
        let none = settings(&mut office, &json!({"closed_from": " ", "closed_until": null, "days": []}));
        assert_eq!(office.call("office_save", none)["calendar"]["closed_from"], json!(null));
    }
}

#[test]
fn everything_that_cannot_be_read_is_named_at_once() {
    let mut office = offices("2026-11-26").remove(0);
    let day = |on: &str, name: &str| json!({"on": on, "closed": true, "name": name});
    for (calendar, problems) in [
        (
            json!({"closed_from": "年末", "closed_until": "2/30", "days": [day("いつか", "祭"), day("R9.2.30", ""), day("", "祭")]}),
            json!([
                ["calendar.closed_from", "month_day_unreadable"],
                ["calendar.closed_until", "date_impossible"],
                ["calendar.days.0.on", "date_unreadable"],
                ["calendar.days.1.name", "required"],
                ["calendar.days.1.on", "date_impossible"],
                ["calendar.days.2.on", "required"],
            ]),
        ),
        (
            json!({"closed_from": "12/29", "closed_until": "", "days": [day("R9.8.16", "祭"), day("2027/8/16", &"祭".repeat(501))]}),
            json!([
                ["calendar.closed_until", "required"],
                ["calendar.days.1.name", "too_long"],
                ["calendar.days.1.on", "day_twice"],
            ]),
        ),
        (
            json!({"closed_from": "1/3", "closed_until": "12/29", "days": []}),
            json!([["calendar.closed_until", "season_long"]]),
        ),
        (json!({"closed_from": "", "closed_until": "1/3", "days": []}), json!([["calendar.closed_from", "required"]])),
    ] {
        let request = settings(&mut office, &calendar);
        assert_eq!(office.problems("office_save", request), problems);
    }
    assert_eq!(office.call("office_show", json!({}))["revision"], 0);
}
