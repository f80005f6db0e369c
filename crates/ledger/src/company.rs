//! The register of contractors (委託先): one record for each company that stands behind contracts, re-outsourcings, cloud
//! uses and accounts, whatever each of those called it when it was written. What a contract says stays in the contract.
//!
//! Who means whom is in `company/resolve.rs` (pure) and `company/parties.rs` (kept in the transaction of each save); the
//! typed draft in `company/draft.rs`, what is wrong in `company/rules.rs`, likeness and merging in `company/duplicates.rs`
//! and `company/merge.rs`, rows in `company/store.rs`. A company that only records name has no record: it is worked out
//! from them, has revision 0, and becomes a record when somebody saves it.

mod concentration;
mod distinct;
mod draft;
mod duplicates;
mod exchange;
mod likeness;
mod merge;
mod parties;
mod resolve;
mod rules;
mod store;
mod view;

use chrono::NaiveDate;
use db::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

pub use concentration::{Concentration, ConcentrationQuery, ConcentrationRow};
pub(crate) use distinct::walk as walk_distinctions;
pub use distinct::{Distinction, NotSame};
pub use draft::CompanyDraft;
pub use duplicates::{Duplicate, Duplicates, DuplicatesQuery, Likely, Side};
pub(crate) use exchange::{identities, json, put_json, read_json, remove};
pub use merge::{Merge, MergeField, MergeReview, MergeReviewRequest};
pub(crate) use parties::{keep as keep_parties, operators};
pub use store::{CompanyPage, CompanyQuery, CompanyRow};
pub use view::{CertificateLeft, CompanyView, PartyRow, RecordParty, Spelling};

use crate::approval::Actor;
use crate::contract::Certificate;
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};

/// A name that a company had before (旧商号).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// ISO date of the last day on which it had the name, if that is known.
    pub until: Option<String>,
}

/// The company that controls another one (親会社).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct ParentCompany {
    /// Name.
    pub name: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// 法人番号.
    pub corporate_number: Option<String>,
}

/// What a contact is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactFor {
    /// Contracts (契約).
    #[default]
    Contract,
    /// Security measures (セキュリティ).
    Security,
    /// Incidents, at any hour (事故時).
    Incident,
}

/// Somebody at the company (連絡先).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Contact {
    /// Name.
    pub name: Option<String>,
    /// Section of the company.
    pub section: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// What for.
    pub purpose: ContactFor,
}

/// A company that stands behind records of other registers (委託先).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Company {
    /// Id.
    pub id: String,
    /// 法人番号, 13 digits.
    pub corporate_number: Option<String>,
    /// Name of today (商号).
    pub name: String,
    /// Names that it had before.
    pub former_names: Vec<FormerName>,
    /// Other spellings that mean it.
    pub spellings: Vec<String>,
    /// Representative.
    pub representative: Option<String>,
    /// Address of the head office.
    pub address: Option<String>,
    /// Country of the head office.
    pub country: Option<String>,
    /// Who controls it.
    pub parent: ParentCompany,
    /// Certificates.
    pub certificates: Vec<Certificate>,
    /// Whom to call.
    pub contacts: Vec<Contact>,
    /// ISO date since which it is suspended from designation (指名停止).
    pub suspended_from: Option<String>,
    /// ISO date until which it is.
    pub suspended_until: Option<String>,
    /// Why.
    pub suspended_reason: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// Id of the company that took its place, if they turned out to be one.
    pub merged_into: Option<String>,
    /// Number of this version; 0 for one that only other records name.
    pub revision: i64,
}

/// The word for the register in files, commands and the history.
const REGISTER: &str = "contractor";

impl Company {
    /// Every name under which it is known.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let former = self.former_names.iter().map(|former| former.name.as_str());
        std::iter::once(self.name.as_str()).chain(former).chain(self.spellings.iter().map(String::as_str))
    }

    /// Whether it or who controls it is abroad.
    pub fn is_abroad(&self) -> bool {
        [&self.country, &self.parent.country].into_iter().flatten().any(|country| crate::contractor::is_abroad(country))
    }

    /// Whether it is suspended from designation on a day, given as ISO date.
    pub fn is_suspended(&self, on: &str) -> bool {
        let (from, until) = (self.suspended_from.as_deref(), self.suspended_until.as_deref());
        (from.is_some() || until.is_some())
            && from.is_none_or(|from| from <= on)
            && until.is_none_or(|until| until >= on)
    }
}

