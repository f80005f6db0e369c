//! Evidence and remedies in words.

use chrono::NaiveDate;

use super::super::Contract;
use super::super::rules::Evidence;
use crate::catalogue::Requirement;
use crate::wording::{Lang, text};

/// What meets a requirement, in words.
pub fn evidence(lang: Lang, contract: &Contract, evidence: &Evidence) -> String {
    let date = |iso: &str| match iso.parse::<NaiveDate>() {
        Ok(date) if lang == Lang::Ja => crate::date::wareki(date),
        _ => iso.to_owned(),
    };
    match evidence {
        Evidence::Clause { annex, article, pinned, .. } => {
            let annex = text(lang, &format!("annex.{}", annex.code()), &[]);
            let key = if *pinned { "evidence.clause_signed" } else { "evidence.clause_draft" };
            text(lang, key, &[("annex", &annex), ("article", &article.to_string())])
        }
        Evidence::SpecSheet { pinned } => {
            text(lang, if *pinned { "evidence.spec_signed" } else { "evidence.spec_draft" }, &[])
        }
        Evidence::Attribute { code, value } => {
            let value = match *code {
                "certificate" => text(lang, &format!("certificate.{value}"), &[]),
                _ => date(value),
            };
            text(lang, &format!("evidence.{code}"), &[("value", &value)])
        }
        Evidence::Confirmation(index) => {
            let entry = &contract.confirmations[*index];
            text(lang, "evidence.confirmation", &[("on", &date(&entry.on)), ("source", &entry.source)])
        }
        Evidence::Waiver(index) => {
            let waiver = &contract.waivers[*index];
            let approver = waiver.approver.clone().unwrap_or_else(|| text(lang, "paper.none", &[]));
            text(lang, "evidence.waiver", &[("reason", &waiver.reason), ("approver", &approver)])
        }
    }
}

pub fn remedy(lang: Lang, code: &str, requirement: &Requirement) -> String {
    let forms: Vec<String> = requirement.forms.iter().map(|form| text(lang, &format!("form.{form}"), &[])).collect();
    match code {
        "confirm" if !forms.is_empty() => {
            text(lang, "remedy.confirm_form", &[("form", &forms.join(&text(lang, "reason.list", &[])))])
        }
        _ => text(lang, &format!("remedy.{code}"), &[]),
    }
}
