//! A cloud use as a person typed it, and how it becomes a record: everything is read, every problem is named at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use super::{Cloud, CloudAnswer, CloudEnding, CloudStatus, Verdict};
use crate::amount;
use crate::catalogue::Catalogue;
use crate::draft::{Held, LINE, Reader, TEXT, clean, emptied, plain_number, reversed};
use crate::evidence::Attachment;
use crate::problem::{Error, Problem};

/// Fields as typed; a field that is absent stays as it is, one that is `null` or empty becomes unknown.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(type = "{ id: string | null; revision: number; [field: string]: unknown }")]
pub struct CloudDraft {
    /// Id of the cloud use; none for a new one.
    #[serde(default)]
    pub id: Option<String>,
    /// Revision that the person saw.
    #[serde(default)]
    pub revision: i64,
    /// The other fields of the record, with dates as typed.
    #[serde(flatten)]
    pub fields: Map<String, Json>,
}

impl CloudDraft {
    /// The id of the cloud use that is edited, if it is not a new one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref().filter(|id| !id.is_empty())
    }

    /// The record that this draft describes, on top of what the record was.
    ///
    /// # Errors
    /// All problems, each with its field.
    pub fn parse(&self, base: Option<&Cloud>, today: NaiveDate) -> Result<Cloud, Error> {
        let (cloud, problems) = self.read(base, today)?;
        Error::unless_none(problems)?;
        Ok(cloud)
    }

    /// The record as far as it can be read, and what cannot be read; for the live view while a person types.
    ///
    /// # Errors
    /// Only if the catalogue itself is unusable.
    pub fn read(&self, base: Option<&Cloud>, today: NaiveDate) -> Result<(Cloud, Vec<Problem>), Error> {
        let catalogue = Catalogue::shipped()?;
        let mut cloud = base.cloned().unwrap_or_default();
        cloud.revision = self.revision;
        let mut reader = Reader::new(&self.fields);
        reader.needed_text("service", &mut cloud.service);
        reader.set(&mut cloud.number, |reader| reader.text("number", LINE));
        reader.contractor("provider", &mut cloud.provider);
        for (field, target) in [
            ("url", &mut cloud.url),
            ("section", &mut cloud.section),
            ("security_manager", &mut cloud.security_manager),
            ("manager", &mut cloud.manager),
            ("user_scope", &mut cloud.user_scope),
            ("locations", &mut cloud.locations),
            ("jurisdiction", &mut cloud.jurisdiction),
            ("configured_by", &mut cloud.configured_by),
            ("contract", &mut cloud.contract),
        ] {
            reader.set(target, |reader| reader.text(field, LINE));
        }
        let held = base.map(|base| Held { holder: base.manager.as_deref(), since: base.manager_since.as_deref() });
        cloud.manager_since = reader.since("manager_since", held, cloud.manager.as_deref(), today);
        for (field, target) in [
            ("purpose", &mut cloud.purpose),
            ("information", &mut cloud.information),
            ("service_level", &mut cloud.service_level),
            ("backup", &mut cloud.backup),
            ("access_log", &mut cloud.access_log),
            ("responsibility", &mut cloud.responsibility),
            ("exit_plan", &mut cloud.exit_plan),
            ("conditions", &mut cloud.conditions),
            ("note", &mut cloud.note),
        ] {
            reader.set(target, |reader| reader.text(field, TEXT));
        }
        reader.set(&mut cloud.users, |reader| reader.number("users", "number_unreadable", plain_number));
        reader.set(&mut cloud.budget_yen, |reader| {
            reader.number("budget_yen", "amount_unreadable", |typed| amount::parse(typed, 1))
        });
        if let Some(status) = reader.value("status", "value_unreadable") {
            cloud.status = status.unwrap_or_default();
        }
        for (field, target) in [
            ("starts_on", &mut cloud.starts_on),
            ("ends_on", &mut cloud.ends_on),
            ("decided_on", &mut cloud.decided_on),
            ("expires_on", &mut cloud.expires_on),
            ("next_check_on", &mut cloud.next_check_on),
            ("ended_on", &mut cloud.ended_on),
        ] {
            reader.set(target, |reader| reader.date(field));
        }
        reader.order("ends_on", cloud.starts_on.as_ref(), cloud.ends_on.as_ref());
        reader.order("expires_on", cloud.decided_on.as_ref(), cloud.expires_on.as_ref());
        reader.names("domains", &mut cloud.domains);
        reader.facts(catalogue, &mut cloud.facts);
        reader.answers(catalogue, &mut cloud.answers);
        reader.list("subprocessors", &mut cloud.subprocessors, |_, _, _, _| true);
        reader.list("assurances", &mut cloud.assurances, |_, _, _, _| true);
        reader.list("exceptions", &mut cloud.exceptions, |_, _, _, _| true);
        reader.list("checks", &mut cloud.checks, |_, _, _, _| true);
        // Files come in by `attach_to_cloud`; here they can only be taken off or be named otherwise.
        let kept = cloud.attachments.clone();
        reader.list("attachments", &mut cloud.attachments, |_, _, _, _| true);
        for (index, file) in cloud.attachments.iter_mut().enumerate() {
            match kept.iter().find(|known| known.hash == file.hash) {
                Some(known) => *file = Attachment { title: file.title.take(), ..known.clone() },
                None => reader.problems.push(Problem::at(format!("attachments.{index}"), "attachment_unknown")),
            }
        }
        reader.ending(&mut cloud.ending);
        reader.inside(catalogue, &mut cloud);
        reader.evidence(base, &cloud);
        if let Some(base) = base {
            decided_elsewhere(base, &mut cloud, &mut reader.problems);
        }
        Ok((cloud, reader.problems))
    }
}

