//! Handover sheets (引継書, form F-16): one for each person who hands over and each who takes over, before a list is carried out
//! or from the history afterwards. What stands on a sheet is in `paper/sheet.rs`; its words are in `templates/papers/handover.json`.

mod sheet;

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use paper::Paper;
use serde::Serialize;
use serde_json::Value as Json;
use ts_rs::TS;

use super::{TransferBatch, TransferRequest};
use crate::exchange::Keeping;
use crate::fold::fold;
use crate::history::{Op, RecordChange};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::register::{Duty, Register};

/// One side of a handover.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
pub struct HandoverPlace {
    /// Name.
    pub name: String,
    /// Section; of the one who hands over the old one.
    pub section: Option<String>,
}

/// A handover sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct HandoverPaper {
    /// Who hands over.
    pub from: HandoverPlace,
    /// Who takes over.
    pub to: HandoverPlace,
    /// Number of records.
    pub records: usize,
    /// Name for a file, legal on Windows.
    pub file_name: String,
    /// The paper.
    pub paper: Paper,
}

/// A handover sheet that was written to a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrittenHandover {
    /// Where it is.
    pub path: String,
    /// Who hands over.
    pub from: HandoverPlace,
    /// Who takes over.
    pub to: HandoverPlace,
    /// Number of records.
    pub records: usize,
}

/// What goes from one person to another.
#[derive(Debug, Clone)]
struct Handover {
    from: HandoverPlace,
    /// Section to which the one who hands over goes; none for somebody who leaves.
    goes: Goes,
    to: HandoverPlace,
    on: NaiveDate,
    /// Each record as it was before, with the duties that go over.
    records: Vec<(Register, Json, Vec<Duty>)>,
}

/// Where somebody goes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Goes {
    To(String),
    Away,
    Nowhere,
}

impl Ledger {
    /// The handover sheets of a list before it is carried out, or of a batch of the history.
    ///
    /// # Errors
    /// As `preview_transfer`; `transfer_nothing` if nothing is handed over.
    pub fn compose_handovers(
        &mut self,
        request: &TransferRequest,
        batch: Option<TransferBatch>,
    ) -> Result<Vec<HandoverPaper>, Error> {
        let handovers = match batch {
            Some(batch) => self.handovers_of(batch)?,
            None => self.planned_handovers(request)?,
        };
        if handovers.is_empty() {
            return Err(Error::code("transfer_nothing"));
        }
        handovers.iter().map(|handover| sheet::compose(self, handover)).collect()
    }

    /// Writes the handover sheets as Word files; a file that exists with other content is never overwritten.
    ///
    /// # Errors
    /// As `compose_handovers`; `folder_unwritable` with the folder; files written before that stay.
    pub fn write_handovers(
        &mut self,
        request: &TransferRequest,
        batch: Option<TransferBatch>,
        folder: &Path,
    ) -> Result<Vec<WrittenHandover>, Error> {
        let papers = self.compose_handovers(request, batch)?;
        crate::folder::make(folder)?;
        let mut written = Vec::new();
        for sheet in papers {
            written.push(WrittenHandover {
                path: crate::folder::write_paper(folder, &sheet.file_name, &sheet.paper)?,
                from: sheet.from,
                to: sheet.to,
                records: sheet.records,
            });
        }
        Ok(written)
    }

    fn planned_handovers(&mut self, request: &TransferRequest) -> Result<Vec<Handover>, Error> {
        let plan = self.preview_transfer(request)?;
        let (office, today) = (self.office()?.as_facts(), self.today());
        let mut handovers: Vec<Handover> = Vec::new();
        for moved in &plan.moves {
            let on = moved.on.parse().unwrap_or(today);
            let mut own: BTreeMap<HandoverPlace, Vec<(Register, Json, Vec<Duty>)>> = BTreeMap::new();
            for record in &moved.records {
                let Some(name) = record.successor_name.clone() else { continue };
                let to = HandoverPlace { name, section: record.successor_section.clone() };
                let keeping = Keeping { register: record.register, office: &office, today };
                let json = self.read(|tx| keeping.load(tx, &record.id))?;
                own.entry(to).or_default().push((record.register, json, record.duties.clone()));
            }
            let from = HandoverPlace { name: moved.name.clone(), section: moved.from_section.clone() };
            let goes = moved.to_section.clone().map_or(Goes::Away, Goes::To);
            handovers.extend(own.into_iter().map(|(to, records)| Handover {
                from: from.clone(),
                goes: goes.clone(),
                to,
                on,
                records,
            }));
        }
        Ok(handovers)
    }

