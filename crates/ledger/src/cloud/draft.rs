//! A cloud use as a person typed it, and how it becomes a record: everything is read, every problem is named at once.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use super::{Cloud, CloudAnswer};
use crate::catalogue::Catalogue;
use crate::draft::{Held, LINE, Reader, TEXT, clean, plain_number, reversed};
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
        let catalogue = Catalogue::shipped()?;
        let mut cloud = base.cloned().unwrap_or_default();
        cloud.revision = self.revision;
        let mut reader = Reader::new(&self.fields);
        reader.needed_text("service", &mut cloud.service);
        reader.set(&mut cloud.number, |reader| reader.text("number", LINE));
        reader.contractor("provider", &mut cloud.provider);
        reader.set(&mut cloud.url, |reader| reader.text("url", LINE));
        reader.set(&mut cloud.section, |reader| reader.text("section", LINE));
        reader.set(&mut cloud.manager, |reader| reader.text("manager", LINE));
        let held = base.map(|base| Held { holder: base.manager.as_deref(), since: base.manager_since.as_deref() });
        cloud.manager_since = reader.since("manager_since", held, cloud.manager.as_deref(), today);
        reader.set(&mut cloud.purpose, |reader| reader.text("purpose", TEXT));
        reader.set(&mut cloud.users, |reader| reader.number("users", "number_unreadable", plain_number));
        if let Some(status) = reader.value("status", "value_unreadable") {
            cloud.status = status.unwrap_or_default();
        }
        reader.set(&mut cloud.conditions, |reader| reader.text("conditions", TEXT));
        reader.set(&mut cloud.decided_on, |reader| reader.date("decided_on"));
        reader.set(&mut cloud.expires_on, |reader| reader.date("expires_on"));
        if let (Some(start), Some(end)) = (&cloud.decided_on, &cloud.expires_on)
            && end < start
        {
            reader.problems.push(reversed("expires_on", start, end));
        }
        reader.set(&mut cloud.ended_on, |reader| reader.date("ended_on"));
        reader.set(&mut cloud.contract, |reader| reader.text("contract", LINE));
        reader.set(&mut cloud.note, |reader| reader.text("note", TEXT));
        reader.facts(catalogue, &mut cloud.facts);
        reader.answers(catalogue, &mut cloud.answers);
        Error::unless_none(reader.problems)?;
        Ok(cloud)
    }
}

impl Reader<'_> {
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
            match serde_json::from_value::<CloudAnswer>(entry.clone()) {
                Err(_) => self.problems.push(Problem::at(at, "value_unreadable").with("value", entry)),
                Ok(CloudAnswer { answer, source }) => {
                    let answer = clean(&answer, true);
                    let source = source.map(|source| clean(&source, true)).filter(|source| !source.is_empty());
                    let length = answer.chars().count().max(source.iter().flat_map(|text| text.chars()).count());
                    if length > TEXT {
                        self.problems.push(Problem::at(at, "too_long").with("limit", TEXT).with("length", length));
                    } else if !answer.is_empty() || source.is_some() {
                        read.insert(requirement.clone(), CloudAnswer { answer, source });
                    }
                }
            }
        }
        *answers = read;
    }
}
