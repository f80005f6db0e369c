//! The notice (F-13): what is applied for, the account as far as that matters, and room for public relations.
//! A change shows what was approved and what it becomes; a suspension, a resumption or an end asks for no more than it needs.

use paper::{Align, Block};

use super::{Desk, Parts};
use crate::approval::{ApplicationKind, BoundChange, Outcome};
use crate::sns::{Badge, SnsClosing, SnsSuspension};

impl Desk {
    pub(super) fn notice(&self) -> Vec<Block> {
        let title = self.say(&format!("notice.title.{}", self.kind.code()), &[]);
        let mut parts = Parts::titled(&self.pen, title);
        parts.subtitle(self.say("notice.form", &[]));
        let on = self.application.as_ref().map(|application| application.by.on.as_str());
        parts.paragraph(self.say("notice.on", &[("on", &self.day_or_blank(on))]), Align::Right);
        parts.paragraph(self.say("notice.to", &[]), Align::Left);
        let sns = self.sns();
        let section = self.or_empty(sns.section.as_deref());
        let owner = self.or_empty(sns.owner.as_deref());
        parts.paragraph(self.say("notice.section", &[("section", &section)]), Align::Right);
        parts.paragraph(self.say("notice.owner", &[("name", &owner)]), Align::Right);
        parts.paragraph(self.say(&format!("notice.lead.{}", self.kind.code()), &[]), Align::Left);
        parts.form("notice.part.case", self.case());
        parts.form("notice.part.account", self.account_rows());
        match self.kind {
            ApplicationKind::End => {
                parts.form("notice.part.end", self.end());
                parts.note(self.say("notice.end_note", &[]));
            }
            ApplicationKind::Suspension => {
                parts.form("notice.part.suspension", self.suspension());
                parts.note(self.say("notice.suspension_note", &[]));
            }
            // It goes on as it was approved: who does it, and how it is signed in to.
            ApplicationKind::Resumption => {
                parts.form("notice.part.people", self.people());
                parts.form("notice.part.access", self.access());
                parts.note(self.say("notice.secret", &[]));
            }
            _ => {
                if !self.changes.is_empty() {
                    parts.heading("notice.part.change");
                    let header = ["field", "before", "after"].map(|column| self.say(&format!("change.{column}"), &[]));
                    let rows = self.changes.iter().map(|change| self.changed(change)).collect();
                    parts.table(&[240, 380, 380], header.to_vec(), rows);
                }
                self.whole(&mut parts);
            }
        }
        self.decision(&mut parts);
        if self.office.style.seal_box {
            parts.blocks.push(Block::SealBox { lines: vec![self.say("approver", &[])] });
        }
        parts.blocks
    }

    /// What only a notice about the account as a whole says.
    fn whole(&self, parts: &mut Parts<'_>) {
        parts.form("notice.part.posting", self.posting());
        parts.form("notice.part.people", self.people());
        parts.form("notice.part.information", self.information());
        parts.form("notice.part.access", self.access());
        parts.note(self.say("notice.secret", &[]));
        parts.form("notice.part.published", self.published());
        parts.heading("notice.part.attached");
        let (policy, procedure) = (self.sns().policy_url.is_some(), self.sns().procedure_on.is_some());
        let card = !self.sns().response.is_empty();
        let attached = [
            ("notice.attached.policy", policy),
            ("notice.attached.procedure", procedure),
            ("notice.attached.card", card),
        ];
        parts.paragraph(self.choices(&attached), Align::Left);
    }

    fn case(&self) -> Vec<Vec<String>> {
        use ApplicationKind::{Change, End, New, Renewal, Resumption, Suspension};
        // Only an approval with a last day is renewed, so that the word stands on no other notice.
        let renewal = Some(Renewal).filter(|_| self.kind == Renewal);
        let kinds = [New, Change].into_iter().chain(renewal).chain([Suspension, Resumption, End]);
        let kinds = kinds.map(|own| (format!("kind.{}", own.code()), own == self.kind)).collect::<Vec<_>>();
        let kinds: Vec<(&str, bool)> = kinds.iter().map(|(key, holds)| (key.as_str(), *holds)).collect();
        let mut rows = vec![self.row("notice.kind", self.choices(&kinds))];
        // A change takes the number from the record until it is approved; the approval before has it.
        let previous = self.previous.clone();
        let (label, number) = match self.kind {
            Change => ("notice.previous", previous),
            _ => ("notice.number", self.sns().number.clone().or(previous)),
        };
        rows.extend(number.filter(|_| self.kind != New).map(|number| self.row(label, number)));
        let until = self.sns().expires_on.as_ref().filter(|_| self.kind == Renewal);
        rows.extend(until.map(|until| self.row("notice.present_until", self.day(until))));
        let applicant = self.application.as_ref().map(|application| self.person(&application.by));
        rows.push(self.row("notice.applicant", self.or_empty(applicant.as_deref())));
        let said = self.application.as_ref().and_then(|application| {
            let said = application.comments.iter().rev().find(|said| said.step.as_deref() == Some("applied"));
            said.map(|said| said.text.clone())
        });
        rows.extend(said.map(|said| self.row("notice.reason", said)));
        if self.kind == Resumption {
            let SnsSuspension { on, reason } = self.sns().suspension.clone().unwrap_or_default();
            rows.extend(on.map(|on| self.row("notice.rested_since", self.day(&on))));
            rows.extend(reason.map(|reason| self.row("notice.rested_for", reason)));
        }
        rows
    }

