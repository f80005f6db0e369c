//! When a record runs, as pieces of the months that are shown: the terms of a contract, the approval of a cloud use and of an account,
//! and the certificates beside them. Pure; `today` is an argument.

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use super::Shown;
use crate::approval::Standing;
use crate::cloud::{Cloud, CloudStatus};
use crate::contract::Contract;
use crate::due::contract::running_term;
use crate::sns::{Sns, SnsStatus};

/// How what runs stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SpanState {
    /// In force (有効).
    Running,
    /// It begins later (開始前).
    Planned,
    /// The next term, if nobody ends it (自動更新).
    Renewing,
    /// Applied for, and not decided yet (審査中).
    Review,
    /// Suspended (停止中).
    Suspended,
    /// In use without an approval on record (承認の記録なし).
    Unapproved,
    /// It is over (終了).
    Ended,
    /// Its last day has passed, and it was not ended (期限切れ).
    Lapsed,
    /// No day is known (期間の記録なし).
    Undated,
}

impl SpanState {
    /// The word for it in locale keys (`span.<code>`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Planned => "planned",
            Self::Renewing => "renewing",
            Self::Review => "review",
            Self::Suspended => "suspended",
            Self::Unapproved => "unapproved",
            Self::Ended => "ended",
            Self::Lapsed => "lapsed",
            Self::Undated => "undated",
        }
    }
}

/// A piece of the months that are shown in which something runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Span {
    /// ISO date of its first day in these months.
    pub from: String,
    /// ISO date of its last day in these months.
    pub until: String,
    /// Whether it ran before them, or nobody knows since when.
    pub goes_before: bool,
    /// Whether it goes on after them, or has no end.
    pub goes_after: bool,
    /// How it stands.
    pub state: SpanState,
}

impl Span {
    /// What of a time lies in these months; none where nothing does.
    fn of(from: Option<NaiveDate>, until: Option<NaiveDate>, state: SpanState, shown: Shown) -> Option<Self> {
        let first = from.map_or(shown.first, |from| from.max(shown.first));
        let last = until.map_or(shown.last, |until| until.min(shown.last));
        let reversed = from.zip(until).is_some_and(|(from, until)| from > until);
        (first <= last && !reversed).then(|| Self {
            from: first.to_string(),
            until: last.to_string(),
            goes_before: from.is_none_or(|from| from < shown.first),
            goes_after: until.is_none_or(|until| until > shown.last),
            state,
        })
    }
}

/// What runs: since when, until when, how it stands, and what of it lies in these months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub state: SpanState,
    pub spans: Vec<Span>,
}

impl Course {
    fn of(from: Option<NaiveDate>, until: Option<NaiveDate>, state: SpanState, shown: Shown) -> Self {
        Self { from, until, state, spans: Span::of(from, until, state, shown).into_iter().collect() }
    }

    fn undated(state: SpanState) -> Self {
        Self { from: None, until: None, state, spans: Vec::new() }
    }
}

/// The term of a contract; where it renews itself, the term that runs with those before it, and the next.
pub fn of_contract(contract: &Contract, renewed: bool, today: NaiveDate, shown: Shown) -> Course {
    let from = day(contract.starts_on.as_deref());
    let (end, next) = running_term(contract, renewed, today);
    let closed = day(contract.closed_on.as_deref());
    let renewing = contract.auto_renewal == Some(true);
    let until = match (closed, end) {
        (Some(closed), Some(end)) if !renewing => Some(closed.min(end)),
        (Some(closed), _) => Some(closed),
        (None, end) => end,
    };
    let state = match (from, until) {
        _ if closed.is_some_and(|closed| closed < today) || until.is_some_and(|until| until < today) => {
            SpanState::Ended
        }
        (None, None) => return Course::undated(SpanState::Undated),
        (Some(from), _) if from > today => SpanState::Planned,
        _ => SpanState::Running,
    };
    let mut course = Course::of(from, until, state, shown);
    if let Some(next) = next.filter(|_| closed.is_none()) {
        course.spans.extend(Span::of(until.and_then(|until| until.succ_opt()), Some(next), SpanState::Renewing, shown));
    }
    course
}

/// The approval of a cloud use; `stands_until` is the last day on which it stands with everything that it relies on.
pub fn of_cloud(cloud: &Cloud, stands_until: Option<NaiveDate>, today: NaiveDate, shown: Shown) -> Course {
    let decided = day(cloud.decided_on.as_deref());
    let until = stands_until.or(day(cloud.expires_on.as_deref()));
    let state = match cloud.status {
        CloudStatus::Ended if cloud.has_ended(today) => SpanState::Ended,
        CloudStatus::Refused | CloudStatus::Draft => return Course::undated(SpanState::Ended),
        CloudStatus::Suspended => SpanState::Suspended,
        CloudStatus::Applied | CloudStatus::Returned if decided.is_some() => SpanState::Review,
        CloudStatus::Applied | CloudStatus::Returned => {
            let (from, until) = (day(cloud.starts_on.as_deref()), day(cloud.ends_on.as_deref()));
            if from.is_none() && until.is_none() {
                return Course::undated(SpanState::Review);
            }
            return Course::of(from, until, SpanState::Review, shown);
        }
        _ if until.is_some_and(|until| until < today) => SpanState::Lapsed,
        _ => SpanState::Running,
    };
    let until = if state == SpanState::Ended { day(cloud.ended_on.as_deref()) } else { until };
    if decided.is_none() && until.is_none() {
        return Course::undated(state);
    }
    Course::of(decided, until, state, shown)
}

