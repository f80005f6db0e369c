//! What the risk of a contract follows from (リスクの材料): for each factor its place among the choices, from the least to the
//! worst. How many points a place has, and which risk comes of them, is in `risk/`; here nothing is weighed. Pure.

use std::fmt::Write as _;

use super::rules::State;
use super::{Assessment, Contract, Measure, Returned};
use crate::catalogue::Severity;
use crate::contractor::is_abroad;
use crate::facts::{FactValue, Facts};

/// A factor: its name and its choices, from the least to the worst.
pub type Factor = (&'static str, &'static [&'static str]);

/// What makes a contract risky in itself (固有リスクの要素). New ones are added at the end, because places are kept.
pub const INHERENT: [Factor; 8] = [
    ("confidentiality", &["1", "2", "3c", "3b", "3a"]),
    // 施行規則43条 names more than 100 persons; the other steps are this program's own.
    ("persons", &["none", "to_100", "to_1000", "to_10000", "to_100000", "more"]),
    ("special_care", &["no", "yes"]),
    ("my_number", &["no", "yes"]),
    ("segment", &["none", "independent", "internet", "lgwan", "mynumber"]),
    ("tiers", &["none", "one", "two", "three"]),
    ("country", &["japan", "abroad"]),
    ("availability", &["1", "2"]),
];

/// What shows whether the measures are in place (対策の状況の要素). New ones are added at the end.
pub const MEASURES: [Factor; 6] = [
    ("requirements", &["all", "under_10", "under_25", "more"]),
    ("check", &["done", "not_yet", "missing"]),
    ("answers", &["fine", "partial", "not_done"]),
    ("open", &["none", "open", "overdue"]),
    ("findings", &["none", "one", "few", "many"]),
    ("assurance", &["valid", "not_needed", "none", "lapsed"]),
];

/// Findings that another factor counts already.
const COUNTED: [&str; 4] = ["sheet_plan_missing", "sheet_plan_passed", "measure_overdue", "certificate_lapsed"];

/// A place among the choices of a factor, or the range in which it lies as long as a fact is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The least that it can be.
    pub low: u8,
    /// The worst that it can be.
    pub high: u8,
}

impl Span {
    fn exactly(place: u8) -> Self {
        Self { low: place, high: place }
    }

    /// Whether a fact is unknown that decides it.
    pub fn is_open(self) -> bool {
        self.low != self.high
    }
}

/// What the risk of a contract follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exposure {
    /// Place for each factor of `INHERENT`.
    pub inherent: [Span; INHERENT.len()],
    /// Place for each factor of `MEASURES`.
    pub measures: [u8; MEASURES.len()],
}

impl Exposure {
    /// Of a contract as it is judged on a day, given as ISO date.
    pub fn of(contract: &Contract, assessment: &Assessment<'_>, returned: &Returned, today: &str) -> Self {
        let facts = &assessment.facts;
        let personal = known(facts, "handles_personal_info");
        let of_person =
            |fact: &str| if personal == Some(false) { Span::exactly(0) } else { yes_no(known(facts, fact)) };
        let inherent = [
            ordinal(facts, "confidentiality", &["1", "2", "3C", "3B", "3A"]),
            persons(personal, facts),
            of_person("handles_special_care_info"),
            of_person("handles_my_number"),
            segment(facts),
            tiers(contract, facts),
            country(contract, facts),
            ordinal(facts, "availability", &["1", "2"]),
        ];
        let measures = [
            requirements(assessment),
            check(assessment),
            returned.worst(),
            open(&contract.measures, today),
            findings(assessment),
            assurance(contract, assessment, today),
        ];
        Self { inherent, measures }
    }

    /// As it is kept: two digits for each factor of the contract itself, one for each of the measures.
    pub fn to_text(self) -> String {
        let mut text = String::with_capacity(2 * INHERENT.len() + 1 + MEASURES.len());
        for span in self.inherent {
            let _ = write!(text, "{}{}", span.low, span.high);
        }
        text.push(' ');
        for place in self.measures {
            let _ = write!(text, "{place}");
        }
        text
    }

