//! The register of outsourcing contracts (業務委託契約): the record, and what can be done with it.
//! Rules are in `contract/rules.rs`, papers in `contract/paper.rs`, rows in `contract/store.rs`, the typed draft in `contract/draft.rs`.

mod agreed;
pub mod chain;
mod compare;
mod consent;
mod derived;
mod draft;
mod entrusted;
mod exchange;
pub mod exposure;
mod forms;
mod inspection;
mod intervals;
mod life;
mod matter;
mod oversight;
mod paper;
mod register_paper;
mod rename;
mod rules;
pub mod selection;
mod sheet;
mod store;
mod structure;
mod subcontract;
mod view;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use crate::contractor::Contractor;
pub use crate::draft::date_code;
pub use agreed::Agreed;
pub(crate) use compare::walk;
pub use consent::ContractApply;
pub(crate) use derived::{Beside, Deriving};
pub use draft::ContractDraft;
pub use entrusted::{Entrusted, Worker};
pub(crate) use exchange::{
    RunContract, add, compose, identities, is_needed, json, lacks, link_terms, mark_renewed, put_json, read_json,
    remove, run_for, settled, starts_on, unlink_term,
};
pub use forms::{ContractForm, ContractFormSave, FormKind, FormPaper, WrittenForm};
pub use inspection::{Inspection, InspectionMethod, Measure, MeasureSource};
pub(crate) use matter::matter_text;
pub use oversight::{ContractOversightSave, OversightKind, OversightPaper, WrittenOversight};
pub use paper::{AnnexPaper, Article, WrittenAnnex};
pub use register_paper::{ContractRegisterPaper, ContractRegisterSave};
pub(crate) use rename::rename;
pub use rules::{
    Assessment, Evidence, Finding, RequirementState, State, assess, cancelled, derived_facts, in_year, owner_left,
};
pub use sheet::{
    ContractAnswer, ContractReturn, ContractSheetAnswer, ContractSheetApply, ContractSheetIssue, ContractSheetRead,
    ContractSheetReading, ContractSheetRow, ContractSheetSave, ContractSheets, Fulfilment,
};
pub(crate) use sheet::{Returned, answered_in, walk as walk_sheets, walk_returns};
pub use store::{ContractPage, ContractQuery, ContractRow, NextDue, Status};
pub(crate) use store::{
    exposed_from, findings_of, held, load, loads, mark_all_for_recheck, mark_for_recheck, mark_owner_for_recheck,
};
pub use structure::Structure;
pub use subcontract::Subcontract;
pub(crate) use view::matter_changes;
pub use view::{
    AnnexSummary, Chain, ChainEdge, ChainKind, ChainNode, ChainState, Change, ContractCase, ContractCheck,
    ContractView, Counts, RequirementRow, Term,
};

use crate::approval::Actor;
use crate::catalogue::AnnexKind;
use crate::facts::Facts;
use crate::history::{Op, Writing, canonical_text};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};

/// How the contractor was chosen (契約方式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 一般競争入札.
    General,
    /// 指名競争入札.
    Designated,
    /// 随意契約.
    Negotiated,
    /// 公募型プロポーザル.
    Proposal,
    /// Anything else.
    Other,
}

/// A certificate or registration of the contractor (認証).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Certificate {
    /// A value of the fact `certs`.
    pub kind: String,
    /// Number.
    pub number: Option<String>,
    /// Scope.
    pub scope: Option<String>,
    /// ISO date until which it is valid.
    pub valid_until: Option<String>,
}

impl Certificate {
    /// Whether this one is valid longer; one without a date does not end.
    pub fn outlasts(&self, other: &Self) -> bool {
        match (&self.valid_until, &other.valid_until) {
            (Some(own), Some(until)) => own > until,
            (None, Some(_)) => true,
            (_, None) => false,
        }
    }
}

/// What kind of document the contractor delivers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliverableKind {
    /// 責任者・従事者届.
    StartDocuments,
    /// 誓約書.
    Pledge,
    /// 定期報告.
    PeriodicReport,
    /// 研修実施報告.
    TrainingReport,
    /// 情報セキュリティ管理計画書.
    Plan,
    /// 返却・消去証明.
    ErasureCertificate,
    /// Anything else.
    #[default]
    Other,
}

