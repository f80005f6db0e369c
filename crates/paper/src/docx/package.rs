//! The Word file as a package: which of the library's parts belong into it, and the ZIP file itself.
//! Deliberately not here: what the parts say.

use std::io::{Cursor, Write};

use docx_rs::Docx;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::finish::finished;
use crate::{Paper, PaperError};

/// The parts of the file, in their order. The library always writes comments, footnotes, numbering and custom properties
/// too, though nothing in them is ours.
pub const PARTS: [&str; 11] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "docProps/app.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/header1.xml",
    "word/footer1.xml",
];

/// Packs what the library built. Its own `pack` stamps the day of packing; here neither the clock nor the machine leaves a
/// trace, so the same paper is the same bytes.
pub fn pack(docx: Docx, paper: &Paper) -> Result<Vec<u8>, PaperError> {
    let built = docx.build();
    let contents = [
        built.content_type,
        built.rels,
        built.doc_props.core,
        built.doc_props.app,
        built.document,
        built.document_rels,
        built.styles,
        built.settings,
        built.font_table,
        built.headers.concat(),
        built.footers.concat(),
    ];
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let failed = |error: &dyn std::fmt::Display| PaperError::Packing(error.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in PARTS.iter().zip(&contents) {
        let part = finished(content, paper).map_err(|error| failed(&error))?;
        zip.start_file(*name, options).map_err(|error| failed(&error))?;
        zip.write_all(&part).map_err(|error| failed(&error))?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| failed(&error))
}

/// The instant as Word wants it; a mere day becomes its midnight. Nothing where the text is no ISO date or instant.
pub fn instant(created: &str) -> Option<String> {
    let fits = |text: &str, pattern: &str| {
        text.len() == pattern.len()
            && text.bytes().zip(pattern.bytes()).all(|(b, p)| if p == b'0' { b.is_ascii_digit() } else { b == p })
    };
    let within = |range: std::ops::Range<usize>, low: u8, high: u8| {
        created.get(range).and_then(|part| part.parse().ok()).is_some_and(|n: u8| (low..=high).contains(&n))
    };
    let day = created.get(..10).filter(|day| fits(day, "0000-00-00"))?;
    if !within(5..7, 1, 12) || !within(8..10, 1, 31) {
        return None;
    }
    let Some(time) = created.get(10..).filter(|time| !time.is_empty()) else {
        return Some(format!("{day}T00:00:00Z"));
    };
    let clock = time.get(..9).filter(|clock| fits(clock, "T00:00:00"))?;
    if !within(11..13, 0, 23) || !within(14..16, 0, 59) || !within(17..19, 0, 59) {
        return None;
    }
    let zone = time[9..].trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let fits_zone = zone == "Z" || fits(zone, "+00:00") || fits(zone, "-00:00");
    fits_zone.then(|| format!("{day}{clock}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_or_an_instant_is_accepted_and_nothing_else() {
        assert_eq!(instant("2027-04-01").as_deref(), Some("2027-04-01T00:00:00Z"));
        assert_eq!(instant("2027-04-01T09:30:00.123456Z").as_deref(), Some("2027-04-01T09:30:00Z"));
        assert_eq!(instant("2027-04-01T09:30:00+09:00").as_deref(), Some("2027-04-01T09:30:00+09:00"));
        let wrong = [
            "",
            "2027-4-1",
            "令和9年4月1日",
            "2027-13-01",
            "2027-04-01T",
            "2027-04-01T25:00:00Z",
            "2027-04-01T09:30:00",
            "2027-04-01 ",
        ];
        assert!(wrong.iter().all(|text| instant(text).is_none()));
    }
}
