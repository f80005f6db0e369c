//! Tables and the box to be sealed.
//! Deliberately not here: paragraphs outside tables.

use super::paragraph::Paragraph;
use super::xml::Xml;
use crate::text::visible;

/// A row higher than this is allowed to break, because Word and others lose what does not fit on one page.
const LINES_KEPT_TOGETHER: usize = 24;
/// Room left and right of the words of a cell.
const PADDING: u32 = 85;
/// Side of the square for a seal: 25 mm.
const SEAL: u32 = 1_417;
/// Room for 24 characters beside it: a post, a name and space to write.
const SEAL_LINES: u32 = 5_220;

/// Writes a table as wide as the text.
pub fn table(xml: &mut Xml, width: u32, widths: &[u16], header: &[String], rows: &[Vec<String>], small: bool) {
    let columns = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or(0);
    let Ok(count) = u32::try_from(columns) else {
        return;
    };
    if count == 0 {
        return;
    }
    let widths = column_widths(width, widths, count);
    let (head, cell, character) = if small { ("CellHeadSmall", "CellSmall", 180) } else { ("CellHead", "Cell", 210) };
    xml.element("w:tbl", |xml| {
        properties(xml, width, "left");
        grid(xml, &widths);
        if !header.is_empty() {
            xml.element("w:tr", |xml| {
                xml.raw("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
                for (column, width) in widths.iter().enumerate() {
                    let text = header.get(column).map_or("", String::as_str);
                    write_cell(xml, *width, HEAD, |xml| Paragraph::of(head).write(xml, text));
                }
            });
        }
        for row in rows {
            xml.element("w:tr", |xml| {
                let tallest = row.iter().zip(&widths).map(|(text, width)| lines(text, *width, character)).max();
                if tallest.is_none_or(|lines| lines <= LINES_KEPT_TOGETHER) {
                    xml.raw("<w:trPr><w:cantSplit/></w:trPr>");
                }
                for (column, width) in widths.iter().enumerate() {
                    let text = row.get(column).map_or("", String::as_str);
                    write_cell(xml, *width, "", |xml| Paragraph::of(cell).write(xml, text));
                }
            });
        }
    });
}

/// Writes the box to be sealed at the right: the lines, and an empty square beside them.
pub fn seal_box(xml: &mut Xml, lines: &[String]) {
    let widths = [SEAL_LINES, SEAL];
    xml.element("w:tbl", |xml| {
        properties(xml, widths[0] + widths[1], "right");
        grid(xml, &widths);
        xml.element("w:tr", |xml| {
            xml.element("w:trPr", |xml| {
                xml.empty("w:cantSplit", &[]);
                xml.empty("w:trHeight", &[("w:val", &SEAL.to_string()), ("w:hRule", "atLeast")]);
            });
            write_cell(xml, widths[0], MIDDLE, |xml| {
                if lines.is_empty() {
                    Paragraph::of("Seal").write(xml, "");
                }
                lines.iter().for_each(|line| Paragraph::of("Seal").write(xml, line));
            });
            write_cell(xml, widths[1], MIDDLE, |xml| Paragraph::of("Seal").write(xml, ""));
        });
    });
}

const MIDDLE: &str = "<w:vAlign w:val=\"center\"/>";
const HEAD: &str = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/><w:vAlign w:val=\"center\"/>";

fn properties(xml: &mut Xml, width: u32, align: &str) {
    xml.element("w:tblPr", |xml| {
        xml.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        xml.val("w:jc", align);
        xml.element("w:tblBorders", |xml| {
            for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                xml.empty(side, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")]);
            }
        });
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.element("w:tblCellMar", |xml| {
            for (side, room) in [("w:top", 28), ("w:left", PADDING), ("w:bottom", 28), ("w:right", PADDING)] {
                xml.empty(side, &[("w:w", &room.to_string()), ("w:type", "dxa")]);
            }
        });
    });
}

fn grid(xml: &mut Xml, widths: &[u32]) {
    xml.element("w:tblGrid", |xml| {
        widths.iter().for_each(|width| xml.empty("w:gridCol", &[("w:w", &width.to_string())]))
    });
}

fn write_cell(xml: &mut Xml, width: u32, look: &str, paragraphs: impl FnOnce(&mut Xml)) {
    xml.element("w:tc", |xml| {
        xml.element("w:tcPr", |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            xml.raw(look);
        });
        paragraphs(xml);
    });
}

/// Widths that fill the text exactly; equal ones where the wish does not fit the columns.
fn column_widths(width: u32, wish: &[u16], columns: u32) -> Vec<u32> {
    let fits = u32::try_from(wish.len()) == Ok(columns) && wish.iter().all(|part| *part > 0);
    let parts: Vec<u64> =
        if fits { wish.iter().map(|part| u64::from(*part)).collect() } else { vec![1; columns as usize] };
    let whole: u64 = parts.iter().sum();
    let mut reached = 0;
    let mut edge = 0;
    parts
        .iter()
        .map(|part| {
            reached += part;
            // The quotient is at most `width`, since `reached` is at most `whole`.
            let left = std::mem::replace(&mut edge, (u64::from(width) * reached / whole) as u32);
            edge - left
        })
        .collect()
}

/// Lines that a text takes in a cell, by counting full-width and half-width characters.
fn lines(text: &str, width: u32, character: u32) -> usize {
    let room = (width.saturating_sub(2 * PADDING) * 2 / character).max(2) as usize;
    let units = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    visible(text).split('\n').map(|line| units(line).div_ceil(room).max(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_exactly() {
        assert_eq!(column_widths(8788, &[120, 380, 500], 3), [1054, 3340, 4394]);
        assert_eq!(column_widths(8788, &[1, 1, 1], 3).iter().sum::<u32>(), 8788);
        assert_eq!(column_widths(9000, &[500, 500], 3), [3000, 3000, 3000]);
        assert_eq!(column_widths(9000, &[0, 1000], 2), [4500, 4500]);
        assert_eq!(column_widths(13_720, &[u16::MAX; 40], 40), [343; 40]);
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
