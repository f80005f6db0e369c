//! Writes a paper as a Word file: A4, Mincho, real styles, valid order, no macros, nothing fetched from elsewhere.
//! Deliberately not here: reading Word files. The parts that never vary are XML files in `docx/parts`.

mod body;
mod package;
mod page;
mod paragraph;
mod table;
mod xml;

use crate::{Paper, PaperError};

const STYLES: &str = include_str!("docx/parts/styles.xml");
const SETTINGS: &str = include_str!("docx/parts/settings.xml");
const FONTS: &str = include_str!("docx/parts/fonts.xml");

/// Writes the paper as a Word file (.docx); the same paper is always the same bytes.
pub fn to_docx(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    package::pack(&[
        ("[Content_Types].xml", &constant(package::CONTENT_TYPES)),
        ("_rels/.rels", &constant(package::PACKAGE_LINKS)),
        ("docProps/core.xml", &package::core_properties(paper)?),
        ("docProps/app.xml", &constant(package::PROGRAM)),
        ("word/document.xml", &body::document(paper)),
        ("word/_rels/document.xml.rels", &constant(package::DOCUMENT_LINKS)),
        ("word/styles.xml", &constant(STYLES)),
        ("word/settings.xml", &constant(SETTINGS)),
        ("word/fontTable.xml", &constant(FONTS)),
        ("word/header1.xml", &page::header(&paper.header)),
        ("word/footer1.xml", &page::footer(&paper.footer)),
    ])
}

/// A constant part without its comment, indentation and line ends, which differ between checkouts.
fn constant(part: &str) -> String {
    let lines = part.lines().map(str::trim).filter(|line| !line.starts_with("<!--"));
    std::iter::once("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n").chain(lines).collect()
}

#[cfg(test)]
mod order;
#[cfg(test)]
mod tests;
