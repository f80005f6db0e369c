//! What of a contract is approved by itself: a requirement that is left out (適用除外, GV-06) and a re-outsourcing
//! (再委託の承諾, 個人情報保護委員会指針 4-8-9(1), 番号法10条). What an approval of each is bound to, and what a change does to it.
//! Who may take which step is in `approval/`; the operations are in `contract/consent.rs`.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};

use super::{Contract, Subcontract, Waiver, chain};
use crate::approval::{self, Actor, Application, ApplicationKind, ApplicationState, Decision, Subject, differences};
use crate::catalogue::Catalogue;
use crate::history::Writing;
use crate::problem::{Error, Problem};
use crate::register::Register;
use crate::wording::{Lang, text};

/// Facts that say what leaves the office: when they change, every approval about the contract is looked at again.
const ALWAYS_BOUND: [&str; 4] =
    ["confidentiality", "handles_personal_info", "handles_special_care_info", "handles_my_number"];

/// A part of a contract that is approved by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Matter {
    /// A requirement that is left out, by its id.
    Waiver(String),
    /// A re-outsourcing, by the id of its entry.
    Subcontract(String),
}

impl Matter {
    /// Reads the form that `code` gives.
    ///
    /// # Errors
    /// `matter_missing` for anything else.
    pub fn read(code: &str) -> Result<Self, Error> {
        match code.split_once(':') {
            Some(("waiver", requirement)) => Ok(Self::Waiver(requirement.to_owned())),
            Some(("subcontract", id)) => Ok(Self::Subcontract(id.to_owned())),
            _ => Err(Problem::at("matter", "matter_missing").with("value", code).into()),
        }
    }

    /// The word for it in applications and commands.
    pub fn code(&self) -> String {
        match self {
            Self::Waiver(requirement) => format!("waiver:{requirement}"),
            Self::Subcontract(id) => format!("subcontract:{id}"),
        }
    }

    /// The letter of its approval numbers: `W8-001` is a waiver, `R8-001` a consent to re-outsourcing.
    pub fn letter(&self) -> char {
        match self {
            Self::Waiver(_) => 'W',
            Self::Subcontract(_) => 'R',
        }
    }

    /// Every matter of a contract, waivers first.
    pub fn all(contract: &Contract) -> impl Iterator<Item = Self> {
        let waivers = contract.waivers.iter().map(|waiver| Self::Waiver(waiver.requirement.clone()));
        waivers.chain(contract.subcontracts.iter().map(|sub| Self::Subcontract(sub.id.clone())))
    }

    /// What an approval of it is bound to; none where the contract has it no more.
    pub fn content(&self, contract: &Contract) -> Option<Json> {
        let mut content = match self {
            Self::Waiver(requirement) => {
                let waiver = waiver(contract, requirement)?;
                json!({ "requirement": waiver.requirement, "reason": waiver.reason })
            }
            Self::Subcontract(id) => {
                let Subcontract { name, corporate_number, country, parent_country, tier, scope, .. } =
                    subcontract(contract, id)?;
                let Subcontract { reason, starts_on, ends_on, personal_info, .. } = subcontract(contract, id)?;
                json!({ "name": name, "corporate_number": corporate_number, "country": country,
                        "parent_country": parent_country, "tier": tier, "under": giver(contract, id), "scope": scope, "reason": reason,
                        "starts_on": starts_on, "ends_on": ends_on, "personal_info": personal_info })
            }
        };
        content["contractor"] = contract.contractor.name.clone().into();
        content["facts"] = Json::Object(self.facts(contract));
        Some(content)
    }

    /// The facts that an approval of it rests on.
    fn facts(&self, contract: &Contract) -> Map<String, Json> {
        let requirement = match (self, Catalogue::shipped()) {
            (Self::Waiver(requirement), Ok(catalogue)) => catalogue.requirement(requirement),
            _ => None,
        };
        let asked = requirement.map(|requirement| requirement.condition.facts()).unwrap_or_default();
        let bound = |fact: &&String| ALWAYS_BOUND.contains(&fact.as_str()) || asked.contains(fact.as_str());
        let known = contract.facts.iter().filter(|(fact, _)| bound(fact));
        known.filter_map(|(fact, value)| Some((fact.clone(), serde_json::to_value(value).ok()?))).collect()
    }

