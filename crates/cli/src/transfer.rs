//! `transfer` and `holders`: from words to operations of the ledger, and their answers in lines.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use ledger::exchange::Register;
use ledger::transfer::{
    Holder, MoveKind, Orphan, TransferApply, TransferChoice, TransferMove, TransferPreview, TransferRequest,
    TransferResult,
};
use ledger::{Error, Ledger, Problem};

use crate::run::{Outcome, read};
use crate::say::Say;

/// Personnel transfers.
#[derive(Subcommand)]
pub enum TransferCommand {
    /// What a list would do: who goes where, what they hold, who is proposed to take over. Writes nothing.
    Plan {
        /// The list.
        #[command(flatten)]
        list: ListArguments,
    },
    /// Carries out a list: all of it, or nothing with every reason why.
    Apply {
        /// The list.
        #[command(flatten)]
        list: ListArguments,
        /// Carries out what can be done, and leaves records without a successor and rows that cannot be used.
        #[arg(long)]
        leave_open: bool,
        /// Writes the handover sheets into this folder.
        #[arg(long, value_name = "DIR")]
        papers: Option<PathBuf>,
    },
    /// Open records whose owner, manager or deputy has left, has gone to another section, or is nobody.
    Orphans,
}

/// A list of transfers.
#[derive(Args)]
pub struct ListArguments {
    /// Workbook (.xlsx, .xls, .ods) or text table (.csv, .tsv) with name, old section, new section and day.
    pub file: PathBuf,
    /// Decisions as JSON: [{"row", "person"} or {"row", "register", "id", "successor"}, …]; successor is a key of the plan or a name.
    #[arg(long, value_name = "FILE.json")]
    pub choices: Option<PathBuf>,
    /// Day of the order for rows that name none.
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

impl ListArguments {
    fn request(&self) -> Result<TransferRequest, Error> {
        Ok(TransferRequest {
            file: Some(self.file.to_string_lossy().into_owned()),
            rows: None,
            on: self.on.clone(),
            choices: self.choices.as_deref().map(choices).transpose()?,
        })
    }
}

fn choices(file: &Path) -> Result<Vec<TransferChoice>, Error> {
    serde_json::from_str(&read(file)?).map_err(|error| {
        Problem::at("choices", "transfer_choices_unreadable").with("file", file.display()).with("detail", error).into()
    })
}

/// What `sekisho transfer` does.
pub fn transfer(ledger: &mut Ledger, command: &TransferCommand, say: &Say) -> Result<Outcome, Error> {
    match command {
        TransferCommand::Plan { list } => {
            let preview = ledger.preview_transfer(&list.request()?)?;
            say.answer(&preview, |preview| plan_lines(preview, say))?;
            let open = preview.counts.open + preview.questions.len();
            Ok(if open > 0 { Outcome::Findings } else { Outcome::Done })
        }
        TransferCommand::Apply { list, leave_open, papers } => {
            let request = list.request()?;
            let result = ledger.apply_transfer(&TransferApply {
                file: request.file.clone(),
                rows: None,
                on: request.on.clone(),
                choices: request.choices.clone(),
                leave_open: Some(*leave_open),
                token: None,
            })?;
            let mut json = serde_json::to_value(&result)?;
            let mut files = Vec::new();
            if let (Some(folder), Some(batch), true) = (papers, result.batch, result.handed_over > 0) {
                files = ledger.write_handovers(&request, Some(batch), folder)?;
            }
            json["files"] = serde_json::to_value(&files)?;
            say.answer(&json, |_| {
                let written = files.iter().map(|file| file.path.clone());
                result_lines(&result, say).into_iter().chain(written).collect()
            })?;
            let open = result.still_open.len() + result.questions.len();
            Ok(if open > 0 { Outcome::Findings } else { Outcome::Done })
        }
        TransferCommand::Orphans => {
            let orphans = ledger.orphans(usize::MAX)?;
            say.answer(&orphans, |orphans| orphans.rows.iter().map(|row| orphan_line(row, say)).collect())?;
            Ok(if orphans.total > 0 { Outcome::Findings } else { Outcome::Done })
        }
    }
}

/// Who held a record when.
pub fn holders(ledger: &mut Ledger, register: Register, id: &str, say: &Say) -> Result<Outcome, Error> {
    let holders = ledger.record_holders(register, id)?;
    say.answer(&holders, |holders| {
        let line = |holder: &Holder| {
            [
                or_dash(holder.from.as_deref()),
                or_dash(holder.until.as_deref()),
                or_dash(holder.section.as_deref()),
                or_dash(holder.holder.as_deref()),
                &holder.by_op_text,
            ]
            .join("\t")
        };
        holders.iter().map(line).collect()
    })?;
    Ok(Outcome::Done)
}

fn plan_lines(preview: &TransferPreview, say: &Say) -> Vec<String> {
    let counts = preview.counts;
    let mut lines = vec![say.text(
        "cli.transfer.counts",
        &[
            ("people", &counts.people.to_string()),
            ("records", &counts.records.to_string()),
            ("open", &counts.open.to_string()),
        ],
    )];
    lines.extend(ahead_line("cli.transfer.ahead", counts.ahead, say));
    for moved in &preview.moves {
        lines.push(move_line(moved, say));
        lines.extend(moved.notes.iter().map(|note| format!("\t? {}", note.text)));
        for record in &moved.records {
            let register = say.text(&format!("register.{}", record.register.code()), &[]);
            let successor = match &record.successor_name {
                Some(name) => format!("{}\t{name}", or_dash(record.successor_section.as_deref())),
                None => "-\t-".to_owned(),
            };
            lines.push(format!(
                "\t{register}\t{}\t{}\t{successor}\t{}",
                record.number.as_deref().unwrap_or(&record.title),
                record.duties_text,
                record.reason_text
            ));
        }
    }
    lines.extend(preview.questions.iter().map(|question| format!("? {}\t{}", question.at, question.text)));
    lines
}

/// That an order of a day to come changes people and records now.
fn ahead_line(key: &str, people: usize, say: &Say) -> Option<String> {
    (people > 0).then(|| say.text(key, &[("n", &people.to_string())]))
}

fn move_line(moved: &TransferMove, say: &Say) -> String {
    let (from, to) = (or_dash(moved.from_section.as_deref()), or_dash(moved.to_section.as_deref()));
    let mut line = format!("{}\t{}\t{from} → {to}\t{}", moved.at, moved.name, moved.on);
    if moved.kind == MoveKind::NoMove {
        line = format!("{line}\t{}", say.text("cli.transfer.no_move", &[]));
    }
    line
}

fn result_lines(result: &TransferResult, say: &Say) -> Vec<String> {
    let done = say.text(
        "cli.transfer.done",
        &[("moved", &result.moved.to_string()), ("records", &result.handed_over.to_string())],
    );
    let open = say.text("cli.transfer.open", &[]);
    let left = result.still_open.iter().map(|record| {
        let number = record.number.as_deref().unwrap_or(&record.title);
        format!("{open}\t{number}\t{}\t{}", record.name, record.duties_text)
    });
    let questions = result.questions.iter().map(|question| format!("? {}\t{}", question.at, question.text));
    let ahead = ahead_line("cli.transfer.ahead_done", result.ahead, say);
    std::iter::once(done).chain(ahead).chain(left).chain(questions).collect()
}

fn orphan_line(row: &Orphan, say: &Say) -> String {
    let register = say.text(&format!("register.{}", row.register.code()), &[]);
    [
        register.as_str(),
        or_dash(row.number.as_deref()),
        &row.title,
        or_dash(row.section.as_deref()),
        &row.duty_text,
        or_dash(row.holder.as_deref()),
        &row.why_text,
    ]
    .join("\t")
}

fn or_dash(text: Option<&str>) -> &str {
    text.unwrap_or("-")
}
