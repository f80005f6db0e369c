//! The shipped clauses in any combination that facts and style can call for: numbered without gaps, and every reference
//! leads to the provision that is meant. The reader below counts articles for himself, as a person with a finger would.

use proptest::prelude::*;

use super::*;
use crate::catalogue::tests::any_facts;
use crate::catalogue::{Catalogue, Clauses};
use crate::contract::Contract;
use crate::contract::rules::assess;
use crate::facts::Facts;
use crate::ledger::Ledger;
use crate::office::{Comma, Conjunction};
use paper::articles::Item;

/// The clauses of each annex before and after numbering, for a contract with these facts.
fn written(facts: Facts, style: Style) -> Vec<(AnnexKind, Vec<NumberedClause>, AnnexPaper)> {
    let mut office = Ledger::in_memory().unwrap().office().unwrap();
    office.name = "潮見市".to_owned();
    office.style = style;
    let contract = Contract { title: "窓口業務委託".to_owned(), facts, ..Contract::default() };
    let (catalogue, clauses) = (Catalogue::shipped().unwrap(), Clauses::shipped().unwrap());
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let assessment = assess(&contract, catalogue, clauses, &office.as_facts(), today);
    let setting =
        Setting { contract: &contract, office: &office, catalogue, clauses, head: "0123abcd".to_owned(), today };
    let papers = annexes(&setting, &assessment, &AnnexKind::CLAUSES).unwrap();
    let base = context(&setting, &assessment, &assessment.plan);
    let raw = assessment.plan.annexes.iter().map(|(kind, entries)| render(&setting, &base, *kind, entries).unwrap());
    raw.zip(papers).map(|(raw, paper)| (paper.kind, raw, paper)).collect()
}

/// The style an office begins with.
fn style() -> Style {
    Ledger::in_memory().unwrap().office().unwrap().style
}

fn any_style() -> impl Strategy<Value = Style> {
    let parties = prop_oneof![Just(Parties::KouOtsu), Just(Parties::HatchuJuchu), Just(Parties::ItakuJutaku)];
    let comma = prop_oneof![Just(Comma::Ideographic), Just(Comma::Fullwidth)];
    let conjunction = prop_oneof![Just(Conjunction::Kanji), Just(Conjunction::Hiragana)];
    (parties, comma, conjunction, any::<bool>()).prop_map(|(parties, comma, conjunction, seal_box)| Style {
        parties,
        comma,
        conjunction,
        seal_box,
        ..style()
    })
}

/// Article, paragraph, item and sub-item of a provision, counted from 1; 0 where it is not that deep.
type Steps = [usize; 5];

/// Every provision of an annex with its place and its anchor.
fn provisions(clauses: &[NumberedClause]) -> Vec<(Steps, &NumberedClause, &Item)> {
    let mut found = Vec::new();
    for (article, clause) in (1..).zip(clauses) {
        let mut steps: Steps = [article, 0, 0, 0, 0];
        for item in &clause.body {
            let depth = usize::from(item.level);
            steps[depth] += 1;
            steps[depth + 1..].fill(0);
            found.push((steps, clause, item));
        }
    }
    found
}

/// Where a citation that stands in the provision `reader` leads.
fn follow(citation: &str, reader: Steps) -> Steps {
    let mut rest = citation;
    let mut steps = reader;
    let mut depth = None;
    let mut to = |depth_now: usize, value: usize, steps: &mut Steps| {
        steps[depth_now] = value;
        steps[depth_now + 1..].fill(0);
        depth = Some(depth_now);
    };
    let units = [(0, "条", None), (1, "項", Some("前項")), (2, "号", None)];
    for (at, unit, before) in units {
        if let Some(tail) = rest.strip_prefix(&format!("この{unit}")) {
            rest = tail;
            to(at, reader[at], &mut steps);
        } else if let Some(tail) = before.and_then(|word| rest.strip_prefix(word)) {
            rest = tail;
            to(at, reader[at] - 1, &mut steps);
        } else if let Some((digits, tail)) = rest.strip_prefix('第').and_then(|tail| tail.split_once(unit))
            && let Ok(value) = digits.parse()
        {
            rest = tail;
            to(at, value, &mut steps);
            // A lone paragraph is not named: 第9条第1号 is the first item of its only paragraph.
            if at == 0 && rest.contains('号') && !rest.contains('項') {
                steps[1] = 1;
            }
        }
    }
    let kana = ["ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク", "ケ", "コ"];
    if let Some(at) = kana.iter().position(|kana| *kana == rest) {
        rest = "";
        to(3, at + 1, &mut steps);
    }
    assert!(depth.is_some() && rest.is_empty(), "{citation} cannot be followed");
    steps
}

