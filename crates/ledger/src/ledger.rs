//! The open ledger: where it lies, who is working in it, and the only way to write into it.
//! What a register does with it is in the register's own file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{Local, NaiveDate};
use db::{Db, DbError, Key, Migration, Tx};

use crate::due::{OsPasswords, Passwords};
use crate::exchange::Prepared;
use crate::history::{Op, Writing};
use crate::key::{KeyFile, KeyProblem, KeyStore, OsKeyring};
use crate::problem::{Error, Problem};
use crate::progress::Progress;
use crate::wording::Lang;

/// Every schema change since the first release, in order.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, name: "start", sql: include_str!("../migrations/0001_start.sql") },
    Migration { number: 2, name: "registers", sql: include_str!("../migrations/0002_registers.sql") },
    Migration { number: 3, name: "holders", sql: include_str!("../migrations/0003_holders.sql") },
    Migration { number: 4, name: "approvals", sql: include_str!("../migrations/0004_approvals.sql") },
    Migration { number: 5, name: "publications", sql: include_str!("../migrations/0005_publications.sql") },
    Migration { number: 6, name: "dues", sql: include_str!("../migrations/0006_dues.sql") },
    Migration { number: 7, name: "told", sql: include_str!("../migrations/0007_told.sql") },
    Migration { number: 8, name: "contractors", sql: include_str!("../migrations/0008_contractors.sql") },
    Migration { number: 9, name: "incidents", sql: include_str!("../migrations/0009_incidents.sql") },
    Migration { number: 10, name: "sheets", sql: include_str!("../migrations/0010_sheets.sql") },
    Migration { number: 11, name: "exposures", sql: include_str!("../migrations/0011_exposures.sql") },
];

/// Where a ledger is and where its key is.
#[derive(Debug, Clone)]
pub struct Target {
    /// A path of a file, or `postgres://…`.
    pub location: String,
    /// A file with the key, for machines without a keyring.
    pub key_file: Option<PathBuf>,
}

/// An open ledger.
pub struct Ledger {
    db: Db,
    target: Target,
    actor: String,
    today: Option<NaiveDate>,
    progress: Arc<Progress>,
    passwords: Arc<dyn Passwords>,
    /// The file that was looked at last for an import.
    pub(crate) prepared: Option<Arc<Prepared>>,
    /// The language of the texts it gives.
    pub lang: Lang,
}

impl Target {
    /// A ledger in a file with its key in the keyring of the operating system.
    pub fn file(path: &Path) -> Self {
        Self { location: path.to_string_lossy().into_owned(), key_file: None }
    }

    /// The ledger that the window opens when nobody names one: `Sekisho/sekisho.db` in the person's local data folder.
    pub fn default_path() -> PathBuf {
        let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let home = || variable("HOME").or_else(|| variable("USERPROFILE")).unwrap_or_default();
        let folder = if cfg!(windows) {
            variable("LOCALAPPDATA").unwrap_or_else(home)
        } else if cfg!(target_os = "macos") {
            home().join("Library").join("Application Support")
        } else {
            variable("XDG_DATA_HOME").unwrap_or_else(|| home().join(".local").join("share"))
        };
        folder.join("Sekisho").join("sekisho.db")
    }

    fn memory() -> Self {
        Self { location: String::new(), key_file: None }
    }

    /// Whether the ledger is a file with a key of its own.
    fn has_key(&self) -> bool {
        !self.location.is_empty() && !self.is_postgres()
    }

    fn is_postgres(&self) -> bool {
        self.location.starts_with("postgres://") || self.location.starts_with("postgresql://")
    }

    fn path(&self) -> PathBuf {
        PathBuf::from(&self.location)
    }

    fn keys(&self) -> Box<dyn KeyStore> {
        match &self.key_file {
            Some(path) => Box::new(KeyFile::new(path.clone())),
            None => Box::new(OsKeyring),
        }
    }

    /// Id under which the key of an existing ledger file is kept.
    fn key_id(&self) -> Result<String, Error> {
        Ok(hex(&Db::salt(&self.path()).map_err(|error| opening(error, &self.location))?))
    }

    /// The key of an existing ledger file.
    fn key(&self) -> Result<Key, Error> {
        let missing = || match &self.key_file {
            Some(file) => Problem::new("key_file_missing").with("path", file.display()),
            None => Problem::new("key_missing").with("path", &self.location),
        };
        Ok(self.keys().get(&self.key_id()?)?.ok_or_else(missing)?)
    }
}

