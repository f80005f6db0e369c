//! The office (団体): its name, the facts that hold for all its records, and how its papers are written.

mod calendar;
pub(crate) mod pen;
mod store;

use chrono::NaiveDate;
use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

pub use calendar::{OfficeCalendar, OfficeDay};

use crate::catalogue::Catalogue;
use crate::date::Calendar;
use crate::facts::{FactValue, Facts};
use crate::history::Op;
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::wording::Lang;

/// What kind of body the office is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OfficeKind {
    /// 市.
    City,
    /// 町.
    Town,
    /// 村.
    Village,
    /// 特別区.
    Ward,
    /// 都道府県.
    Prefecture,
    /// 一部事務組合・広域連合.
    Union,
}

/// How the parties of a contract are called in annexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Parties {
    /// 甲・乙.
    KouOtsu,
    /// 発注者・受注者.
    HatchuJuchu,
    /// 委託者・受託者.
    ItakuJutaku,
}

/// The comma of the office's papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Comma {
    /// U+3001.
    Ideographic,
    /// U+FF0C.
    Fullwidth,
}

/// How conjunctions are written in the office's papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Conjunction {
    /// 及び, 又は, 並びに, 若しくは.
    Kanji,
    /// および, または, ならびに, もしくは.
    Hiragana,
}

/// How dates are written in the office's papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CalendarStyle {
    /// 令和8年4月1日.
    Wareki,
    /// 2026年4月1日.
    Iso,
}

/// How the office writes its papers (書き方).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Style {
    /// Words for the parties.
    pub parties: Parties,
    /// Comma.
    pub comma: Comma,
    /// Conjunctions.
    pub conjunction: Conjunction,
    /// How the office calls itself (本市).
    pub self_term: String,
    /// Dates.
    pub calendar: CalendarStyle,
    /// Whether forms carry a box for a seal.
    pub seal_box: bool,
}

impl Style {
    /// A text of a paper, which templates hold in one standard style, with the office's conjunctions and comma.
    pub fn worded(&self, text: &str) -> String {
        let mut text = text.to_owned();
        if self.conjunction == Conjunction::Hiragana {
            let word = |key: String| crate::wording::text(Lang::Ja, &key, &[]);
            for name in ["nb", "mt", "or", "either"] {
                text = text.replace(&word(format!("style.kanji.{name}")), &word(format!("style.hiragana.{name}")));
            }
        }
        if self.comma == Comma::Fullwidth {
            text = text.replace('\u{3001}', "\u{ff0c}");
        }
        text
    }

    /// A day in words.
    pub fn day(&self, day: NaiveDate) -> String {
        match self.calendar {
            CalendarStyle::Wareki => crate::date::wareki(day),
            CalendarStyle::Iso => crate::date::seireki(day),
        }
    }
}

/// Facts that are settings of the office, not of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, Default)]
pub struct OfficeFacts {
    /// Whether 地方自治法施行規則第16条の3 binds the office; unknown until answered.
    pub reg_16_3_target_org: Option<bool>,
    /// Network separation model (三層分離).
    pub network_model: Option<String>,
}

/// The settings of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Office {
    /// Name, such as 潮見市.
    pub name: String,
    /// Kind of body.
    pub kind: OfficeKind,
    /// 全国地方公共団体コード.
    pub code: Option<String>,
    /// Title of its head (市長).
    pub head_title: String,
    /// 法人番号.
    pub corporate_number: Option<String>,
    /// Facts for the catalogue.
    pub facts: OfficeFacts,
    /// How papers are written.
    pub style: Style,
    /// When it is closed.
    #[serde(default)]
    pub calendar: OfficeCalendar,
    /// Number of this version; 0 before the first save.
    pub revision: i64,
}

impl Office {
    /// The settings before anyone has saved them; texts come from the office locale keys.
    fn blank(ledger: &Ledger) -> Self {
        let text = |key: &str| crate::wording::text(ledger.lang, key, &[]);
        Self {
            name: String::new(),
            kind: OfficeKind::City,
            code: None,
            head_title: text("office.head.city"),
            corporate_number: None,
            facts: OfficeFacts::default(),
            style: Style {
                parties: Parties::KouOtsu,
                comma: Comma::Ideographic,
                conjunction: Conjunction::Kanji,
                self_term: text("office.self.city"),
                calendar: CalendarStyle::Wareki,
                seal_box: false,
            },
            calendar: OfficeCalendar::default(),
            revision: 0,
        }
    }

