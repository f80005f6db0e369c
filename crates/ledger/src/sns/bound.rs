//! What of an account an approval is bound to, and what a change does to it.
//! Who answers for it, who posts and who holds what changes with every transfer and is not bound; nor is what is done under it.

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::{Sns, SnsStatus};
use crate::approval::{self, Actor, Application, ApplicationKind, ApplicationState, Subject, differences};
use crate::history::Writing;
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

/// What follows for an approval and for an open application when an account changes.
///
/// An account in use goes on while its change is decided, but its approval is no longer one; changed back, it is again.
pub(super) fn reopen(writing: &mut Writing<'_, '_>, base: &Sns, sns: &mut Sns, today: NaiveDate) -> Result<(), Error> {
    let open = approval::open(writing.tx, Register::Sns, &base.id, None)?;
    if open.is_some() {
        // What is being decided here is not decided by typing.
        sns.status = base.status;
        (sns.number, sns.decided_on) = (base.number.clone(), base.decided_on.clone());
        sns.expires_on.clone_from(&base.expires_on);
    }
    let kind = open.as_ref().map(|application| application.kind);
    let (before, content) = (content(base, kind)?, content(sns, kind)?);
    if differences(&before, &content).is_empty() {
        return Ok(());
    }
    let Some(mut application) = open else {
        // One that is not in use yet, or was never approved here, is applied for as a whole.
        let Some(decided) = &base.application else { return Ok(()) };
        if sns.status == SnsStatus::Closed {
            return Ok(());
        }
        let actor = Actor::or_account(writing, today)?;
        let kind = ApplicationKind::Change;
        let mut application = Application::begin(kind, &actor, subject(sns, kind)?);
        application.before = approval::load(writing.tx, decided)?.map(|application| application.content);
        (sns.application, sns.number, sns.decided_on) = (None, None, None);
        return application.save(writing);
    };
    let restored = application.before.as_ref().is_some_and(|before| differences(before, &content).is_empty());
    if restored && application.kind == ApplicationKind::Change {
        if let Some(latest) = approval::latest(writing.tx, Register::Sns, &base.id, None)? {
            sns.decided_on = latest.decision.as_ref().map(|decision| decision.by.on.clone());
            sns.number = latest.decision.and_then(|decision| decision.number);
            sns.application = Some(latest.id);
        }
        application.state = ApplicationState::Withdrawn;
    } else if application.state == ApplicationState::Returned {
        return Ok(());
    } else {
        application.changed_by(&Actor::or_account(writing, today)?, content);
    }
    application.save(writing)
}

/// Carries another name of a section into the open application and into what was approved.
pub(super) fn rename(writing: &mut Writing<'_, '_>, old: &Sns, new: &Sns) -> Result<(), Error> {
    let Some(mut application) = approval::open(writing.tx, Register::Sns, &old.id, None)? else { return Ok(()) };
    if old.section == new.section {
        return Ok(());
    }
    let (was, now) = (Json::from(old.section.clone()), Json::from(new.section.clone()));
    if let Some(before) = application.before.as_mut().filter(|before| before.get("section") == Some(&was)) {
        before["section"] = now.clone();
    }
    let mut content = application.content.clone();
    content["section"] = now;
    application.set_content(content);
    application.section.clone_from(&new.section);
    application.save(writing)
}
