//! What a draft would change, and what was understood of what was typed.

use std::collections::{BTreeMap, BTreeSet};

use super::super::rules::State;
use super::super::{Assessment, Contract, ContractDraft};
use super::types::{Change, Counts, Named, Why};
use crate::catalogue::Catalogue;
use crate::problem::Problem;
use crate::reasons::title;
use crate::wording::Lang;

pub fn change(lang: Lang, catalogue: &Catalogue, before: &Assessment<'_>, after: &Assessment<'_>) -> Change {
    let applying = |assessment: &Assessment<'_>| -> BTreeSet<String> {
        let entries = assessment.requirements.iter().filter(|entry| entry.state != State::Unknown);
        entries.map(|entry| entry.requirement.id.clone()).collect()
    };
    let (old, new) = (applying(before), applying(after));
    let named = |ids: Vec<&String>| -> Vec<Named> {
        let entries = ids.into_iter().filter_map(|id| catalogue.requirement(id));
        entries
            .map(|requirement| Named { id: requirement.id.clone(), title: title(lang, requirement).to_owned() })
            .collect()
    };
    let kinds = |assessment: &Assessment<'_>| assessment.plan.annexes.iter().map(|(kind, _)| *kind).collect();
    let mut why: Vec<Why> = Vec::new();
    for requirement in new.difference(&old).filter_map(|id| catalogue.requirement(id)) {
        let strong = requirement.basis == "law" || requirement.basis == "ordinance" || requirement.basis == "ppc";
        if let Some(source) = requirement.sources.first().filter(|_| strong && why.len() < 3) {
            let document =
                catalogue.documents.get(&source.doc).map(|document| document.title.clone()).unwrap_or_default();
            let entry = Why { document: format!("{document} {}", source.section), text: requirement.summary.clone() };
            if !why.iter().any(|other| other.document == entry.document) {
                why.push(entry);
            }
        }
    }
    Change {
        added: named(new.difference(&old).collect()),
        removed: named(old.difference(&new).collect()),
        before: Counts::of(before),
        after: Counts::of(after),
        annexes_before: kinds(before),
        annexes_after: kinds(after),
        why,
    }
}

/// What was understood of what was typed, for the line under a field.
pub fn normal(draft: &ContractDraft, contract: &Contract, problems: &[Problem]) -> BTreeMap<String, String> {
    let mut normal = BTreeMap::new();
    let wrong = |field: &str| problems.iter().any(|problem| problem.field.as_deref() == Some(field));
    let dates = [
        ("signed_on", &contract.signed_on),
        ("decided_on", &contract.decided_on),
        ("starts_on", &contract.starts_on),
        ("ends_on", &contract.ends_on),
    ];
    for (field, date) in dates {
        if let Some(read) =
            date.as_ref().filter(|_| draft.fields.contains_key(field) && !wrong(field)).and_then(|iso| iso.parse().ok())
        {
            normal.insert(field.to_owned(), crate::date::wareki_weekday(read));
        }
    }
    if let Some(number) =
        contract.contractor.corporate_number.as_ref().filter(|_| draft.fields.contains_key("contractor"))
    {
        normal.insert("contractor.corporate_number".to_owned(), number.clone());
    }
    if let Some(amount) =
        contract.amount_yen.filter(|_| draft.fields.contains_key("amount_yen") && !wrong("amount_yen"))
    {
        normal.insert("amount_yen".to_owned(), crate::amount::grouped(amount));
    }
    normal
}
