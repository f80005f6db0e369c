//! Accidents that happened to other offices (DOMAIN 0.9, D): what the ledger would have said before each of them.

use serde_json::{Value, json};

use super::office::{Office, findings, offices};

fn contract(office: &mut Office, more: Value) -> Value {
    let mut draft = json!({"title": "給付金事務", "section": "税務課", "owner": "渡辺 大輔", "starts_on": "R8.4.1", "ends_on": "R9.3.31",
        "contractor": {"name": "株式会社元請", "country": "日本", "parent_country": "日本"},
        "facts": {"handles_personal_info": true, "handles_info_asset": true, "has_subcontract": true}});
    for (name, value) in more.as_object().unwrap() {
        draft[name] = value.clone();
    }
    office.call("contract_save", json!({"draft": draft}))
}

fn change(office: &mut Office, view: &Value, mut draft: Value) -> Value {
    draft["id"] = view["contract"]["id"].clone();
    draft["revision"] = view["contract"]["revision"].clone();
    office.call("contract_save", json!({"draft": draft}))
}

fn consented(name: &str, tier: u32) -> Value {
    json!({"name": name, "tier": tier, "scope": "データ移行", "reason": "専門の作業", "approval_number": "税第1号",
        "approved_on": "R8.4.1", "personal_info": true})
}

/// The findings about re-outsourcing, with the place in the list.
fn about_subcontracts(view: &Value) -> Vec<String> {
    let found = view["findings"].as_array().unwrap().iter();
    let own = found.filter(|found| found["code"].as_str().unwrap().starts_with("subcontract_"));
    own.map(|found| format!("{} {}", found["code"].as_str().unwrap(), found["field"].as_str().unwrap())).collect()
}

