//! Approval (承認): one mechanism for every register. An application is reviewed, sent back or decided by somebody who did
//! not apply; the decision keeps what was seen, by its content and its hash.
//! What of a record is bound, what blocks a decision and what it changes in the record is in the registers.

mod content;
mod standing;
mod steps;
mod store;
mod take_over;
mod view;

use chrono::{NaiveDate, SecondsFormat, Utc};
use db::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

pub(crate) use content::differences;
pub use standing::Standing;
pub(crate) use store::{latest, load, of_record, open, open_of, waiting};
pub(crate) use take_over::may_take_over;
pub use view::{BoundChange, Case, CaseMay, ContentLine, MyStep, PastApplication};
pub(crate) use view::{CaseOf, content_lines, step_by_role};

use crate::history::{Writing, canonical, sha256};
use crate::person::{Person, Role};
use crate::problem::{Error, Problem};
use crate::register::Register;

/// What is applied for (申請区分).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationKind {
    /// A first use (新規).
    New,
    /// A changed use (変更).
    Change,
    /// The same use for longer (更新).
    Renewal,
    /// The end of a use (終了).
    End,
    /// A use that is interrupted (休止).
    Suspension,
    /// An interrupted use that goes on (再開).
    Resumption,
}

impl ApplicationKind {
    /// Whether what is approved is the use itself, and not that it pauses, goes on or ends.
    pub fn is_of_use(self) -> bool {
        matches!(self, Self::New | Self::Change | Self::Renewal)
    }

    /// The word for it in records, also of the locale key `application_kind.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Change => "change",
            Self::Renewal => "renewal",
            Self::End => "end",
            Self::Suspension => "suspension",
            Self::Resumption => "resumption",
        }
    }
}

/// Where an application is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationState {
    /// Waits for the review (審査中).
    Review,
    /// Reviewed, waits for the decision (決裁待ち).
    Decision,
    /// Sent back to the applicant (差戻し).
    Returned,
    /// Approved (承認).
    Approved,
    /// Approved on conditions (条件付承認).
    Conditional,
    /// Refused (不承認).
    Refused,
    /// Taken back (取下げ).
    Withdrawn,
}

impl ApplicationState {
    /// The word for it in records, also of the locale key `application_state.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Decision => "decision",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Conditional => "conditional",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether somebody still has to do something about it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Review | Self::Decision | Self::Returned)
    }
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Approved as applied for.
    Approved,
    /// Approved on conditions.
    Conditional,
    /// Refused.
    Refused,
}

impl Outcome {
    fn state(self) -> ApplicationState {
        match self {
            Self::Approved => ApplicationState::Approved,
            Self::Conditional => ApplicationState::Conditional,
            Self::Refused => ApplicationState::Refused,
        }
    }
}

/// Somebody who did something about an application.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct By {
    /// Id of the person; empty where the account is nobody's.
    pub person: String,
    /// Account of the operating system.
    pub account: String,
    /// Name as it was then.
    pub name: String,
    /// Section as it was then.
    pub section: Option<String>,
    /// When, as RFC 3339 in UTC.
    pub at: String,
    /// ISO date in the ledger's day.
    pub on: String,
}

/// Something said about an application, or about one requirement (審査の記録).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Comment {
    /// Who, and when.
    pub by: By,
    /// What was done with these words, if it was more than a remark: `returned`, `reviewed`, `applied`, `withdrawn`.
    pub step: Option<String>,
    /// Id of the requirement.
    pub requirement: Option<String>,
    /// What was said.
    pub text: String,
}

/// A requirement that need not be met (例外措置), with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Exception {
    /// Id of the requirement.
    pub requirement: String,
    /// Why.
    pub reason: String,
}

/// Who decides in place of the one who should (代決).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Acting {
    /// Name of the one who should decide.
    pub absent: String,
    /// Why somebody else does.
    pub reason: String,
}

/// A decision (決裁).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Decision {
    /// What was decided.
    pub outcome: Outcome,
    /// By whom, and when.
    pub by: By,
    /// Whether it was decided in somebody's place.
    pub acting: Option<Acting>,
    /// Conditions.
    pub conditions: Vec<String>,
    /// Exceptions that were granted.
    pub exceptions: Vec<Exception>,
    /// Number of the approval.
    pub number: Option<String>,
    /// ISO date until which it is approved.
    pub expires_on: Option<String>,
    /// ISO date of the next check.
    pub next_check_on: Option<String>,
    /// Reason, or remark.
    pub note: Option<String>,
}

