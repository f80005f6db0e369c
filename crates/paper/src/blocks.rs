//! What a paper consists of, before it becomes a file.
//! Deliberately not here: how a block looks (docx, text) and where its words come from (templates of the ledger).

use serde::{Deserialize, Serialize};

/// A paper (文書): its blocks and what is printed around them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Paper {
    /// Title in the properties of the file.
    pub title: String,
    /// Upright, or lying for wide tables.
    pub orientation: Orientation,
    /// Running head of every page, usually the name of the contract.
    pub header: String,
    /// Small print at the foot of every page, usually the version and the head of the history.
    pub footer: String,
    /// The text, in order.
    pub blocks: Vec<Block>,
    /// Who wrote the paper and when; given from outside so that the same paper is the same file.
    pub stamp: Stamp,
}

/// How the sheet lies (用紙の向き).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Orientation {
    /// A4 upright (縦).
    #[default]
    Portrait,
    /// A4 lying (横).
    Landscape,
}

/// Origin of a paper (作成情報), written into the properties of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Stamp {
    /// Day or instant of writing, ISO 8601: `2027-04-01` or `2027-04-01T09:30:00Z`.
    pub created: String,
    /// Name of the office or person.
    pub author: String,
}

/// One block of a paper (文書の要素).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Block {
    /// Title of the paper (表題), centred.
    Title {
        /// The words.
        text: String,
    },
    /// Line below the title (副題), centred.
    Subtitle {
        /// The words.
        text: String,
    },
    /// Running text (本文).
    Paragraph {
        /// The words.
        text: String,
        /// Side on which it stands.
        #[serde(default)]
        align: Align,
        /// Indentation of all its lines, in characters.
        #[serde(default)]
        indent: u8,
    },
    /// Caption above an article (条見出し), with its brackets.
    Caption {
        /// The words.
        text: String,
    },
    /// One provision (条・項・号・細目), hanging from its label.
    Line {
        /// 0 article or unlabelled first paragraph, 1 paragraph (項), 2 item (号), 3 and 4 sub-items (細目).
        level: u8,
        /// The number as printed; empty for a line that goes on without one.
        label: String,
        /// The words.
        text: String,
    },
    /// Heading of a part (見出し); 1 is the highest of three levels.
    Heading {
        /// 1 to 3.
        level: u8,
        /// The words.
        text: String,
    },
    /// Table (表); the header row is repeated on every page.
    Table {
        /// Width of each column in thousandths of the text width; anything that does not fit the columns means equal widths.
        widths: Vec<u16>,
        /// Header row; empty for none.
        header: Vec<String>,
        /// Rows; a short row is filled with empty cells.
        rows: Vec<Vec<String>>,
        /// In smaller letters.
        small: bool,
    },
    /// Table whose cells have tones (マトリックス), its words in the middle; the first cell of a row is its label.
    Matrix {
        /// Width of each column in thousandths of the text width, as of a table.
        widths: Vec<u16>,
        /// Header row; empty for none.
        header: Vec<String>,
        /// Rows.
        rows: Vec<Vec<Toned>>,
    },
    /// Bars below one another (横棒グラフ), on one scale. They are drawn with the cells of a table: what clears files of
    /// pictures and objects (無害化) leaves them as they are.
    Bars {
        /// What each tone means; empty where every bar has one part.
        legend: Vec<Toned>,
        /// The bars.
        rows: Vec<Bar>,
    },
    /// Remark in smaller letters (注).
    Note {
        /// The words.
        text: String,
    },
    /// Box to be sealed (押印欄): who seals, and an empty square beside it.
    SealBox {
        /// Lines naming the one who seals.
        lines: Vec<String>,
    },
    /// What follows begins on a new page (改ページ).
    PageBreak,
    /// Line across the page (罫線).
    Rule,
}

/// How strong the ground of a cell is (濃淡): always beside words that say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Tone {
    /// None.
    #[default]
    Plain,
    /// Grey: what is not known.
    Open,
    /// The weakest.
    Low,
    /// Stronger.
    Middle,
    /// Stronger still.
    High,
    /// The strongest.
    Extreme,
}

/// Words on a ground (塗り付きのセル).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Toned {
    /// The words.
    pub text: String,
    /// The ground.
    pub tone: Tone,
}

/// One bar (棒).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Bar {
    /// What it is about.
    pub label: String,
    /// How long each of its parts is, with its tone.
    pub parts: Vec<(u32, Tone)>,
    /// The figures beside it, in words.
    pub figure: String,
}

/// Side on which a paragraph stands (配置).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Align {
    /// Left, with both edges even (両端揃え).
    #[default]
    Left,
    /// Centre (中央).
    Center,
    /// Right (右).
    Right,
}

/// Why a paper could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The stamp's `created` is no ISO date or instant, which Word would call a damaged file.
    #[error("not an ISO date or instant: {0}")]
    Created(String),
    /// The file could not be packed.
    #[error("packing failed: {0}")]
    Packing(String),
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn blocks_travel_as_the_window_expects_them() {
        let blocks = [
            Block::Title { text: "特記事項".into() },
            Block::Paragraph { text: "別記".into(), align: Align::Right, indent: 2 },
            Block::Line { level: 2, label: "(1)".into(), text: "名称".into() },
            Block::Table { widths: vec![300, 700], header: vec![], rows: vec![vec!["ア".into()]], small: true },
            Block::SealBox { lines: vec!["潮見市長".into()] },
            Block::PageBreak,
        ];
        let json: Vec<String> = blocks.iter().map(|b| serde_json::to_string(b).unwrap()).collect();
        expect![[r#"
            {"type":"title","text":"特記事項"}
            {"type":"paragraph","text":"別記","align":"right","indent":2}
            {"type":"line","level":2,"label":"(1)","text":"名称"}
            {"type":"table","widths":[300,700],"header":[],"rows":[["ア"]],"small":true}
            {"type":"seal_box","lines":["潮見市長"]}
            {"type":"page_break"}"#]]
        .assert_eq(&json.join("\n"));
        for (text, block) in json.iter().zip(&blocks) {
            assert_eq!(&serde_json::from_str::<Block>(text).unwrap(), block);
        }
    }
}
