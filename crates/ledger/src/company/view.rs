//! Everything about one company on one page: who it is, the records that name it with their findings and due dates, how
//! they spell it, and what contradicts. Nothing is judged here; `rules.rs` does that.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use db::Tx;
use serde::Serialize;
use ts_rs::TS;

use super::parties::{self, ALWAYS, Mention};
use super::resolve::Pair;
use super::rules::{Contradiction, Found, assess};
use super::{Company, REGISTER, day, store};
use crate::catalogue::Severity;
use crate::due::DueItem;
use crate::history::HistoryRow;
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::reasons::{FindingRow, basis};
use crate::register::{Link, Register};
use crate::wording::{self, Lang, text};

/// How records write a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Spelling {
    /// As written.
    pub name: String,
    /// The corporate number beside it.
    pub corporate_number: Option<String>,
    /// In how many places.
    pub count: i64,
}

/// A record that names a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PartyRow {
    /// Register of the record.
    pub register: Register,
    /// Id of the record.
    pub id: String,
    /// Number of the record.
    pub number: Option<String>,
    /// Title of the record.
    pub title: String,
    /// Section of the record.
    pub section: Option<String>,
    /// Yen, where it is the contractor itself.
    pub amount_yen: Option<i64>,
    /// ISO date of the beginning.
    pub from_on: Option<String>,
    /// ISO date of the last day; none where there is none.
    pub until_on: Option<String>,
    /// Whether it is not over.
    pub running: bool,
    /// As what it is named, in words.
    pub role: String,
    /// The level of re-outsourcing; 0 for the company itself.
    pub tier: u32,
    /// As the record writes the name.
    pub written: String,
    /// Number of findings of the record; none of an account, whose findings depend on the others.
    pub findings: Option<i64>,
}

/// A certificate with the days that it is still valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CertificateLeft {
    /// What it is, in words.
    pub title: String,
    /// Number.
    pub number: Option<String>,
    /// Scope.
    pub scope: Option<String>,
    /// ISO date.
    pub valid_until: Option<String>,
    /// Days left; negative once it lapsed.
    pub days: Option<i64>,
}

/// A company with everything that hangs on it.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct CompanyView {
    /// The record.
    pub company: Company,
    /// Whether somebody keeps it; else it is worked out from the records that name it.
    pub kept: bool,
    /// Whether it or who controls it is abroad.
    pub abroad: bool,
    /// Whether it is suspended from designation today.
    pub suspended: bool,
    /// The company that took its place.
    pub merged_into: Option<Link>,
    /// Companies that went into it.
    pub merged: Vec<Link>,
    /// The controlling company, where the register has it.
    pub parent: Option<Link>,
    /// How records write it.
    pub spellings: Vec<Spelling>,
    /// Its certificates.
    pub certificates: Vec<CertificateLeft>,
    /// Contracts that name it, those that are not over first.
    pub contracts: Vec<PartyRow>,
    /// Cloud uses that name it.
    pub clouds: Vec<PartyRow>,
    /// Accounts that name it.
    pub accounts: Vec<PartyRow>,
    /// Yen of its own contracts that are not over.
    pub amount_yen: i64,
    /// What is wrong.
    pub findings: Vec<FindingRow>,
    /// What falls due for the records that name it, nearest first.
    pub due: Vec<DueItem>,
    /// Its history.
    pub history: Vec<HistoryRow>,
}

/// The company behind a place of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordParty {
    /// Which place: `contractor`, `subcontracts.s1`, `provider`, `contract` ….
    pub place: String,
    /// As the record writes it.
    pub written: String,
    /// The company; none where the name fits several.
    pub company: Option<Link>,
}

/// Due dates that a page shows.
const DUE_SHOWN: usize = 50;

fn link(tx: &mut Tx<'_>, id: &str) -> Result<Option<Link>, Error> {
    let company = parties::load(tx, id)?;
    Ok(company.map(|company| Link {
        register: Register::Contractor,
        id: company.id,
        title: company.name,
        open: company.merged_into.is_none(),
    }))
}

/// The controlling company that a company names, where the register has exactly one.
fn parent_of(tx: &mut Tx<'_>, company: &Company) -> Result<Option<String>, Error> {
    let number = company.parent.corporate_number.as_deref().unwrap_or_default();
    let key = company.parent.name.as_deref().map(crate::fold::fold).unwrap_or_default();
    if number.is_empty() && key.is_empty() {
        return Ok(None);
    }
    Ok(store::find(tx, "", number, &key)?.filter(|id| *id != company.id))
}

