//! The papers of an official account, filled from the record: notice (開設・変更・休止・再開・廃止届, F-13), policy for the public
//! (運用ポリシー, F-14), operating procedure (運用手順書) and the card for a takeover (乗っ取り対応カード).
//! What stands on each is in a file of its own; the words are in `templates/papers/sns.json`. None has room for a password.

mod card;
mod notice;
mod policy;
mod procedure;
mod row;

use std::path::Path;
use std::sync::LazyLock;

use paper::{Orientation, Paper, Stamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use row::SnsPaperRow;
pub(super) use row::rows;

use super::view::changes;
use super::{Medium, Sns, SnsStatus, SnsView, bound};
use crate::approval::{Application, ApplicationKind, BoundChange, PastApplication, differences};
use crate::ledger::Ledger;
use crate::office::pen::{Parts, Pen, Words, words};
use crate::problem::Error;
use crate::wording::Lang;

static WORDS: LazyLock<Words> = LazyLock::new(|| words(include_str!("../../../../templates/papers/sns.json")));

/// A paper of an official account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SnsPaperKind {
    /// Notice (届, F-13).
    Notice,
    /// Policy for the public (運用ポリシー, F-14).
    Policy,
    /// Operating procedure (運用手順書).
    Procedure,
    /// For the day on which it is taken over (乗っ取り対応カード).
    Card,
}

impl SnsPaperKind {
    /// Every kind, in the order in which they are needed.
    pub const ALL: [Self; 4] = [Self::Notice, Self::Policy, Self::Procedure, Self::Card];

    /// The word for it in commands, also of the keys of its texts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Policy => "policy",
            Self::Procedure => "procedure",
            Self::Card => "card",
        }
    }
}

/// A paper of an account, before it is a file.
#[derive(Debug, Clone, PartialEq)]
pub struct SnsPaper {
    /// Which.
    pub kind: SnsPaperKind,
    /// Name for a file, legal on Windows.
    pub file_name: String,
    /// The paper.
    pub paper: Paper,
}

/// A paper of an account that was written to a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrittenSnsPaper {
    /// Where it is.
    pub path: String,
    /// Which.
    pub kind: SnsPaperKind,
    /// Its title.
    pub title: String,
}

impl Ledger {
    /// The papers of an account; `kinds` of `None` gives all that it calls for as it is now.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn compose_sns_papers(&mut self, id: &str, kinds: Option<&[SnsPaperKind]>) -> Result<Vec<SnsPaper>, Error> {
        let desk = self.sns_desk(id)?;
        let wanted = |kind: &SnsPaperKind| match kinds {
            Some(kinds) => kinds.contains(kind),
            None => kind.is_wanted(desk.sns()),
        };
        SnsPaperKind::ALL.into_iter().filter(wanted).map(|kind| desk.compose(kind)).collect()
    }

    /// Writes the papers as Word files; a file that exists with other content is never overwritten.
    ///
    /// # Errors
    /// As `compose_sns_papers`; `folder_unwritable` with the folder; files written before that stay.
    pub fn write_sns_papers(
        &mut self,
        id: &str,
        kinds: Option<&[SnsPaperKind]>,
        folder: &Path,
    ) -> Result<Vec<WrittenSnsPaper>, Error> {
        let papers = self.compose_sns_papers(id, kinds)?;
        crate::folder::make(folder)?;
        let mut written = Vec::new();
        for composed in papers {
            written.push(WrittenSnsPaper {
                path: crate::folder::write_paper(folder, &composed.file_name, &composed.paper)?,
                kind: composed.kind,
                title: composed.paper.title,
            });
        }
        Ok(written)
    }

    /// Gathers what the papers of an account need.
    fn sns_desk(&mut self, id: &str) -> Result<Desk, Error> {
        // Papers are Japanese whatever the language of the window.
        let lang = std::mem::replace(&mut self.lang, Lang::Ja);
        let view = self.view_sns(id, None);
        self.lang = lang;
        let view = view?;
        let open = view.case.application.as_ref().filter(|application| application.state.is_open());
        let kind = notice_kind(view.sns.status, view.case.application.as_ref());
        let application = match open {
            Some(open) => Some(open.clone()),
            None => {
                let decided = view.case.past.iter().find(|past| past.kind == kind && past.decided_on.is_some());
                decided.map(|past| past.id.clone()).map(|id| self.application(&id)).transpose()?
            }
        };
        let (changes, previous) = since_before(&view, kind, application.as_ref());
        let contract = match view.sns.contract.as_deref() {
            Some(contract) => self.contract(contract).ok().map(|contract| (contract.number, contract.title)),
            None => None,
        };
        Ok(Desk { pen: Pen::new(self, &WORDS)?, view, kind, application, changes, previous, contract })
    }
}

/// What an application changes, and the number of the approval before it; decided, it says what it said.
fn since_before(
    view: &SnsView,
    kind: ApplicationKind,
    application: Option<&Application>,
) -> (Vec<BoundChange>, Option<String>) {
    let own = |past: &PastApplication| application.is_some_and(|application| application.id == past.id);
    let earlier = view.case.past.iter().skip_while(|past| application.is_some() && !own(past));
    let mut approved = earlier.filter(|past| !own(past) && past.kind.is_of_use() && past.number.is_some());
    let previous = approved.next().and_then(|past| past.number.clone());
    let changed = application.filter(|_| kind == ApplicationKind::Change);
    let Some((application, before)) = changed.and_then(|application| Some((application, application.before.as_ref()?)))
    else {
        return (Vec::new(), previous);
    };
    // An approval that was taken over has no application: its number is kept with what was approved.
    let taken_over = before.get("number").and_then(serde_json::Value::as_str).map(str::to_owned);
    if application.state.is_open() {
        return (view.case.changes.clone(), previous.or(taken_over));
    }
    let content = bound::bound(&application.content);
    (changes(Lang::Ja, differences(&bound::bound(before), &content)), previous.or(taken_over))
}

