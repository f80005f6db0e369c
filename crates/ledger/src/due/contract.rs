//! The days of a contract that something counts from, each until the record itself says that it is met. Pure.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::office::MISSED;
use super::rule::{Anchor, Point};
use crate::catalogue::is_true;
use crate::contract::{Beside, Contract, DeliverableKind, InspectionMethod, cancelled, in_year};
use crate::facts::{FactValue, Facts};

/// Terms of an automatic renewal that are looked at; a notice period longer than all of them is a mistake.
const MOST_TERMS: u32 = 40;

/// The days of a contract. `facts` include derived ones; `beside` tells of its next term and of its owner.
pub fn of_contract(contract: &Contract, facts: &Facts, beside: Beside, today: NaiveDate) -> Vec<Point> {
    use Anchor::*;
    let mut points = Vec::new();
    let mut add = |anchor, on: Option<NaiveDate>, what: Option<String>| {
        points.extend(on.map(|on| Point { anchor, on, what }));
    };
    let date = |iso: &Option<String>| iso.as_ref().and_then(|iso| iso.parse::<NaiveDate>().ok());
    let start = date(&contract.starts_on);
    let terms = Terms::of(contract, beside.renewed);
    let end = terms.end(today);
    let closed = contract.closed_on.is_some();
    let over = end.is_some_and(|end| end < today);
    let past = |on: &String| on.as_str() <= today.to_string().as_str();
    let received = |kind: DeliverableKind, counts: &dyn Fn(&String) -> bool| {
        let of_kind = contract.deliverables.iter().filter(|entry| entry.kind == kind);
        of_kind.filter_map(|entry| entry.received_on.as_ref()).any(|on| past(on) && counts(on))
    };
    let ever = |_: &String| true;
    let owed = |kind: DeliverableKind| {
        contract.deliverables.iter().filter(move |entry| entry.kind == kind && entry.received_on.is_none())
    };
    let touches_assets = facts.get("handles_info_asset") != Some(&FactValue::Bool(false));
    let certificate = contract.closing.as_ref().and_then(|closing| closing.erasure_certificate_on.as_ref());
    let erased = certificate.is_some_and(past) || received(DeliverableKind::ErasureCertificate, &ever);
    let erasure_due = owed(DeliverableKind::ErasureCertificate).filter_map(|entry| date(&entry.due_on)).min();

    // RM-24: followed until it is done, also after the end.
    for measure in contract.measures.iter().filter(|measure| measure.is_open()) {
        add(ContractMeasure, date(&measure.due_on), Some(measure.finding.clone()));
    }
    add(ContractSigned, date(&contract.signed_on).filter(|_| !closed), None);
    add(ContractStart, start.filter(|_| !closed), None);
    // RM-01: until the next term or the end is registered.
    if !closed && !beside.renewed {
        add(ContractEnd, end, None);
        // RM-02: notice before an automatic renewal.
        for on in terms.notices(today) {
            add(RenewalNotice, Some(on), None);
        }
    }
    // RM-03: asked for in time, so that nothing is left at the contractor on the last day.
    // With a next term the information stays where it is, until that one ends.
    if !closed && !over && !beside.renewed && touches_assets && !erased && erasure_due.is_none() && !terms.renews {
        add(ReturnArrangement, end, None);
    }
    // RM-04: certificates while the contract runs, the newest of each kind.
    if !closed && !over {
        for certificate in &contract.certificates {
            let newest = !contract
                .certificates
                .iter()
                .any(|other| other.kind == certificate.kind && other.outlasts(certificate));
            if newest {
                add(ContractCertificate, date(&certificate.valid_until), Some(certificate.kind.clone()));
            }
        }
        // RM-05: consent before work starts, and again before its period ends.
        for sub in &contract.subcontracts {
            let day = if sub.is_refused() {
                // A refusal settles the question; that it must not run is what its finding says.
                None
            } else if sub.is_consented() {
                let last = sub.last_day().and_then(|last| last.parse::<NaiveDate>().ok());
                last.filter(|day| end.is_none_or(|end| *day < end))
            } else {
                date(&sub.starts_on).or(start)
            };
            add(SubcontractConsent, day, Some(sub.name.clone()));
        }
    }
    // RM-06: return and erasure with a certificate, from the end of the term.
    if touches_assets && !erased && !cancelled(contract) {
        let after = date(&contract.closed_on).or(end.filter(|_| !terms.renews)).filter(|_| !beside.renewed);
        add(ContractErasure, erasure_due.or(after), None);
    }
    // RM-10, 個人情報保護委員会Q&A 3-1-4: once a fiscal year for each job with personal information.
    let year = crate::date::fiscal_year(today);
    let onsite = || {
        contract
            .inspections
            .iter()
            .filter(|inspection| inspection.method == InspectionMethod::Onsite && past(&inspection.on))
    };
    let owes = |year| start.is_some_and(|start| start <= year_end(year));
    if is_true(facts, "handles_personal_info") && !closed && !over {
        // One that was missed last year is told of a while longer, unless nobody could have entered it here.
        let last = year_end(year - 1);
        let told = today.checked_sub_days(Days::new(MISSED)).is_some_and(|oldest| oldest <= last);
        let kept_here = beside.since.is_some_and(|since| since <= last);
        if told && kept_here && owes(year - 1) && !onsite().any(|inspection| !before_year(&inspection.on, year - 1)) {
            add(OnsiteInspection, Some(last), None);
        }
        if owes(year) && !onsite().any(|inspection| in_year(&inspection.on, year)) {
            add(OnsiteInspection, Some(end.map_or(year_end(year), |end| end.min(year_end(year)))), None);
        }
    }
    // RM-11, and RM-12 and RM-13 with a day of their own: what the contract names, until it has come in or is closed.
    for (kind, anchor) in [
        (DeliverableKind::PeriodicReport, ContractReport),
        (DeliverableKind::Plan, ContractReport),
        (DeliverableKind::Other, ContractReport),
        (DeliverableKind::StartDocuments, StartDocuments),
        (DeliverableKind::Pledge, StartDocuments),
        (DeliverableKind::TrainingReport, TrainingReport),
    ] {
        for entry in owed(kind).filter(|_| !closed) {
            add(anchor, date(&entry.due_on), Some(entry.title.clone()));
        }
    }
    if !closed && !over && touches_assets && facts.contains_key("handles_info_asset") {
        // RM-12 and RM-13: documents at the start, and training within thirty days and in every fiscal year.
        let dated = |kind| owed(kind).any(|entry| entry.due_on.is_some());
        if !received(DeliverableKind::StartDocuments, &ever) && !dated(DeliverableKind::StartDocuments) {
            add(StartDocuments, start, None);
        }
        let trained = received(DeliverableKind::TrainingReport, &|on| in_year(on, year));
        if !trained && !dated(DeliverableKind::TrainingReport) {
            let begins = start.map(|start| start.max(NaiveDate::from_ymd_opt(year, 4, 1).unwrap_or(start)));
            add(TrainingReport, begins.and_then(|begins| begins.checked_add_days(Days::new(30))), None);
        }
    }
    // RM-20: from the day after the last one of whoever answers for it, until somebody else does.
    if !closed {
        let transferred = beside.owner_until.and_then(|until| until.succ_opt());
        add(ContractOwnerLeaves, transferred, contract.owner.clone());
    }
    points
}

