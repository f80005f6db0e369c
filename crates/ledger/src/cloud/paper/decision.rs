//! The paper for whoever decides (決裁資料): what is asked, what changed, what is not met, what stands in the way, what was said,
//! and the mark of exactly what is decided on.

use paper::{Align, Block};

use super::{Desk, Parts, certificate, lines};
use crate::approval::{Application, ApplicationState, Comment, Outcome};
use crate::cloud::CloudAnswer;
use crate::cloud::rules::CloudState;
use crate::cloud::view::{CloudRequirementRow, Hindrance};
use crate::reasons::titled;
use crate::wording::Lang;

/// Hindrances of which a use may have dozens: they are told together.
const MANY: [&str; 2] = ["cloud_unanswered", "cloud_undecided"];

impl Desk {
    /// The paper for the decision; it stands on an application.
    pub(super) fn decision(&self) -> Vec<Block> {
        let mut parts = Parts::new(&self.pen, self.title("decision"));
        let Some(application) = &self.view.case.application else { return parts.blocks };
        parts.paragraph(self.decision_lead(application), Align::Left);
        parts.form("decision.part.case", self.decision_case(application));
        self.since_before(&mut parts);
        self.not_met(&mut parts);
        if application.decision.is_none() {
            self.in_the_way(&mut parts);
        }
        self.said(&mut parts, application);
        self.proposed(&mut parts, application);
        self.to_decide(&mut parts, application);
        let hash = if application.decision.is_some() { &application.hash } else { &self.view.case.hash };
        parts.note(self.say("decision.seen", &[("hash", hash)]));
        if application.decision.is_none() {
            parts.note(self.say("decision.seen_note", &[]));
        }
        parts.blocks
    }

    fn decision_lead(&self, application: &Application) -> String {
        let kind = self.say(&format!("kind.{}", application.kind.code()), &[]);
        if let Some(decision) = &application.decision {
            let outcome = match decision.outcome {
                Outcome::Approved => "outcome.approved",
                Outcome::Conditional => "outcome.conditional",
                Outcome::Refused => "outcome.refused",
            };
            let (on, outcome) = (self.day(&decision.by.on), self.say(outcome, &[]));
            return self.say("decision.lead.decided", &[("kind", &kind), ("on", &on), ("outcome", &outcome)]);
        }
        let reviewed = application.state == ApplicationState::Decision;
        self.say(if reviewed { "decision.lead" } else { "decision.lead.review" }, &[("kind", &kind)])
    }

    fn decision_case(&self, application: &Application) -> Vec<Vec<String>> {
        let cloud = self.cloud();
        let row = |key: &str, words: String| vec![self.say(&format!("decision.{key}"), &[]), words];
        let pair = |one: String, other: String| format!("{one}\u{3000}{other}");
        let class = self.say(
            "decision.class.text",
            &[
                ("confidentiality", &self.fact_or_unknown("confidentiality")),
                ("personal", &self.whether("handles_personal_info")),
                ("my_number", &self.whether("handles_my_number")),
                ("count", &self.subjects().unwrap_or_else(|| self.say("unknown", &[]))),
            ],
        );
        let terms = match cloud.facts.get("standard_terms_only") {
            Some(crate::facts::FactValue::Bool(true)) => self.say("application.terms.only", &[]),
            Some(crate::facts::FactValue::Bool(false)) => self.say("application.terms.contract", &[]),
            _ => self.say("unknown", &[]),
        };
        let place = cloud.locations.clone().unwrap_or_else(|| self.fact_or_unknown("data_location"));
        let relied: Vec<String> = cloud
            .assurances
            .iter()
            .filter(|assurance| assurance.relied_on)
            .map(|assurance| pair(certificate(&assurance.kind), self.until(assurance).replace('\n', "")))
            .collect();
        let mut rows = vec![
            row("kind", self.say(&format!("kind.{}", application.kind.code()), &[])),
            row("service", pair(cloud.service.clone(), cloud.provider.name.clone())),
            row("section", pair(self.or_empty(cloud.section.as_deref()), application.by.name.clone())),
            row("purpose", self.or_empty(cloud.purpose.as_deref())),
            row("period", pair(self.period(), self.budget())),
            row("class", class),
            row("terms", pair(terms, place)),
        ];
        if !relied.is_empty() {
            rows.push(row("assurance", relied.join("\n")));
        }
        rows
    }

