//! What the application form asks for this use and why: questions about facts, and fields that only some uses need.

use chrono::NaiveDate;

use super::super::Cloud;
use super::super::rules::{CloudAssessment, CloudState, known};
use super::types::FieldNeed;
use crate::catalogue::Catalogue;
use crate::facts::Facts;
use crate::question::{Asked, Question};
use crate::reasons::title;
use crate::wording::{Lang, text};

/// Groups of the facts form, in its order.
const GROUPS: [(&str, &[&str]); 5] = [
    (
        "information",
        &[
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
        "service",
        &["standard_terms_only", "service_model", "free_of_charge", "holds_info_system", "contractor_uses_genai"],
    ),
    ("network", &["network_segment", "local_breakout"]),
    ("place", &["data_location", "governing_law", "overseas_handling", "foreign_control", "has_subcontract"]),
    ("term", &["auto_renewal", "device_disposal"]),
];

/// Fields of form F-10 that only some uses need, with the requirements that ask for each.
const FIELDS: [(&str, &[&str]); 10] = [
    ("information", &["CL-05", "CL-38"]),
    ("locations", &["CL-09", "CL-16", "CC-04", "CC-08"]),
    ("jurisdiction", &["CL-16"]),
    ("subprocessors", &["CL-17"]),
    ("assurances", &["CL-18", "CL-20", "CL-35", "CL-37", "SC-04"]),
    ("service_level", &["CL-15"]),
    ("backup", &["CL-31"]),
    ("access_log", &["CL-41"]),
    ("responsibility", &["CL-19", "CL-33"]),
    ("exit_plan", &["CL-13", "CL-34"]),
];

/// The questions about facts, those with the largest effect first within a group.
pub fn questions(
    lang: Lang,
    catalogue: &Catalogue,
    cloud: &Cloud,
    assessment: &CloudAssessment<'_>,
    facts: &Facts,
    office: &Facts,
    today: NaiveDate,
) -> Vec<Question> {
    let undecided = assessment.requirements.iter().filter(|entry| entry.state == CloudState::Unknown);
    let asked = Asked {
        catalogue,
        record_type: "cloud",
        facts,
        office,
        derived: &known(&Cloud { facts: Facts::new(), ..cloud.clone() }, &Facts::new(), today).to_facts(),
        undecided: undecided.map(|entry| entry.requirement).collect(),
    };
    asked.questions(lang, &GROUPS)
}

/// Which of the fields this use needs: those that a requirement asks for which applies or may apply.
pub fn fields(lang: Lang, catalogue: &Catalogue, assessment: &CloudAssessment<'_>) -> Vec<FieldNeed> {
    let need = |(field, wanted): (&str, &[&str])| {
        let asking: Vec<String> = assessment
            .requirements
            .iter()
            .filter(|entry| wanted.contains(&entry.requirement.id.as_str()))
            .map(|entry| format!("{} {}", entry.requirement.id, title(lang, entry.requirement)))
            .collect();
        let all = || wanted.iter().filter_map(|id| catalogue.requirement(id)).map(|entry| entry.id.clone());
        FieldNeed {
            field: field.to_owned(),
            asked: !asking.is_empty(),
            because_text: if asking.is_empty() {
                text(lang, "cloud_field.not_needed", &[("requirements", &all().collect::<Vec<_>>().join(", "))])
            } else {
                asking.join(&text(lang, "reason.list", &[]))
            },
        }
    };
    FIELDS.into_iter().map(need).collect()
}
