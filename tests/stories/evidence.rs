//! Files, logs and public lists beside the register of cloud uses.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::clouds::{HARA, OMORI, SATO, staffed};
use super::office::Office;

fn file(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn names<'a>(list: &'a Value, field: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().filter_map(|row| row[field].as_str()).collect()
}

#[test]
fn a_file_is_kept_by_its_content_and_adding_one_reopens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let terms = file(&folder, "利用規約.txt", "第1条　…");
    for mut office in staffed("2026-11-24") {
        let id = office.survey();
        let view = office.approved(&id);
        office.is_worked_by(HARA);
        let revision = &view["cloud"]["revision"];
        let request = json!({"id": id, "revision": revision, "file": terms, "title": "規約（R8.4版）"});
        let view = office.call("cloud_attach", request.clone());
        let kept = view["cloud"]["attachments"][0].clone();
        assert_eq!(
            (&kept["name"], &kept["title"], &kept["by"]),
            (&json!("利用規約.txt"), &json!("規約（R8.4版）"), &json!("原 千夏"))
        );
        assert_eq!(view["cloud"]["status"], "approved", "{}", office.engine);
        assert_eq!(office.refused("cloud_attach", request), ["changed_elsewhere"]);
        let again = json!({"id": id, "revision": view["cloud"]["revision"], "file": terms});
        assert_eq!(office.refused("cloud_attach", again), ["duplicate"]);
        let out = folder.path().join("out.txt");
        office.call("evidence_save", json!({"hash": kept["hash"], "file": out}));
        assert_eq!(std::fs::read_to_string(&out).unwrap(), "第1条　…", "{}", office.engine);
        let empty = file(&folder, "空.pdf", "");
        let missing = folder.path().join("ない.pdf");
        for (path, code) in [
            (json!(empty), "evidence_empty"),
            (json!(missing), "evidence_missing"),
            (json!(folder.path()), "evidence_missing"),
        ] {
            let request = json!({"id": id, "revision": view["cloud"]["revision"], "file": path});
            assert_eq!(office.refused("cloud_attach", request), [code]);
        }
        // It can be named otherwise and taken off, but not be typed in.
        let typed = json!([{"hash": "0".repeat(64), "name": "偽.pdf"}]);
        let draft = json!({"id": id, "revision": view["cloud"]["revision"], "attachments": typed});
        assert_eq!(office.refused("cloud_save", json!({"draft": draft})), ["attachment_unknown"]);
        let mut renamed = kept.clone();
        (renamed["title"], renamed["by"]) = (json!("別の題"), json!("だれか"));
        let view = office.change_cloud(&id, json!({"attachments": [renamed]}));
        assert_eq!(
            (&view["cloud"]["attachments"][0]["title"], &view["cloud"]["attachments"][0]["by"]),
            (&json!("別の題"), &json!("原 千夏"))
        );
        assert_eq!(office.call("history_verify", json!({}))["ok"], true, "{}", office.engine);
    }
}

