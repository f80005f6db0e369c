//! The words of `sekisho cloud`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use crate::arguments::{ExportArguments, ImportArguments, RegisterArguments};

/// Uses of cloud services.
#[derive(Subcommand)]
pub enum CloudCommand {
    /// The list.
    List(RegisterArguments),
    /// Reads a ledger kept in a spreadsheet.
    Import(ImportArguments),
    /// Writes the register as a table.
    Export(ExportArguments),
    /// One cloud use.
    Show {
        /// Id, number, or name of the service.
        id: String,
        /// As it was on this day.
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Saves a cloud use from a file; new without an id.
    Save {
        /// The record as JSON, or - for standard input.
        file: PathBuf,
    },
    /// Who managed the cloud use when, the newest first.
    Holders {
        /// Id, number, or name of the service.
        id: String,
    },
    /// Applies for a use, its renewal or its end; an application that was sent back is made again.
    Apply {
        /// Id, number, or name of the service.
        id: String,
        /// What is applied for.
        #[arg(long, default_value = "new", value_parser = ["new", "renewal", "end"])]
        kind: String,
        /// What to say to the one who reviews.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Suspends a use that is approved.
    Suspend {
        /// Id, number, or name of the service.
        id: String,
        /// Why.
        reason: String,
        /// Since this day; today if none is given.
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Lets a suspended use go on.
    Resume {
        /// Id, number, or name of the service.
        id: String,
    },
    /// Keeps a file with a use: terms, a certificate, a reply.
    Attach {
        /// Id, number, or name of the service.
        id: String,
        /// The file.
        file: PathBuf,
        /// What it is.
        #[arg(long)]
        title: Option<String>,
    },
    /// Compares the hosts of a proxy log with the approvals.
    Usage {
        /// A table with a column of hosts.
        file: PathBuf,
        /// A host that is no cloud service, with all below it; may be given several times.
        #[arg(long, value_name = "HOST")]
        ignore: Vec<String>,
        /// Which heading is which field, as JSON: {"つなぎ先": "host"}.
        #[arg(long, value_name = "FILE")]
        mapping: Option<PathBuf>,
    },
    /// Compares a public list of registered services with the register.
    Services {
        /// The list.
        file: PathBuf,
        /// Whose list it is, such as ismap or lgwan_asp.
        #[arg(long)]
        kind: String,
        /// Id of a use for which the list is taken over; may be given several times.
        #[arg(long, value_name = "ID")]
        take: Vec<String>,
        /// Which heading is which field, as JSON.
        #[arg(long, value_name = "FILE")]
        mapping: Option<PathBuf>,
    },
    /// Writes the papers of a cloud use as Word files.
    Papers {
        /// Id, number, or name of the service.
        id: String,
        /// Which papers.
        #[arg(long, value_enum, default_value_t = CloudPaper::All)]
        kind: CloudPaper,
        /// Folder to write into.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Writes the list of what is approved today, as a Word file and as a workbook.
    ApprovedList {
        /// Folder to write into.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Writes the check sheet for the provider as a workbook, and keeps what is asked under its number.
    Sheet {
        /// Id, number, or name of the service.
        id: String,
        /// Folder to write into.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Until when the provider is to answer; two weeks by default.
        #[arg(long, value_name = "DATE")]
        due: Option<String>,
    },
    /// Reads a check sheet that came back. Writes nothing without --apply.
    SheetRead {
        /// Id, number, or name of the service.
        id: String,
        /// The workbook (.xlsx, .ods, .xls).
        file: PathBuf,
        /// Takes its answers into the record.
        #[arg(long)]
        apply: bool,
    },
}

/// Which papers of a cloud use.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CloudPaper {
    /// 利用申請書.
    Application,
    /// 確認票.
    Sheet,
    /// 利用承認書.
    Approval,
    /// 決裁資料.
    Decision,
    /// 自己点検票.
    Check,
    /// 返却・消去証明書.
    Erasure,
    /// All that the use calls for.
    All,
}
