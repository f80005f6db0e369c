//! A cloud use as a screen shows it: requirements with reasons and answers, what is asked and why, what an application waits
//! for, what changed since the approval, and what the person who looks at it may do.
//! Nothing is judged here; `rules.rs` and `catalogue/` do that, and `approval.rs` says who may do what.

mod needs;
mod types;
mod words;

use chrono::NaiveDate;
use serde_json::Value as Json;

pub use types::{CloudCheckup, CloudRequirementRow, CloudView, Hindrance};
use types::{CloudCounts, CloudMay};
pub(crate) use words::changes as worded;

use super::rules::{CloudAssessment, CloudFinding, CloudRequirement, CloudState, Hinders, assess};
use super::standing::{Standing, accepts_lapse};
use super::{Cloud, CloudAnswer, CloudDraft, CloudStatus, REGISTER, apply, bound, reopen};
use crate::approval::{self, Actor, ApplicationKind, CaseOf, Outcome};
use crate::catalogue::Catalogue;
use crate::facts::{Facts, fact_rows};
use crate::ledger::Ledger;
use crate::person::Role;
use crate::problem::{Error, Problem};
use crate::reasons::{FindingRow, basis, because, left_behind, sources, title};
use crate::register::Register;
use crate::wording::{Lang, text};

impl Ledger {
    /// A cloud use with everything that follows from it, today or as it was at the end of a day.
    ///
    /// # Errors
    /// `record_missing`, `record_missing_then`.
    pub fn view_cloud(&mut self, id: &str, on: Option<NaiveDate>) -> Result<CloudView, Error> {
        let cloud = match on {
            None => self.cloud(id)?,
            Some(on) => {
                let json = self.record_on(REGISTER, id, on)?;
                serde_json::from_value(json.ok_or_else(|| Problem::new("record_missing_then").with("on", on))?)?
            }
        };
        let mut view = self.cloud_view(cloud, on.unwrap_or_else(|| self.today()))?;
        if let Some(on) = on {
            view.as_of = Some(on.to_string());
            view.may = CloudMay::default();
            // What was applied for and decided later was not known on that day.
            let day = on.to_string();
            view.case.past.retain(|past| past.applied_on <= day);
            (view.case.application, view.case.previous) = (None, None);
            (view.case.changes, view.case.since_seen) = (Vec::new(), Vec::new());
        }
        Ok(view)
    }

    /// An empty cloud use with its questions, for the form of a new one.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn blank_cloud(&mut self) -> Result<CloudView, Error> {
        self.cloud_view(Cloud::default(), self.today())
    }

    /// Looks at a draft without saving: its problems, what it asks, and whether saving it would reopen an approval.
    ///
    /// # Errors
    /// `record_missing` if the draft is of a use that does not exist.
    pub fn check_cloud(&mut self, draft: &CloudDraft) -> Result<CloudCheckup, Error> {
        let base = draft.id().map(|id| self.cloud(id)).transpose()?;
        let (cloud, problems) = draft.read(base.as_ref(), self.today())?;
        let approved = |base: &Cloud| reopen::state_of(base).is_approved();
        let reopens = match base.as_ref().filter(|base| approved(base)) {
            None => Vec::new(),
            Some(base) => {
                let (before, after) = (bound::content(base, None)?, bound::content(&cloud, None)?);
                let found = if bound::asks_anew(&before, &after, false) {
                    approval::differences(&before, &after)
                } else {
                    Vec::new()
                };
                words::changes(self.lang, found)
            }
        };
        Ok(CloudCheckup { problems, view: self.cloud_view(cloud, self.today())?, reopens })
    }

    fn cloud_view(&mut self, cloud: Cloud, today: NaiveDate) -> Result<CloudView, Error> {
        let (catalogue, lang, account) = (Catalogue::shipped()?, self.lang, self.actor().to_owned());
        let office = self.office()?.as_facts();
        let head = self.history_head()?.hash;
        let contract_title = self.contract_title(cloud.contract.as_deref())?;
        let sns = self.sns_naming(&cloud.id)?;
        let due = self.dues_of("cloud", &cloud.id, today)?;
        let (beside, applications, actor) = self.read(|tx| {
            Ok((
                apply::beside(tx, &cloud)?,
                approval::of_record(tx, Register::Cloud, &cloud.id)?,
                Actor::of(tx, &account, today).ok(),
            ))
        })?;
        let assessment = assess(&cloud, &beside, catalogue, &office, today);
        let case = CaseOf::new(&applications, cloud.application.as_deref());
        let open = case.open;
        let content = bound::content(&cloud, open.map(|open| open.kind))?;
        let before = case.before();
        let differences = before.as_ref().map(|before| approval::differences(before, &content)).unwrap_or_default();
        let comments = |requirement: &str| {
            let said = case.shown().map(|application| application.comments.as_slice()).unwrap_or_default();
            said.iter().filter(|comment| comment.requirement.as_deref() == Some(requirement)).count()
        };
        let facts = assessment.facts.to_facts();
        let requirements: Vec<CloudRequirementRow> = assessment
            .requirements
            .iter()
            .map(|entry| {
                let row = requirement_row(lang, catalogue, &facts, entry, before.as_ref());
                CloudRequirementRow { comments: comments(&row.id), ..row }
            })
            .collect();
        let granted = accepts_lapse(&beside.granted);
        let standing = cloud.standing(granted, today);
        let mut findings: Vec<FindingRow> = assessment.told().map(|finding| finding_row(lang, finding)).collect();
        if cloud.has_ended(today) {
            findings.extend(left_behind(lang, &sns));
        }
        Ok(CloudView {
            status_text: words::status(lang, cloud.status, standing, open),
            standing,
            stands_until: cloud
                .stands_until(granted)
                .map(|until| until.to_string())
                .filter(|_| standing != Standing::None),
            facts: fact_rows(lang, &facts),
            counts: CloudCounts::of(&assessment),
            requirements,
            findings,
            hinders: hinders(lang, &assessment),
            questions: needs::questions(lang, catalogue, &cloud, &assessment, &facts, &office, today),
            fields: needs::fields(lang, catalogue, &assessment),
            may: may(&cloud, &case, actor.as_ref()),
            case: case.view(lang, &content, words::changes(lang, differences), words::changes),
            contract_title,
            due,
            sns,
            as_of: None,
            head,
            cloud,
        })
    }
}

