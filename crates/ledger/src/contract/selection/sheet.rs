//! The two sheets of a selection: what bidders are asked about the criteria (選定確認票), and the supply-chain sheet (F-21). How a
//! sheet is issued, laid out and read back is in `sheet.rs`. What a company stated stands beside its judgements and judges nothing.

use std::sync::LazyLock;

use chrono::NaiveDate;
use db::Tx;
use paper::table::ColumnKind;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use super::super::{Contract, REGISTER, keep};
use super::{Answered, Candidate, SelectionForm, Stated, Statement, judge};
use crate::approval::Actor;
use crate::catalogue::Catalogue;
use crate::evidence;
use crate::history::{Op, Writing, sha256};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::sheet::{self, Answering, Asked, Form, Found, Given, Issue, Notes, Question, SheetFile, SheetNote};
use crate::wording::Lang;

/// Fields above the table of either sheet.
const BLANKS: &[(&str, ColumnKind)] =
    &[("company", ColumnKind::Text), ("respondent", ColumnKind::Text), ("answered_on", ColumnKind::Date)];

const SELECTION: &str = include_str!("../../../../../templates/papers/selection_sheet.json");
const SUPPLY_CHAIN: &str = include_str!("../../../../../templates/papers/supply_chain_sheet.json");

static SELECTION_FORM: LazyLock<Form> = LazyLock::new(|| Form {
    register: "contract_selection",
    history: "contract_sheet",
    letter: 'E',
    columns: &[Answering { key: "detail", width: 60.0, kind: ColumnKind::Text }],
    blanks: BLANKS,
    choices: &["yes", "partly", "no", "not_applicable"],
    guide: 8,
    wording: serde_json::from_str(SELECTION).unwrap_or_default(),
});

static SUPPLY_CHAIN_FORM: LazyLock<Form> = LazyLock::new(|| Form {
    register: "contract_supply_chain",
    history: "contract_sheet",
    letter: 'C',
    columns: &[
        Answering { key: "country", width: 20.0, kind: ColumnKind::Text },
        Answering { key: "detail", width: 48.0, kind: ColumnKind::Text },
    ],
    blanks: BLANKS,
    choices: &["yes", "no", "not_applicable", "unknown"],
    guide: 9,
    wording: serde_json::from_str(SUPPLY_CHAIN).unwrap_or_default(),
});

/// An item of the supply-chain sheet, as its file holds it, so that an official form can take its place.
#[derive(Debug, Clone, Deserialize)]
pub struct Item {
    /// Id of the requirement that it belongs to, and its number.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// The question.
    pub text: String,
    /// Columns that an answer needs, by the answer.
    #[serde(default)]
    pub needs: std::collections::BTreeMap<String, Vec<String>>,
}

impl Item {
    /// Id of the requirement that it belongs to.
    pub fn requirement(&self) -> &str {
        self.id.rsplit_once('-').map_or(self.id.as_str(), |(requirement, _)| requirement)
    }

    /// Columns that are needed and empty.
    fn lacking(&self, stated: &Stated) -> Vec<&str> {
        let empty = |column: &&str| match *column {
            "country" => stated.country.is_none(),
            _ => stated.detail.is_none(),
        };
        let needed = self.needs.get(stated.answer.code()).into_iter().flatten();
        needed.map(String::as_str).filter(empty).collect()
    }
}

#[derive(Default, Deserialize)]
struct Items {
    items: Vec<Item>,
}

static ITEMS: LazyLock<Items> = LazyLock::new(|| serde_json::from_str(SUPPLY_CHAIN).unwrap_or_default());

/// The items of the supply-chain sheet.
pub fn items() -> &'static [Item] {
    &ITEMS.items
}

/// Whether an answer says what the item asks for.
pub fn is_answered(item: &Item, stated: &Stated) -> bool {
    stated.answer != Answered::Unknown && item.lacking(stated).is_empty()
}

