//! A waiver and a re-outsourcing from application to decision: what each step asks of the contract and does to it.
//! What an approval is bound to is in `contract/matter.rs`; who may take a step in `approval/`.

use chrono::NaiveDate;
use serde::Deserialize;
use ts_rs::TS;

use super::matter::{Given, Matter};
use super::{Contract, REGISTER, Subcontract, Waiver, keep_as_is, store};
use crate::approval::{self, Actor, Application, ApplicationKind, ApplicationState, DecisionRequest, Outcome};
use crate::catalogue::Catalogue;
use crate::draft::{TEXT, clean, day, reversed};
use crate::facts::FactValue;
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::register::Register;

/// An application for a waiver or a consent as somebody makes it.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ContractApply {
    /// Id of the contract.
    pub id: String,
    /// Revision of it that the person saw.
    pub revision: i64,
    /// What is applied for: `waiver:` with the id of a requirement, `subcontract:` with the id of an entry.
    pub matter: String,
    /// Why: the reason of a waiver; for a re-outsourcing what the person has to say to the one who reviews.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub reason: Option<String>,
}

impl Ledger {
    /// Applies for leaving out a requirement or for the consent to a re-outsourcing; one that was sent back is made again.
    ///
    /// # Errors
    /// `actor_unknown`, `role_missing`, `changed_elsewhere`, `application_open`, `matter_missing`, `matter_approved`,
    /// `required` for what an application must say.
    pub fn apply_for_matter(&mut self, request: &ContractApply) -> Result<Contract, Error> {
        let (today, office) = (self.today(), self.office()?.as_facts());
        let matter = Matter::read(&request.matter)?;
        let said = request.reason.as_deref().map(|said| clean(said, true)).filter(|said| !said.is_empty());
        if let Some(length) = said.as_ref().map(|said| said.chars().count()).filter(|length| *length > TEXT) {
            return Err(Problem::at("reason", "too_long").with("limit", TEXT).with("length", length).into());
        }
        self.write(Op::ApplicationApply, |writing| {
            let actor = Actor::at(writing, today)?;
            actor.must_act()?;
            let missing = || Problem::new("record_missing").with("id", &request.id);
            let base = store::load(writing.tx, &request.id)?.ok_or_else(missing)?;
            if base.revision != request.revision {
                return Err(writing.changed_elsewhere(REGISTER, &base.id));
            }
            if matter.is_approved(&base) {
                return Err(Error::code("matter_approved"));
            }
            let mut contract = base.clone();
            if let (Matter::Waiver(requirement), Some(reason)) = (&matter, &said) {
                leave_out(&mut contract, requirement, reason)?;
            }
            if let Matter::Subcontract(id) = &matter {
                refuse(&mut contract, id, None);
            }
            let content = complete(&contract, &matter)?;
            let open = approval::open(writing.tx, Register::Contract, &base.id, Some(&matter.code()))?;
            let mut application = match open {
                Some(mut application) if application.state == ApplicationState::Returned => {
                    application.again(&actor, content);
                    application
                }
                // Somebody else's is open: `save` says whose.
                _ => Application::begin(ApplicationKind::New, &actor, matter.subject(&contract, content)),
            };
            if let (Matter::Subcontract(_), Some(said)) = (&matter, &said) {
                application.say(&actor, Some("applied"), None, said)?;
            }
            application.save(writing)?;
            if contract == base {
                return Ok(base);
            }
            keep_as_is(writing, contract, Some(&base), &office, today)
        })
    }

    /// Sends an application about a matter back.
    ///
    /// # Errors
    /// As `Application::send_back`.
    pub(crate) fn return_matter(&mut self, id: &str, revision: i64, reason: &str) -> Result<(), Error> {
        let today = self.today();
        self.write(Op::ApplicationReturn, |writing| {
            let (actor, mut application) = seen(writing, id, revision, today)?;
            application.send_back(&actor, reason)?;
            application.save(writing)
        })
    }

    /// Takes an application about a matter back. One that a change made goes when the change is undone.
    ///
    /// # Errors
    /// As `Application::withdraw`, and `withdraw_changed`.
    pub(crate) fn withdraw_matter(&mut self, id: &str, revision: i64, reason: Option<&str>) -> Result<(), Error> {
        let today = self.today();
        self.write(Op::ApplicationWithdraw, |writing| {
            let (actor, mut application) = seen(writing, id, revision, today)?;
            application.withdraw(&actor, reason)?;
            if application.kind == ApplicationKind::Change {
                return Err(Error::code("withdraw_changed"));
            }
            application.save(writing)
        })
    }

