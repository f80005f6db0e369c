//! The steps of an application, and who may take each.

use super::{
    Actor, Application, ApplicationKind, ApplicationState, Comment, Decision, DecisionRequest, Exception, HISTORY,
    Outcome, Subject, hash_of, role_missing, store,
};
use crate::draft::{TEXT, clean};
use crate::history::Writing;
use crate::person::Role;
use crate::problem::{Error, Problem};
use serde_json::Value as Json;

impl Application {
    /// A new one, not written yet.
    pub(crate) fn begin(kind: ApplicationKind, actor: &Actor, subject: Subject) -> Self {
        Self {
            id: uuid::Uuid::now_v7().to_string(),
            register: subject.register,
            record: subject.record,
            matter: subject.matter,
            kind,
            state: ApplicationState::Review,
            title: subject.title,
            section: subject.section,
            by: actor.by(),
            applicants: Vec::new(),
            editors: Vec::new(),
            was: subject.was,
            before: None,
            hash: hash_of(&subject.content),
            content: subject.content,
            seen: None,
            comments: Vec::new(),
            reviewed: None,
            decision: None,
            revision: 0,
        }
    }

    /// Applied for again with what the record says now. Whoever applied before stays an applicant.
    pub(crate) fn again(&mut self, actor: &Actor, content: Json) {
        let before = std::mem::replace(&mut self.by, actor.by());
        if !actor.is(&before) {
            self.applicants.push(before);
        }
        self.state = ApplicationState::Review;
        self.reviewed = None;
        self.set_content(content);
    }

    /// What is applied for changed while it was open: it is reviewed anew, and whoever changed it does not decide.
    pub(crate) fn changed_by(&mut self, actor: &Actor, content: Json) {
        if !self.editors.iter().any(|known| actor.is(known)) {
            self.editors.push(actor.by());
        }
        if self.state == ApplicationState::Decision {
            self.state = ApplicationState::Review;
            self.reviewed = None;
        }
        self.set_content(content);
    }

    /// The content under another name of the same thing, or another content.
    pub(crate) fn set_content(&mut self, content: Json) {
        self.hash = hash_of(&content);
        self.content = content;
    }

    /// Another name of the same section, wherever the application says it.
    pub(crate) fn rename_section(&mut self, old: Option<&str>, new: Option<&str>) {
        for content in [&mut self.before, &mut self.seen].into_iter().flatten() {
            if content.get("section").and_then(Json::as_str) == old {
                content["section"] = Json::from(new);
            }
        }
        let mut content = self.content.clone();
        content["section"] = Json::from(new);
        self.set_content(content);
        self.section = new.map(str::to_owned);
    }

    /// Adds what somebody says.
    ///
    /// # Errors
    /// `required` where nothing was said, `too_long`.
    pub(crate) fn say(
        &mut self,
        actor: &Actor,
        step: Option<&str>,
        requirement: Option<String>,
        said: &str,
    ) -> Result<(), Error> {
        let said = words("text", said)?;
        let requirement = requirement.filter(|id| !id.is_empty());
        self.comments.push(Comment { by: actor.by(), step: step.map(str::to_owned), requirement, text: said });
        Ok(())
    }

    /// The same version as somebody saw.
    ///
    /// # Errors
    /// `changed_elsewhere` with who and when.
    pub(crate) fn seen_as(&self, writing: &mut Writing<'_, '_>, revision: i64) -> Result<(), Error> {
        if self.revision == revision { Ok(()) } else { Err(writing.changed_elsewhere(HISTORY, &self.id)) }
    }

    /// Only an application in one of these states can take the step.
    ///
    /// # Errors
    /// `application_state` with the state.
    pub(crate) fn must_be(&self, states: &[ApplicationState]) -> Result<(), Error> {
        if states.contains(&self.state) {
            return Ok(());
        }
        Err(Problem::new("application_state").with("state", self.state.code()).into())
    }

    /// Reviewed: it now waits for the decision.
    ///
    /// # Errors
    /// `role_missing`, `application_state`, `applicant_reviews`, `required`.
    pub(crate) fn review(&mut self, actor: &Actor, opinion: &str) -> Result<(), Error> {
        actor.must_have(self.register.reviewer())?;
        self.must_be(&[ApplicationState::Review])?;
        if self.applied(actor) {
            return Err(Problem::new("applicant_reviews").with("role", self.register.reviewer().code()).into());
        }
        self.say(actor, Some("reviewed"), None, opinion)?;
        self.seen = Some(self.content.clone());
        self.state = ApplicationState::Decision;
        self.reviewed = Some(actor.by());
        Ok(())
    }

    /// Sent back to the applicant.
    ///
    /// # Errors
    /// `role_missing`, `application_state`, `required`.
    pub(crate) fn send_back(&mut self, actor: &Actor, reason: &str) -> Result<(), Error> {
        let reviewer = self.register.reviewer();
        if !actor.has(reviewer) && !actor.has(Role::Approver) {
            return Err(role_missing(reviewer));
        }
        self.must_be(&[ApplicationState::Review, ApplicationState::Decision])?;
        self.say(actor, Some("returned"), None, reason)?;
        self.seen = Some(self.content.clone());
        self.state = ApplicationState::Returned;
        self.reviewed = None;
        Ok(())
    }

