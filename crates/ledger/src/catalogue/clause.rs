//! Clauses: wording that meets requirements, kept as templates that an office may replace.
//! Which clauses a contract needs is in `plan.rs`; numbering and references belong to the `paper` crate.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior, Value, context};

use super::{AnnexKind, Catalogue};
use crate::facts::{FactValue, Facts};
use crate::problem::{Error, Problem};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates/clauses");

static SHIPPED: LazyLock<Result<Clauses, Error>> = LazyLock::new(|| {
    let files =
        FILES.files().filter_map(|file| Some((file.path().to_str()?.to_owned(), file.contents_utf8()?.to_owned())));
    Clauses::load(Catalogue::shipped()?, files)
});

/// The clause that points from a later annex to the shared duties of an earlier one.
pub const COMMON: &str = "common";

/// Wording that meets requirements (条文).
#[derive(Debug, Clone)]
pub struct Clause {
    /// Id, also the name of its file.
    pub id: String,
    /// Title above the article.
    pub title: String,
    /// Requirements it meets.
    pub requirements: Vec<String>,
    /// Kinds of annex it is printed in whenever that annex has another clause.
    pub always: Vec<AnnexKind>,
    /// Version of the wording.
    pub version: String,
    /// ISO date from which the wording is in force.
    pub in_force: String,
    /// Place among the articles.
    pub order: u32,
    /// Template of the text.
    pub body: String,
}

/// All clauses, checked and compiled.
#[derive(Debug)]
pub struct Clauses {
    by_id: BTreeMap<String, Clause>,
    environment: Environment<'static>,
}

/// What the text of a clause may refer to.
#[derive(Debug, Clone, Default)]
pub struct ClauseContext {
    /// Word for the municipality as a party (甲).
    pub client: String,
    /// Word for the contractor as a party (乙).
    pub contractor: String,
    /// How the municipality calls itself (本市).
    pub self_term: String,
    /// Name of the municipality.
    pub city: String,
    /// Title of its head (市長).
    pub head: String,
    /// Title of the contract.
    pub contract_title: String,
    /// Requirements whose text belongs here.
    pub requirements: Arc<BTreeSet<String>>,
    /// Clauses that are printed in some annex of this contract.
    pub clauses: Arc<BTreeSet<String>>,
    /// Facts of the contract.
    pub facts: Arc<Facts>,
    /// For the common article: title and id of each shared clause.
    pub shared: Vec<(String, String)>,
    /// For the common article: the kind of annex that it stands in.
    pub kind: Option<AnnexKind>,
}

/// Names a template may use; anything else is an unknown placeholder.
const NAMES: [&str; 13] = [
    "client",
    "contractor",
    "self",
    "city",
    "head",
    "contract_title",
    "ref",
    "has",
    "clause",
    "fact",
    "value",
    "shared",
    "kind",
];

