//! The register of cloud uses on every engine: what a save keeps, refuses and leaves in the history, and what lists find.

use serde_json::{Value as Json, json};

use super::{Cloud, CloudDraft, CloudQuery, CloudStatus};
use crate::ledger::Ledger;
use crate::problem::Error;

fn ledgers() -> Vec<(&'static str, Ledger)> {
    let on = |(name, db)| {
        let mut ledger = Ledger::on(db).unwrap();
        ledger.set_today("2026-11-24".parse().unwrap());
        (name, ledger)
    };
    db::testing::engines().into_iter().map(on).collect()
}

fn draft(fields: Json) -> CloudDraft {
    serde_json::from_value(fields).unwrap()
}

fn save(ledger: &mut Ledger, fields: Json) -> Cloud {
    ledger.save_cloud(&draft(fields)).unwrap()
}

/// `field code` of each problem.
fn codes(error: &Error) -> Vec<String> {
    error.problems.iter().map(|it| format!("{} {}", it.field.as_deref().unwrap_or("-"), it.code)).collect()
}

/// A draft with something in every field.
fn everything() -> Json {
    json!({
        "number": "潮ク8-01", "service": "クモノス会議", "provider": { "name": "株式会社クモノス", "corporate_number": "T4993978279828",
            "address": "青嵐市", "representative": "代表", "country": "日本", "parent_country": "日本" },
        "url": "https://kumonosu.example", "section": "情報政策課", "manager": "佐藤 健一", "manager_since": "R8.4.1",
        "purpose": "オンライン会議\n職員のみ", "users": "１２０人", "facts": { "confidentiality": "2", "certs": ["ismap"] },
        "answers": { "CL-01": { "answer": "確認済み", "source": "約款 第3条" } }, "status": "conditional",
        "conditions": "会議の録画をしない", "decided_on": "令和8年4月1日", "expires_on": "2027/3/31", "ended_on": null,
        "contract": "c1", "note": "一行目\n二行目",
    })
}

#[test]
fn a_record_comes_back_as_it_was_saved_and_sent_back_is_not_a_change() {
    for (engine, mut ledger) in ledgers() {
        let saved = save(&mut ledger, everything());
        assert_eq!(ledger.cloud(&saved.id).unwrap(), saved, "{engine}");
        assert_eq!((saved.users, saved.status, saved.revision), (Some(120), CloudStatus::Conditional, 1));
        assert_eq!(saved.provider.corporate_number.as_deref(), Some("4993978279828"));
        assert_eq!(
            (saved.decided_on.as_deref(), saved.expires_on.as_deref()),
            (Some("2026-04-01"), Some("2027-03-31"))
        );
        assert_eq!(saved.answers["CL-01"].source.as_deref(), Some("約款 第3条"));
        let again = save(&mut ledger, serde_json::to_value(&saved).unwrap());
        assert_eq!((again, ledger.history_head().unwrap().seq), (saved, 1), "{engine}");
    }
}

#[test]
fn every_problem_of_a_draft_is_named_at_once_and_nothing_is_saved() {
    for (engine, mut ledger) in ledgers() {
        let wrong = json!({ "service": " ", "provider": { "corporate_number": "1234567890123" }, "users": "多数", "status": "よい",
            "decided_on": "R8.2.30", "expires_on": "いつか", "ended_on": 5, "number": "9".repeat(501), "facts": { "confidentiality": "9" },
            "answers": { "XX-99": { "answer": "x" }, "CL-01": 3 } });
        let error = ledger.save_cloud(&draft(wrong)).unwrap_err();
        assert_eq!(
            codes(&error),
            [
                "service required",
                "number too_long",
                "provider.corporate_number corporate_number_check",
                "users number_unreadable",
                "status value_unreadable",
                "decided_on date_impossible",
                "expires_on date_unreadable",
                "ended_on date_unreadable",
                "facts.confidentiality fact_value_unknown",
                "answers.CL-01 value_unreadable",
                "answers.XX-99 requirement_unknown",
            ],
            "{engine}"
        );
        let reversed = json!({ "service": "s", "decided_on": "R9.4.1", "expires_on": "R8.4.1" });
        assert_eq!(codes(&ledger.save_cloud(&draft(reversed)).unwrap_err()), ["expires_on period_reversed"]);
        assert_eq!((ledger.count_clouds().unwrap(), ledger.history_head().unwrap().seq), (0, 0), "{engine}");
    }
}

#[test]
fn a_new_manager_holds_it_from_today_unless_the_draft_says_since_when() {
    for (engine, mut ledger) in ledgers() {
        let new = save(&mut ledger, json!({ "service": "s", "manager": "甲" }));
        assert_eq!(new.manager_since, None, "{engine}: nobody said");
        let mut change = |revision: i64, mut fields: Json| {
            (fields["id"], fields["revision"]) = (json!(new.id), json!(revision));
            save(&mut ledger, fields).manager_since
        };
        let on = |day: &str| Some(day.to_owned());
        assert_eq!(change(1, json!({ "manager": "乙" })), on("2026-11-24"));
        assert_eq!(change(2, json!({ "manager": "丙", "manager_since": "R9.4.1" })), on("2027-04-01"));
        assert_eq!(change(3, json!({ "manager": "丁", "manager_since": "2027-04-01" })), on("2026-11-24"), "sent back");
        assert_eq!(change(4, json!({ "note": "別の欄" })), on("2026-11-24"));
        assert_eq!(change(5, json!({ "manager_since": "R7.4.1" })), on("2025-04-01"), "corrected");
        assert_eq!(change(6, json!({ "manager": null })), None);
    }
}

