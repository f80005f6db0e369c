//! One handover sheet, block by block: what goes over, what is open, what falls due, whose access changes, who signs.
//! A sheet never holds the value of a credential; it says where those are and when they are to be changed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use paper::{Align, Block, Orientation, Paper, Stamp};

use super::{Goes, Handover, HandoverPaper, HandoverPlace};
use crate::cloud::Cloud;
use crate::contract::{Contract, ContractView};
use crate::incident::{Incident, IncidentView};
use crate::ledger::Ledger;
use crate::office::{CalendarStyle, Office};
use crate::problem::Error;
use crate::register::{Duty, Register};
use crate::sns::Sns;
use crate::wording::{Lang, text};

static WORDS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../../templates/papers/handover.json")).unwrap_or_default()
});

/// A text of the sheet.
fn say(key: &str, args: &[(&str, &str)]) -> String {
    let text = WORDS.get(key).cloned().unwrap_or_else(|| key.to_owned());
    args.iter().fold(text, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

fn header(part: &str, columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| say(&format!("{part}.{column}"), &[])).collect()
}

/// An account with its medium.
fn account_name(sns: &Sns) -> String {
    let medium = text(Lang::Ja, &format!("medium.{}", sns.medium.code()), &[]);
    format!("{medium}\u{3000}{}", sns.name)
}

/// A contract that goes over, with what follows from it.
struct OfContract {
    contract: Contract,
    view: Option<ContractView>,
}

/// How a sheet writes things.
struct Hand<'a> {
    office: &'a Office,
    handover: &'a Handover,
    contracts: Vec<OfContract>,
    clouds: Vec<Cloud>,
    sns: Vec<(Sns, Vec<Duty>)>,
    incidents: Vec<IncidentView>,
    /// What falls due of cloud uses, accounts and incidents: day, record, what.
    dues: Vec<(String, String, String)>,
}

/// The sheet.
///
/// # Errors
/// If a record cannot be read.
pub(super) fn compose(ledger: &mut Ledger, handover: &Handover) -> Result<HandoverPaper, Error> {
    let office = ledger.office()?;
    let lang = std::mem::replace(&mut ledger.lang, Lang::Ja);
    let gathered = gather(ledger, &office, handover);
    ledger.lang = lang;
    let hand = gathered?;
    let title = say("title", &[]);
    let mut blocks = vec![
        Block::Title { text: title.clone() },
        Block::Subtitle { text: say("subtitle", &[]) },
        hand.head(ledger.today()),
        Block::Paragraph { text: say("lead", &[("on", &hand.day(handover.on))]), align: Align::Left, indent: 0 },
    ];
    hand.contracts(&mut blocks);
    hand.clouds(&mut blocks);
    hand.accounts(&mut blocks);
    hand.open(&mut blocks);
    hand.dues(&mut blocks);
    hand.access(&mut blocks);
    hand.places(&mut blocks);
    hand.signatures(&mut blocks);
    let start = |text: &str, characters| text.chars().take(characters).collect::<String>();
    let section = handover.from.section.as_deref().unwrap_or_default();
    let stem = [say("file", &[]), start(section, 20), start(&handover.from.name, 20), start(&handover.to.name, 20)];
    let stem: Vec<String> = stem.into_iter().filter(|part| !part.is_empty()).collect();
    let head: String = ledger.history_head()?.hash.chars().take(8).collect();
    Ok(HandoverPaper {
        from: handover.from.clone(),
        to: handover.to.clone(),
        records: handover.records.len(),
        file_name: format!("{}.docx", crate::folder::legal_name(&stem.join("_"))),
        paper: Paper {
            title,
            orientation: Orientation::Landscape,
            header: format!("{}\u{3000}{}", hand.from(), office.name).trim().to_owned(),
            footer: say("footer", &[("head", &head)]),
            blocks,
            stamp: Stamp { created: ledger.today().to_string(), author: office.name.clone() },
        },
    })
}

