//! The method of the office: what it says differently from the method that comes with the program, why, and what a change would do.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use super::method::Method;
use super::{RiskCount, RiskQuery, Standings, store, view};
use crate::approval::{Actor, By};
use crate::contract::exposure::{Factor, INHERENT, MEASURES};
use crate::draft::clean;
use crate::history::Op;
use crate::ledger::Ledger;
use crate::person::Role;
use crate::problem::{Error, Problem};
use crate::wording::{Lang, text};

/// The method of an office (算定方法の設定).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RiskSettings {
    /// Its own method; none where it takes that of the program.
    pub method: Option<Method>,
    /// Why it is so (変更の理由).
    pub reason: Option<String>,
    /// Who said so.
    pub by: Option<By>,
    /// ISO date.
    pub on: Option<String>,
    /// Number of this version; 0 before the first save.
    pub revision: i64,
}

impl RiskSettings {
    /// The method that holds.
    ///
    /// # Errors
    /// As `Method::shipped`.
    pub fn method(&self) -> Result<Method, Error> {
        self.method.clone().map_or_else(|| Method::shipped().cloned(), Ok)
    }

    /// Whether it is not the method of the program.
    pub fn is_adjusted(&self) -> bool {
        self.method.is_some()
    }
}

/// A factor in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FactorText {
    /// Its name in methods.
    pub id: String,
    /// In words.
    pub label: String,
    /// What it rests on, or that it is this program's own.
    pub basis: String,
    /// Its choices in words, from the least to the worst.
    pub choices: Vec<String>,
}

/// The method with what a screen needs to show and to change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RiskMethodView {
    /// The method that holds.
    pub method: Method,
    /// The method that comes with the program.
    pub shipped: Method,
    /// Factors of the contract in itself.
    pub inherent: Vec<FactorText>,
    /// Factors of the measures.
    pub measures: Vec<FactorText>,
    /// Levels of the contract in itself in words, the least first.
    pub inherent_levels: Vec<String>,
    /// Levels of the measures in words, the best first.
    pub measures_levels: Vec<String>,
    /// Levels that remain in words, the least first.
    pub residual_levels: Vec<String>,
    /// The office's own settings.
    pub settings: RiskSettings,
    /// Whether whoever is working may change it.
    pub may_change: bool,
}

/// A method that would hold.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RiskMethodTry {
    /// The method.
    pub method: Method,
}

/// What another method would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RiskMethodTried {
    /// How many contracts would be at each level; `before` is how many are by the method that holds.
    pub levels: Vec<RiskCount>,
    /// Contracts whose level would be another.
    pub changed: usize,
    /// Contracts that are judged.
    pub all: usize,
}

/// A method that is to hold.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RiskMethodSave {
    /// The method; none to go back to that of the program.
    #[ts(optional = nullable)]
    pub method: Option<Method>,
    /// Why.
    pub reason: String,
    /// Revision that the person saw.
    pub revision: i64,
}

/// Factors in words.
fn factors(lang: Lang, factors: &[Factor]) -> Vec<FactorText> {
    let factor = |(id, choices): &Factor| FactorText {
        id: (*id).to_owned(),
        label: view::factor(lang, id),
        basis: text(lang, &format!("risk_basis.{id}"), &[]),
        choices: (0..choices.len()).map(|place| view::choice(lang, id, choices[place])).collect(),
    };
    factors.iter().map(factor).collect()
}

impl Ledger {
    /// The method by which risk is judged.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn risk_method(&mut self) -> Result<RiskMethodView, Error> {
        let (account, today, lang) = (self.actor().to_owned(), self.today(), self.lang);
        let (settings, may_change) = self.read(|tx| {
            let may = Actor::of(tx, &account, today).map_or(true, |actor| actor.may_set_rules());
            Ok((store::settings(tx)?, may))
        })?;
        let levels =
            |kind: &str| (1..=super::LEVELS).map(|level| view::level(lang, kind, Some(level))).collect::<Vec<_>>();
        Ok(RiskMethodView {
            method: settings.method()?,
            shipped: Method::shipped()?.clone(),
            inherent: factors(lang, &INHERENT),
            measures: factors(lang, &MEASURES),
            inherent_levels: levels("inherent"),
            measures_levels: levels("measures"),
            residual_levels: levels("residual"),
            settings,
            may_change,
        })
    }

    /// What a method would do to the contracts that are judged; nothing is written.
    ///
    /// # Errors
    /// What makes the method unusable, by field.
    pub fn try_risk_method(&mut self, request: &RiskMethodTry) -> Result<RiskMethodTried, Error> {
        Error::unless_none(request.method.problems())?;
        self.refresh_contracts()?;
        let (today, lang) = (self.today(), self.lang);
        self.read(|tx| {
            let own = store::settings(tx)?.method()?;
            let query = RiskQuery::default();
            let before = Standings::of(tx, &own.ready(), &query, today)?;
            let after = Standings::of(tx, &request.method.ready(), &query, today)?;
            let pairs = before.all.iter().zip(&after.all);
            let changed = pairs.filter(|(before, after)| before.level() != after.level()).count();
            let levels = after.counts(lang).into_iter().zip(before.counts(lang));
            let levels = levels.map(|(after, before)| RiskCount { before: Some(before.count), ..after }).collect();
            Ok(RiskMethodTried { levels, changed, all: after.all.len() })
        })
    }

    /// Saves the office's own method with its reason, or goes back to that of the program. Every contract is judged by it from
    /// now on; of the last quarter too, so that a comparison shows what happened and not that the method changed.
    ///
    /// # Errors
    /// What makes the method unusable by field, `required` without a reason, `role_missing`, `changed_elsewhere`.
    pub fn save_risk_method(&mut self, request: &RiskMethodSave) -> Result<RiskMethodView, Error> {
        let today = self.today();
        let reason = clean(&request.reason, true);
        let mut problems = request.method.as_ref().map(Method::problems).unwrap_or_default();
        if reason.is_empty() {
            problems.push(Problem::at("reason", "required"));
        }
        Error::unless_none(problems)?;
        let shipped = Method::shipped()?;
        self.write(Op::RiskMethodSave, |writing| {
            let actor = Actor::or_account(writing, today)?;
            if !actor.may_set_rules() {
                actor.must_have(Role::Security)?;
            }
            let before = store::settings(writing.tx)?;
            if before.revision != request.revision {
                return Err(writing.changed_elsewhere("risk_method", "risk_method"));
            }
            let settings = RiskSettings {
                method: request.method.clone().filter(|method| method != shipped),
                reason: Some(reason.clone()),
                by: Some(actor.by()),
                on: Some(today.to_string()),
                revision: before.revision + 1,
            };
            store::save_settings(writing.tx, &settings)?;
            let before = (before.revision > 0).then(|| serde_json::to_value(&before)).transpose()?;
            writing.note("risk_method", "risk_method", before.as_ref(), Some(&serde_json::to_value(&settings)?))
        })?;
        self.risk_method()
    }
}

/// Shows the settings as they are kept.
pub(crate) fn walk(tx: &mut db::Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    if let Some(text) = store::settings_text(tx)? {
        see("risk_method", &serde_json::from_str(&text)?);
    }
    Ok(())
}
