//! What falls due as papers: letters that ask a contractor or provider for what is missing (照会文書), letters that ask a
//! section or a person to act (依頼書), each one for each addressee, and the list of due dates to be printed (期限一覧).
//! Their words are in `templates/letters/letters.json`; who gets which is in `letter/address.rs`.

mod address;
mod list;
mod write;

use std::path::Path;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use list::{DueListPaper, DuePaper};
pub use write::DueLetter;

use super::{DueItem, DueQuery, MOST, store};
use crate::contract::date_code;
use crate::ledger::Ledger;
use crate::office::pen::{Pen, Words, words};
use crate::problem::{Error, Problem};
use crate::wording::Lang;

static WORDS: LazyLock<Words> = LazyLock::new(|| words(include_str!("../../../../templates/letters/letters.json")));

/// Days that an addressee has, where nobody says until when; a closed day moves on to the next open one.
const TIME_TO_ANSWER: u64 = 14;

/// A kind of letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// To contractors and providers, for what they owe (照会文書).
    Inquiry,
    /// To the sections that have to act (依頼書).
    Section,
    /// To the persons who have to act (依頼書).
    Person,
}

/// One due date, as lists name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueKey {
    /// Register of the record.
    pub register: String,
    /// Id of the record.
    pub record: String,
    /// Id of the rule.
    pub rule: String,
    /// Which of several.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub what: Option<String>,
    /// ISO date.
    pub due_on: String,
}

impl DueKey {
    fn is(&self, item: &DueItem) -> bool {
        (self.register.as_str(), &self.record, &self.rule, &self.what, &self.due_on)
            == (item.record.kind.as_str(), &item.record.id, &item.rule, &item.what, &item.due_on)
    }
}

/// Letters to be written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DueLettersSave {
    /// Which.
    pub kind: LetterKind,
    /// The dates; without any, all that the query lists and that fit.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub items: Option<Vec<DueKey>>,
    /// Which dates are listed.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub query: Option<DueQuery>,
    /// Number of the document (文書番号); room for it without one.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub number: Option<String>,
    /// Day of the letter as typed; today without one.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub on: Option<String>,
    /// Day by which to answer, as typed; two weeks without one.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub by: Option<String>,
    /// The section that writes; without one that of whoever works, else that of all dates of the letter.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub section: Option<String>,
    /// Telephone or mail address for questions.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub contact: Option<String>,
    /// Folder.
    pub folder: String,
}

/// A letter that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrittenLetter {
    /// Path of the file.
    pub path: String,
    /// To whom.
    pub to: String,
    /// Number of dates in it.
    pub count: usize,
}

/// Letters that were written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DueLetters {
    /// The letters, by addressee.
    pub files: Vec<WrittenLetter>,
    /// Dates that are in none, because nobody outside owes anything for them, or nobody is named.
    pub left_out: Vec<DueItem>,
}

/// What all letters of a run share.
struct Frame {
    number: Option<String>,
    on: NaiveDate,
    by: NaiveDate,
    /// Section of whoever writes.
    section: Option<String>,
    /// Name of whoever writes.
    name: Option<String>,
    contact: Option<String>,
}

impl Ledger {
    /// Writes letters as Word files, one for each addressee with everything that concerns it; a file that exists with other
    /// content is never overwritten.
    ///
    /// # Errors
    /// `letters_none` if no date concerns anybody, `letter_by_before` for an answer before the letter, `required` for the folder,
    /// `date_unreadable` and its like, `folder_unwritable`.
    pub fn write_due_letters(&mut self, request: &DueLettersSave) -> Result<DueLetters, Error> {
        if request.folder.trim().is_empty() {
            return Err(Problem::at("folder", "required").into());
        }
        let (letters, left_out) = self.compose_due_letters(request)?;
        if letters.is_empty() {
            return Err(Error::code("letters_none"));
        }
        let folder = Path::new(&request.folder);
        crate::folder::make(folder)?;
        let mut files = Vec::new();
        for letter in letters {
            let path = crate::folder::write_paper(folder, &letter.file_name, &letter.paper)?;
            files.push(WrittenLetter { path, to: letter.to, count: letter.count });
        }
        Ok(DueLetters { files, left_out })
    }