fn gather<'a>(ledger: &mut Ledger, office: &'a Office, handover: &'a Handover) -> Result<Hand<'a>, Error> {
    let mut hand = Hand {
        office,
        handover,
        contracts: Vec::new(),
        clouds: Vec::new(),
        sns: Vec::new(),
        incidents: Vec::new(),
        dues: Vec::new(),
    };
    for (register, json, duties) in &handover.records {
        match register {
            Register::Contract => {
                let contract: Contract = serde_json::from_value(json.clone())?;
                // A contract that was taken out since is handed over with what the history knows of it.
                let view = ledger.view_contract(&contract.id, None).ok();
                hand.contracts.push(OfContract { contract, view });
            }
            Register::Cloud => {
                let cloud: Cloud = serde_json::from_value(json.clone())?;
                hand.due(ledger, Register::Cloud, &cloud.id, &cloud.service)?;
                hand.clouds.push(cloud);
            }
            Register::Sns => {
                let sns: Sns = serde_json::from_value(json.clone())?;
                hand.due(ledger, Register::Sns, &sns.id, &account_name(&sns))?;
                hand.sns.push((sns, duties.clone()));
            }
            Register::Incident => {
                let incident: Incident = serde_json::from_value(json.clone())?;
                hand.due(ledger, Register::Incident, &incident.id, &incident.title)?;
                // One that was taken out since has nothing left to do.
                hand.incidents.extend(ledger.view_incident(&incident.id));
            }
            _ => {}
        }
    }
    Ok(hand)
}

