//! One file with many in it (ZIP), the same bytes for the same parts.
//! Deliberately not here: what the parts are.

use std::io::{Cursor, Write};

use chrono::{Datelike, NaiveDate};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::PaperError;

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its path, with slashes.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Part {
    /// A file of this path and content.
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { path: path.into(), bytes }
    }
}

/// The archive of these parts in their order; `written_on` is the day that each of them bears.
///
/// # Errors
/// If two parts have one path.
pub fn to_zip(parts: &[Part], written_on: NaiveDate) -> Result<Vec<u8>, PaperError> {
    let day = |date: NaiveDate| {
        let year = u16::try_from(date.year()).ok()?;
        DateTime::from_date_and_time(year, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?, 0, 0, 0)
            .ok()
    };
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(day(written_on).unwrap_or_default());
    let failed = |error: &dyn std::fmt::Display| PaperError::Packing(error.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        zip.start_file(part.path.as_str(), options).map_err(|error| failed(&error))?;
        zip.write_all(&part.bytes).map_err(|error| failed(&error))?;
    }
    Ok(zip.finish().map_err(|error| failed(&error))?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_parts_make_the_same_archive() {
        let parts = [Part::new("台帳/a.jsonl", b"{}\n".to_vec()), Part::new("README.txt", Vec::new())];
        let day = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let bytes = to_zip(&parts, day).unwrap();
        assert_eq!(bytes, to_zip(&parts, day).unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = zip.file_names().map(str::to_owned).collect();
        assert_eq!(names, ["台帳/a.jsonl", "README.txt"]);
        assert_eq!(zip.by_index(0).unwrap().size(), 3);
        assert!(to_zip(&[parts[0].clone(), parts[0].clone()], day).is_err(), "two parts of one path");
    }
}
