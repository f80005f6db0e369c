//! OpenDocument spreadsheets (.ods): one pass over `content.xml`. calamine reads them too, but knows no merged cells
//! there and lays repeated cells out.
//! Deliberately not here: styles, formulas and everything drawn on a sheet.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::gather::Gathering;
use super::package::{Package, failure};
use super::xlsx::iso_day;
use super::{BookError, Cell, Merge};

const MIMETYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Whether the package is a spreadsheet; an encrypted one is an error at once.
pub fn is_ods(package: &mut Package<'_>, has_content: bool) -> Result<bool, BookError> {
    let is_named = beginning(package, "mimetype", 256)?.is_some_and(|text| text.starts_with(MIMETYPE));
    let manifest = beginning(package, "META-INF/manifest.xml", 8 << 20)?.unwrap_or_default();
    let names = |word: &[u8]| manifest.windows(word.len()).any(|window| window == word);
    if !is_named && !names(MIMETYPE) {
        return Ok(false);
    }
    if names(b"encryption-data") {
        return Err(BookError::Password);
    }
    if has_content { Ok(true) } else { Err(BookError::Damaged) }
}

/// The first bytes of a part, if there is such a part.
fn beginning(package: &mut Package<'_>, name: &str, most: u64) -> Result<Option<Vec<u8>>, BookError> {
    let Some(at) = package.index_for_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    let part = package.by_index(at).map_err(failure)?;
    part.take(most).read_to_end(&mut bytes).map_err(|_| BookError::Damaged)?;
    Ok(Some(bytes))
}

/// Reads the sheets.
pub fn read(package: &mut Package<'_>, gathering: &mut Gathering<'_>) -> Result<(), BookError> {
    let cap = gathering.limits.sheet_bytes;
    let part = package.by_name("content.xml").map_err(failure)?;
    if part.size() > cap {
        return Err(BookError::Bomb);
    }
    gathering.expect(part.size());
    let xml = Reader::from_reader(BufReader::with_capacity(1 << 16, part.take(cap)));
    Content { xml, buffer: Vec::new(), cap }.read(gathering)
}

/// Elements whose content stands in no cell: remarks, drawings, furigana, what a change has replaced.
const PASSED_OVER: [&[u8]; 7] = [
    b"office:annotation",
    b"table:shapes",
    b"text:ruby-text",
    b"text:note",
    b"table:tracked-changes",
    b"table:detective",
    b"table:dde-links",
];

/// The part while it is read.
struct Content<R> {
    xml: Reader<R>,
    buffer: Vec<u8>,
    cap: u64,
}

impl<R: BufRead> Content<R> {
    fn read(&mut self, gathering: &mut Gathering<'_>) -> Result<(), BookError> {
        // Styles of sheets that nobody sees.
        let mut hidden = BTreeSet::new();
        let mut style = None;
        let mut is_known = false;
        loop {
            match self.event()? {
                Event::Start(start) | Event::Empty(start) => match start.name().as_ref() {
                    b"style:style" => style = attribute(&start, "style:name")?,
                    b"style:table-properties" if attribute(&start, "table:display")?.as_deref() == Some("false") => {
                        hidden.extend(style.take());
                    }
                    b"office:spreadsheet" => is_known = true,
                    b"table:table" if is_known => {
                        let name = attribute(&start, "table:name")?.unwrap_or_default();
                        let style = attribute(&start, "table:style-name")?.unwrap_or_default();
                        gathering.sheet(&name, hidden.contains(&style));
                        self.table(gathering)?;
                    }
                    _ => {}
                },
                Event::Eof if is_known => return Ok(()),
                Event::Eof => return Err(BookError::Damaged),
                _ => {}
            }
        }
    }

    /// The rows up to the end of the table.
    fn table(&mut self, gathering: &mut Gathering<'_>) -> Result<(), BookError> {
        let mut row = 1_u32;
        loop {
            match self.event()? {
                Event::Start(start) => match start.name().as_ref() {
                    b"table:table-row" => {
                        let repeated = count(&start, "table:number-rows-repeated")?;
                        self.row(row, repeated, gathering)?;
                        row = row.saturating_add(repeated);
                    }
                    // Rows may stand in groups and headings; a table in a table is a drawing's.
                    b"table:table" => {
                        let end = start.to_end().into_owned();
                        self.pass_over(&end)?;
                    }
                    _ => {}
                },
                Event::Empty(start) if start.name().as_ref() == b"table:table-row" => {
                    row = row.saturating_add(count(&start, "table:number-rows-repeated")?);
                }
                Event::End(end) if end.name().as_ref() == b"table:table" => return Ok(()),
                Event::Eof => return Err(BookError::Damaged),
                _ => {}
            }
            let position = self.xml.buffer_position();
            gathering.step(|| position)?;
        }
    }

