//! Calendar files (iCalendar, RFC 5545 and 5546): whole days with alarms, written so that every calendar takes them and
//! the same days give the same bytes.
//! Deliberately not here: what is due, the words of an entry, the clock, and reading.

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::text::visible;

/// What a calendar shall do with a file (METHOD).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Take its entries over, or bring them up to date; those that are cancelled too.
    Publish,
    /// Take its entries out, all of which are cancelled.
    Cancel,
}

/// Whose calendar it is (ORGANIZER), without which a method is none (RFC 5546, 3.2.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organizer {
    /// Name for people.
    pub name: String,
    /// Mail address, where there is one.
    pub address: Option<String>,
}

/// A calendar as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The program that wrote it, such as `-//Sekisho//Sekisho 1.0//JA`.
    pub product: String,
    /// Its name for people.
    pub name: String,
    /// Whose it is.
    pub organizer: Organizer,
    /// What to do with it.
    pub method: Method,
    /// When its entries were made.
    pub stamp: DateTime<Utc>,
    /// Its entries, in their order.
    pub events: Vec<Event>,
}

/// One entry: whole days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What it is the same entry by in every file; not shown.
    pub uid: String,
    /// How often its days or its standing changed; a calendar takes the highest.
    pub sequence: u32,
    /// First day.
    pub first: NaiveDate,
    /// Last day, which is the first for an entry of one day.
    pub last: NaiveDate,
    /// What it is, in one line.
    pub summary: String,
    /// More about it; may have lines.
    pub description: String,
    /// When to remind, each so many days before the first day, at nine in the morning.
    pub alarms: Vec<u32>,
    /// Whether it is settled, so that a calendar strikes it out.
    pub cancelled: bool,
}

/// The hour of an alarm.
const HOUR: u32 = 9;
/// The longest line, in bytes, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

impl Calendar {
    /// The bytes of the file.
    pub fn to_ics(&self) -> String {
        let mut out = String::new();
        line(&mut out, "BEGIN:VCALENDAR");
        line(&mut out, "VERSION:2.0");
        line(&mut out, &format!("PRODID:{}", escaped(&self.product)));
        line(&mut out, "CALSCALE:GREGORIAN");
        line(
            &mut out,
            match self.method {
                Method::Publish => "METHOD:PUBLISH",
                Method::Cancel => "METHOD:CANCEL",
            },
        );
        line(&mut out, &format!("X-WR-CALNAME:{}", escaped(&self.name)));
        let stamp = self.stamp.format("%Y%m%dT%H%M%SZ").to_string();
        let organizer = self.organizer.written();
        for event in &self.events {
            event.write(&mut out, &stamp, &organizer, self.method);
        }
        line(&mut out, "END:VCALENDAR");
        out
    }
}

impl Organizer {
    /// Parameter and value. A name in quotation marks can hold none (RFC 5545, 3.2); `invalid:nomail` is what calendars
    /// write for somebody without an address.
    fn written(&self) -> String {
        let name = visible(&self.name).replace(['\n', '\t'], " ").replace('"', "'");
        let address = self.address.as_deref().unwrap_or_default();
        let address: String = address.chars().filter(|sign| !sign.is_control() && !sign.is_whitespace()).collect();
        match address.is_empty() {
            true => format!("\"{name}\":invalid:nomail"),
            false => format!("\"{name}\":mailto:{address}"),
        }
    }
}

impl Event {
    fn write(&self, out: &mut String, stamp: &str, organizer: &str, method: Method) {
        let cancelled = self.cancelled || method == Method::Cancel;
        line(out, "BEGIN:VEVENT");
        line(out, &format!("UID:{}", escaped(&self.uid)));
        line(out, &format!("DTSTAMP:{stamp}"));
        line(out, &format!("ORGANIZER;CN={organizer}"));
        line(out, &format!("SEQUENCE:{}", self.sequence));
        line(out, &format!("DTSTART;VALUE=DATE:{}", date(self.first)));
        // The end of whole days is the day after the last one (RFC 5545, 3.6.1).
        let last = self.last.max(self.first);
        line(out, &format!("DTEND;VALUE=DATE:{}", date(last.checked_add_days(Days::new(1)).unwrap_or(last))));
        line(out, &format!("SUMMARY:{}", escaped(&self.summary)));
        if !self.description.is_empty() {
            line(out, &format!("DESCRIPTION:{}", escaped(&self.description)));
        }
        line(out, &format!("STATUS:{}", if cancelled { "CANCELLED" } else { "CONFIRMED" }));
        // A day on which something is due is no day on which nobody can be met.
        line(out, "TRANSP:TRANSPARENT");
        // What is settled reminds nobody.
        for days in self.alarms.iter().filter(|_| !cancelled) {
            line(out, "BEGIN:VALARM");
            line(out, "ACTION:DISPLAY");
            line(out, &format!("DESCRIPTION:{}", escaped(&self.summary)));
            line(out, &format!("TRIGGER:{}", before(*days)));
            line(out, "END:VALARM");
        }
        line(out, "END:VEVENT");
    }
}

fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// From midnight of the first day to nine o'clock so many days before (DURATION, RFC 5545, 3.3.6).
fn before(days: u32) -> String {
    let hours = 24 - HOUR;
    match days {
        0 => format!("PT{HOUR}H"),
        1 => format!("-PT{hours}H"),
        days => format!("-P{}DT{hours}H", days - 1),
    }
}

/// A text as a value (TEXT, RFC 5545, 3.3.11), without what no reader can hold.
fn escaped(text: &str) -> String {
    let lines = text.replace(['\u{2028}', '\u{2029}'], "\n");
    let mut out = String::with_capacity(lines.len());
    for sign in visible(&lines).chars() {
        match sign {
            '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', sign]),
            _ => out.push(sign),
        }
    }
    out
}

/// One content line, folded between characters so that no part of it is too long.
fn line(out: &mut String, content: &str) {
    let mut length = 0;
    for sign in content.chars() {
        if length + sign.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(sign);
        length += sign.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests;
