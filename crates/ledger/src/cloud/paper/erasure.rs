//! The certificate of return and erasure (返却・消去証明書, F-08), for the provider to fill in: what the record knows stands in it.

use paper::{Align, Block};

use super::{Desk, Parts};
use crate::facts::FactValue;

impl Desk {
    /// The certificate.
    pub(super) fn erasure(&self) -> Vec<Block> {
        let (cloud, provider) = (self.cloud(), &self.cloud().provider);
        let mut parts = Parts::new(&self.pen, self.title("erasure"));
        let ending = cloud.ending.clone().unwrap_or_default();
        let on = self.day_or_blank(ending.certificate_on.as_deref());
        parts.paragraph(self.say("erasure.on", &[("on", &on)]), Align::Right);
        parts.paragraph(self.say("erasure.to", &[("head", &self.office_head())]), Align::Left);
        let company = [
            ("address", provider.address.as_deref()),
            ("name", Some(provider.name.as_str())),
            ("representative", provider.representative.as_deref()),
            ("number", provider.corporate_number.as_deref()),
        ];
        for (key, known) in company {
            let words = self.say(&format!("erasure.company.{key}"), &[("text", known.unwrap_or_default())]);
            parts.blocks.push(Block::Paragraph { text: words, align: Align::Left, indent: 20 });
        }
        parts.paragraph(self.say("erasure.lead", &[("office", &self.office.name)]), Align::Left);
        parts.form("erasure.part.object", self.erased_object());
        parts.form("erasure.part.done", self.erased_how());
        let label = |key: &str| self.say(&format!("erasure.confirm.{key}"), &[]);
        parts.blocks.push(Block::Table {
            widths: vec![140, 360, 140, 360],
            header: Vec::new(),
            rows: vec![vec![label("on"), self.blank_day(), label("who"), String::new()]],
            small: true,
        });
        parts.note(self.say("erasure.note", &[]));
        if self.office.style.seal_box {
            let representative = provider.representative.clone();
            let lines = [Some(provider.name.clone()), representative].into_iter().flatten().collect();
            parts.blocks.push(Block::SealBox { lines });
        }
        parts.blocks
    }

    fn erased_row(&self, key: &str, words: String) -> Vec<String> {
        vec![self.say(&format!("erasure.row.{key}"), &[]), words]
    }

    fn erased_object(&self) -> Vec<Vec<String>> {
        let cloud = self.cloud();
        let row = |key: &str, words: String| self.erased_row(key, words);
        let joined = |parts: [Option<String>; 2]| parts.into_iter().flatten().collect::<Vec<_>>().join("\u{3000}");
        let mut rows = Vec::new();
        if let Some((number, title)) = &self.contract {
            rows.push(row("contract", joined([number.clone(), Some(title.clone())])));
        }
        rows.push(row("service", cloud.service.clone()));
        rows.push(row("number", joined([cloud.number.clone(), cloud.section.clone()])));
        let ended = cloud.ended_on.clone().or_else(|| cloud.ending.as_ref()?.on.clone());
        rows.push(row("ended_on", self.day_or_blank(ended.as_deref())));
        rows.push(row("information", cloud.information.clone().or_else(|| cloud.purpose.clone()).unwrap_or_default()));
        rows.push(row("count", self.subjects().unwrap_or_default()));
        rows.push(row("media", String::new()));
        rows
    }

    fn erased_how(&self) -> Vec<Vec<String>> {
        let ending = self.cloud().ending.clone().unwrap_or_default();
        let row = |key: &str, words: String| self.erased_row(key, words);
        let room = |known: Option<String>| known.unwrap_or_else(|| "\n".to_owned());
        let accounts = ending.accounts_disposed_on.as_deref();
        vec![
            row("which", self.say("erasure.which", &[])),
            row("migration", room(ending.migration)),
            row("method", self.methods(ending.erasure_method.as_deref())),
            row("when", self.say("erasure.when", &[("on", &self.day_or_blank(ending.erased_on.as_deref()))])),
            row("who", room(None)),
            row("copies", room(ending.copies)),
            row("accounts", self.day_or_blank(accounts)),
            row("attached", self.say("erasure.attached", &[])),
            row("remaining", ending.remaining.unwrap_or_else(|| self.say("erasure.remaining", &[]))),
        ]
    }

    /// How the data may be erased. Secret information and that of the My Number segment is not gone when a service no longer
    /// shows it (総務省ガイドライン 図表41).
    fn methods(&self, agreed: Option<&str>) -> String {
        let facts = &self.cloud().facts;
        let my_number = match facts.get("network_segment") {
            Some(FactValue::Set(segments)) => segments.iter().any(|segment| segment == "mynumber"),
            _ => false,
        };
        let class = |class: &str| matches!(facts.get("confidentiality"), Some(FactValue::Text(own)) if own == class);
        let strict = my_number || class("3A") || class("3B") || crate::catalogue::is_true(facts, "handles_my_number");
        let mut offered = vec!["crypto", "command", "overwrite", "physical"];
        if !strict {
            offered.push("logical");
        }
        offered.push("other");
        let mut words: Vec<String> = offered
            .iter()
            .map(|key| self.say("off", &[("text", &self.say(&format!("erasure.method.{key}"), &[]))]))
            .collect();
        let offered = words.len();
        words.extend(agreed.map(|agreed| self.say("erasure.method.agreed", &[("text", agreed)])));
        if strict {
            words.push(self.say("erasure.method.strict", &[]));
        }
        // Two beside each other, so that the certificate stays on its page.
        let (boxes, remarks) = words.split_at(offered);
        let boxes = boxes.chunks(2).map(|pair| pair.join(&self.say("choice", &[])));
        boxes.chain(remarks.iter().cloned()).collect::<Vec<_>>().join("\n")
    }
}