/// 尼崎市 2022: the work had gone three levels down, and the city knew of the first one only.
#[test]
fn a_hidden_third_level_is_a_finding_before_its_worker_loses_the_data() {
    for mut office in offices("2026-11-27") {
        let view = contract(&mut office, json!({"subcontracts": [consented("株式会社一次", 1)]}));
        assert!(about_subcontracts(&view).is_empty(), "{}: {}", office.engine, view["findings"]);
        // A worker list names somebody of a company of the third level: it is entered as what it is.
        let third = json!({"name": "株式会社三次", "tier": 3, "scope": "データ移行", "personal_info": true});
        let view = change(&mut office, &view, json!({"subcontracts": [view["contract"]["subcontracts"][0], third]}));
        assert_eq!(
            about_subcontracts(&view),
            ["subcontract_without_consent subcontracts.1", "subcontract_level_missing subcontracts.1"]
        );
        let chain = office.call("contract_chain", json!({"id": view["contract"]["id"]}));
        let states: Vec<(&str, &str)> = chain["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| (node["title"].as_str().unwrap(), node["state"].as_str().unwrap()))
            .collect();
        assert_eq!(
            states,
            [
                ("給付金事務", "none"),
                ("株式会社元請", "none"),
                ("株式会社一次", "consented"),
                ("2次の再委託先（未登録）", "unknown"),
                ("株式会社三次", "missing")
            ]
        );
        // The second level is found out; the third says from whom it has its work, and on which level that makes it.
        let [first, third] = [0, 1].map(|at| view["contract"]["subcontracts"][at].clone());
        let second = json!({"name": "株式会社二次", "tier": 2, "under": first["id"]});
        let mut third = third;
        (third["under"], third["tier"]) = (json!("㈱二次"), json!(1));
        let view = change(&mut office, &view, json!({"subcontracts": [first, second, third]}));
        assert_eq!(view["contract"]["subcontracts"][2]["tier"], 3);
        assert_eq!(
            about_subcontracts(&view),
            ["subcontract_without_consent subcontracts.1", "subcontract_without_consent subcontracts.2"]
        );
        let chain = office.call("contract_chain", json!({"id": view["contract"]["id"]}));
        let edges: Vec<String> = chain["edges"]
            .as_array()
            .unwrap()
            .iter()
            .map(|edge| format!("{}>{}", edge["from"].as_str().unwrap(), edge["to"].as_str().unwrap()))
            .collect();
        assert_eq!(edges, ["contract>contractor", "contractor>s1", "s1>s3", "s3>s2"]);
        // Saved again, it is known by its id, so that a new name of the one above changes nothing.
        let mut subs = view["contract"]["subcontracts"].clone();
        let view = change(&mut office, &view, json!({"subcontracts": subs, "note": "確認中"}));
        assert_eq!(view["contract"]["subcontracts"][2]["under"], "s3");
        subs = view["contract"]["subcontracts"].clone();
        subs[1]["name"] = json!("株式会社二次改め");
        let view = change(&mut office, &view, json!({"subcontracts": subs}));
        assert_eq!(about_subcontracts(&view).len(), 2);
        // Taken out, it leaves a level that somebody has to look at.
        let left = json!([subs[0], subs[2]]);
        let view = change(&mut office, &view, json!({"subcontracts": left}));
        assert_eq!(view["contract"]["subcontracts"][1]["under"], Value::Null);
        assert!(about_subcontracts(&view).contains(&"subcontract_level_missing subcontracts.1".to_owned()));
    }
}

/// Consents that lead in a circle, or back to whoever gave the work, are no chain that anybody can answer for.
#[test]
fn a_circle_of_consents_is_refused_and_work_that_comes_back_is_a_finding() {
    for mut office in offices("2026-11-27") {
        let view = contract(&mut office, json!({"subcontracts": [consented("甲社", 1), consented("乙社", 2)]}));
        let subs = view["contract"]["subcontracts"].clone();
        let (mut one, mut other) = (subs[0].clone(), subs[1].clone());
        (one["under"], other["under"]) = (other["id"].clone(), one["id"].clone());
        let draft = json!({"id": view["contract"]["id"], "revision": 1, "subcontracts": [one, other]});
        assert_eq!(office.try_call("contract_save", json!({"draft": draft})).unwrap_err(), ["subcontract_circle"]);
        let mut lost = subs[1].clone();
        lost["under"] = json!("丙社");
        let draft = json!({"id": view["contract"]["id"], "revision": 1, "subcontracts": [subs[0], lost]});
        assert_eq!(
            office.try_call("contract_save", json!({"draft": draft})).unwrap_err(),
            ["subcontract_under_missing"]
        );
        let back = consented("（株）元請", 3);
        let view = change(&mut office, &view, json!({"subcontracts": [subs[0], subs[1], back]}));
        assert_eq!(about_subcontracts(&view), ["subcontract_returns subcontracts.2"]);
    }
}

/// イセトー 2024: contracts had ended, and nothing proved that the data were gone. 豊田市 and 和歌山市 had them there still.
#[test]
fn a_contract_that_ends_without_proof_of_erasure_is_told_before_and_after() {
    for mut office in offices("2027-02-15") {
        let view = contract(&mut office, json!({}));
        let told = |office: &mut Office| {
            let due = office.due().into_iter().filter(|item| ["RM-03", "RM-06"].contains(&item.rule.as_str()));
            due.map(|item| format!("{} {}", item.rule, item.due_on)).collect::<Vec<_>>()
        };
        // Before the end, that it is to be arranged; after it, that it is missing, until somebody has it in hand.
        assert_eq!(told(&mut office), ["RM-03 2027-03-31"], "{}", office.engine);
        office.wait_until("2027-05-10");
        assert_eq!(told(&mut office), ["RM-06 2027-03-31"]);
        let closing =
            json!({"id": view["contract"]["id"], "closed_on": "R9.5.10", "revision": view["contract"]["revision"]});
        let view = office.call("contract_close", closing);
        assert!(findings(&view).iter().any(|code| code.contains("erasure")), "{}", view["findings"]);
        assert_eq!(told(&mut office).len(), 1, "to close it ends nothing");
        let paper = json!([{"kind": "erasure_certificate", "title": "消去証明書", "received_on": "R9.5.10"}]);
        change(&mut office, &view, json!({"deliverables": paper}));
        assert!(told(&mut office).is_empty());
    }
}

/// 横芝光町: log-in details of an account were never handed over, and it was taken over.
#[test]
fn an_account_of_a_contract_that_ends_is_in_the_way_of_closing_it() {
    for mut office in offices("2027-03-31") {
        let view = contract(&mut office, json!({}));
        let id = view["contract"]["id"].clone();
        let account = json!({"name": "観光だより", "medium": "x", "handle": "kanko", "section": "税務課", "owner": "渡辺 大輔",
            "contract": id, "operators": ["株式会社元請"], "status": "active"});
        let account = office.call("sns_save", json!({"draft": account}))["sns"].clone();
        office.wait_until("2027-04-01");
        let told: Vec<String> =
            office.due().into_iter().map(|item| format!("{} {}", item.rule, item.record.title)).collect();
        assert!(told.contains(&"RM-18 観光だより".to_owned()), "{}: {told:?}", office.engine);
        let close = json!({"id": id, "closed_on": "R9.4.1", "revision": view["contract"]["revision"]});
        let refused = office.try_call("contract_close", close.clone()).unwrap_err();
        assert_eq!(refused.len(), 1, "{refused:?}");
        let back = json!({"id": account["id"], "revision": account["revision"], "returned_on": "R9.4.1",
            "credentials_changed_on": "R9.4.1", "operators": []});
        office.call("sns_save", json!({"draft": back}));
        office.call("contract_close", close);
    }
}

/// What an inspection found is followed until it is done, also after the contract has ended.
#[test]
fn a_finding_of_an_inspection_becomes_a_measure_that_is_followed_until_it_is_done() {
    for mut office in offices("2026-11-27") {
        let inspection = json!({"on": "R8.11.20", "method": "onsite", "place": "月浜市泉町", "inspector": "渡辺 大輔",
            "attendants": "作業責任者", "workers_match": false, "subcontractors_checked": true, "result": "指摘あり"});
        let view = contract(&mut office, json!({"inspections": [inspection]}));
        let own = |view: &Value| -> Vec<String> {
            let codes = findings(view)
                .into_iter()
                .filter(|code| code.starts_with("measure_") || code.starts_with("inspection_"));
            codes.map(str::to_owned).collect()
        };
        let told = |office: &mut Office| -> Vec<String> {
            let due = office.due().into_iter().filter(|item| item.rule == "RM-24");
            due.map(|item| format!("{} {}", item.title, item.due_on)).collect()
        };
        assert_eq!(own(&view), ["inspection_workers_differ"], "{}", office.engine);
        let measure = json!({"finding": "名簿にない従事者がいた", "source": "inspection", "found_on": "R8.11.20"});
        let view = change(&mut office, &view, json!({"measures": [measure]}));
        assert_eq!(own(&view), ["measure_open_ended"]);
        let mut measure = view["contract"]["measures"][0].clone();
        (measure["owner"], measure["due_on"]) = (json!("作業責任者"), json!("令和8年12月4日"));
        let view = change(&mut office, &view, json!({"measures": [measure]}));
        assert!(own(&view).is_empty());
        assert_eq!(told(&mut office), ["委託先の是正措置：名簿にない従事者がいた 2026-12-04"]);
        office.wait_until("2026-12-05");
        let view = office.call("contract_show", json!({"id": view["contract"]["id"]}));
        assert_eq!(own(&view), ["measure_overdue"]);
        let mut measure = view["contract"]["measures"][0].clone();
        measure["done_on"] = json!("R8.11.19");
        let draft =
            json!({"id": view["contract"]["id"], "revision": view["contract"]["revision"], "measures": [measure]});
        assert_eq!(office.try_call("contract_save", json!({"draft": draft})).unwrap_err(), ["period_reversed"]);
        (measure["done_on"], measure["evidence"]) = (json!("R8.12.5"), json!("名簿の再提出"));
        let view = change(
            &mut office,
            &view,
            json!({"measures": [measure, {"source": "sheet", "finding": "暗号化なし", "due_on": "R9.3.31", "owner": "責任者"}]}),
        );
        assert!(own(&view).is_empty() && told(&mut office).is_empty());
        // The end of the contract ends no measure.
        office.wait_until("2027-04-20");
        assert_eq!(told(&mut office), ["委託先の是正措置：暗号化なし 2027-03-31"]);
    }
}

/// A worker list with a stranger, and a ledger of information that does not balance.
#[test]
fn a_stranger_on_the_worker_list_and_information_that_never_came_back_are_findings() {
    for mut office in offices("2026-11-27") {
        let worker = |name: &str, company: Option<&str>| json!({"name": name, "company": company, "pledged_on": "R8.4.1", "trained_on": "R8.4.10"});
        let stranger = json!({"name": "丁", "company": "三次株式会社", "from": "R8.10.1"});
        let view = contract(
            &mut office,
            json!({"workers": [worker("甲", None), worker("乙", Some("㈱元請")), stranger],
            "information": [{"name": "対象者名簿（CD-R）", "handed_on": "R8.4.5", "count": "１，２００件", "copied": true}]}),
        );
        let own = |view: &Value| -> Vec<String> {
            let known = |code: &&str| code.starts_with("worker_") || code.starts_with("information_");
            findings(view).into_iter().filter(known).map(str::to_owned).collect()
        };
        let said = ["worker_company_unknown", "worker_pledge_missing", "worker_training_missing", "information_copied"];
        assert_eq!(own(&view), said, "{}", office.engine);
        assert_eq!(view["contract"]["information"][0]["count"], 1200);
        // The company turns out to be a sub-contractor that nobody entered: entered, it is one without consent.
        let mut workers = view["contract"]["workers"].clone();
        (workers[2]["pledged_on"], workers[2]["trained_on"]) = (json!("R8.11.1"), json!("R8.11.2"));
        let mut information = view["contract"]["information"].clone();
        information[0]["copy_consent"] = json!("税第9号");
        let third = json!([{"name": "三次株式会社", "tier": 1, "scope": "入力", "personal_info": true}]);
        let view =
            change(&mut office, &view, json!({"workers": workers, "information": information, "subcontracts": third}));
        assert!(own(&view).is_empty(), "{:?}", own(&view));
        assert_eq!(about_subcontracts(&view), ["subcontract_without_consent subcontracts.0"]);
        // Closed with what is still out there, and with less than went out.
        let close = json!({"id": view["contract"]["id"], "closed_on": "R8.11.27", "returned_on": "R8.11.27",
            "erasure_certificate_on": "R8.11.27", "revision": view["contract"]["revision"]});
        let view = office.call("contract_close", close);
        assert_eq!(own(&view), ["information_not_back"]);
        let mut information = view["contract"]["information"].clone();
        (information[0]["back_on"], information[0]["back_count"]) = (json!("R8.4.4"), json!("1,199"));
        let draft =
            json!({"id": view["contract"]["id"], "revision": view["contract"]["revision"], "information": information});
        assert_eq!(office.try_call("contract_save", json!({"draft": draft})).unwrap_err(), ["period_reversed"]);
        information[0]["back_on"] = json!("R8.11.27");
        let view = change(&mut office, &view, json!({"information": information}));
        assert_eq!(own(&view), ["information_short"]);
        assert!(view["findings"].to_string().contains("1件が、返却も消去も"), "{}", view["findings"]);
    }
}
