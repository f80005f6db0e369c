//! What falls due reaches people though nobody opens the program: one message for each person and day, at each moment once,
//! also when the server refuses, goes away, or two computers send at once; and a log that shows it.

mod post;

use std::sync::Arc;
use std::thread;

use ledger::due::MemoryPasswords;
use ledger::{Ledger, Target};
use serde_json::{Value, json};

use super::office::{Office, offices};
use post::{Letter, Post};

const DAY: &str = "2027-01-30";

/// An office with its people and a mail server; its contract ends on 31 March, so that it is told 60 days before.
fn posted(post: &Post) -> Vec<(Office, Value)> {
    offices(DAY).into_iter().map(|office| furnished(office, post)).collect()
}

fn furnished(mut office: Office, post: &Post) -> (Office, Value) {
    let mut settings: Value = serde_json::from_str(&sekisho_tests::text("templates/samples/office.json")).unwrap();
    settings["revision"] = 0.into();
    office.call("office_save", json!({"office": settings}));
    for (name, section, mail, roles) in [
        ("渡辺 大輔", "税務課", "watanabe", json!(["applicant"])),
        ("佐藤 健一", "情報政策課", "sato", json!(["security"])),
        ("岸 奈緒", "管財課", "kishi", json!(["procurement"])),
    ] {
        let mail = format!("{mail}@shiomi.example");
        let person = json!({"name": name, "section": section, "email": mail, "accounts": [mail], "roles": roles});
        office.call("person_save", json!({"person": person}));
    }
    let mail = json!({"on": true, "host": "127.0.0.1", "port": post.port, "security": "none", "user": null,
        "from_name": null, "from_address": "kigen@shiomi.example", "revision": 0});
    office.call("mail_save", json!({"settings": mail}));
    office.call(
        "reminder_save",
        json!({"off": ["RM-03", "RM-14", "RM-16", "RM-22", "RM-23"], "changed": {}, "own": [], "revision": 0}),
    );
    let id = office.printing();
    office.change(&id, json!({"facts": {"handles_info_asset": false, "handles_personal_info": false}}));
    (office, id)
}

impl Office {
    #[track_caller]
    fn tell(&mut self) -> Value {
        self.call("due_tell", json!({}))
    }

    /// `name outcome tries` of what the log holds, the newest first.
    fn log(&mut self) -> Vec<String> {
        let log = self.call("due_told", json!({}));
        let digests = log["digests"].as_array().unwrap().clone();
        let text = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
        let mut lines: Vec<String> = digests
            .iter()
            .map(|it| format!("{} {} {} {}", text(it, "on"), text(it, "name"), text(it, "outcome"), it["tries"]))
            .collect();
        lines.sort();
        lines
    }

    fn is_verified(&mut self) -> bool {
        self.call("history_verify", json!({}))["ok"] == true
    }
}

fn to(letters: &[Letter]) -> Vec<&str> {
    letters.iter().map(|letter| letter.to.split('@').next().unwrap()).collect()
}

#[test]
fn a_digest_arrives_after_the_server_has_refused_twice_and_only_once() {
    let post = Post::new();
    for (mut office, _) in posted(&post) {
        post.will_answer(&[("greeting", "421 too busy")]);
        let told = office.tell();
        assert_eq!(told["failed"], 2, "{told:#}");
        assert_eq!(told["messages"][0]["digest"]["problem"]["code"], "mail_later");
        post.will_answer(&[("=", "451 try again later"), ("=", "451 try again later")]);
        assert_eq!(office.tell()["messages"][0]["digest"]["problem"]["code"], "mail_later");
        assert!(post.letters().is_empty());
        assert_eq!(office.log(), ["2027-01-30 岸 奈緒 later 2", "2027-01-30 渡辺 大輔 later 2"], "{}", office.engine);
        assert_eq!(office.tell()["failed"], 0);
        let letters = post.letters();
        assert_eq!(to(&letters), ["kishi", "watanabe"]);
        assert_eq!(letters[1].subject, "【期限のお知らせ】その先1件（潮見市 関所）");
        assert_eq!(letters[1].text, LETTER);
        assert!(letters[1].id.ends_with("@shiomi.example>"), "{}", letters[1].id);
        assert_eq!(office.log(), ["2027-01-30 岸 奈緒 told 3", "2027-01-30 渡辺 大輔 told 3"]);
        let rows = office.call("history_list", json!({"limit": 1000}));
        let rows = rows.as_array().unwrap().iter().filter(|row| row["register"] == "told").count();
        assert_eq!(rows, 2, "of three tries one row for each message");
        for _ in 0..2 {
            assert_eq!(office.tell()["messages"], json!([]));
        }
        assert!(post.letters().is_empty());
        assert!(office.is_verified(), "{}", office.engine);
    }
}