/// An application (申請) with everything that was said and decided about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Application {
    /// UUIDv7.
    pub id: String,
    /// Register of the record.
    pub register: Register,
    /// Id of the record.
    pub record: String,
    /// What of the record it is about; none for the record itself.
    pub matter: Option<String>,
    /// What is applied for.
    pub kind: ApplicationKind,
    /// Where it is.
    pub state: ApplicationState,
    /// Title of the record.
    pub title: String,
    /// Section of the record.
    pub section: Option<String>,
    /// Who applied last.
    pub by: By,
    /// Everybody else who applied for it.
    pub applicants: Vec<By>,
    /// Everybody who changed what is applied for while it was open.
    pub editors: Vec<By>,
    /// The state in which the record was before.
    pub was: String,
    /// What was approved before, as far as it is known.
    #[ts(type = "unknown")]
    pub before: Option<Json>,
    /// What of the record was applied for; after the decision what was decided on. Canonical JSON of the bound fields.
    #[ts(type = "unknown")]
    pub content: Json,
    /// SHA-256 of the content.
    pub hash: String,
    /// The content that was there when it was reviewed or sent back last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "unknown")]
    pub seen: Option<Json>,
    /// What was said, oldest first.
    pub comments: Vec<Comment>,
    /// Who reviewed it.
    pub reviewed: Option<By>,
    /// What was decided.
    pub decision: Option<Decision>,
    /// Number of this version; 0 for a new one.
    pub revision: i64,
}

/// What an application is about.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    /// Register of the record.
    pub register: Register,
    /// Id of the record.
    pub record: String,
    /// What of it; none for the record itself.
    pub matter: Option<String>,
    /// Its title.
    pub title: String,
    /// Its section.
    pub section: Option<String>,
    /// Its state.
    pub was: String,
    /// Its bound fields.
    pub content: Json,
}

/// An open application as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// Id.
    pub id: String,
    /// Register of the record.
    pub register: Register,
    /// Id of the record.
    pub record: String,
    /// What of the record it is about; none for the record itself.
    pub matter: Option<String>,
    /// What is applied for.
    pub kind: ApplicationKind,
    /// Where it is.
    pub state: ApplicationState,
    /// Title of the record.
    pub title: String,
    /// Section of the record.
    pub section: Option<String>,
    /// Who applied.
    pub applicant: String,
    /// ISO date.
    pub applied_on: String,
}

/// Words of the history for records of this module.
pub(crate) const HISTORY: &str = "application";

/// The person who works, with the day.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    /// The person.
    pub person: Person,
    /// The account of the operating system.
    pub account: String,
    /// The day.
    pub today: NaiveDate,
}

impl Actor {
    /// The person of an account.
    ///
    /// # Errors
    /// `actor_unknown` if no person has this account, `actor_left` and `actor_not_yet` outside that person's time.
    pub fn of(tx: &mut Tx<'_>, account: &str, today: NaiveDate) -> Result<Self, Error> {
        let has = |person: &Person| person.accounts.iter().any(|own| own.eq_ignore_ascii_case(account));
        let found = crate::person::all(tx)?.into_iter().find(has);
        let person = found.ok_or_else(|| Problem::new("actor_unknown").with("account", account))?;
        if let Some(until) = person.until.as_ref().filter(|until| **until < today.to_string()) {
            return Err(Problem::new("actor_left").with("name", &person.name).with("until", until).into());
        }
        if let Some(from) = person.from.as_ref().filter(|from| **from > today.to_string()) {
            return Err(Problem::new("actor_not_yet").with("name", &person.name).with("from", from).into());
        }
        Ok(Self { person, account: account.to_owned(), today })
    }

    /// Whoever makes a change.
    ///
    /// # Errors
    /// As `of`.
    pub fn at(writing: &mut Writing<'_, '_>, today: NaiveDate) -> Result<Self, Error> {
        let account = writing.actor().to_owned();
        Self::of(writing.tx, &account, today)
    }

    /// Whether whoever makes a change may change records: an auditor reads, an account that is nobody's is not asked.
    ///
    /// # Errors
    /// `role_missing`.
    pub fn may_write(writing: &mut Writing<'_, '_>, today: NaiveDate) -> Result<(), Error> {
        let actor = Self::or_account(writing, today)?;
        if actor.person.id.is_empty() { Ok(()) } else { actor.must_act() }
    }