    /// The cells up to the end of the row, which stands `repeated` times.
    fn row(&mut self, row: u32, repeated: u32, gathering: &mut Gathering<'_>) -> Result<(), BookError> {
        let mut column = 0_u32;
        let mut cells = Vec::new();
        loop {
            let (start, is_empty) = match self.event()? {
                Event::Start(start) => (start, false),
                Event::Empty(start) => (start, true),
                Event::End(end) if end.name().as_ref() == b"table:table-row" => break,
                Event::Eof => return Err(BookError::Damaged),
                _ => continue,
            };
            let is_covered = start.name().as_ref() == b"table:covered-table-cell";
            if !is_covered && start.name().as_ref() != b"table:table-cell" {
                continue;
            }
            let start = start.into_owned();
            let text = if is_empty { None } else { self.text(start.name().as_ref())? };
            let times = count(&start, "table:number-columns-repeated")?;
            if !is_covered {
                if let Some(merge) = merge(&start, row, column)? {
                    gathering.present()?.merges.push(merge);
                }
                match value(&start, text)? {
                    Some(cell) => cells.push((column, times, cell)),
                    None if attribute(&start, "table:formula")?.is_some() => gathering.uncomputed(row, column)?,
                    None => {}
                }
            }
            column = column.saturating_add(times);
            let position = self.xml.buffer_position();
            gathering.step(|| position)?;
        }
        for number in row..row.saturating_add(if cells.is_empty() { 0 } else { repeated }) {
            for (first, times, cell) in &cells {
                for column in *first..first.saturating_add(*times) {
                    gathering.cell(number, column, cell.clone())?;
                }
            }
        }
        Ok(())
    }

    /// The paragraphs of a cell up to its end; nothing if there is none.
    fn text(&mut self, cell: &[u8]) -> Result<Option<String>, BookError> {
        let mut text: Option<String> = None;
        let mut is_inside = false;
        loop {
            match self.event()? {
                Event::Start(start) | Event::Empty(start) if start.name().as_ref() == b"text:s" => {
                    let spaces = count(&start, "text:c")?.min(1 << 10) as usize;
                    text.get_or_insert_default().extend(std::iter::repeat_n(' ', spaces));
                }
                Event::Start(start) => match start.name().as_ref() {
                    b"text:p" => {
                        is_inside = true;
                        match &mut text {
                            Some(text) => text.push('\n'),
                            None => text = Some(String::new()),
                        }
                    }
                    b"text:tab" => text.get_or_insert_default().push('\t'),
                    b"text:line-break" => text.get_or_insert_default().push('\n'),
                    name if PASSED_OVER.contains(&name) || name.starts_with(b"draw:") => {
                        let end = start.to_end().into_owned();
                        self.pass_over(&end)?;
                    }
                    _ => {}
                },
                Event::Empty(start) => match start.name().as_ref() {
                    b"text:p" if text.is_some() => text.get_or_insert_default().push('\n'),
                    b"text:p" => text = Some(String::new()),
                    b"text:tab" => text.get_or_insert_default().push('\t'),
                    b"text:line-break" => text.get_or_insert_default().push('\n'),
                    _ => {}
                },
                Event::Text(part) if is_inside => {
                    let part = part.decode().map_err(|_| BookError::Damaged)?;
                    append(&part, text.get_or_insert_default());
                }
                Event::CData(part) if is_inside => {
                    let part = part.decode().map_err(|_| BookError::Damaged)?;
                    append(&part, text.get_or_insert_default());
                }
                Event::GeneralRef(reference) if is_inside => {
                    let text = text.get_or_insert_default();
                    match reference.resolve_char_ref().map_err(|_| BookError::Damaged)? {
                        Some(character) => text.push(character),
                        None => {
                            let name = reference.decode().map_err(|_| BookError::Damaged)?;
                            let meant = quick_xml::escape::resolve_predefined_entity(&name);
                            text.push_str(meant.ok_or(BookError::Damaged)?);
                        }
                    }
                }
                Event::End(end) if end.name().as_ref() == b"text:p" => is_inside = false,
                Event::End(end) if end.name().as_ref() == cell => return Ok(text),
                Event::Eof => return Err(BookError::Damaged),
                _ => {}
            }
        }
    }

