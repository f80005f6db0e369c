//! The card for the day on which an account is taken over (乗っ取り対応カード, SN-06): one page, who calls whom in order, what to do
//! on this medium, who has to be told by when. What to do on each medium is in `templates/sns/takeover.json`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use paper::Block;
use serde::Deserialize;

use super::{Desk, Parts};
use crate::problem::Error;

/// What to do on a medium.
#[derive(Deserialize)]
struct Takeover {
    /// Where one can still sign in.
    steps: Vec<String>,
    /// Where one cannot.
    locked: String,
}

static TAKEOVERS: LazyLock<Result<BTreeMap<String, Takeover>, Error>> =
    LazyLock::new(|| Ok(serde_json::from_str(include_str!("../../../../../templates/sns/takeover.json"))?));

/// Lines in one cell, each with its number.
fn numbered(lines: &[String]) -> String {
    (1..).zip(lines).map(|(number, line)| format!("({number}) {line}")).collect::<Vec<_>>().join("\n")
}

impl Desk {
    pub(super) fn card(&self) -> Result<Vec<Block>, Error> {
        let sns = self.sns();
        let takeovers = TAKEOVERS.as_ref().map_err(Clone::clone)?;
        let takeover = takeovers.get(sns.medium.code()).or_else(|| takeovers.get("other"));
        let mut parts = Parts::titled(&self.pen, self.say("card.title", &[]));
        parts.rows(&[150, 850], self.about(), true);

        parts.heading("card.part.call");
        let header = ["order", "contact", "phone", "task"].map(|column| self.say(&format!("card.call.{column}"), &[]));
        parts.table(&[60, 320, 240, 380], header.to_vec(), self.calls());
        if sns.response.is_empty() {
            parts.note(self.say("card.call.none", &[]));
        }

        parts.heading("card.part.act");
        let mut rows = vec![self.row("card.act.first", numbered(&self.numbered("card.first")))];
        if let Some(takeover) = takeover {
            let steps: Vec<String> = takeover.steps.iter().map(|step| self.office.style.worded(step)).collect();
            rows.push(vec![self.say_of("card.act.steps", &[]), numbered(&steps)]);
            rows.push(self.row("card.act.locked", self.office.style.worded(&takeover.locked)));
        }
        // Guideline 6.1 (SNS ④); for leaks 個人情報保護法 68条 and 施行規則 43条, where a malicious act makes one person enough.
        for key in ["public", "report", "leak"] {
            rows.push(self.row(&format!("card.act.{key}"), self.say(&format!("card.act.{key}.text"), &[])));
        }
        parts.rows(&[150, 850], rows, true);
        Ok(parts.blocks)
    }

    /// Each in a row of its own: addresses are long, and a broken one is misread.
    fn about(&self) -> Vec<Vec<String>> {
        let sns = self.sns();
        let section = self.or_empty(sns.section.as_deref());
        let owner = self.or_empty(sns.owner.as_deref());
        let owner = match &sns.deputy {
            Some(deputy) => {
                self.say("card.owner.text", &[("section", &section), ("owner", &owner), ("deputy", deputy)])
            }
            None => self.say("card.owner.alone", &[("section", &section), ("owner", &owner)]),
        };
        let handle = sns.handle.as_ref().map(|handle| format!("\u{3000}@{handle}")).unwrap_or_default();
        let url = self.or_empty(sns.url.as_deref());
        let account = self.say_of("card.account.text", &[("handle", &handle), ("url", &url)]);
        vec![
            self.row("card.account", account),
            self.row("card.owner", owner),
            self.row("card.recovery", self.recovery()),
            self.row("card.factor", self.or_empty(sns.factor_holder.as_deref())),
            self.row("card.codes", self.codes()),
            self.row("card.devices", self.or_empty(sns.devices.as_deref())),
        ]
    }

    /// Who is called: as registered, else who is always called, with room for the numbers.
    fn calls(&self) -> Vec<Vec<String>> {
        let response = &self.sns().response;
        if response.is_empty() {
            let usual = ["owner", "pr", "security"].iter().zip(1..);
            return usual
                .map(|(who, number)| {
                    let contact = self.say(&format!("card.call.default.{who}"), &[]);
                    let task = self.say(&format!("card.call.default.{who}.task"), &[]);
                    vec![number.to_string(), contact, String::new(), task]
                })
                .collect();
        }
        let row = |(number, step): (usize, &crate::sns::ResponseStep)| {
            let words = |typed: &Option<String>| typed.clone().unwrap_or_default();
            vec![number.to_string(), step.contact.clone(), words(&step.phone), words(&step.task)]
        };
        (1..).zip(response).map(row).collect()
    }
}
