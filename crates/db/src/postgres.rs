//! The PostgreSQL engine: the same statements, on a server that many PCs share.
//!
//! One writer at a time by an advisory lock, as SQLite has it. Who may write which table is
//! the server's grants, not this file. Calls block: keep them off an asynchronous thread.

use std::collections::HashMap;
use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use ::postgres::config::SslMode;
use ::postgres::error::SqlState;
use ::postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use ::postgres::{Client, Config, IsolationLevel, NoTls, Statement};
use bytes::BytesMut;
use rustls::ClientConfig;
use rustls_platform_verifier::BuilderVerifierExt;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::dialect::{to_postgres, to_postgres_with};
use crate::value::RowOf;
use crate::{Access, DbError, Row, Value};

/// Number of the advisory lock that a writer holds: "SKSH".
const WRITER: i64 = 0x534b_5348;

/// An open connection to PostgreSQL.
pub struct PostgresDb {
    config: Config,
    client: Client,
    statements: Statements,
}

impl std::fmt::Debug for PostgresDb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The configuration holds a password.
        f.write_str("PostgresDb(..)")
    }
}

impl PostgresDb {
    pub(crate) fn open(url: &str) -> Result<PostgresDb, DbError> {
        let mut config: Config =
            url.parse().map_err(|error: ::postgres::Error| DbError::Unreachable { message: error.to_string() })?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(crate::sqlite::WAIT);
        }
        if config.get_application_name().is_none() {
            config.application_name("sekisho");
        }
        // A cable that was pulled out is noticed within a minute, not after two hours.
        config.keepalives_idle(Duration::from_secs(30)).tcp_user_timeout(Duration::from_secs(30));
        let client = connect(&config)?;
        Ok(PostgresDb { config, client, statements: Statements::default() })
    }

    pub(crate) fn begin(&mut self, access: Access) -> Result<PostgresTx<'_>, DbError> {
        if self.client.is_closed() {
            self.statements.clear();
            self.client = connect(&self.config)?;
        }
        let builder = self.client.build_transaction();
        let mut tx = match access {
            Access::Read => builder.isolation_level(IsolationLevel::RepeatableRead).read_only(true),
            // After the wait for the lock each statement must see what the last writer did.
            Access::Write => builder.isolation_level(IsolationLevel::ReadCommitted).read_only(false),
        }
        .start()?;
        if access == Access::Write {
            tx.execute("SELECT pg_advisory_xact_lock($1)", &[&WRITER])?;
        }
        Ok(PostgresTx { tx, statements: &mut self.statements })
    }
}

fn connect(config: &Config) -> Result<Client, DbError> {
    let mut client = match (config.get_ssl_mode(), connector()) {
        (SslMode::Disable, _) => config.connect(NoTls)?,
        (_, Ok(tls)) => config.connect(tls)?,
        // A PC without any certificate to trust can only do what the server does not forbid.
        (SslMode::Prefer, Err(_)) => config.connect(NoTls)?,
        (_, Err(error)) => return Err(error),
    };
    client.batch_execute(&format!(
        "SET lock_timeout = {}; SET client_min_messages = warning; SET standard_conforming_strings = on",
        crate::sqlite::WAIT.as_millis()
    ))?;
    Ok(client)
}

/// TLS that trusts what the operating system trusts: the office's own authority is there.
fn connector() -> Result<MakeRustlsConnect, DbError> {
    let unreachable = |error: rustls::Error| DbError::Unreachable { message: error.to_string() };
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_platform_verifier())
        .map_err(unreachable)?
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// Statements by their text and the types of their arguments.
type Statements = HashMap<(String, Vec<Option<Type>>), Statement>;

/// An open PostgreSQL transaction.
pub(crate) struct PostgresTx<'a> {
    tx: ::postgres::Transaction<'a>,
    statements: &'a mut Statements,
}

impl std::fmt::Debug for PostgresTx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PostgresTx(..)")
    }
}

impl PostgresTx<'_> {
    pub(crate) fn execute(&mut self, sql: &str, args: &[Value]) -> Result<u64, DbError> {
        let statement = self.prepare(sql, args)?;
        Ok(self.tx.execute(&statement, &bound(args))?)
    }

    pub(crate) fn query<T>(
        &mut self,
        sql: &str,
        args: &[Value],
        mut f: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let statement = self.prepare(sql, args)?;
        let rows = self.tx.query(&statement, &bound(args))?;
        rows.iter().map(|row| f(&Row(RowOf::Postgres(row)))).collect()
    }

    pub(crate) fn run_script(&mut self, sql: &str) -> Result<(), DbError> {
        // Statements prepared for the old schema would fail for good.
        self.statements.clear();
        Ok(self.tx.batch_execute(&to_postgres(sql))?)
    }

    pub(crate) fn commit(self) -> Result<(), DbError> {
        Ok(self.tx.commit()?)
    }

    fn prepare(&mut self, sql: &str, args: &[Value]) -> Result<Statement, DbError> {
        let key = (sql.to_owned(), args.iter().map(type_of).collect::<Vec<_>>());
        if let Some(statement) = self.statements.get(&key) {
            return Ok(statement.clone());
        }
        let is_null: Vec<bool> = key.1.iter().map(Option::is_none).collect();
        let translated = to_postgres_with(sql, &is_null)
            .ok_or_else(|| DbError::sql(format!("{} arguments do not fit the statement", args.len())))?;
        let types: Vec<Type> = key.1.iter().flatten().cloned().collect();
        let statement = self.tx.prepare_typed(&translated, &types)?;
        if self.statements.len() >= crate::sqlite::STATEMENTS {
            self.statements.clear();
        }
        self.statements.insert(key, statement.clone());
        Ok(statement)
    }
}