#[test]
fn the_proxys_log_shows_what_nobody_approved_and_what_nobody_uses() {
    let folder = tempfile::tempdir().unwrap();
    let log = file(
        &folder,
        "proxy.csv",
        "プロキシ集計　令和8年10月\r\n\r\nドメイン,件数,最終アクセス日時\r\nshiokaze-form.example,\"1,204\",2026-10-30 17:05\r\n\
         cdn.shiokaze-form.example,33,2026-10-01\r\nwww.dropbox.com,52,R8.10.29\r\nchatgpt.com:443,7,2026/10/12\r\n\
         news.example,900,2026-10-31\r\nportal.city.shiomi.example,5000,2026-10-31\r\nintranet,4,\r\nsuspended.example,2,\r\n",
    );
    for mut office in staffed("2026-11-24") {
        let survey = office.survey();
        office.approved(&survey);
        let booking = office.is_worked_by(HARA).booking();
        let fresh = json!([{"kind": "ismap", "audited_until": "R8.5.31", "in_scope": true, "relied_on": true}]);
        office.change_cloud(&booking, json!({"url": "https://umineko.example/app", "assurances": fresh}));
        office.approved(&booking);
        let draft = json!({"service": "停止中", "url": "suspended.example", "section": "税務課", "status": "refused"});
        office.is_worked_by(HARA).call("cloud_save", json!({"draft": draft}));

        let report = office.call("cloud_usage", json!({"file": log, "ignore": ["city.shiomi.example"]}));
        assert_eq!(
            (&report["rows"], &report["unreadable"], &report["hosts"]),
            (&json!(8), &json!(1), &json!(7)),
            "{}",
            office.engine
        );
        assert_eq!(names(&report["unapproved"], "host"), ["dropbox.com", "chatgpt.com", "suspended.example"]);
        let dropbox = &report["unapproved"][0];
        assert_eq!(
            (&dropbox["known_service"], &dropbox["count"], &dropbox["last_on"]),
            (&json!("Dropbox"), &json!(52), &json!("2026-10-29"))
        );
        assert_eq!(report["unapproved"][2]["cloud"]["status_text"], "不承認");
        assert_eq!(names(&report["others"], "host"), ["news.example"], "the office's own pages were to be ignored");
        assert_eq!(
            (names(&report["used"], "service"), &report["used"][0]["count"]),
            (vec!["しおかぜフォーム"], &json!(1237))
        );
        assert_eq!(names(&report["unused"], "service"), ["施設予約サービス"]);

        let other = file(&folder, "other.csv", "名前,値\r\nあ,い\r\n");
        assert_eq!(office.refused("cloud_usage", json!({"file": other})), ["list_no_headings"], "{}", office.engine);
        let mapped = file(&folder, "mapped.csv", "つなぎ先,値\r\nclaude.ai,い\r\n");
        let report = office.call("cloud_usage", json!({"file": mapped, "mapping": {"つなぎ先": "host"}}));
        assert_eq!(names(&report["unapproved"], "host"), ["claude.ai"]);
        let plain = file(&folder, "hosts.txt", "claude.ai\nexample.org\n");
        assert_eq!(office.call("cloud_usage", json!({"file": plain}))["hosts"], 2, "a list of hosts alone");
        let none = file(&folder, "none.csv", "ドメイン,件数\r\nintranet,3\r\n");
        assert_eq!(office.refused("cloud_usage", json!({"file": none})), ["usage_no_hosts"]);
        assert_eq!(office.refused("cloud_usage", json!({"file": log, "ignore": ["社内"]})), ["host_unreadable"]);
    }
}

#[test]
fn a_public_list_carries_a_registration_on_before_it_lapses_and_reopens_one_that_has() {
    let folder = tempfile::tempdir().unwrap();
    let list = file(
        &folder,
        "ismap.csv",
        "登録番号,クラウドサービスの名称,クラウドサービス事業者名,言明対象範囲,登録の有効期限,状態\r\n\
         C21-0001-2,施設予約 クラウド,(株)ウミネコクラウド,施設予約,令和9年9月30日,\r\n\
         C22-0099,しおかぜフォーム,別の会社,フォーム,2027/3/31,更新申請中\r\n",
    );
    for mut office in staffed("2026-09-01") {
        let booking = office.booking();
        office.approved(&booking);
        office.is_worked_by(HARA);
        let survey = office.survey();
        let look = json!({"file": list, "kind": "ismap"});
        let report = office.is_worked_by(SATO).call("cloud_services", look.clone());
        assert_eq!(names(&report["matches"], "by"), ["number", "service"], "{}", office.engine);
        let found = &report["matches"][0];
        assert_eq!(
            (&found["id"], &found["listed"]["valid_until"], &found["taken"]),
            (&booking, &json!("2027-09-30"), &json!(false))
        );
        assert_eq!((&found["differs"], &found["reopens"]), (&json!(true), &json!(false)), "{}", office.engine);
        assert_eq!(office.cloud_view(&booking)["stands_until"], "2026-09-30", "looking changes nothing");

        let take = |ids: Value| json!({"file": list, "kind": "ismap", "choose": ids});
        office.call("cloud_services", take(json!([booking])));
        let view = office.cloud_view(&booking);
        assert_eq!(
            (&view["cloud"]["status"], &view["standing"]),
            (&json!("approved"), &json!("stands")),
            "carried on in time"
        );
        assert_eq!(view["stands_until"], "2027-08-31", "now the approval's own day comes first");
        assert_eq!(view["cloud"]["assurances"][0]["relied_on"], true);
        assert_eq!(office.refused("cloud_services", take(json!([survey, "nobody"]))), ["services_not_matched"]);
        assert_eq!(office.cloud_view(&survey)["cloud"]["assurances"], json!([]), "all or nothing");
        let report = office.call("cloud_services", look);
        assert_eq!(report["matches"][0]["differs"], false, "a second look finds nothing to do");
        let unknown = json!({"file": list, "kind": "iso9001"});
        assert_eq!(office.refused("cloud_services", unknown), ["fact_value_unknown"]);

        // A use whose registration has lapsed comes back, but only through another decision.
        let other = office.is_worked_by(HARA).booking();
        office.change_cloud(&other, json!({"service": "図書予約"}));
        office.approved(&other);
        office.wait_until("2026-10-15");
        assert_eq!(office.cloud_view(&other)["standing"], "lapsed");
        let looked = office.is_worked_by(SATO).call("cloud_services", json!({"file": list, "kind": "ismap"}));
        let told = looked["matches"].as_array().unwrap().iter().find(|row| row["id"] == json!(other)).unwrap();
        assert_eq!(told["reopens"], true, "{}", office.engine);
        let view = office.call("cloud_services", take(json!([other])));
        assert_eq!(view["matches"].as_array().unwrap().iter().filter(|row| row["taken"] == true).count(), 1);
        assert_eq!(office.cloud_view(&other)["cloud"]["status"], "applied", "{}", office.engine);
        office.is_worked_by(OMORI);
        assert!(lapsed_of(&mut office).is_empty());
    }
}

