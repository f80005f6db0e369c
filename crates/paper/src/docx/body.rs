//! Turns blocks into the body of a Word file.
//! Deliberately not here: how the styles look, and headers and footers.

use super::page;
use super::paragraph::Paragraph;
use super::table;
use super::xml::Xml;
use crate::text::joined;
use crate::{Align, Block, Paper};

/// Width of one character of the standard size.
const CHARACTER: u32 = 210;

const ROOT: &str = "w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// The main part of the file.
pub fn document(paper: &Paper) -> String {
    let width = page::text_width(paper.orientation);
    let mut xml = Xml::new(ROOT);
    xml.element("w:body", |xml| {
        let mut new_page = false;
        for (at, block) in paper.blocks.iter().enumerate() {
            if *block == Block::PageBreak {
                new_page = at > 0;
                continue;
            }
            write(xml, block, paper.blocks.get(at + 1), width, std::mem::take(&mut new_page));
        }
        if paper.blocks.iter().all(|block| *block == Block::PageBreak) {
            Paragraph::of("Normal").write(xml, "");
        }
        page::section(xml, paper.orientation);
    });
    xml.finish("w:document")
}

fn write(xml: &mut Xml, block: &Block, next: Option<&Block>, width: u32, new_page: bool) {
    let plain = |style| Paragraph::of(style).on_new_page(new_page);
    match block {
        Block::Title { text } => plain("Title").write(xml, text),
        Block::Subtitle { text } => plain("Subtitle").write(xml, text),
        Block::Caption { text } => plain("ArticleCaption").write(xml, text),
        Block::Note { text } => plain("Note").write(xml, text),
        Block::Heading { level, text } => {
            let style = match level {
                0 | 1 => "Heading1",
                2 => "Heading2",
                _ => "Heading3",
            };
            plain(style).write(xml, text);
        }
        Block::Paragraph { text, align, indent } => {
            let mut paragraph = plain("Normal");
            if *indent > 0 {
                paragraph = paragraph.indented(CHARACTER * u32::from(*indent).min(20), 0);
            }
            match align {
                Align::Left => paragraph,
                Align::Center => paragraph.aligned("center"),
                Align::Right => paragraph.aligned("right"),
            }
            .write(xml, text);
        }
        Block::Line { level, label, text } => line(xml, *level, label, text, introduces(*level, next), new_page),
        Block::Table { widths, header, rows, small } => {
            if new_page {
                plain("Gap").write(xml, "");
            }
            table::table(xml, width, widths, header, rows, *small);
            Paragraph::of("Gap").write(xml, "");
        }
        Block::SealBox { lines } => {
            Paragraph::of("Gap").kept_with_next(true).on_new_page(new_page).write(xml, "");
            table::seal_box(xml, lines);
            Paragraph::of("Gap").write(xml, "");
        }
        Block::Rule => plain("Rule").write(xml, ""),
        Block::PageBreak => {}
    }
}

fn line(xml: &mut Xml, level: u8, label: &str, text: &str, keep_next: bool, new_page: bool) {
    let style = match level {
        0 => "Article",
        1 => "ArticleParagraph",
        2 => "Item",
        3 => "SubItem",
        _ => "SubSubItem",
    };
    let mut paragraph = Paragraph::of(style).kept_with_next(keep_next).on_new_page(new_page);
    if label.is_empty() {
        // Without a number a first paragraph begins one character in; deeper lines go on where their text hangs.
        paragraph = if level == 0 {
            paragraph.indented(0, CHARACTER)
        } else {
            paragraph.indented(CHARACTER * u32::from(level).min(4), 0)
        };
    }
    // (1) and (10) differ in width: the tab stop of 号 puts their texts in one column.
    let words = if level == 2 && !label.is_empty() { format!("{label}\t{text}") } else { joined(label, text) };
    paragraph.write(xml, &words);
}

/// Whether the line introduces what comes next (各号列記), so that the two share a page.
fn introduces(level: u8, next: Option<&Block>) -> bool {
    match next {
        Some(Block::Line { level: below, .. }) => *below > level && *below >= 2,
        Some(Block::Table { .. }) => true,
        _ => false,
    }
}
