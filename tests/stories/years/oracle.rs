//! What falls due, said a second time and in another way: from the records as JSON, day by day, without anything of the ledger.
//! Where it and the ledger differ, one of them reads the rules wrongly.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate};
use serde_json::Value;

/// Days before the date on which people are told first, by rule (業務の通知規則, `reminders.json`).
const LEAD: [(&str, u64); 23] = [
    ("RM-01", 180),
    ("RM-02", 60),
    ("RM-03", 60),
    ("RM-04", 120),
    ("RM-05", 30),
    ("RM-06", 14),
    ("RM-07", 90),
    ("RM-08", 60),
    ("RM-09", 30),
    ("RM-10", 150),
    ("RM-11", 5),
    ("RM-12", 7),
    ("RM-13", 30),
    ("RM-14", 0),
    ("RM-15", 40),
    ("RM-16", 30),
    ("RM-17", 7),
    ("RM-18", 0),
    ("RM-19", 0),
    ("RM-20", 14),
    ("RM-21", 23),
    ("RM-22", 7),
    ("RM-23", 270),
];

/// Everything that the oracle knows of the office.
#[derive(Default)]
pub struct World {
    pub contracts: BTreeMap<String, Value>,
    pub clouds: BTreeMap<String, Value>,
    pub accounts: BTreeMap<String, Value>,
    pub incidents: BTreeMap<String, Value>,
    /// Holidays, by the list of other people.
    pub rests: BTreeSet<NaiveDate>,
    /// Last days by name.
    pub until: BTreeMap<String, NaiveDate>,
    /// What was settled: lines as `told` gives them.
    pub settled: BTreeSet<String>,
    /// The day on which the ledger began.
    pub began: NaiveDate,
    /// What sleeps until a day.
    pub asleep: BTreeMap<String, NaiveDate>,
}

/// The holidays of the list that the calendar is compared with.
pub fn rests() -> BTreeSet<NaiveDate> {
    let text = sekisho_tests::text("tests/calendar/holidays.tsv");
    text.lines().filter_map(|line| line.split('\t').next()?.parse().ok()).collect()
}

fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str()?.parse().ok()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn fiscal_year(on: NaiveDate) -> i32 {
    if on.month() < 4 { on.year() - 1 } else { on.year() }
}

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

impl World {
    /// What people are told of on a day: `rule id due_on what`, sorted.
    pub fn told(&self, today: NaiveDate) -> BTreeSet<String> {
        let mut told = BTreeSet::new();
        let renewed: BTreeSet<&str> =
            self.contracts.values().filter_map(|contract| contract["renewed_from"].as_str()).collect();
        let mut add = |rule: &str, id: &str, on: Option<NaiveDate>, what: &str| {
            let Some(on) = on else { return };
            let lead = LEAD.iter().find(|(known, _)| *known == rule).unwrap().1;
            if on - Days::new(lead) > today {
                return;
            }
            let line = format!("{rule} {id} {on} {what}");
            let sleeps = self.asleep.get(&line).is_some_and(|until| *until > today);
            if !self.settled.contains(&line) && !sleeps {
                told.insert(line);
            }
        };
        for (id, contract) in &self.contracts {
            self.contract(contract, renewed.contains(id.as_str()), today, &mut |rule, on, what| {
                add(rule, id, on, what)
            });
        }
        for (id, cloud) in &self.clouds {
            self.cloud(cloud, today, &mut |rule, on, what| add(rule, id, on, what));
        }
        for (id, account) in &self.accounts {
            self.account(account, today, &mut |rule, on, what| add(rule, id, on, what));
        }
        for (id, incident) in &self.incidents {
            self.incident(incident, &mut |rule, on, what| add(rule, id, on, what));
        }
        // Nothing was owed to the ledger before it began.
        let mut add = |rule: &str, on: NaiveDate| {
            if on >= self.began {
                add(rule, "office", Some(on), "");
            }
        };
        for on in [ymd(today.year(), 6, 30), ymd(today.year() + 1, 6, 30), ymd(today.year() - 1, 6, 30)] {
            yearly(on, today, &mut |on| add("RM-16", on));
        }
        for year in -1..=1 {
            let last_of_february = ymd(today.year() + year, 3, 1) - Days::new(1);
            yearly(last_of_february, today, &mut |on| add("RM-16", on));
            for (month, of_month) in [(8, 1), (9, 15)] {
                let on = ymd(today.year() + year, month, of_month);
                yearly(on, today, &mut |on| add("RM-22", on));
            }
        }
        add("RM-23", ymd(2027, 7, 1));
        told
    }

