//! What is wrong with a cloud use, or stands in the way of its approval. How each requirement stands is in `rules.rs`.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::super::standing::accepts_lapse;
use super::CloudField::{Answer, Assurance as AssuranceAt, Fact, Own, Source};
use super::Hinders::{Everything, Nothing, Unconditional, UnlessExcepted};
use super::{CloudField, CloudFinding, CloudRequirement, CloudState, Hinders, Judge, check_due};
use crate::catalogue::Severity::{self, Must, Should};
use crate::cloud::{Assurance, CloudCheck, CloudStatus, Verdict};

/// What is found, one after another.
struct Found<'c>(Vec<CloudFinding<'c>>);

impl<'c> Found<'c> {
    fn add(
        &mut self,
        code: &'static str,
        field: impl Into<Option<CloudField<'c>>>,
        requirement: impl Into<Option<&'c str>>,
        severity: Severity,
        hinders: Hinders,
    ) -> &mut CloudFinding<'c> {
        let (field, requirement) = (field.into(), requirement.into());
        self.0.push(CloudFinding { code, field, requirement, severity, args: Vec::new(), hinders });
        let last = self.0.len() - 1;
        &mut self.0[last]
    }
}

impl<'c> CloudFinding<'c> {
    fn with(&mut self, name: &'static str, value: impl Into<Cow<'c, str>>) -> &mut Self {
        self.args.push((name, value.into()));
        self
    }
}

