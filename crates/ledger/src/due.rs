//! What falls due: computed from the records and the reminder rules for any day. What holds for today is also kept as rows
//! (`due/derived.rs`), since every screen asks for it. Dates of a register are in `due/{contract,cloud,sns,incident,office}.rs`, rules
//! in `due/rule.rs`, what an office changes about them in `due/settings.rs`, what people do about a date in `due/act.rs`,
//! dates as a calendar file in `due/calendar.rs`, as pictures in `due/picture.rs`, and as
//! papers in `due/letter.rs`. Other ways of telling people are not here.

mod act;
mod calendar;
mod cloud;
mod contract;
mod derived;
mod incident;
mod letter;
mod mine;
mod moment;
mod office;
mod picture;
mod recipients;
mod rule;
mod settings;
mod sns;
mod source;
pub(crate) mod store;
mod tell;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use act::{ActState, DueAct, DueActRequest, DueStep};
pub use calendar::{DueCalendar, DueCalendarSave};
pub(crate) use contract::of_contract;
pub use letter::{DueKey, DueLetter, DueLetters, DueLettersSave, DueListPaper, DuePaper, LetterKind, WrittenLetter};
pub(crate) use office::{OFFICE, ORDINANCE};
pub use picture::{
    DueDay, DueDayQuery, DueLoad, DueMonth, LoadMonth, LoadRow, LoadSection, PictureQuery, Span, SpanState, Timeline,
    TimelineGroup, TimelineKind, TimelineQuery, TimelineRow,
};
pub(crate) use rule::next_change;
pub use rule::{Anchor, Due, Escalation, Recipient, Rule, Rules};
pub(crate) use settings::walk as walk_settings;
pub use settings::{ReminderSettings, Reminders, RuleChange};
use store::Source;
pub(crate) use store::{By, walk_acts};
pub use tell::{
    Channel, Digest, DueNews, DueNewsShown, MailSave, MailSecurity, MailSettings, MailTest, MailTested, MailView,
    MemoryPasswords, NewsLine, Outcome, Passwords, TellMessage, TellRequest, Telling, ToldItem, ToldLog, ToldQuery,
};
pub(crate) use tell::{OsPasswords, walk_mail, walk_told};
pub(crate) use {act::remove_acts, act::rename, derived::began, office::missed_until};

use crate::contract::{Beside, Contract};
use crate::facts::Facts;
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::wording::{self, Lang};

/// How near a due date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The day has passed.
    Overdue,
    /// Within seven days.
    Due,
    /// People are being told of it.
    Soon,
    /// Later.
    Later,
}

impl Stage {
    /// The word for this stage in locale keys (`stage.<code>`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Due => "due",
            Self::Soon => "soon",
            Self::Later => "later",
        }
    }
}

/// The record that something falls due for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DueRecord {
    /// Register.
    #[serde(rename = "type")]
    pub kind: String,
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Number, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub number: Option<String>,
}

/// A due date as people and other programs see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DueItem {
    /// Id of the rule.
    pub rule: String,
    /// The record.
    pub record: DueRecord,
    /// ISO date.
    pub due_on: String,
    /// ISO date from which to tell people.
    pub notice_on: String,
    /// Who answers for the record.
    pub owner: Option<String>,
    /// Section of the record.
    pub section: Option<String>,
    /// How near.
    pub stage: Stage,
    /// What to do, in words.
    pub title: String,
    /// Days from today; negative when overdue.
    pub days: i64,
    /// Which of several.
    pub what: Option<String>,
    /// What was done about it.
    pub act: Option<Box<DueAct>>,
}

/// A due date as it is kept, with what its record says of itself; dates are ISO.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDue {
    /// Id of the rule.
    pub rule: String,
    /// The day.
    pub due_on: String,
    /// The day from which to tell people.
    pub notice_on: String,
    /// What exactly, where a record has several of the kind.
    pub what: Option<String>,
    /// Register of the record.
    pub register: String,
    /// Id of the record.
    pub id: String,
    /// Title of the record.
    pub title: String,
    /// Number of the record.
    pub number: Option<String>,
    /// Who has to do it.
    pub owner: Option<String>,
    /// The section that has to do it.
    pub section: Option<String>,
    /// What was done about it.
    pub act: Option<Box<DueAct>>,
}