impl Ledger {
    /// One page of the list, filtered and sorted by the database.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn list_contractors(&mut self, query: &CompanyQuery) -> Result<CompanyPage, Error> {
        self.refresh_parties()?;
        let today = self.today();
        self.read(|tx| store::list(tx, query, today))
    }

    /// A company, whether somebody keeps it or only records name it.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn contractor(&mut self, id: &str) -> Result<Company, Error> {
        self.refresh_parties()?;
        self.read(|tx| parties::load(tx, id))?.ok_or_else(|| Problem::new("record_missing").with("id", id).into())
    }

    /// The company with this id, corporate number or name.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn find_contractor(&mut self, typed: &str) -> Result<Company, Error> {
        self.refresh_parties()?;
        let number = crate::corporate_number::parse(typed).map(|number| number.to_string()).unwrap_or_default();
        let id = self.read(|tx| store::find(tx, typed, &number, &crate::fold::fold(typed)))?;
        self.contractor(id.as_deref().unwrap_or(typed))
    }

    /// Saves a draft: a new company, the next revision of one, or the first of one that only records named so far.
    ///
    /// # Errors
    /// All problems of the draft at once, `contractor_number_taken`, `contractor_merged`, or `changed_elsewhere`.
    pub fn save_contractor(&mut self, draft: &CompanyDraft) -> Result<Company, Error> {
        self.refresh_parties()?;
        let today = self.today();
        self.write(Op::ContractorSave, |writing| {
            Actor::may_write(writing, today)?;
            let base = match draft.id() {
                Some(id) => {
                    let missing = || Problem::new("record_missing").with("id", id);
                    Some(parties::load(writing.tx, id)?.ok_or_else(missing)?)
                }
                None => None,
            };
            let company = draft.parse(base.as_ref())?;
            if base.as_ref().is_some_and(|base| base.revision > 0 && *base == company) {
                return Ok(company);
            }
            put(writing, company, base.as_ref())
        })
    }
}

/// Keeps a company as its next revision.
fn put(writing: &mut Writing<'_, '_>, mut company: Company, base: Option<&Company>) -> Result<Company, Error> {
    if let Some(into) = base.and_then(|base| base.merged_into.as_ref()) {
        let name = parties::load(writing.tx, into)?.map(|company| company.name).unwrap_or_default();
        return Err(Problem::new("contractor_merged").with("name", name).into());
    }
    if let Some(number) = &company.corporate_number
        && let Some((_, name)) = store::other_with_number(writing.tx, number, &company.id)?
    {
        return Err(Problem::at("corporate_number", "contractor_number_taken").with("name", name).into());
    }
    // What it was called until now it is still called in contracts of then.
    if let Some(base) = base.filter(|base| !base.name.is_empty()) {
        let key = crate::fold::fold(&base.name);
        if !company.names().any(|name| crate::fold::fold(name) == key) {
            company.former_names.push(FormerName { name: base.name.clone(), until: None });
        }
    }
    write(writing, company, base.filter(|base| base.revision > 0))
}

/// Writes a company whose revision is the one that was seen, with its row of history, and looks again who means it.
fn write(writing: &mut Writing<'_, '_>, mut company: Company, base: Option<&Company>) -> Result<Company, Error> {
    if company.id.is_empty() {
        company.id = uuid::Uuid::now_v7().to_string();
    }
    let expected = company.revision;
    company.revision = expected + 1;
    if base.map_or(0, |base| base.revision) != expected || !store::save(writing.tx, &company, expected)? {
        return Err(writing.changed_elsewhere(REGISTER, &company.id));
    }
    parties::settle_company(writing.tx, base.into_iter().chain([&company]))?;
    let before: Option<Json> = base.map(serde_json::to_value).transpose()?;
    writing.note(REGISTER, &company.id, before.as_ref(), Some(&serde_json::to_value(&company)?))?;
    Ok(company)
}

/// Every company that somebody keeps, as it is kept, with its id.
pub(crate) fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    store::walk(tx, see)
}

/// An ISO date as a day.
fn day(iso: &str) -> Option<NaiveDate> {
    iso.parse().ok()
}

#[cfg(test)]
mod tests;
