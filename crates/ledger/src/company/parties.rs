//! Which records name which company: rows that follow from the records, remade in the transaction of each save, whatever
//! makes it (`keep`). What a save changes is only the spellings that hang together with its own (`settle`).
//! Deliberately not here: what a spelling means (`resolve.rs`).

use std::collections::{BTreeMap, BTreeSet};

use db::Tx;
use serde::{Deserialize, Serialize};

use super::resolve::{Kept, Pair, Resolved, id_of, resolve};
use super::{Company, store};
use crate::cloud::{Cloud, CloudStatus};
use crate::contract::Contract;
use crate::contractor::Contractor;
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::register::Register;
use crate::sns::{Sns, SnsStatus};
use crate::wording::{Lang, table};

/// The last day of what has none.
pub(super) const ALWAYS: &str = "9999-12-31";

/// Records whose parties are looked up in one transaction.
const AT_ONCE: i64 = 500;

/// What a record says of a company beside its name and number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Said {
    /// Address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Representative.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub representative: Option<String>,
    /// Country of the head office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Country of the controlling parent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_country: Option<String>,
}

/// A place of a record that names a company, with what lists show of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Which place: `contractor`, `subcontracts.s1`, `provider`, `subprocessors.0`, `contract`, `operators.0`.
    pub place: String,
    /// Name as written.
    pub name: String,
    /// Folded name and number.
    pub pair: Pair,
    /// 0 for the company itself, 1 for a sub-contractor, and so on.
    pub tier: u32,
    /// Title of the record.
    pub title: String,
    /// Number of the record.
    pub number: Option<String>,
    /// Section of the record.
    pub section: Option<String>,
    /// Yen of a contract; none for what is only a part of it.
    pub amount_yen: Option<i64>,
    /// ISO date of the beginning.
    pub from_on: Option<String>,
    /// ISO date of the last day.
    pub until_on: String,
    /// The contract from which an account has its company.
    pub via: Option<String>,
    /// What else is said.
    pub said: Said,
}

impl Mention {
    fn of(place: String, name: &str, number: Option<&String>) -> Self {
        let number = number.and_then(|typed| crate::corporate_number::parse(typed).ok());
        Self {
            place,
            name: name.to_owned(),
            pair: Pair { key: crate::fold::fold(name), number: number.map(|it| it.to_string()).unwrap_or_default() },
            tier: 0,
            title: String::new(),
            number: None,
            section: None,
            amount_yen: None,
            from_on: None,
            until_on: ALWAYS.to_owned(),
            via: None,
            said: Said::default(),
        }
    }

    fn of_party(place: &str, party: &Contractor) -> Self {
        let said = Said {
            address: party.address.clone(),
            representative: party.representative.clone(),
            country: party.country.clone(),
            parent_country: party.parent_country.clone(),
        };
        Self { said, ..Self::of(place.to_owned(), &party.name, party.corporate_number.as_ref()) }
    }

    /// Whether it names nobody.
    fn is_empty(&self) -> bool {
        self.pair.key.is_empty() && self.pair.number.is_empty()
    }
}

/// The companies that a contract names.
impl From<&Contract> for Vec<Mention> {
    fn from(contract: &Contract) -> Self {
        let renews = contract.auto_renewal == Some(true);
        let until = contract.closed_on.clone().or_else(|| contract.ends_on.clone().filter(|_| !renews));
        let until = until.unwrap_or_else(|| ALWAYS.to_owned());
        let dressed = |mention: Mention| Mention {
            title: contract.title.clone(),
            number: contract.number.clone(),
            section: contract.section.clone(),
            from_on: contract.signed_on.clone().or_else(|| contract.starts_on.clone()),
            ..mention
        };
        let own = Mention {
            amount_yen: contract.amount_yen,
            until_on: until.clone(),
            ..Mention::of_party("contractor", &contract.contractor)
        };
        let subs = contract.subcontracts.iter().map(|sub| {
            let said =
                Said { country: sub.country.clone(), parent_country: sub.parent_country.clone(), ..Said::default() };
            let until_on = sub.last_day().filter(|last| **last < until).unwrap_or(&until).clone();
            let mention = Mention::of(format!("subcontracts.{}", sub.id), &sub.name, sub.corporate_number.as_ref());
            Mention { tier: sub.tier.max(1), said, until_on, ..mention }
        });
        std::iter::once(own).chain(subs).filter(|mention| !mention.is_empty()).map(dressed).collect()
    }
}

