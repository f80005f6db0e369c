//! What is wrong with how an incident is handled. Pure: `today` is an argument. What the law asks for is in `duty.rs`.

use chrono::NaiveDate;

use super::duty::{self, Clock};
use super::{Incident, ReportKind};

/// Days within which a contractor tells the office, counted with the day it knew (個人情報保護委員会 ガイドライン: 3 to 5 days).
const CONTRACTOR_DAYS: i64 = 5;

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Nobody says when the office knew, so that the clock counts from the day it was entered (施行規則第44条).
    KnownMissing,
    /// What is known does not settle whether it is reported: the fields that would (施行規則第43条).
    Undecided(Vec<&'static str>),
    /// The day of a report has passed without it (施行規則第44条).
    Late(ReportKind, NaiveDate),
    /// The last report was made without these of its nine items (施行規則第44条第1項).
    Lacks(Vec<&'static str>),
    /// The last report was made, and nothing says that the persons were told, or why they cannot be (法第68条第2項).
    PersonsNotTold,
    /// The contractor told the office later than it had to (番号法ガイドライン; the contract's duty to report at once).
    ContractorLate(i64),
    /// Nobody looks after it.
    OwnerMissing,
    /// It was closed, and a report is still to be made.
    ClosedTooEarly,
}

impl Found {
    /// The word for it in locale keys (`finding.incident_<code>`).
    pub fn code(&self) -> &'static str {
        match self {
            Self::KnownMissing => "known_missing",
            Self::Undecided(_) => "undecided",
            Self::Late(ReportKind::Final, _) => "final_late",
            Self::Late(..) => "initial_late",
            Self::Lacks(_) => "lacks",
            Self::PersonsNotTold => "persons_not_told",
            Self::ContractorLate(_) => "contractor_late",
            Self::OwnerMissing => "owner_missing",
            Self::ClosedTooEarly => "closed_too_early",
        }
    }

    /// The field that answers it.
    pub fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::KnownMissing => "known_on",
            Self::Undecided(fields) | Self::Lacks(fields) => fields.first()?,
            Self::Late(..) => "reports",
            Self::PersonsNotTold => "notice.on",
            Self::ContractorLate(_) => "contractor_reported_on",
            Self::OwnerMissing => "owner",
            Self::ClosedTooEarly => "closed_on",
        })
    }

    /// Whether a law or rule is not kept.
    pub fn is_must(&self) -> bool {
        !matches!(self, Self::OwnerMissing | Self::ContractorLate(_))
    }
}

/// Those of the nine items of a report that say nothing (施行規則第44条第1項; the ninth, other matters, may stay empty).
pub fn lacking(incident: &Incident) -> Vec<&'static str> {
    let empty = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    [
        ("overview", empty(&incident.overview)),
        ("items", empty(&incident.items)),
        ("persons", incident.persons.is_none()),
        ("cause", empty(&incident.cause)),
        ("secondary_harm", empty(&incident.secondary_harm)),
        ("response", empty(&incident.response)),
        ("publication", empty(&incident.publication)),
        ("prevention", empty(&incident.prevention)),
    ]
    .into_iter()
    .filter_map(|(field, is_empty)| is_empty.then_some(field))
    .collect()
}

