//! What follows from a cloud use: which requirements apply and how each was answered, what hinders its approval, what is wrong.
//! Pure: no database, no clock. Every finding names its basis; a finding never blocks saving, a hindrance blocks a decision.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::standing::accepts_lapse;
use super::{Assurance, Cloud, CloudCheck, CloudStatus, Verdict};
use crate::approval::Exception;
use crate::catalogue::{Catalogue, Requirement, Severity, is_true, with_office};
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
    /// What of the record meets it by itself, as part of the locale key `cloud_evidence.<code>`, with a value for its text.
    pub by_record: Option<(&'static str, String)>,
    /// Whether it is asked on the check sheet.
    pub asked: bool,
}

/// Something that is wrong, or that stands in the way of an approval; worded by `finding.<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloudFinding {
    /// What is wrong.
    pub code: &'static str,
    /// The field it is about.
    pub field: Option<String>,
    /// The requirement it is about; an exception for that one lifts it.
    pub requirement: Option<String>,
    /// How grave it is.
    pub severity: Severity,
    /// Values for the text.
    pub args: BTreeMap<&'static str, String>,
    /// Whether it stands in the way of an approval, and of which.
    pub hinders: Hinders,
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
    /// Facts as conditions see them: answered, derived from the record, and of the office.
    pub facts: Facts,
    /// Requirements that apply or cannot be decided, in catalogue order.
    pub requirements: Vec<CloudRequirement<'c>>,
    /// What is wrong.
    pub findings: Vec<CloudFinding>,
}

impl CloudAssessment<'_> {
    /// The findings but for those that the check sheet itself shows line by line.
    pub fn told(&self) -> impl Iterator<Item = &CloudFinding> {
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

/// The facts of a cloud use together with those that other fields of the record settle.
pub fn derived_facts(cloud: &Cloud, today: NaiveDate) -> Facts {
    let mut facts = cloud.facts.clone();
    let mut set = |fact: &str, value: FactValue| {
        facts.insert(fact.to_owned(), value);
    };
    set("is_cloud", FactValue::Bool(true));
    for (fact, date) in [("start_date", &cloud.starts_on), ("end_date", &cloud.ends_on)] {
        if let Some(date) = date {
            set(fact, FactValue::Text(date.clone()));
        }
    }
    if !cloud.subprocessors.is_empty() {
        set("has_subcontract", FactValue::Bool(true));
    }
    if !cloud.assurances.is_empty() {
        let valid = cloud.assurances.iter().filter(|assurance| assurance.is_valid(today));
        let mut kinds: Vec<String> = valid.map(|assurance| assurance.kind.clone()).collect();
        kinds.sort();
        kinds.dedup();
        set("certs", FactValue::Set(kinds));
    }
    let abroad = |country: &Option<String>| country.as_deref().map(is_abroad);
    match (abroad(&cloud.provider.country), abroad(&cloud.provider.parent_country)) {
        (Some(true), _) | (_, Some(true)) => set("foreign_control", FactValue::Bool(true)),
        (Some(false), Some(false)) => set("foreign_control", FactValue::Bool(false)),
        _ => {}
    }
    if let Some(budget) = cloud.budget_yen {
        set("free_of_charge", FactValue::Bool(budget == 0));
    }
    if let Some(FactValue::Text(place)) = cloud.facts.get("data_location")
        && matches!(place.as_str(), "overseas" | "mixed")
    {
        set("overseas_handling", FactValue::Bool(true));
    }
    facts
}

/// Judges a cloud use. `office` are the facts of the office.
pub fn assess<'c>(
    cloud: &Cloud,
    beside: &CloudBeside,
    catalogue: &'c Catalogue,
    office: &Facts,
    today: NaiveDate,
) -> CloudAssessment<'c> {
    let facts = with_office(derived_facts(cloud, today), office);
    let (iso, year_ago) = (today.to_string(), today.checked_sub_days(Days::new(366)).unwrap_or(today).to_string());
    let judge =
        Judge { cloud, beside, facts: &facts, today, iso: &iso, year_ago: &year_ago, ended: cloud.has_ended(today) };
    let requirements: Vec<CloudRequirement<'c>> = catalogue
        .applicable("cloud", &facts)
        .map(|(requirement, truth)| judge.requirement(requirement, truth == Some(true)))
        .collect();
    let findings = judge.findings(&requirements);
    CloudAssessment { facts, requirements, findings }
}

