//! Pictures of what falls due, as their tables say it: a fiscal year, a month, and the load of each section.

use serde_json::{Value, json};

use super::clouds::{SATO, staffed};
use super::office::{Office, offices};

const DAY: &str = "2026-11-26";

impl Office {
    /// `kind title certificate state from..until` of each row of a timeline but the office's own; `<` and `>` where it goes on
    /// beyond the months that are shown.
    #[track_caller]
    fn timeline(&mut self, query: Value) -> Vec<String> {
        let answer = self.call("due_timeline", query);
        of_records(&answer).into_iter().map(row).collect()
    }

    #[track_caller]
    fn save(&mut self, draft: Value) -> Value {
        self.call("contract_save", json!({"draft": draft}))["contract"]["id"].clone()
    }
}

/// The rows of a timeline that records have.
fn of_records(answer: &Value) -> Vec<&Value> {
    answer["rows"].as_array().unwrap().iter().filter(|row| row["kind"] != "office").collect()
}

fn row(row: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let span = |span: &Value| {
        let sign = |key: &str, sign: &str| if span[key] == true { sign.to_owned() } else { String::new() };
        let (before, after) = (sign("goes_before", "<"), sign("goes_after", ">"));
        format!("{before}{}..{}{after} {}", text(&span["from"]), text(&span["until"]), text(&span["state"]))
    };
    let spans = row["spans"].as_array().unwrap().iter().map(span).collect::<Vec<_>>().join(", ");
    let parts =
        [text(&row["kind"]), text(&row["record"]["title"]), text(&row["certificate"]), text(&row["state"]), spans];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ")
}

fn contract(title: &str, starts_on: &str, ends_on: &str) -> Value {
    json!({"title": title, "section": "税務課", "owner": "渡辺 大輔", "contractor": {"name": "㈱ちぐさ印刷"},
        "starts_on": starts_on, "ends_on": ends_on,
        "facts": {"handles_info_asset": false, "handles_personal_info": false}})
}

#[test]
fn a_year_shows_the_records_that_touch_it_and_says_what_goes_on() {
    for mut office in offices(DAY) {
        office.save(contract("単年", "R8.4.1", "R9.3.31"));
        office.save(contract("長期", "R6.10.1", "R13.9.30"));
        office.save(contract("終期なし", "R8.12.1", ""));
        office.save(contract("一日", "R8.6.1", "R8.6.1"));
        office.save(contract("昨年度", "R7.4.1", "R8.3.31"));
        office.save(contract("来年度", "R9.4.1", "R10.3.31"));
        let mut renewing = contract("自動更新", "R1.10.1", "R2.9.30");
        renewing["auto_renewal"] = true.into();
        office.save(renewing);
        let mut rows = office.timeline(json!({}));
        rows.sort();
        assert_eq!(
            rows,
            [
                "contract | 一日 | ended | 2026-06-01..2026-06-01 ended",
                "contract | 単年 | running | 2026-04-01..2027-03-31 running",
                "contract | 来年度 | planned | 2027-04-01..2027-09-30> planned",
                "contract | 終期なし | planned | 2026-12-01..2027-09-30> planned",
                "contract | 自動更新 | running | <2026-04-01..2027-09-30 running",
                "contract | 長期 | running | <2026-04-01..2027-09-30> running",
            ],
            "{}",
            office.engine
        );
        let next = office.timeline(json!({"when": "R9"}));
        assert!(next.contains(&"contract | 来年度 | planned | 2027-04-01..2028-03-31 planned".to_owned()), "{next:?}");
        assert!(
            next.iter().any(|row| row.starts_with("contract | 自動更新 | running | <2027-04-01..2027-09-30 running, ")),
            "{next:?}"
        );
        // What renews itself is in every year until somebody closes it.
        assert!(office.timeline(json!({"when": "2021年度"})).iter().any(|row| row.contains("自動更新")));
        assert_eq!(office.refused("due_timeline", json!({"when": "そのうち"})), ["date_unreadable"]);
    }
}

