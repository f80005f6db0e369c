//! A contract as a person typed it, and how it becomes a record: everything is read, every problem is named at once.
//! What is merely imperfect is not a problem; that is for the rules.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use super::{Certificate, Closing, Contract, Subcontract, Waiver, chain};
use crate::amount;
use crate::catalogue::Catalogue;
use crate::draft::{Held, LINE, Reader, TEXT, date, plain_number, reversed};
use crate::problem::{Error, Problem};

/// Fields as typed; a field that is absent stays as it is, one that is `null` or empty becomes unknown.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(type = "{ id: string | null; revision: number; [field: string]: unknown }")]
pub struct ContractDraft {
    /// Id of the contract; none for a new one.
    #[serde(default)]
    pub id: Option<String>,
    /// Revision that the person saw.
    #[serde(default)]
    pub revision: i64,
    /// The other fields of the record, with dates and amounts as typed.
    #[serde(flatten)]
    pub fields: Map<String, Json>,
}

/// How a contract ended, with dates as typed.
pub fn closing(typed: &Closing, starts_on: Option<&str>) -> Result<Closing, Error> {
    let mut problems = Vec::new();
    let mut optional = |field: &str, text: &Option<String>| {
        let text = text.as_deref().filter(|text| !text.trim().is_empty())?;
        date(field, text).map_err(|error| problems.extend(error.problems)).ok()
    };
    let returned_on = optional("returned_on", &typed.returned_on);
    let erasure_certificate_on = optional("erasure_certificate_on", &typed.erasure_certificate_on);
    match date("closed_on", &typed.closed_on) {
        Err(error) => problems.extend(error.problems),
        Ok(closed_on) => {
            // Given up before it began: the reason stands in the remark, else it is taken for a slip of the pen.
            let reason = typed.note.as_deref().is_some_and(|note| !note.trim().is_empty());
            if let Some(start) = starts_on.filter(|start| closed_on.as_str() < *start && !reason) {
                problems.push(Problem::at("closed_on", "closed_before_start").with("start", start));
            }
            if problems.is_empty() {
                let note = typed.note.clone().filter(|note| !note.trim().is_empty());
                return Ok(Closing { closed_on, returned_on, erasure_certificate_on, note });
            }
        }
    }
    Err(Error { problems })
}

