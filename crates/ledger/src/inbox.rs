//! What waits for whom: open applications of every register and approvals that have lapsed; and the steps that a person takes
//! about an application, handed to the register that it belongs to.
//! The mechanism is in `approval.rs`, what a step does to a record in the register.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use crate::approval::{
    self, Actor, Application, ApplicationKind, ApplicationState, ContentLine, DecisionRequest, MyStep, Waiting,
    content_lines, differences,
};
use crate::cloud::{self, CloudRow};
use crate::contract;
use crate::history::Op;
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::register::Register;
use crate::sns::{self, SnsRow};
use crate::wording::{Lang, text};

/// A step that somebody takes about an application, with what is said.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ApplicationStep {
    /// Id of the application.
    pub id: String,
    /// Revision of it that the person saw.
    pub revision: i64,
    /// What is said: the opinion of a review, the reason of sending it back or of taking it back.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub text: Option<String>,
    /// Id of the requirement that a remark is about.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub requirement: Option<String>,
}

/// An application that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct InboxRow {
    /// Id of the application.
    pub id: String,
    /// Register of the record.
    pub register: Register,
    /// Id of the record.
    pub record: String,
    /// Title of the record.
    pub title: String,
    /// What of it, such as `waiver:CT-05`; none for the record itself.
    pub matter: Option<String>,
    /// The same in words.
    pub matter_text: Option<String>,
    /// Section of the record.
    pub section: Option<String>,
    /// What is applied for.
    pub kind: ApplicationKind,
    /// The same in words.
    pub kind_text: String,
    /// Where it is.
    pub state: ApplicationState,
    /// The same in words.
    pub state_text: String,
    /// Who applied.
    pub applicant: String,
    /// ISO date.
    pub applied_on: String,
    /// Days since.
    pub days: i64,
    /// What the person who looks has to do.
    pub my_step: Option<MyStep>,
}

/// What waits (審査・決裁待ち).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Inbox {
    /// Open applications, those first that wait for the person who looks, then by day.
    pub rows: Vec<InboxRow>,
    /// How many wait for the person who looks.
    pub mine: usize,
    /// Cloud uses whose approval has lapsed, the longest ago first.
    pub lapsed: Vec<CloudRow>,
    /// Official accounts whose approval has lapsed, the longest ago first.
    pub lapsed_sns: Vec<SnsRow>,
}

