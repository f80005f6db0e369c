//! How a letter of an office looks (公文書の書式): number and day at the right, addressee, sender, subject, body, 記, what it is
//! about as a table, by when, where to ask, 以上.

use chrono::NaiveDate;
use paper::{Align, Block, Orientation, Paper, Stamp};

use super::address::{Addressed, Addressee, asked_of_company};
use super::{Frame, LetterKind};
use crate::due::{DueItem, Stage};
use crate::office::pen::{Parts, Pen};
use crate::wording::{Lang, text};

/// Characters of a name in the name of a file.
const NAME_IN_FILE: usize = 30;

/// A letter before it is a file.
#[derive(Debug, Clone, PartialEq)]
pub struct DueLetter {
    /// Name for a file, legal on Windows.
    pub file_name: String,
    /// To whom, in one line.
    pub to: String,
    /// Number of dates in it.
    pub count: usize,
    /// The letter.
    pub paper: Paper,
}

/// Writes one letter.
pub fn letter(pen: &Pen, kind: LetterKind, addressed: &Addressed, frame: &Frame) -> DueLetter {
    let form = if kind == LetterKind::Inquiry { "inquiry" } else { "request" };
    let to = address(pen, &addressed.to);
    let by = weekday(pen, frame.by);
    let about = about(&addressed.items);
    let title = match kind {
        LetterKind::Inquiry => pen.say(&format!("inquiry.title.{about}"), &[]),
        _ => pen.say("request.title", &[]),
    };
    let mut parts = Parts::new(pen, Vec::new());
    let number = match &frame.number {
        Some(number) => pen.say("number", &[("number", number)]),
        None => pen.say("number.blank", &[]),
    };
    parts.paragraph(number, Align::Right);
    parts.paragraph(pen.office.style.day(frame.on), Align::Right);
    gap(&mut parts);
    parts.paragraph(to.join("\n"), Align::Left);
    gap(&mut parts);
    // A section does not write to itself where nobody says who writes.
    let common = || common_section(&addressed.items).filter(|_| kind == LetterKind::Inquiry);
    let section = frame.section.clone().or_else(common);
    let sender = match &section {
        Some(section) => pen.say("sender.section", &[("section", section)]),
        None => pen.office_head(),
    };
    let sealed = kind == LetterKind::Inquiry && pen.office.style.seal_box;
    if sealed {
        parts.blocks.push(Block::SealBox { lines: vec![sender] });
    } else {
        parts.paragraph(sender, Align::Right);
        if kind == LetterKind::Inquiry {
            parts.paragraph(pen.say("no_seal", &[]), Align::Right);
        }
    }
    parts.blocks.push(Block::Title { text: title.clone() });
    let body = match kind {
        LetterKind::Inquiry => vec![
            pen.say("inquiry.greeting", &[]),
            pen.say(&format!("inquiry.body.{about}"), &[]),
            pen.say("inquiry.already", &[]),
        ],
        LetterKind::Section => vec![pen.say("request.body", &[]), pen.say("request.record", &[])],
        LetterKind::Person => vec![pen.say("request.body.person", &[]), pen.say("request.record", &[])],
    };
    parts.paragraph(body.join("\n"), Align::Left);
    parts.paragraph(pen.say("memo", &[]), Align::Center);
    parts.heading(&format!("{form}.part.items"));
    match kind {
        LetterKind::Inquiry => asked(&mut parts, pen, &addressed.items),
        _ => wanted(&mut parts, pen, kind, &addressed.items),
    }
    parts.heading(&format!("{form}.part.by"));
    let later = addressed.items.iter().any(|item| item.due_on > frame.by.to_string());
    let key = if later { format!("{form}.by.later") } else { format!("{form}.by") };
    parts.blocks.push(indented(pen.say(&key, &[("by", &by)])));
    parts.heading(&format!("{form}.part.contact"));
    for line in contact(pen, section.as_deref(), frame) {
        parts.blocks.push(indented(line));
    }
    parts.paragraph(pen.say("end", &[]), Align::Right);
    let name = to_line(&addressed.to);
    let short: String = name.chars().take(NAME_IN_FILE).collect();
    let stem = pen.say(&format!("{form}.file"), &[("to", &short), ("on", &frame.on.to_string())]);
    DueLetter {
        file_name: format!("{}.docx", crate::folder::legal_name(&stem)),
        to: name,
        count: addressed.items.len(),
        paper: Paper {
            title,
            orientation: Orientation::Portrait,
            header: String::new(),
            // What people outside read carries no marks of the ledger.
            footer: String::new(),
            blocks: parts.blocks,
            stamp: Stamp { created: frame.on.to_string(), author: pen.office.name.clone() },
        },
    }
}

/// The addressee in one line, for lists and names of files.
fn to_line(to: &Addressee) -> String {
    match to {
        Addressee::Company { name, .. } => name.clone(),
        Addressee::Section(section) => section.clone(),
        Addressee::Person { section, name } => section.iter().chain([name]).cloned().collect::<Vec<_>>().join(" "),
    }
}

