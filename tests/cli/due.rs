//! `due`: what falls due, for any day, sorted as other programs expect it.

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
        assert_eq!(item["record"]["type"], "contract");
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
