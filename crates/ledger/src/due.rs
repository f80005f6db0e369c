//! What falls due: computed from the records and the reminder rules for any day. What holds for today is also kept as rows
//! (`contract/store/dues.rs`), since every screen asks for it.
//! Here are the rules about contracts; calendar, snoozing and the ways of telling people are not here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::catalogue::is_true;
use crate::contract::{Contract, DeliverableKind, InspectionMethod, cancelled, dues, in_year};
use crate::facts::{FactValue, Facts};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::wording::{self, Lang};

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
    let certificate = contract.closing.as_ref().and_then(|closing| closing.erasure_certificate_on.as_ref());
    let erased = certificate.is_some_and(past) || received(DeliverableKind::ErasureCertificate, &ever);
    if touches_assets && !erased && !cancelled(contract) {
        let owed = owed(DeliverableKind::ErasureCertificate).filter_map(|entry| date(&entry.due_on)).min();
        add("RM-06", owed.or(date(&contract.closed_on)).or(end), None);
    }
    // RM-10, PPC Q&A 3-1-4: once a fiscal year for each job with personal information.
    let year = crate::date::fiscal_year(today);
    let inspected = contract.inspections.iter().any(|inspection| {
        inspection.method == InspectionMethod::Onsite && in_year(&inspection.on, year) && past(&inspection.on)
    });
    if is_true(facts, "handles_personal_info")
        && !closed
        && !over
        && !inspected
        && start.is_some_and(|start| start <= year_end(year))
    {
        add("RM-10", Some(end.map_or(year_end(year), |end| end.min(year_end(year)))), None);
    }
    // RM-11, and RM-12 and RM-13 with a day of their own: what the contract names, until it has come in or is closed.
    for (kind, rule) in [
        (DeliverableKind::PeriodicReport, "RM-11"),
        (DeliverableKind::Plan, "RM-11"),
        (DeliverableKind::Other, "RM-11"),
        (DeliverableKind::StartDocuments, "RM-12"),
        (DeliverableKind::Pledge, "RM-12"),
        (DeliverableKind::TrainingReport, "RM-13"),
    ] {
        for entry in owed(kind).filter(|_| !closed) {
            add(rule, date(&entry.due_on), Some(entry.title.clone()));
        }
    }
    if !closed && !over && touches_assets && facts.contains_key("handles_info_asset") {
        // RM-12 and RM-13: documents at the start, and training within thirty days and in every fiscal year.
        let dated = |kind| owed(kind).any(|entry| entry.due_on.is_some());
        if !received(DeliverableKind::StartDocuments, &ever) && !dated(DeliverableKind::StartDocuments) {
            add("RM-12", start, None);
        }
        let trained = received(DeliverableKind::TrainingReport, &|on| in_year(on, year));
        if !trained && !dated(DeliverableKind::TrainingReport) {
            let begins = start.map(|start| start.max(NaiveDate::from_ymd_opt(year, 4, 1).unwrap_or(start)));
            add("RM-13", begins.and_then(|begins| begins.checked_add_days(Days::new(30))), None);
        }
    }
    due
}

fn year_end(fiscal_year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(fiscal_year + 1, 3, 31).unwrap_or(NaiveDate::MAX)
}

/// The day from which to tell people.
pub fn notice_on(due: &Due) -> NaiveDate {
    due.due_on.checked_sub_days(Days::new(lead(due.rule))).unwrap_or(due.due_on)
}

/// A due date as it is kept, with what its contract says of itself; dates are ISO.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDue {
    /// Id of the rule.
    pub rule: String,
    /// The day.
    pub due_on: String,
    /// The day from which to tell people.
    pub notice_on: String,
    /// What exactly, where a record has several of the kind.
    pub what: Option<String>,
    /// Id of the contract.
    pub id: String,
    /// Title of the contract.
    pub title: String,
    /// Owner of the contract.
    pub owner: Option<String>,
    /// Section of the contract.
    pub section: Option<String>,
}

impl KeptDue {
    fn of(due: Due, contract: &Contract) -> Self {
        Self {
            rule: due.rule.to_owned(),
            due_on: due.due_on.to_string(),
            notice_on: notice_on(&due).to_string(),
            what: due.what,
            id: contract.id.clone(),
            title: contract.title.clone(),
            owner: contract.owner.clone(),
            section: contract.section.clone(),
        }
    }

