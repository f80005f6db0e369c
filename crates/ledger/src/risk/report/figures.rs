//! The figures of the yearly report (委託先管理状況報告): counted from the records of a fiscal year. Pure: `today` is an argument.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::contract::{
    Contract, DeliverableKind, InspectionMethod, Measure, Subcontract, cancelled, derived_facts, in_year,
};
use crate::date::Calendar;
use crate::facts::{FactValue, Facts};
use crate::incident::{Clock, Incident, ReportKind, clock, day_one, is_reported};

/// The requirement of a periodic check (総務省ガイドライン 8.1 (3)).
const CHECKED: &str = "OV-01";

/// What the figures are counted from.
pub struct Records<'a> {
    /// Contracts of every state.
    pub contracts: &'a [Contract],
    /// Ids of the contracts of which a check sheet of the fiscal year came back.
    pub answered: &'a BTreeSet<String>,
    /// Incidents of every state.
    pub incidents: &'a [Incident],
}

/// Done and not done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Done.
    pub done: usize,
    /// Not done.
    pub left: usize,
}

impl Share {
    fn count(&mut self, done: bool) {
        if done { self.done += 1 } else { self.left += 1 }
    }

    /// Both.
    pub fn all(self) -> usize {
        self.done + self.left
    }
}

/// A contract that the report names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub number: Option<String>,
    pub title: String,
    pub contractor: String,
    pub section: Option<String>,
    /// What is said of it; a day, or a finding.
    pub note: String,
}

/// Re-outsourcings by how their consent stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Consents {
    /// With a consent that holds.
    pub given: usize,
    /// Whose consent has passed.
    pub lapsed: usize,
    /// Refused and without a consent since.
    pub refused: usize,
    /// Nobody consented.
    pub without: usize,
}

impl Consents {
    /// All.
    pub fn all(self) -> usize {
        self.given + self.lapsed + self.refused + self.without
    }
}

/// Incidents of the year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Incidents {
    /// Known in the fiscal year.
    pub all: usize,
    /// That have to be reported to the commission.
    pub reported: usize,
    /// Of which it cannot be said yet.
    pub undecided: usize,
    /// Reported in time, as far as a report is owed by today.
    pub in_time: usize,
    /// Reported late, or not yet although the day has passed.
    pub late: usize,
    /// Still being dealt with.
    pub open: usize,
}

/// The figures of a fiscal year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Contracts that were in force in the year.
    pub contracts: usize,
    /// Of which with personal information, My Number work, and information of 機密性3.
    pub personal: usize,
    pub my_number: usize,
    pub confidential: usize,
    /// Of which it is not known whether personal information is handled.
    pub personal_unknown: usize,
    /// Yen of those contracts, as far as known.
    pub amount_yen: i64,
    /// Whether contracts with personal information were checked, and by section.
    pub checked: Share,
    pub sections: BTreeMap<String, Share>,
    /// Contracts with personal information that were not.
    pub unchecked: Vec<Named>,
    /// Inspections on site, by video, by documents.
    pub inspections: [usize; 3],
    /// What was found in the year, and of everything what is open and what is overdue today.
    pub found: usize,
    pub done: usize,
    pub open: usize,
    pub overdue: Vec<Named>,
    /// Re-outsourcings, those with personal information, the lowest level, and those that lack a consent.
    pub consents: Consents,
    pub below_personal: usize,
    pub deepest: u32,
    pub without_consent: Vec<Named>,
    /// Contracts with information that ended in the year: with a proof that everything is back or erased, and without.
    pub returned: Share,
    pub not_returned: Vec<Named>,
    pub incidents: Incidents,
    /// Requirements left out that hold today, and those whose approval ends within a year from today.
    pub waivers: usize,
    pub waivers_ending: usize,
    /// Contracts that begin on or after the day on which the rules about supply chains are in force.
    pub after_enforcement: usize,
}

/// 省令第80号: in force for what begins on or after this day.
pub const IN_FORCE: &str = "2027-07-01";

