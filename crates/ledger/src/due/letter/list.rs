//! The list of due dates as a paper (期限一覧): lying, a table for each section, nearest first.

use std::collections::BTreeMap;
use std::path::Path;

use paper::{Align, Block, Orientation, Paper, Stamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::WORDS;
use crate::due::{ActState, DueItem, DueQuery, Stage, Whose};
use crate::ledger::Ledger;
use crate::office::pen::{Parts, Pen};
use crate::problem::{Error, Problem};
use crate::wording::Lang;

/// The list of due dates to be written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DueListPaper {
    /// Which dates.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub query: Option<DueQuery>,
    /// Folder.
    pub folder: String,
}

/// A list of due dates that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DuePaper {
    /// Path of the file.
    pub path: String,
    /// Number of dates in it.
    pub count: usize,
}

impl Ledger {
    /// Writes the list of due dates as a Word file; a file that exists with other content is never overwritten.
    ///
    /// # Errors
    /// As `list_due`; `required` for the folder, `folder_unwritable`.
    pub fn write_due_list(&mut self, request: &DueListPaper) -> Result<DuePaper, Error> {
        if request.folder.trim().is_empty() {
            return Err(Problem::at("folder", "required").into());
        }
        let (paper, count) = self.compose_due_list(&request.query.clone().unwrap_or_default())?;
        let folder = Path::new(&request.folder);
        crate::folder::make(folder)?;
        let name = format!("{}.docx", crate::folder::legal_name(&format!("{}_{}", paper.title, paper.stamp.created)));
        Ok(DuePaper { path: crate::folder::write_paper(folder, &name, &paper)?, count })
    }
}

impl Ledger {
    /// The list before it is a file, and how many dates it has.
    ///
    /// # Errors
    /// As `list_due`.
    pub fn compose_due_list(&mut self, query: &DueQuery) -> Result<(Paper, usize), Error> {
        // Papers are Japanese whatever the language of the window.
        let lang = std::mem::replace(&mut self.lang, Lang::Ja);
        let listed = self.list_due(query);
        self.lang = lang;
        let listed = listed?;
        let pen = Pen::new(self, &WORDS)?;
        let conditions = conditions(&pen, query, listed.me.as_deref(), listed.section.as_deref());
        let count = listed.items.len();
        let more = usize::try_from(listed.total).unwrap_or(count).saturating_sub(count);
        Ok((list(&pen, &listed.items, more, &conditions), count))
    }
}

/// Which dates are listed, in words.
fn conditions(pen: &Pen, query: &DueQuery, me: Option<&str>, own: Option<&str>) -> String {
    let whose = match query.whose.unwrap_or_default() {
        Whose::All => None,
        Whose::Mine => me,
        Whose::Section => own,
    };
    let until = query.until.as_deref().and_then(|typed| crate::date::parse(typed).ok());
    let until = until.map(|day| pen.say("list.until", &[("on", &pen.office.style.day(day))]));
    let named = [whose, query.section.as_deref(), query.owner.as_deref()].into_iter().flatten().map(str::to_owned);
    named.chain(until).collect::<Vec<_>>().join(&pen.say("list", &[]))
}

fn list(pen: &Pen, items: &[DueItem], more: usize, conditions: &str) -> Paper {
    let mut parts = Parts::titled(pen, pen.say("list.title", &[]));
    let overdue = items.iter().filter(|item| item.stage == Stage::Overdue && !is_settled(item)).count();
    let day = pen.office.style.day(pen.today);
    let total = items.len() + more;
    parts.subtitle(
        pen.say("list.day", &[("on", &day), ("count", &total.to_string()), ("overdue", &overdue.to_string())]),
    );
    if !conditions.is_empty() {
        parts.paragraph(pen.say("list.conditions", &[("conditions", conditions)]), Align::Left);
    }
    if items.is_empty() {
        parts.paragraph(pen.say("list.none", &[]), Align::Left);
    }
    let mut sections: BTreeMap<(bool, &str), Vec<&DueItem>> = BTreeMap::new();
    for item in items {
        let section = item.section.as_deref().unwrap_or_default();
        sections.entry((section.is_empty(), section)).or_default().push(item);
    }
    for ((nameless, section), own) in sections {
        let name = if nameless { pen.say("list.no_section", &[]) } else { section.to_owned() };
        let text = pen.say("list.section", &[("section", &name), ("count", &own.len().to_string())]);
        parts.blocks.push(Block::Heading { level: 2, text });
        let header = pen.header("list.column", &["on", "left", "what", "object", "owner", "state"]);
        let rows = own.into_iter().map(|item| row(pen, item)).collect();
        parts.table(&[105, 85, 250, 330, 110, 120], header, rows);
    }
    if more > 0 {
        parts.note(pen.say("list.more", &[("count", &more.to_string())]));
    }
    Paper {
        title: pen.say("list.title", &[]),
        orientation: Orientation::Landscape,
        header: pen.office.name.clone(),
        footer: pen.say("list.foot", &[("head", &pen.head)]),
        blocks: parts.blocks,
        stamp: Stamp { created: pen.today.to_string(), author: pen.office.name.clone() },
    }
}

fn row(pen: &Pen, item: &DueItem) -> Vec<String> {
    let days = item.days.unsigned_abs().to_string();
    let left = match item.days {
        ..=-1 => pen.say("list.left.overdue", &[("days", &days)]),
        0 => pen.say("list.left.today", &[]),
        _ => pen.say("list.left.days", &[("days", &days)]),
    };
    let object = match &item.record.number {
        Some(number) => pen.say("heading", &[("number", number), ("text", &item.record.title)]),
        None => item.record.title.clone(),
    };
    let owner = pen.or_none(item.owner.as_deref());
    vec![pen.short_day(&item.due_on), left, item.title.clone(), object, owner, state(pen, item)]
}

fn is_settled(item: &DueItem) -> bool {
    item.act.as_ref().is_some_and(|act| act.state != ActState::Open)
}

fn state(pen: &Pen, item: &DueItem) -> String {
    let Some(act) = &item.act else { return pen.say("list.state.open", &[]) };
    match (act.state, &act.snoozed_until) {
        (ActState::Done, _) => pen.say("list.state.done", &[]),
        (ActState::NotApplicable, _) => pen.say("list.state.not_applicable", &[]),
        (ActState::Open, Some(until)) => pen.say("list.state.snoozed", &[("on", &pen.short_day(until))]),
        (ActState::Open, None) => pen.say("list.state.open", &[]),
    }
}
