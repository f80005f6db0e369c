//! Tables as workbooks, ready to be filtered, filled in and printed.
//! Deliberately not here: formulas; none is ever written.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use chrono::Datelike;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, Format, FormatAlign, FormatBorder, Formula, Note, ProtectionOptions,
    Workbook, Worksheet, XlsxError,
};

use super::{ColumnKind, DateShow, FORMULAS, Look, Mark, PageSetup, Table, TableError, Value};
use crate::Orientation;
use crate::text::visible;

/// A4 in the numbers of Excel.
const A4: u8 = 9;
/// So many characters fit into a field, counted as UTF-16 does.
const FIELD: usize = 32_767;
/// A list of choices may be written beside the field up to so many characters.
const INLINE: usize = 255;
/// Empty rows below the last one in which choices are offered too.
const SPARE: u32 = 200;
/// Sheet for lists of choices that are too long; nobody sees it.
const CHOICES: &str = "choices";

const HEADING: u32 = 0xE3_EA_F4;
const LOCKED: u32 = 0xF2_F2_F2;
const LINE: u32 = 0xA6_A6_A6;
const REJECTED: u32 = 0xC0_00_00;
const REJECTED_FILL: u32 = 0xFD_E9_E7;
const ASKED: u32 = 0x9C_6A_00;
const ASKED_FILL: u32 = 0xFF_F5_CC;

/// Writes a workbook with a sheet for each table.
pub fn to_xlsx(tables: &[Table], look: &Look) -> Result<Vec<u8>, TableError> {
    let mut workbook = Workbook::new();
    workbook
        .set_properties(&DocProperties::new().set_author(visible(&look.author)).set_creation_datetime(&look.created));
    let formats = Formats::new(look);
    workbook.set_default_format(&formats.plain, 18, 72).map_err(failed)?;
    let mut lists = Lists::default();
    let mut taken = BTreeSet::from([CHOICES.to_owned()]);
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&table.name, &mut taken)).map_err(failed)?;
        write(sheet, table, &formats, look, &mut lists)?;
    }
    if !lists.0.is_empty() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(CHOICES).map_err(failed)?.set_hidden(true);
        for (column, list) in (0..).zip(&lists.0) {
            for (row, choice) in (0..).zip(list) {
                sheet.write_string(row, column, choice).map_err(failed)?;
            }
        }
    }
    workbook.save_to_buffer().map_err(failed)
}

fn failed(error: XlsxError) -> TableError {
    match error {
        XlsxError::RowColumnLimitError => TableError::TooManyRows,
        error => TableError::Writing(error.to_string()),
    }
}

