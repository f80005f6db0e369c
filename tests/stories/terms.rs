//! A contract that goes on for years, and one that ends.

use serde_json::{Value, json};

use super::office::{answers, findings, offices, state};

#[test]
fn five_yearly_renewals_keep_the_lineage() {
    for mut office in offices("2026-03-10") {
        let first = office.printing();
        let sub = json!({
            "name": "あおば運輸", "approval_number": "税第20号", "approved_on": "R8.4.10", "starts_on": "R8.5.1", "ends_on": "R9.3.31",
        });
        let kept = json!({"facts": answers(), "subcontracts": [sub], "inspections": [{"method": "onsite", "on": "R8.9.1"}], "note": "初年度"});
        let old = office.change(&first, kept)["contract"].clone();
        let signed = json!({"id": first, "signed_on": "R8.3.20", "revision": old["revision"]});
        office.call("contract_sign", signed);
        let mut ids = vec![first.clone()];
        for year in 9..=13 {
            let (starts_on, ends_on) = (format!("R{year}.4.1"), format!("令和{}年3月31日", year + 1));
            let renewal = json!({"id": ids.last(), "starts_on": starts_on, "ends_on": ends_on});
            let view = office.call("contract_renew", renewal.clone());
            assert_eq!(office.refused("contract_renew", renewal), ["already_renewed"]);
            let contract = &view["contract"];
            assert_eq!((&contract["renewed_from"], &contract["lineage"]), (ids.last().unwrap(), &first));
            assert_eq!(contract["term"], ids.len() + 1);
            assert_eq!(
                (&contract["facts"], &contract["contractor"], &contract["owner"]),
                (&old["facts"], &old["contractor"], &old["owner"])
            );
            // What was agreed or done in the old term is not carried over.
            for nothing in ["number", "signed_on", "closing", "note"] {
                assert_eq!(contract[nothing], Value::Null, "{nothing}");
            }
            for nothing in ["pins", "inspections", "waivers", "confirmations"] {
                assert_eq!(contract[nothing], json!([]), "{nothing}");
            }
            assert!(findings(&view).contains(&"subcontract_without_consent"), "consent is asked for again");
            ids.push(contract["id"].clone());
        }
        let terms = |id: &Value, office: &mut super::office::Office| -> Vec<Value> {
            let view = office.call("contract_show", json!({"id": id}));
            view["terms"].as_array().unwrap().iter().map(|term| term["id"].clone()).collect()
        };
        let (oldest, newest) = (terms(&ids[0], &mut office), terms(&ids[5], &mut office));
        assert_eq!(oldest.len(), 6, "{}", office.engine);
        assert!(oldest == newest && ids.iter().all(|id| oldest.contains(id)), "{}", office.engine);
        let last = office.call("contract_show", json!({"id": ids[5]}))["contract"].clone();
        assert_eq!((&last["starts_on"], &last["ends_on"]), (&json!("2031-04-01"), &json!("2032-03-31")));
        // A term that has its next one does not ask to be renewed.
        let due = |id: &Value, office: &mut super::office::Office| -> Vec<String> {
            let view = office.call("contract_show", json!({"id": id}));
            view["due"].as_array().unwrap().iter().map(|it| it["rule"].as_str().unwrap().to_owned()).collect()
        };
        assert!(!due(&ids[4], &mut office).contains(&"RM-01".to_owned()));
        assert!(due(&ids[5], &mut office).contains(&"RM-01".to_owned()));
    }
}

#[test]
fn closing_asks_for_return_and_erasure_until_both_are_there() {
    for mut office in offices("2027-04-20") {
        let id = office.printing();
        let open = office.change(&id, json!({"facts": answers()}));
        assert_eq!(open["status"], "ended");
        assert_eq!(state(&open, "OV-04"), Some("missing"), "the term is over and nothing is confirmed");
        let close = |revision: &Value, returned: Value, erased: Value| {
            json!({
                "id": id, "closed_on": "R9.3.31", "returned_on": returned, "erasure_certificate_on": erased, "note": null,
                "revision": revision,
            })
        };
        let revision = &open["contract"]["revision"];
        let early = json!({"id": id, "closed_on": "R8.3.31", "revision": revision});
        assert_eq!(office.refused("contract_close", early), ["closed_before_start"]);
        let nothing = office.call("contract_close", close(revision, Value::Null, Value::Null));
        assert_eq!((&nothing["status"], state(&nothing, "OV-04")), (&json!("closed"), Some("missing")));
        assert!(findings(&nothing).contains(&"closed_without_erasure"));
        assert!(nothing["due"].as_array().unwrap().iter().any(|it| it["rule"] == "RM-06"), "the certificate falls due");

        let returned =
            office.call("contract_close", close(&nothing["contract"]["revision"], json!("R9.4.5"), Value::Null));
        assert!(findings(&returned).contains(&"closed_without_erasure"), "return alone is not enough");

        let both =
            office.call("contract_close", close(&returned["contract"]["revision"], json!("R9.4.5"), json!("R9.4.10")));
        assert!(!findings(&both).contains(&"closed_without_erasure"), "{:?}", findings(&both));
        assert_eq!(state(&both, "OV-04"), Some("met"));
        assert!(!both["due"].as_array().unwrap().iter().any(|it| it["rule"] == "RM-06"));
        let stale = close(&returned["contract"]["revision"], Value::Null, Value::Null);
        assert_eq!(office.refused("contract_close", stale), ["changed_elsewhere"]);
    }
}
