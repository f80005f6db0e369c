//! The application (利用申請書, F-10): only what this use needs, with room for the review and the decision.

use paper::{Align, Block};

use super::{Desk, Parts, certificate, lines};
use crate::approval::{Application, ApplicationKind, Outcome};
use crate::cloud::{CloudStatus, SubProcessor};
use crate::facts::FactValue;
use crate::wording::{Lang, text};

impl Desk {
    /// The application, part by part.
    pub(super) fn application(&self) -> Vec<Block> {
        let kind = self.kind();
        let mut parts = Parts::new(&self.pen, self.title("application"));
        self.sender(&mut parts);
        parts.paragraph(self.say(&format!("application.lead.{}", kind.code()), &[]), Align::Left);
        parts.form("application.part.case", self.case(kind));
        parts.form("application.part.service", self.service());
        parts.form("application.part.use", self.used());
        parts.form("application.part.information", self.information());
        parts.form("application.part.place", self.place());
        if kind != ApplicationKind::End {
            self.assurances(&mut parts);
            parts.form("application.part.operation", self.operation());
        }
        if matches!(kind, ApplicationKind::Change | ApplicationKind::Renewal) && !self.changes.is_empty() {
            parts.heading("application.part.change");
            parts.blocks.push(self.changed());
        }
        if kind == ApplicationKind::End {
            parts.form("application.part.ending", self.ending());
        }
        if kind != ApplicationKind::End {
            self.exceptions(&mut parts);
        }
        let left = self.left_out();
        if !left.is_empty() && kind != ApplicationKind::End {
            let fields = left.join(&self.say("list", &[]));
            parts.note(self.say("application.left", &[("fields", &fields)]));
        }
        parts.heading("application.part.attached");
        parts.paragraph(self.attached(), Align::Left);
        self.review(&mut parts);
        parts.blocks
    }

    /// What is applied for; a use that was never applied for is a new one.
    pub(super) fn kind(&self) -> ApplicationKind {
        self.view.case.application.as_ref().map_or(ApplicationKind::New, |application| application.kind)
    }

    /// Whether the form asks for a field: this use needs it, or somebody filled it in all the same.
    fn asks(&self, field: &str, filled: bool) -> bool {
        filled || self.view.fields.iter().find(|need| need.field == field).is_none_or(|need| need.asked)
    }

    fn left_out(&self) -> Vec<String> {
        let cloud = self.cloud();
        let filled = |field: &str| match field {
            "information" => cloud.information.is_some(),
            "locations" => cloud.locations.is_some(),
            "jurisdiction" => cloud.jurisdiction.is_some(),
            "subprocessors" => !cloud.subprocessors.is_empty(),
            "assurances" => !cloud.assurances.is_empty(),
            "service_level" => cloud.service_level.is_some(),
            "backup" => cloud.backup.is_some(),
            "access_log" => cloud.access_log.is_some(),
            "responsibility" => cloud.responsibility.is_some(),
            _ => cloud.exit_plan.is_some(),
        };
        let left = self.view.fields.iter().filter(|need| !need.asked && !filled(&need.field));
        left.map(|need| text(Lang::Ja, &format!("cloud_field.{}", need.field), &[])).collect()
    }

    /// A label with what was typed, if the form asks for it.
    fn asked(&self, rows: &mut Vec<Vec<String>>, label: &str, field: &str, typed: Option<&String>) {
        if self.asks(field, typed.is_some()) {
            rows.push(vec![self.say(label, &[]), self.or_empty(typed.map(String::as_str))]);
        }
    }

    fn row(&self, label: &str, words: String) -> Vec<String> {
        vec![self.say(label, &[]), words]
    }

    fn sender(&self, parts: &mut Parts<'_>) {
        let cloud = self.cloud();
        let on = self.view.case.application.as_ref().map(|application| application.by.on.as_str());
        let on = self.say("application.on", &[("on", &self.day_or_blank(on))]);
        parts.paragraph(on, Align::Right);
        parts.paragraph(self.say("to", &[("office", &self.office.name)]), Align::Left);
        let section = self.or_empty(cloud.section.as_deref());
        let manager = cloud.security_manager.clone().unwrap_or_default();
        let sender = [
            self.say("application.section", &[("section", &section)]),
            self.say("application.manager", &[("name", &manager)]),
        ];
        parts.paragraph(sender.join("\n"), Align::Right);
    }