/// The approval of an account, or its use where none is on record.
pub fn of_sns(sns: &Sns, today: NaiveDate, shown: Shown) -> Course {
    let opened = day(sns.opened_on.as_deref());
    let closed = day(sns.closed_on.as_deref());
    let standing = sns.standing(today);
    let state = match sns.status {
        SnsStatus::Closed => SpanState::Ended,
        SnsStatus::Applied => SpanState::Review,
        SnsStatus::Suspended => SpanState::Suspended,
        SnsStatus::Active if standing == Standing::Lapsed => SpanState::Lapsed,
        SnsStatus::Active if standing == Standing::None => SpanState::Unapproved,
        SnsStatus::Active => SpanState::Running,
    };
    let approved = sns.is_approved();
    let from = day(sns.decided_on.as_deref()).filter(|_| approved).or(opened);
    let until = closed.or(day(sns.expires_on.as_deref()).filter(|_| approved));
    match (from, until) {
        (None, None) if state == SpanState::Running => Course::of(None, None, state, shown),
        (None, None) => Course::undated(state),
        _ => Course::of(from, until, state, shown),
    }
}

/// A certificate as its record knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validity {
    /// A value of the fact `certs`.
    pub kind: String,
    /// Number.
    pub number: Option<String>,
    /// First day, if it is known.
    pub from: Option<NaiveDate>,
    /// Last day; without one it does not end.
    pub until: Option<NaiveDate>,
    /// Whether a renewal is pending, by which it goes on.
    pub pending: bool,
}

/// The certificates of each kind, one course after the other: a newer one begins where the one before ends.
pub fn of_certificates(mut all: Vec<Validity>, today: NaiveDate, shown: Shown) -> Vec<(Validity, Course)> {
    let last = |one: &Validity| one.until.unwrap_or(NaiveDate::MAX);
    all.sort_by(|a, b| a.kind.cmp(&b.kind).then(last(a).cmp(&last(b))));
    let mut found: Vec<(Validity, Course)> = Vec::new();
    for one in all {
        let over = one.until.is_some_and(|until| until < today);
        let state = if over && !one.pending { SpanState::Lapsed } else { SpanState::Running };
        match found.last_mut().filter(|(before, _)| before.kind == one.kind) {
            Some((before, course)) => {
                let from = one.from.or(before.until.and_then(|until| until.succ_opt()));
                for span in course.spans.iter_mut().filter(|span| span.state == SpanState::Lapsed) {
                    span.state = SpanState::Ended;
                }
                course.spans.extend(Span::of(from, one.until, state, shown));
                (course.until, course.state) = (one.until, state);
                *before = one;
            }
            None => {
                let course = Course::of(one.from, one.until, state, shown);
                found.push((one, course));
            }
        }
    }
    for (one, course) in found.iter_mut().filter(|(one, _)| one.pending) {
        let next = one.until.and_then(|until| until.succ_opt());
        course.spans.extend(Span::of(next, None, SpanState::Review, shown));
    }
    found
}