impl Figures {
    /// Counts.
    pub fn of(records: &Records<'_>, year: i32, calendar: &Calendar, today: NaiveDate) -> Self {
        let day = today.to_string();
        let mut figures = Self::default();
        for contract in records.contracts {
            if runs_in(contract, year, &day) {
                figures.contract(contract, records.answered, year, &day);
            }
            figures.ended(contract, year, &day);
            figures.standing(contract, year, today);
        }
        for incident in records.incidents {
            figures.incident(incident, year, calendar, today);
        }
        for named in
            [&mut figures.unchecked, &mut figures.overdue, &mut figures.without_consent, &mut figures.not_returned]
        {
            named.sort_by(|one, other| (&one.section, &one.number).cmp(&(&other.section, &other.number)));
        }
        figures
    }

    fn contract(&mut self, contract: &Contract, answered: &BTreeSet<String>, year: i32, today: &str) {
        let facts = derived_facts(contract);
        self.contracts += 1;
        self.amount_yen = self.amount_yen.saturating_add(contract.amount_yen.unwrap_or(0));
        self.my_number += usize::from(is(&facts, "handles_my_number") == Some(true));
        self.confidential += usize::from(is_class_three(&facts));
        match is(&facts, "handles_personal_info") {
            Some(true) => {
                self.personal += 1;
                let done = is_checked(contract, answered, year, today);
                self.checked.count(done);
                self.sections.entry(contract.section.clone().unwrap_or_default()).or_default().count(done);
                if !done {
                    self.unchecked.push(named(contract, last_check(contract, today).unwrap_or_default()));
                }
            }
            Some(false) => {}
            None => self.personal_unknown += 1,
        }
        for sub in &contract.subcontracts {
            self.below(contract, sub, year, today);
        }
    }

    fn below(&mut self, contract: &Contract, sub: &Subcontract, year: i32, today: &str) {
        let (first, last) = ends_of(year);
        let touches = sub.starts_on.as_deref().is_none_or(|start| start <= last.as_str())
            && sub.ends_on.as_deref().is_none_or(|end| end >= first.as_str());
        if !touches {
            return;
        }
        self.deepest = self.deepest.max(sub.tier);
        self.below_personal += usize::from(sub.personal_info == Some(true));
        let over = sub.ends_on.as_deref().is_some_and(|end| end < today) || contract.closed_on.is_some();
        let lapsed = sub.expires_on.as_deref().is_some_and(|until| until < today) && !over;
        let count = match (sub.is_consented(), sub.is_refused()) {
            (true, _) if !lapsed => &mut self.consents.given,
            (true, _) => &mut self.consents.lapsed,
            (false, true) => &mut self.consents.refused,
            (false, false) => &mut self.consents.without,
        };
        *count += 1;
        if !sub.is_consented() || lapsed {
            self.without_consent.push(named(contract, sub.name.clone()));
        }
    }

    /// What ended in the year: CT-09 and PI-09 ask for the return, OV-04 for its proof.
    fn ended(&mut self, contract: &Contract, year: i32, today: &str) {
        let end = [&contract.closed_on, &contract.ends_on].into_iter().flatten().min();
        let Some(end) = end.filter(|end| in_year(end, year) && end.as_str() < today) else { return };
        let facts = derived_facts(contract);
        if cancelled(contract) || is(&facts, "handles_personal_info") != Some(true) {
            return;
        }
        let closing =
            contract.closing.iter().flat_map(|closing| [&closing.erasure_certificate_on, &closing.returned_on]);
        let certificate = contract
            .deliverables
            .iter()
            .filter(|entry| entry.kind == DeliverableKind::ErasureCertificate)
            .map(|entry| &entry.received_on);
        let done = closing.chain(certificate).flatten().any(|on| on.as_str() <= today);
        self.returned.count(done);
        if !done {
            self.not_returned.push(named(contract, end.clone()));
        }
    }

