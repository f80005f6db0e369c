//! The sheet: size, margins, running head and foot.
//! Deliberately not here: the blocks between them.

use docx_rs::{
    DocGrid, DocGridType, Footer, Header, NumPages, PageMargin, PageNum, PageOrientationType, PageSize, Paragraph, Run,
    SectionProperty,
};

use super::paragraph::paragraph;
use crate::Orientation;
use crate::text::visible;

/// A4 in twentieths of a point.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;
/// 25 mm, and 30 mm where the paper is bound.
const MARGIN: u32 = 1_417;
const BINDING: u32 = 1_701;

/// Width between the margins.
pub fn text_width(orientation: Orientation) -> usize {
    let paper = match orientation {
        Orientation::Portrait => SHORT,
        Orientation::Landscape => LONG,
    };
    (paper - BINDING - MARGIN) as usize
}

/// The section of the whole text.
pub fn section(orientation: Orientation) -> SectionProperty {
    let size = match orientation {
        Orientation::Portrait => PageSize::new().size(SHORT, LONG),
        Orientation::Landscape => PageSize::new().size(LONG, SHORT).orient(PageOrientationType::Landscape),
    };
    let (margin, binding) = (MARGIN as i32, BINDING as i32);
    SectionProperty::new()
        .page_size(size)
        .page_margin(PageMargin {
            top: margin,
            left: binding,
            bottom: margin,
            right: margin,
            header: 851,
            footer: 567,
            gutter: 0,
        })
        .doc_grid(DocGrid::with_empty().grid_type(DocGridType::Lines).line_pitch(360))
}

/// The running head.
pub fn header(text: &str) -> Header {
    Header::new().add_paragraph(paragraph("Header", &two_lines(text)))
}

/// The foot: page number in the middle, small print below it so that neither can cover the other.
pub fn footer(text: &str) -> Footer {
    let words = |text| Run::new().add_text(text);
    let number = Paragraph::new()
        .style("Footer")
        .add_run(words("- "))
        .add_page_num(PageNum::new())
        .add_run(words(" / "))
        .add_num_pages(NumPages::new())
        .add_run(words(" -"));
    Footer::new().add_paragraph(number).add_paragraph(paragraph("FootNote", &two_lines(text)))
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
