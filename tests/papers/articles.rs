//! An annex read back from its words: articles, paragraphs and items with their numbers.
//! What refers to them is in `references.rs`.

use super::samples::{self, Sample};

/// An article (条) as printed.
pub struct Article {
    /// Its number.
    pub number: usize,
    /// Its paragraphs (項) in order, each with its items (号).
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph as printed.
pub struct Paragraph {
    /// Its number; the first one has none in print.
    pub number: usize,
    /// Its words, with those of its items.
    pub text: String,
    /// Numbers of its items.
    pub items: Vec<usize>,
}

/// The sample papers that consist of articles.
pub fn annexes() -> impl Iterator<Item = &'static Sample> {
    samples::all().iter().filter(|sample| sample.paper.kind.code() != "f20" && sample.paper.kind.code() != "spec_sheet")
}

/// The articles of an annex.
pub fn read(text: &str) -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    for line in text.lines() {
        if let Some((number, text)) = article(line) {
            let first = Paragraph { number: 1, text: text.to_owned(), items: Vec::new() };
            articles.push(Article { number, paragraphs: vec![first] });
        } else if let (Some((number, text)), Some(article)) = (paragraph(line), articles.last_mut()) {
            article.paragraphs.push(Paragraph { number, text: text.to_owned(), items: Vec::new() });
        } else if let (Some((number, text)), Some(article)) = (item(line), articles.last_mut()) {
            let paragraph = article.paragraphs.last_mut().unwrap();
            paragraph.items.push(number);
            paragraph.text.push('\n');
            paragraph.text.push_str(text);
        }
    }
    articles
}

fn article(line: &str) -> Option<(usize, &str)> {
    let (number, text) = line.strip_prefix('第')?.split_once("条\u{3000}")?;
    Some((number.parse().ok()?, text))
}

fn paragraph(line: &str) -> Option<(usize, &str)> {
    let (number, text) = line.split_once('\u{3000}')?;
    let digits: String = number.chars().map(ascii_digit).collect::<Option<_>>()?;
    Some((digits.parse().ok()?, text))
}

fn item(line: &str) -> Option<(usize, &str)> {
    let (number, text) = line.trim_start_matches('\u{3000}').strip_prefix('(')?.split_once(")\u{3000}")?;
    Some((number.parse().ok()?, text))
}

/// A digit of either width as ASCII.
fn ascii_digit(c: char) -> Option<char> {
    if c.is_ascii_digit() { Some(c) } else { char::from_digit((c as u32).checked_sub('０' as u32)?, 10) }
}

#[test]
fn articles_paragraphs_and_items_are_numbered_without_a_gap() {
    for sample in annexes() {
        let articles = read(&sample.text());
        let name = sample.name();
        assert_eq!(articles.len(), sample.paper.articles.len(), "{name}");
        for (article, number) in articles.iter().zip(1..) {
            assert_eq!(article.number, number, "{name}: article");
            for (paragraph, number) in article.paragraphs.iter().zip(1..) {
                assert_eq!(paragraph.number, number, "{name}: paragraph in article {}", article.number);
                let expected: Vec<usize> = (1..=paragraph.items.len()).collect();
                assert_eq!(paragraph.items, expected, "{name}: items in article {} paragraph {number}", article.number);
            }
        }
    }
}

#[test]
fn an_article_is_printed_where_the_record_says() {
    for sample in annexes() {
        for (article, printed) in sample.paper.articles.iter().zip(read(&sample.text())) {
            let blocks = &sample.paper.blocks[article.first_block..article.first_block + article.blocks];
            let text = paper::to_text(blocks);
            assert!(text.trim_start().starts_with(&format!("（{}）\n第{}条", article.title, printed.number)), "{text}");
        }
    }
}
