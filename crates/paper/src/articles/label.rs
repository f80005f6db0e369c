//! Numbers of provisions as Japanese legislation prints them: 第1条, ２, (1), ア, (ア).
//! Deliberately not here: counting (`place.rs`), and any wording beyond the grammar of numbers and references.

/// Sub-items in the order of the fifty sounds.
const GOJUON: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";

/// A reference to the article in which it stands.
pub const THIS_ARTICLE: &str = "この条";
/// A reference to the paragraph in which it stands.
pub const THIS_PARAGRAPH: &str = "この項";
/// A reference to the item in which it stands.
pub const THIS_ITEM: &str = "この号";
/// A reference to the paragraph just before.
pub const PRECEDING_PARAGRAPH: &str = "前項";

/// `第9条`.
pub fn article(number: u32) -> String {
    format!("第{number}条")
}

/// `第2項`, as it is cited.
pub fn paragraph(number: u32) -> String {
    format!("第{number}項")
}

/// `第1号`, as it is cited.
pub fn item(number: u32) -> String {
    format!("第{number}号")
}

/// `２` at the head of a paragraph: one digit full-width, more digits half-width so that the width stays one character.
pub fn paragraph_head(number: u32) -> String {
    match number {
        1..=9 => char::from_u32('０' as u32 + number).map(String::from).unwrap_or_default(),
        _ => number.to_string(),
    }
}

/// `(1)` at the head of an item.
pub fn item_head(number: u32) -> String {
    format!("({number})")
}

/// `ア`, at the head of a sub-item and as it is cited; nothing after ン.
pub fn sub_item(number: u32) -> Option<String> {
    let index = usize::try_from(number).ok()?.checked_sub(1)?;
    GOJUON.chars().nth(index).map(String::from)
}

/// `(ア)`, at the head of a sub-sub-item and as it is cited; nothing after ン.
pub fn sub_sub_item(number: u32) -> Option<String> {
    sub_item(number).map(|kana| format!("({kana})"))
}

/// `（再委託の制限）` above an article.
pub fn caption(title: &str) -> String {
    format!("（{title}）")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_up_to_nine_are_full_width() {
        assert_eq!([2, 9, 10, 12].map(paragraph_head), ["２", "９", "10", "12"]);
    }

    #[test]
    fn sub_items_follow_the_fifty_sounds_and_end_with_n() {
        assert_eq!([1, 6, 36, 46].map(|n| sub_item(n).unwrap()), ["ア", "カ", "ヤ", "ン"]);
        assert_eq!(sub_sub_item(2).unwrap(), "(イ)");
        assert_eq!((sub_item(0), sub_item(47)), (None, None));
    }
}
