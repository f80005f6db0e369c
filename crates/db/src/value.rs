//! Arguments of a statement and rows of an answer, the same for both engines.
//!
//! Columns are read by position. Truth is stored as 0 or 1 in an integer column;
//! a comparison, which PostgreSQL answers with its own truth type, reads the same way.

use crate::DbError;

/// An argument bound to `?n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing known.
    Null,
    /// Text in UTF-8.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Truth, stored as 0 or 1.
    Boolean(bool),
    /// Bytes as they are.
    Blob(Vec<u8>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Value {
        Value::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Integer(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Value {
        Value::Integer(number.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Integer(number.into())
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Value {
        Value::Boolean(truth)
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Value {
        Value::Blob(bytes)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Value {
        Value::Blob(bytes.to_vec())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

/// One row of an answer; columns are counted from 0.
#[derive(Debug)]
pub struct Row<'a>(pub(crate) RowOf<'a>);

#[derive(Debug)]
pub(crate) enum RowOf<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a ::postgres::Row),
}

impl Row<'_> {
    /// The text of column `i`, which must not be null.
    pub fn text(&self, i: usize) -> Result<String, DbError> {
        present(i, self.opt_text(i)?)
    }

    /// The text of column `i`, or `None` for null.
    pub fn opt_text(&self, i: usize) -> Result<Option<String>, DbError> {
        match &self.0 {
            RowOf::Sqlite(row) => Ok(row.get(i)?),
            RowOf::Postgres(row) => crate::postgres::column::text(row, i),
        }
    }

    /// The whole number of column `i`, which must not be null.
    pub fn integer(&self, i: usize) -> Result<i64, DbError> {
        present(i, self.opt_integer(i)?)
    }

    /// The whole number of column `i`, or `None` for null.
    pub fn opt_integer(&self, i: usize) -> Result<Option<i64>, DbError> {
        match &self.0 {
            RowOf::Sqlite(row) => Ok(row.get(i)?),
            RowOf::Postgres(row) => crate::postgres::column::integer(row, i),
        }
    }

    /// The truth of column `i`, which must not be null.
    pub fn boolean(&self, i: usize) -> Result<bool, DbError> {
        match self.integer(i)? {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(DbError::sql(format!("column {i}: {other} is not 0 or 1"))),
        }
    }

    /// The bytes of column `i`, which must not be null.
    pub fn blob(&self, i: usize) -> Result<Vec<u8>, DbError> {
        match &self.0 {
            RowOf::Sqlite(row) => present(i, row.get(i)?),
            RowOf::Postgres(row) => present(i, crate::postgres::column::blob(row, i)?),
        }
    }
}

fn present<T>(i: usize, value: Option<T>) -> Result<T, DbError> {
    value.ok_or_else(|| DbError::sql(format!("column {i} is null")))
}
