//! Papers that are tables: requirements for the specification, and the decision sheet F-20.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::NaiveDate;
use minijinja::{Environment, UndefinedBehavior, context};
use paper::{Align, Block};
use serde::Deserialize;

use super::clauses::{parties, severity_text, styled};
use super::{AnnexPaper, Article, Setting, file_name, footer, say};
use crate::catalogue::{AnnexKind, Requirement};
use crate::contract::{Assessment, Evidence, RequirementState, State};
use crate::office::CalendarStyle;
use crate::problem::{Error, Problem};
use crate::wording::Lang;

/// What a specification says for a requirement.
#[derive(Debug, Deserialize)]
struct SpecText {
    /// In place of the catalogue's title, where that speaks to the office rather than to a bidder.
    title: Option<String>,
    text: String,
    evidence: String,
}

static SPEC: LazyLock<BTreeMap<String, SpecText>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../../templates/papers/spec_sheet.json")).unwrap_or_default()
});

/// The requirement table for the specification, if any requirement asks for it.
pub fn spec_sheet(setting: &Setting<'_>, assessment: &Assessment<'_>) -> Result<Option<AnnexPaper>, Error> {
    let words = parties(setting.office);
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut rows = Vec::new();
    let mut articles = Vec::new();
    let listed = assessment
        .requirements
        .iter()
        .filter(|entry| !matches!(entry.state, State::Unknown | State::Waived))
        .filter(|entry| entry.requirement.belongs_to(AnnexKind::SpecSheet));
    for (entry, number) in listed.zip(1_u32..) {
        let requirement = entry.requirement;
        let (title, text, evidence) = match SPEC.get(&requirement.id) {
            Some(spec) => {
                let fill = |template: &str| {
                    environment
                        .render_str(template, context! { client => &words.client, contractor => &words.contractor, self => &words.self_term })
                        .map_err(|error| Problem::at(&requirement.id, "clause_unrendered").with("file", &requirement.id).with("detail", error))
                };
                let title = spec.title.as_ref().unwrap_or(&requirement.title);
                (title, fill(&spec.text)?, fill(&spec.evidence)?)
            }
            None => (&requirement.title, requirement.summary.clone(), String::new()),
        };
        let style = &setting.office.style;
        rows.push(vec![
            number.to_string(),
            title.clone(),
            styled(&text, style),
            styled(&evidence, style),
            severity_text(requirement.severity),
        ]);
        articles.push(Article {
            number,
            clause: requirement.id.clone(),
            title: title.clone(),
            requirements: vec![requirement.id.clone()],
            version: setting.catalogue.version.clone(),
            first_block: 3,
            blocks: 1,
        });
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let title = say("annex.spec_sheet", &[]);
    let header = ["number", "requirement", "text", "evidence", "severity"]
        .map(|column| say(&format!("paper.spec.{column}"), &[]));
    let blocks = vec![
        Block::Title { text: title.clone() },
        Block::Paragraph { text: setting.contract.title.clone(), align: Align::Center, indent: 0 },
        Block::Paragraph {
            text: say("paper.spec.lead", &[("contractor", &words.contractor)]),
            align: Align::Left,
            indent: 0,
        },
        Block::Table { widths: vec![50, 180, 470, 220, 80], header: header.to_vec(), rows, small: true },
    ];
    Ok(Some(sheet(setting, AnnexKind::SpecSheet, title, articles, blocks)))
}

/// 要件適用判定票 (F-20): each requirement with the facts that decided it, what meets it, and who left it out.
pub fn f20(setting: &Setting<'_>, assessment: &Assessment<'_>) -> AnnexPaper {
    let title = say("annex.f20", &[]);
    let contract = setting.contract;
    let date =
        |iso: &Option<String>| iso.as_ref().map(|iso| written(iso, setting)).unwrap_or_else(|| say("paper.none", &[]));
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| say("paper.none", &[]));
    let facts = vec![
        vec![
            say("paper.f20.number", &[]),
            or_none(&contract.number),
            say("paper.f20.section", &[]),
            or_none(&contract.section),
        ],
        vec![
            say("paper.f20.title", &[]),
            contract.title.clone(),
            say("paper.f20.owner", &[]),
            or_none(&contract.owner),
        ],
        vec![
            say("paper.f20.contractor", &[]),
            contract.contractor.name.clone(),
            say("paper.f20.period", &[]),
            say("paper.period", &[("start", &date(&contract.starts_on)), ("end", &date(&contract.ends_on))]),
        ],
        vec![
            say("paper.f20.catalogue", &[]),
            setting.catalogue.version.clone(),
            say("paper.f20.made", &[]),
            written(&setting.today.to_string(), setting),
        ],
    ];
    let mut blocks = vec![
        Block::Title { text: title.clone() },
        Block::Table { widths: vec![120, 480, 120, 280], header: Vec::new(), rows: facts, small: true },
    ];
    let mut articles = Vec::new();
    for (state, key) in [(State::Waived, "waived"), (State::Unknown, "unknown"), (State::Missing, "applied")] {
        let applied = key == "applied";
        let group: Vec<&RequirementState<'_>> =
            assessment
                .requirements
                .iter()
                .filter(|entry| {
                    if applied { !matches!(entry.state, State::Waived | State::Unknown) } else { entry.state == state }
                })
                .collect();
        if group.is_empty() {
            continue;
        }
        blocks.push(Block::Heading {
            level: 1,
            text: say(&format!("paper.f20.{key}"), &[("count", &group.len().to_string())]),
        });
        let header = ["id", "requirement", "why", "basis", if applied { "met" } else { key }]
            .map(|column| say(&format!("paper.f20.column.{column}"), &[]));
        let rows = group.iter().map(|entry| f20_row(setting, assessment, entry)).collect();
        articles.extend(group.iter().map(|entry| Article {
            number: 0,
            clause: entry.requirement.id.clone(),
            title: entry.requirement.title.clone(),
            requirements: vec![entry.requirement.id.clone()],
            version: setting.catalogue.version.clone(),
            first_block: blocks.len(),
            blocks: 1,
        }));
        blocks.push(Block::Table { widths: vec![70, 210, 250, 270, 200], header: header.to_vec(), rows, small: true });
    }
    let listed: BTreeSet<&str> = assessment.requirements.iter().map(|entry| entry.requirement.id.as_str()).collect();
    let left: Vec<&str> = setting
        .catalogue
        .requirements
        .iter()
        .filter(|requirement| {
            requirement.record_types.iter().any(|kind| kind == "contract") && !listed.contains(requirement.id.as_str())
        })
        .map(|requirement| requirement.id.as_str())
        .collect();
    if !left.is_empty() {
        blocks.push(Block::Note { text: say("paper.f20.left", &[("ids", &left.join(" "))]) });
    }
    for (article, number) in articles.iter_mut().zip(1..) {
        article.number = number;
    }
    sheet(setting, AnnexKind::F20, title, articles, blocks)
}