/// What words of due dates need beside the rows, with the last ones: lists come sorted, so that the next are often the same.
struct Words<'a> {
    /// Name of the office, for what it has to do itself.
    office: &'a str,
    /// Titles of the office's own rules.
    own: BTreeMap<&'a str, &'a str>,
    day: NaiveDate,
    /// The same as an ISO date.
    iso: String,
    lang: Lang,
    last_day: (String, i64),
    last_title: (String, Option<String>, String),
}

impl<'a> Words<'a> {
    fn of(office: &'a str, settings: &'a ReminderSettings, day: NaiveDate, lang: Lang) -> Self {
        let own = settings.own.iter().map(|rule| (rule.id.as_str(), rule.title.as_str())).collect();
        Self {
            office,
            own,
            day,
            iso: day.to_string(),
            lang,
            last_day: Default::default(),
            last_title: Default::default(),
        }
    }

    /// Days until a date.
    fn days(&mut self, due_on: &str) -> i64 {
        if self.last_day.0 != due_on {
            let days = due_on.parse::<NaiveDate>().map_or(0, |due| (due - self.day).num_days());
            self.last_day = (due_on.to_owned(), days);
        }
        self.last_day.1
    }

    /// What is to be done.
    fn title(&mut self, rule: &str, what: Option<&String>) -> String {
        if self.last_title.0 != rule || self.last_title.1.as_ref() != what {
            let title = self.title_anew(rule, what);
            self.last_title = (rule.to_owned(), what.cloned(), title);
        }
        self.last_title.2.clone()
    }

    fn title_anew(&self, rule: &str, what: Option<&String>) -> String {
        let named = what.map(|what| match rule {
            "RM-04" => wording::text(self.lang, &format!("certificate.{what}"), &[]),
            "RM-15" => wording::text(self.lang, &format!("incident_report.{what}"), &[]),
            _ => what.clone(),
        });
        match (self.own.get(rule), named) {
            (Some(title), Some(what)) => wording::text(self.lang, "due.own.of", &[("title", title), ("what", &what)]),
            (Some(title), None) => (*title).to_owned(),
            (None, Some(what)) => wording::text(self.lang, &format!("due.{rule}.of"), &[("what", &what)]),
            (None, None) => wording::text(self.lang, &format!("due.{rule}"), &[]),
        }
    }
}

impl KeptDue {
    /// Of a record, with what was done about its dates.
    fn of(due: Due, source: Source<'_>, acts: &[DueAct]) -> Self {
        let act = acts.iter().find(|act| act.is_about(&due)).cloned();
        let (owner, section) = source.answering(act.as_ref());
        Self {
            owner: owner.map(str::to_owned),
            section: section.map(str::to_owned),
            rule: due.rule,
            due_on: due.due_on.to_string(),
            notice_on: due.notice_on.to_string(),
            what: due.what,
            register: source.register.to_owned(),
            id: source.id.to_owned(),
            title: source.title.to_owned(),
            number: source.number.map(str::to_owned),
            act: act.map(Box::new),
        }
    }

    fn is_settled(&self) -> bool {
        self.act.as_ref().is_some_and(|act| act.is_settled())
    }

    /// Whether nobody is told of it on a day, because it was put off.
    fn sleeps(&self, on: &str) -> bool {
        self.act.as_ref().and_then(|act| act.snoozed_until.as_deref()).is_some_and(|until| until > on)
    }

    /// In words.
    fn worded(self, words: &mut Words<'_>) -> DueItem {
        let days = words.days(&self.due_on);
        let stage = match days {
            ..=-1 => Stage::Overdue,
            0..=7 => Stage::Due,
            _ if self.notice_on <= words.iso => Stage::Soon,
            _ => Stage::Later,
        };
        let title = words.title(&self.rule, self.what.as_ref());
        let title_of_record = if self.register == OFFICE { words.office.to_owned() } else { self.title };
        DueItem {
            rule: self.rule,
            record: DueRecord { kind: self.register, id: self.id, title: title_of_record, number: self.number },
            due_on: self.due_on,
            notice_on: self.notice_on,
            owner: self.owner,
            section: self.section,
            stage,
            title,
            days,
            what: self.what,
            act: self.act,
        }
    }
}

