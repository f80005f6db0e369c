//! How requirements of a cloud use stand, and what hinders its approval; one line a case.

use serde_json::{Value, json};

use super::*;
use crate::cloud::CloudDraft;

const TODAY: &str = "2026-11-24";

/// A use of class 2 under a contract, with other fields as given.
fn cloud(fields: Value) -> Cloud {
    let mut whole = json!({
        "service": "s", "section": "税務課", "manager": "渡辺 大輔", "provider": {"name": "株式会社ウミネコ", "country": "日本", "parent_country": "日本"},
        "facts": {"confidentiality": "2", "integrity": "1", "availability": "1", "handles_personal_info": false,
            "handles_my_number": false, "standard_terms_only": false, "network_segment": ["internet"], "overseas_handling": false,
            "contractor_uses_genai": false, "has_subcontract": false, "local_breakout": false},
    });
    for (name, value) in fields.as_object().unwrap() {
        match (name.as_str(), &mut whole[name]) {
            ("facts", Value::Object(facts)) => facts.extend(value.as_object().unwrap().clone()),
            (_, field) => *field = value.clone(),
        }
    }
    let draft: CloudDraft = serde_json::from_value(whole).unwrap();
    draft.parse(None, TODAY.parse().unwrap()).unwrap()
}

static OFFICE: std::sync::LazyLock<Facts> =
    std::sync::LazyLock::new(|| Facts::from([("reg_16_3_target_org".to_owned(), FactValue::Bool(true))]));

fn assessed<'c>(cloud: &'c Cloud, beside: &'c CloudBeside) -> CloudAssessment<'c> {
    assess(cloud, beside, Catalogue::shipped().unwrap(), &OFFICE, TODAY.parse().unwrap())
}

fn state(fields: Value, requirement: &str) -> Option<CloudState> {
    let (cloud, beside) = (cloud(fields), CloudBeside::default());
    let assessment = assessed(&cloud, &beside);
    assessment.requirements.iter().find(|entry| entry.requirement.id == requirement).map(|entry| entry.state)
}

/// Codes of the findings with what they hinder, without those of requirements that are merely not answered.
fn findings(cloud: &Cloud, beside: &CloudBeside) -> Vec<(&'static str, Hinders)> {
    let found = assessed(cloud, beside).findings.into_iter().filter(|finding| finding.code != "cloud_unanswered");
    found.map(|finding| (finding.code, finding.hinders)).collect()
}

