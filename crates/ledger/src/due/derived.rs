//! Dues as rows: derived anew where a record, a rule or the day changed, and never part of the history.

use chrono::NaiveDate;
use db::Tx;

use super::cloud::of_cloud;
use super::incident::of_incident;
use super::office::of_office;
use super::rule::{Due, Point, Rules, next_change};
use super::sns::{AccountBeside, of_sns};
use super::store::{self, Derived, Source};
use crate::catalogue::{Catalogue, with_office};
use crate::cloud::Cloud;
use crate::date::Calendar;
use crate::facts::Facts;
use crate::incident::Incident;
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::sns::Sns;

/// Records that are derived in one transaction.
const AT_ONCE: i64 = 500;

/// What everything that is derived depends on.
pub(super) struct Setting {
    pub rules: Rules,
    pub office: Facts,
    pub calendar: Calendar,
    pub today: NaiveDate,
}

/// What was found of a record.
pub(super) struct Found {
    pub dues: Vec<Due>,
    pub findings: Option<usize>,
    pub recheck_on: NaiveDate,
}

/// What falls due for a cloud use, and what is wrong with it.
pub(super) fn cloud(tx: &mut Tx<'_>, cloud: &Cloud, setting: &Setting) -> Result<Found, Error> {
    let beside = crate::cloud::beside(tx, cloud)?;
    let assessment = crate::cloud::assess(cloud, &beside, Catalogue::shipped()?, &setting.office, setting.today);
    let points = of_cloud(cloud, beside.manager_until, setting.today);
    let dues = setting.rules.dues(&points, "cloud", &assessment.facts.to_facts());
    let until = cloud.assurances.iter().filter_map(|assurance| assurance.last_day());
    let ended_on = cloud.ended_on.as_ref().and_then(|on| on.parse::<NaiveDate>().ok());
    let checks = cloud.checks.iter().filter_map(|check| check.on.parse::<NaiveDate>().ok());
    let days = changes(&points, &dues).chain(until).chain(checks).chain(beside.manager_until).chain(ended_on);
    let recheck_on = next_change(days, setting.today);
    Ok(Found { findings: Some(assessment.told().count()), recheck_on, dues })
}

/// What falls due for an account.
pub(super) fn sns(tx: &mut Tx<'_>, sns: &Sns, setting: &Setting) -> Result<Found, Error> {
    let today = setting.today;
    let contract = match &sns.contract {
        Some(id) => crate::contract::run_for(tx, id, today)?,
        None => None,
    };
    let mut leaving = Vec::new();
    for name in sns.holders() {
        if let Some(until) = crate::person::last_day(tx, name)?
            && !leaving.iter().any(|(known, _)| known == name)
        {
            leaving.push((name.clone(), until));
        }
    }
    let contract_ended_on = contract.as_ref().and_then(|contract| contract.ended_on);
    let ends_on = contract.as_ref().and_then(|contract| contract.ends_on);
    let points = of_sns(sns, &AccountBeside { leaving, contract_ended_on }, today);
    let facts = with_office(crate::sns::derived_facts(sns, today), &setting.office);
    let dues = setting.rules.dues(&points, "sns", &facts);
    let silence = sns.last_post_on.as_ref().and_then(|on| on.parse::<NaiveDate>().ok());
    let silent = [60, 90, 180].into_iter().filter_map(|days| silence?.checked_add_days(chrono::Days::new(days)));
    let since = sns.owner_since.as_ref().and_then(|on| on.parse::<NaiveDate>().ok());
    let days = changes(&points, &dues).chain(silent).chain(ends_on).chain(since);
    let recheck_on = next_change(days, today);
    Ok(Found { findings: None, recheck_on, dues })
}

/// What falls due for an incident.
pub(super) fn incident(incident: &Incident, setting: &Setting) -> Found {
    let points = of_incident(incident, &setting.calendar);
    let dues = setting.rules.dues(&points, "incident", &setting.office);
    let recheck_on = next_change(changes(&points, &dues), setting.today);
    Found { findings: None, recheck_on, dues }
}

