//! The same ledger comes again, changed: what is known stays the record it was.

use ledger::exchange::{ImportRun, Register};

use super::office::{Office, counts, request};

const A: &str = "R8-001,窓口業務委託,市民課,みなと窓口株式会社,R8.4.1～R9.3.31,\"1,000,000\"";
const B: &str = "R8-002,清掃業務委託,管財課,㈱しおかぜ,R8.4.1～R9.3.31,\"2,000,000\"";

#[test]
fn a_changed_row_updates_the_contract_that_it_is() {
    for mut office in Office::each() {
        assert_eq!(counts(&office.contracts(&[A, B])), (2, 0, 0, 0));
        let before = office.contract("R8-001");
        for (changed, field, value) in [
            (A.replace("1,000,000", "1,100,000"), "/amount_yen", serde_json::json!(1_100_000)),
            (A.replace("窓口業務委託", "窓口業務等委託"), "/title", serde_json::json!("窓口業務等委託")),
            (A.replace("みなと窓口株式会社", "みなと窓口㈱"), "/contractor/name", serde_json::json!("みなと窓口㈱")),
            (A.replace("R9.3.31", "R9.9.30"), "/ends_on", serde_json::json!("2027-09-30")),
            (A.replace("R8.4.1～", "R8.5.1～"), "/starts_on", serde_json::json!("2026-05-01")),
            (A.replace("市民課", "戸籍住民課"), "/section", serde_json::json!("戸籍住民課")),
        ] {
            let result = office.contracts(&[&changed, B]);
            assert_eq!(counts(&result), (0, 1, 1, 0), "{changed}");
            let after = office.contract("R8-001");
            assert_eq!((after.pointer(field), &after["id"]), (Some(&value), &before["id"]), "{changed}");
            assert_eq!(counts(&office.contracts(&[A, B])), (0, 1, 1, 0), "back again");
        }
        // A number that was put right is found by title, contractor and start.
        let renumbered = A.replace("R8-001", "R8-900");
        assert_eq!(counts(&office.contracts(&[&renumbered, B])), (0, 1, 1, 0));
        assert_eq!(office.contract("R8-900")["id"], before["id"]);
    }
}

#[test]
fn one_number_in_another_year_is_another_contract() {
    let mut office = Office::new();
    office.contracts(&["1,窓口業務委託,市民課,甲社,R7.4.1～R8.3.31,100"]);
    let next = office.contracts(&["1,窓口業務委託,市民課,甲社,R8.4.1～R9.3.31,100"]);
    assert_eq!((counts(&next), next.renewals), ((1, 0, 0, 0), 1));
    let other = office.contracts(&["1,清掃業務委託,管財課,乙社,R8.4.1～R9.3.31,100"]);
    assert_eq!((counts(&other), other.renewals), ((1, 0, 0, 0), 0));
}

#[test]
fn last_year_that_comes_after_this_year_takes_its_place_before() {
    for mut office in Office::each() {
        office.contracts(&["2,窓口業務委託,市民課,甲社,R8.4.1～R9.3.31,100"]);
        let earlier = office.contracts(&["1,窓口業務委託,市民課,甲社,R7.4.1～R8.3.31,100"]);
        assert_eq!((counts(&earlier), earlier.renewals), ((1, 0, 0, 0), 1));
        let (old, new) = (office.contract("1"), office.contract("2"));
        assert_eq!((&old["term"], &new["term"], &new["renewed_from"]), (&1.into(), &2.into(), &old["id"]));
        assert_eq!(new["lineage"], old["lineage"]);
        assert!(office.ledger.verify_history(None).unwrap().ok);
    }
}

#[test]
fn a_year_that_comes_after_its_neighbours_is_put_between_them() {
    for mut office in Office::each() {
        let line = |year: u8| format!("{year},窓口業務委託,市民課,甲社,R{year}.4.1～R{}.3.31,100", year + 1);
        let (first, next) = (office.contracts(&[&line(6)]), office.contracts(&[&line(9)]));
        assert_eq!((first.renewals, next.renewals), (0, 1));
        let between = office.contracts(&[&line(8), &line(7)]);
        assert_eq!((counts(&between), between.renewals), ((2, 0, 0, 0), 2));
        let terms = ["6", "7", "8", "9"].map(|number| office.contract(number));
        for (at, term) in terms.iter().enumerate() {
            assert_eq!((&term["term"], &term["lineage"]), (&(at + 1).into(), &terms[0]["id"]), "{term}");
            let before = at.checked_sub(1).map_or(&serde_json::Value::Null, |before| &terms[before]["id"]);
            assert_eq!(&term["renewed_from"], before, "{term}");
        }
        let rows = office.rows();
        let again = office.contracts(&[&line(6), &line(7), &line(8), &line(9)]);
        assert_eq!((counts(&again), again.renewals, office.rows()), ((0, 0, 4, 0), 0, rows));
        assert!(office.ledger.verify_history(None).unwrap().ok);
    }
}