#[test]
fn an_answer_decides_and_the_record_speaks_where_nobody_answered() {
    use CloudState::{Conditional, Excepted, Met, Missing, NotApplicable, NotYet, Unanswered, Unknown};
    let answer = |verdict: &str| json!({"answers": {"CL-06": {"answer": verdict, "source": "約款", "detail": "理由"}}});
    for (fields, requirement, expected) in [
        (json!({}), "CL-06", Some(Unanswered)),
        (answer("conforms"), "CL-06", Some(Met)),
        (answer("conditional"), "CL-06", Some(Conditional)),
        (answer("nonconforming"), "CL-06", Some(Missing)),
        (answer("not_applicable"), "CL-06", Some(NotApplicable)),
        (answer("unverified"), "CL-06", Some(Unanswered)),
        // 8.4 knows no exclusion of other purposes.
        (json!({"facts": {"confidentiality": "1"}}), "CL-06", None),
        (json!({"facts": {"confidentiality": null}}), "CL-06", Some(Unknown)),
        // 8.3: in principle not on uniform terms alone; only an exception helps.
        (json!({"facts": {"standard_terms_only": true}}), "CL-21", Some(Missing)),
        (json!({"facts": {"standard_terms_only": true, "confidentiality": "1"}}), "CL-21", None),
        (json!({}), "CL-04", Some(Met)),
        (json!({"manager": null}), "CL-04", Some(Unanswered)),
        (json!({}), "CL-24", Some(NotYet)),
        (json!({"status": "approved", "decided_on": "R8.4.1"}), "CL-24", Some(Met)),
        // α' and LGWAN: a valid registration of the right kind, and one that covers the use.
        (json!({"facts": {"local_breakout": true}}), "CL-35", Some(Unanswered)),
        (
            json!({"facts": {"local_breakout": true}, "assurances": [{"kind": "ismap_liu", "valid_until": "R8.11.24"}]}),
            "CL-35",
            Some(Met),
        ),
        (
            json!({"facts": {"local_breakout": true}, "assurances": [{"kind": "ismap", "valid_until": "R8.11.23"}]}),
            "CL-35",
            Some(Unanswered),
        ),
        (
            json!({"facts": {"local_breakout": true}, "assurances": [{"kind": "ismap", "in_scope": false}]}),
            "CL-35",
            Some(Unanswered),
        ),
        (json!({"facts": {"network_segment": ["lgwan"]}, "assurances": [{"kind": "lgwan_asp"}]}), "CL-37", Some(Met)),
        // A sub-processor that is named is one, whatever was answered before.
        (json!({"subprocessors": [{"name": "別会社"}]}), "CL-17", Some(Unanswered)),
        (json!({}), "CL-17", None),
        // A foreign parent or a place abroad raises the question of disclosure to foreign authorities.
        (
            json!({"provider": {"name": "p", "country": "日本", "parent_country": "アメリカ"}}),
            "CC-04",
            Some(Unanswered),
        ),
        (json!({}), "CC-04", None),
        (json!({"facts": {"data_location": "mixed", "overseas_handling": null}}), "CC-04", Some(Unanswered)),
        // The yearly check: not before a year has passed, then by the last one.
        (json!({"status": "approved", "decided_on": "R8.4.1"}), "CL-32", Some(NotYet)),
        (json!({"status": "approved", "decided_on": "R6.4.1"}), "CL-32", Some(Unanswered)),
        (json!({"status": "approved", "decided_on": "R6.4.1", "checks": [{"on": "R8.4.1"}]}), "CL-32", Some(Met)),
        (
            json!({"status": "approved", "decided_on": "R6.4.1", "checks": [{"on": "R9.4.1"}]}),
            "CL-32",
            Some(Unanswered),
        ),
        // The end: data erased and accounts gone, both.
        (json!({"status": "approved", "decided_on": "R8.4.1"}), "CL-34", Some(NotYet)),
        (json!({"status": "ended", "ending": {"erased_on": "R8.4.1"}}), "CL-34", Some(Missing)),
        (
            json!({"status": "ended", "ending": {"erased_on": "R8.4.1", "accounts_disposed_on": "R8.4.2"}}),
            "CL-34",
            Some(Met),
        ),
    ] {
        assert_eq!(state(fields.clone(), requirement), expected, "{requirement} {fields}");
    }
    let terms = cloud(json!({"facts": {"standard_terms_only": true}}));
    let granted = vec![Exception { requirement: "CL-21".to_owned(), reason: "理由".to_owned() }];
    let beside = CloudBeside { granted, ..CloudBeside::default() };
    let assessment = assessed(&terms, &beside);
    let entry = assessment.requirements.iter().find(|entry| entry.requirement.id == "CL-21").unwrap();
    assert_eq!(entry.state, Excepted);
}

