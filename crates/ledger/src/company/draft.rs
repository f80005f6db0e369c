//! A company as a person typed it, and how it becomes a record: everything is read, every problem is named at once.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use super::Company;
use crate::catalogue::Catalogue;
use crate::draft::{LINE, Reader, TEXT, reversed};
use crate::problem::{Error, Problem};

/// Fields as typed; a field that is absent stays as it is, one that is `null` or empty becomes unknown.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(type = "{ id: string | null; revision: number; [field: string]: unknown }")]
pub struct CompanyDraft {
    /// Id of the company; none for a new one.
    #[serde(default)]
    pub id: Option<String>,
    /// Revision that the person saw.
    #[serde(default)]
    pub revision: i64,
    /// The other fields of the record, with dates as typed.
    #[serde(flatten)]
    pub fields: Map<String, Json>,
}

impl CompanyDraft {
    /// The id of the company that is edited, if it is not a new one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref().filter(|id| !id.is_empty())
    }

    /// The record that this draft describes, on top of what the record was.
    ///
    /// # Errors
    /// All problems, each with its field.
    pub fn parse(&self, base: Option<&Company>) -> Result<Company, Error> {
        let mut company = base.cloned().unwrap_or_default();
        company.revision = self.revision;
        let mut reader = Reader::new(&self.fields);
        reader.needed_text("name", &mut company.name);
        reader.set_corporate_number("corporate_number", &mut company.corporate_number);
        reader.names("spellings", &mut company.spellings);
        reader.set(&mut company.representative, |reader| reader.text("representative", LINE));
        reader.set(&mut company.address, |reader| reader.text("address", LINE));
        reader.set(&mut company.country, |reader| reader.text("country", LINE));
        reader.set(&mut company.suspended_from, |reader| reader.date("suspended_from"));
        reader.set(&mut company.suspended_until, |reader| reader.date("suspended_until"));
        reader.set(&mut company.suspended_reason, |reader| reader.text("suspended_reason", TEXT));
        reader.set(&mut company.note, |reader| reader.text("note", TEXT));
        reader.list("former_names", &mut company.former_names, |_, _, _, _| true);
        reader.list("certificates", &mut company.certificates, |_, _, _, _| true);
        reader.list("contacts", &mut company.contacts, |_, _, _, _| true);
        reader.parent(&mut company);
        reader.inner(Catalogue::shipped()?, &mut company);
        company.spellings.retain(|spelling| *spelling != company.name);
        Error::unless_none(reader.problems)?;
        Ok(company)
    }
}

impl Reader<'_> {
    /// Who controls the company.
    fn parent(&mut self, company: &mut Company) {
        match self.fields.get("parent") {
            None | Some(Json::Object(_)) => {}
            Some(Json::Null) => company.parent = super::ParentCompany::default(),
            Some(other) => self.problems.push(Problem::at("parent", "value_unreadable").with("value", other)),
        }
        self.set(&mut company.parent.name, |reader| reader.text("parent.name", LINE));
        self.set(&mut company.parent.country, |reader| reader.text("parent.country", LINE));
        self.set_corporate_number("parent.corporate_number", &mut company.parent.corporate_number);
        let own = company.corporate_number.as_ref();
        if own.is_some() && own == company.parent.corporate_number.as_ref() {
            self.problems.push(Problem::at("parent.corporate_number", "contractor_own_parent"));
        }
    }

    /// What entries of the lists must say, and dates in order.
    fn inner(&mut self, catalogue: &Catalogue, company: &mut Company) {
        for (index, former) in company.former_names.iter_mut().enumerate() {
            if former.name.trim().is_empty() {
                self.problems.push(Problem::at(format!("former_names.{index}.name"), "required"));
            }
            self.inner_date(format!("former_names.{index}.until"), &mut former.until);
        }
        self.certificates(catalogue, &mut company.certificates);
        for (index, contact) in company.contacts.iter().enumerate() {
            if [&contact.name, &contact.section, &contact.phone, &contact.email].into_iter().all(Option::is_none) {
                self.problems.push(Problem::at(format!("contacts.{index}.name"), "required"));
            }
        }
        if let (Some(from), Some(until)) = (&company.suspended_from, &company.suspended_until)
            && until < from
        {
            self.problems.push(reversed("suspended_until", from, until));
        }
    }
}
