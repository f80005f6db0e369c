//! What falls due and what people do about it: told, done, put off, handed on, and open again when the record moves the date.

use std::path::Path;

use icalendar::{CalendarComponent, Component};
use serde_json::{Value, json};

use super::clouds::{HARA, OMORI, SATO, staffed};
use super::office::{Office, offices};

const DAY: &str = "2026-11-26";

impl Office {
    /// `rule due_on what` of what a list shows of a record.
    #[track_caller]
    fn told(&mut self, record: &Value, query: Value) -> Vec<String> {
        let list = self.call("due_list", query);
        let own = list["items"].as_array().unwrap().iter().filter(|item| item["record"]["id"] == *record);
        own.map(short).collect()
    }

    /// The due date of a rule for a record, as the list shows it.
    #[track_caller]
    fn due_of(&mut self, record: &Value, rule: &str) -> Value {
        let list = self.call("due_list", json!({"until": "2030-01-01", "settled": true}));
        let fits = |item: &&Value| item["record"]["id"] == *record && item["rule"] == rule;
        list["items"].as_array().unwrap().iter().find(fits).unwrap_or_else(|| panic!("no {rule}: {list:#}")).clone()
    }

    /// A step about the due date of a rule, as the window sends it.
    #[track_caller]
    fn step(&mut self, record: &Value, rule: &str, more: Value) -> Value {
        let item = self.due_of(record, rule);
        let mut request = json!({"register": item["record"]["type"], "record": record, "rule": rule, "what": item["what"],
            "due_on": item["due_on"], "revision": item["act"]["revision"].as_i64().unwrap_or(0)});
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    }

    #[track_caller]
    fn act(&mut self, record: &Value, rule: &str, more: Value) -> Value {
        let request = self.step(record, rule, more);
        self.call("due_act", request)
    }

    /// The next due date of a contract in the list of contracts.
    #[track_caller]
    fn next(&mut self, record: &Value) -> String {
        let page = self.call("contract_list", json!({}));
        let row = page["rows"].as_array().unwrap().iter().find(|row| row["id"] == *record).unwrap().clone();
        row["next_due"]["on"].as_str().unwrap_or_default().to_owned()
    }
}

fn short(item: &Value) -> String {
    let text = |key: &str| item[key].as_str().unwrap_or_default().to_owned();
    [text("rule"), text("due_on"), text("what")].join(" ").trim_end().to_owned()
}

/// A contract of which only its end is to be told.
fn quiet(office: &mut Office) -> Value {
    let id = office.printing();
    office.change(&id, json!({"facts": {"handles_info_asset": false, "handles_personal_info": false}}));
    id
}

#[test]
fn a_date_that_is_done_is_told_no_more_and_the_history_knows_by_whom() {
    for mut office in offices(DAY) {
        let id = quiet(&mut office);
        assert_eq!(office.told(&id, json!({})), ["RM-01 2027-03-31"]);
        assert_eq!(office.next(&id), "2027-03-31");
        assert_eq!(office.refused_step(&id, json!({"step": "done"})), ["required"], "what was done is asked for");
        let act = office.act(&id, "RM-01", json!({"step": "done", "note": "令和9年度は実施しないことを確認"}));
        assert_eq!((&act["state"], &act["on"]), (&json!("done"), &json!(DAY)));
        assert!(office.told(&id, json!({})).is_empty());
        assert_eq!(office.next(&id), "", "{}", office.engine);
        assert!(office.call("contract_show", json!({"id": id}))["due"].as_array().unwrap().is_empty());
        let settled = office.told(&id, json!({"until": "2030-01-01", "settled": true}));
        assert_eq!(settled, ["RM-01 2027-03-31"]);
        // The record moves the date: the new one is told of as if nothing had been done.
        office.change(&id, json!({"ends_on": "R9.9.30"}));
        assert_eq!(office.told(&id, json!({"until": "2030-01-01"})), ["RM-01 2027-09-30"]);
        office.change(&id, json!({"ends_on": "R9.3.31"}));
        assert!(office.told(&id, json!({"until": "2030-01-01"})).is_empty());
        office.act(&id, "RM-01", json!({"step": "reopen"}));
        assert_eq!(office.told(&id, json!({})), ["RM-01 2027-03-31"]);
        assert_eq!(office.next(&id), "2027-03-31");
        let rows = office.call("history_list", json!({"before": 0, "limit": 200}));
        let acts = rows.as_array().unwrap().iter().filter(|row| row["op"] == "due_act").count();
        assert_eq!(acts, 2);
        assert_eq!(office.call("history_verify", json!({}))["ok"], true, "{}", office.engine);
    }
}

