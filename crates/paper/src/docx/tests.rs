//! A written file is opened again and judged: parts, order, words, sameness, and the full schema where it is at hand.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use expect_test::expect;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::order;
use crate::{Align, Bar, Block, Orientation, Paper, PaperError, Stamp, Tone, Toned, to_docx, to_text};

fn paper(orientation: Orientation, blocks: Vec<Block>) -> Paper {
    Paper {
        title: "情報セキュリティに関する特記事項".into(),
        orientation,
        header: "基幹系システム運用保守業務委託 <1> & \"2\"".into(),
        footer: "2026.11-1 · 履歴 9f86d081884c7d65".into(),
        blocks,
        stamp: Stamp { created: "2027-04-01".into(), author: "潮見市".into() },
    }
}

/// Every kind of block, with the characters that are hard to keep.
fn all_blocks() -> Vec<Block> {
    let text = |words: &str| words.to_owned();
    let toned = |words: &str, tone| Toned { text: text(words), tone };
    let bar =
        |label: &str, parts: &[(u32, Tone)]| Bar { label: text(label), parts: parts.to_vec(), figure: text("4件") };
    let line = |level, label: &str, words: &str| Block::Line { level, label: label.into(), text: words.into() };
    vec![
        Block::Paragraph { text: text("別記"), align: Align::Left, indent: 0 },
        Block::Title { text: "情報セキュリティに関する特記事項".repeat(20) },
        Block::Subtitle { text: text("（第5条関係）") },
        Block::Heading { level: 1, text: text("第1章　総則") },
        Block::Caption { text: text("（秘密の保持）") },
        line(0, "第1条", "乙は、𠮷野\u{E000}\u{0}\u{8}\u{FFFE}の<情報>&\"秘密\"を\r\n漏らしてはならない。"),
        line(1, "２", &"乙は、前項の義務を負う。".repeat(30)),
        line(2, "(1)", "名称\t所在地"),
        line(2, "(10)", "理由"),
        line(3, "ア", "法令"),
        line(4, "(ア)", "国の法令"),
        line(0, "", "この特記事項は、別に定めるところによる。"),
        line(3, "", "続き"),
        Block::Table {
            widths: vec![100, 300, 600],
            header: vec![text("番号"), text("項目"), text("内容")],
            rows: vec![
                vec![text("1"), text("責任者"), "長い内容。".repeat(400)],
                vec![text("2"), "x".repeat(300)],
                vec![],
            ],
            small: true,
        },
        Block::Table { widths: vec![], header: vec![], rows: vec![vec![text("甲"), text("乙\n丙")]], small: false },
        Block::Table { widths: vec![], header: vec![], rows: vec![], small: false },
        Block::Note { text: text("※　この表は、契約の締結の日に確定する。") },
        Block::Rule,
        Block::PageBreak,
        Block::SealBox { lines: vec![text("潮見市"), text("市長　潮見　太郎")] },
        Block::SealBox { lines: vec![] },
        Block::Matrix {
            widths: vec![200, 400, 400],
            header: vec![String::new(), text("良好"), text("不備")],
            rows: vec![vec![toned("大", Tone::Plain), toned("3件\n高い", Tone::High), toned("", Tone::Open)], vec![]],
        },
        Block::Matrix { widths: vec![], header: vec![], rows: vec![] },
        Block::Bars {
            legend: vec![toned("済み", Tone::Low), toned("未実施", Tone::Extreme)],
            rows: vec![bar("福祉課", &[(3, Tone::Low), (0, Tone::High), (1, Tone::Extreme)]), bar("税務課", &[])],
        },
        Block::Bars { legend: vec![], rows: vec![] },
        Block::PageBreak,
        Block::Table { widths: vec![1, 1], header: vec![text("左")], rows: vec![], small: false },
        Block::Paragraph { text: text("以上"), align: Align::Right, indent: 255 },
        Block::PageBreak,
    ]
}

