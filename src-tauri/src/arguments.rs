//! What may stand behind `sekisho-desktop` on a command line: which ledger, and the file with its key.
//! The words are those of `sekisho`; commands are not taken here.

use std::ffi::OsString;
use std::path::PathBuf;

use ledger::{Error, Problem};

/// The command line, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arguments {
    /// A path or a `postgres://` address; without it the person's own ledger is opened.
    pub ledger: Option<String>,
    /// The file that holds the key, on machines without a keyring.
    pub key_file: Option<PathBuf>,
    /// Begins in the tray, without the window, as at log-on.
    pub tray: bool,
}

impl Arguments {
    /// Reads the words after the program's name.
    ///
    /// # Errors
    /// A word that is not known, or a value that is missing or not text.
    pub fn read(words: impl IntoIterator<Item = OsString>) -> Result<Self, Error> {
        let mut arguments = Self::default();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let name = word.to_string_lossy().into_owned();
            let mut value = || words.next().ok_or_else(|| problem("argument_without_value", &name));
            match name.as_str() {
                "--ledger" => {
                    let text = value()?.into_string().map_err(|_| problem("argument_without_value", &name))?;
                    arguments.ledger = Some(text);
                }
                "--tray" => arguments.tray = true,
                "--key-file" => arguments.key_file = Some(value()?.into()),
                _ => return Err(problem("argument_unknown", &name)),
            }
        }
        Ok(arguments)
    }
}

fn problem(code: &str, argument: &str) -> Error {
    Problem::new(code).with("argument", argument).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &[&str]) -> Result<Arguments, String> {
        Arguments::read(line.iter().map(OsString::from)).map_err(|error| error.to_string())
    }

    #[test]
    fn nothing_given_means_the_own_ledger() {
        assert_eq!(read(&[]), Ok(Arguments::default()));
    }

    #[test]
    fn a_ledger_and_its_key_may_be_named() {
        let expected = Arguments {
            ledger: Some("見本 の台帳/sekisho.db".to_owned()),
            key_file: Some(PathBuf::from("鍵")),
            tray: true,
        };
        assert_eq!(read(&["--ledger", "見本 の台帳/sekisho.db", "--key-file", "鍵", "--tray"]), Ok(expected));
    }

    #[test]
    fn anything_else_is_refused() {
        assert_eq!(read(&["--open"]), Err("argument_unknown".to_owned()));
        assert_eq!(read(&["--ledger"]), Err("argument_without_value".to_owned()));
    }
}