/// A document that the contractor owes (提出物).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Deliverable {
    /// Kind.
    pub kind: DeliverableKind,
    /// Title.
    pub title: String,
    /// ISO date.
    pub due_on: Option<String>,
    /// ISO date.
    pub received_on: Option<String>,
    /// Months after which it comes again until the end of the contract; each further one is an entry of its own.
    pub every_months: Option<u32>,
}

/// A requirement that is left out on purpose (適用除外).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Waiver {
    /// Id of the requirement.
    pub requirement: String,
    /// Why.
    pub reason: String,
    /// Who approved; needed where the requirement is a `must`.
    pub approver: Option<String>,
    /// ISO date.
    pub approved_on: Option<String>,
    /// Number of the document (文書番号), or of the approval.
    pub document_number: Option<String>,
    /// Conditions of the approval.
    pub conditions: Option<String>,
    /// ISO date until which it is approved, where it was decided here.
    pub expires_on: Option<String>,
    /// Id of the application on which the approval rests; none where it was given outside this ledger.
    pub application: Option<String>,
}

impl Waiver {
    /// Whether its approval was given for a time that is over. `today` is an ISO date.
    pub fn has_lapsed(&self, today: &str) -> bool {
        self.expires_on.as_deref().is_some_and(|until| until < today)
    }
}

/// Evidence that a person recorded for a requirement (確認の記録).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Confirmation {
    /// Id of the requirement.
    pub requirement: String,
    /// ISO date.
    pub on: String,
    /// Where it can be seen.
    pub source: String,
    /// Remark.
    pub note: Option<String>,
}

/// A domain name that the contractor holds for the office (ドメイン).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Domain {
    /// The name.
    pub name: String,
    /// ISO date until which it is registered.
    pub registered_until: Option<String>,
    /// ISO date on which the office got it back, or saw that it is kept for good.
    pub returned_on: Option<String>,
    /// Remark.
    pub note: Option<String>,
}

/// How a contract ended (終了).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Closing {
    /// ISO date.
    pub closed_on: String,
    /// ISO date on which everything was back.
    pub returned_on: Option<String>,
    /// ISO date of the erasure certificate.
    pub erasure_certificate_on: Option<String>,
    /// Remark.
    pub note: Option<String>,
}

/// A clause and the version in which it was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PinnedClause {
    /// Id of the clause.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Article in which it was printed.
    pub article: u32,
    /// Requirements that the article meets.
    pub requirements: Vec<String>,
}

/// An annex as it was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Pin {
    /// Which annex.
    pub kind: AnnexKind,
    /// Version of the catalogue.
    pub catalogue: String,
    /// Its clauses.
    pub clauses: Vec<PinnedClause>,
    /// SHA-256 of the paper kept in the ledger.
    pub hash: String,
}