    fn since_before(&self, parts: &mut Parts<'_>) {
        parts.heading("decision.part.change");
        let previous = self.previous.as_ref().and_then(|previous| {
            Some((previous.number.clone().unwrap_or_default(), self.day(previous.decided_on.as_deref()?)))
        });
        let words = match (&previous, self.changes.is_empty()) {
            (None, true) => self.say("decision.first", &[]),
            (None, false) => self.say("decision.since_unknown", &[]),
            (Some((number, on)), same) => {
                let key = if same { "decision.same" } else { "decision.since" };
                self.say(key, &[("number", number), ("on", on)])
            }
        };
        parts.paragraph(words, Align::Left);
        if !self.changes.is_empty() {
            parts.blocks.push(self.changed());
        }
    }

    /// Requirements that are not met as they should be, those first that weigh most.
    fn not_met(&self, parts: &mut Parts<'_>) {
        use CloudState::{Conditional, Excepted, Missing, Unanswered, Unknown};
        parts.heading("decision.part.requirements");
        let mut rows = Vec::new();
        for state in [Missing, Conditional, Excepted] {
            let of_state = self.view.requirements.iter().filter(|row| row.state == state);
            rows.extend(of_state.map(|row| self.not_met_row(row)));
        }
        let open: Vec<(&str, Vec<&CloudRequirementRow>)> =
            [("decision.unanswered", Unanswered), ("decision.undecided", Unknown)]
                .into_iter()
                .map(|(key, state)| (key, self.view.requirements.iter().filter(|row| row.state == state).collect()))
                .filter(|(_, rows): &(_, Vec<_>)| !rows.is_empty())
                .collect();
        if rows.is_empty() && open.is_empty() {
            return parts.paragraph(self.say("decision.all_met", &[]), Align::Left);
        }
        if !rows.is_empty() {
            let header = self.header("decision.column", &["requirement", "state", "answer", "risk"]);
            parts.table(&[310, 100, 360, 230], header, rows);
        }
        // What nobody has looked at yet has no answer to show: the names suffice.
        for (key, rows) in open {
            let named = rows.iter().map(|row| titled(Lang::Ja, &row.id)).collect::<Vec<_>>();
            let args = [("count", named.len().to_string()), ("requirements", named.join(&self.say("list", &[])))];
            let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
            parts.note(self.say(key, &args));
        }
    }

    fn not_met_row(&self, row: &CloudRequirementRow) -> Vec<String> {
        let answer = row.answer.as_ref();
        let words = |answer: &CloudAnswer| {
            let source = self.source_of(answer);
            let parts = [answer.detail.clone(), Some(source).filter(|source| !source.is_empty())];
            parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
        };
        vec![
            format!("{}\u{3000}{}", row.id, self.office.style.worded(&row.title)),
            row.state_text.clone(),
            self.excepted(row).or_else(|| answer.map(words)).unwrap_or_default(),
            answer.map(|answer| self.risk_of(answer)).unwrap_or_default(),
        ]
    }

    /// Why an exception was granted, for a requirement that has one.
    fn excepted(&self, row: &CloudRequirementRow) -> Option<String> {
        let decision = self.deciding.as_ref()?.decision.as_ref()?;
        let granted = decision.exceptions.iter().find(|exception| exception.requirement == row.id)?;
        Some(granted.reason.clone())
    }

    fn in_the_way(&self, parts: &mut Parts<'_>) {
        parts.heading("decision.part.hinders");
        let effect = |hindrance: &Hindrance| {
            let all = hindrance.blocks.contains(&Outcome::Conditional);
            let key = match (all, hindrance.exceptable) {
                (true, true) => "decision.effect.excepted",
                (true, false) => "decision.effect.all",
                (false, _) => "decision.effect.conditional",
            };
            self.say(key, &[])
        };
        let row = |hindrance: &Hindrance| vec![hindrance.text.clone(), effect(hindrance)];
        let single = |hindrance: &&Hindrance| !MANY.contains(&hindrance.code.as_str());
        let mut rows: Vec<Vec<String>> = self.view.hinders.iter().filter(single).map(row).collect();
        for code in MANY {
            let alike: Vec<&Hindrance> = self.view.hinders.iter().filter(|hindrance| hindrance.code == code).collect();
            if let Some(first) = alike.first() {
                let ids: Vec<&str> = alike.iter().filter_map(|hindrance| hindrance.requirement.as_deref()).collect();
                let args = [("count", alike.len().to_string()), ("ids", ids.join(&self.say("list", &[])))];
                let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
                rows.push(vec![self.say(&format!("decision.{code}"), &args), effect(first)]);
            }
        }
        rows.extend(self.cloud().exceptions.iter().map(|wanted| {
            let requirement = titled(Lang::Ja, &wanted.requirement);
            let args = [("requirement", requirement.as_str()), ("reason", &wanted.reason)];
            vec![self.say("decision.exception", &args), self.say("decision.effect.exception", &[])]
        }));
        if rows.is_empty() {
            return parts.paragraph(self.say("decision.no_hinders", &[]), Align::Left);
        }
        let header = self.header("decision.column", &["what", "effect"]);
        parts.table(&[700, 300], header, rows);
    }

