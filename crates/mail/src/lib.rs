//! Mail (電子メール) through the office's own server: plain text, handed over message by message, with what became of each.
//! Deliberately not here: whom to write to and what, when to try again, and where the password is kept.
//! This is the one place that knows how mail is sent; nothing else of the program reaches a mail server.

mod letter;
mod problem;

use std::fmt;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;

use letter::Letter;
pub use problem::MailError;
use problem::{Step, told};

/// How the way to the server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Not at all: only within the office's own network.
    None,
    /// Encrypted after a greeting in the clear (STARTTLS, port 587); refused where the server does not offer it.
    Starttls,
    /// Encrypted from the first byte (port 465).
    Tls,
}

/// Somebody who writes or is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Name for people.
    pub name: Option<String>,
    /// Mail address.
    pub address: String,
}

/// The office's mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name, which its certificate has to bear.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is protected.
    pub security: Security,
    /// Name to sign in with; none where the server asks for none.
    pub user: Option<String>,
    /// Password to sign in with.
    pub password: Option<String>,
    /// Who writes.
    pub from: Address,
    /// How long each answer of the server is waited for.
    pub timeout: Duration,
}

/// Without the password, so that it gets into no log.
impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("user", &self.user)
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

/// One message to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it is the same message by, however often it is sent (Message-ID), such as `due.42@shiomi.example`.
    pub id: String,
    /// Who is written to.
    pub to: Address,
    /// Subject, in one line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// Whether an address is one that every server takes.
pub fn is_usable(address: &str) -> bool {
    letter::is_usable(address)
}

/// Hands messages over to the server, over one connection as long as it lasts, and tells of each what the server
/// answered when it took it, or why it did not. Where the server cannot be used at all, no further message is tried.
pub fn send(server: &Server, messages: &[Message]) -> Vec<Result<String, MailError>> {
    send_trusting(server, messages, &[])
}

/// The same, trusting further authorities than those of the operating system.
fn send_trusting(server: &Server, messages: &[Message], roots: &[Certificate]) -> Vec<Result<String, MailError>> {
    let mut open = None;
    let mut useless = None;
    let mut lost = false;
    let mut one = |message: &Message| {
        if let Some(error) = &useless {
            return Err(MailError::clone(error));
        }
        let letter = Letter::of(message, &server.from)?;
        let mut connect = || connect(server, roots).inspect_err(|error| useless = Some(error.clone()));
        let (mut connection, used) = match open.take() {
            Some(connection) => (connection, true),
            None => (connect()?, false),
        };
        let mut outcome = hand_over(&mut connection, &letter);
        // A server may end a connection between two messages; nothing of this one was taken then.
        if used
            && matches!(outcome, Err((Step::Begin, MailError::Unreachable { .. } | MailError::Later { code: 421, .. })))
        {
            connection.abort();
            connection = connect()?;
            outcome = hand_over(&mut connection, &letter);
        }
        match outcome {
            Ok(answer) => {
                lost = false;
                open = Some(connection);
                Ok(answer)
            }
            Err((_, error)) => {
                let answered = matches!(error, MailError::Later { .. } | MailError::Refused { .. });
                // A server that is lost at two messages running would be waited for at each.
                if lost && !answered {
                    useless = Some(error.clone());
                }
                lost = !answered;
                if answered && connection.command(Rset).is_ok() {
                    open = Some(connection);
                } else {
                    connection.abort();
                }
                Err(error)
            }
        }
    };
    let outcomes = messages.iter().map(&mut one).collect();
    if let Some(mut connection) = open {
        // Everything was answered for already.
        let _ = connection.quit();
    }
    outcomes
}

/// Connects, encrypts and signs in.
fn connect(server: &Server, roots: &[Certificate]) -> Result<SmtpConnection, MailError> {
    let own_name = ClientId::default();
    let tls = match server.security {
        Security::None => None,
        Security::Starttls | Security::Tls => {
            let parameters = TlsParameters::builder(server.host.clone());
            let trusting = roots.iter().cloned().fold(parameters, |it, root| it.add_root_certificate(root));
            Some(trusting.build_rustls().map_err(|error| told(Step::Encrypt, &error))?)
        }
    };
    let at_once = tls.as_ref().filter(|_| server.security == Security::Tls);
    let place = (server.host.as_str(), server.port);
    let mut connection = SmtpConnection::connect(place, Some(server.timeout), &own_name, at_once, None)
        .map_err(|error| told(Step::Connect, &error))?;
    if let Some(tls) = tls.filter(|_| server.security == Security::Starttls) {
        connection.starttls(&tls, &own_name).map_err(|error| told(Step::Encrypt, &error))?;
    }
    if let Some(user) = &server.user {
        let credentials = Credentials::new(user.clone(), server.password.clone().unwrap_or_default());
        let signed = connection.auth(DEFAULT_MECHANISMS, &credentials);
        signed.map_err(|error| {
            connection.abort();
            told(Step::SignIn, &error)
        })?;
    }
    Ok(connection)
}

/// Hands one message over; the answer is the server's when it took it.
fn hand_over(connection: &mut SmtpConnection, letter: &Letter) -> Result<String, (Step, MailError)> {
    let at = |step: Step| move |error| (step, told(step, &error));
    connection.command(Mail::new(Some(letter.from.clone()), Vec::new())).map_err(at(Step::Begin))?;
    connection.command(Rcpt::new(letter.to.clone(), Vec::new())).map_err(at(Step::Name))?;
    connection.command(Data).map_err(at(Step::Name))?;
    let answer = connection.message(&letter.text).map_err(at(Step::Text))?;
    Ok(answer.message().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests;