/// What the notice of an account is about: what is, or was last, applied for.
pub(super) fn notice_kind(status: SnsStatus, shown: Option<&Application>) -> ApplicationKind {
    match (shown.filter(|application| application.state.is_open()), status) {
        (Some(open), _) => open.kind,
        (None, SnsStatus::Closed) => ApplicationKind::End,
        (None, SnsStatus::Suspended) => ApplicationKind::Suspension,
        (None, _) => shown.map_or(ApplicationKind::New, |application| application.kind),
    }
}

/// Everything that the papers of one account are written from.
struct Desk {
    pen: Pen,
    view: SnsView,
    /// What is, or was last, applied for.
    kind: ApplicationKind,
    /// The application about it.
    application: Option<Application>,
    /// What it changes, where it is a change.
    changes: Vec<BoundChange>,
    /// Number of the approval before it.
    previous: Option<String>,
    /// Number and title of the contract under which it is run.
    contract: Option<(Option<String>, String)>,
}

impl std::ops::Deref for Desk {
    type Target = Pen;

    fn deref(&self) -> &Pen {
        &self.pen
    }
}

impl Desk {
    fn sns(&self) -> &Sns {
        &self.view.sns
    }

    fn compose(&self, kind: SnsPaperKind) -> Result<SnsPaper, Error> {
        let blocks = match kind {
            SnsPaperKind::Notice => self.notice(),
            SnsPaperKind::Policy => self.policy(),
            SnsPaperKind::Procedure => self.procedure(),
            SnsPaperKind::Card => self.card()?,
        };
        let sns = self.sns();
        let title = match kind {
            SnsPaperKind::Notice => self.say(&format!("notice.title.{}", self.kind.code()), &[]),
            kind => self.say(&format!("{}.title", kind.code()), &[]),
        };
        let start = |text: &str, characters| text.chars().take(characters).collect::<String>();
        let stem = [title.clone(), self.medium(), start(&sns.name, 30)];
        // What people outside read carries no marks of the ledger.
        let footer = match kind {
            SnsPaperKind::Policy => self.say("foot.public", &[]),
            _ => {
                let hash: String = self.view.case.hash.chars().take(16).collect();
                let args =
                    [("catalogue", self.catalogue.version.as_str()), ("hash", hash.as_str()), ("head", &self.head)];
                self.say("foot", &args)
            }
        };
        Ok(SnsPaper {
            kind,
            file_name: format!("{}.docx", crate::folder::legal_name(&stem.join("_"))),
            paper: Paper {
                title,
                orientation: Orientation::Portrait,
                header: self.say_of("head", &[]),
                footer,
                blocks,
                stamp: Stamp { created: self.today.to_string(), author: self.office.name.clone() },
            },
        })
    }

    /// A text about the account by medium and name. Where the medium is none of those with a name, `<key>.other` says it
    /// without.
    fn say_of(&self, key: &str, more: &[(&str, &str)]) -> String {
        let own = [("medium", self.view.medium_text.as_str()), ("name", self.sns().name.as_str())];
        let args: Vec<(&str, &str)> = own.iter().chain(more).copied().collect();
        match self.sns().medium {
            Medium::Other => self.say(&format!("{key}.other"), &args),
            _ => self.say(key, &args),
        }
    }

    fn medium(&self) -> String {
        self.view.medium_text.clone()
    }

    /// A fact in words, if it is known.
    fn fact(&self, id: &str) -> Option<String> {
        self.view.facts.iter().find(|fact| fact.id == id).map(|fact| fact.text.clone())
    }

    /// Whether a fact is known to be so.
    fn is(&self, id: &str) -> Option<bool> {
        match self.sns().facts.get(id) {
            Some(crate::facts::FactValue::Bool(so)) => Some(*so),
            _ => None,
        }
    }

    /// The second factor, in words.
    fn second_factor(&self) -> String {
        let sns = self.sns();
        match (sns.mfa, sns.factor) {
            (Some(true), Some(factor)) => {
                let code = match factor {
                    super::SecondFactor::App => "app",
                    super::SecondFactor::Sms => "sms",
                    super::SecondFactor::Key => "key",
                    super::SecondFactor::Other => "other",
                };
                self.say("notice.mfa.yes", &[("factor", &self.say(&format!("factor.{code}"), &[]))])
            }
            (Some(false), _) => self.say("notice.mfa.no", &[]),
            (known, _) => self.whether(known),
        }
    }

    /// Mail or telephone for recovery, and who has it.
    fn recovery(&self) -> String {
        let sns = self.sns();
        self.held("notice.recovery.text", "contact", sns.recovery_contact.as_deref(), sns.recovery_holder.as_deref())
    }

    /// Where the recovery codes are, and who has them.
    fn codes(&self) -> String {
        let sns = self.sns();
        self.held("notice.codes.text", "place", sns.codes_place.as_deref(), sns.codes_holder.as_deref())
    }

    fn held(&self, key: &str, name: &str, thing: Option<&str>, holder: Option<&str>) -> String {
        match (thing, holder) {
            (None, None) => self.say("empty", &[]),
            (thing, holder) => self.say(key, &[(name, &self.or_empty(thing)), ("holder", &self.or_empty(holder))]),
        }
    }
}
