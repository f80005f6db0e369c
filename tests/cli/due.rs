//! `due`: what falls due, for any day, sorted as other programs expect it.

use icalendar::Component;
use serde_json::Value;

use super::office::Office;

fn due(office: &Office, words: &[&str]) -> Vec<Value> {
    office.json(&[&["due"], words].concat()).as_array().unwrap().clone()
}

fn day(item: &Value) -> &str {
    item["due_on"].as_str().unwrap()
}

#[test]
fn items_have_their_fields_and_their_order() {
    let office = Office::sample();
    let items = due(&office, &["--on", "2026-11-26"]);
    assert!(items.len() > 10, "{}", items.len());
    for item in &items {
        for name in ["rule", "due_on", "notice_on", "owner", "section", "stage"] {
            assert!(item.get(name).is_some(), "{name}: {item}");
        }
        assert!(["contract", "cloud", "sns", "office"].contains(&item["record"]["type"].as_str().unwrap()), "{item}");
        assert!(item["record"]["title"].is_string() && item["notice_on"].as_str().unwrap() <= day(item), "{item}");
    }
    let key = |item: &Value| {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (text(&item["due_on"]), text(&item["rule"]), text(&item["record"]["id"]))
    };
    assert!(items.iter().map(key).is_sorted());
}

#[test]
fn the_day_decides_what_is_overdue() {
    let office = Office::sample();
    for on in ["R8.11.26", "令和８年４月１日", "2026-04-01"] {
        let iso = if on == "R8.11.26" { "2026-11-26" } else { "2026-04-01" };
        for item in due(&office, &["--on", on]) {
            assert_eq!(item["stage"] == "overdue", day(&item) < iso, "{on}: {item}");
        }
    }
    let ends = |on: &str| due(&office, &["--on", on]).iter().any(|it| it["rule"] == "RM-01" && day(it) == "2027-03-31");
    assert!(ends("2027-03-30") && ends("2027-04-01"), "the end of a term stays until it is dealt with");
}

#[test]
fn until_cuts_off_what_comes_later() {
    let office = Office::sample();
    let all = due(&office, &["--on", "2026-11-26", "--until", "2040-01-01"]);
    let until = due(&office, &["--on", "2026-11-26", "--until", "R9.3.31"]);
    let expected: Vec<&Value> = all.iter().filter(|it| day(it) <= "2027-03-31").collect();
    assert_eq!(until.iter().collect::<Vec<_>>(), expected);
    assert!(until.len() < all.len() && !until.is_empty());
    assert_eq!(due(&office, &["--on", "2026-11-26", "--until", "R2.4.1"]), Vec::<Value>::new());
}

#[test]
fn lines_are_for_people_and_in_their_language() {
    let office = Office::sample();
    let ja = office.run(&["due", "--on", "2026-11-26"]).expect(0);
    let en = office.run(&["--lang", "en", "due", "--on", "2026-11-26"]).expect(0);
    assert!(
        ja.out.contains("\t超過\t") && en.out.contains("\toverdue\t") || en.out.contains("\tOverdue\t"),
        "{}",
        en.out
    );
    assert_eq!(ja.out.lines().count(), en.out.lines().count());
    assert!(ja.out.lines().all(|line| line.split('\t').count() == 5), "{}", ja.out);
}

#[test]
fn a_day_that_is_none_is_refused() {
    let office = Office::sample();
    for (words, code) in [
        (["due", "--on", "R9.2.30"], "date_impossible on"),
        (["due", "--on", "明日"], "date_unreadable on"),
        (["due", "--until", "R9.4"], "date_unreadable until"),
    ] {
        assert_eq!(office.refused(&words, "").codes(), [code]);
    }
}

#[test]
fn a_due_date_is_done_put_off_handed_on_and_opened_again() {
    let office = Office::sample();
    let told = |office: &Office| {
        let items = due(office, &["--until", "2040-01-01"]);
        items.into_iter().filter(|it| it["record"]["number"] == "R8-020" && it["rule"] == "RM-01").collect::<Vec<_>>()
    };
    assert_eq!(told(&office).len(), 1);
    assert_eq!(office.refused(&["due", "done", "R8-020", "RM-99", "x"], "").codes(), ["due_gone"]);
    let put_off = office.json(&["due", "snooze", "R8-020", "RM-01", "R9.3.1", "予算の内示待ち"]);
    assert_eq!(put_off["note"], "予算の内示待ち");
    assert!(told(&office).is_empty());
    office.json(&["due", "reopen", "R8-020", "rm-01"]);
    office.json(&["due", "hand-on", "R8-020", "RM-01", "--section", "情報政策課"]);
    assert_eq!(told(&office)[0]["section"], "情報政策課");
    office.json(&["due", "done", "R8-020", "RM-01", "更新しないことを決めた"]);
    assert!(told(&office).is_empty());
}

