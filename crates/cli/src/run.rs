//! From words to operations of the ledger, and their answers in lines.

use std::io::Read;
use std::path::{Path, PathBuf};

use ledger::catalogue::{AnnexKind, Case, Catalogue};
use ledger::contract::{Closing, Contract, ContractApply, ContractDraft, ContractQuery, ContractView, State};
use ledger::exchange::Register;
use ledger::{Error, Ledger, Problem, Target};

use crate::arguments::{
    Arguments, Command, ContractCommand, HistoryCommand, KeyCommand, Kind, ListArguments, PersonCommand,
};
use crate::due::{DueArguments, DueCommand};
use crate::say::{Say, print};
use crate::{
    application, cloud, contractor, due, exchange, forms, incident, install, registers, risk, selection, sheet, sns,
    transfer,
};

/// How a run ended when nothing was refused.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Done, and something was found.
    Findings,
}

/// Does what the arguments ask.
pub fn run(arguments: &Arguments, say: &Say) -> Result<Outcome, Error> {
    match &arguments.command {
        Command::Requirements { cases, catalogue } => return requirements(cases, catalogue.as_deref()),
        Command::Types => {
            print(ledger::commands::typescript().trim_end())?;
            return Ok(Outcome::Done);
        }
        _ => {}
    }
    let target = target(arguments);
    match &arguments.command {
        Command::Init { sample } => init(&target, *sample, say),
        Command::Key(KeyCommand::ShowRecovery) => {
            let text = Ledger::recovery_text(&target)?;
            say.message("cli.recovery", &[]);
            say.answer(&serde_json::json!({ "recovery": text }), |_| vec![text.clone()])?;
            Ok(Outcome::Done)
        }
        Command::Key(KeyCommand::Recover) => {
            let mut typed = String::new();
            std::io::stdin().read_to_string(&mut typed).map_err(|error| unreadable(Path::new("-"), &error))?;
            Ledger::recover(&target, &typed)?;
            say.message("cli.recovered", &[]);
            Ok(Outcome::Done)
        }
        Command::Due(DueArguments { command: Some(DueCommand::Install(arguments)), .. }) => {
            install::install(&target, arguments, say)
        }
        command => {
            let mut ledger = Ledger::open(&target)?;
            ledger.lang = say.lang;
            opened(&mut ledger, command, say)
        }
    }
}

fn opened(ledger: &mut Ledger, command: &Command, say: &Say) -> Result<Outcome, Error> {
    match command {
        Command::Call { name, request } => {
            let text = if request == "-" { read(Path::new("-"))? } else { request.clone() };
            let answer = ledger::commands::dispatch(ledger, name, serde_json::from_str(&text)?)?;
            print(&answer.to_string())?;
            Ok(Outcome::Done)
        }
        Command::Contract(command) => contract(ledger, command, say),
        Command::Cloud(command) => cloud::cloud(ledger, command, say),
        Command::Inbox => application::inbox(ledger, say),
        Command::Application(command) => application::application(ledger, command, say),
        Command::Sns(command) => sns::sns(ledger, command, say),
        Command::Contractor(command) => contractor::contractor(ledger, command, say),
        Command::Incident(command) => incident::incident(ledger, command, say),
        Command::Risk(command) => risk::risk(ledger, command, say),
        Command::Person(command) => person(ledger, command, say),
        Command::Section(command) => registers::section(ledger, command, say),
        Command::Transfer(command) => transfer::transfer(ledger, command, say),
        Command::Import(command) => exchange::imports(ledger, command, say),
        Command::Export(command) => exchange::exports(ledger, command, say),
        Command::Annex { contract, kind, out } => annex(ledger, contract, *kind, out, say),
        Command::Due(arguments) => due::due(ledger, arguments, say),
        Command::History(command) => history(ledger, command, say),
        Command::Init { .. } | Command::Key(_) | Command::Requirements { .. } | Command::Types => Ok(Outcome::Done),
    }
}

/// The ledger that the arguments name, else the one of the window.
fn target(arguments: &Arguments) -> Target {
    let location = arguments.ledger.clone().unwrap_or_else(|| Target::default_path().to_string_lossy().into_owned());
    Target { location, key_file: arguments.key_file.clone() }
}

fn init(target: &Target, sample: bool, say: &Say) -> Result<Outcome, Error> {
    let mut ledger = Ledger::init(target)?;
    if sample {
        ledger.load_sample()?;
    }
    say.answer(&serde_json::json!({ "ledger": target.location, "sample": sample }), |_| Vec::new())?;
    say.message(if sample { "cli.init_sample" } else { "cli.init" }, &[("path", &target.location)]);
    if target.key_file.is_none() {
        say.message("cli.init_recovery", &[]);
    }
    Ok(Outcome::Done)
}