    fn account_rows(&self) -> Vec<Vec<String>> {
        let sns = self.sns();
        let mut rows = vec![self.row("notice.medium", self.medium()), self.row("notice.name", sns.name.clone())];
        rows.extend(sns.handle.as_ref().map(|handle| self.row("notice.handle", format!("@{handle}"))));
        rows.push(self.row("notice.url", self.or_empty(sns.url.as_deref())));
        rows.push(self.row("notice.purpose", self.or_empty(sns.purpose.as_deref())));
        rows.extend(sns.audience.clone().map(|audience| self.row("notice.audience", audience)));
        if self.kind != ApplicationKind::New {
            rows.extend(sns.opened_on.as_ref().map(|on| self.row("notice.opened_on", self.day(on))));
        }
        rows
    }

    fn posting(&self) -> Vec<Vec<String>> {
        let sns = self.sns();
        let own_site = match sns.posting.on_own_site {
            Some(true) => self.say("notice.own_site.yes", &[]),
            Some(false) => self.say("notice.own_site.no", &[]),
            None => self.say("unknown", &[]),
        };
        let listed = |entries: &[String]| {
            if entries.is_empty() { self.say("empty", &[]) } else { self.dotted(entries) }
        };
        vec![
            self.row("notice.allowed", listed(&sns.posting.allowed)),
            self.row("notice.forbidden", listed(&sns.posting.forbidden)),
            self.row("notice.frequency", self.or_empty(sns.frequency.as_deref())),
            self.row("notice.hours", self.or_empty(sns.hours.as_deref())),
            self.row("notice.reply", self.or_empty(sns.reply_policy.as_deref())),
            self.row("notice.approver", self.or_empty(sns.posting.approver.as_deref())),
            self.row("notice.own_site", own_site),
        ]
    }

    fn people(&self) -> Vec<Vec<String>> {
        let sns = self.sns();
        let owner = match (&sns.owner, &sns.owner_since) {
            (Some(owner), Some(since)) => self.say("since", &[("name", owner), ("date", &self.day(since))]),
            (owner, _) => self.or_empty(owner.as_deref()),
        };
        let deputy = sns.deputy.clone().unwrap_or_else(|| self.say("none", &[]));
        let operators = sns.operators.join(&self.say("list", &[]));
        let operators = if operators.is_empty() { self.say("empty", &[]) } else { operators };
        vec![
            self.row("notice.owner_row", owner),
            self.row("notice.deputy", deputy),
            self.row("notice.operators", operators),
        ]
    }

    fn information(&self) -> Vec<Vec<String>> {
        let contract = match &self.contract {
            Some((number, title)) => {
                let number = number.clone().unwrap_or_default();
                self.say("notice.contract.text", &[("number", &number), ("title", title)]).trim().to_owned()
            }
            None => self.say("none", &[]),
        };
        let class = self.fact("confidentiality").unwrap_or_else(|| self.say("unknown", &[]));
        let mut rows = vec![
            self.row("notice.confidentiality", class),
            self.row("notice.personal", self.whether(self.is("handles_personal_info"))),
            self.row("notice.contract", contract),
        ];
        rows.extend(self.view.cloud_title.clone().map(|title| self.row("notice.cloud", title)));
        rows
    }

    fn access(&self) -> Vec<Vec<String>> {
        let sns = self.sns();
        let badge = sns.badge.map(|badge| match badge {
            Badge::Obtained => "badge.obtained",
            Badge::Applied => "badge.applied",
            Badge::NotOffered => "badge.not_offered",
            Badge::None => "badge.none",
        });
        vec![
            self.row("notice.mfa", self.second_factor()),
            self.row("notice.shared", self.whether(sns.shared_login)),
            self.row("notice.recovery", self.recovery()),
            self.row("notice.codes", self.codes()),
            self.row("notice.devices", self.or_empty(sns.devices.as_deref())),
            self.row("notice.badge", badge.map_or_else(|| self.say("unknown", &[]), |key| self.say(key, &[]))),
        ]
    }