    /// In words, as seen on a day.
    pub fn on(self, day: NaiveDate, lang: Lang) -> DueItem {
        let days = self.due_on.parse::<NaiveDate>().map_or(0, |due| (due - day).num_days());
        let stage = match days {
            ..=-1 => Stage::Overdue,
            0..=7 => Stage::Due,
            _ if self.notice_on <= day.to_string() => Stage::Soon,
            _ => Stage::Later,
        };
        let what = self.what.map(|what| match self.rule.as_str() {
            "RM-04" => wording::text(lang, &format!("certificate.{what}"), &[]),
            _ => what,
        });
        let title = match what {
            Some(what) => wording::text(lang, &format!("due.{}.of", self.rule), &[("what", &what)]),
            None => wording::text(lang, &format!("due.{}", self.rule), &[]),
        };
        DueItem {
            rule: self.rule,
            record: DueRecord { kind: "contract".to_owned(), id: self.id, title: self.title },
            due_on: self.due_on,
            notice_on: self.notice_on,
            owner: self.owner,
            section: self.section,
            stage,
            title,
            days,
        }
    }
}

impl Ledger {
    /// Everything with notice on or before the day `on`; with `until`, everything due by that day instead.
    /// Sorted by date, rule and record.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn due(&mut self, on: NaiveDate, until: Option<NaiveDate>) -> Result<Vec<DueItem>, Error> {
        let (due_by, notice_by) = limits(on, until);
        let kept = if on == self.today() {
            self.refresh_contracts(false)?;
            self.read(|tx| dues::list(tx, &due_by, &notice_by, i64::MAX))?
        } else {
            let mut kept = self.computed_dues(on)?;
            kept.retain(|due| due.due_on <= due_by || due.notice_on <= notice_by);
            kept
        };
        Ok(kept.into_iter().map(|due| due.on(on, self.lang)).collect())
    }

    /// What falls due as seen on any day, from the records; sorted as `due` is.
    fn computed_dues(&mut self, on: NaiveDate) -> Result<Vec<KeptDue>, Error> {
        let office = self.office()?.as_facts();
        let contracts = self.contracts()?;
        let renewed: BTreeSet<&String> =
            contracts.iter().filter_map(|contract| contract.renewed_from.as_ref()).collect();
        let mut kept: Vec<KeptDue> = Vec::new();
        for contract in &contracts {
            let facts = crate::catalogue::with_office(&crate::contract::derived_facts(contract), &office);
            let due = of_contract(contract, &facts, renewed.contains(&contract.id), on);
            kept.extend(due.into_iter().map(|due| KeptDue::of(due, contract)));
        }
        kept.sort_by(|a, b| (&a.due_on, &a.rule, &a.id, &a.what).cmp(&(&b.due_on, &b.rule, &b.id, &b.what)));
        Ok(kept)
    }

    /// The due dates of one contract in words, nearest first.
    pub(crate) fn due_items(&self, contract: &Contract, facts: &Facts, renewed: bool, on: NaiveDate) -> Vec<DueItem> {
        let mut due = of_contract(contract, facts, renewed, on);
        due.sort_by(|a, b| (a.due_on, a.rule).cmp(&(b.due_on, b.rule)));
        due.into_iter().map(|due| KeptDue::of(due, contract).on(on, self.lang)).collect()
    }
}

/// The days, as ISO dates, by which something is due or to be told of.
pub(crate) fn limits(on: NaiveDate, until: Option<NaiveDate>) -> (String, String) {
    match until {
        Some(until) => (until.to_string(), String::new()),
        None => (on.to_string(), on.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_for_today_is_what_the_records_say() {
        for (engine, db) in db::testing::engines() {
            let mut ledger = Ledger::on(db).unwrap();
            ledger.load_sample().unwrap();
            for day in ["2026-11-24", "2027-03-31", "2027-04-01", "2027-10-15"] {
                let day: NaiveDate = day.parse().unwrap();
                ledger.set_today(day);
                ledger.refresh_contracts(true).unwrap();
                let kept = ledger.read(|tx| dues::list(tx, "9999", "9999", i64::MAX)).unwrap();
                assert_eq!(kept, ledger.computed_dues(day).unwrap(), "{engine} {day}");
                assert!(kept.len() > 40, "{engine} {day}: {}", kept.len());
            }
        }
    }
}
