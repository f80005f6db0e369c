//! What goes out comes back: export and import into an empty ledger give equal records.

use ledger::Ledger;
use ledger::exchange::Register;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::office::{Office, counts};

/// A text as people type it, and as spreadsheets fear it.
fn words() -> impl Strategy<Value = String> {
    ("[=+@'\"-]{0,2}", "[業務委託清掃ｶﾅ髙㈱①〜A-z0-9,;'\"=+@ 　]{0,12}", "[託課社]")
        .prop_map(|(first, middle, last)| format!("{first}委{middle}{last}"))
}

fn maybe<T: Into<Value> + Clone + std::fmt::Debug>(strategy: impl Strategy<Value = T>) -> impl Strategy<Value = Value> {
    proptest::option::of(strategy).prop_map(|value| value.map_or(Value::Null, Into::into))
}

fn date() -> impl Strategy<Value = String> {
    (1990_i32..2060, 1_u32..13, 1_u32..29).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
}

fn number() -> impl Strategy<Value = Value> {
    maybe(prop::sample::select(vec!["9992638417394".to_owned(), "8997110659424".to_owned()]))
}

fn record(parts: Vec<(&'static str, Value)>) -> Value {
    let mut record = Map::new();
    for (path, value) in parts {
        match path.split_once('.') {
            None => record.insert(path.to_owned(), value),
            Some((head, rest)) => {
                let inner = record.entry(head).or_insert_with(|| json!({}));
                inner.as_object_mut().unwrap().insert(rest.to_owned(), value)
            }
        };
    }
    Value::Object(record)
}

prop_compose! {
    fn contract()(
        texts in prop::collection::vec(maybe(words()), 8), title in words(), contractor in words(), code in number(),
        start in date(), days in 0_i64..900, signed in maybe(date()), amount in maybe(0_i64..9_000_000_000_000),
        notice in maybe(0_i64..400), auto in maybe(any::<bool>()), pi in maybe(any::<bool>()), mn in maybe(any::<bool>()),
        class in maybe(prop::sample::select(vec!["1", "2", "3A", "3B", "3C"])), persons in maybe(0_i64..1_000_000),
        method in maybe(prop::sample::select(vec!["general", "designated", "negotiated", "proposal", "other"])),
        note in maybe("[一-四a-z,\"]{1,8}\n[=+-]?[五-八]{1,8}"),
    ) -> Value {
        let first: chrono::NaiveDate = start.parse().unwrap();
        let end = (first + chrono::Days::new(days.unsigned_abs())).to_string();
        let [number, section, owner, address, representative, country, parent, document] =
            <[Value; 8]>::try_from(texts).unwrap();
        record(vec![
            ("number", number), ("title", title.into()), ("section", section), ("owner", owner),
            ("contractor.name", contractor.into()), ("contractor.corporate_number", code),
            ("contractor.address", address), ("contractor.representative", representative),
            ("contractor.country", country), ("contractor.parent_country", parent), ("document_number", document),
            ("method", method), ("signed_on", signed.clone()), ("decided_on", signed), ("starts_on", start.into()),
            ("ends_on", end.into()), ("amount_yen", amount), ("auto_renewal", auto), ("notice_days", notice),
            ("note", note), ("facts.handles_personal_info", pi.clone()), ("facts.handles_my_number", mn),
            ("facts.confidentiality", class), ("facts.data_subject_count", persons), ("facts.remote_access", pi),
            ("facts.network_segment", json!(["lgwan", "internet"])), ("facts.subcontract_policy", json!("approval")),
        ])
    }
}

prop_compose! {
    fn cloud()(
        texts in prop::collection::vec(maybe(words()), 6), service in words(), code in number(), decided in date(),
        days in 0_u64..900, users in maybe(0_i64..10_000), ended in maybe(date()),
        class in maybe(prop::sample::select(vec!["1", "2", "3A", "3B", "3C"])),
        status in prop::sample::select(vec!["draft", "applied", "approved", "conditional", "refused", "suspended", "ended"]),
    ) -> Value {
        let until = (decided.parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(days)).to_string();
        let [number, provider, section, manager, purpose, conditions] = <[Value; 6]>::try_from(texts).unwrap();
        record(vec![
            ("number", number), ("service", service.into()), ("provider.name", provider), ("provider.corporate_number", code),
            ("section", section), ("manager", manager), ("purpose", purpose), ("conditions", conditions), ("users", users),
            ("decided_on", decided.into()), ("expires_on", until.into()), ("ended_on", ended), ("status", status.into()),
            ("facts.confidentiality", class), ("facts.certs", json!(["ismap", "iso27001"])),
            ("facts.standard_terms_only", json!(false)), ("user_scope", json!("職員")), ("information", json!("一行目\n二行目")),
            ("starts_on", json!("2026-04-01")), ("ends_on", json!("2027-03-31")), ("next_check_on", json!("2026-10-01")),
            ("budget_yen", json!(1_200_000)), ("domains", json!(["a.example", "b.example"])), ("locations", json!("東京")),
            ("jurisdiction", json!("東京地方裁判所")), ("service_level", json!("99.9%")), ("backup", json!("毎日")),
            ("access_log", json!("1年")), ("responsibility", json!("設定は市")), ("configured_by", json!("情報政策課")),
            ("exit_plan", json!("CSVで返却")), ("security_manager", json!("課長")),
        ])
    }
}

prop_compose! {
    fn account()(
        texts in prop::collection::vec(maybe(words()), 4), name in words(), handle in "[A-Za-z][A-Za-z0-9_]{2,12}",
        mfa in maybe(any::<bool>()), shared in maybe(any::<bool>()), opened in maybe(date()), posted in maybe(date()),
        medium in prop::sample::select(vec!["x", "facebook", "instagram", "line", "youtube", "tiktok", "threads", "note"]),
        status in prop::sample::select(vec!["applied", "active", "suspended", "closed"]),
    ) -> Value {
        let [section, owner, deputy, purpose] = <[Value; 4]>::try_from(texts).unwrap();
        record(vec![
            ("medium", medium.into()), ("name", name.into()), ("handle", format!("@{handle}").into()),
            ("section", section), ("owner", owner), ("deputy", deputy), ("purpose", purpose),
            ("publishable", json!(true)), ("operators", json!(["佐藤 一", "鈴木 花"])), ("opened_on", opened),
            ("last_post_on", posted), ("mfa", mfa), ("shared_login", shared), ("status", status.into()),
            ("facts.sns_two_way", json!(true)),
        ])
    }
}

/// Saves records as they are typed.
fn save(ledger: &mut Ledger, command: &str, records: &[Value]) {
    for record in records {
        ledger::commands::dispatch(ledger, command, json!({ "draft": record })).unwrap();
    }
}

fn export(ledger: &mut Ledger, register: Register, file: &str, dates: &str) -> Vec<Value> {
    let request = json!({ "register": register, "file": file, "dates": dates });
    let result = ledger::commands::dispatch(ledger, "export_save", request).unwrap();
    result["lost"].as_array().unwrap().clone()
}

/// Records of a register without what only the ledger knows of them.
fn records(office: &mut Office, register: Register) -> Vec<Value> {
    let file = office.path("全部.jsonl");
    export(&mut office.ledger, register, &file, "iso");
    let text = std::fs::read_to_string(file).unwrap();
    text.lines()
        .map(|line| {
            let mut record: Value = serde_json::from_str(line).unwrap();
            for field in ["revision", "owner_since", "manager_since", "lineage", "term", "renewed_from"] {
                record.as_object_mut().unwrap().remove(field);
            }
            record
        })
        .collect()
}

/// Compares records field by field, so that a difference can be read.
#[track_caller]
fn assert_same(found: &[Value], expected: &[Value], name: &str) {
    assert_eq!(found.len(), expected.len(), "{name}");
    for (found, expected) in std::iter::zip(found, expected) {
        for (field, value) in expected.as_object().unwrap() {
            assert_eq!(found.get(field), Some(value), "{name}: {field}");
        }
    }
}

/// Takes records out of one ledger in every format and into empty ones.
fn round(register: Register, command: &str, saved: &[Value]) {
    let mut office = Office::new();
    save(&mut office.ledger, command, saved);
    let before = records(&mut office, register);
    assert_eq!(before.len(), saved.len());
    for (name, dates) in
        [("a.xlsx", "wareki"), ("b.xlsx", "iso"), ("c.csv", "wareki"), ("d.csv", "iso"), ("e.jsonl", "iso")]
    {
        let file = office.path(name);
        export(&mut office.ledger, register, &file, dates);
        let mut empty = Office::new();
        let result = empty.import(register, &file);
        assert_eq!(counts(&result), (saved.len(), 0, 0, 0), "{name}: {:?}", result.rejected);
        assert_same(&records(&mut empty, register), &before, name);
        assert_eq!(counts(&empty.import(register, &file)), (0, 0, saved.len(), 0), "{name} again");
        // And into the ledger it came from: nothing changes there.
        assert_eq!(counts(&office.import(register, &file)), (0, 0, saved.len(), 0), "{name} at home");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn contracts_come_back_as_they_went(saved in prop::collection::vec(contract(), 1..4)) {
        round(Register::Contract, "contract_save", &saved);
    }

    #[test]
    fn cloud_uses_come_back_as_they_went(saved in prop::collection::vec(cloud(), 1..4)) {
        round(Register::Cloud, "cloud_save", &saved);
    }

    #[test]
    fn accounts_come_back_as_they_went(saved in prop::collection::vec(account(), 1..4)) {
        round(Register::Sns, "sns_save", &saved);
    }
}

#[test]
fn the_sample_office_comes_back_with_every_list_inside_its_records() {
    let mut office = Office::new();
    office.ledger.load_sample().unwrap();
    for register in [Register::Section, Register::Person, Register::Contract, Register::Cloud, Register::Sns] {
        let before = records(&mut office, register);
        assert!(before.len() > 5, "{register:?}");
        let file = office.path("記録.jsonl");
        export(&mut office.ledger, register, &file, "iso");
        let mut empty = Office::new();
        let result = empty.import(register, &file);
        assert_eq!(counts(&result), (before.len(), 0, 0, 0), "{register:?}: {:?}", result.rejected);
        let bare = |records: Vec<Value>| -> Vec<Value> {
            let ids = ["id", "parent", "pins"];
            records
                .into_iter()
                .map(|mut record| {
                    let fields = record.as_object_mut().unwrap();
                    // Sections get new ids, and annexes as signed are not part of a record.
                    ids.iter().filter(|_| register == Register::Section).for_each(|id| drop(fields.remove(*id)));
                    fields.remove("pins");
                    record
                })
                .collect()
        };
        assert_same(&bare(records(&mut empty, register)), &bare(before), register.code());
        for name in ["台帳.xlsx", "台帳.csv"] {
            let file = office.path(name);
            export(&mut office.ledger, register, &file, "wareki");
            let result = office.import(register, &file);
            assert_eq!(
                (result.created, result.updated, result.rejected_rows),
                (0, 0, 0),
                "{register:?} {name}: {result:?}"
            );
        }
    }
}

#[test]
fn shift_jis_tells_every_character_that_it_lacks() {
    let mut office = Office::new();
    save(
        &mut office.ledger,
        "contract_save",
        &[json!({ "title": "𠮷野〜剝離剤検査", "contractor": { "name": "髙﨑①㈱" }, "starts_on": "R8.4.1" })],
    );
    let file = office.path("台帳.csv");
    let request = json!({ "register": "contract", "file": file, "encoding": "cp932" });
    let result = ledger::commands::dispatch(&mut office.ledger, "export_save", request).unwrap();
    let lost: Vec<_> = result["lost"].as_array().unwrap().iter().map(|it| it["character"].as_str().unwrap()).collect();
    assert_eq!(lost, ["𠮷", "剝"]);
    assert_eq!(result["lost"][0]["column"], "件名");
    // At home the marks do not take the place of what the ledger knows.
    assert_eq!(counts(&office.import(Register::Contract, &file)), (0, 0, 1, 0));
    let mut empty = Office::new();
    empty.import(Register::Contract, &file);
    let contract = empty.ledger.contracts().unwrap().remove(0);
    assert_eq!((contract.title.as_str(), contract.contractor.name.as_str()), ("〓野～〓離剤検査", "髙﨑①㈱"));
}

#[test]
fn the_archive_holds_everything_and_says_what_it_is() {
    let mut office = Office::new();
    office.ledger.load_sample().unwrap();
    let contract = office.ledger.find_contract("R8-020").unwrap();
    if contract.signed_on.is_none() {
        office.ledger.sign_contract(&contract.id, "R8.4.1", contract.revision).unwrap();
    }
    // Somebody applies for a use of the office, and adds a file.
    office.ledger.set_actor("SHIOMI\\k-sato");
    let mut call = |name: &str, request: Value| ledger::commands::dispatch(&mut office.ledger, name, request).unwrap();
    let use_of_it = call("cloud_list", json!({"status": "applied"}))["rows"][0]["id"].clone();
    let revision = call("cloud_show", json!({"id": use_of_it}))["cloud"]["revision"].clone();
    let facts = json!({"confidentiality": "1"});
    let draft = json!({"id": use_of_it, "revision": revision, "purpose": "目的", "section": "税務課", "facts": facts});
    let revision = call("cloud_save", json!({"draft": draft}))["cloud"]["revision"].clone();
    let applied = call("cloud_apply", json!({"id": use_of_it, "revision": revision, "kind": "new"}));
    let terms = office.path("規約.txt");
    std::fs::write(&terms, "第1条").unwrap();
    let request = json!({"id": use_of_it, "revision": applied["cloud"]["revision"], "file": terms});
    let kept = ledger::commands::dispatch(&mut office.ledger, "cloud_attach", request).unwrap();
    let hash = kept["cloud"]["attachments"][0]["hash"].as_str().unwrap().to_owned();
    let file = office.path("全部.zip");
    let saved = ledger::commands::dispatch(&mut office.ledger, "archive_save", json!({ "file": file })).unwrap();
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&file).unwrap()).unwrap();
    let mut text = |name: &str| std::io::read_to_string(zip.by_name(name).unwrap()).unwrap();
    let about: Value = serde_json::from_str(&text("archive.json")).unwrap();
    let mut total = 0;
    for register in ["section", "person", "contract", "cloud", "sns", "contractor", "incident"] {
        let lines: Vec<Value> =
            text(&format!("{register}.jsonl")).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(about["records"][register], lines.len(), "{register}");
        total += lines.len();
        let schema: Value = serde_json::from_str(&text(&format!("schema/{register}.schema.json"))).unwrap();
        for line in &lines {
            let unknown = line.as_object().unwrap().keys().find(|key| schema["properties"].get(key.as_str()).is_none());
            assert_eq!(unknown, None, "{register}: a field that its schema does not know");
        }
        assert!(schema["properties"]["id"]["description"].is_string(), "{register}: the schema explains its fields");
    }
    assert_eq!(saved["rows"], total);
    let application: Value = serde_json::from_str(text("application.jsonl").lines().next().unwrap()).unwrap();
    assert_eq!(application["hash"], applied["application"]["hash"]);
    assert_eq!(text(&format!("evidence/{hash}")), "第1条");
    let history: Vec<Value> = text("history.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(history.last().unwrap()["hash"], about["history_head"]["hash"]);
    assert!(
        zip.file_names().any(|name| name.starts_with(&format!("papers/{}-", contract.id)) && name.ends_with(".docx"))
    );
}
