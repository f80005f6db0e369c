//! The days of a cloud use that something counts from, each until the record itself says that it is met. Pure.

use chrono::NaiveDate;

use super::rule::{Anchor, Point};
use crate::cloud::{Cloud, CloudStatus, check_due};

/// The days of a cloud use; `manager_until` is the last day of whoever manages it, if it is known.
pub fn of_cloud(cloud: &Cloud, manager_until: Option<NaiveDate>, today: NaiveDate) -> Vec<Point> {
    use Anchor::*;
    let mut points = Vec::new();
    let mut add = |anchor, on: Option<NaiveDate>, what: Option<String>| {
        points.extend(on.map(|on| Point { anchor, on, what }));
    };
    let date = |iso: &Option<String>| iso.as_ref().and_then(|iso| iso.parse::<NaiveDate>().ok());
    let ended = cloud.has_ended(today);
    let used = !ended
        && match cloud.status {
            CloudStatus::Approved | CloudStatus::Conditional | CloudStatus::Suspended => true,
            // One whose end was decided for a day to come is used as approved until then.
            CloudStatus::Ended => true,
            // Whoever waits for a changed approval goes on using what was approved.
            CloudStatus::Applied | CloudStatus::Returned => cloud.decided_on.is_some(),
            CloudStatus::Draft | CloudStatus::Refused => false,
        };
    add(CloudDecided, date(&cloud.decided_on).filter(|_| used), None);
    if used {
        // RM-07: until it is approved anew or ends.
        add(CloudApproval, date(&cloud.expires_on), None);
        // RM-09, 総務省ガイドライン 8.3 (7).
        add(CloudCheck, check_due(cloud, today), None);
        // RM-04: what the approval relies on; a registration whose renewal is pending goes on (DOMAIN B.5).
        for assurance in cloud.relied() {
            add(CloudAssurance, assurance.stands_until(), Some(assurance.kind.clone()));
        }
        // RM-20: from the day after the last one of whoever manages it, until somebody else does.
        add(CloudManagerLeaves, manager_until.and_then(|until| until.succ_opt()), cloud.manager.clone());
    }
    // RM-08, 8.3 (8): data erased and accounts disposed of; a use that was never approved has left nothing.
    let ending = cloud.ending.as_ref();
    let done = ending.is_some_and(|ending| ending.erased_on.is_some() && ending.accounts_disposed_on.is_some());
    if (used || ended) && !done {
        let planned = ending.and_then(|ending| date(&ending.on));
        add(CloudEnd, date(&cloud.ended_on).or(planned).or(date(&cloud.ends_on)), None);
    }
    // RM-06: the certificate, once the use has ended.
    if ended && ending.is_none_or(|ending| ending.certificate_on.is_none()) {
        add(CloudErasure, date(&cloud.ended_on), None);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cloud::{Assurance, CloudEnding};

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn told(cloud: &Cloud, today: &str) -> Vec<(Anchor, String)> {
        let points = of_cloud(cloud, None, day(today));
        points.into_iter().map(|point| (point.anchor, point.on.to_string())).collect()
    }

    fn approved() -> Cloud {
        Cloud {
            status: CloudStatus::Approved,
            expires_on: Some("2027-03-31".to_owned()),
            next_check_on: Some("2026-12-01".to_owned()),
            ..Cloud::default()
        }
    }

    #[test]
    fn an_approved_use_is_told_of_until_it_is_approved_anew() {
        assert_eq!(
            told(&approved(), "2026-11-26"),
            [(Anchor::CloudApproval, "2027-03-31".to_owned()), (Anchor::CloudCheck, "2026-12-01".to_owned())]
        );
        let refused = Cloud { status: CloudStatus::Refused, ..approved() };
        assert!(told(&refused, "2026-11-26").is_empty());
        let waiting = |decided_on: Option<&str>| Cloud {
            status: CloudStatus::Applied,
            decided_on: decided_on.map(str::to_owned),
            ..approved()
        };
        let anchors =
            |cloud: &Cloud| told(cloud, "2026-11-26").into_iter().map(|(anchor, _)| anchor).collect::<Vec<_>>();
        assert_eq!(anchors(&waiting(None)), [], "for the first time");
        assert_eq!(
            anchors(&waiting(Some("2026-04-01"))),
            [Anchor::CloudDecided, Anchor::CloudApproval, Anchor::CloudCheck],
            "while a change waits"
        );
    }

    #[test]
    fn an_assurance_counts_while_the_approval_relies_on_it_and_no_renewal_is_pending() {
        let assurance = |pending, relied_on| Assurance {
            kind: "ismap".to_owned(),
            valid_until: Some("2027-01-31".to_owned()),
            renewal_pending: pending,
            relied_on,
            ..Assurance::default()
        };
        let ends = |pending, relied_on| {
            let cloud = Cloud { assurances: vec![assurance(pending, relied_on)], ..approved() };
            told(&cloud, "2026-11-26").iter().any(|(anchor, _)| *anchor == Anchor::CloudAssurance)
        };
        assert!(ends(false, true));
        assert!(!ends(true, true));
        assert!(!ends(false, false));
    }

    #[test]
    fn an_end_that_was_decided_ahead_leaves_the_duties_until_then() {
        let ending = Cloud { status: CloudStatus::Ended, ended_on: Some("2027-09-30".to_owned()), ..approved() };
        let anchors = |today: &str| told(&ending, today).into_iter().map(|(anchor, _)| anchor).collect::<Vec<_>>();
        assert_eq!(anchors("2027-09-30"), [Anchor::CloudApproval, Anchor::CloudCheck, Anchor::CloudEnd]);
        assert_eq!(anchors("2027-10-01"), [Anchor::CloudEnd, Anchor::CloudErasure]);
    }

    #[test]
    fn an_end_is_told_of_until_data_and_accounts_are_gone_and_the_certificate_is_there() {
        let ended = Cloud {
            status: CloudStatus::Ended,
            ended_on: Some("2026-10-31".to_owned()),
            ending: Some(CloudEnding { on: Some("2026-10-31".to_owned()), ..CloudEnding::default() }),
            ..approved()
        };
        let on = "2026-10-31".to_owned();
        assert_eq!(told(&ended, "2026-11-26"), [(Anchor::CloudEnd, on.clone()), (Anchor::CloudErasure, on.clone())]);
        let erased = CloudEnding {
            erased_on: Some("2026-11-05".to_owned()),
            accounts_disposed_on: Some("2026-11-05".to_owned()),
            ..CloudEnding::default()
        };
        let erased_use = Cloud { ending: Some(erased.clone()), ..ended.clone() };
        assert_eq!(told(&erased_use, "2026-11-26"), [(Anchor::CloudErasure, on)]);
        let certified = CloudEnding { certificate_on: Some("2026-11-10".to_owned()), ..erased };
        assert!(told(&Cloud { ending: Some(certified), ..ended }, "2026-11-26").is_empty());
    }
}
