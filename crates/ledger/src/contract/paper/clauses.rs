//! Annexes made of clauses: rendered, numbered, in the office's style.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use paper::Block;
use paper::articles::{Clause as NumberedClause, NumberingProblem, citations, number, parse_body};

use super::{AnnexPaper, Article, Setting, file_name, footer, say};
use crate::catalogue::{AnnexKind, ClauseContext, Entry, Plan, Requirement, Severity, plan};
use crate::contract::{Assessment, State};
use crate::office::{Office, Parties, Style};
use crate::problem::{Error, Problem};

/// The annexes of these kinds that the contract calls for.
pub fn annexes(
    setting: &Setting<'_>,
    assessment: &Assessment<'_>,
    kinds: &[AnnexKind],
) -> Result<Vec<AnnexPaper>, Error> {
    let binding: Vec<&Requirement> = assessment
        .requirements
        .iter()
        .filter(|entry| !matches!(entry.state, State::Unknown | State::Waived))
        .map(|entry| entry.requirement)
        .collect();
    let plan = plan(setting.clauses, &binding, kinds);
    let base = context(setting, assessment, &plan);
    let mut rendered = Vec::with_capacity(plan.annexes.len());
    for (kind, entries) in &plan.annexes {
        rendered.push((*kind, entries, render(setting, &base, *kind, entries)?));
    }
    // An annex cites provisions of the others by their full place, so all numbers are known before any text is fixed.
    let mut cited = BTreeMap::new();
    for (kind, _, clauses) in &rendered {
        for (target, citation) in citations(clauses).map_err(numbering)? {
            let annex = say(&format!("annex.{}", kind.code()), &[]);
            cited.entry(target).or_insert_with(|| say("paper.cited", &[("annex", &annex), ("citation", &citation)]));
        }
    }
    rendered.into_iter().map(|(kind, entries, clauses)| annex(setting, kind, entries, &clauses, &cited)).collect()
}

fn numbering(problems: Vec<NumberingProblem>) -> Error {
    Error { problems: problems.into_iter().map(|problem| Problem::new("numbering").with("detail", problem)).collect() }
}

fn context(setting: &Setting<'_>, assessment: &Assessment<'_>, plan: &Plan) -> ClauseContext {
    let met = plan.annexes.iter().flat_map(|(_, entries)| entries).flat_map(|entry| entry.requirements.iter().cloned());
    ClauseContext {
        contract_title: TITLE.to_owned(),
        requirements: Arc::new(met.collect::<BTreeSet<String>>()),
        clauses: Arc::new(plan.clauses()),
        facts: Arc::new(assessment.facts.clone()),
        ..parties(setting.office)
    }
}

/// The words of the office for the parties and itself.
pub fn parties(office: &Office) -> ClauseContext {
    let code = match office.style.parties {
        Parties::KouOtsu => "kou_otsu",
        Parties::HatchuJuchu => "hatchu_juchu",
        Parties::ItakuJutaku => "itaku_jutaku",
    };
    ClauseContext {
        client: say(&format!("paper.client.{code}"), &[]),
        contractor: say(&format!("paper.contractor.{code}"), &[]),
        self_term: office.style.self_term.clone(),
        city: office.name.clone(),
        head: office.head_title.clone(),
        ..ClauseContext::default()
    }
}

/// The clauses of one annex as text in the office's style; references are still marks.
fn render(
    setting: &Setting<'_>,
    base: &ClauseContext,
    kind: AnnexKind,
    entries: &[Entry],
) -> Result<Vec<NumberedClause>, Error> {
    let style = &setting.office.style;
    let mut clauses = Vec::with_capacity(entries.len());
    for entry in entries {
        let clause = setting
            .clauses
            .get(&entry.clause)
            .ok_or_else(|| Problem::new("clause_missing").with("file", &entry.clause))?;
        let title_of = |id: &String| setting.clauses.get(id).map(|shared| (shared.title.clone(), id.clone()));
        let shared = entry.shared.iter().filter_map(title_of).collect();
        let text =
            setting.clauses.render(&entry.clause, &ClauseContext { shared, kind: Some(kind), ..base.clone() })?;
        let unreadable =
            |detail| Problem::at(&entry.clause, "clause_unreadable").with("file", &entry.clause).with("detail", detail);
        let mut body =
            parse_body(&text).map_err(|problems| Error { problems: problems.into_iter().map(unreadable).collect() })?;
        for item in &mut body {
            item.text = styled(&item.text, style);
        }
        clauses.push(NumberedClause { id: entry.clause.clone(), title: styled(&clause.title, style), body });
    }
    Ok(clauses)
}

fn annex(
    setting: &Setting<'_>,
    kind: AnnexKind,
    entries: &[Entry],
    clauses: &[NumberedClause],
    cited: &BTreeMap<String, String>,
) -> Result<AnnexPaper, Error> {
    let style = &setting.office.style;
    let versions: BTreeSet<&str> = entries
        .iter()
        .filter_map(|entry| setting.clauses.get(&entry.clause))
        .map(|clause| clause.version.as_str())
        .collect();
    let numbered = number(clauses, &|target| cited.get(target).cloned()).map_err(numbering)?;

    let title = say(&format!("annex.{}", kind.code()), &[]);
    let mut blocks = vec![Block::Title { text: title.clone() }];
    let mut articles = Vec::with_capacity(numbered.len());
    for (article, entry) in numbered.into_iter().zip(entries) {
        articles.push(Article {
            number: article.number,
            version: setting.clauses.get(&article.clause).map(|clause| clause.version.clone()).unwrap_or_default(),
            clause: article.clause,
            title: article.title,
            requirements: entry.requirements.clone(),
            first_block: blocks.len(),
            blocks: article.blocks.len(),
        });
        blocks.extend(article.blocks.into_iter().map(|block| titled(block, &setting.contract.title)));
    }
    if style.seal_box {
        let lines = ["date", "address", "name", "representative"].map(|line| say(&format!("paper.seal.{line}"), &[]));
        blocks.push(Block::SealBox { lines: lines.to_vec() });
    }
    Ok(AnnexPaper {
        kind,
        file_name: file_name(setting.contract, &title),
        articles,
        blocks,
        pinned: false,
        catalogue: setting.catalogue.version.clone(),
        header: setting.contract.title.clone(),
        footer: footer(setting, &versions),
        landscape: false,
        made_on: setting.today.to_string(),
        author: setting.office.name.clone(),
        title,
    })
}

/// Stands for the title of the contract until the text is styled and numbered: a name is printed as it was given.
const TITLE: &str = "\u{fffc}";

fn titled(block: Block, title: &str) -> Block {
    match block {
        Block::Line { level, label, text } => Block::Line { level, label, text: text.replace(TITLE, title) },
        other => other,
    }
}

/// The wording in the office's style: comma and conjunctions. Templates are written in the standard style.
pub fn styled(text: &str, style: &Style) -> String {
    style.worded(text)
}

/// Whether the requirement binds or is recommended, in words.
pub fn severity_text(severity: Severity) -> String {
    say(if severity == Severity::Must { "severity.must" } else { "severity.should" }, &[])
}

#[cfg(test)]
mod tests;
