//! Rules about the record itself, beyond the catalogue: what does not fit together, and what is missing around it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Finding, is_effective};
use crate::catalogue::{Catalogue, Severity, is_true};
use crate::contract::chain::{self, Broken};
use crate::contract::entrusted::{Astray, astray};
use crate::contract::{Contract, DeliverableKind};
use crate::facts::{FactValue, Facts};

/// DOMAIN D.1: after a transfer a record must not keep an owner who has left. `until` is the owner's last day, if known.
pub fn owner_left(contract: &Contract, until: Option<NaiveDate>, today: NaiveDate) -> Option<Finding> {
    let owner =
        contract.owner.clone().filter(|_| contract.closed_on.is_none() && until.is_some_and(|until| until < today))?;
    Some(Finding {
        code: "owner_left",
        field: Some("owner".to_owned()),
        severity: Severity::Must,
        args: BTreeMap::from([("owner", owner)]),
    })
}

struct Objections {
    found: Vec<Finding>,
}

impl Objections {
    fn add(&mut self, code: &'static str, severity: Severity, field: impl Into<String>, args: &[(&'static str, &str)]) {
        self.found.push(Finding {
            code,
            field: Some(field.into()),
            severity,
            args: args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
        });
    }
}

/// The day on which a certificate of return and erasure came in as a deliverable.
pub fn erasure_certificate(contract: &Contract) -> Option<&String> {
    let certificates = contract.deliverables.iter().filter(|entry| entry.kind == DeliverableKind::ErasureCertificate);
    certificates.filter_map(|entry| entry.received_on.as_ref()).min()
}

/// Whether the contract was given up before its term began (取りやめ): nothing was handed over.
pub fn cancelled(contract: &Contract) -> bool {
    contract.closed_on.as_ref().zip(contract.starts_on.as_ref()).is_some_and(|(closed, start)| closed < start)
}

