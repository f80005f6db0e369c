//! One's own dates (自分) are those that a digest would tell: as whoever answers, as a deputy, for a role, because they were
//! handed on or stay undone.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::office::{Office, samples};

/// What names a date.
fn key(item: &Value, record: &Value) -> String {
    let text = |key: &str| item[key].as_str().unwrap_or_default();
    [record.as_str().unwrap(), text("rule"), text("what"), text("due_on")].join(" ")
}

impl Office {
    /// What a digest would tell each person today, if nobody had been told anything.
    fn digests(&mut self, on: &str) -> BTreeMap<String, BTreeSet<String>> {
        let look = self.call("due_tell", json!({"dry_run": true, "on": on}));
        let messages = look["messages"].as_array().unwrap().clone();
        let told = |message: &Value| {
            let items = message["digest"]["items"].as_array().unwrap().iter();
            items.map(|item| key(item, &item["record"])).collect()
        };
        messages.iter().map(|it| (it["digest"]["name"].as_str().unwrap().to_owned(), told(it))).collect()
    }

    fn people(&mut self) -> Vec<(String, String)> {
        let people = self.call("person_list", json!({}));
        let named = |person: &Value| {
            (person["name"].as_str().unwrap().to_owned(), person["accounts"][0].as_str().unwrap_or_default().to_owned())
        };
        people.as_array().unwrap().iter().map(named).filter(|(_, account)| !account.is_empty()).collect()
    }

    fn own(&mut self) -> BTreeSet<String> {
        let list = self.call("due_list", json!({"whose": "mine"}));
        let items = list["items"].as_array().unwrap();
        assert_eq!(list["total"], items.len(), "the count is that of the list");
        items.iter().map(|item| key(item, &item["record"]["id"])).collect()
    }

    fn change_person(&mut self, name: &str, fields: Value) {
        let people = self.call("person_list", json!({}));
        let mut person = people.as_array().unwrap().iter().find(|it| it["name"] == name).unwrap().clone();
        person.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        self.call("person_save", json!({"person": person}));
    }

    #[track_caller]
    fn mine_is_what_is_told(&mut self, day: &str) -> BTreeMap<String, BTreeSet<String>> {
        let digests = self.digests(day);
        for (name, account) in self.people() {
            self.is_worked_by(&account);
            let told = digests.get(&name).cloned().unwrap_or_default();
            assert_eq!(self.own(), told, "{} {day} {name}", self.engine);
        }
        digests
    }
}

#[test]
fn the_list_of_ones_own_is_what_a_digest_tells() {
    for mut office in samples("2026-11-24") {
        office.is_worked_by("m-omori");
        for day in ["2026-11-24", "2027-02-20", "2027-04-15", "2027-07-20"] {
            office.wait_until(day);
            let digests = office.mine_is_what_is_told(day);
            assert!(digests.len() > 3, "{day}");
        }
    }
}

#[test]
fn a_deputy_a_role_and_whoever_took_a_date_find_it_among_their_own_and_nobody_else_does() {
    for mut office in samples("2026-11-24") {
        office.is_worked_by("SHIOMI\\k-sato");
        let contract = office.call("contract_list", json!({"text": "R8-020"}))["rows"][0]["id"].clone();
        let item = office.call("due_list", json!({"until": "2030-01-01"}))["items"].as_array().unwrap().clone();
        let item = item.into_iter().find(|it| it["record"]["id"] == contract && it["rule"] == "RM-01").unwrap();
        office.call(
            "due_act",
            json!({"register": "contract", "record": contract, "rule": "RM-01", "what": item["what"], "due_on": item["due_on"],
                "step": "hand_on", "person": "中村 亮", "revision": 0}),
        );
        // Public relations leave, and with them whoever answers for the city's account; so does the one who buys.
        office.change_person("小坂 春香", json!({"until": "2026-11-30"}));
        office.change_person("高橋 由美", json!({"until": "2026-12-10"}));
        // Somebody of the same name in another section is not meant where one of the own section is there.
        office.call(
            "person_save",
            json!({"person": {"name": "渡辺　大輔", "section": "図書館", "email": "d2@city.shiomi.example", "accounts": ["d2"],
                "roles": ["applicant"]}}),
        );
        for day in ["2026-11-24", "2026-12-08", "2027-02-20", "2027-05-10"] {
            office.wait_until(day);
            office.is_worked_by("SHIOMI\\k-sato");
            let digests = office.mine_is_what_is_told(day);
            let handed = |name: &str| {
                let own = digests.get(name).into_iter().flatten();
                own.filter(|date| date.starts_with(&format!("{} RM-01", contract.as_str().unwrap()))).count()
            };
            assert_eq!(handed("中村 亮"), 1, "{day}");
            assert_eq!((handed("渡辺 大輔"), handed("高橋 由美")), (0, 0), "{day}");
        }
        let told = |office: &mut Office, rule: &str| {
            office.own().iter().filter(|date| date.contains(&format!(" {rule} "))).count()
        };
        office.wait_until("2026-12-08");
        office.is_worked_by("SHIOMI\\n-ashida");
        assert!(told(&mut office, "RM-17") > 0, "{}: the deputy of an account", office.engine);
        // Seen on a day on which nobody looked, from the records.
        for day in ["2026-12-09", "2027-03-15"] {
            let digests = office.digests(day);
            for (name, account) in office.people() {
                office.is_worked_by(&account);
                let own: BTreeSet<String> =
                    office.own_due_on(day).iter().map(|it| key(it, &it["record"]["id"])).collect();
                assert_eq!(own, digests.get(&name).cloned().unwrap_or_default(), "{} {day} {name}", office.engine);
            }
        }
    }
}