    fn case(&self, kind: ApplicationKind) -> Vec<Vec<String>> {
        let cloud = self.cloud();
        let kinds = [ApplicationKind::New, ApplicationKind::Change, ApplicationKind::Renewal, ApplicationKind::End];
        let kinds = kinds.map(|own| (format!("kind.{}", own.code()), own == kind));
        let kinds: Vec<(&str, bool)> = kinds.iter().map(|(key, holds)| (key.as_str(), *holds)).collect();
        let mut rows = vec![self.row("application.kind", self.choices(&kinds))];
        // What is applied for anew has no number before it is approved.
        if let Some(number) = cloud.number.as_ref().filter(|_| kind != ApplicationKind::New) {
            rows.push(self.row("application.number", number.clone()));
        }
        let application = self.view.case.application.as_ref();
        let applicant = application.map(|application| self.person(&application.by));
        rows.push(self.row("application.applicant", self.or_empty(applicant.as_deref())));
        rows.push(self.row("application.cloud_manager", self.or_empty(cloud.manager.as_deref())));
        let said = application.and_then(|application| {
            let said = application.comments.iter().rev().find(|said| said.step.as_deref() == Some("applied"));
            said.map(|said| said.text.clone())
        });
        rows.extend(said.map(|said| self.row("application.reason", said)));
        rows
    }

    fn service(&self) -> Vec<Vec<String>> {
        let cloud = self.cloud();
        let known = |key: &str, holds: Option<bool>| match holds {
            Some(holds) => self.choices(&[(key, holds), (other(key), !holds)]),
            None => self.choices(&[(key, false), (other(key), false)]),
        };
        let fact = |id: &str| match self.cloud().facts.get(id) {
            Some(FactValue::Bool(so)) => Some(*so),
            _ => None,
        };
        let free = cloud.budget_yen.map(|yen| yen == 0).or(fact("free_of_charge"));
        vec![
            self.row("application.service", cloud.service.clone()),
            self.row("application.provider", self.company()),
            self.row("application.url", self.or_empty(cloud.url.as_deref())),
            self.row("application.model", self.fact_or_unknown("service_model")),
            self.row("application.terms", known("application.terms.only", fact("standard_terms_only"))),
            self.row("application.paid", known("application.paid.yes", free.map(|free| !free))),
        ]
    }

    /// The provider with its number, address and countries.
    fn company(&self) -> String {
        let provider = &self.cloud().provider;
        let empty = |typed: &Option<String>| self.or_empty(typed.as_deref());
        self.say(
            "company",
            &[
                ("name", &provider.name),
                ("number", &empty(&provider.corporate_number)),
                ("address", &empty(&provider.address)),
                ("representative", &empty(&provider.representative)),
                ("country", &empty(&provider.country)),
                ("parent", &empty(&provider.parent_country)),
            ],
        )
    }

    fn used(&self) -> Vec<Vec<String>> {
        let cloud = self.cloud();
        let contract = match &self.contract {
            Some((Some(number), title)) => format!("{number}\u{3000}{title}"),
            Some((None, title)) => title.clone(),
            None => self.say("none", &[]),
        };
        vec![
            self.row("application.purpose", self.or_empty(cloud.purpose.as_deref())),
            self.row("application.users", self.users()),
            self.row("application.period", self.period()),
            self.row("application.budget", self.budget()),
            self.row("application.contract", contract),
        ]
    }

    /// Who uses it, and how many.
    pub(super) fn users(&self) -> String {
        let cloud = self.cloud();
        let count = cloud.users.map(|count| self.say("people", &[("count", &crate::amount::grouped(count))]));
        let known: Vec<String> = [cloud.user_scope.clone(), count].into_iter().flatten().collect();
        if known.is_empty() { self.say("empty", &[]) } else { known.join("\u{3000}") }
    }

    fn information(&self) -> Vec<Vec<String>> {
        let cloud = self.cloud();
        let class = self.say(
            "application.class.text",
            &[
                ("confidentiality", &self.fact_or_unknown("confidentiality")),
                ("integrity", &self.fact_or_unknown("integrity")),
                ("availability", &self.fact_or_unknown("availability")),
            ],
        );
        let mut rows = vec![self.row("application.class", class)];
        self.asked(&mut rows, "application.information", "information", cloud.information.as_ref());
        rows.push(self.row("application.personal", self.whether("handles_personal_info")));
        rows.push(self.row("application.my_number", self.whether("handles_my_number")));
        rows.extend(self.subjects().map(|count| self.row("application.subjects", count)));
        rows.push(self.row("application.segment", self.fact_or_unknown("network_segment")));
        rows
    }

