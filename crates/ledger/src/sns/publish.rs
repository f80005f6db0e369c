//! Publishing the list of official accounts (公表, F-17): which accounts stand in it, what is remembered of each publication,
//! and where the files go. How the page looks is in `page.rs`.

mod store;

use std::path::Path;

use chrono::NaiveDate;
use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

pub(crate) use store::walk;

use super::{ENDED_SHOWN, LastPublication, PublicAccount, Publication, Sns, SnsStatus, bound};
use crate::approval::{self, may_take_over};
use crate::draft::{TEXT, clean};
use crate::exchange::write_whole;
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::register::Register;
use crate::wording::{Lang, text};

/// Name in the history.
const HISTORY: &str = "sns_publication";
/// Name of the files without their ending: what addresses of web pages are made of.
const FILE: &str = "sns-accounts";
/// What of an account the public sees and a decision binds.
const APPROVED: [&str; 6] = ["medium", "name", "handle", "url", "section", "policy_url"];
/// The yearly comparison of list and register (棚卸し), by which an entry counts as seen to be right.
const STOCKTAKE: &str = "SN-23";

/// A publication as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Published {
    /// 1 for the first one.
    number: i64,
    /// Day of publication.
    on: NaiveDate,
    /// What was shown.
    accounts: Vec<PublicAccount>,
    /// Where people may ask.
    contact: Option<String>,
    /// Where its files were written when it was made.
    #[serde(default)]
    folder: Option<String>,
}

/// Where the list is written.
#[derive(Debug, Clone, Default, Deserialize, TS)]
pub struct SnsPublish {
    /// Folder.
    pub folder: String,
    /// Where people may ask, in lines; as in the last publication, if it is not named.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub contact: Option<String>,
}

/// An account of the register that is not shown, or not as the register has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SnsHeldBack {
    /// Id of the account.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Why: part of the locale key `sns.held.<code>`.
    pub code: String,
    /// Why, in words.
    pub text: String,
}

/// The list as it is or would be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SnsPublicList {
    /// ISO date.
    pub on: String,
    /// ISO date of the publication before; none the first time.
    pub last_on: Option<String>,
    /// ISO date of the newest publication, if it says what this one says, on whatever day.
    pub published_on: Option<String>,
    /// What is shown.
    pub accounts: Vec<PublicAccount>,
    /// What changed since the publication before, in words.
    pub changes: Vec<String>,
    /// What is held back, and why.
    pub held: Vec<SnsHeldBack>,
    /// Where people may ask.
    pub contact: Option<String>,
    /// ISO date of the newest publication, whatever it said; none before the first.
    pub newest_on: Option<String>,
    /// Folder into which it was written.
    pub folder: Option<String>,
}

/// The list as it was written to a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SnsPublished {
    /// The page.
    pub html: String,
    /// The table for spreadsheets.
    pub csv: String,
    /// The data for other programs.
    pub json: String,
    /// What stands in them.
    pub list: SnsPublicList,
}

/// What is published, and what not.
struct Made {
    publication: Publication,
    held: Vec<(Sns, &'static str)>,
    /// The newest publication.
    newest: Option<Published>,
}

impl Ledger {
    /// The list as it would be published today; nothing is written or remembered.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn sns_public_list(&mut self) -> Result<SnsPublicList, Error> {
        let (office, today, lang) = (self.office()?.name, self.today(), self.lang);
        let made = self.read(|tx| made(tx, office, today, None))?;
        Ok(made.list(lang))
    }

