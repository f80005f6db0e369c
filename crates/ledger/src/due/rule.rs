//! Reminder rules (通知規則) as data: what a date counts from, how long before to tell whom, and when to tell again.
//! The shipped ones are in `templates/reminders/`; an office switches them off, changes them and adds its own (`due/settings.rs`).

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use crate::catalogue::{Catalogue, Condition};
use crate::facts::Facts;
use crate::problem::Error;

/// What of a record a date counts from (起点); each is open until the record itself says that it is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// The end of a contract, until the next term or the end is registered.
    ContractEnd,
    /// The last day for saying that an automatic renewal is not wanted.
    RenewalNotice,
    /// The end of a contract, until the proof of return and erasure is asked for.
    ReturnArrangement,
    /// The end of a contractor's certificate.
    ContractCertificate,
    /// A re-outsourcing that needs consent, or whose consent ends.
    SubcontractConsent,
    /// Proof of return and erasure after a contract.
    ContractErasure,
    /// The inspection on site of each fiscal year.
    OnsiteInspection,
    /// Something that has to be put right, until it is done.
    ContractMeasure,
    /// A report or plan that the contract names.
    ContractReport,
    /// The documents at the start of a contract.
    StartDocuments,
    /// The report on training.
    TrainingReport,
    /// The owner of a contract is transferred.
    ContractOwnerLeaves,
    /// The day on which a contract was signed.
    ContractSigned,
    /// The day on which a contract starts.
    ContractStart,
    /// The end of the approval of a cloud use.
    CloudApproval,
    /// The planned end of a cloud use, until data are erased and accounts disposed of.
    CloudEnd,
    /// The next check of a cloud use.
    CloudCheck,
    /// The end of an assurance of a cloud service.
    CloudAssurance,
    /// The certificate of erasure after a cloud use.
    CloudErasure,
    /// The manager of a cloud use is transferred.
    CloudManagerLeaves,
    /// The day on which a cloud use was decided.
    CloudDecided,
    /// Somebody who answers for an account, or posts, is transferred.
    AccountHolderLeaves,
    /// Log-in details that somebody may still know: after a handover, or after the contract of whoever ran the account.
    AccountCredentials,
    /// The last change of an account's log-in details.
    AccountCredentialsChanged,
    /// The last post.
    AccountLastPost,
    /// The end of the approval of an account.
    AccountApproval,
    /// An account was closed, until it and the links to it are gone.
    AccountClosed,
    /// The day on which an account was opened.
    AccountOpened,
    /// The last day of a report on an incident, until it is made.
    IncidentReport,
    /// The yearly stock-taking of the registers.
    Stocktaking,
    /// The catalogue of requirements was updated.
    CatalogueUpdate,
    /// Before the budget is asked for.
    BudgetSeason,
    /// 地方自治法施行規則第16条の3 comes into force.
    Ordinance,
}

/// Whom a rule tells (通知先).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// Who answers for the record.
    Owner,
    /// Procurement.
    Procurement,
    /// The security office.
    Security,
    /// Public relations.
    Pr,
    /// Those who approve.
    Approver,
}

/// Who else is told of what stays undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Escalation {
    /// Days after the date.
    pub after_days: u32,
    /// Whom.
    pub to: Vec<Recipient>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rule {
    /// Id, such as `RM-01`; rules of the office have one of their own.
    pub id: String,
    /// What to do, in the words of whoever wrote the rule.
    pub title: String,
    /// What the date counts from.
    pub anchors: Vec<Anchor>,
    /// Months from the anchor to the date; the end of a month stays within it (民法143条2項).
    #[serde(default)]
    pub months: i32,
    /// Days from there to the date; negative before it.
    #[serde(default)]
    pub days: i64,
    /// Days before the date on which people are told; negative after it.
    pub lead_days: Vec<i64>,
    /// Whom.
    pub to: Vec<Recipient>,
    /// Days after which people are told again while it is overdue.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub again_days: Option<u32>,
    /// Who else is told, and when.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub escalate: Option<Escalation>,
    /// A condition over facts, as in the catalogue; none holds for every record.
    #[serde(default)]
    #[ts(optional = nullable, type = "unknown")]
    pub when: Option<Json>,
    /// What ends it, in words.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub stop_when: Option<String>,
    /// Where its date comes from, in words.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub basis: Option<String>,
    /// Remark.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub note: Option<String>,
}

impl Rule {
    /// The first lead time, in days; 0 for a rule that tells nobody before its date.
    pub fn first_lead(&self) -> i64 {
        self.lead_days.iter().copied().max().unwrap_or(0).max(0)
    }

    /// The date that counts from a day.
    pub fn due_on(&self, day: NaiveDate) -> NaiveDate {
        let moved = crate::date::months_after(day, self.months).unwrap_or(day);
        let days = Days::new(self.days.unsigned_abs());
        let moved = if self.days < 0 { moved.checked_sub_days(days) } else { moved.checked_add_days(days) };
        moved.unwrap_or(day)
    }

    /// The day from which people are told of a date.
    pub fn notice_on(&self, due_on: NaiveDate) -> NaiveDate {
        due_on.checked_sub_days(Days::new(self.first_lead().unsigned_abs())).unwrap_or(due_on)
    }
}

/// A day of a record that something counts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What it is.
    pub anchor: Anchor,
    /// The day.
    pub on: NaiveDate,
    /// Which one, where a record has several of the kind: a certificate, a sub-contractor, a person.
    pub what: Option<String>,
}

/// Something that falls due for a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Id of the rule.
    pub rule: String,
    /// The day.
    pub due_on: NaiveDate,
    /// The day from which to tell people.
    pub notice_on: NaiveDate,
    /// What exactly, where a record has several of the kind.
    pub what: Option<String>,
}