/// Everything that is wrong with an incident on a day; `clock` are its days, if it has any.
pub fn assess(incident: &Incident, clock: Option<&Clock>, today: NaiveDate) -> Vec<Found> {
    let mut found = Vec::new();
    let verdict = duty::verdict(incident);
    found.extend(incident.known_on.is_none().then_some(Found::KnownMissing));
    if verdict.reported.is_none() {
        found.push(Found::Undecided(verdict.unknown));
    }
    if let Some(clock) = clock {
        let open: Vec<_> = clock.open(incident).collect();
        found.extend(open.iter().filter(|(_, on)| *on < today).map(|(kind, on)| Found::Late(*kind, *on)));
        if verdict.reported == Some(true) && incident.closed_on.is_some() && !open.is_empty() {
            found.push(Found::ClosedTooEarly);
        }
    }
    let last = incident.reported_on(&[ReportKind::Final]).is_some();
    if last {
        let lacks = lacking(incident);
        found.extend((!lacks.is_empty()).then_some(Found::Lacks(lacks)));
        let told = incident.notice.on.is_some() || incident.notice.instead.is_some();
        found.extend((verdict.reported == Some(true) && !told).then_some(Found::PersonsNotTold));
    }
    let day = |iso: &Option<String>| iso.as_ref().and_then(|iso| iso.parse::<NaiveDate>().ok());
    if let Some(knew) = day(&incident.contractor_knew_on) {
        // Until it tells, the days go on counting; the office knows by now, however it came to know.
        let told = day(&incident.contractor_reported_on).or(duty::day_one(incident)).unwrap_or(today);
        let days = (told - knew).num_days() + 1;
        found.extend((days > CONTRACTOR_DAYS).then_some(Found::ContractorLate(days)));
    }
    found.extend((incident.owner.is_none() && incident.closed_on.is_none()).then_some(Found::OwnerMissing));
    found
}

#[cfg(test)]
mod tests {
    use super::super::{IncidentKind, IncidentReport};
    use super::*;
    use crate::date::Calendar;

    fn incident() -> Incident {
        Incident {
            owner: Some("担当".to_owned()),
            kinds: vec![IncidentKind::Leak],
            my_number: Some(true),
            known_on: Some("2026-12-01".to_owned()),
            ..Incident::default()
        }
    }

    fn whole() -> Incident {
        let text = || Some("あり".to_owned());
        let report =
            IncidentReport { kind: ReportKind::Final, on: "2026-12-20".to_owned(), to: None, number: None, note: None };
        Incident {
            overview: text(),
            items: text(),
            persons: Some(3),
            cause: text(),
            secondary_harm: text(),
            response: text(),
            publication: text(),
            prevention: text(),
            notice: super::super::PersonsNotice { on: Some("2026-12-10".to_owned()), ..Default::default() },
            reports: vec![report],
            ..incident()
        }
    }

    fn check(incident: &Incident, today: &str, expected: &str) {
        let clock = duty::clock(incident, &Calendar::default());
        let found = assess(incident, clock.as_ref(), today.parse().unwrap());
        assert_eq!(found.iter().map(Found::code).collect::<Vec<_>>().join(" "), expected, "{today}");
    }

    #[test]
    fn a_report_is_late_the_day_after_its_last_day() {
        check(&incident(), "2026-12-07", "");
        check(&incident(), "2026-12-08", "initial_late");
        check(&incident(), "2027-01-04", "initial_late");
        check(&incident(), "2027-01-05", "initial_late final_late");
        check(&whole(), "2027-01-05", "");
        // To close it ends no clock.
        let closed = Incident { closed_on: Some("2026-12-02".to_owned()), ..incident() };
        check(&closed, "2026-12-02", "closed_too_early");
    }

    #[test]
    fn a_last_report_says_all_that_the_rule_names() {
        check(&Incident { cause: None, ..whole() }, "2026-12-21", "lacks");
        check(&Incident { notice: Default::default(), ..whole() }, "2026-12-21", "persons_not_told");
        let instead = super::super::PersonsNotice { instead: Some("公表".to_owned()), ..Default::default() };
        check(&Incident { notice: instead, ..whole() }, "2026-12-21", "");
    }

    #[test]
    fn what_nobody_said_is_asked_and_a_contractor_that_waited_is_named() {
        let bare = Incident { recorded_on: Some("2026-12-01".to_owned()), ..Incident::default() };
        check(&bare, "2026-12-01", "known_missing undecided owner_missing");
        let knew = |on: &str| Incident { contractor_knew_on: Some(on.to_owned()), ..incident() };
        check(&knew("2026-11-27"), "2026-12-01", "");
        check(&knew("2026-11-26"), "2026-12-01", "contractor_late");
    }
}
