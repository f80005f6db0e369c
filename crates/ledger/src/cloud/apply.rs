//! A cloud use from application to end (総務省ガイドライン 8.3 (5), 8.4): what each step asks of the record and does to it.
//! Who may take a step and how it is kept is in `approval.rs`.

use chrono::{Days, NaiveDate};
use db::Tx;
use serde::Deserialize;
use ts_rs::TS;

use super::reopen::{set_state, state_of};
use super::rules::{CHECK_DAYS, CloudBeside, CloudFinding, Hinders, assess};
use super::{Cloud, CloudStatus, REGISTER, Suspension, bound, store, write};
use crate::approval::{
    self, Actor, Application, ApplicationKind, ApplicationState, DecisionRequest, Exception, Outcome, Subject,
};
use crate::catalogue::Catalogue;
use crate::draft::{clean, day, reversed};
use crate::evidence::{Attachment, Given};
use crate::facts::{FactValue, Facts};
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::person::Role;
use crate::problem::{Error, Problem};
use crate::register::Register;

/// The letter of approval numbers.
const LETTER: char = 'C';
/// Months for which an approval is given where nobody names a day (RM-07).
const APPROVAL_MONTHS: u32 = 12;

/// An application as somebody makes it.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CloudApply {
    /// Id of the cloud use.
    pub id: String,
    /// Revision of it that the person saw.
    pub revision: i64,
    /// What is applied for.
    pub kind: ApplicationKind,
    /// Why; what the person has to say to the one who reviews.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub reason: Option<String>,
}

/// A file that somebody adds to a cloud use.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CloudAttach {
    /// Id of the cloud use.
    pub id: String,
    /// Revision of it that the person saw.
    pub revision: i64,
    /// Where the file is.
    pub file: String,
    /// What it is, in words.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub title: Option<String>,
}

/// A suspension as somebody orders it.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CloudSuspend {
    /// Id of the cloud use.
    pub id: String,
    /// Revision of it that the person saw.
    pub revision: i64,
    /// A day as typed; today if none is given.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub on: Option<String>,
    /// Why.
    pub reason: String,
}

/// The exceptions that the standing decision of a use granted.
pub(super) fn granted(tx: &mut Tx<'_>, cloud: &Cloud) -> Result<Vec<Exception>, Error> {
    let Some(application) = cloud.application.as_deref() else { return Ok(Vec::new()) };
    let decision = approval::load(tx, application)?.and_then(|application| application.decision);
    Ok(decision.map(|decision| decision.exceptions).unwrap_or_default())
}

/// Asks the other records what the rules need of them.
pub(crate) fn beside(tx: &mut Tx<'_>, cloud: &Cloud) -> Result<CloudBeside, Error> {
    let manager_until = match &cloud.manager {
        Some(manager) => crate::person::last_day(tx, manager)?,
        None => None,
    };
    let contract_starts_on = match &cloud.contract {
        Some(contract) => crate::contract::starts_on(tx, contract)?,
        None => None,
    };
    // The approval that came before a contract was the first one.
    let of_record = approval::of_record(tx, Register::Cloud, &cloud.id)?;
    let approvals = of_record.iter().filter_map(|application| application.decision.as_ref());
    let approvals =
        approvals.filter(|decision| decision.outcome != Outcome::Refused).map(|decision| decision.by.on.clone());
    let own = cloud.decided_on.clone().filter(|_| cloud.application.is_none());
    Ok(CloudBeside {
        first_decided_on: approvals.chain(own).min(),
        granted: granted(tx, cloud)?,
        applied: cloud.application.is_some() || of_record.iter().any(|application| application.state.is_open()),
        manager_until,
        contract_starts_on,
    })
}

