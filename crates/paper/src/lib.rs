//! Papers (文書): blocks of text, how clauses become numbered articles, and how blocks become Word files and plain text;
//! tables: the cells of a spreadsheet that somebody hands in, and the spreadsheets that people take along;
//! calendar files; and saved pages of the web, of which the links are read.
//! Deliberately not here: registers, requirements, templates and every sentence of a paper. The only Japanese kept here
//! is the grammar of legislative numbering (`articles/label.rs`) and the names of Word styles and fonts (`docx/styles.rs`).

pub mod archive;
pub mod articles;
mod blocks;
pub mod book;
mod docx;
pub mod icalendar;
pub mod table;
mod text;
pub mod web;

pub use blocks::{Align, Bar, Block, Orientation, Paper, PaperError, Stamp, Tone, Toned};
pub use docx::to_docx;
pub use text::to_text;
