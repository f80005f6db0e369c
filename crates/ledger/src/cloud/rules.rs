//! What follows from a cloud use: which requirements apply and how each was answered, what hinders its approval, what is wrong.
//! Pure: no database, no clock. Every finding names its basis; a finding never blocks saving, a hindrance blocks a decision.

mod findings;

use std::borrow::Cow;
use std::fmt;

use chrono::{Days, NaiveDate};

use super::{Assurance, Cloud, CloudAnswer, CloudStatus, Verdict};
use crate::approval::Exception;
use crate::catalogue::{Catalogue, Known, Requirement, Severity};
use crate::contractor::is_abroad;
use crate::facts::{FactValue, Facts};

/// Days between two checks where nobody names a day (RM-09).
pub(super) const CHECK_DAYS: u64 = 180;

/// How a requirement stands for a cloud use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CloudState {
    /// Answered as not met (不適合), or met by nothing that the record holds.
    Missing,
    /// A fact is unknown that decides whether it applies (要確認).
    Unknown,
    /// It applies and was not answered (未確認).
    Unanswered,
    /// Met on a condition (条件付).
    Conditional,
    /// Met (適合).
    Met,
    /// Does not matter here, with a reason (該当なし).
    NotApplicable,
    /// An exception was granted (例外).
    Excepted,
    /// Its time has not come (時期前).
    NotYet,
}

/// How one requirement stands, and why.
#[derive(Debug, Clone)]
pub struct CloudRequirement<'c> {
    /// The requirement.
    pub requirement: &'c Requirement,
    /// How it stands.
    pub state: CloudState,
    /// What was answered to it.
    pub answer: Option<&'c CloudAnswer>,
    /// What of the record meets it by itself, as part of the locale key `cloud_evidence.<code>`, with a value for its text.
    pub by_record: Option<(&'static str, Cow<'c, str>)>,
}

/// The field that a finding is about; its text is the one that problems and screens know it by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloudField<'c> {
    /// One of the record itself.
    Own(&'static str),
    /// A fact.
    Fact(&'static str),
    /// The answer to a requirement.
    Answer(&'c str),
    /// Where that answer comes from.
    Source(&'c str),
    /// One of the assurances.
    Assurance(usize),
}

impl fmt::Display for CloudField<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(name) => out.write_str(name),
            Self::Fact(fact) => write!(out, "facts.{fact}"),
            Self::Answer(id) => write!(out, "answers.{id}"),
            Self::Source(id) => write!(out, "answers.{id}.source"),
            Self::Assurance(place) => write!(out, "assurances.{place}"),
        }
    }
}

/// Something that is wrong, or that stands in the way of an approval; worded by `finding.<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloudFinding<'c> {
    /// What is wrong.
    pub code: &'static str,
    /// The field it is about.
    pub field: Option<CloudField<'c>>,
    /// The requirement it is about; an exception for that one lifts it.
    pub requirement: Option<&'c str>,
    /// How grave it is.
    pub severity: Severity,
    /// Values for the text beside the requirement.
    pub args: Vec<(&'static str, Cow<'c, str>)>,
    /// Whether it stands in the way of an approval, and of which.
    pub hinders: Hinders,
}

impl CloudFinding<'_> {
    /// All values for the text.
    pub fn values(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let requirement = self.requirement.map(|id| ("requirement", id));
        requirement.into_iter().chain(self.args.iter().map(|(name, value)| (*name, &**value)))
    }
}

/// Which decision a finding stands in the way of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hinders {
    /// None.
    Nothing,
    /// An approval without conditions.
    Unconditional,
    /// Every approval that does not grant an exception for its requirement.
    UnlessExcepted,
    /// Every approval.
    Everything,
}

/// Everything that follows from a cloud use.
#[derive(Debug, Clone)]
pub struct CloudAssessment<'c> {
    /// Facts as conditions see them: answered, settled by the record, and of the office.
    pub facts: Known<'c>,
    /// Requirements that apply or cannot be decided, in catalogue order.
    pub requirements: Vec<CloudRequirement<'c>>,
    /// What is wrong.
    pub findings: Vec<CloudFinding<'c>>,
}

impl<'c> CloudAssessment<'c> {
    /// The findings but for those that the check sheet itself shows line by line.
    pub fn told(&self) -> impl Iterator<Item = &CloudFinding<'c>> {
        let shown = ["cloud_unanswered", "cloud_undecided", "cloud_no_source"];
        self.findings.iter().filter(move |finding| !shown.contains(&finding.code))
    }

    /// Number of requirements in this state.
    pub fn count(&self, state: CloudState) -> usize {
        self.requirements.iter().filter(|entry| entry.state == state).count()
    }
}

