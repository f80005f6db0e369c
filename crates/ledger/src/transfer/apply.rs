//! Carrying out a list of transfers: people move, records go to their successors, all in one transaction with one row of
//! history for each person and record. What is done was planned in `plan.rs` on the ledger as it is in this transaction.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use super::people::last_day;
use super::plan::{UNSAID, plan};
use super::{MoveKind, Scene, TransferApply, TransferMove, TransferPreview, TransferQuestion, TransferRecord};
use crate::exchange::Keeping;
use crate::facts::Facts;
use crate::fold::fold;
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::register::{Duty, Register};

/// The rows of the history that a hand-over wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TransferBatch {
    /// Number of the first row.
    pub first: i64,
    /// Number of the last row.
    pub last: i64,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TransferResult {
    /// People whose section or last day was recorded.
    pub moved: usize,
    /// Records with another person than before.
    pub handed_over: usize,
    /// Records that stay with somebody who goes.
    pub still_open: Vec<OpenRecord>,
    /// Rows for which nothing was done.
    pub questions: Vec<TransferQuestion>,
    /// People whose order is of a day to come; they and their records changed now, with that day in the dates.
    pub ahead: usize,
    /// Where it stands in the history; none if there was nothing to do.
    pub batch: Option<TransferBatch>,
}

/// A record that stays with somebody who goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OpenRecord {
    /// Register.
    pub register: Register,
    /// Id.
    pub id: String,
    /// Number.
    pub number: Option<String>,
    /// Title, service or name.
    pub title: String,
    /// Who goes.
    pub name: String,
    /// What the person does for it, in words.
    pub duties_text: String,
}

impl Ledger {
    /// Carries out a list of transfers, all of it or nothing.
    ///
    /// # Errors
    /// As `preview_transfer`; `changed_elsewhere` if the plan is no longer the one of the token;
    /// without `leave_open`, `transfer_successor_missing`, `transfer_person_ambiguous`, `transfer_row_unusable` and
    /// `transfer_leaving_unsaid` for everything that would stay open.
    pub fn apply_transfer(&mut self, request: &TransferApply) -> Result<TransferResult, Error> {
        let list = self.listed_moves(&request.request())?;
        let (office, today, lang) = (self.office()?.as_facts(), self.today(), self.lang);
        let choices = request.choices.as_deref().unwrap_or_default();
        self.write(Op::HandOver, |writing| {
            let scene = Scene::of(writing.tx, &list.rows)?;
            let plan = plan(&list, &scene, choices, lang)?;
            if request.token.as_ref().is_some_and(|token| *token != plan.token) {
                return Err(writing.changed_since());
            }
            if request.leave_open != Some(true) {
                Error::unless_none(left_open(&plan))?;
            }
            let first = writing.next_number();
            let moved = move_people(writing, &plan, &office, today)?;
            let handed_over = hand_over(writing, &plan, &office, today)?;
            let next = writing.next_number();
            let batch = (next > first).then_some(TransferBatch { first, last: next - 1 });
            let still_open = plan
                .moves
                .iter()
                .flat_map(|moved| moved.records.iter().map(move |record| (moved, record)))
                .filter(|(_, record)| record.successor.is_none())
                .map(|(moved, record)| open_record(moved, record))
                .collect();
            let ahead = if batch.is_some() { plan.counts.ahead } else { 0 };
            let questions = plan.questions.into_iter().filter(|question| question.code != UNSAID).collect();
            Ok(TransferResult { moved, handed_over, still_open, questions, ahead, batch })
        })
    }
}

/// Everything that would stay as it is, or is to be confirmed.
fn left_open(plan: &TransferPreview) -> Vec<Problem> {
    let unclear = plan.questions.iter().map(|question| {
        let code = match question.code.as_str() {
            "ambiguous" => "transfer_person_ambiguous",
            UNSAID => "transfer_leaving_unsaid",
            _ => "transfer_row_unusable",
        };
        let problem = Problem::at(format!("rows.{}", question.row), code).with("name", &question.name);
        problem.with("at", &question.at).with("why", &question.text)
    });
    let missing = plan.moves.iter().flat_map(|moved| {
        moved.records.iter().filter(|record| record.successor.is_none()).map(|record| {
            Problem::at(
                format!("rows.{}.{}.{}", moved.row, record.register.code(), record.id),
                "transfer_successor_missing",
            )
            .with("name", &moved.name)
            .with("title", &record.title)
        })
    });
    unclear.chain(missing).collect()
}