    /// Writes the list as a page, a table and data, and remembers what was published. Files of these names are replaced:
    /// they are what the web site shows. The same list of the same day is the same publication, with the same changes.
    ///
    /// # Errors
    /// `role_missing`, `office_unnamed`, `folder_unwritable`, `export_unwritable`, `disk_full`; then nothing is remembered.
    pub fn publish_sns(&mut self, request: &SnsPublish) -> Result<SnsPublished, Error> {
        let (office, today, lang) = (self.office()?.name, self.today(), self.lang);
        if office.trim().is_empty() {
            return Err(Error::code("office_unnamed"));
        }
        let folder = Path::new(&request.folder);
        // Where it was written is found again from anywhere.
        let folder = &std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        self.write(Op::SnsPublish, |writing| {
            may_take_over(writing, Register::Sns, today)?;
            let contact = request.contact.as_deref().map(contact).transpose()?;
            let made = made(writing.tx, office, today, contact)?;
            crate::folder::make(folder)?;
            let publication = &made.publication;
            let files = [
                ("html", publication.html()?.into_bytes()),
                ("csv", publication.csv()),
                ("json", publication.json().into_bytes()),
            ];
            let mut paths = Vec::new();
            for (ending, bytes) in files {
                let path = folder.join(format!("{FILE}.{ending}"));
                write_whole(&path, &bytes)?;
                paths.push(path.to_string_lossy().into_owned());
            }
            let place = Some(folder.to_string_lossy().into_owned());
            if let Some(newest) = made.newest.as_ref().filter(|_| made.is_of_today()) {
                if newest.folder != place {
                    let moved = Published { folder: place.clone(), ..newest.clone() };
                    keep(writing, Some(newest), &moved)?;
                }
            } else {
                let published = Published {
                    number: made.newest.as_ref().map_or(1, |newest| newest.number + 1),
                    on: today,
                    accounts: publication.shown(),
                    contact: publication.contact.clone(),
                    folder: place.clone(),
                };
                keep(writing, None, &published)?;
            }
            let mut paths = paths.into_iter();
            let mut path = || paths.next().unwrap_or_default();
            let mut list = made.list(lang);
            list.published_on = Some(today.to_string());
            (list.newest_on, list.folder) = (list.published_on.clone(), place);
            Ok(SnsPublished { html: path(), csv: path(), json: path(), list })
        })
    }
}

/// Remembers a publication, or where else its files were written, with its row of history.
fn keep(writing: &mut Writing<'_, '_>, before: Option<&Published>, published: &Published) -> Result<(), Error> {
    store::save(writing.tx, published)?;
    let before = before.map(serde_json::to_value).transpose()?;
    let number = published.number.to_string();
    writing.note(HISTORY, &number, before.as_ref(), Some(&serde_json::to_value(published)?))
}

/// Where people may ask, as typed.
fn contact(typed: &str) -> Result<String, Error> {
    let typed = clean(typed, true);
    let length = typed.chars().count();
    if length > TEXT {
        return Err(Problem::at("contact", "too_long").with("limit", TEXT).with("length", length).into());
    }
    Ok(typed)
}

/// What was published last of an account.
pub(super) fn published(tx: &mut Tx<'_>, id: &str) -> Result<Option<PublicAccount>, Error> {
    let newest = store::newest(tx, 1)?.pop();
    Ok(newest.and_then(|newest| newest.accounts.into_iter().find(|account| account.id == id)))
}

/// The list of a day.
fn made(tx: &mut Tx<'_>, office: String, today: NaiveDate, contact: Option<String>) -> Result<Made, Error> {
    let mut newest = store::newest(tx, 2)?.into_iter();
    let (newest, before) = (newest.next(), newest.next());
    let (mut accounts, mut held) = (Vec::new(), Vec::new());
    for sns in super::store::all(tx)? {
        match public(tx, &sns, today)? {
            Standing::Shown(account) => accounts.push(account),
            Standing::Approved(account) => {
                accounts.push(account);
                let waits = approval::open(tx, Register::Sns, &sns.id, None)?.is_some();
                held.push((sns, if waits { "change_waits" } else { "change_unapproved" }));
            }
            Standing::Unapproved(account) => {
                accounts.push(account);
                held.push((sns, "never_approved"));
            }
            Standing::Held(code) => held.push((sns, code)),
            Standing::Past => {}
        }
    }
    let contact = match contact {
        Some(typed) => Some(typed).filter(|typed| !typed.is_empty()),
        None => newest.as_ref().and_then(|newest| newest.contact.clone()),
    };
    let publication = Publication {
        office,
        on: today,
        accounts,
        last: newest.clone().map(Published::last),
        ended_days: ENDED_SHOWN,
        contact,
        lang: Lang::Ja,
    };
    let mut made = Made { publication, held, newest };
    if made.is_of_today() {
        // Made again it tells what it told: whoever saves the files a second time loses no change.
        made.publication.last = before.map(Published::last);
    }
    Ok(made)
}

