//! The public list of accounts and saved pages beside the register: what is published is what was decided, and each
//! publication tells what changed since the one before.

use std::path::Path;

use serde_json::{Value, json};

use super::clouds::{HARA, OMORI};
use super::office::{Office, offices};
use super::sns::{ITO, staffed_with_pr};

const CONTACT: &str = "広報課\n電話 0123-45-6789";

/// The files of a publication, read back.
struct Files {
    html: String,
    rows: Vec<Vec<String>>,
    data: Value,
}

impl Office {
    #[track_caller]
    fn publish(&mut self, folder: &Path) -> (Value, Files) {
        let answer = self.is_worked_by(ITO).call("sns_publish", json!({"folder": folder}));
        let read = |key: &str| std::fs::read_to_string(answer[key].as_str().unwrap()).unwrap();
        let options = paper::book::ReadOptions::default();
        let csv = Path::new(answer["csv"].as_str().unwrap());
        let book = paper::book::read_book(csv, &options, &mut |_, _| std::ops::ControlFlow::Continue(())).unwrap();
        let cells = |row: &paper::book::SheetRow| {
            let mut cells = vec![String::new(); 8];
            row.cells.iter().for_each(|(column, cell)| cells[*column as usize] = cell.plain().to_string());
            cells
        };
        let rows = book.sheets[0].rows[1..].iter().map(cells).collect();
        let files = Files { html: read("html"), rows, data: serde_json::from_str(&read("json")).unwrap() };
        (answer["list"].clone(), files)
    }

    fn register(&mut self, draft: Value) -> Value {
        self.is_worked_by(OMORI).call("sns_save", json!({"draft": draft}))["sns"]["id"].clone()
    }

    #[track_caller]
    fn close(&mut self, id: &Value, on: &str) {
        self.is_worked_by(HARA).change_sns(id, json!({"closing": {"on": on, "reason": "役目を終えたため"}}));
        self.through(id, "end");
    }
}

fn names(accounts: &Value) -> Vec<String> {
    let name = |account: &Value| account["name"].as_str().unwrap().to_owned();
    accounts.as_array().unwrap().iter().map(name).collect()
}

