//! The papers of cloud uses, the list of what is approved, and check sheets, in lines.

use std::path::Path;

use ledger::cloud::{CloudPaperKind, CloudSheetApply, CloudSheetRead, CloudSheetReading, CloudSheetSave, SheetAnswer};
use ledger::commands::CloudPaperFiles;
use ledger::sheet::SheetNote;
use ledger::{Error, Ledger};

use super::CloudPaper;
use crate::run::Outcome;
use crate::say::Say;

/// Writes the papers of a use.
pub fn papers(ledger: &mut Ledger, id: &str, kind: CloudPaper, out: &Path, say: &Say) -> Result<Outcome, Error> {
    let id = ledger.find_cloud(id)?.id;
    let kinds = match kind {
        CloudPaper::All => None,
        CloudPaper::Application => Some([CloudPaperKind::Application]),
        CloudPaper::Sheet => Some([CloudPaperKind::Sheet]),
        CloudPaper::Approval => Some([CloudPaperKind::Approval]),
        CloudPaper::Decision => Some([CloudPaperKind::Decision]),
        CloudPaper::Check => Some([CloudPaperKind::Check]),
        CloudPaper::Erasure => Some([CloudPaperKind::Erasure]),
    };
    let files = ledger.write_cloud_papers(&id, kinds.as_ref().map(|kinds| kinds.as_slice()), out)?;
    say.answer(&CloudPaperFiles { files }, |answer| answer.files.iter().map(|file| file.path.clone()).collect())?;
    Ok(Outcome::Done)
}

/// Writes the list of what is approved today.
pub fn approved_list(ledger: &mut Ledger, out: &Path, say: &Say) -> Result<Outcome, Error> {
    let files = ledger.write_approved_list(out)?;
    say.answer(&files, |files| vec![files.paper.clone(), files.workbook.clone()])?;
    Ok(Outcome::Done)
}

/// Writes the check sheet for the provider.
pub fn sheet(ledger: &mut Ledger, id: &str, out: &Path, due: Option<&str>, say: &Say) -> Result<Outcome, Error> {
    let id = ledger.find_cloud(id)?.id;
    let folder = out.to_string_lossy().into_owned();
    let file = ledger.save_cloud_sheet(&CloudSheetSave { id, folder, due_on: due.map(str::to_owned) })?;
    say.answer(&file, |file| vec![[file.number.as_str(), &file.mark, &file.due_on, &file.path].join("\t")])?;
    Ok(Outcome::Done)
}

/// Reads a check sheet that came back, and takes its answers over if that is wanted.
pub fn sheet_read(ledger: &mut Ledger, id: &str, file: &Path, apply: bool, say: &Say) -> Result<Outcome, Error> {
    let cloud = ledger.find_cloud(id)?;
    let file = file.to_string_lossy().into_owned();
    let reading = ledger.read_cloud_sheet(&CloudSheetRead { id: cloud.id.clone(), file: file.clone() })?;
    if apply {
        let CloudSheetReading { answers, .. } = &reading;
        let count = answers.iter().filter(|answer| answer.changes).count();
        let request = CloudSheetApply { id: cloud.id, revision: cloud.revision, file, answers: None };
        ledger.apply_cloud_sheet(&request)?;
        say.message("cli.sheet_applied", &[("count", &count.to_string())]);
    }
    say.answer(&reading, |reading| {
        let answer = |answer: &SheetAnswer| {
            let verdict = say.text(&format!("verdict.{}", answer.answer.answer.code()), &[]);
            let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
            [answer.requirement.clone(), verdict, or_dash(&answer.answer.detail), or_dash(&answer.answer.source)]
                .join("\t")
                .replace('\n', " ")
        };
        let note = |note: &SheetNote| format!("{} {}", if note.blocks { "!" } else { "?" }, note.text);
        reading.answers.iter().map(answer).chain(reading.notes.iter().map(note)).collect()
    })?;
    Ok(if reading.notes.is_empty() { Outcome::Done } else { Outcome::Findings })
}
