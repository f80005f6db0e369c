//! Risk in words: levels, factors with their points, why a contract is where it is, and what would change it.

use serde::Serialize;
use ts_rs::TS;

use super::method::{Judged, Method, Scored, Side};
use super::{Ledger, Moved, Standing, moved, store};
use crate::contract::exposure::{Exposure, Factor, INHERENT, MEASURES, Span};
use crate::date::Quarter;
use crate::problem::{Error, Problem};
use crate::wording::{Lang, text};

/// Reasons that a row of the list names.
const NAMED: usize = 3;

/// The facts whose answers decide a factor; other factors are never open.
const FACTS: [(&str, &[&str]); 8] = [
    ("confidentiality", &["confidentiality"]),
    ("persons", &["handles_personal_info", "data_subject_count"]),
    ("special_care", &["handles_special_care_info"]),
    ("my_number", &["handles_my_number"]),
    ("segment", &["network_segment"]),
    ("tiers", &["has_subcontract"]),
    ("country", &["foreign_control", "overseas_handling"]),
    ("availability", &["availability"]),
];

/// A level, or the range in which it lies as long as a fact is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RiskLevel {
    /// The least that it can be, 1 to 4.
    pub least: u8,
    /// The worst that it can be, 1 to 4.
    pub worst: u8,
    /// In words.
    pub text: String,
}

/// A contract in the list of risks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RiskRow {
    /// Id of the contract.
    pub id: String,
    /// Number.
    pub number: Option<String>,
    /// Title.
    pub title: String,
    /// Name of the contractor.
    pub contractor: String,
    /// Section.
    pub section: Option<String>,
    /// Owner.
    pub owner: Option<String>,
    /// What remains.
    pub level: RiskLevel,
    /// What the contract is in itself.
    pub inherent: RiskLevel,
    /// Whether the measures are in place.
    pub measures: RiskLevel,
    /// What weighs most, in words.
    pub why: String,
    /// How it moved since the end of the last quarter.
    pub moved: Option<Moved>,
    /// What remained then.
    pub then: Option<RiskLevel>,
    /// What is different since then, in words.
    pub changes: Vec<String>,
}

/// A factor of a contract's risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RiskFactor {
    /// Its name in methods.
    pub id: String,
    /// In words.
    pub label: String,
    /// The choice in words; of what is unknown, that it is.
    pub choice: String,
    /// Points; the fewest where a fact is unknown.
    pub low: i64,
    /// The most points.
    pub high: i64,
    /// What it rests on, or that it is this program's own.
    pub basis: String,
    /// The choice at the end of the last quarter, where it was another.
    pub then: Option<String>,
    /// The facts that would settle it, where it is open.
    pub facts: Vec<String>,
}

/// One side of a contract's risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RiskSide {
    /// The level.
    pub level: RiskLevel,
    /// Points in words.
    pub points: String,
    /// The factors, in the order of the method.
    pub factors: Vec<RiskFactor>,
}

/// What would lessen the risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RiskFix {
    /// The factor.
    pub factor: String,
    /// What to do, in words.
    pub text: String,
    /// What would remain then.
    pub level: RiskLevel,
}

/// What remained at the end of the last quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RiskThen {
    /// That quarter in words.
    pub quarter: String,
    /// What remained; none if the contract was not judged then.
    pub level: Option<RiskLevel>,
    /// How it moved.
    pub moved: Option<Moved>,
}

/// The risk of one contract with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ContractRisk {
    /// What remains.
    pub level: RiskLevel,
    /// Why, in one sentence.
    pub sentence: String,
    /// What the contract is in itself.
    pub inherent: RiskSide,
    /// Whether the measures are in place.
    pub measures: RiskSide,
    /// What would lessen it, the most useful first.
    pub fixes: Vec<RiskFix>,
    /// What would remain if all of that were done.
    pub after: RiskLevel,
    /// The last quarter; none if the ledger knew nothing then.
    pub then: Option<RiskThen>,
    /// Whether the office judges by a method of its own.
    pub adjusted: bool,
}

/// A level in words; none is undecided.
pub fn level(lang: Lang, kind: &str, level: Option<u8>) -> String {
    match level {
        Some(level) => text(lang, &format!("risk_level.{kind}.{level}"), &[]),
        None => text(lang, "risk_level.undecided", &[]),
    }
}

/// The name of a factor.
pub fn factor(lang: Lang, id: &str) -> String {
    text(lang, &format!("risk_factor.{id}"), &[])
}