impl Office {
    #[track_caller]
    fn refused_step(&mut self, record: &Value, more: Value) -> Vec<String> {
        let request = self.step(record, "RM-01", more);
        self.refused("due_act", request)
    }
}

#[test]
fn a_date_that_was_put_off_comes_back_on_its_day() {
    for mut office in offices(DAY) {
        let id = quiet(&mut office);
        let wrong = [("R8.11.26", "snooze_past"), ("R9.2.30", "date_impossible"), ("R9.4.1", "snooze_far")];
        for (until, code) in [("", "required")].into_iter().chain(wrong) {
            let step = json!({"step": "snooze", "until": until, "note": "予算の内示待ち"});
            assert_eq!(office.refused_step(&id, step), [code], "{until}");
        }
        office.act(&id, "RM-01", json!({"step": "snooze", "until": "令和8年12月10日", "note": "予算の内示待ち"}));
        for (today, told) in [("2026-11-26", 0), ("2026-12-09", 0), ("2026-12-10", 1), ("2027-04-02", 1)] {
            office.wait_until(today);
            assert_eq!(office.told(&id, json!({})).len(), told, "{} {today}", office.engine);
        }
    }
}

#[test]
fn a_date_that_was_handed_on_is_told_to_whoever_took_it() {
    for mut office in staffed(DAY) {
        let id = quiet(&mut office);
        office.is_worked_by(HARA);
        assert_eq!(office.refused_step(&id, json!({"step": "hand_on"})), ["hand_on_to_whom"]);
        assert_eq!(office.refused_step(&id, json!({"step": "hand_on", "person": "誰でもない"})), ["person_unknown"]);
        let security = office.person_of_account(SATO);
        let nowhere = json!({"step": "hand_on", "section": "情報製策課"});
        assert_eq!(office.refused_step(&id, nowhere), ["section_unknown"], "nobody would see it");
        office.call("section_save", json!({"section": {"name": "情報政策課", "body": "市長"}}));
        office.act(&id, "RM-01", json!({"step": "hand_on", "person": security, "section": "情報政策課"}));
        assert!(office.told(&id, json!({"whose": "mine"})).is_empty());
        office.is_worked_by(SATO);
        assert_eq!(office.told(&id, json!({"whose": "mine"})), ["RM-01 2027-03-31"]);
        let item = office.due_of(&id, "RM-01");
        assert_eq!((&item["owner"], &item["section"]), (&security, &json!("情報政策課")), "{}", office.engine);
        let home = office.call("home", json!({"whose": "mine"}));
        assert!(home["months"][11]["count"].as_i64().unwrap() >= 1, "{home:#}");
        // A filter is asked for beside whose dates are wanted, not instead.
        assert!(office.told(&id, json!({"whose": "mine", "owner": "渡辺 大輔"})).is_empty());
        assert!(office.told(&id, json!({"whose": "mine", "section": "税務課"})).is_empty());
        assert_eq!(office.told(&id, json!({"whose": "mine", "section": "情報政策課"})).len(), 1);
        // Whoever took it keeps it under another name.
        let people = office.call("person_list", json!({}));
        let mut person = people.as_array().unwrap().iter().find(|person| person["name"] == security).unwrap().clone();
        person["name"] = json!("田中 恵");
        office.call("person_save", json!({"person": person}));
        let security = json!("田中 恵");
        assert_eq!(office.due_of(&id, "RM-01")["owner"], security, "{}", office.engine);
        // What was done already and is handed on is to be done again.
        office.act(&id, "RM-01", json!({"step": "done", "note": "済み"}));
        office.act(&id, "RM-01", json!({"step": "hand_on", "person": security}));
        assert_eq!(office.told(&id, json!({"whose": "mine"})), ["RM-01 2027-03-31"]);
        // The register still says who answers for the contract.
        assert_eq!(office.call("contract_show", json!({"id": id}))["contract"]["owner"], "渡辺 大輔");
    }
}

impl Office {
    #[track_caller]
    fn person_of_account(&mut self, account: &str) -> Value {
        let people = self.call("person_list", json!({}));
        let has = |person: &&Value| person["accounts"].as_array().unwrap().contains(&json!(account));
        people.as_array().unwrap().iter().find(has).unwrap()["name"].clone()
    }
}