const LETTER: &str = "渡辺 大輔 様

潮見市の委託契約・クラウド利用・公式SNSの台帳から、期限をお知らせします（令和9年1月30日現在）。

■ その先のもの（1件）

・令和9年3月31日（あと60日）　契約満了（更新・終了の準備）
　　対象：R8-020 納税通知書等印刷封入封緘業務委託
　　すること：更新・終了を登録
　　開き方：関所の「業務委託契約」で「R8-020」を探す

対応が済んだら、台帳に記録するか、関所の「期限」で「済み」にしてください。延期や引継ぎもそこで登録できます。

このメールは、潮見市の関所が自動で送っています。返信しても誰にも届きません。";

#[test]
fn one_address_that_is_refused_stops_no_other_and_is_tried_again() {
    let post = Post::new();
    for (mut office, _) in posted(&post) {
        post.will_answer(&[("RCPT TO:<kishi", "550 no such person")]);
        let told = office.tell();
        assert_eq!((&told["failed"], to(&post.letters())), (&json!(1), vec!["watanabe"]), "{told:#}");
        assert_eq!(office.log(), ["2027-01-30 岸 奈緒 refused 1", "2027-01-30 渡辺 大輔 told 1"]);
        let failed = office.call("due_told", json!({"failed": true}));
        assert_eq!((&failed["total"], &failed["digests"][0]["problem"]["code"]), (&json!(1), &json!("mail_refused")));
        assert!(failed["digests"][0]["problem"]["args"]["detail"].as_str().unwrap().contains("550"));
        assert_eq!(office.tell()["failed"], 0);
        assert_eq!(to(&post.letters()), ["kishi"]);
        assert_eq!(office.log(), ["2027-01-30 岸 奈緒 told 2", "2027-01-30 渡辺 大輔 told 1"], "{}", office.engine);
    }
}

#[test]
fn a_connection_that_ends_in_the_text_is_not_taken_for_told_and_the_same_message_goes_again() {
    let post = Post::new();
    for (mut office, _) in posted(&post) {
        post.will_answer(&[("=", "")]);
        let told = office.tell();
        assert_eq!(told["messages"][0]["digest"]["outcome"], "unanswered", "{told:#}");
        assert_eq!(told["messages"][1]["digest"]["outcome"], "told");
        let first = post.letters();
        office.tell();
        let second = post.letters();
        assert_eq!((to(&first), to(&second)), (vec!["kishi", "watanabe"], vec!["watanabe"]), "{}", office.engine);
        assert_eq!(first[1].id, second[0].id, "whoever had it sees that it is the same");
        // Before the text nothing can have been taken.
        office.wait_until("2027-03-01");
        post.will_answer(&[("DATA", "")]);
        assert_eq!(office.tell()["messages"][0]["digest"]["outcome"], "later");
        post.letters();
    }
}

