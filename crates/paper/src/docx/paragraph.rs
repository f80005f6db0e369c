//! One paragraph of a Word file: its style, what differs from the style, and its words.
//! Deliberately not here: which block takes which style (`body.rs`) and what the styles are (`parts/styles.xml`).

use super::xml::Xml;
use crate::text::visible;

/// A paragraph before its words; children are written in the order of the schema.
#[derive(Clone, Copy, Default)]
pub struct Paragraph {
    style: &'static str,
    keep_next: bool,
    new_page: bool,
    indent: Option<Indent>,
    align: Option<&'static str>,
}

#[derive(Clone, Copy)]
struct Indent {
    left: u32,
    first_line: u32,
}

impl Paragraph {
    /// A paragraph of the style with this identifier.
    pub fn of(style: &'static str) -> Paragraph {
        Paragraph { style, ..Paragraph::default() }
    }

    /// On the page of the paragraph after it.
    pub fn kept_with_next(self, keep_next: bool) -> Paragraph {
        Paragraph { keep_next, ..self }
    }

    /// At the head of a page.
    pub fn on_new_page(self, new_page: bool) -> Paragraph {
        Paragraph { new_page, ..self }
    }

    /// Indented by `left`, the first line by `first_line` more, in place of the style's indentation.
    pub fn indented(self, left: u32, first_line: u32) -> Paragraph {
        Paragraph { indent: Some(Indent { left, first_line }), ..self }
    }

    /// Aligned otherwise than its style.
    pub fn aligned(self, align: &'static str) -> Paragraph {
        Paragraph { align: Some(align), ..self }
    }

    /// Writes the paragraph with its words.
    pub fn write(self, xml: &mut Xml, text: &str) {
        self.write_with(xml, |xml| run(xml, text));
    }

    /// Writes the paragraph around runs.
    pub fn write_with(self, xml: &mut Xml, runs: impl FnOnce(&mut Xml)) {
        xml.element("w:p", |xml| {
            xml.element("w:pPr", |xml| {
                xml.val("w:pStyle", self.style);
                if self.keep_next {
                    xml.empty("w:keepNext", &[]);
                }
                if self.new_page {
                    xml.empty("w:pageBreakBefore", &[]);
                }
                if let Some(Indent { left, first_line }) = self.indent {
                    xml.empty("w:ind", &[("w:left", &left.to_string()), ("w:firstLine", &first_line.to_string())]);
                }
                if let Some(align) = self.align {
                    xml.val("w:jc", align);
                }
            });
            runs(xml);
        });
    }
}

/// Writes one run; `\n` breaks the line and `\t` goes to the next tab stop.
pub fn run(xml: &mut Xml, text: &str) {
    let text = visible(text);
    if text.is_empty() {
        return;
    }
    xml.element("w:r", |xml| {
        for (line, part) in text.split('\n').enumerate() {
            if line > 0 {
                xml.empty("w:br", &[]);
            }
            for (column, words) in part.split('\t').enumerate() {
                if column > 0 {
                    xml.empty("w:tab", &[]);
                }
                if !words.is_empty() {
                    xml.raw("<w:t xml:space=\"preserve\">");
                    xml.text(words);
                    xml.raw("</w:t>");
                }
            }
        }
    });
}
