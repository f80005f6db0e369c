//! Incidents: whether the law asks for a report, by which day, who is told of it, and that nothing silences the clock.

use serde_json::{Value, json};

use super::office::{Office, findings, offices, samples};

fn save(office: &mut Office, draft: Value) -> Value {
    office.call("incident_save", json!({"draft": draft}))
}

/// The same incident with other fields.
fn change(office: &mut Office, view: &Value, mut fields: Value) -> Value {
    fields["id"] = view["incident"]["id"].clone();
    fields["revision"] = view["incident"]["revision"].clone();
    save(office, fields)
}

/// `what due_on` of what is told of an incident today.
fn told(office: &mut Office) -> Vec<String> {
    let items = office.due().into_iter().filter(|item| item.record.kind == "incident");
    items.map(|item| format!("{} {} {}", item.rule, item.what.unwrap_or_default(), item.due_on)).collect()
}

fn step(view: &Value, kind: &str) -> Value {
    view["steps"].as_array().unwrap().iter().find(|step| step["kind"] == kind).unwrap().clone()
}

fn unknown(view: &Value) -> Vec<&str> {
    view["verdict"]["unknown"].as_array().unwrap().iter().map(|field| field["field"].as_str().unwrap()).collect()
}

#[test]
fn a_leak_runs_on_its_legal_clock_from_the_day_anybody_knew_until_it_is_reported() {
    for mut office in offices("2026-12-03") {
        // What the section knows on the first day: a leak at the contractor's, known since Tuesday, whose data is not clear.
        let contract = json!({"title": "封入封緘", "section": "税務課", "starts_on": "R8.4.1", "ends_on": "R9.3.31",
            "contractor": {"name": "株式会社シオミ印刷"}});
        let contract = office.call("contract_save", json!({"draft": contract}))["contract"]["id"].clone();
        let view = save(
            &mut office,
            json!({"title": "納税通知書の誤封入", "section": "税務課", "owner": "渡辺 大輔", "contract": contract, "kinds": ["leak"],
                "happened_on": "R8.11.30", "known_on": "令和8年12月1日", "contractor_knew_on": "R8.11.30",
                "contractor_reported_on": "R8.12.1", "personal_info": true}),
        );
        assert_eq!(view["verdict"]["reported"], Value::Null, "{}", office.engine);
        assert_eq!(
            unknown(&view),
            ["my_number", "special_care", "property_damage", "malicious", "persons", "ordinance_care"]
        );
        assert_eq!(findings(&view), ["incident_undecided"]);
        assert_eq!((&view["contractor"], &view["links"][0]["id"]), (&json!("株式会社シオミ印刷"), &contract));
        // The days count all the same. Day 30 is 30 December, which is closed (DOMAIN D.6).
        assert_eq!(told(&mut office), ["RM-15 initial 2026-12-07", "RM-15 final 2027-01-04"]);
        let item = office.due().into_iter().find(|item| item.record.kind == "incident").unwrap();
        assert_eq!(item.title, "事故の速報（個人情報保護委員会への報告）");
        assert_eq!(item.owner.as_deref(), Some("渡辺 大輔"));

        let view = change(&mut office, &view, json!({"persons": "約120人", "my_number": false}));
        assert_eq!((&view["verdict"]["reported"], &view["incident"]["persons"]), (&json!(true), &json!(120)));
        let reasons = view["verdict"]["reasons"].as_array().unwrap();
        assert!(
            reasons[0].as_str().unwrap().contains("第43条第1項") || reasons[0].as_str().unwrap().contains("第4号"),
            "{reasons:?}"
        );

        // Reported in time; the last report waits.
        office.wait_until("2026-12-04");
        let view =
            change(&mut office, &view, json!({"reports": [{"kind": "initial", "on": "R8.12.4", "number": "速-1"}]}));
        assert_eq!(step(&view, "initial")["done_on"], "2026-12-04");
        assert_eq!(told(&mut office), ["RM-15 final 2027-01-04"]);
        // It may have been on purpose: 60 days (施行規則第44条第2項).
        let view = change(&mut office, &view, json!({"malicious": true}));
        assert_eq!(step(&view, "final")["due_on"], "2027-01-29");
        let view = change(&mut office, &view, json!({"malicious": false}));

        // To close it ends no clock, and is a finding.
        let view = change(&mut office, &view, json!({"closed_on": "R8.12.4"}));
        assert_eq!(findings(&view), ["incident_closed_too_early"]);
        assert_eq!(told(&mut office), ["RM-15 final 2027-01-04"]);
        office.wait_until("2027-01-05");
        let view = office.call("incident_show", json!({"id": view["incident"]["id"]}));
        assert_eq!(findings(&view), ["incident_final_late", "incident_closed_too_early"]);

        // The last report with an empty item, and without a word to the persons.
        let rest = ["overview", "items", "cause", "secondary_harm", "response", "publication"];
        let mut fields: Value = rest.iter().map(|field| ((*field).to_owned(), json!("記載のとおり"))).collect();
        fields["reports"] = json!([{"kind": "initial", "on": "2026-12-04"}, {"kind": "final", "on": "2027-01-05"}]);
        let view = change(&mut office, &view, fields);
        assert_eq!(findings(&view), ["incident_lacks", "incident_persons_not_told"]);
        assert!(view["findings"][0]["text"].as_str().unwrap().contains("再発防止"), "{}", view["findings"]);
        let view = change(
            &mut office,
            &view,
            json!({"prevention": "封入の後に二人で照合する。", "notice": {"instead": "所在が分からない3人には公表で代える。"}}),
        );
        assert!(findings(&view).is_empty() && told(&mut office).is_empty(), "{}", view["findings"]);
        assert_eq!(office.call("incident_history", json!({"id": view["incident"]["id"]})).as_array().unwrap().len(), 8);
    }
}

