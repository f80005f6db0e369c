//! Ten fiscal years of an office of five hundred records, day by day: what the ledger tells is what the rules say, also after
//! three weeks in which nobody opened the program, and after everything that people did meanwhile.

mod oracle;

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate};
use ledger::due::DueItem;
use serde_json::{Value, json};

use super::office::{Office, offices};
use oracle::{World, rests};

const CONTRACTS: u64 = 350;
const CLOUDS: u64 = 90;
const ACCOUNTS: u64 = 60;
/// A day on which the program is not opened again for three weeks, every so many.
const HOLIDAYS_EVERY: i64 = 400;

/// Numbers that look like chance and are the same in each run (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn one_in(&mut self, number: u64) -> bool {
        self.below(number) == 0
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[usize::try_from(self.below(choices.len() as u64)).unwrap()]
    }
}

const PEOPLE: [&str; 12] = [
    "渡辺 大輔",
    "高橋 由美",
    "佐藤 健一",
    "石田 光",
    "原 千夏",
    "森 彩香",
    "中村 亮",
    "上野 誠",
    "小坂 春香",
    "福田 聡",
    "林 智也",
    "沖 美咲",
];

/// What a person answers about an incident.
const FACTS_OF_INCIDENTS: [&str; 6] =
    ["personal_info", "my_number", "special_care", "ordinance_care", "property_damage", "malicious"];

/// An office, and what the oracle knows of it.
struct Years {
    office: Office,
    world: World,
    chance: Chance,
    today: NaiveDate,
}

fn spelt(on: NaiveDate, chance: &mut Chance) -> String {
    // As people write it: the era changes its spelling, not the day.
    match chance.below(3) {
        0 => on.to_string(),
        1 => format!("R{}.{}.{}", on.year() - 2018, on.month(), on.day()),
        _ => format!("令和{}年{}月{}日", on.year() - 2018, on.month(), on.day()),
    }
}

impl Years {
    fn near(&mut self, back: u64, ahead: u64) -> NaiveDate {
        self.today - Days::new(back) + Days::new(self.chance.below(back + ahead))
    }

    fn add_contract(&mut self, number: u64) {
        let chance = &mut self.chance;
        let year = self.today.year() - i32::try_from(chance.below(3)).unwrap();
        let start = match chance.below(4) {
            0 => NaiveDate::from_ymd_opt(year, 10, 1).unwrap(),
            1 => NaiveDate::from_ymd_opt(year, 3, 1).unwrap() + Days::new(chance.below(300)),
            _ => NaiveDate::from_ymd_opt(year, 4, 1).unwrap(),
        };
        let months = u32::try_from([3, 6, 12, 12, 12, 24, 36, 60][usize::try_from(chance.below(8)).unwrap()]).unwrap();
        let mut end = start + Months::new(months) - Days::new(1);
        if chance.one_in(10) {
            end = end + Days::new(chance.below(20));
        }
        let auto = chance.one_in(4);
        let personal = chance.one_in(2);
        let assets = if personal || chance.one_in(2) {
            json!(true)
        } else if chance.one_in(2) {
            json!(false)
        } else {
            Value::Null
        };
        let mut draft = json!({
            "number": format!("模-{number}"), "title": format!("模擬契約{number}"), "section": "税務課", "owner": chance.of(&PEOPLE),
            "contractor": {"name": "株式会社模擬", "country": "日本", "parent_country": "日本"},
            "starts_on": spelt(start, chance), "ends_on": spelt(end, chance), "auto_renewal": auto,
            "notice_days": if auto { json!([30, 60, 90, 120, 400][usize::try_from(chance.below(5)).unwrap()]) } else { Value::Null },
            "facts": {"handles_personal_info": personal, "handles_info_asset": assets},
        });
        if chance.one_in(3) {
            let until = self.near(200, 900);
            draft["certificates"] =
                json!([{"kind": self.chance.of(&["iso27001", "pmark", "ismap"]), "valid_until": until.to_string()}]);
        }
        if self.chance.one_in(4) {
            let (approved, ends) = (self.near(100, 1), self.near(10, 700));
            let consent = self.chance.one_in(2).then(|| approved.to_string());
            draft["subcontracts"] = json!([{"name": format!("再委託先{number}"), "tier": 1, "scope": "入力",
                "approval_number": consent.as_ref().map(|_| format!("税第{number}号")), "approved_on": consent,
                "ends_on": ends.to_string()}]);
        }
        if self.chance.one_in(3) {
            let kind = self.chance.of(&[
                "periodic_report",
                "plan",
                "pledge",
                "start_documents",
                "training_report",
                "erasure_certificate",
            ]);
            let due = self.near(60, 400);
            draft["deliverables"] =
                json!([{"kind": kind, "title": format!("提出物{number}"), "due_on": due.to_string()}]);
        }
        let view = self.office.call("contract_save", json!({"draft": draft}));
        self.keep_contract(&view);
    }