/// What an application is about.
pub(super) fn subject(cloud: &Cloud, was: CloudStatus, kind: ApplicationKind) -> Result<Subject, Error> {
    Ok(Subject {
        register: Register::Cloud,
        record: cloud.id.clone(),
        matter: None,
        title: cloud.service.clone(),
        section: cloud.section.clone(),
        was: was.code().to_owned(),
        content: bound::content(cloud, Some(kind))?,
    })
}

/// What stands in the way of an outcome, given the exceptions that would be granted.
pub(super) fn hindrances(findings: &[CloudFinding<'_>], outcome: Outcome, exceptions: &[Exception]) -> Vec<Problem> {
    let excepted = |finding: &CloudFinding<'_>| {
        exceptions.iter().any(|exception| Some(exception.requirement.as_str()) == finding.requirement)
    };
    let stands = |finding: &&CloudFinding<'_>| match finding.hinders {
        Hinders::Nothing => false,
        Hinders::Unconditional => outcome == Outcome::Approved && !excepted(finding),
        Hinders::UnlessExcepted => !excepted(finding),
        Hinders::Everything => true,
    };
    let problem = |finding: &CloudFinding<'_>| {
        let place = finding.field.map_or_else(|| "outcome".to_owned(), |field| field.to_string());
        finding.values().fold(Problem::at(place, finding.code), |problem, (name, value)| problem.with(name, value))
    };
    findings.iter().filter(stands).map(problem).collect()
}

impl Ledger {
    /// Applies for a cloud use, for its renewal or its end; an application that was sent back is made again.
    ///
    /// A change needs no application of its own: saving it is one.
    ///
    /// # Errors
    /// `actor_unknown`, `role_missing`, `changed_elsewhere`, `application_open`, `application_kind`, `required` for what an
    /// application must say.
    pub fn apply_for_cloud(&mut self, request: &CloudApply) -> Result<Cloud, Error> {
        let today = self.today();
        self.write(Op::ApplicationApply, |writing| {
            let (actor, base) = step(writing, &request.id, request.revision, today)?;
            actor.must_act()?;
            let open = approval::open(writing.tx, Register::Cloud, &base.id, None)?;
            let returned = open.as_ref().is_some_and(|application| application.state == ApplicationState::Returned);
            let kind = match &open {
                Some(application) if returned => application.kind,
                _ => request.kind,
            };
            complete(&base, kind, returned)?;
            let mut application = match open {
                Some(mut application) if returned => {
                    application.again(&actor, bound::content(&base, Some(kind))?);
                    application
                }
                // Somebody else's is open: `save` says whose.
                _ => {
                    let mut application = Application::begin(kind, &actor, subject(&base, state_of(&base), kind)?);
                    let latest = approval::latest(writing.tx, Register::Cloud, &base.id, None)?;
                    application.before = latest.map(|latest| latest.content);
                    application
                }
            };
            if let Some(reason) = request.reason.as_deref().filter(|reason| !reason.trim().is_empty()) {
                application.say(&actor, Some("applied"), None, reason)?;
            }
            application.save(writing)?;
            let waits = matches!(kind, ApplicationKind::New | ApplicationKind::Change);
            let mut cloud = base.clone();
            if waits {
                set_state(&mut cloud, CloudStatus::Applied);
            }
            write(writing, cloud, Some(&base))
        })
    }

    /// Sends an application back; the use waits for its applicant.
    ///
    /// # Errors
    /// As `Application::send_back`.
    pub(crate) fn return_cloud(&mut self, id: &str, revision: i64, reason: &str) -> Result<(), Error> {
        let today = self.today();
        self.write(Op::ApplicationReturn, |writing| {
            let (actor, mut application, base) = case(writing, id, revision, today)?;
            application.send_back(&actor, reason)?;
            application.save(writing)?;
            if state_of(&base) == CloudStatus::Applied {
                let mut cloud = base.clone();
                set_state(&mut cloud, CloudStatus::Returned);
                write(writing, cloud, Some(&base))?;
            }
            Ok(())
        })
    }

