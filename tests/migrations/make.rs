//! A small ledger with something in every register and in every field of a record, written over three years.

use std::path::Path;

use db::{Db, DbError, Key, Tx};
use ledger::date::NaiveDate;
use ledger::history::{canonical, sha256};
use ledger::{Ledger, Target, commands};
use serde_json::{Value, json};

/// The key of every ledger here; it protects nothing.
pub const KEY: [u8; 32] = *b"sekisho test fixture, no secret.";

/// Where a ledger is and where its key is, in this folder.
pub fn target(folder: &Path) -> Target {
    std::fs::write(folder.join("key"), KEY).unwrap();
    Target { location: folder.join("a.db").to_str().unwrap().to_owned(), key_file: Some(folder.join("key")) }
}

/// Makes a ledger of the newest schema and gives its bytes.
pub fn ledger(folder: &Path) -> Vec<u8> {
    let target = target(folder);
    fill(&mut Ledger::init(&target).unwrap());
    let mut database = Db::open_sqlite(Path::new(&target.location), &Key::new(KEY)).unwrap();
    database.write(spread).unwrap();
    drop(database);
    std::fs::read(&target.location).unwrap()
}

/// A number that begins with the right check digit.
fn number(rest: &str) -> String {
    let digits = (1..10).map(|digit| format!("{digit}{rest}"));
    digits.into_iter().find(|typed| ledger::corporate_number::parse(typed).is_ok()).unwrap()
}

