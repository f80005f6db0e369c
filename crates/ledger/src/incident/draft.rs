//! An incident as a person typed it, and how it becomes a record: everything is read, every problem is named at once.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use super::Incident;
use crate::draft::{Held, LINE, Reader, TEXT, reversed};
use crate::problem::{Error, Problem};

/// Fields as typed; a field that is absent stays as it is, one that is `null` or empty becomes unknown.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(type = "{ id: string | null; revision: number; [field: string]: unknown }")]
pub struct IncidentDraft {
    /// Id of the incident; none for a new one.
    #[serde(default)]
    pub id: Option<String>,
    /// Revision that the person saw.
    #[serde(default)]
    pub revision: i64,
    /// The other fields of the record, with dates as typed.
    #[serde(flatten)]
    pub fields: Map<String, Json>,
}

impl IncidentDraft {
    /// The id of the incident that is edited, if it is not a new one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref().filter(|id| !id.is_empty())
    }

    /// The record that this draft describes, on top of what the record was.
    ///
    /// # Errors
    /// All problems, each with its field.
    pub fn parse(&self, base: Option<&Incident>, today: NaiveDate) -> Result<Incident, Error> {
        let (incident, problems) = self.read(base, today);
        Error::unless_none(problems)?;
        Ok(incident)
    }

    /// The record as far as it can be read, and what cannot be read; for the live view while a person types.
    pub fn read(&self, base: Option<&Incident>, today: NaiveDate) -> (Incident, Vec<Problem>) {
        let mut incident = base.cloned().unwrap_or_default();
        incident.revision = self.revision;
        if incident.recorded_on.is_none() {
            incident.recorded_on = Some(today.to_string());
        }
        let mut reader = Reader::new(&self.fields);
        reader.needed_text("title", &mut incident.title);
        reader.lines_of(&mut incident);
        reader.texts_of(&mut incident);
        let held = base.map(|base| Held { holder: base.owner.as_deref(), since: base.owner_since.as_deref() });
        incident.owner_since = reader.since("owner_since", held, incident.owner.as_deref(), today);
        reader.yes_or_no(&mut incident);
        reader.set(&mut incident.persons, |reader| {
            reader.number("persons", "incident_persons", crate::facts::count_at_most)
        });
        reader.list("kinds", &mut incident.kinds, |_, _, _, _| true);
        reader.list("reports", &mut incident.reports, |reader, list, index, entry| reader.report(list, index, entry));
        for (index, report) in incident.reports.iter_mut().enumerate() {
            reader.needed_date(format!("reports.{index}.on"), &mut report.on);
        }
        reader.days_of(&mut incident);
        reader.days_in_order(&incident, today);
        (incident, reader.problems)
    }
}

impl Reader<'_> {
    fn lines_of(&mut self, incident: &mut Incident) {
        for (field, target) in [
            ("number", &mut incident.number),
            ("section", &mut incident.section),
            ("owner", &mut incident.owner),
            ("contract", &mut incident.contract),
            ("cloud", &mut incident.cloud),
            ("sns", &mut incident.sns),
            ("found_by", &mut incident.found_by),
            ("known_by", &mut incident.known_by),
            ("persons_note", &mut incident.persons_note),
        ] {
            self.set(target, |reader| reader.text(field, LINE));
        }
    }

    fn texts_of(&mut self, incident: &mut Incident) {
        for (field, target) in [
            ("overview", &mut incident.overview),
            ("items", &mut incident.items),
            ("cause", &mut incident.cause),
            ("secondary_harm", &mut incident.secondary_harm),
            ("response", &mut incident.response),
            ("publication", &mut incident.publication),
            ("prevention", &mut incident.prevention),
            ("remarks", &mut incident.remarks),
            ("notice.how", &mut incident.notice.how),
            ("notice.instead", &mut incident.notice.instead),
        ] {
            self.set(target, |reader| reader.text(field, TEXT));
        }
    }

    fn yes_or_no(&mut self, incident: &mut Incident) {
        for (field, target) in [
            ("personal_info", &mut incident.personal_info),
            ("my_number", &mut incident.my_number),
            ("special_care", &mut incident.special_care),
            ("ordinance_care", &mut incident.ordinance_care),
            ("property_damage", &mut incident.property_damage),
            ("malicious", &mut incident.malicious),
        ] {
            self.set(target, |reader| reader.value(field, "value_unreadable"));
        }
        if let Some(suspected) = self.value("suspected", "value_unreadable") {
            incident.suspected = suspected.unwrap_or_default();
        }
    }

    fn days_of(&mut self, incident: &mut Incident) {
        for (field, target) in [
            ("happened_on", &mut incident.happened_on),
            ("found_on", &mut incident.found_on),
            ("known_on", &mut incident.known_on),
            ("contractor_knew_on", &mut incident.contractor_knew_on),
            ("contractor_reported_on", &mut incident.contractor_reported_on),
            ("published_on", &mut incident.published_on),
            ("notice.on", &mut incident.notice.on),
            ("closed_on", &mut incident.closed_on),
        ] {
            self.set(target, |reader| reader.date(field));
        }
    }

    /// What a report must say.
    fn report(&mut self, list: &str, index: usize, entry: &mut Json) -> bool {
        if entry.get("kind").is_none() {
            self.problems.push(Problem::at(format!("{list}.{index}.kind"), "required"));
            return false;
        }
        // A missing day is named as such below.
        if let Json::Object(entry) = entry {
            entry.entry("on").or_insert_with(|| Json::from(""));
        }
        true
    }

    /// Nobody knows today what will be known tomorrow, and nothing is known before it happened.
    fn days_in_order(&mut self, incident: &Incident, today: NaiveDate) {
        let today = today.to_string();
        let days = [
            ("happened_on", &incident.happened_on),
            ("found_on", &incident.found_on),
            ("known_on", &incident.known_on),
            ("contractor_knew_on", &incident.contractor_knew_on),
            ("contractor_reported_on", &incident.contractor_reported_on),
            ("published_on", &incident.published_on),
            ("notice.on", &incident.notice.on),
            ("closed_on", &incident.closed_on),
        ];
        let of_reports = incident.reports.iter().enumerate();
        let of_reports = of_reports.map(|(index, report)| (format!("reports.{index}.on"), report.on.clone()));
        let all = days.into_iter().filter_map(|(field, on)| Some((field.to_owned(), on.clone()?)));
        for (field, on) in all.chain(of_reports).filter(|(_, on)| *on > today) {
            self.problems.push(Problem::at(field, "incident_to_come").with("on", on));
        }
        let orders = [
            ("found_on", &incident.happened_on, &incident.found_on),
            ("known_on", &incident.happened_on, &incident.known_on),
            ("contractor_knew_on", &incident.happened_on, &incident.contractor_knew_on),
            ("contractor_reported_on", &incident.contractor_knew_on, &incident.contractor_reported_on),
            ("closed_on", &incident.known_on, &incident.closed_on),
        ];
        for (field, earlier, later) in orders {
            if let (Some(earlier), Some(later)) = (earlier, later)
                && later < earlier
            {
                self.problems.push(reversed(field, earlier, later));
            }
        }
    }
}