    /// As it was kept. A factor that is newer than the text has its least place; a text that is none gives nothing.
    pub fn from_text(text: &str) -> Option<Self> {
        let (inherent, measures) = text.split_once(' ')?;
        let digit = |byte: u8| byte.is_ascii_digit().then(|| byte - b'0');
        let mut own = Self { inherent: [Span::exactly(0); INHERENT.len()], measures: [0; MEASURES.len()] };
        for (span, pair) in own.inherent.iter_mut().zip(inherent.as_bytes().chunks(2)) {
            let [low, high] = *pair else { return None };
            *span = Span { low: digit(low)?, high: digit(high)? };
        }
        for (place, byte) in own.measures.iter_mut().zip(measures.bytes()) {
            *place = digit(byte)?;
        }
        own.is_sound().then_some(own)
    }

    fn is_sound(&self) -> bool {
        let inherent = self.inherent.iter().zip(INHERENT);
        let measures = self.measures.iter().zip(MEASURES);
        inherent.clone().all(|(span, (_, choices))| span.low <= span.high && usize::from(span.high) < choices.len())
            && measures.clone().all(|(place, (_, choices))| usize::from(*place) < choices.len())
    }
}

fn known(facts: &Facts, fact: &str) -> Option<bool> {
    match facts.get(fact) {
        Some(FactValue::Bool(answer)) => Some(*answer),
        _ => None,
    }
}

fn yes_no(answer: Option<bool>) -> Span {
    answer.map_or(Span { low: 0, high: 1 }, |answer| Span::exactly(u8::from(answer)))
}

/// The place of a value among ordered ones.
fn ordinal(facts: &Facts, fact: &str, values: &[&str]) -> Span {
    let last = u8::try_from(values.len() - 1).unwrap_or(u8::MAX);
    let place = match facts.get(fact) {
        Some(FactValue::Text(value)) => values.iter().position(|known| known == value),
        _ => None,
    };
    place.and_then(|place| u8::try_from(place).ok()).map_or(Span { low: 0, high: last }, Span::exactly)
}

/// How many persons, in the steps of the factor.
fn persons(personal: Option<bool>, facts: &Facts) -> Span {
    let count = match facts.get("data_subject_count") {
        Some(FactValue::Int(count)) => Some(*count),
        _ => None,
    };
    match (personal, count) {
        (Some(false), _) => Span::exactly(0),
        (_, Some(count)) => Span::exactly(match count {
            ..=0 => 0,
            1..=100 => 1,
            101..=1_000 => 2,
            1_001..=10_000 => 3,
            10_001..=100_000 => 4,
            _ => 5,
        }),
        (Some(true), None) => Span { low: 1, high: 5 },
        (None, None) => Span { low: 0, high: 5 },
    }
}

/// The most sensitive part of the network that is connected to.
fn segment(facts: &Facts) -> Span {
    const ORDER: [&str; 5] = ["none", "independent", "internet", "lgwan", "mynumber"];
    let Some(FactValue::Set(named)) = facts.get("network_segment") else { return Span { low: 0, high: 4 } };
    let places = named.iter().filter_map(|name| ORDER.iter().position(|known| known == name));
    Span::exactly(places.max().and_then(|place| u8::try_from(place).ok()).unwrap_or(0))
}

/// How many levels work below the contractor.
fn tiers(contract: &Contract, facts: &Facts) -> Span {
    let level = contract.subcontracts.iter().map(|sub| sub.tier).max();
    match (level, known(facts, "has_subcontract")) {
        (Some(level), _) => Span::exactly(level.clamp(1, 3) as u8),
        (None, Some(false)) => Span::exactly(0),
        (None, Some(true)) => Span { low: 1, high: 3 },
        (None, None) => Span { low: 0, high: 3 },
    }
}

