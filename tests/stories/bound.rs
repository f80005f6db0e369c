//! An approval is bound to what was seen: no edit of a bound field leaves it.

use std::sync::Mutex;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::clouds::{HARA, staffed};
use super::office::Office;

/// A bound field with other values than the approved use has.
fn edits() -> impl Strategy<Value = (String, Value)> {
    let word = "[あ-んア-ン一-龠a-z]{1,12}";
    let text = prop::sample::select(vec![
        "service",
        "url",
        "section",
        "purpose",
        "information",
        "user_scope",
        "locations",
        "jurisdiction",
        "service_level",
        "backup",
        "access_log",
        "responsibility",
        "configured_by",
        "exit_plan",
        "contract",
    ]);
    let day = prop::sample::select(vec!["starts_on", "ends_on"]);
    prop_oneof![
        (text, word).prop_map(|(field, word)| (field.to_owned(), json!(format!("別の{word}")))),
        (day, 1_u32..28).prop_map(|(field, day)| (field.to_owned(), json!(format!("R9.2.{day}")))),
        (1_i64..9_000_000).prop_map(|yen| ("budget_yen".to_owned(), json!(yen))),
        word.prop_map(|word| ("domains".to_owned(), json!([format!("{word}.example")]))),
        word.prop_map(|word| ("provider".to_owned(), json!({"name": word}))),
        word.prop_map(|word| ("provider".to_owned(), json!({"parent_country": word}))),
        word.prop_map(|word| ("subprocessors".to_owned(), json!([{"name": word}]))),
        word.prop_map(|number| ("assurances".to_owned(), json!([{"kind": "iso27001", "number": number}]))),
        word.prop_map(|reason| ("exceptions".to_owned(), json!([{"requirement": "CL-21", "reason": reason}]))),
        word.prop_map(|source| ("answers.CN-02".to_owned(), json!({"answer": "conforms", "source": source}))),
        Just(("answers.CN-02".to_owned(), json!({"answer": "nonconforming", "source": "利用規約 第8条"}))),
        Just(("facts.confidentiality".to_owned(), json!("2"))),
        Just(("facts.handles_personal_info".to_owned(), json!(true))),
        Just(("facts.data_location".to_owned(), json!("overseas"))),
        Just(("facts.network_segment".to_owned(), json!(["lgwan"]))),
        Just(("facts.standard_terms_only".to_owned(), Value::Null)),
    ]
}

/// An edit as a draft: the whole of a group of fields, one of which is changed.
fn draft(cloud: &Value, (field, value): &(String, Value)) -> Value {
    let mut draft = json!({});
    match field.split_once('.') {
        Some((group, name)) => {
            draft[group] = cloud[group].clone();
            draft[group][name] = value.clone();
        }
        None => draft[field] = value.clone(),
    }
    draft
}

fn approved(office: &mut Office, section: usize) -> Value {
    let id = office.is_worked_by(HARA).survey();
    // Each case has a use of its own.
    office.change_cloud(&id, json!({"note": format!("{section}")}));
    office.approved(&id)
}

#[test]
fn no_edit_of_a_bound_field_leaves_the_approval() {
    for office in staffed("2026-11-24") {
        let office = Mutex::new((office, 0));
        let config = ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() };
        let mut runner = proptest::test_runner::TestRunner::new(config);
        let outcome = runner.run(&edits(), |edit| {
            let mut guard = office.lock().unwrap();
            guard.1 += 1;
            let number = guard.1;
            let office = &mut guard.0;
            let view = approved(office, number);
            let changed = office.is_worked_by(HARA).change_cloud(&view["cloud"]["id"], draft(&view["cloud"], &edit));
            prop_assert_eq!(&changed["cloud"]["status"], "applied", "{:?}", edit);
            prop_assert_eq!(&changed["standing"], "none");
            prop_assert_ne!(&changed["hash"], &view["hash"]);
            let told: Vec<&str> =
                changed["changes"].as_array().unwrap().iter().filter_map(|change| change["field"].as_str()).collect();
            let group = edit.0.split('.').next().unwrap();
            prop_assert!(told.iter().any(|field| field.starts_with(group)), "{:?} is told: {:?}", edit, told);
            Ok(())
        });
        outcome.unwrap();
    }
}

#[test]
fn what_is_not_bound_leaves_the_approval_as_it_is() {
    for mut office in staffed("2026-11-24") {
        let view = approved(&mut office, 0);
        let id = &view["cloud"]["id"];
        for fields in [
            json!({"manager": "佐藤 健一"}),
            json!({"security_manager": "課長"}),
            json!({"users": 40}),
            json!({"note": "備考"}),
            json!({"checks": [{"on": "R8.11.24", "checker": "原 千夏", "settings_kept": true}]}),
            json!({"ending": {"on": "R9.3.31"}}),
        ] {
            let changed = office.change_cloud(id, fields.clone());
            assert_eq!(
                (&changed["cloud"]["status"], &changed["hash"]),
                (&json!("approved"), &view["hash"]),
                "{fields}"
            );
        }
    }
}
