//! `history`: every write is listed, the head can be kept elsewhere, and no change behind the program's back goes unseen.

use db::Value;
use ledger::history::{canonical, sha256};
use serde_json::json;

use super::office::Office;

/// A ledger with five saves.
fn five() -> Office {
    let office = Office::empty();
    for number in 1..=5 {
        let draft = json!({"title": format!("契約{number}"), "note": "元の文"});
        office.run_with(&["contract", "save", "-"], &draft.to_string()).expect(1);
    }
    assert_eq!(office.run(&["history", "verify"]).expect(0).err, "");
    office
}

/// What `verify` finds, as code and row.
#[track_caller]
fn found(office: &Office, words: &[&str]) -> Vec<(String, Option<i64>)> {
    let words = [&["history", "verify"], words].concat();
    let verification = office.run(&[&["--json"], &words[..]].concat()).expect(1).json();
    assert_eq!(verification["ok"], false);
    let problems = verification["problems"].as_array().unwrap();
    let lines = office.run(&words).expect(1).out;
    for problem in problems {
        let text = problem["text"].as_str().unwrap();
        assert!(lines.contains(&format!("! {text}")) && text.contains("ください"), "{lines}");
    }
    problems.iter().map(|it| (it["code"].as_str().unwrap().to_owned(), it["seq"].as_i64())).collect()
}

fn one(code: &str, seq: i64) -> Vec<(String, Option<i64>)> {
    vec![(code.to_owned(), Some(seq))]
}

#[test]
fn every_write_is_listed_newest_first() {
    let office = five();
    let rows = office.json(&["history", "list"]);
    let rows = rows.as_array().unwrap();
    let seqs: Vec<i64> = rows.iter().map(|row| row["seq"].as_i64().unwrap()).collect();
    assert_eq!(seqs, [5, 4, 3, 2, 1]);
    assert_eq!(
        (&rows[0]["op"], &rows[0]["op_text"], &rows[0]["title"]),
        (&json!("contract_save"), &json!("契約を保存"), &json!("契約5"))
    );
    assert!(
        !rows[0]["by"].as_str().unwrap().is_empty() && rows[0]["at"].as_str().unwrap().ends_with('Z'),
        "{}",
        rows[0]
    );
    assert_eq!(office.json(&["history", "list", "--limit", "2"]).as_array().unwrap().len(), 2);
    let head = office.json(&["history", "head"]);
    assert_eq!((&head["seq"], &head["hash"]), (&5.into(), &rows[0]["hash"]));
    let line = office.run(&["history", "head"]).expect(0).out;
    assert_eq!(line, format!("5\t{}\n", head["hash"].as_str().unwrap()));
    assert!(
        office
            .run(&["--lang", "en", "history", "list"])
            .expect(0)
            .out
            .lines()
            .all(|line| line.split('\t').count() == 5)
    );
}

