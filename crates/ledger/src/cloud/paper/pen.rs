//! What only the papers of cloud uses write: days of assurances and certificates.
//! How an office writes at all is in `office/pen.rs`.

use std::sync::LazyLock;

use crate::cloud::Assurance;
use crate::office::pen::{Pen, Words, words};
use crate::wording::{Lang, text};

/// The texts of these papers.
pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| words(include_str!("../../../../../templates/papers/cloud.json")));

impl Pen {
    /// The last day of an assurance in words, and what else counts about it.
    pub(super) fn until(&self, assurance: &Assurance) -> String {
        let last = assurance.last_day().map(|day| self.office.style.day(day));
        match (last, &assurance.audited_until) {
            (Some(last), _) if assurance.renewal_pending => {
                self.say("application.assurance.pending", &[("until", &last)])
            }
            (Some(last), _) => last,
            (None, Some(audited)) => self.say("application.assurance.audited", &[("until", &self.day(audited))]),
            (None, None) => self.say("application.assurance.endless", &[]),
        }
    }
}

/// The lines of a text that hold something.
pub(super) fn lines(text: Option<&str>) -> Vec<String> {
    text.into_iter().flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What a certificate is called.
pub(super) fn certificate(kind: &str) -> String {
    text(Lang::Ja, &format!("certificate.{kind}"), &[])
}
