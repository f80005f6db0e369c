//! `section`, and what every register needs: from words to operations of the ledger, and their answers in lines.

use ledger::exchange::Register;
use ledger::person::Section;
use ledger::{Error, Ledger, Problem};
use serde::de::DeserializeOwned;

use crate::arguments::SectionCommand;
use crate::exchange;
use crate::run::{Outcome, read};
use crate::say::Say;

/// What `sekisho section` does.
pub fn section(ledger: &mut Ledger, command: &SectionCommand, say: &Say) -> Result<Outcome, Error> {
    let line = |section: &Section| format!("{}\t{}\t{}", section.id, section.name, or_dash(section.body.as_ref()));
    match command {
        SectionCommand::Import(arguments) => return exchange::import(ledger, Register::Section, arguments, say),
        SectionCommand::Export(arguments) => return exchange::export(ledger, Register::Section, arguments, say),
        SectionCommand::List => say.answer(&ledger.list_sections()?, |all| all.iter().map(line).collect())?,
        SectionCommand::Show { id } => {
            let found = ledger.list_sections()?.into_iter().find(|section| section.id == *id || section.name == *id);
            let section = found.ok_or_else(|| Problem::new("record_missing").with("id", id))?;
            say.answer(&section, |section| vec![line(section)])?;
        }
        SectionCommand::Save { file } => {
            let saved = ledger.save_section(serde_json::from_str(&read(file)?)?)?;
            say.answer(&saved, |section| vec![line(section)])?;
        }
    }
    Ok(Outcome::Done)
}

/// One of the words of a record, such as `approved`.
pub fn word<T: DeserializeOwned>(field: &str, typed: Option<&str>) -> Result<Option<T>, Error> {
    let Some(typed) = typed else { return Ok(None) };
    let read = serde_json::from_value(typed.into());
    read.map(Some).map_err(|_| Problem::at(field, "value_unreadable").with("value", typed).into())
}

pub fn or_dash(text: Option<&String>) -> &str {
    text.map_or("-", String::as_str)
}
