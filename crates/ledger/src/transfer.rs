//! Personnel transfers (人事異動): who goes where by a list, what they hold in every register, and who takes it over.
//! A view above the registers, which know nothing of it. Who is meant is decided in `transfer/people.rs`, who is proposed in
//! `transfer/propose.rs`; both are pure. How a list is read from a spreadsheet is in `exchange/transfers.rs`.

mod apply;
mod holders;
mod orphans;
mod paper;
mod people;
mod plan;
mod propose;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use db::Tx;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use apply::{TransferBatch, TransferResult};
pub use holders::Holder;
pub use orphans::{Orphan, Orphans, PersonHolding, Why};
pub use paper::{HandoverPaper, HandoverPlace, WrittenHandover};
pub use propose::Reason;

use crate::draft::date_code;
use crate::exchange::{ListedMove, moves_in};
use crate::fold::fold;
use crate::ledger::Ledger;
use crate::person::{Person, Section};
use crate::problem::{Error, Problem};
use crate::register::{Duty, Held, Load, Register};
use crate::wording::text;

/// A row of a list of transfers as it is given without a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TransferRow {
    /// Name.
    pub name: String,
    /// Section before; none for somebody who joins.
    pub from_section: Option<String>,
    /// Section after; a word such as 退職 for somebody who leaves. None is read so too, and asked about.
    pub to_section: Option<String>,
    /// Day of the order, as typed.
    pub on: Option<String>,
}

/// What a person decided about a row: who is meant, or who takes over one record or all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TransferChoice {
    /// Place of the row in the list, from 1.
    pub row: usize,
    /// Id of the person who is meant.
    pub person: Option<String>,
    /// Register of the record; none for all that the person holds.
    pub register: Option<Register>,
    /// Id of the record.
    pub id: Option<String>,
    /// Key of the successor, or a name that one person alone has; empty for nobody.
    pub successor: Option<String>,
}

/// A list of transfers and what was decided about it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TransferRequest {
    /// A spreadsheet with the list.
    pub file: Option<String>,
    /// The list itself.
    pub rows: Option<Vec<TransferRow>>,
    /// Day of the order for rows that name none, as typed.
    pub on: Option<String>,
    /// Decisions.
    pub choices: Option<Vec<TransferChoice>>,
}

/// The list, to be carried out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TransferApply {
    /// A spreadsheet with the list.
    pub file: Option<String>,
    /// The list itself.
    pub rows: Option<Vec<TransferRow>>,
    /// Day of the order for rows that name none, as typed.
    pub on: Option<String>,
    /// Decisions.
    pub choices: Option<Vec<TransferChoice>>,
    /// Whether records without a successor, and rows that are not clear, may stay as they are.
    pub leave_open: Option<bool>,
    /// What the preview said of itself; if it would say something else now, nothing is done.
    pub token: Option<String>,
}

/// How many of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
pub struct TransferCounts {
    /// Rows of the list.
    pub rows: usize,
    /// People whose move is still to be made.
    pub people: usize,
    /// Of these, people who leave the office.
    pub leaving: usize,
    /// Records that need another person.
    pub records: usize,
    /// Of these, records for which nobody is proposed or chosen.
    pub open: usize,
    /// Rows for which it is not clear who is meant.
    pub asked: usize,
    /// Rows that cannot be used.
    pub rejected: usize,
    /// People whose order is of a day to come, although they and their records would change now.
    pub ahead: usize,
}

/// Somebody who may take over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Successor {
    /// Id of the person, or `row:N` for somebody of the list who is not in the register yet.
    pub key: String,
    /// Name.
    pub name: String,
    /// Section after the transfer.
    pub section: Option<String>,
    /// Mail address, by which people of one name are told apart.
    pub email: Option<String>,
    /// Records that the person answers for after the transfer, without those of this list.
    pub held: i64,
    /// Whether the person comes by this list.
    pub arrives: bool,
}

