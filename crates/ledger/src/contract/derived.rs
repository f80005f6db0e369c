//! Columns of a contract's row that follow from the record, the catalogue, the office and the day.
//! They are a convenience for lists: `refresh_contracts` computes them anew on the first day they can have changed.

use chrono::NaiveDate;
use db::Tx;

use super::exposure::Exposure;
use super::rules::{Applying, assess_next};
use super::{Contract, Returned, owner_left, sheet, store};
use crate::catalogue::Catalogue;
use crate::due::{Due, Rules, next_change, of_contract};
use crate::facts::{FactValue, Facts};
use crate::ledger::Ledger;
use crate::problem::Error;

/// What lists need of a contract beyond its own fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractColumns {
    /// Whether personal information is handled, if known.
    pub personal_info: Option<bool>,
    /// Whether My Number work is entrusted, if known.
    pub my_number: Option<bool>,
    /// Folded text that the search looks into.
    pub search_text: String,
    /// Number of findings.
    pub findings: i64,
    /// Number of undecided requirements.
    pub unknown: i64,
    /// What falls due, nearest first.
    pub dues: Vec<Due>,
    /// ISO date on which to compute this again.
    pub recheck_on: String,
    /// What its risk follows from, as it is kept.
    pub exposure: String,
    /// The quarter in which that was seen.
    pub quarter: String,
}

/// What other records say of a contract.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// Whether a next term is registered.
    pub renewed: bool,
    /// The owner's last day, if it is known.
    pub owner_until: Option<NaiveDate>,
    /// The day on which the ledger began, before which nothing was owed to it.
    pub since: Option<NaiveDate>,
}

impl Beside {
    /// Asks the other records.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn of(tx: &mut Tx<'_>, contract: &Contract) -> Result<Self, Error> {
        let owner_until = match &contract.owner {
            Some(owner) => crate::person::last_day(tx, owner)?,
            None => None,
        };
        let since = crate::due::began(tx)?;
        Ok(Self { renewed: store::renewal_of(tx, &contract.id)?.is_some(), owner_until, since })
    }
}

/// What the columns of many contracts follow from.
pub struct Deriving<'c> {
    applying: Applying<'c>,
    rules: Rules,
}

impl Deriving<'static> {
    /// Of the shipped catalogue and the reminder rules of the office.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn of(tx: &mut Tx<'_>) -> Result<Self, Error> {
        Ok(Self { applying: Applying::shipped()?, rules: crate::due::store::settings(tx)?.rules()? })
    }
}

/// The columns of a contract on a day, with what other records and returned check sheets say of it.
pub fn row(
    contract: &Contract,
    deriving: &mut Deriving<'_>,
    office: &Facts,
    (beside, returned): (Beside, &Returned),
    today: NaiveDate,
) -> ContractColumns {
    let mut assessment = assess_next(contract, &mut deriving.applying, office, today);
    assessment.findings.extend(owner_left(contract, beside.owner_until, today));
    returned.add_to(&mut assessment, contract, beside.renewed, today);
    let points = of_contract(contract, &assessment.facts, beside, today);
    let dues = deriving.rules.dues(&points, "contract", &assessment.facts);
    let days = points.iter().map(|point| point.on).chain(dues.iter().map(|due| due.due_on));
    let recheck_on = recheck_on(contract, days.chain(beside.owner_until).chain(returned.days()), today).to_string();
    let answer = |fact: &str| match assessment.facts.get(fact) {
        Some(FactValue::Bool(answer)) => Some(*answer),
        _ => None,
    };
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    ContractColumns {
        personal_info: answer("handles_personal_info"),
        my_number: answer("handles_my_number"),
        search_text: search_text(contract),
        findings: count(assessment.findings_count()),
        unknown: count(assessment.count(super::State::Unknown)),
        exposure: Exposure::of(contract, &assessment, returned, &today.to_string()).to_text(),
        quarter: crate::date::Quarter::of(today).code(),
        recheck_on,
        dues,
    }
}

fn search_text(contract: &Contract) -> String {
    let subcontractors = contract.subcontracts.iter().map(|sub| sub.name.as_str());
    let own = [
        contract.number.as_deref(),
        Some(contract.title.as_str()),
        Some(contract.contractor.name.as_str()),
        contract.contractor.corporate_number.as_deref(),
        contract.section.as_deref(),
        contract.owner.as_deref(),
    ];
    let parts: Vec<String> = own.into_iter().flatten().chain(subcontractors).map(crate::fold::fold).collect();
    parts.join("\n")
}

