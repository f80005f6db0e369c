//! Numbers clauses as articles (条) and turns references between them into citations, for any subset of clauses.
//! Deliberately not here: which clauses a contract needs and what they say; both come from the ledger.

mod label;
mod parse;
mod place;

use std::collections::{BTreeMap, BTreeSet};

use crate::Block;
use place::Place;

pub use parse::{ParseProblem, parse_body};

/// A clause (条項): rendered words in which references still stand as `⟦clause⟧` or `⟦clause#anchor⟧`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Identifier, by which other clauses refer to it.
    pub id: String,
    /// Title, printed in brackets above the article.
    pub title: String,
    /// Paragraphs and items, in order.
    pub body: Vec<Item>,
}

/// A paragraph, item or sub-item of a clause (項・号・細目).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// 1 paragraph (項), 2 item (1), 3 sub-item ア, 4 sub-sub-item (ア).
    pub level: u8,
    /// Name by which `⟦clause#anchor⟧` refers to it.
    pub anchor: Option<String>,
    /// The words.
    pub text: String,
}

/// A numbered article (条), ready to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// From 1, without gaps.
    pub number: u32,
    /// Identifier of the clause it prints.
    pub clause: String,
    /// Title without brackets.
    pub title: String,
    /// Caption and lines.
    pub blocks: Vec<Block>,
}

/// What hinders numbering; each names the clause in which it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberingProblem {
    /// Two clauses with one identifier.
    #[error("{clause}: the clause stands twice")]
    DuplicateClause {
        /// Identifier of the clause.
        clause: String,
    },
    /// A clause without a paragraph.
    #[error("{clause}: the clause has no text")]
    EmptyClause {
        /// Identifier of the clause.
        clause: String,
    },
    /// Two provisions of one clause with one anchor.
    #[error("{clause}: the anchor {anchor} stands twice")]
    DuplicateAnchor {
        /// Identifier of the clause.
        clause: String,
        /// The anchor.
        anchor: String,
    },
    /// A provision skips a level, or sub-items run past ン.
    #[error("{clause}: provision {position} cannot be numbered")]
    Level {
        /// Identifier of the clause.
        clause: String,
        /// Position in the body, from 1.
        position: usize,
    },
    /// A reference to a clause that is neither here nor outside.
    #[error("{clause}: no clause {target}")]
    UnknownClause {
        /// Identifier of the clause that refers.
        clause: String,
        /// Identifier referred to.
        target: String,
    },
    /// A reference to an anchor that the clause does not have.
    #[error("{clause}: the clause {target} has no anchor {anchor}")]
    UnknownAnchor {
        /// Identifier of the clause that refers.
        clause: String,
        /// Identifier referred to.
        target: String,
        /// Anchor referred to.
        anchor: String,
    },
    /// A `⟦` without `⟧`, or the reverse.
    #[error("{clause}: a reference mark is not closed")]
    BrokenMark {
        /// Identifier of the clause.
        clause: String,
    },
}

/// Numbers the clauses in their order and writes out their references, or names every problem.
///
/// A reference to a clause that is not in the list is asked of `outside`: first as written (`clause#anchor`), then by
/// its clause alone; the answer is printed as it is.
pub fn number(
    clauses: &[Clause],
    outside: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<Article>, Vec<NumberingProblem>> {
    let (map, mut problems) = Map::of(clauses);
    let mut articles = Vec::with_capacity(clauses.len());
    for (number, clause) in (1..).zip(clauses) {
        let mut write = |text: &str, reader| map.write_out(clause, text, reader, outside, &mut problems);
        let top = Place::of_article(number, 0);
        let title = write(&clause.title, top);
        let mut blocks = vec![Block::Caption { text: label::caption(&title) }];
        for (item, place) in clause.body.iter().zip(places(number, &clause.body)) {
            let Some(place) = place else { continue };
            blocks.push(Block::Line { level: place.line_level(), label: place.head(), text: write(&item.text, place) });
        }
        articles.push(Article { number, clause: clause.id.clone(), title, blocks });
    }
    if problems.is_empty() { Ok(articles) } else { Err(problems) }
}

/// Citation of every clause and anchor as another paper prints it: `subcontract` → `第9条`,
/// `subcontract#application` → `第9条第2項`. This is what `outside` of a later annex answers from.
pub fn citations(clauses: &[Clause]) -> Result<BTreeMap<String, String>, Vec<NumberingProblem>> {
    let (map, problems) = Map::of(clauses);
    if !problems.is_empty() {
        return Err(problems);
    }
    let whole = map.articles.iter().map(|(clause, place)| ((*clause).to_owned(), place.cited()));
    let parts = map.anchors.iter().map(|((clause, anchor), place)| (format!("{clause}#{anchor}"), place.cited()));
    Ok(whole.chain(parts).collect())
}

/// Place of each provision of a body; nothing where it cannot be numbered.
fn places(article: u32, body: &[Item]) -> Vec<Option<Place>> {
    let paragraphs = body.iter().filter(|item| item.level == 1).count();
    let mut at = Place::of_article(article, u32::try_from(paragraphs).unwrap_or(u32::MAX));
    body.iter()
        .map(|item| {
            at = at.next(item.level)?;
            Some(at)
        })
        .collect()
}

/// Where every clause and anchor stands.
struct Map<'a> {
    articles: BTreeMap<&'a str, Place>,
    anchors: BTreeMap<(&'a str, &'a str), Place>,
}