    fn pass_over(&mut self, end: &quick_xml::events::BytesEnd<'_>) -> Result<(), BookError> {
        self.buffer.clear();
        self.xml.read_to_end_into(end.name(), &mut self.buffer).map(drop).map_err(|_| BookError::Damaged)
    }

    fn event(&mut self) -> Result<Event<'_>, BookError> {
        self.buffer.clear();
        if self.xml.buffer_position() >= self.cap {
            return Err(BookError::Bomb);
        }
        match self.xml.read_event_into(&mut self.buffer) {
            Ok(Event::DocType(_)) | Err(_) => Err(BookError::Damaged),
            Ok(event) => Ok(event),
        }
    }
}

/// A line of the file that goes on in the next one goes on with one blank. Blanks side by side stay: programs write them
/// so, though the standard has an element for them.
fn append(part: &str, text: &mut String) {
    let mut lines = part.split(['\r', '\n']);
    text.push_str(lines.next().unwrap_or_default());
    for line in lines.map(|line| line.trim_start_matches([' ', '\t'])).filter(|line| !line.is_empty()) {
        if !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
        text.push_str(line);
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, BookError> {
    let found = start.try_get_attribute(name).map_err(|_| BookError::Damaged)?;
    let Some(found) = found else { return Ok(None) };
    let text = std::str::from_utf8(&found.value).map_err(|_| BookError::Damaged)?;
    Ok(Some(quick_xml::escape::unescape(text).map_err(|_| BookError::Damaged)?.into_owned()))
}

/// A count among the attributes, at least one.
fn count(start: &BytesStart<'_>, name: &str) -> Result<u32, BookError> {
    let Some(text) = attribute(start, name)? else { return Ok(1) };
    Ok(text.trim().parse::<u32>().map_err(|_| BookError::Damaged)?.max(1))
}

fn merge(start: &BytesStart<'_>, row: u32, column: u32) -> Result<Option<Merge>, BookError> {
    let rows = count(start, "table:number-rows-spanned")?;
    let columns = count(start, "table:number-columns-spanned")?;
    Ok((rows > 1 || columns > 1).then(|| Merge {
        first_row: row,
        last_row: row.saturating_add(rows - 1),
        first_column: column,
        last_column: column.saturating_add(columns - 1),
    }))
}

/// What the cell holds; an empty text is something, so that a formula with one is not taken for uncomputed.
fn value(start: &BytesStart<'_>, text: Option<String>) -> Result<Option<Cell>, BookError> {
    let Some(kind) = attribute(start, "office:value-type")? else { return Ok(text.map(Cell::Text)) };
    let shown = || text.clone().unwrap_or_default();
    if attribute(start, "calcext:value-type")?.as_deref() == Some("error") {
        return Ok(Some(Cell::Error(shown())));
    }
    Ok(Some(match kind.as_str() {
        "float" | "currency" | "percentage" => {
            let number = attribute(start, "office:value")?.and_then(|text| text.trim().parse().ok());
            number.map_or_else(|| Cell::Text(shown()), Cell::Number)
        }
        "date" => {
            let written = attribute(start, "office:date-value")?;
            written.and_then(|text| iso_day(&text)).map_or_else(|| Cell::Text(shown()), Cell::Date)
        }
        "time" => {
            let written = attribute(start, "office:time-value")?;
            written.and_then(|text| days(&text)).map_or_else(|| Cell::Text(shown()), Cell::Number)
        }
        "boolean" => Cell::Bool(attribute(start, "office:boolean-value")?.as_deref() == Some("true")),
        _ => Cell::Text(match text {
            Some(text) => text,
            None => attribute(start, "office:string-value")?.unwrap_or_default(),
        }),
    }))
}

/// A duration such as `PT12H30M00S` in days.
fn days(text: &str) -> Option<f64> {
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let (date, time) = text.strip_prefix('P')?.split_once('T')?;
    let mut seconds = 0.0;
    for (part, units) in [(date, &[('D', 86_400.0)][..]), (time, &[('H', 3600.0), ('M', 60.0), ('S', 1.0)])] {
        let mut rest = part;
        for (unit, worth) in units {
            if let Some((number, after)) = rest.split_once(*unit) {
                seconds += number.replace(',', ".").parse::<f64>().ok()? * worth;
                rest = after;
            }
        }
    }
    Some(sign * seconds / 86_400.0)
}
