//! Merging two companies that are one: looked at field by field first, then done in one transaction. Every record goes on
//! saying what it says; its company is the one that is kept. The other stays readable and says where it went.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Company, FormerName, parties, store, write};
use crate::approval::Actor;
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::wording::{Lang, day, text};

/// Two companies to be looked at before they are merged.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct MergeReviewRequest {
    /// Id of the one that is to stay.
    pub keep: String,
    /// Id of the one that is to go into it.
    pub drop: String,
}

/// A merging of two companies.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct Merge {
    /// Id of the one that stays.
    pub keep: String,
    /// Id of the one that goes into it.
    pub drop: String,
    /// Revision of the one that stays, as the person saw it.
    pub keep_revision: i64,
    /// Revision of the other.
    pub drop_revision: i64,
    /// Fields that are taken from the one that goes.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub take: Option<Vec<String>>,
}

/// A field in which two companies may differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MergeField {
    /// Its name.
    pub field: String,
    /// Its name in words.
    pub label: String,
    /// What the one that stays says.
    pub keep: Option<String>,
    /// What the other says.
    pub drop: Option<String>,
    /// Whether the other's is taken unless the person chooses otherwise.
    pub take: bool,
}

/// What a merging would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MergeReview {
    /// The one that stays.
    pub keep: Company,
    /// The one that goes into it.
    pub drop: Company,
    /// Fields that differ.
    pub fields: Vec<MergeField>,
    /// Names that become other spellings of the one that stays.
    pub names: Vec<String>,
    /// Places of records that would mean the one that stays.
    pub moved: i64,
}

/// Fields of which one value stays; the rest is put together.
const FIELDS: [&str; 8] =
    ["name", "corporate_number", "representative", "address", "country", "parent", "suspended", "note"];

fn shown(lang: Lang, company: &Company, field: &str) -> Option<String> {
    let in_words = |date: &Option<String>| date.as_deref().map(|iso| day(lang, iso));
    let joined = |parts: &[&Option<String>]| {
        let parts: Vec<&str> = parts.iter().filter_map(|part| part.as_deref()).collect();
        Some(parts.join(" ")).filter(|text| !text.is_empty())
    };
    match field {
        "name" => Some(company.name.clone()),
        "corporate_number" => company.corporate_number.clone(),
        "representative" => company.representative.clone(),
        "address" => company.address.clone(),
        "country" => company.country.clone(),
        "parent" => joined(&[&company.parent.name, &company.parent.country, &company.parent.corporate_number]),
        "suspended" => {
            let (from, until) = (in_words(&company.suspended_from), in_words(&company.suspended_until));
            joined(&[&from, &until, &company.suspended_reason])
        }
        _ => company.note.clone(),
    }
}

fn take(company: &mut Company, field: &str, from: &Company) {
    match field {
        "name" => company.name.clone_from(&from.name),
        "corporate_number" => company.corporate_number.clone_from(&from.corporate_number),
        "representative" => company.representative.clone_from(&from.representative),
        "address" => company.address.clone_from(&from.address),
        "country" => company.country.clone_from(&from.country),
        "parent" => company.parent.clone_from(&from.parent),
        "suspended" => {
            company.suspended_from.clone_from(&from.suspended_from);
            company.suspended_until.clone_from(&from.suspended_until);
            company.suspended_reason.clone_from(&from.suspended_reason);
        }
        _ => company.note.clone_from(&from.note),
    }
}

/// The company that two become; fields named in `taken` come from the one that goes.
fn merged(keep: &Company, drop: &Company, taken: &[String]) -> Company {
    let mut company = keep.clone();
    for field in FIELDS.into_iter().filter(|field| taken.iter().any(|it| it == field)) {
        take(&mut company, field, drop);
    }
    for former in &drop.former_names {
        if !company.former_names.iter().any(|known| known.name == former.name) {
            company.former_names.push(FormerName::clone(former));
        }
    }
    let names: Vec<String> = [&keep.name, &drop.name].into_iter().chain(&drop.spellings).cloned().collect();
    for name in names {
        if !company.names().any(|known| known == name) {
            company.spellings.push(name);
        }
    }
    for certificate in &drop.certificates {
        if !company.certificates.contains(certificate) {
            company.certificates.push(certificate.clone());
        }
    }
    for contact in &drop.contacts {
        if !company.contacts.contains(contact) {
            company.contacts.push(contact.clone());
        }
    }
    company
}

