//! What differs between two publications of the list, account by account.
//! A new day of confirmation is no change: it would drown what people have to know.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::PublicAccount;
use crate::sns::{address, same};

/// What happened to an account (変更の種類).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new in the list.
    Added,
    /// A day was decided on which it ends, or another one than before.
    Ending,
    /// It has ended.
    Ended,
    /// Nothing is posted for the time being.
    Suspended,
    /// It is in use again.
    Resumed,
    /// It has another name.
    Renamed,
    /// It has another address.
    Moved,
    /// Another section runs it.
    Section,
    /// Its policy is at another address.
    Policy,
    /// It is no longer shown.
    Removed,
}

impl ChangeKind {
    /// The word for this kind, also of the locale key `sns.page.change.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Ending => "ending",
            Self::Ended => "ended",
            Self::Suspended => "suspended",
            Self::Resumed => "resumed",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Section => "section",
            Self::Policy => "policy",
            Self::Removed => "removed",
        }
    }
}

/// A change since the last publication (変更点).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// The account as it is now; as it was where it is no longer shown.
    pub account: PublicAccount,
    /// As it was before, where something was changed.
    pub before: Option<String>,
    /// As it is now, where something was changed.
    pub after: Option<String>,
}

/// The changes from what was shown on one day to what is shown on another, in the order of the list.
pub fn between(before: &[PublicAccount], then: NaiveDate, now: &[PublicAccount], on: NaiveDate) -> Vec<Change> {
    let mut old: BTreeMap<(&str, &str, &str), Vec<&PublicAccount>> = BTreeMap::new();
    for account in before {
        old.entry(mark(account)).or_default().insert(0, account);
    }
    let mut changes = Vec::new();
    for account in now {
        let change = |kind, before: Option<&String>, after: Option<&String>| Change {
            kind,
            account: account.clone(),
            before: before.cloned(),
            after: after.cloned(),
        };
        let Some(was) = old.get_mut(&mark(account)).and_then(Vec::pop) else {
            changes.push(change(ChangeKind::Added, None, None));
            continue;
        };
        match (was.has_ended(then), account.has_ended(on)) {
            (false, true) => changes.push(change(ChangeKind::Ended, None, None)),
            (true, false) => changes.push(change(ChangeKind::Resumed, None, None)),
            (false, false) if !was.suspended && account.suspended => {
                changes.push(change(ChangeKind::Suspended, None, None));
            }
            (false, false) if was.suspended && !account.suspended => {
                changes.push(change(ChangeKind::Resumed, None, None));
            }
            _ => {}
        }
        if account.ended_on.is_some_and(|end| on < end) && account.ended_on != was.ended_on {
            changes.push(change(ChangeKind::Ending, None, None));
        }
        if was.name != account.name {
            changes.push(change(ChangeKind::Renamed, Some(&was.name), Some(&account.name)));
        }
        if was.url != account.url && !one_account(was, account) {
            changes.push(change(ChangeKind::Moved, was.url.as_ref(), account.url.as_ref()));
        }
        if was.section != account.section {
            changes.push(change(ChangeKind::Section, was.section.as_ref(), account.section.as_ref()));
        }
        if was.policy_url != account.policy_url {
            changes.push(change(ChangeKind::Policy, was.policy_url.as_ref(), account.policy_url.as_ref()));
        }
    }
    let gone = before.iter().filter(|account| {
        old.get(&mark(account)).is_some_and(|left| left.iter().any(|other| std::ptr::eq(*other, *account)))
    });
    changes.extend(gone.map(|account| Change {
        kind: ChangeKind::Removed,
        account: account.clone(),
        before: None,
        after: None,
    }));
    changes
}

/// By what an account is told again: its record, else its medium and name.
fn mark(account: &PublicAccount) -> (&str, &str, &str) {
    match account.id.as_str() {
        "" => ("", account.medium.code(), &account.name),
        id => (id, "", ""),
    }
}

/// Whether two addresses lead to one account, so that people need not be told.
fn one_account(was: &PublicAccount, now: &PublicAccount) -> bool {
    let read = |account: &PublicAccount| account.url.as_deref().map(|url| address(url, Some(account.medium)));
    match (read(was), read(now)) {
        (Some(was), Some(now)) => same(&was, &now),
        _ => false,
    }
}