#[test]
fn a_wrong_password_is_said_and_stands_nowhere() {
    let post = Post::new();
    for (mut office, _) in posted(&post) {
        let passwords = Arc::new(MemoryPasswords::default());
        office.keeps_passwords_in(Arc::clone(&passwords));
        let mut mail = office.call("mail_show", json!({}))["settings"].clone();
        mail["user"] = json!("kigen");
        let saved = office.call("mail_save", json!({"settings": mail}));
        assert_eq!(saved["has_password"], false);
        assert_eq!(office.refused("due_tell", json!({})), ["mail_password_missing"]);
        let saved = office.call("mail_save", json!({"settings": saved["settings"], "password": "ひみつ-Zebra42"}));
        assert_eq!(
            (&saved["has_password"], &saved["settings"]["revision"]),
            (&json!(true), &json!(2)),
            "not in the settings"
        );
        // A server that repeats what it was given, as one should not.
        post.will_answer(&[("AUTH", "535 5.7.8 no: ひみつ-Zebra42")]);
        let told = office.tell();
        assert_eq!(told["failed"], 2, "{told:#}");
        assert_eq!(told["messages"][0]["digest"]["problem"]["code"], "mail_password");
        assert!(post.letters().is_empty());
        for (name, request) in [("due_told", json!({})), ("mail_show", json!({})), ("history_list", json!({}))] {
            let said = office.call(name, request).to_string();
            assert!(!said.contains("Zebra42"), "{name}: {said}");
        }
        assert!(!told.to_string().contains("Zebra42"));
        post.will_answer(&[("AUTH", "535 no")]);
        assert_eq!(office.refused("mail_test", json!({"to": "sato@shiomi.example"})), ["mail_password"]);
        assert_eq!(office.call("mail_test", json!({"to": "sato@shiomi.example"}))["answer"], "queued");
        assert_eq!(to(&post.letters()), ["sato"]);
        assert_eq!(office.tell()["failed"], 0);
        post.letters();
        let mut mail = office.call("mail_show", json!({}))["settings"].clone();
        mail["on"] = json!(false);
        assert_eq!(
            office.call("mail_save", json!({"settings": mail}))["has_password"],
            false,
            "forgotten with the server"
        );
        assert_eq!(office.refused("due_tell", json!({})), ["mail_off"]);
        assert!(office.is_verified());
    }
}

#[test]
fn each_moment_is_told_once_and_a_person_gets_one_message_a_day_unless_something_became_overdue() {
    let post = Post::new();
    for (mut office, id) in posted(&post) {
        office.tell();
        post.letters();
        // Weeks in which nothing ran: the latest moment alone.
        office.wait_until("2027-03-26");
        office.tell();
        assert_eq!(to(&post.letters()), ["kishi", "watanabe"]);
        let more = json!({"draft": {"title": "庁舎清掃業務委託", "section": "税務課", "owner": "渡辺 大輔", "starts_on": "R8.4.1", "ends_on": "R9.3.30",
            "auto_renewal": false, "facts": {"handles_info_asset": false, "handles_personal_info": false}}});
        office.call("contract_save", more);
        let held = office.tell();
        assert_eq!((&held["held"], &held["messages"]), (&json!(2), &json!([])), "{held:#}");
        office.change(&id, json!({"ends_on": "R9.3.25"}));
        let told = office.tell();
        assert_eq!(told["messages"].as_array().unwrap().len(), 2, "{told:#}");
        let letters = post.letters();
        assert_eq!(letters[1].subject, "【期限のお知らせ】超過1件・7日以内1件（潮見市 関所）");
        assert!(letters[1].text.find("1日超過") < letters[1].text.find("あと4日"), "what is overdue first");
        assert_eq!(office.tell()["messages"], json!([]));
        // Tomorrow nothing is new but the day: silence, until those above are told.
        office.wait_until("2027-03-27");
        assert_eq!(office.tell()["messages"], json!([]));
        office.wait_until("2027-04-13");
        let letters = {
            office.tell();
            post.letters()
        };
        assert_eq!(to(&letters), ["kishi", "sato", "watanabe"], "{}", office.engine);
        assert!(letters[1].text.contains("期限を過ぎても対応が済んでいない"), "{}", letters[1].text);
    }
}