impl<'c> Judge<'c, '_> {
    pub(super) fn findings(&self, requirements: &[CloudRequirement<'c>]) -> Vec<CloudFinding<'c>> {
        let mut found = Found(Vec::with_capacity(requirements.len()));
        // Nobody has to put right what is not used any more, or was refused.
        let ended = matches!(self.cloud.status, CloudStatus::Ended | CloudStatus::Refused);
        if !ended {
            self.of_application(&mut found);
        }
        for entry in requirements {
            self.of_requirement(entry, &mut found);
        }
        if !ended {
            self.of_assurances(&mut found);
        }
        self.of_checks(ended, &mut found);
        // 個人情報保護法66条, 外的環境の把握: a foreign provider or place is named with its country.
        let abroad = self.facts.is_true("overseas_handling") || self.facts.is_true("foreign_control");
        if abroad && self.facts.is_true("handles_personal_info") && self.cloud.provider.country.is_none() {
            found.add("cloud_country_missing", Own("provider.country"), None, Should, Nothing);
        }
        found.0
    }

    /// What an application must say.
    fn of_application(&self, found: &mut Found<'c>) {
        // 8.3 (5): the manager is named before the approval.
        match &self.cloud.manager {
            None => {
                found.add("cloud_manager_missing", Own("manager"), "CL-04", Must, Everything);
            }
            Some(manager) if self.beside.manager_until.is_some_and(|until| until < self.today) => {
                let left = found.add("cloud_manager_left", Own("manager"), "CL-04", Must, Everything);
                left.with("manager", manager);
            }
            Some(_) => {}
        }
        if self.cloud.section.is_none() {
            found.add("cloud_section_missing", Own("section"), None, Must, Everything);
        }
        // The classes decide what is asked at all (8.3 and 8.4 are two cases).
        for fact in ["confidentiality", "standard_terms_only", "handles_personal_info"] {
            if self.facts.get(fact).is_none() {
                found.add("cloud_fact_needed", Fact(fact), None, Must, Everything).with("fact", fact);
            }
        }
    }

    fn of_requirement(&self, entry: &CloudRequirement<'c>, found: &mut Found<'c>) {
        let id = entry.requirement.id.as_str();
        let must = entry.requirement.severity == Must;
        let checked = entry.requirement.on_cloud_sheet && entry.requirement.phase != "govern";
        match entry.state {
            CloudState::Missing if id == "CL-21" => {
                found.add("cloud_terms_only", Fact("standard_terms_only"), id, Must, UnlessExcepted);
            }
            CloudState::Missing if id == "CL-34" => {
                found.add("cloud_left_behind", Own("ending"), id, Must, Nothing);
            }
            CloudState::Missing if id == "CL-23" => {
                found.add("cloud_decided_late", Own("decided_on"), id, Must, Nothing);
            }
            CloudState::Missing => {
                let accepted = entry.answer.is_some_and(|answer| answer.risk_acceptor.is_some());
                let (code, hinders) = match (must, accepted) {
                    (true, false) => ("cloud_not_met", UnlessExcepted),
                    (true, true) => ("cloud_risk_accepted", Unconditional),
                    (false, _) => ("cloud_not_met_should", Nothing),
                };
                let severity = if must && !accepted { Must } else { Should };
                found.add(code, Answer(id), id, severity, hinders);
            }
            CloudState::Unanswered if must && checked => {
                found.add("cloud_unanswered", Answer(id), id, Must, Unconditional);
            }
            CloudState::Unknown if must => {
                found.add("cloud_undecided", None, id, Should, Unconditional);
            }
            _ => {}
        }
        // An answer that nobody can look up is worth little (8.3 (3): 監査報告書等による確認).
        if let Some(answer) = entry.answer
            && matches!(answer.answer, Verdict::Conforms | Verdict::Conditional)
            && answer.source.is_none()
            && answer.evidence.is_none()
            && checked
        {
            found.add("cloud_no_source", Source(id), id, Should, Nothing);
        }
    }

    /// 8.3 (7): conditions and checks are followed.
    fn of_checks(&self, ended: bool, found: &mut Found<'c>) {
        let cloud = self.cloud;
        if let Some(due) = check_due(cloud, self.today).filter(|due| cloud.status.is_approved() && *due < self.today) {
            found.add("cloud_check_overdue", Own("checks"), "CL-32", Must, Nothing).with("on", due.to_string());
        }
        let wrong = |check: &&CloudCheck| {
            let failed = check.settings_kept == Some(false) || check.accounts_cleared == Some(false);
            failed && check.correction.is_none() && check.corrected_on.is_none()
        };
        for check in cloud.checks.iter().filter(wrong) {
            found.add("cloud_check_failed", Own("checks"), "CL-27", Must, Nothing).with("on", &check.on);
        }
        for check in cloud.checks.iter().filter(|check| check.correction.is_some() && check.corrected_on.is_none()) {
            found.add("cloud_correction_open", Own("checks"), None, Should, Nothing).with("on", &check.on);
        }
        if let Some(check) = cloud.checks.iter().max_by(|one, other| one.on.cmp(&other.on)) {
            if check.terms_changed == Some(true) {
                found.add("cloud_terms_changed", Own("checks"), "CN-04", Should, Nothing).with("on", &check.on);
            }
            if check.in_use == Some(false) && !ended {
                found.add("cloud_unused", Own("checks"), None, Should, Nothing).with("on", &check.on);
            }
        }
    }

    fn of_assurances(&self, found: &mut Found<'c>) {
        let cloud = self.cloud;
        let place = |assurance: &Assurance| {
            AssuranceAt(cloud.assurances.iter().position(|other| std::ptr::eq(other, assurance)).unwrap_or(0))
        };
        let accepted = accepts_lapse(&self.beside.granted);
        let judged = |accepted: bool| match accepted {
            true => (Should, Nothing),
            false => (Must, UnlessExcepted),
        };
        let decided = cloud.decided_on.as_ref().and_then(|on| on.parse::<NaiveDate>().ok());
        for assurance in cloud.relied() {
            let (at, kind) = (place(assurance), assurance.kind.as_str());
            if !assurance.is_valid(self.today) {
                let last = assurance.last_day();
                // What had lapsed when the exception was granted was accepted; what lapses later was not.
                let (severity, hinders) = judged(accepted && last.zip(decided).is_some_and(|(last, on)| last < on));
                let until = last.map(|day| day.to_string()).unwrap_or_default();
                let lapsed = found.add("cloud_assurance_lapsed", at, "CL-20", severity, hinders);
                lapsed.with("kind", kind).with("until", until);
            }
            if assurance.in_scope == Some(false) {
                let (severity, hinders) = judged(accepted);
                found.add("cloud_assurance_scope", at, "CL-20", severity, hinders).with("kind", kind);
            } else if assurance.last_day().is_none() && assurance.kind != "soc2_type2" {
                found.add("cloud_assurance_no_date", at, "CL-20", Should, Nothing).with("kind", kind);
            } else if assurance.in_scope.is_none() {
                found.add("cloud_assurance_scope_unknown", at, "CL-20", Should, Nothing).with("kind", kind);
            }
        }
        for assurance in &cloud.assurances {
            // DOMAIN B.5: a SOC 2 report has no end; it speaks for its period.
            if assurance.kind == "soc2_type2"
                && let Some(until) = assurance.audited_until.as_deref().filter(|until| *until < self.year_ago)
            {
                found.add("cloud_report_old", place(assurance), None, Should, Nothing).with("until", until);
            }
        }
    }
}
