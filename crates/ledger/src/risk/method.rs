//! How risk is judged (リスクの算定方法): points for each choice of a factor, from how many points a level begins, and which risk
//! remains where a level of risk meets a state of measures. The method is data; an office adjusts it with a reason, and what the
//! program ships is never overwritten. Neither law nor guideline says such numbers: they are this program's own, and it says so.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contract::exposure::{Exposure, Factor, INHERENT, MEASURES, Span};
use crate::problem::{Error, Problem};

/// The most points that a choice may have.
const MOST: i64 = 20;
/// Levels of risk and of measures, from 1 to this.
pub const LEVELS: u8 = 4;

/// Points of the factors of one side, and the levels that come of their sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "RiskMethodSide")]
pub struct Side {
    /// Points by factor, one for each of its choices.
    pub points: BTreeMap<String, Vec<i64>>,
    /// The sums from which the second, third and fourth level begin.
    pub from: [i64; 3],
}

/// A method by which the risk of a contract is judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "RiskMethod")]
pub struct Method {
    /// What the contract is in itself (固有リスク).
    pub inherent: Side,
    /// Whether the measures are in place (対策の状況).
    pub measures: Side,
    /// The level that remains (残存リスク), by the level of the contract and then by that of the measures.
    pub residual: [[u8; LEVELS as usize]; LEVELS as usize],
}

/// Points and level, or the range in which they lie as long as a fact is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Scored {
    /// The fewest points that it can have.
    pub low: i64,
    /// The most points that it can have.
    pub high: i64,
    /// The least level, 1 to 4.
    pub least: u8,
    /// The worst level, 1 to 4.
    pub worst: u8,
}

impl Scored {
    /// The level, if what is unknown cannot change it.
    pub fn level(self) -> Option<u8> {
        (self.least == self.worst).then_some(self.least)
    }
}

/// The risk of a contract by a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// What the contract is in itself.
    pub inherent: Scored,
    /// Whether the measures are in place; always decided.
    pub measures: Scored,
    /// The least level that can remain.
    pub least: u8,
    /// The worst level that can remain.
    pub worst: u8,
}

impl Judged {
    /// The level that remains, if what is unknown cannot change it.
    pub fn level(self) -> Option<u8> {
        (self.least == self.worst).then_some(self.least)
    }
}

impl Side {
    /// The level that comes of a sum.
    fn level(&self, points: i64) -> u8 {
        1 + self.from.iter().filter(|from| points >= **from).count() as u8
    }

    fn scored(&self, low: i64, high: i64) -> Scored {
        Scored { low, high, least: self.level(low), worst: self.level(high) }
    }

    /// Points of a choice.
    pub fn points(&self, factor: &str, place: u8) -> i64 {
        self.points.get(factor).and_then(|points| points.get(usize::from(place))).copied().unwrap_or(0)
    }

    fn check(&self, side: &str, factors: &[Factor]) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (factor, choices) in factors {
            let at = |place: usize| format!("{side}.points.{factor}.{place}");
            let points = self.points.get(*factor).map(Vec::as_slice).unwrap_or_default();
            if points.len() != choices.len() {
                problems.push(Problem::at(format!("{side}.points.{factor}"), "risk_points_count"));
            }
            for (place, value) in points.iter().enumerate() {
                if !(0..=MOST).contains(value) {
                    problems.push(Problem::at(at(place), "risk_points_range").with("limit", MOST));
                }
            }
            // A worse answer that makes the risk less would be a method that nobody can explain.
            for (place, pair) in points.windows(2).enumerate() {
                if pair[0] > pair[1] {
                    problems.push(Problem::at(at(place + 1), "risk_points_fall"));
                }
            }
        }
        let known = |factor: &&String| factors.iter().any(|(own, _)| own == *factor);
        problems.extend(
            self.points
                .keys()
                .filter(|factor| !known(factor))
                .map(|factor| Problem::at(format!("{side}.points.{factor}"), "risk_factor_unknown")),
        );
        for (place, from) in self.from.iter().enumerate() {
            let before = place.checked_sub(1).map_or(0, |before| self.from[before]);
            if *from <= before {
                problems.push(Problem::at(format!("{side}.from.{place}"), "risk_levels_order"));
            }
        }
        problems
    }
}

impl Method {
    /// The method that comes with the program.
    ///
    /// # Errors
    /// If the file under `templates/risk` is damaged, which a test excludes.
    pub fn shipped() -> Result<&'static Self, Error> {
        static SHIPPED: OnceLock<Method> = OnceLock::new();
        if let Some(method) = SHIPPED.get() {
            return Ok(method);
        }
        let method = serde_json::from_str(include_str!("../../../../templates/risk/method.json"))?;
        Ok(SHIPPED.get_or_init(|| method))
    }

    /// What makes a method unusable.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = self.inherent.check("inherent", &INHERENT);
        problems.extend(self.measures.check("measures", &MEASURES));
        for (row, levels) in self.residual.iter().enumerate() {
            for (column, level) in levels.iter().enumerate() {
                let at = || format!("residual.{row}.{column}");
                if !(1..=LEVELS).contains(level) {
                    problems.push(Problem::at(at(), "risk_level_range"));
                }
                let above = row.checked_sub(1).map(|above| self.residual[above][column]);
                let left = column.checked_sub(1).map(|left| levels[left]);
                if above.into_iter().chain(left).any(|less| less > *level) {
                    problems.push(Problem::at(at(), "risk_matrix_falls"));
                }
            }
        }
        problems
    }

    /// The level that remains where two levels meet, each 1 to 4.
    pub fn remaining(&self, inherent: u8, measures: u8) -> u8 {
        let place = |level: u8| usize::from(level.clamp(1, LEVELS) - 1);
        self.residual[place(inherent)][place(measures)]
    }

    /// Judges one contract.
    pub fn judge(&self, exposure: &Exposure) -> Judged {
        self.ready().judge(exposure)
    }

    /// Made ready to judge many.
    pub fn ready(&self) -> Ready<'_> {
        let row = |side: &Side, factor: &str| {
            let mut points = [0; 10];
            for (place, point) in points.iter_mut().enumerate() {
                *point = side.points(factor, u8::try_from(place).unwrap_or(u8::MAX));
            }
            points
        };
        Ready {
            method: self,
            inherent: INHERENT.map(|(factor, _)| row(&self.inherent, factor)),
            measures: MEASURES.map(|(factor, _)| row(&self.measures, factor)),
        }
    }
}