    fn contract(
        &self,
        contract: &Value,
        renewed: bool,
        today: NaiveDate,
        add: &mut dyn FnMut(&str, Option<NaiveDate>, &str),
    ) {
        let (start, mut end) = (day(&contract["starts_on"]), day(&contract["ends_on"]));
        let closed = day(&contract["closed_on"]);
        let goes_on = contract["auto_renewal"] == true && closed.is_none() && !renewed;
        let mut term = 12;
        if let (Some(from), Some(to)) = (start, end) {
            for months in 1..=11 {
                if from + Months::new(months) == to + Days::new(1) {
                    term = months;
                }
            }
        }
        // Term after term, from the first on.
        let next_end = |first: NaiveDate, times: u32| first + Days::new(1) + Months::new(term * times) - Days::new(1);
        let first = end;
        let mut times = 0;
        while goes_on && end.is_some_and(|end| end < today) {
            times += 1;
            end = first.map(|first| next_end(first, times));
        }
        if closed.is_none() && !renewed {
            add("RM-01", end, "");
            if let (true, Some(notice), Some(first)) = (goes_on, contract["notice_days"].as_u64(), first) {
                loop {
                    let on = next_end(first, times) - Days::new(notice);
                    add("RM-02", Some(on), "");
                    if on >= today {
                        break;
                    }
                    times += 1;
                }
            }
        }
        let over = end.is_some_and(|end| end < today);
        let runs = closed.is_none() && !over;
        let assets = &contract["facts"]["handles_info_asset"];
        let personal = contract["facts"]["handles_personal_info"] == true;
        let papers = list(&contract["deliverables"]);
        let of = |kind: &'static str| papers.iter().filter(move |paper| paper["kind"] == kind);
        let came = |kind| of(kind).filter_map(|paper| day(&paper["received_on"])).filter(|on| *on <= today);
        let proof = day(&contract["closing"]["erasure_certificate_on"]).filter(|on| *on <= today);
        let erased = proof.is_some() || came("erasure_certificate").next().is_some();
        let asked = of("erasure_certificate").filter(|paper| paper["received_on"].is_null());
        let asked = asked.filter_map(|paper| day(&paper["due_on"])).min();
        if runs && !renewed && *assets != false && !erased && asked.is_none() && !goes_on {
            add("RM-03", end, "");
        }
        if *assets != false && !erased {
            let after = if renewed { None } else { closed.or(if goes_on { None } else { end }) };
            add("RM-06", asked.or(after), "");
        }
        if runs {
            let certificates = list(&contract["certificates"]);
            let kinds: BTreeSet<&str> = certificates.iter().filter_map(|one| one["kind"].as_str()).collect();
            for kind in kinds {
                let last =
                    certificates.iter().filter(|one| one["kind"] == kind).map(|one| day(&one["valid_until"])).max();
                let unlimited = certificates.iter().any(|one| one["kind"] == kind && one["valid_until"].is_null());
                add("RM-04", last.flatten().filter(|_| !unlimited), kind);
            }
            for sub in list(&contract["subcontracts"]) {
                let consent = sub["approval_number"].is_string() && sub["approved_on"].is_string();
                let on = match consent {
                    true => day(&sub["ends_on"]).filter(|on| end.is_none_or(|end| *on < end)),
                    false => day(&sub["starts_on"]).or(start),
                };
                add("RM-05", on, sub["name"].as_str().unwrap());
            }
        }
        let year = fiscal_year(today);
        let (april, march) = (ymd(year, 4, 1), ymd(year + 1, 3, 31));
        let in_year = |on: NaiveDate| on >= april && on <= march;
        let visits = list(&contract["inspections"]).iter().filter(|one| one["method"] == "onsite");
        let visits: Vec<NaiveDate> = visits.filter_map(|one| day(&one["on"])).filter(|on| *on <= today).collect();
        let seen = visits.iter().any(|on| in_year(*on));
        // Last year's, when nobody has been there since.
        let missed = april - Days::new(1);
        let none_since = !visits.iter().any(|on| *on >= ymd(year - 1, 4, 1));
        let told = today - missed <= chrono::TimeDelta::days(120) && self.began <= missed;
        if runs && personal && none_since && told && start.is_some_and(|start| start <= missed) {
            add("RM-10", Some(missed), "");
        }
        if runs && personal && !seen && start.is_some_and(|start| start <= march) {
            add("RM-10", Some(end.unwrap_or(march).min(march)), "");
        }
        for paper in papers.iter().filter(|paper| closed.is_none() && paper["received_on"].is_null()) {
            let rule = match paper["kind"].as_str().unwrap() {
                "periodic_report" | "plan" | "other" => "RM-11",
                "start_documents" | "pledge" => "RM-12",
                "training_report" => "RM-13",
                _ => continue,
            };
            add(rule, day(&paper["due_on"]), paper["title"].as_str().unwrap());
        }
        if runs && *assets == true {
            let has_day = |kind| of(kind).any(|paper| paper["received_on"].is_null() && !paper["due_on"].is_null());
            if came("start_documents").next().is_none() && !has_day("start_documents") {
                add("RM-12", start, "");
            }
            if !came("training_report").any(in_year) && !has_day("training_report") {
                add("RM-13", start.map(|start| start.max(april) + Days::new(30)), "");
            }
        }
        if let Some(owner) = contract["owner"].as_str().filter(|_| closed.is_none()) {
            add("RM-20", self.until.get(owner).map(|until| *until + Days::new(1)), owner);
        }
    }