    fn keep_contract(&mut self, view: &Value) {
        let contract = view["contract"].clone();
        self.world.contracts.insert(contract["id"].as_str().unwrap().to_owned(), contract);
    }

    fn add_cloud(&mut self, number: u64) {
        let (decided, expires, check) = (self.near(300, 1), self.near(30, 700), self.near(60, 300));
        let chance = &mut self.chance;
        let mut draft = json!({
            "number": format!("雲-{number}"), "service": format!("模擬サービス{number}"), "provider": {"name": "株式会社雲", "country": "日本"},
            "section": "総務課", "manager": chance.of(&PEOPLE), "purpose": "模擬",
            "facts": {"confidentiality": "2", "handles_personal_info": false},
            "status": chance.of(&["approved", "conditional", "approved", "draft", "refused"]),
            "decided_on": decided.to_string(), "expires_on": expires.to_string(), "next_check_on": check.to_string(),
        });
        if draft["status"] == "conditional" {
            draft["conditions"] = json!("ログを保存する。");
        }
        if draft["status"] == "draft" {
            for field in ["decided_on", "expires_on", "next_check_on"] {
                draft[field] = Value::Null;
            }
        }
        if self.chance.one_in(3) {
            draft["ends_on"] = json!(self.near(10, 700).to_string());
        }
        if self.chance.one_in(2) {
            let until = self.near(100, 700);
            let kind = self.chance.of(&["ismap", "iso27001"]);
            draft["assurances"] = json!([{"kind": kind, "valid_until": until.to_string(), "relied_on": self.chance.one_in(2),
                "renewal_pending": kind == "ismap" && self.chance.one_in(2), "in_scope": true}]);
        }
        let view = self.office.call("cloud_save", json!({"draft": draft}));
        self.keep_cloud(&view);
    }

    fn keep_cloud(&mut self, view: &Value) {
        let cloud = view["cloud"].clone();
        self.world.clouds.insert(cloud["id"].as_str().unwrap().to_owned(), cloud);
    }

    fn add_account(&mut self, number: u64) {
        let (opened, since, post) = (self.near(900, 1), self.near(700, 1), self.near(300, 1));
        let changed = self.near(700, 1);
        let chance = &mut self.chance;
        let draft = json!({
            "medium": "x", "name": format!("模擬アカウント{number}"), "url": format!("https://x.com/mogi_{number}"), "section": "広報課",
            "owner": chance.of(&PEOPLE), "deputy": chance.of(&PEOPLE), "operators": [chance.of(&PEOPLE)],
            "owner_since": since.to_string(), "opened_on": opened.min(since).to_string(), "last_post_on": post.max(opened.min(since)).to_string(),
            "credentials_changed_on": changed.to_string(), "status": chance.of(&["active", "active", "suspended"]),
        });
        let view = self.office.call("sns_save", json!({"draft": draft}));
        self.keep_account(&view);
    }

    fn keep_account(&mut self, view: &Value) {
        let account = view["sns"].clone();
        self.world.accounts.insert(account["id"].as_str().unwrap().to_owned(), account);
    }