fn requirements(cases: &Path, catalogue: Option<&Path>) -> Result<Outcome, Error> {
    let own = catalogue.map(|path| Catalogue::load(&read(path)?)).transpose()?;
    let catalogue = match &own {
        Some(catalogue) => catalogue,
        None => Catalogue::shipped()?,
    };
    let mut outcomes = Vec::new();
    let mut problems = Vec::new();
    for (line, number) in read(cases)?.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        let case: Result<Case, _> = serde_json::from_str(line);
        let judged = case
            .map_err(|error| {
                Problem::at(format!("{number}"), "case_unreadable").with("line", number).with("detail", error).into()
            })
            .and_then(|case| catalogue.judge(&case));
        match judged {
            Ok(outcome) => outcomes.push(outcome),
            Err(error) => problems.extend(error.problems.into_iter().map(|mut problem: Problem| {
                let inner = problem.field.take().filter(|field| *field != number.to_string());
                problem.field = Some(inner.map_or(format!("{number}"), |field| format!("{number}: {field}")));
                problem
            })),
        }
    }
    Error::unless_none(problems)?;
    for outcome in outcomes {
        print(&serde_json::to_string(&outcome)?)?;
    }
    Ok(Outcome::Done)
}

fn contract(ledger: &mut Ledger, command: &ContractCommand, say: &Say) -> Result<Outcome, Error> {
    let view = match command {
        ContractCommand::List(arguments) => return list(ledger, arguments, say),
        ContractCommand::Import(arguments) => return exchange::import(ledger, Register::Contract, arguments, say),
        ContractCommand::Export(arguments) => return exchange::export(ledger, Register::Contract, arguments, say),
        ContractCommand::Show { id, on } => {
            let id = find(ledger, id)?.id;
            let on = on.as_deref().map(|typed| date("on", typed)).transpose()?;
            ledger.view_contract(&id, on)?
        }
        ContractCommand::Oversight { id, kind, out } => {
            let request = ledger::contract::ContractOversightSave {
                id: ledger.find_contract(id)?.id,
                kind: (*kind).into(),
                folder: out.to_string_lossy().into_owned(),
            };
            let written = ledger.write_oversight(&request)?;
            say.answer(&written, |written| vec![written.path.clone()])?;
            return Ok(Outcome::Done);
        }
        ContractCommand::Form(arguments) => return forms::write(ledger, arguments, say),
        ContractCommand::Forms { id } => return forms::list(ledger, id, say),
        ContractCommand::Register(arguments) => return forms::register(ledger, arguments, say),
        ContractCommand::Chain { id } => {
            let id = ledger.find_contract(id)?.id;
            let chain = ledger.contract_chain(&id)?;
            let lang = ledger.lang;
            say.answer(&chain, |chain| {
                let line = |node: &ledger::contract::ChainNode| {
                    let state = ledger::wording::text(lang, &format!("subcontract_state.{}", node.state.code()), &[]);
                    format!("{}{}\t{state}", "  ".repeat(node.level.min(20)), node.title)
                };
                chain.nodes.iter().map(line).collect()
            })?;
            return Ok(Outcome::Done);
        }
        ContractCommand::Save { file } => {
            let mut draft: ContractDraft = serde_json::from_str(&read(file)?)?;
            // A file without a revision is meant for the record as it is now.
            if let Some(id) = draft.id.clone().filter(|_| draft.revision == 0) {
                draft.revision = ledger.contract(&id)?.revision;
            }
            let id = ledger.save_contract(&draft)?.id;
            ledger.view_contract(&id, None)?
        }
        ContractCommand::Renew { id, starts, ends } => {
            let id = find(ledger, id)?.id;
            let id = ledger.renew_contract(&id, starts, ends)?.id;
            ledger.view_contract(&id, None)?
        }
        ContractCommand::Sign { id, on } => {
            let contract = find(ledger, id)?;
            ledger.sign_contract(&contract.id, on, contract.revision)?;
            ledger.view_contract(&contract.id, None)?
        }
        ContractCommand::Close { id, on, returned, erased, note } => {
            let contract = find(ledger, id)?;
            let closing = Closing {
                closed_on: on.clone(),
                returned_on: returned.clone(),
                erasure_certificate_on: erased.clone(),
                note: note.clone(),
            };
            ledger.close_contract(&contract.id, &closing, contract.revision)?;
            ledger.view_contract(&contract.id, None)?
        }
        ContractCommand::Apply { id, waive, subcontract, reason } => {
            let contract = find(ledger, id)?;
            let matter = matter(&contract, waive.as_deref(), subcontract.as_deref());
            let request =
                ContractApply { id: contract.id, revision: contract.revision, matter, reason: reason.clone() };
            let id = ledger.apply_for_matter(&request)?.id;
            ledger.view_contract(&id, None)?
        }
        ContractCommand::Sheet { id, out, due, form } => {
            let id = find(ledger, id)?.id;
            return match form.of_selection() {
                Some(form) => selection::issue(ledger, (id, form), out, due.as_deref(), say),
                None => sheet::issue(ledger, &id, out, due.as_deref(), say),
            };
        }
        ContractCommand::SheetRead(arguments) => return selection::read(ledger, arguments, say),
        ContractCommand::Selection(arguments) => return selection::show(ledger, arguments, say),
        ContractCommand::Sheets { id } => {
            let id = find(ledger, id)?.id;
            return sheet::list(ledger, &id, say);
        }
        ContractCommand::Holders { id } => {
            let id = find(ledger, id)?.id;
            return transfer::holders(ledger, Register::Contract, &id, say);
        }
        ContractCommand::Reopen { id } => {
            let contract = find(ledger, id)?;
            ledger.reopen_contract(&contract.id, contract.revision)?;
            ledger.view_contract(&contract.id, None)?
        }
    };
    say.answer(&view, |view| contract_lines(view, say))?;
    Ok(if view.counts.missing > 0 || !view.findings.is_empty() { Outcome::Findings } else { Outcome::Done })
}

