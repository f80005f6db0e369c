//! One company under many spellings: who stands behind contracts, cloud uses and accounts, and what contradicts.

use serde_json::{Value, json};

use super::office::{Office, findings, offices};

/// Numbers that are nobody's.
const SHIOMI: &str = "4990001000015";
const OTHER: &str = "7990001000012";

fn number(base: &str) -> String {
    (0..10)
        .map(|digit| format!("{digit}{}", &base[1..]))
        .find(|it| ledger::corporate_number::parse(it).is_ok())
        .unwrap()
}

fn contract(office: &mut Office, title: &str, contractor: Value, more: Value) -> Value {
    let mut draft = json!({"title": title, "section": "税務課", "contractor": contractor, "signed_on": null,
        "starts_on": "R8.4.1", "ends_on": "R9.3.31", "amount_yen": 1_000_000});
    for (name, value) in more.as_object().unwrap() {
        draft[name] = value.clone();
    }
    office.call("contract_save", json!({"draft": draft}))["contract"]["id"].clone()
}

fn list(office: &mut Office, query: Value) -> Vec<Value> {
    office.call("contractor_list", query)["rows"].as_array().unwrap().clone()
}

fn names(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["name"].as_str().unwrap()).collect()
}

fn show(office: &mut Office, id: &Value) -> Value {
    office.call("contractor_show", json!({"id": id}))
}

#[test]
fn one_company_under_three_spellings_is_one_with_all_its_records() {
    for mut office in offices("2026-11-27") {
        contract(
            &mut office,
            "印刷",
            json!({"name": "㈱シオミデータ", "corporate_number": number(SHIOMI), "country": "日本"}),
            json!({}),
        );
        let second = contract(&mut office, "封入", json!({"name": "株式会社　ｼｵﾐﾃﾞｰﾀ"}), json!({}));
        contract(
            &mut office,
            "保守",
            json!({"name": "（株）アサナギ"}),
            json!({"subcontracts": [{"name": "シオミデータ（株）", "tier": 2, "corporate_number": number(SHIOMI)}]}),
        );
        office.call("cloud_save", json!({"draft": {"service": "シオミクラウド", "provider": {"name": "(株)シオミデータ"}, "section": "税務課"}}));
        office.call("sns_save", json!({"draft": {"name": "潮見市", "medium": "x", "handle": "shiomi", "contract": second, "operators": ["渡辺 大輔"]}}));
        let rows = list(&mut office, json!({"text": "しおみ"}));
        assert_eq!(rows.len(), 1, "{}: {rows:?}", office.engine);
        let row = &rows[0];
        assert_eq!(
            (&row["contracts"], &row["running"], &row["clouds"], &row["accounts"], &row["kept"]),
            (&json!(3), &json!(3), &json!(1), &json!(1), &json!(false))
        );
        let view = show(&mut office, &row["id"]);
        assert_eq!(view["company"]["corporate_number"], number(SHIOMI));
        assert_eq!((&view["company"]["revision"], &view["company"]["country"]), (&json!(0), &json!("日本")));
        assert_eq!(view["spellings"].as_array().unwrap().len(), 4, "{}", view["spellings"]);
        let roles: Vec<&str> =
            view["contracts"].as_array().unwrap().iter().map(|row| row["role"].as_str().unwrap()).collect();
        assert_eq!(roles.iter().filter(|role| **role == "受託者").count(), 2);
        assert!(roles.contains(&"再委託先（2次）"), "{roles:?}");
        assert_eq!(view["amount_yen"], 2_000_000);
        assert!(view["findings"].as_array().unwrap().is_empty() && view["history"].as_array().unwrap().is_empty());
        assert_eq!(names(&list(&mut office, json!({"number_missing": true}))), ["（株）アサナギ"]);

        // Somebody keeps it: the same address, now with a history.
        let saved = office.call("contractor_save", json!({"draft": {"id": row["id"], "revision": 0, "representative": "潮見 太郎", "suspended_from": "R8.3.1", "suspended_reason": "虚偽の報告"}}));
        assert_eq!(
            (&saved["company"]["id"], &saved["company"]["revision"], &saved["suspended"]),
            (&row["id"], &json!(1), &json!(true))
        );
        assert_eq!(saved["history"].as_array().unwrap().len(), 1);
        assert_eq!(findings(&saved), ["contractor_suspended", "contractor_suspended"]);
        assert_eq!(list(&mut office, json!({"suspended": true})).len(), 1);
        assert_eq!(list(&mut office, json!({"findings": true})).len(), 1);
        // A save that says nothing new writes nothing; one on an older revision is refused.
        let again = office.call("contractor_save", json!({"draft": {"id": row["id"], "revision": 1}}));
        assert_eq!(again["company"]["revision"], 1);
        assert_eq!(
            office.refused("contractor_save", json!({"draft": {"id": row["id"], "revision": 0, "note": "x"}})),
            ["changed_elsewhere"]
        );
        // Another name of the same company: the old one stays known.
        let renamed = office.call(
            "contractor_save",
            json!({"draft": {"id": row["id"], "revision": 1, "name": "シオミホールディングス株式会社"}}),
        );
        assert_eq!(renamed["contracts"].as_array().unwrap().len(), 3, "{}", office.engine);
        assert_eq!(renamed["company"]["former_names"].as_array().unwrap().len(), 1);
        assert!(office.call("history_verify", json!({}))["ok"].as_bool().unwrap());
    }
}

