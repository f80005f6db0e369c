//! The forms that a contractor hands in or is handed for a contract (様式), filled as far as the ledger knows: workers (F-01), pledge
//! (F-02), consent to a re-outsourcing and the notice of it (F-03), structure (F-05), information (F-06), return and erasure (F-08)
//! and training (F-18). What stands on each is in a file of its own, why one is due now in `forms/wanted.rs`; the words are in
//! `templates/papers/forms.json`. A form that comes back is not read: people enter what it says.

mod consent;
mod information;
mod people;
mod structure;
mod wanted;

use std::path::Path;
use std::sync::LazyLock;

use paper::{Align, Block, Orientation, Paper, Stamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use wanted::ContractForm;

use super::matter::Matter;
use super::{Contract, REGISTER, Subcontract, derived_facts};
use crate::approval::{self, Application};
use crate::catalogue::is_true;
use crate::ledger::Ledger;
use crate::office::pen::{Parts, Pen, Words, words};
use crate::problem::{Error, Problem};
use crate::register::Register;

static WORDS: LazyLock<Words> = LazyLock::new(|| words(include_str!("../../../../templates/papers/forms.json")));

/// A form about a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// Responsible person and workers (責任者・従事者届, F-01).
    Workers,
    /// Pledge of secrecy (秘密保持に関する誓約書, F-02).
    Pledge,
    /// Application for the consent to a re-outsourcing (再委託承諾申請書, F-03).
    Consent,
    /// Notice of what was decided about one (再委託承諾（不承諾）通知書, F-03).
    ConsentNotice,
    /// Structure by which personal information is managed (個人情報管理体制報告書, F-05).
    Structure,
    /// Ledger of what was handed over (情報管理台帳, F-06).
    Information,
    /// Certificate of return and erasure (返却・消去（廃棄）証明書, F-08).
    Erasure,
    /// Report of trainings (研修実施報告書, F-18).
    Training,
}

impl FormKind {
    /// Every kind, in the order in which they are needed.
    pub const ALL: [Self; 8] = [
        Self::Workers,
        Self::Pledge,
        Self::Structure,
        Self::Training,
        Self::Consent,
        Self::ConsentNotice,
        Self::Information,
        Self::Erasure,
    ];

    /// The word for it in commands, also of the keys of its texts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Workers => "workers",
            Self::Pledge => "pledge",
            Self::Consent => "consent",
            Self::ConsentNotice => "consent_notice",
            Self::Structure => "structure",
            Self::Information => "information",
            Self::Erasure => "erasure",
            Self::Training => "training",
        }
    }

    /// Its number among the forms.
    pub fn number(self) -> &'static str {
        match self {
            Self::Workers => "F-01",
            Self::Pledge => "F-02",
            Self::Consent | Self::ConsentNotice => "F-03",
            Self::Structure => "F-05",
            Self::Information => "F-06",
            Self::Erasure => "F-08",
            Self::Training => "F-18",
        }
    }

    fn orientation(self) -> Orientation {
        match self {
            Self::Workers | Self::Information => Orientation::Landscape,
            _ => Orientation::Portrait,
        }
    }
}

/// Which form, and where to.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ContractFormSave {
    /// Id of the contract.
    pub id: String,
    /// Which.
    pub form: FormKind,
    /// Folder.
    pub folder: String,
    /// Id or name of the re-outsourcing that a form is about; each that calls for one where nothing is said.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub part: Option<String>,
    /// Also those who pledged already, and what came back already.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub all: Option<bool>,
}

/// A form that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrittenForm {
    /// Where it is.
    pub path: String,
    /// Which.
    pub kind: FormKind,
    /// Its title.
    pub title: String,
}

/// A form, before it is a file.
#[derive(Debug, Clone, PartialEq)]
pub struct FormPaper {
    /// Which.
    pub kind: FormKind,
    /// Name for a file, legal on Windows.
    pub file_name: String,
    /// The paper.
    pub paper: Paper,
}

