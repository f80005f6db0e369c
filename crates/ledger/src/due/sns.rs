//! The days of an official account that something counts from, each until the record itself says that it is met. Pure.

use chrono::NaiveDate;

use super::rule::{Anchor, Point};
use crate::sns::{Sns, SnsStatus};

/// What other records say of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountBeside {
    /// Whoever of owner, deputy and operators has a last day, with it.
    pub leaving: Vec<(String, NaiveDate)>,
    /// The day on which the contract under which it is run ended.
    pub contract_ended_on: Option<NaiveDate>,
}

/// The days of an account.
pub fn of_sns(sns: &Sns, beside: &AccountBeside, today: NaiveDate) -> Vec<Point> {
    use Anchor::*;
    let mut points = Vec::new();
    let mut add = |anchor, on: Option<NaiveDate>, what: Option<String>| {
        points.extend(on.map(|on| Point { anchor, on, what }));
    };
    let date = |iso: &Option<String>| iso.as_ref().and_then(|iso| iso.parse::<NaiveDate>().ok());
    let closed = date(&sns.closed_on);
    if sns.status == SnsStatus::Closed {
        // RM-21: until the account and the links to it are gone.
        let closing = sns.closing.as_ref();
        let gone = closing.is_some_and(|closing| closing.deleted_on.is_some() && closing.links_removed_on.is_some());
        if !gone {
            add(AccountClosed, closed.or(closing.and_then(|closing| date(&closing.on))), None);
        }
        return points;
    }
    if sns.status == SnsStatus::Applied {
        return points;
    }
    add(AccountOpened, date(&sns.opened_on), None);
    // RM-07: until it is approved anew or closed, whatever waits meanwhile: an application is no approval, and the
    // approval of a change without a day of its own keeps the last day of the one before.
    add(AccountApproval, date(&sns.expires_on), None);
    // RM-17: from the day after the last one of whoever is named, until somebody else is.
    for (name, until) in &beside.leaving {
        add(AccountHolderLeaves, until.succ_opt(), Some(name.clone()));
    }
    // RM-18: at a handover, when somebody who could log in has left or does so no more, and at the end of the contract of
    // whoever runs it, always.
    let changed = date(&sns.credentials_changed_on);
    let stale = |on: &NaiveDate| *on <= today && changed.is_none_or(|changed| changed < *on);
    let since = date(&sns.owner_since).filter(stale);
    let ended = beside.contract_ended_on.filter(stale);
    let gone = beside.leaving.iter().filter_map(|(_, until)| until.succ_opt()).filter(stale);
    let replaced = date(&sns.holder_left_on).filter(stale);
    add(AccountCredentials, since.into_iter().chain(ended).chain(replaced).chain(gone).min(), None);
    add(AccountCredentialsChanged, changed, None);
    // RM-19: an account in use that says nothing; one that was never posted to counts from its opening.
    if sns.status == SnsStatus::Active {
        add(AccountLastPost, date(&sns.last_post_on).or(date(&sns.opened_on)), None);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sns::SnsClosing;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn told(sns: &Sns, beside: &AccountBeside, today: &str) -> Vec<(Anchor, String)> {
        let points = of_sns(sns, beside, day(today));
        points.into_iter().map(|point| (point.anchor, point.on.to_string())).collect()
    }

    fn iso(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn log_in_details_are_asked_for_after_a_handover_and_after_the_contract() {
        let sns = Sns { status: SnsStatus::Active, owner_since: iso("2026-04-01"), ..Sns::default() };
        let stale = |sns: &Sns, beside: &AccountBeside, today: &str| {
            let told = told(sns, beside, today);
            told.into_iter().find(|(anchor, _)| *anchor == Anchor::AccountCredentials).map(|(_, on)| on)
        };
        let alone = AccountBeside::default();
        assert_eq!(stale(&sns, &alone, "2026-04-10"), iso("2026-04-01"));
        assert_eq!(stale(&sns, &alone, "2026-03-31"), None);
        let changed = Sns { credentials_changed_on: iso("2026-04-02"), ..sns.clone() };
        assert_eq!(stale(&changed, &alone, "2026-04-10"), None);
        let ended = AccountBeside { contract_ended_on: Some(day("2026-09-30")), ..alone };
        assert_eq!(stale(&changed, &ended, "2026-10-05"), iso("2026-09-30"));
        let again = Sns { credentials_changed_on: iso("2026-10-01"), ..sns.clone() };
        assert_eq!(stale(&again, &ended, "2026-10-05"), None);
        // A deputy or an operator who has left still knows them, whether somebody else is named already or not.
        let left =
            AccountBeside { leaving: vec![("森 彩香".to_owned(), day("2026-06-30"))], ..AccountBeside::default() };
        assert_eq!(stale(&changed, &left, "2026-06-30"), None, "on the last day");
        assert_eq!(stale(&changed, &left, "2026-07-01"), iso("2026-07-01"));
        let replaced = Sns { holder_left_on: iso("2026-07-03"), ..changed };
        assert_eq!(stale(&replaced, &AccountBeside::default(), "2026-07-10"), iso("2026-07-03"));
        let renewed = Sns { credentials_changed_on: iso("2026-07-03"), ..replaced };
        assert_eq!(stale(&renewed, &AccountBeside::default(), "2026-07-10"), None);
    }

    #[test]
    fn a_closed_account_is_told_of_until_it_and_its_links_are_gone() {
        let closing = |links: Option<String>| SnsClosing {
            deleted_on: iso("2026-11-02"),
            links_removed_on: links,
            ..SnsClosing::default()
        };
        let closed = |links| Sns {
            status: SnsStatus::Closed,
            closed_on: iso("2026-11-01"),
            closing: Some(closing(links)),
            last_post_on: iso("2026-01-01"),
            ..Sns::default()
        };
        let alone = AccountBeside::default();
        let open = (Anchor::AccountClosed, "2026-11-01".to_owned());
        assert_eq!(told(&closed(None), &alone, "2026-11-26"), [open]);
        assert!(told(&closed(iso("2026-11-03")), &alone, "2026-11-26").is_empty());
    }

    #[test]
    fn the_approval_of_an_account_is_told_of_while_it_is_used() {
        let approved = Sns {
            status: SnsStatus::Active,
            number: iso("S8-001"),
            decided_on: iso("2026-04-01"),
            expires_on: iso("2027-03-31"),
            ..Sns::default()
        };
        let ends = |sns: &Sns| told(sns, &AccountBeside::default(), "2026-11-26");
        assert!(ends(&approved).contains(&(Anchor::AccountApproval, "2027-03-31".to_owned())));
        // While a change of it waits it has no approval, and the day of the last one goes on coming nearer.
        let changed = Sns { number: None, decided_on: None, ..approved.clone() };
        assert!(ends(&changed).contains(&(Anchor::AccountApproval, "2027-03-31".to_owned())));
        let never = Sns { expires_on: None, ..changed };
        assert!(!ends(&never).iter().any(|(anchor, _)| *anchor == Anchor::AccountApproval));
        let asked = Sns { status: SnsStatus::Applied, ..approved };
        assert!(ends(&asked).is_empty());
    }

    #[test]
    fn each_who_leaves_is_told_of_by_name() {
        let sns = Sns { status: SnsStatus::Suspended, ..Sns::default() };
        let leaving = vec![("森 彩香".to_owned(), day("2027-03-31")), ("中村 亮".to_owned(), day("2026-12-31"))];
        let points = of_sns(&sns, &AccountBeside { leaving, contract_ended_on: None }, day("2026-11-26"));
        let named: Vec<_> = points.iter().map(|point| (point.on.to_string(), point.what.as_deref())).collect();
        assert_eq!(named, [("2027-04-01".to_owned(), Some("森 彩香")), ("2027-01-01".to_owned(), Some("中村 亮"))]);
    }
}
