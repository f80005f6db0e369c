//! ZIP packages: which kind of workbook one is, and whether it unpacks to a bearable size, before any library sees it.
//! Deliberately not here: what the parts say (`xlsx`, `ods`).

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::gather::Gathering;
use super::{BookError, BookKind, ods, xlsx};

/// The package in memory.
pub type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// More parts than any workbook has; the directory itself must not fill the memory.
const PARTS: usize = 20_000;

/// The root element of a part stands within so many bytes.
const HEAD: usize = 64 << 10;

/// Reads the workbook in a package, and counts its pictures; LibreOffice writes drawings without anything drawn.
pub fn read(bytes: &[u8], gathering: &mut Gathering<'_>) -> Result<(BookKind, usize), BookError> {
    if bytes.windows(4).filter(|window| window == b"PK\x01\x02").nth(PARTS).is_some() {
        return Err(BookError::Bomb);
    }
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(failure)?;
    let names: Vec<String> = package.file_names().map(plain_name).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let files = |folder: &str| names.iter().filter(|name| name.starts_with(folder) && !name.ends_with('/')).count();
    if has("xl/workbook.bin") {
        return Err(BookError::OtherFormat { name: "xlsb" });
    }
    if names.iter().any(|name| name.starts_with("xl/workbook") && name.ends_with(".xml")) {
        let size = survey(&mut package, bytes.len() as u64, gathering)?;
        xlsx::read(bytes, size, gathering)?;
        return Ok((BookKind::Xlsx, files("xl/media/")));
    }
    if ods::is_ods(&mut package, has("content.xml"))? {
        ods::read(&mut package, gathering)?;
        return Ok((BookKind::Ods, files("pictures/")));
    }
    Err(BookError::NotASpreadsheet)
}

/// What a failure of the package means.
pub fn failure(error: ZipError) -> BookError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => BookError::Password,
        _ => BookError::Damaged,
    }
}

/// Programs write names with either slash, in either case, from the root or not.
fn plain_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// Unpacks every part once without keeping it, and says how many bytes that are. Declared sizes are not believed.
fn survey(package: &mut Package<'_>, packed: u64, gathering: &mut Gathering<'_>) -> Result<u64, BookError> {
    let limits = gathering.limits;
    // Sheets one by one and together; all other parts together, but pictures may be as large as the file is anyway.
    let (mut sheets, mut others) = (limits.sheet_bytes.saturating_mul(3), limits.part_bytes.saturating_add(packed));
    let mut declared = 0_u64;
    for at in 0..package.len() {
        declared = declared.saturating_add(package.by_index_raw(at).map_err(failure)?.size());
    }
    if declared > sheets.saturating_add(others) {
        return Err(BookError::Bomb);
    }
    gathering.expect(declared.saturating_mul(2));
    let mut size = 0;
    for at in 0..package.len() {
        let part = package.by_index(at).map_err(failure)?;
        let name = plain_name(part.name());
        let is_sheet = name.contains("/worksheets/") && name.ends_with(".xml");
        let (cap, left) = if is_sheet { (limits.sheet_bytes.min(sheets), &mut sheets) } else { (others, &mut others) };
        if part.size() > cap {
            return Err(BookError::Bomb);
        }
        let unpacked = unpack(part, &name, cap, gathering)?;
        *left -= unpacked;
        size += unpacked;
    }
    Ok(size)
}

/// Unpacks a part, looking only at its beginning.
fn unpack(mut part: impl Read, name: &str, cap: u64, gathering: &mut Gathering<'_>) -> Result<u64, BookError> {
    let mut head = Vec::new();
    part.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(|_| BookError::Damaged)?;
    let mut unpacked = head.len() as u64;
    let mut buffer = vec![0; 1 << 18];
    while head.len() == HEAD {
        let read = part.read(&mut buffer).map_err(|_| BookError::Damaged)?;
        if read == 0 {
            break;
        }
        unpacked += read as u64;
        if unpacked > cap {
            return Err(BookError::Bomb);
        }
        gathering.advance(read as u64)?;
    }
    if unpacked > cap {
        return Err(BookError::Bomb);
    }
    if name.ends_with(".xml") || name.ends_with(".rels") {
        inspect(&head, name.ends_with("sharedstrings.xml"), unpacked)?;
    }
    Ok(unpacked)
}

/// Refuses declarations of entities, and tables of texts that announce more texts than there is room for: the library
/// sets memory aside for as many as are announced.
fn inspect(head: &[u8], is_texts: bool, size: u64) -> Result<(), BookError> {
    let mut reader = Reader::from_reader(head);
    loop {
        match reader.read_event() {
            Ok(Event::DocType(_)) => return Err(BookError::Damaged),
            Ok(Event::Start(root) | Event::Empty(root)) => {
                if !is_texts {
                    return Ok(());
                }
                if root.local_name().as_ref() != b"sst" {
                    return Err(BookError::Damaged);
                }
                let count = root.try_get_attribute("uniqueCount").map_err(|_| BookError::Damaged)?;
                let count = count.and_then(|it| std::str::from_utf8(&it.value).ok()?.trim().parse::<u64>().ok());
                let fits = count.is_none_or(|count| count <= size / 5 + 1);
                return if fits { Ok(()) } else { Err(BookError::Damaged) };
            }
            Ok(Event::Eof) | Err(_) => {
                let is_whole = head.len() < HEAD && !is_texts;
                return if is_whole { Ok(()) } else { Err(BookError::Damaged) };
            }
            Ok(_) => {}
        }
    }
}
