//! The register of contracts as a paper (業務委託・情報管理台帳, F-19): lying, one row for each contract that a query keeps, with what
//! an auditor asks first. The table that can be imported again is another one (`exchange`); the words are in
//! `templates/papers/register.json`.

use std::path::Path;
use std::sync::LazyLock;

use paper::{Align, Orientation, Paper, Stamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Contract, ContractQuery, ContractRow, derived_facts, store};
use crate::amount::grouped;
use crate::facts::FactValue;
use crate::ledger::Ledger;
use crate::office::pen::{Parts, Pen, Words, words};
use crate::problem::{Error, Problem};
use crate::wording::{Lang, text};

static WORDS: LazyLock<Words> = LazyLock::new(|| words(include_str!("../../../../templates/papers/register.json")));

/// So many contracts stand on one paper; that there are more is told on it.
const MOST: i64 = 3000;
/// So many are asked for at a time.
const PAGE: i64 = 500;

/// The columns with their widths in thousandths.
const COLUMNS: [(&str, u16); 10] = [
    ("number", 60),
    ("title", 145),
    ("owner", 80),
    ("contractor", 140),
    ("period", 80),
    ("information", 130),
    ("entrusted", 85),
    ("certificates", 100),
    ("inspected", 65),
    ("state", 115),
];

/// The register as a paper to be written.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ContractRegisterSave {
    /// Which contracts, and in which order; its page is not looked at.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub query: Option<ContractQuery>,
    /// Folder.
    pub folder: String,
}

/// The register as a paper that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ContractRegisterPaper {
    /// Where it is.
    pub path: String,
    /// Number of contracts on it.
    pub count: usize,
}

impl Ledger {
    /// Writes the register as a Word file; a file that exists with other content is never overwritten.
    ///
    /// # Errors
    /// `required` for the folder, `folder_unwritable`.
    pub fn write_contract_register(&mut self, request: &ContractRegisterSave) -> Result<ContractRegisterPaper, Error> {
        if request.folder.trim().is_empty() {
            return Err(Problem::at("folder", "required").into());
        }
        let (paper, count) = self.compose_contract_register(&request.query.clone().unwrap_or_default())?;
        let folder = Path::new(&request.folder);
        crate::folder::make(folder)?;
        let name = format!("{}.docx", crate::folder::legal_name(&format!("{}_{}", paper.title, paper.stamp.created)));
        Ok(ContractRegisterPaper { path: crate::folder::write_paper(folder, &name, &paper)?, count })
    }

    /// The register before it is a file, and how many contracts stand on it.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn compose_contract_register(&mut self, query: &ContractQuery) -> Result<(Paper, usize), Error> {
        self.refresh_contracts()?;
        let today = self.today();
        let pen = Pen::new(self, &WORDS)?;
        let mut rows = Vec::new();
        let mut total = 0;
        for offset in (0..MOST).step_by(PAGE as usize) {
            let page = ContractQuery { offset: Some(offset), limit: Some(PAGE), ..query.clone() };
            let found = self.read(|tx| {
                let page = store::list(tx, &page, today, Lang::Ja)?;
                total = page.total;
                let mut found = Vec::with_capacity(page.rows.len());
                for row in page.rows {
                    found.extend(store::load(tx, &row.id)?.map(|contract| pen.contract_row(&contract, &row)));
                }
                Ok(found)
            })?;
            rows.extend(found);
            if offset + PAGE >= total {
                break;
            }
        }
        let count = rows.len();
        let more = usize::try_from(total).unwrap_or(count).saturating_sub(count);
        Ok((pen.register(rows, more, query), count))
    }
}

impl Pen {
    fn register(&self, rows: Vec<Vec<String>>, more: usize, query: &ContractQuery) -> Paper {
        let title = self.say("title", &[]);
        let mut parts = Parts::titled(self, title.clone());
        let day = self.office.style.day(self.today);
        let total = (rows.len() + more).to_string();
        parts.paragraph(self.say("lead", &[("on", &day), ("count", &total)]), Align::Left);
        let conditions = self.conditions(query);
        let words = if conditions.is_empty() { self.say("condition.all", &[]) } else { conditions };
        parts.paragraph(self.say("conditions", &[("conditions", &words)]), Align::Left);
        if rows.is_empty() {
            parts.paragraph(self.say("nothing", &[]), Align::Left);
        } else {
            let header = self.header("column", &COLUMNS.map(|(key, _)| key));
            parts.table(&COLUMNS.map(|(_, width)| width), header, rows);
        }
        if more > 0 {
            parts.note(self.say("more", &[("count", &more.to_string())]));
        }
        parts.note(self.say("note", &[]));
        Paper {
            orientation: Orientation::Landscape,
            header: self.say("head", &[("title", &title), ("on", &day)]),
            footer: self.say("foot", &[("catalogue", &self.catalogue.version), ("history", &self.head)]),
            blocks: parts.blocks,
            stamp: Stamp { created: self.today.to_string(), author: self.office.name.clone() },
            title,
        }
    }