    fn handovers_of(&mut self, batch: TransferBatch) -> Result<Vec<Handover>, Error> {
        let changes = self.changes_of(Op::HandOver, (batch.first, batch.last))?;
        if changes.is_empty() {
            return Err(Problem::at("batch", "transfer_batch_unknown").with("first", batch.first).into());
        }
        let people: Vec<Moved> =
            changes.iter().filter(|change| change.register == "person").filter_map(Moved::of).collect();
        let persons = self.list_persons()?;
        let today = self.today();
        let mut handovers: Vec<Handover> = Vec::new();
        for change in &changes {
            let register = Register::KEPT.into_iter().find(|register| register.code() == change.register);
            let (Some(register), Some(before), Some(after)) = (register, &change.before, &change.after) else {
                continue;
            };
            if register == Register::Person {
                continue;
            }
            let section = text(before, "section");
            for (from, to, duties) in given(before, after, &handovers) {
                let moved = Moved::find(&people, &from, section.as_deref(), false);
                let came = Moved::find(&people, &to, section.as_deref(), true);
                let known = || persons.iter().find(|person| fold(&person.name) == fold(&to));
                let to_section = came.and_then(|came| came.to.clone()).or_else(|| known()?.section.clone());
                let since = ["owner_since", "manager_since"].iter().find_map(|field| text(after, field));
                let day = moved.map(|moved| moved.on.clone()).or(since);
                let goes = match moved {
                    Some(Moved { leaves: true, .. }) => Goes::Away,
                    Some(moved) => moved.to.clone().map_or(Goes::Nowhere, Goes::To),
                    None => Goes::Away,
                };
                let from = HandoverPlace {
                    name: from,
                    section: moved.and_then(|moved| moved.from.clone()).or_else(|| section.clone()),
                };
                let to = HandoverPlace { name: to, section: to_section };
                let record = (register, before.clone(), duties);
                match handovers.iter_mut().find(|known| known.from == from && known.to == to) {
                    Some(known) => known.records.push(record),
                    None => {
                        let on = day.and_then(|day| day.parse().ok()).unwrap_or(today);
                        handovers.push(Handover { from, goes, to, on, records: vec![record] });
                    }
                }
            }
        }
        Ok(handovers)
    }
}

fn text(record: &Json, field: &str) -> Option<String> {
    record.get(field).and_then(Json::as_str).map(str::to_owned)
}

/// A person as a batch moved them.
struct Moved {
    name: String,
    from: Option<String>,
    to: Option<String>,
    leaves: bool,
    on: String,
}

impl Moved {
    fn of(change: &RecordChange) -> Option<Self> {
        let after = change.after.as_ref()?;
        let from = change.before.as_ref().and_then(|before| text(before, "section"));
        let (to, until) = (text(after, "section"), text(after, "until"));
        let changed = change.before.as_ref().is_none_or(|before| text(before, "until") != until);
        let day: Option<NaiveDate> = until.filter(|_| changed).and_then(|until| until.parse().ok());
        let on = match day {
            Some(last) => last.succ_opt()?.to_string(),
            None => text(after, "from")?,
        };
        Some(Self { name: text(after, "name")?, from, to, leaves: day.is_some(), on })
    }

    /// The person of this name, if there are several the one of the section.
    fn find<'a>(people: &'a [Self], name: &str, section: Option<&str>, came: bool) -> Option<&'a Self> {
        let named = || people.iter().filter(|moved| fold(&moved.name) == fold(name));
        let near = |moved: &&Self| super::same_section(if came { &moved.to } else { &moved.from }.as_deref(), section);
        named().find(near).or_else(|| named().next())
    }
}

/// Who gave what to whom between two versions of a record.
fn given(before: &Json, after: &Json, known: &[Handover]) -> Vec<(String, String, Vec<Duty>)> {
    let mut found: Vec<(String, String, Vec<Duty>)> = Vec::new();
    let mut add = |from: String, to: String, duty: Duty| match found
        .iter_mut()
        .find(|(own, other, _)| *own == from && *other == to)
    {
        Some((_, _, duties)) => duties.push(duty),
        None => found.push((from, to, vec![duty])),
    };
    for duty in [Duty::Owner, Duty::Manager, Duty::Deputy, Duty::RecoveryHolder, Duty::FactorHolder, Duty::CodesHolder]
    {
        if let (Some(from), Some(to)) = (text(before, duty.code()), text(after, duty.code()))
            && fold(&from) != fold(&to)
        {
            add(from, to, duty);
        }
    }
    let names = |record: &Json| -> Vec<String> {
        let listed = record.get("operators").and_then(Json::as_array);
        listed.into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect()
    };
    let (old, new) = (names(before), names(after));
    let gone = old.iter().enumerate().filter(|(_, name)| !new.iter().any(|other| fold(other) == fold(name)));
    let mut posting = Vec::new();
    for (at, from) in gone {
        // Whoever posted already stands there once.
        let in_place = new.get(at).filter(|to| old.len() == new.len() && !old.contains(to)).cloned();
        let usual =
            || known.iter().find(|known| fold(&known.from.name) == fold(from)).map(|known| known.to.name.clone());
        posting.push((from.clone(), in_place, usual()));
    }
    for (from, in_place, usual) in posting {
        let own = found.iter().find(|(own, ..)| fold(own) == fold(&from)).map(|(_, to, _)| to.clone());
        let Some(to) = in_place.or(own).or(usual) else { continue };
        match found.iter_mut().find(|(own, other, _)| *own == from && *other == to) {
            Some((_, _, duties)) => duties.push(Duty::Operators),
            None => found.push((from, to, vec![Duty::Operators])),
        }
    }
    found.iter_mut().for_each(|(_, _, duties)| duties.sort_unstable());
    found
}
