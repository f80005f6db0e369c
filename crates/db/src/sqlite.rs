//! The SQLite engine: one file encrypted by SQLCipher, in WAL mode, fully synchronous.
//!
//! Nothing is written to a file before its key has been proven, so that a refused file
//! stays as it was. Deliberately not here: what to do about a refusal, and backups.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::path::Path;
use std::thread;
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql, TransactionBehavior, ffi};
use zeroize::Zeroizing;

use crate::header::{self, Fit};
use crate::value::RowOf;
use crate::{Access, DbError, Key, Row, Value};

/// How long a second writer waits before it is told `Busy`.
pub(crate) const WAIT: Duration = Duration::from_secs(5);

/// "SKSH": marks the file as a ledger, and its writing puts the salt on the disk.
const APPLICATION_ID: i32 = 0x534b_5348;

/// Statements kept prepared; a screen uses a few dozen of them again and again.
pub(crate) const STATEMENTS: usize = 256;

/// An open SQLite database.
#[derive(Debug)]
pub struct SqliteDb {
    connection: Connection,
}

impl SqliteDb {
    pub(crate) fn create(path: &Path, key: &Key, salt: &[u8; 16]) -> Result<SqliteDb, DbError> {
        OpenOptions::new().write(true).create_new(true).open(path)?;
        let made = Self::connect(path, key, salt).and_then(|connection| {
            connection.pragma_update(None, "application_id", APPLICATION_ID)?;
            Self::ready(connection)
        });
        if made.is_err() {
            // The file was made three lines above and is empty or half made.
            let _ = fs::remove_file(path);
        }
        made
    }

    pub(crate) fn open(path: &Path, key: &Key) -> Result<SqliteDb, DbError> {
        let fit = proven(path, key)?;
        let connection = Self::connect(path, key, &header::salt(path)?)?;
        let id: Result<i32, DbError> =
            connection.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(DbError::from);
        match id {
            Ok(APPLICATION_ID) => Self::ready(connection),
            Ok(_) => Err(DbError::NotALedger),
            // Not even the log of a writer that was killed holds a good first page.
            Err(DbError::WrongKey) if fit == Fit::FirstPageBroken => Err(DbError::Damaged),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn in_memory() -> Result<SqliteDb, DbError> {
        Self::settle(Connection::open_in_memory()?)
    }

    fn connect(path: &Path, key: &Key, salt: &[u8; 16]) -> Result<Connection, DbError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(WAIT)?;
        let mut pragma = Zeroizing::new(String::with_capacity(160));
        pragma.push_str("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'");
        for byte in key.bytes().iter().chain(salt) {
            // Writing to a String cannot fail.
            let _ = write!(pragma, "{byte:02x}");
        }
        pragma.push_str("'\";");
        connection.execute_batch(&pragma)?;
        Ok(connection)
    }

    /// Goes on with a file whose key has been proven.
    fn ready(connection: Connection) -> Result<SqliteDb, DbError> {
        let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if mode != "wal" {
            return Err(DbError::sql(format!("journal mode {mode}")));
        }
        Self::settle(connection)
    }

    fn settle(connection: Connection) -> Result<SqliteDb, DbError> {
        connection
            .execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -262144;")?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(SqliteDb { connection })
    }

    pub(crate) fn begin(&mut self, access: Access) -> Result<SqliteTx<'_>, DbError> {
        self.connection.pragma_update(None, "query_only", access == Access::Read)?;
        let behavior = match access {
            Access::Read => TransactionBehavior::Deferred,
            Access::Write => TransactionBehavior::Immediate,
        };
        Ok(SqliteTx(self.connection.transaction_with_behavior(behavior)?))
    }

    pub(crate) fn verify(&mut self) -> Result<(), DbError> {
        // The check reads the file itself, which may wait for better pages in the log.
        self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        for pragma in ["PRAGMA cipher_integrity_check", "PRAGMA integrity_check"] {
            let mut statement = self.connection.prepare(pragma)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if row.get::<_, String>(0)? != "ok" {
                    return Err(DbError::Damaged);
                }
            }
        }
        Ok(())
    }
}

/// Proves the key before SQLite opens the file, for closing it again may fold a log into it.
fn proven(path: &Path, key: &Key) -> Result<Fit, DbError> {
    // Another process may be writing the first page at this very moment.
    for pause in [20, 100] {
        match header::fit(path, key)? {
            Fit::Whole => return Ok(Fit::Whole),
            _ => thread::sleep(Duration::from_millis(pause)),
        }
    }
    match header::fit(path, key)? {
        Fit::No => Err(DbError::WrongKey),
        fit => Ok(fit),
    }
}

/// An open SQLite transaction.
#[derive(Debug)]
pub(crate) struct SqliteTx<'a>(rusqlite::Transaction<'a>);

impl SqliteTx<'_> {
    pub(crate) fn execute(&mut self, sql: &str, args: &[Value]) -> Result<u64, DbError> {
        let changed = self.0.prepare_cached(sql)?.execute(rusqlite::params_from_iter(args))?;
        Ok(changed as u64)
    }

    pub(crate) fn query<T>(
        &mut self,
        sql: &str,
        args: &[Value],
        mut f: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(args))?;
        let mut answer = Vec::new();
        while let Some(row) = rows.next()? {
            answer.push(f(&Row(RowOf::Sqlite(row)))?);
        }
        Ok(answer)
    }

    pub(crate) fn run_script(&mut self, sql: &str) -> Result<(), DbError> {
        Ok(self.0.execute_batch(sql)?)
    }

    pub(crate) fn commit(self) -> Result<(), DbError> {
        Ok(self.0.commit()?)
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Integer(number) => ValueRef::Integer(*number),
            Value::Boolean(truth) => ValueRef::Integer(i64::from(*truth)),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> DbError {
        let (failure, message) = match &error {
            rusqlite::Error::SqliteFailure(failure, message) => (failure, message),
            // Only whole texts are ever written: a torn one is read from a page that was changed beside the program.
            rusqlite::Error::Utf8Error(..) => return DbError::Damaged,
            _ => return DbError::sql(error.to_string()),
        };
        match failure.code {
            ErrorCode::NotADatabase => DbError::WrongKey,
            ErrorCode::DatabaseCorrupt => DbError::Damaged,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => DbError::Busy,
            ErrorCode::ReadOnly => DbError::ReadOnly,
            ErrorCode::DiskFull => DbError::DiskFull,
            ErrorCode::PermissionDenied | ErrorCode::CannotOpen => DbError::Denied,
            ErrorCode::ConstraintViolation
                if [ffi::SQLITE_CONSTRAINT_UNIQUE, ffi::SQLITE_CONSTRAINT_PRIMARYKEY]
                    .contains(&failure.extended_code) =>
            {
                let message = message.as_deref().unwrap_or_default();
                let columns = message.rsplit(": ").next().unwrap_or_default();
                DbError::Conflict { what: columns.to_owned() }
            }
            _ => DbError::sql(error.to_string()),
        }
    }
}
