//! An account from its opening to its closing (開設・変更・休止・再開・廃止, F-13): what each step asks of the record and does to it.
//! Who may take a step and how it is kept is in `approval/`: public relations review, an approver decides.

use chrono::NaiveDate;
use db::Tx;
use serde::Deserialize;
use serde_json::Value as Json;
use ts_rs::TS;

use super::rules::{SnsBeside, SnsFinding, assess};
use super::{REGISTER, Sns, SnsStatus, bound, reopen, store, write};
use crate::approval::{self, Actor, Application, ApplicationKind, ApplicationState, DecisionRequest, Outcome};
use crate::catalogue::Catalogue;
use crate::draft::{day, reversed};
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::register::Register;

/// The letter of approval numbers.
const LETTER: char = 'S';

/// An application as somebody makes it.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SnsApply {
    /// Id of the account.
    pub id: String,
    /// Revision of it that the person saw.
    pub revision: i64,
    /// What is applied for.
    pub kind: ApplicationKind,
    /// What the person has to say to the one who reviews.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub reason: Option<String>,
}

/// Asks the other records what the rules need of them.
pub(super) fn beside(tx: &mut Tx<'_>, sns: &Sns, today: NaiveDate) -> Result<SnsBeside, Error> {
    let mut left = Vec::new();
    let own = [&sns.owner, &sns.deputy, &sns.recovery_holder, &sns.factor_holder, &sns.codes_holder];
    let called = sns.response.iter().map(|step| &step.contact);
    let named = own.into_iter().flatten().chain(&sns.operators).chain(&sns.posting.approver).chain(called);
    for name in named {
        if crate::person::last_day(tx, name)?.is_some_and(|last| last < today) && !left.contains(name) {
            left.push(name.clone());
        }
    }
    let contract = match &sns.contract {
        Some(id) => crate::contract::run_for(tx, id, today)?,
        None => None,
    };
    let waits = crate::approval::open(tx, Register::Sns, &sns.id, None)?.is_some();
    let same = store::same(tx, sns)?;
    let was_approved = bound::approved(tx, sns)?.is_some();
    Ok(SnsBeside { left, contract, exchanged: exchanged(tx, sns)?, same, waits, was_approved })
}

/// Names of the other accounts that are not closed and were approved with the address that this one has now, but have another
/// one themselves: two whose addresses were exchanged. One that still has it is the same account twice. Of one that nobody
/// ever approved, what was published last says what it was.
fn exchanged(tx: &mut Tx<'_>, sns: &Sns) -> Result<Vec<String>, Error> {
    let own = sns.address();
    let mut names = Vec::new();
    if own.key.is_none() || sns.status == SnsStatus::Closed {
        return Ok(names);
    }
    for other in store::open(tx)?.into_iter().filter(|other| other.id != sns.id && other.medium == sns.medium) {
        if super::same(&own, &other.address()) {
            continue;
        }
        let former = match bound::approved(tx, &other)? {
            Some(approved) => {
                let text = |field: &str| approved.content.get(field).and_then(Json::as_str);
                super::read_address(text("url"), text("handle"), other.medium)
            }
            None => {
                let published = super::publish::published(tx, &other.id)?;
                super::read_address(published.and_then(|account| account.url).as_deref(), None, other.medium)
            }
        };
        if super::same(&own, &former) {
            names.push(other.name);
        }
    }
    Ok(names)
}

/// What can be applied for in the state of an account; `before` says whether it was ever approved.
pub(super) fn kinds(sns: &Sns, before: bool) -> Vec<ApplicationKind> {
    use ApplicationKind::{Change, End, New, Renewal, Resumption, Suspension};
    let offered = |kind: ApplicationKind| match (sns.status, kind) {
        _ if sns.id.is_empty() => false,
        (SnsStatus::Applied, kind) => kind == New,
        (SnsStatus::Closed, _) => false,
        // Who has a last day asks for more in time, and still can when it has passed.
        (_, Renewal) => sns.is_approved() && sns.expires_on.is_some(),
        // One that was there before the ledger is approved now; in use it is all the same.
        (SnsStatus::Active, New) => sns.application.is_none() && (sns.is_approved() || !before),
        // What was changed and refused is applied for again as it stands.
        (_, Change) => before && !sns.is_approved(),
        (SnsStatus::Active, Suspension) => before,
        (SnsStatus::Suspended, Resumption) => true,
        (_, End) => true,
        _ => false,
    };
    [Change, Renewal, New, Suspension, Resumption, End].into_iter().filter(|kind| offered(*kind)).collect()
}