/// Whether a day, as an ISO date, is before a fiscal year.
fn before_year(on: &str, fiscal_year: i32) -> bool {
    on < format!("{fiscal_year}-04-01").as_str()
}

fn year_end(fiscal_year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(fiscal_year + 1, 3, 31).unwrap_or(NaiveDate::MAX)
}

/// The last day of the term of a contract that runs on a day, or of its last one, and of the next where it renews itself.
pub(super) fn running_term(
    contract: &Contract,
    renewed: bool,
    today: NaiveDate,
) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let terms = Terms::of(contract, renewed);
    let next = if terms.renews { terms.end_of(terms.renewals(today) + 1) } else { None };
    (terms.end(today), next)
}

/// The terms of a contract: one, or with an automatic renewal one after the other until somebody ends it.
struct Terms<'a> {
    /// The last day of the first term.
    first: Option<NaiveDate>,
    /// Whether it goes on by itself.
    renews: bool,
    /// Until when notice of a term can be given.
    contract: &'a Contract,
    /// Months of each further term.
    months: u32,
}

impl<'a> Terms<'a> {
    fn of(contract: &'a Contract, renewed: bool) -> Self {
        let date = |iso: &Option<String>| iso.as_ref().and_then(|iso| iso.parse::<NaiveDate>().ok());
        let (start, first) = (date(&contract.starts_on), date(&contract.ends_on));
        Self {
            first,
            renews: contract.auto_renewal == Some(true) && contract.closed_on.is_none() && !renewed,
            contract,
            months: renewal_months(start, first),
        }
    }