impl SelectionForm {
    pub(super) fn form(self) -> &'static Form {
        match self {
            Self::Selection => &SELECTION_FORM,
            Self::SupplyChain => &SUPPLY_CHAIN_FORM,
        }
    }
}

/// A sheet of a selection to be written.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct StatementSheetSave {
    /// Id of the contract.
    pub id: String,
    /// Which sheet.
    pub form: SelectionForm,
    /// Folder.
    pub folder: String,
    /// Until when it is to be answered, as typed; two weeks if nothing is said.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub due_on: Option<String>,
}

/// A sheet of a selection that came back.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct StatementRead {
    /// Id of the contract; none for the one whose number stands in the file.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub id: Option<String>,
    /// The candidate that answered, by id or name; none for the contractor.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub candidate: Option<String>,
    /// The file.
    pub file: String,
}

/// A sheet of a selection that is accepted.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct StatementApply {
    /// Id of the contract.
    pub id: String,
    /// Revision of it that the person saw.
    pub revision: i64,
    /// The candidate that answered, by id or name; none for the contractor.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub candidate: Option<String>,
    /// The file.
    pub file: String,
}

/// An answer of a returned sheet, as it would be accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StatementRow {
    /// What was asked.
    pub item: String,
    /// Its title.
    pub title: String,
    /// Row of the file.
    pub row: u32,
    /// The answer.
    pub stated: Stated,
    /// The answer that was accepted before.
    pub before: Option<Stated>,
}

/// A returned sheet, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StatementReading {
    /// Which sheet.
    pub form: SelectionForm,
    /// Id of the contract; none where no contract is known.
    pub contract: Option<String>,
    /// Title of the contract.
    pub title: Option<String>,
    /// Revision of the contract.
    pub revision: i64,
    /// Number that stands in the file.
    pub number: Option<String>,
    /// Version of that issue.
    pub version: Option<i64>,
    /// Id of the candidate for whom it would be accepted.
    pub candidate: Option<String>,
    /// Name of the company for which it would be accepted.
    pub company: Option<String>,
    /// Who answered.
    pub respondent: Option<String>,
    /// ISO date of the answers.
    pub answered_on: String,
    /// Whether this very file was accepted for this company before.
    pub taken: bool,
    /// Answers that can be accepted, in the order of the sheet.
    pub answers: Vec<StatementRow>,
    /// What is odd, what makes it unusable first.
    pub notes: Vec<SheetNote>,
    /// Whether it can be accepted.
    pub usable: bool,
}

/// Whose sheet it is.
struct Whose {
    candidate: Option<String>,
    name: String,
    number: Option<String>,
}

impl Whose {
    fn of(contract: &Contract, form: SelectionForm, wanted: Option<&str>) -> Result<Self, Problem> {
        let wanted = wanted.map(str::trim).filter(|wanted| !wanted.is_empty());
        let candidates =
            contract.selection.as_ref().map(|selection| selection.candidates.as_slice()).unwrap_or_default();
        let Some(wanted) = wanted else {
            let contractor = &contract.contractor;
            if form == SelectionForm::Selection || contractor.name.is_empty() {
                return Err(Problem::at("candidate", "statement_candidate_missing"));
            }
            let number = contractor.corporate_number.clone();
            return Ok(Self { candidate: None, name: contractor.name.clone(), number });
        };
        let folded = crate::fold::fold(wanted);
        let named = |candidate: &&Candidate| candidate.id == wanted || crate::fold::fold(&candidate.name) == folded;
        let found = candidates.iter().find(named);
        let unknown = || Problem::at("candidate", "statement_candidate_unknown").with("value", wanted);
        found.map(Self::from).ok_or_else(unknown)
    }

    fn is(&self, statement: &Statement) -> bool {
        statement.candidate == self.candidate && crate::fold::fold(&statement.company) == crate::fold::fold(&self.name)
    }
}

impl From<&Candidate> for Whose {
    fn from(candidate: &Candidate) -> Self {
        let Candidate { id, name, corporate_number, .. } = candidate;
        Self { candidate: Some(id.clone()), name: name.clone(), number: corporate_number.clone() }
    }
}