#[test]
fn what_was_settled_is_not_told_what_was_handed_on_goes_there_and_what_was_put_off_waits() {
    let post = Post::new();
    for (mut office, id) in posted(&post) {
        let place = json!({"register": "contract", "record": id, "rule": "RM-01", "due_on": "2027-03-31"});
        let step = |office: &mut Office, more: Value| {
            let mut request = place.clone();
            request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            office.call("due_act", request)
        };
        step(&mut office, json!({"step": "snooze", "note": "内示待ち", "until": "R9.2.10", "revision": 0}));
        assert_eq!(office.tell()["messages"], json!([]));
        office.wait_until("2027-02-10");
        office.tell();
        assert_eq!(to(&post.letters()), ["kishi", "watanabe"]);
        step(&mut office, json!({"step": "hand_on", "person": "佐藤 健一", "revision": 1}));
        office.tell();
        let letters = post.letters();
        assert_eq!(to(&letters), ["sato"], "{}", office.engine);
        assert!(letters[0].text.contains("引き継がれた"), "{}", letters[0].text);
        step(&mut office, json!({"step": "done", "note": "次期を契約", "revision": 2}));
        office.wait_until("2027-06-30");
        assert_eq!(office.tell()["messages"], json!([]));
    }
}

#[test]
fn a_record_that_nobody_answers_for_is_told_to_the_office_and_never_to_nobody() {
    let post = Post::new();
    for (mut office, id) in posted(&post) {
        office.change(&id, json!({"owner": null, "section": null}));
        office.tell();
        let letters = post.letters();
        assert_eq!(to(&letters), ["kishi", "sato"]);
        assert!(letters[1].text.contains("担当者を決め"), "{}", letters[1].text);
        office.wait_until("2027-03-01");
        let people = office.call("person_list", json!({}));
        for mut person in people.as_array().unwrap().clone() {
            person["email"] = Value::Null;
            office.call("person_save", json!({"person": person}));
        }
        let told = office.tell();
        assert_eq!((&told["messages"], &told["unreached"][0]["rule"]), (&json!([]), &json!("RM-01")), "{told:#}");
        let section = json!({"section": {"name": "情報政策課", "email": " joho@shiomi.example "}});
        office.call("section_save", section);
        office.tell();
        let letters = post.letters();
        assert_eq!(to(&letters), ["joho"], "{}", office.engine);
        assert!(letters[0].text.starts_with("情報政策課 様"), "{}", letters[0].text);
        assert!(office.is_verified());
    }
}

#[test]
fn two_computers_at_one_ledger_tell_nobody_twice() {
    let post = Post::new();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let file = Target { location: path("台帳.db").to_str().unwrap().to_owned(), key_file: Some(path("鍵")) };
    let server = db::testing::postgres_database().map(|location| Target { location, key_file: None });
    for target in [Some(file), server].into_iter().flatten() {
        let (office, _) = furnished(Office::at(Ledger::init(&target).unwrap(), DAY), &post);
        drop(office);
        let run = |target: Target| {
            thread::spawn(move || {
                let mut office = Office::at(Ledger::open(&target).unwrap(), DAY);
                office.tell()["messages"].as_array().unwrap().len()
            })
        };
        let runs: Vec<_> = (0..4).map(|_| run(target.clone())).collect();
        let sent: usize = runs.into_iter().map(|run| run.join().unwrap()).sum();
        assert_eq!((sent, to(&post.letters())), (2, vec!["kishi", "watanabe"]), "{}", target.location);
        assert!(Office::at(Ledger::open(&target).unwrap(), DAY).is_verified());
    }
}

#[test]
fn a_look_ahead_sends_nothing_and_takes_nothing() {
    let post = Post::new();
    for (mut office, _) in posted(&post) {
        let look = office.call("due_tell", json!({"dry_run": true, "on": "R9.3.31"}));
        assert_eq!(look["messages"][1]["digest"]["outcome"], "planned");
        assert!(look["messages"][1]["body"].as_str().unwrap().contains("令和9年3月31日（本日）"), "{look:#}");
        assert!(post.letters().is_empty() && office.log().is_empty());
        office.tell();
        assert_eq!(post.letters().len(), 2, "{}", office.engine);
    }
}