    /// Takes an application back. One that a change made can only go when the change is undone.
    ///
    /// # Errors
    /// As `Application::withdraw`, and `withdraw_changed`.
    pub(crate) fn withdraw_cloud(&mut self, id: &str, revision: i64, reason: Option<&str>) -> Result<(), Error> {
        let today = self.today();
        self.write(Op::ApplicationWithdraw, |writing| {
            let (actor, mut application, base) = case(writing, id, revision, today)?;
            application.withdraw(&actor, reason)?;
            let status = match application.kind {
                ApplicationKind::New => CloudStatus::Draft,
                ApplicationKind::Renewal
                | ApplicationKind::End
                | ApplicationKind::Suspension
                | ApplicationKind::Resumption => state_of(&base),
                ApplicationKind::Change => {
                    let before = application.before.clone().unwrap_or_default();
                    let kind = Some(ApplicationKind::Change);
                    if !approval::differences(&before, &bound::content(&base, kind)?).is_empty() {
                        return Err(Error::code("withdraw_changed"));
                    }
                    serde_json::from_value(application.was.clone().into())?
                }
            };
            application.save(writing)?;
            if status != state_of(&base) {
                let mut cloud = base.clone();
                set_state(&mut cloud, status);
                write(writing, cloud, Some(&base))?;
            }
            Ok(())
        })
    }

    /// Decides an application. The approval is bound to what was seen.
    ///
    /// # Errors
    /// As `Application::decide`; what stands in the way of the outcome, each with its field; `date_…` of the days.
    pub(crate) fn decide_cloud(&mut self, request: &DecisionRequest) -> Result<(), Error> {
        let (today, office) = (self.today(), self.office()?.as_facts());
        self.write(Op::ApplicationDecide, |writing| {
            let (actor, mut application, base) = case(writing, &request.id, request.revision, today)?;
            let kind = Some(application.kind);
            application.decide(&actor, request, bound::content(&base, kind)?)?;
            let mut cloud = base.clone();
            let approved = request.outcome != Outcome::Refused;
            match application.kind {
                ApplicationKind::End if approved => end(&mut cloud),
                ApplicationKind::End | ApplicationKind::Suspension | ApplicationKind::Resumption => {}
                _ if approved => approve(writing.tx, &mut cloud, &mut application, request, &office, today)?,
                // A renewal that is refused leaves the approval as long as it was given.
                ApplicationKind::Renewal => {}
                ApplicationKind::New | ApplicationKind::Change => {
                    set_state(&mut cloud, CloudStatus::Refused);
                    cloud.decided_on = Some(today.to_string());
                }
            }
            application.save(writing)?;
            if cloud != base {
                write(writing, cloud, Some(&base))?;
            }
            Ok(())
        })
    }

    /// Adds a file to a use: terms, a certificate, a reply. The file is kept in the ledger.
    ///
    /// # Errors
    /// `changed_elsewhere`, why the file cannot be read, `duplicate` if the use has it already.
    pub fn attach_to_cloud(&mut self, request: &CloudAttach) -> Result<Cloud, Error> {
        let today = self.today();
        let given = Given::read(&request.file)?;
        self.write(Op::CloudAttach, |writing| {
            let missing = || Problem::new("record_missing").with("id", &request.id);
            Actor::may_write(writing, today)?;
            let base = store::load(writing.tx, &request.id)?.ok_or_else(missing)?;
            if base.revision != request.revision {
                return Err(writing.changed_elsewhere(REGISTER, &request.id));
            }
            if base.attachments.iter().any(|known| known.hash == given.attachment.hash) {
                return Err(Problem::at("file", "duplicate").with("value", &given.attachment.name).into());
            }
            let by = Actor::or_account(writing, today)?.person.name;
            let title = request.title.as_deref().map(|title| clean(title, false)).filter(|title| !title.is_empty());
            let mut cloud = base.clone();
            cloud.attachments.push(Attachment { title, by, on: today.to_string(), ..given.attachment.clone() });
            given.keep(writing)?;
            write(writing, cloud, Some(&base))
        })
    }

