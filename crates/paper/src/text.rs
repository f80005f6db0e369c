//! Blocks as plain text: for golden files, for comparing wordings and for reading without Word.
//! Deliberately not here: pages, widths and letters; a wide table is simply long lines.

use crate::Block;

/// The words of the blocks, in order; everything beside the words is white space.
pub fn to_text(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Title { text } | Block::Subtitle { text } | Block::Note { text } => line(&mut out, 0, text),
            Block::Paragraph { text, indent, .. } => line(&mut out, usize::from(*indent), text),
            Block::Caption { text } | Block::Heading { text, .. } => {
                out.push('\n');
                line(&mut out, 0, text);
            }
            Block::Line { level, label, text } => {
                line(&mut out, usize::from(*level).saturating_sub(1), &joined(label, text))
            }
            Block::Table { header, rows, .. } => {
                for row in std::iter::once(header).filter(|header| !header.is_empty()).chain(rows) {
                    let cells: Vec<String> = row.iter().map(|cell| visible(cell).replace('\n', " ")).collect();
                    line(&mut out, 0, &cells.join("\t"));
                }
            }
            Block::Matrix { header, rows, .. } => {
                let rows = rows.iter().map(|row| row.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>());
                for row in std::iter::once(header.clone()).filter(|header| !header.is_empty()).chain(rows) {
                    let cells: Vec<String> = row.iter().map(|cell| visible(cell).replace('\n', " ")).collect();
                    line(&mut out, 0, &cells.join("\t"));
                }
            }
            Block::Bars { legend, rows } => {
                let meaning: Vec<&str> = legend.iter().map(|toned| toned.text.as_str()).collect();
                if !meaning.is_empty() {
                    line(&mut out, 0, &meaning.join("\t"));
                }
                for bar in rows {
                    line(&mut out, 0, &format!("{}\t{}", bar.label, bar.figure));
                }
            }
            Block::SealBox { lines } => lines.iter().for_each(|text| line(&mut out, 0, text)),
            Block::PageBreak | Block::Rule => out.push('\n'),
        }
    }
    out
}

/// Label and words of a provision, with the full-width space between them.
pub(crate) fn joined(label: &str, text: &str) -> String {
    if label.is_empty() { text.to_owned() } else { format!("{label}\u{3000}{text}") }
}

/// The text without what neither a file nor a reader can hold: control characters and non-characters that XML 1.0
/// forbids. Line ends become `\n`. Private-use characters (外字) and characters beyond the basic plane stay.
pub(crate) fn visible(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    unified
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')))
        .collect()
}

fn line(out: &mut String, indent: usize, text: &str) {
    for part in visible(text).split('\n') {
        out.extend(std::iter::repeat_n('\u{3000}', indent));
        out.push_str(part);
        out.push('\n');
    }
}
