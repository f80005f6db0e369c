//! What a change of a cloud use does to its approval and to an open application.

use chrono::NaiveDate;
use db::Tx;
use serde_json::Value as Json;

use super::apply::{granted, subject};
use super::standing::{Standing, accepts_lapse};
use super::{Cloud, CloudStatus, bound};
use crate::approval::{self, Actor, Application, ApplicationKind, ApplicationState};
use crate::history::Writing;
use crate::problem::Error;
use crate::register::Register;

/// Where a change of a record comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Somebody typed it.
    Typed,
    /// A file was imported, or an import taken back.
    File,
    /// A public list of registered services says it.
    List,
}

/// The state of a use, or the one that it had before it was suspended.
pub(super) fn state_of(cloud: &Cloud) -> CloudStatus {
    match &cloud.suspension {
        Some(suspension) if cloud.status == CloudStatus::Suspended => suspension.was,
        _ => cloud.status,
    }
}

/// Another state; a suspended use stays suspended, and has it when it goes on.
pub(super) fn set_state(cloud: &mut Cloud, state: CloudStatus) {
    match &mut cloud.suspension {
        Some(suspension) if cloud.status == CloudStatus::Suspended => suspension.was = state,
        _ => cloud.status = state,
    }
}

/// What follows for an approval and for an open application when a use changes.
///
/// An approval whose bound content changes is reopened: the use is applied for again, and whoever reviews sees what changed.
/// What changes while an application is open is reviewed anew, and whoever changed it does not decide. An approval that was
/// taken over from another ledger and comes with a new decision in a file is taken over anew.
pub(super) fn reopen(
    writing: &mut Writing<'_, '_>,
    base: &Cloud,
    cloud: &mut Cloud,
    origin: Origin,
    today: NaiveDate,
) -> Result<(), Error> {
    let open = approval::open(writing.tx, Register::Cloud, &base.id, None)?;
    let kind = open.as_ref().map(|application| application.kind);
    let (before, content) = (bound::content(base, kind)?, bound::content(cloud, kind)?);
    let changed = !approval::differences(&before, &content).is_empty();
    let was = state_of(base);
    let comes_back = !was.is_approved() && state_of(cloud).is_approved();
    if !was.is_approved() || !asks_anew(writing.tx, base, cloud, (&before, &content), origin, today)? {
        let Some(mut application) = open else { return Ok(()) };
        if comes_back {
            // An earlier version comes back with its approval: what was applied for meanwhile is gone.
            application.state = ApplicationState::Withdrawn;
        } else if changed {
            application.changed_by(&Actor::or_account(writing, today)?, content);
        } else {
            return Ok(());
        }
        return application.save(writing);
    }
    set_state(cloud, CloudStatus::Applied);
    let actor = Actor::or_account(writing, today)?;
    let mut application = match open {
        Some(mut application) => {
            if application.kind == ApplicationKind::Renewal {
                application.kind = ApplicationKind::Change;
            }
            application.changed_by(&actor, content);
            application
        }
        None => Application::begin(ApplicationKind::Change, &actor, subject(cloud, was, ApplicationKind::Change)?),
    };
    application.before.get_or_insert(before);
    application.save(writing)
}

/// Whether a use that becomes `cloud` because a public list says so loses its approval.
pub(super) fn by_list(tx: &mut Tx<'_>, base: &Cloud, cloud: &Cloud, today: NaiveDate) -> Result<bool, Error> {
    let kind = approval::open(tx, Register::Cloud, &base.id, None)?.map(|application| application.kind);
    let (before, content) = (bound::content(base, kind)?, bound::content(cloud, kind)?);
    Ok(state_of(base).is_approved() && asks_anew(tx, base, cloud, (&before, &content), Origin::List, today)?)
}

/// Whether an approved use has changed so that its approval no longer holds.
fn asks_anew(
    tx: &mut Tx<'_>,
    base: &Cloud,
    cloud: &Cloud,
    (before, content): (&Json, &Json),
    origin: Origin,
    today: NaiveDate,
) -> Result<bool, Error> {
    let decided = |cloud: &Cloud| {
        let Cloud { number, conditions, decided_on, expires_on, .. } = cloud.clone();
        (number, conditions, decided_on, expires_on)
    };
    let taken_over = cloud.application.is_none() && decided(base) != decided(cloud);
    if cloud.status == CloudStatus::Ended
        || (taken_over && origin == Origin::File && cloud.decided_on != base.decided_on)
    {
        return Ok(false);
    }
    let granted = granted(tx, base)?;
    let accepted = accepts_lapse(&granted);
    let revived =
        base.standing(accepted, today) == Standing::Lapsed && cloud.standing(accepted, today) == Standing::Stands;
    let retyped = taken_over && origin == Origin::Typed;
    Ok(revived || retyped || bound::asks_anew(before, content, origin == Origin::List))
}

/// Carries another name of a section into the open application.
pub(super) fn rename(writing: &mut Writing<'_, '_>, old: &Cloud, new: &Cloud) -> Result<(), Error> {
    let Some(mut application) = approval::open(writing.tx, Register::Cloud, &old.id, None)? else { return Ok(()) };
    if old.section == new.section {
        return Ok(());
    }
    application.rename_section(old.section.as_deref(), new.section.as_deref());
    application.save(writing)
}
