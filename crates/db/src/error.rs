//! What can go wrong with a database, as cases that a person or a screen acts on.
//!
//! No sentence for people is here: the ledger turns a variant into a problem code.

use std::io;

/// A reason why the database refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// There is no such file, folder or database.
    #[error("not found")]
    NotFound,
    /// The file to be made exists already.
    #[error("already exists")]
    AlreadyExists,
    /// The file is encrypted with another key.
    #[error("wrong key")]
    WrongKey,
    /// The file is a ledger that lost or changed bytes.
    #[error("damaged")]
    Damaged,
    /// The file is something else: a text, a spreadsheet, an unencrypted database.
    #[error("not a ledger")]
    NotALedger,
    /// The file was written by a newer release.
    #[error("schema {found} is newer than the known {known}")]
    NewerSchema {
        /// Number of the newest migration in the database.
        found: u32,
        /// Number of the newest migration of this release.
        known: u32,
    },
    /// A migration already applied has another text in this release.
    #[error("migration {number} is not the one that was applied")]
    MigrationChanged {
        /// Number of the migration.
        number: u32,
    },
    /// Another writer kept the database for longer than the wait.
    #[error("busy")]
    Busy,
    /// The file, the disk or the transaction cannot be written.
    #[error("read only")]
    ReadOnly,
    /// The disk of the database is full.
    #[error("disk full")]
    DiskFull,
    /// The operating system or the server denies this person access.
    #[error("access denied")]
    Denied,
    /// The server does not answer, or the connection broke.
    #[error("unreachable: {message}")]
    Unreachable {
        /// What the network said, for the log.
        message: String,
    },
    /// A row with this unique value exists already.
    #[error("conflict: {what}")]
    Conflict {
        /// Columns or constraint in conflict, as the engine names them.
        what: String,
    },
    /// Anything else the engine said; a fault of the program, not of a person.
    #[error("sql: {message}")]
    Sql {
        /// What the engine said, for the log.
        message: String,
    },
}

impl DbError {
    pub(crate) fn sql(message: impl Into<String>) -> DbError {
        DbError::Sql { message: message.into() }
    }
}

impl From<io::Error> for DbError {
    fn from(error: io::Error) -> DbError {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => DbError::NotFound,
            io::ErrorKind::AlreadyExists => DbError::AlreadyExists,
            io::ErrorKind::PermissionDenied => DbError::Denied,
            io::ErrorKind::ReadOnlyFilesystem => DbError::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => DbError::DiskFull,
            io::ErrorKind::IsADirectory => DbError::NotALedger,
            _ => DbError::sql(error.to_string()),
        }
    }
}
