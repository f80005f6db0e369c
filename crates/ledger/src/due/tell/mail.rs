//! The office's own mail server (電子メールの設定): where it is and who writes, kept in the ledger; its password only in the
//! keyring of the operating system, on each computer that sends. What a message says is in `tell/digest.rs`.

use std::collections::HashMap;
use std::fmt;
use std::sync::Mutex;
use std::time::Duration;

use ::mail::{Address, MailError, Message, Security, Server};
use db::Tx;
use keyring::Entry;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;
use zeroize::Zeroizing;

use super::{Outcome, TellMessage, store};
use crate::approval::Actor;
use crate::history::Op;
use crate::key::KeyProblem;
use crate::ledger::Ledger;
use crate::person::Role;
use crate::problem::{Error, Problem};
use crate::wording::text;

/// The name under which the keyring lists the passwords.
const SERVICE: &str = "sekisho-mail";

/// How long each answer of the server is waited for.
const TIMEOUT: Duration = Duration::from_secs(20);

/// How the way to the server is protected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    /// Not at all.
    None,
    /// Encrypted after the greeting.
    #[default]
    Starttls,
    /// Encrypted from the first byte.
    Tls,
}

/// The office's mail server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct MailSettings {
    /// Whether mail is sent.
    pub on: bool,
    /// Name of the server.
    pub host: String,
    /// Its port.
    pub port: i64,
    /// How the way to it is protected.
    pub security: MailSecurity,
    /// Name to sign in with; none where the server asks for none.
    pub user: Option<String>,
    /// Name of whoever writes.
    pub from_name: Option<String>,
    /// Mail address of whoever writes.
    pub from_address: String,
    /// Number of this version; 0 before the first save.
    pub revision: i64,
}

impl Default for MailSettings {
    fn default() -> Self {
        Self {
            on: false,
            host: String::new(),
            port: 587,
            security: MailSecurity::Starttls,
            user: None,
            from_name: None,
            from_address: String::new(),
            revision: 0,
        }
    }
}

impl MailSettings {
    fn check(&mut self) -> Result<(), Error> {
        let typed =
            |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        self.host = self.host.trim().to_owned();
        self.from_address = self.from_address.trim().to_owned();
        (self.user, self.from_name) = (typed(&self.user), typed(&self.from_name));
        let mut problems = Vec::new();
        if !self.on && self.host.is_empty() && self.from_address.is_empty() {
            return Ok(());
        }
        for (field, text) in [("host", &self.host), ("from_address", &self.from_address)] {
            if text.is_empty() {
                problems.push(Problem::at(field, "required"));
            }
        }
        let is_host = |sign: char| sign.is_ascii_alphanumeric() || "-._:[]".contains(sign);
        if !self.host.chars().all(is_host) {
            problems.push(Problem::at("host", "mail_host").with("value", &self.host));
        }
        if !self.from_address.is_empty() && !::mail::is_usable(&self.from_address) {
            problems.push(Problem::at("from_address", "mail_address").with("address", &self.from_address));
        }
        if !u16::try_from(self.port).is_ok_and(|port| port > 0) {
            problems.push(Problem::at("port", "mail_port").with("value", self.port));
        }
        Error::unless_none(problems)
    }

    /// Under which name the keyring keeps its password: it follows the server and the user, whichever ledger asks.
    fn entry(&self) -> Option<String> {
        self.user.as_ref().map(|user| format!("{user}@{}:{}", self.host, self.port))
    }
}

/// A place that keeps passwords by name.
pub trait Passwords: Send + Sync {
    /// The password, or none.
    ///
    /// # Errors
    /// If the place cannot be looked into.
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, KeyProblem>;

    /// Keeps a password, or forgets it.
    ///
    /// # Errors
    /// If the place does not take it.
    fn set(&self, name: &str, password: Option<&str>) -> Result<(), KeyProblem>;
}

impl fmt::Debug for dyn Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passwords")
    }
}

/// The keyring of the operating system.
#[derive(Debug, Clone, Copy)]
pub struct OsPasswords;

impl Passwords for OsPasswords {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, KeyProblem> {
        match Entry::new(SERVICE, name).and_then(|entry| entry.get_password()) {
            Ok(password) => Ok(Some(Zeroizing::new(password))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(crate::key::of_keyring(&error)),
        }
    }

