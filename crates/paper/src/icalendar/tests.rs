//! The file is what the standard says, byte by byte, and another library reads back what was written.

use expect_test::expect_file;
use icalendar::parser::{read_calendar, unfold};
use icalendar::{Calendar as Read, CalendarComponent, Component};
use proptest::prelude::*;

use super::*;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn event(uid: &str, on: &str, summary: &str) -> Event {
    Event {
        uid: uid.to_owned(),
        sequence: 0,
        first: day(on),
        last: day(on),
        summary: summary.to_owned(),
        description: String::new(),
        alarms: Vec::new(),
        cancelled: false,
    }
}

fn calendar(method: Method, events: Vec<Event>) -> Calendar {
    Calendar {
        product: "-//Sekisho//Sekisho//JA".to_owned(),
        name: "潮見市の期限".to_owned(),
        organizer: Organizer { name: "潮見市".to_owned(), address: Some("joho@shiomi.example".to_owned()) },
        method,
        stamp: "2026-11-26T00:00:00Z".parse().unwrap(),
        events,
    }
}

fn usual() -> Vec<Event> {
    vec![
        Event {
            description: "受託者：㈱ちぐさ印刷\n所管：税務課; 担当：渡辺, 髙橋\\\u{20BB7}".to_owned(),
            alarms: vec![180, 7, 1, 0],
            ..event(
                "RM-01.R8-020@sekisho",
                "2027-03-31",
                "契約満了（更新・終了の準備）：納税通知書等印刷封入封緘業務委託（令和8年度から令和9年度まで）",
            )
        },
        Event {
            sequence: 2,
            cancelled: true,
            alarms: vec![7],
            ..event("RM-10.R8-011@sekisho", "2028-02-29", "実地検査")
        },
        Event { last: day("2027-01-03"), ..event("closed.2026@sekisho", "2026-12-29", "年末年始の休日") },
    ]
}

#[test]
fn the_file_is_as_it_was() {
    let text = calendar(Method::Publish, usual()).to_ics();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_eq!(text.matches('\r').count(), text.matches("\r\n").count());
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    expect_file!["../../../../tests/calendar/due.ics"].assert_eq(&text.replace("\r\n", "\n"));
}

/// The entries as another library reads them.
fn read(text: &str) -> Vec<icalendar::Event> {
    let read: Read = read_calendar(&unfold(text)).unwrap().into();
    read.components.into_iter().map(|it| it.as_event().unwrap().clone()).collect()
}

#[test]
fn another_library_reads_the_days_and_the_words() {
    let events = usual();
    let text = calendar(Method::Publish, events.clone()).to_ics();
    let read = read(&text);
    assert_eq!(read.len(), 3);
    for (event, read) in events.iter().zip(&read) {
        assert_eq!(read.get_uid(), Some(event.uid.as_str()));
        assert_eq!(read.get_summary(), Some(event.summary.as_str()));
        assert_eq!(read.get_description().unwrap_or_default(), event.description);
        assert_eq!(read.get_sequence(), Some(event.sequence));
        assert_eq!(read.get_start(), Some(event.first.into()));
        assert_eq!(read.get_end(), Some(event.last.succ_opt().unwrap().into()));
        assert_eq!(read.get_status() == Some(icalendar::EventStatus::Cancelled), event.cancelled);
        assert_eq!(read.get_timestamp(), Some("2026-11-26T00:00:00Z".parse().unwrap()));
    }
    let whole: Read = read_calendar(&unfold(&text)).unwrap().into();
    assert_eq!(whole.get_name(), Some("潮見市の期限"));
    assert!(whole.components.iter().all(|it| matches!(it, CalendarComponent::Event(_))));
}

