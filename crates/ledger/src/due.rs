//! What falls due: computed from the records and the reminder rules for any day, never stored.
//! Here are the rules about contracts; calendar, snoozing and the ways of telling people are not here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::catalogue::is_true;
use crate::contract::{Contract, DeliverableKind, in_year};
use crate::facts::{FactValue, Facts};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::wording;

/// Something that falls due for a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Id of the rule.
    pub rule: &'static str,
    /// The day.
    pub due_on: NaiveDate,
    /// What exactly, where a record has several of the kind (a certificate, a sub-contractor).
    pub what: Option<String>,
}

/// How near a due date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The day has passed.
    Overdue,
    /// Within seven days.
    Due,
    /// Within the first lead time of the rule.
    Soon,
    /// Later.
    Later,
}

impl Stage {
    /// The word for this stage in locale keys (`stage.<code>`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Due => "due",
            Self::Soon => "soon",
            Self::Later => "later",
        }
    }
}

/// The record that something falls due for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DueRecord {
    /// Register.
    #[serde(rename = "type")]
    pub kind: String,
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
}

/// A due date as people and other programs see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DueItem {
    /// Id of the rule.
    pub rule: String,
    /// The record.
    pub record: DueRecord,
    /// ISO date.
    pub due_on: String,
    /// ISO date from which to tell people.
    pub notice_on: String,
    /// Who answers for the record.
    pub owner: Option<String>,
    /// Section of the record.
    pub section: Option<String>,
    /// How near.
    pub stage: Stage,
    /// What to do, in words.
    pub title: String,
    /// Days from today; negative when overdue.
    pub days: i64,
}

#[derive(Deserialize)]
struct RuleFile {
    reminders: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    id: String,
    #[serde(alias = "lead_days_default")]
    lead_days: Vec<i64>,
}

static LEAD: LazyLock<BTreeMap<String, u64>> = LazyLock::new(|| {
    let file: Option<RuleFile> = serde_json::from_str(include_str!("../../../templates/reminders/reminders.json")).ok();
    let rules = file.map(|file| file.reminders).unwrap_or_default();
    rules
        .into_iter()
        .map(|rule| (rule.id, rule.lead_days.into_iter().max().and_then(|days| u64::try_from(days).ok()).unwrap_or(0)))
        .collect()
});

/// The first lead time of a rule, in days.
fn lead(rule: &str) -> u64 {
    LEAD.get(rule).copied().unwrap_or(30)
}

/// What falls due for a contract. `facts` include derived ones; `renewed` tells whether a next term is registered.
pub fn of_contract(contract: &Contract, facts: &Facts, renewed: bool, today: NaiveDate) -> Vec<Due> {
    let mut due = Vec::new();
    let mut add = |rule, due_on: Option<NaiveDate>, what: Option<String>| {
        due.extend(due_on.map(|due_on| Due { rule, due_on, what }));
    };
    let date = |iso: &Option<String>| iso.as_ref().and_then(|iso| iso.parse::<NaiveDate>().ok());
    let (start, end) = (date(&contract.starts_on), date(&contract.ends_on));
    let closed = contract.closed_on.is_some();
    let over = end.is_some_and(|end| end < today);
    let received = |kind: DeliverableKind| {
        contract.deliverables.iter().any(|entry| entry.kind == kind && entry.received_on.is_some())
    };
    let touches_assets = facts.get("handles_info_asset") != Some(&FactValue::Bool(false));

    // RM-01: until the next term or the end is registered.
    if !closed && !renewed {
        add("RM-01", end, None);
    }
    // RM-02: notice before an automatic renewal.
    if let (Some(true), Some(days), false, false) = (contract.auto_renewal, contract.notice_days, closed, renewed) {
        add("RM-02", end.and_then(|end| end.checked_sub_days(Days::new(u64::try_from(days).ok()?))), None);
    }
    // RM-04: certificates while the contract runs, the newest of each kind.
    if !closed && !over {
        for certificate in &contract.certificates {
            let newest = !contract
                .certificates
                .iter()
                .any(|other| other.kind == certificate.kind && other.outlasts(certificate));
            if newest {
                add("RM-04", date(&certificate.valid_until), Some(certificate.kind.clone()));
            }
        }
        // RM-05: consent before work starts, and again before its period ends.
        for sub in &contract.subcontracts {
            let consent = sub.approval_number.is_some() && sub.approved_on.is_some();
            let day = if consent {
                date(&sub.ends_on).filter(|day| end.is_none_or(|end| *day < end))
            } else {
                date(&sub.starts_on).or(start)
            };
            add("RM-05", day, Some(sub.name.clone()));
        }
    }
    // RM-06: return and erasure with a certificate, from the end of the term.
    let erased = contract.closing.as_ref().is_some_and(|closing| closing.erasure_certificate_on.is_some());
    if touches_assets && !erased && !received(DeliverableKind::ErasureCertificate) {
        add("RM-06", date(&contract.closed_on).or(end), None);
    }
    // RM-10, PPC Q&A 3-1-4: once a fiscal year for each job with personal information.
    let year = crate::date::fiscal_year(today);
    let inspected = contract.inspections.iter().any(|inspection| in_year(&inspection.on, year));
    if is_true(facts, "handles_personal_info")
        && !closed
        && !over
        && !inspected
        && start.is_some_and(|start| start <= year_end(year))
    {
        add("RM-10", Some(end.map_or(year_end(year), |end| end.min(year_end(year)))), None);
    }
    if !closed && !over {
        // RM-11: reports that the contract names.
        for report in contract
            .deliverables
            .iter()
            .filter(|entry| entry.kind == DeliverableKind::PeriodicReport && entry.received_on.is_none())
        {
            add("RM-11", date(&report.due_on), Some(report.title.clone()));
        }
        if touches_assets && facts.contains_key("handles_info_asset") {
            // RM-12 and RM-13: documents at the start, and training within thirty days.
            if !received(DeliverableKind::StartDocuments) {
                add("RM-12", start, None);
            }
            if !received(DeliverableKind::TrainingReport) {
                add("RM-13", start.and_then(|start| start.checked_add_days(Days::new(30))), None);
            }
        }
    }
    due
}