/// The lines of the addressee; a company is named in full.
fn address(pen: &Pen, to: &Addressee) -> Vec<String> {
    match to {
        Addressee::Company { name, representative } => {
            let name = pen
                .listed("company_forms")
                .filter_map(|pair| pair.split_once('='))
                .fold(name.clone(), |name, (short, whole)| name.replace(short, whole));
            match representative {
                Some(representative) => vec![
                    pen.say("to.company.name", &[("name", &name)]),
                    pen.say("to.representative", &[("name", representative)]),
                ],
                None => vec![pen.say("to.company", &[("name", &name)])],
            }
        }
        Addressee::Section(section) => vec![pen.say("to.section", &[("section", section)])],
        Addressee::Person { section, name } => {
            let section = section.iter().map(|section| pen.say("to.person.section", &[("section", section)]));
            section.chain([pen.say("to.person", &[("name", name)])]).collect()
        }
    }
}

/// What a company is asked for, in one table.
fn asked(parts: &mut Parts<'_>, pen: &Pen, items: &[DueItem]) {
    let header = pen.header("column", &["no", "object", "asked", "on", "section"]);
    let row = |(item, number): (&DueItem, usize)| {
        let key = asked_of_company(item).unwrap_or_default();
        let what = match item.rule.as_str() {
            "RM-04" => item.what.as_ref().map(|kind| text(Lang::Ja, &format!("certificate.{kind}"), &[])),
            _ => item.what.clone(),
        };
        let words = pen.say(&key, &[("what", &what.unwrap_or_default()), ("title", &item.title)]);
        let section = pen.or_none(item.section.as_deref());
        vec![number.to_string(), object(pen, item), words, day(pen, item), section]
    };
    parts.table(&[65, 285, 300, 210, 140], header, items.iter().zip(1..).map(row).collect());
}

/// What a section or a person has to do, in one table.
fn wanted(parts: &mut Parts<'_>, pen: &Pen, kind: LetterKind, items: &[DueItem]) {
    let mut columns = vec!["no", "what", "object", "on"];
    let mut widths = vec![65, 325, 400, 210];
    if kind == LetterKind::Section {
        columns.push("owner");
        widths = vec![65, 285, 300, 210, 140];
    }
    let row = |(item, number): (&DueItem, usize)| {
        let mut row = vec![number.to_string(), item.title.clone(), object(pen, item), day(pen, item)];
        if kind == LetterKind::Section {
            row.push(pen.or_none(item.owner.as_deref()));
        }
        row
    };
    parts.table(&widths, pen.header("column", &columns), items.iter().zip(1..).map(row).collect());
}

fn object(pen: &Pen, item: &DueItem) -> String {
    match &item.record.number {
        Some(number) => pen.say("object", &[("number", number), ("title", &item.record.title)]),
        None => item.record.title.clone(),
    }
}

fn day(pen: &Pen, item: &DueItem) -> String {
    let day = pen.day(&item.due_on);
    if item.stage == Stage::Overdue { pen.say("overdue", &[("day", &day)]) } else { day }
}

fn weekday(pen: &Pen, day: NaiveDate) -> String {
    let name = text(Lang::Ja, &format!("ui.weekday.{}", chrono::Datelike::weekday(&day).num_days_from_sunday()), &[]);
    pen.say("weekday", &[("day", &pen.office.style.day(day)), ("weekday", &name)])
}

/// Where to ask: section, whoever wrote, and how to reach them.
fn contact(pen: &Pen, section: Option<&str>, frame: &Frame) -> Vec<String> {
    let place = pen.say("contact.section", &[("section", section.unwrap_or_default())]);
    let name = frame.name.as_ref().map(|name| pen.say("contact.owner", &[("name", name)]));
    let reach = match &frame.contact {
        Some(contact) => pen.say("contact.place", &[("contact", contact)]),
        None => pen.say("contact.place.blank", &[]),
    };
    [Some(place), name, Some(reach)].into_iter().flatten().collect()
}

/// Whether contracts, cloud uses or both are written about.
fn about(items: &[DueItem]) -> &'static str {
    let of = |register: &str| items.iter().all(|item| item.record.kind == register);
    if of("contract") {
        "contract"
    } else if of("cloud") {
        "cloud"
    } else {
        "both"
    }
}

/// The section of all dates, where they have one.
fn common_section(items: &[DueItem]) -> Option<String> {
    let first = items.first()?.section.clone()?;
    items.iter().all(|item| item.section.as_ref() == Some(&first)).then_some(first)
}

/// An empty line.
fn gap(parts: &mut Parts<'_>) {
    parts.blocks.push(Block::Paragraph { text: String::new(), align: Align::Left, indent: 0 });
}

fn indented(text: String) -> Block {
    Block::Paragraph { text, align: Align::Left, indent: 2 }
}