    /// Decides an application about a matter. The approval is bound to what was seen.
    ///
    /// # Errors
    /// As `Application::decide`; `subcontract_prohibited`, `contract_closed`, `date_…` and `period_reversed` of the days.
    pub(crate) fn decide_matter(&mut self, request: &DecisionRequest) -> Result<(), Error> {
        let (today, office) = (self.today(), self.office()?.as_facts());
        self.write(Op::ApplicationDecide, |writing| {
            let (actor, mut application) = seen(writing, &request.id, request.revision, today)?;
            let missing = || Problem::new("record_missing").with("id", &application.record);
            let base = store::load(writing.tx, &application.record)?.ok_or_else(missing)?;
            let matter = Matter::read(application.matter.as_deref().unwrap_or_default())?;
            let gone = || Problem::at("matter", "matter_missing").with("value", matter.code());
            let content = matter.content(&base).ok_or_else(gone)?;
            application.decide(&actor, request, content)?;
            let mut contract = base.clone();
            if request.outcome != Outcome::Refused {
                hindered(&base, &matter)?;
                let expires_on = last_day(&base, &matter, request.expires_on.as_deref(), today)?;
                let next_check_on = day("next_check_on", request.next_check_on.as_deref())?;
                let number =
                    approval::next_number(writing.tx, Register::Contract, matter.letter(), today, |_, _| Ok(false))?;
                if let Some(decision) = &mut application.decision {
                    decision.number = Some(number);
                    decision.expires_on = expires_on;
                    decision.next_check_on = next_check_on.map(|day| day.to_string());
                    matter.set(&mut contract, Given::by(&application.id, decision));
                }
            } else if let Matter::Subcontract(id) = &matter {
                refuse(&mut contract, id, Some(today.to_string()));
            }
            application.save(writing)?;
            if contract != base {
                keep_as_is(writing, contract, Some(&base), &office, today)?;
            }
            Ok(())
        })
    }
}

/// Whoever works, and the application in the version that was seen.
fn seen(
    writing: &mut Writing<'_, '_>,
    id: &str,
    revision: i64,
    today: NaiveDate,
) -> Result<(Actor, Application), Error> {
    let actor = Actor::at(writing, today)?;
    let missing = || Problem::new("record_missing").with("id", id);
    let application = approval::load(writing.tx, id)?.ok_or_else(missing)?;
    application.seen_as(writing, revision)?;
    Ok((actor, application))
}

/// Puts the reason of a waiver into the contract, with the waiver where there is none yet.
fn leave_out(contract: &mut Contract, requirement: &str, reason: &str) -> Result<(), Error> {
    if Catalogue::shipped()?.requirement(requirement).is_none() {
        return Err(Problem::at("matter", "requirement_unknown").with("value", requirement).into());
    }
    match contract.waivers.iter_mut().find(|waiver| waiver.requirement == requirement) {
        Some(waiver) => reason.clone_into(&mut waiver.reason),
        None => contract.waivers.push(Waiver {
            requirement: requirement.to_owned(),
            reason: reason.to_owned(),
            ..Waiver::default()
        }),
    }
    Ok(())
}

/// Keeps in an entry since when its consent is refused; an application made again takes it out.
fn refuse(contract: &mut Contract, id: &str, on: Option<String>) {
    if let Some(sub) = contract.subcontracts.iter_mut().find(|sub| sub.id == *id) {
        sub.refused_on = on;
    }
}

/// What an application must say, and what it is bound to.
fn complete(contract: &Contract, matter: &Matter) -> Result<serde_json::Value, Error> {
    let mut problems = Vec::new();
    match matter {
        Matter::Waiver(requirement) => {
            let waiver = contract.waivers.iter().find(|waiver| waiver.requirement == *requirement);
            if waiver.is_none_or(|waiver| waiver.reason.trim().is_empty()) {
                problems.push(Problem::at("reason", "required"));
            }
        }
        // 個人情報保護委員会指針 4-8-9(1)②: to whom, what, why and how long is what a consent is about.
        Matter::Subcontract(id) => {
            let Some(place) = contract.subcontracts.iter().position(|sub| sub.id == *id) else {
                return Err(Problem::at("matter", "matter_missing").with("value", matter.code()).into());
            };
            let Subcontract { scope, reason, starts_on, ends_on, .. } = &contract.subcontracts[place];
            let needed = [("scope", scope), ("reason", reason), ("starts_on", starts_on), ("ends_on", ends_on)];
            for (field, _) in needed.into_iter().filter(|(_, value)| value.is_none()) {
                problems.push(Problem::at(format!("subcontracts.{place}.{field}"), "required"));
            }
        }
    }
    Error::unless_none(problems)?;
    let gone = || Problem::at("matter", "matter_missing").with("value", matter.code());
    Ok(matter.content(contract).ok_or_else(gone)?)
}

/// What stands in the way of an approval.
fn hindered(contract: &Contract, matter: &Matter) -> Result<(), Error> {
    let prohibited = contract.facts.get("subcontract_policy") == Some(&FactValue::Text("prohibited".to_owned()));
    if matches!(matter, Matter::Subcontract(_)) && prohibited {
        return Err(Problem::at("outcome", "subcontract_prohibited").into());
    }
    match &contract.closed_on {
        Some(on) => Err(Problem::at("outcome", "contract_closed").with("on", on).into()),
        None => Ok(()),
    }
}

/// Until when it is approved: the day that was named, else the end of the re-outsourcing or of the contract.
fn last_day(
    contract: &Contract,
    matter: &Matter,
    typed: Option<&str>,
    today: NaiveDate,
) -> Result<Option<String>, Error> {
    let own = match matter {
        Matter::Subcontract(id) => {
            contract.subcontracts.iter().find(|sub| sub.id == *id).and_then(|sub| sub.ends_on.clone())
        }
        Matter::Waiver(_) => None,
    };
    let until = match day("expires_on", typed)? {
        Some(day) => Some(day.to_string()),
        None => own.or_else(|| contract.ends_on.clone()),
    };
    match until {
        Some(until) if until < today.to_string() => Err(reversed("expires_on", &today.to_string(), &until).into()),
        until => Ok(until),
    }
}