impl Ledger {
    /// Writes a sheet of the selection into a folder and keeps what is asked under its number.
    ///
    /// # Errors
    /// `record_missing`, `sheet_no_questions`, `date_…` of the day, `folder_unwritable` with the folder.
    pub fn save_statement_sheet(&mut self, request: &StatementSheetSave) -> Result<SheetFile, Error> {
        // The sheet is Japanese whatever the language of the window.
        let lang = std::mem::replace(&mut self.lang, Lang::Ja);
        let asked = self.asked(&request.id, request.form);
        self.lang = lang;
        let form = request.form.form();
        self.issue_sheet(form, Op::ContractSheetIssue, &asked?, &request.folder, request.due_on.as_deref())
    }

    fn asked(&mut self, id: &str, which: SelectionForm) -> Result<Asked, Error> {
        let contract = self.contract(id)?;
        let form = which.form();
        let questions = match which {
            SelectionForm::Selection => {
                let (catalogue, criteria) = (Catalogue::shipped()?, self.criteria_of(&contract)?);
                let place = |id: &str| catalogue.requirements.iter().position(|known| known.id == id);
                let mut asked: Vec<(&str, &str)> = criteria
                    .iter()
                    .map(|criterion| (criterion.requirement.id.as_str(), criterion.requirement.title.as_str()))
                    .collect();
                asked.sort_by_key(|(id, _)| place(id));
                form.questions(asked.into_iter())
            }
            SelectionForm::SupplyChain => {
                let question =
                    |item: &Item| Question { id: item.id.clone(), title: item.title.clone(), text: item.text.clone() };
                items().iter().map(question).collect()
            }
        };
        let number = contract.number.clone().unwrap_or_else(|| form.say("no_number", &[]));
        Ok(Asked {
            record: contract.id.clone(),
            head: vec![
                form.say("line.contract", &[("number", &number), ("title", &contract.title)]),
                form.say("line.official", &[]),
            ],
            title: contract.title,
            questions,
            section: contract.section,
            contact: contract.owner,
        })
    }

    /// Which sheet of a selection a file is, by the number that stands in it; none where it is another or no sheet.
    ///
    /// # Errors
    /// `import_…` for a file that cannot be read.
    pub fn statement_form(&mut self, file: &str) -> Result<Option<SelectionForm>, Error> {
        let book = sheet::open(file)?;
        Ok(form_of(&book).map(|(form, _)| form))
    }

    /// Reads a sheet of the selection that came back, for the company that answered. Writes nothing.
    ///
    /// # Errors
    /// `record_missing`, `import_…` for a file that cannot be read.
    pub fn read_statement(&mut self, request: &StatementRead) -> Result<StatementReading, Error> {
        let book = sheet::open(&request.file)?;
        let hash = std::fs::read(&request.file).map(|bytes| sha256(&bytes)).map_err(Error::unexpected)?;
        let (which, found) = form_of(&book)
            .unwrap_or_else(|| (SelectionForm::Selection, sheet::found(SelectionForm::Selection.form(), &book)));
        let (form, number) = (which.form(), found.number.as_deref());
        let contract = self.contract_of_sheet(form, request.id.as_deref(), number)?;
        let record = contract.as_ref().map(|contract| contract.id.clone()).unwrap_or_default();
        let (issue, newest) = self.read(|tx| sheet::issued(tx, form, number, &record))?;
        let mut notes = Notes::new(self.lang);
        let given = sheet::check(form, &mut notes, &record, &found, issue.as_ref(), newest.as_ref());
        let returned = Read { which, found: &found, issue: issue.as_ref(), today: self.today() };
        Ok(returned.reading(notes, &given, contract.as_ref(), request.candidate.as_deref(), &hash))
    }

