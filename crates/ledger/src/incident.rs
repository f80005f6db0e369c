//! The register of incidents (事故): what happened, whose data, since when the office knows, and what was reported to whom.
//!
//! What the law asks for is worked out from that: whether it is reported and by which day in `incident/duty.rs` (pure),
//! what is wrong in `incident/rules.rs` (pure). The typed draft is in `incident/draft.rs`, rows in `incident/store.rs`, what
//! a screen shows in `incident/view.rs`, papers in `incident/paper.rs`. What falls due is told by `due/incident.rs`.

mod draft;
mod duty;
mod exchange;
mod paper;
mod rules;
mod store;
mod view;

use db::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

pub use draft::IncidentDraft;
pub(crate) use duty::{Clock, clock, day_one, is_reported};
pub(crate) use exchange::{identities, json, put_json, read_json, remove};
pub use paper::{IncidentPaper, IncidentPaperKind, IncidentPaperRow, WrittenIncidentPaper};
pub use store::{IncidentPage, IncidentQuery, IncidentRow, IncidentState};
pub(crate) use store::{all, held, load};
pub use view::{IncidentCheckup, IncidentStep, IncidentVerdict, IncidentView, StepKind, UnknownField};

use crate::approval::Actor;
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::person::Named;
use crate::problem::{Error, Problem};
use crate::register::{Link, Register};

/// What happened (事故の種類); an incident can be of several kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IncidentKind {
    /// Information reached somebody it was not meant for (漏えい).
    Leak,
    /// Information is lost (滅失).
    Loss,
    /// Information was changed or cannot be used (毀損).
    Damage,
    /// An account was taken over, or somebody poses as the office (乗っ取り・なりすまし).
    Takeover,
    /// Malicious software (不正プログラム).
    Malware,
    /// Access that nobody allowed (不正アクセス).
    Access,
    /// A system or service stands still (停止).
    Outage,
    /// A breach of the contract, such as re-outsourcing without consent (契約違反).
    Breach,
    /// Something else (その他).
    Other,
}

impl IncidentKind {
    /// Every kind, in the order in which a form lists them.
    pub const ALL: [Self; 9] = [
        Self::Leak,
        Self::Loss,
        Self::Damage,
        Self::Takeover,
        Self::Malware,
        Self::Access,
        Self::Outage,
        Self::Breach,
        Self::Other,
    ];

    /// The word for it in records, also of the locale key `incident_kind.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Leak => "leak",
            Self::Loss => "loss",
            Self::Damage => "damage",
            Self::Takeover => "takeover",
            Self::Malware => "malware",
            Self::Access => "access",
            Self::Outage => "outage",
            Self::Breach => "breach",
            Self::Other => "other",
        }
    }

    /// Whether it is what the law calls a leak or its like (漏えい等: 漏えい, 滅失, 毀損; 個人情報保護法第68条第1項).
    pub fn is_of_law(self) -> bool {
        matches!(self, Self::Leak | Self::Loss | Self::Damage)
    }
}

/// Which report was made to the commission (報告の区分).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "IncidentReportKind")]
pub enum ReportKind {
    /// The first one (速報).
    Initial,
    /// Something more, before the last one (追加の報告).
    FollowUp,
    /// The last one (確報).
    Final,
}

impl ReportKind {
    /// The word for it in records, also of the locale key `incident_report.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::FollowUp => "follow_up",
            Self::Final => "final",
        }
    }
}

/// A report that was made (報告の記録).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct IncidentReport {
    /// Which.
    pub kind: ReportKind,
    /// ISO date on which it was made.
    pub on: String,
    /// To whom; the commission (個人情報保護委員会) where nothing is said.
    #[serde(default)]
    pub to: Option<String>,
    /// Number under which it was received.
    #[serde(default)]
    pub number: Option<String>,
    /// Remark.
    #[serde(default)]
    pub note: Option<String>,
}

/// How those whose data it is were told (本人への通知).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct PersonsNotice {
    /// ISO date on which they were told.
    pub on: Option<String>,
    /// How.
    pub how: Option<String>,
    /// Why they cannot be told, and what is done instead (個人情報保護法第68条第2項ただし書).
    pub instead: Option<String>,
}

