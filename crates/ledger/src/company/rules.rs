//! What is wrong with a company: spellings that contradict each other, contracts signed while it was suspended from
//! designation, certificates that lapsed. Pure: `today` is an argument.

use chrono::NaiveDate;

use super::Company;
use super::parties::Mention;
use super::resolve::Conflict;

/// A contract that was signed while the company was suspended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspended {
    /// Title of the contract.
    pub title: String,
    /// ISO date of signing.
    pub on: String,
}

/// Something that is wrong with a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Spellings contradict each other: which, the name as it is written, and the other companies.
    Conflict(Conflict, String, Vec<String>),
    /// A contract was signed while it was suspended from designation (地方自治法施行令第167条の4, 指名停止要領).
    Suspended(Suspended),
    /// The certificate that lapses first lapsed while a contract runs: kind and ISO date.
    Lapsed(String, String),
    /// It is controlled by itself, over others.
    ParentCircle,
}

/// A contradiction with what it is about.
pub type Contradiction = (Conflict, String, Vec<String>);

/// Everything that is wrong with a company; `contracts` are the records that name it.
pub fn assess(
    company: &Company,
    conflicts: Vec<Contradiction>,
    contracts: &[(String, Mention)],
    circle: bool,
    today: NaiveDate,
) -> Vec<Found> {
    let today = today.to_string();
    let mut found: Vec<Found> =
        conflicts.into_iter().map(|(conflict, name, others)| Found::Conflict(conflict, name, others)).collect();
    let mut seen = std::collections::BTreeSet::new();
    for (id, mention) in contracts.iter().filter(|(_, mention)| mention.tier == 0) {
        if let Some(on) = mention.from_on.as_ref().filter(|on| company.is_suspended(on))
            && seen.insert(id)
        {
            found.push(Found::Suspended(Suspended { title: mention.title.clone(), on: on.clone() }));
        }
    }
    let runs = contracts.iter().any(|(_, mention)| mention.until_on >= today);
    let first = company.certificates.iter().filter_map(|one| Some((one.valid_until.clone()?, one.kind.clone()))).min();
    if let Some((until, kind)) = first.filter(|(until, _)| runs && *until < today) {
        found.push(Found::Lapsed(kind, until));
    }
    found.extend(circle.then_some(Found::ParentCircle));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Certificate;

    fn check(company: &Company, from: &str, tier: u32, until: &str, expected: &str) {
        let mut mention: Mention = Vec::<Mention>::from(&crate::contract::Contract {
            contractor: crate::contractor::Contractor { name: "シオミ".to_owned(), ..Default::default() },
            title: "保守".to_owned(),
            signed_on: Some(from.to_owned()),
            ends_on: Some(until.to_owned()),
            ..Default::default()
        })
        .remove(0);
        mention.tier = tier;
        let found = assess(
            company,
            Vec::new(),
            &[("c".to_owned(), mention)],
            false,
            NaiveDate::from_ymd_opt(2026, 11, 27).unwrap(),
        );
        let codes: Vec<&str> = found
            .iter()
            .map(|found| match found {
                Found::Conflict(..) => "conflict",
                Found::Suspended(_) => "suspended",
                Found::Lapsed(..) => "lapsed",
                Found::ParentCircle => "circle",
            })
            .collect();
        assert_eq!(codes.join(" "), expected, "{from} {tier} {until}");
    }

    #[test]
    fn a_contract_signed_within_a_suspension_is_a_finding_and_one_beside_it_is_none() {
        let from = |from: Option<&str>, until: Option<&str>| Company {
            suspended_from: from.map(str::to_owned),
            suspended_until: until.map(str::to_owned),
            ..Company::default()
        };
        let company = from(Some("2026-06-01"), Some("2026-08-31"));
        check(&company, "2026-05-31", 0, "2027-03-31", "");
        check(&company, "2026-06-01", 0, "2027-03-31", "suspended");
        check(&company, "2026-08-31", 0, "2027-03-31", "suspended");
        check(&company, "2026-09-01", 0, "2027-03-31", "");
        check(&company, "2026-07-01", 1, "2027-03-31", "");
        check(&from(None, Some("2026-08-31")), "2020-01-01", 0, "2027-03-31", "suspended");
        check(&from(Some("2026-06-01"), None), "2030-01-01", 0, "2031-03-31", "suspended");
        check(&from(None, None), "2026-07-01", 0, "2027-03-31", "");
    }

    #[test]
    fn a_certificate_that_lapsed_is_a_finding_while_a_contract_runs() {
        let certificate = |until: &str| Certificate {
            kind: "iso27001".to_owned(),
            valid_until: Some(until.to_owned()),
            ..Default::default()
        };
        let company =
            Company { certificates: vec![certificate("2026-11-26"), certificate("2027-01-01")], ..Company::default() };
        check(&company, "2026-04-01", 0, "2027-03-31", "lapsed");
        check(&company, "2026-04-01", 0, "2026-11-26", "");
        check(
            &Company { certificates: vec![certificate("2026-11-27")], ..Company::default() },
            "2026-04-01",
            0,
            "2027-03-31",
            "",
        );
    }
}