    fn published(&self) -> Vec<Vec<String>> {
        let sns = self.sns();
        let policy = match &sns.policy_url {
            Some(url) => {
                let on = self.day_or_blank(sns.policy_on.as_deref());
                self.say("notice.policy.text", &[("url", url), ("on", &on)])
            }
            None => self.say("empty", &[]),
        };
        let procedure = sns.procedure_on.as_ref().map(|on| self.say("notice.procedure.text", &[("on", &self.day(on))]));
        vec![
            self.row("notice.listed", self.or_empty(sns.listed_url.as_deref())),
            self.row("notice.policy", policy),
            self.row("notice.procedure", self.or_empty(procedure.as_deref())),
        ]
    }

    fn suspension(&self) -> Vec<Vec<String>> {
        let SnsSuspension { on, reason } = self.sns().suspension.clone().unwrap_or_default();
        vec![
            self.row("notice.suspended_on", self.day_or_blank(on.as_deref())),
            self.row("notice.suspended_reason", self.or_empty(reason.as_deref())),
        ]
    }

    fn end(&self) -> Vec<Vec<String>> {
        let closing = self.sns().closing.clone().unwrap_or_default();
        let SnsClosing { on, reason, successor, deleted_on, links_removed_on } = closing;
        let on = on.or_else(|| self.sns().closed_on.clone());
        vec![
            self.row("notice.end_on", self.day_or_blank(on.as_deref())),
            self.row("notice.end_reason", self.or_empty(reason.as_deref())),
            self.row("notice.successor", successor.unwrap_or_else(|| self.say("none", &[]))),
            self.row("notice.deleted_on", self.day_or_blank(deleted_on.as_deref())),
            self.row("notice.links_on", self.day_or_blank(links_removed_on.as_deref())),
        ]
    }

    fn changed(&self, change: &BoundChange) -> Vec<String> {
        let words = |words: &Option<String>| words.clone().unwrap_or_else(|| self.say("none", &[]));
        vec![change.label.clone(), words(&change.before), words(&change.after)]
    }

    /// What public relations and the approver fill in: as decided, else empty to be filled.
    fn decision(&self, parts: &mut Parts<'_>) {
        let decision = self.application.as_ref().and_then(|application| application.decision.as_ref());
        let given = |outcome: Outcome| decision.is_some_and(|decision| decision.outcome == outcome);
        let outcomes = [
            ("outcome.approved", given(Outcome::Approved)),
            ("outcome.conditional", given(Outcome::Conditional)),
            ("outcome.refused", given(Outcome::Refused)),
        ];
        let room = || "\n".to_owned();
        let opinion = self.application.as_ref().and_then(|application| {
            let said = application.comments.iter().rev().find(|said| said.step.as_deref() == Some("reviewed"))?;
            let seen = self.say("notice.seen", &[("on", &self.day(&said.by.on)), ("who", &self.person(&said.by))]);
            Some(format!("{}\n{seen}", said.text.trim()))
        });
        let conditions = match decision {
            None => room(),
            Some(decision) if decision.conditions.is_empty() => self.say("none", &[]),
            Some(decision) => decision.conditions.join("\n"),
        };
        let mut rows = vec![
            self.row("notice.opinion", opinion.unwrap_or_else(room)),
            self.row("notice.outcome", self.choices(&outcomes)),
            self.row("notice.conditions", conditions),
        ];
        // A suspension, a resumption and an end leave the number as it is.
        if self.kind.is_of_use() {
            let number = decision.and_then(|decision| decision.number.clone()).unwrap_or_default();
            rows.push(self.row("notice.number", number));
            let until = match decision {
                Some(decision) if decision.expires_on.is_none() => self.say("none", &[]),
                decision => self.day_or_blank(decision.and_then(|decision| decision.expires_on.as_deref())),
            };
            rows.push(self.row("notice.expires_on", until));
        }
        let on = decision.map(|decision| decision.by.on.as_str());
        rows.push(self.row("notice.decided_on", self.day_or_blank(on)));
        let by = decision.map(|decision| self.person(&decision.by)).unwrap_or_default();
        rows.push(self.row("notice.decided_by", by));
        parts.form("notice.part.decision", rows);
    }
}
