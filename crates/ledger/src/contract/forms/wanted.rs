//! Which forms a contract has, and why one is wanted now: told from the same facts as the findings. Pure but for the front.

use serde::Serialize;
use ts_rs::TS;

use super::FormKind;
use crate::catalogue::is_true;
use crate::contract::entrusted::{Astray, astray};
use crate::contract::{Contract, derived_facts};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::wording::{Lang, text};

/// A form that can be written for a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ContractForm {
    /// Which.
    pub kind: FormKind,
    /// Its number among the forms, such as F-01.
    pub form: String,
    /// What it is called.
    pub title: String,
    /// Id of the re-outsourcing that it is about.
    pub part: Option<String>,
    /// Why it is wanted now, or what is known for it.
    pub hint: Option<String>,
    /// Whether it is wanted now.
    pub wanted: bool,
}

impl Ledger {
    /// The forms of a contract, each with why it is wanted now.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn contract_forms(&mut self, id: &str) -> Result<Vec<ContractForm>, Error> {
        let (contract, today) = (self.contract(id)?, self.today());
        Ok(forms(self.lang, &contract, &today.to_string(), crate::date::fiscal_year(today)))
    }
}

/// Why a form is wanted, or what is known for it: part of the key `form_hint.…` and its values.
type Hint = Option<(bool, &'static str, Vec<(&'static str, String)>)>;

fn forms(lang: Lang, contract: &Contract, today: &str, year: i32) -> Vec<ContractForm> {
    let form = |kind: FormKind, part: Option<String>, hint: Hint| {
        let title = text(lang, &format!("contract_form.{}", kind.code()), &[]);
        let words = hint.as_ref().map(|(_, key, args)| {
            let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            text(lang, &format!("form_hint.{key}"), &args)
        });
        let wanted = hint.is_some_and(|(wanted, ..)| wanted);
        ContractForm { kind, form: kind.number().to_owned(), title, part, hint: words, wanted }
    };
    let found = astray(contract, today, year);
    let over = contract.closed_on.is_some() || contract.ends_on.as_deref().is_some_and(|end| end < today);
    let mut forms = Vec::new();
    for kind in FormKind::ALL {
        match kind {
            FormKind::Workers => forms.push(form(kind, None, workers(contract, &found, over))),
            FormKind::Pledge => forms.push(form(kind, None, pledge(&found))),
            FormKind::Training => forms.push(form(kind, None, training(&found))),
            FormKind::Structure => forms.push(form(kind, None, structure(lang, contract, today))),
            FormKind::Information => forms.push(form(kind, None, information(contract))),
            FormKind::Erasure => forms.push(form(kind, None, erasure(contract, over))),
            FormKind::Consent => {
                let open = contract.subcontracts.iter().filter(|sub| !sub.is_consented() && !sub.is_refused());
                let mut own: Vec<ContractForm> = open
                    .map(|sub| {
                        let hint = Some((!over, "consent", vec![("name", sub.name.clone())]));
                        form(kind, Some(sub.id.clone()), hint)
                    })
                    .collect();
                if own.is_empty() {
                    own.push(form(kind, None, None));
                }
                forms.extend(own);
            }
            FormKind::ConsentNotice => {
                for sub in contract.subcontracts.iter().filter(|sub| sub.is_consented() || sub.is_refused()) {
                    let key = if sub.is_refused() { "refused" } else { "consented" };
                    let number = sub.approval_number.clone().unwrap_or_default();
                    let hint = Some((false, key, vec![("name", sub.name.clone()), ("number", number)]));
                    forms.push(form(kind, Some(sub.id.clone()), hint));
                }
            }
        }
    }
    forms
}

fn workers(contract: &Contract, found: &[Astray], over: bool) -> Hint {
    let strangers = found.iter().filter(|one| matches!(one, Astray::CompanyUnknown(..))).count();
    let handles = is_true(&derived_facts(contract), "handles_info_asset");
    match contract.workers.len() {
        0 => (handles && !over).then(|| (true, "workers_missing", Vec::new())),
        _ if strangers > 0 => Some((true, "workers_unknown", vec![("count", strangers.to_string())])),
        count => Some((false, "workers", vec![("count", count.to_string())])),
    }
}

fn pledge(found: &[Astray]) -> Hint {
    let missing = found.iter().find_map(|one| match one {
        Astray::PledgeMissing(_, names) => Some(names.len()),
        _ => None,
    })?;
    Some((true, "pledge", vec![("count", missing.to_string())]))
}

fn training(found: &[Astray]) -> Hint {
    let missing = found.iter().find_map(|one| match one {
        Astray::TrainingMissing(_, names) => Some(names.len()),
        _ => None,
    })?;
    Some((true, "training", vec![("count", missing.to_string())]))
}

fn structure(lang: Lang, contract: &Contract, today: &str) -> Hint {
    if contract.lacks_structure(&derived_facts(contract), today) {
        return Some((true, "structure_missing", Vec::new()));
    }
    let on = contract.structure.as_ref()?.reported_on.clone()?;
    let shown = match (lang, on.parse()) {
        (Lang::Ja, Ok(day)) => crate::date::wareki(day),
        _ => on,
    };
    Some((false, "structure", vec![("on", shown)]))
}

fn information(contract: &Contract) -> Hint {
    let count = contract.information.len();
    (count > 0).then(|| (false, "information", vec![("count", count.to_string())]))
}

fn erasure(contract: &Contract, over: bool) -> Hint {
    let out = contract.information.iter().filter(|one| one.is_out() && one.kept_because.is_none()).count();
    if out > 0 {
        let key = if over { "erasure_over" } else { "erasure" };
        return Some((over, key, vec![("count", out.to_string())]));
    }
    let certified = contract.closing.as_ref().is_some_and(|closing| closing.erasure_certificate_on.is_some())
        || crate::contract::rules::erasure_certificate(contract).is_some();
    let handles = is_true(&derived_facts(contract), "handles_info_asset");
    (over && handles && !certified && !crate::contract::cancelled(contract)).then(|| (true, "certificate", Vec::new()))
}