/// Whose due dates are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Those that whoever is working is told of.
    Mine,
    /// Those of the section of whoever is working, with the sections below it.
    Section,
    /// All.
    #[default]
    All,
}

/// What the list of due dates asks for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct DueQuery {
    /// Whose.
    pub whose: Option<Whose>,
    /// Name of whoever answers.
    pub owner: Option<String>,
    /// Name of a section.
    pub section: Option<String>,
    /// ISO date up to which dates are listed; without it, all that people are told of.
    pub until: Option<String>,
    /// With those that are done, do not apply or were put off.
    pub settled: Option<bool>,
}

/// The list of due dates.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DueList {
    /// Sorted by date; at most 2,000.
    pub items: Vec<DueItem>,
    /// How many there are.
    pub total: i64,
    /// The name of whoever is working, if a person is known.
    pub me: Option<String>,
    /// The section of whoever is working.
    pub section: Option<String>,
}

/// Rows of a screen; an office with more looks at its lists.
pub(crate) const MOST: i64 = 2_000;

impl Ledger {
    /// Everything with notice on or before the day `on`; with `until`, everything due by that day instead. What is done, does
    /// not apply or was put off beyond the day is left out. Sorted by date, rule and record.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn due(&mut self, on: NaiveDate, until: Option<NaiveDate>, whose: Whose) -> Result<Vec<DueItem>, Error> {
        let own = self.asked_of(&DueQuery { whose: Some(whose), ..DueQuery::default() })?;
        let by = by(on, until);
        if on != self.today() {
            let kept = self.open_dues(on, by, own)?;
            return self.worded_dues(kept, on);
        }
        // Worded as they are read: there may be a hundred thousand, and none is laid down twice.
        self.refresh_dues()?;
        let (office, lang) = (self.office()?.name, self.lang);
        let asked = store::Asked { by: Some(by), awake_on: Some(on.to_string()), ..own };
        self.read(|tx| {
            let settings = store::settings(tx)?;
            let mut words = Words::of(&office, &settings, on, lang);
            store::list_as(tx, &asked, i64::MAX, |kept| kept.worded(&mut words))
        })
    }

    /// What of the dates that are asked for is open as seen on a day: neither settled nor put off beyond it.
    fn open_dues(&mut self, on: NaiveDate, by: By, own: store::Asked) -> Result<Vec<KeptDue>, Error> {
        let iso = on.to_string();
        if on == self.today() {
            self.refresh_dues()?;
            let asked = store::Asked { by: Some(by), awake_on: Some(iso), ..own };
            return self.read(|tx| store::list(tx, &asked, i64::MAX));
        }
        let mut kept = self.computed_dues(on)?;
        kept.retain(|due| {
            own.is_answered_by(due.owner.as_ref(), due.section.as_ref())
                && by.takes(due)
                && !due.is_settled()
                && !due.sleeps(&iso)
        });
        if own.mine.is_some() {
            self.retain_mine(&mut kept, on)?;
        }
        Ok(kept)
    }

    /// The due dates of a screen.
    ///
    /// # Errors
    /// `date_unreadable` and its like for a date that is none, or if the ledger cannot be read.
    pub fn list_due(&mut self, query: &DueQuery) -> Result<DueList, Error> {
        self.refresh_dues()?;
        let today = self.today();
        let until = crate::draft::day("until", query.until.as_deref())?;
        let settled = query.settled == Some(true);
        let asked = store::Asked {
            by: Some(by(today, until)),
            settled,
            awake_on: (!settled).then(|| today.to_string()),
            ..self.asked_of(query)?
        };
        let iso = today.to_string();
        let (kept, (total, _)) =
            self.read(|tx| Ok((store::list(tx, &asked, MOST)?, store::count(tx, &asked, &iso)?)))?;
        let account = self.actor().to_owned();
        let me = self.person_of(&account)?;
        let (me, section) = me.map_or((None, None), |person| (Some(person.name), person.section));
        Ok(DueList { items: self.worded_dues(kept, today)?, total, me, section })
    }

    /// Whose dates a screen asks for.
    pub(crate) fn asked_of(&mut self, query: &DueQuery) -> Result<store::Asked, Error> {
        let account = self.actor().to_owned();
        let me = self.person_of(&account)?;
        let mut asked =
            store::Asked { owner: query.owner.clone(), section: query.section.clone(), ..store::Asked::default() };
        match query.whose.unwrap_or_default() {
            Whose::All => {}
            Whose::Mine => asked.mine = Some(self.mine_of(me.as_ref(), &account)?),
            Whose::Section => {
                let own = me.and_then(|person| person.section).unwrap_or_default();
                asked.sections = crate::person::with_below(&self.list_sections()?, &own);
            }
        }
        Ok(asked)
    }

    /// What falls due as seen on any day, from the records; sorted as `due` is, with what was done about it.
    fn computed_dues(&mut self, on: NaiveDate) -> Result<Vec<KeptDue>, Error> {
        let setting = self.due_setting(on)?;
        let contracts = self.contracts()?;
        let renewed: BTreeSet<&String> =
            contracts.iter().filter_map(|contract| contract.renewed_from.as_ref()).collect();
        let kept = self.read(|tx| {
            let last_days = crate::person::last_days(tx)?;
            let since = began(tx)?;
            let mut acts: BTreeMap<(String, String), Vec<DueAct>> = BTreeMap::new();
            for act in store::acts(tx, None)? {
                acts.entry((act.register.clone(), act.record.clone())).or_default().push(act);
            }
            let mut kept = Vec::new();
            let mut add = |dues: Vec<Due>, source: Source<'_>| {
                let own = acts.get(&(source.register.to_owned(), source.id.to_owned()));
                let own = own.map(Vec::as_slice).unwrap_or_default();
                kept.extend(dues.into_iter().map(|due| KeptDue::of(due, source, own)));
            };
            for contract in &contracts {
                let facts = crate::catalogue::with_office(crate::contract::derived_facts(contract), &setting.office);
                let owner_until = contract.owner.as_ref().and_then(|owner| last_days.get(owner)).copied();
                let beside = Beside { renewed: renewed.contains(&contract.id), owner_until, since };
                let points = of_contract(contract, &facts, beside, on);
                add(setting.rules.dues(&points, "contract", &facts), contract.into());
            }
            for cloud in &crate::cloud::all(tx)? {
                add(derived::cloud(tx, cloud, &setting)?.dues, cloud.into());
            }
            for sns in &crate::sns::all(tx)? {
                add(derived::sns(tx, sns, &setting)?.dues, sns.into());
            }
            for incident in &crate::incident::all(tx)? {
                add(derived::incident(incident, &setting).dues, incident.into());
            }
            add(derived::office(tx, &setting)?, store::OF_OFFICE);
            Ok(kept)
        });
        let mut kept = kept?;
        kept.sort_by(|a, b| (&a.due_on, &a.rule, &a.id, &a.what).cmp(&(&b.due_on, &b.rule, &b.id, &b.what)));
        Ok(kept)
    }

    /// Due dates in words, as seen on a day.
    pub(crate) fn worded_dues(&mut self, kept: Vec<KeptDue>, day: NaiveDate) -> Result<Vec<DueItem>, Error> {
        let (office, lang) = (self.office()?.name, self.lang);
        let settings = self.read(store::settings)?;
        let mut words = Words::of(&office, &settings, day, lang);
        Ok(kept.into_iter().map(|due| due.worded(&mut words)).collect())
    }

    /// The due dates of a contract in words, nearest first; what is done or does not apply is left out.
    pub(crate) fn due_items(
        &mut self,
        contract: &Contract,
        facts: &Facts,
        beside: Beside,
        on: NaiveDate,
    ) -> Result<Vec<DueItem>, Error> {
        let setting = self.due_setting(on)?;
        let acts = self.read(|tx| store::acts(tx, Some(("contract", &contract.id))))?;
        let dues = setting.rules.dues(&of_contract(contract, facts, beside, on), "contract", facts);
        let of = |due| KeptDue::of(due, contract.into(), &acts);
        let mut kept: Vec<KeptDue> = dues.into_iter().map(of).collect();
        kept.retain(|due| !due.is_settled());
        self.worded_dues(kept, on)
    }

    /// The due dates of a cloud use, an account or an incident in words, nearest first; what is done or does not apply is left out. A record
    /// that is shown as it was on another day has none.
    pub(crate) fn dues_of(&mut self, register: &str, id: &str, day: NaiveDate) -> Result<Vec<DueItem>, Error> {
        if day != self.today() {
            return Ok(Vec::new());
        }
        self.refresh_dues()?;
        let record = Some((register.to_owned(), id.to_owned()));
        let asked = store::Asked { record, ..store::Asked::default() };
        let kept = self.read(|tx| store::list(tx, &asked, MOST))?;
        self.worded_dues(kept, day)
    }
}

