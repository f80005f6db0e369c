//! The sheet: size, margins, running head and foot.
//! Deliberately not here: the blocks between them.

use super::paragraph::{Paragraph, run};
use super::xml::Xml;
use crate::Orientation;
use crate::text::visible;

/// A4 in twentieths of a point.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;
/// 25 mm, and 30 mm where the paper is bound.
const MARGIN: u32 = 1_417;
const BINDING: u32 = 1_701;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// Width between the margins.
pub fn text_width(orientation: Orientation) -> u32 {
    let paper = match orientation {
        Orientation::Portrait => SHORT,
        Orientation::Landscape => LONG,
    };
    paper - BINDING - MARGIN
}

/// Writes the section that ends the body.
pub fn section(xml: &mut Xml, orientation: Orientation) {
    xml.element("w:sectPr", |xml| {
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "rId4")]);
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId5")]);
        let (short, long) = (SHORT.to_string(), LONG.to_string());
        match orientation {
            Orientation::Portrait => xml.empty("w:pgSz", &[("w:w", &short), ("w:h", &long)]),
            Orientation::Landscape => {
                xml.empty("w:pgSz", &[("w:w", &long), ("w:h", &short), ("w:orient", "landscape")]);
            }
        }
        let (margin, binding) = (MARGIN.to_string(), BINDING.to_string());
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &margin),
                ("w:right", &margin),
                ("w:bottom", &margin),
                ("w:left", &binding),
                ("w:header", "851"),
                ("w:footer", "567"),
                ("w:gutter", "0"),
            ],
        );
        xml.empty("w:cols", &[("w:space", "425")]);
        xml.empty("w:docGrid", &[("w:type", "lines"), ("w:linePitch", "360")]);
    });
}

/// The running head.
pub fn header(text: &str) -> String {
    let mut xml = Xml::new(&format!("w:hdr {W}"));
    Paragraph::of("Header").write(&mut xml, &two_lines(text));
    xml.finish("w:hdr")
}

/// The foot: page number in the middle, small print below it so that neither can cover the other.
pub fn footer(text: &str) -> String {
    let mut xml = Xml::new(&format!("w:ftr {W}"));
    Paragraph::of("Footer").write_with(&mut xml, |xml| {
        run(xml, "- ");
        field(xml, "PAGE");
        run(xml, " / ");
        field(xml, "NUMPAGES");
        run(xml, " -");
    });
    Paragraph::of("FootNote").write(&mut xml, &two_lines(text));
    xml.finish("w:ftr")
}

fn field(xml: &mut Xml, instruction: &str) {
    let mark = |xml: &mut Xml, kind| xml.element("w:r", |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
    mark(xml, "begin");
    xml.element("w:r", |xml| {
        xml.raw("<w:instrText xml:space=\"preserve\"> ");
        xml.text(instruction);
        xml.raw(" </w:instrText>");
    });
    mark(xml, "separate");
    run(xml, "1");
    mark(xml, "end");
}

/// At most two printed lines: the head and foot of a page must leave the page to the text.
fn two_lines(text: &str) -> String {
    const CHARACTERS: usize = 88;
    let text = visible(text).replace(['\n', '\t'], " ");
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        units += if c.is_ascii() { 1 } else { 2 };
        (units > 2 * CHARACTERS).then_some(at)
    });
    match end {
        Some(at) => format!("{}…", &text[..at]),
        None => text,
    }
}