/// A contract.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Contract {
    /// UUIDv7.
    pub id: String,
    /// Number (契約番号).
    pub number: Option<String>,
    /// Title (件名).
    pub title: String,
    /// Name of the owning section (所管課).
    pub section: Option<String>,
    /// Name of the person who answers for it.
    pub owner: Option<String>,
    /// ISO date since which this person answers for it, if it is known.
    pub owner_since: Option<String>,
    /// Contractor.
    pub contractor: Contractor,
    /// How the contractor was chosen.
    pub method: Option<Method>,
    /// ISO date of signing.
    pub signed_on: Option<String>,
    /// ISO date.
    pub starts_on: Option<String>,
    /// ISO date.
    pub ends_on: Option<String>,
    /// Whether it renews itself.
    pub auto_renewal: Option<bool>,
    /// Days of notice before it renews itself.
    pub notice_days: Option<i64>,
    /// The same in months, where the contract says months.
    pub notice_months: Option<u32>,
    /// Amount in yen, tax included.
    pub amount_yen: Option<i64>,
    /// ISO date of the decision (決裁日).
    pub decided_on: Option<String>,
    /// Number of the decision document.
    pub document_number: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// What is known.
    pub facts: Facts,
    /// Re-outsourcings.
    pub subcontracts: Vec<Subcontract>,
    /// Certificates.
    pub certificates: Vec<Certificate>,
    /// Inspections.
    pub inspections: Vec<Inspection>,
    /// What has to be put right, and by when.
    pub measures: Vec<Measure>,
    /// Who works for it at the contractor.
    pub workers: Vec<Worker>,
    /// What was handed to the contractor.
    pub information: Vec<Entrusted>,
    /// How the contractor manages personal information, as it reported.
    pub structure: Option<Structure>,
    /// Documents the contractor owes.
    pub deliverables: Vec<Deliverable>,
    /// Domains that the contractor holds for the office.
    pub domains: Vec<Domain>,
    /// How the contractor was selected.
    pub selection: Option<selection::Selection>,
    /// Requirements left out.
    pub waivers: Vec<Waiver>,
    /// Evidence recorded.
    pub confirmations: Vec<Confirmation>,
    /// Annexes as signed.
    pub pins: Vec<Pin>,
    /// What was agreed when it was signed; none where only the day of signing was recorded.
    pub agreed: Option<Agreed>,
    /// Id of the term before.
    pub renewed_from: Option<String>,
    /// Id of the first term.
    pub lineage: String,
    /// Number of the term, from 1.
    pub term: u32,
    /// How it ended.
    pub closing: Option<Closing>,
    /// ISO date of closing.
    pub closed_on: Option<String>,
    /// Version of the catalogue at signing.
    pub catalogue: Option<String>,
    /// Number of this version; 0 for a new one.
    pub revision: i64,
}

const REGISTER: &str = "contract";

impl Ledger {
    /// One page of the list, filtered and sorted by the database.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn list_contracts(&mut self, query: &ContractQuery) -> Result<ContractPage, Error> {
        self.refresh_contracts()?;
        let today = self.today();
        let lang = self.lang;
        self.read(|tx| store::list(tx, query, today, lang))
    }

    /// A contract.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn contract(&mut self, id: &str) -> Result<Contract, Error> {
        self.read(|tx| store::load(tx, id))?.ok_or_else(|| Problem::new("record_missing").with("id", id).into())
    }

    /// The contract with this id, else the newest one with this number.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn find_contract(&mut self, id_or_number: &str) -> Result<Contract, Error> {
        let id = self.read(|tx| store::newest_with_number(tx, id_or_number))?;
        self.contract(id.as_deref().unwrap_or(id_or_number))
    }

    /// The title of the contract with this id, for the records of other registers that name it.
    pub(crate) fn contract_title(&mut self, id: Option<&str>) -> Result<Option<String>, Error> {
        let Some(id) = id else { return Ok(None) };
        Ok(self.read(|tx| store::load(tx, id))?.map(|contract| contract.title))
    }

    /// A contract as it was at the end of a day.
    ///
    /// # Errors
    /// `record_missing_then` if it did not exist.
    pub fn contract_on(&mut self, id: &str, on: NaiveDate) -> Result<Contract, Error> {
        let json = self.record_on(REGISTER, id, on)?;
        let json = json.ok_or_else(|| Problem::new("record_missing_then").with("on", on))?;
        Ok(serde_json::from_value(json)?)
    }

    /// Number of contracts, and the sums of their findings and undecided requirements.
    pub(crate) fn contract_sums(&mut self) -> Result<(i64, (i64, i64)), Error> {
        let today = self.today();
        self.read(|tx| Ok((store::matching(tx, &ContractQuery::default(), today)?, store::sums(tx)?)))
    }

    /// Number of contracts that match.
    pub(crate) fn count_contracts(&mut self, query: &ContractQuery, today: NaiveDate) -> Result<i64, Error> {
        self.read(|tx| store::matching(tx, query, today))
    }

    /// Every contract, for views over the whole register.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn contracts(&mut self) -> Result<Vec<Contract>, Error> {
        self.read(store::all)
    }

    /// Saves a draft: a new contract, or the next revision of one.
    ///
    /// # Errors
    /// All problems of the draft at once, `changed_elsewhere` with who and when, or `role_missing` for who only reads.
    pub fn save_contract(&mut self, draft: &ContractDraft) -> Result<Contract, Error> {
        let base = draft.id().map(|id| self.contract(id)).transpose()?;
        let contract = draft.parse(base.as_ref(), self.today())?;
        match base {
            Some(base) if without_revision(&base) == without_revision(&contract) => Ok(base),
            base => self.put(Op::ContractSave, contract, base.as_ref()),
        }
    }

    fn put(&mut self, op: Op, contract: Contract, base: Option<&Contract>) -> Result<Contract, Error> {
        self.put_with(op, contract, base, |_, _| Ok(()))
    }

    fn put_with(
        &mut self,
        op: Op,
        contract: Contract,
        base: Option<&Contract>,
        also: impl FnOnce(&mut Writing<'_, '_>, &Contract) -> Result<(), Error>,
    ) -> Result<Contract, Error> {
        let (office, today) = (self.office()?.as_facts(), self.today());
        self.write(op, |writing| {
            Actor::may_write(writing, today)?;
            let contract = keep(writing, contract, base, &office, today)?;
            also(writing, &contract)?;
            Ok(contract)
        })
    }
}

