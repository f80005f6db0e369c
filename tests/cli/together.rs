//! Several processes on one ledger, and processes that are killed: nothing is lost, nothing is half there.

use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::office::{KEY, LEDGER, Office, Ran};

/// Records, and what the history says of them.
#[track_caller]
fn assert_records_are_what_the_history_says(office: &Office) -> usize {
    assert_eq!(office.run(&["history", "verify"]).expect(0).err, "");
    let sql =
        "SELECT c.id, r.record, (SELECT after_json FROM history h WHERE h.register = 'contract' AND h.record_id = c.id
        ORDER BY seq DESC LIMIT 1), c.revision, c.title FROM contracts c LEFT JOIN contract_records r ON r.id = c.id";
    let mut database = office.database();
    database.verify().unwrap();
    let rows = database.read(|tx| {
        tx.query(sql, &[], |row| Ok((row.text(0)?, row.opt_text(1)?, row.opt_text(2)?, row.integer(3)?, row.text(4)?)))
    });
    let rows: Vec<_> = Result::<Vec<_>, db::DbError>::unwrap(rows);
    for (id, record, history, revision, title) in &rows {
        let record: Value = serde_json::from_str(record.as_ref().unwrap()).unwrap();
        let history: Value = serde_json::from_str(history.as_ref().unwrap()).unwrap();
        assert_eq!(record, history, "{id}");
        assert_eq!((&record["revision"], &record["title"]), (&(*revision).into(), &title.as_str().into()), "{id}");
    }
    rows.len()
}

fn save(office: &Office, title: &str) -> Ran {
    office.run(&["--json", "call", "contract_save", &json!({"draft": {"title": title}}).to_string()])
}

/// Whether a run did what it was asked; else it has to say that others are at it.
#[track_caller]
fn done(ran: &Ran) -> bool {
    if ran.code != 0 {
        assert_eq!((ran.code, &ran.json()["problems"][0]["code"]), (2, &json!("ledger_busy")), "{ran:?}");
    }
    ran.code == 0
}

#[test]
fn many_writers_at_once_lose_nothing() {
    let office = Office::empty();
    let done = std::thread::scope(|scope| {
        let writer = |writer: usize| {
            let office = &office;
            scope.spawn(move || {
                (0..6).filter(|save_number| done(&save(office, &format!("{writer}-{save_number}")))).count()
            })
        };
        let writers: Vec<_> = (0..4).map(writer).collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).sum::<usize>()
    });
    assert!(done > 0);
    assert_eq!(assert_records_are_what_the_history_says(&office), done);
    assert_eq!(office.json(&["history", "head"])["seq"], done);
}

#[test]
fn of_two_who_change_the_same_contract_one_is_told() {
    let office = Office::empty();
    let id = save(&office, "元").expect(0).json()["contract"]["id"].clone();
    for round in 1..=4 {
        let change = |owner: &str| {
            json!({"draft": {"id": id, "revision": round, "owner": format!("{owner}{round}")}}).to_string()
        };
        let (first, second) = std::thread::scope(|scope| {
            let (a, b) = (change("甲"), change("乙"));
            let office = &office;
            let first = scope.spawn(move || office.run(&["--json", "call", "contract_save", &a]));
            let second = office.run(&["--json", "call", "contract_save", &b]);
            (first.join().unwrap(), second)
        });
        let codes = [first.code, second.code];
        assert!(codes == [0, 2] || codes == [2, 0], "{first:?} {second:?}");
        let late = if first.code == 2 { &first } else { &second };
        let code = late.json()["problems"][0]["code"].clone();
        assert!(code == "changed_elsewhere" || code == "ledger_busy", "{late:?}");
    }
    assert_records_are_what_the_history_says(&office);
    assert_eq!(office.json(&["contract", "show", id.as_str().unwrap()])["contract"]["revision"], 5);
}

#[test]
fn a_reader_is_not_hindered_by_a_writer_that_has_begun() {
    let office = Office::sample();
    let before = office.json(&["history", "head"]);
    let mut database = office.database();
    let during = database.write(|tx| {
        tx.execute("UPDATE contracts SET title = 'なかば' WHERE number = 'R8-004'", &[])?;
        Ok::<_, db::DbError>(office.run(&["--json", "history", "head"]).expect(0))
    });
    assert_eq!(during.unwrap().json(), before);
}

#[test]
fn a_process_that_is_killed_while_saving_leaves_nothing_half_done() {
    let office = Office::empty();
    let note = "長い備考。".repeat(1500);
    let deliverables: Vec<Value> =
        (0..200).map(|number| json!({"title": format!("提出物{number}"), "kind": "other"})).collect();
    let mut answered = Vec::new();
    // Killed at moments spread over the time that a save takes here, as far as that can be told.
    let mut whole = Duration::ZERO;
    for round in 0..40_u32 {
        let draft = json!({"draft": {"title": format!("第{round}回"), "note": note, "deliverables": deliverables}});
        let request = office.file("依頼.json", draft.to_string());
        let mut command = office.command(&["call", "contract_save", "-"]);
        command.stdin(std::fs::File::open(request).unwrap()).stdout(Stdio::null()).stderr(Stdio::null());
        let begun = Instant::now();
        let mut child = command.spawn().unwrap();
        if round % 10 != 0 {
            std::thread::sleep(whole * (round % 10) / 8);
            // It may have come to its end by itself.
            let _ = child.kill();
        }
        if child.wait().unwrap().success() {
            answered.push(format!("第{round}回"));
            whole = begun.elapsed();
        }
    }
    let kept = assert_records_are_what_the_history_says(&office);
    assert_eq!(office.json(&["history", "head"])["seq"], kept);
    let list = office.json(&["contract", "list"]);
    let titles: Vec<&str> = list["rows"].as_array().unwrap().iter().filter_map(|row| row["title"].as_str()).collect();
    assert!(answered.iter().all(|title| titles.contains(&title.as_str())), "an answered save is lost: {titles:?}");
    assert!(done(&save(&office, "その後")), "the ledger can be written as before");
}

#[test]
fn an_init_that_is_killed_leaves_a_ledger_or_is_made_again_or_names_what_is_in_the_way() {
    for round in 0..8_u64 {
        let office = Office::new();
        let mut child = office.command(&["init"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(round * 4));
        let _ = child.kill();
        child.wait().unwrap();
        if office.run(&["--json", "contract", "list"]).code == 0 {
            continue;
        }
        let files = office.files();
        let again = office.run(&["--json", "init"]);
        // What was begun is never taken for a ledger or a key, nor overwritten.
        if files.contains_key(LEDGER) {
            assert_eq!(again.expect(2).json()["problems"][0]["code"], "ledger_exists");
        } else if files.get(KEY).is_some_and(|key| (1..64).contains(&key.len())) {
            assert_eq!(again.expect(2).json()["problems"][0]["code"], "key_file_malformed");
        } else {
            again.expect(0);
            office.run(&["contract", "list"]).expect(0);
        }
    }
}