    /// What does not belong to a year: what was found, what is left out.
    fn standing(&mut self, contract: &Contract, year: i32, today: NaiveDate) {
        let day = today.to_string();
        for inspection in &contract.inspections {
            if in_year(&inspection.on, year) && inspection.on <= day {
                let place = match inspection.method {
                    InspectionMethod::Onsite => 0,
                    InspectionMethod::Video => 1,
                    InspectionMethod::Documents => 2,
                };
                self.inspections[place] += 1;
            }
        }
        let of_year = |on: &Option<String>| on.as_deref().is_some_and(|on| in_year(on, year));
        for measure in &contract.measures {
            self.found += usize::from(of_year(&measure.found_on));
            self.done += usize::from(of_year(&measure.done_on));
            self.open += usize::from(measure.is_open());
            if is_overdue(measure, &day) {
                self.overdue.push(named(contract, measure.finding.clone()));
            }
        }
        if contract.closed_on.is_none() {
            let holds = contract.waivers.iter().filter(|waiver| !waiver.has_lapsed(&day));
            let next_year = today.with_year(today.year() + 1).unwrap_or(today).to_string();
            for waiver in holds {
                self.waivers += 1;
                self.waivers_ending +=
                    usize::from(waiver.expires_on.as_deref().is_some_and(|until| until <= next_year.as_str()));
            }
            self.after_enforcement += usize::from(contract.starts_on.as_deref().is_some_and(|start| start >= IN_FORCE));
        }
    }

    fn incident(&mut self, incident: &Incident, year: i32, calendar: &Calendar, today: NaiveDate) {
        if day_one(incident).is_none_or(|day| crate::date::fiscal_year(day) != year) {
            return;
        }
        let figures = &mut self.incidents;
        figures.all += 1;
        figures.open += usize::from(incident.closed_on.is_none());
        match is_reported(incident) {
            Some(true) => {
                figures.reported += 1;
                if let Some(clock) = clock(incident, calendar) {
                    match is_in_time(incident, &clock, today) {
                        Some(true) => figures.in_time += 1,
                        Some(false) => figures.late += 1,
                        None => {}
                    }
                }
            }
            Some(false) => {}
            None => figures.undecided += 1,
        }
    }
}

/// Whether both reports were made in time; none while no day has passed and something is still to be reported.
fn is_in_time(incident: &Incident, clock: &Clock, today: NaiveDate) -> Option<bool> {
    let on = |kinds: &[ReportKind]| incident.reported_on(kinds).and_then(|on| on.parse::<NaiveDate>().ok());
    // The last report says all that the first one would.
    let first = on(&[ReportKind::Initial, ReportKind::Final]);
    let pairs = [(first, clock.initial), (on(&[ReportKind::Final]), clock.last)];
    if pairs.iter().any(|(made, due)| made.unwrap_or(today) > *due) {
        return Some(false);
    }
    pairs.iter().all(|(made, _)| made.is_some()).then_some(true)
}

fn is_overdue(measure: &Measure, today: &str) -> bool {
    measure.is_open() && measure.due_on.as_deref().is_some_and(|due| due < today)
}

fn ends_of(year: i32) -> (String, String) {
    (format!("{year}-04-01"), format!("{}-03-31", year + 1))
}

/// Whether a contract was in force in a fiscal year, as far as that has come.
fn runs_in(contract: &Contract, year: i32, today: &str) -> bool {
    let (first, last) = ends_of(year);
    let until = last.as_str().min(today);
    let Some(start) = contract.starts_on.as_ref().or(contract.signed_on.as_ref()) else { return false };
    let end = [&contract.ends_on, &contract.closed_on].into_iter().flatten().min();
    // An automatic renewal goes on without an end, until somebody closes it.
    let end = if contract.auto_renewal == Some(true) { contract.closed_on.as_ref() } else { end };
    !cancelled(contract) && start.as_str() <= until && end.is_none_or(|end| *end >= first)
}

fn is(facts: &Facts, fact: &str) -> Option<bool> {
    match facts.get(fact) {
        Some(FactValue::Bool(answer)) => Some(*answer),
        _ => None,
    }
}

fn is_class_three(facts: &Facts) -> bool {
    matches!(facts.get("confidentiality"), Some(FactValue::Text(class)) if class.starts_with('3'))
}

/// Whether somebody checked in the year that the measures are in place, by any of the ways that meet OV-01.
fn is_checked(contract: &Contract, answered: &BTreeSet<String>, year: i32, today: &str) -> bool {
    let counts = |on: &str| in_year(on, year) && on <= today;
    answered.contains(&contract.id)
        || contract.inspections.iter().any(|inspection| counts(&inspection.on))
        || contract.confirmations.iter().any(|entry| entry.requirement == CHECKED && counts(&entry.on))
        || contract.deliverables.iter().any(|entry| {
            entry.kind == DeliverableKind::PeriodicReport && entry.received_on.as_deref().is_some_and(counts)
        })
}

