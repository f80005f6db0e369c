//! The papers that are tables: the requirement table of the specification and the record of applicability (F-20).

use paper::Block;

use super::samples;

fn tables(blocks: &[Block]) -> impl Iterator<Item = (&Vec<String>, &Vec<Vec<String>>)> {
    blocks.iter().filter_map(|block| match block {
        Block::Table { header, rows, .. } => Some((header, rows)),
        _ => None,
    })
}

#[test]
fn no_cell_is_empty_and_every_row_is_as_wide_as_its_head() {
    let mut seen = 0;
    for sample in samples::all() {
        for (header, rows) in tables(&sample.paper.blocks) {
            for row in rows {
                assert!(header.is_empty() || row.len() == header.len(), "{}: {row:?}", sample.name());
                assert!(row.iter().all(|cell| !cell.trim().is_empty()), "{}: {row:?}", sample.name());
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn the_requirement_table_is_numbered_without_a_gap() {
    for sample in samples::all().iter().filter(|sample| sample.paper.kind.code() == "spec_sheet") {
        let (_, rows) = tables(&sample.paper.blocks).next().unwrap();
        let numbers: Vec<String> = rows.iter().map(|row| row[0].clone()).collect();
        let expected: Vec<String> = (1..=rows.len()).map(|number| number.to_string()).collect();
        assert_eq!(numbers, expected, "{}", sample.name());
        assert_eq!(sample.paper.articles.len(), rows.len(), "{}", sample.name());
    }
}

#[test]
fn a_caption_counts_the_rows_below_it() {
    let mut seen = 0;
    for sample in samples::all() {
        for pair in sample.paper.blocks.windows(2) {
            let (Block::Caption { text } | Block::Heading { text, .. }, Block::Table { rows, .. }) =
                (&pair[0], &pair[1])
            else {
                continue;
            };
            let Some((_, count)) = text.rsplit_once('（') else { continue };
            assert_eq!(count, format!("{}件）", rows.len()), "{}: {text}", sample.name());
            seen += 1;
        }
    }
    assert!(seen >= 4, "{seen}");
}

#[test]
fn the_record_of_applicability_names_each_requirement_of_contracts_once() {
    let catalogue = ledger::catalogue::Catalogue::shipped().unwrap();
    let all = catalogue.requirements.iter().filter(|it| it.record_types.iter().any(|kind| kind == "contract"));
    let all: Vec<&str> = all.map(|it| it.id.as_str()).collect();
    for sample in samples::all().iter().filter(|sample| sample.paper.kind.code() == "f20") {
        let text = sample.text();
        for id in &all {
            let rows = text.lines().filter(|line| line.starts_with(&format!("{id}\t"))).count();
            let left = text.lines().last().unwrap().split([' ', '：']).filter(|word| word == id).count();
            assert_eq!(rows + left, 1, "{}: {id}", sample.name());
        }
    }
}
