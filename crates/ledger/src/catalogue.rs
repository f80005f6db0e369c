//! The requirement catalogue: which requirements exist, when each applies, where it comes from.
//! It is data (`templates/requirements/`) that an office or the ministry may replace; no rule of a register is here.

mod clause;
mod condition;
mod known;
mod plan;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

pub use clause::{Clause, ClauseContext, Clauses};
use condition::Scope;
pub use condition::{Comparison, Condition, Operator, Truth};
pub use known::Known;
use known::Laid;
pub use plan::{Entry, Plan, plan};

use crate::facts::{FactDefinition, FactValue, Facts};
use crate::problem::{Error, Problem};

/// How strict a requirement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// On by default; leaving it out needs a recorded reason and an approver.
    Must,
    /// Recommended.
    Should,
}

/// An annex or table that is written for a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnnexKind {
    /// 情報セキュリティに関する特記事項.
    Security,
    /// 個人情報取扱特記事項.
    PersonalInfo,
    /// 特定個人情報取扱特記事項.
    #[serde(rename = "mynumber")]
    MyNumber,
    /// Requirement table for the specification (仕様書の要件表).
    SpecSheet,
    /// Why each requirement applies (要件適用判定票, F-20).
    F20,
}

impl AnnexKind {
    /// The kinds made of clauses, in the order in which a shared clause finds its place.
    pub const CLAUSES: [Self; 3] = [Self::Security, Self::PersonalInfo, Self::MyNumber];
    /// Every kind, in the order of the papers.
    pub const ALL: [Self; 5] = [Self::Security, Self::PersonalInfo, Self::MyNumber, Self::SpecSheet, Self::F20];

    /// The word for this kind in files, commands and locale keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Security => "security",
            Self::PersonalInfo => "personal_info",
            Self::MyNumber => "mynumber",
            Self::SpecSheet => "spec_sheet",
            Self::F20 => "f20",
        }
    }

    /// The output of the catalogue that asks for this annex; none for F-20, which shows all requirements.
    pub fn output(self) -> Option<&'static str> {
        match self {
            Self::Security => Some("annex_security"),
            Self::PersonalInfo => Some("annex_personal_info"),
            Self::MyNumber => Some("annex_mynumber"),
            Self::SpecSheet => Some("spec_sheet"),
            Self::F20 => None,
        }
    }
}

/// Where a requirement comes from and how far that was read.
#[derive(Debug, Clone, Deserialize)]
pub struct SourceReference {
    /// Id of the document.
    pub doc: String,
    /// Section of the document.
    pub section: String,
    /// `primary`, `toc`, `secondary` or `memory`.
    pub confidence: String,
    /// `partial` where the source bears only a part of the requirement.
    #[serde(default)]
    pub support: Option<String>,
}

/// A document that requirements refer to.
#[derive(Debug, Clone, Deserialize)]
pub struct Document {
    /// Title.
    pub title: String,
    /// Date or edition.
    pub date: String,
    /// Where it can be found.
    pub url: String,
    /// How much of it was read.
    pub read: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RequirementText {
    id: String,
    area: String,
    record_types: Vec<String>,
    title_ja: String,
    gloss_en: String,
    summary_ja: String,
    severity: Severity,
    basis: String,
    phase: String,
    applies_when: Json,
    applies_when_ja: String,
    outputs: Vec<String>,
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default)]
    reminders: Vec<String>,
    #[serde(default)]
    merges_with: Vec<String>,
    #[serde(default)]
    effective_from: Option<String>,
    #[serde(default)]
    note: Option<String>,
    sources: Vec<SourceReference>,
}

/// One requirement (要件).
#[derive(Debug, Clone)]
pub struct Requirement {
    /// Id, such as `CT-01`.
    pub id: String,
    /// Area of the catalogue.
    pub area: String,
    /// Record types it is about.
    pub record_types: Vec<String>,
    /// The same as a set.
    scope: Scope,
    /// Whether it belongs on the check sheet of a cloud use.
    pub on_cloud_sheet: bool,
    /// Title in Japanese.
    pub title: String,
    /// Short title in English.
    pub gloss: String,
    /// What it asks for.
    pub summary: String,
    /// How strict it is.
    pub severity: Severity,
    /// Kind of its basis (law, ordinance, notice, ppc, guideline, practice).
    pub basis: String,
    /// When in the life of a record it has to be met.
    pub phase: String,
    /// When it applies.
    pub condition: Condition,
    /// The same in words of the catalogue.
    pub applies: String,
    /// Papers and lists it appears in.
    pub outputs: Vec<String>,
    /// Forms that belong to it.
    pub forms: Vec<String>,
    /// Reminder rules that belong to it.
    pub reminders: Vec<String>,
    /// Requirements that may share its clause.
    pub merges_with: Vec<String>,
    /// ISO date from which it binds; earlier contracts show it as recommended.
    pub effective_from: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// Where it comes from.
    pub sources: Vec<SourceReference>,
}

