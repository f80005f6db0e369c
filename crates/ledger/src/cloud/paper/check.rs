//! The self-check (自己点検票, F-15): the checks so far, and a sheet for the next one that asks what this approval rests on.

use paper::{Align, Block};

use super::{Desk, Parts, certificate, lines};
use crate::cloud::CloudCheck;

impl Desk {
    /// The self-check.
    pub(super) fn check(&self) -> Vec<Block> {
        let cloud = self.cloud();
        let mut parts = Parts::new(&self.pen, self.title("check"));
        let label = |key: &str| self.say(&format!("check.row.{key}"), &[]);
        parts.blocks.push(Block::Table {
            widths: vec![140, 360, 180, 320],
            header: Vec::new(),
            rows: vec![
                vec![
                    label("service"),
                    cloud.service.clone(),
                    label("number"),
                    cloud.number.clone().unwrap_or_default(),
                ],
                vec![
                    label("section"),
                    self.or_empty(cloud.section.as_deref()),
                    label("manager"),
                    self.or_empty(cloud.manager.as_deref()),
                ],
                vec![
                    label("next_check_on"),
                    self.day_or_blank(cloud.next_check_on.as_deref()),
                    label("expires_on"),
                    self.expires(),
                ],
            ],
            small: true,
        });
        self.past_checks(&mut parts);
        parts.heading("check.part.now");
        let header = self.header("check.column", &["item", "look", "result", "correction"]);
        parts.table(&[130, 420, 130, 320], header, self.items());
        parts.heading("check.part.sign");
        let label = |key: &str| self.say(&format!("check.sign.{key}"), &[]);
        parts.blocks.push(Block::Table {
            widths: vec![150, 300, 300, 250],
            header: Vec::new(),
            rows: vec![
                vec![label("checker"), String::new(), label("confirmed"), String::new()],
                vec![label("on"), self.blank_day(), label("next"), self.blank_day()],
            ],
            small: false,
        });
        parts.blocks
    }

    fn past_checks(&self, parts: &mut Parts<'_>) {
        parts.heading("check.part.past");
        let mut checks: Vec<&CloudCheck> = self.cloud().checks.iter().collect();
        if checks.is_empty() {
            return parts.paragraph(self.say("check.past.none", &[]), Align::Left);
        }
        checks.sort_by(|one, other| other.on.cmp(&one.on));
        let mark = |part: &str, answer: Option<bool>| match answer {
            Some(answer) => self.say(&format!("check.{part}.{answer}"), &[]),
            None => self.say("unknown", &[]),
        };
        let row = |check: &&CloudCheck| {
            let correction = check.correction.as_ref().map(|text| match &check.corrected_on {
                Some(on) => self.say("check.corrected", &[("text", text), ("on", &self.short_day(on))]),
                None => self.say("check.not_corrected", &[("text", text)]),
            });
            let who = [check.checker.clone(), check.confirmed_by.clone()];
            vec![
                self.short_day(&check.on),
                mark("settings", check.settings_kept),
                mark("terms", check.terms_changed),
                mark("accounts", check.accounts_cleared),
                mark("use", check.in_use),
                check.result.clone().unwrap_or_default(),
                correction.unwrap_or_default(),
                who.into_iter().flatten().collect::<Vec<_>>().join("\n"),
            ]
        };
        let columns = ["on", "settings", "terms", "accounts", "use", "result", "correction", "who"];
        let header = self.header("check.past", &columns);
        parts.table(&[80, 110, 85, 95, 80, 225, 200, 125], header, checks.iter().map(row).collect());
    }

    /// What the next check looks at, a row each; the conditions of the approval and the assurances it relies on are among it.
    fn items(&self) -> Vec<Vec<String>> {
        let cloud = self.cloud();
        let room = || self.say("check.blank", &[]);
        let item = |key: &str, look: String, result: &str| {
            let (item, result) = (self.say(&format!("check.item.{key}"), &[]), self.say(result, &[]));
            vec![item, look, result, room()]
        };
        let users = match cloud.users {
            Some(count) => {
                let count = self.say("people", &[("count", &crate::amount::grouped(count))]);
                self.say("check.look.accounts", &[("users", &count)])
            }
            None => self.say("check.look.accounts_open", &[]),
        };
        let used = match &cloud.purpose {
            Some(purpose) => self.say("check.look.use", &[("purpose", &purpose.replace('\n', "\u{3000}"))]),
            None => self.say("check.look.use_open", &[]),
        };
        let mut rows = vec![
            item("settings", self.say("check.look.settings", &[]), "check.result.settings"),
            item("terms", self.say("check.look.terms", &[]), "check.result.terms"),
            item("accounts", users, "check.result.accounts"),
            item("use", used, "check.result.use"),
            item("information", self.say("check.look.information", &[("class", &self.class())]), "check.result.plain"),
        ];
        for assurance in cloud.assurances.iter().filter(|assurance| assurance.relied_on) {
            let (kind, until) = (certificate(&assurance.kind), self.until(assurance).replace('\n', ""));
            let look = self.say("check.look.assurance", &[("kind", &kind), ("until", &until)]);
            rows.push(item("assurance", look, "check.result.plain"));
        }
        for condition in lines(cloud.conditions.as_deref()) {
            rows.push(item("condition", condition, "check.result.plain"));
        }
        rows
    }
}