/// The companies that a cloud use names.
impl From<&Cloud> for Vec<Mention> {
    fn from(cloud: &Cloud) -> Self {
        let over = matches!(cloud.status, CloudStatus::Refused | CloudStatus::Ended);
        let until_on = match (&cloud.ended_on, over) {
            (Some(ended), _) => ended.clone(),
            (None, true) => String::new(),
            (None, false) => ALWAYS.to_owned(),
        };
        let dressed = |mention: Mention| Mention {
            title: cloud.service.clone(),
            number: cloud.number.clone(),
            section: cloud.section.clone(),
            from_on: cloud.starts_on.clone().or_else(|| cloud.decided_on.clone()),
            until_on: until_on.clone(),
            ..mention
        };
        let subs = cloud.subprocessors.iter().enumerate().map(|(at, sub)| {
            let said = Said { country: sub.country.clone(), ..Said::default() };
            Mention { tier: 1, said, ..Mention::of(format!("subprocessors.{at}"), &sub.name, None) }
        });
        let own = std::iter::once(Mention::of_party("provider", &cloud.provider));
        own.chain(subs).filter(|mention| !mention.is_empty()).map(dressed).collect()
    }
}

/// The companies that an account names: the one of its contract, which is looked up, and operators that are companies.
pub(crate) fn operators(sns: &Sns) -> Vec<Mention> {
    let over = sns.status == SnsStatus::Closed;
    let until = sns.closed_on.clone().unwrap_or_else(|| if over { String::new() } else { ALWAYS.to_owned() });
    let dressed = |mention: Mention| Mention {
        title: sns.name.clone(),
        number: sns.number.clone(),
        section: sns.section.clone(),
        from_on: sns.opened_on.clone(),
        until_on: until.clone(),
        ..mention
    };
    let run =
        sns.contract.iter().map(|id| Mention { via: Some(id.clone()), ..Mention::of("contract".to_owned(), "", None) });
    let named = sns.operators.iter().enumerate().filter(|(_, name)| is_company(name));
    let named = named.map(|(at, name)| Mention::of(format!("operators.{at}"), name, None));
    run.chain(named).map(dressed).collect()
}

/// Whether a name bears a legal form.
fn is_company(name: &str) -> bool {
    let folded = crate::fold::fold(name);
    let forms = table(Lang::Ja).get("company.forms").map(String::as_str).unwrap_or_default();
    forms.split(',').any(|form| folded.contains(form))
}

/// Keeps which companies a record names, in the transaction that saves the record.
pub(crate) fn keep(tx: &mut Tx<'_>, register: Register, id: &str, mut mentions: Vec<Mention>) -> Result<(), Error> {
    for mention in mentions.iter_mut() {
        if let Some(contract) = &mention.via
            && let Some(party) = store::party(tx, Register::Contract.code(), contract, "contractor")?
        {
            (mention.name, mention.pair, mention.said) = (party.name, party.pair, party.said);
        }
    }
    let old = store::parties(tx, register.code(), id)?;
    let mut seeds = BTreeSet::new();
    let mut fresh = BTreeSet::new();
    for before in old.iter().filter(|before| !mentions.iter().any(|mention| mention.place == before.place)) {
        store::remove_party(tx, register.code(), id, &before.place)?;
        seeds.insert(before.pair.clone());
    }
    for mention in &mentions {
        let before = old.iter().find(|before| before.place == mention.place);
        if before == Some(mention) {
            continue;
        }
        store::save_party(tx, register.code(), id, mention)?;
        if let Some(before) = before.filter(|before| before.pair != mention.pair) {
            seeds.insert(before.pair.clone());
        }
        fresh.insert(mention.pair.clone());
    }
    settle_pairs(tx, seeds, fresh)?;
    if register == Register::Contract
        && old.iter().find(|it| it.place == "contractor") != mentions.iter().find(|it| it.place == "contractor")
    {
        follow(tx, id, mentions.iter().find(|mention| mention.place == "contractor"))?;
    }
    Ok(())
}