impl Ledger {
    /// A form about a contract; one for each re-outsourcing where it is about those.
    ///
    /// # Errors
    /// `record_missing`; `form_part_missing` if there is no such re-outsourcing, `form_undecided` for a notice where nothing was
    /// decided.
    pub fn compose_contract_form(
        &mut self,
        id: &str,
        kind: FormKind,
        part: Option<&str>,
        all: bool,
    ) -> Result<Vec<FormPaper>, Error> {
        let desk = self.form_desk(id, all)?;
        if !matches!(kind, FormKind::Consent | FormKind::ConsentNotice) {
            return Ok(vec![desk.compose(kind, None)]);
        }
        let subs = &desk.contract.subcontracts;
        let wanted = |sub: &&Subcontract| match kind {
            FormKind::Consent => !sub.is_consented() && !sub.is_refused(),
            _ => sub.is_consented() || sub.is_refused(),
        };
        let chosen: Vec<&Subcontract> = match part {
            None => subs.iter().filter(wanted).collect(),
            Some(part) => {
                let named = subs.iter().filter(|sub| sub.id == part || sub.name == part).collect::<Vec<_>>();
                if named.is_empty() {
                    return Err(Problem::at("part", "form_part_missing").with("value", part).into());
                }
                named
            }
        };
        if kind == FormKind::ConsentNotice && !chosen.iter().any(wanted) {
            return Err(Problem::at("part", "form_undecided").into());
        }
        if chosen.is_empty() {
            return Ok(vec![desk.compose(kind, None)]);
        }
        Ok(chosen.into_iter().map(|sub| desk.compose(kind, Some(sub))).collect())
    }

    /// Writes a form as a Word file; a file that exists with other content is never overwritten.
    ///
    /// # Errors
    /// As `compose_contract_form`; `folder_unwritable` with the folder; files written before that stay.
    pub fn write_contract_form(&mut self, request: &ContractFormSave) -> Result<Vec<WrittenForm>, Error> {
        let all = request.all.unwrap_or_default();
        let composed = self.compose_contract_form(&request.id, request.form, request.part.as_deref(), all)?;
        let folder = Path::new(&request.folder);
        crate::folder::make(folder)?;
        let write = |form: FormPaper| {
            let path = crate::folder::write_paper(folder, &form.file_name, &form.paper)?;
            Ok(WrittenForm { path, kind: form.kind, title: form.paper.title })
        };
        composed.into_iter().map(write).collect()
    }

    fn form_desk(&mut self, id: &str, all: bool) -> Result<Desk, Error> {
        let contract = self.contract(id)?;
        let decided = self.read(|tx| approval::of_record(tx, Register::Contract, id))?;
        Ok(Desk { pen: Pen::new(self, &WORDS)?, contract, decided, all })
    }
}

/// Everything that a form is written from.
struct Desk {
    pen: Pen,
    contract: Contract,
    /// What was applied for about the contract, newest first.
    decided: Vec<Application>,
    /// Also those who pledged, and what came back.
    all: bool,
}

impl std::ops::Deref for Desk {
    type Target = Pen;

    fn deref(&self) -> &Pen {
        &self.pen
    }
}

impl Desk {
    fn compose(&self, kind: FormKind, sub: Option<&Subcontract>) -> FormPaper {
        let title = self.title_of(kind, sub);
        let mut parts = Parts::titled(&self.pen, title.clone());
        match kind {
            FormKind::Workers => self.workers(&mut parts),
            FormKind::Pledge => self.pledge(&mut parts),
            FormKind::Consent => self.consent(&mut parts, sub),
            FormKind::ConsentNotice => self.notice(&mut parts, sub),
            FormKind::Structure => self.structure(&mut parts),
            FormKind::Information => self.information(&mut parts),
            FormKind::Erasure => self.erasure(&mut parts),
            FormKind::Training => self.training(&mut parts),
        }
        let number = self.contract.number.as_deref().unwrap_or_default();
        let about = sub.map(|sub| sub.name.as_str()).unwrap_or_default();
        let file = self.say(&format!("{}.file", kind.code()), &[]);
        let name = [(file.as_str(), usize::MAX), (number, usize::MAX), (&self.contract.title, 30), (about, 30)];
        FormPaper {
            kind,
            file_name: crate::folder::paper_name(name),
            paper: Paper {
                title,
                orientation: kind.orientation(),
                header: self.say("head", &[("number", kind.number()), ("title", &self.contract.title)]),
                // What goes to the contractor carries no marks of the ledger.
                footer: self.say("foot", &[]),
                blocks: parts.blocks,
                stamp: Stamp { created: self.pen.today.to_string(), author: self.office.name.clone() },
            },
        }
    }

    fn title_of(&self, kind: FormKind, sub: Option<&Subcontract>) -> String {
        match (kind, sub) {
            (FormKind::ConsentNotice, Some(sub)) if sub.is_refused() => self.say("consent_notice.title.refused", &[]),
            (FormKind::Structure, _) if self.was_reported() => self.say("structure.title.changed", &[]),
            _ => self.say(&format!("{}.title", kind.code()), &[]),
        }
    }

    /// Whether the structure was reported before, so that what is handed in now changes it.
    fn was_reported(&self) -> bool {
        self.contract.structure.as_ref().is_some_and(|structure| structure.reported_on.is_some())
    }