impl CloudCounts {
    fn of(assessment: &CloudAssessment<'_>) -> Self {
        let unknown = assessment.count(CloudState::Unknown);
        Self {
            applies: assessment.requirements.len() - unknown,
            missing: assessment.count(CloudState::Missing),
            unknown,
            unanswered: assessment.count(CloudState::Unanswered),
            met: assessment.count(CloudState::Met) + assessment.count(CloudState::Conditional),
        }
    }
}

fn requirement_row(
    lang: Lang,
    catalogue: &Catalogue,
    facts: &Facts,
    entry: &CloudRequirement<'_>,
    before: Option<&Json>,
) -> CloudRequirementRow {
    let requirement = entry.requirement;
    let answer = entry.answer;
    let former: Option<CloudAnswer> = before
        .and_then(|before| before.get("answers")?.get(&requirement.id).cloned())
        .and_then(|former| serde_json::from_value(former).ok());
    let changed = before.is_some() && former.as_ref() != answer;
    CloudRequirementRow {
        id: requirement.id.clone(),
        title: title(lang, requirement).to_owned(),
        summary: requirement.summary.clone(),
        severity: requirement.severity,
        basis_text: text(lang, &format!("basis.{}", requirement.basis), &[]),
        phase: requirement.phase.clone(),
        state: entry.state,
        state_text: text(lang, &format!("cloud_state.{}", words::state_code(entry.state)), &[]),
        asked: requirement.on_cloud_sheet,
        because_text: because(lang, requirement, "cloud", facts),
        sources: sources(lang, catalogue, requirement),
        answer: answer.cloned(),
        answer_text: answer.map(|answer| words::answer(lang, answer)),
        former_text: former.filter(|_| changed).map(|former| words::answer(lang, &former)),
        changed,
        by_record_text: entry.by_record.as_ref().map(|(code, value)| words::by_record(lang, code, value)),
        comments: 0,
        note: requirement.note.clone(),
    }
}

fn finding_row(lang: Lang, finding: &CloudFinding<'_>) -> FindingRow {
    FindingRow {
        code: finding.code.to_owned(),
        field: finding.field.map(|field| field.to_string()),
        requirement: finding.requirement.map(str::to_owned),
        severity: finding.severity,
        text: words::finding(lang, finding),
        basis: basis(lang, finding.code),
    }
}

/// What stands in the way of each outcome, in words; what an exception can lift is told with its requirement.
fn hinders(lang: Lang, assessment: &CloudAssessment<'_>) -> Vec<Hindrance> {
    let of = |finding: &CloudFinding<'_>| {
        let blocks = match finding.hinders {
            Hinders::Nothing => return None,
            Hinders::Unconditional => vec![Outcome::Approved],
            Hinders::UnlessExcepted | Hinders::Everything => vec![Outcome::Approved, Outcome::Conditional],
        };
        Some(Hindrance {
            code: finding.code.to_owned(),
            requirement: finding.requirement.map(str::to_owned),
            exceptable: matches!(finding.hinders, Hinders::UnlessExcepted | Hinders::Unconditional)
                && finding.requirement.is_some(),
            blocks,
            text: words::finding(lang, finding),
        })
    };
    assessment.findings.iter().filter_map(of).collect()
}

/// What the person who looks at it may do; the operations ask again.
fn may(cloud: &Cloud, case: &CaseOf<'_>, actor: Option<&Actor>) -> CloudMay {
    use CloudStatus::{Applied, Draft, Refused, Returned, Suspended};
    let was = reopen::state_of(cloud);
    let mut kinds = Vec::new();
    if matches!(was, Draft | Refused | Applied | Returned) && !cloud.id.is_empty() {
        kinds.push(ApplicationKind::New);
    }
    if was.is_approved() && !cloud.id.is_empty() {
        kinds.extend([ApplicationKind::Renewal, ApplicationKind::End]);
    }
    let orders = actor.is_some_and(|actor| actor.has(Role::Security) || actor.has(Role::Approver));
    CloudMay {
        case: case.may(actor, &kinds),
        edit: actor.is_none_or(Actor::acts),
        suspend: orders && cloud.status.is_approved(),
        resume: orders && cloud.status == Suspended,
    }
}
