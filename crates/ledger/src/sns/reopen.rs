//! What a change of an account does to its approval and to an open application, and what stands when an application has ended.
//! What an approval is bound to is in `bound.rs`.

use chrono::NaiveDate;

use super::bound::{self, Approved};
use super::{Sns, SnsStatus};
use crate::approval::{self, Actor, Application, ApplicationKind, ApplicationState, differences, may_take_over};
use crate::history::Writing;
use crate::problem::Error;
use crate::register::Register;

/// What follows for an approval and for an open application when an account changes.
///
/// An account in use goes on while its change is decided, but its approval is no longer one; changed back, it is again,
/// whatever else is applied for. What is decided here is not decided by typing.
pub(super) fn reopen(writing: &mut Writing<'_, '_>, base: &Sns, sns: &mut Sns, today: NaiveDate) -> Result<(), Error> {
    let applications = approval::of_record(writing.tx, Register::Sns, &base.id)?;
    let open = applications.iter().find(|application| application.state.is_open()).cloned();
    let decided = bound::is_decided(&applications);
    if open.is_some() || decided {
        base.keep_decision(sns);
    } else if sns.takes_over(base) {
        may_take_over(writing, Register::Sns, today)?;
        if (&sns.number, &sns.decided_on) != (&base.number, &base.decided_on) {
            // An approval of elsewhere is taken over, or given up, as it comes.
            return Ok(());
        }
    }
    if sns.status == SnsStatus::Closed {
        return Ok(());
    }
    // One that was never approved is applied for as a whole.
    let approved = Approved::of(&applications, base)?;
    let holds = approved.as_ref().map(|approved| approved.settle(sns)).transpose()?.unwrap_or(true);
    let kind = open.as_ref().map(|application| application.kind);
    let content = bound::content(sns, kind)?;
    let changed = !differences(&bound::content(base, kind)?, &content).is_empty();
    let Some(mut application) = open else {
        let Some(approved) = approved.filter(|_| changed && !holds) else { return Ok(()) };
        let actor = Actor::or_account(writing, today)?;
        let subject = bound::subject(sns, ApplicationKind::Change)?;
        let mut application = Application::begin(ApplicationKind::Change, &actor, subject);
        application.before = Some(approved.before());
        return application.save(writing);
    };
    if application.kind == ApplicationKind::Change && approved.is_some() && holds {
        application.state = ApplicationState::Withdrawn;
        return application.save(writing);
    }
    if !changed {
        return Ok(());
    }
    if let Some(approved) = approved.filter(|_| !holds) {
        if application.kind == ApplicationKind::Renewal {
            application.kind = ApplicationKind::Change;
        }
        application.before.get_or_insert_with(|| approved.before());
    }
    application.changed_by(&Actor::or_account(writing, today)?, content);
    application.save(writing)
}

/// What stands of an account when an application about it has ended without an approval of the account itself: the last
/// approval, if the account still says what was approved. What was changed under an application for something else stays
/// applied for, by those who changed it.
pub(super) fn settle(
    writing: &mut Writing<'_, '_>,
    sns: &mut Sns,
    ended: &Application,
    actor: &Actor,
) -> Result<(), Error> {
    if sns.status == SnsStatus::Closed {
        return Ok(());
    }
    let Some(approved) = bound::approved(writing.tx, sns)? else { return Ok(()) };
    if approved.settle(sns)? || ended.kind.is_of_use() {
        return Ok(());
    }
    let subject = bound::subject(sns, ApplicationKind::Change)?;
    let mut change = Application::begin(ApplicationKind::Change, actor, subject);
    change.applicants.clone_from(&ended.editors);
    change.by = change.applicants.pop().unwrap_or_else(|| ended.by.clone());
    change.before = Some(approved.before());
    change.save(writing)
}

/// Carries another name of a section into the open application and into what was approved.
pub(super) fn rename(writing: &mut Writing<'_, '_>, old: &Sns, new: &Sns) -> Result<(), Error> {
    let Some(mut application) = approval::open(writing.tx, Register::Sns, &old.id, None)? else { return Ok(()) };
    if old.section == new.section {
        return Ok(());
    }
    application.rename_section(old.section.as_deref(), new.section.as_deref());
    application.save(writing)
}
