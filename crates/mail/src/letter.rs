//! A message in the form in which it is sent (RFC 5322, MIME): ASCII throughout, whatever its words are.
//! Deliberately not here: the way to the server.

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message as Mime};

use crate::{Address, MailError, Message};

/// A message ready to be handed over.
pub struct Letter {
    pub from: lettre::Address,
    pub to: lettre::Address,
    pub text: Vec<u8>,
}

impl Letter {
    pub fn of(message: &Message, from: &Address) -> Result<Self, MailError> {
        let (from, to) = (mailbox(from)?, mailbox(&message.to)?);
        let id: String = message.id.chars().filter(|sign| sign.is_ascii_graphic() && !"<>".contains(*sign)).collect();
        let mime = Mime::builder()
            .from(from.clone())
            .to(to.clone())
            .subject(one_line(&message.subject))
            .message_id(Some(format!("<{id}>")))
            // So that no absence note answers it (RFC 3834).
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(lines(&message.body))
            .map_err(|error| MailError::Message { detail: error.to_string() })?;
        Ok(Self { from: from.email, to: to.email, text: mime.formatted() })
    }
}

/// Only addresses that every server takes: a local part beyond ASCII needs servers that agree on it (SMTPUTF8).
fn mailbox(address: &Address) -> Result<Mailbox, MailError> {
    let typed = address.address.trim();
    let read = typed.parse().ok().filter(|_| typed.is_ascii());
    let email = read.ok_or_else(|| MailError::Address { address: address.address.clone() })?;
    let name = address.name.as_deref().map(one_line).filter(|name| !name.is_empty());
    Ok(Mailbox::new(name, email))
}

/// Whether an address is one that every server takes.
pub fn is_usable(address: &str) -> bool {
    mailbox(&Address { name: None, address: address.to_owned() }).is_ok()
}

/// A text of one line: nothing in it can become a header of its own.
fn one_line(text: &str) -> String {
    text.split(|sign: char| sign.is_control() || sign.is_whitespace() && sign != '\u{3000}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The lines of a text as mail has them.
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let visible: String = text.chars().filter(|sign| matches!(sign, '\n' | '\t') || !sign.is_control()).collect();
    visible.replace('\n', "\r\n")
}
