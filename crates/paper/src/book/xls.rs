//! Binary workbooks of Excel 97–2003 (.xls). calamine reads the records; before that, those are taken out of its way
//! which would make it set memory aside for whatever a file announces, and a sheet too wide for a grid is refused.
//! Deliberately not here: the compound file around the records (`compound`).

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::compound::{self, Compound, long, short};
use super::gather::Gathering;
use super::xlsx::{cell, guarded, merge};
use super::{BookError, BookKind};

/// Records with the announced size of a sheet, and names and links that only formulas need (MS-XLS 2.3).
const UNNEEDED: [u16; 3] = [0x0200, 0x0018, 0x0017];
/// A number that no record has.
const NOTHING: u16 = 0x0FFE;
const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const MUL_RK: u16 = 0x00BD;
/// Records of filled cells.
const CELLS: [u16; 8] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00FD, MUL_RK, 0x0006];

/// Reads a compound file: a workbook, an encrypted package, or another thing.
pub fn read(bytes: &[u8], gathering: &mut Gathering<'_>) -> Result<BookKind, BookError> {
    let file = Compound::open(bytes)?;
    if file.has("EncryptedPackage") {
        return Err(BookError::Password);
    }
    let name = ["Workbook", "Book"].into_iter().find(|name| file.has(name)).ok_or(BookError::NotASpreadsheet)?;
    let mut stream = file.stream(name)?;
    gathering.expect(stream.len() as u64 * 2);
    disarm(&mut stream, gathering.limits.cells)?;
    gathering.advance(stream.len() as u64)?;
    let file = compound::around(&stream);
    drop(stream);
    let opened: Result<Xls<_>, XlsError> = guarded(|| Xls::new(Cursor::new(file)))?;
    let mut book = opened.map_err(failure)?;
    let mut names = BTreeSet::new();
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        if !names.insert(sheet.name.clone()) {
            return Err(BookError::Damaged);
        }
        gathering.sheet(&sheet.name, sheet.visible != SheetVisible::Visible);
        let merges = guarded(|| book.merge_cells_by_sheet_name(&sheet.name))?.map_err(failure)?;
        gathering.present()?.merges = merges.iter().filter_map(merge).collect();
        let grid = guarded(|| book.worksheet_range(&sheet.name))?.map_err(failure)?;
        let (first_row, first_column) = grid.start().unwrap_or_default();
        let done = gathering.done();
        for (row, column, value) in grid.used_cells() {
            gathering.step(|| done)?;
            if let Some(cell) = cell(Data::clone(value)) {
                let (row, column) = (row as u32 + first_row + 1, column as u32 + first_column);
                gathering.cell(row, column, cell)?;
            }
        }
    }
    Ok(BookKind::Xls)
}

fn failure(error: XlsError) -> BookError {
    if matches!(error, XlsError::Password) { BookError::Password } else { BookError::Damaged }
}

/// Makes the records of a workbook harmless and measures its sheets.
fn disarm(stream: &mut [u8], most: u64) -> Result<(), BookError> {
    let mut starts = BTreeSet::new();
    let mut sheets = Vec::new();
    let mut at = 0;
    while let Some((kind, end)) = record(stream, at) {
        starts.insert(at);
        match kind {
            FILE_PASS => return Err(BookError::Password),
            BOUND_SHEET => sheets.push(long(&stream[at..end], 4)? as usize),
            kind if UNNEEDED.contains(&kind) => stream[at..at + 2].copy_from_slice(&NOTHING.to_le_bytes()),
            _ => {}
        }
        at = end;
    }
    // A sheet that begins within another record would be read as something that was never looked at here.
    if sheets.iter().any(|start| !starts.contains(start)) {
        return Err(BookError::Damaged);
    }
    sheets.into_iter().try_for_each(|start| measure(stream, start, most))
}

/// Refuses a sheet whose grid has more than `most` fields: the library lays it out in full.
fn measure(stream: &[u8], start: usize, most: u64) -> Result<(), BookError> {
    let (mut rows, mut columns) = (Span::default(), Span::default());
    let (mut at, mut depth) = (start, 0_usize);
    while let Some((kind, end)) = record(stream, at) {
        let data = &stream[at + 4..end];
        match kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            kind if CELLS.contains(&kind) => {
                rows.hold(short(data, 0)?);
                columns.hold(short(data, 2)?);
                if kind == MUL_RK {
                    columns.hold(short(data, data.len().saturating_sub(2))?);
                }
            }
            _ => {}
        }
        at = end;
    }
    if rows.length() * columns.length() > most { Err(BookError::TooManyCells { limit: most }) } else { Ok(()) }
}

/// Kind and end of the record at a place.
fn record(stream: &[u8], at: usize) -> Option<(u16, usize)> {
    let kind = short(stream, at).ok()?;
    let end = at + 4 + usize::from(short(stream, at + 2).ok()?);
    (end <= stream.len()).then_some((kind, end))
}

/// From the least number seen to the greatest.
#[derive(Default)]
struct Span(Option<(u16, u16)>);

impl Span {
    fn hold(&mut self, number: u16) {
        let (least, greatest) = self.0.unwrap_or((number, number));
        self.0 = Some((least.min(number), greatest.max(number)));
    }

    fn length(&self) -> u64 {
        self.0.map_or(0, |(least, greatest)| u64::from(greatest - least) + 1)
    }
}