fn lapsed_of(office: &mut Office) -> Vec<String> {
    let inbox = office.call("inbox", json!({}));
    names(&inbox["lapsed"], "service").into_iter().map(str::to_owned).collect()
}

#[test]
fn what_goes_with_a_contract_or_a_use_that_ends_is_shown_until_it_ends_too() {
    for mut office in staffed("2026-11-24") {
        let contract = office.printing();
        let id = office.survey();
        office.change_cloud(&id, json!({"contract": contract}));
        let account = json!({"draft": {"name": "潮見市公式", "url": "https://x.com/shiomi", "cloud": id, "contract": contract,
                "returned_on": "R8.11.20"}});
        office.call("sns_save", account);
        let titles = |view: &Value, list: &str| -> Vec<String> {
            names(&view[list], "title").into_iter().map(str::to_owned).collect()
        };
        assert_eq!(titles(&office.cloud_view(&id), "sns"), ["潮見市公式"], "{}", office.engine);
        let view = office.call("contract_show", json!({"id": contract}));
        assert_eq!(titles(&view, "links"), ["しおかぜフォーム", "潮見市公式"]);
        let told = |view: &Value| names(&view["findings"], "code").contains(&"left_behind");
        assert!(!told(&view), "nothing has ended");
        let revision = &view["contract"]["revision"];
        let close = json!({"id": contract, "revision": revision, "closed_on": "R9.3.31", "note": "終了"});
        let closed = office.call("contract_close", close);
        assert!(told(&closed), "{}: {:#}", office.engine, closed["findings"]);
        // The use ends; the account is still there.
        office.approved(&id);
        office.is_worked_by(HARA).change_cloud(&id, json!({"ending": {"on": "R8.12.31"}}));
        office.apply_for(&id, "end");
        office.is_worked_by(SATO).review(&id, "確かめました。");
        office.is_worked_by(OMORI).decide(&id, "approved", json!({}));
        office.wait_until("2027-01-04");
        let ended = office.cloud_view(&id);
        assert!(told(&ended), "{}: {:#}", office.engine, ended["findings"]);
        let closed = office.call("contract_show", json!({"id": contract}));
        let text =
            closed["findings"].as_array().unwrap().iter().find(|it| it["code"] == "left_behind").unwrap()["text"]
                .clone();
        assert!(text.as_str().unwrap().contains("1件（潮見市公式）"), "{text}");
    }
}