/// What is told of on a day, or what is due by one.
pub(crate) fn by(on: NaiveDate, until: Option<NaiveDate>) -> By {
    until.map_or_else(|| By::Told(on.to_string()), |until| By::Due(until.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_save_that_changes_nothing_does_not_stand_in_the_way_of_the_next() {
        for (engine, db) in db::testing::engines() {
            let mut ledger = Ledger::on(db).unwrap();
            ledger.set_today("2026-11-24".parse().unwrap());
            let same = ledger.reminders().unwrap().settings;
            ledger.save_reminders(same.clone()).unwrap();
            assert_eq!(ledger.read(store::began_on).unwrap(), None, "{engine}: nothing was written yet");
            ledger.save_reminders(ReminderSettings { off: ["RM-19".to_owned()].into(), ..same }).unwrap();
            assert_eq!(ledger.read(store::began_on).unwrap().as_deref(), Some("2026-11-24"), "{engine}");
        }
    }

    #[test]
    fn what_is_kept_for_today_is_what_the_records_say() {
        for (engine, db) in db::testing::engines() {
            let mut ledger = Ledger::on(db).unwrap();
            ledger.load_sample().unwrap();
            ledger.set_today("2026-11-24".parse().unwrap());
            let draft = serde_json::json!({"title": "誤送信", "kinds": ["leak"], "known_on": "2026-11-20"});
            ledger.save_incident(&serde_json::from_value(draft).unwrap()).unwrap();
            let item = ledger.find_due("R8-020", "RM-01", None, None).unwrap();
            let mut step = |step: DueStep, person: Option<&str>, section: Option<&str>, revision| {
                let request = DueActRequest {
                    register: item.record.kind.clone(),
                    record: item.record.id.clone(),
                    rule: item.rule.clone(),
                    what: item.what.clone(),
                    due_on: item.due_on.clone(),
                    step,
                    note: Some("予算の内示待ち".to_owned()),
                    until: Some("2026-12-10".to_owned()),
                    person: person.map(str::to_owned),
                    section: section.map(str::to_owned),
                    revision,
                };
                ledger.act_on_due(&request).unwrap();
            };
            step(DueStep::Snooze, None, None, 0);
            step(DueStep::HandOn, None, Some("情報政策課"), 1);
            for day in ["2026-11-24", "2027-03-31", "2027-04-01", "2027-10-15"] {
                let day: NaiveDate = day.parse().unwrap();
                ledger.set_today(day);
                ledger.refresh_dues().unwrap();
                let everything = store::Asked { settled: true, ..store::Asked::default() };
                let kept = ledger.read(|tx| store::list(tx, &everything, i64::MAX)).unwrap();
                let computed = ledger.computed_dues(day).unwrap();
                assert_eq!(kept, computed, "{engine} {day}");
                for register in ["contract", "cloud", "sns", "incident", "office"] {
                    assert!(kept.iter().any(|due| due.register == register), "{engine} {day}: {register}");
                }
            }
        }
    }
}