/// The day on which the ledger began; none for one that nothing was written to.
pub(crate) fn began(tx: &mut Tx<'_>) -> Result<Option<NaiveDate>, Error> {
    Ok(store::began_on(tx)?.and_then(|on| on.parse().ok()))
}

/// What falls due for the office itself.
pub(super) fn office(tx: &mut Tx<'_>, setting: &Setting) -> Result<Vec<Due>, Error> {
    let since = began(tx)?.map_or(setting.today, |began| began.min(setting.today));
    let points = of_office(&setting.office, &Catalogue::shipped()?.as_of, since, setting.today);
    Ok(setting.rules.dues(&points, "org", &setting.office))
}

fn changes<'a>(points: &'a [Point], dues: &'a [Due]) -> impl Iterator<Item = NaiveDate> + 'a {
    points.iter().map(|point| point.on).chain(dues.iter().map(|due| due.due_on))
}

impl Ledger {
    /// The rules, the facts of the office and a day.
    pub(super) fn due_setting(&mut self, today: NaiveDate) -> Result<Setting, Error> {
        let office = self.office()?;
        let (calendar, office) = (office.calendar(), office.as_facts());
        let rules = self.read(store::settings)?.rules()?;
        Ok(Setting { rules, office, calendar, today })
    }

    /// Derives anew what falls due wherever it can have changed.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn refresh_dues(&mut self) -> Result<(), Error> {
        self.refresh_contracts()?;
        let today = self.today();
        let iso = today.to_string();
        let office_stale = self.read(|tx| Ok(store::office_derived_on(tx)?.as_ref() != Some(&iso)))?;
        let mut stale = self.read(|tx| Stale::of(tx, &iso))?;
        if stale.is_empty() && !office_stale {
            return Ok(());
        }
        let setting = self.due_setting(today)?;
        loop {
            self.derive(|tx| {
                for id in &stale.clouds {
                    let Some(record) = crate::cloud::load(tx, id)? else { continue };
                    let found = cloud(tx, &record, &setting)?;
                    keep(tx, (&record).into(), record.contract.as_deref(), &found)?;
                }
                for id in &stale.accounts {
                    let Some(record) = crate::sns::load(tx, id)? else { continue };
                    let found = sns(tx, &record, &setting)?;
                    keep(tx, (&record).into(), record.contract.as_deref(), &found)?;
                }
                for id in &stale.incidents {
                    let Some(record) = crate::incident::load(tx, id)? else { continue };
                    keep(tx, (&record).into(), None, &incident(&record, &setting))?;
                }
                if office_stale {
                    let derived = Derived { recheck_on: iso.clone(), contract: None, findings: None };
                    let dues = office(tx, &setting)?;
                    store::save_derived(tx, store::OF_OFFICE, &derived, &dues)?;
                }
                Ok(())
            })?;
            stale = self.read(|tx| Stale::of(tx, &iso))?;
            if stale.is_empty() {
                return Ok(());
            }
        }
    }
}

/// Records whose dues do not hold on a day.
struct Stale {
    clouds: Vec<String>,
    accounts: Vec<String>,
    incidents: Vec<String>,
}

impl Stale {
    /// At most `AT_ONCE` of each register.
    fn of(tx: &mut Tx<'_>, iso: &str) -> Result<Self, Error> {
        let mut of = |register| store::stale(tx, register, iso, AT_ONCE);
        Ok(Self { clouds: of("cloud")?, accounts: of("sns")?, incidents: of("incident")? })
    }

    fn is_empty(&self) -> bool {
        self.clouds.is_empty() && self.accounts.is_empty() && self.incidents.is_empty()
    }
}

fn keep(tx: &mut Tx<'_>, source: Source<'_>, contract: Option<&str>, found: &Found) -> Result<(), Error> {
    let derived = Derived { recheck_on: found.recheck_on.to_string(), contract, findings: found.findings };
    store::save_derived(tx, source, &derived, &found.dues)
}
