//! Files in which something can be seen (証跡): terms, certificates, reports, replies. They are kept in the ledger by the
//! SHA-256 of their content, so that what was seen stays what it was.
//! Which record shows a file is in the registers.

mod store;

use std::path::Path;

use db::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::exchange::{SavedFile, file_name, write_whole};
use crate::history::{Writing, sha256};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};

/// The largest file that is kept, in MB.
const MOST_MB: u64 = 30;

/// A file that belongs to a record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Attachment {
    /// SHA-256 of its content.
    pub hash: String,
    /// Name of the file as it came.
    pub name: String,
    /// What it is, in words.
    pub title: Option<String>,
    /// Size in bytes.
    pub size: u64,
    /// ISO date on which it was added.
    pub on: String,
    /// Who added it.
    pub by: String,
}

/// A file that somebody hands in.
#[derive(Debug)]
pub(crate) struct Given {
    /// Its content.
    bytes: Vec<u8>,
    /// What the record keeps of it; who added it and when is filled in by the register.
    pub attachment: Attachment,
}

impl Given {
    /// Reads a file, before anything is written.
    ///
    /// # Errors
    /// `evidence_missing`, `evidence_unreadable`, `evidence_empty`, `evidence_too_large`.
    pub fn read(file: &str) -> Result<Self, Error> {
        let path = Path::new(file);
        let name = file_name(file);
        let problem = |code: &str| Problem::at("file", code).with("file", &name);
        let data = std::fs::metadata(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => problem("evidence_missing"),
            _ => problem("evidence_unreadable").with("detail", error),
        })?;
        if !data.is_file() {
            return Err(problem("evidence_missing").into());
        }
        if data.len() > MOST_MB * 1024 * 1024 {
            return Err(problem("evidence_too_large").with("limit", MOST_MB).into());
        }
        let bytes = std::fs::read(path).map_err(|error| problem("evidence_unreadable").with("detail", error))?;
        if bytes.is_empty() {
            return Err(problem("evidence_empty").into());
        }
        let attachment =
            Attachment { hash: sha256(&bytes), name: name.clone(), size: bytes.len() as u64, ..Attachment::default() };
        Ok(Self { bytes, attachment })
    }

    /// Keeps the content; a file that is there already is kept once.
    pub fn keep(&self, writing: &mut Writing<'_, '_>) -> Result<(), Error> {
        store::save(writing.tx, &self.attachment.hash, &self.bytes)
    }
}

/// Whether a file with this hash is kept.
pub(crate) fn is_kept(tx: &mut Tx<'_>, hash: &str) -> Result<bool, Error> {
    store::has(tx, hash)
}

/// Every file that is kept, with its hash.
pub(crate) fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, Vec<u8>)) -> Result<(), Error> {
    for hash in store::hashes(tx)? {
        if let Some(content) = store::load(tx, &hash)? {
            see(&hash, content);
        }
    }
    Ok(())
}

impl Ledger {
    /// Writes a file that is kept out again; a file of that name is replaced only by a whole one.
    ///
    /// # Errors
    /// `record_missing`, `evidence_differs` if the content is not what its hash says, `export_unwritable`, `disk_full`.
    pub fn save_evidence(&mut self, hash: &str, file: &str) -> Result<SavedFile, Error> {
        let content = self.read(|tx| store::load(tx, hash))?;
        let content = content.ok_or_else(|| Problem::new("record_missing").with("id", hash))?;
        if sha256(&content) != hash {
            return Err(Error::code("evidence_differs"));
        }
        write_whole(Path::new(file), &content)?;
        Ok(SavedFile { file: file.to_owned(), rows: 1 })
    }
}
