//! Everything that people entered into a ledger, as one value.

use ledger::date::NaiveDate;
use ledger::{Ledger, commands};
use serde_json::{Value, json};

/// The records of a ledger, their history and the words of their signed annexes.
pub fn of(ledger: &mut Ledger) -> Value {
    ledger.set_today(NaiveDate::from_ymd_opt(2026, 11, 26).unwrap());
    let mut call = |name: &str, request: Value| commands::dispatch(ledger, name, request).unwrap();
    let list = call("contract_list", json!({"sort": "title"}));
    let ids: Vec<Value> = list["rows"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect();
    let contracts: Vec<Value> =
        ids.iter().map(|id| call("contract_show", json!({"id": id}))["contract"].clone()).collect();
    let signed = contracts.iter().filter(|contract| contract["pins"] != json!([]));
    let annexes: Vec<Value> = signed
        .map(|contract| {
            let preview = call("annex_preview", json!({"id": contract["id"], "kinds": ["security"]}));
            let blocks = serde_json::from_value::<Vec<paper::Block>>(preview["papers"][0]["blocks"].clone()).unwrap();
            paper::to_text(&blocks).lines().collect::<Vec<_>>().into()
        })
        .collect();
    let list = call("contractor_list", json!({}));
    let companies = list["rows"].as_array().unwrap().iter().filter(|row| row["kept"] == true);
    let ids: Vec<Value> = companies.map(|row| row["id"].clone()).collect();
    let contractors: Vec<Value> =
        ids.iter().map(|id| call("contractor_show", json!({"id": id}))["company"].clone()).collect();
    let mut records = |register: &str| -> Vec<Value> {
        let list = call(&format!("{register}_list"), json!({}));
        let ids: Vec<Value> = list["rows"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect();
        ids.iter().map(|id| call(&format!("{register}_show"), json!({"id": id}))[register].clone()).collect()
    };
    let (clouds, accounts, incidents) = (records("cloud"), records("sns"), records("incident"));
    let due = call("due_list", json!({"until": "2040-01-01", "settled": true}));
    let acts: Vec<&Value> =
        due["items"].as_array().unwrap().iter().map(|item| &item["act"]).filter(|act| !act.is_null()).collect();
    // The words for an operation belong to today's program, not to the ledger.
    let mut history = call("history_list", json!({}));
    history.as_array_mut().unwrap().iter_mut().for_each(|row| drop(row.as_object_mut().unwrap().remove("op_text")));
    json!({
        "office": call("office_show", json!({})),
        "sections": call("section_list", json!({})),
        "persons": call("person_list", json!({})),
        "contracts": contracts,
        "annexes": annexes,
        "clouds": clouds,
        "sns": accounts,
        "contractors": contractors,
        "incidents": incidents,
        "published": call("sns_public_list", json!({})),
        "acts": acts,
        "reminders": call("reminder_list", json!({}))["settings"],
        "history": history,
        "verification": call("history_verify", json!({})),
    })
}

/// The first place at which `found` lacks or differs from what was kept; what is new in `found` does not matter.
pub fn lost(kept: &Value, found: &Value, place: &str) -> Option<String> {
    match (kept, found) {
        (Value::Object(kept), Value::Object(found)) => kept
            .iter()
            .find_map(|(key, value)| lost(value, found.get(key).unwrap_or(&Value::Null), &format!("{place}.{key}"))),
        (Value::Array(kept), Value::Array(found)) if kept.len() == found.len() => kept
            .iter()
            .zip(found)
            .enumerate()
            .find_map(|(i, (kept, found))| lost(kept, found, &format!("{place}[{i}]"))),
        _ => (kept != found).then(|| format!("{place}: {kept} became {found}")),
    }
}