/// A record that needs another person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TransferRecord {
    /// Register.
    pub register: Register,
    /// Id.
    pub id: String,
    /// Number.
    pub number: Option<String>,
    /// Title, service or name.
    pub title: String,
    /// Section.
    pub section: Option<String>,
    /// What the person does for it.
    pub duties: Vec<Duty>,
    /// The same in words.
    pub duties_text: String,
    /// Key of the successor.
    pub successor: Option<String>,
    /// Name of the successor.
    pub successor_name: Option<String>,
    /// Section of the successor after the transfer.
    pub successor_section: Option<String>,
    /// Why this one.
    pub reason: Reason,
    /// The same in words.
    pub reason_text: String,
    /// Revision that was seen.
    pub revision: i64,
}

/// What becomes of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MoveKind {
    /// Goes to another section.
    Moves,
    /// Leaves the office.
    Leaves,
    /// Is not in the register of people yet, and is entered with the new section.
    Joins,
    /// The register of people knows it already.
    Done,
    /// Stays in the section, with everything: another grade or title.
    NoMove,
}

/// Something to be told about a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TransferNote {
    /// Code, also of the locale key `transfer.note.<code>`.
    pub code: String,
    /// In words.
    pub text: String,
}

/// A person of the list with what has to be handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TransferMove {
    /// Place of the row in the list, from 1.
    pub row: usize,
    /// Where the row stands in the file.
    pub at: String,
    /// Id in the register of people, if the person is there.
    pub person: Option<String>,
    /// Revision that was seen.
    pub revision: Option<i64>,
    /// Name.
    pub name: String,
    /// Section before.
    pub from_section: Option<String>,
    /// Section after.
    pub to_section: Option<String>,
    /// ISO date of the first day after the move.
    pub on: String,
    /// What becomes of the person.
    pub kind: MoveKind,
    /// What the person holds.
    pub records: Vec<TransferRecord>,
    /// What to know about the row.
    pub notes: Vec<TransferNote>,
}

/// Somebody who may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TransferCandidate {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Section.
    pub section: Option<String>,
    /// Mail address, by which people of one name are told apart.
    pub email: Option<String>,
}

/// A row for which nothing is done, or that is to be confirmed, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TransferQuestion {
    /// Place of the row in the list, from 1.
    pub row: usize,
    /// Where the row stands in the file.
    pub at: String,
    /// Name as it is in the list.
    pub name: String,
    /// Section before.
    pub from_section: Option<String>,
    /// Section after.
    pub to_section: Option<String>,
    /// `ambiguous`, `nobody`, `repeated`, `later` or `rejected`; `unsaid` for somebody who leaves by an empty cell.
    pub code: String,
    /// In words.
    pub text: String,
    /// Who may be meant.
    pub candidates: Vec<TransferCandidate>,
}

/// A list of transfers before it is carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TransferPreview {
    /// Name of the file.
    pub file_name: Option<String>,
    /// How many of what.
    pub counts: TransferCounts,
    /// People of the list in its order.
    pub moves: Vec<TransferMove>,
    /// Rows for which nothing is done, or that are to be confirmed.
    pub questions: Vec<TransferQuestion>,
    /// Everybody who may take over, by section and name.
    pub successors: Vec<Successor>,
    /// What `transfer_apply` compares.
    pub token: String,
}

impl TransferApply {
    fn request(&self) -> TransferRequest {
        TransferRequest {
            file: self.file.clone(),
            rows: self.rows.clone(),
            on: self.on.clone(),
            choices: self.choices.clone(),
        }
    }
}

/// A list as it was read.
struct Listing {
    rows: Vec<ListedMove>,
    /// Places of rows, from 1, that tell no section after, not even that somebody leaves.
    unsaid: BTreeSet<usize>,
    today: NaiveDate,
}

/// What a plan is made from.
struct Scene {
    persons: Vec<Person>,
    /// Sections in which a person was before, by id; folded.
    former: BTreeMap<String, BTreeSet<String>>,
    sections: Vec<Section>,
    held: Vec<Held>,
    loads: Vec<Load>,
}

/// Open records of the registers that hold few enough to be read whole, with who does what for them.
fn held_beside_contracts(tx: &mut Tx<'_>) -> Result<Vec<Held>, Error> {
    let mut held = crate::cloud::held(tx)?;
    held.extend(crate::sns::held(tx)?);
    held.extend(crate::incident::held(tx)?);
    Ok(held)
}

