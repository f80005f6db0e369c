//! Every reference of an annex points to something that is printed: 第n条, 第n項, 前項, and articles of the other annexes.

use super::articles::{Article, annexes, read};
use super::samples;

/// Titles of the annexes; the longer one first, because one ends with the other.
const TITLES: [(&str, &str); 3] = [
    ("特定個人情報取扱特記事項", "mynumber"),
    ("個人情報取扱特記事項", "personal_info"),
    ("情報セキュリティに関する特記事項", "security"),
];

/// 第n条 or 第n条第m項 as found in a text.
struct Reference {
    article: usize,
    paragraph: Option<usize>,
    /// Where in the text it begins.
    start: usize,
    /// What comes after it.
    end: usize,
}

/// A number between two marks at the beginning of a text, and what follows.
fn number(text: &str, before: char, after: char) -> Option<(usize, &str)> {
    let (digits, rest) = text.strip_prefix(before)?.split_once(after)?;
    Some((digits.parse().ok()?, rest))
}

fn references(text: &str) -> Vec<Reference> {
    let at = |start: usize| {
        let (article, rest) = number(&text[start..], '第', '条')?;
        let (paragraph, rest) = number(rest, '第', '項').map_or((None, rest), |(n, rest)| (Some(n), rest));
        Some(Reference { article, paragraph, start, end: text.len() - rest.len() })
    };
    text.match_indices('第').filter_map(|(start, _)| at(start)).collect()
}

/// Whether the words before a reference name a law: 番号法第9条, 会社法（平成17年法律第86号）第2条.
fn is_of_a_law(before: &str) -> bool {
    let named = match before.strip_suffix('）') {
        Some(inside) => inside.contains("法律第") && inside.rfind('（') > inside.rfind('、'),
        None => false,
    };
    named || before.ends_with('法') || before.ends_with('）') && before.contains("という。")
}

#[test]
fn every_reference_points_to_an_article_that_is_printed() {
    let mut seen = 0;
    for sample in annexes() {
        let own = read(&sample.text());
        for (article, paragraph) in own.iter().flat_map(|it| it.paragraphs.iter().map(move |paragraph| (it, paragraph)))
        {
            let mut law = None;
            for found in references(&paragraph.text) {
                let before = &paragraph.text[..found.start];
                // 第27条及び第28条: the second belongs where the first does.
                let chained =
                    law.is_some_and(|end: usize| ["及び", "又は", "、"].contains(&&paragraph.text[end..found.start]));
                if chained || is_of_a_law(before) {
                    law = Some(found.end);
                    continue;
                }
                let title = TITLES.iter().find(|(title, _)| before.ends_with(title));
                let other = title.map(|(_, kind)| {
                    let paper =
                        samples::all().iter().find(|it| it.number == sample.number && it.paper.kind.code() == *kind);
                    let paper = paper.unwrap_or_else(|| panic!("{}: {kind} is named and not there", sample.name()));
                    read(&paper.text())
                });
                let target = other.as_deref().unwrap_or(&own).get(found.article.wrapping_sub(1));
                let place = format!(
                    "{} article {}: {}",
                    sample.name(),
                    article.number,
                    &paragraph.text[found.start..found.end]
                );
                let target = target.unwrap_or_else(|| panic!("{place} is not printed"));
                assert!(found.paragraph.is_none_or(|it| has_paragraph(target, it)), "{place} is not printed");
                assert!(title.is_some() || found.article != article.number, "{place} is the article itself");
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "only {seen} references were found");
}

#[test]
fn every_paragraph_that_is_named_stands_in_the_article() {
    let mut seen = 0;
    for sample in annexes() {
        for article in read(&sample.text()) {
            for paragraph in &article.paragraphs {
                for (start, _) in paragraph.text.match_indices('第') {
                    let Some((named, _)) = number(&paragraph.text[start..], '第', '項') else { continue };
                    if paragraph.text[..start].ends_with('条') {
                        continue;
                    }
                    let place = format!("{} article {} paragraph {}", sample.name(), article.number, paragraph.number);
                    assert!(has_paragraph(&article, named), "{place}: 第{named}項");
                    assert_ne!(named, paragraph.number, "{place} names itself");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 50, "only {seen} paragraphs were named");
}

#[test]
fn nothing_before_the_first_is_named() {
    for sample in annexes() {
        for article in read(&sample.text()) {
            let place = format!("{} article {}", sample.name(), article.number);
            let first = &article.paragraphs[0].text;
            let first = first.split('\n').next().unwrap();
            assert!(!first.contains("前項"), "{place}: {first}");
            assert!(article.number > 1 || !article.paragraphs.iter().any(|it| it.text.contains("前条")), "{place}");
            for paragraph in article.paragraphs.iter().filter(|it| it.items.is_empty()) {
                assert!(
                    !paragraph.text.contains("次に掲げる") && !paragraph.text.contains("次の各号"),
                    "{place}: {}",
                    paragraph.text
                );
            }
        }
    }
}

fn has_paragraph(article: &Article, number: usize) -> bool {
    (1..=article.paragraphs.len()).contains(&number)
}
