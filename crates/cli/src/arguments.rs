//! The words of the command line. Other programs call these forms, so they do not change.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::application::ApplicationCommand;
use crate::cloud::CloudCommand;
use crate::contractor::ContractorCommand;
use crate::due::DueArguments;
use crate::forms::{FormArguments, RegisterPaperArguments};
use crate::incident::IncidentCommand;
use crate::risk::RiskCommand;
use crate::selection::{SelectionArguments, SheetForm, SheetReadArguments};
use crate::sns::SnsCommand;
use crate::transfer::TransferCommand;

/// Security requirements of outsourcing contracts, cloud services and official accounts of a local government (関所).
#[derive(Parser)]
#[command(name = "sekisho", version, propagate_version = true)]
pub struct Arguments {
    /// The ledger: a file, or postgres://…; by default the one that the window uses.
    #[arg(long, global = true, value_name = "PATH|postgres://…")]
    pub ledger: Option<String>,
    /// A file with the key of the ledger, for machines without a keyring (32 bytes or 64 hexadecimal digits).
    #[arg(long, global = true, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// One JSON value on standard output and nothing else.
    #[arg(long, global = true)]
    pub json: bool,
    /// Language of the texts.
    #[arg(long, global = true, value_enum, default_value_t = Language::Ja)]
    pub lang: Language,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// A language.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Japanese.
    Ja,
    /// English.
    En,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Makes a new ledger and its key.
    Init {
        /// With a complete sample office.
        #[arg(long)]
        sample: bool,
    },
    /// Runs any command of the table: JSON in, JSON out.
    Call {
        /// Name of the command.
        name: String,
        /// The request as JSON, or - for standard input.
        #[arg(default_value = "{}")]
        request: String,
    },
    /// Outsourcing contracts.
    #[command(subcommand)]
    Contract(ContractCommand),
    /// Uses of cloud services.
    #[command(subcommand)]
    Cloud(CloudCommand),
    /// What waits for review or decision, and approvals that have lapsed.
    Inbox,
    /// Applications for approval, of every register.
    #[command(subcommand)]
    Application(ApplicationCommand),
    /// Official accounts.
    #[command(subcommand)]
    Sns(SnsCommand),
    /// Companies that stand behind contracts, cloud uses and accounts.
    #[command(subcommand)]
    Contractor(ContractorCommand),
    /// Incidents and what has to be reported of them.
    #[command(subcommand)]
    Incident(IncidentCommand),
    /// Which contracts are risky, why, and the report about it.
    #[command(subcommand)]
    Risk(RiskCommand),
    /// People.
    #[command(subcommand)]
    Person(PersonCommand),
    /// Sections of the office.
    #[command(subcommand)]
    Section(SectionCommand),
    /// Personnel transfers: who takes over what.
    #[command(subcommand)]
    Transfer(TransferCommand),
    /// Imports that were carried out.
    #[command(subcommand)]
    Import(ImportCommand),
    /// Everything that the ledger holds.
    #[command(subcommand)]
    Export(ExportCommand),
    /// Which requirements apply to cases of a file; needs no ledger.
    Requirements {
        /// One case a line: {"name","record_type","facts"}.
        #[arg(long, value_name = "FILE.jsonl")]
        cases: PathBuf,
        /// Another catalogue than the one of this release.
        #[arg(long, value_name = "FILE.json")]
        catalogue: Option<PathBuf>,
    },
    /// Writes the annexes of a contract as Word files.
    Annex {
        /// Id or number of the contract.
        contract: String,
        /// Which papers.
        #[arg(long, value_enum, default_value_t = Kind::All)]
        kind: Kind,
        /// Folder to write into.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// What falls due.
    Due(DueArguments),
    /// The history of every write.
    #[command(subcommand)]
    History(HistoryCommand),
    /// The key of the ledger.
    #[command(subcommand)]
    Key(KeyCommand),
    /// The TypeScript types of the command table, for the window's sources.
    #[command(hide = true)]
    Types,
}

/// Which papers.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Kind {
    /// 情報セキュリティに関する特記事項.
    Security,
    /// 個人情報取扱特記事項.
    PersonalInfo,
    /// 特定個人情報取扱特記事項.
    Mynumber,
    /// 仕様書の要件表.
    SpecSheet,
    /// 要件適用判定票.
    F20,
    /// All that the contract calls for.
    All,
}

/// Outsourcing contracts.
/// A paper of oversight of a contract.
#[derive(Clone, Copy, ValueEnum)]
pub enum OversightPaper {
    /// Record of the newest inspection.
    Record,
    /// Demand to put right what is open.
    Demand,
    /// Draft of a demand to suspend the work.
    Suspension,
    /// Draft of the notice that the contract is ended.
    Termination,
}

impl From<OversightPaper> for ledger::contract::OversightKind {
    fn from(paper: OversightPaper) -> Self {
        match paper {
            OversightPaper::Record => Self::Record,
            OversightPaper::Demand => Self::Demand,
            OversightPaper::Suspension => Self::Suspension,
            OversightPaper::Termination => Self::Termination,
        }
    }
}