    /// The application on which its approval rests.
    pub fn approved_by<'a>(&self, contract: &'a Contract) -> Option<&'a str> {
        match self {
            Self::Waiver(requirement) => waiver(contract, requirement)?.application.as_deref(),
            Self::Subcontract(id) => subcontract(contract, id)?.application.as_deref(),
        }
    }

    /// Whether it is approved, here or as recorded from a document (決裁文書).
    pub fn is_approved(&self, contract: &Contract) -> bool {
        let waived = |waiver: &Waiver| waiver.approver.as_deref().is_some_and(|name| !name.trim().is_empty());
        match self {
            Self::Waiver(requirement) => waiver(contract, requirement).is_some_and(waived),
            Self::Subcontract(id) => subcontract(contract, id).is_some_and(Subcontract::is_consented),
        }
    }

    /// Puts what a decision gave into its entry, or takes it out.
    pub fn set(&self, contract: &mut Contract, given: Given) {
        let Given { application, approver, on, number, conditions, expires_on } = given;
        match self {
            Self::Waiver(requirement) => {
                if let Some(waiver) = contract.waivers.iter_mut().find(|waiver| waiver.requirement == *requirement) {
                    waiver.application = application;
                    (waiver.approver, waiver.approved_on, waiver.document_number) = (approver, on, number);
                    (waiver.conditions, waiver.expires_on) = (conditions, expires_on);
                }
            }
            Self::Subcontract(id) => {
                if let Some(sub) = contract.subcontracts.iter_mut().find(|sub| sub.id == *id) {
                    sub.application = application;
                    (sub.approved_on, sub.approval_number) = (on, number);
                    (sub.conditions, sub.expires_on) = (conditions, expires_on);
                    // A refusal holds until a consent is given or somebody applies again.
                    sub.refused_on = sub.refused_on.take().filter(|_| sub.approved_on.is_none());
                }
            }
        }
    }

    /// What its entry says of a decision.
    fn given(&self, contract: &Contract) -> Given {
        match self {
            Self::Waiver(requirement) => waiver(contract, requirement).map_or_else(Given::default, |waiver| Given {
                application: waiver.application.clone(),
                approver: waiver.approver.clone(),
                on: waiver.approved_on.clone(),
                number: waiver.document_number.clone(),
                conditions: waiver.conditions.clone(),
                expires_on: waiver.expires_on.clone(),
            }),
            Self::Subcontract(id) => subcontract(contract, id).map_or_else(Given::default, |sub| Given {
                application: sub.application.clone(),
                approver: None,
                on: sub.approved_on.clone(),
                number: sub.approval_number.clone(),
                conditions: sub.conditions.clone(),
                expires_on: sub.expires_on.clone(),
            }),
        }
    }

    /// What an application for it is about.
    pub fn subject(&self, contract: &Contract, content: Json) -> Subject {
        Subject {
            register: Register::Contract,
            record: contract.id.clone(),
            matter: Some(self.code()),
            title: contract.title.clone(),
            section: contract.section.clone(),
            was: String::new(),
            content,
        }
    }

    /// What it is, in words.
    pub fn text(&self, lang: Lang, content: Option<&Json>) -> String {
        match self {
            Self::Waiver(requirement) => {
                let titled = crate::reasons::titled(lang, requirement);
                text(lang, "matter.waiver", &[("requirement", &titled)])
            }
            Self::Subcontract(_) => {
                let name = content.and_then(|content| content.get("name")?.as_str()).unwrap_or_default();
                text(lang, "matter.subcontract", &[("name", name)])
            }
        }
    }
}

/// What a decision gives to an entry.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub application: Option<String>,
    pub approver: Option<String>,
    pub on: Option<String>,
    pub number: Option<String>,
    pub conditions: Option<String>,
    pub expires_on: Option<String>,
}

impl Given {
    /// What the decision of an application gives.
    pub fn by(application: &str, decision: &Decision) -> Self {
        Self {
            application: Some(application.to_owned()),
            approver: Some(decision.by.name.clone()),
            on: Some(decision.by.on.clone()),
            number: decision.number.clone(),
            conditions: Some(decision.conditions.join("\n")).filter(|conditions| !conditions.is_empty()),
            expires_on: decision.expires_on.clone(),
        }
    }
}

fn waiver<'a>(contract: &'a Contract, requirement: &str) -> Option<&'a Waiver> {
    contract.waivers.iter().find(|waiver| waiver.requirement == requirement)
}

fn subcontract<'a>(contract: &'a Contract, id: &str) -> Option<&'a Subcontract> {
    contract.subcontracts.iter().find(|sub| sub.id == id)
}

/// The name of the sub-contractor from which an entry says that it has its work.
fn giver<'a>(contract: &'a Contract, id: &str) -> Option<&'a str> {
    let place = contract.subcontracts.iter().position(|sub| sub.id == id && sub.under.is_some())?;
    match chain::above(contract)[place] {
        chain::Above::Entry(above) => Some(&contract.subcontracts[above].name),
        _ => None,
    }
}

/// The matter of an application in words.
pub(crate) fn matter_text(lang: Lang, code: &str, content: &Json) -> String {
    Matter::read(code).map_or_else(|_| code.to_owned(), |matter| matter.text(lang, Some(content)))
}