/// How an account stands in the list.
enum Standing {
    /// As the register has it.
    Shown(PublicAccount),
    /// As it was approved, while the register says something else.
    Approved(PublicAccount),
    /// As the register has it, because nobody ever approved it.
    Unapproved(PublicAccount),
    /// Not, for a reason that a person may want to know.
    Held(&'static str),
    /// Not: it ended long ago.
    Past,
}

/// An account as the public may see it. What has not been decided yet is not announced.
fn public(tx: &mut Tx<'_>, sns: &Sns, today: NaiveDate) -> Result<Standing, Error> {
    if sns.status == SnsStatus::Applied {
        return Ok(Standing::Held("applied"));
    }
    let closed = sns.status == SnsStatus::Closed;
    let end = sns.closed_on.as_ref().or(sns.closing.as_ref().and_then(|closing| closing.on.as_ref()));
    let ended_on = end.filter(|_| closed).and_then(|end| end.parse::<NaiveDate>().ok());
    if closed && ended_on.is_none() {
        return Ok(Standing::Held("end_unknown"));
    }
    if ended_on.is_some_and(|ended| (today - ended).num_days() > i64::from(ENDED_SHOWN)) {
        return Ok(Standing::Past);
    }
    let Some(approved) = bound::approved(tx, sns)? else {
        if sns.publishable == Some(false) {
            return Ok(Standing::Held("not_publishable"));
        }
        let account = PublicAccount { ended_on, ..entry(sns, today) };
        return Ok(if closed { Standing::Shown(account) } else { Standing::Unapproved(account) });
    };
    let kept_out = approved.content.get("publishable") == Some(&Json::Bool(false));
    if kept_out || sns.publishable == Some(false) {
        return Ok(Standing::Held("not_publishable"));
    }
    let account = entry(&with(sns, &approved.content)?, today);
    let differs = account != entry(sns, today);
    let account = PublicAccount { ended_on, ..account };
    Ok(if differs { Standing::Approved(account) } else { Standing::Shown(account) })
}

/// An account as the public may see it: with what was approved of it, where anything was.
pub(super) fn as_approved(tx: &mut Tx<'_>, sns: Sns) -> Result<Sns, Error> {
    match bound::approved(tx, &sns)? {
        Some(approved) => with(&sns, &approved.content),
        None => Ok(sns),
    }
}

/// An account with what the public sees as an approval has it.
fn with(sns: &Sns, approved: &Json) -> Result<Sns, Error> {
    let mut json = serde_json::to_value(sns)?;
    for field in APPROVED {
        json[field] = approved.get(field).cloned().unwrap_or(Json::Null);
    }
    Ok(serde_json::from_value(json)?)
}

/// What the public sees of a record, without the day of its end.
fn entry(sns: &Sns, today: NaiveDate) -> PublicAccount {
    let seen = sns.confirmations.iter().filter(|one| one.requirement == STOCKTAKE).map(|one| &one.on);
    let seen = seen.chain(&sns.decided_on).filter_map(|on| on.parse::<NaiveDate>().ok());
    PublicAccount {
        id: sns.id.clone(),
        medium: sns.medium,
        name: sns.name.clone(),
        url: sns.url.clone(),
        section: sns.section.clone(),
        policy_url: sns.policy_url.clone(),
        confirmed_on: seen.filter(|on| *on <= today).max(),
        suspended: sns.status == SnsStatus::Suspended,
        ended_on: None,
    }
}

impl Published {
    fn last(self) -> LastPublication {
        LastPublication { on: self.on, accounts: self.accounts }
    }
}

impl Made {
    /// Whether the newest publication says the same. That the day of writing stands in the page makes no other list of it.
    fn is_published(&self) -> bool {
        let publication = &self.publication;
        self.newest.as_ref().is_some_and(|newest| {
            let stands = |account: &PublicAccount| account.has_ended(newest.on) == account.has_ended(publication.on);
            newest.accounts == publication.shown()
                && newest.contact == publication.contact
                && newest.accounts.iter().all(stands)
        })
    }

    /// Whether the newest publication is this one.
    fn is_of_today(&self) -> bool {
        self.is_published() && self.newest.as_ref().is_some_and(|newest| newest.on == self.publication.on)
    }

    fn list(&self, lang: Lang) -> SnsPublicList {
        let publication = &self.publication;
        let held = |(sns, code): &(Sns, &str)| SnsHeldBack {
            id: sns.id.clone(),
            name: sns.name.clone(),
            code: (*code).to_owned(),
            text: text(lang, &format!("sns.held.{code}"), &[]),
        };
        // What people read is Japanese like the page; whoever publishes reads it in the language of the window.
        let shown = Publication { lang, ..publication.clone() };
        SnsPublicList {
            on: publication.on.to_string(),
            last_on: publication.last.as_ref().map(|last| last.on.to_string()),
            published_on: self.newest.as_ref().filter(|_| self.is_published()).map(|newest| newest.on.to_string()),
            accounts: publication.shown(),
            changes: shown.changes().iter().map(|change| shown.change(change)).collect(),
            held: self.held.iter().map(held).collect(),
            contact: publication.contact.clone(),
            newest_on: self.newest.as_ref().map(|newest| newest.on.to_string()),
            folder: self.newest.as_ref().and_then(|newest| newest.folder.clone()),
        }
    }
}