/// What of a contract is applied for, as the ledger names it.
fn matter(contract: &Contract, waive: Option<&str>, subcontract: Option<&str>) -> String {
    match (waive, subcontract) {
        (Some(requirement), _) => format!("waiver:{requirement}"),
        (None, named) => {
            let named = named.unwrap_or_default();
            let found = contract.subcontracts.iter().find(|sub| sub.name == named);
            format!("subcontract:{}", found.map_or(named, |sub| sub.id.as_str()))
        }
    }
}

/// A fiscal year as typed.
pub fn fiscal_year(typed: &str) -> Result<i32, Error> {
    let read = ledger::date::parse_fiscal_year(typed);
    read.map_err(|_| Problem::at("year", "fiscal_year_unreadable").with("value", typed).into())
}

fn list(ledger: &mut Ledger, arguments: &ListArguments, say: &Say) -> Result<Outcome, Error> {
    let query = ContractQuery {
        text: arguments.text.clone(),
        fiscal_year: arguments.year.as_deref().map(fiscal_year).transpose()?,
        findings: arguments.findings.then_some(true),
        unknown: arguments.unknown.then_some(true),
        limit: Some(arguments.limit),
        ..ContractQuery::default()
    };
    let page = ledger.list_contracts(&query)?;
    say.answer(&page, |page| {
        let line = |row: &ledger::contract::ContractRow| {
            [
                row.number.clone().unwrap_or_else(|| row.id.clone()),
                row.title.clone(),
                row.contractor.clone(),
                row.section.clone().unwrap_or_default(),
                format!("{} ~ {}", row.starts_on.as_deref().unwrap_or("?"), row.ends_on.as_deref().unwrap_or("?")),
                say.text(
                    "cli.counts",
                    &[("findings", &row.findings.to_string()), ("unknown", &row.unknown.to_string())],
                ),
            ]
            .join("\t")
        };
        page.rows.iter().map(line).collect()
    })?;
    Ok(Outcome::Done)
}

fn contract_lines(view: &ContractView, say: &Say) -> Vec<String> {
    let contract = &view.contract;
    let mut lines = vec![
        format!("{}\t{}", contract.number.as_deref().unwrap_or("-"), contract.title),
        format!("{}\t{}", contract.id, contract.contractor.name),
        say.text(
            "cli.contract_counts",
            &[
                ("applies", &view.counts.applies.to_string()),
                ("missing", &view.counts.missing.to_string()),
                ("unknown", &view.counts.unknown.to_string()),
                ("met", &view.counts.met.to_string()),
            ],
        ),
    ];
    lines.extend(view.findings.iter().map(|finding| format!("! {}", finding.text)));
    for row in &view.requirements {
        let mark = match row.state {
            State::Missing => "!",
            State::Unknown => "?",
            State::Met => "+",
            State::Waived => "-",
            State::NotYet | State::Recommended => " ",
        };
        let detail = row.remedy_text.as_ref().or(row.evidence_text.as_ref()).unwrap_or(&row.because_text);
        lines.push(format!("{mark} {}\t{}\t{detail}", row.id, row.title));
    }
    lines.extend(view.due.iter().map(|due| format!("{}\t{}", due.due_on, due.title)));
    lines
}