#[test]
fn only_the_security_office_sets_the_server_and_nothing_in_it_becomes_a_header() {
    let post = Post::new();
    for (mut office, _) in posted(&post) {
        let mut mail = office.call("mail_show", json!({}))["settings"].clone();
        office.is_worked_by("watanabe@shiomi.example");
        assert_eq!(office.call("mail_show", json!({}))["may_change"], false);
        mail["host"] = json!("elsewhere");
        assert_eq!(office.refused("mail_save", json!({"settings": mail})), ["role_missing"]);
        office.is_worked_by("sato@shiomi.example");
        let wrong = json!({"on": true, "host": "a b\r\nX", "port": 0, "security": "none", "from_address": "a@b\r\nBcc: c@d.example", "revision": 1});
        assert_eq!(
            office.problems("mail_save", json!({"settings": wrong})),
            json!([["host", "mail_host"], ["from_address", "mail_address"], ["port", "mail_port"]])
        );
        let mut sly = office.call("mail_show", json!({}))["settings"].clone();
        sly["from_name"] = json!("潮見市\r\nBcc: x@y.example");
        office.call("mail_save", json!({"settings": sly}));
        let people = office.call("person_list", json!({}));
        let mut person = people.as_array().unwrap().iter().find(|it| it["name"] == "渡辺 大輔").unwrap().clone();
        person["name"] = json!("渡辺\r\nBcc: x@y.example");
        office.call("person_save", json!({"person": person}));
        office.tell();
        let letters = post.letters();
        assert_eq!(to(&letters), ["kishi", "watanabe"], "{}", office.engine);
        assert!(letters.iter().all(|letter| letter.bcc.is_none()), "{letters:?}");
        assert!(office.is_verified());
    }
}

#[test]
fn the_computer_tells_whoever_works_at_it_each_moment_once() {
    let post = Post::new();
    for (mut office, id) in posted(&post) {
        office.is_worked_by("kishi@shiomi.example");
        let news = office.call("due_news", json!({}));
        assert_eq!(
            (&news["title"], &news["open"], &news["overdue"]),
            (&json!("期限のお知らせ　1件"), &json!(1), &json!(0))
        );
        assert_eq!(news["place"], format!("/contract/{}", id.as_str().unwrap()));
        assert_eq!(news["body"], "令和9年3月31日　契約満了（更新・終了の準備）（納税通知書等印刷封入封緘業務委託）");
        assert_eq!(office.call("due_news", json!({}))["id"], Value::Null, "another window of the same person");
        office.call("due_news_shown", json!({"id": news["id"], "shown": false}));
        let again = office.call("due_news", json!({}));
        assert_eq!(again["id"], news["id"], "what could not be shown is told again");
        office.call("due_news_shown", json!({"id": news["id"], "shown": true}));
        let quiet = office.call("due_news", json!({}));
        assert_eq!(
            (&quiet["id"], &quiet["open"], quiet["lines"].as_array().unwrap().len()),
            (&Value::Null, &json!(1), 1)
        );
        office.wait_until("2027-04-01");
        let news = office.call("due_news", json!({}));
        assert_eq!((&news["overdue"], news["id"].is_string()), (&json!(1), true), "{news:#}");
        office.is_worked_by("sato@shiomi.example");
        assert_eq!(office.call("due_news", json!({}))["open"], 0, "nothing of his");
        office.is_worked_by("nobody-knows");
        assert_eq!(office.call("due_news", json!({}))["open"], 1, "an account that is nobody's sees everything");
        office.tell();
        assert_eq!(post.letters().len(), 2, "mail is another way: {}", office.engine);
        assert!(office.is_verified());
    }
}
