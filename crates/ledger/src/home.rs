//! The first screen: what is overdue, what comes this week and this month, and where findings are.

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;
use ts_rs::TS;

use crate::catalogue::Catalogue;
use crate::cloud::CloudQuery;
use crate::contract::{ContractQuery, Status};
use crate::due::{By, DueItem, DueQuery, MOST, ORDINANCE, by, store as dues};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::register::Register;
use crate::wording::{Lang, text};

/// What the bars around every screen show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "Status")]
pub struct LedgerStatus {
    /// Where the ledger is.
    pub path: String,
    /// Database engine.
    pub engine: String,
    /// Who is working: the person's name, else the account.
    pub user: String,
    /// The section of the person, if one is known.
    pub section: Option<String>,
    /// Name of the office.
    pub office: String,
    /// ISO date.
    pub today: String,
    /// The date in words.
    pub today_text: String,
    /// Fiscal year.
    pub fiscal_year: i32,
    /// Contracts in the register.
    pub contracts: i64,
    /// Cloud uses in the register.
    pub clouds: i64,
    /// Official accounts in the register.
    pub sns: i64,
    /// Findings over all contracts.
    pub findings: i64,
    /// Undecided requirements over all contracts.
    pub unknown: i64,
    /// Due dates whose notice has begun.
    pub due: i64,
    /// Due dates that have passed.
    pub overdue: i64,
    /// Applications that wait for whoever is working.
    pub waiting: i64,
    /// Rows of the history.
    pub rows: i64,
    /// Hash of the last row.
    pub head: String,
    /// Version of the catalogue.
    pub catalogue: String,
    /// Version of the program.
    pub version: String,
}

/// Number of due dates in a month of the fiscal year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MonthLoad {
    /// 1 to 12, April first.
    pub month: u32,
    /// Due dates.
    pub count: i64,
    /// Whether it is this month.
    pub current: bool,
}

/// The day a rule comes into force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Enforcement {
    /// ISO date.
    pub on: String,
    /// Days from today.
    pub days: i64,
}

/// A kind of finding with the list it leads to.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FindingGroup {
    /// Kind.
    pub code: String,
    /// In words.
    pub text: String,
    /// Number of records.
    pub count: i64,
    /// Register of the records.
    pub register: Register,
    /// The list of contracts; other registers list those with findings.
    pub query: ContractQuery,
}

/// What falls to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PersonLoad {
    /// Section.
    pub section: String,
    /// Person.
    pub owner: String,
    /// Overdue.
    pub overdue: i64,
    /// In the next seven days.
    pub week: i64,
    /// In the next thirty-one days, the week included.
    pub month: i64,
}

/// The first screen.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Home {
    /// ISO date.
    pub today: String,
    /// The date in words.
    pub today_text: String,
    /// The fiscal year in words.
    pub fiscal_year_text: String,
    /// Load by month.
    pub months: Vec<MonthLoad>,
    /// The ordinance of 2027-07-01.
    pub ordinance: Enforcement,
    /// Overdue and within thirty-one days, nearest first, at most 2,000.
    pub due: Vec<DueItem>,
    /// How many there are.
    pub due_total: i64,
    /// Findings by kind.
    pub findings: Vec<FindingGroup>,
    /// Load by person.
    pub people: Vec<PersonLoad>,
    /// Whether no register holds anything yet.
    pub empty: bool,
}