impl Ledger {
    /// Applies for opening an account, its suspension, resumption or closing; one that was sent back is made again.
    ///
    /// A change needs no application of its own: saving it is one.
    ///
    /// # Errors
    /// `actor_unknown`, `role_missing`, `changed_elsewhere`, `application_open`, `sns_kind`, `required` for what an
    /// application must say.
    pub fn apply_for_sns(&mut self, request: &SnsApply) -> Result<Sns, Error> {
        let today = self.today();
        self.write(Op::ApplicationApply, |writing| {
            let actor = Actor::at(writing, today)?;
            actor.must_act()?;
            let missing = || Problem::new("record_missing").with("id", &request.id);
            let base = store::load(writing.tx, &request.id)?.ok_or_else(missing)?;
            if base.revision != request.revision {
                return Err(writing.changed_elsewhere(REGISTER, &base.id));
            }
            let open = approval::open(writing.tx, Register::Sns, &base.id, None)?;
            let returned = open.filter(|application| application.state == ApplicationState::Returned);
            let kind = returned.as_ref().map_or(request.kind, |application| application.kind);
            let approved = bound::approved(writing.tx, &base)?;
            let offered = returned.is_some() || kinds(&base, approved.is_some()).contains(&kind);
            complete(&base, kind, offered)?;
            let mut application = match returned {
                Some(mut application) => {
                    application.again(&actor, bound::content(&base, Some(kind))?);
                    application
                }
                // Somebody else's may be open: `save` says whose.
                None => Application::begin(kind, &actor, bound::subject(&base, kind)?),
            };
            if let Some(approved) = approved.filter(|_| kind == ApplicationKind::Change) {
                application.before.get_or_insert_with(|| approved.before());
            }
            if let Some(reason) = request.reason.as_deref().filter(|reason| !reason.trim().is_empty()) {
                application.say(&actor, Some("applied"), None, reason)?;
            }
            application.save(writing)?;
            Ok(base)
        })
    }

    /// Sends an application about an account back.
    ///
    /// # Errors
    /// As `Application::send_back`.
    pub(crate) fn return_sns(&mut self, id: &str, revision: i64, reason: &str) -> Result<(), Error> {
        let today = self.today();
        self.write(Op::ApplicationReturn, |writing| {
            let (actor, mut application, _) = case(writing, id, revision, today)?;
            application.send_back(&actor, reason)?;
            application.save(writing)
        })
    }

    /// Takes an application about an account back. One that a change made goes when the change is undone; a change that was
    /// made under an application for something else stays applied for.
    ///
    /// # Errors
    /// As `Application::withdraw`, and `withdraw_changed`.
    pub(crate) fn withdraw_sns(&mut self, id: &str, revision: i64, reason: Option<&str>) -> Result<(), Error> {
        let today = self.today();
        self.write(Op::ApplicationWithdraw, |writing| {
            let (actor, mut application, base) = case(writing, id, revision, today)?;
            application.withdraw(&actor, reason)?;
            if application.kind.is_of_use()
                && let Some(approved) = bound::approved(writing.tx, &base)?
                && !approved.holds(&base)?
            {
                return Err(Error::code("withdraw_changed"));
            }
            application.save(writing)?;
            ended(writing, &base, &application, &actor, base.clone())
        })
    }

    /// Decides an application about an account. The approval is bound to what was seen.
    ///
    /// # Errors
    /// As `Application::decide`; what stands in the way of the outcome, each with its field; `date_…` of the days.
    pub(crate) fn decide_sns(&mut self, request: &DecisionRequest) -> Result<(), Error> {
        let (today, office) = (self.today(), self.office()?.as_facts());
        self.write(Op::ApplicationDecide, |writing| {
            let (actor, mut application, base) = case(writing, &request.id, request.revision, today)?;
            application.decide(&actor, request, bound::content(&base, Some(application.kind))?)?;
            let mut sns = base.clone();
            if request.outcome != Outcome::Refused {
                if application.kind.is_of_use() {
                    let beside = beside(writing.tx, &base, today)?;
                    let assessment = assess(&base, &beside, Catalogue::shipped()?, &office, today);
                    Error::unless_none(hindrances(&assessment.findings))?;
                    let number = approval::next_number(writing.tx, Register::Sns, LETTER, today, |tx, number| {
                        store::number_taken(tx, number, &base.id)
                    })?;
                    let expires_on = last_day(request, application.kind, &base, today)?;
                    let check = day("next_check_on", request.next_check_on.as_deref())?.map(|day| day.to_string());
                    (sns.application, sns.number) = (Some(application.id.clone()), Some(number.clone()));
                    sns.decided_on = Some(today.to_string());
                    sns.expires_on.clone_from(&expires_on);
                    if let Some(decision) = &mut application.decision {
                        (decision.number, decision.expires_on) = (Some(number), expires_on);
                        decision.next_check_on = check;
                    }
                }
                carry_out(&mut sns, application.kind, today);
            }
            application.save(writing)?;
            ended(writing, &base, &application, &actor, sns)
        })
    }
}

