//! What this person likes of the program on this computer: whether it starts at log-on, and whether closing the window leaves
//! it in the tray. The first is the operating system's to know, the second a small file beside the log. Nothing of the ledger
//! is here; both are off until somebody switches them on.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use auto_launch::{AutoLaunch, AutoLaunchBuilder};
use ledger::{Error, Problem};
use serde::{Deserialize, Serialize};

use crate::arguments::Arguments;
use crate::desk::held;

/// Name of the entry among the programs that start at log-on.
const ENTRY: &str = "Sekisho";

/// What this person likes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Likes {
    /// The program starts at log-on.
    pub starts_at_log_on: bool,
    /// Closing the window leaves the program in the tray.
    pub stays_in_tray: bool,
}

/// The part that is kept in a file.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    stays_in_tray: bool,
}

/// Where the likes are kept.
pub struct Habits {
    file: PathBuf,
    entry: Result<AutoLaunch, String>,
    stays_in_tray: Mutex<bool>,
}

impl Habits {
    /// Those kept in this file; the program that starts at log-on opens the ledger of this run.
    pub fn new(file: &Path, arguments: &Arguments) -> Self {
        let kept: Kept = fs::read(file).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
        Self { file: file.to_owned(), entry: entry(arguments), stays_in_tray: Mutex::new(kept.stays_in_tray) }
    }

    /// Whether closing the window leaves the program in the tray.
    pub fn stays_in_tray(&self) -> bool {
        *held(&self.stays_in_tray)
    }

    /// What is liked now.
    pub fn likes(&self) -> Likes {
        let starts_at_log_on = self.entry.as_ref().is_ok_and(|entry| entry.is_enabled().unwrap_or(false));
        Likes { starts_at_log_on, stays_in_tray: self.stays_in_tray() }
    }

    /// Likes something else from now on.
    ///
    /// # Errors
    /// `habits_not_kept` if the system or the folder refuses.
    pub fn like(&self, likes: Likes) -> Result<Likes, Error> {
        if likes.starts_at_log_on != self.likes().starts_at_log_on {
            let entry = self.entry.as_ref().map_err(refused)?;
            let done = if likes.starts_at_log_on { entry.enable() } else { entry.disable() };
            done.map_err(refused)?;
        }
        let kept = Kept { stays_in_tray: likes.stays_in_tray };
        let folder = self.file.parent().map_or(Ok(()), fs::create_dir_all);
        folder.and_then(|()| fs::write(&self.file, serde_json::to_vec(&kept)?)).map_err(refused)?;
        *held(&self.stays_in_tray) = likes.stays_in_tray;
        Ok(self.likes())
    }
}

fn refused(error: impl ToString) -> Error {
    let detail = error.to_string();
    tracing::warn!(%detail, "a habit could not be kept");
    Problem::new("habits_not_kept").with("detail", detail).into()
}

/// The entry among the programs that start at log-on, of this person only. Its words are quoted here, because the library
/// puts them into a line as they are.
fn entry(arguments: &Arguments) -> Result<AutoLaunch, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut words = vec!["--tray".to_owned()];
    if let Some(ledger) = &arguments.ledger {
        words.extend(["--ledger".to_owned(), whole(ledger)]);
    }
    if let Some(file) = &arguments.key_file {
        words.extend(["--key-file".to_owned(), whole(&file.to_string_lossy())]);
    }
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    let mut builder = AutoLaunchBuilder::new();
    builder.set_app_name(ENTRY).set_app_path(&quoted(&program.to_string_lossy())).set_args(&words);
    #[cfg(windows)]
    builder.set_windows_enable_mode(auto_launch::WindowsEnableMode::CurrentUser);
    builder.build().map_err(|error| error.to_string())
}

/// A path that holds wherever the program is started; the address of a server as it is.
fn whole(location: &str) -> String {
    if location.contains("://") {
        return location.to_owned();
    }
    std::path::absolute(location).map_or(location.to_owned(), |path| path.to_string_lossy().into_owned())
}

/// A word as the line of the entry has it: on Windows for programs, elsewhere for desktops (Desktop Entry Specification).
fn quoted(word: &str) -> String {
    if cfg!(windows) {
        return format!("\"{}\"", word.trim_end_matches('\\'));
    }
    let mut quoted = String::from("\"");
    for sign in word.chars() {
        match sign {
            // Once for the string, once for the quotation.
            '\\' => quoted.push_str("\\\\\\\\"),
            '"' | '`' | '$' => quoted.extend(['\\', '\\', sign]),
            '%' => quoted.push_str("%%"),
            _ => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_liked_until_somebody_says_so_and_then_it_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("役所").join("habits.json");
        let habits = Habits::new(&file, &Arguments::default());
        assert!(!habits.stays_in_tray());
        let likes = Likes { stays_in_tray: true, ..habits.likes() };
        assert_eq!(habits.like(likes), Ok(likes));
        assert!(Habits::new(&file, &Arguments::default()).stays_in_tray());
        fs::write(&file, "not JSON").unwrap();
        assert!(!Habits::new(&file, &Arguments::default()).stays_in_tray());
    }

    #[test]
    #[cfg(not(windows))]
    fn words_of_an_entry_are_quoted() {
        assert_eq!(quoted("台帳 1.db"), "\"台帳 1.db\"");
        assert_eq!(quoted("a\"b$c%d\\e"), "\"a\\\\\"b\\\\$c%%d\\\\\\\\e\"");
    }
}