impl Requirement {
    /// Whether some annex made of clauses must contain this requirement.
    pub fn needs_clause(&self) -> bool {
        self.outputs.iter().any(|output| output.starts_with("annex_"))
    }

    /// Whether this requirement belongs into an annex of this kind.
    pub fn belongs_to(&self, kind: AnnexKind) -> bool {
        kind.output().is_some_and(|wanted| self.outputs.iter().any(|output| output == wanted))
    }
}

/// One mistake in a catalogue, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Path in the file, such as `requirements[3](CT-04).applies_when.all[1]`.
    pub place: String,
    /// What is wrong.
    pub code: &'static str,
    /// The offending text.
    pub value: String,
}

impl Defect {
    /// A defect at a place.
    pub fn new(place: &str, code: &'static str, value: impl Into<String>) -> Self {
        Self { place: place.to_owned(), code, value: value.into() }
    }
}

impl From<Defect> for Problem {
    fn from(defect: Defect) -> Self {
        Self::at(defect.place.clone(), &format!("catalogue_{}", defect.code))
            .with("place", defect.place)
            .with("value", defect.value)
    }
}

/// A whole catalogue, checked.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// Version, such as `2026.11-2`.
    pub version: String,
    /// ISO date of its facts.
    pub as_of: String,
    /// Facts by id.
    pub facts: BTreeMap<String, FactDefinition>,
    /// Fact ids in the order of the catalogue.
    pub fact_order: Vec<String>,
    /// Documents by id.
    pub documents: BTreeMap<String, Document>,
    /// Requirements in catalogue order.
    pub requirements: Vec<Requirement>,
    /// Places of the requirements about each record type among all.
    places: [Vec<usize>; Scope::TYPES],
}

static SHIPPED: LazyLock<Result<Catalogue, Error>> =
    LazyLock::new(|| Catalogue::load(include_str!("../../../templates/requirements/catalogue.json")));