#[test]
fn what_is_wrong_says_which_decision_it_hinders() {
    use Hinders::{Everything, Nothing, Unconditional, UnlessExcepted};
    let relied = |more: Value| {
        let mut assurance = json!({"kind": "ismap", "relied_on": true, "in_scope": true, "valid_until": "R9.3.31"});
        assurance.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"assurances": [assurance]})
    };
    let answered = |more: Value| {
        let mut answer = json!({"answer": "nonconforming", "source": "約款"});
        answer.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"answers": {"CL-06": answer}})
    };
    for (fields, expected) in [
        (json!({}), vec![]),
        (json!({"manager": null}), vec![("cloud_manager_missing", Everything)]),
        (json!({"section": null}), vec![("cloud_section_missing", Everything)]),
        (relied(json!({})), vec![]),
        (relied(json!({"valid_until": "R8.11.23"})), vec![("cloud_assurance_lapsed", UnlessExcepted)]),
        (relied(json!({"valid_until": "R8.11.23", "renewal_pending": true})), vec![]),
        (relied(json!({"valid_from": "R8.12.1"})), vec![("cloud_assurance_lapsed", UnlessExcepted)]),
        (relied(json!({"in_scope": false})), vec![("cloud_assurance_scope", UnlessExcepted)]),
        (relied(json!({"in_scope": null})), vec![("cloud_assurance_scope_unknown", Nothing)]),
        (relied(json!({"relied_on": false, "valid_until": "R7.1.1"})), vec![]),
        // The newer of two of a kind counts.
        (
            json!({"assurances": [{"kind": "ismap", "relied_on": true, "in_scope": true, "valid_until": "R7.1.1"},
                {"kind": "ismap", "relied_on": true, "in_scope": true, "valid_until": "R9.1.1"}]}),
            vec![],
        ),
        (answered(json!({})), vec![("cloud_not_met", UnlessExcepted)]),
        (answered(json!({"risk": "残る"})), vec![("cloud_not_met", UnlessExcepted)]),
        (answered(json!({"risk": "残る", "risk_acceptor": "部長"})), vec![("cloud_risk_accepted", Unconditional)]),
        (json!({"answers": {"CL-14": {"answer": "nonconforming"}}}), vec![("cloud_not_met_should", Nothing)]),
        (json!({"answers": {"CL-06": {"answer": "conforms"}}}), vec![("cloud_no_source", Nothing)]),
        (
            json!({"assurances": [{"kind": "soc2_type2", "audited_until": "R7.3.31"}]}),
            vec![("cloud_report_old", Nothing)],
        ),
        (
            json!({"status": "approved", "decided_on": "R8.4.1", "next_check_on": "R8.10.1"}),
            vec![("cloud_check_overdue", Nothing)],
        ),
        (
            json!({"status": "approved", "decided_on": "R8.4.1", "next_check_on": "R8.10.1",
                "checks": [{"on": "R8.10.5", "terms_changed": true, "correction": "直す"}]}),
            vec![("cloud_correction_open", Nothing), ("cloud_terms_changed", Nothing)],
        ),
    ] {
        let cloud = cloud(fields.clone());
        assert_eq!(findings(&cloud, &CloudBeside::default()), expected, "{fields}");
    }
    for (fields, expected) in [
        // Of two services' certificates of one kind each counts for its own.
        (
            json!({"assurances": [
                {"kind": "iso27001", "scope": "SaaS", "relied_on": true, "in_scope": true, "valid_until": "R8.11.23"},
                {"kind": "iso27001", "scope": "IaaS", "relied_on": true, "in_scope": true, "valid_until": "R10.3.31"}]}),
            vec![("cloud_assurance_lapsed", UnlessExcepted)],
        ),
        (relied(json!({"valid_until": null})), vec![("cloud_assurance_no_date", Nothing)]),
        // A check before its day counts, and the next one is due half a year later.
        (
            json!({"status": "approved", "decided_on": "R8.4.1", "next_check_on": "R8.10.1", "checks": [{"on": "R8.9.25"}]}),
            vec![],
        ),
        (
            json!({"status": "approved", "decided_on": "R7.10.1", "next_check_on": "R8.1.10", "checks": [{"on": "R8.1.5"}]}),
            vec![("cloud_check_overdue", Nothing)],
        ),
        // One that is planned counts for nothing.
        (
            json!({"status": "approved", "decided_on": "R8.4.1", "next_check_on": "R8.10.1", "checks": [{"on": "R9.4.1"}]}),
            vec![("cloud_check_overdue", Nothing)],
        ),
        (
            json!({"status": "approved", "decided_on": "R8.4.1", "checks": [{"on": "R8.10.1", "settings_kept": false}]}),
            vec![("cloud_check_failed", Nothing)],
        ),
        // Nobody puts right what was refused.
        (json!({"status": "refused", "manager": null, "section": null}), vec![]),
    ] {
        let cloud = cloud(fields.clone());
        assert_eq!(findings(&cloud, &CloudBeside::default()), expected, "{fields}");
    }
    let beside = CloudBeside { manager_until: "2026-11-23".parse().ok(), ..CloudBeside::default() };
    assert_eq!(findings(&cloud(json!({})), &beside), [("cloud_manager_left", Everything)]);
}

