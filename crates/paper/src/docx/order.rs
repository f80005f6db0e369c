//! Judges the order of elements in the parts of a Word file, as far as papers use them; Word refuses what stands out of
//! order. Deliberately not here: attributes and values, which the full schema judges where it is at hand.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Children in the order of ECMA-376 (transitional); `*` marks those that may be repeated, `?` a set without an order.
const ORDER: &[(&str, &str)] = &[
    ("w:document", "w:body"),
    ("w:body", "?w:p* w:tbl* w:sectPr"),
    ("w:hdr", "w:p*"),
    ("w:ftr", "w:p*"),
    ("w:p", "w:pPr w:r*"),
    ("w:r", "?w:t* w:br* w:tab* w:fldChar* w:instrText*"),
    (
        "w:pPr",
        "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:widowControl w:pBdr w:shd w:tabs w:kinsoku w:wordWrap \
         w:overflowPunct w:autoSpaceDE w:autoSpaceDN w:snapToGrid w:spacing w:ind w:jc w:outlineLvl",
    ),
    ("w:pBdr", "w:top w:left w:bottom w:right"),
    ("w:tabs", "w:tab*"),
    ("w:rPr", "w:rFonts w:b w:noProof w:color w:kern w:sz w:szCs w:lang"),
    ("w:tbl", "w:tblPr w:tblGrid w:tr*"),
    ("w:tblPr", "w:tblStyle w:tblW w:jc w:tblInd w:tblBorders w:shd w:tblLayout w:tblCellMar w:tblLook"),
    ("w:tblBorders", "w:top w:left w:bottom w:right w:insideH w:insideV"),
    ("w:tblCellMar", "w:top w:left w:bottom w:right"),
    ("w:tblGrid", "w:gridCol*"),
    ("w:tr", "w:trPr w:tc*"),
    ("w:trPr", "?w:cantSplit w:trHeight w:tblHeader"),
    ("w:tc", "w:tcPr w:p*"),
    ("w:tcPr", "w:tcW w:gridSpan w:vMerge w:tcBorders w:shd w:vAlign"),
    ("w:sectPr", "w:headerReference* w:footerReference* w:pgSz w:pgMar w:pgNumType w:cols w:titlePg w:docGrid"),
    ("w:styles", "w:docDefaults w:latentStyles w:style*"),
    ("w:docDefaults", "w:rPrDefault w:pPrDefault"),
    ("w:rPrDefault", "w:rPr"),
    (
        "w:style",
        "w:name w:aliases w:basedOn w:next w:link w:uiPriority w:semiHidden w:unhideWhenUsed w:qFormat w:pPr w:rPr \
         w:tblPr w:trPr w:tcPr",
    ),
    (
        "w:settings",
        "w:zoom w:bordersDoNotSurroundHeader w:bordersDoNotSurroundFooter w:defaultTabStop \
         w:drawingGridVerticalSpacing w:displayHorizontalDrawingGridEvery w:displayVerticalDrawingGridEvery \
         w:characterSpacingControl w:compat w:themeFontLang w:decimalSymbol w:listSeparator",
    ),
    (
        "w:compat",
        "w:spaceForUL w:balanceSingleByteDoubleByteWidth w:doNotLeaveBackslashAlone w:ulTrailSpace \
         w:doNotExpandShiftReturn w:adjustLineHeightInTable w:useFELayout w:compatSetting*",
    ),
    ("w:fonts", "w:font*"),
    ("w:font", "w:altName w:panose1 w:charset w:family w:pitch w:sig"),
];

/// Every place where a child is unknown to its parent, repeated, or out of order; also a cell or body that ends without
/// the paragraph that Word wants there.
pub fn problems(part: &str) -> Vec<String> {
    let mut reader = Reader::from_str(part);
    let mut found = Vec::new();
    let mut open: Vec<(String, Vec<String>)> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                enter(&mut open, start.name().as_ref());
            }
            Ok(Event::Empty(start)) => {
                enter(&mut open, start.name().as_ref());
                close(&mut open, &mut found);
            }
            Ok(Event::End(_)) => close(&mut open, &mut found),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                found.push(format!("not well-formed: {error}"));
                break;
            }
        }
    }
    if !open.is_empty() {
        found.push("not closed".into());
    }
    found
}

fn enter(open: &mut Vec<(String, Vec<String>)>, name: &[u8]) {
    let name = String::from_utf8_lossy(name).into_owned();
    if let Some((_, children)) = open.last_mut() {
        children.push(name.clone());
    }
    open.push((name, Vec::new()));
}

fn close(open: &mut Vec<(String, Vec<String>)>, found: &mut Vec<String>) {
    let Some((name, children)) = open.pop() else {
        return;
    };
    let order = ORDER.iter().find(|(parent, _)| *parent == name).map_or("", |(_, order)| order);
    let (free, order) = order.strip_prefix('?').map_or((false, order), |order| (true, order));
    let known: Vec<&str> = order.split_whitespace().collect();
    let mut reached = 0;
    for (at, child) in children.iter().enumerate() {
        let Some(index) = known.iter().position(|known| known.trim_end_matches('*') == child) else {
            found.push(format!("{child} in {name}"));
            continue;
        };
        if !free && index < reached {
            found.push(format!("{child} in {name} stands too late"));
        }
        if !known[index].ends_with('*') && children[..at].contains(child) {
            found.push(format!("{child} in {name} twice"));
        }
        reached = reached.max(index);
    }
    let last = children.iter().rev().find(|child| *child != "w:sectPr");
    if matches!(name.as_str(), "w:tc" | "w:body") && last.is_none_or(|last| last != "w:p") {
        found.push(format!("{name} ends without a paragraph"));
    }
    if name == "w:tbl" && !children.iter().any(|child| child == "w:tr") {
        found.push("w:tbl without a row".into());
    }
}

#[test]
fn the_judge_sees_what_word_refuses() {
    let body = |inside: &str| problems(&format!("<w:document><w:body>{inside}</w:body></w:document>"));
    assert!(body("<w:p><w:pPr><w:pStyle/><w:ind/><w:jc/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>").is_empty());
    assert_eq!(body("<w:p><w:pPr><w:jc/><w:ind/></w:pPr></w:p>"), ["w:ind in w:pPr stands too late"]);
    assert_eq!(body("<w:p><w:fldSimple/></w:p>"), ["w:fldSimple in w:p"]);
    assert_eq!(body("<w:p><w:pPr/><w:pPr/></w:p>"), ["w:pPr in w:p twice"]);
    assert_eq!(body("<w:p/><w:tbl/>"), ["w:tbl without a row", "w:body ends without a paragraph"]);
    assert!(!body("<w:p>").is_empty());
}
