//! Writes a paper as a Word file: A4, Mincho, real styles, no macros, nothing fetched from elsewhere. Everything in it is
//! built with docx-rs; what that library cannot say is added in one pass over its parts (`docx/finish.rs`).
//! Deliberately not here: reading Word files.

mod body;
mod chart;
mod finish;
mod package;
mod page;
mod paragraph;
mod styles;
mod table;

use docx_rs::{Docx, Settings};

use crate::{Paper, PaperError};

/// Writes the paper as a Word file (.docx); the same paper is always the same bytes.
pub fn to_docx(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    let created = &paper.stamp.created;
    let instant = package::instant(created).ok_or_else(|| PaperError::Created(created.clone()))?;
    let docx = Docx::new()
        .document(body::document(paper))
        .styles(styles::styles())
        .settings(Settings::new().adjust_line_height_in_table())
        .header(page::header(&paper.header))
        .footer(page::footer(&paper.footer))
        .created_at(&instant)
        .updated_at(&instant);
    package::pack(docx, paper)
}

#[cfg(test)]
mod order;
#[cfg(test)]
mod tests;