impl Ledger {
    /// What waits, for whoever looks.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn inbox(&mut self) -> Result<Inbox, Error> {
        let (today, lang, account) = (self.today(), self.lang, self.actor().to_owned());
        let (mut rows, lapsed, lapsed_sns) = self.read(|tx| {
            let actor = Actor::of(tx, &account, today).ok();
            let mut rows = Vec::new();
            for waiting in approval::waiting(tx)? {
                let by_role = actor
                    .as_ref()
                    .filter(|actor| approval::step_by_role(waiting.register, waiting.state, actor).is_some());
                // Who applied before, who changed it, and what it is about in words stands in the application alone.
                let asked = by_role.is_some() || waiting.matter.is_some();
                let whole = if asked { approval::load(tx, &waiting.id)? } else { None };
                let my_step = by_role.zip(whole.as_ref()).and_then(|(actor, whole)| whole.step_for(actor));
                let matter_text = whole.and_then(|whole| {
                    let matter = whole.matter.as_deref()?;
                    Some(contract::matter_text(lang, matter, &whole.content))
                });
                rows.push(InboxRow { matter_text, ..row(lang, waiting, my_step, today) });
            }
            Ok((rows, cloud::lapsed(tx, today)?, sns::lapsed(tx, today)?))
        })?;
        rows.sort_by_key(|row| row.my_step.is_none());
        let mine = rows.iter().filter(|row| row.my_step.is_some()).count();
        Ok(Inbox { rows, mine, lapsed, lapsed_sns })
    }

    /// Says something about an application.
    ///
    /// # Errors
    /// `actor_unknown`, `record_missing`, `changed_elsewhere`, `application_state`, `required`.
    pub fn comment_application(&mut self, step: &ApplicationStep) -> Result<(), Error> {
        use ApplicationState::{Decision, Returned, Review};
        let today = self.today();
        self.write(Op::ApplicationComment, |writing| {
            let actor = Actor::at(writing, today)?;
            let mut application = approval::load(writing.tx, &step.id)?.ok_or_else(|| missing(&step.id))?;
            application.seen_as(writing, step.revision)?;
            actor.must_act()?;
            application.must_be(&[Review, Decision, Returned])?;
            application.say(&actor, None, step.requirement.clone(), step.text.as_deref().unwrap_or_default())?;
            application.save(writing)
        })
    }

    /// Reviews an application; from now on it waits for the decision.
    ///
    /// # Errors
    /// `actor_unknown`, `role_missing`, `applicant_reviews`, `application_state`, `changed_elsewhere`, `required`.
    pub fn review_application(&mut self, step: &ApplicationStep) -> Result<(), Error> {
        let today = self.today();
        self.write(Op::ApplicationReview, |writing| {
            let actor = Actor::at(writing, today)?;
            let mut application = approval::load(writing.tx, &step.id)?.ok_or_else(|| missing(&step.id))?;
            application.seen_as(writing, step.revision)?;
            application.review(&actor, step.text.as_deref().unwrap_or_default())?;
            application.save(writing)
        })
    }

    /// Sends an application back to whoever applied.
    ///
    /// # Errors
    /// `actor_unknown`, `role_missing`, `application_state`, `changed_elsewhere`, `required`.
    pub fn return_application(&mut self, step: &ApplicationStep) -> Result<(), Error> {
        let reason = step.text.as_deref().unwrap_or_default();
        match self.register_of(&step.id)? {
            Register::Cloud => self.return_cloud(&step.id, step.revision, reason),
            Register::Contract => self.return_matter(&step.id, step.revision, reason),
            Register::Sns => self.return_sns(&step.id, step.revision, reason),
            _ => Err(missing(&step.id).into()),
        }
    }

    /// Takes an application back.
    ///
    /// # Errors
    /// `actor_unknown`, `not_applicant`, `application_state`, `changed_elsewhere`, `withdraw_changed`.
    pub fn withdraw_application(&mut self, step: &ApplicationStep) -> Result<(), Error> {
        match self.register_of(&step.id)? {
            Register::Cloud => self.withdraw_cloud(&step.id, step.revision, step.text.as_deref()),
            Register::Contract => self.withdraw_matter(&step.id, step.revision, step.text.as_deref()),
            Register::Sns => self.withdraw_sns(&step.id, step.revision, step.text.as_deref()),
            _ => Err(missing(&step.id).into()),
        }
    }

    /// Decides an application.
    ///
    /// # Errors
    /// `actor_unknown`, `role_missing`, `applicant_decides`, `acting_incomplete`, `application_state`, `seen_differs`,
    /// `changed_elsewhere`, and what stands in the way of the outcome.
    pub fn decide_application(&mut self, request: &DecisionRequest) -> Result<(), Error> {
        match self.register_of(&request.id)? {
            Register::Cloud => self.decide_cloud(request),
            Register::Contract => self.decide_matter(request),
            Register::Sns => self.decide_sns(request),
            _ => Err(missing(&request.id).into()),
        }
    }

    /// An application.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn application(&mut self, id: &str) -> Result<Application, Error> {
        self.read(|tx| approval::load(tx, id))?.ok_or_else(|| missing(id).into())
    }

    /// What an application says, field by field, in words.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn application_content(&mut self, application: &Application) -> Result<Vec<ContentLine>, Error> {
        let (lang, fields) = (self.lang, differences(&Json::Null, &application.content));
        let mut lines = content_lines(match application.register {
            Register::Cloud => cloud::worded(lang, fields),
            Register::Sns => sns::worded(lang, fields),
            _ => contract::matter_changes(lang, fields),
        });
        // Records of other registers are named by their ids.
        for line in &mut lines {
            let title = match line.field.as_str() {
                "contract" => self.contract_title(Some(&line.value))?,
                "cloud" => self.cloud_title(Some(&line.value))?,
                _ => None,
            };
            line.value = title.unwrap_or_else(|| std::mem::take(&mut line.value));
        }
        Ok(lines)
    }

    /// The application with this id, else the open one about the record with this id or title.
    ///
    /// # Errors
    /// `application_missing`, and `application_several` where more than one is open about it.
    pub fn find_application(&mut self, id_or_title: &str) -> Result<Application, Error> {
        self.read(|tx| {
            if let Some(found) = approval::load(tx, id_or_title)? {
                return Ok(found);
            }
            let waiting = approval::waiting(tx)?;
            let named = |row: &&Waiting| row.record == id_or_title || row.title == id_or_title;
            let mut found = waiting.iter().filter(named);
            match (found.next(), found.next()) {
                (Some(only), None) => Ok(approval::load(tx, &only.id)?.ok_or_else(|| missing(id_or_title))?),
                (Some(_), Some(_)) => Err(Problem::new("application_several").with("title", id_or_title).into()),
                (None, _) => Err(Problem::new("application_missing").into()),
            }
        })
    }

    fn register_of(&mut self, id: &str) -> Result<Register, Error> {
        Ok(self.application(id)?.register)
    }
}

fn missing(id: &str) -> Problem {
    Problem::new("record_missing").with("id", id)
}

fn row(lang: Lang, waiting: Waiting, my_step: Option<MyStep>, today: NaiveDate) -> InboxRow {
    InboxRow {
        days: waiting.applied_on.parse::<NaiveDate>().map_or(0, |on| (today - on).num_days()),
        kind_text: text(lang, &format!("application_kind.{}", waiting.kind.code()), &[]),
        state_text: text(lang, &format!("application_state.{}", waiting.state.code()), &[]),
        matter: waiting.matter,
        matter_text: None,
        id: waiting.id,
        register: waiting.register,
        record: waiting.record,
        title: waiting.title,
        section: waiting.section,
        kind: waiting.kind,
        state: waiting.state,
        applicant: waiting.applicant,
        applied_on: waiting.applied_on,
        my_step,
    }
}