#[derive(Subcommand)]
pub enum ContractCommand {
    /// The list.
    List(ListArguments),
    /// Reads a ledger kept in a spreadsheet.
    Import(ImportArguments),
    /// Writes the register as a table.
    Export(ExportArguments),
    /// One contract with requirements, findings and due dates.
    Show {
        /// Id or number.
        id: String,
        /// As it was on this day.
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Writes a paper of oversight as a Word file: record of the newest inspection, demand, or a draft for more.
    Oversight {
        /// Id or number.
        id: String,
        /// Which.
        #[arg(long)]
        kind: OversightPaper,
        /// Folder.
        #[arg(long)]
        out: PathBuf,
    },
    /// Writes a form as a Word file, filled as far as the ledger knows.
    Form(FormArguments),
    /// The forms of a contract, and why one is wanted now.
    Forms {
        /// Id or number.
        id: String,
    },
    /// Writes the register as a Word file (F-19), all of it or what is asked for.
    Register(RegisterPaperArguments),
    /// Who works for a contract, over all levels of re-outsourcing.
    Chain {
        /// Id or number.
        id: String,
    },
    /// Saves a contract from a file; new without an id.
    Save {
        /// The record as JSON, or - for standard input.
        file: PathBuf,
    },
    /// Registers the next term.
    Renew {
        /// Id or number.
        id: String,
        /// Start of the term.
        #[arg(long, value_name = "DATE")]
        starts: String,
        /// End of the term.
        #[arg(long, value_name = "DATE")]
        ends: String,
    },
    /// Signs the contract: its annexes are kept from now on.
    Sign {
        /// Id or number.
        id: String,
        /// Day of signing.
        #[arg(long, value_name = "DATE")]
        on: String,
    },
    /// Writes the check sheet for the contractor as a workbook, and keeps what is asked under its number.
    Sheet {
        /// Id or number.
        id: String,
        /// Folder to write into.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Until when the contractor is to answer; two weeks by default.
        #[arg(long, value_name = "DATE")]
        due: Option<String>,
        /// Which sheet.
        #[arg(long, default_value = "check")]
        form: SheetForm,
    },
    /// Reads a check sheet that came back; its contract is the one whose number stands in it. Writes nothing without --apply.
    SheetRead(SheetReadArguments),
    /// How the contractor was selected: candidates with their judgements and places; with --out the result as a Word file.
    Selection(SelectionArguments),
    /// The check sheets of a contract, and its answers beside those of the year before.
    Sheets {
        /// Id or number.
        id: String,
    },
    /// Closes the contract.
    Close {
        /// Id or number.
        id: String,
        /// Day of closing.
        #[arg(long, value_name = "DATE")]
        on: String,
        /// Day on which everything was back.
        #[arg(long, value_name = "DATE")]
        returned: Option<String>,
        /// Day of the erasure certificate.
        #[arg(long, value_name = "DATE")]
        erased: Option<String>,
        /// Remark; needed for a contract that is given up before it began.
        #[arg(long)]
        note: Option<String>,
    },
    /// Takes a closing back.
    Reopen {
        /// Id or number.
        id: String,
    },
    /// Applies for leaving a requirement out, or for the consent to a re-outsourcing.
    Apply {
        /// Id or number.
        id: String,
        /// Id of a requirement to leave out, such as CT-05.
        #[arg(
            long,
            value_name = "REQUIREMENT",
            conflicts_with = "subcontract",
            required_unless_present = "subcontract"
        )]
        waive: Option<String>,
        /// Name of the sub-contractor, or id of its entry.
        #[arg(long, value_name = "NAME")]
        subcontract: Option<String>,
        /// Why: the reason of a waiver, or what to say to the one who reviews.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Who answered for the contract when, the newest first.
    Holders {
        /// Id or number.
        id: String,
    },
}

/// What a list shows.
#[derive(Args)]
pub struct ListArguments {
    /// Words that all occur in number, title, contractor, section or owner.
    #[arg(long)]
    pub text: Option<String>,
    /// Fiscal year, such as 2026 or R8.
    #[arg(long)]
    pub year: Option<String>,
    /// Only with findings.
    #[arg(long)]
    pub findings: bool,
    /// Only with undecided requirements.
    #[arg(long)]
    pub unknown: bool,
    /// Rows at the most.
    #[arg(long, default_value_t = 500)]
    pub limit: i64,
}

/// What a list of cloud uses or accounts shows.
#[derive(Args)]
pub struct RegisterArguments {
    /// Words that all occur in a record.
    #[arg(long)]
    pub text: Option<String>,
    /// Only in this state, such as approved or active.
    #[arg(long)]
    pub status: Option<String>,
    /// Only of the section with this name.
    #[arg(long)]
    pub section: Option<String>,
    /// Rows at the most.
    #[arg(long, default_value_t = 500)]
    pub limit: i64,
}

