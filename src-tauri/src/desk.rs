//! The open ledger behind the window: opened when first needed, one command at a time,
//! and the files written through it, which alone the window may hand to another program.
//! Knows no command by name and no page.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use crate::arguments::Arguments;
use ledger::due::{DueNews, DueNewsShown};
use ledger::exchange::ProgressInfo;
use ledger::progress::Progress;
use ledger::wording::Lang;
use ledger::{Error, Ledger, Target};

/// Which ledger the window is for.
#[derive(Debug)]
pub enum Place {
    /// The person's own, made at the first start.
    Own(Target),
    /// One named on the command line; it has to exist.
    Named(Target),
}

impl Place {
    /// The ledger that was asked for, or the own one.
    pub fn of(arguments: Arguments, own: &Path) -> Self {
        let Arguments { ledger, key_file, .. } = arguments;
        match ledger {
            Some(location) => Self::Named(Target { location, key_file }),
            None => Self::Own(Target { key_file, ..Target::file(own) }),
        }
    }

    fn open(&self) -> Result<Ledger, Error> {
        match self {
            Self::Own(target) if !Path::new(&target.location).exists() => Ledger::init(target),
            Self::Own(target) | Self::Named(target) => Ledger::open(target),
        }
    }
}

/// The one ledger of this program run.
pub struct Desk {
    place: Result<Place, Error>,
    ledger: Mutex<Option<Ledger>>,
    /// Beside the ledger, because it is asked while the ledger is busy.
    progress: Mutex<Option<Arc<Progress>>>,
    written: Mutex<BTreeSet<PathBuf>>,
    lang: Mutex<Lang>,
}

impl Desk {
    /// A desk for this ledger, or for the reason why none can be named; nothing is opened yet.
    pub fn new(place: Result<Place, Error>) -> Self {
        Self {
            place,
            ledger: Mutex::default(),
            progress: Mutex::default(),
            written: Mutex::default(),
            lang: Mutex::default(),
        }
    }

    /// Opens the ledger unless it is open; asked again after a failure, it tries again.
    ///
    /// # Errors
    /// Why it cannot be opened; nothing was touched.
    pub fn open(&self) -> Result<(), Error> {
        self.opened(held(&self.ledger)).map(drop)
    }

    /// Takes back a printed recovery key, where the machine's own is lost or wrong, and opens the ledger.
    ///
    /// # Errors
    /// `recovery_mistyped`, `key_wrong`, or why the ledger cannot be opened; nothing was touched.
    pub fn recover(&self, typed: &str) -> Result<(), Error> {
        let (Place::Own(target) | Place::Named(target)) = self.place.as_ref().map_err(Clone::clone)?;
        Ledger::recover(target, typed)?;
        self.open()
    }

    /// One command of the table, with its request and its answer as JSON.
    ///
    /// # Errors
    /// The problems of the command, or of opening the ledger.
    pub fn call(&self, name: &str, request: Value, lang: Lang) -> Result<Value, Error> {
        let mut ledger = self.opened(held(&self.ledger))?;
        let Some(ledger) = ledger.as_mut() else { return Err(Error::unexpected("the ledger is not open")) };
        ledger.lang = lang;
        *held(&self.lang) = lang;
        let answer = ledger::commands::dispatch(ledger, name, request)?;
        self.remember(&answer);
        Ok(answer)
    }

    /// The language of the pages, as they last asked.
    pub fn lang(&self) -> Lang {
        *held(&self.lang)
    }

    /// What this computer is to tell whoever works at it.
    ///
    /// # Errors
    /// Why the ledger cannot be opened, read or written.
    pub fn news(&self) -> Result<DueNews, Error> {
        let mut ledger = self.opened(held(&self.ledger))?;
        let Some(ledger) = ledger.as_mut() else { return Err(Error::unexpected("the ledger is not open")) };
        ledger.lang = self.lang();
        ledger.due_news()
    }

