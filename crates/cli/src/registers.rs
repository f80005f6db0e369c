//! `sns` and `section`: from words to operations of the ledger, and their answers in lines.

use ledger::exchange::Register;
use ledger::person::Section;
use ledger::sns::{Medium, SnsDraft, SnsQuery, SnsStatus, SnsView};
use ledger::{Error, Ledger, Problem};
use serde::de::DeserializeOwned;

use crate::arguments::{SectionCommand, SnsCommand};
use crate::run::{Outcome, date, read};
use crate::say::Say;
use crate::{exchange, transfer};

/// What `sekisho sns` does.
pub fn sns(ledger: &mut Ledger, command: &SnsCommand, say: &Say) -> Result<Outcome, Error> {
    let view = match command {
        SnsCommand::Import(arguments) => return exchange::import(ledger, Register::Sns, arguments, say),
        SnsCommand::Export(arguments) => return exchange::export(ledger, Register::Sns, arguments, say),
        SnsCommand::List { list, medium } => {
            let query = SnsQuery {
                text: list.text.clone(),
                status: word::<SnsStatus>("status", list.status.as_deref())?,
                section: list.section.clone(),
                medium: word::<Medium>("medium", medium.as_deref())?,
                limit: Some(list.limit),
                ..SnsQuery::default()
            };
            say.answer(&ledger.list_sns(&query)?, |page| {
                let line = |row: &ledger::sns::SnsRow| {
                    let state = say.text(&format!("sns_status.{}", row.status.code()), &[]);
                    let medium = say.text(&format!("medium.{}", row.medium.code()), &[]);
                    [
                        row.id.as_str(),
                        &medium,
                        &row.name,
                        or_dash(row.url.as_ref()),
                        &state,
                        or_dash(row.owner.as_ref()),
                    ]
                    .join("\t")
                };
                page.rows.iter().map(line).collect()
            })?;
            return Ok(Outcome::Done);
        }
        SnsCommand::Holders { id } => {
            let id = ledger.find_sns(id)?.id;
            return transfer::holders(ledger, Register::Sns, &id, say);
        }
        SnsCommand::Show { id, on } => {
            let id = ledger.find_sns(id)?.id;
            let on = on.as_deref().map(|typed| date("on", typed)).transpose()?;
            ledger.view_sns(&id, on)?
        }
        SnsCommand::Save { file } => {
            let mut draft: SnsDraft = serde_json::from_str(&read(file)?)?;
            // A file without a revision is meant for the record as it is now.
            if let Some(id) = draft.id.clone().filter(|id| draft.revision == 0 && !id.is_empty()) {
                draft.revision = ledger.sns(&id)?.revision;
            }
            let id = ledger.save_sns(&draft)?.id;
            ledger.view_sns(&id, None)?
        }
    };
    say.answer(&view, |view: &SnsView| {
        let sns = &view.sns;
        vec![
            format!("{}\t{}", view.medium_text, sns.name),
            format!("{}\t{}", sns.id, or_dash(sns.url.as_ref())),
            format!(
                "{}\t{}\t{}",
                view.status_text,
                or_dash(sns.opened_on.as_ref()),
                or_dash(sns.last_post_on.as_ref())
            ),
            format!(
                "{}\t{}\t{}",
                or_dash(sns.section.as_ref()),
                or_dash(sns.owner.as_ref()),
                or_dash(sns.deputy.as_ref())
            ),
        ]
    })?;
    Ok(Outcome::Done)
}

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