#[test]
fn an_incident_that_cannot_be_so_is_refused_and_names_every_problem() {
    for mut office in offices("2026-11-27") {
        let mut refused = |draft: Value| {
            let mut codes = office.try_call("incident_save", json!({"draft": draft})).unwrap_err();
            codes.sort();
            codes.join(" ")
        };
        assert_eq!(refused(json!({"title": "誤送付", "known_on": "2026-11-28"})), "incident_to_come");
        assert_eq!(
            refused(json!({"title": " ", "known_on": "R8.13.1", "persons": "多数", "happened_on": "R8.11.31"})),
            "date_impossible date_impossible incident_persons required"
        );
        assert_eq!(
            refused(json!({"title": "誤送付", "happened_on": "R8.11.20", "known_on": "R8.11.19"})),
            "period_reversed"
        );
        assert_eq!(
            refused(
                json!({"title": "誤送付", "reports": [{"kind": "final", "on": "R8.12.1"}, {"kind": "initial"}, {"on": "R8.11.1"}]})
            ),
            "incident_to_come required required"
        );
        assert_eq!(refused(json!({"title": "誤送付", "kinds": ["leek"]})), "entry_unreadable");
        assert_eq!(refused(json!({"title": "誤送付", "contract": "nowhere"})), "incident_place_missing");
        assert_eq!(office.call("incident_list", json!({}))["all"], 0);

        // Two people at once: the second is told who was first, and nothing of either is lost.
        let view = save(&mut office, json!({"title": "誤送付", "known_on": "2026-11-27"}));
        change(&mut office, &view, json!({"cause": "宛先の誤り"}));
        let stale = json!({"draft": {"id": view["incident"]["id"], "revision": 1, "overview": "二重"}});
        assert_eq!(office.try_call("incident_save", stale).unwrap_err(), ["changed_elsewhere"]);
        // A save that says nothing new writes nothing.
        let now = office.call("incident_show", json!({"id": view["incident"]["id"]}));
        assert_eq!(change(&mut office, &now, json!({"cause": "宛先の誤り"}))["incident"]["revision"], 2);
    }
}

