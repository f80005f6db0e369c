//! What the command line says: texts from the locales, JSON on standard output, messages on standard error.

use std::io::Write;

use ledger::Error;
use ledger::wording::{self, Lang};

use crate::arguments::{Arguments, Language};

/// How this run speaks.
pub struct Say {
    /// Language of its texts.
    pub lang: Lang,
    json: bool,
}

impl Say {
    /// As the arguments ask.
    pub fn new(arguments: &Arguments) -> Self {
        let lang = match arguments.lang {
            Language::Ja => Lang::Ja,
            Language::En => Lang::En,
        };
        Self { lang, json: arguments.json }
    }

    /// A text of the locales.
    pub fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        wording::text(self.lang, key, args)
    }

    /// A message for the person who is looking.
    pub fn message(&self, key: &str, args: &[(&str, &str)]) {
        eprintln!("{}", self.text(key, args));
    }

    /// A sentence that the ledger worded.
    pub fn note(&self, sentence: &str) {
        eprintln!("{sentence}");
    }

    /// The answer: as JSON if asked for, else as lines.
    ///
    /// # Errors
    /// If standard output cannot be written.
    pub fn answer<T: serde::Serialize>(&self, value: &T, lines: impl FnOnce(&T) -> Vec<String>) -> Result<(), Error> {
        if self.json {
            let json = serde_json::to_value(value)?;
            print(&json.to_string())
        } else {
            lines(value).iter().try_for_each(|line| print(line))
        }
    }

    /// Why nothing was done.
    pub fn refused(&self, error: &Error) {
        if self.json {
            let json = serde_json::json!({ "problems": error.problems });
            // Standard output may be closed; the exit code still tells.
            let _ = print(&json.to_string());
        }
        for problem in &error.problems {
            let text = wording::problem(self.lang, problem);
            match &problem.field {
                Some(field) => eprintln!("{field}: {text}"),
                None => eprintln!("{text}"),
            }
        }
    }
}

/// One line on standard output; a reader that has gone away (`| head`) is not an error.
///
/// # Errors
/// If the output cannot be written for another reason.
pub fn print(line: &str) -> Result<(), Error> {
    match writeln!(std::io::stdout().lock(), "{line}") {
        Err(error) if !nobody_reads(&error) => Err(Error::unexpected(error)),
        _ => Ok(()),
    }
}

/// Whether the reader of standard output has gone, as `| more` goes when enough was seen.
fn nobody_reads(error: &std::io::Error) -> bool {
    // Windows says "no process is on the other end of the pipe", for which the library has no kind of its own.
    const PIPE_NOT_CONNECTED: i32 = 233;
    error.kind() == std::io::ErrorKind::BrokenPipe
        || (cfg!(windows) && error.raw_os_error() == Some(PIPE_NOT_CONNECTED))
}