    /// Whether it could be told.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn news_shown(&self, shown: DueNewsShown) -> Result<(), Error> {
        let mut ledger = self.opened(held(&self.ledger))?;
        ledger.as_mut().map_or(Ok(()), |ledger| ledger.due_news_shown(&shown).map(drop))
    }

    /// How far the operation under way is; nothing if there is none.
    pub fn progress(&self) -> Option<ProgressInfo> {
        held(&self.progress).as_ref()?.info()
    }

    /// Asks the operation under way to stop.
    pub fn cancel(&self) {
        if let Some(progress) = held(&self.progress).as_ref() {
            progress.cancel();
        }
    }

    /// Whether this file was written by a command of this run, or this folder holds one.
    pub fn has_written(&self, path: &Path) -> bool {
        held(&self.written).contains(path)
    }

    fn opened<'a>(&self, mut ledger: MutexGuard<'a, Option<Ledger>>) -> Result<MutexGuard<'a, Option<Ledger>>, Error> {
        if ledger.is_none() {
            let opened = self.place.as_ref().map_err(Clone::clone)?.open()?;
            *held(&self.progress) = Some(opened.progress());
            *ledger = Some(opened);
        }
        Ok(ledger)
    }

    /// A command that writes papers answers with `files: [{path}]`, one that writes a table with `file`.
    fn remember(&self, answer: &Value) {
        let files = answer.get("files").and_then(Value::as_array).into_iter().flatten();
        let papers = files.filter_map(|file| file.get("path")?.as_str());
        let table = answer.get("file").and_then(Value::as_str);
        for path in papers.chain(table).map(Path::new) {
            let mut written = held(&self.written);
            written.extend(path.parent().map(Path::to_owned));
            written.insert(path.to_owned());
        }
    }
}

/// A command that panicked has rolled back its transaction: the next one may go on.
pub fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn desk() -> Desk {
        Desk::new(Err(Error::code("none")))
    }

    #[test]
    fn only_written_files_and_their_folders_may_be_opened() {
        let desk = desk();
        let file = Path::new("役所 の紙").join("特記事項.docx");
        desk.remember(&json!({"files": [{"path": file.to_string_lossy(), "kind": "security"}]}));
        assert!(desk.has_written(&file));
        assert!(desk.has_written(Path::new("役所 の紙")));
        assert!(!desk.has_written(Path::new("役所 の紙/別.docx")));
        assert!(!desk.has_written(Path::new("")));
        let table = Path::new("役所 の表").join("契約.xlsx");
        desk.remember(&json!({"file": table.to_string_lossy(), "records": 35}));
        assert!(desk.has_written(&table));
    }

    #[test]
    fn progress_is_told_and_stopped_while_the_ledger_is_busy() {
        let desk = desk();
        let _busy = held(&desk.ledger);
        assert_eq!(desk.progress(), None);
        desk.cancel();
    }

    #[test]
    fn a_desk_without_a_ledger_says_why_for_every_command() {
        let desk = desk();
        assert_eq!(desk.open(), Err(Error::code("none")));
        assert_eq!(desk.call("status", json!({}), Lang::Ja), Err(Error::code("none")));
        assert_eq!(desk.recover("").unwrap_err(), Error::code("none"));
    }

    #[test]
    fn a_printed_recovery_key_opens_a_ledger_whose_key_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let target = Target {
            location: folder.path().join("台帳 1.db").to_string_lossy().into_owned(),
            key_file: Some(folder.path().join("鍵")),
        };
        Ledger::init(&target).unwrap();
        let printed = Ledger::recovery_text(&target).unwrap();
        std::fs::remove_file(folder.path().join("鍵")).unwrap();
        let desk = Desk::new(Ok(Place::Named(target)));
        assert_eq!(desk.open().unwrap_err().problems[0].code, "key_file_missing");
        assert_eq!(desk.recover("AAAAA").unwrap_err().problems[0].code, "recovery_mistyped");
        desk.recover(&printed).unwrap();
        assert!(desk.call("status", json!({}), Lang::Ja).is_ok());
    }
}