fn f20_row(setting: &Setting<'_>, assessment: &Assessment<'_>, entry: &RequirementState<'_>) -> Vec<String> {
    let requirement = entry.requirement;
    let why = crate::reasons::because(Lang::Ja, requirement, "contract", &assessment.facts);
    let mut name = requirement.title.clone();
    if entry.after_enforcement {
        name.push_str(&say("paper.f20.after_enforcement", &[]));
    }
    vec![
        requirement.id.clone(),
        format!("{name}\u{ff08}{}\u{ff09}", severity_text(requirement.severity)),
        why,
        sources(setting, requirement),
        last_column(setting, entry),
    ]
}

/// The source that was read best.
fn sources(setting: &Setting<'_>, requirement: &Requirement) -> String {
    const ORDER: [&str; 4] = ["primary", "secondary", "toc", "memory"];
    let rank = |confidence: &str| ORDER.iter().position(|mark| *mark == confidence);
    let Some(source) = requirement.sources.iter().min_by_key(|source| rank(&source.confidence).unwrap_or(ORDER.len()))
    else {
        return say("paper.none", &[]);
    };
    let title = setting.catalogue.documents.get(&source.doc).map_or(source.doc.as_str(), |document| &document.title);
    let mark = say(&format!("confidence.{}", source.confidence), &[]);
    say("paper.f20.source", &[("document", title), ("section", &source.section), ("mark", &mark)])
}

fn last_column(setting: &Setting<'_>, entry: &RequirementState<'_>) -> String {
    match &entry.evidence {
        Some(Evidence::Waiver(index)) => {
            let waiver = &setting.contract.waivers[*index];
            let none = say("paper.none", &[]);
            let on = waiver.approved_on.as_ref().map(|iso| written(iso, setting)).unwrap_or_default();
            say(
                "paper.f20.waiver",
                &[
                    ("reason", &waiver.reason),
                    ("approver", waiver.approver.as_deref().unwrap_or(&none)),
                    ("on", &on),
                    ("document", waiver.document_number.as_deref().unwrap_or_default()),
                ],
            )
        }
        Some(evidence) => crate::contract::view::evidence(Lang::Ja, setting.contract, evidence),
        None => say(
            match entry.state {
                State::Unknown => "paper.f20.undecided",
                State::NotYet => "paper.f20.not_yet",
                State::Recommended => "paper.f20.recommended",
                _ => "paper.f20.missing",
            },
            &[],
        ),
    }
}

/// A date in the office's style.
fn written(iso: &str, setting: &Setting<'_>) -> String {
    match (iso.parse::<NaiveDate>(), setting.office.style.calendar) {
        (Ok(date), CalendarStyle::Wareki) => crate::date::wareki(date),
        (Ok(date), CalendarStyle::Iso) => crate::date::seireki(date),
        (Err(_), _) => iso.to_owned(),
    }
}

fn sheet(
    setting: &Setting<'_>,
    kind: AnnexKind,
    title: String,
    articles: Vec<Article>,
    blocks: Vec<Block>,
) -> AnnexPaper {
    AnnexPaper {
        kind,
        file_name: file_name(setting.contract, &title),
        articles,
        blocks,
        pinned: false,
        catalogue: setting.catalogue.version.clone(),
        header: setting.contract.title.clone(),
        footer: footer(setting, &BTreeSet::new()),
        landscape: true,
        made_on: setting.today.to_string(),
        author: setting.office.name.clone(),
        title,
    }
}