#[test]
fn a_calendar_and_the_rules_go_through_files() {
    let office = Office::sample();
    let file = office.path("期限 一覧.ics");
    let written = office.json(&["due", "--ics", file.to_str().unwrap()]);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches("BEGIN:VEVENT").count(), usize::try_from(written["open"].as_u64().unwrap()).unwrap());
    let mut rules = office.json(&["due", "rules"]);
    rules["off"] = serde_json::json!(["RM-01"]);
    let file = office.path("規則.json");
    std::fs::write(&file, rules.to_string()).unwrap();
    assert_eq!(office.json(&["due", "rules", "--save", file.to_str().unwrap()])["revision"], 1);
    assert!(due(&office, &["--until", "2040-01-01"]).iter().all(|it| it["rule"] != "RM-01"));
    std::fs::write(&file, "{").unwrap();
    let refused = office.refused(&["due", "rules", "--save", file.to_str().unwrap()], "");
    assert_eq!(refused.codes(), ["json_unreadable"]);
}

#[test]
fn pictures_are_tables_and_letters_are_files() {
    let office = Office::sample();
    let year = office.json(&["due", "timeline", "R8", "--kind", "certificate"]);
    assert_eq!((&year["first"], &year["last"]), (&"2026-04-01".into(), &"2027-09-30".into()));
    assert!(year["rows"].as_array().unwrap().iter().all(|row| row["kind"] == "certificate"));
    assert_eq!(office.json(&["due", "month", "令和8年12月"])["month"], "2026-12");
    let load = office.json(&["due", "load", "2026"]);
    let sections = load["sections"].as_array().unwrap();
    let sum: i64 = sections.iter().map(|section| section["total"]["count"].as_i64().unwrap()).sum();
    assert_eq!(load["all"]["total"]["count"], sum);
    let folder = office.word("文書");
    let until = ["--until", "R9.3.31", "--out", folder.as_str()];
    let letters = office.json(&[&["due", "letters", "company", "--contact", "内線 2345"][..], &until].concat());
    for file in letters["files"].as_array().unwrap() {
        assert!(std::path::Path::new(file["path"].as_str().unwrap()).exists(), "{file}");
    }
    let list = office.json(&[&["due", "print"][..], &until].concat());
    assert!(list["count"].as_i64().unwrap() > 10 && list["path"].as_str().unwrap().ends_with(".docx"), "{list}");
    office.run(&["due", "timeline", "いつか"]).expect(2);
}

#[test]
fn a_calendar_program_reads_the_file_as_another_library_does() {
    let office = Office::sample();
    let path = office.word("期限.ics");
    let written = office.json(&["due", "--ics", &path]);
    let text = std::fs::read_to_string(&path).unwrap();
    let calendar: icalendar::Calendar = text.parse().unwrap();
    let entry = |event: &icalendar::Event| {
        let day = event.property_value("DTSTART").unwrap();
        let (year, rest) = day.split_at(4);
        let (month, day) = rest.split_at(2);
        format!("{month}/{day}/{year} [1] {}", event.get_summary().unwrap())
    };
    let events = calendar.components.iter().filter_map(icalendar::CalendarComponent::as_event);
    let mut expected: Vec<String> = events.map(entry).collect();
    assert_eq!(written["open"], expected.len());
    let mut command = std::process::Command::new("calcurse");
    command.args(["-q", "-D"]).arg(office.path("暦")).arg("-C").arg(office.path("暦の設定")).arg("-i").arg(&path);
    for folder in ["暦", "暦の設定"] {
        std::fs::create_dir(office.path(folder)).unwrap();
    }
    // `cargo xtask test` installs it where there is one.
    let Ok(ran) = command.env("LC_ALL", "C.UTF-8").output() else { return };
    assert!(ran.status.success(), "{ran:?}");
    let kept = std::fs::read_to_string(office.path("暦").join("apts")).unwrap();
    // A whole day, then a mark of its notes, then the summary.
    let plain = |line: &str| {
        let (day, text) = line.split_once(" >").unwrap_or((line, ""));
        let (day, text) =
            if text.is_empty() { day.split_at(day.find(']').unwrap() + 1) } else { (day, text.split_at(40).1) };
        format!("{day} {}", text.trim())
    };
    let mut read: Vec<String> = kept.lines().map(plain).collect();
    expected.sort();
    read.sort();
    assert_eq!(read, expected);
}