impl Catalogue {
    /// The catalogue that came with the program.
    ///
    /// # Errors
    /// Its defects; the tests hold that there are none.
    pub fn shipped() -> Result<&'static Self, Error> {
        SHIPPED.as_ref().map_err(Clone::clone)
    }

    /// Reads a catalogue and reports every defect at once.
    ///
    /// # Errors
    /// `json_unreadable`, or one `catalogue_…` problem for each defect, with its place.
    pub fn load(text: &str) -> Result<Self, Error> {
        let json: Json = serde_json::from_str(text)?;
        let mut defects = Vec::new();
        let (facts, fact_order) = load_facts(&json, &mut defects);
        let documents: BTreeMap<String, Document> = section(&json, "documents", &mut defects);
        let areas: BTreeMap<String, String> = section(&json, "areas", &mut defects);
        let requirements = load_requirements(&json, &facts, &documents, &areas, &mut defects);
        let meta =
            |key: &str, defects: &mut Vec<Defect>| match json.pointer(&format!("/meta/{key}")).and_then(Json::as_str) {
                Some(text) => text.to_owned(),
                None => {
                    defects.push(Defect::new("meta", "key_missing", key));
                    String::new()
                }
            };
        let (version, as_of) = (meta("catalogue_version", &mut defects), meta("as_of", &mut defects));
        Error::unless_none(defects.into_iter().map(Problem::from).collect())?;
        let places = Scope::places(requirements.iter().map(|requirement| requirement.scope));
        Ok(Self { version, as_of, facts, fact_order, documents, requirements, places })
    }

    /// The requirement with this id.
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|requirement| requirement.id == id)
    }

    /// Reads the facts of a record or a case; unknown ids and values are problems.
    ///
    /// # Errors
    /// One problem for each fact that does not exist or cannot take its value.
    pub fn read_facts(&self, json: &serde_json::Map<String, Json>) -> Result<Facts, Error> {
        let mut facts = Facts::new();
        let mut problems = Vec::new();
        for (id, value) in json {
            match self.facts.get(id) {
                None => problems.push(Problem::at(format!("facts.{id}"), "fact_unknown").with("fact", id)),
                Some(definition) => match definition.read(value) {
                    Ok(Some(value)) => {
                        facts.insert(id.clone(), value);
                    }
                    Ok(None) => {}
                    Err(problem) => problems.push(problem),
                },
            }
        }
        Error::unless_none(problems)?;
        Ok(facts)
    }

    /// Each requirement about this record type that applies (`true`) or cannot be decided yet (`None`), in catalogue order.
    pub fn applicable<'c, 'f>(
        &'c self,
        record_type: &str,
        facts: &'f Facts,
    ) -> impl Iterator<Item = (&'c Requirement, Truth)> + use<'c, 'f> {
        self.applicable_laid_out(Scope::of(record_type), self.lay_out(facts))
    }

    /// The same for facts where they lie.
    pub fn applicable_known<'c, 'f>(
        &'c self,
        record_type: &str,
        known: &'f Known<'_>,
    ) -> impl Iterator<Item = (&'c Requirement, Truth)> + use<'c, 'f> {
        self.applicable_laid_out(Scope::of(record_type), self.lay_out_known(known))
    }

    fn applicable_laid_out<'c, 'f>(
        &'c self,
        record: Scope,
        laid_out: Vec<Option<Laid<'f>>>,
    ) -> impl Iterator<Item = (&'c Requirement, Truth)> + use<'c, 'f> {
        let judged = self.about(record).map(move |requirement| {
            let truth = requirement.condition.evaluate_laid_out(record, &laid_out);
            (requirement, truth)
        });
        judged.filter(|(_, truth)| *truth != Some(false))
    }

    /// The requirements about this record type, in catalogue order.
    fn about(&self, record: Scope) -> impl Iterator<Item = &Requirement> + use<'_> {
        let places = record.place().and_then(|place| self.places.get(place)).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| self.requirements.get(*place))
    }

    /// Number of requirements about this record type.
    pub fn number_of(&self, record_type: &str) -> usize {
        self.about(Scope::of(record_type)).count()
    }

    /// How many requirements about this record type another answer to the fact could still change.
    pub fn affected(&self, fact: &str, record_type: &str, facts: &Facts) -> usize {
        self.about(Scope::of(record_type))
            .filter(|requirement| requirement.condition.depends_on(fact, record_type, facts))
            .count()
    }
}

/// One line of `sekisho requirements --cases`: a record without a ledger.
#[derive(Debug, Clone, Deserialize)]
pub struct Case {
    /// Name, repeated in the answer.
    pub name: String,
    /// `contract`, `cloud`, `sns` or `org`.
    pub record_type: String,
    /// Facts as JSON.
    pub facts: serde_json::Map<String, Json>,
}

/// The answer to a [`Case`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseOutcome {
    /// Name of the case.
    pub name: String,
    /// Ids that apply, in catalogue order.
    pub applicable: Vec<String>,
    /// Ids that cannot be decided yet, in catalogue order.
    pub unknown: Vec<String>,
}

impl Catalogue {
    /// Which requirements apply to a case.
    ///
    /// # Errors
    /// `record_type_unknown`, and each fact that does not exist or cannot take its value.
    pub fn judge(&self, case: &Case) -> Result<CaseOutcome, Error> {
        if !["contract", "cloud", "sns", "org"].contains(&case.record_type.as_str()) {
            return Err(Problem::at("record_type", "record_type_unknown").with("value", &case.record_type).into());
        }
        let facts = self.read_facts(&case.facts)?;
        let mut outcome = CaseOutcome { name: case.name.clone(), applicable: Vec::new(), unknown: Vec::new() };
        for (requirement, truth) in self.applicable(&case.record_type, &facts) {
            let list = if truth == Some(true) { &mut outcome.applicable } else { &mut outcome.unknown };
            list.push(requirement.id.clone());
        }
        Ok(outcome)
    }
}

fn section<T: serde::de::DeserializeOwned>(json: &Json, key: &str, defects: &mut Vec<Defect>) -> BTreeMap<String, T> {
    let mut entries = BTreeMap::new();
    match json.get(key).and_then(Json::as_object) {
        None => defects.push(Defect::new(key, "key_missing", key)),
        Some(object) => {
            for (id, entry) in object {
                match serde_json::from_value(entry.clone()) {
                    Ok(value) => {
                        entries.insert(id.clone(), value);
                    }
                    Err(error) => {
                        defects.push(Defect::new(&format!("{key}.{id}"), "entry_unreadable", error.to_string()))
                    }
                }
            }
        }
    }
    entries
}