fn pair(writing: &mut db::Tx<'_>, keep: &str, drop: &str) -> Result<(Company, Company), Error> {
    if keep == drop {
        return Err(Problem::new("contractor_merge_self").into());
    }
    let mut both = Vec::new();
    for id in [keep, drop] {
        let company = parties::load(writing, id)?.ok_or_else(|| Problem::new("record_missing").with("id", id))?;
        if let Some(into) = &company.merged_into {
            let name = parties::load(writing, into)?.map(|into| into.name).unwrap_or_default();
            return Err(Problem::new("contractor_merged").with("name", name).into());
        }
        both.push(company);
    }
    match (both.pop(), both.pop()) {
        (Some(drop), Some(keep)) => Ok((keep, drop)),
        _ => Err(Error::code("record_missing")),
    }
}

impl Ledger {
    /// What a merging would do, field by field.
    ///
    /// # Errors
    /// `record_missing`, `contractor_merged`, `contractor_merge_self`.
    pub fn review_merge(&mut self, request: &MergeReviewRequest) -> Result<MergeReview, Error> {
        self.refresh_parties()?;
        let lang = self.lang;
        self.read(|tx| {
            let (keep, drop) = pair(tx, &request.keep, &request.drop)?;
            let field = |field: &str| {
                let (kept, dropped) = (shown(lang, &keep, field), shown(lang, &drop, field));
                let label = text(lang, &format!("contractor.{field}"), &[]);
                let take = kept.is_none() && dropped.is_some();
                (kept != dropped).then(|| MergeField {
                    field: field.to_owned(),
                    label,
                    keep: kept,
                    drop: dropped,
                    take,
                })
            };
            let fields: Vec<MergeField> = FIELDS.into_iter().filter_map(field).collect();
            let taken: Vec<String> =
                fields.iter().filter(|field| field.take).map(|field| field.field.clone()).collect();
            let whole = merged(&keep, &drop, &taken);
            let names =
                whole.names().skip(1).filter(|name| !keep.names().any(|own| own == *name)).map(str::to_owned).collect();
            let moved = store::named(tx, &drop.id)?;
            Ok(MergeReview { keep, drop, fields, names, moved })
        })
    }

    /// Merges two companies; gives the one that stays.
    ///
    /// # Errors
    /// `changed_elsewhere` where somebody saved or merged one of them meanwhile, and as `review_merge`.
    pub fn merge_contractors(&mut self, request: &Merge) -> Result<Company, Error> {
        self.refresh_parties()?;
        let today = self.today();
        self.write(Op::ContractorMerge, |writing| {
            Actor::may_write(writing, today)?;
            let (keep, drop) = pair(writing.tx, &request.keep, &request.drop)?;
            for (company, seen) in [(&keep, request.keep_revision), (&drop, request.drop_revision)] {
                if company.revision != seen {
                    return Err(writing.changed_elsewhere(super::REGISTER, &company.id));
                }
            }
            // Whoever had gone into the one that goes now, goes on.
            for gone in store::kept_merged(writing.tx, &drop.id)?.into_iter().filter(|gone| gone.id != drop.id) {
                if let Some(before) = store::load(writing.tx, &gone.id)? {
                    go(writing, &before, &keep.id)?;
                }
            }
            go(writing, &drop, &keep.id)?;
            let company = merged(&keep, &drop, request.take.as_deref().unwrap_or_default());
            write(writing, company, Some(&keep).filter(|keep| keep.revision > 0))
        })
    }
}

fn go(writing: &mut Writing<'_, '_>, before: &Company, into: &str) -> Result<(), Error> {
    let company = Company { merged_into: Some(into.to_owned()), ..before.clone() };
    write(writing, company, Some(before).filter(|before| before.revision > 0)).map(drop)
}