impl Hand<'_> {
    /// Takes down what falls due of a record.
    fn due(&mut self, ledger: &mut Ledger, register: Register, id: &str, name: &str) -> Result<(), Error> {
        let today = ledger.today();
        let own = ledger.dues_of(register.code(), id, today)?.into_iter();
        self.dues.extend(own.map(|due| (due.due_on, name.to_owned(), due.title)));
        Ok(())
    }

    fn day(&self, day: NaiveDate) -> String {
        match self.office.style.calendar {
            CalendarStyle::Wareki => crate::date::wareki(day),
            CalendarStyle::Iso => crate::date::seireki(day),
        }
    }

    fn written(&self, iso: Option<&str>) -> Option<String> {
        iso.and_then(|iso| iso.parse().ok()).map(|day| self.day(day))
    }

    fn place(place: &HandoverPlace) -> String {
        place.section.clone().unwrap_or_else(|| say("no_section", &[]))
    }

    fn from(&self) -> String {
        let from = &self.handover.from;
        say("to_text", &[("section", &Self::place(from)), ("name", &from.name)])
    }

    fn to(&self) -> String {
        let to = &self.handover.to;
        say("to_text", &[("section", &Self::place(to)), ("name", &to.name)])
    }

    fn head(&self, today: NaiveDate) -> Block {
        let goes = match &self.handover.goes {
            Goes::To(section) => say("goes_to", &[("section", section)]),
            Goes::Away => say("leaves", &[]),
            Goes::Nowhere => say("stays", &[]),
        };
        let from = &self.handover.from;
        let from = say("from_text", &[("section", &Self::place(from)), ("name", &from.name), ("goes", &goes)]);
        let rows = vec![
            vec![say("from", &[]), from, say("on", &[]), self.day(self.handover.on)],
            vec![say("to", &[]), self.to(), say("made", &[]), self.day(today)],
        ];
        Block::Table { widths: vec![110, 520, 120, 250], header: Vec::new(), rows, small: false }
    }

    fn contracts(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading("contracts", self.contracts.len()));
        if self.contracts.is_empty() {
            return blocks.push(none("none"));
        }
        let row = |entry: &OfContract| {
            let contract = &entry.contract;
            let unknown = || say("unknown", &[]);
            let day = |iso: &Option<String>| self.written(iso.as_deref()).unwrap_or_else(unknown);
            let next = entry.view.as_ref().and_then(|view| view.due.first()).map(|due| {
                let on = self.written(Some(&due.due_on)).unwrap_or_else(unknown);
                say("contract.due_text", &[("on", &on), ("what", &due.title)])
            });
            let findings = entry.view.as_ref().map_or(0, |view| view.findings.len() + view.counts.missing);
            vec![
                contract.number.clone().unwrap_or_else(unknown),
                contract.title.clone(),
                contract.contractor.name.clone(),
                say("period", &[("start", &day(&contract.starts_on)), ("end", &day(&contract.ends_on))]),
                next.unwrap_or_else(|| say("none", &[])),
                findings.to_string(),
                contract_notes(contract),
            ]
        };
        blocks.push(Block::Table {
            widths: vec![75, 215, 150, 155, 200, 50, 155],
            header: header("contract", &["number", "title", "contractor", "period", "due", "findings", "notes"]),
            rows: self.contracts.iter().map(row).collect(),
            small: true,
        });
    }

    fn clouds(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading("clouds", self.clouds.len()));
        if self.clouds.is_empty() {
            return blocks.push(none("none"));
        }
        let row = |cloud: &Cloud| {
            let or_none = |text: Option<&String>| text.cloned().unwrap_or_else(|| say("none", &[]));
            let notes: Vec<String> = [&cloud.conditions, &cloud.note].into_iter().flatten().cloned().collect();
            vec![
                or_none(cloud.number.as_ref()),
                cloud.service.clone(),
                cloud.provider.name.clone(),
                or_none(cloud.purpose.as_ref()),
                self.written(cloud.expires_on.as_deref()).unwrap_or_else(|| say("none", &[])),
                text(Lang::Ja, &format!("cloud_status.{}", cloud.status.code()), &[]),
                notes.join("\n"),
            ]
        };
        blocks.push(Block::Table {
            widths: vec![75, 150, 170, 165, 150, 95, 195],
            header: header("cloud", &["number", "service", "provider", "purpose", "expires", "status", "notes"]),
            rows: self.clouds.iter().map(row).collect(),
            small: true,
        });
    }

    fn accounts(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading("sns", self.sns.len()));
        if self.sns.is_empty() {
            return blocks.push(none("none"));
        }
        let row = |(sns, duties): &(Sns, Vec<Duty>)| {
            let name = [Some(&sns.name), sns.url.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>();
            let factor = match sns.mfa {
                Some(true) => "sns.mfa",
                Some(false) => "sns.no_mfa",
                None => "sns.unknown_mfa",
            };
            let shared = sns.shared_login.map(|shared| if shared { "sns.shared" } else { "sns.own" });
            let login: Vec<String> = shared.into_iter().chain([factor]).map(|key| say(key, &[])).collect();
            let recovery = match &sns.recovery_holder {
                Some(holder) if duties.contains(&Duty::RecoveryHolder) => {
                    say("sns.recovery_moves", &[("from", holder), ("to", &self.handover.to.name)])
                }
                Some(holder) => holder.clone(),
                None => say("unknown", &[]),
            };
            let last = self.written(sns.credentials_changed_on.as_deref()).unwrap_or_else(|| say("sns.never", &[]));
            vec![
                text(Lang::Ja, &format!("medium.{}", sns.medium.code()), &[]),
                name.join("\n"),
                super::super::duty_words(Lang::Ja, duties),
                login.join("\n"),
                recovery,
                say("sns.blank_day", &[("last", &last)]),
            ]
        };
        blocks.push(Block::Table {
            widths: vec![80, 250, 150, 150, 150, 220],
            header: header("sns", &["medium", "name", "duty", "login", "recovery", "changed"]),
            rows: self.sns.iter().map(row).collect(),
            small: true,
        });
        blocks.push(Block::Note { text: say("sns.rule", &[]) });
    }

    fn open(&self, blocks: &mut Vec<Block>) {
        let mut rows = Vec::new();
        for OfContract { contract, view } in &self.contracts {
            let Some(view) = view else { continue };
            // The register is not up to date about the person who hands over, and need not be.
            let mut what: Vec<String> = view
                .findings
                .iter()
                .filter(|finding| finding.code != "owner_left")
                .map(|finding| finding.text.clone())
                .collect();
            for (key, count) in [("open.missing", view.counts.missing), ("open.unknown", view.counts.unknown)] {
                if count > 0 {
                    what.push(say(key, &[("count", &count.to_string())]));
                }
            }
            rows.extend(what.into_iter().map(|what| vec![contract_name(contract), what]));
        }
        for view in &self.incidents {
            let told = say("open.incident", &[("verdict", &view.verdict.text)]);
            let found = view.findings.iter().map(|finding| finding.text.clone());
            rows.extend(std::iter::once(told).chain(found).map(|what| vec![view.incident.title.clone(), what]));
        }
        blocks.push(heading("open", rows.len()));
        if rows.is_empty() {
            return blocks.push(none("open.none"));
        }
        let header = header("open", &["record", "what"]);
        blocks.push(Block::Table { widths: vec![300, 700], header, rows, small: true });
    }

    fn dues(&self, blocks: &mut Vec<Block>) {
        let mut dues: Vec<(String, String, String)> = Vec::new();
        for OfContract { contract, view } in &self.contracts {
            let own = view.iter().flat_map(|view| &view.due);
            dues.extend(own.map(|due| (due.due_on.clone(), contract_name(contract), due.title.clone())));
        }
        dues.extend(self.dues.iter().cloned());
        dues.sort();
        blocks.push(heading("dues", dues.len()));
        if dues.is_empty() {
            return blocks.push(none("dues.none"));
        }
        let row =
            |(on, record, what): (String, String, String)| vec![self.written(Some(&on)).unwrap_or(on), record, what];
        blocks.push(Block::Table {
            widths: vec![180, 430, 390],
            header: header("dues", &["on", "record", "what"]),
            rows: dues.into_iter().map(row).collect(),
            small: true,
        });
    }

    fn access(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading("access", 0));
        let clouds = self.clouds.iter().map(|cloud| cloud.service.clone());
        let accounts = self.sns.iter().map(|(sns, _)| account_name(sns));
        let row = |what: String| {
            let (from, to) = (self.handover.from.name.clone(), self.handover.to.name.clone());
            vec![what, from, to, say("access.day", &[]), String::new()]
        };
        blocks.push(Block::Table {
            widths: vec![400, 170, 170, 170, 90],
            header: header("access", &["what", "remove", "add", "done", "check"]),
            rows: clouds.chain(accounts).chain([say("access.shared", &[])]).map(row).collect(),
            small: true,
        });
    }

    fn places(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading("places", 0));
        let mut what = Vec::new();
        if !self.contracts.is_empty() {
            what.extend(["contract", "inspection"]);
        }
        if !self.clouds.is_empty() {
            what.push("approval");
        }
        if !self.sns.is_empty() {
            what.push("credentials");
        }
        what.push("rest");
        let row = |key: &str| vec![say(&format!("places.{key}"), &[]), String::new()];
        blocks.push(Block::Table {
            widths: vec![380, 620],
            header: header("places", &["what", "where"]),
            rows: what.into_iter().map(row).collect(),
            small: true,
        });
    }

    fn signatures(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading("sign", 0));
        let row = |key: &str, name: String| {
            let (who, what) = (say(&format!("sign.{key}"), &[]), say(&format!("sign.{key}_text"), &[]));
            vec![who, name, what, say("sign.blank_day", &[]), String::new()]
        };
        let head = format!("{}\u{3000}", Self::place(&self.handover.from));
        blocks.push(Block::Table {
            widths: vec![180, 230, 270, 130, 190],
            header: header("sign", &["who", "name", "text", "day", "sign"]),
            rows: vec![row("from", self.from()), row("to", self.to()), row("head", head)],
            small: false,
        });
    }
}

