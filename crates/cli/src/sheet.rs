//! Check sheets of contracts in lines: issued, read back, and with the answers of the year before. Faces decide nothing.

use std::path::Path;

use ledger::contract::{
    ContractAnswer, ContractSheetAnswer, ContractSheetApply, ContractSheetRead, ContractSheetRow, ContractSheetSave,
};
use ledger::sheet::SheetNote;
use ledger::{Error, Ledger};

use crate::run::Outcome;
use crate::say::Say;

/// Writes the check sheet for the contractor.
pub fn issue(ledger: &mut Ledger, id: &str, out: &Path, due: Option<&str>, say: &Say) -> Result<Outcome, Error> {
    let folder = out.to_string_lossy().into_owned();
    let request = ContractSheetSave { id: id.to_owned(), folder, due_on: due.map(str::to_owned) };
    let file = ledger.save_contract_sheet(&request)?;
    say.answer(&file, |file| vec![[file.number.as_str(), &file.mark, &file.due_on, &file.path].join("\t")])?;
    Ok(Outcome::Done)
}

/// Reads a check sheet that came back, and accepts it if that is wanted.
pub fn read(ledger: &mut Ledger, file: &Path, apply: bool, say: &Say) -> Result<Outcome, Error> {
    let file = file.to_string_lossy().into_owned();
    let reading = ledger.read_contract_sheet(&ContractSheetRead { id: None, file: file.clone() })?;
    if apply {
        let Some(id) = reading.contract.clone() else {
            // Nothing is known of its contract: what was told of it says why.
            let problems = reading.notes.into_iter().filter(|note| note.blocks).map(|note| note.problem).collect();
            return Err(Error { problems });
        };
        ledger.apply_contract_sheet(&ContractSheetApply { id, revision: reading.revision, file })?;
        let count = reading.answers.iter().filter(|answer| answer.changes).count();
        say.message("cli.sheet_applied", &[("count", &count.to_string())]);
    }
    say.answer(&reading, |reading| {
        let answer = |answer: &ContractSheetAnswer| {
            let cells =
                [answer.requirement.clone(), words(say, Some(&answer.answer)), words(say, answer.before.as_ref())];
            line(say, &cells, answer.worse)
        };
        let note = |note: &SheetNote| format!("{} {}", if note.blocks { "!" } else { "?" }, note.text);
        reading.answers.iter().map(answer).chain(reading.notes.iter().map(note)).collect()
    })?;
    Ok(if reading.notes.is_empty() { Outcome::Done } else { Outcome::Findings })
}

/// The answers of a contractor, each beside that of the year before.
pub fn list(ledger: &mut Ledger, id: &str, say: &Say) -> Result<Outcome, Error> {
    let sheets = ledger.contract_sheets(id)?;
    say.answer(&sheets, |sheets| {
        let row = |row: &ContractSheetRow| {
            let cells = [row.requirement.clone(), words(say, row.answer.as_ref()), words(say, row.before.as_ref())];
            line(say, &cells, row.worse)
        };
        let issue = |issue: &ledger::contract::ContractSheetIssue| {
            [issue.number.as_str(), &issue.issued_on, if issue.returned { "+" } else { "-" }].join("\t")
        };
        sheets.issues.iter().map(issue).chain(sheets.rows.iter().map(row)).collect()
    })?;
    let lacks = sheets.rows.iter().any(|row| row.lack.is_some());
    Ok(if lacks { Outcome::Findings } else { Outcome::Done })
}

/// An answer with its plan and the day of that.
fn words(say: &Say, answer: Option<&ContractAnswer>) -> String {
    let Some(answer) = answer else { return "-".to_owned() };
    let fulfilment = say.text(&format!("sheet_answer.{}", answer.answer.code()), &[]);
    let parts = [Some(fulfilment), answer.plan.clone(), answer.plan_until.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ").replace(['\n', '\t'], " ")
}

fn line(say: &Say, cells: &[String], worse: bool) -> String {
    let mark = worse.then(|| say.text("cli.contract_sheet_worse", &[]));
    cells.iter().cloned().chain(mark).collect::<Vec<_>>().join("\t")
}
