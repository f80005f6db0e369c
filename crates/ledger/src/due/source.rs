//! The record that dates are of, as lists show it, and who has to do something about them.

use super::OFFICE;
use super::act::DueAct;
use crate::cloud::Cloud;
use crate::contract::Contract;
use crate::incident::Incident;
use crate::sns::Sns;

/// The record that dates are of, as lists show it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Register.
    pub register: &'a str,
    /// Id.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// Number, where it has one.
    pub number: Option<&'a str>,
    /// Who answers for it.
    pub owner: Option<&'a str>,
    /// Its section.
    pub section: Option<&'a str>,
}

impl<'a> From<&'a Contract> for Source<'a> {
    fn from(contract: &'a Contract) -> Self {
        Self {
            register: "contract",
            id: &contract.id,
            title: &contract.title,
            number: contract.number.as_deref(),
            owner: contract.owner.as_deref(),
            section: contract.section.as_deref(),
        }
    }
}

impl<'a> From<&'a Cloud> for Source<'a> {
    fn from(cloud: &'a Cloud) -> Self {
        Self {
            register: "cloud",
            id: &cloud.id,
            title: &cloud.service,
            number: cloud.number.as_deref(),
            owner: cloud.manager.as_deref(),
            section: cloud.section.as_deref(),
        }
    }
}

impl<'a> From<&'a Sns> for Source<'a> {
    fn from(sns: &'a Sns) -> Self {
        Self {
            register: "sns",
            id: &sns.id,
            title: &sns.name,
            number: None,
            owner: sns.owner.as_deref(),
            section: sns.section.as_deref(),
        }
    }
}

impl<'a> From<&'a Incident> for Source<'a> {
    fn from(incident: &'a Incident) -> Self {
        Self {
            register: "incident",
            id: &incident.id,
            title: &incident.title,
            number: incident.number.as_deref(),
            owner: incident.owner.as_deref(),
            section: incident.section.as_deref(),
        }
    }
}

/// The office itself; its name is put in where dates are worded.
pub const OF_OFFICE: Source<'static> =
    Source { register: OFFICE, id: OFFICE, title: "", number: None, owner: None, section: None };

impl<'a> Source<'a> {
    /// The person and the section that have to do something about a date: those it was handed on to, else those of the record.
    pub fn answering<'b>(&self, act: Option<&'b DueAct>) -> (Option<&'b str>, Option<&'b str>)
    where
        'a: 'b,
    {
        let handed = act.filter(|act| act.person.is_some() || act.section.is_some());
        let owner = handed.map_or(self.owner, |act| act.person.as_deref());
        (owner, handed.and_then(|act| act.section.as_deref()).or(self.section))
    }
}