    fn said(&self, parts: &mut Parts<'_>, application: &Application) {
        parts.heading("decision.part.opinion");
        if application.comments.is_empty() {
            return parts.paragraph(self.say("decision.no_opinion", &[]), Align::Left);
        }
        let words = |said: &Comment| match (&said.requirement, &said.step) {
            (Some(requirement), _) => {
                let requirement = titled(Lang::Ja, requirement);
                self.say("decision.about", &[("requirement", &requirement), ("text", &said.text)])
            }
            (None, Some(step)) => self.say(&format!("decision.step.{step}"), &[("text", &said.text)]),
            (None, None) => said.text.clone(),
        };
        let row = |said: &Comment| {
            let args = [("name", self.person(&said.by)), ("on", self.day(&said.by.on))];
            let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
            vec![self.say("decision.who", &args), words(said)]
        };
        let header = self.header("decision.column", &["who", "text"]);
        parts.table(&[260, 740], header, application.comments.iter().map(row).collect());
    }

    /// The conditions: as decided, else as typed in the record, with what the check sheet suggests.
    fn proposed(&self, parts: &mut Parts<'_>, application: &Application) {
        if let Some(decision) = &application.decision {
            parts.heading("decision.part.decided_conditions");
            return match decision.conditions.is_empty() {
                true => parts.paragraph(self.say("approval.no_conditions", &[]), Align::Left),
                false => parts.lines(decision.conditions.clone()),
            };
        }
        parts.heading("decision.part.conditions");
        let typed = lines(self.cloud().conditions.as_deref());
        // What was typed may be the conditions of the approval before: what the sheet suggests stands beside it.
        let suggested = self.suggested().into_iter().filter(|line| !typed.contains(line));
        let proposed: Vec<String> = typed.iter().cloned().chain(suggested).collect();
        if proposed.is_empty() {
            parts.paragraph(self.say("decision.no_conditions", &[]), Align::Left);
        } else {
            parts.lines(proposed);
        }
    }

    fn suggested(&self) -> Vec<String> {
        let suggestion = |row: &CloudRequirementRow| {
            let requirement = titled(Lang::Ja, &row.id);
            let named = ("requirement", requirement.as_str());
            let answer = row.answer.as_ref();
            match row.state {
                CloudState::Conditional => {
                    let detail = answer.and_then(|answer| answer.detail.clone());
                    let detail = detail.unwrap_or_else(|| self.say("decision.conditional_blank", &[]));
                    Some(self.say("decision.condition.conditional", &[named, ("detail", &detail)]))
                }
                CloudState::Missing => {
                    let risk = answer.filter(|answer| answer.risk_acceptor.is_some())?.risk.clone()?;
                    Some(self.say("decision.condition.risk", &[named, ("risk", &risk)]))
                }
                _ => None,
            }
        };
        let mut suggested: Vec<String> = self.view.requirements.iter().filter_map(suggestion).collect();
        let open = self.view.hinders.iter().filter(|hindrance| hindrance.code == "cloud_unanswered");
        let ids: Vec<&str> = open.filter_map(|hindrance| hindrance.requirement.as_deref()).collect();
        if !ids.is_empty() {
            let ids = ids.join(&self.say("list", &[]));
            suggested.push(self.say("decision.condition.unanswered", &[("ids", &ids)]));
        }
        suggested
    }

    fn to_decide(&self, parts: &mut Parts<'_>, application: &Application) {
        let decision = application.decision.as_ref();
        let given = |outcome: Outcome| decision.is_some_and(|decision| decision.outcome == outcome);
        let outcomes = self.choices(&[
            ("outcome.approved", given(Outcome::Approved)),
            ("outcome.conditional", given(Outcome::Conditional)),
            ("outcome.refused", given(Outcome::Refused)),
        ]);
        let row = |key: &str, words: String| vec![self.say(&format!("decision.{key}"), &[]), words];
        let mut rows = vec![
            row("outcome", outcomes),
            row("decided_on", self.day_or_blank(decision.map(|decision| decision.by.on.as_str()))),
            row("decided_by", decision.map(|decision| self.decided_by(decision)).unwrap_or_default()),
            row("document", String::new()),
        ];
        if let Some(note) = decision.and_then(|decision| decision.note.clone()) {
            rows.push(row("note", note));
        }
        if decision.is_some_and(|decision| !decision.exceptions.is_empty()) {
            rows.push(vec![self.say("approval.part.exceptions", &[]), self.granted(application)]);
        }
        parts.form("decision.part.decision", rows);
    }
}