fn write(
    sheet: &mut Worksheet,
    table: &Table,
    formats: &Formats,
    look: &Look,
    lists: &mut Lists,
) -> Result<(), TableError> {
    let above = table.title.len() + table.blanks.len();
    let top = row_number(above)?;
    let last = row_number(above + table.rows.len())?;
    for (row, line) in (0..).zip(&table.title) {
        let format = if row == 0 { &formats.title } else { &formats.subtitle };
        sheet.write_string_with_format(row, 0, visible(line), format).map_err(failed)?;
    }
    for (row, blank) in (row_number(table.title.len())?..).zip(&table.blanks) {
        sheet.write_string_with_format(row, blank.column, visible(&blank.label), &formats.heading).map_err(failed)?;
        let open = formats.get(shown(blank.kind), None).clone().set_unlocked();
        sheet.write_blank(row, blank.column.saturating_add(1), &open).map_err(failed)?;
    }
    for (at, column) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(top, at, visible(&column.heading), &formats.heading).map_err(failed)?;
        sheet.set_column_width(at, column.width.clamp(1.0, 255.0)).map_err(failed)?;
        sheet.set_column_format(at, formats.empty(column.kind)).map_err(failed)?;
        if column.hidden {
            sheet.set_column_hidden(at).map_err(failed)?;
        }
        if let Some(choosing) = lists.choosing(&column.choices)? {
            // Below a sheet that somebody fills in nothing is added.
            let spare = if table.open.is_empty() { SPARE } else { 0 };
            let end = (last + spare).clamp(top + 1, (1 << 20) - 1);
            sheet.add_data_validation(top + 1, at, end, at, &choosing).map_err(failed)?;
        }
    }
    for (number, values) in table.rows.iter().enumerate() {
        let row = top + 1 + row_number(number)?;
        for (column, kind) in table.columns.iter().map(|column| column.kind).enumerate() {
            let value = values.get(column).unwrap_or(&Value::Empty);
            let access = table.access(column);
            field(sheet, (row, column), (kind, access), value, formats).map_err(|error| match error {
                XlsxError::MaxStringLengthExceeded => TableError::TextTooLong { row: number, column },
                error => failed(error),
            })?;
        }
        // What is not printed does not stretch the rows that are.
        let seen = table.printed.unwrap_or(usize::MAX);
        let lines =
            table.columns.iter().zip(values).take(seen).map(|(column, value)| lines(value.bare(), column.width));
        grow(sheet, row, lines.max().unwrap_or(1), look)?;
    }
    let headings = table.columns.iter().take(table.printed.unwrap_or(usize::MAX));
    let headings = headings.map(|column| lines_of(&column.heading, column.width));
    grow(sheet, top, headings.max().unwrap_or(1), look)?;
    if !table.open.is_empty() {
        lock(sheet);
    }
    sheet.set_freeze_panes(top + 1, 0).map_err(failed)?;
    if let Some(right) = table.columns.len().checked_sub(1) {
        let right = u16::try_from(right).map_err(|_| TableError::Writing("too many columns".to_owned()))?;
        sheet.autofilter(top, 0, last, right).map_err(failed)?;
        if let Some(printed) = table.printed.and_then(|count| u16::try_from(count.checked_sub(1)?).ok()) {
            sheet.set_print_area(0, 0, last, printed.min(right)).map_err(failed)?;
        }
    }
    print(sheet, table.page.as_ref(), top)
}

/// Writes one value with its mark.
fn field(
    sheet: &mut Worksheet,
    (row, column): (u32, usize),
    (kind, access): (ColumnKind, Access),
    value: &Value,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let column = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
    let (mark, note) = match value {
        Value::Marked { severity, note, .. } => (Some(*severity), note.as_str()),
        _ => (None, ""),
    };
    let format = |shown| {
        let format = formats.get(shown, mark);
        match access {
            Access::Free => Cow::Borrowed(format),
            Access::Open => Cow::Owned(format.clone().set_unlocked()),
            Access::Locked => Cow::Owned(format.clone().set_background_color(Color::RGB(LOCKED))),
        }
    };
    match value.bare() {
        Value::Text(text) => {
            // Readers take one apostrophe at the beginning for ours.
            let shown = if text.starts_with(FORMULAS) { Shown::Quoted } else { Shown::Text };
            let doubled = if text.starts_with('\'') { "'" } else { "" };
            let text = format!("{doubled}{}", visible(text));
            if text.encode_utf16().count() > FIELD {
                return Err(XlsxError::MaxStringLengthExceeded);
            }
            sheet.write_string_with_format(row, column, text, &format(shown))?;
        }
        Value::Integer(number) => {
            let shown = if kind == ColumnKind::Amount { Shown::Amount } else { Shown::Number };
            sheet.write_number_with_format(row, column, *number as f64, &format(shown))?;
        }
        // Excel counts days from 1900 and knows none before.
        Value::Date(day) if !(1900..=9999).contains(&day.year()) => {
            sheet.write_string_with_format(row, column, day.to_string(), &format(Shown::Text))?;
        }
        Value::Date(day) => {
            sheet.write_datetime_with_format(row, column, day, &format(Shown::Date))?;
        }
        Value::Empty | Value::Marked { .. } => {
            sheet.write_blank(row, column, &format(shown(kind)))?;
        }
    }
    if !note.is_empty() {
        let text: String = visible(note).chars().take(2000).collect();
        let note = Note::new(text).add_author_prefix(false).set_width(240).set_height(96);
        sheet.insert_note(row, column, &note)?;
    }
    Ok(())
}

/// Who changes a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    /// Whoever has the workbook.
    Free,
    /// Whoever fills it in.
    Open,
    /// Nobody.
    Locked,
}

