//! The register of official accounts (公式SNSアカウント): the record, and what can be done with it.
//! The parts of the record are in `sns/parts.rs`, the typed draft in `sns/draft.rs`, forms of addresses in `sns/address.rs`,
//! rows in `sns/store.rs`; rules in `sns/rules.rs`, the way from application to closing in `sns/apply.rs`.

mod address;
mod apply;
mod bound;
mod draft;
mod exchange;
mod lookalike;
mod page;
mod paper;
mod parts;
mod publish;
mod reopen;
mod rules;
mod saved_page;
mod secret;
mod store;
mod view;
mod watch;

use chrono::NaiveDate;
use db::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

pub use address::{AccountKey, Address, Shape, address, addresses, same};
pub use apply::SnsApply;
pub use draft::SnsDraft;
pub(crate) use exchange::{identities, json, object, of_other, put_json, read_json, remove};
pub use lookalike::{Known, Likeness, Watched, Why};
pub use page::{Change, ChangeKind, ENDED_SHOWN, LastPublication, PublicAccount, Publication};
pub use paper::{SnsPaper, SnsPaperKind, SnsPaperRow, WrittenSnsPaper};
pub use parts::{Badge, Medium, Posting, ResponseStep, SecondFactor, SnsClosing, SnsStatus, SnsSuspension};
pub(crate) use publish::walk as walk_publications;
pub use publish::{SnsHeldBack, SnsPublicList, SnsPublish, SnsPublished};
pub(crate) use rules::derived_facts;
pub use saved_page::{CheckedAccount, PageFinding, SnsPageCheck, SnsPageFile};
pub use store::{SnsPage, SnsQuery, SnsRow};
pub(crate) use store::{all, held, lapsed, load};
pub(crate) use view::changes as worded;
pub use view::{SnsCheckup, SnsView};
pub use watch::{PageCheck, PageLink, Place, check_page};

use crate::approval::{Actor, Standing, may_take_over};
use crate::contract::Confirmation;
use crate::facts::Facts;
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::person::Named;
use crate::problem::{Error, Problem};
use crate::register::{Link, Register};

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
    /// ISO date on which somebody who could log in was last taken out of owner, deputy and operators.
    pub holder_left_on: Option<String>,
    /// Where it is between application and closing.
    pub status: SnsStatus,
    /// ISO date.
    pub closed_on: Option<String>,
    /// Id of the contract under which it is run.
    pub contract: Option<String>,
    /// For whom it is (対象者).
    pub audience: Option<String>,
    /// How often something is posted (発信の頻度).
    pub frequency: Option<String>,
    /// When it is looked after (運用時間・対応時間).
    pub hours: Option<String>,
    /// What is done about replies, messages and comments (返信・DMの方針, SN-16).
    pub reply_policy: Option<String>,
    /// What may be posted.
    pub posting: Posting,
    /// Address of the published policy (運用ポリシー, SN-10).
    pub policy_url: Option<String>,
    /// ISO date from which the policy is in force.
    pub policy_on: Option<String>,
    /// ISO date of the operating procedure (運用手順書, SN-01).
    pub procedure_on: Option<String>,
    /// Whether the profile names the office as the one that runs it (SN-02).
    pub profile_named: Option<bool>,
    /// The mark of the medium (SN-19).
    pub badge: Option<Badge>,
    /// ISO date on which the terms of the medium were looked through (SN-20).
    pub terms_checked_on: Option<String>,
    /// ISO date on which it was last looked for accounts that pretend to be this one (SN-24).
    pub watched_on: Option<String>,
    /// How the second factor is given.
    pub factor: Option<SecondFactor>,
    /// Name of the person who has the second factor.
    pub factor_holder: Option<String>,
    /// Mail address or telephone for recovery, by what it is called (広報課の代表メール).
    pub recovery_contact: Option<String>,
    /// Name of the person who has the recovery codes.
    pub codes_holder: Option<String>,
    /// Where the recovery codes are kept (金庫).
    pub codes_place: Option<String>,
    /// Devices from which it is posted.
    pub devices: Option<String>,
    /// Who is called when it is taken over, in order.
    pub response: Vec<ResponseStep>,
    /// ISO date on which a contractor gave the account back, with what was needed to sign in.
    pub returned_on: Option<String>,
    /// Evidence recorded.
    pub confirmations: Vec<Confirmation>,
    /// Number of the approval.
    pub number: Option<String>,
    /// ISO date of the approval.
    pub decided_on: Option<String>,
    /// ISO date of the last day of the approval; none where it has no last day.
    pub expires_on: Option<String>,
    /// Id of the application on which the approval rests; none where it was given outside this ledger.
    pub application: Option<String>,
    /// A suspension that is applied for or in force.
    pub suspension: Option<SnsSuspension>,
    /// How it ends.
    pub closing: Option<SnsClosing>,
    /// What is known.
    pub facts: Facts,
    /// Id of the approved cloud use under which it runs (SN-20).
    pub cloud: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// Number of this version; 0 for a new one.
    pub revision: i64,
}

const REGISTER: &str = "sns";

