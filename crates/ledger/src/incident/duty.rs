//! What the law asks for after an incident: whether it is reported, why, and by which day. Pure: nothing here asks a clock.
//!
//! 個人情報保護法第68条, 同法施行規則第43条・第44条; 番号法第29条の4. The text of 第44条 was not read: its 30 and 60 days are taken
//! to be those of 第8条 for private bodies, and every screen that cites it says so. Where a fact is not known the clocks run all the same,
//! and so they do for any My Number data: which of those need no report is for the office to check (規則第2条), and to be told
//! in vain costs less than a day that nobody knew of.

use chrono::NaiveDate;

use super::{Incident, IncidentKind, ReportKind};
use crate::date::Calendar;

/// More persons than these make an incident one to report (施行規則第43条第4号).
const PERSONS: i64 = 100;

/// The day by which the first report is made, where day one is the day known: about 3 to 5 days (指針, Q&A).
pub const INITIAL_DAYS: u32 = 5;

/// The day of the last report (施行規則第44条第2項).
pub const FINAL_DAYS: u32 = 30;

/// The same where it may have been done on purpose (同項の括弧書).
pub const MALICIOUS_DAYS: u32 = 60;

/// Why an incident is reported (報告の事由).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// My Number data are concerned (番号法第29条の4).
    MyNumber,
    /// Special-care information, of one person or more (施行規則第43条第1号).
    SpecialCare,
    /// Damage to property is feared (同第2号).
    PropertyDamage,
    /// It may have been done on purpose (同第3号).
    Malicious,
    /// More than 100 persons (同第4号).
    Persons,
    /// Special-care information of the ordinance (同第5号).
    OrdinanceCare,
}

impl Reason {
    /// The word for it in locale keys (`incident_reason.<code>`).
    pub fn code(self) -> &'static str {
        match self {
            Self::MyNumber => "my_number",
            Self::SpecialCare => "special_care",
            Self::PropertyDamage => "property_damage",
            Self::Malicious => "malicious",
            Self::Persons => "persons",
            Self::OrdinanceCare => "ordinance_care",
        }
    }
}

/// Whether an incident is reported to the commission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it is; none while what is known does not settle it.
    pub reported: Option<bool>,
    /// Why it is.
    pub reasons: Vec<Reason>,
    /// Fields whose answer would settle it.
    pub unknown: Vec<&'static str>,
}

/// Whether an incident is reported, by what is known of it.
pub fn verdict(incident: &Incident) -> Verdict {
    let leak = match incident.kinds.as_slice() {
        [] => None,
        kinds => Some(kinds.iter().copied().any(IncidentKind::is_of_law)),
    };
    // My Number data are personal information.
    let personal = if incident.my_number == Some(true) { Some(true) } else { incident.personal_info };
    let my_number = if personal == Some(false) { Some(false) } else { incident.my_number };
    let many = incident.persons.map(|persons| persons > PERSONS);
    let by_law = [
        (Reason::SpecialCare, "special_care", incident.special_care),
        (Reason::PropertyDamage, "property_damage", incident.property_damage),
        (Reason::Malicious, "malicious", incident.malicious),
        (Reason::Persons, "persons", many),
        (Reason::OrdinanceCare, "ordinance_care", incident.ordinance_care),
    ];
    let own = and(personal, any(&by_law.map(|(.., holds)| holds)));
    let reported = and(leak, any(&[my_number, own]));
    let mut reasons = Vec::new();
    if reported == Some(true) {
        reasons.extend((my_number == Some(true)).then_some(Reason::MyNumber));
        reasons.extend(by_law.iter().filter(|(.., holds)| *holds == Some(true)).map(|(reason, ..)| *reason));
    }
    let mut unknown = Vec::new();
    if reported.is_none() {
        unknown.extend(leak.is_none().then_some("kinds"));
        unknown.extend(personal.is_none().then_some("personal_info"));
        unknown.extend(my_number.is_none().then_some("my_number"));
        unknown.extend(by_law.iter().filter(|(.., holds)| holds.is_none()).map(|(_, field, _)| *field));
    }
    Verdict { reported, reasons, unknown }
}

/// Kleene's and.
fn and(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// Kleene's or.
fn any(all: &[Option<bool>]) -> Option<bool> {
    if all.contains(&Some(true)) {
        Some(true)
    } else if all.contains(&None) {
        None
    } else {
        Some(false)
    }
}

/// The days of an incident that is, or may have to be, reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    /// Day one.
    pub day_one: NaiveDate,
    /// The last day of the first report (速報).
    pub initial: NaiveDate,
    /// The last day of the last report (確報).
    pub last: NaiveDate,
}

impl Clock {
    /// What is still to be reported, with its day.
    pub fn open(&self, incident: &Incident) -> impl Iterator<Item = (ReportKind, NaiveDate)> + use<> {
        let is_last = incident.reported_on(&[ReportKind::Final]).is_some();
        // The last report says all that the first one would.
        let is_first = is_last || incident.reported_on(&[ReportKind::Initial]).is_some();
        let days = [(ReportKind::Initial, self.initial, is_first), (ReportKind::Final, self.last, is_last)];
        days.into_iter().filter(|(.., done)| !done).map(|(kind, on, _)| (kind, on))
    }
}

