//! The policy for the public (運用ポリシー, F-14, SN-10): who runs the account, for what, and how. It names no person, only
//! sections and posts, and says what the record says; what the record leaves open is said in the way of most offices.

use paper::{Align, Block};

use super::{Desk, Parts};

impl Desk {
    pub(super) fn policy(&self) -> Vec<Block> {
        let sns = self.sns();
        let title = self.say("policy.title", &[]);
        let mut parts = Parts::titled(&self.pen, title);
        parts.subtitle(self.say_of("policy.subtitle", &[]));
        parts.paragraph(self.say_of("policy.lead", &[]), Align::Left);
        parts.form("policy.part.account", self.run_by());

        parts.heading("policy.part.purpose");
        let purpose = sns.purpose.clone().unwrap_or_else(|| self.say("policy.purpose.blank", &[]));
        let lead = self.say("policy.purpose.text", &[("purpose", "")]);
        parts.paragraph(lead, Align::Left);
        parts.typed(&purpose);
        if let Some(audience) = &sns.audience {
            parts.paragraph(self.say("policy.purpose.audience", &[("audience", audience)]), Align::Left);
        }

        parts.heading("policy.part.posting");
        if sns.posting.allowed.is_empty() {
            parts.paragraph(self.say("policy.posting.none", &[]), Align::Left);
        } else {
            parts.paragraph(self.say("policy.posting.lead", &[]), Align::Left);
            parts.lines(sns.posting.allowed.clone());
        }
        if let Some(frequency) = &sns.frequency {
            parts.paragraph(self.say("policy.posting.frequency", &[("frequency", "")]), Align::Left);
            parts.typed(frequency);
        }

        parts.heading("policy.part.hours");
        match &sns.hours {
            Some(hours) => parts.typed(hours),
            None => parts.paragraph(self.say("policy.hours.blank", &[]), Align::Left),
        }
        parts.paragraph(self.say("policy.hours.note", &[]), Align::Left);

        parts.heading("policy.part.reply");
        match &sns.reply_policy {
            Some(reply) => parts.typed(reply),
            None => parts.paragraph(self.say("policy.reply.blank", &[]), Align::Left),
        }
        parts.paragraph(self.say("policy.reply.contact", &[]), Align::Left);

        parts.heading("policy.part.forbidden");
        parts.paragraph(self.say("policy.forbidden.lead", &[]), Align::Left);
        parts.lines(self.numbered("policy.forbidden"));
        parts.heading("policy.part.rights");
        parts.lines(self.numbered("policy.rights"));

        parts.heading("policy.part.personal");
        // SN-15: what people apply for or ask advice about goes through a place made for it.
        let collects = self.is("sns_collects_pi") == Some(true) || self.is("handles_personal_info") == Some(true);
        let mut personal = vec![if collects { "policy.personal.yes" } else { "policy.personal.no" }];
        personal.push("policy.personal.law");
        personal.extend(self.sns().contract.is_some().then_some("policy.personal.contract"));
        parts.lines(personal.into_iter().map(|key| self.say(key, &[])));

        parts.heading("policy.part.disclaimer");
        parts.lines(self.numbered("policy.disclaimer"));
        parts.heading("policy.part.emergency");
        parts.lines(self.numbered("policy.emergency"));
        if let Some(url) = &sns.listed_url {
            parts.typed(&self.say("policy.listed", &[("url", url)]));
        }

        parts.heading("policy.part.change");
        parts.paragraph(self.say("policy.change.text", &[]), Align::Left);
        let mut rows = vec![self.row("policy.from", self.day_or_blank(sns.policy_on.as_deref()))];
        // What was approved after it came into force is in it since then.
        let revised = sns.decided_on.as_ref().filter(|on| sns.policy_on.as_ref().is_some_and(|from| from < *on));
        rows.extend(revised.map(|on| self.row("policy.revised", self.day(on))));
        parts.rows(&[270, 730], rows, false);
        parts.blocks
    }

    fn run_by(&self) -> Vec<Vec<String>> {
        let sns = self.sns();
        let section = self.or_empty(sns.section.as_deref());
        let mut rows = vec![self.row("policy.medium", self.medium()), self.row("policy.name", sns.name.clone())];
        rows.extend(sns.handle.as_ref().map(|handle| self.row("policy.handle", format!("@{handle}"))));
        rows.push(self.row("policy.url", self.or_empty(sns.url.as_deref())));
        let body = self.say("by", &[("section", &self.office.name), ("name", &section)]);
        rows.push(self.row("policy.body", body));
        rows.push(self.row("policy.owner", self.head_of(&section)));
        rows.push(self.row("policy.contact", self.say("policy.contact.text", &[("section", &section)])));
        rows
    }

    /// The post of whoever answers for an account: the head of its section.
    fn head_of(&self, section: &str) -> String {
        let simple = self.listed("policy.heads").any(|ending| section.ends_with(ending));
        self.say(if simple { "policy.head" } else { "policy.head.other" }, &[("section", section)])
    }
}