/// Whether anything lies abroad: who controls the contractor or a sub-contractor, or where the information is (DOMAIN B.1).
fn country(contract: &Contract, facts: &Facts) -> Span {
    let abroad = |country: &Option<String>| country.as_deref().is_some_and(is_abroad);
    let below = contract.subcontracts.iter().any(|sub| abroad(&sub.country) || abroad(&sub.parent_country));
    match (known(facts, "foreign_control"), known(facts, "overseas_handling")) {
        (Some(true), _) | (_, Some(true)) => Span::exactly(1),
        _ if below => Span::exactly(1),
        (Some(false), Some(false)) => Span::exactly(0),
        _ => Span { low: 0, high: 1 },
    }
}

/// Which share of the requirements that bind has no evidence.
fn requirements(assessment: &Assessment<'_>) -> u8 {
    let count = |state| {
        let own = |entry: &&super::rules::RequirementState<'_>| {
            entry.state == state && entry.requirement.severity == Severity::Must
        };
        assessment.requirements.iter().filter(own).count()
    };
    let (missing, met) = (count(State::Missing), count(State::Met));
    match (100 * missing).checked_div(missing + met).unwrap_or(0) {
        _ if missing == 0 => 0,
        ..=9 => 1,
        10..=24 => 2,
        _ => 3,
    }
}

/// Whether the contractor was checked this fiscal year (OV-01).
fn check(assessment: &Assessment<'_>) -> u8 {
    let own = assessment.requirements.iter().find(|entry| entry.requirement.id == "OV-01");
    match own.map(|entry| entry.state) {
        Some(State::Met | State::Waived) => 0,
        Some(State::Missing | State::Recommended) => 2,
        Some(State::NotYet | State::Unknown) | None => 1,
    }
}

fn open(measures: &[Measure], today: &str) -> u8 {
    let open = measures.iter().filter(|measure| measure.is_open());
    let overdue = |measure: &Measure| measure.due_on.as_deref().is_some_and(|due| due < today);
    open.map(|measure| if overdue(measure) { 2 } else { 1 }).max().unwrap_or(0)
}

fn findings(assessment: &Assessment<'_>) -> u8 {
    let grave =
        assessment.findings.iter().filter(|found| found.severity == Severity::Must && !COUNTED.contains(&found.code));
    match grave.count() {
        0 => 0,
        1 => 1,
        2..=4 => 2,
        _ => 3,
    }
}