impl Contract {
    /// Gives every re-outsourcing an id that no other of the contract has.
    pub(super) fn number_subcontracts(&mut self) {
        let number = |id: &str| id.strip_prefix('s')?.parse::<u32>().ok();
        let mut last = self.subcontracts.iter().filter_map(|sub| number(&sub.id)).max().unwrap_or(0);
        let mut seen = std::collections::BTreeSet::new();
        for sub in &mut self.subcontracts {
            if number(&sub.id).is_none() || !seen.insert(sub.id.clone()) {
                last += 1;
                sub.id = format!("s{last}");
                seen.insert(sub.id.clone());
            }
        }
    }

    /// Entries that came without an id take that of the entry they were: the same name on the same tier.
    pub(super) fn recognise_subcontracts(&mut self, base: &Self) {
        let known: Vec<String> = self.subcontracts.iter().map(|sub| sub.id.clone()).collect();
        let mut free: Vec<&Subcontract> = base.subcontracts.iter().filter(|sub| !known.contains(&sub.id)).collect();
        for sub in self.subcontracts.iter_mut().filter(|sub| sub.id.is_empty()) {
            if let Some(place) = free.iter().position(|old| old.name == sub.name && old.tier == sub.tier) {
                sub.id.clone_from(&free.remove(place).id);
            }
        }
    }

    /// Takes from what it was what no file and no form says anew: the ids of entries, and what decisions gave.
    pub(super) fn settle(&mut self, base: &Self) {
        self.recognise_subcontracts(base);
        self.number_subcontracts();
        let matters: Vec<Matter> = Matter::all(self).collect();
        for matter in matters.into_iter().filter(|matter| matter.approved_by(base).is_some()) {
            matter.set(self, matter.given(base));
        }
    }

    /// Takes the links to applications out of a record that came from another ledger; what was approved there stands as recorded.
    pub(super) fn forget_applications(&mut self) {
        self.waivers.iter_mut().for_each(|waiver| waiver.application = None);
        self.subcontracts.iter_mut().for_each(|sub| sub.application = None);
    }
}

/// What a change of a contract does to the approvals of its matters and to open applications.
///
/// What a decision gave cannot be typed. An approval whose bound content changes is applied for again; one that is changed
/// back comes back. What changes while an application is open is reviewed anew. An application about what is gone goes too.
pub(super) fn reopen(
    writing: &mut Writing<'_, '_>,
    base: &Contract,
    contract: &mut Contract,
    today: NaiveDate,
) -> Result<(), Error> {
    let had = !base.waivers.is_empty() || !base.subcontracts.is_empty();
    if !had {
        contract.forget_applications();
        return Ok(());
    }
    contract.settle(base);
    let mut open = approval::open_of(writing.tx, Register::Contract, &base.id)?;
    let matters: Vec<Matter> = Matter::all(contract).collect();
    for matter in matters {
        let Some(content) = matter.content(contract) else { continue };
        let before = matter.content(base);
        let changed = before.as_ref().is_some_and(|before| !differences(before, &content).is_empty());
        let place = open.iter().position(|application| application.matter.as_ref() == Some(&matter.code()));
        let mut waiting = place.map(|place| open.remove(place));
        if let Some(decided) = matter.approved_by(base) {
            if !changed {
                continue;
            }
            let actor = Actor::or_account(writing, today)?;
            let mut application =
                Application::begin(ApplicationKind::Change, &actor, matter.subject(contract, content));
            application.before = approval::load(writing.tx, decided)?.map(|application| application.content);
            application.save(writing)?;
            matter.set(contract, Given::default());
            continue;
        }
        // What is being decided here is not decided by typing; what was decided outside this ledger is.
        let given = if waiting.is_some() { matter.given(base) } else { matter.given(contract) };
        matter.set(contract, Given { application: None, ..given });
        let Some(application) = waiting.as_mut().filter(|_| changed) else { continue };
        let restored = application.before.as_ref().is_some_and(|before| differences(before, &content).is_empty());
        if restored && application.kind == ApplicationKind::Change {
            let latest = approval::latest(writing.tx, Register::Contract, &base.id, application.matter.as_deref())?;
            let given = latest.as_ref().and_then(|latest| Some(Given::by(&latest.id, latest.decision.as_ref()?)));
            matter.set(contract, given.unwrap_or_default());
            application.state = ApplicationState::Withdrawn;
        } else {
            application.changed_by(&Actor::or_account(writing, today)?, content);
        }
        application.save(writing)?;
    }
    // What is left is about an entry that is no more.
    for mut application in open.into_iter().filter(|application| application.matter.is_some()) {
        application.state = ApplicationState::Withdrawn;
        application.save(writing)?;
    }
    Ok(())
}
