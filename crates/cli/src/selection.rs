//! The selection of a contractor in lines: criteria and places of candidates, sheets that go out and come back, and papers.
//! Faces decide nothing.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use ledger::contract::selection::{
    ContractSelectionSave, SelectionCandidate, SelectionForm, SelectionKind, SelectionView, StatementApply,
    StatementRead, StatementReading, StatementSheetSave, SupplyItem,
};
use ledger::sheet::SheetNote;
use ledger::{Error, Ledger};

use crate::run::Outcome;
use crate::say::Say;

/// A sheet of a contract.
#[derive(Clone, Copy, ValueEnum)]
pub enum SheetForm {
    /// The yearly check sheet (F-04).
    Check,
    /// What bidders are asked.
    Selection,
    /// The supply-chain sheet (F-21).
    #[value(name = "supply_chain")]
    SupplyChain,
}

impl SheetForm {
    /// The form of the selection, if it is one.
    pub fn of_selection(self) -> Option<SelectionForm> {
        match self {
            Self::Check => None,
            Self::Selection => Some(SelectionForm::Selection),
            Self::SupplyChain => Some(SelectionForm::SupplyChain),
        }
    }
}

/// How the contractor of a contract was selected.
#[derive(Args)]
pub struct SelectionArguments {
    /// Id or number.
    id: String,
    /// Writes the result as a Word file into this folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Writes the pledge instead of the result.
    #[arg(long, requires = "out")]
    pledge: bool,
}

/// A sheet of a contract that came back.
#[derive(Args)]
pub struct SheetReadArguments {
    /// The workbook (.xlsx, .ods, .xls).
    pub file: PathBuf,
    /// The candidate that answered, by id or name, for a sheet of the selection.
    #[arg(long, value_name = "NAME")]
    pub candidate: Option<String>,
    /// Accepts it.
    #[arg(long)]
    pub apply: bool,
}

/// Shows the selection, or writes a paper of it.
pub fn show(ledger: &mut Ledger, arguments: &SelectionArguments, say: &Say) -> Result<Outcome, Error> {
    let id = ledger.find_contract(&arguments.id)?.id;
    if let Some(out) = &arguments.out {
        let kind = if arguments.pledge { SelectionKind::Pledge } else { SelectionKind::Result };
        let folder = out.to_string_lossy().into_owned();
        let written = ledger.write_selection(&ContractSelectionSave { id, kind, folder })?;
        say.answer(&written, |written| vec![written.path.clone()])?;
        return Ok(Outcome::Done);
    }
    let view = ledger.contract_selection(&id)?;
    say.answer(&view, |view| lines(view, say))?;
    Ok(Outcome::Done)
}

fn lines(view: &SelectionView, say: &Say) -> Vec<String> {
    let candidate = |one: &SelectionCandidate| {
        let standing = &one.standing;
        let rank = standing.rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string());
        let points = format!("{}/{}", standing.total, standing.most);
        let fit = say.text(&format!("fit.{}", standing.fit.code()), &[]);
        let chosen = one.chosen.then(|| say.text("cli.selection_chosen", &[]));
        let cells = [rank, one.name.clone(), fit, points].into_iter().chain(chosen);
        let mut lines = vec![cells.collect::<Vec<_>>().join("\t")];
        lines.extend(view.criteria.iter().zip(&one.cells).map(|(criterion, cell)| {
            let score = cell.score.as_ref();
            let judgement = score.and_then(|score| score.judgement);
            let judgement = judgement.map(|found| say.text(&format!("judgement.{}", found.code()), &[]));
            let points = score.and_then(|score| score.points).map(|points| points.to_string());
            let reason = score.and_then(|score| score.reason.clone());
            let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned()).replace(['\n', '\t'], " ");
            let cells =
                [criterion.requirement.clone(), or_none(judgement), or_none(points), or_none(reason)].join("\t");
            format!("  {cells}")
        }));
        lines
    };
    let item = |item: &SupplyItem| {
        let stated = item.stated.as_ref()?;
        let answer = say.text(&format!("answered.{}", stated.answer.code()), &[]);
        let texts = [Some(item.item.clone()), Some(answer), stated.country.clone(), stated.detail.clone()];
        Some(texts.into_iter().flatten().collect::<Vec<_>>().join("\t").replace('\n', " "))
    };
    view.candidates.iter().flat_map(candidate).chain(view.supply_chain.iter().filter_map(item)).collect()
}

/// Writes a sheet of the selection.
pub fn issue(
    ledger: &mut Ledger,
    (id, form): (String, SelectionForm),
    out: &Path,
    due: Option<&str>,
    say: &Say,
) -> Result<Outcome, Error> {
    let folder = out.to_string_lossy().into_owned();
    let file = ledger.save_statement_sheet(&StatementSheetSave { id, form, folder, due_on: due.map(str::to_owned) })?;
    say.answer(&file, |file| vec![[file.number.as_str(), &file.mark, &file.due_on, &file.path].join("\t")])?;
    Ok(Outcome::Done)
}

/// Reads a sheet that came back, whichever it is, and accepts it if that is wanted.
pub fn read(ledger: &mut Ledger, arguments: &SheetReadArguments, say: &Say) -> Result<Outcome, Error> {
    let file = arguments.file.to_string_lossy().into_owned();
    if ledger.statement_form(&file)?.is_none() {
        return crate::sheet::read(ledger, &arguments.file, arguments.apply, say);
    }
    let candidate = arguments.candidate.clone();
    let request = StatementRead { id: None, candidate: candidate.clone(), file: file.clone() };
    let reading = ledger.read_statement(&request)?;
    if arguments.apply {
        let Some(id) = reading.contract.clone() else {
            // Nothing is known of its contract: what was told of it says why.
            let problems = reading.notes.into_iter().filter(|note| note.blocks).map(|note| note.problem).collect();
            return Err(Error { problems });
        };
        ledger.apply_statement(&StatementApply { id, revision: reading.revision, candidate, file })?;
        let (name, count) = (reading.company.clone().unwrap_or_default(), reading.answers.len().to_string());
        say.message("cli.selection_statement_taken", &[("name", &name), ("count", &count)]);
    }
    say.answer(&reading, |reading| told(reading, say))?;
    Ok(if reading.notes.is_empty() { Outcome::Done } else { Outcome::Findings })
}

fn told(reading: &StatementReading, say: &Say) -> Vec<String> {
    let answers = reading.answers.iter().map(|row| {
        let answer = say.text(&format!("answered.{}", row.stated.answer.code()), &[]);
        let texts = [Some(row.item.clone()), Some(answer), row.stated.country.clone(), row.stated.detail.clone()];
        texts.into_iter().flatten().collect::<Vec<_>>().join("\t").replace('\n', " ")
    });
    let note = |note: &SheetNote| format!("{} {}", if note.blocks { "!" } else { "?" }, note.text);
    answers.chain(reading.notes.iter().map(note)).collect()
}