#[test]
fn a_certificate_stands_below_its_record_with_its_own_dates() {
    for mut office in offices(DAY) {
        let mut draft = contract("給与計算", "R8.4.1", "R9.3.31");
        draft["certificates"] = json!([
            {"kind": "iso27001", "number": "IS 100", "valid_until": "R9.2.26"},
            {"kind": "pmark", "valid_until": "R8.10.15"},
        ]);
        let id = office.save(draft);
        office.save(contract("清掃", "R8.4.1", "R9.3.31"));
        let answer = office.call("due_timeline", json!({}));
        let rows = answer["rows"].as_array().unwrap();
        let own: Vec<&Value> = rows.iter().filter(|row| row["record"]["id"] == id).collect();
        let told: Vec<String> = own.iter().copied().map(row).collect();
        assert_eq!(
            told,
            [
                "contract | 給与計算 | running | 2026-04-01..2027-03-31 running",
                "certificate | 給与計算 | ISO/IEC 27001（ISMS） IS 100 | running | <2026-04-01..2027-02-26 running",
                "certificate | 給与計算 | プライバシーマーク | lapsed | <2026-04-01..2026-10-15 lapsed",
            ]
        );
        let dues = |row: &Value| -> Vec<String> {
            let due = |due: &Value| [&due["rule"], &due["due_on"]].map(|it| it.as_str().unwrap()).join(" ");
            row["dues"].as_array().unwrap().iter().map(due).collect()
        };
        assert_eq!(dues(own[0]), ["RM-01 2027-03-31"]);
        assert_eq!(dues(own[1]), ["RM-04 2027-02-26"]);
        assert_eq!(dues(own[2]), ["RM-04 2026-10-15"]);
        assert_eq!((&answer["total"], &answer["records"]), (&json!(2), &json!(2)), "records are counted, not rows");
        let only = office.call("due_timeline", json!({"kind": "certificate"}));
        assert_eq!((only["rows"].as_array().unwrap().len(), &only["total"]), (2, &json!(1)), "{}", office.engine);
        let terms = office.timeline(json!({"kind": "contract"}));
        assert!(terms.iter().all(|row| row.starts_with("contract")), "{terms:?}");
    }
}

#[test]
fn every_register_has_its_rows_and_the_filters_hold() {
    for mut office in offices(DAY) {
        office.save(contract("印刷", "R8.4.1", "R9.3.31"));
        office.call(
            "cloud_save",
            json!({"draft": {"service": "アンケート", "section": "人事課", "manager": "上野 誠",
            "status": "approved", "number": "ク8-1", "decided_on": "R8.6.1", "expires_on": "R9.5.31"}}),
        );
        office.call("cloud_save", json!({"draft": {"service": "下書き", "section": "人事課"}}));
        office.call(
            "sns_save",
            json!({"draft": {"medium": "x", "name": "潮見市広報", "section": "広報課", "owner": "小坂 春香",
            "handle": "shiomi", "status": "active", "opened_on": "R2.5.1", "closed_on": null}}),
        );
        let rows = office.timeline(json!({}));
        assert_eq!(
            rows,
            [
                "contract | 印刷 | running | 2026-04-01..2027-03-31 running",
                "cloud | アンケート | running | 2026-06-01..2027-05-31 running",
                "sns | 潮見市広報 | unapproved | <2026-04-01..2027-09-30> unapproved",
            ],
            "{}",
            office.engine
        );
        assert_eq!(office.timeline(json!({"section": "人事課"})).len(), 1);
        assert_eq!(office.timeline(json!({"owner": "小坂 春香"})).len(), 1);
        assert_eq!(office.timeline(json!({"kind": "sns"})).len(), 1);
        assert!(office.timeline(json!({"whose": "mine"})).is_empty());
        let by_owner = office.timeline(json!({"group": "owner"}));
        assert_eq!(by_owner.len(), 3);
        let page = office.call("due_timeline", json!({"offset": 1, "limit": 1}));
        assert_eq!((&page["total"], &page["records"], &page["offset"]), (&json!(3), &json!(1), &json!(1)));
        assert_eq!(row(&page["rows"][0]), rows[1]);
    }
}