impl Scene {
    /// The people, and the records that name somebody of the list.
    fn of(tx: &mut Tx<'_>, list: &[ListedMove]) -> Result<Self, Error> {
        let named: BTreeSet<String> = list.iter().map(|row| fold(&row.name)).collect();
        let mut loads = crate::contract::loads(tx)?;
        let mut held = Vec::new();
        let mut owners: Vec<String> = loads.iter().filter_map(|load| load.name.clone()).collect();
        owners.sort();
        owners.dedup();
        for owner in owners.iter().filter(|owner| named.contains(&fold(owner))) {
            held.extend(crate::contract::held(tx, Some(owner), i64::MAX)?);
        }
        for other in held_beside_contracts(tx)? {
            loads.push(Load::of(&other));
            if other.people.iter().any(|(_, name)| named.contains(&fold(name))) {
                held.push(other);
            }
        }
        let mut former: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (person, section) in crate::history::former_sections(tx)? {
            former.entry(person).or_default().insert(fold(&section));
        }
        Ok(Self { persons: crate::person::all(tx)?, former, sections: crate::person::all_sections(tx)?, held, loads })
    }
}

impl Ledger {
    /// What a list of transfers would do; nothing is written.
    ///
    /// # Errors
    /// Why the file cannot be read, `transfer_empty`, `transfer_no_sections`, `transfer_successor_unknown`,
    /// `transfer_person_unknown`.
    pub fn preview_transfer(&mut self, request: &TransferRequest) -> Result<TransferPreview, Error> {
        let list = self.listed_moves(request)?;
        let lang = self.lang;
        let choices = request.choices.as_deref().unwrap_or_default();
        let scene = self.read(|tx| Scene::of(tx, &list.rows))?;
        let mut preview = plan::plan(&list, &scene, choices, lang)?;
        preview.file_name = request.file.as_deref().map(crate::exchange::file_name);
        Ok(preview)
    }

    /// The rows of a list, from its file or as given.
    fn listed_moves(&mut self, request: &TransferRequest) -> Result<Listing, Error> {
        let day = |field: &str, typed: &str| {
            crate::date::parse(typed).map_err(|problem| Problem::at(field, date_code(&problem)).with("value", typed))
        };
        let filled = |typed: &Option<String>| typed.clone().filter(|typed| !typed.trim().is_empty());
        let usual: Option<NaiveDate> = filled(&request.on).map(|typed| day("on", &typed)).transpose()?;
        let mut list = match (&request.file, &request.rows) {
            (Some(file), _) => moves_in(self, file)?,
            (None, Some(rows)) if !rows.is_empty() => {
                let row = |(index, row): (usize, &TransferRow)| {
                    let on = filled(&row.on).map(|typed| day("on", &typed).map_err(|problem| (problem.code, typed)));
                    let why = match &on {
                        Some(Err((code, typed))) => Some((code.clone(), typed.clone())),
                        _ => None,
                    };
                    ListedMove {
                        at: (index + 1).to_string(),
                        name: row.name.clone(),
                        from_section: row.from_section.clone(),
                        to_section: row.to_section.clone(),
                        on: on.and_then(Result::ok),
                        unsaid: false,
                        joins: false,
                        rejected: why,
                    }
                    .read()
                };
                rows.iter().enumerate().map(row).collect()
            }
            _ => return Err(Problem::at("rows", "transfer_empty").into()),
        };
        for row in list.iter_mut().filter(|row| row.rejected.is_none() && row.on.is_none()) {
            row.on = usual;
        }
        let unsaid = list.iter().zip(1..).filter(|(row, _)| row.unsaid).map(|(_, at)| at).collect();
        Ok(Listing { rows: list, unsaid, today: self.today() })
    }

    fn duty_words(&self, duties: &[Duty]) -> String {
        duty_words(self.lang, duties)
    }
}

/// Duties in words.
fn duty_words(lang: crate::wording::Lang, duties: &[Duty]) -> String {
    let words: Vec<String> = duties.iter().map(|duty| text(lang, &format!("duty.{}", duty.code()), &[])).collect();
    words.join(&text(lang, "transfer.separator", &[]))
}

/// Whether two sections are one by name.
fn same_section(one: Option<&str>, other: Option<&str>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if fold(one) == fold(other))
}