#[test]
fn a_stale_save_is_refused_with_who_and_when_and_writes_nothing() {
    for (engine, mut ledger) in ledgers() {
        let first = save(&mut ledger, json!({ "service": "初め" }));
        let second = save(&mut ledger, json!({ "id": first.id, "revision": 1, "service": "次" }));
        for revision in [1, 0, 7] {
            let stale = json!({ "id": first.id, "revision": revision, "service": "後から" });
            let error = ledger.save_cloud(&draft(stale)).unwrap_err();
            assert_eq!(codes(&error), ["- changed_elsewhere"], "{engine} {revision}");
            assert_eq!(error.problems[0].args["by"], ledger.actor(), "{engine}");
        }
        assert_eq!((ledger.cloud(&first.id).unwrap(), ledger.history_head().unwrap().seq), (second, 2), "{engine}");
        let missing = ledger.save_cloud(&draft(json!({ "id": "nobody", "revision": 1, "service": "s" }))).unwrap_err();
        assert_eq!(codes(&missing), ["- record_missing"], "{engine}");
    }
}

#[test]
fn lists_search_filter_sort_and_page() {
    for (engine, mut ledger) in ledgers() {
        for n in 0..9 {
            let status = ["draft", "approved", "ended"][n % 3];
            let section = if n % 2 == 0 { "税務課" } else { "福祉課" };
            save(
                &mut ledger,
                json!({ "service": format!("サービス{n}"), "number": if n == 4 { None } else { Some(format!("R8-{n}")) },
                    "provider": { "name": "㈱クモノス" }, "status": status, "section": section }),
            );
        }
        let mut found = |query: CloudQuery| {
            let page = ledger.list_clouds(&query).unwrap();
            assert_eq!(page.all, 9, "{engine}");
            (page.rows.into_iter().map(|row| row.service.replace("サービス", "")).collect::<String>(), page.total)
        };
        let query = CloudQuery::default;
        assert_eq!(found(query()), ("012356784".to_owned(), 9), "{engine}: unknown numbers last");
        assert_eq!(found(CloudQuery { descending: Some(true), ..query() }).0, "876532104", "{engine}");
        let page = CloudQuery { offset: Some(2), limit: Some(3), ..query() };
        assert_eq!(found(page), ("235".to_owned(), 9), "{engine}");
        assert_eq!(found(CloudQuery { status: Some(CloudStatus::Ended), ..query() }).0, "258", "{engine}");
        let section =
            CloudQuery { section: Some("福祉課".to_owned()), status: Some(CloudStatus::Approved), ..query() };
        assert_eq!(found(section).0, "17", "{engine}");
        for (text, total) in [("株式会社くものす", 9), ("ｻｰﾋﾞｽ3", 1), ("税務 R8", 4), ("%", 0)] {
            assert_eq!(found(CloudQuery { text: Some(text.to_owned()), ..query() }).1, total, "{engine}: {text}");
        }
        let wild = CloudQuery { sort: Some("; DROP".to_owned()), offset: Some(-1), limit: Some(i64::MAX), ..query() };
        assert_eq!(found(wild).1, 9, "{engine}");
    }
}

#[test]
fn a_use_is_found_by_number_before_name_and_the_latest_decision_first() {
    for (engine, mut ledger) in ledgers() {
        let old = save(&mut ledger, json!({ "service": "会議", "number": "R7-1", "decided_on": "R7.4.1" }));
        let new = save(&mut ledger, json!({ "service": "会議", "number": "R8-1", "decided_on": "R8.4.1" }));
        save(&mut ledger, json!({ "service": "会議" }));
        assert_eq!(ledger.find_cloud("R7-1").unwrap(), old, "{engine}");
        assert_eq!(ledger.find_cloud("会議").unwrap(), new, "{engine}");
        assert_eq!(ledger.find_cloud(&old.id).unwrap(), old, "{engine}");
        assert_eq!(codes(&ledger.find_cloud("R9-1").unwrap_err()), ["- record_missing"], "{engine}");
    }
}

#[test]
fn evidence_is_a_file_that_the_use_has() {
    for (engine, mut ledger) in ledgers() {
        let id = ledger.save_cloud(&draft(json!({ "service": "s" }))).unwrap().id;
        let hash = "a".repeat(64);
        let named = |revision: i64, hash: &str| {
            draft(
                json!({ "id": id, "revision": revision, "answers": { "CL-09": { "answer": "conforms", "evidence": hash } } }),
            )
        };
        let error = ledger.save_cloud(&named(1, &hash)).unwrap_err();
        assert_eq!(codes(&error), ["answers.CL-09.evidence evidence_not_attached"], "{engine}");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("規約.txt");
        std::fs::write(&file, "第1条").unwrap();
        let attach = json!({ "id": id, "revision": 1, "file": file });
        let kept =
            ledger.attach_to_cloud(&serde_json::from_value(attach).unwrap()).unwrap().attachments[0].hash.clone();
        ledger.save_cloud(&named(2, &kept)).unwrap();
        // The file stays as long as an answer rests on it.
        let without = draft(json!({ "id": id, "revision": 3, "attachments": [] }));
        assert_eq!(codes(&ledger.save_cloud(&without).unwrap_err()), ["answers.CL-09.evidence evidence_not_attached"]);
        let neither = draft(json!({ "id": id, "revision": 3, "attachments": [], "answers": {} }));
        assert!(ledger.save_cloud(&neither).unwrap().attachments.is_empty(), "{engine}");
    }
}
