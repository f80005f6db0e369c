//! The transfer of 1 April: a person leaves, and every contract of theirs says so.

use serde_json::json;

use super::office::{findings, offices};

#[test]
fn a_person_who_leaves_on_the_first_of_april_is_shown_in_the_contracts() {
    for mut office in offices("2027-03-31") {
        office.call("section_save", json!({"section": {"name": "税務課"}}));
        let person =
            office.call("person_save", json!({"person": {"name": "渡辺 大輔", "section": "税務課", "from": "R6.4.1"}}));
        let id = office.printing();
        let mut leaving = person.clone();
        leaving["until"] = "R9.3.31".into();
        let left = office.call("person_save", json!({"person": leaving}));
        assert_eq!((&left["until"], &left["revision"]), (&json!("2027-03-31"), &json!(2)));

        let last_day = office.call("contract_show", json!({"id": id}));
        assert!(!findings(&last_day).contains(&"owner_left"), "{}", office.engine);

        office.wait_until("2027-04-01");
        let view = office.call("contract_show", json!({"id": id}));
        assert!(findings(&view).contains(&"owner_left"), "{}", office.engine);
        let text = view["findings"].as_array().unwrap().iter().find(|it| it["code"] == "owner_left").unwrap();
        assert!(text["text"].as_str().unwrap().contains("渡辺 大輔") && text["field"] == "owner", "{text}");

        // A successor of the same name, or another person, settles it.
        let same =
            office.call("person_save", json!({"person": {"name": "渡辺 大輔", "section": "収納課", "from": "R9.4.1"}}));
        assert!(!findings(&office.call("contract_show", json!({"id": id}))).contains(&"owner_left"));
        let mut gone = same;
        gone["until"] = "2027-04-01".into();
        office.call("person_save", json!({"person": gone}));
        office.wait_until("2027-04-02");
        assert!(findings(&office.call("contract_show", json!({"id": id}))).contains(&"owner_left"));
        office.call("person_save", json!({"person": {"name": "林 智也", "section": "税務課", "from": "R9.4.1"}}));
        let handed = office.change(&id, json!({"owner": "林 智也"}));
        assert!(!findings(&handed).contains(&"owner_left"));
        let history = office.call("contract_history", json!({"id": id}));
        let change = &history[0]["changes"][0];
        assert_eq!(
            (&change["field"], &change["before"], &change["after"]),
            (&json!("owner"), &json!("渡辺 大輔"), &json!("林 智也"))
        );
    }
}

#[test]
fn a_closed_contract_does_not_ask_for_a_successor() {
    for mut office in offices("2027-05-01") {
        office.call("person_save", json!({"person": {"name": "渡辺 大輔", "until": "2027-03-31"}}));
        let id = office.printing();
        let revision = office.call("contract_show", json!({"id": id}))["contract"]["revision"].clone();
        let close = json!({"id": id, "closed_on": "R9.3.31", "returned_on": "R9.4.1", "erasure_certificate_on": "R9.4.1", "revision": revision});
        assert!(!findings(&office.call("contract_close", close)).contains(&"owner_left"), "{}", office.engine);
    }
}