/// The text between a mark's neighbours: what was printed in place of each reference.
fn printed_citations<'a>(raw: &'a str, printed: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    let (mut raw, mut printed) = (raw, printed);
    while let Some((before, rest)) = raw.split_once('⟦') {
        let (mark, rest) = rest.split_once('⟧').unwrap();
        printed = printed.strip_prefix(before).unwrap_or_else(|| panic!("{before} is not in {printed}"));
        let next = rest.split_once('⟦').map_or(rest, |(next, _)| next);
        let end = if next.is_empty() { printed.len() } else { printed.find(next).unwrap() };
        found.push((mark, &printed[..end]));
        printed = &printed[end..];
        raw = rest;
    }
    assert_eq!(raw, printed);
    found
}

fn lines(paper: &AnnexPaper) -> Vec<&str> {
    fn text(block: &Block) -> Option<&str> {
        match block {
            Block::Line { text, .. } => Some(text),
            _ => None,
        }
    }
    paper.blocks.iter().filter_map(text).collect()
}

/// Checks every reference of every annex; the number of references that were followed.
fn judge(annexes: &[(AnnexKind, Vec<NumberedClause>, AnnexPaper)]) -> usize {
    let mut followed = 0;
    for (kind, clauses, paper) in annexes {
        let numbers: Vec<u32> = paper.articles.iter().map(|article| article.number).collect();
        assert_eq!(numbers, (1..=u32::try_from(clauses.len()).unwrap()).collect::<Vec<_>>(), "{kind:?}");
        let own = provisions(clauses);
        let lines = lines(paper);
        assert_eq!(own.len(), lines.len(), "{kind:?}");
        for ((steps, _, item), line) in own.iter().zip(lines) {
            let raw = item.text.replace(TITLE, "窓口業務委託");
            for (mark, citation) in printed_citations(&raw, line) {
                let (clause, anchor) =
                    mark.split_once('#').map_or((mark, None), |(clause, anchor)| (clause, Some(anchor)));
                let here = clauses.iter().any(|own| own.id == clause);
                let home = annexes.iter().find(|(other, clauses, _)| {
                    if here { other == kind } else { clauses.iter().any(|other| other.id == clause) }
                });
                let (home, there, _) = home.unwrap_or_else(|| panic!("{clause} is nowhere"));
                let annex = say(&format!("annex.{}", home.code()), &[]);
                let own_words = if here { citation } else { citation.strip_prefix(&annex).unwrap() };
                let target = follow(own_words, *steps);
                let meant: Vec<_> = provisions(there)
                    .into_iter()
                    .filter(|(_, other, item)| {
                        other.id == clause && (anchor.is_none() || item.anchor.as_deref() == anchor)
                    })
                    .collect();
                let (place, ..) = meant.first().unwrap_or_else(|| panic!("{mark} names nothing"));
                let whole = anchor.is_none() || meant_as_article(there, *place);
                let reached = if whole { target[..1] == place[..1] } else { target == *place };
                assert!(reached, "{kind:?} {steps:?}: {citation} leads to {target:?}, {mark} is at {place:?}");
                followed += 1;
            }
        }
    }
    followed
}

/// A lone paragraph is cited as its article.
fn meant_as_article(clauses: &[NumberedClause], place: Steps) -> bool {
    let paragraphs = clauses[place[0] - 1].body.iter().filter(|item| item.level == 1).count();
    place[2..] == [0, 0, 0] && paragraphs == 1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_applies_is_numbered_without_gaps_and_cites_what_is_meant(facts in any_facts(), style in any_style()) {
        judge(&written(facts, style));
    }
}

#[test]
fn a_contract_with_everything_has_many_references_and_all_are_followed() {
    let yes = |fact: &&crate::facts::FactDefinition| fact.kind == crate::facts::FactType::Bool;
    let facts = Catalogue::shipped().unwrap().facts.values().filter(yes);
    let facts: Facts = facts.map(|fact| (fact.id.clone(), crate::facts::FactValue::Bool(true))).collect();
    let annexes = written(facts, style());
    assert_eq!(annexes.len(), 3);
    assert!(judge(&annexes) > 60, "{}", judge(&annexes));
}

#[test]
fn the_style_of_the_office_changes_the_words_of_every_annex() {
    let facts: Facts =
        [("handles_personal_info".to_owned(), crate::facts::FactValue::Bool(true))].into_iter().collect();
    let text = |style: Style| -> String {
        written(facts.clone(), style).iter().flat_map(|(_, _, paper)| lines(paper)).collect::<Vec<_>>().join("\n")
    };
    let plain = text(style());
    let other = text(Style {
        parties: Parties::HatchuJuchu,
        comma: Comma::Fullwidth,
        conjunction: Conjunction::Hiragana,
        self_term: "本町".to_owned(),
        ..style()
    });
    for (before, after) in [
        ("甲", "発注者"),
        ("乙", "受注者"),
        ("、", "，"),
        ("及び", "および"),
        ("又は", "または"),
        ("並びに", "ならびに"),
        ("若しくは", "もしくは"),
    ] {
        assert!(plain.contains(before) && !plain.contains(after), "{after} in the standard style");
        assert!(other.contains(after) && !other.contains(before), "{before} is left over");
    }
    assert!(!other.contains("本市"));
}