impl Clauses {
    /// The clauses that came with the program.
    ///
    /// # Errors
    /// Their defects; the tests hold that there are none.
    pub fn shipped() -> Result<&'static Self, Error> {
        SHIPPED.as_ref().map_err(Clone::clone)
    }

    /// Reads clause files (name, text) and reports every defect at once.
    ///
    /// # Errors
    /// `clause_unreadable`, `clause_placeholder_unknown`, `clause_requirement_unknown`, `clause_duplicate`, each with the file name.
    pub fn load(catalogue: &Catalogue, files: impl IntoIterator<Item = (String, String)>) -> Result<Self, Error> {
        let mut environment = Environment::new();
        // Tags on lines of their own leave no line behind; a line of text must therefore not end in a tag.
        let syntax =
            SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(Error::unexpected)?;
        environment.set_syntax(syntax);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(200_000));
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        let mut clauses = Self { by_id: BTreeMap::new(), environment };
        let mut problems = Vec::new();
        for (name, text) in files {
            if !name.ends_with(".md") {
                continue;
            }
            match Clause::parse(&text) {
                Err(detail) => problems
                    .push(Problem::at(name.clone(), "clause_unreadable").with("file", name).with("detail", detail)),
                Ok(clause) => problems.extend(clauses.add(catalogue, &name, clause)),
            }
        }
        Error::unless_none(problems)?;
        Ok(clauses)
    }

    fn add(&mut self, catalogue: &Catalogue, name: &str, clause: Clause) -> Vec<Problem> {
        let mut problems = Vec::new();
        let at = |code: &str| Problem::at(name, code).with("file", name);
        for requirement in clause.requirements.iter().filter(|id| catalogue.requirement(id).is_none()) {
            problems.push(at("clause_requirement_unknown").with("value", requirement));
        }
        // `{#name}` is an anchor here, and would be a comment to the template engine.
        let body = clause.body.replace("{#", "{{ '{#' }}");
        match self.environment.add_template_owned(clause.id.clone(), body) {
            Err(error) => problems.push(at("clause_unreadable").with("detail", error)),
            Ok(()) => {
                if let Ok(template) = self.environment.get_template(&clause.id) {
                    let mut unknown: Vec<String> = template.undeclared_variables(false).into_iter().collect();
                    unknown.retain(|variable| !NAMES.contains(&variable.as_str()));
                    unknown.sort();
                    problems.extend(
                        unknown.iter().map(|variable| at("clause_placeholder_unknown").with("value", variable)),
                    );
                }
            }
        }
        if self.by_id.contains_key(&clause.id) {
            problems.push(at("clause_duplicate").with("value", &clause.id));
        }
        self.by_id.insert(clause.id.clone(), clause);
        problems
    }

    /// The clause with this id.
    pub fn get(&self, id: &str) -> Option<&Clause> {
        self.by_id.get(id)
    }

    /// All clauses in the order of their articles.
    pub fn in_order(&self) -> Vec<&Clause> {
        let mut clauses: Vec<&Clause> = self.by_id.values().collect();
        clauses.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
        clauses
    }

    /// The text of a clause for one contract; references are still marks (`⟦clause#anchor⟧`).
    ///
    /// # Errors
    /// `clause_unrendered` with the clause and the reason.
    pub fn render(&self, id: &str, of: &ClauseContext) -> Result<String, Error> {
        let failed =
            |error: minijinja::Error| Problem::at(id, "clause_unrendered").with("file", id).with("detail", error);
        let template = self.environment.get_template(id).map_err(failed)?;
        let (requirements, clauses) = (Arc::clone(&of.requirements), Arc::clone(&of.clauses));
        let (facts, values) = (Arc::clone(&of.facts), Arc::clone(&of.facts));
        let text = template
            .render(context! {
                client => &of.client,
                contractor => &of.contractor,
                self => &of.self_term,
                city => &of.city,
                head => &of.head,
                contract_title => &of.contract_title,
                shared => of.shared.iter().map(|(title, id)| context! { title, id }).collect::<Vec<_>>(),
                kind => of.kind.map(AnnexKind::code),
                ref => Value::from_function(|target: String| format!("⟦{target}⟧")),
                has => Value::from_function(move |requirement: String| requirements.contains(&requirement)),
                clause => Value::from_function(move |clause: String| clauses.contains(&clause)),
                fact => Value::from_function(move |fact: String| facts.get(&fact) == Some(&FactValue::Bool(true))),
                value => Value::from_function(move |fact: String| match values.get(&fact) {
                    Some(FactValue::Text(text)) => text.clone(),
                    Some(FactValue::Int(number)) => number.to_string(),
                    _ => String::new(),
                }),
            })
            .map_err(failed)?;
        Ok(text)
    }
}

impl Clause {
    /// Reads front matter (`key: value` lines between `---`) and body.
    fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let rest = text.strip_prefix("---\n").ok_or("---")?;
        let (front, body) = rest.split_once("\n---\n").ok_or("---")?;
        let mut fields: BTreeMap<&str, &str> = BTreeMap::new();
        for line in front.lines().filter(|line| !line.trim().is_empty()) {
            let (key, value) = line.split_once(':').ok_or(line)?;
            fields.insert(key.trim(), value.split(" #").next().unwrap_or_default().trim().trim_matches('"'));
        }
        let field = |key: &str| fields.get(key).copied().filter(|value| !value.is_empty()).ok_or(key.to_owned());
        let list = |key: &str| -> Vec<String> {
            let inner = fields.get(key).copied().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
            inner.split(',').map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
        };
        let mut always = Vec::new();
        for code in list("always") {
            always.push(AnnexKind::CLAUSES.into_iter().find(|kind| kind.code() == code).ok_or(code)?);
        }
        Ok(Self {
            id: field("id")?.to_owned(),
            title: field("title")?.to_owned(),
            requirements: list("requirements"),
            always,
            version: field("version")?.to_owned(),
            in_force: field("in_force")?.to_owned(),
            order: field("order")?.parse().map_err(|_| "order".to_owned())?,
            body: body.to_owned(),
        })
    }
}
