//! The approval (利用承認書, F-12): what was approved, for what, on which conditions, until when, and by whom.

use paper::{Align, Block};

use super::{Desk, Parts, certificate, lines};
use crate::approval::Outcome;
use crate::cloud::Standing;
use crate::reasons::titled;
use crate::wording::Lang;

impl Desk {
    /// The approval.
    pub(super) fn approval(&self) -> Vec<Block> {
        let cloud = self.cloud();
        let mut parts = Parts::new(&self.pen, self.title("approval"));
        if let Some(number) = &cloud.number {
            parts.paragraph(self.say("approval.number", &[("number", number)]), Align::Right);
        }
        parts.paragraph(self.day_or_blank(cloud.decided_on.as_deref()), Align::Right);
        let section = self.or_empty(cloud.section.as_deref());
        let to = match &cloud.security_manager {
            Some(name) => self.say("approval.to_name", &[("section", &section), ("name", name)]),
            None => self.say("approval.to", &[("section", &section)]),
        };
        parts.paragraph(to, Align::Left);
        parts.paragraph(self.say("approver", &[("office", &self.office.name)]), Align::Right);
        parts.paragraph(self.approval_lead(), Align::Left);
        parts.blocks.push(Block::Table {
            widths: vec![300, 700],
            header: Vec::new(),
            rows: self.approval_rows(),
            small: false,
        });
        parts.heading("approval.part.conditions");
        let conditions = lines(cloud.conditions.as_deref());
        if conditions.is_empty() {
            parts.paragraph(self.say("approval.no_conditions", &[]), Align::Left);
        } else {
            parts.lines(conditions);
        }
        let decision = self.deciding.as_ref().and_then(|application| application.decision.as_ref());
        let granted = decision.map(|decision| decision.exceptions.as_slice()).unwrap_or_default();
        if !granted.is_empty() {
            parts.heading("approval.part.exceptions");
            let rows = granted
                .iter()
                .map(|exception| vec![titled(Lang::Ja, &exception.requirement), exception.reason.clone()]);
            let header = self.header("application.exception", &["requirement", "reason"]);
            parts.table(&[360, 640], header, rows.collect());
        }
        parts.heading("approval.part.after");
        for key in ["change", "renewal", "check", "end"] {
            parts.note(self.say(&format!("approval.after.{key}"), &[]));
        }
        if let Some(application) = &self.deciding {
            parts.note(self.say("approval.seen", &[("hash", &application.hash)]));
        }
        if self.office.style.seal_box {
            parts.blocks.push(Block::SealBox { lines: vec![self.say("approver", &[("office", &self.office.name)])] });
        }
        parts.blocks
    }

    fn approval_lead(&self) -> String {
        let Some(application) = &self.deciding else { return self.say("approval.lead.taken_over", &[]) };
        let conditional =
            application.decision.as_ref().is_some_and(|decision| decision.outcome == Outcome::Conditional);
        let key = if conditional { "conditional" } else { "approved" };
        self.say(&format!("approval.lead.{key}"), &[("on", &self.day(&application.by.on))])
    }

    fn approval_rows(&self) -> Vec<Vec<String>> {
        let cloud = self.cloud();
        let mut rows = Vec::new();
        let mut add = |key: &str, words: String| rows.push(vec![self.say(&format!("approval.row.{key}"), &[]), words]);
        let service = [Some(&cloud.service), cloud.url.as_ref()].into_iter().flatten().cloned();
        add("service", service.collect::<Vec<_>>().join("\u{3000}"));
        add("provider", cloud.provider.name.clone());
        add("purpose", self.or_empty(cloud.purpose.as_deref()));
        add("users", self.users());
        add("class", self.scope());
        add("manager", self.or_empty(cloud.manager.as_deref()));
        let from = self.day_or_blank(cloud.decided_on.as_deref());
        add("decided_on", self.say("period", &[("start", &from), ("end", &self.expires())]));
        let check = cloud.next_check_on.as_deref();
        add("next_check_on", check.map_or_else(|| self.say("none", &[]), |on| self.day(on)));
        if self.view.standing != Standing::Stands {
            add("status", self.status());
        }
        if let Some(decision) = self.deciding.as_ref().and_then(|application| application.decision.as_ref()) {
            add("decided_by", self.decided_by(decision));
        }
        let evidence: Vec<String> = cloud
            .assurances
            .iter()
            .filter(|assurance| assurance.relied_on)
            .map(|assurance| {
                let (kind, until) = (certificate(&assurance.kind), self.until(assurance));
                let number = assurance.number.clone().unwrap_or_default();
                let args = [("kind", kind.as_str()), ("number", &number), ("until", &until)];
                self.say("approval.evidence", &args)
            })
            .collect();
        if !evidence.is_empty() {
            add("evidence", evidence.join("\n"));
        }
        rows
    }

    /// Which information the approval covers.
    fn scope(&self) -> String {
        let class = self.say("list.class", &[("class", &self.fact_or_unknown("confidentiality"))]);
        let (label, personal) = (self.say("application.personal", &[]), self.whether("handles_personal_info"));
        let class = format!("{class}\u{3000}{label}{personal}");
        [Some(class), self.cloud().information.clone()].into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    /// The last day of the approval; an assurance that it relies on may end it earlier.
    pub(super) fn expires(&self) -> String {
        let (expires, stands) = (self.cloud().expires_on.as_deref(), self.view.stands_until.as_deref());
        let own = expires.map_or_else(|| self.say("none", &[]), |on| self.day(on));
        match stands {
            Some(stands) if expires.is_none_or(|expires| stands < expires) => {
                self.say("approval.row.stands_until", &[("expires", &own), ("until", &self.day(stands))])
            }
            _ => own,
        }
    }
}