fn open_record(moved: &TransferMove, record: &TransferRecord) -> OpenRecord {
    OpenRecord {
        register: record.register,
        id: record.id.clone(),
        number: record.number.clone(),
        title: record.title.clone(),
        name: moved.name.clone(),
        duties_text: record.duties_text.clone(),
    }
}

/// Records where everybody of the list goes.
fn move_people(
    writing: &mut Writing<'_, '_>,
    plan: &TransferPreview,
    office: &Facts,
    today: chrono::NaiveDate,
) -> Result<usize, Error> {
    let keeping = Keeping { register: Register::Person, office, today };
    let mut moved = 0;
    for own in plan.moves.iter().filter(|own| !matches!(own.kind, MoveKind::Done | MoveKind::NoMove)) {
        let eve = own.on.parse().map(|on| last_day(on).to_string()).unwrap_or_default();
        match (&own.person, &own.to_section) {
            (Some(id), Some(to)) => keeping.update(writing, id, |person| {
                person.insert("section".to_owned(), to.clone().into());
                person.insert("from".to_owned(), own.on.clone().into());
                // Who comes back, or stays beyond a term that was to end, has no last day any more.
                if person.get("until").and_then(Json::as_str).is_some_and(|until| until < own.on.as_str()) {
                    person.insert("until".to_owned(), Json::Null);
                }
            })?,
            (Some(id), None) => keeping.update(writing, id, |person| {
                person.insert("until".to_owned(), eve.into());
            })?,
            (None, Some(to)) => {
                let person = serde_json::json!({ "name": own.name, "section": to, "from": own.on });
                keeping.put(writing, person, None)?;
            }
            // Whom only records named is known from now on as somebody who left.
            (None, None) => {
                let person = serde_json::json!({ "name": own.name, "section": own.from_section, "until": eve });
                keeping.put(writing, person, None)?;
            }
        }
        moved += 1;
    }
    Ok(moved)
}

/// A duty that goes from one person to another.
struct Step<'a> {
    from: &'a str,
    to: &'a str,
    on: &'a str,
    duties: &'a [Duty],
}

/// Gives the records to their successors; several roles in one record are one change.
fn hand_over(
    writing: &mut Writing<'_, '_>,
    plan: &TransferPreview,
    office: &Facts,
    today: chrono::NaiveDate,
) -> Result<usize, Error> {
    let mut steps: BTreeMap<(Register, &str), Vec<Step<'_>>> = BTreeMap::new();
    for moved in &plan.moves {
        for record in &moved.records {
            let Some(to) = &record.successor_name else { continue };
            let step = Step { from: &moved.name, to, on: &moved.on, duties: &record.duties };
            steps.entry((record.register, &record.id)).or_default().push(step);
        }
    }
    for ((register, id), steps) in &steps {
        let keeping = Keeping { register: *register, office, today };
        keeping.update(writing, id, |record| give(record, steps))?;
    }
    Ok(steps.len())
}

fn give(record: &mut Map<String, Json>, steps: &[Step<'_>]) {
    let mut posting: BTreeMap<String, &str> = BTreeMap::new();
    for step in steps {
        for duty in step.duties {
            if *duty == Duty::Operators {
                posting.insert(fold(step.from), step.to);
                continue;
            }
            record.insert(duty.code().to_owned(), step.to.into());
            if duty.answers() {
                record.insert(format!("{}_since", duty.code()), step.on.into());
            }
        }
    }
    if let Some(Json::Array(operators)) = record.get_mut("operators") {
        let mut seen = BTreeSet::new();
        for operator in operators.iter_mut() {
            let to = operator.as_str().and_then(|name| posting.get(&fold(name)));
            if let Some(to) = to {
                *operator = (*to).into();
            }
        }
        operators.retain(|operator| seen.insert(fold(operator.as_str().unwrap_or_default())));
    }
    // Who answers for a record no longer stands in for its owner.
    let name = |field: &str| record.get(field).and_then(Json::as_str).map(fold);
    if name("deputy").is_some() && name("deputy") == name("owner") {
        record.insert("deputy".to_owned(), Json::Null);
    }
}
