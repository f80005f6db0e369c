//! What follows from an account: which of the requirements SN-01 to SN-25 apply, how each is met, and what is wrong.
//! Pure: no database, no clock. Every finding names its basis; a finding never blocks saving.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Badge, Sns, SnsStatus};
use crate::approval::Standing;
use crate::catalogue::{Catalogue, Requirement, Severity, Truth, with_office};
use crate::contract::{RunContract, in_year};
use crate::facts::{FactValue, Facts};

/// Days without a post after which it is asked whether the account still lives (SN-11: 90 by default, with a stage before
/// and one after).
const DORMANT_DAYS: [i64; 3] = [60, 90, 180];
/// Days after which credentials are changed in any case; from practice (香川県監査: 69 of 100 accounts without change).
const CREDENTIAL_DAYS: i64 = 365;

/// How a requirement stands for an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum SnsState {
    /// It binds and has no evidence (不足).
    Missing,
    /// A fact is unknown that decides it (要確認).
    Unknown,
    /// It is recommended and has no evidence (推奨).
    Recommended,
    /// It has evidence (充足).
    Met,
    /// Its time has not come (時期前).
    NotYet,
}

/// How one requirement stands.
#[derive(Debug, Clone)]
pub struct SnsRequirement<'c> {
    /// The requirement.
    pub requirement: &'c Requirement,
    /// How it stands.
    pub state: SnsState,
    /// What of the record meets it; the locale key is `sns_evidence.<code>`.
    pub by_record: Option<(&'static str, String)>,
    /// The confirmation that meets it, by its place.
    pub confirmation: Option<usize>,
}

/// Something that a rule objects to; the locale key is `finding.<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnsFinding {
    /// What is wrong.
    pub code: &'static str,
    /// The field it is about.
    pub field: Option<String>,
    /// The requirement it is about.
    pub requirement: Option<&'static str>,
    /// How grave it is.
    pub severity: Severity,
    /// Whether no approval can be given with it.
    pub hinders: bool,
    /// Values for the text.
    pub args: BTreeMap<&'static str, String>,
}

/// What other records say of an account.
#[derive(Debug, Clone, Default)]
pub(crate) struct SnsBeside {
    /// Names in the record whose last day has passed.
    pub left: Vec<String>,
    /// The contract under which it is run.
    pub contract: Option<RunContract>,
    /// Names of other accounts that are not closed and have the same address.
    pub same: Vec<String>,
    /// Names of other accounts that are not closed and were approved with the address that this one has now.
    pub exchanged: Vec<String>,
    /// Whether something about it is applied for.
    pub waits: bool,
    /// Whether it was ever approved, whatever it says now.
    pub was_approved: bool,
}

/// Everything that follows from an account.
#[derive(Debug, Clone)]
pub struct SnsAssessment<'c> {
    /// Facts as conditions see them.
    pub facts: Facts,
    /// Requirements that apply or cannot be decided, in catalogue order.
    pub requirements: Vec<SnsRequirement<'c>>,
    /// Objections of the rules below, the grave ones first.
    pub findings: Vec<SnsFinding>,
}

/// Judges an account. `office` are the facts of the office.
pub(crate) fn assess<'c>(
    sns: &Sns,
    beside: &SnsBeside,
    catalogue: &'c Catalogue,
    office: &Facts,
    today: NaiveDate,
) -> SnsAssessment<'c> {
    let facts = with_office(derived_facts(sns, today), office);
    let judge = Judge { sns, beside, facts: &facts, today, iso: today.to_string() };
    let requirements =
        catalogue.applicable("sns", &facts).map(|(requirement, truth)| judge.state(requirement, truth)).collect();
    let mut findings = judge.object();
    findings.sort_by_key(|finding| finding.severity != Severity::Must);
    SnsAssessment { facts, requirements, findings }
}

/// The facts of an account together with those that other fields of the record settle.
pub fn derived_facts(sns: &Sns, today: NaiveDate) -> Facts {
    let mut facts = sns.facts.clone();
    let mut set = |fact: &str, value: FactValue| {
        facts.insert(fact.to_owned(), value);
    };
    if let Some(shared) = sns.shared_login {
        set("sns_shared_login", FactValue::Bool(shared));
    }
    if sns.contract.is_some() {
        set("sns_contractor", FactValue::Bool(true));
    }
    if let Some(days) = days_since_post(sns, today) {
        set("sns_days_since_post", FactValue::Int(days));
    }
    facts
}