    fn add_incident(&mut self, number: usize) {
        let known = self.near(3, 1);
        let known = self.chance.one_in(5).then_some(Value::Null).unwrap_or(json!(spelt(known, &mut self.chance)));
        let mut draft = json!({"title": format!("模擬事故{number}"), "section": "税務課", "owner": self.chance.of(&PEOPLE),
            "known_on": known, "kinds": [self.chance.of(&["leak", "loss", "damage", "leak", "outage"])]});
        if self.chance.one_in(6) {
            draft["kinds"] = json!([]);
        }
        for field in FACTS_OF_INCIDENTS {
            draft[field] = self.answer();
        }
        draft["persons"] = [json!(1), json!(100), json!(101), Value::Null][self.chance.below(4) as usize].clone();
        let view = self.office.call("incident_save", json!({"draft": draft}));
        self.keep_incident(&view);
    }

    fn answer(&mut self) -> Value {
        [json!(true), json!(false), json!(false), Value::Null][self.chance.below(4) as usize].clone()
    }

    fn keep_incident(&mut self, view: &Value) {
        let incident = view["incident"].clone();
        self.world.incidents.insert(incident["id"].as_str().unwrap().to_owned(), incident);
    }

    /// Something happens, something is found out, reported or closed.
    fn live_with_incidents(&mut self) {
        if self.chance.one_in(40) {
            self.add_incident(self.world.incidents.len());
        }
        let today = self.today.to_string();
        let open: Vec<Value> =
            self.world.incidents.values().filter(|incident| incident["closed_on"].is_null()).cloned().collect();
        for incident in open {
            let mut draft = json!({"id": incident["id"], "revision": incident["revision"]});
            match self.chance.below(60) {
                0 | 1 => draft["reports"] = json!([{"kind": "initial", "on": today}]),
                2 => draft["reports"] = json!([{"kind": "initial", "on": today}, {"kind": "final", "on": today}]),
                3 => {
                    let field = self.chance.of(&FACTS_OF_INCIDENTS);
                    draft[field] = self.answer();
                }
                4 => draft["closed_on"] = json!(today),
                _ => continue,
            }
            let view = self.office.call("incident_save", json!({"draft": draft}));
            self.keep_incident(&view);
        }
    }