    /// Accepts a sheet of the selection that came back: it is kept with its answers and its file and stands beside the
    /// judgements of the company. A file that was accepted for it before is not accepted twice.
    ///
    /// # Errors
    /// What makes the sheet unusable (`sheet_…`, `statement_…`), `sheet_nothing`, `changed_elsewhere`, `evidence_…` of the file.
    pub fn apply_statement(&mut self, request: &StatementApply) -> Result<Contract, Error> {
        let mut given = evidence::Given::read(&request.file)?;
        let (id, candidate, file) = (Some(request.id.clone()), request.candidate.clone(), request.file.clone());
        let reading = self.read_statement(&StatementRead { id, candidate, file })?;
        Error::unless_none(reading.notes.iter().filter(|note| note.blocks).map(|note| note.problem.clone()).collect())?;
        if reading.answers.is_empty() {
            return Err(Problem::at("answers", "sheet_nothing").into());
        }
        let (today, office) = (self.today(), self.office()?.as_facts());
        given.attachment.on = today.to_string();
        given.attachment.by = self.actor().to_owned();
        self.write(Op::ContractSheetApply, |writing| {
            Actor::may_write(writing, today)?;
            let missing = || Problem::new("record_missing").with("id", &request.id);
            let base = super::super::load(writing.tx, &request.id)?.ok_or_else(missing)?;
            let whose = Whose::of(&base, reading.form, request.candidate.as_deref())?;
            let known = base.selection.iter().flat_map(|selection| &selection.statements);
            if known.filter(|known| whose.is(known)).any(|known| known.file.hash == given.attachment.hash) {
                return Ok(base);
            }
            if base.revision != request.revision {
                return Err(writing.changed_elsewhere(REGISTER, &base.id));
            }
            given.keep(writing)?;
            let mut contract = base.clone();
            contract.selection.get_or_insert_default().statements.push(Statement {
                form: reading.form,
                company: whose.name,
                corporate_number: whose.number,
                candidate: whose.candidate,
                number: reading.number.unwrap_or_default(),
                version: reading.version.unwrap_or_default(),
                answered_on: reading.answered_on,
                respondent: reading.respondent,
                file: given.attachment.clone(),
                answers: reading.answers.into_iter().map(|row| (row.item, row.stated)).collect(),
            });
            keep(writing, contract, Some(&base), &office, today)
        })
    }
}

/// Which sheet a file is, with what stands in it.
fn form_of(book: &paper::book::Book) -> Option<(SelectionForm, Found)> {
    SelectionForm::ALL.into_iter().find_map(|which| {
        let found = sheet::found(which.form(), book);
        let own = found.number.as_deref().is_some_and(|number| number.starts_with(which.form().letter));
        own.then_some((which, found))
    })
}

/// A returned sheet with the issue that it answers.
struct Read<'a> {
    which: SelectionForm,
    found: &'a Found,
    issue: Option<&'a Issue>,
    today: NaiveDate,
}

