//! Reads the body of a clause as its author types it: paragraphs, lists and anchors.
//! Deliberately not here: template functions (the ledger renders them first) and numbering.

use super::Item;

/// What is wrong in the text of a clause, and in which line (from 1).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseProblem {
    /// An item stands before the first paragraph.
    #[error("line {line}: an item before the first paragraph")]
    ItemWithoutParagraph {
        /// Number of the line.
        line: usize,
    },
    /// An item is deeper by more than one level than the one before it, or deeper than (ア).
    #[error("line {line}: the item is too deep here")]
    TooDeep {
        /// Number of the line.
        line: usize,
    },
    /// An item begins after a number of spaces that is neither 0, 2 nor 4.
    #[error("line {line}: items are indented by 0, 2 or 4 spaces")]
    Indentation {
        /// Number of the line.
        line: usize,
    },
    /// A line at the margin follows an item without a blank line: unclear whether it goes on or begins a paragraph.
    #[error("line {line}: indent the line to go on with the item, or leave a blank line before a new paragraph")]
    Unclear {
        /// Number of the line.
        line: usize,
    },
    /// A provision without words.
    #[error("line {line}: nothing to print")]
    Empty {
        /// Number of the line.
        line: usize,
    },
    /// An anchor that is not lower-case letters, digits, `_` and `-`.
    #[error("line {line}: the anchor has characters other than a-z, 0-9, _ and -")]
    Anchor {
        /// Number of the line.
        line: usize,
    },
}

/// Reads the body of a clause, or names every problem in it.
///
/// Paragraphs (項) are separated by blank lines. `- ` begins an item, `  - ` and `    - ` a sub-item; a blank line
/// between items is allowed, since a condition in the template may leave one. ` {#name}` at the end is an anchor.
/// A single line break is joined without a space, as Japanese is written.
pub fn parse_body(text: &str) -> Result<Vec<Item>, Vec<ParseProblem>> {
    let mut items: Vec<(usize, Item)> = Vec::new();
    let mut problems = Vec::new();
    let mut after_blank = true;
    for (line, raw) in text.lines().enumerate().map(|(index, raw)| (index + 1, raw)) {
        let words = raw.trim();
        if words.is_empty() {
            after_blank = true;
            continue;
        }
        let spaces = raw.len() - raw.trim_start_matches(' ').len();
        let before = items.last().map_or(0, |(_, item)| item.level);
        match words.strip_prefix("- ").or((words == "-").then_some("")) {
            Some(words) => {
                let level = match spaces {
                    0 => 2,
                    2 => 3,
                    4 => 4,
                    _ => {
                        problems.push(ParseProblem::Indentation { line });
                        before.max(2)
                    }
                };
                if before == 0 {
                    problems.push(ParseProblem::ItemWithoutParagraph { line });
                } else if level > before + 1 {
                    problems.push(ParseProblem::TooDeep { line });
                }
                items.push((line, Item { level, anchor: None, text: words.trim_start().into() }));
            }
            None if after_blank => items.push((line, Item { level: 1, anchor: None, text: words.into() })),
            None => {
                if before > 1 && spaces == 0 {
                    problems.push(ParseProblem::Unclear { line });
                }
                if let Some((_, item)) = items.last_mut() {
                    item.text.push_str(words);
                }
            }
        }
        after_blank = false;
    }
    for (line, item) in &mut items {
        take_anchor(*line, item, &mut problems);
        if item.text.is_empty() {
            problems.push(ParseProblem::Empty { line: *line });
        }
    }
    if problems.is_empty() { Ok(items.into_iter().map(|(_, item)| item).collect()) } else { Err(problems) }
}

fn take_anchor(line: usize, item: &mut Item, problems: &mut Vec<ParseProblem>) {
    let Some(inner) = item.text.strip_suffix('}') else {
        return;
    };
    let Some((words, name)) = inner.rsplit_once("{#") else {
        return;
    };
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
    {
        problems.push(ParseProblem::Anchor { line });
        return;
    }
    let (name, words) = (name.to_owned(), words.trim_end().to_owned());
    item.anchor = Some(name);
    item.text = words;
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let lines = match parse_body(text) {
            Ok(items) => items
                .iter()
                .map(|i| {
                    format!(
                        "{} {}{}\n",
                        i.level,
                        i.text,
                        i.anchor.as_ref().map(|a| format!(" #{a}")).unwrap_or_default()
                    )
                })
                .collect::<String>(),
            Err(problems) => problems.iter().map(|p| format!("{p}\n")).collect(),
        };
        expected.assert_eq(&lines);
    }

    #[test]
    fn paragraphs_items_and_anchors_are_read() {
        check(
            "乙は、業務を\n再委託してはならない。\n\n乙は、次に掲げる書面を {#application}\n\n- 名称\n  - 所在地{#address}\n    - 国名\n\n- 理由\n  及び期間\n\n\n３項目。\r\n",
            expect![[r#"
                1 乙は、業務を再委託してはならない。
                1 乙は、次に掲げる書面を #application
                2 名称
                3 所在地 #address
                4 国名
                2 理由及び期間
                1 ３項目。
            "#]],
        );
    }

    #[test]
    fn every_problem_is_named_with_its_line() {
        check(
            "- 前\n\n項\n   - 三\n    - 深\n次\n\n{#a}\n\n乙 {#大}\n\n丙\n-",
            expect![[r#"
                line 1: an item before the first paragraph
                line 4: items are indented by 0, 2 or 4 spaces
                line 5: the item is too deep here
                line 6: indent the line to go on with the item, or leave a blank line before a new paragraph
                line 8: nothing to print
                line 10: the anchor has characters other than a-z, 0-9, _ and -
                line 13: nothing to print
            "#]],
        );
    }

    #[test]
    fn a_hyphen_inside_a_paragraph_is_no_item() {
        check(
            "ISO/IEC 27001-2022に\n-で始まる語",
            expect![[r#"
            1 ISO/IEC 27001-2022に-で始まる語
        "#]],
        );
    }
}