#[test]
fn the_approval_that_came_before_the_contract_is_the_first_and_an_exception_accepts_only_what_had_lapsed_then() {
    let renewed = cloud(json!({"status": "approved", "decided_on": "R9.3.1"}));
    let beside = |first: &str| CloudBeside {
        first_decided_on: Some(first.to_owned()),
        contract_starts_on: Some("2026-04-01".to_owned()),
        ..CloudBeside::default()
    };
    for (first, expected) in [("2026-03-01", CloudState::Met), ("2026-05-01", CloudState::Missing)] {
        let beside = beside(first);
        let assessment = assessed(&renewed, &beside);
        let entry = assessment.requirements.iter().find(|entry| entry.requirement.id == "CL-23").unwrap();
        assert_eq!(entry.state, expected, "{first}");
    }
    let of = |until: &str| {
        let assurance = json!({"kind": "ismap", "relied_on": true, "valid_until": until});
        cloud(json!({"status": "approved", "decided_on": "R8.4.1", "expires_on": "R9.3.31", "assurances": [assurance]}))
    };
    for (until, excepted, expected) in
        [("R8.3.31", true, "2027-03-31"), ("R8.3.31", false, "2026-03-31"), ("R8.9.30", true, "2026-09-30")]
    {
        assert_eq!(of(until).stands_until(excepted).unwrap().to_string(), expected, "{until} {excepted}");
    }
}

#[test]
fn an_approval_stands_until_its_own_day_or_that_of_what_it_relies_on() {
    for (fields, until) in [
        (json!({"expires_on": "R9.3.31"}), Some("2027-03-31")),
        (json!({}), None),
        (
            json!({"expires_on": "R9.3.31", "assurances": [{"kind": "ismap", "relied_on": true, "audited_until": "R7.5.31"}]}),
            Some("2026-09-30"),
        ),
        (
            json!({"expires_on": "R9.3.31", "assurances": [{"kind": "ismap", "audited_until": "R7.5.31"}]}),
            Some("2027-03-31"),
        ),
        (json!({"expires_on": "R9.3.31", "assurances": [{"kind": "pmark", "relied_on": true}]}), Some("2027-03-31")),
    ] {
        let found = cloud(fields.clone()).stands_until(false).map(|day| day.to_string());
        assert_eq!(found.as_deref(), until, "{fields}");
    }
}

#[test]
fn an_exception_accepts_what_had_lapsed_when_it_was_granted_and_not_what_lapses_later() {
    let use_with = |until: &str| {
        cloud(json!({ "status": "approved", "number": "C8-001", "decided_on": "R8.6.1",
            "assurances": [{"kind": "iso27001", "valid_until": until, "relied_on": true, "in_scope": true}] }))
    };
    let granted = Exception { requirement: "CL-20".to_owned(), reason: "更新の審査中のため".to_owned() };
    let beside = CloudBeside { granted: vec![granted], ..CloudBeside::default() };
    let lapsed = |until: &str| {
        let renewed = use_with(until);
        let found = assessed(&renewed, &beside).findings.into_iter();
        found.filter(|it| it.code == "cloud_assurance_lapsed").map(|it| (it.severity, it.hinders)).next()
    };
    assert_eq!(lapsed("R8.5.31"), Some((Severity::Should, Hinders::Nothing)));
    assert_eq!(lapsed("R8.10.1"), Some((Severity::Must, Hinders::UnlessExcepted)), "it lapsed after the decision");
    assert_eq!(lapsed("R9.1.1"), None);
}