impl Read<'_> {
    fn reading(
        &self,
        mut notes: Notes,
        given: &[Given],
        contract: Option<&Contract>,
        candidate: Option<&str>,
        hash: &str,
    ) -> StatementReading {
        let own = |issue: &&Issue| contract.is_some_and(|contract| contract.id == issue.record);
        let known = self.issue.filter(own).is_some();
        let whose = contract.and_then(|contract| match Whose::of(contract, self.which, candidate) {
            Ok(whose) => Some(whose),
            Err(problem) => {
                notes.add(true, problem);
                None
            }
        });
        let respondent = self.found.blank("respondent");
        let mut answered_on = self.today;
        if known {
            if respondent.is_none() {
                notes.add(false, Problem::at("file", "sheet_respondent_missing"));
            }
            self.company(&mut notes, whose.as_ref());
            answered_on = self.found.answered_on(&mut notes, self.issue, self.today);
        }
        let nothing = super::Selection::default();
        let selection = contract.and_then(|contract| contract.selection.as_ref()).unwrap_or(&nothing);
        let is_own = |statement: &Statement| whose.as_ref().is_some_and(|whose| whose.is(statement));
        let before = selection.stated(self.which, is_own);
        let answers: Vec<StatementRow> = given
            .iter()
            .filter_map(|given| {
                let stated = self.stated(&mut notes, given)?;
                let id = given.requirement.as_str();
                let asked = self.issue.and_then(|issue| issue.questions.iter().find(|question| question.id == id));
                Some(StatementRow {
                    item: id.to_owned(),
                    title: asked.map(|question| question.title.clone()).unwrap_or_default(),
                    row: given.row,
                    stated,
                    before: before.get(id).map(|(stated, _)| (*stated).clone()),
                })
            })
            .collect();
        let same = |statement: &Statement| is_own(statement) && statement.file.hash == hash;
        let taken = selection.statements.iter().any(same);
        let (notes, usable) = notes.end();
        StatementReading {
            form: self.which,
            contract: contract.map(|contract| contract.id.clone()),
            title: contract.map(|contract| contract.title.clone()),
            revision: contract.map(|contract| contract.revision).unwrap_or_default(),
            number: self.found.number.clone(),
            version: self.issue.map(|issue| issue.version),
            candidate: whose.as_ref().and_then(|whose| whose.candidate.clone()),
            company: whose.map(|whose| whose.name),
            respondent,
            answered_on: answered_on.to_string(),
            taken,
            answers: if usable { answers } else { Vec::new() },
            notes,
            usable,
        }
    }

    /// Another company's name in the file is told, not refused: spellings are many.
    fn company(&self, notes: &mut Notes, whose: Option<&Whose>) {
        let Some(whose) = whose else { return };
        match self.found.blank("company") {
            None => notes.add(false, Problem::at("file", "statement_company_missing")),
            Some(written) if crate::fold::fold(&written) != crate::fold::fold(&whose.name) => {
                let problem = Problem::at("file", "statement_company_other").with("value", written);
                notes.add(false, problem.with("name", &whose.name));
            }
            Some(_) => {}
        }
    }

    /// One answer, with a note of what it lacks.
    fn stated(&self, notes: &mut Notes, given: &Given) -> Option<Stated> {
        let answer = Answered::ALL.into_iter().find(|answer| answer.code() == given.answer)?;
        let (id, row) = (given.requirement.as_str(), given.row);
        let stated = Stated { answer, country: given.text("country"), detail: given.text("detail") };
        let item = items().iter().find(|item| self.which == SelectionForm::SupplyChain && item.id == id);
        for column in item.map(|item| item.lacking(&stated)).unwrap_or_default() {
            let heading = self.which.form().say(&format!("column.{column}"), &[]);
            notes.of_row(false, "statement_detail_missing", id, row, Some(&heading));
        }
        if item.is_none() && answer == Answered::NotApplicable && stated.detail.is_none() {
            notes.of_row(false, "sheet_reason_missing", id, row, None);
            return None;
        }
        Some(stated)
    }
}

impl Ledger {
    /// The criteria by which candidates for a contract are judged.
    pub(super) fn criteria_of(&mut self, contract: &Contract) -> Result<Vec<judge::Criterion<'static>>, Error> {
        let (catalogue, clauses) = (Catalogue::shipped()?, crate::catalogue::Clauses::shipped()?);
        let (office, today) = (self.office()?.as_facts(), self.today());
        Ok(super::super::assess(contract, catalogue, clauses, &office, today).criteria)
    }
}

/// Takes out the sheets of a contract that is taken out itself, each with a row of history.
pub(in crate::contract) fn remove_of(writing: &mut Writing<'_, '_>, contract: &str) -> Result<(), Error> {
    SelectionForm::ALL.into_iter().try_for_each(|which| sheet::remove_of(writing, which.form(), contract))
}

/// Every issued sheet as it is kept, with its number.
pub(in crate::contract) fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    SelectionForm::ALL.into_iter().try_for_each(|which| sheet::walk(tx, which.form().register, &mut *see))
}
