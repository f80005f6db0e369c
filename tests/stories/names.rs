//! A section or a person gets another name: every open record of every register follows, each with one row of history.

use serde_json::{Value, json};

use super::office::{Office, offices};

/// A record of each register for a section and a person: one open, one over.
fn records(office: &mut Office) -> Vec<(&'static str, Value)> {
    let mut ids = Vec::new();
    for over in [false, true] {
        let contract = json!({"title": "契約", "section": "税務課", "owner": "渡辺 大輔", "starts_on": "R8.4.1", "owner_since": "R6.4.1"});
        let saved = office.call("contract_save", json!({"draft": contract}))["contract"].clone();
        if over {
            office.call("contract_close", json!({"id": saved["id"], "closed_on": "R8.10.1", "revision": 1}));
        }
        ids.push(("contract", saved["id"].clone()));
        let cloud = json!({"service": "会議", "section": "税務課", "manager": "渡辺 大輔", "manager_since": "R6.4.1",
            "status": if over { "ended" } else { "approved" }});
        ids.push(("cloud", office.call("cloud_save", json!({"draft": cloud}))["cloud"]["id"].clone()));
        let sns = json!({"name": "公式", "section": "税務課", "owner": "渡辺 大輔", "owner_since": "R6.4.1", "deputy": "林 智也",
            "operators": ["林 智也", "渡辺 大輔"], "recovery_holder": "渡辺 大輔", "status": if over { "closed" } else { "active" }});
        ids.push(("sns", office.call("sns_save", json!({"draft": sns}))["sns"]["id"].clone()));
    }
    ids
}

#[test]
fn a_new_name_of_a_section_or_a_person_reaches_every_open_record_with_one_row_each() {
    for mut office in offices("2026-11-24") {
        let section = office.call("section_save", json!({"section": {"name": "税務課"}}));
        let person = office.call("person_save", json!({"person": {"name": "渡辺 大輔", "section": "税務課"}}));
        let ids = records(&mut office);
        let rows = |office: &mut Office, register: &str, id: &Value| {
            office.call(&format!("{register}_history"), json!({"id": id})).as_array().unwrap().len()
        };
        let before: Vec<usize> = ids.iter().map(|(register, id)| rows(&mut office, register, id)).collect();
        office.call("section_save", json!({"section": {"id": section["id"], "name": "市民税課", "revision": 1}}));
        let mut renamed = person.clone();
        (renamed["name"], renamed["section"], renamed["revision"]) = ("渡邉 大輔".into(), "市民税課".into(), 2.into());
        office.call("person_save", json!({"person": renamed}));
        for (index, (register, id)) in ids.iter().enumerate() {
            let record = office.call(&format!("{register}_show"), json!({"id": id}))[register].clone();
            let holder = if *register == "cloud" { "manager" } else { "owner" };
            let open = index < 3;
            let names = if open { ("市民税課", "渡邉 大輔") } else { ("税務課", "渡辺 大輔") };
            assert_eq!(
                (&record["section"], &record[holder]),
                (&json!(names.0), &json!(names.1)),
                "{} {register}",
                office.engine
            );
            assert_eq!(record[format!("{holder}_since")], "2024-04-01", "the same person holds it");
            let added = rows(&mut office, register, id) - before[index];
            assert_eq!(added, if open { 2 } else { 0 }, "{} {register}", office.engine);
            if *register == "sns" {
                assert_eq!(record["operators"], json!(["林 智也", names.1]));
                assert_eq!((&record["deputy"], &record["recovery_holder"]), (&json!("林 智也"), &json!(names.1)));
            }
        }
        assert_eq!(office.call("history_verify", json!({}))["ok"], true, "{}", office.engine);
    }
}

#[test]
fn a_person_whose_name_another_bears_takes_no_record_along() {
    for mut office in offices("2026-11-24") {
        let first = office.call("person_save", json!({"person": {"name": "渡辺 大輔"}}));
        office.call("person_save", json!({"person": {"name": "渡辺 大輔", "section": "福祉課"}}));
        let ids = records(&mut office);
        let mut renamed = first;
        renamed["name"] = "渡邉 大輔".into();
        office.call("person_save", json!({"person": renamed}));
        let sns = office.call("sns_show", json!({"id": ids[2].1}));
        assert_eq!(sns["sns"]["owner"], "渡辺 大輔", "{}", office.engine);
    }
}

#[test]
fn the_bars_count_the_records_of_each_register() {
    for mut office in offices("2026-11-24") {
        records(&mut office);
        let status = office.call("status", json!({}));
        assert_eq!((&status["contracts"], &status["clouds"], &status["sns"]), (&json!(2), &json!(2), &json!(2)));
    }
}

#[test]
fn a_handover_by_a_draft_begins_today_and_one_with_a_date_on_that_date() {
    for mut office in offices("2026-11-24") {
        let id = office.printing();
        let owner = |view: &Value| (view["contract"]["owner"].clone(), view["contract"]["owner_since"].clone());
        let handed = office.change(&id, json!({"owner": "林 智也"}));
        assert_eq!(owner(&handed), (json!("林 智也"), json!("2026-11-24")), "{}", office.engine);
        let planned = office.change(&id, json!({"owner": "小坂 春香", "owner_since": "R9.4.1"}));
        assert_eq!(owner(&planned), (json!("小坂 春香"), json!("2027-04-01")));
        let same = office.change(&id, json!({"note": "別の欄"}));
        assert_eq!(owner(&same).1, "2027-04-01");
        assert_eq!(
            office.refused("contract_save", json!({"draft": {"id": id, "revision": 4, "owner_since": "R9.2.30"}})),
            ["date_impossible"]
        );
        let renewed = office.call("contract_renew", json!({"id": id, "starts_on": "R9.4.1", "ends_on": "R10.3.31"}));
        assert_eq!(owner(&renewed).1, "2027-04-01", "the holder stays in the next term");
    }
}
