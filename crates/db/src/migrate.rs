//! Numbered migrations: applied once, in order, and never altered afterwards.
//!
//! All pending migrations go in as one write, so that a failing one leaves the old schema.
//! Deliberately not here: the migrations themselves, and the backup before them.

use sha2::{Digest, Sha256};

use crate::{Db, DbError, Tx, Value};

/// One step of the schema.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its place in the order, from 1 without gaps.
    pub number: u32,
    /// A word for people who read the table of migrations.
    pub name: &'static str,
    /// The statements, in the common subset.
    pub sql: &'static str,
}

impl Migration {
    /// Line ends are left out of the account: a checkout on Windows may change them.
    fn sha256(&self) -> String {
        let digest = Sha256::digest(self.sql.replace("\r\n", "\n"));
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

const TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (\
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL\
    ) STRICT";

pub(crate) fn migrate(db: &mut Db, migrations: &[Migration]) -> Result<(), DbError> {
    debug_assert!(migrations.iter().zip(1..).all(|(migration, number)| migration.number == number));
    let (exists, now) = match db {
        Db::Sqlite(_) => (
            "SELECT count(*) FROM sqlite_master WHERE name = 'schema_migrations'",
            "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')",
        ),
        Db::Postgres(_) => (
            "SELECT count(*) FROM pg_tables WHERE tablename = 'schema_migrations' AND schemaname = current_schema()",
            "to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')",
        ),
    };
    // The usual case, a schema that is up to date, must not wait for a writer.
    let up_to_date = db.read(|tx| match tx.query_one(exists, &[], |row| row.boolean(0))? {
        Some(true) => Ok(pending(tx, migrations)?.is_empty()),
        _ => Ok::<_, DbError>(migrations.is_empty()),
    })?;
    if up_to_date {
        return Ok(());
    }
    db.write(|tx| {
        tx.run_script(TABLE)?;
        for migration in pending(tx, migrations)? {
            tx.run_script(migration.sql)?;
            tx.execute(
                &format!("INSERT INTO schema_migrations (number, name, sha256, applied_at) VALUES (?1, ?2, ?3, {now})"),
                &[migration.number.into(), migration.name.into(), Value::from(migration.sha256())],
            )?;
        }
        Ok(())
    })
}

/// The migrations that the database lacks, after those it has were found unaltered.
fn pending<'a>(tx: &mut Tx<'_>, migrations: &'a [Migration]) -> Result<&'a [Migration], DbError> {
    let applied = tx.query("SELECT number, sha256 FROM schema_migrations ORDER BY number", &[], |row| {
        Ok((row.integer(0)?, row.text(1)?))
    })?;
    let known = migrations.len() as u32;
    if let Some((found, _)) = applied.last().filter(|(found, _)| *found > i64::from(known)) {
        return Err(DbError::NewerSchema { found: u32::try_from(*found).unwrap_or(u32::MAX), known });
    }
    for (migration, (number, sha256)) in migrations.iter().zip(&applied) {
        if i64::from(migration.number) != *number || migration.sha256() != *sha256 {
            return Err(DbError::MigrationChanged { number: migration.number });
        }
    }
    Ok(&migrations[applied.len()..])
}
