//! Whether anything was changed beside the program: the chain of the history, and the contracts and signed annexes
//! against what the history says of them. What this proves and what not stands in SECURITY.md.

use std::collections::BTreeMap;

use crate::contract::compare_with_history;
use crate::history::{ChainProblem, Verification, check_chain, sha256};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::wording;

impl Ledger {
    /// Walks the whole chain, compares it with a head that was printed or stored elsewhere (a prefix of 8 characters or
    /// more suffices), and compares the register with it.
    ///
    /// # Errors
    /// If the ledger cannot be read; what was changed is a result, not an error.
    pub fn verify_history(&mut self, printed: Option<&str>) -> Result<Verification, Error> {
        // One transaction, so that what another person saves meanwhile is not taken for a break.
        let (breaks, head, differences) = self.read(|tx| {
            let mut latest: BTreeMap<String, Option<String>> = BTreeMap::new();
            let (breaks, head) = check_chain(tx, printed, |register, record, after| {
                if register == "contract" {
                    latest.insert(record.to_owned(), after.map(|after| sha256(after.as_bytes())));
                }
            })?;
            Ok((breaks, head, compare_with_history(tx, &latest)?))
        })?;
        let lang = self.lang;
        let of_chain = breaks.into_iter().map(|(code, seq)| {
            let number = seq.map(|seq| seq.to_string()).unwrap_or_default();
            let text = wording::text(lang, &format!("chain.{code}"), &[("seq", &number)]);
            ChainProblem { code: code.to_owned(), seq, text }
        });
        let of_records = differences.into_iter().map(|(code, record)| {
            let text = wording::text(lang, &format!("chain.{code}"), &[("record", &record)]);
            ChainProblem { code: code.to_owned(), seq: None, text }
        });
        let problems: Vec<ChainProblem> = of_chain.chain(of_records).collect();
        Ok(Verification { ok: problems.is_empty(), rows: head.seq, head: head.hash, problems })
    }
}