    /// The last day of the term after `further` renewals; a term that ends with a month always does.
    fn end_of(&self, further: u32) -> Option<NaiveDate> {
        let next = self.first?.succ_opt()?.checked_add_months(Months::new(self.months.checked_mul(further)?))?;
        next.pred_opt()
    }

    /// How often it has been renewed by a day.
    fn renewals(&self, today: NaiveDate) -> u32 {
        let Some(first) = self.first.filter(|first| self.renews && *first < today) else { return 0 };
        let months = (today.year() - first.year()) * 12 + i32::try_from(today.month0()).unwrap_or(0)
            - i32::try_from(first.month0()).unwrap_or(0);
        let near = u32::try_from(months).unwrap_or(0) / self.months;
        let near = near.saturating_sub(1);
        (near..near + 3).find(|further| self.end_of(*further).is_some_and(|end| end >= today)).unwrap_or(near)
    }

    /// The last day of the term that runs, or of the last one.
    fn end(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.end_of(self.renewals(today))
    }

    /// The days by which notice has to be given: of the term that runs, even when missed, and then of the next that can be kept.
    fn notices(&self, today: NaiveDate) -> Vec<NaiveDate> {
        let mut days = Vec::new();
        if !self.renews {
            return days;
        }
        let now = self.renewals(today);
        for further in now..now + MOST_TERMS {
            let Some(on) = self.end_of(further).and_then(|end| self.contract.notice_by(end)) else { break };
            days.push(on);
            if on >= today {
                break;
            }
        }
        days
    }
}

