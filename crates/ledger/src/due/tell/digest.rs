//! The words of a message: subject with counts, then what has passed, what comes within a week, and the rest; of each date
//! the day, what it is, the record, what to do and where to find it. Plain text. Pure.

use chrono::NaiveDate;

use super::plan::{ForOne, Item, Parcel};
use crate::due::{OFFICE, Stage};
use crate::wording::{Lang, day as day_text, text as word};

/// Subject and text.
pub struct Text {
    pub subject: String,
    pub body: String,
}

/// The parts of a message, in their order.
const PARTS: [(&str, &[Stage]); 3] =
    [("overdue", &[Stage::Overdue]), ("due", &[Stage::Due]), ("soon", &[Stage::Soon, Stage::Later])];

/// A message to a person or a section.
pub fn text(lang: Lang, office: &str, name: &str, parcel: &Parcel, items: &[Item], day: NaiveDate) -> Text {
    let of = |stages: &[Stage]| -> Vec<(&ForOne, &Item)> {
        let all = parcel.items.iter().map(|one| (one, &items[one.at]));
        all.filter(|(_, item)| stages.contains(&item.item.stage)).collect()
    };
    let mut counts = Vec::new();
    let mut body = vec![
        word(lang, "tell.dear", &[("name", name)]),
        String::new(),
        word(lang, "tell.intro", &[("office", office), ("day", &day_text(lang, &day.to_string()))]),
    ];
    for (part, stages) in PARTS {
        let found = of(stages);
        if found.is_empty() {
            continue;
        }
        let count = found.len().to_string();
        counts.push(word(lang, &format!("tell.count.{part}"), &[("count", &count)]));
        body.push(String::new());
        body.push(word(lang, &format!("tell.part.{part}"), &[("count", &count)]));
        for (one, item) in found {
            body.push(String::new());
            body.extend(lines(lang, one, item));
        }
    }
    body.push(String::new());
    body.push(word(lang, "tell.end", &[("office", office)]));
    let counts = counts.join(&word(lang, "tell.and", &[]));
    Text { subject: word(lang, "tell.subject", &[("counts", &counts), ("office", office)]), body: body.join("\n") }
}

/// One date.
fn lines(lang: Lang, one: &ForOne, item: &Item) -> Vec<String> {
    let due = &item.item;
    let days = due.days.unsigned_abs().to_string();
    let near = match due.days {
        ..=-1 => "late",
        0 => "today",
        _ => "ahead",
    };
    let near = word(lang, &format!("tell.days.{near}"), &[("days", &days)]);
    let on = day_text(lang, &due.due_on);
    let mut lines = vec![word(lang, "tell.line", &[("day", &on), ("near", &near), ("what", &due.title)])];
    let record = match &due.record.number {
        Some(number) => word(lang, "tell.numbered", &[("number", number), ("title", &due.record.title)]),
        None => due.record.title.clone(),
    };
    lines.push(word(lang, "tell.record", &[("record", &record)]));
    if let Some(task) = &item.task {
        lines.push(word(lang, "tell.task", &[("task", task)]));
    }
    let kind = if due.record.kind == OFFICE { OFFICE } else { due.record.kind.as_str() };
    let sought = due.record.number.as_ref().unwrap_or(&due.record.title);
    lines.push(word(lang, &format!("tell.find.{kind}"), &[("record", sought)]));
    for reason in &one.reasons {
        let said = word(lang, &format!("tell.reason.{}", reason.code()), &[]);
        // Whoever answers need not be told why.
        if said != "-" {
            lines.push(said);
        }
    }
    lines
}