    /// Taken back by the applicant.
    ///
    /// # Errors
    /// `not_applicant`, `application_state`.
    pub(crate) fn withdraw(&mut self, actor: &Actor, reason: Option<&str>) -> Result<(), Error> {
        if !self.applied(actor) {
            return Err(Problem::new("not_applicant").with("name", &self.by.name).into());
        }
        self.must_be(&[ApplicationState::Review, ApplicationState::Decision, ApplicationState::Returned])?;
        if let Some(reason) = reason.filter(|reason| !reason.trim().is_empty()) {
            self.say(actor, Some("withdrawn"), None, reason)?;
        }
        self.state = ApplicationState::Withdrawn;
        Ok(())
    }

    /// Decided by somebody who did not apply, on exactly the content that was seen.
    ///
    /// The one who decides has the role of an approver; in the absence of one whoever reviews may (代決), with a reason.
    /// Where one person both reviews and decides, the review is part of the decision.
    ///
    /// # Errors
    /// `applicant_decides`, `editor_decides`, `role_missing`, `acting_incomplete`, `application_state`, `seen_differs`, `required`.
    pub(crate) fn decide(&mut self, actor: &Actor, request: &DecisionRequest, content: Json) -> Result<(), Error> {
        if self.applied(actor) {
            return Err(Error::code("applicant_decides"));
        }
        if self.editors.iter().any(|editor| actor.is(editor)) {
            return Err(Error::code("editor_decides"));
        }
        let acting = request.acting.as_ref();
        if acting.is_none() && !actor.has(Role::Approver) {
            return Err(role_missing(Role::Approver));
        }
        if let Some(acting) = acting {
            if !actor.has(self.register.reviewer()) && !actor.has(Role::Approver) {
                return Err(role_missing(Role::Approver));
            }
            if acting.absent.trim().is_empty() || acting.reason.trim().is_empty() {
                return Err(Problem::at("acting", "acting_incomplete").into());
            }
        }
        if self.state == ApplicationState::Review && actor.has(self.register.reviewer()) {
            self.reviewed = Some(actor.by());
        } else {
            self.must_be(&[ApplicationState::Decision])?;
        }
        let hash = hash_of(&content);
        if hash != request.hash {
            return Err(Problem::new("seen_differs").into());
        }
        let mut conditions = Vec::new();
        for condition in request.conditions.iter().filter(|condition| !condition.trim().is_empty()) {
            conditions.push(words("conditions", condition)?);
        }
        if request.outcome == Outcome::Conditional && conditions.is_empty() {
            return Err(Problem::at("conditions", "required").into());
        }
        let note = request.note.as_deref().filter(|note| !note.trim().is_empty());
        if request.outcome == Outcome::Refused && note.is_none() {
            return Err(Problem::at("note", "required").into());
        }
        let mut exceptions = Vec::new();
        for exception in &request.exceptions {
            exceptions.push(Exception {
                requirement: exception.requirement.clone(),
                reason: words("exceptions", &exception.reason)?,
            });
        }
        self.state = request.outcome.state();
        (self.content, self.hash) = (content, hash);
        self.decision = Some(Decision {
            outcome: request.outcome,
            by: actor.by(),
            acting: acting.cloned(),
            conditions: if request.outcome == Outcome::Conditional { conditions } else { Vec::new() },
            exceptions,
            number: None,
            expires_on: None,
            next_check_on: None,
            note: note.map(|note| words("note", note)).transpose()?,
        });
        Ok(())
    }

    /// Whether this person applied for it, now or before it was sent back.
    pub(crate) fn applied(&self, actor: &Actor) -> bool {
        self.applicants.iter().chain([&self.by]).any(|by| actor.is(by))
    }

    /// Whether this person may decide it, as far as who applied and who changed it goes.
    pub(crate) fn is_others(&self, actor: &Actor) -> bool {
        !self.applied(actor) && !self.editors.iter().any(|editor| actor.is(editor))
    }

    /// Writes it as its next version, with its row of history.
    ///
    /// # Errors
    /// `application_open` if another one of the record is open already.
    pub(crate) fn save(&mut self, writing: &mut Writing<'_, '_>) -> Result<(), Error> {
        let before = store::load(writing.tx, &self.id)?;
        if self.state.is_open()
            && let Some(other) = store::open(writing.tx, self.register, &self.record, self.matter.as_deref())?
            && other.id != self.id
        {
            return Err(Problem::new("application_open").with("name", &other.by.name).with("on", &other.by.on).into());
        }
        self.revision += 1;
        store::save(writing.tx, self)?;
        let before = before.map(serde_json::to_value).transpose()?;
        writing.note(HISTORY, &self.id, before.as_ref(), Some(&serde_json::to_value(&*self)?))
    }
}

/// A text that must be there.
fn words(field: &str, typed: &str) -> Result<String, Error> {
    let text = clean(typed, true);
    let length = text.chars().count();
    if text.is_empty() {
        return Err(Problem::at(field, "required").into());
    }
    if length > TEXT {
        return Err(Problem::at(field, "too_long").with("limit", TEXT).with("length", length).into());
    }
    Ok(text)
}
