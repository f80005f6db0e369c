//! What holds the parts of a Word file together: content types, relationships, properties, and the ZIP file itself.
//! Deliberately not here: what the parts say.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::xml::Xml;
use crate::text::visible;
use crate::{Paper, PaperError, Stamp};

/// Content types of all parts.
pub const CONTENT_TYPES: &str = include_str!("parts/content_types.xml");
/// Relationships of the package.
pub const PACKAGE_LINKS: &str = include_str!("parts/package_links.xml");
/// Relationships of the main part; the identifiers of head and foot are used by `page.rs`.
pub const DOCUMENT_LINKS: &str = include_str!("parts/document_links.xml");
/// Properties of the program.
pub const PROGRAM: &str = include_str!("parts/program.xml");

const CORE: &str = "cp:coreProperties \
    xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

/// Title, author and day of the paper.
pub fn core_properties(paper: &Paper) -> Result<String, PaperError> {
    let Stamp { created, author } = &paper.stamp;
    let instant = instant(created).ok_or_else(|| PaperError::Created(created.clone()))?;
    let mut xml = Xml::new(CORE);
    let mut words = |name: &str, text: &str| xml.element(name, |xml| xml.text(&visible(text)));
    words("dc:title", &paper.title);
    words("dc:creator", author);
    words("cp:lastModifiedBy", author);
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.raw(&format!("<{name} xsi:type=\"dcterms:W3CDTF\">{instant}</{name}>"));
    }
    Ok(xml.finish("cp:coreProperties"))
}

/// The instant as Word wants it; a mere day becomes its midnight. Nothing where the text is no ISO date or instant.
fn instant(created: &str) -> Option<String> {
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

/// Packs the parts; neither the clock nor the machine leaves a trace, so the same parts are the same bytes.
pub fn pack(parts: &[(&str, &str)]) -> Result<Vec<u8>, PaperError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let failed = |error: &dyn std::fmt::Display| PaperError::Packing(error.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, options).map_err(|error| failed(&error))?;
        zip.write_all(text.as_bytes()).map_err(|error| failed(&error))?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| failed(&error))
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