/// The rules that hold in an office, ready to be asked.
#[derive(Debug, Clone)]
pub struct Rules {
    rules: Vec<(Rule, Option<Condition>)>,
}

#[derive(Deserialize)]
struct RuleFile {
    reminders: Vec<Rule>,
}

static SHIPPED: LazyLock<Result<Vec<Rule>, Error>> = LazyLock::new(|| {
    let file: RuleFile = serde_json::from_str(include_str!("../../../../templates/reminders/reminders.json"))?;
    Ok(file.reminders)
});

impl Rules {
    /// The rules that came with the program.
    ///
    /// # Errors
    /// Only if the file is unusable, which a test excludes.
    pub fn shipped() -> Result<&'static [Rule], Error> {
        SHIPPED.as_ref().map(Vec::as_slice).map_err(Clone::clone)
    }

    /// Of these rules.
    ///
    /// # Errors
    /// `catalogue_…` problems for conditions that cannot be read.
    pub fn of(rules: impl IntoIterator<Item = Rule>) -> Result<Self, Error> {
        let facts = &Catalogue::shipped()?.facts;
        let mut defects = Vec::new();
        let rules = rules
            .into_iter()
            .map(|rule| {
                let condition = match &rule.when {
                    Some(when) => Condition::compile(when, facts, &format!("{}.when", rule.id), &mut defects),
                    None => None,
                };
                (rule, condition)
            })
            .collect();
        Error::unless_none(defects.into_iter().map(Into::into).collect())?;
        Ok(Self { rules })
    }

    /// All of them, the shipped ones first.
    pub fn all(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().map(|(rule, _)| rule)
    }

    /// What falls due at these days of a record, nearest first. `facts` are those of the record and the office.
    ///
    /// A rule whose condition cannot be decided tells: to be told in vain costs less than a date that nobody knew of.
    pub fn dues(&self, points: &[Point], record_type: &str, facts: &Facts) -> Vec<Due> {
        let mut dues = Vec::new();
        for (rule, condition) in &self.rules {
            let mut own = points.iter().filter(|point| rule.anchors.contains(&point.anchor)).peekable();
            if own.peek().is_none()
                || condition.as_ref().is_some_and(|when| when.evaluate(record_type, facts) == Some(false))
            {
                continue;
            }
            dues.extend(own.map(|point| {
                let due_on = rule.due_on(point.on);
                let notice_on = rule.notice_on(due_on);
                Due { rule: rule.id.clone(), due_on, notice_on, what: point.what.clone() }
            }));
        }
        dues.sort_by(|a, b| (a.due_on, &a.rule, &a.what).cmp(&(b.due_on, &b.rule, &b.what)));
        // Two entries that nobody can tell apart fall due once.
        dues.dedup();
        dues
    }
}

/// The first day after today on which one of these days, or the fiscal year, can change what is due.
pub(crate) fn next_change(days: impl Iterator<Item = NaiveDate>, today: NaiveDate) -> NaiveDate {
    let next_year = NaiveDate::from_ymd_opt(crate::date::fiscal_year(today) + 1, 4, 1);
    let after = |date: NaiveDate| date.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    days.flat_map(|date| [date, after(date)])
        .chain(next_year)
        .filter(|date| *date > today)
        .min()
        .unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn rule(months: i32, days: i64, lead_days: &[i64]) -> Rule {
        let json = serde_json::json!({"id": "X", "title": "X", "anchors": ["contract_start"], "to": ["owner"],
            "months": months, "days": days, "lead_days": lead_days});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn every_shipped_rule_can_be_read_and_has_a_day() {
        let shipped = Rules::shipped().unwrap();
        let ids: Vec<String> = (1..=24).map(|number| format!("RM-{number:02}")).collect();
        assert_eq!(shipped.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(), ids);
        assert!(
            shipped.iter().all(|rule| !rule.anchors.is_empty() && !rule.lead_days.is_empty() && !rule.to.is_empty())
        );
        Rules::of(shipped.to_vec()).unwrap();
    }

    #[test]
    fn months_end_with_their_last_day() {
        for (from, months, days, due) in [
            ("2026-01-31", 1, 0, "2026-02-28"),
            ("2028-01-31", 1, 0, "2028-02-29"),
            ("2026-03-31", -1, 0, "2026-02-28"),
            ("2026-08-31", 6, 0, "2027-02-28"),
            ("2026-04-01", 3, 0, "2026-07-01"),
            ("2026-03-31", 0, -90, "2025-12-31"),
            ("2026-01-31", 1, 1, "2026-03-01"),
        ] {
            assert_eq!(rule(months, days, &[0]).due_on(day(from)), day(due), "{from} {months} {days}");
        }
    }

    #[test]
    fn entries_that_nobody_can_tell_apart_fall_due_once() {
        let rules = Rules::of([rule(0, 0, &[30])]).unwrap();
        let point =
            |what: &str| Point { anchor: Anchor::ContractStart, on: day("2026-12-31"), what: Some(what.to_owned()) };
        let dues = rules.dues(&[point("A"), point("B"), point("A")], "contract", &Facts::new());
        assert_eq!(dues.iter().map(|due| due.what.as_deref().unwrap()).collect::<Vec<_>>(), ["A", "B"]);
    }

    #[test]
    fn people_are_told_from_the_first_lead_time() {
        assert_eq!(rule(0, 0, &[30, 120, 0]).notice_on(day("2026-12-31")), day("2026-09-02"));
        assert_eq!(rule(0, 0, &[-7, -30]).notice_on(day("2026-12-31")), day("2026-12-31"));
    }
}