impl<'a> Map<'a> {
    fn of(clauses: &'a [Clause]) -> (Map<'a>, Vec<NumberingProblem>) {
        let mut map = Map { articles: BTreeMap::new(), anchors: BTreeMap::new() };
        let mut problems = Vec::new();
        for (number, clause) in (1..).zip(clauses) {
            let id = || clause.id.clone();
            if clause.body.is_empty() {
                problems.push(NumberingProblem::EmptyClause { clause: id() });
            }
            let whole = Place::of_article(number, 0);
            if map.articles.insert(&clause.id, whole).is_some() {
                problems.push(NumberingProblem::DuplicateClause { clause: id() });
                continue;
            }
            let mut seen = BTreeSet::new();
            for (position, (item, place)) in (1..).zip(clause.body.iter().zip(places(number, &clause.body))) {
                let Some(place) = place else {
                    problems.push(NumberingProblem::Level { clause: id(), position });
                    continue;
                };
                let Some(anchor) = &item.anchor else { continue };
                if !seen.insert(anchor) {
                    problems.push(NumberingProblem::DuplicateAnchor { clause: id(), anchor: anchor.clone() });
                }
                map.anchors.insert((&clause.id, anchor), place);
            }
        }
        (map, problems)
    }

    fn write_out(
        &self,
        clause: &Clause,
        text: &str,
        reader: Place,
        outside: &dyn Fn(&str) -> Option<String>,
        problems: &mut Vec<NumberingProblem>,
    ) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(['⟦', '⟧']) {
            out.push_str(&rest[..at]);
            let closed = rest[at..].strip_prefix('⟦').and_then(|tail| tail.split_once('⟧'));
            let Some((mark, tail)) = closed.filter(|(mark, _)| !mark.contains('⟦')) else {
                problems.push(NumberingProblem::BrokenMark { clause: clause.id.clone() });
                return out;
            };
            match self.cite(clause, mark, reader, outside) {
                Ok(citation) => out.push_str(&citation),
                Err(problem) => problems.push(problem),
            }
            rest = tail;
        }
        out + rest
    }

    fn cite(
        &self,
        clause: &Clause,
        mark: &str,
        reader: Place,
        outside: &dyn Fn(&str) -> Option<String>,
    ) -> Result<String, NumberingProblem> {
        let (target, anchor) = mark.split_once('#').map_or((mark, None), |(target, anchor)| (target, Some(anchor)));
        let (clause, owned) = (clause.id.clone(), target.to_owned());
        let Some(whole) = self.articles.get(target) else {
            let answer = outside(mark).or_else(|| anchor.and_then(|_| outside(target)));
            return answer.ok_or(NumberingProblem::UnknownClause { clause, target: owned });
        };
        let Some(anchor) = anchor else {
            return Ok(whole.cited_from(reader));
        };
        match self.anchors.get(&(target, anchor)) {
            Some(place) => Ok(place.cited_from(reader)),
            None => Err(NumberingProblem::UnknownAnchor { clause, target: owned, anchor: anchor.into() }),
        }
    }
}

#[cfg(test)]
mod tests;