/// Months of each further term: that of the first, at most a year, and a year where it is unknown or no whole number of months.
/// Contracts renew 「更に1年間」 even after a longer first term; a municipality's budget holds for a year (地方自治法208条2項).
fn renewal_months(start: Option<NaiveDate>, end: Option<NaiveDate>) -> u32 {
    let (Some(start), Some(next)) = (start, end.and_then(|end| end.succ_opt())) else { return 12 };
    (1..12).find(|months| start.checked_add_months(Months::new(*months)) == Some(next)).unwrap_or(12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn renewing(starts_on: &str, ends_on: &str, notice_days: i64) -> Contract {
        Contract {
            starts_on: Some(starts_on.to_owned()),
            ends_on: Some(ends_on.to_owned()),
            auto_renewal: Some(true),
            notice_days: Some(notice_days),
            ..Contract::default()
        }
    }

    fn days(contract: &Contract, anchor: Anchor, today: &str) -> Vec<String> {
        let facts = Facts::from([("handles_info_asset".to_owned(), FactValue::Bool(true))]);
        let points = of_contract(contract, &facts, Beside::default(), day(today));
        points.into_iter().filter(|point| point.anchor == anchor).map(|point| point.on.to_string()).collect()
    }

    #[test]
    fn a_tacit_renewal_is_told_of_every_year() {
        let contract = renewing("2019-04-01", "2020-03-31", 90);
        for (today, end, notices) in [
            ("2019-12-31", "2020-03-31", vec!["2020-01-01"]),
            ("2020-02-01", "2020-03-31", vec!["2020-01-01", "2020-12-31"]),
            ("2020-03-31", "2020-03-31", vec!["2020-01-01", "2020-12-31"]),
            ("2020-04-01", "2021-03-31", vec!["2020-12-31"]),
            ("2026-11-26", "2027-03-31", vec!["2026-12-31"]),
            ("2031-04-01", "2032-03-31", vec!["2032-01-01"]),
        ] {
            assert_eq!(days(&contract, Anchor::ContractEnd, today), [end], "{today}");
            assert_eq!(days(&contract, Anchor::RenewalNotice, today), notices, "{today}");
            assert!(days(&contract, Anchor::ContractErasure, today).is_empty(), "{today}");
        }
    }

    #[test]
    fn a_term_that_ends_with_february_ends_with_the_next() {
        let contract = renewing("2026-03-01", "2027-02-28", 30);
        assert_eq!(days(&contract, Anchor::ContractEnd, "2027-03-01"), ["2028-02-29"]);
        assert_eq!(days(&contract, Anchor::ContractEnd, "2028-03-01"), ["2029-02-28"]);
    }

    #[test]
    fn a_notice_longer_than_the_term_is_told_of_before_the_term_begins() {
        let contract = renewing("2026-04-01", "2026-06-30", 120);
        assert_eq!(
            days(&contract, Anchor::RenewalNotice, "2026-04-01"),
            ["2026-03-02", "2026-06-02"],
            "three months a term, four of notice"
        );
        assert_eq!(days(&contract, Anchor::ContractEnd, "2026-07-01"), ["2026-09-30"]);
    }

    #[test]
    fn a_renewed_or_closed_contract_is_not_told_of_again() {
        let contract = renewing("2025-04-01", "2026-03-31", 60);
        let renewed = Beside { renewed: true, ..Beside::default() };
        let points = of_contract(&contract, &Facts::new(), renewed, day("2026-02-01"));
        assert!(points.iter().all(|point| !matches!(point.anchor, Anchor::ContractEnd | Anchor::RenewalNotice)));
        // The information stays where it is until the next term ends.
        let plain = Contract { auto_renewal: None, ..contract.clone() };
        for (today, anchor) in [("2026-02-01", Anchor::ReturnArrangement), ("2026-04-02", Anchor::ContractErasure)] {
            let points = |beside| of_contract(&plain, &Facts::new(), beside, day(today));
            let told = |beside| points(beside).iter().any(|point| point.anchor == anchor);
            assert!(told(Beside::default()) && !told(renewed), "{today}");
        }
        let closed = Contract { closed_on: Some("2026-01-31".to_owned()), ..contract };
        assert!(days(&closed, Anchor::ContractEnd, "2026-02-01").is_empty());
        assert!(days(&closed, Anchor::RenewalNotice, "2026-02-01").is_empty());
        assert_eq!(days(&closed, Anchor::ContractErasure, "2026-02-01"), ["2026-01-31"]);
    }

    #[test]
    fn an_inspection_that_was_missed_is_told_of_until_somebody_was_there() {
        use crate::contract::Inspection;
        let facts = Facts::from([("handles_personal_info".to_owned(), FactValue::Bool(true))]);
        let visits = |days: &[&str]| Contract {
            starts_on: Some("2025-10-01".to_owned()),
            ends_on: Some("2030-09-30".to_owned()),
            inspections: days.iter().map(|on| Inspection { on: (*on).to_owned(), ..Inspection::default() }).collect(),
            ..Contract::default()
        };
        let owed = |contract: &Contract, since: &str, today: &str| {
            let beside = Beside { since: Some(day(since)), ..Beside::default() };
            let points = of_contract(contract, &facts, beside, day(today));
            let own = points.into_iter().filter(|point| point.anchor == Anchor::OnsiteInspection);
            own.map(|point| point.on.to_string()).collect::<Vec<_>>()
        };
        let begun = "2026-01-05";
        assert_eq!(owed(&visits(&[]), begun, "2026-03-31"), ["2026-03-31"]);
        assert_eq!(owed(&visits(&[]), begun, "2026-07-29"), ["2026-03-31", "2027-03-31"]);
        assert_eq!(owed(&visits(&[]), begun, "2026-07-30"), ["2027-03-31"], "after 120 days");
        assert_eq!(owed(&visits(&["2026-02-10"]), begun, "2026-04-01"), ["2027-03-31"]);
        assert_eq!(owed(&visits(&["2026-04-20"]), begun, "2026-04-21"), [""; 0], "made up for");
        assert_eq!(owed(&visits(&["2025-03-20"]), begun, "2026-04-01").len(), 2, "of the year before");
        assert_eq!(owed(&visits(&[]), "2026-04-01", "2026-04-01"), ["2027-03-31"], "before the ledger");
    }

    #[test]
    fn a_successor_is_wanted_from_the_day_after_the_last() {
        let contract = Contract { owner: Some("渡辺 大輔".to_owned()), ..Contract::default() };
        let beside = Beside { owner_until: Some(day("2027-03-31")), ..Beside::default() };
        let points = of_contract(&contract, &Facts::new(), beside, day("2026-11-26"));
        let leaves =
            Point {
                anchor: Anchor::ContractOwnerLeaves, on: day("2027-04-01"), what: Some("渡辺 大輔".to_owned())
            };
        assert_eq!(points, [leaves]);
    }

    #[test]
    fn a_notice_in_months_is_counted_in_months() {
        let monthly = |months: u32| Contract {
            notice_days: None,
            notice_months: Some(months),
            ..renewing("2026-04-01", "2027-03-31", 0)
        };
        for (months, notice) in [(1, "2027-02-28"), (3, "2026-12-31"), (6, "2026-09-30")] {
            assert_eq!(days(&monthly(months), Anchor::RenewalNotice, "2026-04-01"), [notice], "{months}");
        }
        // The next term ends in a leap year.
        assert_eq!(days(&monthly(1), Anchor::RenewalNotice, "2027-04-01"), ["2028-02-29"]);
        let both = Contract { notice_days: Some(30), ..monthly(1) };
        assert_eq!(days(&both, Anchor::RenewalNotice, "2026-04-01"), ["2027-02-28"], "whichever comes first");
    }

    #[test]
    fn a_consent_that_was_refused_is_waited_for_no_more() {
        use crate::contract::Subcontract;
        let sub = |refused_on: Option<&str>, approved: bool| Contract {
            starts_on: Some("2026-04-01".to_owned()),
            ends_on: Some("2027-03-31".to_owned()),
            subcontracts: vec![Subcontract {
                name: "㈱孫請".to_owned(),
                starts_on: Some("2026-10-01".to_owned()),
                ends_on: Some("2026-12-31".to_owned()),
                refused_on: refused_on.map(str::to_owned),
                approval_number: approved.then(|| "承1".to_owned()),
                approved_on: approved.then(|| "2026-09-20".to_owned()),
                ..Subcontract::default()
            }],
            ..Contract::default()
        };
        let owed = |contract: &Contract| days(contract, Anchor::SubcontractConsent, "2026-09-01");
        assert_eq!(owed(&sub(None, false)), ["2026-10-01"]);
        assert!(owed(&sub(Some("2026-09-01"), false)).is_empty());
        assert_eq!(owed(&sub(Some("2026-09-01"), true)), ["2026-12-31"], "given after all");
    }
}
