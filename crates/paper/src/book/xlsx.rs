//! Office Open XML workbooks (.xlsx, .xlsm), read cell by cell: a sheet is never laid out as a full grid.
//! Deliberately not here: whether the package may be unpacked at all (`package`).

use std::collections::BTreeSet;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::NaiveDate;

use super::gather::Gathering;
use super::{BookError, Cell, Merge};

/// So many cells are taken from the library at once.
const BATCH: usize = 4096;

/// Reads the sheets of a workbook whose parts hold `size` bytes.
pub fn read(bytes: &[u8], size: u64, gathering: &mut Gathering<'_>) -> Result<(), BookError> {
    let opened: Result<Xlsx<_>, XlsxError> = guarded(|| Xlsx::new(Cursor::new(bytes)))?;
    let mut book = opened.map_err(failure)?;
    let mut names = BTreeSet::new();
    let surveyed = gathering.done();
    let mut seen = 0_u64;
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
        let mut cells = guarded(|| book.worksheet_cells_reader(&sheet.name))?.map_err(failure)?;
        loop {
            let mut batch = Vec::with_capacity(BATCH);
            let more = guarded(|| {
                while batch.len() < BATCH {
                    match cells.next_cell_with_formula_metadata()? {
                        Some(cell) => batch.push(cell),
                        None => return Ok(false),
                    }
                }
                Ok(true)
            })?
            .map_err(failure)?;
            for found in batch {
                seen += 1;
                // A filled cell takes some thirty bytes of its part; a better measure would cost another pass.
                gathering.step(|| surveyed + (seen * 30).min(size))?;
                let (row, column) = (found.pos.0.saturating_add(1), found.pos.1);
                match cell(found.value.into()) {
                    Some(cell) => gathering.cell(row, column, cell)?,
                    None if found.formula.is_some() => gathering.uncomputed(row, column)?,
                    None => {}
                }
            }
            if !more {
                break;
            }
        }
    }
    Ok(())
}

/// calamine subtracts and slices without looking in places that a broken file reaches; what it would die of is a damaged
/// file here.
pub fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, BookError> {
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| BookError::Damaged)
}

fn failure(error: XlsxError) -> BookError {
    if matches!(error, XlsxError::Password) { BookError::Password } else { BookError::Damaged }
}

/// Merged cells from the library's bases to ours; nothing if they are none.
pub fn merge(found: &Dimensions) -> Option<Merge> {
    let Dimensions { start, end } = found;
    let sound = start.0 <= end.0 && start.1 <= end.1 && end.0 < 1 << 20 && end.1 < 1 << 14;
    (sound && start != end).then(|| Merge {
        first_row: start.0 + 1,
        last_row: end.0 + 1,
        first_column: start.1,
        last_column: end.1,
    })
}

/// A value of the library as a cell; nothing if there is no value at all. A text may be empty still.
pub fn cell(value: Data) -> Option<Cell> {
    Some(match value {
        Data::Empty => return None,
        Data::Int(number) => Cell::Number(number as f64),
        Data::Float(number) => Cell::Number(number),
        Data::String(text) => Cell::Text(text),
        Data::Bool(truth) => Cell::Bool(truth),
        Data::DateTime(moment) => day(moment).map_or(Cell::Number(moment.as_f64()), Cell::Date),
        Data::DateTimeIso(text) => iso_day(&text).map_or(Cell::Text(text), Cell::Date),
        Data::DurationIso(text) => Cell::Text(text),
        Data::Error(error) => Cell::Error(error.to_string()),
    })
}

/// The day of a cell that is shown as one; a time of day or a duration has none.
fn day(moment: ExcelDateTime) -> Option<NaiveDate> {
    let days = moment.as_f64();
    let is_day = moment.is_datetime() && (1.0..2_958_466.0).contains(&days);
    is_day.then(|| moment.as_datetime()).flatten().map(|moment| moment.date())
}

/// The day at the beginning of an ISO text.
pub fn iso_day(text: &str) -> Option<NaiveDate> {
    let (day, rest) = text.split_at_checked(10)?;
    let mut parts = day.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = (rest.is_empty() || rest.starts_with('T')) && (year.len(), month.len()) == (4, 2);
    whole.then(|| NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)).flatten()
}
