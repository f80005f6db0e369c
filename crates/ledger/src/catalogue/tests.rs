//! The catalogue's own worked examples, its defects, and the laws of three-valued logic.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::{AnnexKind, Case, Catalogue, Clauses, Condition, Requirement, plan};
use crate::facts::{FactType, FactValue, Facts};

#[derive(Deserialize)]
struct Example {
    #[serde(flatten)]
    case: Case,
    expected_applicable: Vec<String>,
    expected_unknown: Vec<String>,
}

#[test]
fn every_worked_example_of_the_catalogue_comes_out_as_expected() {
    let catalogue = Catalogue::shipped().unwrap();
    let mut seen = 0;
    for line in include_str!("../../../../templates/requirements/examples.jsonl").lines() {
        let example: Example = serde_json::from_str(line).unwrap();
        let outcome = catalogue.judge(&example.case).unwrap();
        assert_eq!(outcome.applicable, example.expected_applicable, "{}", outcome.name);
        assert_eq!(outcome.unknown, example.expected_unknown, "{}", outcome.name);
        seen += 1;
    }
    assert_eq!(seen, 10);
}

#[test]
fn the_shipped_catalogue_is_whole() {
    let catalogue = Catalogue::shipped().unwrap();
    assert_eq!(catalogue.requirements.len(), 186);
    assert_eq!(catalogue.facts.len(), 54);
    assert_eq!(catalogue.requirements.iter().filter(|requirement| requirement.needs_clause()).count(), 66);
    let contract = catalogue.facts.values().filter(|fact| fact.scope.iter().any(|scope| scope == "contract"));
    assert_eq!(contract.count(), 37, "the facts of a contract");
}

#[test]
fn every_annex_requirement_has_a_clause() {
    let (catalogue, clauses) = (Catalogue::shipped().unwrap(), Clauses::shipped().unwrap());
    let met: BTreeSet<&String> = clauses.in_order().iter().flat_map(|clause| &clause.requirements).collect();
    let bare: Vec<&str> = catalogue
        .requirements
        .iter()
        .filter(|requirement| requirement.needs_clause() && !met.contains(&requirement.id))
        .map(|requirement| requirement.id.as_str())
        .collect();
    assert!(bare.is_empty(), "no clause meets {bare:?}");
}