/// What the rules need beside the record.
#[derive(Debug, Clone, Default)]
pub struct CloudBeside {
    /// Exceptions that the standing decision granted.
    pub granted: Vec<Exception>,
    /// Whether an application is open or was decided.
    pub applied: bool,
    /// The last day of the manager, if it is known.
    pub manager_until: Option<NaiveDate>,
    /// ISO date of the first approval.
    pub first_decided_on: Option<String>,
    /// ISO date from which the contract under which it is used runs.
    pub contract_starts_on: Option<String>,
}

/// The facts that fields of a cloud use settle, whatever was answered.
fn settled(cloud: &Cloud, today: NaiveDate) -> Vec<(&'static str, FactValue)> {
    let mut facts = vec![("is_cloud", FactValue::Bool(true))];
    for (fact, date) in [("start_date", &cloud.starts_on), ("end_date", &cloud.ends_on)] {
        facts.extend(date.iter().map(|date| (fact, FactValue::Text(date.clone()))));
    }
    if !cloud.subprocessors.is_empty() {
        facts.push(("has_subcontract", FactValue::Bool(true)));
    }
    if !cloud.assurances.is_empty() {
        let valid = cloud.assurances.iter().filter(|assurance| assurance.is_valid(today));
        let mut kinds: Vec<String> = valid.map(|assurance| assurance.kind.clone()).collect();
        kinds.sort();
        kinds.dedup();
        facts.push(("certs", FactValue::Set(kinds)));
    }
    let abroad = |country: &Option<String>| country.as_deref().map(is_abroad);
    match (abroad(&cloud.provider.country), abroad(&cloud.provider.parent_country)) {
        (Some(true), _) | (_, Some(true)) => facts.push(("foreign_control", FactValue::Bool(true))),
        (Some(false), Some(false)) => facts.push(("foreign_control", FactValue::Bool(false))),
        _ => {}
    }
    if let Some(budget) = cloud.budget_yen {
        facts.push(("free_of_charge", FactValue::Bool(budget == 0)));
    }
    if let Some(FactValue::Text(place)) = cloud.facts.get("data_location")
        && matches!(place.as_str(), "overseas" | "mixed")
    {
        facts.push(("overseas_handling", FactValue::Bool(true)));
    }
    facts
}

/// The facts of a cloud use with those that other fields of it settle, and those of the office.
pub fn known<'c>(cloud: &'c Cloud, office: &'c Facts, today: NaiveDate) -> Known<'c> {
    Known::of(settled(cloud, today), &cloud.facts, office)
}

/// Judges a cloud use. `office` are the facts of the office.
pub fn assess<'c>(
    cloud: &'c Cloud,
    beside: &'c CloudBeside,
    catalogue: &'c Catalogue,
    office: &'c Facts,
    today: NaiveDate,
) -> CloudAssessment<'c> {
    let facts = known(cloud, office, today);
    let (iso, year_ago) = (today.to_string(), today.checked_sub_days(Days::new(366)).unwrap_or(today).to_string());
    let judge =
        Judge { cloud, beside, facts: &facts, today, iso: &iso, year_ago: &year_ago, ended: cloud.has_ended(today) };
    let mut requirements = Vec::with_capacity(catalogue.number_of("cloud"));
    let applicable = catalogue.applicable_known("cloud", &facts);
    requirements.extend(applicable.map(|(requirement, truth)| judge.requirement(requirement, truth == Some(true))));
    let findings = judge.findings(&requirements);
    CloudAssessment { facts, requirements, findings }
}

struct Judge<'c, 'a> {
    cloud: &'c Cloud,
    beside: &'c CloudBeside,
    facts: &'a Known<'c>,
    today: NaiveDate,
    /// The same day as records write it.
    iso: &'a str,
    /// The day from which a check counts, likewise.
    year_ago: &'a str,
    /// Whether the last day of its use has passed.
    ended: bool,
}

