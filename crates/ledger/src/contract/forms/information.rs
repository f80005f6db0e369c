//! The forms about what was handed over: ledger that balances (F-06), certificate of return and erasure (F-08).

use paper::{Align, Block};

use super::{Desk, Parts, blank};
use crate::amount::grouped;
use crate::contract::{Entrusted, derived_facts};
use crate::facts::FactValue;

impl Entrusted {
    /// How many pieces are still out, as far as that is known: what came back without a number came back whole.
    fn left(&self) -> Option<i64> {
        match (self.back_on.is_some(), self.count, self.back_count) {
            (_, Some(count), Some(back)) => Some((count - back).max(0)),
            (true, _, None) => Some(0),
            (false, Some(count), None) => Some(count),
            (_, None, Some(_)) | (false, None, None) => None,
        }
    }

    /// Whether something of it is out, or may be.
    pub(in crate::contract) fn is_out(&self) -> bool {
        self.left() != Some(0)
    }
}

impl Desk {
    /// Ledger of what was handed over, with what is left of each line and of all.
    pub(super) fn information(&self, parts: &mut Parts<'_>) {
        parts.paragraph(self.say("information.lead", &[]), Align::Left);
        self.about_list(parts);
        let all = &self.contract.information;
        let number = |known: Option<i64>| known.map(grouped).unwrap_or_default();
        let row = |one: &Entrusted| {
            let copied = match (one.copied, &one.copy_consent) {
                (None, None) => String::new(),
                (copied, consent) => {
                    let consent = consent.clone().unwrap_or_default();
                    [self.copied(copied), consent].join("\n").trim().to_owned()
                }
            };
            vec![
                self.narrow(&one.handed_on),
                one.name.clone(),
                number(one.count),
                one.method.clone().unwrap_or_default(),
                String::new(),
                one.place.clone().unwrap_or_default(),
                copied,
                self.narrow(&one.back_on),
                one.back_method.clone().unwrap_or_default(),
                number(one.back_count),
                one.left().map(grouped).unwrap_or_else(|| self.say("unknown", &[])),
                one.kept_because.clone().unwrap_or_default(),
            ]
        };
        let columns = [
            "handed_on",
            "name",
            "count",
            "method",
            "people",
            "place",
            "copied",
            "back_on",
            "back_method",
            "back_count",
            "left",
            "kept_because",
        ];
        let mut rows: Vec<Vec<String>> = all.iter().map(row).collect();
        rows.extend(blank(columns.len(), if all.is_empty() { 6 } else { 3 }));
        if !all.is_empty() {
            let sum = |of: fn(&Entrusted) -> Option<i64>| grouped(all.iter().filter_map(of).sum());
            let mut sums = vec![String::new(); columns.len()];
            sums[1] = self.say("information.sum", &[]);
            sums[2] = sum(|one| one.count);
            sums[9] = sum(|one| one.back_count.or(one.count.filter(|_| one.back_on.is_some())));
            sums[10] = sum(Entrusted::left);
            rows.push(sums);
        }
        let widths = [75, 140, 65, 85, 85, 85, 75, 75, 95, 65, 60, 95];
        parts.table(&widths, self.header("information.column", &columns), rows);
        parts.note(self.say("information.note", &[]));
        let uncounted = all.iter().filter(|one| one.left().is_none()).count();
        if uncounted > 0 {
            parts.note(self.say("information.uncounted", &[("count", &uncounted.to_string())]));
        }
    }

    fn copied(&self, copied: Option<bool>) -> String {
        match copied {
            Some(true) => self.say("copied.yes", &[]),
            Some(false) => self.say("copied.no", &[]),
            None => String::new(),
        }
    }

