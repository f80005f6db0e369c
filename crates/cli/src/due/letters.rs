//! What `sekisho due letters` and `sekisho due print` do: letters to contractors, sections and persons, and the list in Word.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ledger::due::{DueKey, DueLettersSave, DueListPaper, DueQuery, LetterKind};
use ledger::{Error, Ledger};

use super::WhoArguments;
use crate::run::Outcome;
use crate::say::Say;

/// Which dates are listed.
#[derive(Args)]
pub struct ListArguments {
    /// Everything that is due by this day; without it, all that people are told of.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Whose dates.
    #[command(flatten)]
    pub who: WhoArguments,
}

impl ListArguments {
    fn query(&self) -> DueQuery {
        DueQuery {
            whose: Some(self.who.whose.whose()),
            owner: self.who.owner.clone(),
            section: self.who.section.clone(),
            until: self.until.clone(),
            settled: None,
        }
    }
}

/// The list to be printed.
#[derive(Args)]
pub struct PrintArguments {
    /// Which dates.
    #[command(flatten)]
    pub list: ListArguments,
    /// With those that are done, do not apply or were put off.
    #[arg(long)]
    pub settled: bool,
    /// Folder.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// To whom letters are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ToArgument {
    /// Contractors and providers, for what they owe.
    Company,
    /// The sections that have to act.
    Section,
    /// The persons who have to act.
    Person,
}

/// Letters to be written.
#[derive(Args)]
pub struct LetterArguments {
    /// To whom: company, section or person.
    #[arg(value_enum)]
    pub to: ToArgument,
    /// Which dates.
    #[command(flatten)]
    pub list: ListArguments,
    /// One date only: id, number or title of its record, and the rule.
    #[arg(long, num_args = 2, value_names = ["RECORD", "RULE"])]
    pub only: Option<Vec<String>>,
    /// Number of the document.
    #[arg(long, value_name = "NUMBER")]
    pub number: Option<String>,
    /// Day of the letter; today by default.
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Day by which to answer; two weeks by default.
    #[arg(long, value_name = "DATE")]
    pub by: Option<String>,
    /// The section that writes; that of whoever works by default.
    #[arg(long, value_name = "NAME")]
    pub from: Option<String>,
    /// Telephone or mail address for questions.
    #[arg(long, value_name = "TEXT")]
    pub contact: Option<String>,
    /// Folder.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// Writes letters.
pub fn letters(ledger: &mut Ledger, arguments: &LetterArguments, say: &Say) -> Result<Outcome, Error> {
    let items = match arguments.only.as_deref() {
        Some([record, rule]) => {
            let item = ledger.find_due(record, rule, None, None)?;
            Some(vec![DueKey {
                register: item.record.kind,
                record: item.record.id,
                rule: item.rule,
                what: item.what,
                due_on: item.due_on,
            }])
        }
        _ => None,
    };
    let kind = match arguments.to {
        ToArgument::Company => LetterKind::Inquiry,
        ToArgument::Section => LetterKind::Section,
        ToArgument::Person => LetterKind::Person,
    };
    let written = ledger.write_due_letters(&DueLettersSave {
        kind,
        items,
        query: Some(arguments.list.query()),
        number: arguments.number.clone(),
        on: arguments.on.clone(),
        by: arguments.by.clone(),
        section: arguments.from.clone(),
        contact: arguments.contact.clone(),
        folder: arguments.out.to_string_lossy().into_owned(),
    })?;
    say.answer(&written, |written| written.files.iter().map(|file| file.path.clone()).collect())?;
    let counts = [("letters", written.files.len().to_string()), ("left", written.left_out.len().to_string())];
    say.message("cli.due.letters", &counts.each_ref().map(|(name, count)| (*name, count.as_str())));
    Ok(Outcome::Done)
}

/// Writes the list of due dates.
pub fn print(ledger: &mut Ledger, arguments: &PrintArguments, say: &Say) -> Result<Outcome, Error> {
    let query = DueQuery { settled: Some(arguments.settled), ..arguments.list.query() };
    let folder = arguments.out.to_string_lossy().into_owned();
    let written = ledger.write_due_list(&DueListPaper { query: Some(query), folder })?;
    say.answer(&written, |written| vec![written.path.clone()])?;
    say.message("cli.due.print", &[("count", &written.count.to_string())]);
    Ok(Outcome::Done)
}