#[test]
fn two_at_once_and_a_date_that_is_gone_are_refused() {
    for mut office in offices(DAY) {
        let id = quiet(&mut office);
        let first = office.step(&id, "RM-01", json!({"step": "done", "note": "済み"}));
        let second = office.step(&id, "RM-01", json!({"step": "not_applicable", "note": "対象外"}));
        office.call("due_act", first);
        assert_eq!(office.refused("due_act", second.clone()), ["changed_elsewhere"], "{}", office.engine);
        let mut gone = second;
        gone["due_on"] = json!("2027-09-30");
        assert_eq!(office.refused("due_act", gone), ["due_gone"]);
    }
}

#[test]
fn a_section_sees_its_own_and_those_below_it() {
    for mut office in staffed(DAY) {
        let id = quiet(&mut office);
        office.is_worked_by(OMORI);
        let section = office.call("due_list", json!({}))["section"].clone();
        office.change(&id, json!({"section": section}));
        assert_eq!(office.told(&id, json!({"whose": "section"})).len(), 1);
        office.change(&id, json!({"section": "どこでもない課"}));
        assert!(office.told(&id, json!({"whose": "section"})).is_empty());
        assert_eq!(office.told(&id, json!({"section": "どこでもない課"})).len(), 1, "{}", office.engine);
    }
}

#[test]
fn an_office_switches_rules_off_changes_them_and_adds_its_own() {
    for mut office in offices(DAY) {
        let id = quiet(&mut office);
        let own = |lead: Value| {
            json!({"id": "潮見-1", "title": "契約書の写しの送付", "anchors": ["contract_start"], "months": 12, "days": -10,
                "lead_days": lead, "to": ["owner"],
                "when": {"fact": "handles_personal_info", "op": "eq", "value": true}})
        };
        let settings = |own: Value, off: Value| {
            json!({"off": off, "own": [own], "revision": 0,
                "changed": {"RM-01": {"lead_days": [100, 30], "to": ["procurement"]}}})
        };
        for (bad, code) in [
            (settings(own(json!([])), json!([])), "required"),
            (settings(own(json!([99_999])), json!([])), "rule_too_far"),
            (settings(own(json!([7])), json!(["RM-99"])), "rule_unknown"),
        ] {
            assert_eq!(office.refused("reminder_save", bad), [code]);
        }
        let saved = office.call("reminder_save", settings(own(json!([200])), json!([])));
        assert_eq!(saved["settings"]["revision"], 1);
        // The lead time of the end is a hundred days now; the office's own rule asks for personal information.
        assert!(office.told(&id, json!({})).is_empty(), "{}", office.engine);
        office.change(&id, json!({"facts": {"handles_personal_info": true}}));
        assert!(office.told(&id, json!({})).contains(&"潮見-1 2027-03-22".to_owned()), "{}", office.engine);
        let item = office.due_of(&id, "潮見-1");
        assert_eq!(item["title"], "契約書の写しの送付");
        office.wait_until("2026-12-21");
        assert!(office.told(&id, json!({})).contains(&"RM-01 2027-03-31".to_owned()));
        let mut off = settings(own(json!([200])), json!(["RM-01"]));
        assert_eq!(office.refused("reminder_save", off.clone()), ["changed_elsewhere"]);
        off["revision"] = json!(1);
        office.call("reminder_save", off);
        assert!(!office.told(&id, json!({})).iter().any(|told| told.starts_with("RM-01")), "{}", office.engine);
        // Another rule under the id of one that is gone would take over what was done about its dates.
        office.act(&id, "潮見-1", json!({"step": "done", "note": "送付済み"}));
        let mut none = settings(own(json!([200])), json!([]));
        (none["own"], none["revision"]) = (json!([]), json!(2));
        office.call("reminder_save", none);
        let mut again = settings(own(json!([200])), json!([]));
        again["revision"] = json!(3);
        assert_eq!(office.refused("reminder_save", again), ["duplicate"], "{}", office.engine);
        assert_eq!(office.call("history_verify", json!({}))["ok"], true);
    }
}

#[test]
fn a_transfer_is_told_of_until_somebody_else_answers() {
    for mut office in offices(DAY) {
        let id = quiet(&mut office);
        office.call(
            "person_save",
            json!({"person": {"id": "", "name": "渡辺 大輔", "section": "税務課", "email": null, "accounts": [],
                "roles": ["applicant"], "from": null, "until": "2027-03-31", "revision": 0}}),
        );
        let leaves = "RM-20 2027-04-01 渡辺 大輔".to_owned();
        assert!(!office.told(&id, json!({})).contains(&leaves));
        office.wait_until("2027-03-18");
        assert!(office.told(&id, json!({})).contains(&leaves), "{}", office.engine);
        office.change(&id, json!({"owner": "小林 恵"}));
        assert!(!office.told(&id, json!({})).contains(&leaves), "{}", office.engine);
    }
}

