//! To whom a due date is written: the company of its record for what that owes, or the section or person that has to act.

use std::collections::BTreeMap;

use super::{LetterKind, WORDS};
use crate::contractor::Contractor;
use crate::due::{DueItem, Rules};
use crate::fold::fold;
use crate::ledger::Ledger;
use crate::problem::Error;

/// Who gets a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addressee {
    /// A company (受託者, 提供事業者).
    Company {
        /// Name as typed.
        name: String,
        /// Representative, with the post.
        representative: Option<String>,
    },
    /// A section, that is its head (課長).
    Section(String),
    /// A person of a section.
    Person {
        /// Section, if it is known.
        section: Option<String>,
        /// Name.
        name: String,
    },
}

/// An addressee with everything that is written to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Addressed {
    /// Who.
    pub to: Addressee,
    /// The dates, nearest first.
    pub items: Vec<DueItem>,
}

/// The key of what a company is asked for because of a rule; none where it owes nothing for it.
pub fn asked_of_company(item: &DueItem) -> Option<String> {
    if !matches!(item.record.kind.as_str(), "contract" | "cloud") {
        return None;
    }
    let key = format!("inquiry.ask.{}", item.rule);
    let of = format!("{key}.of");
    match item.what {
        Some(_) if WORDS.contains_key(&of) => Some(of),
        _ if WORDS.contains_key(&key) => Some(key),
        // An own rule says itself what is to be done; a shipped one without words here asks nothing of a company.
        _ if Rules::shipped().is_ok_and(|rules| rules.iter().any(|rule| rule.id == item.rule)) => None,
        _ => Some("inquiry.ask.own".to_owned()),
    }
}

impl Ledger {
    /// Everything by addressee, and what is for none.
    pub(super) fn addressed(
        &mut self,
        kind: LetterKind,
        items: Vec<DueItem>,
    ) -> Result<(Vec<Addressed>, Vec<DueItem>), Error> {
        let mut left_out = Vec::new();
        let mut found: BTreeMap<String, Addressed> = BTreeMap::new();
        let mut companies: BTreeMap<(String, String), Option<Contractor>> = BTreeMap::new();
        for item in items {
            let to = match kind {
                LetterKind::Inquiry => {
                    let record = (item.record.kind.clone(), item.record.id.clone());
                    if asked_of_company(&item).is_none() {
                        None
                    } else {
                        if !companies.contains_key(&record) {
                            let company = self.company_of(&record.0, &record.1)?;
                            companies.insert(record.clone(), company);
                        }
                        companies.get(&record).and_then(Option::as_ref).map(company)
                    }
                }
                LetterKind::Section => item.section.clone().map(|name| (name.clone(), Addressee::Section(name))),
                LetterKind::Person => item.owner.clone().map(|name| {
                    let key = [item.section.as_deref().unwrap_or_default(), &name].join("\u{1f}");
                    (key, Addressee::Person { section: item.section.clone(), name })
                }),
            };
            match to {
                None => left_out.push(item),
                Some((key, to)) => {
                    let addressed = found.entry(key).or_insert_with(|| Addressed { to: to.clone(), items: Vec::new() });
                    if let (
                        Addressee::Company { representative: known, .. },
                        Addressee::Company { representative, .. },
                    ) = (&mut addressed.to, to)
                    {
                        *known = known.take().or(representative);
                    }
                    addressed.items.push(item);
                }
            }
        }
        Ok((found.into_values().collect(), left_out))
    }

    fn company_of(&mut self, register: &str, id: &str) -> Result<Option<Contractor>, Error> {
        let company = match register {
            "contract" => self.contract(id)?.contractor,
            "cloud" => self.cloud(id)?.provider,
            _ => return Ok(None),
        };
        Ok(Some(company).filter(|company| !company.name.trim().is_empty()))
    }
}

/// A company and what it is the same by: its name however it is written, and its number, since names are not unique.
fn company(company: &Contractor) -> (String, Addressee) {
    let key = [fold(&company.name).as_str(), company.corporate_number.as_deref().unwrap_or_default()].join("\u{1f}");
    let representative = company.representative.clone().filter(|name| !name.trim().is_empty());
    (key, Addressee::Company { name: company.name.trim().to_owned(), representative })
}