/// An incident (事故).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Incident {
    /// Id.
    pub id: String,
    /// Number as people know it.
    pub number: Option<String>,
    /// What it is called.
    pub title: String,
    /// Section that looks after it.
    pub section: Option<String>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// ISO date since which they do.
    pub owner_since: Option<String>,
    /// Id of the contract in whose work it happened.
    pub contract: Option<String>,
    /// Id of the cloud use in which it happened.
    pub cloud: Option<String>,
    /// Id of the account to which it happened.
    pub sns: Option<String>,
    /// What happened.
    pub kinds: Vec<IncidentKind>,
    /// Whether it is only feared that it happened (おそれ).
    pub suspected: bool,
    /// ISO date on which it happened (発生日).
    pub happened_on: Option<String>,
    /// ISO date on which it was found, by anybody (発覚日).
    pub found_on: Option<String>,
    /// Who found it.
    pub found_by: Option<String>,
    /// ISO date on which any section of the office knew: day one of the clock (知った日).
    pub known_on: Option<String>,
    /// The section that knew first.
    pub known_by: Option<String>,
    /// ISO date on which the contractor knew.
    pub contractor_knew_on: Option<String>,
    /// ISO date on which the contractor told the office.
    pub contractor_reported_on: Option<String>,
    /// ISO date on which it was entered here; day one where nobody says when the office knew.
    pub recorded_on: Option<String>,
    /// Whether personal information is concerned.
    pub personal_info: Option<bool>,
    /// Whether My Number data are (特定個人情報).
    pub my_number: Option<bool>,
    /// Whether special-care information is (要配慮個人情報).
    pub special_care: Option<bool>,
    /// Whether special-care information of the ordinance is (条例要配慮個人情報).
    pub ordinance_care: Option<bool>,
    /// Whether damage to property is feared (財産的被害のおそれ).
    pub property_damage: Option<bool>,
    /// Whether it may have been done on purpose (不正の目的のおそれ).
    pub malicious: Option<bool>,
    /// Number of persons whose data it is (本人の数); the most that is feared while it is not known exactly.
    pub persons: Option<i64>,
    /// What is known of the number beside it.
    pub persons_note: Option<String>,
    /// What happened, in words (概要).
    pub overview: Option<String>,
    /// Which data of each person (個人情報の項目).
    pub items: Option<String>,
    /// Cause (原因).
    pub cause: Option<String>,
    /// Further harm, or that it is feared (二次被害又はそのおそれ).
    pub secondary_harm: Option<String>,
    /// What is done for the persons (本人への対応).
    pub response: Option<String>,
    /// How the persons were told.
    pub notice: PersonsNotice,
    /// What was made public (公表の実施状況).
    pub publication: Option<String>,
    /// ISO date on which it was made public.
    pub published_on: Option<String>,
    /// So that it does not happen again (再発防止のための措置).
    pub prevention: Option<String>,
    /// Anything else that helps (その他参考となる事項).
    pub remarks: Option<String>,
    /// Reports to the commission.
    pub reports: Vec<IncidentReport>,
    /// ISO date on which nothing more is to be done.
    pub closed_on: Option<String>,
    /// Number of this version.
    pub revision: i64,
}

/// The word for the register in files, commands and the history.
const REGISTER: &str = "incident";

impl Incident {
    /// ISO date of the first report of this kind.
    pub fn reported_on(&self, kinds: &[ReportKind]) -> Option<&str> {
        self.reports.iter().filter(|report| kinds.contains(&report.kind)).map(|report| report.on.as_str()).min()
    }

    /// The ids of the records in which it happened.
    pub fn places(&self) -> impl Iterator<Item = (Register, &str)> {
        let places = [(Register::Contract, &self.contract), (Register::Cloud, &self.cloud), (Register::Sns, &self.sns)];
        places.into_iter().filter_map(|(register, id)| Some((register, id.as_deref()?)))
    }
}