    fn place(&self) -> Vec<Vec<String>> {
        let cloud = self.cloud();
        let mut rows = Vec::new();
        let place = [self.fact("data_location"), cloud.locations.clone()];
        let place: Vec<String> = place.into_iter().flatten().collect();
        if self.asks("locations", !place.is_empty()) {
            let words = if place.is_empty() { self.say("unknown", &[]) } else { place.join("\u{3000}") };
            rows.push(self.row("application.location", words));
        }
        let law = self.fact("governing_law");
        if self.asks("jurisdiction", law.is_some()) {
            rows.push(self.row("application.law", law.unwrap_or_else(|| self.say("unknown", &[]))));
        }
        self.asked(&mut rows, "application.court", "jurisdiction", cloud.jurisdiction.as_ref());
        if self.asks("subprocessors", !cloud.subprocessors.is_empty()) {
            let one = |sub: &SubProcessor| {
                let country = sub.country.clone().unwrap_or_else(|| self.say("unknown", &[]));
                let scope = sub.scope.clone().unwrap_or_default();
                let args = [("name", sub.name.as_str()), ("country", &country), ("scope", &scope)];
                self.say("application.subprocessor", &args)
            };
            let listed: Vec<String> = cloud.subprocessors.iter().map(one).collect();
            let words = if listed.is_empty() { self.whether("has_subcontract") } else { listed.join("\n") };
            rows.push(self.row("application.subprocessors", words));
        }
        rows
    }

    fn assurances(&self, parts: &mut Parts<'_>) {
        let cloud = self.cloud();
        if !self.asks("assurances", !cloud.assurances.is_empty()) {
            return;
        }
        parts.heading("application.part.assurance");
        if cloud.assurances.is_empty() {
            let known = self.fact("certs").unwrap_or_else(|| self.say("none", &[]));
            return parts.paragraph(known, Align::Left);
        }
        let rows = cloud.assurances.iter().map(|assurance| {
            let relied = if assurance.relied_on { "yes" } else { "no" };
            vec![
                certificate(&assurance.kind),
                assurance.number.clone().unwrap_or_default(),
                assurance.scope.clone().unwrap_or_default(),
                self.until(assurance),
                self.say(&format!("application.assurance.relied.{relied}"), &[]),
            ]
        });
        let rows = rows.collect();
        let header = self.header("application.assurance", &["kind", "number", "scope", "until", "relied"]);
        parts.table(&[210, 170, 230, 230, 160], header, rows);
    }

    fn operation(&self) -> Vec<Vec<String>> {
        let cloud = self.cloud();
        let mut rows = Vec::new();
        for (label, field, typed) in [
            ("application.level", "service_level", &cloud.service_level),
            ("application.backup", "backup", &cloud.backup),
            ("application.log", "access_log", &cloud.access_log),
            ("application.responsibility", "responsibility", &cloud.responsibility),
            ("application.configured_by", "responsibility", &cloud.configured_by),
            ("application.exit", "exit_plan", &cloud.exit_plan),
        ] {
            self.asked(&mut rows, label, field, typed.as_ref());
        }
        rows
    }

    fn ending(&self) -> Vec<Vec<String>> {
        let ending = self.cloud().ending.clone().unwrap_or_default();
        let words = |typed: &Option<String>| self.or_empty(typed.as_deref());
        vec![
            self.row("application.ending.on", self.day_or_blank(ending.on.as_deref())),
            self.row("application.ending.reason", words(&ending.reason)),
            self.row("application.ending.migration", words(&ending.migration)),
            self.row("application.ending.method", words(&ending.erasure_method)),
            self.row("application.ending.copies", words(&ending.copies)),
            self.row("application.ending.accounts", self.day_or_blank(ending.accounts_disposed_on.as_deref())),
            self.row("application.ending.remaining", self.or_none(ending.remaining.as_deref())),
        ]
    }

    fn exceptions(&self, parts: &mut Parts<'_>) {
        let wanted = &self.cloud().exceptions;
        if wanted.is_empty() {
            return;
        }
        parts.heading("application.part.exception");
        let row = |wanted: &crate::cloud::WantedException| {
            vec![crate::reasons::titled(Lang::Ja, &wanted.requirement), wanted.reason.clone()]
        };
        let header = self.header("application.exception", &["requirement", "reason"]);
        parts.table(&[360, 640], header, wanted.iter().map(row).collect());
    }