#[test]
fn what_is_no_leak_or_nobodys_data_needs_no_report_and_whoever_did_not_say_when_is_counted_from_today() {
    for mut office in offices("2026-11-27") {
        let outage = save(
            &mut office,
            json!({"title": "停止", "owner": "渡辺 大輔", "known_on": "2026-11-26", "kinds": ["outage"]}),
        );
        assert_eq!((&outage["verdict"]["reported"], outage["steps"].as_array().unwrap().len()), (&json!(false), 0));
        assert!(findings(&outage).is_empty() && told(&mut office).is_empty());

        // My Number data are reported however few they are, until somebody found the rule that exempts them.
        let bare = save(&mut office, json!({"title": "紛失", "kinds": ["loss"], "my_number": true}));
        assert_eq!((&bare["day_one"], &bare["verdict"]["reported"]), (&json!("2026-11-27"), &json!(true)));
        assert_eq!(findings(&bare), ["incident_known_missing", "incident_owner_missing"]);
        assert_eq!(told(&mut office), ["RM-15 initial 2026-12-01", "RM-15 final 2026-12-28"]);
        // Entered later, known earlier: the clock goes back.
        let known = change(&mut office, &bare, json!({"known_on": "2026-11-16"}));
        assert_eq!(
            (&step(&known, "initial")["due_on"], &step(&known, "initial")["days"]),
            (&json!("2026-11-20"), &json!(-7))
        );
        assert_eq!(findings(&known), ["incident_initial_late", "incident_owner_missing"]);
        // What is typed is judged before it is saved.
        let draft = json!({"id": known["incident"]["id"], "revision": 2, "known_on": "R8.11.27", "malicious": true, "persons": "x"});
        let check = office.call("incident_check", json!({"draft": draft}));
        assert_eq!(step(&check["view"], "final")["due_on"], "2027-01-25");
        assert_eq!(check["problems"][0]["code"], "incident_persons");
        let list = office.call("incident_list", json!({"state": "open", "text": "紛失"}));
        assert_eq!((&list["total"], &list["rows"][0]["next_on"]), (&json!(1), &json!("2026-11-20")));
        assert_eq!(list["rows"][0]["next_days"], -7);
    }
}

#[test]
fn an_incident_goes_over_with_its_owner_and_comes_out_of_every_table_as_it_went_in() {
    for mut office in samples("2026-11-27") {
        let list = office.call("incident_list", json!({}));
        assert_eq!(
            (&list["all"], &list["rows"][0]["findings"], &list["rows"][0]["reported"]),
            (&json!(1), &json!(0), &json!(true))
        );
        let contract = office.call("incident_show", json!({"id": list["rows"][0]["id"]}))["links"][0].clone();
        let of = office.call("incident_of", json!({"register": "contract", "id": contract["id"]}));
        assert_eq!((&of[0]["id"], &of[0]["open"]), (&list["rows"][0]["id"], &json!(false)));

        let view = save(
            &mut office,
            json!({"title": "誤送信", "section": "税務課", "owner": "渡辺 大輔", "known_on": "2026-11-26", "kinds": ["leak"]}),
        );
        let id = view["incident"]["id"].as_str().unwrap().to_owned();
        let rows =
            json!([{"name": "渡辺 大輔", "from_section": "税務課", "to_section": "情報政策課", "on": "2026-12-01"}]);
        let preview = office.call("transfer_preview", json!({"rows": rows}));
        assert!(preview["moves"].to_string().contains(&id), "{preview}");
        let folder = tempfile::tempdir().unwrap();
        let choices = json!([{"row": 1, "successor": preview["successors"][0]["key"]}]);
        let sheets = json!({"rows": rows, "choices": choices, "folder": folder.path().to_string_lossy()});
        assert!(!office.call("transfer_papers", sheets)["files"].as_array().unwrap().is_empty());
        for name in ["事故.xlsx", "事故.csv", "事故.jsonl"] {
            let file = folder.path().join(name).to_string_lossy().into_owned();
            office.call("export_save", json!({"register": "incident", "file": file}));
            let result = office.call("import_run", json!({"import": {"register": "incident", "file": file}}));
            assert_eq!(
                (&result["unchanged"], &result["created"], &result["updated"]),
                (&json!(2), &json!(0), &json!(0)),
                "{name}: {result}"
            );
        }
        let archive = folder.path().join("archive.zip").to_string_lossy().into_owned();
        office.call("archive_save", json!({"file": archive}));
        assert_eq!(office.call("history_verify", json!({}))["ok"], true);
    }
}
