//! `import` and `export` of every register: from words to operations of the ledger, and their answers in lines.

use std::collections::BTreeMap;
use std::path::Path;

use ledger::exchange::{ExportRequest, ImportNote, ImportRequest, ImportResult, ImportRun, Register, RejectedSave};
use ledger::{Error, Ledger, Problem};
use serde_json::Value as Json;

use crate::arguments::{ExportArguments, ExportCommand, ImportArguments, ImportCommand};
use crate::run::{Outcome, read};
use crate::say::Say;

/// What `import` of a register does.
pub fn import(
    ledger: &mut Ledger,
    register: Register,
    arguments: &ImportArguments,
    say: &Say,
) -> Result<Outcome, Error> {
    let request = ImportRequest {
        register,
        file: text(&arguments.file),
        encoding: arguments.encoding.map(Into::into),
        mapping: arguments.mapping.as_deref().map(mapping).transpose()?,
        corrections: None,
    };
    let (result, readout) = if arguments.dry_run {
        let (result, readout) = ledger.try_import(&request)?;
        (result, Some(readout))
    } else {
        (ledger.run_import(&ImportRun { import: request.clone(), remember: arguments.remember.clone() })?, None)
    };
    if let Some(file) = &arguments.rejected
        && result.rejected_rows > 0
    {
        ledger.save_rejected(&RejectedSave { import: request, file: text(file) })?;
    }
    let mut json = serde_json::to_value(&result)?;
    if let Some(readout) = readout {
        for part in ["records", "at"] {
            json[part] = readout.get(part).cloned().unwrap_or_default();
        }
    }
    say.answer(&json, |_| lines(&result, say))?;
    for warning in &result.warnings {
        say.note(warning);
    }
    if let Some(batch) = result.batch {
        say.message("cli.imported", &[("number", &batch.to_string())]);
    }
    let found = !result.rejected.is_empty() || !result.queries.is_empty();
    Ok(if found { Outcome::Findings } else { Outcome::Done })
}

fn lines(result: &ImportResult, say: &Say) -> Vec<String> {
    let count = |key: &str, number: usize| format!("{}\t{number}", say.text(&format!("exchange.result.{key}"), &[]));
    let counts = [
        count("rows", result.rows),
        count("created", result.created),
        count("updated", result.updated),
        count("unchanged", result.unchanged),
        count("rejected", result.rejected_rows),
        count("asked", result.queries.len()),
    ];
    let note = |kind: &str, note: &ImportNote| {
        let what = say.text(&format!("exchange.result.{kind}"), &[]);
        let at = match &note.sheet {
            Some(sheet) => format!("{sheet}!{}", note.row),
            None => note.row.to_string(),
        };
        let column: String = note.column.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{what}\t{at}\t{column}\t{}\t{}", note.value.replace(['\n', '\r', '\t'], " "), note.message)
    };
    let rejected = result.rejected.iter().map(|entry| note("rejected", entry));
    let queries = result.queries.iter().map(|entry| note("asked", entry));
    counts.into_iter().chain(rejected).chain(queries).collect()
}

/// Fields by heading, from a JSON file; `null` or an empty text leaves a column out.
fn mapping(file: &Path) -> Result<BTreeMap<String, Option<String>>, Error> {
    let json: BTreeMap<String, Option<String>> = serde_json::from_str(&read(file)?).map_err(|error| {
        Problem::at("mapping", "mapping_unreadable").with("file", file.display()).with("detail", error)
    })?;
    Ok(json.into_iter().map(|(heading, field)| (heading, field.filter(|field| !field.is_empty()))).collect())
}

/// What `export` of a register does.
pub fn export(
    ledger: &mut Ledger,
    register: Register,
    arguments: &ExportArguments,
    say: &Say,
) -> Result<Outcome, Error> {
    let request = ExportRequest {
        register,
        file: text(&arguments.file),
        dates: Some(arguments.dates.into()),
        encoding: Some(arguments.encoding.into()),
    };
    let result = ledger.export_register(&request)?;
    say.answer(&result, |result| {
        let lost = result.lost.iter().map(|lost| format!("{}\t{}\t{}", lost.row, lost.column, lost.character));
        std::iter::once(result.file.clone()).chain(lost).collect()
    })?;
    if !result.lost.is_empty() {
        say.message("cli.characters_lost", &[("count", &result.lost.len().to_string())]);
        return Ok(Outcome::Findings);
    }
    Ok(Outcome::Done)
}

/// What `sekisho import` does.
pub fn imports(ledger: &mut Ledger, command: &ImportCommand, say: &Say) -> Result<Outcome, Error> {
    let ImportCommand::Undo { number } = command;
    let result = ledger.undo_import(*number)?;
    say.answer(&result, |result| {
        let count = |key: &str, number: usize| format!("{}\t{number}", say.text(&format!("exchange.undo.{key}"), &[]));
        vec![count("removed", result.removed), count("restored", result.restored), count("kept", result.kept)]
    })?;
    Ok(if result.kept > 0 { Outcome::Findings } else { Outcome::Done })
}

/// What `sekisho export` does.
pub fn exports(ledger: &mut Ledger, command: &ExportCommand, say: &Say) -> Result<Outcome, Error> {
    let ExportCommand::All { file } = command;
    let saved = ledger.save_archive(&text(file))?;
    say.answer(&serde_json::to_value(&saved)?, |_: &Json| vec![saved.file.clone()])?;
    Ok(Outcome::Done)
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
