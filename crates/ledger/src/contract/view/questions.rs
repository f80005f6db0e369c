//! The questions of the facts form: which still matter, and how much.

use super::super::rules::State;
use super::super::{Assessment, Contract, derived_facts};
use crate::catalogue::Catalogue;
use crate::facts::Facts;
use crate::question::{Asked, Question};
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
    let undecided = assessment.requirements.iter().filter(|entry| entry.state == State::Unknown);
    let asked = Asked {
        catalogue,
        record_type: "contract",
        facts: &assessment.facts,
        office,
        derived: &derived_facts(&Contract { facts: Facts::new(), ..contract.clone() }),
        undecided: undecided.map(|entry| entry.requirement).collect(),
    };
    asked.questions(lang, &GROUPS)
}