    /// Suspends a use that is approved.
    ///
    /// # Errors
    /// `actor_unknown`, `role_missing`, `changed_elsewhere`, `cloud_not_approved`, `required`, `date_…`.
    pub fn suspend_cloud(&mut self, request: &CloudSuspend) -> Result<Cloud, Error> {
        let today = self.today();
        self.write(Op::CloudSuspend, |writing| {
            let (actor, base) = step(writing, &request.id, request.revision, today)?;
            security_or_approver(&actor)?;
            if !base.status.is_approved() {
                return Err(Error::code("cloud_not_approved"));
            }
            let reason = clean(&request.reason, true);
            if reason.is_empty() {
                return Err(Problem::at("reason", "required").into());
            }
            let on = day("on", request.on.as_deref())?.unwrap_or(today);
            let suspension = Suspension { on: on.to_string(), reason, was: base.status };
            let cloud = Cloud { status: CloudStatus::Suspended, suspension: Some(suspension), ..base.clone() };
            write(writing, cloud, Some(&base))
        })
    }

    /// Lets a suspended use go on, in the state that it had; what was changed meanwhile waits for its decision.
    ///
    /// # Errors
    /// `actor_unknown`, `role_missing`, `changed_elsewhere`, `cloud_not_suspended`.
    pub fn resume_cloud(&mut self, id: &str, revision: i64) -> Result<Cloud, Error> {
        let today = self.today();
        self.write(Op::CloudResume, |writing| {
            let (actor, base) = step(writing, id, revision, today)?;
            security_or_approver(&actor)?;
            if base.status != CloudStatus::Suspended {
                return Err(Error::code("cloud_not_suspended"));
            }
            // One that came suspended from another ledger was approved nowhere that is known: it is applied for.
            let status = base.suspension.as_ref().map_or(CloudStatus::Draft, |suspension| suspension.was);
            write(writing, Cloud { status, suspension: None, ..base.clone() }, Some(&base))
        })
    }
}

/// Whoever works, and the use in the version that was seen.
fn step(writing: &mut Writing<'_, '_>, id: &str, revision: i64, today: NaiveDate) -> Result<(Actor, Cloud), Error> {
    let actor = Actor::at(writing, today)?;
    let base = store::load(writing.tx, id)?.ok_or_else(|| Problem::new("record_missing").with("id", id))?;
    if base.revision != revision {
        return Err(writing.changed_elsewhere(REGISTER, id));
    }
    Ok((actor, base))
}

/// Whoever works, the application in the version that was seen, and its use.
fn case(
    writing: &mut Writing<'_, '_>,
    id: &str,
    revision: i64,
    today: NaiveDate,
) -> Result<(Actor, Application, Cloud), Error> {
    let actor = Actor::at(writing, today)?;
    let missing = |id: &str| Problem::new("record_missing").with("id", id);
    let application = approval::load(writing.tx, id)?.ok_or_else(|| missing(id))?;
    application.seen_as(writing, revision)?;
    let cloud = store::load(writing.tx, &application.record)?.ok_or_else(|| missing(&application.record))?;
    Ok((actor, application, cloud))
}

fn security_or_approver(actor: &Actor) -> Result<(), Error> {
    if actor.has(Role::Approver) { Ok(()) } else { actor.must_have(Role::Security) }
}