fn load_facts(json: &Json, defects: &mut Vec<Defect>) -> (BTreeMap<String, FactDefinition>, Vec<String>) {
    let (mut facts, mut order) = (BTreeMap::new(), Vec::new());
    let Some(entries) = json.get("facts").and_then(Json::as_array) else {
        defects.push(Defect::new("facts", "key_missing", "facts"));
        return (facts, order);
    };
    for (index, entry) in entries.iter().enumerate() {
        let place = format!("facts[{index}]({})", entry.get("id").and_then(Json::as_str).unwrap_or("?"));
        match serde_json::from_value::<FactDefinition>(entry.clone()) {
            Err(error) => defects.push(Defect::new(&place, "entry_unreadable", error.to_string())),
            Ok(fact) => {
                use crate::facts::FactType::{Enum, Ordinal, Set};
                if matches!(fact.kind, Enum | Ordinal | Set) && fact.choices().is_empty() {
                    defects.push(Defect::new(&place, "values_missing", &fact.id));
                }
                if facts.contains_key(&fact.id) {
                    defects.push(Defect::new(&place, "id_duplicate", &fact.id));
                }
                order.push(fact.id.clone());
                facts.insert(fact.id.clone(), fact);
            }
        }
    }
    (facts, order)
}

fn load_requirements(
    json: &Json,
    facts: &BTreeMap<String, FactDefinition>,
    documents: &BTreeMap<String, Document>,
    areas: &BTreeMap<String, String>,
    defects: &mut Vec<Defect>,
) -> Vec<Requirement> {
    let Some(entries) = json.get("requirements").and_then(Json::as_array) else {
        defects.push(Defect::new("requirements", "key_missing", "requirements"));
        return Vec::new();
    };
    let ids: BTreeSet<&str> = entries.iter().filter_map(|entry| entry.get("id").and_then(Json::as_str)).collect();
    let mut seen = BTreeSet::new();
    let mut requirements = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let place = format!("requirements[{index}]({})", entry.get("id").and_then(Json::as_str).unwrap_or("?"));
        let text: RequirementText = match serde_json::from_value(entry.clone()) {
            Ok(text) => text,
            Err(error) => {
                defects.push(Defect::new(&place, "entry_unreadable", error.to_string()));
                continue;
            }
        };
        if !seen.insert(text.id.clone()) {
            defects.push(Defect::new(&place, "id_duplicate", &text.id));
        }
        if !areas.contains_key(&text.area) {
            defects.push(Defect::new(&place, "area_unknown", &text.area));
        }
        for other in text.merges_with.iter().filter(|other| !ids.contains(other.as_str())) {
            defects.push(Defect::new(&place, "requirement_unknown", other));
        }
        for source in text.sources.iter().filter(|source| !documents.contains_key(&source.doc)) {
            defects.push(Defect::new(&place, "document_unknown", &source.doc));
        }
        if let Some(date) = &text.effective_from
            && date.parse::<chrono::NaiveDate>().is_err()
        {
            defects.push(Defect::new(&place, "date_unreadable", date));
        }
        let Some(condition) = Condition::compile(&text.applies_when, facts, &format!("{place}.applies_when"), defects)
        else {
            continue;
        };
        requirements.push(Requirement {
            id: text.id,
            area: text.area,
            scope: Scope::of_all(&text.record_types),
            on_cloud_sheet: text.phase == "govern" || text.outputs.iter().any(|output| output == "checklist_cloud"),
            record_types: text.record_types,
            title: text.title_ja,
            gloss: text.gloss_en,
            summary: text.summary_ja,
            severity: text.severity,
            basis: text.basis,
            phase: text.phase,
            condition,
            applies: text.applies_when_ja,
            outputs: text.outputs,
            forms: text.forms,
            reminders: text.reminders,
            merges_with: text.merges_with,
            effective_from: text.effective_from,
            note: text.note,
            sources: text.sources,
        });
    }
    requirements
}

/// The facts of a record together with those of the office, as conditions see them.
pub fn with_office(mut record: Facts, office: &Facts) -> Facts {
    for (id, value) in office {
        record.entry(id.clone()).or_insert_with(|| value.clone());
    }
    record
}

/// Whether this fact is known to be true.
pub fn is_true(facts: &Facts, fact: &str) -> bool {
    facts.get(fact) == Some(&FactValue::Bool(true))
}

#[cfg(test)]
pub(crate) mod tests;