    fn cloud(&self, cloud: &Value, today: NaiveDate, add: &mut dyn FnMut(&str, Option<NaiveDate>, &str)) {
        let status = cloud["status"].as_str().unwrap();
        let ended_on = day(&cloud["ended_on"]);
        let ended = status == "ended" && ended_on.is_none_or(|on| on < today);
        let reopened = ["applied", "returned"].contains(&status) && cloud["decided_on"].is_string();
        let used = !ended && (reopened || ["approved", "conditional", "suspended", "ended"].contains(&status));
        if used {
            add("RM-07", day(&cloud["expires_on"]), "");
            let last = list(&cloud["checks"]).iter().filter_map(|one| day(&one["on"])).filter(|on| *on <= today).max();
            let decided = day(&cloud["next_check_on"]).or(day(&cloud["decided_on"]).map(|on| on + Days::new(180)));
            add("RM-09", decided.map(|decided| last.map_or(decided, |last| decided.max(last + Days::new(180)))), "");
            for one in list(&cloud["assurances"]).iter().filter(|one| one["relied_on"] == true) {
                let pending = one["kind"] == "ismap" && one["renewal_pending"] == true;
                let kind = one["kind"].as_str().unwrap();
                add("RM-04", day(&one["valid_until"]).filter(|_| !pending), kind);
            }
            if let Some(manager) = cloud["manager"].as_str() {
                add("RM-20", self.until.get(manager).map(|until| *until + Days::new(1)), manager);
            }
        }
        let ending = &cloud["ending"];
        let gone = ending["erased_on"].is_string() && ending["accounts_disposed_on"].is_string();
        if (used || ended) && !gone {
            add("RM-08", ended_on.or(day(&ending["on"])).or(day(&cloud["ends_on"])), "");
        }
        if ended && ending["certificate_on"].is_null() {
            add("RM-06", ended_on, "");
        }
    }

