//! Whether anything was changed beside the program: the chain of the history, and every record and signed annex against
//! what the history says of it. What this proves and what not stands in SECURITY.md.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::history::{ChainProblem, Verification, canonical, check_chain, sha256};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::{approval, cloud, company, contract, due, incident, office, person, risk, sns, wording};

/// Registers in the order in which differences are told.
const REGISTERS: [&str; 19] = [
    "contract",
    "contract_sheet",
    "contract_return",
    "cloud",
    "cloud_sheet",
    "sns",
    "sns_publication",
    "contractor",
    "contractor_distinction",
    "incident",
    "application",
    "due_act",
    "section",
    "person",
    "office",
    "reminders",
    "risk_method",
    "mail",
    "told",
];

/// For each record the SHA-256 of what its newest history row says; none where that row says that the record is gone.
type Latest = BTreeMap<String, Option<String>>;

/// A difference: part of the locale key `chain.<code>`, the register and the record it is about.
type Difference = (&'static str, &'static str, String);

impl Ledger {
    /// Walks the whole chain, compares it with a head that was printed or stored elsewhere (a prefix of 8 characters or
    /// more suffices), and compares the registers with it.
    ///
    /// # Errors
    /// If the ledger cannot be read; what was changed is a result, not an error.
    pub fn verify_history(&mut self, printed: Option<&str>) -> Result<Verification, Error> {
        // One transaction, so that what another person saves meanwhile is not taken for a break.
        let (breaks, head, differences) = self.read(|tx| {
            let mut latest: BTreeMap<String, Latest> = BTreeMap::new();
            let (breaks, head) = check_chain(tx, printed, |register, record, after| {
                let hash = after.map(|after| match person::reread(register, after) {
                    Some(text) => sha256(text.as_bytes()),
                    None => sha256(after.as_bytes()),
                });
                latest.entry(register.to_owned()).or_default().insert(record.to_owned(), hash);
            })?;
            let mut found: Vec<Difference> = Vec::new();
            for register in REGISTERS {
                let latest = latest.remove(register).unwrap_or_default();
                let mut live = BTreeSet::new();
                let mut see = |id: &str, json: &Json| {
                    live.insert(id.to_owned());
                    let code = match latest.get(id) {
                        Some(Some(hash)) if *hash == sha256(canonical(json).as_bytes()) => return,
                        Some(_) => "record_differs",
                        None => "record_without_history",
                    };
                    found.push((code, register, name(id, json)));
                };
                let annexes = match register {
                    "contract" => contract::walk(tx, &mut see)?,
                    "contract_sheet" => contract::walk_sheets(tx, &mut see).map(|()| Vec::new())?,
                    "contract_return" => contract::walk_returns(tx, &mut see).map(|()| Vec::new())?,
                    "cloud" => cloud::walk(tx, &mut see).map(|()| Vec::new())?,
                    "cloud_sheet" => cloud::walk_sheets(tx, &mut see).map(|()| Vec::new())?,
                    "sns" => sns::walk(tx, &mut see).map(|()| Vec::new())?,
                    "sns_publication" => sns::walk_publications(tx, &mut see).map(|()| Vec::new())?,
                    "contractor" => company::walk(tx, &mut see).map(|()| Vec::new())?,
                    "contractor_distinction" => company::walk_distinctions(tx, &mut see).map(|()| Vec::new())?,
                    "incident" => incident::walk(tx, &mut see).map(|()| Vec::new())?,
                    "application" => approval::walk(tx, &mut see).map(|()| Vec::new())?,
                    "due_act" => due::walk_acts(tx, &mut see).map(|()| Vec::new())?,
                    "reminders" => due::walk_settings(tx, &mut see).map(|()| Vec::new())?,
                    "risk_method" => risk::walk(tx, &mut see).map(|()| Vec::new())?,
                    "mail" => due::walk_mail(tx, &mut see).map(|()| Vec::new())?,
                    "told" => due::walk_told(tx, &mut see).map(|()| Vec::new())?,
                    "office" => office::walk(tx, &mut see).map(|()| Vec::new())?,
                    _ => person::walk(tx, register, &mut see).map(|()| Vec::new())?,
                };
                let gone = latest.iter().filter(|(id, after)| after.is_some() && !live.contains(*id));
                found.extend(gone.map(|(id, _)| ("record_missing", register, id.clone())));
                found.extend(annexes.into_iter().map(|record| ("annex_differs", register, record)));
            }
            crate::evidence::walk(tx, &mut |hash, content| {
                if sha256(&content) != hash {
                    found.push(("evidence_differs", "evidence", hash.chars().take(12).collect()));
                }
            })?;
            Ok((breaks, head, found))
        })?;
        let lang = self.lang;
        let of_chain = breaks.into_iter().map(|(code, seq)| {
            let number = seq.map(|seq| seq.to_string()).unwrap_or_default();
            let text = wording::text(lang, &format!("chain.{code}"), &[("seq", &number)]);
            ChainProblem { code: code.to_owned(), seq, text }
        });
        let of_records = differences.into_iter().map(|(code, register, record)| {
            let register = wording::text(lang, &format!("register.{register}"), &[]);
            let args = [("register", register.as_str()), ("record", record.as_str())];
            ChainProblem {
                code: code.to_owned(),
                seq: None,
                text: wording::text(lang, &format!("chain.{code}"), &args),
            }
        });
        let problems: Vec<ChainProblem> = of_chain.chain(of_records).collect();
        Ok(Verification { ok: problems.is_empty(), rows: head.seq, head: head.hash, problems })
    }
}

/// What people call a record: its number, else its title or name.
fn name(id: &str, json: &Json) -> String {
    let known = ["number", "title", "service", "name"].iter().find_map(|key| json.get(*key).and_then(Json::as_str));
    known.unwrap_or(id).to_owned()
}