/// A choice of a factor.
pub fn choice(lang: Lang, factor: &str, choice: &str) -> String {
    text(lang, &format!("risk_choice.{factor}.{choice}"), &[])
}

/// A quarter in words.
pub fn quarter(lang: Lang, quarter: Quarter) -> String {
    match lang {
        Lang::Ja => quarter.wareki(),
        Lang::En => text(lang, "risk.quarter", &[("quarter", &quarter.code())]),
    }
}

fn range(lang: Lang, kind: &str, least: u8, worst: u8) -> RiskLevel {
    let word = |one| level(lang, kind, Some(one));
    let text = match least == worst {
        true => word(least),
        false => text(lang, "risk_level.range", &[("least", &word(least)), ("worst", &word(worst))]),
    };
    RiskLevel { least, worst, text }
}

fn remaining(lang: Lang, judged: &Judged) -> RiskLevel {
    range(lang, "residual", judged.least, judged.worst)
}

/// The place of a factor in words; what is open says so.
fn chosen(lang: Lang, (id, choices): Factor, span: Span) -> String {
    let word = |place: u8| choices.get(usize::from(place)).map_or_else(String::new, |name| choice(lang, id, name));
    if span.is_open() { text(lang, "risk.unknown", &[]) } else { word(span.low) }
}

fn exact(place: u8) -> Span {
    Span { low: place, high: place }
}

/// Each factor of a side with its place.
fn places(exposure: &Exposure) -> impl Iterator<Item = (Factor, Span, bool)> + '_ {
    let inherent = INHERENT.into_iter().zip(exposure.inherent).map(|(factor, span)| (factor, span, true));
    inherent.chain(MEASURES.into_iter().zip(exposure.measures).map(|(factor, place)| (factor, exact(place), false)))
}

/// What is different, in words.
fn changes(lang: Lang, then: &Exposure, now: &Exposure) -> Vec<String> {
    let pairs = places(then).zip(places(now)).filter(|((_, then, _), (_, now, _))| then != now);
    pairs
        .map(|((factor, then, _), (_, now, _))| {
            let args = [
                ("factor", self::factor(lang, factor.0)),
                ("then", chosen(lang, factor, then)),
                ("now", chosen(lang, factor, now)),
            ];
            text(lang, "risk.change", &args.each_ref().map(|(name, value)| (*name, value.as_str())))
        })
        .collect()
}

/// What weighs most, in words.
fn why(lang: Lang, method: &Method, exposure: &Exposure) -> String {
    let mut weighed: Vec<(i64, String)> = places(exposure)
        .filter_map(|(factor, span, own)| {
            let side = if own { &method.inherent } else { &method.measures };
            let points = side.points(factor.0, span.low);
            (points > 0 && !span.is_open()).then(|| {
                let args = [("factor", self::factor(lang, factor.0)), ("choice", chosen(lang, factor, span))];
                (points, text(lang, "risk.because", &args.each_ref().map(|(name, value)| (*name, value.as_str()))))
            })
        })
        .collect();
    weighed.sort_by_key(|(points, _)| -points);
    weighed.truncate(NAMED);
    let words: Vec<String> = weighed.into_iter().map(|(_, words)| words).collect();
    words.join(&text(lang, "risk.list", &[]))
}

/// A contract in the list.
pub(super) fn row(tx: &mut db::Tx<'_>, one: &Standing, method: &Method, lang: Lang) -> Result<RiskRow, Error> {
    let named = store::named(tx, &one.id)?.ok_or_else(|| Problem::new("record_missing").with("id", &one.id))?;
    let scored = |kind: &str, scored: Scored| range(lang, kind, scored.least, scored.worst);
    Ok(RiskRow {
        id: one.id.clone(),
        number: named.number,
        title: named.title,
        contractor: named.contractor,
        section: named.section,
        owner: named.owner,
        level: remaining(lang, &one.now),
        inherent: scored("inherent", one.now.inherent),
        measures: scored("measures", one.now.measures),
        why: why(lang, method, &one.exposure),
        moved: one.moved,
        then: one.then.as_ref().map(|(_, then)| remaining(lang, then)),
        changes: one.then.as_ref().map(|(then, _)| changes(lang, then, &one.exposure)).unwrap_or_default(),
    })
}

fn points(lang: Lang, scored: Scored) -> String {
    let (low, high) = (scored.low.to_string(), scored.high.to_string());
    match scored.low == scored.high {
        true => text(lang, "risk.points", &[("points", &low)]),
        false => text(lang, "risk.points_range", &[("low", &low), ("high", &high)]),
    }
}

