//! A record as it was on a given day, and what it said then.

use db::{Db, Key};
use ledger::{Ledger, Target};
use serde_json::json;

use super::office::Office;

#[test]
fn a_contract_is_shown_as_it_was_at_the_end_of_a_day() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("key"), [7; 32]).unwrap();
    let path = folder.path().join("a.db");
    let target = Target { location: path.to_str().unwrap().to_owned(), key_file: Some(folder.path().join("key")) };
    let mut office = Office::at(Ledger::init(&target).unwrap(), "2026-11-26");
    let id = office.printing();
    office.change(&id, json!({"owner": "林 智也"}));
    office.change(&id, json!({"title": "改めた件名", "ends_on": "R9.9.30"}));
    drop(office);
    // The three saves happened on three days; midnight in Japan is 15:00 of the day before in UTC.
    let days = ["2026-04-01T01:00:00.000Z", "2026-06-30T14:59:59.999Z", "2026-06-30T15:00:00.000Z"];
    let mut database = Db::open_sqlite(&path, &Key::new([7; 32])).unwrap();
    for (seq, at) in (1_i64..).zip(days) {
        let sql = "UPDATE history SET written_at = ?2 WHERE seq = ?1";
        assert_eq!(database.write(|tx| tx.execute(sql, &[seq.into(), at.into()])), Ok(1));
    }
    drop(database);

    let mut office = Office::at(Ledger::open(&target).unwrap(), "2026-11-26");
    assert_eq!(office.refused("contract_show", json!({"id": id, "on": "R8.3.31"})), ["record_missing_then"]);
    for (on, title, owner, revision) in [
        ("R8.4.1", "納税通知書等印刷封入封緘業務委託", "渡辺 大輔", 1),
        ("R8.6.29", "納税通知書等印刷封入封緘業務委託", "渡辺 大輔", 1),
        ("令和8年6月30日", "納税通知書等印刷封入封緘業務委託", "林 智也", 2),
        ("2026/7/1", "改めた件名", "林 智也", 3),
        ("R8.11.26", "改めた件名", "林 智也", 3),
    ] {
        let view = office.call("contract_show", json!({"id": id, "on": on}));
        let contract = &view["contract"];
        assert_eq!(
            (&contract["title"], &contract["owner"], &contract["revision"]),
            (&json!(title), &json!(owner), &json!(revision)),
            "{on}"
        );
        assert!(view["as_of"].is_string(), "{on}");
    }
    // The term had ended neither then nor now, but what was overdue is judged by the day asked for.
    let then = office.call("contract_show", json!({"id": id, "on": "R8.6.30"}));
    let late = |view: &serde_json::Value| view["due"].as_array().unwrap().iter().any(|it| it["due_on"] == "2027-03-31");
    assert!(late(&then), "{}", then["due"]);
    assert!(!late(&office.call("contract_show", json!({"id": id}))));
}

#[test]
fn a_version_of_the_past_saved_again_is_an_ordinary_save() {
    for mut office in super::office::offices("2026-11-26") {
        let id = office.printing();
        let before = office.call("contract_show", json!({"id": id}))["contract"].clone();
        office.change(&id, json!({"title": "誤って変えた件名", "facts": {"handles_info_asset": true}}));
        let restored = office.change(&id, before.clone())["contract"].clone();
        assert_eq!(
            (&restored["title"], &restored["facts"], &restored["revision"]),
            (&before["title"], &before["facts"], &json!(3))
        );
        let history = office.call("contract_history", json!({"id": id}));
        assert_eq!(history.as_array().unwrap().len(), 3, "{}", office.engine);
        assert_eq!(office.call("history_verify", json!({}))["ok"], true);
    }
}