/// Days since the last post of an account in use, since its opening where nothing was posted yet.
pub fn days_since_post(sns: &Sns, today: NaiveDate) -> Option<i64> {
    if sns.status != SnsStatus::Active {
        return None;
    }
    let last = sns.last_post_on.as_ref().or(sns.opened_on.as_ref())?.parse::<NaiveDate>().ok()?;
    Some((today - last).num_days().max(0))
}

struct Judge<'a> {
    sns: &'a Sns,
    beside: &'a SnsBeside,
    facts: &'a Facts,
    today: NaiveDate,
    /// The same day as records write it.
    iso: String,
}

impl Judge<'_> {
    fn state<'c>(&self, requirement: &'c Requirement, truth: Truth) -> SnsRequirement<'c> {
        let entry = |state, by_record, confirmation| SnsRequirement { requirement, state, by_record, confirmation };
        if truth.is_none() {
            return entry(SnsState::Unknown, None, None);
        }
        if let Some(found) = self.by_record(&requirement.id) {
            return entry(SnsState::Met, Some(found), None);
        }
        let confirmed = self.sns.confirmations.iter().position(|one| {
            one.requirement == requirement.id
                && self.has_come(&one.on)
                // SN-11, SN-23: what is looked at every year is not done for good by one confirmation.
                && (!matches!(requirement.id.as_str(), "SN-11" | "SN-23")
                    || in_year(&one.on, crate::date::fiscal_year(self.today)))
        });
        if confirmed.is_some() {
            return entry(SnsState::Met, None, confirmed);
        }
        if self.too_early(requirement) {
            return entry(SnsState::NotYet, None, None);
        }
        let must = requirement.severity == Severity::Must;
        entry(if must { SnsState::Missing } else { SnsState::Recommended }, None, None)
    }

    fn has_come(&self, iso: &str) -> bool {
        iso <= self.iso.as_str()
    }

    fn left(&self, name: &str) -> bool {
        self.beside.left.iter().any(|left| left == name)
    }

    /// What is done while an account is used, handed over or closed is not missed before.
    fn too_early(&self, requirement: &Requirement) -> bool {
        match requirement.phase.as_str() {
            "operate" => self.sns.status == SnsStatus::Applied,
            "close" => self.sns.status != SnsStatus::Closed,
            "handover" => self.sns.owner_since.is_none(),
            _ => false,
        }
    }

    /// Whether the credentials were changed since the present owner has the account (SN-13, 横芝光町の事例).
    fn changed_since_handover(&self) -> Option<&String> {
        let changed = self.sns.credentials_changed_on.as_ref()?;
        self.sns.owner_since.as_ref().is_none_or(|since| changed >= since).then_some(changed)
    }

    fn credentials_age(&self) -> Option<i64> {
        let changed = self.sns.credentials_changed_on.as_ref()?.parse::<NaiveDate>().ok()?;
        Some((self.today - changed).num_days())
    }

    /// Requirements that fields of the record meet by themselves.
    fn by_record(&self, id: &str) -> Option<(&'static str, String)> {
        let sns = self.sns;
        let day =
            |code: &'static str, on: &Option<String>| on.clone().filter(|on| self.has_come(on)).map(|on| (code, on));
        let closing = sns.closing.as_ref();
        match id {
            "SN-01" => day("procedure", &sns.procedure_on),
            "SN-02" => sns.listed_url.clone().filter(|_| sns.profile_named == Some(true)).map(|url| ("listed", url)),
            "SN-03" => {
                let kept = sns.mfa == Some(true) && self.credentials_age().is_some_and(|days| days <= CREDENTIAL_DAYS);
                self.changed_since_handover().filter(|_| kept).map(|on| ("credentials", on.clone()))
            }
            "SN-04" => {
                let open = self.facts.get("confidentiality") == Some(&FactValue::Text("1".to_owned()));
                (open && !sns.posting.forbidden.is_empty()).then(|| ("class_1", String::new()))
            }
            "SN-05" => {
                let owner = sns.owner.as_ref().filter(|owner| !self.left(owner))?;
                sns.section.as_ref().map(|section| ("owner", format!("{section} {owner}")))
            }
            "SN-06" => sns.response.first().map(|first| ("response", first.contact.clone())),
            "SN-07" => (sns.posting.on_own_site == Some(true)).then(|| ("own_site", String::new())),
            "SN-08" => {
                let said = !sns.posting.allowed.is_empty() && !sns.posting.forbidden.is_empty();
                said.then(|| ("posting", sns.posting.allowed.len().to_string()))
            }
            "SN-09" => {
                let number = sns.number.clone().unwrap_or_default();
                (sns.standing(self.today) == Standing::Stands).then_some(("approval", number))
            }
            "SN-10" => sns.policy_url.as_ref().and_then(|_| day("policy", &sns.policy_on)),
            "SN-12" => {
                let gone = closing.filter(|closing| closing.links_removed_on.is_some())?;
                day("closed", &gone.deleted_on)
            }
            "SN-13" => self.changed_since_handover().map(|on| ("credentials", on.clone())),
            "SN-14" => self.beside.contract.as_ref().map(|contract| ("contract", contract.title.clone())),
            "SN-16" => sns.reply_policy.as_ref().map(|_| ("reply_policy", String::new())),
            "SN-17" => {
                let known = !sns.operators.is_empty() && !sns.operators.iter().any(|name| self.left(name));
                self.changed_since_handover().filter(|_| known).map(|_| ("operators", sns.operators.len().to_string()))
            }
            "SN-19" => match sns.badge? {
                Badge::Obtained => Some(("badge", String::new())),
                Badge::Applied => Some(("badge_applied", String::new())),
                Badge::NotOffered => Some(("badge_not_offered", String::new())),
                Badge::None => None,
            },
            "SN-20" => {
                day("terms", &sns.terms_checked_on).or_else(|| sns.cloud.as_ref().map(|_| ("cloud", String::new())))
            }
            "SN-24" => day("watched", &sns.watched_on)
                .filter(|(_, on)| on.parse::<NaiveDate>().is_ok_and(|on| (self.today - on).num_days() <= 365)),
            _ => None,
        }
    }

    fn object(&self) -> Vec<SnsFinding> {
        use Severity::{Must, Should};
        let sns = self.sns;
        let mut findings = Findings(Vec::new());
        let closed = sns.status == SnsStatus::Closed;
        if !closed {
            self.people(&mut findings);
            self.custody(&mut findings);
            for same in &self.beside.same {
                findings.hinder("sns_duplicate", "url", "SN-23", &[("name", same)]);
            }
            for other in &self.beside.exchanged {
                findings.hinder("sns_exchanged", "url", "SN-23", &[("name", other)]);
            }
            // 総務省ガイドライン 6.1 SNS②: class 2 and above is not posted.
            let class = self.facts.get("confidentiality");
            if class.is_some_and(|class| *class != FactValue::Text("1".to_owned())) {
                findings.hinder("sns_confidential", "facts.confidentiality", "SN-04", &[]);
            }
            // An approval with a last day ends by itself; nobody has to write anything on that day.
            if let Some(until) = sns.expires_on.as_ref().filter(|_| sns.standing(self.today) == Standing::Lapsed) {
                findings.add("sns_approval_lapsed", Must, None::<&str>, "SN-09", &[("until", until)]);
            }
            if sns.url.is_none() && sns.status != SnsStatus::Applied {
                findings.add("sns_address_missing", Should, "url", "SN-02", &[]);
            }
            let used = matches!(sns.status, SnsStatus::Active | SnsStatus::Suspended);
            if used && !sns.is_approved() && !self.beside.waits {
                if self.beside.was_approved {
                    findings.add("sns_change_not_approved", Must, None::<&str>, "SN-09", &[]);
                } else if sns.status == SnsStatus::Active {
                    findings.add("sns_not_approved", Should, "status", "SN-09", &[]);
                }
            }
        }
        // 約 60, 90 and 180 days: asked, to be suspended or closed, overdue.
        if let Some(days) = days_since_post(sns, self.today).filter(|days| *days >= DORMANT_DAYS[0]) {
            let severity = if days >= DORMANT_DAYS[2] { Must } else { Should };
            let code = if days >= DORMANT_DAYS[1] { "sns_dormant" } else { "sns_dormant_soon" };
            findings.add(code, severity, "last_post_on", "SN-11", &[("days", &days.to_string())]);
        }
        if let Some(contract) = &self.beside.contract {
            if contract.over && sns.returned_on.is_none() {
                findings.add("sns_contract_over", Must, "contract", "SN-14", &[("title", &contract.title)]);
            } else if contract.runs_sns != Some(true) && !closed {
                findings.add("sns_contract_silent", Should, "contract", "SN-14", &[("title", &contract.title)]);
            }
        }
        if closed {
            // SN-12: closing is done when account and links were seen to be gone.
            let closing = sns.closing.clone().unwrap_or_default();
            if closing.deleted_on.is_none() {
                findings.add("sns_not_deleted", Must, "closing.deleted_on", "SN-12", &[]);
            }
            if closing.links_removed_on.is_none() {
                findings.add("sns_still_linked", Must, "closing.links_removed_on", "SN-12", &[]);
            }
        }
        findings.0
    }

    /// 函館市 6(8): a responsible person for every service; nobody who has left holds anything of it.
    fn people(&self, findings: &mut Findings) {
        use Severity::{Must, Should};
        let sns = self.sns;
        if sns.owner.is_none() || sns.section.is_none() {
            let field = if sns.owner.is_none() { "owner" } else { "section" };
            findings.hinder("sns_owner_missing", field, "SN-05", &[]);
        }
        if let Some(owner) = sns.owner.as_ref().filter(|owner| self.left(owner)) {
            findings.hinder("sns_owner_left", "owner", "SN-05", &[("name", owner)]);
        }
        if let Some(deputy) = sns.deputy.as_ref().filter(|deputy| self.left(deputy)) {
            findings.add("sns_deputy_left", Should, "deputy", "SN-13", &[("name", deputy)]);
        }
        let gone: Vec<&str> = sns.operators.iter().filter(|name| self.left(name)).map(String::as_str).collect();
        if !gone.is_empty() {
            let code = if sns.shared_login == Some(true) { "sns_operators_know" } else { "sns_operators_left" };
            findings.add(code, Must, "operators", "SN-17", &[("names", &gone.join("\n"))]);
        }
        if let Some(approver) = sns.posting.approver.as_ref().filter(|approver| self.left(approver)) {
            findings.add("sns_approver_left", Must, "posting.approver", "SN-08", &[("name", approver)]);
        }
        for (place, step) in sns.response.iter().enumerate().filter(|(_, step)| self.left(&step.contact)) {
            let field = format!("response.{place}.contact");
            findings.add("sns_called_left", Must, field.as_str(), "SN-06", &[("name", &step.contact)]);
        }
        let held = [
            ("recovery_holder", &sns.recovery_holder),
            ("factor_holder", &sns.factor_holder),
            ("codes_holder", &sns.codes_holder),
        ];
        for (field, holder) in held {
            if let Some(holder) = holder.as_ref().filter(|holder| self.left(holder)) {
                findings.add("sns_holder_left", Must, field, "SN-13", &[("duty", field), ("name", holder)]);
            }
        }
    }

    /// Who can sign in, and since when nobody else.
    fn custody(&self, findings: &mut Findings) {
        use Severity::{Must, Should};
        let sns = self.sns;
        if sns.status == SnsStatus::Applied {
            return;
        }
        match (&sns.owner_since, &sns.credentials_changed_on) {
            (Some(since), Some(changed)) if changed < since => {
                let args = [("since", since.as_str()), ("changed", changed.as_str())];
                findings.add("sns_credentials_before_handover", Must, "credentials_changed_on", "SN-13", &args);
            }
            (_, None) => findings.add("sns_credentials_unknown", Should, "credentials_changed_on", "SN-03", &[]),
            _ => {
                if let Some(days) = self.credentials_age().filter(|days| *days > CREDENTIAL_DAYS) {
                    let days = days.to_string();
                    findings.add("sns_credentials_old", Must, "credentials_changed_on", "SN-03", &[("days", &days)]);
                }
            }
        }
        if sns.mfa == Some(false) {
            findings.add("sns_no_mfa", Must, "mfa", "SN-03", &[]);
        }
        if sns.shared_login == Some(true) && sns.operators.is_empty() {
            findings.add("sns_shared_by_unknown", Must, "operators", "SN-17", &[]);
        }
    }
}

struct Findings(Vec<SnsFinding>);

impl Findings {
    fn add<'f>(
        &mut self,
        code: &'static str,
        severity: Severity,
        field: impl Into<Option<&'f str>>,
        requirement: &'static str,
        args: &[(&'static str, &str)],
    ) {
        self.0.push(SnsFinding {
            code,
            field: field.into().map(str::to_owned),
            requirement: Some(requirement),
            severity,
            hinders: false,
            args: args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
        });
    }

    /// One with which no approval can be given.
    fn hinder(&mut self, code: &'static str, field: &str, requirement: &'static str, args: &[(&'static str, &str)]) {
        self.add(code, Severity::Must, field, requirement, args);
        if let Some(last) = self.0.last_mut() {
            last.hinders = true;
        }
    }
}
