//! The database of a ledger: one SQL text for an encrypted SQLite file and for PostgreSQL.
//!
//! What is here: opening and refusing files, transactions with one writer at a time,
//! positional `?n` arguments, typed reading of rows, and numbered migrations.
//! Deliberately not here: tables, registers, history, the place where keys are kept.

mod dialect;
mod error;
mod header;
mod migrate;
mod postgres;
mod sqlite;
mod value;

#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;

use std::path::Path;

use zeroize::{Zeroize, ZeroizeOnDrop};

pub use dialect::to_postgres;
pub use error::DbError;
pub use migrate::Migration;
pub use postgres::PostgresDb;
pub use sqlite::SqliteDb;
pub use value::{Row, Value};

/// The 32-byte key of an encrypted ledger; wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl Key {
    /// Wraps 32 bytes as a key.
    pub fn new(bytes: [u8; 32]) -> Key {
        Key(bytes)
    }

    /// The bytes of the key, for the place that keeps it.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(..)")
    }
}

/// An open database of either engine.
#[derive(Debug)]
pub enum Db {
    /// One encrypted file, or a plain database in memory.
    Sqlite(SqliteDb),
    /// A server shared by many PCs.
    Postgres(Box<PostgresDb>),
}

impl Db {
    /// Makes a new encrypted file whose first 16 bytes are `salt`; refuses an existing file.
    pub fn create_sqlite(path: &Path, key: &Key, salt: &[u8; 16]) -> Result<Db, DbError> {
        SqliteDb::create(path, key, salt).map(Db::Sqlite)
    }

    /// Opens an encrypted file; a refused file is left exactly as it was.
    pub fn open_sqlite(path: &Path, key: &Key) -> Result<Db, DbError> {
        SqliteDb::open(path, key).map(Db::Sqlite)
    }

    /// A plain SQLite database in memory, gone when dropped.
    pub fn in_memory() -> Result<Db, DbError> {
        SqliteDb::in_memory().map(Db::Sqlite)
    }

    /// Connects to PostgreSQL by a URL (`postgres://user@host/database`).
    pub fn open_postgres(url: &str) -> Result<Db, DbError> {
        PostgresDb::open(url).map(Box::new).map(Db::Postgres)
    }

    /// Reads in one consistent view; a statement that writes is refused with `ReadOnly`.
    pub fn read<T, E: From<DbError>>(&mut self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut tx = self.begin(Access::Read)?;
        let answer = f(&mut tx)?;
        tx.commit()?;
        Ok(answer)
    }

    /// Writes as the only writer; an `Err` or a panic inside leaves nothing behind.
    pub fn write<T, E: From<DbError>>(&mut self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut tx = self.begin(Access::Write)?;
        let answer = f(&mut tx)?;
        tx.commit()?;
        Ok(answer)
    }

    /// Brings the schema to the newest of `migrations`; refuses a newer or an altered one.
    pub fn migrate(&mut self, migrations: &[Migration]) -> Result<(), DbError> {
        migrate::migrate(self, migrations)
    }

    /// The first 16 bytes of a ledger file: the name of its key in the keyring.
    pub fn salt(path: &Path) -> Result<[u8; 16], DbError> {
        header::salt(path)
    }

    /// Reads every page and names damage; takes long on a large file.
    pub fn verify(&mut self) -> Result<(), DbError> {
        match self {
            Db::Sqlite(db) => db.verify(),
            // The server checks its own pages; a client sees only what it answers.
            Db::Postgres(db) => db.begin(Access::Read)?.commit(),
        }
    }

    /// Which engine this is: `sqlite` or `postgresql`.
    pub fn engine(&self) -> &'static str {
        match self {
            Db::Sqlite(_) => "sqlite",
            Db::Postgres(_) => "postgresql",
        }
    }

    fn begin(&mut self, access: Access) -> Result<Tx<'_>, DbError> {
        match self {
            Db::Sqlite(db) => db.begin(access).map(TxOf::Sqlite).map(Tx),
            Db::Postgres(db) => db.begin(access).map(TxOf::Postgres).map(Tx),
        }
    }
}

/// Whether a transaction may change anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// An open transaction; dropped without a commit it leaves no trace.
#[derive(Debug)]
pub struct Tx<'a>(TxOf<'a>);

#[derive(Debug)]
enum TxOf<'a> {
    Sqlite(sqlite::SqliteTx<'a>),
    Postgres(postgres::PostgresTx<'a>),
}

impl Tx<'_> {
    /// Runs one statement and tells how many rows it changed.
    pub fn execute(&mut self, sql: &str, args: &[Value]) -> Result<u64, DbError> {
        match &mut self.0 {
            TxOf::Sqlite(tx) => tx.execute(sql, args),
            TxOf::Postgres(tx) => tx.execute(sql, args),
        }
    }

    /// Runs one statement and reads every row of its answer.
    pub fn query<T>(
        &mut self,
        sql: &str,
        args: &[Value],
        f: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        match &mut self.0 {
            TxOf::Sqlite(tx) => tx.query(sql, args, f),
            TxOf::Postgres(tx) => tx.query(sql, args, f),
        }
    }

    /// Runs one statement and reads its first row, if there is one.
    pub fn query_one<T>(
        &mut self,
        sql: &str,
        args: &[Value],
        f: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Option<T>, DbError> {
        Ok(self.query(sql, args, f)?.into_iter().next())
    }

    /// Runs the statements of a migration, which take no arguments.
    pub(crate) fn run_script(&mut self, sql: &str) -> Result<(), DbError> {
        match &mut self.0 {
            TxOf::Sqlite(tx) => tx.run_script(sql),
            TxOf::Postgres(tx) => tx.run_script(sql),
        }
    }

    fn commit(self) -> Result<(), DbError> {
        match self.0 {
            TxOf::Sqlite(tx) => tx.commit(),
            TxOf::Postgres(tx) => tx.commit(),
        }
    }
}
