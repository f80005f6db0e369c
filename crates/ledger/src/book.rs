//! Why a spreadsheet or a text table that somebody hands in cannot be read, each case with what to do.
//! Reading itself is in `paper::book`.

use std::path::Path;

use paper::book::BookError;

use crate::problem::{Error, Problem};

/// Why a file cannot be read, each case with what to do.
pub fn unreadable(error: BookError, path: &Path) -> Error {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let problem = |code: &str| Problem::at("file", code).with("file", &name);
    match error {
        BookError::Io(error) if error.kind() == std::io::ErrorKind::NotFound => problem("import_file_missing"),
        BookError::Io(error) => problem("import_file_unreadable").with("detail", error),
        BookError::TooLarge { limit_bytes } => problem("import_too_large").with("limit", limit_bytes / 1024 / 1024),
        BookError::TooManyCells { limit } => problem("import_too_many_cells").with("limit", limit),
        BookError::TooManyRows { limit } => problem("import_too_many_rows").with("limit", limit),
        BookError::TooManyColumns { limit } => problem("import_too_many_columns").with("limit", limit),
        BookError::Bomb => problem("import_unpacks_too_large"),
        BookError::Password => problem("import_password"),
        BookError::NotASpreadsheet => problem("import_not_a_table"),
        BookError::OtherFormat { name } => problem("import_other_format").with("format", name),
        BookError::Damaged => problem("import_damaged"),
        BookError::MixedEncodings { line } => problem("import_mixed_encodings").with("line", line),
        BookError::Undecodable { line } => problem("import_undecodable").with("line", line),
        BookError::UnterminatedQuote { line } => problem("import_quote_open").with("line", line),
        BookError::Empty => problem("import_empty"),
        BookError::Cancelled => Problem::new("import_cancelled"),
    }
    .into()
}
