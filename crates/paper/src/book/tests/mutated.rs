//! Thousands of broken files: each is read or refused, and nothing else happens. The breaking is always the same, so
//! that a failure comes again; `tests/fuzz` looks further, without an end.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::*;

/// So often each sample is broken.
const TIMES: u64 = 800;

/// Small enough that a broken count cannot make a test slow.
const LIMITS: Limits =
    Limits { file_bytes: 1 << 20, part_bytes: 1 << 20, sheet_bytes: 1 << 20, cells: 20_000, rows: 5_000, columns: 200 };

/// Numbers that look like chance and are always the same (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }
}

/// What breaks readers more often than chance does.
const TROUBLE: [&[u8]; 14] = [
    b"\"",
    b"<",
    b"</c>",
    b"<row>",
    b"4294967295",
    b"-1",
    b"1e400",
    b"&#0;",
    b"<![CDATA[",
    b"<!DOCTYPE a>",
    b"\xFF\xFF\xFF\xFF",
    b"\x00\x00\x00\x00",
    b"\x81",
    b"\r",
];

/// Breaks bytes in one to four places.
fn broken(mut bytes: Vec<u8>, chance: &mut Chance) -> Vec<u8> {
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len());
        match chance.below(6) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << chance.below(8),
            1 if !bytes.is_empty() => bytes[at] = chance.next() as u8,
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at..(at + chance.below(40)).min(bytes.len()))),
            4 => {
                let end = (at + chance.below(200)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = chance.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            _ => {
                let trouble = TROUBLE[chance.below(TROUBLE.len())];
                let end = if chance.below(2) == 0 { at } else { (at + trouble.len()).min(bytes.len()) };
                bytes.splice(at..end, trouble.iter().copied());
            }
        }
    }
    bytes
}

/// A package whose parts are whole, but one of them says something else: checksums do not protect from that.
fn repacked(bytes: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = chance.below(package.len());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for at in 0..package.len() {
        let mut part = package.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        // Pictures and the like are not read, so that breaking them shows nothing.
        let is_chosen = at == chosen || part.name() == "content.xml";
        let content = if is_chosen { broken(content, chance) } else { content };
        zip.start_file(part.name(), options).unwrap();
        zip.write_all(&content).unwrap();
    }
    Some(zip.finish().unwrap().into_inner())
}

#[test]
fn a_broken_file_is_read_or_refused() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/book/samples");
    let mut samples: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    samples.sort();
    let (mut whole, mut refused) = (0, 0);
    for path in &samples {
        let bytes = std::fs::read(path).unwrap();
        // Nothing that follows depends on the other samples.
        let mut chance = Chance(bytes.len() as u64);
        for time in 0..TIMES {
            let inner = if time % 4 == 0 { None } else { repacked(&bytes, &mut chance) };
            let bytes = inner.unwrap_or_else(|| broken(bytes.clone(), &mut chance));
            let read = std::panic::catch_unwind(|| read_within(&bytes, LIMITS));
            match read {
                Ok(Ok(book)) => {
                    whole += 1;
                    check(&book);
                }
                Ok(Err(_)) => refused += 1,
                Err(_) => {
                    let kept = std::env::temp_dir().join("sekisho-broken-book");
                    std::fs::write(&kept, &bytes).unwrap();
                    panic!("{} broken for the {time}th time, kept as {}", path.display(), kept.display());
                }
            }
        }
    }
    assert!(samples.len() >= 9 && whole > 500 && refused > 500, "{} {whole} {refused}", samples.len());
}

/// What holds for every book that is read.
fn check(book: &Book) {
    for sheet in &book.sheets {
        assert!(sheet.rows.is_sorted_by(|a, b| a.number < b.number));
        for row in &sheet.rows {
            assert!(row.number > 0 && !row.cells.is_empty());
            assert!(row.cells.is_sorted_by(|a, b| a.0 < b.0));
            assert!(!row.cells.iter().any(|(_, cell)| matches!(cell, Cell::Text(text) if text.is_empty())));
        }
        for merge in &sheet.merges {
            assert!(merge.first_row <= merge.last_row && merge.first_column <= merge.last_column, "{merge:?}");
        }
    }
}