    /// Certificate of return and erasure about what is still out, or about everything.
    pub(super) fn erasure(&self, parts: &mut Parts<'_>) {
        self.sender(parts);
        parts.paragraph(self.say("erasure.lead", &[]), Align::Left);
        self.about(parts);
        parts.heading("erasure.part.object");
        let row = |one: &Entrusted| {
            let count = if self.all { one.count } else { one.left() };
            let count = count.map(grouped).unwrap_or_default();
            vec![one.name.clone(), count, String::new(), self.say("erasure.which", &[])]
        };
        let objects = self.contract.information.iter().filter(|one| self.all || one.is_out());
        let mut rows: Vec<Vec<String>> = objects.map(row).collect();
        let more = if rows.is_empty() { 3 } else { 1 };
        rows.extend(blank(4, more).into_iter().map(|mut row| {
            row[3] = self.say("erasure.which", &[]);
            row
        }));
        let columns = ["name", "count", "media", "which"];
        parts.table(&[380, 110, 280, 230], self.header("erasure.column", &columns), rows);
        let kept = self.kept();
        let mut rows = vec![
            self.row("erasure.method", self.methods()),
            self.row("erasure.when", self.say("erasure.when.text", &[("on", &self.blank_day())])),
            self.row("erasure.who", self.say("erasure.who.text", &[])),
            self.row("erasure.copies", self.say("erasure.copies.text", &[])),
        ];
        if !self.contract.subcontracts.is_empty() {
            let names: Vec<String> = self.contract.subcontracts.iter().map(|sub| sub.name.clone()).collect();
            let names = names.join(&self.say("list", &[]));
            rows.push(self.row("erasure.below", self.say("erasure.below.text", &[("names", &names)])));
        }
        rows.push(self.row("erasure.attached", self.say("erasure.attached.text", &[])));
        rows.push(self.row("erasure.remaining", kept));
        self.small_form(parts, "erasure.part.done", rows);
        let label = |key: &str| self.say(&format!("erasure.confirm.{key}"), &[]);
        let confirmed = vec![vec![label("on"), self.blank_day(), label("who"), String::new()]];
        parts.blocks.push(Block::Table {
            widths: vec![210, 300, 110, 380],
            header: Vec::new(),
            rows: confirmed,
            small: true,
        });
        parts.note(self.say("erasure.note", &[]));
        if self.my_number() {
            parts.note(self.say("erasure.note.mynumber", &[]));
        }
    }

    /// What may stay and why, as the ledger knows it.
    fn kept(&self) -> String {
        let kept = |one: &Entrusted| {
            let because = one.kept_because.as_deref()?;
            Some(self.say("erasure.kept", &[("name", &one.name), ("because", because)]))
        };
        let lines: Vec<String> = self.contract.information.iter().filter_map(kept).collect();
        let boxes = if lines.is_empty() { "erasure.remaining.text" } else { "erasure.remaining.some" };
        [vec![self.say(boxes, &[])], lines].concat().join("\n")
    }

    /// Ways to return and to erase. Secret information and that of the My Number segment is not gone when a file was deleted or
    /// a disk was formatted (F-08).
    fn methods(&self) -> String {
        let facts = derived_facts(&self.contract);
        let segment = matches!(facts.get("network_segment"),
            Some(FactValue::Set(segments)) if segments.iter().any(|segment| segment == "mynumber"));
        let class = |class: &str| matches!(facts.get("confidentiality"), Some(FactValue::Text(own)) if own == class);
        let strict = segment || self.my_number() || class("3A") || class("3B");
        let mut offered = vec!["return", "crypto", "overwrite", "command", "magnetic", "broken"];
        if !strict {
            offered.push("formatted");
        }
        if facts.get("uses_paper") != Some(&FactValue::Bool(false)) {
            offered.extend(["shredded", "dissolved"]);
        }
        offered.push("other");
        let off = |key: &&str| self.say("off", &[("text", &self.say(&format!("erasure.method.{key}"), &[]))]);
        let boxes: Vec<String> = offered.iter().map(off).collect();
        // Three beside each other, so that the certificate stays on its page.
        let mut lines: Vec<String> = boxes.chunks(3).map(|some| some.join(&self.say("choice", &[]))).collect();
        if strict {
            lines.push(self.say("erasure.method.strict", &[]));
        }
        lines.join("\n")
    }
}