/// Accounts that are run under a contract have its company.
fn follow(tx: &mut Tx<'_>, contract: &str, party: Option<&Mention>) -> Result<(), Error> {
    let (mut seeds, mut fresh) = (BTreeSet::new(), BTreeSet::new());
    for (account, before) in store::parties_via(tx, contract)? {
        let empty = Pair { key: String::new(), number: String::new() };
        let (name, pair, said) = match party {
            Some(party) => (party.name.clone(), party.pair.clone(), party.said.clone()),
            None => (String::new(), empty, Said::default()),
        };
        seeds.insert(before.pair.clone());
        fresh.insert(pair.clone());
        store::save_party(tx, Register::Sns.code(), &account, &Mention { name, pair, said, ..before })?;
    }
    settle_pairs(tx, seeds, fresh)
}

/// Looks at spellings anew that a record left (`seeds`) or took (`fresh`). One that is known already only renews what its
/// company is worked out from.
fn settle_pairs(tx: &mut Tx<'_>, seeds: BTreeSet<Pair>, fresh: BTreeSet<Pair>) -> Result<(), Error> {
    let nobody = |pair: &Pair| pair.key.is_empty() && pair.number.is_empty();
    let mut changed = BTreeSet::new();
    for pair in seeds.iter().filter(|pair| !nobody(pair)) {
        if !store::is_named(tx, pair)? {
            store::remove_pair(tx, pair)?;
            changed.insert(pair.clone());
        }
    }
    for pair in fresh.iter().filter(|pair| !nobody(pair)) {
        if !store::has_pair(tx, pair)? {
            store::save_pair(tx, pair, None)?;
            changed.insert(pair.clone());
        }
    }
    if !changed.is_empty() {
        settle(tx, changed)?;
    }
    for pair in seeds.iter().chain(&fresh) {
        if let Some(company) = store::company_of(tx, pair)? {
            renew_derived(tx, &company)?;
        }
    }
    Ok(())
}

/// Looks again who means a company, in each of its versions.
pub(super) fn settle_company<'c>(tx: &mut Tx<'_>, versions: impl Iterator<Item = &'c Company>) -> Result<(), Error> {
    let mut seeds = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for company in versions {
        let number = company.corporate_number.clone().unwrap_or_default();
        seeds.extend(company.names().map(|name| Pair { key: crate::fold::fold(name), number: String::new() }));
        seeds.insert(Pair { key: String::new(), number });
        ids.insert(company.id.clone());
        ids.extend(company.merged_into.clone());
    }
    for id in ids {
        seeds.extend(store::pairs_of(tx, &id)?);
    }
    settle(tx, seeds)
}

/// Everything that hangs together with some names and numbers: spellings, and companies that people keep.
pub(super) struct Component {
    /// Spellings with their numbers, as records have them.
    pub pairs: BTreeSet<Pair>,
    /// Companies that people keep.
    pub kept: Vec<Kept>,
}

impl Component {
    /// What each spelling means.
    pub fn resolve(&self) -> BTreeMap<Pair, Resolved> {
        resolve(&self.pairs, &self.kept)
    }
}