    /// The person of an account, or the account itself where no person has it: changes that reopen an approval must not fail.
    pub fn or_account(writing: &mut Writing<'_, '_>, today: NaiveDate) -> Result<Self, Error> {
        let account = writing.actor().to_owned();
        match Self::of(writing.tx, &account, today) {
            Ok(actor) => Ok(actor),
            Err(error) if error.problems.iter().any(|problem| problem.code.starts_with("actor_")) => {
                let person = Person { name: account.clone(), ..Person::default() };
                Ok(Self { person, account, today })
            }
            Err(error) => Err(error),
        }
    }

    /// Whether this person did something.
    pub fn is(&self, by: &By) -> bool {
        by.account.eq_ignore_ascii_case(&self.account) || (!by.person.is_empty() && by.person == self.person.id)
    }

    /// Whether this person has a role.
    pub fn has(&self, role: Role) -> bool {
        self.person.roles.contains(&role)
    }

    /// Whether this person may change by which rules and methods the office judges: the security office answers for them, an
    /// administrator may; an account that is nobody's is not asked.
    pub fn may_set_rules(&self) -> bool {
        self.person.id.is_empty() || self.has(Role::Security) || self.has(Role::Admin)
    }

    /// Whether this person may change anything: an auditor reads.
    ///
    /// # Errors
    /// `role_missing`.
    pub fn must_act(&self) -> Result<(), Error> {
        if self.acts() { Ok(()) } else { Err(role_missing(Role::Applicant)) }
    }

    /// The same as an answer.
    pub fn acts(&self) -> bool {
        self.person.roles.iter().any(|role| *role != Role::Auditor)
    }

    /// Whether this person has a role.
    ///
    /// # Errors
    /// `role_missing` with the role.
    pub fn must_have(&self, role: Role) -> Result<(), Error> {
        if self.has(role) { Ok(()) } else { Err(role_missing(role)) }
    }

    /// This person, now.
    pub fn by(&self) -> By {
        By {
            person: self.person.id.clone(),
            account: self.account.clone(),
            name: self.person.name.clone(),
            section: self.person.section.clone(),
            at: Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true),
            on: self.today.to_string(),
        }
    }
}

/// That a person lacks a role that the operation needs.
fn role_missing(role: Role) -> Error {
    Problem::new("role_missing").with("role", role.code()).into()
}

/// What a person decides.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct DecisionRequest {
    /// Id of the application.
    pub id: String,
    /// Revision that the person saw.
    pub revision: i64,
    /// Hash of the content that the person saw.
    pub hash: String,
    /// What is decided.
    pub outcome: Outcome,
    /// Conditions, each by itself.
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub conditions: Vec<String>,
    /// Exceptions that are granted.
    #[serde(default)]
    #[ts(as = "Option<Vec<Exception>>", optional)]
    pub exceptions: Vec<Exception>,
    /// A day as typed; a year, if none is given, and for a renewal a year after the last approval.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub expires_on: Option<String>,
    /// A day as typed; half a year later, if none is given.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub next_check_on: Option<String>,
    /// Whether it is decided in somebody's place.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub acting: Option<Acting>,
    /// Reason, or remark.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub note: Option<String>,
}

/// The hash of bound content.
pub(crate) fn hash_of(content: &Json) -> String {
    sha256(canonical(content).as_bytes())
}

/// The next number of an approval in a fiscal year that is free: for cloud uses 令和8年度 makes `C8-001`.
/// `taken` tells of numbers that a register has from elsewhere.
pub(crate) fn next_number(
    tx: &mut Tx<'_>,
    register: Register,
    letter: char,
    today: NaiveDate,
    mut taken: impl FnMut(&mut Tx<'_>, &str) -> Result<bool, Error>,
) -> Result<String, Error> {
    let prefix = format!("{letter}{}-", crate::date::fiscal_year(today) - REIWA);
    let mut place = store::last_number(tx, register, &prefix)? + 1;
    loop {
        let number = format!("{prefix}{place:03}");
        if !taken(tx, &number)? {
            return Ok(number);
        }
        place += 1;
    }
}

/// The year before 令和元年.
const REIWA: i32 = 2018;

/// Takes out the applications of a record that is taken out itself, each with a row of history that says so.
pub(crate) fn remove_of(writing: &mut Writing<'_, '_>, register: Register, record: &str) -> Result<(), Error> {
    for application in store::of_record(writing.tx, register, record)? {
        store::remove(writing.tx, &application.id)?;
        writing.note(HISTORY, &application.id, Some(&serde_json::to_value(&application)?), None)?;
    }
    Ok(())
}

/// Every application as it is kept, with its id.
pub(crate) fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    store::walk(tx, see)
}