    /// The facts of the office as conditions see them.
    pub fn as_facts(&self) -> Facts {
        let mut facts = Facts::new();
        if let Some(target) = self.facts.reg_16_3_target_org {
            facts.insert("reg_16_3_target_org".to_owned(), FactValue::Bool(target));
        }
        if let Some(model) = &self.facts.network_model {
            facts.insert("network_model".to_owned(), FactValue::Text(model.clone()));
        }
        facts
    }

    /// The days on which it is open and closed.
    pub fn calendar(&self) -> Calendar {
        self.calendar.calendar()
    }

    fn check(&mut self) -> Result<(), Error> {
        let mut problems = Vec::new();
        for (field, text) in
            [("name", &self.name), ("head_title", &self.head_title), ("style.self_term", &self.style.self_term)]
        {
            if text.trim().is_empty() {
                problems.push(Problem::at(field, "required"));
            }
        }
        if let Some(code) = &self.code
            && crate::org_code::parse(code).is_err()
        {
            problems.push(Problem::at("code", "org_code_check").with("value", code));
        }
        if let Some(number) = &self.corporate_number
            && crate::corporate_number::parse(number).is_err()
        {
            problems.push(Problem::at("corporate_number", "corporate_number_check").with("value", number));
        }
        if let Some(model) = &self.facts.network_model {
            let known =
                Catalogue::shipped()?.facts.get("network_model").is_some_and(|fact| fact.values.contains(model));
            if !known {
                problems.push(
                    Problem::at("facts.network_model", "fact_value_unknown")
                        .with("fact", "network_model")
                        .with("value", model),
                );
            }
        }
        self.calendar.read(&mut problems);
        Error::unless_none(problems)
    }
}

/// Shows the settings as they are kept.
pub(crate) fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    if let Some(text) = store::text(tx)? {
        see("office", &serde_json::from_str(&text)?);
    }
    Ok(())
}

impl Ledger {
    /// The settings of the office.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn office(&mut self) -> Result<Office, Error> {
        let stored = self.read(store::load)?;
        Ok(stored.unwrap_or_else(|| Office::blank(self)))
    }

    /// Saves the settings of the office; counts of findings follow.
    ///
    /// # Errors
    /// Problems by field, or `changed_elsewhere`.
    pub fn save_office(&mut self, mut office: Office) -> Result<Office, Error> {
        let empty = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
        if empty(&office.code) {
            office.code = None;
        }
        if empty(&office.corporate_number) {
            office.corporate_number = None;
        }
        office.check()?;
        if let Some(code) = office.code.as_deref().and_then(|code| crate::org_code::parse(code).ok()) {
            office.code = Some(code.to_string());
        }
        if let Some(number) =
            office.corporate_number.as_deref().and_then(|number| crate::corporate_number::parse(number).ok())
        {
            office.corporate_number = Some(number.to_string());
        }
        let saved = self.write(Op::OfficeSave, |writing| {
            let before = store::load(writing.tx)?;
            if before.as_ref().map_or(0, |before| before.revision) != office.revision {
                return Err(writing.changed_elsewhere("office", "office"));
            }
            if before.as_ref() == Some(&office) {
                return Ok(office);
            }
            office.revision += 1;
            store::save(writing.tx, &office)?;
            if before.as_ref().map(Office::as_facts) != Some(office.as_facts()) {
                crate::contract::mark_all_for_recheck(writing.tx)?;
                crate::due::store::mark_all(writing.tx)?;
            }
            let before: Option<Json> = before.map(serde_json::to_value).transpose()?;
            writing.note("office", "office", before.as_ref(), Some(&serde_json::to_value(&office)?))?;
            Ok(office)
        })?;
        self.refresh_contracts()?;
        Ok(saved)
    }
}