fn lines(list: &Value, key: &str) -> Vec<String> {
    list[key].as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_list_holds_what_was_decided_and_its_three_files_say_the_same() {
    for mut office in staffed_with_pr("2026-11-26") {
        let folder = tempfile::tempdir().unwrap();
        let approved = office.account_draft(json!({"policy_url": "https://www.city.shiomi.example/sns/kanko"}));
        office.through(&approved, "new");
        office.register(json!({"name": "潮見市 <議会>", "url": "https://x.com/shiomi_gikai", "status": "active"}));
        let asleep = json!({"name": "潮見市防災", "url": "https://x.com/shiomi_bousai", "status": "suspended",
            "confirmations": [{"requirement": "SN-23", "on": "R8.5.1", "source": "棚卸し"}]});
        office.register(asleep);
        let gone = json!({"name": "潮見市移住", "url": "https://www.tiktok.com/@shiomi.iju", "status": "closed", "closed_on": "R8.10.31"});
        office.register(gone);
        office.register(
            json!({"name": "昔の祭り", "url": "https://x.com/old_fes", "status": "closed", "closed_on": "R8.3.31"}),
        );
        office.register(json!({"name": "日の分からない廃止", "url": "https://x.com/when", "status": "closed"}));
        office.register(
            json!({"name": "庁内の試し", "url": "https://x.com/inner", "status": "active", "publishable": false}),
        );
        office.account_draft(json!({"name": "申請したばかり", "url": "https://x.com/brand_new"}));

        let (list, files) = office.publish(folder.path());
        let shown = ["潮見市 <議会>", "潮見市防災", "潮見市観光", "潮見市移住"];
        let mut found = names(&list["accounts"]);
        found.sort();
        let mut sorted = shown.map(str::to_owned);
        sorted.sort();
        assert_eq!(found, sorted, "{}", office.engine);
        let mut held: Vec<_> = list["held"]
            .as_array()
            .unwrap()
            .iter()
            .map(|held| (held["name"].as_str().unwrap(), held["code"].as_str().unwrap()))
            .collect();
        held.sort();
        assert_eq!(
            held,
            [
                ("庁内の試し", "not_publishable"),
                ("日の分からない廃止", "end_unknown"),
                ("潮見市 <議会>", "never_approved"),
                ("潮見市防災", "never_approved"),
                ("申請したばかり", "applied")
            ],
            "{}",
            office.engine
        );
        // Table, data and page have the same rows.
        assert_eq!(names(&files.data["accounts"]), names(&list["accounts"]));
        let of_table: Vec<&str> = files.rows.iter().map(|row| row[1].as_str()).collect();
        assert_eq!(of_table, names(&list["accounts"]));
        let states: Vec<(&str, &str)> = files.rows.iter().map(|row| (row[1].as_str(), row[6].as_str())).collect();
        for (name, state) in [("潮見市観光", "運用中"), ("潮見市防災", "休止中"), ("潮見市移住", "終了")]
        {
            assert!(states.contains(&(name, state)), "{states:?}");
        }
        let page = paper::web::read(files.html.as_bytes());
        let links: Vec<&str> = page.links.iter().map(|link| link.address.as_str()).collect();
        for url in ["https://x.com/shiomi_kanko", "https://x.com/shiomi_gikai", "https://x.com/shiomi_bousai"] {
            assert!(links.contains(&url), "{links:?}");
        }
        for url in ["tiktok", "brand_new", "inner", "old_fes", "/when"] {
            assert!(!links.iter().any(|link| link.contains(url)), "{url}: {links:?}");
        }
        assert!(page.text.contains("令和8年5月1日") && page.text.contains("潮見市 <議会>"), "{}", page.text);
        // The page beside the register: nothing is missing, nothing too much.
        let check = office.call("sns_page_check", json!({"file": folder.path().join("sns-accounts.html")}));
        assert_eq!(check["findings"][0]["code"], "ended", "the page names the ended one as ended: {check}");
        assert_eq!(check["findings"].as_array().unwrap().len(), 1, "{check}");
        assert_eq!(office.call("history_verify", json!({}))["ok"], true, "{}", office.engine);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}

#[test]
fn each_publication_tells_what_changed_since_the_one_before_and_none_is_lost() {
    for mut office in staffed_with_pr("2026-11-26") {
        let folder = tempfile::tempdir().unwrap();
        let kanko = office.account_draft(json!({}));
        office.through(&kanko, "new");
        let other = office.register(json!({"name": "潮見市", "url": "https://x.com/shiomi_city", "status": "active"}));
        assert_eq!(office.call("sns_public_list", json!({}))["published_on"], Value::Null);
        let request = json!({"folder": folder.path(), "contact": CONTACT});
        let first = office.is_worked_by(ITO).call("sns_publish", request)["list"].clone();
        assert_eq!((&first["last_on"], lines(&first, "changes").len()), (&Value::Null, 0), "{}", office.engine);
        let seq = office.call("history_list", json!({})).as_array().unwrap().len();
        // The same day, nothing changed: the same publication, and no row of history.
        let (again, _) = office.publish(folder.path());
        assert_eq!(again, first, "{}", office.engine);
        assert_eq!(office.call("history_list", json!({})).as_array().unwrap().len(), seq);

        office.wait_until("2026-12-01");
        let (list, files) = office.publish(folder.path());
        assert_eq!((&list["last_on"], lines(&list, "changes").len()), (&json!("2026-11-26"), 0));
        assert!(files.html.contains("前回の公表（令和8年11月26日）から変更はありません。"), "{}", office.engine);
        assert!(files.html.contains("電話 0123-45-6789"), "the contact is that of the last publication");

        office.wait_until("2026-12-10");
        office.close(&kanko, "R8.12.10");
        office.is_worked_by(HARA).change_sns(&other, json!({"name": "潮見市公式"}));
        let told = ["「潮見市公式」", "「潮見市観光」（X）の運用を終了しました。"];
        let preview = office.call("sns_public_list", json!({}));
        let (list, files) = office.publish(folder.path());
        let changes = lines(&list, "changes");
        assert_eq!(changes.len(), 2, "{changes:?}");
        assert!(changes[0].contains(told[0]) && changes[1] == told[1], "{changes:?}");
        assert_eq!(lines(&preview, "changes"), changes, "what is shown before is what is told");
        assert_eq!((&preview["published_on"], &list["published_on"]), (&Value::Null, &json!("2026-12-10")));
        assert!(files.html.contains(&format!("<li>{}</li>", told[1])), "{}", office.engine);
        assert_eq!(files.data["last_as_of"], "2026-12-01");
        // Saved once more the same day it still tells them: a second click loses nothing.
        let (again, _) = office.publish(folder.path());
        assert_eq!((lines(&again, "changes"), &again["last_on"]), (changes, &list["last_on"]), "{}", office.engine);

        // Long after, the ended one goes.
        office.wait_until("2027-03-11");
        let (list, _) = office.publish(folder.path());
        assert_eq!(names(&list["accounts"]), ["潮見市公式"]);
        assert_eq!(lines(&list, "changes"), ["「潮見市観光」（X）の掲載を終了しました。"], "{}", office.engine);
        assert_eq!(office.call("history_verify", json!({}))["ok"], true, "{}", office.engine);
    }
}

#[test]
fn a_list_that_says_the_same_is_published_on_later_days_too_and_its_folder_is_known() {
    for mut office in staffed_with_pr("2026-11-26") {
        let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let kanko = office.account_draft(json!({}));
        office.through(&kanko, "new");
        let list = |office: &mut Office| office.call("sns_public_list", json!({}));
        office.publish(first.path());
        office.wait_until("2026-11-27");
        let later = list(&mut office);
        assert_eq!(later["published_on"], "2026-11-26", "{}: another day is no other content", office.engine);
        assert_eq!(later["folder"], json!(first.path()), "{}", office.engine);
        // Written elsewhere on the same day, that is where it is from then on.
        office.publish(first.path());
        office.publish(second.path());
        let moved = list(&mut office);
        assert_eq!((&moved["folder"], &moved["published_on"]), (&json!(second.path()), &json!("2026-11-27")));
        // Neither the history nor the list of publications is torn by it.
        assert_eq!(office.call("history_verify", json!({}))["ok"], true, "{}", office.engine);
        // A day of the end that comes is another content, though nobody changes anything.
        office.close(&kanko, "R8.11.30");
        office.publish(second.path());
        assert_eq!(list(&mut office)["published_on"], "2026-11-27", "{}", office.engine);
        office.wait_until("2026-11-30");
        let ended = list(&mut office);
        assert_eq!((&ended["published_on"], lines(&ended, "changes").len()), (&Value::Null, 1), "{}", office.engine);
    }
}

#[test]
fn what_is_published_is_what_was_approved_also_of_an_account_that_has_ended_or_was_kept_out() {
    for mut office in staffed_with_pr("2026-11-26") {
        let kanko = office.account_draft(json!({}));
        office.through(&kanko, "new");
        office.close(&kanko, "R8.11.26");
        office.is_worked_by(HARA).change_sns(&kanko, json!({"name": "乗っ取り", "url": "https://x.com/someone_else"}));
        let inner = json!({"name": "庁内の試し", "url": "https://x.com/inner", "publishable": false});
        let inner = office.account_draft(inner);
        office.through(&inner, "new");
        office.change_sns(&inner, json!({"publishable": true}));
        let list = office.call("sns_public_list", json!({}));
        assert_eq!(names(&list["accounts"]), ["潮見市観光"], "{}", office.engine);
        assert_eq!(list["accounts"][0]["url"], "https://x.com/shiomi_kanko", "{}", office.engine);
        // One that nobody ever approved is told as such.
        office.register(json!({"name": "潮見市", "url": "https://x.com/shiomi_city", "status": "active"}));
        let list = office.call("sns_public_list", json!({}));
        let held: Vec<&str> = list["held"].as_array().unwrap().iter().filter_map(|one| one["code"].as_str()).collect();
        assert!(held.contains(&"never_approved") && held.contains(&"not_publishable"), "{}: {held:?}", office.engine);
    }
}

#[test]
fn a_change_that_waits_for_its_approval_is_not_announced() {
    for mut office in staffed_with_pr("2026-11-26") {
        let folder = tempfile::tempdir().unwrap();
        let id = office.account_draft(json!({}));
        office.through(&id, "new");
        office.publish(folder.path());
        office.wait_until("2026-11-30");
        let moved = json!({"url": "https://x.com/shiomi_kanko2", "name": "新しい観光"});
        office.is_worked_by(HARA).change_sns(&id, moved);
        let (list, files) = office.publish(folder.path());
        assert_eq!(list["held"][0]["code"], "change_waits", "{}", office.engine);
        assert_eq!((names(&list["accounts"]), lines(&list, "changes").len()), (vec!["潮見市観光".to_owned()], 0));
        assert_eq!(files.data["accounts"][0]["url"], "https://x.com/shiomi_kanko", "{}", office.engine);
        // Refused, the old one still stands; taken out of the list, it goes at once.
        office.is_worked_by(ITO).review_sns(&id);
        let mut request = office.is_worked_by(OMORI).sns_decision(&id, "refused");
        request["note"] = json!("名前は今のままとする。");
        office.call("application_decide", request);
        assert_eq!(names(&office.call("sns_public_list", json!({}))["accounts"]), ["潮見市観光"], "{}", office.engine);
        office.is_worked_by(HARA).change_sns(&id, json!({"publishable": false}));
        assert_eq!(names(&office.call("sns_public_list", json!({}))["accounts"]).len(), 0, "{}", office.engine);
    }
}

#[test]
fn only_those_who_answer_for_the_list_publish_it_and_nothing_is_remembered_that_was_not_written() {
    for mut office in staffed_with_pr("2026-11-26") {
        let folder = tempfile::tempdir().unwrap();
        let request = json!({"folder": folder.path()});
        assert_eq!(office.is_worked_by(HARA).refused("sns_publish", request.clone()), ["role_missing"]);
        let long = json!({"folder": folder.path(), "contact": "長".repeat(10_001)});
        assert_eq!(office.is_worked_by(ITO).refused("sns_publish", long), ["too_long"]);
        assert_eq!(office.refused("sns_publish", json!({"folder": " "})), ["required"]);
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        assert_eq!(office.refused("sns_publish", json!({"folder": file})), ["folder_unwritable"], "{}", office.engine);
        assert_eq!(office.call("sns_public_list", json!({}))["published_on"], Value::Null, "{}", office.engine);
        std::fs::create_dir(folder.path().join("sns-accounts.json")).unwrap();
        assert_eq!(office.refused("sns_publish", request), ["export_unwritable"], "{}", office.engine);
        assert_eq!(office.call("sns_public_list", json!({}))["published_on"], Value::Null, "{}", office.engine);
    }
    let folder = tempfile::tempdir().unwrap();
    for mut office in offices("2026-11-26") {
        assert_eq!(office.refused("sns_publish", json!({"folder": folder.path()})), ["office_unnamed"]);
    }
}

/// A page of the web in Shift_JIS, broken as pages are.
fn shift_jis() -> Vec<u8> {
    let html = "<html><meta charset=Shift_JIS><title>公式SNS</title><ul><li><a href=https://x.com/shiomi_kanko>観光<li>\
        <a href=\"https://www.instagram.com/shiomi.kanko2?igsh=1\">写真</a><li><a href='https://x.com/shiomi_kank0'>こちら</div>\
        <a href=https://bit.ly/3abc>短縮</a> <a href=\"https://x.com/shiomi_old\">昔 <a href=https://x.com/inner";
    let html = format!("{html}>");
    // 公式 観光 写真 昔 短縮 こちら are in the first level of JIS, so that iconv and browsers agree.
    let words = [
        ("公式", &[0x8c, 0xf6, 0x8e, 0xae][..]),
        ("観光", &[0x8a, 0xcf, 0x8c, 0xf5]),
        ("写真", &[0x8e, 0xca, 0x90, 0x5e]),
        ("こちら", &[0x82, 0xb1, 0x82, 0xbf, 0x82, 0xe7]),
        ("短縮", &[0x92, 0x5a, 0x8f, 0x6b]),
        ("昔", &[0x90, 0xcc]),
    ];
    let mut bytes = html.into_bytes();
    for (word, coded) in words {
        while let Some(at) = bytes.windows(word.len()).position(|window| window == word.as_bytes()) {
            bytes.splice(at..at + word.len(), coded.iter().copied());
        }
    }
    assert!(String::from_utf8(bytes.clone()).is_err());
    bytes
}

#[test]
fn a_saved_page_is_compared_however_it_is_written_and_every_finding_is_worded() {
    for mut office in staffed_with_pr("2026-11-26") {
        let folder = tempfile::tempdir().unwrap();
        office.register(json!({"name": "観光", "url": "https://x.com/shiomi_kanko", "status": "active"}));
        office.register(json!({"name": "議会", "url": "https://x.com/shiomi_gikai", "status": "active"}));
        office.register(
            json!({"name": "昔", "url": "https://x.com/shiomi_old", "status": "closed", "closed_on": "R8.1.1"}),
        );
        office
            .register(json!({"name": "試し", "url": "https://x.com/inner", "status": "active", "publishable": false}));
        office.register(json!({"name": "住所不明", "medium": "x", "status": "active"}));
        let before = office.call("history_list", json!({}));
        let file = folder.path().join("sns.html");
        std::fs::write(&file, shift_jis()).unwrap();
        let check = office.is_worked_by(HARA).call("sns_page_check", json!({"file": file}));
        assert_eq!((&check["file"], &check["encoding"]), (&json!("sns.html"), &json!("Shift_JIS")), "{check}");
        assert_eq!(check["title"], "公式SNS");
        let codes: Vec<&str> =
            check["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect();
        assert_eq!(
            codes,
            ["near", "ended", "unpublished", "missing", "stranger", "hidden", "without_address"],
            "{check}"
        );
        let texts: Vec<&str> =
            check["findings"].as_array().unwrap().iter().map(|finding| finding["text"].as_str().unwrap()).collect();
        assert!(texts[0].contains("「観光」と紛らわしい") && texts[0].contains("shiomi_kank0"), "{texts:?}");
        assert!(texts[3].contains("「議会」（X）が載っていません"), "{texts:?}");
        assert!(texts.iter().all(|text| !text.contains('{') && !text.contains("sns.")), "{texts:?}");
        let missing = check["missing"][0].as_str().unwrap();
        assert_eq!(check["accounts"][missing]["name"], "議会", "names come with the ids");
        assert_eq!(office.call("history_list", json!({})), before, "nothing is written");
    }
}

#[test]
fn two_that_are_exchanged_within_the_published_list_are_told_and_a_waiting_change_is_no_difference() {
    for mut office in staffed_with_pr("2026-11-26") {
        let folder = tempfile::tempdir().unwrap();
        let kanko = office.account_draft(json!({}));
        office.through(&kanko, "new");
        office.register(json!({"name": "潮見市防災", "url": "https://x.com/shiomi_bousai", "status": "active"}));
        let (_, files) = office.publish(folder.path());
        let check = |office: &mut Office, html: &str| {
            let file = folder.path().join("saved.html");
            std::fs::write(&file, html).unwrap();
            office.call("sns_page_check", json!({"file": file}))
        };
        assert_eq!(check(&mut office, &files.html)["findings"], json!([]), "{}", office.engine);
        // What waits for its approval is not what the page should say.
        office.is_worked_by(HARA).change_sns(&kanko, json!({"name": "新しい観光", "url": "https://x.com/shiomi_new"}));
        assert_eq!(check(&mut office, &files.html)["findings"], json!([]), "{}", office.engine);
        let swapped = files.html.replace("shiomi_kanko", "?").replace("shiomi_bousai", "shiomi_kanko");
        let found = check(&mut office, &swapped.replace('?', "shiomi_bousai"));
        let told: Vec<(&str, bool)> = found["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["code"].as_str().unwrap(), one["text"].as_str().unwrap().contains("入れ替わっていないか")))
            .collect();
        assert_eq!(told, [("named", true), ("named", true)], "{}: {found}", office.engine);
    }
}

#[test]
fn what_is_no_page_is_refused_with_what_to_do() {
    let mut office = offices("2026-11-26").remove(0);
    let folder = tempfile::tempdir().unwrap();
    let mut check = |name: &str, bytes: &[u8]| {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        office.refused("sns_page_check", json!({"file": file}))
    };
    assert_eq!(check("empty.html", b""), ["page_empty"]);
    assert_eq!(check("blank.html", b" \r\n\t"), ["page_empty"]);
    assert_eq!(check("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), ["page_not_html"]);
    assert_eq!(check("paper.html", b"%PDF-1.7\n<a href=https://x.com/a>"), ["page_not_html"]);
    assert_eq!(check("noise.html", &(0..=255_u8).cycle().take(5_000).collect::<Vec<_>>()), ["page_not_html"]);
    let mail =
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<a href=3D\"x\">";
    assert_eq!(check("page.mhtml", mail), ["page_single_file"]);
    let large = folder.path().join("large.html");
    std::fs::File::create(&large).unwrap().set_len(100 * 1024 * 1024).unwrap();
    let missing = folder.path().join("missing.html");
    for (file, code) in
        [(large, "page_too_large"), (missing, "page_missing"), (folder.path().to_owned(), "page_missing")]
    {
        assert_eq!(office.refused("sns_page_check", json!({"file": file})), [code]);
    }
    // Text without an element, UTF-16 and a page that ends in the middle of a tag are read.
    let wide: Vec<u8> = "<a href='https://x.com/b'>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [
        ("text.txt", b"https://x.com/b".to_vec()),
        ("wide.html", [b"\xFF\xFE".to_vec(), wide].concat()),
        ("broken.html", b"</p><<a href=https://x.com/b></a><!-- <table".to_vec()),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let check = office.call("sns_page_check", json!({"file": file}));
        assert_eq!(check["findings"][0]["code"], "stranger", "{name}: {check}");
    }
}