/// Whether going up from a company leads back to it.
fn in_circle(tx: &mut Tx<'_>, company: &Company) -> Result<bool, Error> {
    let mut seen = BTreeSet::from([company.id.clone()]);
    let mut at = parent_of(tx, company)?;
    while let Some(id) = at {
        if id == company.id {
            return Ok(true);
        }
        if !seen.insert(id.clone()) {
            return Ok(false);
        }
        at = match parties::load(tx, &id)? {
            Some(above) => parent_of(tx, &above)?,
            None => None,
        };
    }
    Ok(false)
}

/// What contradicts among the spellings that hang together with a company: each with the other companies.
fn contradictions(tx: &mut Tx<'_>, company: &Company) -> Result<Vec<Contradiction>, Error> {
    let number = company.corporate_number.clone().unwrap_or_default();
    let mut seeds: BTreeSet<Pair> = store::pairs_of(tx, &company.id)?.into_iter().collect();
    seeds.extend(company.names().map(|name| Pair { key: crate::fold::fold(name), number: String::new() }));
    seeds.insert(Pair { key: String::new(), number });
    let mut found = Vec::new();
    for (pair, resolved) in parties::component(tx, seeds)?.resolve() {
        let Some(conflict) = resolved.conflict.filter(|_| resolved.is_told_to(&company.id)) else { continue };
        let written = store::written(tx, &pair)?.unwrap_or(pair.key);
        let mut others = Vec::new();
        for id in resolved.between.iter().filter(|id| **id != company.id) {
            others.extend(parties::load(tx, id)?.map(|other| match other.corporate_number {
                Some(number) => format!("{}({number})", other.name),
                None => other.name,
            }));
        }
        found.push((conflict, written, others));
    }
    Ok(found)
}

fn worded(found: Found, lang: Lang) -> FindingRow {
    let (code, severity, args): (&str, Severity, Vec<(&str, String)>) = match found {
        Found::Conflict(conflict, name, others) => {
            let others = others.join(&text(lang, "ui.list_separator", &[]));
            (conflict.code(), Severity::Should, vec![("name", name), ("others", others)])
        }
        Found::Suspended(one) => {
            ("suspended", Severity::Must, vec![("title", one.title), ("on", wording::day(lang, &one.on))])
        }
        Found::Lapsed(kind, until) => {
            let kind = text(lang, &format!("certificate.{kind}"), &[]);
            ("certificate_lapsed", Severity::Should, vec![("kind", kind), ("until", wording::day(lang, &until))])
        }
        Found::ParentCircle => ("parent_circle", Severity::Should, Vec::new()),
    };
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let code = format!("contractor_{code}");
    FindingRow {
        field: None,
        requirement: None,
        severity,
        text: text(lang, &format!("finding.{code}"), &args),
        basis: basis(lang, &code),
        code,
    }
}

/// As what a record names a company.
fn role(place: &str, tier: u32, lang: Lang) -> String {
    let kind = place.split('.').next().unwrap_or(place);
    text(lang, &format!("party.{kind}"), &[("tier", &tier.to_string())])
}