/// What a decision settles is not typed: an approval that rests on an application changes by another application only,
/// and a use that is not approved becomes so by a decision (総務省ガイドライン 8.3 (5)).
fn decided_elsewhere(base: &Cloud, cloud: &mut Cloud, problems: &mut Vec<Problem>) {
    let bound =
        base.application.is_some() || base.status == CloudStatus::Applied || base.status == CloudStatus::Returned;
    if cloud.status != base.status && (bound || (cloud.status.is_approved() && !base.status.is_approved())) {
        problems.push(Problem::at("status", "status_by_application"));
    }
    if base.application.is_none() {
        return;
    }
    let fields: [(&str, &Option<String>, &Option<String>); 6] = [
        ("number", &base.number, &cloud.number),
        ("conditions", &base.conditions, &cloud.conditions),
        ("decided_on", &base.decided_on, &cloud.decided_on),
        ("expires_on", &base.expires_on, &cloud.expires_on),
        ("next_check_on", &base.next_check_on, &cloud.next_check_on),
        ("ended_on", &base.ended_on, &cloud.ended_on),
    ];
    problems.extend(
        fields
            .into_iter()
            .filter(|(_, old, new)| old != new)
            .map(|(field, ..)| Problem::at(field, "decided_by_application")),
    );
}

/// The hashes of files in which something of a use can be seen, by field.
pub(super) fn evidence(cloud: &Cloud) -> BTreeMap<String, String> {
    let answers = cloud.answers.iter().map(|(id, answer)| (format!("answers.{id}.evidence"), &answer.evidence));
    let assurances = cloud.assurances.iter().enumerate();
    let assurances = assurances.map(|(index, one)| (format!("assurances.{index}.evidence"), &one.evidence));
    let ending = cloud.ending.iter().map(|ending| ("ending.evidence".to_owned(), &ending.evidence));
    let named = answers.chain(assurances).chain(ending);
    named.filter_map(|(at, hash)| Some((at, hash.clone()?))).collect()
}