    /// Day, addressee, and the contractor as the one who hands in.
    fn sender(&self, parts: &mut Parts<'_>) {
        let (contractor, representative) = (&self.contract.contractor, self.representative());
        parts.paragraph(self.say("handed_in", &[("on", &self.blank_day())]), Align::Right);
        parts.paragraph(self.say("to", &[("head", &self.office_head())]), Align::Left);
        let company = [
            ("address", contractor.address.as_deref()),
            ("name", Some(contractor.name.as_str())),
            ("number", contractor.corporate_number.as_deref()),
            ("representative", Some(representative.as_str())),
        ];
        for (key, known) in company {
            let text = self.say(&format!("company.{key}"), &[("text", known.unwrap_or_default())]);
            parts.blocks.push(Block::Paragraph { text: text.trim_end().to_owned(), align: Align::Left, indent: 20 });
        }
    }

    /// The one who represents the contractor, with the place of a seal where the office's forms have one.
    fn representative(&self) -> String {
        let known = self.contract.contractor.representative.clone().unwrap_or_default();
        if self.office.style.seal_box { self.say("sealed", &[("text", &known)]) } else { known }
    }

    /// The contract in two lines.
    fn about(&self, parts: &mut Parts<'_>) {
        let contract = &self.contract;
        let label = |key: &str| self.say(&format!("contract.{key}"), &[]);
        let typed = |text: &Option<String>| text.clone().unwrap_or_default();
        let rows = vec![
            vec![label("number"), typed(&contract.number), label("section"), typed(&contract.section)],
            vec![label("title"), contract.title.clone(), label("period"), self.term("contract.period.lines")],
        ];
        parts.rows(&[110, 500, 110, 280], rows, true);
    }

    /// Addressee, contractor and contract in a few lines, for lists that need the room.
    fn about_list(&self, parts: &mut Parts<'_>) {
        let (contract, contractor) = (&self.contract, &self.contract.contractor);
        let label = |key: &str| self.say(&format!("contract.{key}"), &[]);
        let typed = |text: &Option<String>| text.clone().unwrap_or_default();
        let joined = |one: &str, other: Option<&str>| {
            let both = [Some(one), other].into_iter().flatten().collect::<Vec<_>>().join("\u{3000}");
            both.trim().to_owned()
        };
        let number = contractor.corporate_number.as_deref();
        let number = number.map(|number| self.say("company.number", &[("text", number)]));
        let section = joined(&typed(&contract.number), contract.section.as_deref());
        let rows = vec![
            vec![label("to"), self.office_head(), label("on"), self.blank_day()],
            vec![
                label("contractor"),
                joined(&contractor.name, number.as_deref()),
                label("representative"),
                self.representative(),
            ],
            vec![label("address"), typed(&contractor.address), label("number_section"), section],
            vec![label("title"), contract.title.clone(), label("period"), self.term("contract.period.text")],
        ];
        parts.rows(&[90, 460, 130, 320], rows, true);
    }

    fn term(&self, key: &str) -> String {
        let day = |iso: &Option<String>| self.day_or_blank(iso.as_deref());
        let (from, until) = (day(&self.contract.starts_on), day(&self.contract.ends_on));
        self.say(key, &[("from", &from), ("until", &until)])
    }

    /// A part of labels and values in small letters, so that the form stays on its page.
    fn small_form(&self, parts: &mut Parts<'_>, key: &str, rows: Vec<Vec<String>>) {
        parts.heading(key);
        parts.rows(&[230, 770], rows, true);
    }

    fn is_known(&self, fact: &str) -> bool {
        is_true(&derived_facts(&self.contract), fact)
    }

    /// Whether personal information, of whatever kind, is handled.
    fn personal(&self) -> bool {
        self.is_known("handles_personal_info") || self.my_number()
    }

    fn my_number(&self) -> bool {
        self.is_known("handles_my_number")
    }

    fn iso_today(&self) -> String {
        self.pen.today.to_string()
    }

    /// A day in a narrow column, or nothing.
    fn narrow(&self, iso: &Option<String>) -> String {
        iso.as_deref().map(|iso| self.short_day(iso)).unwrap_or_default()
    }

    /// The newest application about a re-outsourcing on which something was decided.
    fn decision_about(&self, sub: &Subcontract) -> Option<&Application> {
        let code = Matter::Subcontract(sub.id.clone()).code();
        let about = |application: &&Application| {
            application.register.code() == REGISTER
                && application.matter.as_ref() == Some(&code)
                && application.decision.is_some()
        };
        self.decided.iter().find(about)
    }
}

/// Rows to write into, each as high as a hand needs.
fn blank(columns: usize, count: usize) -> Vec<Vec<String>> {
    let mut row = vec![String::new(); columns];
    if let Some(first) = row.first_mut() {
        "\n".clone_into(first);
    }
    vec![row; count]
}