fn parts(file: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.insert(part.name().to_owned(), text);
    }
    parts
}

/// The printed characters of a part, in order, without white space.
fn words(part: &str) -> String {
    let mut reader = Reader::from_str(part);
    let mut inside = false;
    let mut words = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => inside = start.name().as_ref() == b"w:t",
            Event::End(_) => inside = false,
            Event::Text(text) if inside => words.push_str(&text.decode().unwrap()),
            Event::GeneralRef(name) if inside => {
                words.push_str(quick_xml::escape::resolve_xml_entity(&name.decode().unwrap()).unwrap());
            }
            Event::Eof => return solid(&words),
            _ => {}
        }
    }
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn order_problems(parts: &BTreeMap<String, String>) -> Vec<String> {
    let judged = parts.iter().filter(|(name, _)| name.starts_with("word/") && name.ends_with(".xml"));
    judged.flat_map(|(name, part)| order::problems(part).into_iter().map(move |p| format!("{name}: {p}"))).collect()
}

#[test]
fn every_part_is_there_and_in_order() {
    for orientation in [Orientation::Portrait, Orientation::Landscape] {
        let parts = parts(&to_docx(&paper(orientation, all_blocks())).unwrap());
        let names: Vec<&str> = parts.keys().map(String::as_str).collect();
        let wanted = [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/app.xml",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/header1.xml",
            "word/settings.xml",
            "word/styles.xml",
        ];
        assert_eq!(names, wanted);
        assert_eq!(order_problems(&parts), [""; 0]);
        for name in wanted.iter().filter(|name| name.starts_with("word/") && name.ends_with(".xml")) {
            assert!(parts["[Content_Types].xml"].contains(&format!("/{name}\"")), "{name} has no content type");
        }
    }
}

#[test]
fn every_style_used_is_defined() {
    let parts = parts(&to_docx(&paper(Orientation::Portrait, all_blocks())).unwrap());
    for part in ["word/document.xml", "word/header1.xml", "word/footer1.xml", "word/styles.xml"] {
        for reference in ["<w:pStyle w:val=\"", "<w:basedOn w:val=\"", "<w:next w:val=\""] {
            for rest in parts[part].split(reference).skip(1) {
                let style = rest.split('"').next().unwrap();
                assert!(parts["word/styles.xml"].contains(&format!("w:styleId=\"{style}\"")), "{style} is not defined");
            }
        }
    }
}

#[test]
fn the_words_of_the_file_are_the_words_of_the_blocks() {
    let blocks = all_blocks();
    let parts = parts(&to_docx(&paper(Orientation::Portrait, blocks.clone())).unwrap());
    let document = words(&parts["word/document.xml"]);
    assert_eq!(document, solid(&to_text(&blocks)));
    assert!(document.contains("𠮷野\u{E000}の<情報>&\"秘密\"を漏らしてはならない。"));
    assert_eq!(words(&parts["word/header1.xml"]), solid("基幹系システム運用保守業務委託 <1> & \"2\""));
}

#[test]
fn the_text_needs_no_field_and_no_program() {
    let file = to_docx(&paper(Orientation::Portrait, all_blocks())).unwrap();
    let parts = parts(&file);
    let document = &parts["word/document.xml"];
    for absent in ["w:fldSimple", "w:fldChar", "w:instrText", "w:numPr", "w:sdt", "w:hyperlink", "w:object"] {
        assert!(!document.contains(absent), "{absent}");
    }
    let footer = &parts["word/footer1.xml"];
    assert!(footer.contains(">PAGE<") && footer.contains(">NUMPAGES<") && !footer.contains("fldSimple"));
    assert_eq!(words(footer), solid("- 1 / 1 -2026.11-1·履歴9f86d081884c7d65"));
    assert!(parts.values().all(|part| !part.contains("TargetMode")));
}

