//! The risk of contracts: undecided until it is known, worse with what is left undone, compared with the last quarter, and judged
//! by a method that the office may change with a reason.

use serde_json::{Value, json};

use super::office::{Office, answers, offices, samples};

fn overview(office: &mut Office, query: Value) -> Value {
    office.call("risk_overview", query)
}

/// Numbers of contracts at each level: very high, high, medium, low, undecided.
fn levels(overview: &Value, of: &str) -> Vec<i64> {
    overview["levels"].as_array().unwrap().iter().map(|level| level[of].as_i64().unwrap_or(-1)).collect()
}

fn moved(overview: &Value) -> String {
    let quarter = &overview["quarter"];
    ["up", "down", "otherwise", "new", "closed"].map(|how| quarter[how].to_string()).join(" ")
}

fn known(office: &mut Office, contract: &Value) {
    let mut facts = answers();
    facts["foreign_control"] = json!(false);
    let revision = office.change(contract, json!({ "facts": facts }))["contract"]["revision"].clone();
    office.call("contract_sign", json!({"id": contract, "signed_on": "R8.4.1", "revision": revision}));
}

#[test]
fn a_risk_is_undecided_until_the_facts_that_decide_it_are_known_and_says_why() {
    for mut office in offices("2026-11-27") {
        let contract = office.printing();
        let first = office.call("risk_of", json!({"id": contract}));
        assert_ne!(first["level"]["least"], first["level"]["worst"], "{}", office.engine);
        assert!(first["sentence"].as_str().unwrap().contains("決まりません"), "{first}");
        let open: Vec<&str> = first["inherent"]["factors"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|factor| factor["facts"].as_array().unwrap())
            .map(|fact| fact.as_str().unwrap())
            .collect();
        assert!(open.contains(&"confidentiality") && open.contains(&"data_subject_count"), "{open:?}");

        known(&mut office, &contract);
        let then = office.call("risk_of", json!({"id": contract}));
        // 機密性3B 5, more than 100,000 persons 5.
        assert_eq!((&then["inherent"]["points"], &then["inherent"]["level"]["text"]), (&json!("10点"), &json!("大")));
        assert_eq!(then["level"]["least"], then["level"]["worst"]);
        let check = &then["measures"]["factors"][1];
        assert_eq!((&check["id"], &check["choice"], &check["low"]), (&json!("check"), &json!("未実施"), &json!(3)));
        let fixes: Vec<&str> =
            then["fixes"].as_array().unwrap().iter().map(|fix| fix["factor"].as_str().unwrap()).collect();
        assert!(fixes.contains(&"check"), "{fixes:?}");

        // What was checked counts no more, and what is overdue does.
        office.change(&contract, json!({"inspections": [{"on": "R8.10.1", "method": "onsite"}]}));
        let checked = office.call("risk_of", json!({"id": contract}));
        assert_eq!(checked["measures"]["factors"][1]["low"], 0);
        let measure = json!({"finding": "施錠なし", "source": "inspection", "due_on": "R8.11.26"});
        office.change(&contract, json!({"measures": [measure]}));
        let overdue = office.call("risk_of", json!({"id": contract}));
        assert_eq!(overdue["measures"]["factors"][3]["choice"], "期限超過");
        // Nobody saves on the day on which a certificate of everything runs out: the look of the next day knows.
        let certificate = json!({"kind": "pmark", "valid_until": "R8.12.31"});
        office.change(&contract, json!({"certificates": [certificate]}));
        assert_eq!(office.call("risk_of", json!({"id": contract}))["measures"]["factors"][5]["choice"], "有効");
        office.wait_until("2027-01-01");
        assert_eq!(office.call("risk_of", json!({"id": contract}))["measures"]["factors"][5]["choice"], "期限切れ");
        assert_eq!(office.refused("risk_of", json!({"id": "none"})), ["record_missing"]);
    }
}