impl Table {
    fn access(&self, column: usize) -> Access {
        match (self.open.is_empty(), self.open.contains(&column)) {
            (true, _) => Access::Free,
            (false, true) => Access::Open,
            (false, false) => Access::Locked,
        }
    }
}

/// Keeps people from changing by mistake what is not theirs to fill in; rows may still be made higher and columns wider.
fn lock(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    });
}

/// Page, repeated headings, and what stands at the edges of each page.
fn print(sheet: &mut Worksheet, page: Option<&PageSetup>, top: u32) -> Result<(), TableError> {
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
    if page.is_none_or(|page| page.orientation == Orientation::Landscape) {
        sheet.set_landscape();
    }
    sheet.set_repeat_rows(top, top).map_err(failed)?;
    // An ampersand begins a command there, and only 255 characters fit.
    let words = |text: &str| visible(text).replace('\n', " ").chars().take(100).collect::<String>().replace('&', "&&");
    if let Some(page) = page.filter(|page| !page.header.is_empty()) {
        sheet.set_header(format!("&L{}", words(&page.header)));
    }
    let words = page.map(|page| words(&page.footer)).unwrap_or_default();
    let left = if words.is_empty() { String::new() } else { format!("&L{words}") };
    sheet.set_footer(format!("{left}&R&P / &N"));
    Ok(())
}

/// Makes room for several lines. Excel would do so by itself, other programs take a row without a height for a low one.
fn grow(sheet: &mut Worksheet, row: u32, lines: usize, look: &Look) -> Result<(), TableError> {
    if lines < 2 {
        return Ok(());
    }
    // No row is higher than 409 points.
    let height = (lines as f64 * look.font_size * 1.4 + 3.0).min(409.0);
    sheet.set_row_height(row, height).map(drop).map_err(failed)
}

fn lines(value: &Value, width: f64) -> usize {
    if let Value::Text(text) = value { lines_of(text, width) } else { 1 }
}

/// How many lines a text takes in a column: a Japanese character is as wide as two others.
fn lines_of(text: &str, width: f64) -> usize {
    let wide = |c: char| if c.is_ascii() || ('\u{FF61}'..='\u{FF9F}').contains(&c) { 1 } else { 2 };
    let room = width.max(2.0);
    let lines = text.split('\n').map(|line| (line.chars().map(wide).sum::<usize>() as f64 / room).ceil().max(1.0));
    lines.sum::<f64>() as usize
}

fn row_number(at: usize) -> Result<u32, TableError> {
    u32::try_from(at).ok().filter(|row| *row < 1 << 20).ok_or(TableError::TooManyRows)
}

/// A name that a workbook allows: 31 characters without some signs, no name twice whatever its case.
fn sheet_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let allowed = |c: char| if r"[]:*?/\".contains(c) || c == '\n' || c == '\t' { '_' } else { c };
    let clean: String = visible(wanted).chars().map(allowed).collect();
    let clean = clean.trim_matches(['\'', ' ']);
    let clean = if clean.is_empty() { "Sheet" } else { clean };
    for number in 1.. {
        let ending = if number == 1 { String::new() } else { format!(" ({number})") };
        let mut name = String::new();
        let mut room = 31 - ending.len();
        for character in clean.chars() {
            room = match room.checked_sub(character.len_utf16()) {
                Some(room) => room,
                None => break,
            };
            name.push(character);
        }
        let name = format!("{}{ending}", name.trim_end_matches(['\'', ' ']));
        // Excel keeps this name for itself.
        if name.to_lowercase() != "history" && taken.insert(name.to_lowercase()) {
            return name;
        }
    }
    wanted.to_owned()
}

/// Lists of choices too long to stand beside their fields.
#[derive(Default)]
struct Lists(Vec<Vec<String>>);