/// A side with every factor.
fn side(
    lang: Lang,
    (kind, side, scored): (&str, &Side, Scored),
    factors: &[(Factor, Span)],
    then: Option<&[Span]>,
) -> RiskSide {
    let factor = |(at, (factor, span)): (usize, &(Factor, Span))| {
        let id = factor.0;
        let then = then.and_then(|then| then.get(at)).filter(|then| *then != span);
        let facts = FACTS.iter().find(|(own, _)| *own == id).map_or(&[][..], |(_, facts)| facts);
        RiskFactor {
            id: id.to_owned(),
            label: self::factor(lang, id),
            choice: chosen(lang, *factor, *span),
            low: side.points(id, span.low),
            high: side.points(id, span.high),
            basis: text(lang, &format!("risk_basis.{id}"), &[]),
            then: then.map(|then| chosen(lang, *factor, *then)),
            facts: if span.is_open() { facts.iter().map(|fact| (*fact).to_owned()).collect() } else { Vec::new() },
        }
    };
    RiskSide {
        level: range(lang, kind, scored.least, scored.worst),
        points: points(lang, scored),
        factors: factors.iter().enumerate().map(factor).collect(),
    }
}

/// What would lessen the risk: each factor of the measures that has points, as if it had none.
fn fixes(lang: Lang, method: &Method, exposure: &Exposure) -> Vec<RiskFix> {
    let mut found: Vec<(i64, RiskFix)> = Vec::new();
    for (at, (id, _)) in MEASURES.iter().enumerate() {
        let points = method.measures.points(id, exposure.measures[at]);
        if points > 0 {
            let mut without = *exposure;
            without.measures[at] = 0;
            let level = remaining(lang, &method.judge(&without));
            let words = text(lang, &format!("risk_fix.{id}"), &[]);
            found.push((points, RiskFix { factor: (*id).to_owned(), text: words, level }));
        }
    }
    found.sort_by_key(|(points, _)| -points);
    found.into_iter().map(|(_, fix)| fix).collect()
}

impl Ledger {
    /// The risk of a contract with its reasons in words; none before it is known what it follows from.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn contract_risk(&mut self, id: &str) -> Result<ContractRisk, Error> {
        self.refresh_contracts()?;
        let (today, lang) = (self.today(), self.lang);
        self.read(|tx| {
            let missing = || Problem::new("record_missing").with("id", id);
            let known = store::known(tx, id, today)?.ok_or_else(missing)?;
            let settings = store::settings(tx)?;
            let method = settings.method()?;
            let before = Quarter::of(today).before();
            let then = known.then.map(|then| (then, method.judge(&then)));
            let knew = crate::contract::exposed_from(tx)?.is_some_and(|from| from <= before.code());
            let (exposure, now) = (known.exposure, method.judge(&known.exposure));
            let inherent: Vec<(Factor, Span)> = INHERENT.into_iter().zip(exposure.inherent).collect();
            let measures: Vec<(Factor, Span)> = MEASURES.into_iter().zip(exposure.measures.map(exact)).collect();
            let was = then.as_ref().map(|(then, _)| (then.inherent, then.measures.map(exact)));
            let (inherent_then, measures_then) =
                (was.as_ref().map(|(own, _)| own.as_slice()), was.as_ref().map(|(_, own)| own.as_slice()));
            let inherent = side(lang, ("inherent", &method.inherent, now.inherent), &inherent, inherent_then);
            let measures = side(lang, ("measures", &method.measures, now.measures), &measures, measures_then);
            let level = remaining(lang, &now);
            let key = if now.level().is_some() { "risk.sentence" } else { "risk.sentence_open" };
            let sentence = text(
                lang,
                key,
                &[
                    ("inherent", &inherent.level.text),
                    ("inherent_points", &inherent.points),
                    ("measures", &measures.level.text),
                    ("measures_points", &measures.points),
                    ("level", &level.text),
                ],
            );
            Ok(ContractRisk {
                sentence,
                fixes: fixes(lang, &method, &exposure),
                after: remaining(lang, &method.judge(&Exposure { measures: [0; MEASURES.len()], ..exposure })),
                then: knew.then(|| RiskThen {
                    quarter: quarter(lang, before),
                    level: then.as_ref().map(|(_, then)| remaining(lang, then)),
                    moved: moved(then.as_ref(), (&exposure, &now), knew),
                }),
                adjusted: settings.is_adjusted(),
                level,
                inherent,
                measures,
            })
        })
    }
}