impl Office {
    #[track_caller]
    fn calendar(&mut self, path: &Path, record: &str) -> Vec<(String, u32, bool)> {
        self.calendar_of(path, record, json!({}))
    }

    /// The entries of a calendar file, as another program reads them: date, sequence and whether it is struck out.
    #[track_caller]
    fn calendar_of(&mut self, path: &Path, record: &str, query: Value) -> Vec<(String, u32, bool)> {
        let path_text = path.to_string_lossy();
        self.call("due_calendar_save", json!({"path": path_text, "query": query}));
        let text = std::fs::read_to_string(path).unwrap();
        let calendar: icalendar::Calendar = text.parse().unwrap();
        let own = calendar.components.iter().filter_map(CalendarComponent::as_event);
        let own = own.filter(|event| event.get_description().is_some_and(|text| text.contains(record)));
        let value = |event: &icalendar::Event, name: &str| event.property_value(name).unwrap_or_default().to_owned();
        own.map(|event| {
            assert_eq!(value(event, "METHOD"), "");
            let sequence = value(event, "SEQUENCE").parse().unwrap_or(0);
            (value(event, "DTSTART"), sequence, value(event, "STATUS") == "CANCELLED")
        })
        .collect()
    }
}

#[test]
fn a_calendar_strikes_out_what_is_done_and_what_is_gone() {
    for mut office in offices(DAY) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("期限 一覧.ics");
        let id = quiet(&mut office);
        let (end, next) = ("20270331".to_owned(), "20270930".to_owned());
        assert_eq!(office.calendar(&path, "R8-020"), [(end.clone(), 0, false)], "{}", office.engine);
        assert_eq!(office.calendar(&path, "R8-020"), [(end.clone(), 0, false)], "nothing changed");
        office.act(&id, "RM-01", json!({"step": "done", "note": "済み"}));
        assert_eq!(office.calendar(&path, "R8-020"), [(end.clone(), 1, true)]);
        office.act(&id, "RM-01", json!({"step": "reopen"}));
        assert_eq!(office.calendar(&path, "R8-020"), [(end.clone(), 2, false)]);
        office.change(&id, json!({"ends_on": "R9.9.30"}));
        let both = [(end.clone(), 3, true), (next.clone(), 0, false)];
        assert_eq!(office.calendar(&path, "R8-020"), both, "{}", office.engine);
        // A file that could not be written has told nobody: the next one has the change.
        office.change(&id, json!({"ends_on": "R9.3.31"}));
        let nowhere = folder.path().join("無い").join("期限.ics");
        let request = json!({"path": nowhere.to_string_lossy(), "query": {}});
        assert_eq!(office.refused("due_calendar_save", request), ["export_unwritable"]);
        assert_eq!(office.calendar(&path, "R8-020"), [(end, 4, false), (next, 1, true)]);
        office.wait_until("2028-12-01");
        assert!(office.calendar(&path, "R8-020").iter().all(|(on, ..)| on == "20270331"), "long gone is left out");
    }
}

#[test]
fn a_date_that_is_handed_on_is_struck_out_in_the_calendar_of_whoever_had_it() {
    for mut office in staffed(DAY) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("期限.ics");
        let id = quiet(&mut office);
        let (hara, sato) = (office.person_of_account(HARA), office.person_of_account(SATO));
        office.change(&id, json!({"owner": hara}));
        let of = |name: &Value| json!({"owner": name});
        let end = || "20270331".to_owned();
        assert_eq!(office.calendar_of(&path, "R8-020", of(&hara)), [(end(), 0, false)], "{}", office.engine);
        office.act(&id, "RM-01", json!({"step": "hand_on", "person": sato}));
        // Other files that are written between change nothing about it.
        assert_eq!(office.calendar_of(&path, "R8-020", of(&sato)), [(end(), 0, false)]);
        assert_eq!(office.calendar(&path, "R8-020").len(), 1);
        assert_eq!(office.calendar_of(&path, "R8-020", of(&hara)), [(end(), 1, true)], "{}", office.engine);
    }
}