#[test]
fn a_record_that_ended_before_the_year_is_shown_for_what_is_still_due_in_it() {
    for mut office in offices(DAY) {
        let mut draft = contract("例規", "R7.4.1", "R8.3.31");
        draft["facts"]["handles_info_asset"] = true.into();
        draft["deliverables"] = json!([{"kind": "erasure_certificate", "title": "消去証明", "due_on": "R8.4.30"}]);
        office.save(draft);
        let answer = office.call("due_timeline", json!({}));
        let rows = of_records(&answer);
        assert_eq!(rows.iter().copied().map(row).collect::<Vec<_>>(), ["contract | 例規 | ended"]);
        let due = &rows[0]["dues"][0];
        assert_eq!((&due["rule"], &due["stage"]), (&json!("RM-06"), &json!("overdue")), "{}", office.engine);
    }
}

#[test]
fn what_the_office_itself_has_to_do_stands_above_the_records() {
    for mut office in staffed("2026-04-02") {
        office.save(contract("印刷", "R8.4.1", "R9.3.31"));
        let mut own = |query: Value| -> Vec<String> {
            let answer = office.call("due_timeline", query);
            let rows = answer["rows"].as_array().unwrap().iter().filter(|row| row["kind"] == "office");
            let line = |row: &Value| {
                let dues = row["dues"].as_array().unwrap().iter();
                let days: Vec<&str> = dues.clone().map(|due| due["due_on"].as_str().unwrap()).collect();
                format!("{} {}", dues.clone().next().unwrap()["rule"].as_str().unwrap(), days.join(" "))
            };
            rows.map(line).collect()
        };
        let stock = "RM-16 2026-06-30 2027-02-28 2027-06-30";
        let budget = "RM-22 2026-08-01 2026-09-15 2027-08-01 2027-09-15";
        let all = own(json!({}));
        assert!(all.contains(&stock.to_owned()) && all.contains(&budget.to_owned()), "{all:?}");
        assert!(all.contains(&"RM-23 2027-07-01".to_owned()), "{all:?}");
        let next = own(json!({"when": "R9.10"}));
        assert!(next.contains(&"RM-22 2028-08-01 2028-09-15".to_owned()), "{next:?}");
        assert_eq!(own(json!({"kind": "office"})), all);
        assert!(own(json!({"kind": "contract"})).is_empty() && own(json!({"section": "税務課"})).is_empty());
        assert!(own(json!({"offset": 1})).is_empty(), "on the first page");
        assert!(own(json!({"whose": "mine"})).is_empty(), "whoever applies for something has no part in it");
        office.is_worked_by(SATO);
        let mine = office.call("due_timeline", json!({"whose": "mine"}));
        assert!(
            mine["rows"].as_array().unwrap().iter().any(|row| row["dues"][0]["rule"] == "RM-22"),
            "{}",
            office.engine
        );
    }
}