/// The newest day on which the contractor was inspected or reported, as ISO date.
fn last_check(contract: &Contract, today: &str) -> Option<String> {
    let inspected = contract.inspections.iter().map(|inspection| &inspection.on);
    let reports = contract.deliverables.iter().filter(|entry| entry.kind == DeliverableKind::PeriodicReport);
    let days = inspected.chain(reports.filter_map(|entry| entry.received_on.as_ref()));
    days.filter(|on| on.as_str() <= today).max().cloned()
}

fn named(contract: &Contract, note: String) -> Named {
    Named {
        number: contract.number.clone(),
        title: contract.title.clone(),
        contractor: contract.contractor.name.clone(),
        section: contract.section.clone(),
        note,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    fn contract(json: Json) -> Contract {
        let mut whole = json!({"id": "c", "title": "委託", "starts_on": "2026-04-01", "ends_on": "2027-03-31", "signed_on": "2026-04-01",
            "section": "税務課", "facts": {"handles_personal_info": true}});
        for (name, value) in json.as_object().unwrap() {
            whole[name] = value.clone();
        }
        serde_json::from_value(whole).unwrap()
    }

    fn count(contracts: &[Contract], answered: &[&str], incidents: &[Incident], today: &str) -> Figures {
        let answered = answered.iter().map(|id| (*id).to_owned()).collect();
        let records = Records { contracts, answered: &answered, incidents };
        Figures::of(&records, 2026, &Calendar::default(), today.parse().unwrap())
    }

    #[test]
    fn a_contract_counts_where_it_was_in_force_in_the_year() {
        let counts = |json: Json| count(&[contract(json)], &[], &[], "2026-11-27").contracts == 1;
        assert!(counts(json!({})));
        assert!(counts(json!({"starts_on": "2020-04-01", "ends_on": null})));
        assert!(counts(json!({"ends_on": "2026-04-01"})));
        assert!(!counts(json!({"starts_on": "2025-04-01", "ends_on": "2026-03-31"})));
        assert!(counts(json!({"starts_on": "2025-04-01", "ends_on": "2026-03-31", "auto_renewal": true})));
        assert!(!counts(json!({"starts_on": "2026-11-28"})), "not begun");
        assert!(!counts(json!({"starts_on": "2027-04-01", "ends_on": "2028-03-31"})));
        assert!(!counts(json!({"starts_on": "2026-06-01", "closed_on": "2026-05-01"})), "given up");
    }

    #[test]
    fn each_way_of_checking_counts_and_only_in_its_year() {
        let done = |json: Json, answered: &[&str]| count(&[contract(json)], answered, &[], "2026-11-27").checked.done;
        assert_eq!(done(json!({}), &[]), 0);
        assert_eq!(done(json!({}), &["c"]), 1);
        assert_eq!(done(json!({"inspections": [{"on": "2026-04-01", "method": "video"}]}), &[]), 1);
        assert_eq!(done(json!({"inspections": [{"on": "2026-03-31"}]}), &[]), 0);
        assert_eq!(done(json!({"inspections": [{"on": "2026-11-28"}]}), &[]), 0, "still to come");
        let report = |kind: &str| json!({"deliverables": [{"kind": kind, "received_on": "2026-05-01"}]});
        assert_eq!((done(report("periodic_report"), &[]), done(report("plan"), &[])), (1, 0));
        let confirmed =
            |requirement: &str| json!({"confirmations": [{"requirement": requirement, "on": "2026-05-01"}]});
        assert_eq!((done(confirmed("OV-01"), &[]), done(confirmed("OV-05"), &[])), (1, 0));

        let contracts = [
            contract(json!({"id": "a", "number": "2"})),
            contract(json!({"id": "b", "number": "1", "inspections": [{"on": "2025-10-01"}]})),
            contract(json!({"id": "c", "section": null})),
            contract(json!({"id": "d", "facts": {"handles_personal_info": false}})),
            contract(json!({"id": "e", "facts": {}})),
        ];
        let figures = count(&contracts, &["c"], &[], "2026-11-27");
        assert_eq!((figures.personal, figures.personal_unknown), (3, 1));
        let sections: Vec<String> =
            figures.sections.iter().map(|(name, share)| format!("{name} {}/{}", share.done, share.all())).collect();
        assert_eq!(sections, [" 1/1", "税務課 0/2"]);
        let left: Vec<String> =
            figures.unchecked.iter().map(|one| format!("{:?} {}", one.number.as_deref(), one.note)).collect();
        assert_eq!(left, [r#"Some("1") 2025-10-01"#, r#"Some("2") "#]);
    }

    #[test]
    fn what_is_not_put_right_not_consented_to_and_not_back_is_named() {
        let given = json!({"name": "甲", "tier": 1, "approval_number": "1", "approved_on": "2026-04-01", "personal_info": true});
        let mut lapsed = given.clone();
        lapsed["expires_on"] = json!("2026-11-26");
        let contracts = [
            contract(json!({"id": "a",
                "measures": [
                    {"finding": "鍵", "found_on": "2026-05-01", "due_on": "2026-11-26"},
                    {"finding": "名簿", "found_on": "2026-05-01", "due_on": "2026-11-27"},
                    {"finding": "誓約", "found_on": "2026-03-31", "due_on": "2026-04-30", "done_on": "2026-04-10"}],
                "subcontracts": [given, lapsed, {"name": "丙", "tier": 3}, {"name": "丁", "refused_on": "2026-04-01"},
                    {"name": "昔", "ends_on": "2026-03-31"}]})),
            contract(json!({"id": "b", "closed_on": "2026-10-01", "closing": {"closed_on": "2026-10-01"}})),
            contract(
                json!({"id": "c", "closed_on": "2026-10-01", "closing": {"closed_on": "2026-10-01", "returned_on": "2026-10-05"}}),
            ),
            contract(json!({"id": "d", "ends_on": "2026-10-01",
                "deliverables": [{"kind": "erasure_certificate", "received_on": "2026-10-05"}]})),
            contract(json!({"id": "e", "ends_on": "2026-11-27"})),
        ];
        let figures = count(&contracts, &[], &[], "2026-11-27");
        assert_eq!((figures.found, figures.done, figures.open), (2, 1, 2));
        assert_eq!(figures.overdue.iter().map(|one| one.note.as_str()).collect::<Vec<_>>(), ["鍵"]);
        assert_eq!(figures.consents, Consents { given: 1, lapsed: 1, refused: 1, without: 1 });
        assert_eq!((figures.deepest, figures.below_personal, figures.without_consent.len()), (3, 2, 3));
        assert_eq!((figures.returned, figures.not_returned.len()), (Share { done: 2, left: 1 }, 1));
    }

    #[test]
    fn an_incident_is_in_time_only_if_both_reports_were() {
        let incident = |reports: Json| -> Incident {
            serde_json::from_value(
                json!({"kinds": ["leak"], "known_on": "2026-12-01", "personal_info": true, "persons": 101,
                "my_number": false, "reports": reports}),
            )
            .unwrap()
        };
        let found = |incident: Incident, today: &str| {
            let found = count(&[], &[], &[incident], today).incidents;
            (found.reported, found.in_time, found.late)
        };
        let first = json!({"kind": "initial", "on": "2026-12-07"});
        let last = json!({"kind": "final", "on": "2027-01-04"});
        // DOMAIN D.6: the fifth day is 7 December, day 30 is rolled to 4 January.
        assert_eq!(found(incident(json!([])), "2026-12-07"), (1, 0, 0));
        assert_eq!(found(incident(json!([])), "2026-12-08"), (1, 0, 1));
        assert_eq!(found(incident(json!([first])), "2027-01-04"), (1, 0, 0));
        assert_eq!(found(incident(json!([first])), "2027-01-05"), (1, 0, 1));
        assert_eq!(found(incident(json!([first, last])), "2027-03-01"), (1, 1, 0));
        let late = json!({"kind": "initial", "on": "2026-12-08"});
        assert_eq!(found(incident(json!([late, last])), "2027-03-01"), (1, 0, 1));
        let before = Incident { known_on: Some("2026-03-31".to_owned()), ..incident(json!([])) };
        assert_eq!(found(before, "2026-12-08"), (0, 0, 0));
    }
}
