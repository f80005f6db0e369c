//! Numbering is judged by a reader who knows only the printed lines: he follows each citation and must arrive at the
//! provision that was meant.

use super::*;
use expect_test::{Expect, expect};
use proptest::prelude::*;

fn clause(id: &str, title: &str, body: &str) -> Clause {
    Clause { id: id.into(), title: title.into(), body: parse_body(body).unwrap() }
}

fn nowhere(_: &str) -> Option<String> {
    None
}

fn check(clauses: &[Clause], outside: &dyn Fn(&str) -> Option<String>, expected: Expect) {
    let text = match number(clauses, outside) {
        Ok(articles) => articles.iter().map(|a| crate::to_text(&a.blocks)).collect(),
        Err(problems) => problems.iter().map(|p| format!("{p}\n")).collect::<String>(),
    };
    expected.assert_eq(&text);
}

fn outsourcing() -> Vec<Clause> {
    vec![
        clause(
            "secrecy",
            "秘密の保持",
            "乙は、知り得た情報を漏らしてはならない。⟦subcontract⟧第１項の再委託先についても、同様とする。",
        ),
        clause(
            "subcontract",
            "再委託の制限",
            "乙は、業務を第三者に委託してはならない。 {#ban}\n\n乙は、⟦subcontract#ban⟧ただし書の承諾を受けようとするときは、次に掲げる書面を提出しなければならない。 {#papers}\n\n- 名称 {#name}\n- 理由\n  - 法令によるもの {#law}\n    - 国の法令 {#state}\n  - その他\n\n乙は、⟦subcontract#papers⟧の書面（⟦subcontract#name⟧及び⟦subcontract#law⟧に限る。）及び⟦secrecy⟧の義務を、⟦subcontract#ban⟧に従い負わせる。",
        ),
        clause(
            "report",
            "報告",
            "乙は、⟦subcontract#name⟧、⟦subcontract#state⟧及び⟦report#each⟧を報告する。次のとおりとする。\n\n- ⟦report⟧の期限 {#each}",
        ),
    ]
}

