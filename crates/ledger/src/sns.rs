//! The register of official accounts (公式SNSアカウント): the record, and what can be done with it.
//! The typed draft is in `sns/draft.rs`, forms of addresses in `sns/address.rs`, rows in `sns/store.rs`; custody and
//! closing are not judged here.

mod address;
mod draft;
mod exchange;
mod store;

use chrono::NaiveDate;
use db::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

pub use address::{Address, address};
pub use draft::SnsDraft;
pub(crate) use exchange::{identities, json, put_json, read_json, remove};
pub(crate) use store::held;
pub use store::{SnsPage, SnsQuery, SnsRow};

use crate::facts::{FactRow, Facts, fact_rows};
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::person::Named;
use crate::problem::{Error, Problem};
use crate::register::{Link, Register};
use crate::wording::text;

/// Where an account is (媒体).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// X, once Twitter.
    X,
    /// Facebook.
    Facebook,
    /// Instagram.
    Instagram,
    /// LINE公式アカウント.
    Line,
    /// YouTube.
    Youtube,
    /// TikTok.
    Tiktok,
    /// note.
    Note,
    /// Threads.
    Threads,
    /// Anything else.
    #[default]
    Other,
}

impl Medium {
    /// The word for this medium in records, also of the locale key `medium.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::X => "x",
            Self::Facebook => "facebook",
            Self::Instagram => "instagram",
            Self::Line => "line",
            Self::Youtube => "youtube",
            Self::Tiktok => "tiktok",
            Self::Note => "note",
            Self::Threads => "threads",
            Self::Other => "other",
        }
    }
}

/// Where an account is between application and closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SnsStatus {
    /// Applied for (申請中).
    #[default]
    Applied,
    /// In use (運用中).
    Active,
    /// Suspended (休止).
    Suspended,
    /// Closed (廃止).
    Closed,
}

impl SnsStatus {
    /// The word for this state in records, also of the locale key `sns_status.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Closed => "closed",
        }
    }
}

/// An official account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Sns {
    /// UUIDv7.
    pub id: String,
    /// Where it is.
    pub medium: Medium,
    /// Name of the account (アカウント名).
    pub name: String,
    /// Handle without @, with its capitals.
    pub handle: Option<String>,
    /// Address in its one form.
    pub url: Option<String>,
    /// Name of the section that runs it.
    pub section: Option<String>,
    /// Name of the person who answers for it (運用責任者).
    pub owner: Option<String>,
    /// ISO date since which this person answers for it, if it is known.
    pub owner_since: Option<String>,
    /// Name of the deputy (副責任者).
    pub deputy: Option<String>,
    /// Names of the people who post.
    pub operators: Vec<String>,
    /// What it is for.
    pub purpose: Option<String>,
    /// Whether it may stand in the public list.
    pub publishable: Option<bool>,
    /// ISO date.
    pub opened_on: Option<String>,
    /// ISO date of the last post, as far as it was looked up.
    pub last_post_on: Option<String>,
    /// Address of the page of the office that lists it.
    pub listed_url: Option<String>,
    /// Whether signing in takes a second factor.
    pub mfa: Option<bool>,
    /// Whether several people sign in with one login.
    pub shared_login: Option<bool>,
    /// Name of the person who holds telephone or mail address for recovery.
    pub recovery_holder: Option<String>,
    /// ISO date on which the credentials were changed last.
    pub credentials_changed_on: Option<String>,
    /// Where it is between application and closing.
    pub status: SnsStatus,
    /// ISO date.
    pub closed_on: Option<String>,
    /// Id of the contract under which it is run.
    pub contract: Option<String>,
    /// What is known.
    pub facts: Facts,
    /// Id of the approved cloud use under which it runs (SN-20).
    pub cloud: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// Number of this version; 0 for a new one.
    pub revision: i64,
}

/// An official account as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SnsView {
    /// The record.
    pub sns: Sns,
    /// The medium in words.
    pub medium_text: String,
    /// The state in words.
    pub status_text: String,
    /// What is known, in words.
    pub facts: Vec<FactRow>,
    /// Title of the contract under which it is run.
    pub contract_title: Option<String>,
    /// ISO date, if it is shown as it was.
    pub as_of: Option<String>,
}

const REGISTER: &str = "sns";