#[test]
fn every_defect_of_a_catalogue_is_named_with_its_place() {
    let mut json: Json =
        serde_json::from_str(include_str!("../../../../templates/requirements/catalogue.json")).unwrap();
    let requirements = json["requirements"].as_array_mut().unwrap();
    requirements[0]["applies_when"] = json!({"all": [{"fact": "no_such_fact", "op": "eq", "value": true}, {"fact": "confidentiality", "op": "over", "value": "2"}]});
    requirements[1]["applies_when"] = json!({"fact": "confidentiality", "op": "gte", "value": "9Z"});
    requirements[2]["id"] = json!("CT-01");
    requirements[3]["merges_with"] = json!(["XX-99"]);
    requirements[4]["sources"][0]["doc"] = json!("NOWHERE");
    requirements[5]["severity"] = json!("maybe");
    requirements[6]["applies_when"] = json!({"fact": "handles_info_asset", "op": "gte", "value": true});
    let error = Catalogue::load(&json.to_string()).unwrap_err();
    let found: Vec<String> =
        error.problems.iter().map(|problem| format!("{} @ {}", problem.code, problem.args["place"])).collect();
    expect_test::expect![[r#"
        [
            "catalogue_fact_unknown @ requirements[0](CT-01).applies_when.all[0]",
            "catalogue_operator_unknown @ requirements[0](CT-01).applies_when.all[1]",
            "catalogue_value_unknown @ requirements[1](CT-02).applies_when",
            "catalogue_id_duplicate @ requirements[2](CT-01)",
            "catalogue_requirement_unknown @ requirements[3](CT-04)",
            "catalogue_document_unknown @ requirements[4](CT-05)",
            "catalogue_entry_unreadable @ requirements[5](CT-06)",
            "catalogue_operator_unfit @ requirements[6](CT-07).applies_when",
        ]
    "#]]
    .assert_debug_eq(&found);
}

#[test]
fn a_clause_with_an_unknown_placeholder_is_refused_with_its_name() {
    let catalogue = Catalogue::shipped().unwrap();
    let file = |body: &str| {
        let front = "---\nid: x\ntitle: X\nrequirements: [CT-01, ZZ-01]\nversion: \"1\"\nin_force: \"2026-04-01\"\norder: 1\n---\n";
        Clauses::load(catalogue, [("x.md".to_owned(), format!("{front}{body}"))]).unwrap_err()
    };
    let codes = |error: crate::Error| -> Vec<(String, String)> {
        error
            .problems
            .into_iter()
            .map(|problem| (problem.code, problem.args.get("value").cloned().unwrap_or_default()))
            .collect()
    };
    assert_eq!(
        codes(file("{{ contractor }}は、{{ mayor_name }}に届け出る。")),
        [
            ("clause_requirement_unknown".to_owned(), "ZZ-01".to_owned()),
            ("clause_placeholder_unknown".to_owned(), "mayor_name".to_owned())
        ]
    );
    assert!(codes(file("{% if %}")).iter().any(|(code, _)| code == "clause_unreadable"));
}

#[test]
fn unknown_facts_and_values_are_refused_together() {
    let catalogue = Catalogue::shipped().unwrap();
    let facts = json!({"no_such_fact": true, "confidentiality": "4", "handles_info_asset": "yes", "data_subject_count": "１４万", "network_segment": ["moon"]});
    let error = catalogue.read_facts(facts.as_object().unwrap()).unwrap_err();
    let mut codes: Vec<(String, String)> =
        error.problems.into_iter().map(|problem| (problem.field.unwrap_or_default(), problem.code)).collect();
    codes.sort();
    let expected = [
        ("facts.confidentiality", "fact_value_unknown"),
        ("facts.data_subject_count", "fact_number_unreadable"),
        ("facts.handles_info_asset", "fact_value_unknown"),
        ("facts.network_segment", "fact_value_unknown"),
        ("facts.no_such_fact", "fact_unknown"),
    ];
    assert_eq!(codes, expected.map(|(field, code)| (field.to_owned(), code.to_owned())));
}

#[test]
fn a_reason_names_the_facts_that_decided() {
    let catalogue = Catalogue::shipped().unwrap();
    let requirement = catalogue.requirement("CX-03").unwrap();
    let names = |facts: &Facts| -> Vec<String> {
        requirement.condition.reasons("contract", facts).iter().map(|comparison| comparison.fact.clone()).collect()
    };
    let mut facts = Facts::from([("data_taken_out".to_owned(), FactValue::Bool(false))]);
    assert_eq!(names(&facts), ["uses_media"], "the unknown fact that would decide");
    facts.insert("uses_media".to_owned(), FactValue::Bool(true));
    assert_eq!(names(&facts), ["uses_media"], "the fact that made it apply");
    facts.insert("uses_media".to_owned(), FactValue::Bool(false));
    assert_eq!(names(&facts), ["data_taken_out", "uses_media"], "both facts keep it from applying");
}

/// Any answers to any of the catalogue's questions.
pub(crate) fn any_facts() -> impl Strategy<Value = Facts> {
    let catalogue = Catalogue::shipped().unwrap();
    let definitions: Vec<_> = catalogue.facts.values().cloned().collect();
    let answers: Vec<_> = definitions
        .into_iter()
        .map(|fact| {
            let id = fact.id.clone();
            let answer = match fact.kind {
                FactType::Bool => any::<bool>().prop_map(FactValue::Bool).boxed(),
                FactType::Int => (0_i64..400).prop_map(FactValue::Int).boxed(),
                FactType::Date => prop_oneof![Just("2027-06-30"), Just("2027-07-01")]
                    .prop_map(|date| FactValue::Text(date.to_owned()))
                    .boxed(),
                FactType::Ordinal | FactType::Enum => {
                    proptest::sample::select(fact.choices().to_vec()).prop_map(FactValue::Text).boxed()
                }
                FactType::Set => proptest::sample::subsequence(fact.choices().to_vec(), 0..=fact.choices().len())
                    .prop_map(FactValue::Set)
                    .boxed(),
            };
            proptest::option::of(answer).prop_map(move |answer| (id.clone(), answer))
        })
        .collect();
    answers.prop_map(|pairs| pairs.into_iter().filter_map(|(id, answer)| Some((id, answer?))).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Kleene: answering one more question never turns a decided requirement around.
    #[test]
    fn a_decided_requirement_stays_decided_when_an_unknown_fact_is_answered(facts in any_facts(), more in any_facts()) {
        let catalogue = Catalogue::shipped().unwrap();
        let mut both = more;
        both.extend(facts.clone());
        for requirement in &catalogue.requirements {
            if let Some(decided) = requirement.condition.evaluate("contract", &facts) {
                prop_assert_eq!(requirement.condition.evaluate("contract", &both), Some(decided), "{}", &requirement.id);
            }
        }
    }

    /// A fact that is said not to matter cannot change any outcome, whatever is answered.
    #[test]
    fn a_fact_that_does_not_matter_changes_nothing(facts in any_facts(), more in any_facts(), other in any_facts()) {
        let catalogue = Catalogue::shipped().unwrap();
        for fact in &catalogue.fact_order {
            if catalogue.affected(fact, "contract", &facts) > 0 {
                continue;
            }
            let mut rest = more.clone();
            rest.extend(facts.iter().map(|(id, value)| (id.clone(), value.clone())));
            let mut with = rest.clone();
            with.remove(fact);
            with.extend(other.get(fact).map(|value| (fact.clone(), value.clone())));
            let outcome = |facts: &Facts| -> Vec<(String, Option<bool>)> {
                catalogue.applicable("contract", facts).map(|(requirement, truth)| (requirement.id.clone(), truth)).collect()
            };
            prop_assert_eq!(outcome(&rest), outcome(&with), "{}", fact);
        }
    }

    /// Every applicable annex requirement is met by exactly the annexes it belongs to, and shared clauses are printed once.
    #[test]
    fn every_applicable_requirement_finds_its_article(facts in any_facts()) {
        let (catalogue, clauses) = (Catalogue::shipped().unwrap(), Clauses::shipped().unwrap());
        let applies: Vec<&Requirement> =
            catalogue.applicable("contract", &facts).filter(|(_, truth)| *truth == Some(true)).map(|(requirement, _)| requirement).collect();
        let plan = plan(clauses, &applies, &AnnexKind::CLAUSES);
        let mut printed = BTreeSet::new();
        for (_, entries) in &plan.annexes {
            for entry in entries.iter().filter(|entry| entry.clause != super::clause::COMMON) {
                prop_assert!(printed.insert(&entry.clause), "{} is printed twice", entry.clause);
            }
        }
        for kind in AnnexKind::CLAUSES {
            let entries = plan.annexes.iter().find(|(other, _)| *other == kind).map(|(_, entries)| entries.as_slice()).unwrap_or_default();
            for requirement in applies.iter().filter(|requirement| requirement.belongs_to(kind)) {
                prop_assert!(entries.iter().any(|entry| entry.requirements.contains(&requirement.id)), "{} in {:?}", requirement.id, kind);
            }
        }
    }
}

#[test]
fn an_empty_condition_is_a_defect() {
    let mut defects = Vec::new();
    assert_eq!(Condition::compile(&json!({"any": []}), &Catalogue::shipped().unwrap().facts, "x", &mut defects), None);
    assert_eq!(defects[0].code, "condition_empty");
}