fn day(iso: Option<&str>) -> Option<NaiveDate> {
    iso.and_then(|iso| iso.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn shown() -> Shown {
        Shown { first: on("2026-04-01"), last: on("2027-03-31") }
    }

    fn told(course: &Course) -> Vec<String> {
        let one = |span: &Span| {
            let before = if span.goes_before { "<" } else { "" };
            let after = if span.goes_after { ">" } else { "" };
            format!("{before}{}..{}{after} {}", span.from, span.until, span.state.code())
        };
        course.spans.iter().map(one).collect()
    }

    fn contract(starts_on: &str, ends_on: &str) -> Contract {
        let known = |iso: &str| Some(iso.to_owned()).filter(|iso| !iso.is_empty());
        Contract { starts_on: known(starts_on), ends_on: known(ends_on), ..Contract::default() }
    }

    #[test]
    fn a_term_is_cut_at_the_year_and_says_that_it_goes_on() {
        for (starts_on, ends_on, spans) in [
            ("2026-04-01", "2027-03-31", vec!["2026-04-01..2027-03-31 running"]),
            ("2024-10-01", "2031-09-30", vec!["<2026-04-01..2027-03-31> running"]),
            ("2026-11-26", "2026-11-26", vec!["2026-11-26..2026-11-26 running"]),
            ("2026-12-01", "", vec!["2026-12-01..2027-03-31> planned"]),
            ("", "2026-10-31", vec!["<2026-04-01..2026-10-31 ended"]),
            ("2027-04-01", "2028-03-31", vec![]),
            ("2025-04-01", "2026-03-31", vec![]),
            ("2026-12-01", "2026-06-01", vec![]),
            ("", "", vec![]),
        ] {
            let course = of_contract(&contract(starts_on, ends_on), false, on("2026-11-26"), shown());
            assert_eq!(told(&course), spans, "{starts_on} {ends_on}");
        }
        let undated = of_contract(&contract("", ""), false, on("2026-11-26"), shown());
        assert_eq!(undated.state, SpanState::Undated);
    }

    #[test]
    fn a_contract_that_renews_itself_shows_the_term_to_come_unless_somebody_ended_it() {
        let renewing = Contract { auto_renewal: Some(true), ..contract("2019-10-01", "2020-09-30") };
        let seen = |contract: &Contract, renewed| told(&of_contract(contract, renewed, on("2026-05-01"), shown()));
        assert_eq!(seen(&renewing, false), ["<2026-04-01..2026-09-30 running", "2026-10-01..2027-03-31> renewing"]);
        assert!(seen(&renewing, true).is_empty(), "its next term is a record of its own");
        let closed = Contract { closed_on: Some("2026-04-30".to_owned()), ..renewing };
        assert_eq!(seen(&closed, false), ["<2026-04-01..2026-04-30 ended"]);
    }

    #[test]
    fn a_contract_that_was_closed_early_ends_on_that_day() {
        let closed = Contract { closed_on: Some("2026-06-30".to_owned()), ..contract("2026-04-01", "2027-03-31") };
        let course = of_contract(&closed, false, on("2026-11-26"), shown());
        assert_eq!(told(&course), ["2026-04-01..2026-06-30 ended"]);
        let later = Contract { closed_on: Some("2026-11-10".to_owned()), ..contract("2026-04-01", "2026-10-31") };
        assert_eq!(told(&of_contract(&later, false, on("2026-11-26"), shown())), ["2026-04-01..2026-10-31 ended"]);
    }

    #[test]
    fn an_approval_ends_with_what_it_relies_on_and_a_change_is_in_review() {
        let cloud = |status| Cloud {
            status,
            decided_on: Some("2026-06-01".to_owned()),
            expires_on: Some("2027-05-31".to_owned()),
            ..Cloud::default()
        };
        let seen =
            |status, until: Option<&str>| told(&of_cloud(&cloud(status), until.map(on), on("2026-11-26"), shown()));
        assert_eq!(seen(CloudStatus::Approved, None), ["2026-06-01..2027-03-31> running"]);
        assert_eq!(seen(CloudStatus::Approved, Some("2026-10-31")), ["2026-06-01..2026-10-31 lapsed"]);
        assert_eq!(seen(CloudStatus::Applied, None), ["2026-06-01..2027-03-31> review"]);
        assert!(seen(CloudStatus::Refused, None).is_empty());
        let planned =
            Cloud { status: CloudStatus::Applied, starts_on: Some("2027-01-01".to_owned()), ..Cloud::default() };
        assert_eq!(told(&of_cloud(&planned, None, on("2026-11-26"), shown())), ["2027-01-01..2027-03-31> review"]);
    }

    #[test]
    fn an_account_without_an_approval_on_record_is_shown_as_such() {
        let sns = Sns { status: SnsStatus::Active, opened_on: Some("2020-05-01".to_owned()), ..Sns::default() };
        assert_eq!(told(&of_sns(&sns, on("2026-11-26"), shown())), ["<2026-04-01..2027-03-31> unapproved"]);
        let approved = Sns {
            number: Some("S8-1".to_owned()),
            decided_on: Some("2026-05-01".to_owned()),
            expires_on: Some("2026-10-31".to_owned()),
            ..sns
        };
        assert_eq!(told(&of_sns(&approved, on("2026-11-26"), shown())), ["2026-05-01..2026-10-31 lapsed"]);
    }

    #[test]
    fn a_newer_certificate_follows_the_one_before_in_the_same_row() {
        let valid = |kind: &str, until: Option<&str>, pending| Validity {
            kind: kind.to_owned(),
            number: None,
            from: None,
            until: until.map(on),
            pending,
        };
        let all = vec![
            valid("isms", Some("2028-09-30"), false),
            valid("isms", Some("2026-09-30"), false),
            valid("pmark", Some("2026-10-15"), false),
            valid("ismap", Some("2026-12-31"), true),
        ];
        let found: Vec<(String, Vec<String>)> = of_certificates(all, on("2026-11-26"), shown())
            .iter()
            .map(|(one, course)| (one.kind.clone(), told(course)))
            .collect();
        let spans = |spans: &[&str]| spans.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            found,
            [
                ("ismap".to_owned(), spans(&["<2026-04-01..2026-12-31 running", "2027-01-01..2027-03-31> review"])),
                ("isms".to_owned(), spans(&["<2026-04-01..2026-09-30 ended", "2026-10-01..2027-03-31> running"])),
                ("pmark".to_owned(), spans(&["<2026-04-01..2026-10-15 lapsed"])),
            ]
        );
    }
}