    /// The letters before they are files, and the dates that are in none.
    ///
    /// # Errors
    /// As `write_due_letters`, but for the folder and for a run without any letter.
    pub fn compose_due_letters(&mut self, request: &DueLettersSave) -> Result<(Vec<DueLetter>, Vec<DueItem>), Error> {
        let frame = self.letter_frame(request)?;
        // Papers are Japanese whatever the language of the window.
        let lang = std::mem::replace(&mut self.lang, Lang::Ja);
        let letters = self.letters(request, &frame);
        self.lang = lang;
        letters
    }

    fn letters(&mut self, request: &DueLettersSave, frame: &Frame) -> Result<(Vec<DueLetter>, Vec<DueItem>), Error> {
        let items = self.chosen(request.items.as_deref(), request.query.as_ref())?;
        let (addressed, left_out) = self.addressed(request.kind, items)?;
        let pen = Pen::new(self, &WORDS)?;
        let letters = addressed.iter().map(|to| write::letter(&pen, request.kind, to, frame)).collect();
        Ok((letters, left_out))
    }

    /// The dates that somebody chose, or all that a query lists.
    fn chosen(&mut self, keys: Option<&[DueKey]>, query: Option<&DueQuery>) -> Result<Vec<DueItem>, Error> {
        let Some(keys) = keys.filter(|keys| !keys.is_empty()) else {
            return Ok(self.list_due(query.unwrap_or(&DueQuery::default()))?.items);
        };
        self.refresh_dues()?;
        let today = self.today();
        let mut records: Vec<(&str, &str)> =
            keys.iter().map(|key| (key.register.as_str(), key.record.as_str())).collect();
        records.sort_unstable();
        records.dedup();
        let kept = self.read(|tx| {
            let mut kept = Vec::new();
            for (register, id) in records {
                let record = Some((register.to_owned(), id.to_owned()));
                let asked = store::Asked { record, ..store::Asked::default() };
                kept.extend(store::list(tx, &asked, MOST)?);
            }
            Ok(kept)
        })?;
        let mut items = self.worded_dues(kept, today)?;
        items.retain(|item| keys.iter().any(|key| key.is(item)));
        items.sort_by(|a, b| (&a.due_on, &a.rule, &a.record.id).cmp(&(&b.due_on, &b.rule, &b.record.id)));
        Ok(items)
    }

    fn letter_frame(&mut self, request: &DueLettersSave) -> Result<Frame, Error> {
        let today = self.today();
        let mut problems = Vec::new();
        let mut day = |field: &str, typed: Option<&String>| {
            let typed = typed.map(|typed| typed.trim()).filter(|typed| !typed.is_empty())?;
            let read = crate::date::parse(typed);
            read.map_err(|error| problems.push(Problem::at(field, date_code(&error)).with("value", typed))).ok()
        };
        let (on, by) = (day("on", request.on.as_ref()), day("by", request.by.as_ref()));
        let on = on.unwrap_or(today);
        let usual = on.checked_add_days(Days::new(TIME_TO_ANSWER)).unwrap_or(on);
        let by = match by {
            Some(by) => by,
            None => self.office()?.calendar().next_open(usual),
        };
        if by < on {
            problems.push(Problem::at("by", "letter_by_before"));
        }
        Error::unless_none(problems)?;
        let account = self.actor().to_owned();
        let me = self.person_of(&account)?;
        let (name, own) = me.map_or((None, None), |person| (Some(person.name), person.section));
        let typed =
            |text: &Option<String>| text.as_ref().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Ok(Frame {
            number: typed(&request.number),
            on,
            by,
            section: typed(&request.section).or(own),
            name,
            contact: typed(&request.contact),
        })
    }
}