fn person(ledger: &mut Ledger, command: &PersonCommand, say: &Say) -> Result<Outcome, Error> {
    let line = |person: &ledger::person::Person| {
        format!("{}\t{}\t{}", person.id, person.section.as_deref().unwrap_or("-"), person.name)
    };
    match command {
        PersonCommand::Import(arguments) => return exchange::import(ledger, Register::Person, arguments, say),
        PersonCommand::Export(arguments) => return exchange::export(ledger, Register::Person, arguments, say),
        PersonCommand::List => say.answer(&ledger.list_persons()?, |people| people.iter().map(line).collect())?,
        PersonCommand::Show { id } => {
            let found = ledger.list_persons()?.into_iter().find(|person| person.id == *id);
            let person = found.ok_or_else(|| Problem::new("record_missing").with("id", id))?;
            say.answer(&person, |person| vec![line(person)])?;
        }
        PersonCommand::Save { file } => {
            let saved = ledger.save_person(serde_json::from_str(&read(file)?)?)?;
            say.answer(&saved, |person| vec![line(person)])?;
        }
    }
    Ok(Outcome::Done)
}

fn annex(ledger: &mut Ledger, id: &str, kind: Kind, out: &Path, say: &Say) -> Result<Outcome, Error> {
    let contract = find(ledger, id)?;
    let kinds = match kind {
        Kind::All => None,
        Kind::Security => Some(vec![AnnexKind::Security]),
        Kind::PersonalInfo => Some(vec![AnnexKind::PersonalInfo]),
        Kind::Mynumber => Some(vec![AnnexKind::MyNumber]),
        Kind::SpecSheet => Some(vec![AnnexKind::SpecSheet]),
        Kind::F20 => Some(vec![AnnexKind::F20]),
    };
    let files = ledger.write_annexes(&contract, kinds.as_deref(), out)?;
    let view = ledger.view_contract(&contract.id, None)?;
    say.answer(&ledger::commands::AnnexFiles { files }, |answer| {
        answer.files.iter().map(|file| file.path.clone()).collect()
    })?;
    if view.counts.unknown > 0 {
        say.message("cli.annex_unknown", &[("count", &view.counts.unknown.to_string())]);
    }
    Ok(Outcome::Done)
}

fn history(ledger: &mut Ledger, command: &HistoryCommand, say: &Say) -> Result<Outcome, Error> {
    match command {
        HistoryCommand::List { limit } => {
            let rows = ledger.list_history(0, *limit)?;
            say.answer(&rows, |rows| {
                let line = |row: &ledger::history::HistoryRow| {
                    format!(
                        "{}\t{}\t{}\t{}\t{}",
                        row.seq,
                        row.at,
                        row.by,
                        row.op_text,
                        row.title.as_deref().unwrap_or(&row.record)
                    )
                };
                rows.iter().map(line).collect()
            })?;
            Ok(Outcome::Done)
        }
        HistoryCommand::Head => {
            let head = ledger.history_head()?;
            say.answer(&head, |head| vec![format!("{}\t{}", head.seq, head.hash)])?;
            Ok(Outcome::Done)
        }
        HistoryCommand::Verify { head } => {
            let found = ledger.verify_history(head.as_deref())?;
            say.answer(&found, |found| {
                let summary = say.text("cli.verified", &[("rows", &found.rows.to_string()), ("head", &found.head)]);
                let problems = found.problems.iter().map(|problem| format!("! {}", problem.text));
                std::iter::once(summary).chain(problems).collect()
            })?;
            Ok(if found.ok { Outcome::Done } else { Outcome::Findings })
        }
    }
}

/// The contract with this id, or the one of this number whose term begins last.
fn find(ledger: &mut Ledger, id: &str) -> Result<Contract, Error> {
    ledger.find_contract(id)
}

/// A date of the command line.
pub fn date(field: &str, typed: &str) -> Result<ledger::date::NaiveDate, Error> {
    ledger::date::parse(typed)
        .map_err(|problem| Problem::at(field, ledger::contract::date_code(&problem)).with("value", typed).into())
}

/// A file, or standard input for `-`.
pub fn read(path: &Path) -> Result<String, Error> {
    let mut text = String::new();
    let done = if path == Path::new("-") {
        std::io::stdin().read_to_string(&mut text).map(|_| ())
    } else {
        std::fs::read_to_string(path).map(|found| text = found)
    };
    done.map_err(|error| unreadable(path, &error))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    let shown: PathBuf = path.to_owned();
    Problem::new("file_unreadable").with("path", shown.display()).with("detail", error).into()
}
