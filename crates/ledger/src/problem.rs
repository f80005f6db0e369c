//! Why something was refused: codes with their places and values, never sentences.
//! The sentences are in `locales/`, so that window and command line say the same words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One reason of an error, worded by the locale key `problem.<code>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// What is wrong; a code exists only if a person or a screen acts on it.
    pub code: String,
    /// The field it stands under, as a dotted path (`contractor.name`), or none.
    pub field: Option<String>,
    /// Values for the placeholders of the text.
    pub args: BTreeMap<String, String>,
}

impl Problem {
    /// A problem of the record or the ledger as a whole.
    pub fn new(code: &str) -> Self {
        Self { code: code.to_owned(), field: None, args: BTreeMap::new() }
    }

    /// A problem of one field.
    pub fn at(field: impl Into<String>, code: &str) -> Self {
        Self { field: Some(field.into()), ..Self::new(code) }
    }

    /// The same problem with a value for a placeholder of its text.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

/// All reasons why nothing was done, at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{}", problems.iter().map(|p| p.code.as_str()).collect::<Vec<_>>().join(", "))]
pub struct Error {
    /// At least one reason, in the order of the fields.
    pub problems: Vec<Problem>,
}

impl Error {
    /// The error with this one code and nothing more.
    pub fn code(code: &str) -> Self {
        Problem::new(code).into()
    }

    /// Something the program did not foresee; the detail goes to the log and to the dialog as a reference.
    pub fn unexpected(detail: impl ToString) -> Self {
        let detail = detail.to_string();
        tracing::error!(%detail, "unexpected");
        Problem::new("unexpected").with("detail", detail).into()
    }

    /// Nothing if there is no problem, else all of them.
    ///
    /// # Errors
    /// The problems, if there are any.
    pub fn unless_none(problems: Vec<Problem>) -> Result<(), Self> {
        if problems.is_empty() { Ok(()) } else { Err(Self { problems }) }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem] }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Problem::new("json_unreadable").with("detail", error).into()
    }
}