#[test]
fn a_number_and_a_name_that_belong_to_two_companies_are_a_finding() {
    for mut office in offices("2026-11-27") {
        let save = |office: &mut Office, fields: Value| {
            office.call("contractor_save", json!({"draft": fields}))["company"]["id"].clone()
        };
        let one = save(&mut office, json!({"name": "株式会社シオミ", "corporate_number": number(SHIOMI)}));
        let other = save(&mut office, json!({"name": "株式会社アサナギ", "corporate_number": number(OTHER)}));
        contract(&mut office, "印刷", json!({"name": "㈱アサナギ", "corporate_number": number(SHIOMI)}), json!({}));
        for id in [&one, &other] {
            assert_eq!(findings(&show(&mut office, id)), ["contractor_number_and_name"], "{}", office.engine);
        }
        assert_eq!(show(&mut office, &one)["contracts"].as_array().unwrap().len(), 1);
        // A name without a number that fits two is nobody's until somebody says whose.
        save(&mut office, json!({"name": "アサナギ株式会社", "spellings": ["㈱アサナギ"]}));
        let third = contract(&mut office, "封入", json!({"name": "（株）アサナギ"}), json!({}));
        let of = office.call("contractor_of", json!({"register": "contract", "id": third}));
        assert_eq!((&of[0]["place"], &of[0]["company"]), (&json!("contractor"), &json!(null)));
        assert!(findings(&show(&mut office, &other)).contains(&"contractor_fits_several"));
        office.change(&third, json!({"contractor": {"corporate_number": number(OTHER)}}));
        let of = office.call("contractor_of", json!({"register": "contract", "id": third}));
        assert_eq!(of[0]["company"]["id"], other);
        assert_eq!(
            office.refused("contractor_save", json!({"draft": {"name": "別", "corporate_number": number(SHIOMI)}})),
            ["contractor_number_taken"]
        );
    }
}

#[test]
fn a_company_that_cannot_be_read_names_every_problem() {
    for mut office in offices("2026-11-27") {
        let draft = json!({"name": " ", "corporate_number": "1234567890123", "suspended_from": "R8.5.1", "suspended_until": "R8.4.1",
            "certificates": [{"kind": "none_such", "valid_until": "いつか"}], "contacts": [{"purpose": "incident"}], "former_names": [{"until": "R8.1.1"}]});
        let found = office.problems("contractor_save", json!({"draft": draft}));
        let codes: Vec<&str> = found.as_array().unwrap().iter().map(|it| it[1].as_str().unwrap()).collect();
        for code in ["required", "corporate_number_check", "period_reversed", "fact_value_unknown", "date_unreadable"] {
            assert!(codes.contains(&code), "{}: {code}: {found}", office.engine);
        }
        let own = json!({"name": "シオミ", "corporate_number": number(SHIOMI), "parent": {"corporate_number": number(SHIOMI)}});
        assert_eq!(office.refused("contractor_save", json!({"draft": own})), ["contractor_own_parent"]);
        assert_eq!(office.refused("contractor_show", json!({"id": "none"})), ["record_missing"]);
        let below = |office: &mut Office, name: &str, parent: &str| {
            office.call("contractor_save", json!({"draft": {"name": name, "parent": {"name": parent}}}))
        };
        below(&mut office, "甲社", "乙社");
        below(&mut office, "乙社", "丙社");
        let last = below(&mut office, "丙社", "甲社");
        assert_eq!(findings(&last), ["contractor_parent_circle"]);
        assert_eq!(last["parent"]["title"], "甲社");
    }
}

