//! What a file is, told by its first bytes.
//! Deliberately not here: what is inside of a package; `package` and `xls` look there.

use super::{BookError, ReadOptions};

/// Which reader takes the file.
#[derive(Debug, PartialEq, Eq)]
pub enum Kind {
    /// A ZIP package.
    Zip,
    /// A compound file (OLE).
    Compound,
    /// Text.
    Text,
}

/// Beginnings of files that are no tables.
const OTHERS: [&[u8]; 5] = [b"%PDF", b"\x89PNG", b"\xFF\xD8\xFF", b"{\\rtf", b"GIF8"];

/// Tells the kind of a file.
pub fn kind(bytes: &[u8], options: &ReadOptions) -> Result<Kind, BookError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Ok(Kind::Compound);
    }
    if OTHERS.iter().any(|start| bytes.starts_with(start)) {
        return Err(BookError::NotASpreadsheet);
    }
    let is_utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if options.encoding.is_none() && !is_utf16 && bytes.contains(&0) {
        return Err(BookError::NotASpreadsheet);
    }
    match markup(bytes) {
        Some(Some(name)) => Err(BookError::OtherFormat { name }),
        Some(None) => Err(BookError::NotASpreadsheet),
        None => Ok(Kind::Text),
    }
}

/// For text that is written in some markup: the name of a table format, or nothing if it holds no table.
fn markup(bytes: &[u8]) -> Option<Option<&'static str>> {
    // In UTF-16 markup every second byte is 0.
    let letters = bytes.iter().filter(|byte| **byte != 0).take(8192).copied().collect::<Vec<u8>>();
    let text = String::from_utf8_lossy(&letters).to_lowercase();
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{FFFD}'));
    let begins = |starts: &[&str]| starts.iter().any(|start| text.starts_with(start));
    let name = if begins(&["<?xml", "<!--", "<workbook", "<office:document"]) {
        if text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            Some("xml-2003")
        } else if text.contains("<html") {
            Some("html")
        } else if text.contains("<office:document") {
            Some("fods")
        } else {
            None
        }
    } else if begins(&["<html", "<!doctype html", "<table", "<meta", "<head"]) {
        Some("html")
    } else if begins(&["mime-version:"]) {
        Some("mhtml")
    } else if begins(&["id;p"]) {
        Some("sylk")
    } else {
        return None;
    };
    Some(name)
}
