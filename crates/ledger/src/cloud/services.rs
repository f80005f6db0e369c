//! A public list of registered services (ISMAP, J-LIS, …) beside the register: which uses it speaks for, and until when.
//! The list is a file that the office has fetched by itself. Nothing is taken over that a person did not choose.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Assurance, Cloud, CloudStatus, Origin, put, reopen, store};
use crate::approval::Actor;
use crate::date::Side;
use crate::fold::fold;
use crate::history::Op;
use crate::ledger::Ledger;
use crate::listing::{Entry, List};
use crate::problem::{Error, Problem};

/// A list, and whose it is.
#[derive(Debug, Clone, Default, Deserialize, TS)]
pub struct ServicesRequest {
    /// The file.
    pub file: String,
    /// A value of the fact `certs`, such as `ismap`.
    pub kind: String,
    /// Which heading is which field, where the program does not know it.
    #[serde(default)]
    #[ts(as = "Option<BTreeMap<String, String>>", optional)]
    pub mapping: BTreeMap<String, String>,
    /// Ids of the uses for which the list is taken over; none only to look.
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub choose: Vec<String>,
}

/// How a row of the list was found to be about a use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MatchedBy {
    /// The number of the registration.
    Number,
    /// Service and provider.
    ServiceAndProvider,
    /// The service alone: somebody has to look.
    Service,
}

/// A use that the list speaks for.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ServiceMatch {
    /// Id of the use.
    pub id: String,
    /// Name of the service in the register.
    pub service: String,
    /// Section.
    pub section: Option<String>,
    /// Row of the list.
    pub row: u32,
    /// Name of the service in the list.
    pub listed_service: String,
    /// Provider in the list.
    pub listed_provider: Option<String>,
    /// How it was found.
    pub by: MatchedBy,
    /// What the use holds of this kind.
    pub now: Option<Assurance>,
    /// What the list says.
    pub listed: Assurance,
    /// Whether the list says something else than the use holds.
    pub differs: bool,
    /// Whether taking it over reopens an approval.
    pub reopens: bool,
    /// Whether it was taken over.
    pub taken: bool,
}

/// What the list says about the register.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ServicesReport {
    /// Headings that were understood, by field.
    pub headings: BTreeMap<String, String>,
    /// Rows of the list.
    pub rows: usize,
    /// Uses that the list speaks for.
    pub matches: Vec<ServiceMatch>,
    /// Uses that rely on a registration of this kind which the list does not have: id and service.
    pub missing: Vec<(String, String)>,
    /// Rows whose dates could not be read.
    pub unreadable: Vec<u32>,
}

impl Ledger {
    /// Compares a list with the register, and takes over what was chosen.
    ///
    /// # Errors
    /// Why the file cannot be read, `list_no_headings`, `fact_value_unknown` for the kind, `services_not_matched` for a chosen
    /// use that the list does not speak for.
    pub fn match_services(&mut self, request: &ServicesRequest) -> Result<ServicesReport, Error> {
        let kinds = crate::catalogue::Catalogue::shipped()?.facts.get("certs").map(|fact| fact.choices().to_vec());
        if !kinds.unwrap_or_default().contains(&request.kind) {
            let problem = Problem::at("kind", "fact_value_unknown").with("fact", "certs");
            return Err(problem.with("value", &request.kind).into());
        }
        let listing = self.read_list(List::Services, &request.file, &request.mapping, "service")?;
        let today = self.today();
        let mut unreadable = Vec::new();
        let listed: Vec<Listed<'_>> = listing
            .entries
            .iter()
            .filter(|entry| entry.text("service").is_some())
            .map(|entry| Listed::of(entry, assurance(&request.kind, entry, &mut unreadable)))
            .collect();
        let mut matches: Vec<(Cloud, ServiceMatch)> = Vec::new();
        let mut missing: Vec<(String, String)> = Vec::new();
        for cloud in self.clouds()?.into_iter().filter(|cloud| cloud.status != CloudStatus::Ended) {
            let names = Names::of(&cloud, &request.kind);
            let best =
                listed.iter().filter_map(|row| Some((matched(&names, row)?, row))).min_by_key(|(by, _)| *by as u8);
            match best {
                Some((by, row)) => {
                    let found = found(&cloud, by, row.entry, &row.own);
                    matches.push((cloud, found));
                }
                None if relies(&cloud, &request.kind) => missing.push((cloud.id, cloud.service)),
                None => {}
            }
        }
        self.read(|tx| {
            for (cloud, found) in &mut matches {
                found.reopens = reopen::by_list(tx, cloud, &taken_over(cloud, &found.listed), today)?;
            }
            Ok(())
        })?;
        if !request.choose.is_empty() {
            self.write(Op::CloudSave, |writing| {
                Actor::may_write(writing, today)?;
                for id in &request.choose {
                    let found = matches.iter_mut().find(|(cloud, _)| cloud.id == *id);
                    let (_, found) =
                        found.ok_or_else(|| Problem::at("choose", "services_not_matched").with("id", id))?;
                    let base =
                        store::load(writing.tx, id)?.ok_or_else(|| Problem::new("record_missing").with("id", id))?;
                    let cloud = taken_over(&base, &found.listed);
                    if cloud != base {
                        put(writing, cloud, Some(&base), Origin::List, today)?;
                    }
                    found.taken = true;
                }
                Ok(())
            })?;
        }
        Ok(ServicesReport {
            headings: listing.headings.clone(),
            rows: listed.len(),
            matches: matches.into_iter().map(|(_, found)| found).collect(),
            missing,
            unreadable,
        })
    }
}