#[test]
fn references_are_printed_as_citations() {
    check(
        &outsourcing(),
        &nowhere,
        expect![[r#"

            （秘密の保持）
            第1条　乙は、知り得た情報を漏らしてはならない。第2条第１項の再委託先についても、同様とする。

            （再委託の制限）
            第2条　乙は、業務を第三者に委託してはならない。
            ２　乙は、前項ただし書の承諾を受けようとするときは、次に掲げる書面を提出しなければならない。
            　(1)　名称
            　(2)　理由
            　　ア　法令によるもの
            　　　(ア)　国の法令
            　　イ　その他
            ３　乙は、前項の書面（前項第1号及び前項第2号アに限る。）及び第1条の義務を、第1項に従い負わせる。

            （報告）
            第3条　乙は、第2条第2項第1号、第2条第2項第2号ア(ア)及び第1号を報告する。次のとおりとする。
            　(1)　この条の期限
        "#]],
    );
}

#[test]
fn an_absent_clause_is_asked_outside_with_its_anchor_first() {
    let clauses = outsourcing().split_off(2);
    let elsewhere = citations(&outsourcing()).unwrap();
    let outside = |mark: &str| elsewhere.get(mark).map(|cited| format!("情報セキュリティに関する特記事項{cited}"));
    check(
        &clauses,
        &outside,
        expect![[r#"

            （報告）
            第1条　乙は、情報セキュリティに関する特記事項第2条第2項第1号、情報セキュリティに関する特記事項第2条第2項第2号ア(ア)及び第1号を報告する。次のとおりとする。
            　(1)　この条の期限
        "#]],
    );
    let by_clause = |mark: &str| (mark == "subcontract").then(|| "仕様書".to_owned());
    check(
        &clauses,
        &by_clause,
        expect![[r#"

            （報告）
            第1条　乙は、仕様書、仕様書及び第1号を報告する。次のとおりとする。
            　(1)　この条の期限
        "#]],
    );
}

#[test]
fn every_problem_is_named_at_once() {
    let mut clauses = vec![
        clause("a", "甲", "乙は、⟦nobody⟧及び⟦b#none⟧を ⟦b 守る。"),
        clause("b", "乙", "本文 {#x}\n\n第２項 {#x}"),
        clause("b", "乙", "本文⟧"),
        clause("c", "丙", ""),
    ];
    clauses[3].body.push(Item { level: 2, anchor: None, text: "号".into() });
    clauses.push(clause("d", "丁", ""));
    check(
        &clauses,
        &nowhere,
        expect![[r#"
            b: the anchor x stands twice
            b: the clause stands twice
            c: provision 1 cannot be numbered
            d: the clause has no text
            a: no clause nobody
            a: the clause b has no anchor none
            a: a reference mark is not closed
            b: a reference mark is not closed
        "#]],
    );
}

#[test]
fn more_sub_items_than_kana_are_refused() {
    let mut body = String::from("本文\n\n- 号\n");
    body.push_str(&"  - 細目\n".repeat(46));
    assert!(number(&[clause("a", "甲", &body)], &nowhere).is_ok());
    body.push_str("  - 細目\n");
    let refused = number(&[clause("a", "甲", &body)], &nowhere);
    assert_eq!(refused, Err(vec![NumberingProblem::Level { clause: "a".into(), position: 49 }]));
}

/// A printed line, with the numbers a reader counts for himself: article, paragraph, item, sub-item, sub-sub-item.
struct Printed {
    steps: [usize; 5],
    text: String,
}

fn read(articles: &[Article]) -> Vec<Printed> {
    let mut lines: Vec<Printed> = Vec::new();
    let mut steps = [0; 5];
    for block in articles.iter().flat_map(|article| &article.blocks) {
        let Block::Line { level, label, text } = block else {
            assert!(matches!(block, Block::Caption { .. }));
            continue;
        };
        let depth = usize::from(*level).max(1);
        if *level == 0 {
            steps = [steps[0] + 1, 0, 0, 0, 0];
            assert_eq!(label, &format!("第{}条", steps[0]));
        }
        steps[depth] += 1;
        steps[depth + 1..].fill(0);
        lines.push(Printed { steps, text: text.clone() });
    }
    lines
}

/// Follows a citation from the line in which it stands to the line it means.
fn follow<'a>(lines: &'a [Printed], reader: &Printed, citation: &str) -> &'a Printed {
    let mut steps = reader.steps;
    let mut rest = citation;
    let mut depth = 0;
    let counted = |rest: &mut &str, unit: char| -> Option<usize> {
        let (digits, tail) = rest.strip_prefix('第')?.split_once(unit)?;
        let number = digits.parse().ok()?;
        *rest = tail;
        Some(number)
    };
    if let Some(article) = counted(&mut rest, '条') {
        steps = [article, 1, 0, 0, 0];
        depth = 1;
    } else if let Some(tail) = rest.strip_prefix("この条") {
        (steps, depth, rest) = ([steps[0], 1, 0, 0, 0], 1, tail);
    }
    if let Some(tail) = rest.strip_prefix("前項") {
        (steps, depth, rest) = ([steps[0], steps[1] - 1, 0, 0, 0], 1, tail);
    } else if let Some(tail) = rest.strip_prefix("この項") {
        (steps, depth, rest) = ([steps[0], steps[1], 0, 0, 0], 1, tail);
    } else if let Some(paragraph) = counted(&mut rest, '項') {
        (steps, depth) = ([steps[0], paragraph, 0, 0, 0], 1);
    }
    if let Some(tail) = rest.strip_prefix("この号") {
        (steps, depth, rest) = ([steps[0], steps[1], steps[2], 0, 0], 2, tail);
    } else if let Some(item) = counted(&mut rest, '号') {
        (steps, depth) = ([steps[0], steps[1], item, 0, 0], 2);
    }
    const KANA: [&str; 3] = ["ア", "イ", "ウ"];
    if let Some(n) = KANA.iter().position(|kana| rest.starts_with(kana)) {
        (steps, depth, rest) = ([steps[0], steps[1], steps[2], n + 1, 0], 3, &rest[KANA[n].len()..]);
    }
    if let Some(n) = KANA.iter().position(|kana| rest == format!("({kana})")) {
        (steps, depth, rest) = ([steps[0], steps[1], steps[2], steps[3], n + 1], 4, "");
    }
    assert!(depth > 0 && rest.is_empty(), "unreadable citation {citation}");
    lines.iter().find(|line| line.steps == steps).unwrap_or_else(|| panic!("{citation} leads nowhere: {steps:?}"))
}

/// Each provision reads `name|citation of another`; a name stands before the bar only in its own line.
fn judge(clauses: &[Clause]) {
    let articles = number(clauses, &nowhere).unwrap();
    assert_eq!(articles.iter().map(|a| a.number).collect::<Vec<_>>(), (1..=clauses.len() as u32).collect::<Vec<_>>());
    assert!(articles.iter().zip(clauses).all(|(a, c)| a.clause == c.id));
    let lines = read(&articles);
    let meant: Vec<&Item> = clauses.iter().flat_map(|c| &c.body).collect();
    assert_eq!(lines.len(), meant.len());
    for (line, item) in lines.iter().zip(meant) {
        let (_, mark) = item.text.split_once('|').unwrap();
        let Some(mark) = mark.strip_prefix('⟦').and_then(|m| m.strip_suffix('⟧')) else {
            continue;
        };
        let (_, citation) = line.text.split_once('|').unwrap();
        let found = follow(&lines, line, citation);
        let wanted = if mark.contains('#') { mark.replace('#', ".") } else { format!("{mark}.0") };
        assert_eq!(found.text.split_once('|').unwrap().0, wanted, "{citation} in {}", line.text);
    }
}

/// Levels of a body that never skip one, from arbitrary wishes; at most three sub-items in a row.
fn levels(wishes: &[u8]) -> Vec<u8> {
    let mut before = 0;
    let mut run = [0; 5];
    wishes
        .iter()
        .map(|wish| {
            let mut level = (*wish).clamp(1, before + 1).min(4);
            while level > 2 && run[usize::from(level)] == 3 {
                level -= 1;
            }
            run[usize::from(level)] += 1;
            run[usize::from(level) + 1..].fill(0);
            before = level;
            level
        })
        .collect()
}

/// Clauses of the kept subset; each provision refers to the kept provision that its wish points at.
fn made_up(shapes: &[Vec<u8>], kept: &[bool], targets: &[(usize, usize)]) -> Vec<Clause> {
    let bodies: Vec<(usize, Vec<u8>)> =
        shapes.iter().enumerate().filter(|(i, _)| kept[*i]).map(|(i, wishes)| (i, levels(wishes))).collect();
    let mut targets = targets.iter().cycle();
    let mut clauses = Vec::new();
    for (i, body) in &bodies {
        let mut items = Vec::new();
        for (n, level) in body.iter().enumerate() {
            let (clause, provision) = *targets.next().unwrap();
            let (target, target_body) = &bodies[clause % bodies.len()];
            let provision = provision % (target_body.len() + 1);
            let mark = match provision.checked_sub(1) {
                Some(n) => format!("⟦c{target}#{n}⟧"),
                None => format!("⟦c{target}⟧"),
            };
            items.push(Item { level: *level, anchor: Some(n.to_string()), text: format!("c{i}.{n}|{mark}") });
        }
        clauses.push(Clause { id: format!("c{i}"), title: format!("c{i}"), body: items });
    }
    clauses
}

#[test]
fn every_subset_of_eight_clauses_is_numbered_without_gaps_and_cites_rightly() {
    let shapes: Vec<Vec<u8>> = [
        &[1][..],
        &[1, 1, 1],
        &[1, 2, 2],
        &[1, 1, 2, 3, 4, 4, 3, 2],
        &[1, 2, 3, 1, 2],
        &[1, 1],
        &[1, 2, 3, 4],
        &[1; 12],
    ]
    .map(<[u8]>::to_vec)
    .into();
    let targets: Vec<(usize, usize)> = (0..29).map(|n| (n * 5 + 1, n * 7 % 13)).collect();
    for subset in 0..1_u32 << shapes.len() {
        let kept: Vec<bool> = (0..shapes.len()).map(|i| subset >> i & 1 == 1).collect();
        judge(&made_up(&shapes, &kept, &targets));
    }
}

proptest! {
    #[test]
    fn any_clauses_in_any_subset_cite_rightly(
        shapes in prop::collection::vec(prop::collection::vec(1_u8..5, 1..14), 1..9),
        kept in prop::collection::vec(any::<bool>(), 9),
        targets in prop::collection::vec((0_usize..64, 0_usize..64), 1..40),
    ) {
        judge(&made_up(&shapes, &kept, &targets));
    }

    #[test]
    fn reading_a_body_never_panics_and_numbering_what_was_read_works(body in "(\\PC|\n|- |  - |    - | \\{#[a-z]\\})*") {
        if let Ok(items) = parse_body(&body) {
            let mut anchors = BTreeSet::new();
            let unique = items.iter().filter_map(|i| i.anchor.as_ref()).all(|a| anchors.insert(a));
            let plain = items.iter().all(|i| !i.text.contains(['⟦', '⟧']));
            if unique && plain && !items.is_empty() {
                let numbered = number(&[Clause { id: "a".into(), title: "a".into(), body: items }], &nowhere);
                prop_assert!(numbered.is_ok());
            }
        }
    }
}
