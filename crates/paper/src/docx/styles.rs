//! Styles of official papers. One character of 10.5 point is 210 twentieths of a point: provisions hang by one character.
//! Deliberately not here: numbering; the numbers of provisions are plain text, so that they survive every conversion.

use docx_rs::{
    AlignmentType, LineSpacing, LineSpacingType, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders,
    ParagraphProperty, RunFonts, SpecialIndentType, Style, StyleType, Styles, Tab, TabValueType, TableCellMargins,
    TableProperty,
};

/// Typeface of official papers.
const MINCHO: &str = "ＭＳ 明朝";
/// Typeface of headings.
const GOTHIC: &str = "ＭＳ ゴシック";
/// Both as entries of the font table, which `finish.rs` puts in place of the library's own; where a typeface is missing,
/// its second name and its look help to replace it.
pub const FONT_TABLE: &str = concat!(
    r#"<w:font w:name="ＭＳ 明朝"><w:altName w:val="MS Mincho"/><w:panose1 w:val="02020609040205080304"/>"#,
    r#"<w:charset w:val="80"/><w:family w:val="roman"/><w:pitch w:val="fixed"/></w:font>"#,
    r#"<w:font w:name="ＭＳ ゴシック"><w:altName w:val="MS Gothic"/><w:panose1 w:val="020B0609070205080204"/>"#,
    r#"<w:charset w:val="80"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>"#,
);

/// All styles. Word knows its own by their English names; the Japanese names are ours.
pub fn styles() -> Styles {
    let styles = Styles::new().default_fonts(typeface(MINCHO).cs("Times New Roman")).default_size(21);
    let all = unseen().into_iter().chain(headings()).chain(provisions()).chain(cells()).chain(edges());
    all.fold(styles, Styles::add_style)
}

/// What everything else stands on; only the first of them is applied by name.
fn unseen() -> [Style; 4] {
    let hidden = |id: &str, kind, name: &str| {
        Style::new(id, kind).name(name).ui_priority(99).q_format(false).semi_hidden().unhide_when_used()
    };
    [
        Style::new("Normal", StyleType::Paragraph).name("Normal").ui_priority(0).align(AlignmentType::Both),
        hidden("DefaultParagraphFont", StyleType::Character, "Default Paragraph Font").ui_priority(1),
        hidden("TableNormal", StyleType::Table, "Normal Table")
            .table_property(TableProperty::without_borders().indent(0))
            .margins(TableCellMargins::new().margin(0, 108, 0, 108)),
        hidden("NoList", StyleType::Numbering, "No List"),
    ]
}

fn headings() -> [Style; 5] {
    let title = LineSpacing::new().before(120).after(180).line(420).line_rule(LineSpacingType::AtLeast);
    let heading = |id, name, level, before, size| {
        kept(style(id, name, 9))
            .next("Normal")
            .line_spacing(LineSpacing::new().before(before).after(60))
            .align(AlignmentType::Left)
            .outline_lvl(level)
            .fonts(typeface(GOTHIC))
            .size(size)
    };
    [
        kept(style("Title", "Title", 10))
            .next("Normal")
            .snap_to_grid(false)
            .line_spacing(title)
            .align(AlignmentType::Center)
            .outline_lvl(0)
            .size(28),
        style("Subtitle", "Subtitle", 11)
            .next("Normal")
            .line_spacing(LineSpacing::new().after(120))
            .align(AlignmentType::Center),
        heading("Heading1", "heading 1", 0, 240, 24),
        heading("Heading2", "heading 2", 1, 180, 22),
        heading("Heading3", "heading 3", 2, 120, 21),
    ]
}

fn provisions() -> [Style; 7] {
    let column = Tab::new().val(TabValueType::Left).pos(735);
    [
        kept(style("ArticleCaption", "条見出し", 20))
            .next("Article")
            .line_spacing(LineSpacing::new().before(120))
            .indent(Some(210), None, None, None)
            .align(AlignmentType::Left)
            .outline_lvl(1),
        hanging(style("Article", "条", 21), 210, 210).next("ArticleParagraph"),
        hanging(style("ArticleParagraph", "項", 22), 210, 210),
        with(hanging(style("Item", "号", 23), 420, 210), |paragraph| paragraph.add_tab(column)),
        hanging(style("SubItem", "細目", 24), 630, 210),
        hanging(style("SubSubItem", "細々目", 25), 840, 210),
        hanging(style("Note", "注", 30), 180, 180).size(18),
    ]
}

fn cells() -> [Style; 5] {
    let at_least = |line| LineSpacing::new().line(line).line_rule(LineSpacingType::AtLeast);
    let head = |id, name, base, priority| {
        kept(style(id, name, priority)).based_on(base).align(AlignmentType::Center).fonts(typeface(GOTHIC))
    };
    [
        style("Cell", "表", 31).snap_to_grid(false).line_spacing(at_least(300)).align(AlignmentType::Left),
        head("CellHead", "表見出し", "Cell", 32),
        style("CellSmall", "表（小）", 33).based_on("Cell").line_spacing(at_least(250)).size(18),
        head("CellHeadSmall", "表見出し（小）", "CellSmall", 34),
        kept(style("Seal", "押印欄", 35)).based_on("Cell").line_spacing(at_least(360)),
    ]
}

fn edges() -> [Style; 5] {
    let low = |line| LineSpacing::new().line(line).line_rule(LineSpacingType::Exact);
    let below = ParagraphBorder::new(ParagraphBorderPosition::Bottom).size(4).space(1);
    let edge = |id, name, align| {
        let stops = [(TabValueType::Center, 4_394), (TabValueType::Right, 8_788)];
        let stops = stops.map(|(kind, at)| Tab::new().val(kind).pos(at));
        with(style(id, name, 99), |paragraph| stops.into_iter().fold(paragraph, ParagraphProperty::add_tab))
            .q_format(false)
            .snap_to_grid(false)
            .align(align)
            .size(18)
    };
    [
        with(style("Rule", "罫線", 36), |paragraph| paragraph.set_borders(ParagraphBorders::with_empty().set(below)))
            .q_format(false)
            .snap_to_grid(false)
            .line_spacing(low(180).after(120))
            .size(12),
        style("Gap", "余白", 37).q_format(false).snap_to_grid(false).line_spacing(low(160)).size(12),
        edge("Header", "header", AlignmentType::Right),
        edge("Footer", "footer", AlignmentType::Center),
        style("FootNote", "欄外注", 99).q_format(false).based_on("Footer").align(AlignmentType::Left).size(15),
    ]
}

/// A paragraph style on top of Normal; low priorities come first in Word's list of styles.
fn style(id: &str, name: &str, priority: usize) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).based_on("Normal").ui_priority(priority)
}

fn kept(style: Style) -> Style {
    with(style, |paragraph| paragraph.keep_next(true))
}

fn hanging(style: Style, left: i32, by: i32) -> Style {
    style.indent(Some(left), Some(SpecialIndentType::Hanging(by)), None, None)
}

/// The library's style has no method of its own for every property of its paragraphs.
fn with(mut style: Style, change: impl FnOnce(ParagraphProperty) -> ParagraphProperty) -> Style {
    style.paragraph_property = change(style.paragraph_property);
    style
}

fn typeface(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).east_asia(name)
}