#[test]
fn an_empty_cell_takes_nothing_away() {
    let mut office = Office::new();
    office.contracts(&[A]);
    let id = office.contract("R8-001")["id"].as_str().unwrap().to_owned();
    let result = office.contracts(&["R8-001,窓口業務委託,市民課,みなと窓口株式会社,R8.4.1～R9.3.31,"]);
    assert_eq!(counts(&result), (0, 0, 1, 0));
    let result = office.contracts(&["R8-001,窓口業務委託,,みなと窓口株式会社,R8.4.1～R9.3.31,単価契約"]);
    assert_eq!((counts(&result), result.queries.len()), ((0, 0, 1, 0), 1));
    assert_eq!(office.contract("R8-001")["amount_yen"], 1_000_000);
    assert_eq!(office.contract("R8-001")["id"], id.as_str());
}

#[test]
fn somebody_else_in_a_ledger_holds_the_record_since_today_unless_it_says_since_when() {
    let mut office = Office::new();
    let table = |office: &Office, owner: &str| {
        let text = format!("契約番号,件名,受託者,担当者,契約日,関所ID\nR8-001,窓口業務委託,甲社,{owner},R8.4.1,\n");
        office.file("台帳.csv", &text)
    };
    let first = table(&office, "高橋 由美");
    office.import(Register::Contract, &first);
    assert_eq!(office.contract("R8-001")["owner_since"], serde_json::Value::Null);
    let second = table(&office, "林 智也");
    assert_eq!(counts(&office.import(Register::Contract, &second)), (0, 1, 0, 0));
    assert_eq!(office.contract("R8-001")["owner_since"], "2026-11-26");
    let record = r#"{"number":"R8-001","title":"窓口業務委託","contractor":{"name":"甲社"},"signed_on":"R8.4.1","owner":"小坂 春香"}"#;
    for (since, expected) in [("", "2026-11-26"), (r#","owner_since":"R8.10.1""#, "2026-10-01")] {
        let line = record.replace(r#"春香""#, &format!(r#"春香"{since}"#));
        let file = office.file("記録.jsonl", &line);
        assert_eq!(counts(&office.import(Register::Contract, &file)), (0, 1, 0, 0), "{line}");
        assert_eq!(office.contract("R8-001")["owner_since"], expected, "{line}");
    }
}

#[test]
fn double_entries_stay_two_and_are_found_as_two() {
    let mut office = Office::new();
    let first = office.contracts(&[A, A]);
    assert_eq!((counts(&first), first.queries.len()), ((2, 0, 0, 0), 1));
    assert_eq!(first.queries[0].code, "duplicate");
    assert_eq!(counts(&office.contracts(&[A, A])), (0, 0, 2, 0));
    let third = office.contracts(&[A, &A.replace("1,000,000", "3,000,000")]);
    assert_eq!(counts(&third), (0, 1, 1, 0), "the second of the two changes");
}

#[test]
fn every_row_is_accounted_for() {
    let mut office = Office::new();
    office.contracts(&[A]);
    let result = office.contracts(&[
        A,
        B,
        "R8-003,,市民課,甲社,R8.4.1～R9.3.31,100",
        "R8-004,除雪業務委託,道路課,乙社,R8.4.1～R8.3.31,100",
        "計,,,,,300",
    ]);
    assert_eq!((result.rows, counts(&result)), (4, (1, 0, 1, 2)));
    let codes: Vec<_> =
        result.rejected.iter().map(|note| (note.row, note.code.as_str(), note.value.as_str())).collect();
    assert_eq!(codes, [(4, "required", ""), (5, "period_reversed", "R8.4.1～R8.3.31")]);
}

#[test]
fn a_signed_contract_keeps_its_day_of_signing() {
    let mut office = Office::new();
    office.contracts(&[A]);
    let (id, revision) = {
        let contract = office.ledger.find_contract("R8-001").unwrap();
        (contract.id, contract.revision)
    };
    office.ledger.sign_contract(&id, "R8.4.1", revision).unwrap();
    let file = office.file(
        "締結.csv",
        "契約番号,件名,受託者,契約日,契約期間\nR8-001,窓口業務委託,みなと窓口株式会社,R8.4.2,R8.4.1～R9.3.31\n",
    );
    let result = office.import(Register::Contract, &file);
    assert_eq!(counts(&result), (0, 0, 0, 1));
    assert_eq!((result.rejected[0].code.as_str(), result.rejected[0].column.as_str()), ("signed_fixed", "契約日"));
}

#[test]
fn a_failure_in_the_middle_leaves_the_ledger_as_it_was() {
    let mut office = Office::new();
    office.contracts(&[A]);
    let (rows, file) = (office.rows(), office.table("大きい.csv", &vec![B; 2_000]));
    let progress = office.ledger.progress();
    let watch = std::thread::spawn(move || {
        // As a person would: once the first rows are written.
        while progress.info().is_none_or(|info| info.stage != "write") {
            std::thread::yield_now();
        }
        progress.cancel();
    });
    let run = ImportRun { import: request(Register::Contract, &file), remember: Some("残らない".to_owned()) };
    let error = office.ledger.run_import(&run).unwrap_err();
    watch.join().unwrap();
    assert_eq!(error.problems[0].code, "import_cancelled");
    assert_eq!(office.rows(), rows, "nothing of it stays");
    assert_eq!(office.ledger.contracts().unwrap().len(), 1);
    assert_eq!(office.ledger.progress().info(), None, "and nothing is under way any more");
}

#[test]
fn the_same_work_in_two_sections_stays_two_contracts() {
    let mut office = Office::new();
    let ledger = |office: &Office, section: &str, number: u8, yen: u32| {
        let table = format!(
            "所管課：{section},,,,\n契約番号,件名,受託者,契約期間,契約金額\n{number},複合機賃貸借,甲社,R8.4.1～R9.3.31,{yen}\n"
        );
        office.file(&format!("{section}.csv"), &table)
    };
    let (general, school) = (ledger(&office, "総務課", 5, 100), ledger(&office, "学校課", 9, 900));
    assert_eq!(counts(&office.import(Register::Contract, &general)), (1, 0, 0, 0));
    assert_eq!(counts(&office.import(Register::Contract, &school)), (1, 0, 0, 0));
    assert_eq!(counts(&office.import(Register::Contract, &general)), (0, 0, 1, 0));
}

#[test]
fn entries_of_one_content_are_told_apart_by_their_amounts() {
    let mut office = Office::new();
    let (a, b) = (",工事監理,管財課,甲社,R8.4.1～R9.3.31,100", ",工事監理,管財課,甲社,R8.4.1～R9.3.31,900");
    assert_eq!(counts(&office.contracts(&[a, b])), (2, 0, 0, 0));
    assert_eq!(counts(&office.contracts(&[b, a])), (0, 0, 2, 0));
    assert_eq!(counts(&office.contracts(&[b])), (0, 0, 1, 0));
}

#[test]
fn records_as_json_without_ids_are_found_as_rows_are() {
    for mut office in Office::each() {
        for (register, lines, changed) in [
            (
                Register::Contract,
                [
                    r#"{"number":"R8-1","title":"清掃","section":"総務課","contractor":{"name":"甲社"},"starts_on":"R8.4.1","ends_on":"R9.3.31","amount_yen":100,"facts":{"handles_personal_info":true}}"#,
                    r#"{"title":"警備","section":"総務課","contractor":{"name":"乙社"},"starts_on":"2026-04-01","subcontracts":[{"name":"丙社","tier":1}]}"#,
                ],
                r#"{"number":"R8-1","title":"清掃","section":"","contractor":{"name":"甲　社","address":"潮見市一丁目"},"starts_on":"R8.4.1","amount_yen":null,"subcontracts":[],"facts":{"remote_access":false}}"#,
            ),
            (
                Register::Cloud,
                [
                    r#"{"number":"C-1","service":"会議","provider":{"name":"甲社"},"status":"approved","decided_on":"R8.4.1"}"#,
                    r#"{"service":"保管","provider":{"name":"甲社"},"section":"総務課"}"#,
                ],
                r#"{"number":"C-1","service":"会議","provider":{"name":"甲社"},"decided_on":"R8.4.1","purpose":"会議"}"#,
            ),
            (
                Register::Sns,
                [
                    r#"{"medium":"x","name":"公式","handle":"@Shiomi","section":"広報課","status":"active"}"#,
                    r#"{"medium":"line","name":"防災","section":"防災課"}"#,
                ],
                r#"{"name":"公式","url":"https://twitter.com/shiomi","purpose":"広報"}"#,
            ),
            (
                Register::Person,
                [r#"{"name":"高橋 由美","section":"総務課"}"#, r#"{"name":"林 智也","section":"総務課"}"#],
                r#"{"name":"高橋　由美","email":"yumi@shiomi.example"}"#,
            ),
        ] {
            let file = office.file("記録.jsonl", &lines.join("\n"));
            assert_eq!(counts(&office.import(register, &file)), (2, 0, 0, 0), "{register:?}");
            let rows = office.rows();
            let again = office.import(register, &file);
            assert_eq!((counts(&again), again.batch, office.rows()), ((0, 0, 2, 0), None, rows), "{register:?}");
            let file = office.file("変更.jsonl", changed);
            let (looked, _) = office.ledger.try_import(&request(register, &file)).unwrap();
            assert_eq!((counts(&looked), office.rows()), ((0, 1, 0, 0), rows), "{register:?}: {looked:?}");
            assert!(looked.unknown_sections.is_empty(), "{register:?}: {looked:?}");
            assert_eq!(counts(&office.import(register, &file)), (0, 1, 0, 0), "{register:?}");
            assert_eq!(counts(&office.import(register, &file)), (0, 0, 1, 0), "{register:?}");
        }
        let contract = office.contract("R8-1");
        assert_eq!((&contract["section"], &contract["amount_yen"]), (&"総務課".into(), &100.into()));
        assert_eq!((&contract["starts_on"], &contract["ends_on"]), (&"2026-04-01".into(), &"2027-03-31".into()));
        assert_eq!(contract["facts"], serde_json::json!({"handles_personal_info": true, "remote_access": false}));
        assert!(office.ledger.verify_history(None).unwrap().ok);
    }
}

#[test]
fn a_record_as_json_with_its_id_changes_only_in_the_fields_that_it_has() {
    let mut office = Office::new();
    office.contracts(&[A]);
    let before = office.contract("R8-001");
    let line = serde_json::json!({
        "id": before["id"], "title": "窓口業務委託", "section": null, "contractor": {"address": "潮見市一丁目"},
        "facts": {"handles_personal_info": true},
    });
    let file = office.file("記録.jsonl", &line.to_string());
    assert_eq!(counts(&office.import(Register::Contract, &file)), (0, 1, 0, 0));
    assert_eq!(counts(&office.import(Register::Contract, &file)), (0, 0, 1, 0));
    let after = office.contract("R8-001");
    assert_eq!((&after["amount_yen"], &after["section"]), (&before["amount_yen"], &serde_json::Value::Null));
    let contractor = &after["contractor"];
    assert_eq!((&contractor["name"], &contractor["address"]), (&before["contractor"]["name"], &"潮見市一丁目".into()));
}

#[test]
fn a_year_that_comes_as_json_is_put_between_its_neighbours_and_taken_back_again() {
    for mut office in Office::each() {
        let line = |year: u8| format!("{year},窓口業務委託,市民課,甲社,R{year}.4.1～R{}.3.31,100", year + 1);
        office.contracts(&[&line(6), &line(8)]);
        let record = r#"{"number":"7","title":"窓口業務委託","section":"市民課","contractor":{"name":"甲社"},"starts_on":"R7.4.1","ends_on":"R8.3.31"}"#;
        let file = office.file("記録.jsonl", record);
        let result = office.import(Register::Contract, &file);
        assert_eq!((counts(&result), result.renewals), ((1, 0, 0, 0), 1));
        let terms = ["6", "7", "8"].map(|number| office.contract(number)["term"].clone());
        assert_eq!(serde_json::json!(terms), serde_json::json!([1, 2, 3]));
        assert_eq!(counts(&office.import(Register::Contract, &file)), (0, 0, 1, 0));
        let undone = office.ledger.undo_import(result.batch.unwrap()).unwrap();
        assert_eq!((undone.removed, undone.restored, undone.kept), (1, 1, 0));
        assert_eq!(office.contract("8")["renewed_from"], office.contract("6")["id"]);
    }
}

#[test]
fn a_signed_contract_keeps_its_day_of_signing_when_it_comes_as_json_without_an_id() {
    let mut office = Office::new();
    office.contracts(&[A]);
    let contract = office.ledger.find_contract("R8-001").unwrap();
    office.ledger.sign_contract(&contract.id, "R8.4.1", contract.revision).unwrap();
    let record = r#"{"number":"R8-001","title":"窓口業務委託","section":"市民課","contractor":{"name":"みなと窓口株式会社"},"starts_on":"R8.4.1","ends_on":"R9.3.31","signed_on":"R8.4.2"}"#;
    let file = office.file("記録.jsonl", record);
    let result = office.import(Register::Contract, &file);
    assert_eq!(counts(&result), (0, 0, 0, 1));
    let told = &result.rejected[0];
    assert_eq!(
        (told.code.as_str(), told.column.as_str(), told.value.as_str()),
        ("signed_fixed", "signed_on", "R8.4.2")
    );
}