impl Reader<'_> {
    /// An end before its start is a problem.
    fn order(&mut self, field: &str, start: Option<&String>, end: Option<&String>) {
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            self.problems.push(reversed(field, start, end));
        }
    }

    /// The answers of a check sheet, all of them anew.
    fn answers(&mut self, catalogue: &Catalogue, answers: &mut BTreeMap<String, CloudAnswer>) {
        let typed = match self.fields.get("answers") {
            None => return,
            Some(Json::Null) => &Map::new(),
            Some(Json::Object(typed)) => typed,
            Some(other) => return self.problems.push(Problem::at("answers", "value_unreadable").with("value", other)),
        };
        let mut read = BTreeMap::new();
        for (requirement, entry) in typed {
            let at = format!("answers.{requirement}");
            if catalogue.requirement(requirement).is_none() {
                self.problems.push(Problem::at(at, "requirement_unknown").with("value", requirement));
                continue;
            }
            match serde_json::from_value::<CloudAnswer>(emptied(entry)) {
                Err(_) => self.problems.push(Problem::at(at, "value_unreadable").with("value", entry)),
                Ok(mut answer) => {
                    let texts = [&answer.detail, &answer.source, &answer.risk, &answer.risk_acceptor];
                    let length = texts.into_iter().flatten().map(|text| text.chars().count()).max().unwrap_or(0);
                    if length > TEXT {
                        self.problems.push(Problem::at(at, "too_long").with("limit", TEXT).with("length", length));
                        continue;
                    }
                    self.inner_date(format!("{at}.seen_on"), &mut answer.seen_on);
                    if answer != CloudAnswer::default() {
                        read.insert(requirement.clone(), answer);
                    }
                }
            }
        }
        *answers = read;
    }

    /// What something can be seen in is a file that the use has; what an older ledger left hanging is no problem of today.
    fn evidence(&mut self, base: Option<&Cloud>, cloud: &Cloud) {
        let known = base.map(|base| (evidence(base), base));
        let hung = |at: &str, hash: &str| {
            let old = known.as_ref().and_then(|(named, base)| Some((named.get(at)?, base)));
            old.is_some_and(|(old, base)| old == hash && !base.has_file(hash))
        };
        for (at, hash) in evidence(cloud) {
            if !cloud.has_file(&hash) && !hung(&at, &hash) {
                self.problems.push(Problem::at(at, "evidence_not_attached"));
            }
        }
    }

    /// How a use ends; what is not sent of it stays.
    fn ending(&mut self, ending: &mut Option<CloudEnding>) {
        let typed = match self.fields.get("ending") {
            None => return,
            Some(Json::Null) => return *ending = None,
            Some(Json::Object(typed)) => typed,
            Some(other) => return self.problems.push(Problem::at("ending", "value_unreadable").with("value", other)),
        };
        let mut whole = serde_json::to_value(ending.clone().unwrap_or_default()).unwrap_or_default();
        for (field, value) in typed {
            let text = value.as_str().map(|text| clean(text, true)).filter(|text| !text.is_empty());
            if text.as_ref().is_some_and(|text| text.chars().count() > TEXT) {
                let length = text.map_or(0, |text| text.chars().count());
                let problem = Problem::at(format!("ending.{field}"), "too_long");
                return self.problems.push(problem.with("limit", TEXT).with("length", length));
            }
            whole[field] = text.map_or(Json::Null, Json::String);
        }
        match serde_json::from_value::<CloudEnding>(whole) {
            Err(_) => self.problems.push(Problem::at("ending", "entry_unreadable")),
            Ok(mut read) => {
                for (field, date) in [
                    ("on", &mut read.on),
                    ("migrated_on", &mut read.migrated_on),
                    ("erased_on", &mut read.erased_on),
                    ("accounts_disposed_on", &mut read.accounts_disposed_on),
                    ("certificate_on", &mut read.certificate_on),
                ] {
                    self.inner_date(format!("ending.{field}"), date);
                }
                *ending = Some(read).filter(|read| *read != CloudEnding::default());
            }
        }
    }

    /// Dates and words inside the lists, which are typed as freely as those of the record.
    fn inside(&mut self, catalogue: &Catalogue, cloud: &mut Cloud) {
        let kinds = catalogue.facts.get("certs").map(|fact| fact.choices()).unwrap_or_default();
        for (index, assurance) in cloud.assurances.iter_mut().enumerate() {
            let at = |name: &str| format!("assurances.{index}.{name}");
            if assurance.kind.is_empty() {
                self.problems.push(Problem::at(at("kind"), "required"));
            } else if !kinds.contains(&assurance.kind) {
                let problem = Problem::at(at("kind"), "fact_value_unknown");
                self.problems.push(problem.with("fact", "certs").with("value", &assurance.kind));
            }
            self.inner_date(at("valid_from"), &mut assurance.valid_from);
            self.inner_date(at("valid_until"), &mut assurance.valid_until);
            self.inner_date(at("audited_until"), &mut assurance.audited_until);
            self.order(&at("valid_until"), assurance.valid_from.as_ref(), assurance.valid_until.as_ref());
        }
        for (index, sub) in cloud.subprocessors.iter().enumerate() {
            if sub.name.is_empty() {
                self.problems.push(Problem::at(format!("subprocessors.{index}.name"), "required"));
            }
        }
        let mut seen = BTreeSet::new();
        for (index, exception) in cloud.exceptions.iter().enumerate() {
            let at = |name: &str| format!("exceptions.{index}.{name}");
            if catalogue.requirement(&exception.requirement).is_none() {
                self.problems
                    .push(Problem::at(at("requirement"), "requirement_unknown").with("value", &exception.requirement));
            } else if !seen.insert(exception.requirement.clone()) {
                self.problems.push(Problem::at(at("requirement"), "duplicate").with("value", &exception.requirement));
            }
            if exception.reason.is_empty() {
                self.problems.push(Problem::at(at("reason"), "required"));
            }
        }
        for (index, check) in cloud.checks.iter_mut().enumerate() {
            self.needed_date(format!("checks.{index}.on"), &mut check.on);
            self.inner_date(format!("checks.{index}.corrected_on"), &mut check.corrected_on);
        }
        for (requirement, answer) in &cloud.answers {
            if answer.risk.is_none() && answer.risk_acceptor.is_some() {
                self.problems.push(Problem::at(format!("answers.{requirement}.risk"), "required"));
            }
            if answer.answer == Verdict::NotApplicable && answer.detail.is_none() && answer.source.is_none() {
                self.problems.push(Problem::at(format!("answers.{requirement}.detail"), "reason_needed"));
            }
        }
    }
}
