//! `due tell`, `told`, `mail` and `install`: people are told by a program that nobody looks at.

use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::json;

use super::office::{Office, finish};

#[test]
fn without_a_mail_server_nothing_is_sent_and_a_look_shows_what_would_be() {
    let office = Office::sample();
    let codes =
        |words: &[&str]| office.refused(words, "").problems.iter().map(|it| it.code.clone()).collect::<Vec<_>>();
    assert_eq!(codes(&["due", "tell"]), ["mail_off"]);
    assert_eq!(codes(&["due", "mail", "test", "--to", "a@shiomi.example"]), ["mail_off"]);
    let look = office.json(&["due", "tell", "--dry-run", "--on", "R8.11.26"]);
    let messages = look["messages"].as_array().unwrap();
    assert!(!messages.is_empty());
    let once: std::collections::BTreeSet<&str> =
        messages.iter().map(|it| it["digest"]["recipient"].as_str().unwrap()).collect();
    assert_eq!(once.len(), messages.len(), "one message for each");
    let told = office.run(&["due", "tell", "--dry-run", "--on", "2026-11-26"]);
    assert!(told.out.contains("令和8年11月26日現在") && told.err.contains("何も送っていません"), "{told:?}");
    assert_eq!(office.json(&["due", "told"])["total"], 0);
}

#[test]
fn a_server_that_is_not_there_is_said_logged_and_told_by_the_exit_code() {
    let office = Office::sample();
    // A port on which nobody listens any more.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
    let set =
        ["due", "mail", "set", "127.0.0.1", "--port", &port, "--security", "none", "--from", "kigen@shiomi.example"];
    assert_eq!(office.json(&set)["settings"]["on"], true);
    let told = office.run(&["due", "tell"]);
    assert_eq!(told.code, 1, "{told:?}");
    assert!(told.err.contains("127.0.0.1") && told.err.contains("次回また送ります"), "{told:?}");
    let log = office.json(&["due", "told", "--failed"]);
    let outcomes = log["digests"].as_array().unwrap().iter().map(|it| (&it["outcome"], &it["problem"]["code"]));
    assert!(log["total"].as_i64().unwrap() > 1);
    for outcome in outcomes {
        assert_eq!(outcome, (&json!("later"), &json!("mail_unreachable")));
    }
    office.run(&["history", "verify"]).expect(0);
    assert_eq!(office.json(&["due", "mail", "off"])["settings"]["on"], false);
    assert_eq!(office.refused(&["due", "mail", "set", "a b", "--from", "x"], "").problems.len(), 2);
}

/// The text of each element of a document, in order.
fn elements(xml: &str) -> Vec<(String, String)> {
    let (mut reader, mut open, mut found) = (Reader::from_str(xml), Vec::new(), Vec::new());
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                open.push(String::from_utf8(start.name().as_ref().to_vec()).unwrap());
                text.clear();
            }
            Event::Text(part) => text.push_str(&part.decode().unwrap()),
            Event::GeneralRef(name) => text.push_str(match &name[..] {
                b"quot" => "\"",
                b"amp" => "&",
                b"lt" => "<",
                _ => ">",
            }),
            Event::End(_) => found.push((open.pop().unwrap(), std::mem::take(&mut text))),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    found
}