impl ContractDraft {
    /// The id of the contract that is edited, if it is not a new one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref().filter(|id| !id.is_empty())
    }

    /// The record that this draft describes, on top of what the record was.
    ///
    /// # Errors
    /// All problems, each with its field.
    pub fn parse(&self, base: Option<&Contract>, today: NaiveDate) -> Result<Contract, Error> {
        let (contract, problems) = self.read(base, today)?;
        Error::unless_none(problems)?;
        Ok(contract)
    }

    /// The record as far as it can be read, and what cannot be read; for the live view while a person types.
    ///
    /// # Errors
    /// Only if the catalogue itself is unusable.
    pub fn read(&self, base: Option<&Contract>, today: NaiveDate) -> Result<(Contract, Vec<Problem>), Error> {
        let catalogue = Catalogue::shipped()?;
        let mut contract = base.cloned().unwrap_or_default();
        contract.revision = self.revision;
        let mut reader = Reader::new(&self.fields);
        reader.needed_text("title", &mut contract.title);
        reader.set(&mut contract.number, |reader| reader.text("number", LINE));
        reader.set(&mut contract.section, |reader| reader.text("section", LINE));
        reader.set(&mut contract.owner, |reader| reader.text("owner", LINE));
        let held = base.map(|base| Held { holder: base.owner.as_deref(), since: base.owner_since.as_deref() });
        contract.owner_since = reader.since("owner_since", held, contract.owner.as_deref(), today);
        reader.set(&mut contract.document_number, |reader| reader.text("document_number", LINE));
        reader.set(&mut contract.note, |reader| reader.text("note", TEXT));
        reader.set(&mut contract.signed_on, |reader| reader.date("signed_on"));
        if let Some(base) = base.filter(|base| base.agreed.is_some() && base.signed_on != contract.signed_on) {
            let on = base.signed_on.clone().unwrap_or_default();
            reader.problems.push(Problem::at("signed_on", "signed_fixed").with("on", on));
        }
        reader.set(&mut contract.decided_on, |reader| reader.date("decided_on"));
        reader.set(&mut contract.starts_on, |reader| reader.date("starts_on"));
        reader.set(&mut contract.ends_on, |reader| reader.date("ends_on"));
        reader.set(&mut contract.amount_yen, |reader| {
            reader.number("amount_yen", "amount_unreadable", |typed| amount::parse(typed, 1))
        });
        reader.notice(&mut contract);
        reader.set(&mut contract.auto_renewal, |reader| reader.value("auto_renewal", "value_unreadable"));
        reader.set(&mut contract.method, |reader| reader.value("method", "method_unknown"));
        if let (Some(start), Some(end)) = (&contract.starts_on, &contract.ends_on)
            && end < start
        {
            reader.problems.push(reversed("ends_on", start, end));
        }
        reader.contractor("contractor", &mut contract.contractor);
        reader.list("subcontracts", &mut contract.subcontracts, Reader::entry);
        reader.list("certificates", &mut contract.certificates, Reader::entry);
        reader.list("inspections", &mut contract.inspections, Reader::entry);
        reader.list("measures", &mut contract.measures, Reader::entry);
        reader.list("workers", &mut contract.workers, Reader::entry);
        reader.list("information", &mut contract.information, Reader::entry);
        reader.structure(&mut contract.structure);
        reader.list("deliverables", &mut contract.deliverables, Reader::entry);
        reader.list("domains", &mut contract.domains, Reader::entry);
        reader.selection(catalogue, &mut contract.selection);
        reader.list("waivers", &mut contract.waivers, Reader::entry);
        reader.list("confirmations", &mut contract.confirmations, Reader::entry);
        reader.sub_problems(catalogue, &mut contract);
        super::intervals::repeat(&mut contract);
        reader.known_requirements(catalogue, &contract);
        reader.facts(catalogue, &mut contract.facts);
        Ok((contract, reader.problems))
    }
}