/// Keeps a contract as the next revision of the one that was seen; what was approved of it is reopened where it changed.
fn keep(
    writing: &mut Writing<'_, '_>,
    mut contract: Contract,
    base: Option<&Contract>,
    office: &Facts,
    today: NaiveDate,
) -> Result<Contract, Error> {
    match base {
        Some(base) => {
            matter::reopen(writing, base, &mut contract, today)?;
        }
        None => contract.forget_applications(),
    }
    keep_as_is(writing, contract, base, office, today)
}

/// Keeps a contract with its derived columns and its row of history.
fn keep_as_is(
    writing: &mut Writing<'_, '_>,
    mut contract: Contract,
    base: Option<&Contract>,
    office: &Facts,
    today: NaiveDate,
) -> Result<Contract, Error> {
    contract.place();
    let expected = if base.is_some() { contract.revision } else { 0 };
    // A refused insertion would end the transaction on a server, before it can be said who saved.
    if base.is_some() && expected == 0 {
        return Err(writing.changed_elsewhere(REGISTER, &contract.id));
    }
    contract.revision = expected + 1;
    let (beside, returned) = (Beside::of(writing.tx, &contract)?, sheet::returned(writing.tx, &contract, today)?);
    let row = derived::row(&contract, &mut Deriving::of(writing.tx)?, office, (beside, &returned), today);
    let record = serde_json::to_string(&contract)?;
    let after = canonical_text(&record);
    if !store::save(writing.tx, &contract, record, &row, expected)? {
        return Err(writing.changed_elsewhere(REGISTER, &contract.id));
    }
    for term_before in base.iter().filter_map(|base| base.renewed_from.as_ref()).chain(&contract.renewed_from) {
        store::mark_for_recheck(writing.tx, term_before)?;
    }
    let before = base.map(serde_json::to_string).transpose()?;
    writing.note_text(REGISTER, &contract.id, before.as_deref().map(canonical_text), Some(after))?;
    Ok(contract)
}

impl Contract {
    /// Gives a new contract and its entries their ids, and its place as the first of its lineage unless it has another.
    fn place(&mut self) {
        if self.id.is_empty() {
            self.id = uuid::Uuid::now_v7().to_string();
        }
        if self.lineage.is_empty() {
            self.lineage.clone_from(&self.id);
        }
        self.term = self.term.max(1);
        self.number_subcontracts();
    }

    fn expect_revision(&self, revision: i64, ledger: &mut Ledger) -> Result<(), Error> {
        if self.revision == revision { Ok(()) } else { Err(ledger.changed_elsewhere(REGISTER, &self.id)) }
    }
}

fn without_revision(contract: &Contract) -> Contract {
    Contract { revision: 0, ..contract.clone() }
}

#[cfg(test)]
mod tests;