fn year_end(fiscal_year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(fiscal_year + 1, 3, 31).unwrap_or(NaiveDate::MAX)
}

impl Ledger {
    /// Everything with notice on or before `until`, or due by then; sorted by date, rule and record.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn due(&mut self, on: NaiveDate, until: Option<NaiveDate>) -> Result<Vec<DueItem>, Error> {
        let office = self.office()?.as_facts();
        let contracts = self.contracts()?;
        let renewed: std::collections::BTreeSet<String> =
            contracts.iter().filter_map(|contract| contract.renewed_from.clone()).collect();
        let mut items: Vec<DueItem> = Vec::new();
        for contract in &contracts {
            let facts = crate::catalogue::with_office(&crate::contract::derived_facts(contract), &office);
            items.extend(self.due_items(contract, &facts, renewed.contains(&contract.id), on));
        }
        let limit = until.unwrap_or(on).to_string();
        items.retain(|item| item.due_on <= limit || (until.is_none() && item.notice_on <= limit));
        items.sort_by(|a, b| (&a.due_on, &a.rule, &a.record.id).cmp(&(&b.due_on, &b.rule, &b.record.id)));
        Ok(items)
    }

    /// The due dates of one contract in words, nearest first.
    pub(crate) fn due_items(&self, contract: &Contract, facts: &Facts, renewed: bool, on: NaiveDate) -> Vec<DueItem> {
        let mut items: Vec<DueItem> = of_contract(contract, facts, renewed, on)
            .into_iter()
            .map(|due| {
                let notice = due.due_on.checked_sub_days(Days::new(lead(due.rule))).unwrap_or(due.due_on);
                let days = (due.due_on - on).num_days();
                let stage = match days {
                    ..=-1 => Stage::Overdue,
                    0..=7 => Stage::Due,
                    _ if notice <= on => Stage::Soon,
                    _ => Stage::Later,
                };
                let what = due.what.map(|what| match due.rule {
                    "RM-04" => wording::text(self.lang, &format!("certificate.{what}"), &[]),
                    _ => what,
                });
                let title = match what {
                    Some(what) => wording::text(self.lang, &format!("due.{}.of", due.rule), &[("what", &what)]),
                    None => wording::text(self.lang, &format!("due.{}", due.rule), &[]),
                };
                DueItem {
                    rule: due.rule.to_owned(),
                    record: DueRecord {
                        kind: "contract".to_owned(),
                        id: contract.id.clone(),
                        title: contract.title.clone(),
                    },
                    due_on: due.due_on.to_string(),
                    notice_on: notice.to_string(),
                    owner: contract.owner.clone(),
                    section: contract.section.clone(),
                    stage,
                    title,
                    days,
                }
            })
            .collect();
        items.sort_by(|a, b| (&a.due_on, &a.rule).cmp(&(&b.due_on, &b.rule)));
        items
    }
}
