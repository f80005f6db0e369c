//! Who works for a contract at the contractor (従事者名簿, F-01, with pledge F-02 and training F-18), and what was handed to the
//! contractor and came back (情報管理台帳, F-06, F-08). What is wrong with either is found here. Pure: `today` is an argument.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Contract, in_year};
use crate::fold::fold;

/// Somebody who works for a contract (従事者).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Worker {
    /// Name.
    pub name: String,
    /// Company to which they belong; the contractor where nothing is said.
    pub company: Option<String>,
    /// What they do, and whether they are responsible (役割).
    pub role: Option<String>,
    /// Where they work (作業場所).
    pub place: Option<String>,
    /// ISO date since which they do.
    pub from: Option<String>,
    /// ISO date until which they do.
    pub until: Option<String>,
    /// ISO date of the pledge of secrecy (誓約書, F-02).
    pub pledged_on: Option<String>,
    /// ISO date of the last training (研修, F-18).
    pub trained_on: Option<String>,
}

impl Worker {
    /// Whether they work on a day, given as ISO date.
    pub fn works_on(&self, on: &str) -> bool {
        self.from.as_deref().is_none_or(|from| from <= on) && self.until.as_deref().is_none_or(|until| until >= on)
    }
}

/// Information that was handed to the contractor (授受した情報).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Entrusted {
    /// What it is, and on which medium (情報・媒体の名称).
    pub name: String,
    /// ISO date on which it was handed over (授受日).
    pub handed_on: Option<String>,
    /// How many pieces or persons (件数).
    pub count: Option<i64>,
    /// How it was handed over: carried, sent, encrypted (授受の方法).
    pub method: Option<String>,
    /// Where it is kept (保管場所).
    pub place: Option<String>,
    /// Whether it was copied (複製の有無).
    pub copied: Option<bool>,
    /// Number of the consent to the copy (承諾番号).
    pub copy_consent: Option<String>,
    /// ISO date on which it came back or was erased (返却・消去の日).
    pub back_on: Option<String>,
    /// How many came back or were erased.
    pub back_count: Option<i64>,
    /// How: returned, erased by what (返却・消去の方法).
    pub back_method: Option<String>,
    /// Why it may stay (残存する理由, such as a duty to keep it).
    pub kept_because: Option<String>,
}

/// Something that is wrong with workers or with information.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Astray {
    /// A worker of a company that is neither the contractor nor one of its sub-contractors (OV-05): place, name, company.
    CompanyUnknown(usize, String, String),
    /// Workers without a pledge (CT-07): the place of the first, and the names.
    PledgeMissing(usize, Vec<String>),
    /// Workers without training in the fiscal year (CT-05): the place of the first, and the names.
    TrainingMissing(usize, Vec<String>),
    /// Information was copied without consent (PI-07): place and name.
    CopiedWithoutConsent(usize, String),
    /// Less came back than was handed over (CT-09, PI-17): place, name and how many are missing.
    Short(usize, String, i64),
    /// The contract is closed, and information neither came back nor may stay (CT-09): place and name.
    NotBack(usize, String),
}

/// Everything that is wrong with the workers of a contract and with what was handed over; `year` is the fiscal year of the day.
pub fn astray(contract: &Contract, today: &str, year: i32) -> Vec<Astray> {
    let mut found = Vec::new();
    let over = contract.closed_on.is_some() || contract.ends_on.as_deref().is_some_and(|end| end < today);
    if !over {
        found.extend(workers(contract, today, year));
    }
    for (place, one) in contract.information.iter().enumerate() {
        if one.copied == Some(true) && one.copy_consent.is_none() {
            found.push(Astray::CopiedWithoutConsent(place, one.name.clone()));
        }
        let missing = one.count.zip(one.back_count).map_or(0, |(count, back)| count - back);
        if one.back_on.is_some() && missing > 0 && one.kept_because.is_none() {
            found.push(Astray::Short(place, one.name.clone(), missing));
        }
        if contract.closed_on.is_some() && one.back_on.is_none() && one.kept_because.is_none() {
            found.push(Astray::NotBack(place, one.name.clone()));
        }
    }
    found
}

