//! How the contractor manages personal information, as it reported (個人情報管理体制報告書, F-05): the record, how it is typed, and
//! whether a report is missing. The paper is in `forms/structure.rs`. Pure: `today` is an argument.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use super::Contract;
use crate::draft::{LINE, Reader, TEXT};
use crate::facts::Facts;
use crate::problem::Problem;

/// The report itself is called for by the article that meets this requirement.
const REPORTED: &str = "PI-03";

/// How the contractor manages personal information (管理体制).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Structure {
    /// ISO date of the last report.
    pub reported_on: Option<String>,
    /// Who answers for it (個人情報管理責任者): post and name.
    pub manager: Option<String>,
    /// Who does it day by day (管理担当者).
    pub in_charge: Option<String>,
    /// Where it is kept, and how that is locked (保管場所・施錠).
    pub place: Option<String>,
    /// When and about what workers are trained (教育計画).
    pub education_plan: Option<String>,
    /// Who is called in an emergency (緊急時の連絡).
    pub emergency_contact: Option<String>,
    /// Remark.
    pub note: Option<String>,
}

impl Contract {
    /// Whether the term runs on a day, given as ISO date, and the signed annex lets the contractor report its structure, of
    /// which there is no report by that day (PI-03).
    pub(super) fn lacks_structure(&self, facts: &Facts, today: &str) -> bool {
        let signed = |pin: &super::Pin| {
            pin.clauses.iter().any(|clause| clause.requirements.iter().any(|requirement| requirement == REPORTED))
        };
        let begun = self.starts_on.as_deref().is_some_and(|start| start <= today);
        let over = self.closed_on.is_some() || self.ends_on.as_deref().is_some_and(|end| end < today);
        let reported = self.structure.as_ref().and_then(|structure| structure.reported_on.as_deref());
        crate::catalogue::is_true(facts, "handles_personal_info")
            && self.pins.iter().any(signed)
            && begun
            && !over
            && reported.is_none_or(|on| on > today)
    }
}

impl Reader<'_> {
    /// What was typed about the structure; what is not sent stays, and one that says nothing is none.
    pub(super) fn structure(&mut self, structure: &mut Option<Structure>) {
        match self.fields.get("structure") {
            None => return,
            Some(Json::Null) => return *structure = None,
            Some(Json::Object(_)) => {}
            Some(other) => {
                return self.problems.push(Problem::at("structure", "value_unreadable").with("value", other));
            }
        }
        let mut read = structure.take().unwrap_or_default();
        self.set(&mut read.reported_on, |reader| reader.date("structure.reported_on"));
        self.set(&mut read.manager, |reader| reader.text("structure.manager", LINE));
        self.set(&mut read.in_charge, |reader| reader.text("structure.in_charge", LINE));
        self.set(&mut read.place, |reader| reader.text("structure.place", TEXT));
        self.set(&mut read.education_plan, |reader| reader.text("structure.education_plan", TEXT));
        self.set(&mut read.emergency_contact, |reader| reader.text("structure.emergency_contact", TEXT));
        self.set(&mut read.note, |reader| reader.text("structure.note", TEXT));
        *structure = Some(read).filter(|read| *read != Structure::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::AnnexKind;
    use crate::contract::{Pin, PinnedClause};
    use crate::facts::FactValue;

    fn check(reported_on: Option<&str>, change: impl FnOnce(&mut Contract), expected: bool) {
        let clause = PinnedClause {
            id: "organisation".to_owned(),
            version: "1".to_owned(),
            article: 3,
            requirements: vec!["CT-02".to_owned(), "PI-03".to_owned()],
        };
        let pin = Pin {
            kind: AnnexKind::PersonalInfo,
            catalogue: "1".to_owned(),
            clauses: vec![clause],
            hash: String::new(),
        };
        let reported_on = reported_on.map(str::to_owned);
        let mut contract = Contract {
            starts_on: Some("2026-04-01".to_owned()),
            ends_on: Some("2027-03-31".to_owned()),
            pins: vec![pin],
            structure: Some(Structure { reported_on, ..Structure::default() }),
            facts: Facts::from([("handles_personal_info".to_owned(), FactValue::Bool(true))]),
            ..Contract::default()
        };
        change(&mut contract);
        assert_eq!(contract.lacks_structure(&contract.facts, "2026-11-27"), expected, "{contract:?}");
    }

    #[test]
    fn a_report_is_missing_only_where_the_signed_annex_asks_for_it_and_the_term_runs() {
        check(None, |_| {}, true);
        check(None, |contract| contract.structure = None, true);
        check(Some("2026-11-28"), |_| {}, true);
        check(Some("2026-11-27"), |_| {}, false);
        check(None, |contract| contract.pins.clear(), false);
        check(None, |contract| contract.pins[0].clauses[0].requirements.truncate(1), false);
        check(None, |contract| contract.starts_on = Some("2026-11-28".to_owned()), false);
        check(None, |contract| contract.ends_on = Some("2026-11-26".to_owned()), false);
        check(None, |contract| contract.ends_on = None, true);
        check(None, |contract| contract.closed_on = Some("2026-11-01".to_owned()), false);
        check(None, |contract| drop(contract.facts.remove("handles_personal_info")), false);
    }
}