/// The type a value is declared with; a null has none and is not sent.
fn type_of(value: &Value) -> Option<Type> {
    match value {
        Value::Null => None,
        Value::Text(_) => Some(Type::TEXT),
        Value::Integer(_) | Value::Boolean(_) => Some(Type::INT8),
        Value::Blob(_) => Some(Type::BYTEA),
    }
}

fn bound(args: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    args.iter().filter(|value| **value != Value::Null).map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Text(text) => text.to_sql(ty, out),
            Value::Integer(number) => number.to_sql(ty, out),
            Value::Boolean(truth) => i64::from(*truth).to_sql(ty, out),
            Value::Blob(bytes) => bytes.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl From<::postgres::Error> for DbError {
    fn from(error: ::postgres::Error) -> DbError {
        let Some(server) = error.as_db_error() else {
            return not_from_the_server(&error);
        };
        let message = server.message().to_owned();
        match server.code() {
            &SqlState::UNIQUE_VIOLATION => {
                DbError::Conflict { what: server.constraint().unwrap_or_default().to_owned() }
            }
            &SqlState::LOCK_NOT_AVAILABLE | &SqlState::T_R_DEADLOCK_DETECTED | &SqlState::T_R_SERIALIZATION_FAILURE => {
                DbError::Busy
            }
            &SqlState::READ_ONLY_SQL_TRANSACTION => DbError::ReadOnly,
            &SqlState::DISK_FULL => DbError::DiskFull,
            &SqlState::DATA_CORRUPTED | &SqlState::INDEX_CORRUPTED => DbError::Damaged,
            &SqlState::INVALID_CATALOG_NAME => DbError::NotFound,
            &SqlState::INVALID_PASSWORD
            | &SqlState::INVALID_AUTHORIZATION_SPECIFICATION
            | &SqlState::INSUFFICIENT_PRIVILEGE => DbError::Denied,
            // Classes 08, 53 and 57: connection, too many clients, shutting down.
            code if ["08", "53", "57"].iter().any(|class| code.code().starts_with(class)) => {
                DbError::Unreachable { message }
            }
            code => DbError::sql(format!("{}: {message}", code.code())),
        }
    }
}

/// A failure before or beside the server's answer: the network, or the driver itself.
fn not_from_the_server(error: &::postgres::Error) -> DbError {
    let message = match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    };
    let of_the_network = error.source().is_some_and(|source| source.is::<std::io::Error>());
    // The driver tells these kinds apart by their words only.
    let on_the_way = ["connect", "TLS", "configuration"].iter().any(|word| message.contains(word));
    if error.is_closed() || of_the_network || on_the_way {
        DbError::Unreachable { message }
    } else {
        DbError::sql(message)
    }
}

/// Columns of PostgreSQL read as the few kinds of value that both engines have.
pub(crate) mod column {
    use super::{DbError, FromSql, Type};

    type Failure = Box<dyn std::error::Error + Sync + Send>;

    pub(crate) fn text(row: &::postgres::Row, i: usize) -> Result<Option<String>, DbError> {
        Ok(row.try_get(i)?)
    }

    pub(crate) fn blob(row: &::postgres::Row, i: usize) -> Result<Option<Vec<u8>>, DbError> {
        Ok(row.try_get(i)?)
    }

    pub(crate) fn integer(row: &::postgres::Row, i: usize) -> Result<Option<i64>, DbError> {
        Ok(row.try_get::<_, Option<Whole>>(i)?.map(|whole| whole.0))
    }

    /// Whatever SQLite would call an integer: counts, truth of a comparison, sums.
    struct Whole(i64);

    impl<'a> FromSql<'a> for Whole {
        fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Whole, Failure> {
            let number = match *ty {
                Type::INT2 => i16::from_sql(ty, raw)?.into(),
                Type::INT4 => i32::from_sql(ty, raw)?.into(),
                Type::BOOL => bool::from_sql(ty, raw)?.into(),
                Type::NUMERIC => numeric(raw).ok_or("not a whole number")?,
                _ => i64::from_sql(ty, raw)?,
            };
            Ok(Whole(number))
        }

        fn accepts(ty: &Type) -> bool {
            [Type::INT2, Type::INT4, Type::INT8, Type::BOOL, Type::NUMERIC].contains(ty)
        }
    }

    /// `sum()` over BIGINT answers NUMERIC: digits to base 10,000, the first of the given weight.
    fn numeric(raw: &[u8]) -> Option<i64> {
        let mut words = raw.chunks_exact(2).map(|pair| i16::from_be_bytes([pair[0], pair[1]]));
        let (count, weight, sign) = (words.next()?, words.next()?, words.next()?);
        let digits: Vec<i16> = words.skip(1).collect();
        if digits.len() != usize::try_from(count).ok()? || i32::from(weight) + 1 < i32::from(count) {
            return None;
        }
        let mut number: i64 = 0;
        for place in 0..=weight {
            let digit = digits.get(usize::try_from(place).ok()?).copied().unwrap_or(0);
            number = number.checked_mul(10_000)?.checked_add(digit.into())?;
        }
        match sign {
            0 => Some(number),
            0x4000 => Some(-number),
            _ => None,
        }
    }
}