    /// What people do on a day, at random.
    fn live(&mut self) {
        self.live_with_incidents();
        let today = self.today;
        let pick = |ids: Vec<String>, chance: &mut Chance| {
            ids[usize::try_from(chance.below(ids.len() as u64)).unwrap()].clone()
        };
        if self.chance.one_in(6) {
            let id = pick(self.world.contracts.keys().cloned().collect(), &mut self.chance);
            let contract = self.world.contracts[&id].clone();
            let over = contract["ends_on"].as_str().unwrap() < today.to_string().as_str();
            let taken = self.world.contracts.values().any(|other| other["renewed_from"] == contract["id"]);
            match self.chance.below(6) {
                0 if contract["closed_on"].is_null() && over && !taken => {
                    let certificate = self.chance.one_in(2).then(|| today.to_string());
                    let view = self.office.call("contract_close", json!({"id": id, "closed_on": today.to_string(),
                        "returned_on": certificate, "erasure_certificate_on": certificate, "revision": contract["revision"]}));
                    self.keep_contract(&view);
                }
                1 if contract["closed_on"].is_null() && over && !taken => {
                    let end: NaiveDate = contract["ends_on"].as_str().unwrap().parse().unwrap();
                    let (from, to) = (end + Days::new(1), end + Days::new(1) + Months::new(12) - Days::new(1));
                    let request = json!({"id": id, "starts_on": from.to_string(), "ends_on": to.to_string()});
                    let view = self.office.call("contract_renew", request);
                    self.keep_contract(&view);
                }
                2 => self.change(&id, |contract| {
                    contract["inspections"]
                        .as_array_mut()
                        .unwrap()
                        .push(json!({"on": today.to_string(), "method": "onsite"}));
                }),
                3 => self.change(&id, |contract| {
                    for paper in contract["deliverables"].as_array_mut().unwrap() {
                        paper["received_on"] = json!(today.to_string());
                    }
                }),
                4 => self.change(&id, |contract| {
                    for kind in ["training_report", "start_documents"] {
                        let paper = json!({"kind": kind, "title": "受領した書類", "received_on": today.to_string()});
                        contract["deliverables"].as_array_mut().unwrap().push(paper);
                    }
                }),
                _ => {
                    let until = self.near(0, 900).to_string();
                    self.change(&id, |contract| {
                        contract["certificates"]
                            .as_array_mut()
                            .unwrap()
                            .push(json!({"kind": "iso27001", "valid_until": until}));
                    });
                }
            }
        }
        if self.chance.one_in(15) {
            let id = pick(self.world.clouds.keys().cloned().collect(), &mut self.chance);
            let cloud = self.world.clouds[&id].clone();
            if !["draft", "refused"].contains(&cloud["status"].as_str().unwrap()) {
                let mut draft = json!({"id": id, "revision": cloud["revision"]});
                if self.chance.one_in(2) && cloud["status"] != "ended" {
                    draft["status"] = json!("ended");
                    draft["ended_on"] = json!(today.to_string());
                } else if cloud["status"] == "ended" {
                    draft["ending"] = json!({"on": cloud["ended_on"], "erased_on": today.to_string(),
                        "accounts_disposed_on": today.to_string(), "certificate_on": self.chance.one_in(2).then(|| today.to_string())});
                } else {
                    let mut checks = cloud["checks"].clone();
                    checks.as_array_mut().unwrap().push(json!({"on": today.to_string(), "settings_kept": true}));
                    draft["checks"] = checks;
                }
                let view = self.office.call("cloud_save", json!({"draft": draft}));
                self.keep_cloud(&view);
            }
        }
        if self.chance.one_in(8) {
            let id = pick(self.world.accounts.keys().cloned().collect(), &mut self.chance);
            let account = self.world.accounts[&id].clone();
            let mut draft = json!({"id": id, "revision": account["revision"]});
            match self.chance.below(5) {
                0 if account["status"] != "closed" => {
                    (draft["owner"], draft["owner_since"]) = (json!(self.chance.of(&PEOPLE)), json!(today.to_string()));
                }
                1 if account["status"] == "active" => {
                    (draft["status"], draft["closed_on"]) = (json!("closed"), json!(today.to_string()));
                    draft["closing"] =
                        json!({"on": today.to_string(), "reason": "統合", "deleted_on": today.to_string()});
                }
                2 if account["status"] == "closed" => {
                    let mut closing = account["closing"].clone();
                    closing["links_removed_on"] = json!(today.to_string());
                    draft["closing"] = closing;
                }
                3 if account["status"] != "closed" => draft["credentials_changed_on"] = json!(today.to_string()),
                _ if account["status"] != "closed" => draft["last_post_on"] = json!(today.to_string()),
                _ => return,
            }
            let view = self.office.call("sns_save", json!({"draft": draft}));
            self.keep_account(&view);
        }
        // The order for 1 April comes in March; whoever goes, goes.
        if today.month() == 3 && today.day() == 15 {
            let name = self.chance.of(&PEOPLE);
            let last = NaiveDate::from_ymd_opt(today.year(), 3, 31).unwrap();
            let people = self.office.call("person_list", json!({}));
            let known = people.as_array().unwrap().iter().find(|person| person["name"] == name).cloned();
            let mut person = known
                .unwrap_or_else(|| json!({"name": name, "section": "税務課", "accounts": [], "roles": ["applicant"]}));
            person["until"] = json!(last.to_string());
            self.office.call("person_save", json!({"person": person}));
            self.world.until.insert(name.to_owned(), last);
        }
    }

    fn change(&mut self, id: &str, change: impl FnOnce(&mut Value)) {
        let mut contract = self.world.contracts[id].clone();
        change(&mut contract);
        let fields =
            ["inspections", "deliverables", "certificates"].map(|field| (field.to_owned(), contract[field].clone()));
        let mut draft = Value::Object(fields.into_iter().collect());
        (draft["id"], draft["revision"]) = (contract["id"].clone(), contract["revision"].clone());
        let view = self.office.call("contract_save", json!({"draft": draft}));
        self.keep_contract(&view);
    }