fn fill(ledger: &mut Ledger) {
    ledger.set_today(NaiveDate::from_ymd_opt(2026, 11, 26).unwrap());
    let mut call = |name: &str, request: Value| commands::dispatch(ledger, name, request).unwrap();
    let mut office: Value = serde_json::from_str(&sekisho_tests::text("templates/samples/office.json")).unwrap();
    office["revision"] = 0.into();
    call("office_save", json!({"office": office}));
    let above = call("section_save", json!({"section": {"name": "総務部", "body": "市長"}}));
    call("section_save", json!({"section": {"name": "税務課", "parent": above["id"], "body": "市長"}}));
    let person = json!({
        "name": "宮﨑 航", "section": "税務課", "email": "k-miyazaki@city.shiomi.example", "accounts": ["SHIOMI\\k-miyazaki"],
        "roles": ["procurement", "auditor"], "from": "R6.4.1", "until": "R9.3.31",
    });
    call("person_save", json!({"person": person}));

    let cleaning = json!({
        "number": "R6-004", "title": "一　庁舎清掃業務委託", "section": "総務部", "owner": "宮﨑 航", "starts_on": "R6.4.1",
        "ends_on": "R7.3.31", "contractor": {"name": "有限会社アケボノ美装"},
        "facts": {"handles_info_asset": false, "onsite_work": true},
    });
    let saved = call("contract_save", json!({"draft": cleaning}))["contract"].clone();
    let signed =
        call("contract_sign", json!({"id": saved["id"], "signed_on": "R6.3.20", "revision": 1}))["contract"].clone();
    let cleaned = saved["id"].clone();
    let closing = json!({
        "id": saved["id"], "closed_on": "R7.3.31", "returned_on": "R7.4.1", "erasure_certificate_on": "R7.4.2", "note": "完了",
        "revision": signed["revision"],
    });
    call("contract_close", closing);

    let printing = call("contract_save", json!({"draft": everything()}))["contract"].clone();
    call("contract_renew", json!({"id": printing["id"], "starts_on": "R9.4.1", "ends_on": "R10.3.31"}));
    let change = json!({"id": printing["id"], "revision": 1, "owner": "𠮷野 \u{E000}", "number": null});
    call("contract_save", json!({"draft": change}));
    call("contract_save", json!({"draft": {"title": "三　件名だけ"}}));

    let cloud = json!({
        "number": "潮ク8-01", "service": "クモノス会議", "url": "https://kumonosu.example", "section": "税務課", "manager": "宮﨑 航",
        "provider": {"name": "株式会社クモノス", "corporate_number": "4993978279828", "address": "青嵐市", "representative": "蜘蛛 網代",
            "country": "日本", "parent_country": "日本"},
        "manager_since": "R8.4.1", "purpose": "会議\n職員のみ", "users": 120, "facts": {"confidentiality": "2", "certs": ["ismap"]},
        "answers": {"CL-01": {"answer": "確認済み", "source": "約款 第3条"}}, "status": "ended", "conditions": "録画しない",
        "decided_on": "R8.4.1", "expires_on": "R9.3.31", "ended_on": "R8.12.1", "contract": printing["id"], "note": "一行目\n二行目",
    });
    let saved = call("cloud_save", json!({"draft": cloud}))["cloud"].clone();
    call("cloud_save", json!({"draft": {"id": saved["id"], "revision": 1, "note": "改めた"}}));
    let account = json!({
        "medium": "x", "name": "潮見市公式", "url": "twitter.com/shiomi_city", "section": "総務部", "owner": "宮﨑 航", "owner_since": "R8.4.1",
        "deputy": "潮 花子", "operators": ["宮﨑 航", "𠮷野 \u{E000}"], "purpose": "広報", "publishable": true, "opened_on": "H24.7.2",
        "last_post_on": "R8.9.30", "listed_url": "https://city.shiomi.example/sns", "mfa": true, "shared_login": false,
        "recovery_holder": "潮 花子", "credentials_changed_on": "R8.4.1", "status": "closed", "closed_on": "R8.10.1",
        "contract": printing["id"], "facts": {"confidentiality": "1"}, "note": "備考",
    });
    call("sns_save", json!({"draft": account}));
    let company = json!({
        "name": "㈱髙橋\u{E000}データ", "corporate_number": number("990001000012"), "representative": "髙橋 一",
        "address": "潮見市1", "country": "日本", "parent": {"name": "親", "country": "米国"}, "spellings": ["高橋データ"],
        "former_names": [{"name": "髙橋商店", "until": "R5.3.31"}], "note": "備考\n二行目",
        "certificates": [{"kind": "iso27001", "number": "IS 1", "scope": "全社", "valid_until": "R9.3.31"}],
        "contacts": [{"name": "担当", "section": "営業", "phone": "0000-00-0000", "email": "a@b.example", "purpose": "incident"}],
        "suspended_from": "R7.4.1", "suspended_until": "R7.6.30", "suspended_reason": "遅延",
    });
    call("contractor_save", json!({"draft": company}));
    let incident = json!({
        "number": "事-1", "title": "一　誤送付", "section": "税務課", "owner": "宮﨑 航", "contract": cleaned, "kinds": ["leak", "other"],
        "suspected": true, "happened_on": "R8.11.20", "found_on": "R8.11.21", "found_by": "委託先", "known_on": "R8.11.22",
        "known_by": "税務課", "contractor_knew_on": "R8.11.21", "contractor_reported_on": "R8.11.22", "personal_info": true,
        "my_number": false, "special_care": null, "ordinance_care": false, "property_damage": true, "malicious": false,
        "persons": 120, "persons_note": "最大", "overview": "送付先の誤り", "items": "氏名", "cause": "手順の省略",
        "secondary_harm": "なし", "response": "おわび", "notice": {"on": "R8.11.25", "how": "郵送", "instead": "公表"},
        "publication": "ウェブサイト", "published_on": "R8.11.24", "prevention": "二人で確かめる", "remarks": "なし",
        "reports": [{"kind": "initial", "on": "R8.11.24", "to": "個人情報保護委員会", "number": "1", "note": "電話でも"}],
    });
    call("incident_save", json!({"draft": incident}));
    let site = tempfile::tempdir().unwrap();
    call("sns_publish", json!({"folder": site.path(), "contact": "広報課\n電話 0000-00-0000"}));
    let own = json!({"id": "潮見-1", "title": "契約書の写しの送付", "anchors": ["contract_start"], "months": 1, "lead_days": [14],
        "to": ["owner"], "when": {"fact": "handles_personal_info", "op": "eq", "value": true}});
    let changed = json!({"RM-01": {"lead_days": [200, 30], "to": ["procurement"]}});
    call("reminder_save", json!({"off": ["RM-22"], "changed": changed, "own": [own], "revision": 0}));
    let due = call("due_list", json!({"until": "2030-01-01"}));
    let steps = [json!({"step": "done", "note": "済み\n二行目"}), json!({"step": "hand_on", "section": "総務部"})];
    for (item, step) in due["items"].as_array().unwrap().iter().zip(steps) {
        let mut request = json!({"register": item["record"]["type"], "record": item["record"]["id"], "rule": item["rule"],
            "what": item["what"], "due_on": item["due_on"]});
        request.as_object_mut().unwrap().extend(step.as_object().unwrap().clone());
        call("due_act", request);
    }
}