#[test]
fn alarms_ring_at_nine_in_the_morning_so_many_days_before() {
    let text = calendar(Method::Publish, usual()).to_ics();
    let triggers: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("TRIGGER:")).collect();
    assert_eq!(triggers, ["-P179DT15H", "-P6DT15H", "-PT15H", "PT9H"], "none for what is cancelled");
    for (days, trigger) in [180_i64, 7, 1, 0].into_iter().zip(triggers) {
        let number = |from: char, to: char| {
            let (_, rest) = trigger.split_once(from)?;
            rest.split_once(to)?.0.parse::<i64>().ok()
        };
        let hours = number('P', 'D').unwrap_or(0) * 24 + number('T', 'H').unwrap();
        let hours = if trigger.starts_with('-') { -hours } else { hours };
        assert_eq!(hours, 9 - days * 24, "{trigger}");
    }
}

#[test]
fn a_file_that_takes_entries_out_cancels_every_one() {
    let text = calendar(Method::Cancel, usual()).to_ics();
    assert!(text.contains("\r\nMETHOD:CANCEL\r\n"));
    assert_eq!(text.matches("STATUS:CANCELLED").count(), 3);
    assert_eq!(text.matches("VALARM").count(), 0);
}

#[test]
fn an_entry_whose_last_day_is_before_its_first_is_one_of_one_day() {
    let text =
        calendar(Method::Publish, vec![Event { last: day("2026-01-01"), ..event("a", "2026-12-31", "b") }]).to_ics();
    assert!(text.contains("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"));
}

#[test]
fn whose_calendar_it_is_stands_at_every_entry() {
    let mut whose = calendar(Method::Publish, usual());
    assert_eq!(whose.to_ics().matches("\r\nORGANIZER;CN=\"潮見市\":mailto:joho@shiomi.example\r\n").count(), 3);
    whose.organizer = Organizer { name: "総務部\"情報\"\r\n課".to_owned(), address: None };
    assert_eq!(whose.to_ics().matches("\r\nORGANIZER;CN=\"総務部'情報' 課\":invalid:nomail\r\n").count(), 3);
    whose.organizer.address = Some("a@b.example\r\nX:y z".to_owned());
    assert_eq!(whose.to_ics().matches(":mailto:a@b.exampleX:yz\r\n").count(), 3);
}

#[test]
fn no_text_breaks_out_of_its_line() {
    let text = "一行目\r\nEND:VEVENT\rATTENDEE:x\u{2028}\u{7}\u{85}次\u{FFFE}";
    let text = calendar(Method::Publish, vec![event("a\nb", "2026-12-31", text)]).to_ics();
    assert!(text.contains("\r\nUID:a\\nb\r\n"));
    assert!(text.contains("\r\nSUMMARY:一行目\\nEND:VEVENT\\nATTENDEE:x\\n次\r\n"));
    assert_eq!(text.matches("\r\nEND:VEVENT").count(), 1);
}

proptest! {
    #[test]
    fn any_text_survives_folding(summary in "(\\PC|[\n;,\\\\: \t\u{20BB7}\u{E000}]){0,120}", description in "[ぁ-んA-Za-z ,;\\\\\n]{0,400}") {
        let event = Event { description: description.clone(), ..event("u", "2026-12-31", &summary) };
        let text = calendar(Method::Publish, vec![event]).to_ics();
        for line in text.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} bytes", line.len());
            prop_assert!(!line.contains(['\r', '\n']));
        }
        let whole = text.replace("\r\n ", "");
        let value = |name: &str| whole.split("\r\n").find_map(|line| line.strip_prefix(name)).map(plain);
        prop_assert_eq!(value("SUMMARY:"), Some(visible(&summary.replace(['\u{2028}', '\u{2029}'], "\n"))));
        prop_assert_eq!(value("DESCRIPTION:").unwrap_or_default(), description);
    }
}

/// A value read back by the letter of the standard.
fn plain(value: &str) -> String {
    let mut out = String::new();
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next().unwrap() {
                'n' => out.push('\n'),
                sign => out.push(sign),
            },
            ';' | ',' => panic!("{sign} is bare"),
            sign => out.push(sign),
        }
    }
    out
}