impl Ledger {
    /// One page of the list, filtered and sorted by the database.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn list_sns(&mut self, query: &SnsQuery) -> Result<SnsPage, Error> {
        let today = self.today();
        self.read(|tx| store::list(tx, query, today))
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
        let found = self.read(|tx| store::named(tx, url, handle, id_or_name))?;
        let open: Vec<_> = found.iter().filter(|(_, _, closed)| !closed).collect();
        if open.len() > 1 {
            let places = open.iter().map(|(_, place, _)| place.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Problem::new("sns_several").with("value", id_or_name).with("found", places).into());
        }
        let one = open.first().copied().or(found.first());
        self.sns(one.map_or(id_or_name, |(id, _, _)| id))
    }

    /// The accounts that name a record of another register.
    pub(crate) fn sns_naming(&mut self, id: &str) -> Result<Vec<Link>, Error> {
        if id.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.read(|tx| store::naming(tx, id))?;
        Ok(found.into_iter().map(|(id, title, open)| Link { register: Register::Sns, id, title, open }).collect())
    }

    /// The accounts that are run under a contract and have neither been closed nor come back: id and name.
    pub(crate) fn sns_unreturned(&mut self, contract: &str) -> Result<Vec<(String, String)>, Error> {
        let named = self.sns_naming(contract)?;
        let mut held = Vec::new();
        for link in named.into_iter().filter(|link| link.open) {
            if self.sns(&link.id)?.returned_on.is_none() {
                held.push((link.id, link.title));
            }
        }
        Ok(held)
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

    /// Saves a draft: a new account, or the next revision of one.
    ///
    /// # Errors
    /// All problems of the draft at once, or `changed_elsewhere` with who and when.
    pub fn save_sns(&mut self, draft: &SnsDraft) -> Result<Sns, Error> {
        let today = self.today();
        self.write(Op::SnsSave, |writing| save(writing, draft, today))
    }
}

/// What address and handle of a record say together.
fn read_address(url: Option<&str>, handle: Option<&str>, medium: Medium) -> Address {
    let read = address(url.unwrap_or_default(), Some(medium));
    match handle {
        Some(handle) if read.key.is_none() => address(&format!("@{handle}"), Some(medium)),
        _ => read,
    }
}

impl Sns {
    /// The names of those who can log in: owner, deputy, operators.
    pub fn holders(&self) -> impl Iterator<Item = &String> {
        [&self.owner, &self.deputy].into_iter().flatten().chain(&self.operators)
    }

    /// Approved here, or recorded with its day as approved before.
    pub fn is_approved(&self) -> bool {
        self.application.is_some() || (self.decided_on.is_some() && self.number.is_some())
    }

    /// How its approval stands on a day; what is closed or not yet open needs none. A last day that has passed stays told
    /// while a change waits, until something is approved again.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        let used = matches!(self.status, SnsStatus::Active | SnsStatus::Suspended);
        let past = self.has_lapsed(today);
        Standing::of(used && (past || self.is_approved()), self.expires_on.as_deref(), &today.to_string())
    }

    /// Whether the last day of its last approval has passed.
    fn has_lapsed(&self, today: NaiveDate) -> bool {
        self.expires_on.as_ref().is_some_and(|until| *until < today.to_string())
    }

    /// Whether it says another state or another approval than before.
    fn takes_over(&self, before: &Self) -> bool {
        let said = |sns: &Self| (sns.status, sns.number.clone(), sns.decided_on.clone(), sns.expires_on.clone());
        said(self) != said(before)
    }

    /// Gives another version what was decided about this one.
    fn keep_decision(&self, other: &mut Self) {
        other.status = self.status;
        (other.number, other.decided_on) = (self.number.clone(), self.decided_on.clone());
        (other.expires_on, other.closed_on) = (self.expires_on.clone(), self.closed_on.clone());
    }

    /// What its address says.
    fn address(&self) -> Address {
        read_address(self.url.as_deref(), self.handle.as_deref(), self.medium)
    }
}

/// Saves a draft as a part of a change; one that changes nothing leaves no row of history.
///
/// # Errors
/// As `Ledger::save_sns`.
pub(crate) fn save(writing: &mut Writing<'_, '_>, draft: &SnsDraft, today: NaiveDate) -> Result<Sns, Error> {
    Actor::may_write(writing, today)?;
    let Some(id) = draft.id() else {
        return put(writing, draft.parse(None, today)?, None, today);
    };
    let base = store::load(writing.tx, id)?.ok_or_else(|| Problem::new("record_missing").with("id", id))?;
    let mut sns = draft.parse(Some(&base), today)?;
    // What a decision gave cannot be typed.
    if base.application.is_some() {
        base.keep_decision(&mut sns);
    }
    if (Sns { revision: base.revision, ..sns.clone() }) == base {
        return Ok(base);
    }
    put(writing, sns, Some(&base), today)
}

/// Keeps a record as its next version. A change of what an approval is bound to is applied for anew.
fn put(writing: &mut Writing<'_, '_>, mut sns: Sns, base: Option<&Sns>, today: NaiveDate) -> Result<Sns, Error> {
    match base {
        Some(base) => {
            sns.application.clone_from(&base.application);
            reopen::reopen(writing, base, &mut sns, today)?;
        }
        None => {
            sns.application = None;
            if sns.takes_over(&Sns::default()) {
                may_take_over(writing, Register::Sns, today)?;
            }
        }
    }
    write(writing, sns, base)
}

/// Writes a record whose revision is the one that was seen, with its row of history.
fn write(writing: &mut Writing<'_, '_>, mut sns: Sns, base: Option<&Sns>) -> Result<Sns, Error> {
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
                let holders = sns.factor_holder.iter_mut().chain(&mut sns.codes_holder);
                people.chain(holders).chain(&mut sns.operators).collect()
            }
        };
        places.into_iter().filter(|name| **name == names.0).for_each(|name| names.1.clone_into(name));
        if sns != before {
            // Another name of the same section is no other account, nor another application.
            reopen::rename(writing, &before, &sns)?;
            write(writing, sns, Some(&before))?;
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
