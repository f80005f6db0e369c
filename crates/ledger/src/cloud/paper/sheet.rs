//! The check sheet as a paper (確認票, F-11): every requirement that is asked, how it was answered, where that can be seen, what
//! risk stays. The workbook that goes to the provider is in `cloud/sheet.rs`.

use paper::{Align, Block};

use super::{Desk, Parts};
use crate::cloud::rules::CloudState;
use crate::cloud::view::CloudRequirementRow;
use crate::cloud::{CloudAnswer, Verdict};
use crate::wording::{Lang, text};

impl Desk {
    /// The check sheet.
    pub(super) fn sheet(&self) -> Vec<Block> {
        let mut parts = Parts::new(&self.pen, self.title("sheet"));
        let (cloud, counts) = (self.cloud(), &self.view.counts);
        let made = self.office.style.day(self.today);
        let label = |key: &str| self.say(&format!("sheet.{key}"), &[]);
        parts.blocks.push(Block::Table {
            widths: vec![110, 390, 110, 390],
            header: Vec::new(),
            rows: vec![
                vec![label("service"), cloud.service.clone(), label("provider"), cloud.provider.name.clone()],
                vec![
                    label("section"),
                    self.or_empty(cloud.section.as_deref()),
                    label("class"),
                    self.fact_or_unknown("confidentiality"),
                ],
                vec![label("made"), made, label("checker"), String::new()],
            ],
            small: true,
        });
        let counted = [
            ("applies", counts.applies),
            ("met", counts.met),
            ("missing", counts.missing),
            ("unanswered", counts.unanswered),
            ("unknown", counts.unknown),
        ]
        .map(|(name, count)| (name, count.to_string()));
        let counted: Vec<(&str, &str)> = counted.iter().map(|(name, count)| (*name, count.as_str())).collect();
        parts.paragraph(self.say("sheet.counts", &counted), Align::Left);
        let rows = (1..).zip(&self.view.requirements).map(|(number, row)| self.sheet_row(number, row)).collect();
        let header = self.header("sheet.column", &["number", "id", "what", "answer", "source", "seen", "risk"]);
        parts.table(&[45, 70, 290, 200, 165, 80, 150], header, rows);
        parts.note(self.say("sheet.note", &[]));
        parts.blocks
    }

    fn sheet_row(&self, number: usize, row: &CloudRequirementRow) -> Vec<String> {
        let answer = row.answer.as_ref();
        let style = &self.office.style;
        let (title, summary) = (style.worded(&row.title), style.worded(&row.summary));
        vec![
            number.to_string(),
            row.id.clone(),
            self.say("sheet.what", &[("title", &title), ("summary", &summary)]),
            self.answered(row),
            answer.map(|answer| self.source_of(answer)).unwrap_or_default(),
            answer.and_then(|answer| answer.seen_on.as_deref()).map(|on| self.short_day(on)).unwrap_or_default(),
            answer.map(|answer| self.risk_of(answer)).unwrap_or_default(),
        ]
    }

    /// The answer in words: as it was given, else what of the record meets the requirement, else how it stands.
    pub(super) fn answered(&self, row: &CloudRequirementRow) -> String {
        if row.state == CloudState::Unknown {
            return self.say("sheet.undecided", &[]);
        }
        match row.answer.as_ref().filter(|answer| answer.answer != Verdict::Unverified || answer.detail.is_some()) {
            Some(answer) => {
                let verdict = text(Lang::Ja, &format!("verdict.{}", answer.answer.code()), &[]);
                match &answer.detail {
                    Some(detail) => self.say("sheet.answer", &[("verdict", &verdict), ("detail", detail)]),
                    None => verdict,
                }
            }
            None => match &row.by_record_text {
                Some(met) => self.say("sheet.answer", &[("verdict", &row.state_text), ("detail", met)]),
                None => row.state_text.clone(),
            },
        }
    }

    /// Where an answer was seen.
    pub(super) fn source_of(&self, answer: &CloudAnswer) -> String {
        let kind = answer.source_kind.and_then(|kind| serde_json::to_value(kind).ok());
        let kind = kind.and_then(|kind| kind.as_str().map(|code| text(Lang::Ja, &format!("source_kind.{code}"), &[])));
        let source = match (kind, &answer.source) {
            (Some(kind), Some(source)) => Some(self.say("sheet.source", &[("kind", &kind), ("source", source)])),
            (kind, source) => source.clone().or(kind),
        };
        let start = |hash: &String| hash.chars().take(8).collect::<String>();
        let evidence = answer.evidence.as_ref().map(|hash| self.say("sheet.evidence", &[("hash", &start(hash))]));
        source.into_iter().chain(evidence).collect::<Vec<_>>().join("\n")
    }

    /// The risk that stays, with who accepts it.
    pub(super) fn risk_of(&self, answer: &CloudAnswer) -> String {
        let Some(risk) = &answer.risk else { return String::new() };
        let acceptor = answer.risk_acceptor.clone().unwrap_or_else(|| self.say("sheet.no_acceptor", &[]));
        self.say("sheet.risk", &[("risk", risk), ("acceptor", &acceptor)])
    }
}