#[test]
fn what_moved_since_the_last_quarter_is_told_with_its_reasons() {
    for mut office in offices("2026-09-15") {
        let worse = office.printing();
        known(&mut office, &worse);
        let same = office.call(
            "contract_save",
            json!({"draft": {"number": "R8-001", "title": "清掃", "starts_on": "R8.4.1",
            "ends_on": "R9.3.31", "facts": {"handles_personal_info": false, "confidentiality": "1"}}}),
        );
        let gone = office.call(
            "contract_save",
            json!({"draft": {"number": "R8-002", "title": "警備", "starts_on": "R8.4.1",
            "ends_on": "R9.3.31", "facts": {"handles_personal_info": false}}}),
        );
        let (same, gone) = (same["contract"]["id"].clone(), gone["contract"]["id"].clone());
        // What has not begun is not judged, and is new once it has.
        office.call("contract_save", json!({"draft": {"title": "案", "starts_on": "R8.11.1", "ends_on": "R9.3.31"}}));
        let before = overview(&mut office, json!({}));
        assert_eq!((&before["quarter"]["known"], &before["all"]), (&json!(false), &json!(3)), "{}", office.engine);
        assert_eq!(levels(&before, "before"), [-1; 5]);

        office.wait_until("2026-11-27");
        let quiet = overview(&mut office, json!({}));
        assert_eq!((&quiet["quarter"]["known"], moved(&quiet).as_str()), (&json!(true), "0 0 0 1 0"));
        assert_eq!(
            (&quiet["quarter"]["text"], &quiet["quarter"]["until"]),
            (&json!("令和8年度第2四半期"), &json!("2026-09-30"))
        );
        assert_eq!(levels(&quiet, "before"), levels(&before, "count"));
        assert_eq!(overview(&mut office, json!({"moved": "new"}))["rows"][0]["title"], "案");

        let measures = json!([{"finding": "名簿にない従事者", "source": "report", "due_on": "R8.11.1"}]);
        let findings = json!([{"name": "無断再委託", "tier": 2, "personal_info": true}]);
        office.change(&worse, json!({"measures": measures, "subcontracts": findings}));
        let revision = office.call("contract_show", json!({"id": gone}))["contract"]["revision"].clone();
        office.call("contract_close", json!({"id": gone, "closed_on": "R8.11.20", "revision": revision}));
        office.call(
            "contract_save",
            json!({"draft": {"title": "新しい委託", "starts_on": "R8.11.1", "ends_on": "R9.3.31"}}),
        );
        let now = overview(&mut office, json!({}));
        assert_eq!(moved(&now), "1 0 0 2 1", "{now}");
        let up = overview(&mut office, json!({"moved": "up"}));
        let row = &up["rows"][0];
        assert_eq!((&up["total"], &row["id"]), (&json!(1), &worse));
        assert_ne!(row["level"], row["then"]);
        let changes: Vec<&str> = row["changes"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        assert!(changes.contains(&"再委託の段数：再委託なし→2段"), "{changes:?}");
        assert!(changes.contains(&"是正の状況：是正中なし→期限超過"), "{changes:?}");
        let one = office.call("risk_of", json!({"id": worse}));
        assert_eq!(one["then"]["moved"], "up");
        assert_eq!(one["inherent"]["factors"][5]["then"], "再委託なし");
        // How many there were before still counts what was closed since.
        assert_eq!(levels(&now, "before").iter().sum::<i64>(), 3);
        assert_eq!(levels(&now, "count").iter().sum::<i64>(), 4);

        // Two changes within a quarter are one against the last; one of the quarter before is the new measure.
        office.change(&worse, json!({"measures": []}));
        office.change(&worse, json!({"subcontracts": []}));
        assert_eq!(moved(&overview(&mut office, json!({}))), "0 0 0 2 1");
        office.wait_until("2027-02-01");
        assert_eq!(moved(&overview(&mut office, json!({}))), "0 0 0 0 0");
        assert_eq!(office.call("risk_of", json!({"id": same}))["then"]["moved"], Value::Null);
    }
}

#[test]
fn what_binds_nobody_yet_and_a_term_that_has_a_next_one_are_not_judged() {
    for mut office in offices("2026-11-27") {
        office.call("contract_save", json!({"draft": {"title": "案", "starts_on": "R11.4.1"}}));
        assert_eq!(overview(&mut office, json!({}))["all"], 0, "{}", office.engine);
        let contract = office.printing();
        assert_eq!(overview(&mut office, json!({}))["all"], 1);
        office.call("contract_renew", json!({"id": contract, "starts_on": "R9.4.1", "ends_on": "R10.3.31"}));
        assert_eq!(overview(&mut office, json!({}))["all"], 1);
        office.wait_until("2027-04-01");
        let after = overview(&mut office, json!({}));
        assert_eq!(after["all"], 1);
        assert_ne!(after["rows"][0]["id"], contract);
    }
}

#[test]
fn a_method_is_changed_with_a_reason_by_whom_may_and_judges_the_past_as_well() {
    for mut office in samples("2026-11-27") {
        office.is_worked_by(r"SHIOMI\k-sato");
        overview(&mut office, json!({}));
        office.wait_until("2027-02-01");
        let view = office.call("risk_method", json!({}));
        assert_eq!((&view["method"], &view["may_change"]), (&view["shipped"], &json!(true)), "{}", office.engine);
        let before = overview(&mut office, json!({}));
        let mut method = view["method"].clone();
        method["inherent"]["points"]["my_number"] = json!([0, 20]);
        method["residual"][3] = json!([4, 4, 4, 4]);
        let tried = office.call("risk_method_try", json!({"method": method}));
        assert!(tried["changed"].as_i64().unwrap() > 0, "{tried}");
        assert_eq!(levels(&tried, "before"), levels(&before, "count"));
        assert_eq!(office.call("risk_method", json!({}))["settings"]["revision"], 0, "a trial writes nothing");

        let mut flawed = method.clone();
        flawed["inherent"]["points"]["country"] = json!([3, 0]);
        flawed["measures"]["from"] = json!([5, 5, 9]);
        for (name, request) in [
            ("risk_method_try", json!({"method": flawed})),
            ("risk_method_save", json!({"method": flawed, "reason": "見直し", "revision": 0})),
        ] {
            assert_eq!(
                office.problems(name, request),
                json!([["inherent.points.country.1", "risk_points_fall"], ["measures.from.1", "risk_levels_order"]])
            );
        }
        let save = |method: &Value, reason: &str, revision: i64| json!({"method": method, "reason": reason, "revision": revision});
        assert_eq!(office.problems("risk_method_save", save(&method, "　", 0)), json!([["reason", "required"]]));
        office.is_worked_by(r"SHIOMI\y-takahashi");
        assert_eq!(office.call("risk_method", json!({}))["may_change"], false);
        assert_eq!(office.refused("risk_method_save", save(&method, "見直し", 0)), ["role_missing"]);

        office.is_worked_by(r"SHIOMI\k-sato");
        let saved = office.call("risk_method_save", save(&method, "マイナンバーを重くみる", 0));
        assert_eq!((&saved["settings"]["reason"], &saved["method"]), (&json!("マイナンバーを重くみる"), &method));
        assert_eq!(office.refused("risk_method_save", save(&method, "もう一度", 0)), ["changed_elsewhere"]);
        let after = overview(&mut office, json!({}));
        assert_eq!(levels(&after, "count"), levels(&tried, "count"));
        // Nothing happened to any contract: what moved is judged by the same method on both days.
        let changed = |overview: &Value| -> i64 {
            let quarter = &overview["quarter"];
            ["up", "down", "otherwise"].iter().map(|how| quarter[how].as_i64().unwrap()).sum()
        };
        assert!(changed(&before) > 0);
        assert_eq!((&after["adjusted"], changed(&after)), (&json!(true), changed(&before)));
        assert_eq!(office.call("history_verify", json!({}))["problems"], json!([]));

        // Back to the method of the program, also when it is typed.
        let shipped = office.call("risk_method_save", save(&view["shipped"], "標準に戻す", 1));
        assert_eq!(shipped["settings"]["method"], Value::Null);
        assert_eq!(levels(&overview(&mut office, json!({})), "count"), levels(&before, "count"));
    }
}

/// Points of a contract in itself, said a second time from its facts: the fewest and the most.
fn points(view: &Value) -> (i64, i64) {
    let contract = &view["contract"];
    let fact = |name: &str| &contract["facts"][name];
    let yes = |name: &str, points: i64| match fact(name).as_bool() {
        Some(true) => (points, points),
        Some(false) => (0, 0),
        None => (0, points),
    };
    let no_persons = fact("handles_personal_info") == false;
    let mut sums = vec![
        match fact("confidentiality").as_str() {
            Some("1") => (0, 0),
            Some("2") => (2, 2),
            Some("3C") => (4, 4),
            Some("3B") => (5, 5),
            Some("3A") => (6, 6),
            _ => (0, 6),
        },
        match (no_persons, fact("data_subject_count").as_i64()) {
            (true, _) => (0, 0),
            (_, Some(count)) => {
                let steps = [0, 100, 1_000, 10_000, 100_000];
                let points = steps.iter().filter(|step| count > **step).count() as i64;
                (points, points)
            }
            _ if fact("handles_personal_info") == true => (1, 5),
            _ => (0, 5),
        },
        if no_persons { (0, 0) } else { yes("handles_special_care_info", 2) },
        if no_persons { (0, 0) } else { yes("handles_my_number", 4) },
    ];
    sums.push(match fact("network_segment").as_array() {
        Some(named) => {
            let points = named.iter().map(|name| match name.as_str().unwrap() {
                "mynumber" => 4,
                "lgwan" => 2,
                "internet" => 1,
                _ => 0,
            });
            let most = points.max().unwrap_or(0);
            (most, most)
        }
        None => (0, 4),
    });
    let tiers =
        contract["subcontracts"].as_array().unwrap().iter().map(|sub| sub["tier"].as_i64().unwrap().min(3)).max();
    sums.push(match (tiers, fact("has_subcontract").as_bool()) {
        (Some(tier), _) => (tier, tier),
        (None, Some(false)) => (0, 0),
        (None, Some(true)) => (1, 3),
        (None, None) => (0, 3),
    });
    let home = |value: &Value| value.as_str().map(|name| name.trim() == "日本");
    let company = &contract["contractor"];
    let own = match (home(&company["country"]), home(&company["parent_country"])) {
        (Some(false), _) | (_, Some(false)) => Some(true),
        (Some(true), Some(true)) => Some(false),
        _ => fact("foreign_control").as_bool(),
    };
    let below = contract["subcontracts"]
        .as_array()
        .unwrap()
        .iter()
        .any(|sub| home(&sub["country"]) == Some(false) || home(&sub["parent_country"]) == Some(false));
    sums.push(match (own, fact("overseas_handling").as_bool()) {
        (Some(true), _) | (_, Some(true)) => (3, 3),
        _ if below => (3, 3),
        (Some(false), Some(false)) => (0, 0),
        _ => (0, 3),
    });
    sums.push(match fact("availability").as_str() {
        Some("1") => (0, 0),
        Some("2") => (2, 2),
        _ => (0, 2),
    });
    sums.into_iter().fold((0, 0), |sum, (low, high)| (sum.0 + low, sum.1 + high))
}

#[test]
fn every_contract_of_the_sample_has_the_points_that_a_second_count_gives() {
    for mut office in samples("2026-11-27") {
        let all = overview(&mut office, json!({"limit": 500}));
        let rows = all["rows"].as_array().unwrap();
        assert!(rows.len() > 30 && all["all"] == rows.len(), "{}", office.engine);
        for row in rows {
            let view = office.call("contract_show", json!({"id": row["id"]}));
            let risk = office.call("risk_of", json!({"id": row["id"]}));
            let (low, high) = points(&view);
            let expected = if low == high { format!("{low}点") } else { format!("{low}～{high}点") };
            assert_eq!(risk["inherent"]["points"], expected, "{}", row["title"]);
            assert_eq!(risk["level"], row["level"], "{}", row["title"]);
        }
        let cells = all["cells"].as_array().unwrap();
        let count = |cell: &Value| cell["count"].as_u64().unwrap() as usize;
        assert_eq!(cells.iter().map(count).sum::<usize>(), rows.len());
        for cell in cells {
            let query = json!({"inherent": cell["inherent"], "measures": cell["measures"]});
            let kept = overview(&mut office, query);
            assert_eq!(kept["total"], cell["count"], "{cell}");
        }
        let filtered = overview(&mut office, json!({"section": "税務課", "text": "印刷"}));
        assert_eq!((&filtered["total"], &filtered["rows"][0]["number"]), (&json!(1), &json!("R8-020")));
    }
}
