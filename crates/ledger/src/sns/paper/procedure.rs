//! The operating procedure of an account (運用手順書, SN-01): for those who run it, so it names people; never a password.
//! Basis: 総務省ガイドライン 6.1 ソーシャルメディアサービスの利用 ①–⑤, and the requirements SN-01 to SN-25.

use paper::{Align, Block};

use super::{Desk, Parts};

impl Desk {
    pub(super) fn procedure(&self) -> Vec<Block> {
        let sns = self.sns();
        let title = self.say("procedure.title", &[]);
        let mut parts = Parts::titled(&self.pen, title);
        parts.subtitle(self.say_of("procedure.subtitle", &[]));
        let on = self.day_or_blank(sns.procedure_on.as_deref());
        parts.paragraph(self.say("procedure.on", &[("on", &on)]), Align::Right);
        let section = self.or_empty(sns.section.as_deref());
        parts.paragraph(self.say("procedure.section", &[("section", &section)]), Align::Right);
        parts.paragraph(self.say("procedure.lead", &[]), Align::Left);

        parts.heading("procedure.part.people");
        let header = ["role", "name", "task"].map(|column| self.say(&format!("procedure.people.{column}"), &[]));
        parts.table(&[180, 260, 560], header.to_vec(), self.roles());

        parts.heading("procedure.part.scope");
        let never = self.numbered("procedure.never");
        let allowed =
            if sns.posting.allowed.is_empty() { self.say("empty", &[]) } else { self.dotted(&sns.posting.allowed) };
        // SN-04: information of class 2 and above never goes out, whatever else is forbidden here.
        let forbidden: Vec<String> = never.into_iter().chain(sns.posting.forbidden.iter().cloned()).collect();
        let rows =
            vec![self.row("procedure.allowed", allowed), self.row("procedure.forbidden", self.dotted(&forbidden))];
        parts.rows(&[300, 700], rows, false);
        parts.note(self.say("procedure.scope.note", &[]));

        parts.heading("procedure.part.flow");
        parts.lines(self.flow());
        self.part(&mut parts, "rights");
        parts.heading("procedure.part.reply");
        match &sns.reply_policy {
            Some(reply) => {
                parts.paragraph(self.say("procedure.reply.text", &[("reply", "")]), Align::Left);
                parts.typed(reply);
            }
            None => parts.paragraph(self.say("procedure.reply.blank", &[]), Align::Left),
        }
        parts.lines(self.numbered("procedure.reply"));

        parts.form("procedure.part.access", self.custody());
        parts.lines(self.access_rules());
        self.part(&mut parts, "handover");
        if let Some((_, title)) = &self.contract {
            parts.heading("procedure.part.contract");
            let lines = self.numbered("procedure.contract");
            parts.lines(lines.into_iter().map(|line| line.replace("{contract}", title)));
        }
        for name in ["dormant", "impostor", "takeover", "emergency", "review"] {
            self.part(&mut parts, name);
        }
        parts.blocks
    }

    /// A part of numbered lines.
    fn part(&self, parts: &mut Parts<'_>, name: &str) {
        parts.heading(&format!("procedure.part.{name}"));
        parts.lines(self.numbered(&format!("procedure.{name}")));
    }

    fn roles(&self) -> Vec<Vec<String>> {
        let sns = self.sns();
        let operators = Some(sns.operators.join(&self.say("list", &[]))).filter(|names| !names.is_empty());
        let roles = [
            ("owner", sns.owner.clone()),
            ("deputy", sns.deputy.clone()),
            ("approver", sns.posting.approver.clone()),
            ("operators", operators),
        ];
        let row = |(role, names): (&str, Option<String>)| {
            let task = self.say(&format!("procedure.task.{role}"), &[]);
            vec![self.say(&format!("procedure.role.{role}"), &[]), self.or_empty(names.as_deref()), task]
        };
        roles.into_iter().filter(|(role, names)| *role != "deputy" || names.is_some()).map(row).collect()
    }

    /// The way of a post.
    fn flow(&self) -> Vec<String> {
        let approver = self.sns().posting.approver.as_deref();
        let line = |(number, line): (usize, String)| match (number, approver) {
            (3, Some(approver)) => line.replace("{approver}", approver),
            (3, None) => self.say("procedure.flow.3.blank", &[]),
            _ => line,
        };
        (1..).zip(self.numbered("procedure.flow")).map(line).collect()
    }

    /// Who has what, and where.
    fn custody(&self) -> Vec<Vec<String>> {
        let sns = self.sns();
        let changed = sns.credentials_changed_on.as_deref();
        vec![
            self.row("procedure.access.mfa", self.second_factor()),
            self.row("procedure.access.factor_holder", self.or_empty(sns.factor_holder.as_deref())),
            self.row("procedure.access.shared", self.whether(sns.shared_login)),
            self.row("procedure.access.recovery", self.recovery()),
            self.row("procedure.access.codes", self.codes()),
            self.row("procedure.access.devices", self.or_empty(sns.devices.as_deref())),
            self.row("procedure.access.changed", self.day_or_blank(changed)),
        ]
    }

    fn access_rules(&self) -> Vec<String> {
        let shared = self.sns().shared_login == Some(true);
        let mut rules = self.numbered("procedure.access");
        if shared && rules.len() > 2 {
            rules.insert(2, self.say("procedure.access.2.shared", &[]));
        }
        rules
    }
}