    fn set(&self, name: &str, password: Option<&str>) -> Result<(), KeyProblem> {
        let entry = Entry::new(SERVICE, name).map_err(|error| crate::key::of_keyring(&error))?;
        let done = match password {
            Some(password) => entry.set_password(password),
            None => entry.delete_credential(),
        };
        match done {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(crate::key::of_keyring(&error)),
        }
    }
}

/// Passwords kept in memory, for tests.
#[derive(Default)]
pub struct MemoryPasswords(Mutex<HashMap<String, String>>);

impl Passwords for MemoryPasswords {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, KeyProblem> {
        Ok(self.0.lock().map_err(|_| KeyProblem::Locked)?.get(name).cloned().map(Zeroizing::new))
    }

    fn set(&self, name: &str, password: Option<&str>) -> Result<(), KeyProblem> {
        let mut kept = self.0.lock().map_err(|_| KeyProblem::Locked)?;
        match password {
            Some(password) => kept.insert(name.to_owned(), password.to_owned()),
            None => kept.remove(name),
        };
        Ok(())
    }
}

/// The office's mail server, for whoever sets it up.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MailView {
    /// The server.
    pub settings: MailSettings,
    /// Whether this computer holds the password; none where none is needed or the keyring cannot be asked.
    pub has_password: Option<bool>,
    /// Whether whoever is working may change it.
    pub may_change: bool,
}

/// The office's mail server as typed.
#[derive(Clone, Deserialize, TS)]
pub struct MailSave {
    /// The server.
    pub settings: MailSettings,
    /// The password, only to be kept in the keyring of this computer; without it the one that is kept stays.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub password: Option<String>,
}

/// Sends a message to try the server.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct MailTest {
    /// To this address; to that of whoever is working without it.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub to: Option<String>,
}

/// A message that a server took.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MailTested {
    /// To which address.
    pub to: String,
    /// What the server answered.
    pub answer: String,
}

/// Hands messages over; what became of each.
pub fn deliver(server: &Server, messages: &[TellMessage]) -> Vec<(Outcome, Option<Problem>)> {
    let domain = server.from.address.rsplit('@').next().unwrap_or_default();
    let letter = |message: &TellMessage| Message {
        id: format!("due.{}@{domain}", message.digest.id),
        to: Address {
            name: Some(message.digest.name.clone()),
            address: message.digest.address.clone().unwrap_or_default(),
        },
        subject: message.digest.subject.clone(),
        body: message.body.clone(),
    };
    let letters: Vec<Message> = messages.iter().map(letter).collect();
    let became = |outcome: Result<String, MailError>| match outcome {
        Ok(_) => (Outcome::Told, None),
        Err(error @ MailError::Unanswered { .. }) => (Outcome::Unanswered, Some(problem(&error, server))),
        Err(error) if error.may_pass() => (Outcome::Later, Some(problem(&error, server))),
        Err(error) => (Outcome::Refused, Some(problem(&error, server))),
    };
    ::mail::send(server, &letters).into_iter().map(became).collect()
}

/// Why a message was not taken, each case with what to do. The password is in no text, not even in one of the server's.
fn problem(error: &MailError, server: &Server) -> Problem {
    let code = match error {
        MailError::Unreachable { .. } => "mail_unreachable",
        MailError::Later { .. } => "mail_later",
        MailError::Refused { .. } => "mail_refused",
        MailError::Unanswered { .. } => "mail_unanswered",
        MailError::Password { .. } => "mail_password",
        MailError::NoSignIn { .. } => "mail_no_sign_in",
        MailError::Certificate { .. } => "mail_certificate",
        MailError::NoEncryption { .. } => "mail_no_encryption",
        MailError::Address { address } => return Problem::new("mail_address").with("address", address),
        MailError::Message { .. } => "mail_message",
    };
    let detail = match error {
        MailError::Later { code, detail }
        | MailError::Refused { code, detail }
        | MailError::Password { code, detail } => {
            format!("{code} {detail}")
        }
        MailError::Unreachable { detail }
        | MailError::Unanswered { detail }
        | MailError::NoSignIn { detail }
        | MailError::Certificate { detail }
        | MailError::NoEncryption { detail }
        | MailError::Message { detail } => detail.clone(),
        MailError::Address { address } => address.clone(),
    };
    let detail = match server.password.as_deref().filter(|password| !password.is_empty()) {
        Some(password) => detail.replace(password, "…"),
        None => detail,
    };
    Problem::new(code).with("host", &server.host).with("detail", detail)
}

/// Shows the settings as they are kept.
pub(crate) fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    if let Some(text) = store::mail_text(tx)? {
        see("mail", &serde_json::from_str(&text)?);
    }
    Ok(())
}

fn settings(tx: &mut Tx<'_>) -> Result<MailSettings, Error> {
    Ok(store::mail_text(tx)?.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default())
}

