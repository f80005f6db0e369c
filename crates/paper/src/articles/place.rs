//! Where a provision stands among the numbered articles, and how it is cited from elsewhere.
//! Deliberately not here: reading clauses or marks (`articles.rs`).

use super::label;

/// Place of a provision (条・項・号・細目の位置).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Number of the article.
    pub article: u32,
    /// How many paragraphs the article has; a lone paragraph is cited as the article.
    pub paragraphs: u32,
    /// Numbers of paragraph, item, sub-item and sub-sub-item; 0 where the place is not that deep.
    pub steps: [u32; 4],
}

impl Place {
    /// The article as a whole.
    pub fn of_article(article: u32, paragraphs: u32) -> Place {
        Place { article, paragraphs, steps: [0; 4] }
    }

    /// The next provision of `level` (1 to 4) after this one; nothing where a level is skipped or 細目 run past ン.
    pub fn next(self, level: u8) -> Option<Place> {
        let depth = usize::from(level).checked_sub(1)?;
        let step = self.steps.get(depth)?.checked_add(1)?;
        if self.steps[..depth].contains(&0) || (depth >= 2 && label::sub_item(step).is_none()) {
            return None;
        }
        let mut steps = [0; 4];
        steps[..depth].copy_from_slice(&self.steps[..depth]);
        steps[depth] = step;
        Some(Place { steps, ..self })
    }

    /// Level of the printed line: 0 for the first paragraph, which carries the article's number.
    pub fn line_level(self) -> u8 {
        match self.steps {
            [1, 0, 0, 0] => 0,
            [_, 0, 0, 0] => 1,
            [_, _, 0, 0] => 2,
            [_, _, _, 0] => 3,
            _ => 4,
        }
    }

    /// Number printed at the head of the line.
    pub fn head(self) -> String {
        match self.steps {
            [1, 0, 0, 0] => label::article(self.article),
            [paragraph, 0, 0, 0] => label::paragraph_head(paragraph),
            [_, item, 0, 0] => label::item_head(item),
            [_, _, sub, 0] => label::sub_item(sub).unwrap_or_default(),
            [_, _, _, sub] => label::sub_sub_item(sub).unwrap_or_default(),
        }
    }

    /// Citation from another article: `第9条第2項第1号ア`.
    pub fn cited(self) -> String {
        let [paragraph, ..] = self.steps;
        let mut text = label::article(self.article);
        if paragraph > 0 && self.paragraphs > 1 {
            text.push_str(&label::paragraph(paragraph));
        }
        text + &self.cited_item()
    }

    /// Citation from `reader`, a provision of any article.
    pub fn cited_from(self, reader: Place) -> String {
        if reader.article != self.article {
            return self.cited();
        }
        let [paragraph, item, ..] = self.steps;
        let whole_article = paragraph == 0 || (item == 0 && self.paragraphs == 1);
        if whole_article {
            return label::THIS_ARTICLE.into();
        }
        if paragraph != reader.steps[0] {
            let before = paragraph + 1 == reader.steps[0];
            let head = if before { label::PRECEDING_PARAGRAPH.into() } else { label::paragraph(paragraph) };
            return head + &self.cited_item();
        }
        if item == 0 {
            label::THIS_PARAGRAPH.into()
        } else if item != reader.steps[1] {
            self.cited_item()
        } else if self.steps[2] == 0 {
            label::THIS_ITEM.into()
        } else {
            self.cited_sub_item()
        }
    }

    fn cited_item(self) -> String {
        match self.steps[1] {
            0 => String::new(),
            item => label::item(item) + &self.cited_sub_item(),
        }
    }

    fn cited_sub_item(self) -> String {
        let [_, _, sub, sub_sub] = self.steps;
        label::sub_item(sub).unwrap_or_default() + &label::sub_sub_item(sub_sub).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(article: u32, paragraphs: u32, steps: [u32; 4]) -> Place {
        Place { article, paragraphs, steps }
    }

    #[test]
    fn other_articles_are_cited_in_full() {
        let reader = at(3, 2, [1, 0, 0, 0]);
        let cases = [
            (at(9, 3, [0; 4]), "第9条"),
            (at(9, 3, [1, 0, 0, 0]), "第9条第1項"),
            (at(9, 3, [2, 0, 0, 0]), "第9条第2項"),
            (at(9, 3, [2, 1, 0, 0]), "第9条第2項第1号"),
            (at(9, 3, [2, 1, 1, 0]), "第9条第2項第1号ア"),
            (at(9, 3, [2, 1, 1, 2]), "第9条第2項第1号ア(イ)"),
            (at(9, 1, [1, 0, 0, 0]), "第9条"),
            (at(9, 1, [1, 12, 0, 0]), "第9条第12号"),
            (at(9, 1, [1, 1, 1, 0]), "第9条第1号ア"),
            (at(2, 2, [2, 0, 0, 0]), "第2条第2項"),
        ];
        for (place, cited) in cases {
            assert_eq!(place.cited_from(reader), cited);
            assert_eq!(place.cited(), cited);
        }
    }

    #[test]
    fn the_own_article_is_cited_by_its_parts() {
        let cases = [
            (at(9, 4, [2, 0, 0, 0]), at(9, 4, [3, 0, 0, 0]), "前項"),
            (at(9, 4, [2, 1, 0, 0]), at(9, 4, [3, 4, 0, 0]), "前項第1号"),
            (at(9, 4, [1, 0, 0, 0]), at(9, 4, [3, 0, 0, 0]), "第1項"),
            (at(9, 4, [4, 0, 0, 0]), at(9, 4, [3, 0, 0, 0]), "第4項"),
            (at(9, 4, [4, 1, 1, 0]), at(9, 4, [3, 1, 0, 0]), "第4項第1号ア"),
            (at(9, 4, [3, 0, 0, 0]), at(9, 4, [3, 1, 0, 0]), "この項"),
            (at(9, 4, [3, 1, 0, 0]), at(9, 4, [3, 0, 0, 0]), "第1号"),
            (at(9, 4, [3, 1, 2, 0]), at(9, 4, [3, 2, 1, 0]), "第1号イ"),
            (at(9, 4, [3, 1, 2, 0]), at(9, 4, [3, 1, 0, 0]), "イ"),
            (at(9, 4, [3, 1, 0, 0]), at(9, 4, [3, 1, 1, 0]), "この号"),
            (at(9, 4, [0; 4]), at(9, 4, [3, 1, 0, 0]), "この条"),
            (at(9, 1, [1, 0, 0, 0]), at(9, 1, [1, 1, 0, 0]), "この条"),
            (at(9, 1, [1, 2, 0, 0]), at(9, 1, [1, 0, 0, 0]), "第2号"),
        ];
        for (place, reader, cited) in cases {
            assert_eq!(place.cited_from(reader), cited, "{place:?} from {reader:?}");
        }
    }
}
