//! Tables and the box to be sealed.
//! Deliberately not here: paragraphs outside tables.

use docx_rs::{
    HeightRule, Paragraph, Shading, Table, TableAlignmentType, TableBorder, TableBorderPosition, TableBorders,
    TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

use super::paragraph::paragraph;
use crate::text::visible;

/// A row higher than this is allowed to break, because Word and others lose what does not fit on one page. A table no higher
/// than this stays on one page: LibreOffice loses rows of one that begins at the foot of a page, and nobody wants the last row
/// of a form on a page of its own.
const LINES_KEPT_TOGETHER: usize = 24;
/// Room left and right of the words of a cell, and above and below them.
const PADDING: usize = 85;
const LEADING: usize = 28;
/// Side of the square for a seal: 25 mm.
const SEAL: usize = 1_417;
/// Room for 24 characters beside it: a post, a name and space to write.
const SEAL_LINES: usize = 5_220;
/// Light grey behind the words of a header row.
const GREY: &str = "F2F2F2";

/// A table as wide as the text; nothing where there is no column.
pub fn table(width: usize, widths: &[u16], header: &[String], rows: &[Vec<String>], small: bool) -> Option<Table> {
    let columns = rows.iter().map(Vec::len).chain([header.len()]).max().filter(|columns| *columns > 0)?;
    let widths = column_widths(width, widths, columns);
    let (head, plain, character) = if small { ("CellHeadSmall", "CellSmall", 180) } else { ("CellHead", "Cell", 210) };
    let height = |row: &Vec<String>| {
        let tallest = row.iter().zip(&widths).map(|(text, width)| lines(text, *width, character)).max();
        tallest.unwrap_or(1)
    };
    let heights: Vec<usize> = rows.iter().map(height).collect();
    let together = heights.iter().sum::<usize>() <= LINES_KEPT_TOGETHER;
    let filled = |row: &[String], style: &str, look: fn(TableCell) -> TableCell, keep: bool| {
        let words = |column| row.get(column).map_or("", String::as_str);
        let shown = |column| {
            let words = paragraph(style, words(column));
            if keep { words.keep_next(true) } else { words }
        };
        let cells = widths.iter().enumerate();
        TableRow::new(cells.map(|(column, width)| look(cell(*width)).add_paragraph(shown(column))).collect())
    };
    let mut lined = Vec::with_capacity(rows.len() + 1);
    if !header.is_empty() {
        // `finish.rs` has the rows in this style repeated on every page.
        let shaded = |cell: TableCell| cell.shading(Shading::new().fill(GREY)).vertical_align(VAlignType::Center);
        lined.push(filled(header, head, shaded, together && !rows.is_empty()).cant_split());
    }
    for (place, (row, height)) in rows.iter().zip(heights).enumerate() {
        let row = filled(row, plain, |cell| cell, together && place + 1 < rows.len());
        lined.push(if height <= LINES_KEPT_TOGETHER { row.cant_split() } else { row });
    }
    Some(framed(lined, widths, TableAlignmentType::Left))
}

/// The box to be sealed, at the right: the lines, and an empty square beside them.
pub fn seal_box(lines: &[String]) -> Table {
    let words: Vec<Paragraph> = match lines {
        [] => vec![paragraph("Seal", "")],
        _ => lines.iter().map(|line| paragraph("Seal", line)).collect(),
    };
    let middle = |width| cell(width).vertical_align(VAlignType::Center);
    let cells = vec![
        words.into_iter().fold(middle(SEAL_LINES), TableCell::add_paragraph),
        middle(SEAL).add_paragraph(paragraph("Seal", "")),
    ];
    let row = TableRow::new(cells).cant_split().row_height(SEAL as f32).height_rule(HeightRule::AtLeast);
    framed(vec![row], vec![SEAL_LINES, SEAL], TableAlignmentType::Right)
}

/// An empty cell.
pub fn cell(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa)
}

/// Rows with lines around every cell.
pub fn framed(rows: Vec<TableRow>, widths: Vec<usize>, align: TableAlignmentType) -> Table {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let borders = [Top, Left, Bottom, Right, InsideH, InsideV]
        .map(|side| TableBorder::new(side).size(4).color("auto"))
        .into_iter()
        .fold(TableBorders::with_empty(), TableBorders::set);
    laid(rows, widths, align).set_borders(borders)
}

/// Rows in columns of these widths, without lines.
pub fn laid(rows: Vec<TableRow>, widths: Vec<usize>, align: TableAlignmentType) -> Table {
    Table::new(rows)
        .width(widths.iter().sum(), WidthType::Dxa)
        .set_grid(widths)
        .align(align)
        .set_borders(TableBorders::with_empty())
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(LEADING, PADDING, LEADING, PADDING))
}

/// Widths that fill the text exactly; equal ones where the wish does not fit the columns.
pub fn column_widths(width: usize, wish: &[u16], columns: usize) -> Vec<usize> {
    let fits = wish.len() == columns && wish.iter().all(|part| *part > 0);
    let parts: Vec<u64> = if fits { wish.iter().map(|part| u64::from(*part)).collect() } else { vec![1; columns] };
    let whole: u64 = parts.iter().sum();
    let mut reached = 0;
    let mut edge = 0;
    parts
        .iter()
        .map(|part| {
            reached += part;
            // The quotient is at most `width`, since `reached` is at most `whole`.
            let left = std::mem::replace(&mut edge, (width as u64 * reached / whole) as usize);
            edge - left
        })
        .collect()
}

/// Lines that a text takes in a cell, by counting full-width and half-width characters.
fn lines(text: &str, width: usize, character: usize) -> usize {
    let room = (width.saturating_sub(2 * PADDING) * 2 / character).max(2);
    let units = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    visible(text).split('\n').map(|line| units(line).div_ceil(room).max(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_exactly() {
        assert_eq!(column_widths(8788, &[120, 380, 500], 3), [1054, 3340, 4394]);
        assert_eq!(column_widths(8788, &[1, 1, 1], 3).iter().sum::<usize>(), 8788);
        assert_eq!(column_widths(9000, &[500, 500], 3), [3000, 3000, 3000]);
        assert_eq!(column_widths(9000, &[0, 1000], 2), [4500, 4500]);
        assert_eq!(column_widths(13_720, &[u16::MAX; 40], 40), [343; 40]);
    }

    #[test]
    fn a_short_table_stays_on_one_page_and_a_long_one_does_not() {
        let kept = |count: usize| {
            let rows: Vec<Vec<String>> = (0..count).map(|row| vec![row.to_string(), "値".to_owned()]).collect();
            let table = table(9000, &[300, 700], &[], &rows, false).unwrap();
            let xml = String::from_utf8(docx_rs::BuildXML::build(&table)).unwrap();
            xml.matches("<w:keepNext").count()
        };
        // Each cell but those of the last row is kept with what comes next.
        assert_eq!((kept(1), kept(2), kept(24), kept(25)), (0, 2, 46, 0));
    }

    #[test]
    fn lines_of_a_cell_are_counted_by_width() {
        assert_eq!(lines("", 2270, 210), 1);
        assert_eq!(lines("あいうえおかきくけこ", 2270, 210), 1);
        assert_eq!(lines("あいうえおかきくけこさ", 2270, 210), 2);
        assert_eq!(lines("0123456789", 2270, 210), 1);
        assert_eq!(lines("一\n二", 2270, 210), 2);
    }
}