/// Writes an account as it stands after an application about it has ended.
fn ended(
    writing: &mut Writing<'_, '_>,
    base: &Sns,
    application: &Application,
    actor: &Actor,
    mut sns: Sns,
) -> Result<(), Error> {
    reopen::settle(writing, &mut sns, application, actor)?;
    if sns != *base {
        write(writing, sns, Some(base))?;
    }
    Ok(())
}

/// The last day of an approval: as it was decided, of a change otherwise that of the approval before. Where that one has
/// passed, nobody approves without saying until when.
fn last_day(
    request: &DecisionRequest,
    kind: ApplicationKind,
    base: &Sns,
    today: NaiveDate,
) -> Result<Option<String>, Error> {
    let Some(decided) = day("expires_on", request.expires_on.as_deref())? else {
        if let Some(until) = base.expires_on.as_ref().filter(|_| base.has_lapsed(today)) {
            return Err(Problem::at("expires_on", "approval_day_passed").with("until", until).into());
        }
        return Ok(base.expires_on.clone().filter(|_| kind == ApplicationKind::Change));
    };
    if decided < today {
        return Err(reversed("expires_on", &today.to_string(), &decided.to_string()).into());
    }
    Ok(Some(decided.to_string()))
}

/// What an approved application does to the state of an account.
fn carry_out(sns: &mut Sns, kind: ApplicationKind, today: NaiveDate) {
    match kind {
        ApplicationKind::New | ApplicationKind::Resumption => {
            sns.status = SnsStatus::Active;
            sns.suspension = None;
            sns.opened_on.get_or_insert_with(|| today.to_string());
        }
        ApplicationKind::Change | ApplicationKind::Renewal => {}
        ApplicationKind::Suspension => sns.status = SnsStatus::Suspended,
        ApplicationKind::End => {
            sns.status = SnsStatus::Closed;
            sns.closed_on = sns.closing.as_ref().and_then(|closing| closing.on.clone());
        }
    }
}

/// Whoever works, the application in the version that was seen, and its account.
fn case(
    writing: &mut Writing<'_, '_>,
    id: &str,
    revision: i64,
    today: NaiveDate,
) -> Result<(Actor, Application, Sns), Error> {
    let actor = Actor::at(writing, today)?;
    let missing = |id: &str| Problem::new("record_missing").with("id", id);
    let application = approval::load(writing.tx, id)?.ok_or_else(|| missing(id))?;
    application.seen_as(writing, revision)?;
    let sns = store::load(writing.tx, &application.record)?.ok_or_else(|| missing(&application.record))?;
    Ok((actor, application, sns))
}

/// What an application must say (F-13), and in which states of an account it can be made.
fn complete(sns: &Sns, kind: ApplicationKind, offered: bool) -> Result<(), Error> {
    if !offered {
        let problem = Problem::at("kind", "sns_kind").with("kind", kind.code());
        return Err(problem.with("sns_status", sns.status.code()).into());
    }
    let mut problems = Vec::new();
    let mut need = |field: &str, there: bool| {
        if !there {
            problems.push(Problem::at(field, "required"));
        }
    };
    match kind {
        ApplicationKind::End => {
            need("closing.on", sns.closing.as_ref().is_some_and(|closing| closing.on.is_some()));
            need("closing.reason", sns.closing.as_ref().is_some_and(|closing| closing.reason.is_some()));
        }
        ApplicationKind::Suspension => {
            need("suspension.reason", sns.suspension.as_ref().is_some_and(|suspension| suspension.reason.is_some()));
        }
        _ => {
            need("section", sns.section.is_some());
            need("owner", sns.owner.is_some());
            need("purpose", sns.purpose.is_some());
            need("posting.allowed", !sns.posting.allowed.is_empty());
            need("posting.forbidden", !sns.posting.forbidden.is_empty());
        }
    }
    Error::unless_none(problems)
}

/// What stands in the way of an approval.
pub(super) fn hindrances(findings: &[SnsFinding]) -> Vec<Problem> {
    let problem = |finding: &SnsFinding| {
        let place = finding.field.clone().unwrap_or_else(|| "outcome".to_owned());
        finding.args.iter().fold(Problem::at(place, finding.code), |problem, (name, value)| problem.with(name, value))
    };
    findings.iter().filter(|finding| finding.hinders).map(problem).collect()
}