    fn attached(&self) -> String {
        let evidence = self.cloud().assurances.iter().any(|assurance| assurance.evidence.is_some());
        self.choices(&[
            ("application.attached.sheet", true),
            ("application.attached.terms", false),
            ("application.attached.evidence", evidence),
        ])
    }

    /// What the office fills in: as decided, else empty to be filled.
    fn review(&self, parts: &mut Parts<'_>) {
        let application = self.view.case.application.as_ref();
        let decision = application.and_then(|application| application.decision.as_ref());
        let given = |outcome: Outcome| decision.is_some_and(|decision| decision.outcome == outcome);
        let outcomes = [
            ("outcome.approved", given(Outcome::Approved)),
            ("outcome.conditional", given(Outcome::Conditional)),
            ("outcome.refused", given(Outcome::Refused)),
        ];
        let room = || "\n".to_owned();
        let opinion = application.and_then(|application| self.opinion(application)).unwrap_or_else(room);
        let conditions = match decision {
            None => room(),
            Some(decision) if decision.conditions.is_empty() => self.say("none", &[]),
            Some(decision) => decision.conditions.join("\n"),
        };
        let day = |iso: Option<&String>| match (decision, iso) {
            (_, Some(iso)) => self.day(iso),
            (None, None) => self.blank_day(),
            (Some(_), None) => self.say("none", &[]),
        };
        let decided = decision.filter(|decision| decision.outcome != Outcome::Refused);
        let mut rows = vec![
            self.row("application.opinion", opinion),
            self.row("application.outcome", self.choices(&outcomes)),
            self.row("application.conditions", conditions),
        ];
        if let (Some(decision), Some(application)) = (decision, application)
            && !decision.exceptions.is_empty()
        {
            rows.push(self.row("approval.part.exceptions", self.granted(application)));
        }
        let number = decided.and_then(|decision| decision.number.clone());
        rows.push(self.row("application.number", number.unwrap_or_default()));
        rows.push(self.row("application.decided_on", day(decided.map(|decision| &decision.by.on))));
        rows.push(self.row("application.expires_on", day(decided.and_then(|it| it.expires_on.as_ref()))));
        rows.push(self.row("application.next_check_on", day(decided.and_then(|it| it.next_check_on.as_ref()))));
        rows.push(self.row("application.decided_by", decision.map(|it| self.decided_by(it)).unwrap_or_default()));
        parts.form("application.part.decision", rows);
    }

    /// What the one who reviewed said.
    fn opinion(&self, application: &Application) -> Option<String> {
        let said = application.comments.iter().rev().find(|said| said.step.as_deref() == Some("reviewed"))?;
        let who = self.say("decision.who", &[("name", &self.person(&said.by)), ("on", &self.day(&said.by.on))]);
        Some(format!("{}\n{}", lines(Some(&said.text)).join("\n"), who.replace('\n', "\u{3000}")))
    }

    /// The exceptions that were granted, a line each.
    pub(super) fn granted(&self, application: &Application) -> String {
        let decision = application.decision.as_ref();
        let granted = decision.map(|decision| decision.exceptions.as_slice()).unwrap_or_default();
        let line = |granted: &crate::approval::Exception| {
            let requirement = crate::reasons::titled(Lang::Ja, &granted.requirement);
            self.say("decision.condition.conditional", &[("requirement", &requirement), ("detail", &granted.reason)])
        };
        granted.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Who decided, and in whose place.
    pub(super) fn decided_by(&self, decision: &crate::approval::Decision) -> String {
        let by = self.person(&decision.by);
        match &decision.acting {
            Some(acting) => {
                self.say("approval.acting", &[("by", &by), ("absent", &acting.absent), ("reason", &acting.reason)])
            }
            None => by,
        }
    }

    /// The state in words, with a suspension or a lapse.
    pub(super) fn status(&self) -> String {
        let cloud = self.cloud();
        match (&cloud.suspension, cloud.status) {
            (Some(suspension), CloudStatus::Suspended) => {
                format!("{}\u{3000}{}", self.view.status_text, self.day(&suspension.on))
            }
            _ => self.view.status_text.clone(),
        }
    }
}

fn other(key: &str) -> &'static str {
    if key == "application.terms.only" { "application.terms.contract" } else { "free" }
}
