//! What of an account an approval is bound to, and what was approved last. What a change does to it is in `reopen.rs`.
//! Who answers for it, who posts and who holds what changes with every transfer and is not bound; nor is what is done under it.

use db::Tx;
use serde_json::Value as Json;

use super::Sns;
use crate::approval::{self, Application, ApplicationKind, Subject, differences};
use crate::problem::Error;
use crate::register::Register;

/// Fields of form F-13 that a decision about an account binds: what it is, whose it is, what it is for, what is posted.
const BOUND: [&str; 17] = [
    "medium",
    "name",
    "handle",
    "url",
    "section",
    "purpose",
    "audience",
    "frequency",
    "hours",
    "reply_policy",
    "posting",
    "policy_url",
    "shared_login",
    "publishable",
    "contract",
    "cloud",
    "facts",
];

/// The bound fields of a record, as the person who decides about an application of a kind sees them.
///
/// # Errors
/// If the record cannot be made JSON.
pub(super) fn content(sns: &Sns, kind: Option<ApplicationKind>) -> Result<Json, Error> {
    let mut json = serde_json::to_value(sns)?;
    let also = match kind {
        Some(ApplicationKind::End) => "closing",
        Some(ApplicationKind::Suspension) => "suspension",
        _ => "",
    };
    if let Json::Object(fields) = &mut json {
        fields.retain(|name, _| BOUND.contains(&name.as_str()) || name == also);
    }
    Ok(json)
}

/// The bound fields of what was approved before an application, without the number and the day that it may carry.
pub(super) fn bound(before: &Json) -> Json {
    let mut content = before.clone();
    if let Json::Object(fields) = &mut content {
        fields.retain(|name, _| BOUND.contains(&name.as_str()));
    }
    content
}

/// What an application is about.
pub(super) fn subject(sns: &Sns, kind: ApplicationKind) -> Result<Subject, Error> {
    Ok(Subject {
        register: Register::Sns,
        record: sns.id.clone(),
        matter: None,
        title: sns.name.clone(),
        section: sns.section.clone(),
        was: sns.status.code().to_owned(),
        content: content(sns, Some(kind))?,
    })
}

/// The last approval of an account (最後の承認).
#[derive(Debug)]
pub(super) struct Approved {
    /// Id of the application on which it rests; none where it was given outside this ledger.
    application: Option<String>,
    /// Its number.
    number: Option<String>,
    /// ISO date.
    decided_on: Option<String>,
    /// The bound fields as they were approved, with names as they are now.
    pub content: Json,
}

/// The last approval of an account, whether or not the account still says the same.
///
/// # Errors
/// If the ledger cannot be read.
pub(super) fn approved(tx: &mut Tx<'_>, sns: &Sns) -> Result<Option<Approved>, Error> {
    Approved::of(&approval::of_record(tx, Register::Sns, &sns.id)?, sns)
}

/// Whether something about the account itself was decided here: from then on no approval of it is typed.
pub(super) fn is_decided(applications: &[Application]) -> bool {
    applications.iter().any(|application| application.kind.is_of_use() && application.decision.is_some())
}

impl Approved {
    /// The last one among the applications of an account, newest first, else the one that was taken over with it.
    ///
    /// # Errors
    /// If the record cannot be made JSON.
    pub fn of(applications: &[Application], sns: &Sns) -> Result<Option<Self>, Error> {
        let text = |json: &Json, field: &str| json.get(field).and_then(Json::as_str).map(str::to_owned);
        if let Some(at) = applications.iter().position(Application::gave_approval) {
            let given = &applications[at];
            let mut content = bound(&given.content);
            if sns.application.as_ref() == Some(&given.id) {
                // A section that is called otherwise since is the same one.
                content["section"] = Json::from(sns.section.clone());
            } else if let Some(before) = applications[..at].iter().find_map(|later| later.before.as_ref()) {
                content = bound(before);
            }
            let decision = given.decision.as_ref();
            return Ok(Some(Self {
                application: Some(given.id.clone()),
                number: decision.and_then(|decision| decision.number.clone()),
                decided_on: decision.map(|decision| decision.by.on.clone()),
                content,
            }));
        }
        if sns.is_approved() {
            let (number, decided_on) = (sns.number.clone(), sns.decided_on.clone());
            return Ok(Some(Self { application: None, number, decided_on, content: content(sns, None)? }));
        }
        // Taken over, and changed since: the application for the change knows what it was.
        let before = applications.iter().filter_map(|application| application.before.as_ref());
        let taken_over = before.into_iter().find(|before| text(before, "decided_on").is_some());
        Ok(taken_over.map(|before| Self {
            application: None,
            number: text(before, "number"),
            decided_on: text(before, "decided_on"),
            content: bound(before),
        }))
    }

    /// Whether an account says what was approved.
    ///
    /// # Errors
    /// If the record cannot be made JSON.
    pub fn holds(&self, sns: &Sns) -> Result<bool, Error> {
        Ok(differences(&self.content, &content(sns, None)?).is_empty())
    }

    /// The account has this approval if it says what was approved, and none if not.
    ///
    /// # Errors
    /// If the record cannot be made JSON.
    pub fn settle(&self, sns: &mut Sns) -> Result<bool, Error> {
        let holds = self.holds(sns)?;
        let Self { application, number, decided_on, .. } = self;
        (sns.application, sns.number, sns.decided_on) =
            if holds { (application.clone(), number.clone(), decided_on.clone()) } else { (None, None, None) };
        Ok(holds)
    }

    /// What an application for something else keeps of it. One without an application is kept with number and day: the
    /// account loses them until the change is undone.
    pub fn before(&self) -> Json {
        let mut before = self.content.clone();
        if self.application.is_none() {
            before["number"] = Json::from(self.number.clone());
            before["decided_on"] = Json::from(self.decided_on.clone());
        }
        before
    }
}
