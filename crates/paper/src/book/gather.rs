//! Cells on their way into sheets: every reader hands its cells in here, and here they are counted.
//! Deliberately not here: how a file is written.

use std::ops::ControlFlow;

use super::{BookError, Cell, Limits, Progress, Sheet, SheetRow};
use crate::text::visible;

/// As many cells may pass before somebody asks whether to go on.
const PACE: u32 = 1 << 15;

/// The sheets read so far and what they may still hold.
pub struct Gathering<'a> {
    /// How much may be read.
    pub limits: Limits,
    progress: Progress<'a>,
    done: u64,
    total: u64,
    since: u32,
    sheets: Vec<Sheet>,
    cells: u64,
    rows: u32,
    /// Columns with content in the present sheet.
    columns: Vec<bool>,
    filled_columns: u32,
    /// Whether every cell of the present sheet came after the one before it.
    ordered: bool,
}

impl<'a> Gathering<'a> {
    /// Nothing read yet.
    pub fn new(limits: Limits, progress: Progress<'a>) -> Gathering<'a> {
        Gathering {
            limits,
            progress,
            done: 0,
            total: 0,
            since: 0,
            sheets: Vec::new(),
            cells: 0,
            rows: 0,
            columns: Vec::new(),
            filled_columns: 0,
            ordered: true,
        }
    }

    /// Begins a sheet.
    pub fn sheet(&mut self, name: &str, hidden: bool) {
        self.settle();
        self.sheets.push(Sheet { name: visible(name), hidden, ..Sheet::default() });
        self.columns.clear();
        self.filled_columns = 0;
    }

    /// The sheet last begun, for what is no cell.
    pub fn present(&mut self) -> Result<&mut Sheet, BookError> {
        self.sheets.last_mut().ok_or(BookError::Damaged)
    }

    /// Puts a cell into the sheet last begun: row from 1, column from 0.
    pub fn cell(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), BookError> {
        let Some(cell) = tidied(cell) else { return Ok(()) };
        if row == 0 || row > 1 << 20 || column >= 1 << 14 {
            return Err(BookError::Damaged);
        }
        self.count()?;
        let at = column as usize;
        if self.columns.len() <= at {
            self.columns.resize(at + 1, false);
        }
        if !std::mem::replace(&mut self.columns[at], true) {
            self.filled_columns += 1;
            if self.filled_columns > self.limits.columns {
                return Err(BookError::TooManyColumns { limit: self.limits.columns });
            }
        }
        let rows = &mut self.sheets.last_mut().ok_or(BookError::Damaged)?.rows;
        match rows.last_mut() {
            Some(last) if last.number == row => {
                self.ordered &= last.cells.last().is_none_or(|(before, _)| *before < column);
                last.cells.push((column, cell));
            }
            last => {
                if let Some(last) = last {
                    self.ordered &= last.number < row;
                    last.cells.shrink_to_fit();
                }
                self.rows += 1;
                if self.rows > self.limits.rows {
                    return Err(BookError::TooManyRows { limit: self.limits.rows });
                }
                rows.push(SheetRow { number: row, cells: vec![(column, cell)] });
            }
        }
        Ok(())
    }

    /// Notes a formula whose value was never kept.
    pub fn uncomputed(&mut self, row: u32, column: u32) -> Result<(), BookError> {
        self.count()?;
        self.present()?.uncomputed.push((row, column));
        Ok(())
    }

    fn count(&mut self) -> Result<(), BookError> {
        self.cells += 1;
        let limit = self.limits.cells;
        if self.cells > limit { Err(BookError::TooManyCells { limit }) } else { Ok(()) }
    }

    /// How much there is to do.
    pub fn expect(&mut self, total: u64) {
        self.total = total;
    }

    /// So much more is done.
    pub fn advance(&mut self, bytes: u64) -> Result<(), BookError> {
        self.reach(self.done.saturating_add(bytes))
    }

    /// So much is done in all.
    pub fn reach(&mut self, done: u64) -> Result<(), BookError> {
        self.since = 0;
        self.done = done.clamp(self.done, self.total.max(self.done));
        match (self.progress)(self.done, self.total.max(self.done)) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(BookError::Cancelled),
        }
    }

    /// One more cell or row was looked at, filled or not; `done` tells how far the reading is.
    pub fn step(&mut self, done: impl FnOnce() -> u64) -> Result<(), BookError> {
        self.since += 1;
        if self.since < PACE { Ok(()) } else { self.reach(done()) }
    }

    /// How much was said to be done.
    pub fn done(&self) -> u64 {
        self.done
    }

    /// The sheets, if anything is written in them.
    pub fn finish(mut self) -> Result<Vec<Sheet>, BookError> {
        self.settle();
        self.reach(self.total)?;
        if self.sheets.iter().all(|sheet| sheet.rows.is_empty() && sheet.uncomputed.is_empty()) {
            return Err(BookError::Empty);
        }
        Ok(self.sheets)
    }

    /// Puts a sheet whose cells came in disorder into order; of two contents of one cell the later stays.
    fn settle(&mut self) {
        let ordered = std::mem::replace(&mut self.ordered, true);
        let Some(sheet) = self.sheets.last_mut().filter(|_| !ordered) else { return };
        sheet.rows.sort_by_key(|row| row.number);
        sheet.rows.dedup_by(|later, earlier| {
            let same = later.number == earlier.number;
            if same {
                earlier.cells.append(&mut later.cells);
            }
            same
        });
        for row in &mut sheet.rows {
            row.cells.sort_by_key(|(column, _)| *column);
            row.cells.dedup_by(|later, earlier| {
                let same = later.0 == earlier.0;
                if same {
                    std::mem::swap(later, earlier);
                }
                same
            });
        }
    }
}

/// The cell without what no reader can show; nothing if nothing is left.
fn tidied(cell: Cell) -> Option<Cell> {
    match cell {
        Cell::Text(text) if text.chars().all(|c| !c.is_control() && c < '\u{FFFE}' || c == '\n') => {
            (!text.is_empty()).then_some(Cell::Text(text))
        }
        Cell::Text(text) => Some(visible(&text)).filter(|text| !text.is_empty()).map(Cell::Text),
        Cell::Number(number) if !number.is_finite() => Some(Cell::Error("#NUM!".to_owned())),
        cell => Some(cell),
    }
}