/// Whether somebody else vouches for the contractor (SE-03: certification and audits).
fn assurance(contract: &Contract, assessment: &Assessment<'_>, today: &str) -> u8 {
    let valid = |until: &Option<String>| until.as_deref().is_none_or(|until| until >= today);
    if contract.certificates.iter().any(|certificate| valid(&certificate.valid_until)) {
        return 0;
    }
    let asked = assessment
        .requirements
        .iter()
        .any(|entry| entry.requirement.id == "SE-03" && !matches!(entry.state, State::Met | State::Waived));
    match (contract.certificates.is_empty(), asked) {
        (false, _) => 3,
        (true, true) => 2,
        (true, false) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{Certificate, Subcontract};

    fn facts(json: serde_json::Value) -> Facts {
        serde_json::from_value(json).unwrap()
    }

    fn spans(contract: &Contract, json: serde_json::Value) -> String {
        let facts = facts(json);
        let personal = known(&facts, "handles_personal_info");
        let text = |span: Span| format!("{}-{}", span.low, span.high);
        [persons(personal, &facts), segment(&facts), tiers(contract, &facts), country(contract, &facts)]
            .map(text)
            .join(" ")
    }

    #[test]
    fn what_is_not_known_is_a_range_and_what_settles_it_is_one_place() {
        let bare = Contract::default();
        assert_eq!(spans(&bare, serde_json::json!({})), "0-5 0-4 0-3 0-1");
        for (json, expected) in [
            (serde_json::json!({"handles_personal_info": false, "data_subject_count": 5}), "0-0 0-4 0-3 0-1"),
            (serde_json::json!({"handles_personal_info": true}), "1-5 0-4 0-3 0-1"),
            (serde_json::json!({"data_subject_count": 100, "has_subcontract": false}), "1-1 0-4 0-0 0-1"),
            (serde_json::json!({"data_subject_count": 101, "has_subcontract": true}), "2-2 0-4 1-3 0-1"),
            (serde_json::json!({"data_subject_count": 100_001, "network_segment": []}), "5-5 0-0 0-3 0-1"),
            (
                serde_json::json!({"network_segment": ["internet", "lgwan"], "foreign_control": false}),
                "0-5 3-3 0-3 0-1",
            ),
            (serde_json::json!({"foreign_control": false, "overseas_handling": false}), "0-5 0-4 0-3 0-0"),
            (serde_json::json!({"overseas_handling": true}), "0-5 0-4 0-3 1-1"),
        ] {
            assert_eq!(spans(&bare, json.clone()), expected, "{json}");
        }
        let below = |tier: u32, country: &str| Contract {
            subcontracts: vec![Subcontract { tier, country: Some(country.to_owned()), ..Subcontract::default() }],
            ..Contract::default()
        };
        assert_eq!(spans(&below(2, "日本"), serde_json::json!({})), "0-5 0-4 2-2 0-1");
        assert_eq!(spans(&below(7, "米国"), serde_json::json!({})), "0-5 0-4 3-3 1-1");
    }

    #[test]
    fn a_measure_counts_from_the_day_after_its_last_day() {
        let due = |due: Option<&str>, done: Option<&str>| Measure {
            due_on: due.map(str::to_owned),
            done_on: done.map(str::to_owned),
            ..Measure::default()
        };
        let today = "2026-11-27";
        assert_eq!(open(&[], today), 0);
        assert_eq!(open(&[due(Some("2026-11-01"), Some("2026-11-20"))], today), 0);
        assert_eq!(open(&[due(Some("2026-11-27"), None)], today), 1);
        assert_eq!(open(&[due(None, None), due(Some("2026-11-26"), None)], today), 2);
    }

    #[test]
    fn an_exposure_comes_back_as_it_was_kept() {
        let place = |low, high| Span { low, high };
        let own = Exposure {
            inherent: [
                place(3, 3),
                place(1, 5),
                place(0, 1),
                place(1, 1),
                place(4, 4),
                place(0, 3),
                place(0, 0),
                place(1, 1),
            ],
            measures: [3, 2, 1, 2, 3, 0],
        };
        assert_eq!(own.to_text(), "3315011144030011 321230");
        assert_eq!(Exposure::from_text(&own.to_text()), Some(own));
        // Kept before there was a factor for assurance.
        assert_eq!(Exposure::from_text("3315011144030011 32123").map(|own| own.measures), Some([3, 2, 1, 2, 3, 0]));
        for bad in ["", "331501114403001 321230", "9315011144030011 321230", "3315011144030011 921230", "5115x 1"] {
            assert_eq!(Exposure::from_text(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_certificate_that_ended_is_worse_than_none() {
        let catalogue = crate::catalogue::Catalogue::shipped().unwrap();
        let clauses = crate::catalogue::Clauses::shipped().unwrap();
        let today = "2026-11-27";
        let place = |certificates: Vec<Certificate>, json: serde_json::Value| {
            let contract = Contract { certificates, facts: facts(json), ..Contract::default() };
            let day = today.parse().unwrap();
            let assessment = super::super::assess(&contract, catalogue, clauses, &Facts::new(), day);
            assurance(&contract, &assessment, today)
        };
        let until =
            |day: &str| Certificate { kind: "pmark".into(), valid_until: Some(day.into()), ..Certificate::default() };
        let asked = serde_json::json!({"handles_info_asset": true, "confidentiality": "3B"});
        assert_eq!(place(vec![until("2026-11-27")], asked.clone()), 0);
        assert_eq!(place(vec![], serde_json::json!({"handles_info_asset": false})), 1);
        assert_eq!(place(vec![], asked.clone()), 2);
        assert_eq!(place(vec![until("2026-11-26")], asked), 3);
    }
}