impl Ledger {
    /// The office's mail server.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn mail(&mut self) -> Result<MailView, Error> {
        let (account, today) = (self.actor().to_owned(), self.today());
        let (settings, may_change) = self.read(|tx| {
            let may = Actor::of(tx, &account, today).map_or(true, |actor| actor.may_set_rules());
            Ok((settings(tx)?, may))
        })?;
        let entry = settings.entry();
        let has_password = entry.and_then(|name| self.passwords().get(&name).ok().map(|password| password.is_some()));
        Ok(MailView { settings, has_password, may_change })
    }

    /// Saves the office's mail server, and its password in the keyring of this computer. Switched off, the password is
    /// forgotten.
    ///
    /// # Errors
    /// Problems by field, `role_missing`, `changed_elsewhere`, or why the keyring does not take the password.
    pub fn save_mail(&mut self, mut request: MailSave) -> Result<MailView, Error> {
        request.settings.check()?;
        let today = self.today();
        let password = request.password.take().map(Zeroizing::new).filter(|password| !password.is_empty());
        let passwords = self.passwords();
        let mut settings = request.settings;
        self.write(Op::MailSave, |writing| {
            let actor = Actor::or_account(writing, today)?;
            if !actor.may_set_rules() {
                actor.must_have(Role::Security)?;
            }
            let before = self::settings(writing.tx)?;
            if before.revision != settings.revision {
                return Err(writing.changed_elsewhere("mail", "mail"));
            }
            // Before the settings, so that a keyring which refuses leaves them as they were.
            match (settings.entry(), &password) {
                (Some(name), Some(password)) if settings.on => passwords.set(&name, Some(password))?,
                (Some(name), _) if !settings.on => passwords.set(&name, None).or_else(without_keyring)?,
                _ => {}
            }
            if before == settings {
                return Ok(());
            }
            settings.revision += 1;
            store::save_mail(writing.tx, &serde_json::to_string(&settings)?, settings.revision)?;
            let before = (before.revision > 0).then(|| serde_json::to_value(&before)).transpose()?;
            writing.note("mail", "mail", before.as_ref(), Some(&serde_json::to_value(&settings)?))
        })?;
        self.mail()
    }

    /// Sends one message to try the server as it is saved.
    ///
    /// # Errors
    /// `mail_off`, `mail_password_missing`, `mail_to_whom` if nobody's address is known, or why it was not taken.
    pub fn test_mail(&mut self, request: &MailTest) -> Result<MailTested, Error> {
        let server = self.mail_server()?;
        let account = self.actor().to_owned();
        let own = self.person_of(&account)?.and_then(|person| person.email);
        let to = request.to.clone().or(own).map(|to| to.trim().to_owned()).filter(|to| !to.is_empty());
        let to = to.ok_or_else(|| Problem::at("to", "mail_to_whom"))?;
        let office = self.office()?.name;
        let message = Message {
            id: format!("test.{}@{}", uuid::Uuid::now_v7(), server.from.address.rsplit('@').next().unwrap_or_default()),
            to: Address { name: None, address: to.clone() },
            subject: text(self.lang, "mail.test.subject", &[("office", &office)]),
            body: text(self.lang, "mail.test.body", &[("office", &office)]),
        };
        match ::mail::send(&server, &[message]).pop() {
            Some(Ok(answer)) => Ok(MailTested { to, answer }),
            Some(Err(error)) => Err(problem(&error, &server).into()),
            None => Err(Error::unexpected("no message was sent")),
        }
    }

    /// The server as it is to be used now.
    pub(super) fn mail_server(&mut self) -> Result<Server, Error> {
        let settings = self.read(settings)?;
        if !settings.on {
            return Err(Error::code("mail_off"));
        }
        let password = match settings.entry() {
            Some(name) => match self.passwords().get(&name)? {
                Some(password) => Some(password.to_string()),
                None => return Err(Problem::new("mail_password_missing").with("host", &settings.host).into()),
            },
            None => None,
        };
        let name =
            settings.from_name.clone().or_else(|| Some(self.office().ok()?.name)).filter(|name| !name.is_empty());
        Ok(Server {
            port: u16::try_from(settings.port).unwrap_or(0),
            security: match settings.security {
                MailSecurity::None => Security::None,
                MailSecurity::Starttls => Security::Starttls,
                MailSecurity::Tls => Security::Tls,
            },
            host: settings.host,
            user: settings.user,
            password,
            from: Address { name, address: settings.from_address },
            timeout: TIMEOUT,
        })
    }
}

/// A computer without a keyring holds no password that could be forgotten.
fn without_keyring(problem: KeyProblem) -> Result<(), KeyProblem> {
    if problem == KeyProblem::NoKeyring { Ok(()) } else { Err(problem) }
}