/// A draft with something in every field.
fn everything() -> Value {
    json!({
        "number": "R8-017", "title": "二　住民税納税通知書印刷業務委託", "section": "税務課", "owner": "宮﨑 航",
        "owner_since": "R7.4.1",
        "contractor": {
            "name": "㈱シオミ印刷", "corporate_number": "7000012050002", "address": "青嵐市大手町二丁目9番8号",
            "representative": "代表取締役　紬 健太郎", "country": "日本", "parent_country": "日本",
        },
        "method": "designated", "signed_on": "R8.3.20", "starts_on": "R8.4.1", "ends_on": "R9.3.31", "auto_renewal": false,
        "notice_days": 30, "amount_yen": "6,418千円", "decided_on": "R8.3.18", "document_number": "税第12号", "note": "一行目\n二行目",
        "facts": {
            "handles_info_asset": true, "handles_personal_info": true, "confidentiality": "3B", "data_subject_count": 61204,
            "network_segment": ["lgwan", "internet"], "subcontract_policy": "approval", "uses_media": null,
        },
        "subcontracts": [{
            "name": "シオミ運輸", "corporate_number": "7000012050002", "country": "日本", "parent_country": "日本", "tier": 2,
            "scope": "配送", "reason": "車両", "approval_number": "税第20号", "approved_on": "R8.4.10", "starts_on": "R8.5.1",
            "ends_on": "R9.3.31", "personal_info": true,
        }],
        "certificates": [{"kind": "pmark", "number": "10000001", "scope": "本社", "valid_until": "R9.6.30"}],
        "inspections": [{"on": "R8.9.1", "method": "video", "inspector": "潮 花子", "result": "良"}],
        "deliverables": [{"kind": "periodic_report", "title": "上期報告", "due_on": "R8.10.15", "received_on": "R8.10.10"}],
        "waivers": [{
            "requirement": "CT-05", "reason": "短期", "approver": "情報政策課長", "approved_on": "R8.3.1", "document_number": "情第5号",
        }],
        "confirmations": [{"requirement": "SE-01", "on": "R8.3.2", "source": "判断票", "note": "確認済み"}],
    })
}

/// Gives the rows of the history days and an actor that do not depend on who makes this, and chains them anew.
fn spread(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let rows = tx.query(
        "SELECT id, op, register, record_id, before_json, after_json FROM history ORDER BY seq",
        &[],
        |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?, row.opt_text(4)?, row.opt_text(5)?)),
    )?;
    let (mut seq, mut previous) = (0_i64, "0".repeat(64));
    for (id, op, register, record, before, after) in rows {
        seq += 1;
        let at = format!("{}-{:02}-15T01:02:03.004Z", 2024 + seq / 5, 2 * (seq % 5) + 1);
        let by = "SHIOMI\\k-miyazaki";
        let content = json!({
            "id": id, "at": at, "by": by, "op": op, "register": register, "record": record, "before": before, "after": after,
        });
        let hash = sha256(format!("{previous}\n{}", canonical(&content)).as_bytes());
        tx.execute(
            "UPDATE history SET written_at = ?2, actor = ?3, previous_hash = ?4, hash = ?5 WHERE seq = ?1",
            &[seq.into(), at.into(), by.into(), previous.into(), hash.as_str().into()],
        )?;
        previous = hash;
    }
    tx.execute("UPDATE history_head SET hash = ?1", &[previous.into()])?;
    Ok(())
}
