//! The words of `sekisho cloud`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

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
    /// Says something about the open application, or about one of its requirements.
    Comment {
        /// Id, number, or name of the service.
        id: String,
        /// What to say.
        text: String,
        /// Id of the requirement, such as CL-16.
        #[arg(long)]
        requirement: Option<String>,
    },
    /// Reviews the open application; it then waits for the decision.
    Review {
        /// Id, number, or name of the service.
        id: String,
        /// The opinion.
        text: String,
    },
    /// Sends the open application back.
    SendBack {
        /// Id, number, or name of the service.
        id: String,
        /// What is missing.
        text: String,
    },
    /// Takes the own application back.
    Withdraw {
        /// Id, number, or name of the service.
        id: String,
    },
    /// Decides the open application, on exactly what was seen.
    Decide(DecideArguments),
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

/// How an application is decided.
#[derive(Args)]
pub struct DecideArguments {
    /// Id, number, or name of the service.
    pub id: String,
    /// What is decided.
    #[arg(value_parser = ["approved", "conditional", "refused"])]
    pub outcome: String,
    /// The hash of what was seen, as `cloud show` gives it; its first 8 characters suffice.
    #[arg(long, value_name = "HASH")]
    pub seen: String,
    /// A condition; may be given several times.
    #[arg(long)]
    pub condition: Vec<String>,
    /// An exception that is granted, as CL-21=REASON; may be given several times.
    #[arg(long, value_name = "ID=REASON")]
    pub exception: Vec<String>,
    /// The last day of the approval.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// The day of the next check.
    #[arg(long, value_name = "DATE")]
    pub next_check: Option<String>,
    /// The one who should decide, where somebody else does in the absence of that person.
    #[arg(long, value_name = "NAME", requires = "acting_reason")]
    pub acting_for: Option<String>,
    /// Why somebody else decides.
    #[arg(long, value_name = "REASON")]
    pub acting_reason: Option<String>,
    /// Reason or remark.
    #[arg(long)]
    pub note: Option<String>,
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
