//! Turns blocks into the body of a Word file.
//! Deliberately not here: how the styles look, and headers and footers.

use docx_rs::{AlignmentType, Document, Paragraph, SpecialIndentType};

use super::paragraph::paragraph;
use super::{chart, page, table};
use crate::text::joined;
use crate::{Align, Block, Paper};

/// Width of one character of the standard size.
const CHARACTER: i32 = 210;

/// The main part of the file.
pub fn document(paper: &Paper) -> Document {
    let width = page::text_width(paper.orientation);
    let mut document = Document::new().default_section_property(page::section(paper.orientation));
    let mut new_page = false;
    for (at, block) in paper.blocks.iter().enumerate() {
        if *block == Block::PageBreak {
            new_page = at > 0;
            continue;
        }
        document = add(document, block, paper.blocks.get(at + 1), width, std::mem::take(&mut new_page));
    }
    if paper.blocks.iter().all(|block| *block == Block::PageBreak) {
        document = document.add_paragraph(paragraph("Normal", ""));
    }
    document
}

fn add(document: Document, block: &Block, next: Option<&Block>, width: usize, new_page: bool) -> Document {
    let plain = |style, text| on_new_page(paragraph(style, text), new_page);
    let words = match block {
        Block::Title { text } => plain("Title", text),
        Block::Subtitle { text } => plain("Subtitle", text),
        Block::Caption { text } => plain("ArticleCaption", text),
        Block::Note { text } => plain("Note", text),
        Block::Heading { level: 0 | 1, text } => plain("Heading1", text),
        Block::Heading { level: 2, text } => plain("Heading2", text),
        Block::Heading { text, .. } => plain("Heading3", text),
        Block::Paragraph { text, align, indent } => {
            let words = match indent {
                0 => plain("Normal", text),
                _ => indented(plain("Normal", text), CHARACTER * i32::from(*indent).min(20), 0),
            };
            match align {
                Align::Left => words,
                Align::Center => words.align(AlignmentType::Center),
                Align::Right => words.align(AlignmentType::Right),
            }
        }
        Block::Line { level, label, text } => {
            let words = on_new_page(line(*level, label, text), new_page);
            if introduces(*level, next) { words.keep_next(true) } else { words }
        }
        Block::Table { widths, header, rows, small } => {
            let document = if new_page { document.add_paragraph(plain("Gap", "")) } else { document };
            return match table::table(width, widths, header, rows, *small) {
                Some(table) => document.add_table(table),
                None => document,
            }
            .add_paragraph(paragraph("Gap", ""));
        }
        Block::Matrix { widths, header, rows } => {
            return match chart::matrix(width, widths, header, rows) {
                Some(matrix) => document.add_paragraph(plain("Gap", "").keep_next(true)).add_table(matrix),
                None => document,
            }
            .add_paragraph(paragraph("Gap", ""));
        }
        Block::Bars { legend, rows } => {
            let above = document.add_paragraph(plain("Gap", "").keep_next(true));
            return [chart::legend(width, legend), chart::bars(width, rows)]
                .into_iter()
                .flatten()
                .fold(above, |document, table| document.add_table(table).add_paragraph(paragraph("Gap", "")));
        }
        Block::SealBox { lines } => {
            return document
                .add_paragraph(plain("Gap", "").keep_next(true))
                .add_table(table::seal_box(lines))
                .add_paragraph(paragraph("Gap", ""));
        }
        Block::Rule => plain("Rule", ""),
        Block::PageBreak => return document,
    };
    document.add_paragraph(words)
}

fn line(level: u8, label: &str, text: &str) -> Paragraph {
    let style = match level {
        0 => "Article",
        1 => "ArticleParagraph",
        2 => "Item",
        3 => "SubItem",
        _ => "SubSubItem",
    };
    match (level, label) {
        // Without a number a first paragraph begins one character in; deeper lines go on where their text hangs.
        (0, "") => indented(paragraph(style, text), 0, CHARACTER),
        (_, "") => indented(paragraph(style, text), CHARACTER * i32::from(level).min(4), 0),
        // (1) and (10) differ in width: the tab stop of 号 puts their texts in one column.
        (2, _) => paragraph(style, &format!("{label}\t{text}")),
        _ => paragraph(style, &joined(label, text)),
    }
}

/// Whether the line introduces what comes next (各号列記), so that the two share a page.
fn introduces(level: u8, next: Option<&Block>) -> bool {
    match next {
        Some(Block::Line { level: below, .. }) => *below > level && *below >= 2,
        Some(Block::Table { .. }) => true,
        _ => false,
    }
}

fn on_new_page(words: Paragraph, new_page: bool) -> Paragraph {
    if new_page { words.page_break_before(true) } else { words }
}

/// Indented by `left`, the first line by `first_line` more, in place of the style's indentation.
fn indented(words: Paragraph, left: i32, first_line: i32) -> Paragraph {
    words.indent(Some(left), Some(SpecialIndentType::FirstLine(first_line)), None, None)
}
