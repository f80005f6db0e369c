//! Forms of a contract and the register as papers, written into a folder. Faces decide nothing.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ledger::contract::{ContractForm, ContractFormSave, ContractQuery, ContractRegisterSave, FormKind, WrittenForm};
use ledger::{Error, Ledger};

use crate::run::{Outcome, fiscal_year};
use crate::say::Say;

/// A form about a contract.
#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Form {
    /// 責任者・従事者届 (F-01).
    Workers,
    /// 秘密保持に関する誓約書 (F-02).
    Pledge,
    /// 再委託承諾申請書 (F-03).
    Consent,
    /// 再委託承諾（不承諾）通知書 (F-03).
    ConsentNotice,
    /// 個人情報管理体制報告書 (F-05).
    Structure,
    /// 情報管理台帳 (F-06).
    Information,
    /// 返却・消去（廃棄）証明書 (F-08).
    Erasure,
    /// 研修実施報告書 (F-18).
    Training,
}

impl From<Form> for FormKind {
    fn from(form: Form) -> Self {
        match form {
            Form::Workers => Self::Workers,
            Form::Pledge => Self::Pledge,
            Form::Consent => Self::Consent,
            Form::ConsentNotice => Self::ConsentNotice,
            Form::Structure => Self::Structure,
            Form::Information => Self::Information,
            Form::Erasure => Self::Erasure,
            Form::Training => Self::Training,
        }
    }
}

/// Which form, and where to.
#[derive(Args)]
pub struct FormArguments {
    /// Id or number.
    id: String,
    /// Which.
    #[arg(long)]
    kind: Form,
    /// Folder.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Name of the sub-contractor, or id of its entry; each that calls for the form without it.
    #[arg(long, value_name = "NAME")]
    subcontract: Option<String>,
    /// Also those who pledged already, and what came back already.
    #[arg(long)]
    all: bool,
}

/// Which contracts stand on the paper, and where to.
#[derive(Args)]
pub struct RegisterPaperArguments {
    /// Words that all occur in number, title, contractor, section or owner.
    #[arg(long)]
    text: Option<String>,
    /// Fiscal year, such as 2026 or R8.
    #[arg(long)]
    year: Option<String>,
    /// Only of the section with this name.
    #[arg(long)]
    section: Option<String>,
    /// Only with findings.
    #[arg(long)]
    findings: bool,
    /// Only with undecided requirements.
    #[arg(long)]
    unknown: bool,
    /// Folder.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Writes a form of a contract.
pub fn write(ledger: &mut Ledger, arguments: &FormArguments, say: &Say) -> Result<Outcome, Error> {
    let request = ContractFormSave {
        id: ledger.find_contract(&arguments.id)?.id,
        form: arguments.kind.into(),
        folder: arguments.out.to_string_lossy().into_owned(),
        part: arguments.subcontract.clone(),
        all: Some(arguments.all),
    };
    let written = ledger.write_contract_form(&request)?;
    say.answer(&written, |written: &Vec<WrittenForm>| written.iter().map(|form| form.path.clone()).collect())?;
    Ok(Outcome::Done)
}

/// The forms of a contract, and why one is wanted now.
pub fn list(ledger: &mut Ledger, id: &str, say: &Say) -> Result<Outcome, Error> {
    let id = ledger.find_contract(id)?.id;
    let forms = ledger.contract_forms(&id)?;
    say.answer(&forms, |forms: &Vec<ContractForm>| {
        let line = |form: &ContractForm| {
            let mark = if form.wanted { "!" } else { " " };
            let hint = form.hint.clone().unwrap_or_default();
            format!("{mark} {}\t{}\t{hint}", form.form, form.title).trim_end().to_owned()
        };
        forms.iter().map(line).collect()
    })?;
    Ok(if forms.iter().any(|form| form.wanted) { Outcome::Findings } else { Outcome::Done })
}

/// Writes the register as a paper.
pub fn register(ledger: &mut Ledger, arguments: &RegisterPaperArguments, say: &Say) -> Result<Outcome, Error> {
    let query = ContractQuery {
        text: arguments.text.clone(),
        fiscal_year: arguments.year.as_deref().map(fiscal_year).transpose()?,
        section: arguments.section.clone(),
        findings: arguments.findings.then_some(true),
        unknown: arguments.unknown.then_some(true),
        ..ContractQuery::default()
    };
    let request = ContractRegisterSave { query: Some(query), folder: arguments.out.to_string_lossy().into_owned() };
    let written = ledger.write_contract_register(&request)?;
    say.answer(&written, |written| vec![written.path.clone()])?;
    Ok(Outcome::Done)
}