#[test]
fn tables_repeat_their_header_and_only_short_rows_stay_whole() {
    let document = &parts(&to_docx(&paper(Orientation::Portrait, all_blocks())).unwrap())["word/document.xml"];
    assert_eq!(document.matches("<w:tblHeader/>").count(), 3);
    let long_row = document.split("<w:tr>").find(|row| row.contains("長い内容。")).unwrap();
    assert!(!long_row.contains("w:cantSplit"));
    let short_row = document.split("<w:tr>").find(|row| row.contains("丙")).unwrap();
    assert!(short_row.contains("w:cantSplit"));
}

#[test]
fn the_same_paper_is_the_same_bytes_and_another_day_is_another_file() {
    let one = paper(Orientation::Portrait, all_blocks());
    assert_eq!(to_docx(&one).unwrap(), to_docx(&one.clone()).unwrap());
    let core = &parts(&to_docx(&one).unwrap())["docProps/core.xml"];
    assert!(core.contains("<dc:title>情報セキュリティに関する特記事項</dc:title>"));
    assert!(
        core.contains("<dc:creator>潮見市</dc:creator>") && core.contains(">2027-04-01T00:00:00Z</dcterms:created>")
    );
    let stamp = Stamp { created: "2027-04-02".into(), author: "潮見市".into() };
    assert_ne!(to_docx(&one).unwrap(), to_docx(&Paper { stamp, ..one.clone() }).unwrap());
    let stamp = Stamp { created: "令和9年4月1日".into(), author: String::new() };
    assert!(matches!(to_docx(&Paper { stamp, ..one }), Err(PaperError::Created(_))));
}

#[test]
fn a_long_name_leaves_the_page_to_the_text() {
    let mut long = paper(Orientation::Portrait, vec![]);
    long.header = "業務委託".repeat(75);
    let header = words(&parts(&to_docx(&long).unwrap())["word/header1.xml"]);
    assert_eq!(header.chars().count(), 89);
    assert!(header.ends_with("業務委託…"));
}