impl Ledger {
    /// A company with everything that hangs on it.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn view_contractor(&mut self, id: &str) -> Result<CompanyView, Error> {
        self.refresh_parties()?;
        self.refresh_dues()?;
        let (today, lang) = (self.today(), self.lang);
        let company =
            self.read(|tx| parties::load(tx, id))?.ok_or_else(|| Problem::new("record_missing").with("id", id))?;
        let (rows, found, links) = self.read(|tx| {
            let rows = store::parties_of(tx, &company.id)?;
            let of = |rows: &[(String, String, Mention)], register: &str| -> Vec<(String, Mention)> {
                let own = rows.iter().filter(|(of, ..)| of == register);
                own.map(|(_, id, mention)| (id.clone(), mention.clone())).collect()
            };
            let circle = in_circle(tx, &company)?;
            let found = if company.merged_into.is_some() {
                Vec::new()
            } else {
                assess(&company, contradictions(tx, &company)?, &of(&rows, "contract"), circle, today)
            };
            let into = company.merged_into.as_deref().map(|into| link(tx, into)).transpose()?.flatten();
            let mut merged = Vec::new();
            for gone in store::kept_merged(tx, &company.id)?.into_iter().filter(|kept| kept.id != company.id) {
                merged.extend(link(tx, &gone.id)?);
            }
            let parent = parent_of(tx, &company)?.map(|id| link(tx, &id)).transpose()?.flatten();
            Ok((rows, found, (into, merged, parent)))
        })?;
        let mut listed: BTreeMap<Register, Vec<PartyRow>> = BTreeMap::new();
        let mut records = BTreeSet::new();
        let mut counted: BTreeMap<(String, String), i64> = BTreeMap::new();
        for (register, id, mention) in rows {
            let register = match register.as_str() {
                "contract" => Register::Contract,
                "cloud" => Register::Cloud,
                _ => Register::Sns,
            };
            *counted.entry((mention.name.clone(), mention.pair.number.clone())).or_default() += 1;
            records.insert((register, id.clone()));
            let findings = match register {
                Register::Contract => self.read(|tx| crate::contract::findings_of(tx, &id))?,
                Register::Cloud => self.read(|tx| crate::cloud::findings_of(tx, &id))?,
                _ => None,
            };
            listed.entry(register).or_default().push(party_row(register, id, mention, findings, today, lang));
        }
        let spelling = |((name, number), count): ((String, String), i64)| Spelling {
            name,
            corporate_number: Some(number).filter(|number| !number.is_empty()),
            count,
        };
        let mut due = Vec::new();
        for (register, id) in &records {
            due.extend(self.dues_of(register.code(), id, today)?);
        }
        due.sort_by(|one, other| one.due_on.cmp(&other.due_on));
        due.truncate(DUE_SHOWN);
        let mut take = |register| listed.remove(&register).unwrap_or_default();
        let (contracts, clouds, accounts) = (take(Register::Contract), take(Register::Cloud), take(Register::Sns));
        let own = contracts.iter().filter(|row| row.running && row.tier == 0);
        let (merged_into, merged, parent) = links;
        Ok(CompanyView {
            kept: company.revision > 0,
            abroad: company.is_abroad(),
            suspended: company.is_suspended(&today.to_string()),
            certificates: certificates(&company, today, lang),
            amount_yen: own.filter_map(|row| row.amount_yen).sum(),
            spellings: counted.into_iter().map(spelling).collect(),
            findings: found.into_iter().map(|found| worded(found, lang)).collect(),
            history: self.record_history(REGISTER, id)?,
            merged_into,
            merged,
            parent,
            contracts,
            clouds,
            accounts,
            due,
            company,
        })
    }

    /// The companies that a record names, place by place.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn contractors_of(&mut self, register: Register, id: &str) -> Result<Vec<RecordParty>, Error> {
        self.refresh_parties()?;
        self.read(|tx| {
            let mut found = Vec::new();
            for party in store::parties(tx, register.code(), id)?.into_iter().filter(|party| !party.name.is_empty()) {
                let company = match store::company_of(tx, &party.pair)? {
                    Some(company) => link(tx, &company)?,
                    None => None,
                };
                found.push(RecordParty { place: party.place, written: party.name, company });
            }
            Ok(found)
        })
    }

    /// A company that nobody has entered yet, for the form.
    pub fn blank_contractor(&self) -> CompanyView {
        CompanyView::default()
    }
}

fn party_row(
    register: Register,
    id: String,
    mention: Mention,
    findings: Option<i64>,
    today: NaiveDate,
    lang: Lang,
) -> PartyRow {
    PartyRow {
        register,
        id,
        number: mention.number,
        title: mention.title,
        section: mention.section,
        amount_yen: mention.amount_yen,
        from_on: mention.from_on,
        running: mention.until_on >= today.to_string(),
        until_on: Some(mention.until_on).filter(|until| !until.is_empty() && until != ALWAYS),
        role: role(&mention.place, mention.tier, lang),
        tier: mention.tier,
        written: mention.name,
        findings,
    }
}

fn certificates(company: &Company, today: NaiveDate, lang: Lang) -> Vec<CertificateLeft> {
    let left = |one: &crate::contract::Certificate| CertificateLeft {
        title: text(lang, &format!("certificate.{}", one.kind), &[]),
        number: one.number.clone(),
        scope: one.scope.clone(),
        days: one.valid_until.as_deref().and_then(day).map(|until| (until - today).num_days()),
        valid_until: one.valid_until.clone(),
    };
    company.certificates.iter().map(left).collect()
}