impl Ledger {
    /// One page of the list, filtered and sorted by the database.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn list_sns(&mut self, query: &SnsQuery) -> Result<SnsPage, Error> {
        self.read(|tx| store::list(tx, query))
    }

    /// An account.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn sns(&mut self, id: &str) -> Result<Sns, Error> {
        self.read(|tx| store::load(tx, id))?.ok_or_else(|| Problem::new("record_missing").with("id", id).into())
    }

    /// The account with this id, else the newest entry with this address, handle or name.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn find_sns(&mut self, id_or_name: &str) -> Result<Sns, Error> {
        let read = address(id_or_name, None);
        let (url, handle) = (read.url.as_deref().unwrap_or(id_or_name), read.handle.as_deref().unwrap_or(id_or_name));
        let id = self.read(|tx| store::named(tx, url, handle, id_or_name))?;
        self.sns(id.as_deref().unwrap_or(id_or_name))
    }

    /// The accounts that name a record of another register.
    pub(crate) fn sns_naming(&mut self, id: &str) -> Result<Vec<Link>, Error> {
        if id.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.read(|tx| store::naming(tx, id))?;
        Ok(found.into_iter().map(|(id, title, open)| Link { register: Register::Sns, id, title, open }).collect())
    }

    /// Every account, by name.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn all_sns(&mut self) -> Result<Vec<Sns>, Error> {
        self.read(store::all)
    }

    /// Number of accounts.
    pub(crate) fn count_sns(&mut self) -> Result<i64, Error> {
        self.read(store::count)
    }

    /// An account with its words, today or as it was at the end of a day.
    ///
    /// # Errors
    /// `record_missing`, `record_missing_then`.
    pub fn view_sns(&mut self, id: &str, on: Option<NaiveDate>) -> Result<SnsView, Error> {
        let sns = match on {
            None => self.sns(id)?,
            Some(on) => {
                let json = self.record_on(REGISTER, id, on)?;
                serde_json::from_value(json.ok_or_else(|| Problem::new("record_missing_then").with("on", on))?)?
            }
        };
        let contract_title = self.contract_title(sns.contract.as_deref())?;
        Ok(SnsView {
            medium_text: text(self.lang, &format!("medium.{}", sns.medium.code()), &[]),
            status_text: text(self.lang, &format!("sns_status.{}", sns.status.code()), &[]),
            facts: fact_rows(self.lang, &sns.facts),
            contract_title,
            as_of: on.map(|on| on.to_string()),
            sns,
        })
    }

    /// Saves a draft: a new account, or the next revision of one.
    ///
    /// # Errors
    /// All problems of the draft at once, or `changed_elsewhere` with who and when.
    pub fn save_sns(&mut self, draft: &SnsDraft) -> Result<Sns, Error> {
        let today = self.today();
        self.write(Op::SnsSave, |writing| save(writing, draft, today))
    }
}

/// Saves a draft as a part of a change; one that changes nothing leaves no row of history.
///
/// # Errors
/// As `Ledger::save_sns`.
pub(crate) fn save(writing: &mut Writing<'_, '_>, draft: &SnsDraft, today: NaiveDate) -> Result<Sns, Error> {
    let Some(id) = draft.id() else { return put(writing, draft.parse(None, today)?, None) };
    let base = store::load(writing.tx, id)?.ok_or_else(|| Problem::new("record_missing").with("id", id))?;
    let sns = draft.parse(Some(&base), today)?;
    if (Sns { revision: base.revision, ..sns.clone() }) == base {
        return Ok(base);
    }
    put(writing, sns, Some(&base))
}

/// Writes a record whose revision is the one that was seen, with its row of history.
fn put(writing: &mut Writing<'_, '_>, mut sns: Sns, base: Option<&Sns>) -> Result<Sns, Error> {
    if sns.id.is_empty() {
        sns.id = uuid::Uuid::now_v7().to_string();
    }
    let expected = if base.is_some() { sns.revision } else { 0 };
    sns.revision = expected + 1;
    if !store::save(writing.tx, &sns, base.is_some().then_some(expected))? {
        return Err(writing.changed_elsewhere(REGISTER, &sns.id));
    }
    let before: Option<Json> = base.map(serde_json::to_value).transpose()?;
    writing.note(REGISTER, &sns.id, before.as_ref(), Some(&serde_json::to_value(&sns)?))?;
    Ok(sns)
}

/// Carries a new name into the accounts that are not closed; closed ones keep the names of then.
pub(crate) fn rename(writing: &mut Writing<'_, '_>, named: Named, names: (&str, &str)) -> Result<(), Error> {
    for before in store::open(writing.tx)? {
        let mut sns = before.clone();
        let places: Vec<&mut String> = match named {
            Named::Section => sns.section.iter_mut().collect(),
            Named::Person => {
                let people = sns.owner.iter_mut().chain(&mut sns.deputy).chain(&mut sns.recovery_holder);
                people.chain(&mut sns.operators).collect()
            }
        };
        places.into_iter().filter(|name| **name == names.0).for_each(|name| names.1.clone_into(name));
        if sns != before {
            put(writing, sns, Some(&before))?;
        }
    }
    Ok(())
}

/// Every record as it is kept, with its id.
pub(crate) fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    store::walk(tx, see)
}

#[cfg(test)]
mod tests;
