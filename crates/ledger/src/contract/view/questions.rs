//! The questions of the facts form: which still matter, and how much.

use std::collections::BTreeSet;

use super::super::rules::State;
use super::super::{Assessment, Contract, derived_facts};
use crate::catalogue::Catalogue;
use crate::facts::Facts;
use crate::question::{Question, question};
use crate::wording::Lang;

/// Groups of the facts form, in its order; facts that are named nowhere come last under `work`.
const GROUPS: [(&str, &[&str]); 6] = [
    (
        "information",
        &[
            "handles_info_asset",
            "confidentiality",
            "handles_personal_info",
            "handles_special_care_info",
            "data_subject_count",
            "handles_my_number",
            "integrity",
            "availability",
        ],
    ),
    (
        "work",
        &[
            "uses_paper",
            "uses_media",
            "data_taken_out",
            "runs_sns",
            "designated_manager",
            "subcontract_policy",
            "has_subcontract",
            "temp_staff",
        ],
    ),
    (
        "system",
        &[
            "it_related",
            "system_development",
            "system_operation",
            "outsourced_service",
            "procures_equipment",
            "public_web",
            "device_disposal",
            "network_segment",
            "remote_access",
        ],
    ),
    ("place", &["onsite_work", "offsite_work", "telework_allowed", "overseas_handling"]),
    ("contractor", &["contractor_uses_cloud", "contractor_uses_genai", "foreign_control", "certs"]),
    ("term", &["start_date", "end_date", "long_term", "auto_renewal"]),
];

pub fn questions(
    lang: Lang,
    catalogue: &Catalogue,
    contract: &Contract,
    assessment: &Assessment<'_>,
    office: &Facts,
) -> Vec<Question> {
    let derived = derived_facts(&Contract { facts: Facts::new(), ..contract.clone() });
    let waiting: Vec<BTreeSet<&str>> = assessment
        .requirements
        .iter()
        .filter(|entry| entry.state == State::Unknown)
        .map(|entry| {
            let reasons = entry.requirement.condition.reasons("contract", &assessment.facts);
            reasons.into_iter().map(|comparison| comparison.fact.as_str()).collect()
        })
        .collect();
    let mut questions = Vec::new();
    for (group, facts) in GROUPS {
        let mut inner: Vec<Question> = facts
            .iter()
            .filter_map(|fact| catalogue.facts.get(*fact))
            .filter(|fact| fact.scope.iter().any(|scope| scope == "contract") && !office.contains_key(&fact.id))
            .map(|fact| question(lang, catalogue, group, fact, "contract", &assessment.facts, &derived, &waiting))
            .collect();
        inner.sort_by_key(|question| std::cmp::Reverse(question.affects));
        questions.extend(inner);
    }
    questions
}