    /// Which contracts stand on the paper, in words.
    fn conditions(&self, query: &ContractQuery) -> String {
        let sought = query.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let answered = |key: &str, wanted: Option<bool>| {
            let answer = if wanted? { "yes" } else { "no" };
            Some(self.say(&format!("condition.{key}.{answer}"), &[]))
        };
        let status = query.status.and_then(|status| serde_json::to_value(status).ok());
        let status = status.and_then(|status| Some(self.say(&format!("status.{}", status.as_str()?), &[])));
        let words = [
            sought.map(|text| self.say("condition.text", &[("text", text)])),
            query.fiscal_year.map(crate::date::fiscal_year_text),
            status,
            query.section.clone(),
            answered("personal_info", query.personal_info),
            answered("my_number", query.my_number),
            answered("findings", query.findings),
            answered("unknown", query.unknown),
        ];
        words.into_iter().flatten().collect::<Vec<_>>().join(&self.say("list", &[]))
    }

    fn contract_row(&self, contract: &Contract, row: &ContractRow) -> Vec<String> {
        let day = |iso: &Option<String>| iso.as_deref().map(|iso| self.short_day(iso)).unwrap_or_default();
        let lines = |lines: Vec<Option<String>>| {
            lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
        };
        let renews = (contract.auto_renewal == Some(true)).then(|| self.say("auto_renewal", &[]));
        let (from, until) = (day(&contract.starts_on), day(&contract.ends_on));
        let period = (contract.starts_on.is_some() || contract.ends_on.is_some())
            .then(|| self.say("period", &[("from", &from), ("until", &until)]));
        let method = contract.method.and_then(|method| serde_json::to_value(method).ok());
        let method = method.and_then(|method| Some(text(Lang::Ja, &format!("method.{}", method.as_str()?), &[])));
        let inspected = contract.inspections.iter().map(|inspection| &inspection.on).max();
        let findings = (row.findings > 0).then(|| self.say("findings", &[("count", &row.findings.to_string())]));
        let unknown = (row.unknown > 0).then(|| self.say("undecided", &[("count", &row.unknown.to_string())]));
        let due = row
            .next_due
            .as_ref()
            .map(|due| self.say("due", &[("on", &self.short_day(&due.on)), ("title", &due.title)]));
        let status = serde_json::to_value(row.status).ok();
        let status = status.and_then(|status| Some(self.say(&format!("status.{}", status.as_str()?), &[])));
        let state = [status, findings, unknown].into_iter().flatten().collect::<Vec<_>>().join(" ");
        vec![
            contract.number.clone().unwrap_or_default(),
            lines(vec![Some(contract.title.clone()), method]),
            lines(vec![contract.section.clone(), contract.owner.clone()]),
            lines(vec![Some(contract.contractor.name.clone()), contract.contractor.corporate_number.clone()]),
            lines(vec![period, renews]),
            self.information_of(contract),
            self.entrusted_of(contract),
            self.certificates_of(contract),
            inspected.map(|on| self.short_day(on)).unwrap_or_default(),
            lines(vec![Some(state), due]),
        ]
    }

    fn information_of(&self, contract: &Contract) -> String {
        let facts = derived_facts(contract);
        let class = match facts.get("confidentiality") {
            Some(FactValue::Text(class)) => Some(self.say("class", &[("class", class)])),
            _ => None,
        };
        let persons = match facts.get("data_subject_count") {
            Some(FactValue::Int(count)) => self.say("persons", &[("count", &grouped(*count))]),
            _ => String::new(),
        };
        let whether = |fact: &str, args: &[(&str, &str)]| match facts.get(fact) {
            Some(FactValue::Bool(true)) => Some(self.say(&format!("{fact}.yes"), args)),
            Some(FactValue::Bool(false)) => None,
            _ => Some(self.say(&format!("{fact}.unknown"), args)),
        };
        let words =
            [class, whether("handles_personal_info", &[("persons", &persons)]), whether("handles_my_number", &[])];
        let words: Vec<String> = words.into_iter().flatten().collect();
        if words.is_empty() { self.say("none", &[]) } else { words.join("\n") }
    }

    /// Who works for it beside the contractor, and what was handed over.
    fn entrusted_of(&self, contract: &Contract) -> String {
        let count = |key: &str, count: usize| (count > 0).then(|| self.say(key, &[("count", &count.to_string())]));
        let open = contract.subcontracts.iter().filter(|sub| !sub.is_consented()).count();
        let out = contract.information.iter().filter(|one| one.is_out()).count();
        let none = contract.facts.get("has_subcontract") == Some(&FactValue::Bool(false));
        let none = (none && contract.subcontracts.is_empty()).then(|| self.say("subcontracts.none", &[]));
        let words = [
            none,
            count("subcontracts", contract.subcontracts.len()),
            count("subcontracts.open", open),
            count("workers", contract.workers.len()),
            count("information", contract.information.len()),
            count("information.out", out),
        ];
        words.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    fn certificates_of(&self, contract: &Contract) -> String {
        let word = |certificate: &super::Certificate| {
            let kind = text(Lang::Ja, &format!("certificate.{}", certificate.kind), &[]);
            match &certificate.valid_until {
                Some(until) => self.say("certificate", &[("kind", &kind), ("until", &self.short_day(until))]),
                None => kind,
            }
        };
        contract.certificates.iter().map(word).collect::<Vec<_>>().join("\n")
    }
}