impl Lists {
    /// How a field offers its choices; nothing if there are none.
    fn choosing(&mut self, choices: &[String]) -> Result<Option<DataValidation>, TableError> {
        let choices: Vec<String> = choices.iter().map(|choice| visible(choice)).filter(|it| !it.is_empty()).collect();
        if choices.is_empty() {
            return Ok(None);
        }
        let length = choices.iter().map(|choice| choice.encode_utf16().count() + 1).sum::<usize>();
        let is_short = length <= INLINE && !choices.iter().any(|choice| choice.contains([',', '"', '\n']));
        if is_short {
            return DataValidation::new().allow_list_strings(&choices).map(Some).map_err(failed);
        }
        let at = self.0.iter().position(|list| *list == choices).unwrap_or(self.0.len());
        let place = format!("{CHOICES}!${0}$1:${0}${1}", letters(at), choices.len());
        if at == self.0.len() {
            self.0.push(choices);
        }
        Ok(Some(DataValidation::new().allow_list_formula(Formula::new(place))))
    }
}

/// A column as letters: A, B, …, Z, AA.
fn letters(column: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    if column < 26 { letter.to_string() } else { format!("{}{letter}", letters(column / 26 - 1)) }
}

/// How a field is shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shown {
    Text,
    /// Text that begins like a formula.
    Quoted,
    Date,
    Amount,
    Number,
}

fn shown(kind: ColumnKind) -> Shown {
    match kind {
        ColumnKind::Text => Shown::Text,
        ColumnKind::Date => Shown::Date,
        ColumnKind::Amount => Shown::Amount,
        ColumnKind::Number => Shown::Number,
    }
}

/// The formats of a workbook, made once.
struct Formats {
    plain: Format,
    title: Format,
    /// Not the plain one itself: a field with that one would take the format of its column.
    subtitle: Format,
    heading: Format,
    /// Of fields below the table, without lines.
    empty: HashMap<Shown, Format>,
    fields: HashMap<(Shown, Option<Mark>), Format>,
}

impl Formats {
    fn new(look: &Look) -> Formats {
        let font = |format: Format| format.set_font_name(visible(&look.font)).set_font_size(look.font_size);
        let plain = font(Format::new()).set_align(FormatAlign::VerticalCenter);
        let title = plain.clone().set_bold().set_font_size(look.font_size + 3.0);
        let subtitle = plain.clone().set_align(FormatAlign::Left);
        let heading = lined(plain.clone(), FormatBorder::Thin, LINE)
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_background_color(Color::RGB(HEADING));
        let mut formats = Formats { plain, title, subtitle, heading, empty: HashMap::new(), fields: HashMap::new() };
        let days = match look.dates {
            DateShow::Wareki => "[$-411]ge.m.d",
            DateShow::Iso => "yyyy-mm-dd",
        };
        for shown in [Shown::Text, Shown::Quoted, Shown::Date, Shown::Amount, Shown::Number] {
            let top = font(Format::new()).set_align(FormatAlign::Top);
            let base = match shown {
                Shown::Text => top.set_num_format("@").set_text_wrap(),
                Shown::Quoted => top.set_num_format("@").set_text_wrap().set_quote_prefix(),
                Shown::Date => top.set_num_format(days).set_align(FormatAlign::Left),
                Shown::Amount => top.set_num_format("#,##0"),
                Shown::Number => top.set_num_format("0"),
            };
            let rejected =
                lined(base.clone(), FormatBorder::Medium, REJECTED).set_background_color(Color::RGB(REJECTED_FILL));
            let asked = lined(base.clone(), FormatBorder::Dashed, ASKED).set_background_color(Color::RGB(ASKED_FILL));
            formats.fields.insert((shown, None), lined(base.clone(), FormatBorder::Thin, LINE));
            formats.fields.insert((shown, Some(Mark::Rejected)), rejected);
            formats.fields.insert((shown, Some(Mark::Asked)), asked);
            formats.empty.insert(shown, base);
        }
        formats
    }

    fn empty(&self, kind: ColumnKind) -> &Format {
        self.empty.get(&shown(kind)).unwrap_or(&self.plain)
    }

    fn get(&self, shown: Shown, mark: Option<Mark>) -> &Format {
        self.fields.get(&(shown, mark)).unwrap_or(&self.plain)
    }
}

fn lined(format: Format, border: FormatBorder, color: u32) -> Format {
    format.set_border(border).set_border_color(Color::RGB(color))
}