#[test]
fn a_head_kept_elsewhere_is_found_again_even_after_more_saves() {
    let office = five();
    let head = office.json(&["history", "head"])["hash"].as_str().unwrap().to_owned();
    office.run_with(&["contract", "save", "-"], r#"{"title":"その後"}"#).expect(1);
    for printed in [head.as_str(), &head[..8], &head[..8].to_uppercase()] {
        office.run(&["history", "verify", "--head", printed]).expect(0);
    }
    for printed in ["00000000ffff", &head[..7], "でたらめ"] {
        assert_eq!(found(&office, &["--head", printed]), [("restored_copy".to_owned(), None)], "{printed}");
    }
}

#[test]
fn an_edited_row_is_named() {
    for column in ["after_json", "actor", "written_at", "op", "record_id"] {
        let office = five();
        assert_eq!(office.execute(&format!("UPDATE history SET {column} = {column} || ' ' WHERE seq = 3")), 1);
        assert_eq!(found(&office, &[])[..1], one("edited", 3), "{column}");
    }
}

#[test]
fn a_row_that_was_edited_and_hashed_anew_is_named() {
    let office = five();
    office.execute("UPDATE history SET after_json = replace(after_json, '元の文', '別の文') WHERE seq = 3");
    rehash(&office, 3..=3);
    assert_eq!(found(&office, &[])[..1], one("edited", 3));
}

#[test]
fn a_deleted_row_is_named() {
    let office = five();
    office.execute("DELETE FROM history WHERE seq = 3");
    assert_eq!(found(&office, &[])[..1], one("deleted", 3));
}

#[test]
fn a_record_that_was_changed_without_a_row_is_named() {
    let office = five();
    let third = "id = (SELECT record_id FROM history WHERE seq = 3)";
    office.execute(&format!("UPDATE contract_records SET record = replace(record, '元の文', '別の文') WHERE {third}"));
    assert_eq!(found(&office, &[]), [("record_differs".to_owned(), None)]);
}

#[test]
fn rows_that_changed_places_are_named() {
    let office = five();
    office.execute("UPDATE history SET seq = 99 WHERE seq = 3");
    office.execute("UPDATE history SET seq = 3 WHERE seq = 4");
    office.execute("UPDATE history SET seq = 4 WHERE seq = 99");
    let found = found(&office, &[]);
    assert!(found.iter().any(|(code, seq)| code == "reordered" && matches!(seq, Some(3 | 4))), "{found:?}");
}

#[test]
fn a_history_that_was_cut_off_is_named() {
    let office = five();
    office.execute("DELETE FROM history WHERE seq > 3");
    assert_eq!(found(&office, &[])[..1], one("truncated", 3));
    office.execute("DELETE FROM history");
    assert_eq!(found(&office, &[])[..1], one("truncated", 0));
}

#[test]
fn a_whole_new_chain_is_found_out_by_a_head_kept_elsewhere() {
    let office = five();
    let head = office.json(&["history", "head"])["hash"].as_str().unwrap().to_owned();
    office.execute("UPDATE history SET after_json = replace(after_json, '元の文', '別の文') WHERE seq = 3");
    office.execute("UPDATE contract_records SET record = replace(record, '元の文', '別の文') WHERE id = (SELECT record_id FROM history WHERE seq = 3)");
    rehash(&office, 3..=5);
    office.execute("UPDATE history_head SET hash = (SELECT hash FROM history WHERE seq = 5)");
    office.run(&["history", "verify"]).expect(0);
    assert_eq!(found(&office, &["--head", &head]), [("restored_copy".to_owned(), None)]);
}

#[test]
fn an_old_copy_that_was_put_back_is_found_out_by_a_head_kept_elsewhere() {
    let office = five();
    let old = office.files();
    office.run_with(&["contract", "save", "-"], r#"{"title":"控えの後"}"#).expect(1);
    let head = office.json(&["history", "head"])["hash"].as_str().unwrap().to_owned();
    for (name, bytes) in old {
        office.file(&name, bytes);
    }
    office.run(&["history", "verify"]).expect(0);
    assert_eq!(found(&office, &["--head", &head]), [("restored_copy".to_owned(), None)]);
}

/// Writes the hashes of these rows anew, each on the row before it, as somebody with key and skill can.
fn rehash(office: &Office, rows: std::ops::RangeInclusive<i64>) {
    let write = |tx: &mut db::Tx<'_>| -> Result<(), db::DbError> {
        for seq in rows {
            let sql = "SELECT id, written_at, actor, op, register, record_id, before_json, after_json,
                (SELECT hash FROM history WHERE seq = ?1 - 1) FROM history WHERE seq = ?1";
            let (row, previous) = tx
                .query_one(sql, &[seq.into()], |row| {
                    let content = json!({
                        "id": row.text(0)?, "at": row.text(1)?, "by": row.text(2)?, "op": row.text(3)?, "register": row.text(4)?,
                        "record": row.text(5)?, "before": row.opt_text(6)?, "after": row.opt_text(7)?,
                    });
                    Ok((content, row.text(8)?))
                })?
                .unwrap();
            let hash = sha256(format!("{previous}\n{}", canonical(&row)).as_bytes());
            let args: [Value; 3] = [seq.into(), previous.into(), hash.into()];
            tx.execute("UPDATE history SET previous_hash = ?2, hash = ?3 WHERE seq = ?1", &args)?;
        }
        Ok(())
    };
    office.database().write(write).unwrap();
}