/// Rules about the record itself, beyond the catalogue.
pub(super) fn object(contract: &Contract, facts: &Facts, catalogue: &Catalogue, today: NaiveDate) -> Vec<Finding> {
    use Severity::{Must, Should};
    let mut objections = Objections { found: Vec::new() };
    let is_false = |fact: &str| facts.get(fact) == Some(&FactValue::Bool(false));
    let day = today;
    let today = today.to_string();

    // DOMAIN G: every record has an owner, as a person and a section.
    if contract.owner.is_none() || contract.section.is_none() {
        objections.add("owner_missing", Must, if contract.owner.is_none() { "owner" } else { "section" }, &[]);
    }
    if contract.contractor.name.is_empty() && contract.signed_on.is_some() {
        objections.add("contractor_missing", Must, "contractor.name", &[]);
    }
    if contract.starts_on.is_none() || contract.ends_on.is_none() {
        objections.add(
            "period_missing",
            Should,
            if contract.starts_on.is_none() { "starts_on" } else { "ends_on" },
            &[],
        );
    }
    // 地方自治法234条5項: a written contract binds when both have signed it; work before that has no basis.
    if let (Some(signed), Some(start)) = (&contract.signed_on, &contract.starts_on)
        && signed > start
    {
        objections.add("started_before_signing", Should, "signed_on", &[("signed", signed), ("start", start)]);
    }
    if contract.signed_on.is_none()
        && contract.closed_on.is_none()
        && contract.starts_on.as_ref().is_some_and(|start| *start <= today)
    {
        objections.add("running_unsigned", Must, "signed_on", &[]);
    }
    if let Some(agreed) = &contract.agreed {
        for (field, then, now) in agreed.differences(contract) {
            objections.add("differs_from_signed", Should, field, &[("then", &then), ("now", &now)]);
        }
    }
    // 個人情報保護法60条: what is held of individuals is part of the information assets.
    if is_true(facts, "handles_personal_info") && is_false("handles_info_asset") {
        objections.add("personal_without_asset", Must, "facts.handles_info_asset", &[]);
    }
    // 番号法2条: specific personal information is personal information.
    if is_true(facts, "handles_my_number") && is_false("handles_personal_info") {
        objections.add("my_number_without_personal", Must, "facts.handles_personal_info", &[]);
    }
    if is_true(facts, "handles_special_care_info") && is_false("handles_personal_info") {
        objections.add("special_care_without_personal", Must, "facts.handles_personal_info", &[]);
    }
    // 地方自治法208条2項 (会計年度独立) and CX-11: notice has to be given in time.
    if contract.auto_renewal == Some(true) && contract.notice_days.is_none() && contract.notice_months.is_none() {
        objections.add("notice_days_missing", Should, "notice_days", &[]);
    }
    subcontracts(contract, facts, &today, &mut objections);
    inspections(contract, &today, &mut objections);
    entrusted(contract, &today, crate::date::fiscal_year(day), &mut objections);
    // PI-03: where the signed annex asks for it, the contractor reports how it manages personal information.
    if contract.lacks_structure(facts, &today) {
        objections.add("structure_missing", Should, "structure.reported_on", &[]);
    }
    for (index, certificate) in contract.certificates.iter().enumerate() {
        // RM-04: a certificate that the selection relied on has to stay valid while the contract runs.
        let lapsed = certificate.valid_until.as_ref().filter(|until| **until < today);
        let renewed =
            contract.certificates.iter().any(|other| other.kind == certificate.kind && other.outlasts(certificate));
        let over = contract.closed_on.is_some() || contract.ends_on.as_ref().is_some_and(|end| *end < today);
        if let Some(until) = lapsed.filter(|_| !renewed && !over) {
            objections.add(
                "certificate_lapsed",
                Must,
                format!("certificates.{index}"),
                &[("kind", &certificate.kind), ("until", until)],
            );
        }
    }
    for (index, waiver) in contract.waivers.iter().enumerate() {
        let applies = catalogue
            .requirement(&waiver.requirement)
            .is_some_and(|requirement| requirement.condition.evaluate("contract", facts) != Some(false));
        let agreed = contract
            .pins
            .iter()
            .flat_map(|pin| &pin.clauses)
            .any(|clause| clause.requirements.contains(&waiver.requirement));
        if agreed {
            // What was signed is changed by a contract of alteration only.
            objections.add(
                "waiver_after_signing",
                Should,
                format!("waivers.{index}"),
                &[("requirement", &waiver.requirement)],
            );
        } else if applies && waiver.has_lapsed(&today) {
            let until = waiver.expires_on.as_deref().unwrap_or_default();
            objections.add(
                "waiver_lapsed",
                Must,
                format!("waivers.{index}"),
                &[("requirement", &waiver.requirement), ("end", until)],
            );
        } else if applies && !is_effective(waiver, catalogue, &today) {
            objections.add(
                "waiver_incomplete",
                Must,
                format!("waivers.{index}"),
                &[("requirement", &waiver.requirement)],
            );
        }
    }
    if let Some(closing) = &contract.closing
        && !is_false("handles_info_asset")
        && !cancelled(contract)
        && (closing.returned_on.is_none()
            || (closing.erasure_certificate_on.is_none() && erasure_certificate(contract).is_none()))
    {
        // OV-04, 個人情報保護委員会指針: return or erasure is confirmed with a certificate.
        let field =
            if closing.returned_on.is_none() { "closing.returned_on" } else { "closing.erasure_certificate_on" };
        objections.add("closed_without_erasure", Must, field, &[]);
    }
    if contract.signed_on.is_some() && contract.pins.is_empty() && is_true(facts, "handles_info_asset") {
        objections.add("annex_not_kept", Should, "pins", &[]);
    }
    let texts = [
        ("title", Some(&contract.title)),
        ("contractor.name", Some(&contract.contractor.name)),
        ("owner", contract.owner.as_ref()),
    ];
    for (field, text) in texts {
        let private: String = text.map(|text| crate::fold::private_use(text).into_iter().collect()).unwrap_or_default();
        if !private.is_empty() {
            let codes: Vec<String> = private.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
            objections.add("character_private_use", Should, field, &[("characters", &codes.join(", "))]);
        }
    }
    objections.found
}

/// 個人情報保護委員会指針 4-8-9(1)②, 番号法10条: every tier needs the consent of the body that made the first outsourcing.
/// F-01, F-02, F-18: those at work are known, pledged and trained; F-06, F-08: what was handed over comes back.
fn entrusted(contract: &Contract, today: &str, year: i32, objections: &mut Objections) {
    use Severity::{Must, Should};
    let listed = |names: &[String]| match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, rest @ ..] => format!("{one} +{}", rest.len()),
    };
    for found in astray(contract, today, year) {
        match &found {
            Astray::CompanyUnknown(at, name, company) => {
                let args = [("name", name.as_str()), ("company", company)];
                objections.add("worker_company_unknown", Must, format!("workers.{at}.company"), &args);
            }
            Astray::PledgeMissing(at, names) => {
                let args = [("names", listed(names))];
                let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
                objections.add("worker_pledge_missing", Should, format!("workers.{at}.pledged_on"), &args);
            }
            Astray::TrainingMissing(at, names) => {
                let args = [("names", listed(names))];
                let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
                objections.add("worker_training_missing", Should, format!("workers.{at}.trained_on"), &args);
            }
            Astray::CopiedWithoutConsent(at, name) => {
                let field = format!("information.{at}.copy_consent");
                objections.add("information_copied", Must, field, &[("name", name)]);
            }
            Astray::Short(at, name, missing) => {
                let missing = missing.to_string();
                let args = [("name", name.as_str()), ("missing", missing.as_str())];
                objections.add("information_short", Must, format!("information.{at}.back_count"), &args);
            }
            Astray::NotBack(at, name) => {
                objections.add("information_not_back", Must, format!("information.{at}.back_on"), &[("name", name)]);
            }
        }
    }
}