/// Gathers what hangs together with these.
pub(super) fn component(tx: &mut Tx<'_>, seeds: BTreeSet<Pair>) -> Result<Component, Error> {
    let mut pairs = BTreeSet::new();
    let mut kept: BTreeMap<String, Kept> = BTreeMap::new();
    let (mut keys, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    let mut waiting: Vec<Pair> = seeds.into_iter().collect();
    while let Some(pair) = waiting.pop() {
        let mut found: Vec<Kept> = Vec::new();
        if !pair.key.is_empty() && keys.insert(pair.key.clone()) {
            waiting.extend(store::pairs_with(tx, "name_key", &pair.key)?);
            let origin = id_of(&Pair { key: pair.key.clone(), number: String::new() });
            found.extend(store::kept_named(tx, &pair.key, &origin)?);
        }
        if !pair.number.is_empty() && numbers.insert(pair.number.clone()) {
            waiting.extend(store::pairs_with(tx, "corporate_number", &pair.number)?);
            let origin = id_of(&Pair { key: String::new(), number: pair.number.clone() });
            found.extend(store::kept_numbered(tx, &pair.number, &origin)?);
        }
        while let Some(company) = found.pop() {
            if kept.contains_key(&company.id) {
                continue;
            }
            waiting.extend(company.keys.iter().map(|key| Pair { key: key.clone(), number: String::new() }));
            waiting.extend(company.number.iter().map(|number| Pair { key: String::new(), number: number.clone() }));
            waiting.extend(store::pairs_of(tx, &company.id)?);
            found.extend(store::kept_merged(tx, &company.root)?);
            kept.insert(company.id.clone(), company);
        }
        if store::has_pair(tx, &pair)? {
            pairs.insert(pair);
        }
    }
    Ok(Component { pairs, kept: kept.into_values().collect() })
}

/// Works out anew which companies the spellings mean that hang together with these, and how they contradict each other.
fn settle(tx: &mut Tx<'_>, seeds: BTreeSet<Pair>) -> Result<(), Error> {
    let mut concerned: BTreeSet<String> = BTreeSet::new();
    for pair in &seeds {
        concerned.insert(id_of(pair));
    }
    let component = component(tx, seeds)?;
    concerned.extend(component.kept.iter().map(|kept| kept.id.clone()));
    let mut conflicts: BTreeMap<String, i64> = BTreeMap::new();
    for (pair, resolved) in component.resolve() {
        let before = store::company_of(tx, &pair)?;
        concerned.extend(before.iter().cloned());
        concerned.extend(resolved.company.iter().cloned());
        if before != resolved.company {
            store::save_pair(tx, &pair, resolved.company.as_deref())?;
        }
        for company in resolved.between.iter().filter(|company| resolved.is_told_to(company)) {
            *conflicts.entry(company.clone()).or_default() += 1;
        }
    }
    for id in concerned {
        renew_derived(tx, &id)?;
        store::set_derived(tx, &id, conflicts.get(&id).copied().unwrap_or_default())?;
    }
    Ok(())
}

/// Renews the row of a company that only records name; one that no record names any more is none.
fn renew_derived(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    if store::is_kept(tx, id)? {
        return Ok(());
    }
    match worked_out(tx, id)? {
        Some(company) => store::save_derived(tx, &company),
        None => store::remove(tx, id),
    }
}

/// A company as the records say that mean it: of each thing what the newest of them says.
fn worked_out(tx: &mut Tx<'_>, id: &str) -> Result<Option<Company>, Error> {
    let newest = store::newest_mentions(tx, id, 20)?;
    let Some(first) = newest.iter().find(|mention| !mention.name.is_empty()).or(newest.first()) else {
        return Ok(None);
    };
    let said = |get: fn(&Said) -> &Option<String>| newest.iter().find_map(|mention| get(&mention.said).clone());
    let number = newest.iter().map(|mention| &mention.pair.number).find(|number| !number.is_empty());
    let mut company = Company {
        id: id.to_owned(),
        name: if first.name.is_empty() { first.pair.number.clone() } else { first.name.clone() },
        corporate_number: number.cloned(),
        address: said(|said| &said.address),
        representative: said(|said| &said.representative),
        country: said(|said| &said.country),
        ..Company::default()
    };
    company.parent.country = said(|said| &said.parent_country);
    Ok(Some(company))
}

/// A company that somebody keeps, else as the records say.
pub(super) fn load(tx: &mut Tx<'_>, id: &str) -> Result<Option<Company>, Error> {
    match store::load(tx, id)? {
        Some(company) => Ok(Some(company)),
        None => worked_out(tx, id),
    }
}

impl Ledger {
    /// Looks up the parties of records that were kept before there was this register.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub(crate) fn refresh_parties(&mut self) -> Result<(), Error> {
        while !self.read(|tx| store::marked(tx, 1))?.is_empty() {
            self.derive(|tx| {
                for (register, id) in store::marked(tx, AT_ONCE)? {
                    match register.as_str() {
                        "contract" => {
                            if let Some(contract) = crate::contract::load(tx, &id)? {
                                keep(tx, Register::Contract, &id, (&contract).into())?;
                            }
                        }
                        "cloud" => {
                            if let Some(cloud) = crate::cloud::load(tx, &id)? {
                                keep(tx, Register::Cloud, &id, (&cloud).into())?;
                            }
                        }
                        _ => {
                            if let Some(sns) = crate::sns::load(tx, &id)? {
                                keep(tx, Register::Sns, &id, operators(&sns))?;
                            }
                        }
                    }
                    store::unmark(tx, &register, &id)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}