/// What an application must say, and in which states of a use it can be made.
fn complete(cloud: &Cloud, kind: ApplicationKind, returned: bool) -> Result<(), Error> {
    use CloudStatus::{Applied, Draft, Refused, Returned};
    let state = state_of(cloud);
    let fits = returned
        || match kind {
            ApplicationKind::New => matches!(state, Draft | Refused | Applied | Returned),
            ApplicationKind::Renewal | ApplicationKind::End => state.is_approved(),
            ApplicationKind::Change => matches!(state, Applied | Returned),
            // A use is suspended by those who answer for its security, at once.
            ApplicationKind::Suspension | ApplicationKind::Resumption => false,
        };
    if !fits {
        let problem = Problem::at("kind", "application_kind").with("kind", kind.code());
        return Err(problem.with("status", cloud.status.code()).into());
    }
    let mut problems = Vec::new();
    let mut need = |field: &str, there: bool| {
        if !there {
            problems.push(Problem::at(field, "required"));
        }
    };
    need("section", cloud.section.is_some());
    need("purpose", cloud.purpose.is_some());
    need("provider.name", !cloud.provider.name.is_empty());
    need("facts.confidentiality", matches!(cloud.facts.get("confidentiality"), Some(FactValue::Text(_))));
    if kind == ApplicationKind::End {
        need("ending.on", cloud.ending.as_ref().is_some_and(|ending| ending.on.is_some()));
    }
    Error::unless_none(problems)
}

/// Puts an approval into the record: number, conditions, last day and next check.
fn approve(
    tx: &mut Tx<'_>,
    cloud: &mut Cloud,
    application: &mut Application,
    request: &DecisionRequest,
    office: &Facts,
    today: NaiveDate,
) -> Result<(), Error> {
    let exceptions = application.decision.as_ref().map(|decision| decision.exceptions.clone()).unwrap_or_default();
    let beside = CloudBeside { granted: exceptions.clone(), applied: true, ..beside(tx, cloud)? };
    let assessment = assess(cloud, &beside, Catalogue::shipped()?, office, today);
    // What was granted is no finding any more; what could not be granted still is.
    Error::unless_none(hindrances(&assessment.findings, request.outcome, &exceptions))?;
    // A renewal that comes early goes on from the last day, so that nothing is lost.
    let former = cloud.expires_on.as_ref().and_then(|on| on.parse::<NaiveDate>().ok()?.succ_opt());
    let begins = former.filter(|on| *on > today && application.kind == ApplicationKind::Renewal).unwrap_or(today);
    let expires = match day("expires_on", request.expires_on.as_deref())? {
        Some(day) => day,
        None => crate::date::end_after_months(begins, APPROVAL_MONTHS).unwrap_or(today),
    };
    if expires < today {
        return Err(reversed("expires_on", &today.to_string(), &expires.to_string()).into());
    }
    let check = match day("next_check_on", request.next_check_on.as_deref())? {
        Some(day) => day,
        None => today.checked_add_days(Days::new(CHECK_DAYS)).unwrap_or(expires).min(expires),
    };
    if check < today || check > expires {
        let problem = Problem::at("next_check_on", "check_day_outside");
        return Err(problem.with("start", today).with("end", expires).into());
    }
    let number = approval::next_number(tx, Register::Cloud, LETTER, today, |tx, number| {
        store::number_taken(tx, number, &cloud.id)
    })?;
    cloud.number = Some(number.clone());
    let conditional = request.outcome == Outcome::Conditional;
    set_state(cloud, if conditional { CloudStatus::Conditional } else { CloudStatus::Approved });
    cloud.decided_on = Some(today.to_string());
    cloud.expires_on = Some(expires.to_string());
    cloud.next_check_on = Some(check.to_string());
    cloud.application = Some(application.id.clone());
    if let Some(decision) = &mut application.decision {
        cloud.conditions = Some(decision.conditions.join("\n")).filter(|conditions| !conditions.is_empty());
        decision.number = Some(number);
        decision.expires_on = Some(expires.to_string());
        decision.next_check_on = Some(check.to_string());
    }
    Ok(())
}

/// The use ends on the day that was applied for.
fn end(cloud: &mut Cloud) {
    cloud.status = CloudStatus::Ended;
    cloud.suspension = None;
    cloud.ended_on = cloud.ending.as_ref().and_then(|ending| ending.on.clone());
}
