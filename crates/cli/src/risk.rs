//! `risk`: which contracts are risky and why, what moved since the last quarter, the method, and the yearly report, as lines or
//! JSON. Faces decide nothing: everything asks the ledger.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use ledger::risk::method::Method;
use ledger::risk::{
    ContractRisk, Moved, RiskLevel, RiskMethodSave, RiskMethodTry, RiskOverview, RiskQuery, RiskReportSave, RiskRow,
    RiskSide,
};
use ledger::{Error, Ledger};

use crate::run::{Outcome, read};
use crate::say::Say;

/// What `risk` does.
#[derive(Subcommand)]
pub enum RiskCommand {
    /// Lists contracts, the riskiest first, with how many are at each level and what moved since the last quarter.
    List(RiskList),
    /// Shows why a contract is where it is and what would lessen its risk; by id or number.
    Show {
        /// Id or number.
        id: String,
    },
    /// Shows the method as JSON; what is under `method` can be changed and given to `try` and `set`.
    Method,
    /// Tells what another method would do; nothing is written.
    Try {
        /// A file with the method, or `-`.
        file: PathBuf,
    },
    /// Judges by another method from now on.
    Set {
        /// A file with the method, or `-`; nothing to go back to that of the program.
        file: Option<PathBuf>,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Writes the yearly report to the CISO as a Word file.
    Report {
        /// Fiscal year; this one where nothing is said.
        #[arg(long)]
        year: Option<i32>,
        /// Folder.
        #[arg(long)]
        out: PathBuf,
    },
}

/// Which contracts.
#[derive(Args)]
pub struct RiskList {
    /// Words.
    #[arg(long)]
    text: Option<String>,
    /// Of this section.
    #[arg(long)]
    section: Option<String>,
    /// The level that remains, 1 to 4; 0 where it is undecided.
    #[arg(long)]
    level: Option<u8>,
    /// How it moved since the end of the last quarter.
    #[arg(long)]
    moved: Option<MovedWord>,
    /// How many rows.
    #[arg(long, default_value_t = 100)]
    limit: usize,
}

/// How a risk moved.
#[derive(Clone, Copy, ValueEnum)]
pub enum MovedWord {
    /// More remains.
    Up,
    /// Less remains.
    Down,
    /// The same remains for other reasons.
    Otherwise,
    /// Not in the register then.
    New,
}

impl From<MovedWord> for Moved {
    fn from(word: MovedWord) -> Self {
        match word {
            MovedWord::Up => Self::Up,
            MovedWord::Down => Self::Down,
            MovedWord::Otherwise => Self::Otherwise,
            MovedWord::New => Self::New,
        }
    }
}

/// Does what `risk` asks.
pub fn risk(ledger: &mut Ledger, command: &RiskCommand, say: &Say) -> Result<Outcome, Error> {
    match command {
        RiskCommand::List(arguments) => {
            let overview = ledger.risk_overview(&RiskQuery {
                text: arguments.text.clone(),
                section: arguments.section.clone(),
                level: arguments.level,
                moved: arguments.moved.map(Into::into),
                limit: Some(arguments.limit),
                ..RiskQuery::default()
            })?;
            say.answer(&overview, overview_lines)?;
        }
        RiskCommand::Show { id } => {
            let id = ledger.find_contract(id)?.id;
            say.answer(&ledger.contract_risk(&id)?, lines)?;
        }
        RiskCommand::Method => {
            let view = ledger.risk_method()?;
            let text = serde_json::to_string_pretty(&view.method)?;
            say.answer(&view, |_| vec![text])?;
        }
        RiskCommand::Try { file } => {
            let tried = ledger.try_risk_method(&RiskMethodTry { method: method(file)? })?;
            say.answer(&tried, |tried| {
                let level = |one: &ledger::risk::RiskCount| {
                    format!("{}\t{}\t{}", one.text, one.before.unwrap_or_default(), one.count)
                };
                let levels = tried.levels.iter().map(level);
                levels.chain([format!("{}/{}", tried.changed, tried.all)]).collect()
            })?;
        }
        RiskCommand::Set { file, reason } => {
            let method = file.as_deref().map(method).transpose()?;
            let revision = ledger.risk_method()?.settings.revision;
            let view = ledger.save_risk_method(&RiskMethodSave { method, reason: reason.clone(), revision })?;
            say.answer(&view.settings, |settings| vec![settings.revision.to_string()])?;
        }
        RiskCommand::Report { year, out } => {
            let folder = out.to_string_lossy().into_owned();
            let written = ledger.write_risk_report(&RiskReportSave { folder, fiscal_year: *year })?;
            say.answer(&written, |written| vec![written.path.clone()])?;
        }
    }
    Ok(Outcome::Done)
}

/// A method, alone or as `risk method --json` gives it.
fn method(file: &Path) -> Result<Method, Error> {
    let json: serde_json::Value = serde_json::from_str(&read(file)?)?;
    let own = json.get("method").cloned().unwrap_or(json);
    Ok(serde_json::from_value(own)?)
}

fn overview_lines(overview: &RiskOverview) -> Vec<String> {
    let level = |one: &ledger::risk::RiskCount| {
        let before = one.before.map_or_else(|| "-".to_owned(), |before| before.to_string());
        format!("{}\t{}\t{before}", one.text, one.count)
    };
    let row = |row: &RiskRow| {
        let number = row.number.as_deref().unwrap_or("-");
        let levels = [&row.level, &row.inherent, &row.measures].map(|level: &RiskLevel| level.text.as_str());
        format!("{number}\t{}\t{}\t{}\t{}", row.title, row.contractor, levels.join("\t"), row.why)
    };
    overview.levels.iter().map(level).chain([String::new()]).chain(overview.rows.iter().map(row)).collect()
}

fn lines(risk: &ContractRisk) -> Vec<String> {
    let side = |side: &RiskSide| {
        let factor = |factor: &ledger::risk::RiskFactor| {
            let points = if factor.low == factor.high {
                factor.low.to_string()
            } else {
                format!("{}-{}", factor.low, factor.high)
            };
            format!("{points}\t{}\t{}\t{}", factor.label, factor.choice, factor.then.as_deref().unwrap_or(""))
        };
        side.factors.iter().map(factor).collect::<Vec<_>>()
    };
    let fixes = risk.fixes.iter().map(|fix| format!("→ {}\t{}", fix.level.text, fix.text));
    let parts = [side(&risk.inherent), side(&risk.measures)].concat();
    [risk.sentence.clone()].into_iter().chain(parts).chain(fixes).collect()
}