/// Sections of the office.
#[derive(Subcommand)]
pub enum SectionCommand {
    /// All of them.
    List,
    /// Reads a ledger kept in a spreadsheet.
    Import(ImportArguments),
    /// Writes the register as a table.
    Export(ExportArguments),
    /// One section.
    Show {
        /// Id or name.
        id: String,
    },
    /// Saves a section from a file; new without an id.
    Save {
        /// The section as JSON, or - for standard input.
        file: PathBuf,
    },
}

/// People.
#[derive(Subcommand)]
pub enum PersonCommand {
    /// Everybody.
    List,
    /// Reads a ledger kept in a spreadsheet.
    Import(ImportArguments),
    /// Writes the register as a table.
    Export(ExportArguments),
    /// One person.
    Show {
        /// Id.
        id: String,
    },
    /// Saves a person from a file; new without an id.
    Save {
        /// The person as JSON, or - for standard input.
        file: PathBuf,
    },
}

/// The history.
#[derive(Subcommand)]
pub enum HistoryCommand {
    /// Newest first.
    List {
        /// Rows at the most.
        #[arg(long, default_value_t = 50)]
        limit: i64,
    },
    /// Number and hash of the last row, to be printed and kept elsewhere.
    Head,
    /// Walks the chain and names every break.
    Verify {
        /// A head printed earlier, at least 8 characters.
        #[arg(long, value_name = "HASH")]
        head: Option<String>,
    },
}

/// The key.
#[derive(Subcommand)]
pub enum KeyCommand {
    /// Shows the recovery key, to be printed and kept in a safe.
    ShowRecovery,
    /// Takes a printed recovery key back from standard input.
    Recover,
}

/// A ledger kept in a spreadsheet.
#[derive(Args)]
pub struct ImportArguments {
    /// Workbook (.xlsx, .xls, .ods), text table (.csv, .tsv), or records as .jsonl.
    pub file: PathBuf,
    /// JSON with the field for each heading, or null for a column that is not read.
    #[arg(long, value_name = "FILE.json")]
    pub mapping: Option<PathBuf>,
    /// Tells what would be done, and writes nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// How the characters of a text table are written; found out by default.
    #[arg(long, value_enum)]
    pub encoding: Option<Encoding>,
    /// Remembers the mapping under this name for the same headings.
    #[arg(long, value_name = "NAME")]
    pub remember: Option<String>,
    /// Writes the rows that cannot be taken into this workbook, with the reasons.
    #[arg(long, value_name = "FILE.xlsx")]
    pub rejected: Option<PathBuf>,
}

/// Where and how a register is written.
#[derive(Args)]
pub struct ExportArguments {
    /// File to write; its ending (.xlsx, .csv, .jsonl) says the format.
    pub file: PathBuf,
    /// How dates are shown.
    #[arg(long, value_enum, default_value_t = Dates::Wareki)]
    pub dates: Dates,
    /// How the characters of a .csv are written.
    #[arg(long, value_enum, default_value_t = CsvEncoding::Utf8)]
    pub encoding: CsvEncoding,
}

/// How the characters of a text table are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first.
    Utf16le,
    /// UTF-16, high byte first.
    Utf16be,
    /// Shift_JIS as Windows writes it.
    Cp932,
}

impl From<Encoding> for ledger::exchange::Encoding {
    fn from(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Utf8 => Self::Utf8,
            Encoding::Utf16le => Self::Utf16Le,
            Encoding::Utf16be => Self::Utf16Be,
            Encoding::Cp932 => Self::Cp932,
        }
    }
}

/// How dates are shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Dates {
    /// R8.4.1.
    Wareki,
    /// 2026-04-01.
    Iso,
}

impl From<Dates> for ledger::exchange::DateForm {
    fn from(dates: Dates) -> Self {
        match dates {
            Dates::Wareki => Self::Wareki,
            Dates::Iso => Self::Iso,
        }
    }
}

/// How the characters of a .csv are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CsvEncoding {
    /// UTF-8 with the mark that Excel needs.
    Utf8,
    /// Shift_JIS as Windows writes it; characters that it lacks are listed.
    Cp932,
}

impl From<CsvEncoding> for ledger::exchange::TextForm {
    fn from(encoding: CsvEncoding) -> Self {
        match encoding {
            CsvEncoding::Utf8 => Self::Utf8,
            CsvEncoding::Cp932 => Self::Cp932,
        }
    }
}

/// Imports that were carried out.
#[derive(Subcommand)]
pub enum ImportCommand {
    /// Takes a whole import back; records that were changed since stay.
    Undo {
        /// The number that the import told.
        number: i64,
    },
}

/// Everything that the ledger holds.
#[derive(Subcommand)]
pub enum ExportCommand {
    /// One archive: every register as JSON Lines with its schema, the history, and the papers as signed.
    All {
        /// Archive to write.
        #[arg(value_name = "FILE.zip")]
        file: PathBuf,
    },
}