/// The first day after today on which a date of the record or the fiscal year changes the outcome.
fn recheck_on(contract: &Contract, due: impl Iterator<Item = NaiveDate>, today: NaiveDate) -> NaiveDate {
    let mut dates: Vec<NaiveDate> = due.collect();
    dates.extend(crate::due::missed_until(today));
    let own = [&contract.starts_on, &contract.ends_on].into_iter().chain(
        contract
            .certificates
            .iter()
            .map(|certificate| &certificate.valid_until)
            .chain(contract.subcontracts.iter().flat_map(|sub| [&sub.starts_on, &sub.ends_on, &sub.expires_on]))
            .chain(contract.waivers.iter().map(|waiver| &waiver.expires_on))
            .chain(contract.deliverables.iter().flat_map(|paper| [&paper.due_on, &paper.received_on]))
            .chain(contract.closing.iter().map(|closing| &closing.erasure_certificate_on)),
    );
    dates.extend(contract.measures.iter().filter_map(|measure| measure.due_on.as_ref()?.parse::<NaiveDate>().ok()));
    dates.extend(contract.inspections.iter().filter_map(|inspection| inspection.on.parse::<NaiveDate>().ok()));
    let selected = contract.selection.iter();
    let selected = selected.flat_map(|one| [&one.shown_on, &one.decided_on, &one.supply_chain.judged_on]);
    dates.extend(selected.filter_map(|on| on.as_ref()?.parse::<NaiveDate>().ok()));
    dates.extend(own.filter_map(|date| date.as_ref()?.parse::<NaiveDate>().ok()));
    next_change(dates.into_iter(), today)
}

/// Whether what one program derived is older than another would: number by number, catalogue first.
fn is_older(known: &str, own: &str) -> bool {
    let numbers = |version: &str| -> Vec<u64> {
        version.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
    };
    numbers(known) < numbers(own)
}

impl Ledger {
    /// Computes derived columns anew where the day has come, or everywhere after the office or the catalogue changed.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn refresh_contracts(&mut self) -> Result<(), Error> {
        // A newer program may bring another catalogue and other reminder rules; an older one beside it leaves them.
        let version = format!("{} {}", Catalogue::shipped()?.version, env!("CARGO_PKG_VERSION"));
        let (known, exposed) = self.read(|tx| Ok((store::derived_for(tx)?, store::exposed_from(tx)?)))?;
        if exposed.is_none() {
            let quarter = crate::date::Quarter::of(self.today()).code();
            self.derive(|tx| store::begin_exposures(tx, &quarter))?;
        }
        if known.as_ref().is_none_or(|known| is_older(known, &version)) {
            self.derive(|tx| {
                store::mark_all_for_recheck(tx)?;
                crate::due::store::mark_all(tx)?;
                store::set_derived_for(tx, &version)
            })?;
        }
        let (today, office) = (self.today(), self.office()?.as_facts());
        loop {
            if self.read(|tx| store::to_recheck(tx, today, 1))?.is_empty() {
                return Ok(());
            }
            // Read again by whoever writes: what somebody else saves meanwhile is not written over.
            self.derive(|tx| {
                let mut deriving = Deriving::of(tx)?;
                for contract in &store::to_recheck(tx, today, 500)? {
                    let (beside, returned) = (Beside::of(tx, contract)?, sheet::returned(tx, contract, today)?);
                    store::save_derived(
                        tx,
                        contract,
                        &row(contract, &mut deriving, &office, (beside, &returned), today),
                    )?;
                }
                Ok(())
            })?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_program_does_not_undo_what_a_newer_one_derived() {
        for (known, own, older) in [
            ("2026-11-22 0.9.0", "2026-11-22 0.10.0", true),
            ("2026-11-22 0.10.0", "2026-11-22 0.9.0", false),
            ("2026-11-22 0.10.0", "2027-01-05 0.10.0", true),
            ("2026-11-22 0.10.0", "2026-11-22 0.10.0", false),
        ] {
            assert_eq!(is_older(known, own), older, "{known} → {own}");
        }
    }
}
