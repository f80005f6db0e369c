//! The complete sample office: an invented city with records of every kind, so that every screen has something to show.
//! Its data are `templates/samples/`; nothing here is used by a real office.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::contract::{Closing, ContractDraft};
use crate::incident::IncidentDraft;
use crate::ledger::Ledger;
use crate::office::Office;
use crate::person::{Person, Section};
use crate::problem::Error;
use crate::sns::SnsDraft;

const OFFICE: &str = include_str!("../../../templates/samples/office.json");
const SECTIONS: &str = include_str!("../../../templates/samples/sections.json");
const PERSONS: &str = include_str!("../../../templates/samples/persons.json");
const CLOUDS: &str = include_str!("../../../templates/samples/clouds.jsonl");
const SNS: &str = include_str!("../../../templates/samples/sns.jsonl");
const INCIDENTS: &str = include_str!("../../../templates/samples/incidents.jsonl");
const CONTRACTS: &str = include_str!("../../../templates/samples/contracts.jsonl");

/// A sample contract with what happened to it.
#[derive(Deserialize)]
struct Sample {
    id: String,
    renewed_from: Option<String>,
    signed_on: Option<String>,
    closing: Option<Closing>,
    #[serde(flatten)]
    fields: Map<String, Json>,
}

/// The contract that a record names has got an id of this ledger.
fn own_contract(fields: &mut Map<String, Json>, ids: &BTreeMap<String, String>) {
    let contract = fields.get("contract").and_then(Json::as_str).and_then(|id| ids.get(id)).cloned();
    fields.insert("contract".to_owned(), contract.into());
}

/// The lines of a file that hold something.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty())
}

impl Ledger {
    /// Fills a new ledger with the sample office, through the same operations that people use.
    ///
    /// # Errors
    /// If the ledger is not new, or a sample is refused.
    pub fn load_sample(&mut self) -> Result<(), Error> {
        let office: Office = serde_json::from_str(OFFICE)?;
        self.save_office(Office { revision: 0, ..office })?;
        let mut sections = BTreeMap::new();
        for section in serde_json::from_str::<Vec<Section>>(SECTIONS)? {
            let parent = section.parent.as_ref().and_then(|parent| sections.get(parent)).cloned();
            let saved = self.save_section(Section { id: String::new(), revision: 0, parent, ..section.clone() })?;
            sections.insert(section.id, saved.id);
        }
        let mut ids = BTreeMap::new();
        for line in lines(CONTRACTS) {
            let sample: Sample = serde_json::from_str(line)?;
            let id = self.load_contract(&sample, &ids)?;
            ids.insert(sample.id, id);
        }
        for line in lines(CLOUDS) {
            self.save_cloud(&serde_json::from_str(line)?)?;
        }
        for line in lines(SNS) {
            let mut draft: SnsDraft = serde_json::from_str(line)?;
            own_contract(&mut draft.fields, &ids);
            self.save_sns(&draft)?;
        }
        for line in lines(INCIDENTS) {
            let mut draft: IncidentDraft = serde_json::from_str(line)?;
            own_contract(&mut draft.fields, &ids);
            self.save_incident(&draft)?;
        }
        // Whoever makes the sample is nobody in it, and takes approvals over only until somebody in it may.
        for person in serde_json::from_str::<Vec<Person>>(PERSONS)? {
            self.save_person(Person { id: String::new(), revision: 0, ..person })?;
        }
        Ok(())
    }

    fn load_contract(&mut self, sample: &Sample, ids: &BTreeMap<String, String>) -> Result<String, Error> {
        let mut draft = ContractDraft { id: None, revision: 0, fields: sample.fields.clone() };
        let text = |key: &str| sample.fields.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
        if let Some(old) = sample.renewed_from.as_ref().and_then(|old| ids.get(old)) {
            let renewed = self.renew_contract(old, &text("starts_on"), &text("ends_on"))?;
            draft.id = Some(renewed.id);
            draft.revision = renewed.revision;
        }
        let mut contract = self.save_contract(&draft)?;
        if let Some(signed_on) = &sample.signed_on {
            contract = self.sign_contract(&contract.id, signed_on, contract.revision)?;
        }
        if let Some(closing) = &sample.closing {
            contract = self.close_contract(&contract.id, closing, contract.revision)?;
        }
        Ok(contract.id)
    }
}
