//! The papers about a re-outsourcing (F-03): application for the consent, and notice of what was decided. What is decided, and by
//! whom, is in `contract/consent.rs`; nothing is decided here.

use paper::Align;

use super::{Desk, Parts};
use crate::contract::Subcontract;
use crate::contract::chain::{self, Above};
use crate::facts::FactValue;

impl Desk {
    /// Application for the consent to a re-outsourcing, or an empty one.
    pub(super) fn consent(&self, parts: &mut Parts<'_>, sub: Option<&Subcontract>) {
        self.sender(parts);
        parts.paragraph(self.say("consent.lead", &[]), Align::Left);
        self.about(parts);
        let blank = Subcontract::default();
        let known = sub.unwrap_or(&blank);
        let typed = |text: &Option<String>| text.clone().unwrap_or_default();
        let country = [("country", &known.country), ("parent", &known.parent_country)].map(|(key, country)| {
            self.say(&format!("consent.{key}"), &[("text", country.as_deref().unwrap_or_default())])
        });
        let mut rows = vec![
            self.row("consent.name", known.name.clone()),
            self.row("consent.address", String::new()),
            self.row("consent.representative", String::new()),
            self.row("consent.number", typed(&known.corporate_number)),
            self.row("consent.countries", country.join("\u{3000}")),
            self.row("consent.related", self.say("consent.related.text", &[])),
        ];
        if let Some(giver) = sub.and_then(|sub| self.giver(sub)) {
            rows.push(self.row("consent.giver", giver));
        }
        self.small_form(parts, "consent.part.who", rows);
        let room = |text: &Option<String>, lines: usize| text.clone().unwrap_or_else(|| "\n".repeat(lines));
        let mut rows = vec![
            self.row("consent.scope", room(&known.scope, 1)),
            self.row("consent.reason", room(&known.reason, 1)),
            self.row("consent.period", self.period(known.starts_on.as_deref(), known.ends_on.as_deref())),
            self.row("consent.information", self.handled(known.personal_info, self.my_number())),
            self.row("consent.items", String::from("\n")),
            self.row("consent.place", self.say("consent.place.text", &[])),
            self.row("consent.organisation", self.say("consent.organisation.text", &[])),
            self.row("consent.certificates", self.say("consent.certificates.text", &[])),
            self.row("consent.supervision", String::from("\n")),
        ];
        let further = sub.is_some_and(|sub| self.passes_on(sub));
        let choices = [("consent.further.no", false), ("consent.further.yes", further)];
        rows.push(self.row("consent.further", self.choices(&choices)));
        self.small_form(parts, "consent.part.what", rows);
        let note = if self.my_number() { "consent.note.mynumber" } else { "consent.note" };
        parts.note(self.say(note, &[]));
    }

    /// Notice of what was decided about a re-outsourcing.
    pub(super) fn notice(&self, parts: &mut Parts<'_>, sub: Option<&Subcontract>) {
        let blank = Subcontract::default();
        let sub = sub.unwrap_or(&blank);
        let refused = sub.is_refused();
        let application = self.decision_about(sub);
        let contractor = &self.contract.contractor;
        // Number and day of the letter are those of its sending, which the ledger does not know.
        parts.paragraph(self.say("notice.number", &[]), Align::Right);
        parts.paragraph(self.blank_day(), Align::Right);
        let address = contractor.address.clone().unwrap_or_default();
        let representative = contractor.representative.clone().unwrap_or_default();
        let key = if representative.is_empty() { "notice.to.unnamed" } else { "notice.to" };
        let args = [("address", address.as_str()), ("name", &contractor.name), ("representative", &representative)];
        parts.paragraph(self.say(key, &args), Align::Left);
        parts.paragraph(self.office_head(), Align::Right);
        let asked = self.day_or_blank(application.map(|application| application.by.on.as_str()));
        let lead = if refused { "notice.lead.refused" } else { "notice.lead" };
        parts.paragraph(self.say(lead, &[("on", &asked)]), Align::Left);
        self.about(parts);
        let typed = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut rows = vec![
            self.row("consent.name", sub.name.clone()),
            self.row("consent.number", typed(&sub.corporate_number)),
            self.row("consent.scope", typed(&sub.scope)),
            self.row("consent.information", self.handled(sub.personal_info, false)),
        ];
        if let Some(giver) = self.giver(sub) {
            rows.insert(2, self.row("consent.giver", giver));
        }
        self.small_form(parts, "notice.part.what", rows);
        let said = application.and_then(|application| application.decision.as_ref()?.note.clone());
        if refused {
            let rows = vec![
                self.row("notice.on", self.day_or_blank(sub.refused_on.as_deref())),
                self.row("notice.reason", said.unwrap_or_else(|| "\n".repeat(3))),
            ];
            self.small_form(parts, "notice.part.refused", rows);
            return parts.note(self.say("notice.note.refused", &[]));
        }
        let until = sub.last_day().map(String::as_str);
        let on = self.day_or_blank(sub.approved_on.as_deref());
        let number = typed(&sub.approval_number);
        let mut rows = vec![
            self.row("notice.approval", self.say("notice.approval.text", &[("number", &number), ("on", &on)])),
            self.row("consent.period", self.period(sub.starts_on.as_deref(), until)),
            self.row("notice.conditions", self.or_none(sub.conditions.as_deref())),
        ];
        if self.my_number() {
            // Whether My Number information is passed on is not recorded, unless no personal information is.
            let none = sub.personal_info == Some(false);
            let choices = [("notice.mynumber.yes", false), ("notice.mynumber.no", none)];
            rows.push(self.row("notice.mynumber", self.choices(&choices)));
        }
        self.small_form(parts, "notice.part.decision", rows);
        parts.note(self.say("notice.note", &[]));
    }

    fn period(&self, from: Option<&str>, until: Option<&str>) -> String {
        let (from, until) = (self.day_or_blank(from), self.day_or_blank(until));
        self.say("contract.period.text", &[("from", &from), ("until", &until)])
    }

    /// Who passes the work on, where that is not the contractor.
    fn giver(&self, sub: &Subcontract) -> Option<String> {
        let subs = &self.contract.subcontracts;
        let place = subs.iter().position(|own| own == sub)?;
        match chain::above(&self.contract).get(place)? {
            Above::Entry(above) => {
                let tier = sub.tier.to_string();
                Some(self.say("consent.giver.text", &[("name", &subs[*above].name), ("tier", &tier)]))
            }
            Above::Contractor => None,
            Above::OneOfSeveral | Above::Nobody => Some(String::new()),
        }
    }

    /// Whether somebody is entered who has work from it.
    fn passes_on(&self, sub: &Subcontract) -> bool {
        let subs = &self.contract.subcontracts;
        let place = subs.iter().position(|own| own == sub);
        chain::above(&self.contract).iter().any(|above| matches!(above, Above::Entry(at) if Some(*at) == place))
    }

    /// What kinds of information the sub-contractor handles; only what the contract has is offered.
    fn handled(&self, personal: Option<bool>, my_number: bool) -> String {
        let mut choices = vec![("consent.information.none", personal == Some(false))];
        choices.push(("consent.information.personal", personal == Some(true)));
        if my_number {
            choices.push(("consent.information.mynumber", false));
        }
        let class = match self.contract.facts.get("confidentiality") {
            Some(FactValue::Text(class)) => class.clone(),
            _ => self.say("consent.class.blank", &[]),
        };
        [self.choices(&choices), self.say("consent.class", &[("class", &class)])].concat()
    }
}