/// A method with its points where the places of an exposure find them.
pub struct Ready<'m> {
    method: &'m Method,
    inherent: [[i64; 10]; INHERENT.len()],
    measures: [[i64; 10]; MEASURES.len()],
}

impl Ready<'_> {
    /// Judges one contract.
    pub fn judge(&self, exposure: &Exposure) -> Judged {
        let sum = |place: fn(&Span) -> u8| -> i64 {
            let own = exposure.inherent.iter().zip(&self.inherent);
            own.map(|(span, points)| points.get(usize::from(place(span))).copied().unwrap_or(0)).sum()
        };
        let inherent = self.method.inherent.scored(sum(|span| span.low), sum(|span| span.high));
        let own = exposure.measures.iter().zip(&self.measures);
        let points: i64 = own.map(|(place, points)| points.get(usize::from(*place)).copied().unwrap_or(0)).sum();
        let measures = self.method.measures.scored(points, points);
        let remaining = |level| self.method.remaining(level, measures.least);
        Judged { inherent, measures, least: remaining(inherent.least), worst: remaining(inherent.worst) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(text: &str) -> String {
        let judged = Method::shipped().unwrap().judge(&Exposure::from_text(text).unwrap());
        let range = |least: u8, worst: u8| if least == worst { least.to_string() } else { format!("{least}-{worst}") };
        format!(
            "{}..{} {} / {} {} -> {}",
            judged.inherent.low,
            judged.inherent.high,
            range(judged.inherent.least, judged.inherent.worst),
            judged.measures.low,
            judged.measures.least,
            range(judged.least, judged.worst)
        )
    }

    #[test]
    fn points_are_added_levels_begin_where_the_method_says_and_the_matrix_gives_what_remains() {
        // 機密性3B, more than 1,000 persons, internet, one level below: 5 + 3 + 1 + 1.
        assert_eq!(judged("3333000022110000 000000"), "10..10 3 / 0 1 -> 2");
        // The same without a check this year, with a measure overdue and half of the requirements missing: 5 + 3 + 3.
        assert_eq!(judged("3333000022110000 320200"), "10..10 3 / 11 4 -> 4");
        assert_eq!(judged("0000000000000000 000000"), "0..0 1 / 0 1 -> 1");
        assert_eq!(judged("4455111144331111 322233"), "29..29 4 / 20 4 -> 4");
        // Just below and just at the beginning of a level.
        assert_eq!(judged("2200000022000000 010000"), "5..5 2 / 0 1 -> 1");
        assert_eq!(judged("1100000022000000 001001"), "3..3 1 / 1 1 -> 1");
        assert_eq!(judged("1100000033000000 001100"), "4..4 2 / 2 2 -> 2");
    }

    #[test]
    fn what_is_unknown_leaves_the_risk_undecided_only_where_it_can_change_it() {
        // Whether personal information is handled is unknown: 0 to 14 points more.
        assert_eq!(judged("0405010100000000 000000"), "0..17 1-4 / 0 1 -> 1-2");
        // One unknown level below changes nothing: 機密性3A, 100,000 persons, My Number and its network.
        assert_eq!(judged("4444001144030000 000000"), "18..21 4 / 0 1 -> 2");
    }

    #[test]
    fn the_shipped_method_is_sound_and_each_flaw_of_another_is_named() {
        let shipped = Method::shipped().unwrap();
        assert_eq!(shipped.problems(), []);
        let flaw = |change: fn(&mut Method)| {
            let mut method = shipped.clone();
            change(&mut method);
            let found: Vec<String> = method
                .problems()
                .into_iter()
                .map(|problem| format!("{} {}", problem.field.unwrap_or_default(), problem.code))
                .collect();
            found.join(", ")
        };
        for (found, expected) in [
            (
                flaw(|method| {
                    method.inherent.points.insert("my_number".into(), vec![4, 3]);
                }),
                "inherent.points.my_number.1 risk_points_fall",
            ),
            (
                flaw(|method| {
                    method.measures.points.insert("open".into(), vec![0, 21, -1]);
                }),
                "measures.points.open.1 risk_points_range, measures.points.open.2 risk_points_range, \
                 measures.points.open.2 risk_points_fall",
            ),
            (
                flaw(|method| {
                    method.inherent.points.insert("country".into(), vec![0]);
                }),
                "inherent.points.country risk_points_count",
            ),
            (
                flaw(|method| {
                    method.inherent.points.insert("weather".into(), vec![0]);
                }),
                "inherent.points.weather risk_factor_unknown",
            ),
            (flaw(|method| method.inherent.from = [4, 4, 14]), "inherent.from.1 risk_levels_order"),
            (flaw(|method| method.measures.from = [0, 5, 9]), "measures.from.0 risk_levels_order"),
            (
                flaw(|method| method.residual[1][1] = 3),
                "residual.1.2 risk_matrix_falls, residual.2.1 risk_matrix_falls",
            ),
            (flaw(|method| method.residual[3][3] = 5), "residual.3.3 risk_level_range"),
        ] {
            assert_eq!(found, expected);
        }
    }
}
