//! `incident`: what happened, whether it is reported and by when, as lines or JSON. Faces decide nothing: everything asks
//! the ledger.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use ledger::exchange::Register;
use ledger::incident::{
    IncidentDraft, IncidentPaperKind, IncidentQuery, IncidentRow, IncidentState, IncidentView, WrittenIncidentPaper,
};
use ledger::{Error, Ledger};

use crate::arguments::{ExportArguments, ImportArguments};
use crate::exchange;
use crate::run::{Outcome, read};
use crate::say::Say;

/// What `incident` does.
#[derive(Subcommand)]
pub enum IncidentCommand {
    /// Lists incidents, the newest first.
    List(IncidentList),
    /// Shows one with what the law asks for; by id, number or title.
    Show {
        /// Id, number or title.
        id: String,
    },
    /// Saves one from a JSON file.
    Save {
        /// File, or `-`.
        file: PathBuf,
    },
    /// Writes its papers (F-09) as Word files.
    Papers {
        /// Id, number or title.
        id: String,
        /// Which; those that it calls for as it is now where nothing is said.
        #[arg(long, value_delimiter = ',')]
        kind: Option<Vec<PaperKind>>,
        /// Folder.
        #[arg(long)]
        out: PathBuf,
    },
    /// Reads a spreadsheet or JSON Lines.
    Import(ImportArguments),
    /// Writes a spreadsheet or JSON Lines.
    Export(ExportArguments),
}

/// Which incidents.
#[derive(Args)]
pub struct IncidentList {
    /// Words.
    #[arg(long)]
    text: Option<String>,
    /// Those that are open.
    #[arg(long, conflicts_with = "closed")]
    open: bool,
    /// Those that are closed.
    #[arg(long)]
    closed: bool,
    /// Of this section.
    #[arg(long)]
    section: Option<String>,
    /// How many rows.
    #[arg(long, default_value_t = 100)]
    limit: i64,
}

/// A paper of an incident.
#[derive(Clone, Copy, ValueEnum)]
pub enum PaperKind {
    /// First report to the commission.
    Initial,
    /// Last report to the commission.
    Final,
    /// Form for the contractor.
    Contractor,
}

impl From<PaperKind> for IncidentPaperKind {
    fn from(kind: PaperKind) -> Self {
        match kind {
            PaperKind::Initial => Self::Initial,
            PaperKind::Final => Self::Final,
            PaperKind::Contractor => Self::Contractor,
        }
    }
}

/// Does what `incident` asks.
pub fn incident(ledger: &mut Ledger, command: &IncidentCommand, say: &Say) -> Result<Outcome, Error> {
    match command {
        IncidentCommand::Import(arguments) => exchange::import(ledger, Register::Incident, arguments, say),
        IncidentCommand::Export(arguments) => exchange::export(ledger, Register::Incident, arguments, say),
        IncidentCommand::List(arguments) => list(ledger, arguments, say),
        IncidentCommand::Show { id } => {
            let id = ledger.find_incident(id)?.id;
            show(ledger, &id, say)
        }
        IncidentCommand::Save { file } => {
            let mut draft: IncidentDraft = serde_json::from_str(&read(file)?)?;
            // A file without a revision is meant for the record as it is now.
            if let Some(id) = draft.id.clone().filter(|_| draft.revision == 0) {
                draft.revision = ledger.incident(&id)?.revision;
            }
            let id = ledger.save_incident(&draft)?.id;
            show(ledger, &id, say)
        }
        IncidentCommand::Papers { id, kind, out } => {
            let id = ledger.find_incident(id)?.id;
            let kinds: Option<Vec<IncidentPaperKind>> =
                kind.as_ref().map(|kinds| kinds.iter().copied().map(Into::into).collect());
            let files = ledger.write_incident_papers(&id, kinds.as_deref(), out)?;
            say.answer(&serde_json::json!({ "files": files }), |_| {
                files.iter().map(|file: &WrittenIncidentPaper| file.path.clone()).collect()
            })?;
            Ok(Outcome::Done)
        }
    }
}

fn list(ledger: &mut Ledger, arguments: &IncidentList, say: &Say) -> Result<Outcome, Error> {
    let state = match (arguments.open, arguments.closed) {
        (true, _) => Some(IncidentState::Open),
        (_, true) => Some(IncidentState::Closed),
        _ => None,
    };
    let page = ledger.list_incidents(&IncidentQuery {
        text: arguments.text.clone(),
        state,
        section: arguments.section.clone(),
        limit: Some(arguments.limit),
        ..IncidentQuery::default()
    })?;
    say.answer(&page, |page| {
        let line = |row: &IncidentRow| {
            let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
            let reported = row.reported.map_or("?", |reported| if reported { "+" } else { "-" });
            format!(
                "{}\t{}\t{}\t{reported}\t{}\t{}",
                row.id,
                or(&row.number),
                row.title,
                or(&row.known_on),
                or(&row.next_on)
            )
        };
        page.rows.iter().map(line).collect()
    })?;
    Ok(Outcome::Done)
}

fn show(ledger: &mut Ledger, id: &str, say: &Say) -> Result<Outcome, Error> {
    let view = ledger.view_incident(id)?;
    say.answer(&view, lines)?;
    Ok(if view.findings.is_empty() { Outcome::Done } else { Outcome::Findings })
}

fn lines(view: &IncidentView) -> Vec<String> {
    let incident = &view.incident;
    let mut lines = vec![format!("{}\t{}\t{}", incident.id, incident.number.as_deref().unwrap_or("-"), incident.title)];
    lines.push(view.verdict.text.clone());
    lines.extend(view.verdict.reasons.iter().map(|reason| format!("* {reason}")));
    lines.extend(view.verdict.unknown.iter().map(|field| format!("? {}", field.label)));
    for step in &view.steps {
        let (due, done) = (step.due_on.as_deref().unwrap_or("-"), step.done_on.as_deref().unwrap_or("-"));
        lines.push(format!("{}\t{due}\t{done}", step.title));
    }
    lines.extend(view.findings.iter().map(|finding| format!("! {}", finding.text)));
    lines.extend(view.links.iter().map(|link| format!("{}\t{}\t{}", link.register.code(), link.id, link.title)));
    lines
}