#[test]
fn a_task_of_windows_is_well_formed_wide_text_that_runs_daily_and_makes_up_for_what_was_missed() {
    let office = Office::new();
    let mut command = office.command_on(
        "台帳 & <1>.db",
        "鍵 \"1\"",
        &["--json", "due", "install", "--for", "windows", "--at", "８:05"],
    );
    command.env("USERDOMAIN", "SHIOMI").env("USERNAME", "佐藤");
    let written = finish(command, "").expect(0).json();
    let path = written["files"][0]["path"].as_str().unwrap();
    let bytes = std::fs::read(path).unwrap();
    assert_eq!(bytes[..2], [0xFF, 0xFE]);
    let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let xml = String::from_utf16(&units).unwrap();
    let found = elements(&xml);
    let of = |name: &str| found.iter().find(|(own, _)| own == name).unwrap().1.as_str();
    assert_eq!(
        (of("StartBoundary"), of("DaysInterval"), of("StartWhenAvailable")),
        ("2026-04-01T08:05:00", "1", "true")
    );
    // What the schema wants in an order stands in it: of a trigger its own elements, then what kind of trigger it is.
    let order: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    let triggers = order.iter().skip_while(|name| **name != "StartBoundary").take_while(|name| **name != "Triggers");
    assert_eq!(
        triggers.copied().collect::<Vec<_>>(),
        ["StartBoundary", "DaysInterval", "ScheduleByDay", "CalendarTrigger", "UserId", "Delay", "LogonTrigger"]
    );
    assert_eq!((of("UserId"), of("Delay")), ("SHIOMI\\佐藤", "PT2M"), "at the own log-on");
    let (ledger, key) = (office.word("台帳 & <1>.db"), office.word("鍵 \"1\"").replace('"', "\\\""));
    assert_eq!(of("Arguments"), format!("--ledger \"{ledger}\" --key-file \"{key}\" due tell"));
    assert_eq!(written["commands"][0], format!("schtasks /Create /TN \"Sekisho due\" /XML \"{path}\" /F"));
    let gone =
        finish(office.command(&["--json", "due", "install", "--for", "windows", "--remove"]), "").expect(0).json();
    assert_eq!(gone["commands"][0], "schtasks /Delete /TN \"Sekisho due\" /F");
    assert!(!std::path::Path::new(path).exists());
}

#[test]
fn a_password_in_the_address_of_a_server_is_written_into_no_file() {
    let office = Office::new();
    for address in
        ["postgres://taro:secret@db.shiomi.example/sekisho", "postgresql://taro@db/s?sslmode=require&password=secret"]
    {
        for scheduler in ["windows", "systemd"] {
            let refused = office.refused_as(
                |more| {
                    let words = ["due", "install", "--for", scheduler, "--ledger", address];
                    office.bare(&[&words[..], more].concat())
                },
                "",
            );
            assert_eq!(refused.codes(), ["install_password"]);
            assert!(!format!("{refused:?}").contains("secret"), "{refused:?}");
        }
    }
    assert!(!office.path("systemd").exists());
}

#[test]
fn units_of_systemd_run_daily_and_systemd_reads_them() {
    let office = Office::new();
    let command =
        || office.command_on("台帳 $HOME %h \"1\".db", "鍵", &["due", "install", "--for", "systemd", "--at", "8:05"]);
    let shown = finish(
        {
            let mut it = command();
            it.arg("--print");
            it
        },
        "",
    )
    .expect(0);
    assert!(!office.path("systemd").exists(), "only shown: {shown:?}");
    finish(command(), "").expect(0);
    let unit = |name: &str| office.path("systemd/user").join(name);
    let text = |name: &str| std::fs::read_to_string(unit(name)).unwrap();
    let service = text("sekisho-due.service");
    assert!(service.contains("台帳 $$HOME %%h \\\"1\\\".db\" \"--key-file\""), "{service}");
    assert!(text("sekisho-due.timer").contains("OnCalendar=*-*-* 08:05:00"));
    assert!(text("sekisho-due.timer").contains("Persistent=true"));
    let mut verify = Command::new("systemd-analyze");
    verify.args(["--user", "verify"]).arg(unit("sekisho-due.service")).arg(unit("sekisho-due.timer"));
    // A machine without systemd has nothing to say about its files.
    if let Ok(said) = verify.env("XDG_RUNTIME_DIR", office.path("")).env("HOME", office.path("")).output() {
        let said = (said.status.success(), String::from_utf8_lossy(&said.stderr).into_owned());
        assert!(said.0 && !said.1.contains("sekisho-due"), "{}", said.1);
    }
    finish(office.command(&["due", "install", "--for", "systemd", "--remove"]), "").expect(0);
    assert!(!unit("sekisho-due.timer").exists());
    let refused = office.refused(&["due", "install", "--at", "24:00"], "");
    assert_eq!(refused.problems[0].code, "install_time");
}
