//! `contractor`: the companies that stand behind records, as lines or JSON. Faces decide nothing: everything asks the ledger.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use ledger::company::{
    CompanyDraft, CompanyQuery, CompanyRow, CompanyView, ConcentrationQuery, DuplicatesQuery, Merge,
    MergeReviewRequest, NotSame,
};
use ledger::exchange::Register;
use ledger::{Error, Ledger};

use crate::arguments::{ExportArguments, ImportArguments};
use crate::exchange;
use crate::run::{Outcome, read};
use crate::say::Say;

/// What `contractor` does.
#[derive(Subcommand)]
pub enum ContractorCommand {
    /// Lists contractors.
    List(ContractorList),
    /// Shows one with everything that hangs on it; by id, corporate number or name.
    Show {
        /// Id, corporate number or name.
        id: String,
    },
    /// Saves one from a JSON file.
    Save {
        /// File, or `-`.
        file: PathBuf,
    },
    /// Reads a spreadsheet or JSON Lines.
    Import(ImportArguments),
    /// Writes a spreadsheet or JSON Lines.
    Export(ExportArguments),
    /// Lists contractors that may be one.
    Duplicates {
        /// Only those of this one.
        id: Option<String>,
        /// How many pairs.
        #[arg(long)]
        limit: Option<usize>,
    },
    /// Merges two that are one; without `--yes` it only shows what would be done.
    Merge {
        /// The one that stays.
        keep: String,
        /// The one that goes into it.
        drop: String,
        /// Fields that are taken from the one that goes.
        #[arg(long, value_delimiter = ',')]
        take: Option<Vec<String>>,
        /// Does it.
        #[arg(long)]
        yes: bool,
    },
    /// Keeps that two that look like one are two.
    Apart {
        /// One.
        one: String,
        /// The other.
        other: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// What stands on which contractor.
    Concentration {
        /// How many rows.
        #[arg(long)]
        limit: Option<usize>,
    },
}

/// Which contractors.
#[derive(Args)]
pub struct ContractorList {
    /// Words.
    #[arg(long)]
    text: Option<String>,
    /// With findings.
    #[arg(long)]
    findings: bool,
    /// Abroad, or controlled from there.
    #[arg(long)]
    abroad: bool,
    /// Suspended from designation.
    #[arg(long)]
    suspended: bool,
    /// Without a corporate number.
    #[arg(long)]
    number_missing: bool,
    /// Behind a contract that is not over.
    #[arg(long)]
    running: bool,
    /// How many rows.
    #[arg(long, default_value_t = 100)]
    limit: i64,
}

/// Does what `contractor` asks.
pub fn contractor(ledger: &mut Ledger, command: &ContractorCommand, say: &Say) -> Result<Outcome, Error> {
    match command {
        ContractorCommand::Import(arguments) => exchange::import(ledger, Register::Contractor, arguments, say),
        ContractorCommand::Export(arguments) => exchange::export(ledger, Register::Contractor, arguments, say),
        ContractorCommand::List(arguments) => list(ledger, arguments, say),
        ContractorCommand::Show { id } => {
            let id = ledger.find_contractor(id)?.id;
            show(ledger, &id, say)
        }
        ContractorCommand::Save { file } => {
            let mut draft: CompanyDraft = serde_json::from_str(&read(file)?)?;
            // A file without a revision is meant for the record as it is now.
            if let Some(id) = draft.id.clone().filter(|_| draft.revision == 0) {
                draft.revision = ledger.contractor(&id)?.revision;
            }
            let id = ledger.save_contractor(&draft)?.id;
            show(ledger, &id, say)
        }
        ContractorCommand::Duplicates { id, limit } => {
            let id = id.as_deref().map(|id| ledger.find_contractor(id)).transpose()?.map(|found| found.id);
            let found = ledger.contractor_duplicates(&DuplicatesQuery { id, limit: *limit })?;
            say.answer(&found, |found| {
                let line = |pair: &ledger::company::Duplicate| {
                    let reasons: Vec<&str> = pair.reasons.iter().map(|reason| reason.text.as_str()).collect();
                    let side = |side: &ledger::company::Side| format!("{}\t{}", side.id, side.name);
                    format!("{}\t{}\t{}", side(&pair.one), side(&pair.other), reasons.join(" / "))
                };
                found.pairs.iter().map(line).collect()
            })?;
            Ok(if found.total > 0 { Outcome::Findings } else { Outcome::Done })
        }
        ContractorCommand::Merge { keep, drop, take, yes } => {
            let (keep, drop) = (ledger.find_contractor(keep)?.id, ledger.find_contractor(drop)?.id);
            let review = ledger.review_merge(&MergeReviewRequest { keep: keep.clone(), drop: drop.clone() })?;
            if !yes {
                say.answer(&review, |review| {
                    let none = || "-".to_owned();
                    let line = |field: &ledger::company::MergeField| {
                        let (kept, dropped) = (field.keep.clone(), field.drop.clone());
                        format!("{}\t{}\t{}", field.label, kept.unwrap_or_else(none), dropped.unwrap_or_else(none))
                    };
                    review.fields.iter().map(line).chain(review.names.iter().map(|name| format!("+ {name}"))).collect()
                })?;
                say.message("cli.merge_reviewed", &[("count", &review.moved.to_string())]);
                return Ok(Outcome::Done);
            }
            let filled = || review.fields.iter().filter(|field| field.take).map(|field| field.field.clone()).collect();
            let merge = Merge {
                keep_revision: review.keep.revision,
                drop_revision: review.drop.revision,
                take: Some(take.clone().unwrap_or_else(filled)),
                keep,
                drop,
            };
            let id = ledger.merge_contractors(&merge)?.id;
            show(ledger, &id, say)
        }
        ContractorCommand::Apart { one, other, reason } => {
            let (one, other) = (ledger.find_contractor(one)?.id, ledger.find_contractor(other)?.id);
            let kept = ledger.tell_contractors_apart(&NotSame { one, other, reason: reason.clone() })?;
            say.answer(&kept, |kept| vec![format!("{}\t{}", kept.on, kept.reason)])?;
            Ok(Outcome::Done)
        }
        ContractorCommand::Concentration { limit } => {
            let found = ledger.contractor_concentration(&ConcentrationQuery { limit: *limit })?;
            say.answer(&found, |found| {
                let line = |row: &ledger::company::ConcentrationRow| {
                    let counts = [row.contracts, row.below, row.clouds, row.accounts, row.amount_yen, row.sections];
                    let counts: Vec<String> = counts.iter().map(i64::to_string).collect();
                    format!("{}\t{}", row.name, counts.join("\t"))
                };
                found.rows.iter().map(line).collect()
            })?;
            Ok(Outcome::Done)
        }
    }
}

fn list(ledger: &mut Ledger, arguments: &ContractorList, say: &Say) -> Result<Outcome, Error> {
    let page = ledger.list_contractors(&CompanyQuery {
        text: arguments.text.clone(),
        findings: arguments.findings.then_some(true),
        abroad: arguments.abroad.then_some(true),
        suspended: arguments.suspended.then_some(true),
        number_missing: arguments.number_missing.then_some(true),
        running: arguments.running.then_some(true),
        limit: Some(arguments.limit),
        ..CompanyQuery::default()
    })?;
    say.answer(&page, |page| {
        let line = |row: &CompanyRow| {
            let counts = [row.contracts, row.running, row.clouds, row.accounts, row.findings];
            let counts: Vec<String> = counts.iter().map(i64::to_string).collect();
            let number = row.corporate_number.as_deref().unwrap_or("-");
            format!("{}\t{}\t{number}\t{}", row.id, row.name, counts.join("\t"))
        };
        page.rows.iter().map(line).collect()
    })?;
    Ok(Outcome::Done)
}

fn show(ledger: &mut Ledger, id: &str, say: &Say) -> Result<Outcome, Error> {
    let view = ledger.view_contractor(id)?;
    say.answer(&view, lines)?;
    Ok(if view.findings.is_empty() { Outcome::Done } else { Outcome::Findings })
}

fn lines(view: &CompanyView) -> Vec<String> {
    let company = &view.company;
    let mut lines =
        vec![format!("{}\t{}\t{}", company.id, company.name, company.corporate_number.as_deref().unwrap_or("-"))];
    lines.extend(view.merged_into.iter().map(|into| format!("-> {}\t{}", into.id, into.title)));
    lines.extend(view.findings.iter().map(|finding| format!("! {}", finding.text)));
    lines.extend(view.spellings.iter().map(|spelling| format!("= {}\t{}", spelling.name, spelling.count)));
    for row in view.contracts.iter().chain(&view.clouds).chain(&view.accounts) {
        let until = row.until_on.as_deref().unwrap_or("");
        lines.push(format!("{}\t{}\t{}\t{until}", row.role, row.number.as_deref().unwrap_or("-"), row.title));
    }
    lines.extend(view.due.iter().map(|due| format!("{}\t{}", due.due_on, due.title)));
    lines
}