#[test]
fn a_merge_moves_every_record_and_leaves_a_history_that_verifies() {
    for mut office in offices("2026-11-27") {
        let first = contract(
            &mut office,
            "印刷",
            json!({"name": "株式会社シオミデータ", "corporate_number": number(SHIOMI), "representative": "潮見 太郎"}),
            json!({}),
        );
        contract(&mut office, "封入", json!({"name": "シオミデータ関東支店"}), json!({}));
        contract(&mut office, "清掃", json!({"name": "アケボノ美装"}), json!({}));
        let found = office.call("contractor_duplicates", json!({}));
        assert_eq!(found["total"], 1, "{}: {found}", office.engine);
        let pair = &found["pairs"][0];
        assert_eq!(pair["reasons"][0]["code"], "branch");
        let (keep, drop) = (&pair["one"]["id"], &pair["other"]["id"]);
        let review = office.call("contractor_merge_review", json!({"keep": keep, "drop": drop}));
        assert_eq!(review["moved"], 1);
        let fields: Vec<&str> =
            review["fields"].as_array().unwrap().iter().map(|it| it["field"].as_str().unwrap()).collect();
        assert!(fields.contains(&"name"), "{fields:?}");
        let merge = |keep: &Value, drop: &Value, revisions: (i64, i64)| json!({"keep": keep, "drop": drop, "keep_revision": revisions.0, "drop_revision": revisions.1});
        assert_eq!(office.refused("contractor_merge", merge(keep, keep, (0, 0))), ["contractor_merge_self"]);
        assert_eq!(office.refused("contractor_merge", merge(keep, drop, (1, 0))), ["changed_elsewhere"]);
        let view = office.call("contractor_merge", merge(keep, drop, (0, 0)));
        assert_eq!(view["contracts"].as_array().unwrap().len(), 2, "{}", office.engine);
        assert_eq!(view["merged"][0]["id"], *drop);
        assert!(!view["company"]["spellings"].as_array().unwrap().is_empty());
        // The other page still opens, says where it went, and takes no more edits; the second of two people is refused.
        let gone = show(&mut office, drop);
        assert_eq!((&gone["merged_into"]["id"], gone["contracts"].as_array().unwrap().len()), (keep, 0));
        assert_eq!(gone["history"][0]["op"], "contractor_merge");
        assert_eq!(office.refused("contractor_merge", merge(keep, drop, (1, 1))), ["contractor_merged"]);
        assert_eq!(
            office.refused("contractor_save", json!({"draft": {"id": drop, "revision": 1, "note": "x"}})),
            ["contractor_merged"]
        );
        assert_eq!(list(&mut office, json!({})).len(), 2);
        // What is written later under the old spelling means the one that stays; a renewal keeps its company.
        contract(&mut office, "発送", json!({"name": "シオミデータ関東支店"}), json!({}));
        office.call("contract_renew", json!({"id": first, "starts_on": "R9.4.1", "ends_on": "R10.3.31"}));
        assert_eq!(show(&mut office, keep)["contracts"].as_array().unwrap().len(), 4);
        assert!(office.call("history_verify", json!({}))["ok"].as_bool().unwrap(), "{}", office.engine);
    }
}

#[test]
fn two_companies_that_are_two_are_not_asked_about_again() {
    for mut office in offices("2026-11-27") {
        contract(&mut office, "印刷", json!({"name": "株式会社シオミデータ"}), json!({}));
        contract(&mut office, "封入", json!({"name": "シオミデータ株式会社"}), json!({}));
        let found = office.call("contractor_duplicates", json!({}));
        let (one, other) = (&found["pairs"][0]["one"]["id"], &found["pairs"][0]["other"]["id"]);
        assert_eq!(
            office.refused("contractor_apart", json!({"one": one, "other": other, "reason": " "})),
            ["required"]
        );
        office.call("contractor_apart", json!({"one": one, "other": other, "reason": "登記簿で別法人と確認"}));
        office.call("contractor_apart", json!({"one": other, "other": one, "reason": "同じ"}));
        assert_eq!(office.call("contractor_duplicates", json!({}))["total"], 0, "{}", office.engine);
        let verified = office.call("history_verify", json!({}));
        assert!(verified["ok"].as_bool().unwrap(), "{verified}");
    }
}

#[test]
fn what_stands_on_a_company_is_counted_until_it_is_over() {
    for mut office in offices("2026-11-27") {
        contract(&mut office, "印刷", json!({"name": "甲社"}), json!({"subcontracts": [{"name": "乙社", "tier": 1}]}));
        contract(&mut office, "封入", json!({"name": "甲社"}), json!({"section": "収納課"}));
        contract(&mut office, "終了", json!({"name": "甲社"}), json!({"starts_on": "R7.4.1", "ends_on": "R8.3.31"}));
        office.call("cloud_save", json!({"draft": {"service": "クラウド", "provider": {"name": "乙社"}}}));
        let found = office.call("contractor_concentration", json!({}));
        assert_eq!((&found["total"], &found["records"]), (&json!(2), &json!(3)), "{}", office.engine);
        let row = |at: usize| {
            let row = &found["rows"][at];
            json!([row["name"], row["contracts"], row["below"], row["clouds"], row["amount_yen"], row["sections"]])
        };
        assert_eq!(row(0), json!(["甲社", 2, 0, 0, 2_000_000, 2]));
        assert_eq!(row(1), json!(["乙社", 0, 1, 1, 0, 1]));
        assert_eq!(
            names(&list(&mut office, json!({"running": true, "sort": "running", "descending": true}))),
            ["甲社", "乙社"]
        );
        assert_eq!(list(&mut office, json!({"running": false})).len(), 0);
    }
}