struct Judge<'a> {
    cloud: &'a Cloud,
    beside: &'a CloudBeside,
    facts: &'a Facts,
    today: NaiveDate,
    /// The same day as records write it.
    iso: &'a str,
    /// The day from which a check counts, likewise.
    year_ago: &'a str,
    /// Whether the last day of its use has passed.
    ended: bool,
}

impl Judge<'_> {
    fn requirement<'c>(&self, requirement: &'c Requirement, applies: bool) -> CloudRequirement<'c> {
        let asked =
            requirement.outputs.iter().any(|output| output == "checklist_cloud") || requirement.phase == "govern";
        let by_record = self.by_record(&requirement.id);
        let answer = self.cloud.answers.get(&requirement.id).map(|answer| answer.answer);
        let excepted = self.beside.granted.iter().any(|exception| exception.requirement == requirement.id);
        let state = if !applies {
            CloudState::Unknown
        } else if excepted {
            CloudState::Excepted
        } else {
            match answer {
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
        CloudRequirement { requirement, state, by_record, asked }
    }

    /// Requirements that fields of the record meet by themselves.
    fn by_record(&self, id: &str) -> Option<(&'static str, String)> {
        let cloud = self.cloud;
        let recent = cloud.checks.iter().filter(|check| *check.on >= *self.year_ago && *check.on <= *self.iso);
        let check = || recent.max_by(|one, other| one.on.cmp(&other.on));
        let valid = |kinds: &[&str]| {
            let fits = |assurance: &&Assurance| {
                kinds.contains(&assurance.kind.as_str())
                    && assurance.is_valid(self.today)
                    && assurance.in_scope != Some(false)
            };
            cloud.assurances.iter().find(fits).map(|found| ("assurance", found.kind.clone()))
        };
        match id {
            // 総務省ガイドライン 8.3 (5): a manager is named for each use that is approved.
            "CL-04" => cloud.manager.clone().map(|manager| ("manager", manager)),
            // 8.3 (5), 8.4: applied for, reviewed, decided and recorded; the application itself is the record of it.
            "CL-03" | "CL-24" | "CN-03" => {
                let decided = cloud.decided_on.clone().filter(|_| cloud.status != CloudStatus::Draft);
                decided.map(|on| ("decided", on)).or_else(|| self.beside.applied.then(|| ("applied", String::new())))
            }
            // 8.3 (4): the approval comes before the contract.
            "CL-23" => {
                let on = self.beside.first_decided_on.clone()?;
                let before = self.beside.contract_starts_on.as_ref().is_none_or(|start| on <= *start);
                before.then_some(("decided", on))
            }
            // 8.3 (7): settings, accounts and measures are looked at once a year.
            "CL-27" => {
                check().filter(|check| check.settings_kept != Some(false)).map(|check| ("check", check.on.clone()))
            }
            "CL-32" => check().map(|check| ("check", check.on.clone())),
            "CL-29" => cloud.users.filter(|users| *users > 0).map(|users| ("users", users.to_string())),
            // 8.3 (3), R8: registered services first.
            "SC-04" => valid(&["ismap", "ismap_liu", "dmp", "jc_star"]),
            // α' and local breakout: ISMAP alone.
            "CL-35" => valid(&["ismap", "ismap_liu"]),
            "CL-37" => valid(&["lgwan_asp"]),
            // 8.3 (8): data fetched, erased, accounts gone.
            "CL-34" => {
                let ending = cloud.ending.as_ref()?;
                let done = ending.erased_on.as_ref().zip(ending.accounts_disposed_on.as_ref());
                done.map(|(erased, _)| ("ended", erased.clone()))
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

    fn findings(&self, requirements: &[CloudRequirement<'_>]) -> Vec<CloudFinding> {
        let mut found = Vec::new();
        let mut add = |code,
                       field: Option<&str>,
                       requirement: Option<&str>,
                       severity,
                       hinders,
                       args: &[(&'static str, String)]| {
            found.push(CloudFinding {
                code,
                field: field.map(str::to_owned),
                requirement: requirement.map(str::to_owned),
                severity,
                args: args.iter().cloned().collect(),
                hinders,
            });
        };
        use Hinders::{Everything, Nothing, Unconditional, UnlessExcepted};
        use Severity::{Must, Should};
        let cloud = self.cloud;
        // Nobody has to put right what is not used any more, or was refused.
        let ended = matches!(cloud.status, CloudStatus::Ended | CloudStatus::Refused);
        // 8.3 (5): the manager is named before the approval.
        match &cloud.manager {
            None if !ended => add("cloud_manager_missing", Some("manager"), Some("CL-04"), Must, Everything, &[]),
            Some(manager) if !ended && self.beside.manager_until.is_some_and(|until| until < self.today) => {
                add(
                    "cloud_manager_left",
                    Some("manager"),
                    Some("CL-04"),
                    Must,
                    Everything,
                    &[("manager", manager.clone())],
                );
            }
            _ => {}
        }
        if cloud.section.is_none() && !ended {
            add("cloud_section_missing", Some("section"), None, Must, Everything, &[]);
        }
        // The classes decide what is asked at all (8.3 and 8.4 are two cases).
        for fact in ["confidentiality", "standard_terms_only", "handles_personal_info"] {
            if !self.facts.contains_key(fact) && !ended {
                add(
                    "cloud_fact_needed",
                    Some(&format!("facts.{fact}")),
                    None,
                    Must,
                    Everything,
                    &[("fact", fact.to_owned())],
                );
            }
        }
        for entry in requirements {
            let id = entry.requirement.id.as_str();
            let title = || ("requirement", id.to_owned());
            let must = entry.requirement.severity == Severity::Must;
            match entry.state {
                CloudState::Missing if id == "CL-21" => {
                    add("cloud_terms_only", Some("facts.standard_terms_only"), Some(id), Must, UnlessExcepted, &[]);
                }
                CloudState::Missing if id == "CL-34" => {
                    add("cloud_left_behind", Some("ending"), Some(id), Must, Nothing, &[]);
                }
                CloudState::Missing if id == "CL-23" => {
                    add("cloud_decided_late", Some("decided_on"), Some(id), Must, Nothing, &[]);
                }
                CloudState::Missing => {
                    let accepted = cloud.answers.get(id).is_some_and(|answer| answer.risk_acceptor.is_some());
                    let (code, hinders) = match (must, accepted) {
                        (true, false) => ("cloud_not_met", UnlessExcepted),
                        (true, true) => ("cloud_risk_accepted", Unconditional),
                        (false, _) => ("cloud_not_met_should", Nothing),
                    };
                    let severity = if must && !accepted { Must } else { Should };
                    add(code, Some(&format!("answers.{id}")), Some(id), severity, hinders, &[title()]);
                }
                CloudState::Unanswered if must && entry.asked && entry.requirement.phase != "govern" => {
                    add("cloud_unanswered", Some(&format!("answers.{id}")), Some(id), Must, Unconditional, &[title()]);
                }
                CloudState::Unknown if must => {
                    add("cloud_undecided", None, Some(id), Should, Unconditional, &[title()]);
                }
                _ => {}
            }
            // An answer that nobody can look up is worth little (8.3 (3): 監査報告書等による確認).
            if let Some(answer) = cloud.answers.get(id)
                && matches!(answer.answer, Verdict::Conforms | Verdict::Conditional)
                && answer.source.is_none()
                && answer.evidence.is_none()
                && entry.asked
                && entry.requirement.phase != "govern"
            {
                add(
                    "cloud_no_source",
                    Some(&format!("answers.{id}.source")),
                    Some(id),
                    Should,
                    Nothing,
                    &[("requirement", id.to_owned())],
                );
            }
        }
        self.of_assurances(&mut add);
        // 8.3 (7): conditions and checks are followed.
        if let Some(due) = check_due(cloud, self.today).filter(|due| cloud.status.is_approved() && *due < self.today) {
            add("cloud_check_overdue", Some("checks"), Some("CL-32"), Must, Nothing, &[("on", due.to_string())]);
        }
        let wrong = |check: &&CloudCheck| {
            let failed = check.settings_kept == Some(false) || check.accounts_cleared == Some(false);
            failed && check.correction.is_none() && check.corrected_on.is_none()
        };
        for check in cloud.checks.iter().filter(wrong) {
            add("cloud_check_failed", Some("checks"), Some("CL-27"), Must, Nothing, &[("on", check.on.clone())]);
        }
        for check in cloud.checks.iter().filter(|check| check.correction.is_some() && check.corrected_on.is_none()) {
            add("cloud_correction_open", Some("checks"), None, Should, Nothing, &[("on", check.on.clone())]);
        }
        if let Some(check) = cloud.checks.iter().max_by(|one, other| one.on.cmp(&other.on)) {
            if check.terms_changed == Some(true) {
                add("cloud_terms_changed", Some("checks"), Some("CN-04"), Should, Nothing, &[("on", check.on.clone())]);
            }
            if check.in_use == Some(false) && !ended {
                add("cloud_unused", Some("checks"), None, Should, Nothing, &[("on", check.on.clone())]);
            }
        }
        // 個人情報保護法66条, 外的環境の把握: a foreign provider or place is named with its country.
        let abroad = is_true(self.facts, "overseas_handling") || is_true(self.facts, "foreign_control");
        if abroad && is_true(self.facts, "handles_personal_info") && cloud.provider.country.is_none() {
            add("cloud_country_missing", Some("provider.country"), None, Should, Nothing, &[]);
        }
        found
    }

    fn of_assurances(
        &self,
        add: &mut impl FnMut(&'static str, Option<&str>, Option<&str>, Severity, Hinders, &[(&'static str, String)]),
    ) {
        use Hinders::{Nothing, UnlessExcepted};
        let cloud = self.cloud;
        if matches!(cloud.status, CloudStatus::Ended | CloudStatus::Refused) {
            return;
        }
        let place = |assurance: &Assurance| {
            let index = cloud.assurances.iter().position(|other| std::ptr::eq(other, assurance)).unwrap_or(0);
            format!("assurances.{index}")
        };
        let accepted = accepts_lapse(&self.beside.granted);
        let judged = |accepted: bool| match accepted {
            true => (Severity::Should, Nothing),
            false => (Severity::Must, UnlessExcepted),
        };
        let decided = cloud.decided_on.as_ref().and_then(|on| on.parse::<NaiveDate>().ok());
        for assurance in cloud.relied() {
            let kind = ("kind", assurance.kind.clone());
            if !assurance.is_valid(self.today) {
                let last = assurance.last_day();
                // What had lapsed when the exception was granted was accepted; what lapses later was not.
                let (severity, hinders) = judged(accepted && last.zip(decided).is_some_and(|(last, on)| last < on));
                let until = last.map(|day| day.to_string()).unwrap_or_default();
                let args = [kind.clone(), ("until", until)];
                add("cloud_assurance_lapsed", Some(&place(assurance)), Some("CL-20"), severity, hinders, &args);
            }
            if assurance.in_scope == Some(false) {
                let (severity, hinders) = judged(accepted);
                add("cloud_assurance_scope", Some(&place(assurance)), Some("CL-20"), severity, hinders, &[kind]);
            } else if assurance.last_day().is_none() && assurance.kind != "soc2_type2" {
                add(
                    "cloud_assurance_no_date",
                    Some(&place(assurance)),
                    Some("CL-20"),
                    Severity::Should,
                    Nothing,
                    &[kind],
                );
            } else if assurance.in_scope.is_none() {
                add(
                    "cloud_assurance_scope_unknown",
                    Some(&place(assurance)),
                    Some("CL-20"),
                    Severity::Should,
                    Nothing,
                    &[kind],
                );
            }
        }
        for assurance in &cloud.assurances {
            // DOMAIN B.5: a SOC 2 report has no end; it speaks for its period.
            if assurance.kind == "soc2_type2"
                && assurance.audited_until.as_ref().is_some_and(|until| **until < *self.year_ago)
            {
                let until = assurance.audited_until.clone().unwrap_or_default();
                add("cloud_report_old", Some(&place(assurance)), None, Severity::Should, Nothing, &[("until", until)]);
            }
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