    /// Some of those that are told of are done, or put off.
    fn act(&mut self, items: &[DueItem]) {
        // More is done where more is told: an office that let everything lie would only show that nothing goes.
        let most = [(80, 2), (160, 6)].into_iter().find(|(told, _)| items.len() < *told).map_or(24, |(_, steps)| steps);
        for _ in 0..self.chance.below(most) {
            let item = &items[usize::try_from(self.chance.below(items.len() as u64)).unwrap()];
            let line = line(item);
            let until = self.today + Days::new(1 + self.chance.below(31));
            let step = match self.chance.below(4) {
                0 => json!({"step": "snooze", "until": until.to_string(), "note": "待つ"}),
                1 => json!({"step": "not_applicable", "note": "対象外"}),
                _ => json!({"step": "done", "note": "済み"}),
            };
            if self.world.settled.contains(&line) || self.world.asleep.get(&line).is_some_and(|day| *day > self.today) {
                continue;
            }
            let mut request = json!({"register": item.record.kind, "record": item.record.id, "rule": item.rule, "what": item.what,
                "due_on": item.due_on, "revision": item.act.as_ref().map_or(0, |act| act.revision)});
            request.as_object_mut().unwrap().extend(step.as_object().unwrap().clone());
            // What people changed on the same day may have met it already.
            match self.office.try_call("due_act", request) {
                Ok(_) if step["step"] == "snooze" => drop(self.world.asleep.insert(line, until)),
                Ok(_) => drop(self.world.settled.insert(line)),
                Err(codes) => assert_eq!(codes, ["due_gone"]),
            }
        }
    }
}

fn line(item: &DueItem) -> String {
    let what = item.what.as_deref().unwrap_or_default();
    [item.rule.as_str(), &item.record.id, &item.due_on, what].join(" ")
}

#[test]
fn ten_fiscal_years_are_told_as_the_rules_say() {
    let office = offices("2027-04-01").remove(0);
    let today = NaiveDate::from_ymd_opt(2027, 4, 1).unwrap();
    let mut years = Years {
        office,
        world: World { began: today, rests: rests(), ..World::default() },
        chance: Chance(20_270_401),
        today,
    };
    for number in 0..CONTRACTS {
        years.add_contract(number);
    }
    for number in 0..CLOUDS {
        years.add_cloud(number);
    }
    for number in 0..ACCOUNTS {
        years.add_account(number);
    }
    let (mut days, mut told, mut rules) = (0, 0, BTreeSet::new());
    while years.today < NaiveDate::from_ymd_opt(2037, 4, 1).unwrap() {
        let today = years.today;
        years.office.wait_until(&today.to_string());
        let items = years.office.due();
        let found: BTreeSet<String> = items.iter().map(line).collect();
        assert_eq!(found.len(), items.len(), "{today}: something is told twice");
        let expected = years.world.told(today);
        let (missing, extra): (Vec<_>, Vec<_>) =
            (expected.difference(&found).collect(), found.difference(&expected).collect());
        assert!(missing.is_empty() && extra.is_empty(), "{today}: not told {missing:#?}, told in vain {extra:#?}");
        rules.extend(items.iter().map(|item| item.rule.clone()));
        (days, told) = (days + 1, told + items.len());
        years.live();
        years.act(&items);
        let off =
            (today - NaiveDate::from_ymd_opt(2027, 4, 1).unwrap()).num_days() % HOLIDAYS_EVERY == HOLIDAYS_EVERY - 1;
        years.today = today + Days::new(if off { 22 } else { 1 });
    }
    assert!(days > 3_000 && told > 200_000, "{days} days, {told} told");
    // Everything but the catalogue, which did not change.
    let all: BTreeSet<String> =
        (1..=23).filter(|number| *number != 14).map(|number| format!("RM-{number:02}")).collect();
    assert_eq!(rules, all);
}
