//! Taking an import back: what it made goes, what it changed is as before, and what somebody touched since stays.

use super::kept::Keeping;
use super::store;
use super::types::UndoResult;
use crate::history::Op;
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};

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
            let made: Vec<&str> =
                written.iter().filter(|one| one.before.is_none()).map(|one| one.record.as_str()).collect();
            for one in written.iter().rev() {
                let stays =
                    !one.untouched || (one.before.is_none() && keeping.is_needed(writing.tx, &one.record, &made)?);
                if stays {
                    result.kept += 1;
                    continue;
                }
                match &one.before {
                    None => {
                        keeping.remove(writing, &one.record)?;
                        result.removed += 1;
                    }
                    Some(before) => {
                        keeping.restore(writing, &one.record, serde_json::from_str(before)?)?;
                        result.restored += 1;
                    }
                }
            }
            store::mark_undone(writing.tx, number)?;
            Ok(result)
        })
    }
}
