//! That two companies which look like one are two: said by a person with a reason, kept in the history, and not asked again.

use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use super::{parties, store};
use crate::approval::Actor;
use crate::draft::clean;
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};

/// Two companies that are two (別法人の確認).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Distinction {
    /// UUIDv7.
    pub id: String,
    /// Id of the one whose id comes first.
    pub one: String,
    /// Id of the other.
    pub other: String,
    /// Why they are two.
    pub reason: String,
    /// Who said so.
    pub by: String,
    /// ISO date.
    pub on: String,
}

/// That two companies are two.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct NotSame {
    /// Id.
    pub one: String,
    /// Id.
    pub other: String,
    /// Why.
    pub reason: String,
}

/// The word for these in the history.
const DISTINCTION: &str = "contractor_distinction";

impl Ledger {
    /// Keeps that two companies are two, so that they are not told as duplicates again.
    ///
    /// # Errors
    /// `required`, `record_missing`, `contractor_merge_self`, or `role_missing` for who only reads.
    pub fn tell_contractors_apart(&mut self, request: &NotSame) -> Result<Distinction, Error> {
        let today = self.today();
        let reason = clean(&request.reason, true);
        if reason.is_empty() {
            return Err(Problem::at("reason", "required").into());
        }
        if request.one == request.other {
            return Err(Problem::new("contractor_merge_self").into());
        }
        self.write(Op::ContractorApart, |writing: &mut Writing<'_, '_>| {
            Actor::may_write(writing, today)?;
            for id in [&request.one, &request.other] {
                parties::load(writing.tx, id)?.ok_or_else(|| Problem::new("record_missing").with("id", id))?;
            }
            let distinction = Distinction {
                id: uuid::Uuid::now_v7().to_string(),
                one: request.one.clone().min(request.other.clone()),
                other: request.one.clone().max(request.other.clone()),
                reason,
                by: writing.actor().to_owned(),
                on: today.to_string(),
            };
            if store::save_distinction(writing.tx, &distinction)? {
                writing.note(DISTINCTION, &distinction.id, None, Some(&serde_json::to_value(&distinction)?))?;
            }
            Ok(distinction)
        })
    }
}

/// Every one of these as it is kept, with its id.
pub(crate) fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    for distinction in store::distinctions(tx)? {
        see(&distinction.id, &serde_json::to_value(&distinction)?);
    }
    Ok(())
}