/// A row of the list as an assurance.
fn assurance(kind: &str, entry: &Entry, unreadable: &mut Vec<u32>) -> Assurance {
    let mut last = |field: &str| {
        let typed = entry.text(field)?;
        let read = day(&typed);
        if read.is_none() && !unreadable.contains(&entry.row) {
            unreadable.push(entry.row);
        }
        read.map(|day| day.to_string())
    };
    let (valid_from, valid_until, audited_until) = (last("valid_from"), last("valid_until"), last("audited_until"));
    let pending = crate::wording::table(crate::wording::Lang::Ja).get("services.pending").cloned().unwrap_or_default();
    let renewal_pending = entry.text("renewal_pending").is_some_and(|words| {
        let words = fold(&words);
        pending.split(',').any(|word| words.contains(&fold(word)))
    });
    Assurance {
        kind: kind.to_owned(),
        number: entry.text("number"),
        scope: entry.text("scope").or_else(|| entry.text("service")),
        valid_from,
        valid_until,
        audited_until,
        renewal_pending,
        ..Assurance::default()
    }
}

/// The last day of what a cell says: a day, or the end of a period.
fn day(typed: &str) -> Option<NaiveDate> {
    if let Ok(date) = crate::date::parse(typed).or_else(|_| crate::date::parse_serial(typed)) {
        return Some(date);
    }
    match crate::date::parse_period(typed, None) {
        (_, Side::On(end)) => Some(end.on),
        (Side::On(start), _) => Some(start.on),
        _ => None,
    }
}

fn relies(cloud: &Cloud, kind: &str) -> bool {
    cloud.assurances.iter().any(|assurance| assurance.kind == kind && assurance.relied_on)
}

/// A row of the list, with what it is found by in one spelling.
struct Listed<'a> {
    entry: &'a Entry,
    own: Assurance,
    number: Option<String>,
    service: String,
    provider: Option<String>,
    corporate_number: Option<String>,
}

impl<'a> Listed<'a> {
    fn of(entry: &'a Entry, own: Assurance) -> Self {
        let folded = |field: &str| entry.text(field).map(|text| fold(&text)).filter(|text| !text.is_empty());
        Self {
            number: own.number.as_deref().map(fold).filter(|number| !number.is_empty()),
            service: folded("service").unwrap_or_default(),
            provider: folded("provider"),
            corporate_number: folded("corporate_number"),
            entry,
            own,
        }
    }
}

/// What a use is found by, in one spelling.
struct Names {
    numbers: Vec<String>,
    service: String,
    provider: String,
    corporate_number: Option<String>,
}

impl Names {
    fn of(cloud: &Cloud, kind: &str) -> Self {
        let of_kind = cloud.assurances.iter().filter(|assurance| assurance.kind == kind);
        Self {
            numbers: of_kind.filter_map(|assurance| assurance.number.as_deref()).map(fold).collect(),
            service: fold(&cloud.service),
            provider: fold(&cloud.provider.name),
            corporate_number: cloud.provider.corporate_number.as_deref().map(fold),
        }
    }
}

/// Whether a row is about a use, and by what.
fn matched(names: &Names, row: &Listed<'_>) -> Option<MatchedBy> {
    if row.number.as_ref().is_some_and(|number| names.numbers.contains(number)) {
        return Some(MatchedBy::Number);
    }
    if row.service.is_empty() || row.service != names.service {
        return None;
    }
    let provider = match (&row.corporate_number, &names.corporate_number) {
        (Some(listed), Some(own)) => listed == own,
        _ => row.provider.as_ref().is_some_and(|listed| *listed == names.provider),
    };
    Some(if provider { MatchedBy::ServiceAndProvider } else { MatchedBy::Service })
}

/// What was found, before it is asked whether an approval would reopen.
fn found(cloud: &Cloud, by: MatchedBy, entry: &Entry, own: &Assurance) -> ServiceMatch {
    let after = taken_over(cloud, own);
    let differs = after != *cloud;
    ServiceMatch {
        id: cloud.id.clone(),
        service: cloud.service.clone(),
        section: cloud.section.clone(),
        row: entry.row,
        listed_service: entry.text("service").unwrap_or_default(),
        listed_provider: entry.text("provider"),
        by,
        now: cloud.assurances.iter().find(|assurance| assurance.kind == own.kind).cloned(),
        listed: own.clone(),
        differs,
        reopens: false,
        taken: false,
    }
}

/// The use with what the list says; whether it covers this use and whether the approval relies on it stay a person's words.
fn taken_over(cloud: &Cloud, listed: &Assurance) -> Cloud {
    let mut cloud = cloud.clone();
    let own = cloud.assurances.iter_mut().find(|assurance| {
        let numbers = assurance.number.as_ref().zip(listed.number.as_ref());
        assurance.kind == listed.kind && numbers.is_none_or(|(own, listed)| fold(own) == fold(listed))
    });
    match own {
        Some(own) => {
            own.number = listed.number.clone().or(own.number.take());
            own.valid_from = listed.valid_from.clone().or(own.valid_from.take());
            own.valid_until = listed.valid_until.clone().or(own.valid_until.take());
            own.audited_until = listed.audited_until.clone().or(own.audited_until.take());
            own.renewal_pending = listed.renewal_pending;
        }
        None => cloud.assurances.push(listed.clone()),
    }
    cloud
}