/// Whether an incident has to be reported to the commission; none as long as a fact is unknown that decides it.
pub(crate) fn is_reported(incident: &Incident) -> Option<bool> {
    verdict(incident).reported
}

/// Day one of an incident: the day any section knew, else the day it was entered.
pub(crate) fn day_one(incident: &Incident) -> Option<NaiveDate> {
    [&incident.known_on, &incident.recorded_on].into_iter().flatten().find_map(|on| on.parse().ok())
}

/// The days of an incident; none of one that need not be reported.
pub(crate) fn clock(incident: &Incident, calendar: &Calendar) -> Option<Clock> {
    if verdict(incident).reported == Some(false) {
        return None;
    }
    let day_one = day_one(incident)?;
    let days = if incident.malicious == Some(true) { MALICIOUS_DAYS } else { FINAL_DAYS };
    Some(Clock {
        day_one,
        initial: calendar.incident_day(day_one, INITIAL_DAYS)?,
        last: calendar.incident_day(day_one, days)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leak() -> Incident {
        Incident {
            kinds: vec![IncidentKind::Leak],
            personal_info: Some(true),
            my_number: Some(false),
            special_care: Some(false),
            ordinance_care: Some(false),
            property_damage: Some(false),
            malicious: Some(false),
            persons: Some(100),
            known_on: Some("2026-12-01".to_owned()),
            ..Incident::default()
        }
    }

    fn check(change: impl FnOnce(&mut Incident), expected: &str) {
        let mut incident = leak();
        change(&mut incident);
        let verdict = verdict(&incident);
        let reasons: Vec<&str> = verdict.reasons.iter().map(|reason| reason.code()).collect();
        let word = verdict.reported.map_or("?", |reported| if reported { "yes" } else { "no" });
        let found = [&[word], reasons.as_slice(), verdict.unknown.as_slice()].concat().join(" ");
        assert_eq!(found, expected, "{incident:?}");
    }

    #[test]
    fn what_the_law_names_is_reported_and_what_is_not_known_is_asked() {
        check(|_| {}, "no");
        check(|incident| incident.persons = Some(101), "yes persons");
        check(|incident| incident.special_care = Some(true), "yes special_care");
        check(|incident| incident.ordinance_care = Some(true), "yes ordinance_care");
        check(|incident| incident.property_damage = Some(true), "yes property_damage");
        check(|incident| incident.malicious = Some(true), "yes malicious");
        check(|incident| incident.my_number = Some(true), "yes my_number");
        check(|incident| incident.persons = None, "? persons");
        check(|incident| (incident.special_care, incident.persons) = (None, Some(500)), "yes persons");
        check(|incident| incident.kinds = vec![IncidentKind::Outage], "no");
        check(|incident| incident.kinds = vec![], "no");
        check(|incident| (incident.kinds, incident.persons) = (vec![], Some(101)), "? kinds");
        check(|incident| incident.personal_info = None, "no");
        check(|incident| (incident.personal_info, incident.persons) = (None, Some(101)), "? personal_info");
        // What is no personal information is no My Number data either, unless somebody says so.
        check(|incident| (incident.personal_info, incident.my_number) = (Some(false), None), "no");
        check(|incident| (incident.personal_info, incident.my_number) = (Some(false), Some(true)), "yes my_number");
    }

    #[test]
    fn the_clock_counts_from_the_day_anybody_knew() {
        let calendar = Calendar::default();
        let days = |incident: &Incident| {
            let clock = clock(incident, &calendar)?;
            Some((clock.initial.to_string(), clock.last.to_string()))
        };
        let found = |initial: &str, last: &str| Some((initial.to_owned(), last.to_owned()));
        // DOMAIN D.6: day 30 of 1 December is 30 December, which is closed.
        let known = |on: &str| Incident { known_on: Some(on.to_owned()), persons: Some(101), ..leak() };
        assert_eq!(days(&known("2026-12-01")), found("2026-12-07", "2027-01-04"));
        assert_eq!(days(&known("2027-04-05")), found("2027-04-09", "2027-05-06"));
        let malicious = Incident { malicious: Some(true), ..known("2026-11-22") };
        assert_eq!(days(&malicious), found("2026-11-26", "2027-01-20"));
        assert_eq!(days(&leak()), None, "need not be reported");
        assert!(days(&Incident { persons: None, ..leak() }).is_some(), "may have to be reported");
        let entered = Incident { known_on: None, recorded_on: Some("2026-12-01".to_owned()), ..known("") };
        assert_eq!(days(&entered), found("2026-12-07", "2027-01-04"));
    }

    #[test]
    fn the_last_report_stands_for_the_first() {
        let calendar = Calendar::default();
        let report = |kind| super::super::IncidentReport {
            kind,
            on: "2026-12-03".to_owned(),
            to: None,
            number: None,
            note: None,
        };
        let open = |kinds: &[ReportKind]| {
            let incident =
                Incident { persons: Some(101), reports: kinds.iter().copied().map(report).collect(), ..leak() };
            let clock = clock(&incident, &calendar).unwrap();
            clock.open(&incident).map(|(kind, _)| kind.code()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(open(&[]), "initial final");
        assert_eq!(open(&[ReportKind::Initial]), "final");
        assert_eq!(open(&[ReportKind::FollowUp]), "initial final");
        assert_eq!(open(&[ReportKind::Final]), "");
    }
}