#[test]
fn a_month_has_whole_weeks_from_sunday_with_the_days_on_which_the_office_is_closed() {
    for mut office in staffed(DAY) {
        for number in 1..=5 {
            office.save(contract(&format!("契約{number}"), "R8.4.1", "R8.12.28"));
        }
        let month = office.call("due_month", json!({"when": "R8.12"}));
        let days = month["days"].as_array().unwrap();
        assert_eq!((&days[0]["on"], &days[34]["on"], days.len()), (&json!("2026-11-29"), &json!("2027-01-02"), 35));
        let day = |on: &str| days.iter().find(|day| day["on"] == on).unwrap().clone();
        let busy = day("2026-12-28");
        assert_eq!((&busy["count"], busy["items"].as_array().unwrap().len()), (&json!(5), 3), "{}", office.engine);
        assert_eq!((&busy["closed"], &busy["in_month"]), (&json!(false), &json!(true)));
        assert_eq!(day("2026-12-29")["closed_for"], "年末年始");
        assert_eq!(day("2027-01-01")["closed_for"], "元日");
        assert_eq!((&day("2026-12-05")["closed"], &day("2026-12-05")["closed_for"]), (&json!(true), &json!(null)));
        assert_eq!(month["total"], 5);
        assert_eq!((&month["before"], &month["after"]), (&json!("2026-11"), &json!("2027-01")));
        let list = office.call("due_day", json!({"on": "R8.12.28"}));
        assert_eq!((&list["total"], list["items"].as_array().unwrap().len()), (&json!(5), 5));
        assert_eq!(office.call("due_day", json!({"on": "R8.12.27"}))["total"], 0);
        // What is done is not counted any more; what was put off is, on its own day.
        let item = &list["items"][0];
        let act = |step: &str| {
            json!({"register": "contract", "record": item["record"]["id"], "rule": item["rule"], "what": null,
            "due_on": item["due_on"], "revision": 0, "step": step, "note": "更新しない", "until": "R8.12.20"})
        };
        office.call("due_act", act("done"));
        assert_eq!(office.call("due_month", json!({"when": "R8.12"}))["total"], 4);
        assert_eq!(office.call("due_month", json!({"when": "R8.12", "section": "人事課"}))["total"], 0);
        assert_eq!(office.refused("due_month", json!({"when": "師走"})), ["date_unreadable"]);
        for (when, first, last, weeks) in [
            ("R9.1", "2026-12-27", "2027-02-06", 6),
            ("2026-02", "2026-02-01", "2026-02-28", 4),
            ("R10.2", "2028-01-30", "2028-03-04", 5),
        ] {
            let month = office.call("due_month", json!({"when": when}));
            let days = month["days"].as_array().unwrap();
            assert_eq!((&days[0]["on"], &days[days.len() - 1]["on"]), (&json!(first), &json!(last)), "{when}");
            assert_eq!(days.len(), weeks * 7, "{when}");
        }
    }
}

#[test]
fn the_load_of_a_section_is_that_of_its_people_and_knows_what_is_overdue() {
    for mut office in staffed(DAY) {
        office.save(contract("満了前", "R8.4.1", "R9.3.31"));
        let mut late = contract("検査", "R8.4.1", "R9.2.28");
        late["owner"] = "大浦 新".into();
        late["certificates"] = json!([{"kind": "pmark", "valid_until": "R8.10.15"}]);
        office.save(late);
        let mut old = contract("古い認証", "R6.4.1", "R9.3.31");
        old["certificates"] = json!([{"kind": "pmark", "valid_until": "R8.3.15"}]);
        office.save(old);
        let load = office.call("due_load", json!({"section": "税務課"}));
        assert_eq!(load["months"][0], "2026-04");
        let section = &load["sections"][0];
        let counts = |row: &Value| -> Vec<i64> {
            row["months"].as_array().unwrap().iter().map(|month| month["count"].as_i64().unwrap()).collect()
        };
        assert_eq!(section["name"], "税務課");
        assert_eq!(counts(section), [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 2], "{}", office.engine);
        assert_eq!((&section["earlier"], &section["total"]), (&json!(1), &json!({"count": 5, "overdue": 2})));
        assert_eq!(section["months"][6], json!({"count": 1, "overdue": 1}));
        let people: Vec<(&Value, &Value)> =
            section["people"].as_array().unwrap().iter().map(|it| (&it["name"], &it["total"]["count"])).collect();
        assert_eq!(people, [(&json!("渡辺 大輔"), &json!(3)), (&json!("大浦 新"), &json!(2))]);
        assert_eq!(load["all"]["total"], section["total"]);
    }
}