    /// 個人情報保護法施行規則第43条・第44条, 番号法第29条の4, and DOMAIN B.3 and D.6.
    fn incident(&self, incident: &Value, add: &mut dyn FnMut(&str, Option<NaiveDate>, &str)) {
        let no = |field: &str| incident[field] == false;
        let kinds = list(&incident["kinds"]);
        let other =
            !kinds.is_empty() && kinds.iter().all(|kind| !["leak", "loss", "damage"].contains(&kind.as_str().unwrap()));
        // Nothing is owed where every way that leads to a report is shut.
        let few = incident["persons"].as_i64().is_some_and(|count| count <= 100);
        let plain =
            ["special_care", "ordinance_care", "property_damage", "malicious"].iter().all(|field| no(field)) && few;
        let nobodys = no("personal_info") && incident["my_number"] != true;
        if other || nobodys || (no("my_number") && plain) {
            return;
        }
        let first = day(&incident["known_on"]).or(day(&incident["recorded_on"])).unwrap();
        let last_day = |days: u64| {
            let mut on = first + Days::new(days - 1);
            let closed = |on: NaiveDate| {
                let new_year = (on.month() == 12 && on.day() >= 29) || (on.month() == 1 && on.day() <= 3);
                on.weekday().number_from_monday() > 5 || new_year || self.rests.contains(&on)
            };
            while closed(on) {
                on = on + Days::new(1);
            }
            Some(on)
        };
        let made = |kind: &str| list(&incident["reports"]).iter().any(|report| report["kind"] == kind);
        if !made("final") {
            add("RM-15", last_day(if incident["malicious"] == true { 60 } else { 30 }), "final");
            if !made("initial") {
                add("RM-15", last_day(5), "initial");
            }
        }
    }

    fn account(&self, account: &Value, today: NaiveDate, add: &mut dyn FnMut(&str, Option<NaiveDate>, &str)) {
        let status = account["status"].as_str().unwrap();
        let closing = &account["closing"];
        if status == "closed" {
            if closing["deleted_on"].is_null() || closing["links_removed_on"].is_null() {
                add("RM-21", day(&account["closed_on"]).map(|on| on + Days::new(30)), "");
            }
            return;
        }
        if !["active", "suspended"].contains(&status) {
            return;
        }
        let operators = list(&account["operators"]).iter();
        let names = [&account["owner"], &account["deputy"]].into_iter().chain(operators).filter_map(Value::as_str);
        let mut known_to = vec![day(&account["owner_since"]), day(&account["holder_left_on"])];
        for name in names.collect::<BTreeSet<_>>() {
            let gone = self.until.get(name).map(|until| *until + Days::new(1));
            add("RM-17", gone, name);
            known_to.push(gone);
        }
        let changed = day(&account["credentials_changed_on"]);
        let known_to = known_to.into_iter().flatten().filter(|on| *on <= today);
        add("RM-18", known_to.filter(|on| changed.is_none_or(|changed| changed < *on)).min(), "");
        if status == "active" {
            let last = day(&account["last_post_on"]).or(day(&account["opened_on"]));
            add("RM-19", last.map(|last| last + Days::new(60)), "");
        }
    }
}

/// A yearly day counts from 120 days after it, if nothing was done, and the next one of its kind always.
fn yearly(on: NaiveDate, today: NaiveDate, add: &mut dyn FnMut(NaiveDate)) {
    let missed = on < today && today - on <= chrono::TimeDelta::days(120);
    let next = on >= today && on.with_year(on.year() - 1).is_none_or(|before| before < today);
    let next = next && !(on.year() > today.year() && ymd(today.year(), on.month(), on.day().min(28)) >= today);
    if missed || next {
        add(on);
    }
}
