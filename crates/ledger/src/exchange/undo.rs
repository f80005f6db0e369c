//! Taking an import back: what it made goes, what it changed is as before, and what somebody touched since stays.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::kept::Keeping;
use super::store;
use super::types::UndoResult;
use crate::history::{Op, Written};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::register::Register;

impl Ledger {
    /// Takes an import back by its number, each record with a row of history.
    ///
    /// # Errors
    /// `import_unknown`, `import_undone`.
    pub fn undo_import(&mut self, number: i64) -> Result<UndoResult, Error> {
        let (office, today) = (self.office()?.as_facts(), self.today());
        self.write(Op::ImportUndo, |writing| {
            let batch = store::batch(writing.tx, number)?;
            let batch = batch.ok_or_else(|| Problem::new("import_unknown").with("number", number))?;
            if batch.undone {
                return Err(Error::code("import_undone"));
            }
            let keeping = Keeping { register: batch.register, office: &office, today };
            let mut result = UndoResult { removed: 0, restored: 0, kept: 0 };
            let written = writing.written(batch.register.code(), batch.history)?;
            // What goes, or lets go of what it was linked to, holds nothing in the ledger.
            let lets_go =
                |one: &&Written| one.untouched && (one.before.is_none() || batch.register == Register::Contract);
            let mut going: HashSet<&str> = written.iter().filter(lets_go).map(|one| one.record.as_str()).collect();
            let mut staying = Vec::new();
            for one in written.iter().rev() {
                let before: Option<Json> = one.before.as_deref().map(serde_json::from_str).transpose()?;
                let stays = !one.untouched
                    || match &before {
                        None => keeping.is_needed(writing.tx, &one.record, &going)?,
                        Some(before) => keeping.is_displaced(writing.tx, &one.record, before)?,
                    };
                if stays {
                    going.remove(one.record.as_str());
                    staying.push(&one.record);
                    continue;
                }
                match before {
                    None => {
                        keeping.remove(writing, &one.record)?;
                        result.removed += 1;
                    }
                    Some(before) => {
                        keeping.restore(writing, &one.record, before)?;
                        result.restored += 1;
                    }
                }
            }
            result.kept = staying.len();
            for id in staying {
                keeping.count_on(writing, id)?;
            }
            store::mark_undone(writing.tx, number)?;
            Ok(result)
        })
    }
}
