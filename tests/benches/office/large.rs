//! A ledger of 100,000 contracts on disk: the sample office, repeated under other numbers.

use std::path::PathBuf;

use db::{Db, DbError, Key, Value};
use ledger::Ledger;
use ledger::contract::ContractQuery;
use tempfile::TempDir;

/// Contracts in the ledger.
pub const CONTRACTS: i64 = 100_000;

/// The ledger file, removed with this value.
pub struct Large {
    folder: TempDir,
    key: Key,
}

impl Large {
    /// Writes the file.
    pub fn new() -> Self {
        let large = Self { folder: tempfile::tempdir().unwrap(), key: Key::new([7; 32]) };
        let mut ledger = Ledger::on(Db::create_sqlite(&large.path(), &large.key, &[9; 16]).unwrap()).unwrap();
        ledger.load_sample().unwrap();
        let samples = ledger.list_contracts(&ContractQuery::default()).unwrap().all;
        drop(ledger);
        let copies = (CONTRACTS - 1) / samples;
        let mut db = Db::open_sqlite(&large.path(), &large.key).unwrap();
        db.write(|tx| {
            tx.execute("CREATE TEMP TABLE copies AS
                WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ?1) SELECT n FROM counted",
                &[Value::Integer(copies)])?;
            // A term that was renewed from another is the first of its own line here.
            tx.execute("INSERT INTO contracts
                SELECT id || '-' || n, number || '-' || n, title || '（' || n || '）', contractor, section, owner, signed_on,
                    starts_on, ends_on, closed_on, amount_yen + n, personal_info, my_number, id || '-' || n, 1, NULL,
                    search_text || n, revision, findings, unknown, next_due_on, next_due_rule, recheck_on, exposure, exposed_since
                FROM contracts, copies", &[])?;
            tx.execute("INSERT INTO contract_records
                SELECT r.id || '-' || n, replace(r.record, r.id, r.id || '-' || n) FROM contract_records r, copies", &[])?;
            tx.execute("INSERT INTO dues
                SELECT register, record_id || '-' || n, rule, what, due_on, notice_on, title || '（' || n || '）',
                    number || '-' || n, owner, section, settled, snoozed_until, act_id FROM dues, copies
                WHERE register = 'contract'", &[])?;
            Ok::<_, DbError>(())
        })
        .unwrap();
        drop(db);
        large
    }

    /// Opens the ledger as the program does when it starts.
    pub fn open(&self) -> Ledger {
        Ledger::on(Db::open_sqlite(&self.path(), &self.key).unwrap()).unwrap()
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("sekisho.db")
    }
}