fn workers(contract: &Contract, today: &str, year: i32) -> Vec<Astray> {
    let own = [&contract.contractor.name].into_iter().chain(contract.subcontracts.iter().map(|sub| &sub.name));
    let known: Vec<String> = own.map(|name| fold(name)).collect();
    let there: Vec<(usize, &Worker)> =
        contract.workers.iter().enumerate().filter(|(_, worker)| worker.works_on(today)).collect();
    let strangers = there.iter().filter_map(|(place, worker)| {
        let company = worker.company.as_ref().filter(|company| !known.contains(&fold(company)))?;
        Some(Astray::CompanyUnknown(*place, worker.name.clone(), company.clone()))
    });
    let without = |lacks: &dyn Fn(&Worker) -> bool| {
        let lacking: Vec<&(usize, &Worker)> = there.iter().filter(|(_, worker)| lacks(worker)).collect();
        let names = lacking.iter().map(|(_, worker)| worker.name.clone()).collect::<Vec<_>>();
        lacking.first().map(|(place, _)| (*place, names))
    };
    let pledge = without(&|worker| worker.pledged_on.is_none());
    let training = without(&|worker| !worker.trained_on.as_ref().is_some_and(|on| in_year(on, year)));
    strangers
        .chain(pledge.map(|(place, names)| Astray::PledgeMissing(place, names)))
        .chain(training.map(|(place, names)| Astray::TrainingMissing(place, names)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Subcontract;
    use crate::contractor::Contractor;

    fn worker(name: &str, company: Option<&str>) -> Worker {
        Worker {
            name: name.to_owned(),
            company: company.map(str::to_owned),
            pledged_on: Some("2026-04-01".to_owned()),
            trained_on: Some("2026-04-10".to_owned()),
            ..Worker::default()
        }
    }

    fn information(count: i64) -> Entrusted {
        Entrusted { name: "名簿".to_owned(), count: Some(count), ..Entrusted::default() }
    }

    fn check(workers: Vec<Worker>, information: Vec<Entrusted>, closed_on: Option<&str>, expected: &str) {
        let contract = Contract {
            contractor: Contractor { name: "株式会社元請".to_owned(), ..Contractor::default() },
            subcontracts: vec![Subcontract { name: "有限会社下請".to_owned(), ..Subcontract::default() }],
            ends_on: Some("2027-03-31".to_owned()),
            closed_on: closed_on.map(str::to_owned),
            workers,
            information,
            ..Contract::default()
        };
        let found: Vec<String> = astray(&contract, "2026-11-27", 2026)
            .into_iter()
            .map(|astray| match astray {
                Astray::CompanyUnknown(place, name, company) => format!("{place} {name} of {company}"),
                Astray::PledgeMissing(place, names) => format!("{place} pledge {}", names.join("+")),
                Astray::TrainingMissing(place, names) => format!("{place} training {}", names.join("+")),
                Astray::CopiedWithoutConsent(place, _) => format!("{place} copied"),
                Astray::Short(place, _, missing) => format!("{place} short {missing}"),
                Astray::NotBack(place, _) => format!("{place} not back"),
            })
            .collect();
        assert_eq!(found.join(", "), expected);
    }

    #[test]
    fn a_worker_of_a_company_that_nobody_entered_is_a_finding() {
        check(
            vec![worker("甲", None), worker("乙", Some("（株）元請")), worker("丙", Some("㈲下請"))],
            vec![],
            None,
            "",
        );
        check(vec![worker("丁", Some("三次株式会社"))], vec![], None, "0 丁 of 三次株式会社");
        let gone = Worker { until: Some("2026-11-26".to_owned()), ..worker("丁", Some("三次株式会社")) };
        check(vec![gone], vec![], None, "");
        let last_year = Worker { trained_on: Some("2026-03-31".to_owned()), ..worker("甲", None) };
        let none = Worker { pledged_on: None, trained_on: None, ..worker("乙", None) };
        check(vec![last_year, none], vec![], None, "1 pledge 乙, 0 training 甲+乙");
        check(vec![worker("丁", Some("三次株式会社"))], vec![], Some("2026-11-01"), "");
    }

    #[test]
    fn what_was_handed_over_and_never_came_back_is_a_finding() {
        let back = |count: i64, back: i64| Entrusted {
            back_on: Some("2026-11-01".to_owned()),
            back_count: Some(back),
            ..information(count)
        };
        check(vec![], vec![information(10)], None, "");
        check(vec![], vec![information(10)], Some("2026-11-20"), "0 not back");
        check(vec![], vec![back(10, 10), back(10, 9)], Some("2026-11-20"), "1 short 1");
        let kept = Entrusted { kept_because: Some("5年の保存義務".to_owned()), ..information(10) };
        check(vec![], vec![kept], Some("2026-11-20"), "");
        let copied = |consent: Option<&str>| Entrusted {
            copied: Some(true),
            copy_consent: consent.map(str::to_owned),
            ..information(1)
        };
        check(vec![], vec![copied(None), copied(Some("税第3号"))], None, "0 copied");
    }
}
