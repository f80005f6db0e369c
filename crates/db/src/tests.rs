//! Tests of the public face: what both engines answer alike, and what a file is refused for.

mod engines;
mod files;
mod writers;

use crate::{Db, DbError, Key, Migration};

const KEY: [u8; 32] = [7; 32];
const SALT: [u8; 16] = *b"\x01\xfeabcdefghijkl\x80\xff";

const SCHEMA: [Migration; 2] = [
    Migration {
        number: 1,
        name: "start",
        sql: "CREATE TABLE contracts (id TEXT PRIMARY KEY, number TEXT UNIQUE, amount_yen INTEGER, \
              closed INTEGER NOT NULL DEFAULT 0, file BLOB) STRICT;\n",
    },
    Migration {
        number: 2,
        name: "notes",
        sql: "CREATE TABLE notes (contract_id TEXT NOT NULL REFERENCES contracts (id), text TEXT NOT NULL) STRICT;\n\
              CREATE INDEX notes_by_contract ON notes (contract_id);\n",
    },
];

fn key() -> Key {
    Key::new(KEY)
}

fn add(db: &mut Db, id: &str) -> Result<u64, DbError> {
    db.write(|tx| tx.execute("INSERT INTO contracts (id) VALUES (?1)", &[id.into()]))
}

fn ids(db: &mut Db) -> Result<Vec<String>, DbError> {
    db.read(|tx| tx.query("SELECT id FROM contracts ORDER BY id", &[], |row| row.text(0)))
}