/// 総務省ガイドライン 8.1(3): what is found is put right; OV-05: those at work are those of the worker list.
fn inspections(contract: &Contract, today: &str, objections: &mut Objections) {
    use Severity::{Must, Should};
    let last = contract.inspections.iter().enumerate().max_by(|one, other| one.1.on.cmp(&other.1.on));
    if let Some((index, last)) = last
        && last.workers_match == Some(false)
        && !contract.measures.iter().any(|measure| measure.found_on.as_ref().is_some_and(|on| *on >= last.on))
    {
        objections.add("inspection_workers_differ", Must, format!("inspections.{index}"), &[("on", &last.on)]);
    }
    for (index, measure) in contract.measures.iter().enumerate().filter(|(_, measure)| measure.is_open()) {
        let field = |name: &str| format!("measures.{index}.{name}");
        let finding = measure.finding.as_str();
        match &measure.due_on {
            Some(due) if due.as_str() < today => {
                objections.add("measure_overdue", Must, field("done_on"), &[("finding", finding), ("due", due)]);
            }
            Some(_) if measure.owner.is_some() => {}
            _ => objections.add("measure_open_ended", Should, field("due_on"), &[("finding", finding)]),
        }
    }
}

fn subcontracts(contract: &Contract, facts: &Facts, today: &str, objections: &mut Objections) {
    use Severity::Must;
    let prohibited = facts.get("subcontract_policy") == Some(&FactValue::Text("prohibited".to_owned()));
    if prohibited && !contract.subcontracts.is_empty() {
        objections.add("subcontract_prohibited", Must, "subcontracts", &[]);
    }
    if contract.facts.get("has_subcontract") == Some(&FactValue::Bool(false)) && !contract.subcontracts.is_empty() {
        objections.add("subcontract_denied", Must, "facts.has_subcontract", &[]);
    }
    for (index, sub) in contract.subcontracts.iter().enumerate() {
        let field = format!("subcontracts.{index}");
        let consent = sub.is_consented();
        if sub.is_refused() {
            if sub.runs(today) && contract.closed_on.is_none() {
                objections.add("subcontract_refused", Must, &field, &[("name", &sub.name)]);
            }
        } else if !consent {
            objections.add("subcontract_without_consent", Must, &field, &[("name", &sub.name)]);
        }
        if let (Some(approved), Some(start)) = (&sub.approved_on, &sub.starts_on)
            && start < approved
        {
            objections.add("subcontract_before_consent", Must, &field, &[("name", &sub.name), ("start", start)]);
        }
        let running = contract.closed_on.is_none() && contract.ends_on.as_ref().is_none_or(|end| end.as_str() >= today);
        if let Some(end) = sub.last_day().filter(|end| end.as_str() < today && running && consent) {
            objections.add("subcontract_consent_expired", Must, &field, &[("name", &sub.name), ("end", end)]);
        }
    }
    for (place, broken) in chain::broken(contract, today) {
        let name = contract.subcontracts[place].name.as_str();
        let tier = contract.subcontracts[place].tier.saturating_sub(1).to_string();
        let field = format!("subcontracts.{place}");
        match &broken {
            Broken::LevelMissing => {
                objections.add("subcontract_level_missing", Must, &field, &[("name", name), ("tier", &tier)]);
            }
            Broken::LevelUnclear => {
                objections.add(
                    "subcontract_level_unclear",
                    Severity::Should,
                    &field,
                    &[("name", name), ("tier", &tier)],
                );
            }
            Broken::AboveWithoutConsent(above) => {
                objections.add("subcontract_above_without_consent", Must, &field, &[("name", name), ("above", above)]);
            }
            Broken::BeyondPeriod(end, last) => {
                let args = [("name", name), ("end", end.as_str()), ("last", last)];
                objections.add("subcontract_beyond_period", Must, &field, &args);
            }
            Broken::BeyondInformation => {
                objections.add("subcontract_beyond_information", Must, &field, &[("name", name)]);
            }
            Broken::Returns(above) => {
                objections.add("subcontract_returns", Must, &field, &[("name", name), ("above", above)]);
            }
        }
    }
}