impl Ledger {
    /// What the bars around every screen show.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn status(&mut self) -> Result<LedgerStatus, Error> {
        self.refresh_dues()?;
        let (today, lang) = (self.today(), self.lang);
        let (contracts, (findings, unknown)) = self.contract_sums()?;
        let waiting = i64::try_from(self.inbox()?.mine).unwrap_or(i64::MAX);
        let awake_on = Some(today.to_string());
        let told = dues::Asked { by: Some(by(today, None)), awake_on, ..dues::Asked::default() };
        let (due, overdue) = self.read(|tx| dues::count(tx, &told, &today.to_string()))?;
        let head = self.history_head()?;
        let account = self.actor().to_owned();
        let me = self.person_of(&account)?;
        let section = me.as_ref().and_then(|person| person.section.clone());
        let user = me.map_or(account, |person| person.name);
        Ok(LedgerStatus {
            path: self.location(),
            engine: self.engine().to_owned(),
            user,
            section,
            office: self.office()?.name,
            today: today.to_string(),
            today_text: day_text(lang, today),
            fiscal_year: crate::date::fiscal_year(today),
            contracts,
            clouds: self.count_clouds()?,
            sns: self.count_sns()?,
            findings,
            unknown,
            due,
            overdue,
            waiting,
            rows: head.seq,
            head: head.hash,
            catalogue: Catalogue::shipped()?.version.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// The first screen, of the due dates that are asked for.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn home(&mut self, query: &DueQuery) -> Result<Home, Error> {
        self.refresh_dues()?;
        let (today, lang) = (self.today(), self.lang);
        let year = crate::date::fiscal_year(today);
        let after = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX).to_string();
        let (week, month) = (after(7), after(31));
        let own = self.asked_of(query)?;
        let asked =
            |day: String| dues::Asked { by: Some(By::Due(day)), awake_on: Some(today.to_string()), ..own.clone() };
        let (of_month, of_year) = (asked(month), asked(format!("{}-03-31", year + 1)));
        let (counted, people, kept, due_total) = self.read(|tx| {
            Ok((
                dues::months(tx, &format!("{year}-04-01"), &of_year)?,
                dues::people(tx, &today.to_string(), &week, &of_month)?,
                dues::list(tx, &of_month, MOST)?,
                dues::count(tx, &of_month, &week)?.0,
            ))
        })?;
        let months = (0..12)
            .map(|place| (place + 3) % 12 + 1)
            .map(|month| {
                let name = format!("{}-{month:02}", if month >= 4 { year } else { year + 1 });
                let count = counted.get(&name).copied().unwrap_or(0);
                MonthLoad { month, count, current: month == today.month() }
            })
            .collect();
        let ordinance = NaiveDate::from_ymd_opt(ORDINANCE.0, ORDINANCE.1, ORDINANCE.2).unwrap_or(today);
        Ok(Home {
            today: today.to_string(),
            today_text: day_text(lang, today),
            fiscal_year_text: match lang {
                Lang::Ja => crate::date::fiscal_year_text(year),
                Lang::En => text(lang, "home.fiscal_year", &[("year", &year.to_string())]),
            },
            months,
            ordinance: Enforcement { on: ordinance.to_string(), days: (ordinance - today).num_days() },
            people,
            due: self.worded_dues(kept, today)?,
            due_total,
            findings: self.finding_groups(today)?,
            empty: self.contract_sums()?.0 + self.count_clouds()? + self.count_sns()? == 0,
        })
    }

    fn finding_groups(&mut self, today: NaiveDate) -> Result<Vec<FindingGroup>, Error> {
        let running = ContractQuery { status: Some(Status::Running), ..ContractQuery::default() };
        let kinds = [
            ("with_findings", ContractQuery { findings: Some(true), ..ContractQuery::default() }),
            ("running_with_findings", ContractQuery { findings: Some(true), ..running.clone() }),
            (
                "my_number_with_findings",
                ContractQuery { findings: Some(true), my_number: Some(true), ..ContractQuery::default() },
            ),
            ("ended_not_closed", ContractQuery { status: Some(Status::Ended), ..ContractQuery::default() }),
            ("undecided", ContractQuery { unknown: Some(true), ..ContractQuery::default() }),
        ];
        let mut groups = Vec::new();
        for (code, query) in kinds {
            let count = self.count_contracts(&query, today)?;
            groups.push(FindingGroup {
                code: code.to_owned(),
                text: text(self.lang, &format!("home.{code}"), &[]),
                count,
                register: Register::Contract,
                query,
            });
        }
        let clouds = self.list_clouds(&CloudQuery { findings: Some(true), limit: Some(0), ..CloudQuery::default() })?;
        groups.push(FindingGroup {
            code: "cloud_with_findings".to_owned(),
            text: text(self.lang, "home.cloud_with_findings", &[]),
            count: clouds.total,
            register: Register::Cloud,
            query: ContractQuery { findings: Some(true), ..ContractQuery::default() },
        });
        Ok(groups)
    }
}

fn day_text(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Ja => crate::date::wareki_weekday(day),
        Lang::En => day.format("%a %d %b %Y").to_string(),
    }
}