impl<'c> Judge<'c, '_> {
    fn requirement(&self, requirement: &'c Requirement, applies: bool) -> CloudRequirement<'c> {
        let by_record = self.by_record(&requirement.id);
        let answer = self.cloud.answers.get(&requirement.id);
        let excepted = self.beside.granted.iter().any(|exception| exception.requirement == requirement.id);
        let state = if !applies {
            CloudState::Unknown
        } else if excepted {
            CloudState::Excepted
        } else {
            match answer.map(|answer| answer.answer) {
                Some(Verdict::Conforms) => CloudState::Met,
                Some(Verdict::Conditional) => CloudState::Conditional,
                Some(Verdict::Nonconforming) => CloudState::Missing,
                Some(Verdict::NotApplicable) => CloudState::NotApplicable,
                _ if by_record.is_some() => CloudState::Met,
                _ if self.too_early(requirement) => CloudState::NotYet,
                _ if self.refuses(&requirement.id) => CloudState::Missing,
                _ => CloudState::Unanswered,
            }
        };
        CloudRequirement { requirement, state, answer, by_record }
    }

    /// Requirements that fields of the record meet by themselves.
    fn by_record(&self, id: &str) -> Option<(&'static str, Cow<'c, str>)> {
        let cloud = self.cloud;
        let recent = cloud.checks.iter().filter(|check| *check.on >= *self.year_ago && *check.on <= *self.iso);
        let check = || recent.max_by(|one, other| one.on.cmp(&other.on));
        let valid = |kinds: &[&str]| {
            let fits = |assurance: &&Assurance| {
                kinds.contains(&assurance.kind.as_str())
                    && assurance.is_valid(self.today)
                    && assurance.in_scope != Some(false)
            };
            cloud.assurances.iter().find(fits).map(|found| ("assurance", found.kind.as_str().into()))
        };
        match id {
            // 総務省ガイドライン 8.3 (5): a manager is named for each use that is approved.
            "CL-04" => cloud.manager.as_deref().map(|manager| ("manager", manager.into())),
            // 8.3 (5), 8.4: applied for, reviewed, decided and recorded; the application itself is the record of it.
            "CL-03" | "CL-24" | "CN-03" => {
                let decided = cloud.decided_on.as_deref().filter(|_| cloud.status != CloudStatus::Draft);
                decided.map(|on| ("decided", on.into())).or_else(|| self.beside.applied.then(|| ("applied", "".into())))
            }
            // 8.3 (4): the approval comes before the contract.
            "CL-23" => {
                let on = self.beside.first_decided_on.as_deref()?;
                let before = self.beside.contract_starts_on.as_deref().is_none_or(|start| on <= start);
                before.then_some(("decided", on.into()))
            }
            // 8.3 (7): settings, accounts and measures are looked at once a year.
            "CL-27" => check()
                .filter(|check| check.settings_kept != Some(false))
                .map(|check| ("check", check.on.as_str().into())),
            "CL-32" => check().map(|check| ("check", check.on.as_str().into())),
            "CL-29" => cloud.users.filter(|users| *users > 0).map(|users| ("users", users.to_string().into())),
            // 8.3 (3), R8: registered services first.
            "SC-04" => valid(&["ismap", "ismap_liu", "dmp", "jc_star"]),
            // α' and local breakout: ISMAP alone.
            "CL-35" => valid(&["ismap", "ismap_liu"]),
            "CL-37" => valid(&["lgwan_asp"]),
            // 8.3 (8): data fetched, erased, accounts gone.
            "CL-34" => {
                let ending = cloud.ending.as_ref()?;
                let done = ending.erased_on.as_ref().zip(ending.accounts_disposed_on.as_ref());
                done.map(|(erased, _)| ("ended", erased.as_str().into()))
            }
            _ => None,
        }
    }

    /// Requirements that the facts themselves say are not met.
    fn refuses(&self, id: &str) -> bool {
        // 総務省ガイドライン 8.3, R8 overview: class 2 or above in principle not on uniform terms alone.
        matches!(id, "CL-21")
            // An approval that came after the contract is none before it.
            || (id == "CL-23" && self.beside.first_decided_on.is_some())
            // 8.3 (8): the use has ended, and data or accounts are left.
            || (id == "CL-34" && self.ended)
    }

    /// What can only be done while the service is used, or at its end, is not missed before.
    fn too_early(&self, requirement: &Requirement) -> bool {
        let cloud = self.cloud;
        match requirement.id.as_str() {
            "CL-23" => self.beside.first_decided_on.is_none(),
            "CL-24" | "CL-03" | "CN-03" => cloud.status == CloudStatus::Draft || cloud.decided_on.is_none(),
            "CL-34" => !self.ended,
            "CL-27" | "CL-29" | "CL-30" | "CL-32" | "CN-05" => {
                cloud.decided_on.as_ref().is_none_or(|on| **on >= *self.year_ago)
            }
            _ => false,
        }
    }
}

/// The day of the next check: as decided, and half a year after the last one (RM-09).
pub(crate) fn check_due(cloud: &Cloud, today: NaiveDate) -> Option<NaiveDate> {
    let date = |iso: &String| iso.parse::<NaiveDate>().ok();
    let later = |on: NaiveDate| on.checked_add_days(Days::new(CHECK_DAYS));
    // Where no day was set, it counts from the approval.
    let first = || cloud.decided_on.as_ref().and_then(date).and_then(later);
    let decided = cloud.next_check_on.as_ref().and_then(date).or_else(first)?;
    let made = cloud.checks.iter().filter_map(|check| date(&check.on)).filter(|on| *on <= today);
    let after_last = made.max().and_then(later);
    Some(after_last.map_or(decided, |after| after.max(decided)))
}

#[cfg(test)]
mod tests;
