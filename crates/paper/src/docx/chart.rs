//! A matrix and bars, drawn with the cells of tables: a reader that clears files of pictures and objects leaves them as they are.
//! Deliberately not here: tables of words.

use docx_rs::{
    AlignmentType, HeightRule, Shading, Table, TableAlignmentType, TableBorder, TableBorderPosition, TableBorders,
    TableCell, TableRow, VAlignType,
};

use super::paragraph::paragraph;
use super::table::{cell, column_widths, framed, laid};
use crate::{Bar, Tone, Toned};

/// Parts into which the room of the bars is divided.
const UNITS: usize = 60;
/// Of the text width in thousandths: the label of a bar, its room, and its figures.
const BAR: [u16; 3] = [230, 560, 210];
/// Height of a bar and of a field of a matrix, in twentieths of a point.
const HEIGHT: f32 = 300.0;
const FIELD: f32 = 480.0;

/// The ground of a tone; words stay black on each, and each is darker than the one before when printed in grey.
fn ground(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain => None,
        Tone::Open => Some("E4E4E4"),
        Tone::Low => Some("EDF4E6"),
        Tone::Middle => Some("FBE7AE"),
        Tone::High => Some("F3B46F"),
        Tone::Extreme => Some("E37B56"),
    }
}

fn toned(cell: TableCell, tone: Tone) -> TableCell {
    let cell = cell.vertical_align(VAlignType::Center);
    match ground(tone) {
        Some(fill) => cell.shading(Shading::new().fill(fill)),
        None => cell,
    }
}

/// A table of toned cells; nothing where there is no column.
pub fn matrix(width: usize, widths: &[u16], header: &[String], rows: &[Vec<Toned>]) -> Option<Table> {
    let columns = rows.iter().map(Vec::len).chain([header.len()]).max().filter(|columns| *columns > 0)?;
    let widths = column_widths(width, widths, columns);
    // `finish.rs` has rows in the style of headings repeated on every page.
    let label = |style: &str, text: &str, width, keep| {
        let words = paragraph(style, text).align(AlignmentType::Center).keep_next(keep);
        toned(cell(width), Tone::Plain).add_paragraph(words)
    };
    let mut lined = Vec::with_capacity(rows.len() + 1);
    if !header.is_empty() {
        let words = |column: usize| header.get(column).map_or("", String::as_str);
        lined.push(TableRow::new(
            widths.iter().enumerate().map(|(at, width)| label("CellHead", words(at), *width, true)).collect(),
        ));
    }
    for (place, row) in rows.iter().enumerate() {
        let keep = place + 1 < rows.len();
        let field = |(at, width): (usize, &usize)| match row.get(at) {
            Some(own) if at > 0 => {
                let words = paragraph("Cell", &own.text).align(AlignmentType::Center).keep_next(keep);
                toned(cell(*width), own.tone).add_paragraph(words)
            }
            own => label("Cell", own.map_or("", |own| &own.text), *width, keep),
        };
        lined.push(TableRow::new(widths.iter().enumerate().map(field).collect()).row_height(FIELD));
    }
    let lined = lined.into_iter().map(|row| row.cant_split().height_rule(HeightRule::AtLeast)).collect();
    Some(framed(lined, widths, TableAlignmentType::Left))
}

/// What the tones of bars mean, in one line; nothing where nothing is to be said.
pub fn legend(width: usize, meaning: &[Toned]) -> Option<Table> {
    if meaning.is_empty() {
        return None;
    }
    let pairs = meaning.len();
    let wish: Vec<u16> = std::iter::repeat_n([40, 200], pairs).flatten().collect();
    let widths = column_widths(width * pairs.min(4) / 4, &wish, 2 * pairs);
    let cells = meaning.iter().enumerate().flat_map(|(at, own)| {
        [
            toned(cell(widths[2 * at]), own.tone).add_paragraph(paragraph("CellSmall", "").keep_next(true)),
            cell(widths[2 * at + 1]).add_paragraph(paragraph("CellSmall", &own.text).keep_next(true)),
        ]
    });
    let row = TableRow::new(cells.collect()).cant_split();
    Some(apart(vec![row], widths))
}

/// The bars on one scale; nothing where there is none.
pub fn bars(width: usize, rows: &[Bar]) -> Option<Table> {
    let longest = rows.iter().map(|bar| bar.parts.iter().map(|(length, _)| u64::from(*length)).sum::<u64>()).max()?;
    let [label, room, figure] = column_widths(width, &BAR, 3)[..] else { return None };
    let mut grid = vec![label];
    grid.extend(column_widths(room, &[], UNITS));
    grid.push(figure);
    let last = rows.len() - 1;
    let lined = rows.iter().enumerate().map(|(at, bar)| {
        let words = |text: &str| paragraph("CellSmall", text).keep_next(at < last);
        let mut cells = vec![cell(label).add_paragraph(words(&bar.label))];
        let mut used = 0;
        for (units, tone) in units(bar, longest) {
            let width = grid[1 + used..1 + used + units].iter().sum();
            cells.push(toned(cell(width).grid_span(units), tone).add_paragraph(words("")));
            used += units;
        }
        if used < UNITS {
            let width = grid[1 + used..=UNITS].iter().sum();
            cells.push(cell(width).grid_span(UNITS - used).add_paragraph(words("")));
        }
        cells.push(cell(figure).add_paragraph(words(&bar.figure)));
        TableRow::new(cells).cant_split().row_height(HEIGHT).height_rule(HeightRule::AtLeast)
    });
    Some(apart(lined.collect(), grid))
}

/// Rows with white between them and no lines around.
fn apart(rows: Vec<TableRow>, widths: Vec<usize>) -> Table {
    let white = TableBorder::new(TableBorderPosition::InsideH).size(24).color("FFFFFF");
    laid(rows, widths, TableAlignmentType::Left).set_borders(TableBorders::with_empty().set(white))
}

/// How many parts of the room each part of a bar takes: what is not nothing is seen, and no bar is longer than the room.
fn units(bar: &Bar, longest: u64) -> Vec<(usize, Tone)> {
    let mut reached = 0;
    let mut edge = 0;
    let mut found = Vec::new();
    for (length, tone) in bar.parts.iter().filter(|(length, _)| *length > 0) {
        reached += u64::from(*length);
        // The quotient is at most `UNITS`, since `reached` is at most `longest`.
        let until = (UNITS as u64 * reached).div_ceil(longest.max(1)) as usize;
        if until > edge {
            found.push((until - edge, *tone));
            edge = until;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_nothing_is_seen_and_no_bar_is_longer_than_its_room() {
        let parts = |parts: &[u32], longest: u64| {
            let bar = Bar {
                label: String::new(),
                parts: parts.iter().map(|length| (*length, Tone::Low)).collect(),
                figure: String::new(),
            };
            units(&bar, longest).into_iter().map(|(units, _)| units).collect::<Vec<_>>()
        };
        assert_eq!(parts(&[10], 10), [60]);
        assert_eq!(parts(&[5, 5], 10), [30, 30]);
        assert_eq!(parts(&[1], 100_000), [1]);
        assert_eq!(parts(&[0, 0], 10), [0; 0]);
        assert_eq!(parts(&[0], 0), [0; 0]);
        assert_eq!(parts(&[1, 99_999], 100_000), [1, 59]);
        assert_eq!(parts(&[u32::MAX, u32::MAX], 2 * u64::from(u32::MAX)), [30, 30]);
    }
}