impl Ledger {
    /// Makes a new ledger with a new key; an existing file is never touched.
    ///
    /// # Errors
    /// `ledger_exists`, `ledger_folder_missing`, or why the key could not be kept.
    pub fn init(target: &Target) -> Result<Self, Error> {
        if target.is_postgres() {
            let mut ledger = Self::open(target)?;
            if ledger.history_head()?.seq > 0 {
                return Err(Problem::new("ledger_exists").with("path", ledger.location()).into());
            }
            return Ok(ledger);
        }
        let path = target.path();
        if path.exists() {
            return Err(Problem::new("ledger_exists").with("path", &target.location).into());
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)
                .map_err(|error| Problem::new("ledger_folder").with("path", folder.display()).with("detail", error))?;
        }
        let mut salt = [0_u8; 16];
        getrandom::fill(&mut salt).map_err(Error::unexpected)?;
        let keys = target.keys();
        let id = hex(&salt);
        // A key file may be there already: the office made it, or an earlier `init` was interrupted.
        let key = match keys.get(&id)? {
            Some(key) => key,
            None => {
                let key = crate::key::generate()?;
                keys.set(&id, &key)?;
                key
            }
        };
        let db = Db::create_sqlite(&path, &key, &salt).map_err(|error| opening(error, &target.location))?;
        Self::start(db, target)
    }

    /// Opens an existing ledger.
    ///
    /// # Errors
    /// `ledger_missing`, `key_missing`, `key_file_missing`, `key_wrong`, `ledger_damaged`, `not_a_ledger`, `ledger_newer`, … ; nothing was touched.
    pub fn open(target: &Target) -> Result<Self, Error> {
        let db = if target.is_postgres() {
            Db::open_postgres(&target.location)
        } else {
            Db::open_sqlite(&target.path(), &target.key()?)
        };
        Self::start(db.map_err(|error| opening(error, &target.location))?, target)
    }

    /// A ledger in memory, for tests and previews.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn in_memory() -> Result<Self, Error> {
        Self::start(Db::in_memory()?, &Target::memory())
    }

    /// A ledger on a database that is open already; its schema is brought up to date.
    ///
    /// # Errors
    /// `ledger_newer` if a newer release wrote it.
    pub fn on(db: Db) -> Result<Self, Error> {
        Self::start(db, &Target::memory())
    }

    fn start(mut db: Db, target: &Target) -> Result<Self, Error> {
        db.migrate(MIGRATIONS).map_err(|error| opening(error, &target.location))?;
        let actor = account();
        Ok(Self {
            db,
            target: target.clone(),
            actor,
            today: None,
            progress: Arc::default(),
            passwords: Arc::new(OsPasswords),
            prepared: None,
            lang: Lang::default(),
        })
    }

    /// The recovery key of a ledger as text to print.
    ///
    /// # Errors
    /// `key_missing` or `key_file_missing` if this machine does not hold the key.
    pub fn recovery_text(target: &Target) -> Result<String, Error> {
        Ok(crate::key::recovery_text(&target.key()?))
    }

    /// The recovery key of this ledger as text to print; none where the ledger has no key of its own.
    ///
    /// # Errors
    /// `key_missing` if this machine no longer holds the key.
    pub fn own_recovery_text(&self) -> Result<Option<String>, Error> {
        self.target.has_key().then(|| Self::recovery_text(&self.target)).transpose()
    }

    /// Takes back a printed recovery key: tried on the ledger first, then kept.
    ///
    /// # Errors
    /// `recovery_mistyped` with the group, `key_wrong` if it belongs to another ledger.
    pub fn recover(target: &Target, typed: &str) -> Result<(), Error> {
        let id = target.key_id()?;
        let key = crate::key::parse_recovery(typed)?;
        Db::open_sqlite(&target.path(), &key).map_err(|error| opening(error, &target.location))?;
        target.keys().set(&id, &key)?;
        Ok(())
    }

    /// Where the ledger is, without the password of a server's address.
    pub fn location(&self) -> String {
        shown(&self.target.location)
    }

    /// The name of the database engine.
    pub fn engine(&self) -> &'static str {
        self.db.engine()
    }

    /// The account of the operating system that is working.
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// Where a long operation is; to be asked, and stopped, from beside it.
    pub fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    /// The day it is for this ledger.
    pub fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| Local::now().date_naive())
    }

    /// Lets another account work, for tests.
    pub fn set_actor(&mut self, account: &str) {
        account.clone_into(&mut self.actor);
    }

    /// Fixes the day, for tests and for questions about another day.
    pub fn set_today(&mut self, today: NaiveDate) {
        self.today = Some(today);
    }

    /// Where passwords are kept.
    pub(crate) fn passwords(&self) -> Arc<dyn Passwords> {
        Arc::clone(&self.passwords)
    }

    /// Keeps passwords elsewhere than in the keyring, for tests.
    pub fn set_passwords(&mut self, passwords: Arc<dyn Passwords>) {
        self.passwords = passwords;
    }

    pub(crate) fn read<T>(&mut self, ask: impl FnOnce(&mut Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
        self.db.read(ask)
    }

    /// The only way to change a record: one transaction, one writer, and a row of history for each record changed.
    ///
    /// # Errors
    /// What the change returns; then nothing was written.
    pub(crate) fn write<T>(
        &mut self,
        op: Op,
        change: impl FnOnce(&mut Writing<'_, '_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let (actor, today) = (self.actor.clone(), self.today());
        self.db.write(|tx| {
            let mut writing = Writing::begin(tx, op, &actor)?;
            let first = writing.is_first();
            let value = change(&mut writing)?;
            // Not by a write that found nothing to change.
            if first && !writing.is_first() {
                crate::due::store::set_began_on(writing.tx, today)?;
            }
            writing.end()?;
            Ok(value)
        })
    }

    /// Renews what is derived from records (counts of findings, next due date); never a record.
    pub(crate) fn derive<T>(&mut self, change: impl FnOnce(&mut Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
        self.db.write(change)
    }
}

/// The account of the operating system; a program that is built for tests may be told another one.
fn account() -> String {
    let told = std::env::var("SEKISHO_TEST_ACCOUNT").ok().filter(|told| cfg!(debug_assertions) && !told.is_empty());
    told.unwrap_or_else(whoami::username)
}

/// A location as people may see it: `postgres://name:secret@host/db` loses its secret.
fn shown(location: &str) -> String {
    let Some((scheme, rest)) = location.split_once("://") else { return location.to_owned() };
    match rest.split_once('@') {
        Some((person, host)) => format!("{scheme}://{}@{host}", person.split(':').next().unwrap_or_default()),
        None => location.to_owned(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Why a ledger did not open, each case with what to do.
fn opening(error: DbError, location: &str) -> Error {
    let path = &shown(location);
    let code = match &error {
        DbError::NotFound => "ledger_missing",
        DbError::AlreadyExists => "ledger_exists",
        DbError::WrongKey => "key_wrong",
        DbError::Damaged => "ledger_damaged",
        DbError::NotALedger => "not_a_ledger",
        DbError::MigrationChanged { .. } => "ledger_other_edition",
        DbError::NewerSchema { found, known } => {
            return Problem::new("ledger_newer").with("path", path).with("found", found).with("known", known).into();
        }
        _ => return error.into(),
    };
    Problem::new(code).with("path", path).into()
}

impl From<DbError> for Error {
    fn from(error: DbError) -> Self {
        let code = match &error {
            DbError::Busy => "ledger_busy",
            DbError::ReadOnly => "ledger_read_only",
            DbError::DiskFull => "disk_full",
            DbError::Denied => "access_denied",
            DbError::Damaged => "ledger_damaged",
            DbError::Unreachable { .. } => "server_unreachable",
            _ => return Self::unexpected(error),
        };
        Self::code(code)
    }
}

impl From<KeyProblem> for Error {
    fn from(problem: KeyProblem) -> Self {
        match problem {
            KeyProblem::NoKeyring => Self::code("keyring_missing"),
            KeyProblem::Locked => Self::code("keyring_locked"),
            KeyProblem::Missing => Self::code("key_missing"),
            KeyProblem::FileUnreadable => Self::code("key_file_unreadable"),
            KeyProblem::FileTaken => Self::code("key_file_taken"),
            KeyProblem::FileMalformed => Self::code("key_file_malformed"),
            KeyProblem::RecoveryMistyped { group } => Problem::new("recovery_mistyped").with("group", group).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn the_password_of_a_server_is_never_shown() {
        assert_eq!(shown("postgres://taro:secret@db.example/ledger"), "postgres://taro@db.example/ledger");
        assert_eq!(shown("postgres://db.example/ledger"), "postgres://db.example/ledger");
        assert_eq!(shown("C:\\台帳\\a.db"), "C:\\台帳\\a.db");
    }
}
