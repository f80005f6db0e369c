//! The words of `sekisho sns`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use crate::arguments::{ExportArguments, ImportArguments, RegisterArguments};

/// Official accounts.
#[derive(Subcommand)]
pub enum SnsCommand {
    /// Reads a ledger kept in a spreadsheet.
    Import(ImportArguments),
    /// Writes the register as a table.
    Export(ExportArguments),
    /// The list.
    List {
        /// What every list takes.
        #[command(flatten)]
        list: RegisterArguments,
        /// Only of this medium, such as x or line.
        #[arg(long)]
        medium: Option<String>,
    },
    /// One account with requirements and findings.
    Show {
        /// Id, address, handle, or name.
        id: String,
        /// As it was on this day.
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Saves an account from a file; new without an id.
    Save {
        /// The record as JSON, or - for standard input.
        file: PathBuf,
    },
    /// Applies for opening an account, its suspension, resumption or closing; a change is applied for by saving it.
    Apply {
        /// Id, address, handle, or name.
        id: String,
        /// What is applied for.
        #[arg(long, value_parser = ["new", "suspension", "resumption", "end"])]
        kind: String,
        /// What to say to the one who reviews.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Who answered for the account when, the newest first.
    Holders {
        /// Id, address, handle, or name.
        id: String,
    },
    /// Writes the papers of an account as Word files.
    Papers {
        /// Id, address, handle, or name.
        id: String,
        /// Which papers.
        #[arg(long, value_enum, default_value_t = SnsPaper::All)]
        kind: SnsPaper,
        /// Folder to write into.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Writes the public list as a page, a table and data, with what changed since the last one.
    Publish {
        /// Folder to write into; files of the list that are there are replaced.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Where people may ask; as the last time, if it is not named.
        #[arg(long, value_name = "TEXT")]
        contact: Option<String>,
    },
    /// Compares a saved page of the web site with the register.
    CheckPage {
        /// The page, saved as HTML.
        file: PathBuf,
    },
}

/// Which papers of an account.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SnsPaper {
    /// 開設・変更・休止・再開・廃止届（F-13）.
    Notice,
    /// 運用ポリシー（F-14）.
    Policy,
    /// 運用手順書.
    Procedure,
    /// 乗っ取り対応カード.
    Card,
    /// All that the account calls for.
    All,
}