impl Reader<'_> {
    /// Kinds and dates of certificates, of a contract or of a company.
    pub(crate) fn certificates(&mut self, catalogue: &Catalogue, certificates: &mut [Certificate]) {
        let kinds = catalogue.facts.get("certs").map(|fact| fact.choices()).unwrap_or_default();
        for (index, certificate) in certificates.iter_mut().enumerate() {
            if !kinds.contains(&certificate.kind) {
                let problem = Problem::at(format!("certificates.{index}.kind"), "fact_value_unknown");
                self.problems.push(problem.with("fact", "certs").with("value", &certificate.kind));
            }
            self.inner_date(format!("certificates.{index}.valid_until"), &mut certificate.valid_until);
        }
    }

    /// What an entry of these lists must say beside its texts, and numbers that are typed as freely as those of the record.
    fn entry(&mut self, list: &str, index: usize, entry: &mut Json) -> bool {
        let at = |name: &str| format!("{list}.{index}.{name}");
        let needed: &[&str] = match list {
            "inspections" => &["method"],
            "measures" => &["source"],
            "deliverables" => &["kind"],
            _ => &[],
        };
        for name in needed.iter().filter(|name| entry.get(**name).is_none()) {
            self.problems.push(Problem::at(at(name), "required"));
        }
        if list == "deliverables"
            && let Some(every) = entry.get_mut("every_months").filter(|every| every.is_string())
        {
            let typed = every.as_str().unwrap_or_default().to_owned();
            match crate::date::parse_every(&typed) {
                Some(months) => *every = months.into(),
                None => {
                    self.problems.push(Problem::at(at("every_months"), "number_unreadable").with("value", typed));
                    return false;
                }
            }
        }
        if let Some(tier) = entry.get_mut("tier").filter(|tier| tier.is_string()) {
            let typed = tier.as_str().unwrap_or_default().to_owned();
            match plain_number(&typed).filter(|tier| (1..=99).contains(tier)) {
                Some(number) => *tier = number.into(),
                None => {
                    self.problems.push(Problem::at(at("tier"), "number_unreadable").with("value", typed));
                    return false;
                }
            }
        }
        for name in ["count", "back_count"] {
            let Some(count) = entry.get_mut(name).filter(|count| count.is_string()) else { continue };
            let typed = count.as_str().unwrap_or_default().to_owned();
            match crate::facts::count(&typed) {
                Some(number) => *count = number.into(),
                None => {
                    self.problems.push(Problem::at(at(name), "number_unreadable").with("value", typed));
                    return false;
                }
            }
        }
        true
    }

    /// Workers and what was handed over: names, and dates in order.
    fn entrusted(&mut self, contract: &mut Contract) {
        for (index, worker) in contract.workers.iter_mut().enumerate() {
            let at = |name: &str| format!("workers.{index}.{name}");
            if worker.name.trim().is_empty() {
                self.problems.push(Problem::at(at("name"), "required"));
            }
            self.inner_date(at("from"), &mut worker.from);
            self.inner_date(at("until"), &mut worker.until);
            self.inner_date(at("pledged_on"), &mut worker.pledged_on);
            self.inner_date(at("trained_on"), &mut worker.trained_on);
            if let (Some(from), Some(until)) = (&worker.from, &worker.until)
                && until < from
            {
                self.problems.push(reversed(&at("until"), from, until));
            }
        }
        for (index, one) in contract.information.iter_mut().enumerate() {
            let at = |name: &str| format!("information.{index}.{name}");
            if one.name.trim().is_empty() {
                self.problems.push(Problem::at(at("name"), "required"));
            }
            self.inner_date(at("handed_on"), &mut one.handed_on);
            self.inner_date(at("back_on"), &mut one.back_on);
            if let (Some(handed), Some(back)) = (&one.handed_on, &one.back_on)
                && back < handed
            {
                self.problems.push(reversed(&at("back_on"), handed, back));
            }
        }
    }

    /// Re-outsourcings name one of the contract as the one above, and do not lead in a circle. What is below another one is
    /// one level further down, whatever was typed.
    fn chain(&mut self, contract: &mut Contract) {
        let ids: Vec<String> = contract.subcontracts.iter().map(|sub| sub.id.clone()).collect();
        let mut numbered = contract.clone();
        numbered.number_subcontracts();
        for (index, sub) in contract.subcontracts.iter_mut().enumerate() {
            let Some(under) = &sub.under else { continue };
            match chain::named(&numbered.subcontracts, sub) {
                // By its id it is found again when its name changes; an entry that is new has none yet.
                Some(place) if !ids[place].is_empty() => sub.under = Some(ids[place].clone()),
                Some(_) => {}
                // The entry above was taken out: what is left of it is a level that somebody has to look at.
                None if chain::is_id(under) => sub.under = None,
                None => {
                    let problem = Problem::at(format!("subcontracts.{index}.under"), "subcontract_under_missing");
                    self.problems.push(problem.with("value", under));
                }
            }
        }
        if let Some(place) = chain::circle(&numbered) {
            let name = &numbered.subcontracts[place].name;
            let at = format!("subcontracts.{place}.under");
            self.problems.push(Problem::at(at, "subcontract_circle").with("name", name));
            return;
        }
        let levels = chain::above(&numbered);
        for (place, sub) in contract.subcontracts.iter_mut().enumerate().filter(|(_, sub)| sub.under.is_some()) {
            sub.tier = u32::try_from(chain::upwards(&levels, place).len()).unwrap_or(u32::MAX).saturating_add(1);
        }
    }

    /// Dates and numbers inside the lists, which are typed as freely as those of the record.
    fn sub_problems(&mut self, catalogue: &Catalogue, contract: &mut Contract) {
        for (index, sub) in contract.subcontracts.iter_mut().enumerate() {
            let at = |name: &str| format!("subcontracts.{index}.{name}");
            let Subcontract { name, corporate_number, approved_on, starts_on, ends_on, expires_on, tier, .. } = sub;
            self.inner_date(at("refused_on"), &mut sub.refused_on);
            if name.trim().is_empty() {
                self.problems.push(Problem::at(at("name"), "required"));
            }
            *tier = (*tier).max(1);
            if let Some(typed) = corporate_number.take() {
                *corporate_number = self.corporate_number(&at("corporate_number"), &typed);
            }
            self.inner_date(at("approved_on"), approved_on);
            self.inner_date(at("starts_on"), starts_on);
            self.inner_date(at("ends_on"), ends_on);
            self.inner_date(at("expires_on"), expires_on);
            if let (Some(start), Some(end)) = (starts_on.as_ref(), ends_on.as_ref())
                && end < start
            {
                self.problems.push(reversed(&at("ends_on"), start, end));
            }
        }
        self.chain(contract);
        self.entrusted(contract);
        self.certificates(catalogue, &mut contract.certificates);
        for (index, inspection) in contract.inspections.iter_mut().enumerate() {
            self.needed_date(format!("inspections.{index}.on"), &mut inspection.on);
        }
        for (index, measure) in contract.measures.iter_mut().enumerate() {
            let at = |name: &str| format!("measures.{index}.{name}");
            if measure.finding.trim().is_empty() {
                self.problems.push(Problem::at(at("finding"), "required"));
            }
            self.inner_date(at("found_on"), &mut measure.found_on);
            self.inner_date(at("due_on"), &mut measure.due_on);
            self.inner_date(at("done_on"), &mut measure.done_on);
            if let (Some(found), Some(done)) = (&measure.found_on, &measure.done_on)
                && done < found
            {
                self.problems.push(reversed(&at("done_on"), found, done));
            }
        }
        for (index, deliverable) in contract.deliverables.iter_mut().enumerate() {
            self.inner_date(format!("deliverables.{index}.due_on"), &mut deliverable.due_on);
            self.inner_date(format!("deliverables.{index}.received_on"), &mut deliverable.received_on);
        }
        for (index, domain) in contract.domains.iter_mut().enumerate() {
            if domain.name.trim().is_empty() {
                self.problems.push(Problem::at(format!("domains.{index}.name"), "required"));
            }
            self.inner_date(format!("domains.{index}.registered_until"), &mut domain.registered_until);
            self.inner_date(format!("domains.{index}.returned_on"), &mut domain.returned_on);
        }
        for (index, waiver) in contract.waivers.iter_mut().enumerate() {
            self.inner_date(format!("waivers.{index}.approved_on"), &mut waiver.approved_on);
            self.inner_date(format!("waivers.{index}.expires_on"), &mut waiver.expires_on);
        }
        for (index, confirmation) in contract.confirmations.iter_mut().enumerate() {
            self.needed_date(format!("confirmations.{index}.on"), &mut confirmation.on);
            if confirmation.source.trim().is_empty() {
                self.problems.push(Problem::at(format!("confirmations.{index}.source"), "required"));
            }
        }
    }

    fn known_requirements(&mut self, catalogue: &Catalogue, contract: &Contract) {
        let mut seen = BTreeSet::new();
        let waivers = contract.waivers.iter().map(|Waiver { requirement, .. }| ("waivers", requirement));
        let confirmations = contract.confirmations.iter().map(|entry| ("confirmations", &entry.requirement));
        for (field, requirement) in waivers.chain(confirmations) {
            if catalogue.requirement(requirement).is_none() {
                self.problems.push(Problem::at(field, "requirement_unknown").with("value", requirement));
            } else if field == "waivers" && !seen.insert(requirement) {
                self.problems.push(Problem::at(field, "duplicate").with("value", requirement));
            }
        }
    }
}