fn heading(key: &str, count: usize) -> Block {
    Block::Heading { level: 1, text: say(key, &[("count", &count.to_string())]) }
}

fn none(key: &str) -> Block {
    Block::Paragraph { text: say(key, &[]), align: Align::Left, indent: 1 }
}

fn contract_name(contract: &Contract) -> String {
    let parts = [contract.number.as_deref(), Some(contract.title.as_str())];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\u{3000}")
}

/// What whoever takes over has to know of a contract at once.
fn contract_notes(contract: &Contract) -> String {
    let mut notes = Vec::new();
    if contract.signed_on.is_none() {
        notes.push(say("contract.not_signed", &[]));
    }
    if contract.auto_renewal == Some(true) {
        notes.push(say("contract.auto_renewal", &[]));
    }
    if crate::catalogue::is_true(&contract.facts, "handles_my_number") {
        notes.push(say("contract.my_number", &[]));
    } else if crate::catalogue::is_true(&contract.facts, "handles_personal_info") {
        notes.push(say("contract.personal_info", &[]));
    }
    if !contract.subcontracts.is_empty() {
        notes.push(say("contract.subcontracts", &[("count", &contract.subcontracts.len().to_string())]));
    }
    notes.extend(contract.note.clone());
    notes.join("\n")
}
