//! Who held a record when, as the history tells it.
//! Deliberately not here: who holds records now over all registers, which is in `transfer/orphans.rs`.

use serde::Serialize;
use serde_json::Value as Json;
use ts_rs::TS;

use crate::history::RecordVersion;
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::register::Register;
use crate::wording::text;

/// Somebody who answered for a record for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Holder {
    /// Name; none for a time in which nobody answered for it.
    pub holder: Option<String>,
    /// Section of the record then.
    pub section: Option<String>,
    /// ISO date of the first day, if it is known.
    pub from: Option<String>,
    /// ISO date of the last day; none for who holds it now.
    pub until: Option<String>,
    /// Which operation made it so.
    pub by_op: String,
    /// The operation in words.
    pub by_op_text: String,
    /// ISO date on which it was written.
    pub written_on: String,
}

impl Ledger {
    /// Who answered for a record when, the newest first.
    ///
    /// # Errors
    /// `record_missing` if the history knows no such record.
    pub fn record_holders(&mut self, register: Register, id: &str) -> Result<Vec<Holder>, Error> {
        let versions = self.record_versions(register.code(), id)?;
        if versions.is_empty() {
            return Err(Problem::new("record_missing").with("id", id).into());
        }
        let field = if register == Register::Cloud { "manager" } else { "owner" };
        let mut holders = spans(&versions, field);
        for holder in &mut holders {
            holder.by_op_text = text(self.lang, &format!("op.{}", holder.by_op), &[]);
        }
        holders.reverse();
        Ok(holders)
    }
}

/// The times of a record's holders from its versions, the oldest first.
fn spans(versions: &[RecordVersion], field: &str) -> Vec<Holder> {
    let mut spans: Vec<Holder> = Vec::new();
    let mut since_before: Option<String> = None;
    for version in versions {
        let text = |name: &str| version.after.as_ref()?.get(name)?.as_str().map(str::to_owned);
        let (holder, section, since) = (text(field), text("section"), text(&format!("{field}_since")));
        let last = spans.last_mut();
        let same_holder = last.as_ref().is_some_and(|last| last.holder == holder);
        if let Some(last) = last.filter(|last| same_holder && last.section == section) {
            // A date that was put right later is the better one.
            if since.is_some() && since != since_before {
                last.from.clone_from(&since);
            }
            since_before = since;
            continue;
        }
        let from = match (&since, same_holder) {
            (Some(since), false) if since_before.as_ref() != Some(since) => Some(since.clone()),
            // The first entry of a record does not tell since when somebody held it before.
            _ if spans.is_empty() => since.clone(),
            _ => Some(version.on.clone()),
        };
        spans.push(Holder {
            holder,
            section,
            from,
            until: None,
            by_op: version.op.clone(),
            by_op_text: String::new(),
            written_on: version.on.clone(),
        });
        since_before = since;
    }
    for at in 1..spans.len() {
        let next = spans[at].from.as_deref().and_then(|from| from.parse().ok());
        spans[at - 1].until = next.map(|next| super::people::last_day(next).to_string());
    }
    // A record that was taken out is held by nobody.
    if spans.last().is_some_and(|last| last.holder.is_none() && spans.len() > 1)
        && versions.last().is_some_and(|last| last.after.as_ref().is_none_or(Json::is_null))
    {
        spans.pop();
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(on: &str, op: &str, after: Json) -> RecordVersion {
        RecordVersion { on: on.to_owned(), op: op.to_owned(), after: Some(after) }
    }

    #[test]
    fn each_holder_has_a_time_that_ends_before_the_next_begins() {
        let versions = [
            version("2026-04-10", "contract_save", serde_json::json!({"owner": "高橋 由美", "section": "税務課"})),
            version(
                "2026-05-01",
                "contract_save",
                serde_json::json!({"owner": "高橋 由美", "section": "税務課", "note": "同じ"}),
            ),
            version(
                "2027-03-28",
                "hand_over",
                serde_json::json!({"owner": "林 智也", "section": "税務課", "owner_since": "2027-04-01"}),
            ),
            version(
                "2028-01-15",
                "section_save",
                serde_json::json!({"owner": "林 智也", "section": "市税課", "owner_since": "2027-04-01"}),
            ),
        ];
        let told: Vec<_> = spans(&versions, "owner")
            .into_iter()
            .map(|span| (span.holder.unwrap(), span.section.unwrap(), span.from, span.until))
            .collect();
        let day = |day: &str| Some(day.to_owned());
        assert_eq!(
            told,
            [
                ("高橋 由美".to_owned(), "税務課".to_owned(), None, day("2027-03-31")),
                ("林 智也".to_owned(), "税務課".to_owned(), day("2027-04-01"), day("2028-01-14")),
                ("林 智也".to_owned(), "市税課".to_owned(), day("2028-01-15"), None),
            ]
        );
    }
}