impl Ledger {
    /// One page of the list.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn list_incidents(&mut self, query: &IncidentQuery) -> Result<IncidentPage, Error> {
        let (today, calendar) = (self.today(), self.office()?.calendar());
        self.read(|tx| store::list(tx, query, &calendar, today))
    }

    /// An incident.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn incident(&mut self, id: &str) -> Result<Incident, Error> {
        self.read(|tx| store::load(tx, id))?.ok_or_else(|| Problem::new("record_missing").with("id", id).into())
    }

    /// The incident with this id, number or title; of several the newest.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn find_incident(&mut self, typed: &str) -> Result<Incident, Error> {
        let id = self.read(|tx| store::find(tx, typed))?;
        self.incident(id.as_deref().unwrap_or(typed))
    }

    /// The incidents that happened in a record of another register, the newest first.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn incidents_of(&mut self, register: Register, id: &str) -> Result<Vec<Link>, Error> {
        self.read(|tx| store::naming(tx, register, id))
    }

    /// Saves a draft: a new incident, or the next revision of one.
    ///
    /// # Errors
    /// All problems of the draft at once, or `changed_elsewhere` with who and when.
    pub fn save_incident(&mut self, draft: &IncidentDraft) -> Result<Incident, Error> {
        let today = self.today();
        self.write(Op::IncidentSave, |writing| {
            Actor::may_write(writing, today)?;
            let Some(id) = draft.id() else {
                let incident = draft.parse(None, today)?;
                places_exist(writing.tx, &incident, None)?;
                return write(writing, incident, None);
            };
            let base = store::load(writing.tx, id)?.ok_or_else(|| Problem::new("record_missing").with("id", id))?;
            let incident = draft.parse(Some(&base), today)?;
            if (Incident { revision: base.revision, ..incident.clone() }) == base {
                return Ok(base);
            }
            places_exist(writing.tx, &incident, Some(&base))?;
            write(writing, incident, Some(&base))
        })
    }
}

/// The records in which it happened are there; one that it named before may have been taken out since.
fn places_exist(tx: &mut Tx<'_>, incident: &Incident, base: Option<&Incident>) -> Result<(), Error> {
    let mut problems = Vec::new();
    let named = |place: &(Register, &str)| base.is_some_and(|base| base.places().any(|before| before == *place));
    for (register, id) in incident.places().filter(|place| !named(place)) {
        let there = match register {
            Register::Contract => crate::contract::json(tx, id)?.is_some(),
            Register::Cloud => crate::cloud::load(tx, id)?.is_some(),
            _ => crate::sns::load(tx, id)?.is_some(),
        };
        if !there {
            problems.push(Problem::at(register.code(), "incident_place_missing").with("id", id));
        }
    }
    Error::unless_none(problems)
}

/// Writes a record whose revision is the one that was seen, with its row of history.
fn write(writing: &mut Writing<'_, '_>, mut incident: Incident, base: Option<&Incident>) -> Result<Incident, Error> {
    if incident.id.is_empty() {
        incident.id = uuid::Uuid::now_v7().to_string();
    }
    let expected = if base.is_some() { incident.revision } else { 0 };
    incident.revision = expected + 1;
    if !store::save(writing.tx, &incident, base.is_some().then_some(expected))? {
        return Err(writing.changed_elsewhere(REGISTER, &incident.id));
    }
    let before: Option<Json> = base.map(serde_json::to_value).transpose()?;
    writing.note(REGISTER, &incident.id, before.as_ref(), Some(&serde_json::to_value(&incident)?))?;
    Ok(incident)
}

/// Carries a new name into the incidents that are open; closed ones keep the names of then.
pub(crate) fn rename(writing: &mut Writing<'_, '_>, named: Named, names: (&str, &str)) -> Result<(), Error> {
    for before in store::open(writing.tx)? {
        let mut incident = before.clone();
        let places: Vec<&mut String> = match named {
            Named::Section => incident.section.iter_mut().chain(&mut incident.known_by).collect(),
            Named::Person => incident.owner.iter_mut().collect(),
        };
        places.into_iter().filter(|name| **name == names.0).for_each(|name| names.1.clone_into(name));
        if incident != before {
            write(writing, incident, Some(&before))?;
        }
    }
    Ok(())
}

/// Every record as it is kept, with its id.
pub(crate) fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    store::walk(tx, see)
}
