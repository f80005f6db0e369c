//! Why a message was not taken, as far as a person or the next attempt acts on it.
//! Deliberately not here: sentences for people.

use std::error::Error;
use std::io;

use lettre::transport::smtp;

/// Why a message was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The server cannot be reached, does not answer in time, or was lost before it had the message.
    #[error("unreachable: {detail}")]
    Unreachable {
        /// What the system says.
        detail: String,
    },
    /// The server refuses for now (4xx).
    #[error("refused for now: {code} {detail}")]
    Later {
        /// Its code.
        code: u16,
        /// Its words.
        detail: String,
    },
    /// The server refuses this message, its writer or its reader for good (5xx).
    #[error("refused: {code} {detail}")]
    Refused {
        /// Its code.
        code: u16,
        /// Its words.
        detail: String,
    },
    /// The server had the message and did not answer: it may have been taken.
    #[error("unanswered: {detail}")]
    Unanswered {
        /// What the system says.
        detail: String,
    },
    /// User or password is wrong.
    #[error("sign-in refused: {code} {detail}")]
    Password {
        /// Code of the server.
        code: u16,
        /// Its words.
        detail: String,
    },
    /// The server knows no way to sign in with a password, or not over such a connection.
    #[error("no sign-in: {detail}")]
    NoSignIn {
        /// What was missing.
        detail: String,
    },
    /// The certificate of the server is not trusted, or is for another name.
    #[error("certificate: {detail}")]
    Certificate {
        /// What is wrong with it.
        detail: String,
    },
    /// The server does not encrypt in the way that is set.
    #[error("no encryption: {detail}")]
    NoEncryption {
        /// What happened.
        detail: String,
    },
    /// A mail address cannot be used.
    #[error("address: {address}")]
    Address {
        /// The address.
        address: String,
    },
    /// The message cannot be put into a form that is sent.
    #[error("message: {detail}")]
    Message {
        /// What is wrong with it.
        detail: String,
    },
}

impl MailError {
    /// Whether the same message may be taken later without anybody changing anything.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Later { .. } | Self::Unanswered { .. })
    }
}

/// How far things had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Connecting and greeting.
    Connect,
    /// Agreeing on encryption.
    Encrypt,
    /// Signing in.
    SignIn,
    /// Beginning a message.
    Begin,
    /// Naming its reader.
    Name,
    /// Handing over its text.
    Text,
}

/// What an error of the library means at a step.
pub fn told(step: Step, error: &smtp::Error) -> MailError {
    let detail = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    if let Some(code) = error.status() {
        let code: u16 = code.into();
        return match (error.is_transient(), step) {
            (true, _) => MailError::Later { code, detail },
            (false, Step::SignIn) => MailError::Password { code, detail },
            (false, _) => MailError::Refused { code, detail },
        };
    }
    match (encryption(error), step) {
        (Some(rustls::Error::InvalidCertificate(_)), _) => MailError::Certificate { detail },
        (Some(_), _) => MailError::NoEncryption { detail },
        // The authorities of the operating system could not be read: nothing can be trusted.
        (None, _) if error.is_tls() => MailError::Certificate { detail },
        (None, Step::Encrypt) if error.is_client() => MailError::NoEncryption { detail },
        (None, Step::SignIn) if error.is_client() => MailError::NoSignIn { detail },
        (None, Step::Text) => MailError::Unanswered { detail },
        (None, _) => MailError::Unreachable { detail },
    }
}

/// The error of the encryption underneath, if it is one.
fn encryption(error: &smtp::Error) -> Option<&rustls::Error> {
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(found) = inner.downcast_ref() {
            return Some(found);
        }
        let wrapped = inner.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if let Some(found) = wrapped.and_then(|wrapped| wrapped.downcast_ref()) {
            return Some(found);
        }
        source = inner.source();
    }
    None
}