#[test]
fn the_full_schema_accepts_the_file_where_it_is_at_hand() {
    let validate = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/ooxml-xsd/validate");
    if !validate.exists() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(validate);
    let empty = vec![Block::PageBreak];
    let cases = [
        (Orientation::Portrait, all_blocks()),
        (Orientation::Landscape, all_blocks()),
        (Orientation::Portrait, vec![]),
        (Orientation::Portrait, empty),
    ];
    for (at, (orientation, blocks)) in cases.into_iter().enumerate() {
        let file = folder.path().join(format!("{at}.docx"));
        std::fs::write(&file, to_docx(&paper(orientation, blocks)).unwrap()).unwrap();
        command.arg(file);
    }
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn provisions_hang_by_their_styles() {
    let blocks = vec![
        Block::Title { text: "特記事項".into() },
        Block::Caption { text: "（報告）".into() },
        Block::Line { level: 0, label: "第1条".into(), text: "乙は、次の事項を報告する。".into() },
        Block::Line { level: 2, label: "(1)".into(), text: "件数".into() },
        Block::Line { level: 3, label: "ア".into(), text: "月別".into() },
        Block::Line { level: 1, label: "２".into(), text: "様式は、別に定める。".into() },
        Block::PageBreak,
        Block::Line { level: 0, label: String::new(), text: "附則".into() },
        Block::Paragraph { text: "以上".into(), align: Align::Right, indent: 1 },
    ];
    let parts = parts(&to_docx(&paper(Orientation::Portrait, blocks)).unwrap());
    let (_, body) = parts["word/document.xml"].split_once("<w:body>").unwrap();
    let (paragraphs, section) = body.split_once("<w:sectPr>").unwrap();
    expect![[r#"
        <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t xml:space="preserve">特記事項</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="ArticleCaption"/></w:pPr><w:r><w:t xml:space="preserve">（報告）</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Article"/><w:keepNext/></w:pPr><w:r><w:t xml:space="preserve">第1条　乙は、次の事項を報告する。</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Item"/><w:keepNext/></w:pPr><w:r><w:t xml:space="preserve">(1)</w:t><w:tab/><w:t xml:space="preserve">件数</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="SubItem"/></w:pPr><w:r><w:t xml:space="preserve">ア　月別</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="ArticleParagraph"/></w:pPr><w:r><w:t xml:space="preserve">２　様式は、別に定める。</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Article"/><w:pageBreakBefore/><w:ind w:left="0" w:right="0" w:firstLine="210"/></w:pPr><w:r><w:t xml:space="preserve">附則</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Normal"/><w:ind w:left="210" w:right="0" w:firstLine="0"/><w:jc w:val="right"/></w:pPr><w:r><w:t xml:space="preserve">以上</w:t></w:r></w:p>
    "#]]
    .assert_eq(&paragraphs.replace("</w:p>", "</w:p>\n"));
    assert!(section.contains(r#"<w:pgSz w:w="11906" w:h="16838"/>"#));
}

fn any_tone() -> impl Strategy<Value = Tone> {
    prop_oneof![Just(Tone::Plain), Just(Tone::Open), Just(Tone::Low), Just(Tone::Extreme)]
}

fn toned(text: &'static str) -> impl Strategy<Value = Toned> {
    (text, any_tone()).prop_map(|(text, tone)| Toned { text, tone })
}

fn lengths() -> impl Strategy<Value = Vec<(u32, Tone)>> {
    prop::collection::vec((prop_oneof![Just(0), 0..9_u32, any::<u32>()], any_tone()), 0..4)
}

fn any_block() -> impl Strategy<Value = Block> {
    let text = || "(\\PC|[\u{0}-\u{1F}]|[<>&\"']|\u{FFFE}|𠮷|\u{E000}|\u{85}){0,30}";
    let cells = move || prop::collection::vec(text(), 0..4);
    let align = prop_oneof![Just(Align::Left), Just(Align::Center), Just(Align::Right)];
    prop_oneof![
        text().prop_map(|text| Block::Title { text }),
        text().prop_map(|text| Block::Subtitle { text }),
        text().prop_map(|text| Block::Caption { text }),
        text().prop_map(|text| Block::Note { text }),
        (0_u8..9, text()).prop_map(|(level, text)| Block::Heading { level, text }),
        (text(), align, any::<u8>()).prop_map(|(text, align, indent)| Block::Paragraph { text, align, indent }),
        (any::<u8>(), text(), text()).prop_map(|(level, label, text)| Block::Line { level, label, text }),
        (prop::collection::vec(any::<u16>(), 0..5), cells(), prop::collection::vec(cells(), 0..4), any::<bool>())
            .prop_map(|(widths, header, rows, small)| Block::Table { widths, header, rows, small }),
        cells().prop_map(|lines| Block::SealBox { lines }),
        (cells(), prop::collection::vec(prop::collection::vec(toned(text()), 0..4), 0..4))
            .prop_map(|(header, rows)| Block::Matrix { widths: vec![], header, rows }),
        (prop::collection::vec(toned(text()), 0..4), prop::collection::vec((text(), text(), lengths()), 0..4))
            .prop_map(|(legend, rows)| {
                let bar = |(label, figure, parts)| Bar { label, parts, figure };
                Block::Bars { legend, rows: rows.into_iter().map(bar).collect() }
            }),
        Just(Block::PageBreak),
        Just(Block::Rule),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_blocks_make_a_valid_file_with_the_same_words(blocks in prop::collection::vec(any_block(), 0..12)) {
        let parts = parts(&to_docx(&paper(Orientation::Portrait, blocks.clone())).unwrap());
        prop_assert_eq!(order_problems(&parts), [""; 0]);
        prop_assert_eq!(words(&parts["word/document.xml"]), solid(&to_text(&blocks)));
    }
}
