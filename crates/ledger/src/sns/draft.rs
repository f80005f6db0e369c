//! An official account as a person typed it, and how it becomes a record: everything is read, every problem is named at
//! once. Addresses take their one form here; `address.rs` knows it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use super::address::{Address, address};
use super::{Medium, Sns};
use crate::catalogue::Catalogue;
use crate::draft::{Held, LINE, Reader, TEXT};
use crate::problem::Error;

/// Fields as typed; a field that is absent stays as it is, one that is `null` or empty becomes unknown.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(type = "{ id: string | null; revision: number; [field: string]: unknown }")]
pub struct SnsDraft {
    /// Id of the account; none for a new one.
    #[serde(default)]
    pub id: Option<String>,
    /// Revision that the person saw.
    #[serde(default)]
    pub revision: i64,
    /// The other fields of the record, with dates and addresses as typed.
    #[serde(flatten)]
    pub fields: Map<String, Json>,
}

impl SnsDraft {
    /// The id of the account that is edited, if it is not a new one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref().filter(|id| !id.is_empty())
    }

    /// The record that this draft describes, on top of what the record was.
    ///
    /// # Errors
    /// All problems, each with its field.
    pub fn parse(&self, base: Option<&Sns>, today: NaiveDate) -> Result<Sns, Error> {
        let catalogue = Catalogue::shipped()?;
        let mut sns = base.cloned().unwrap_or_default();
        sns.revision = self.revision;
        let mut reader = Reader::new(&self.fields);
        reader.needed_text("name", &mut sns.name);
        reader.account(&mut sns, base);
        reader.set(&mut sns.section, |reader| reader.text("section", LINE));
        reader.set(&mut sns.owner, |reader| reader.text("owner", LINE));
        let held = base.map(|base| Held { holder: base.owner.as_deref(), since: base.owner_since.as_deref() });
        sns.owner_since = reader.since("owner_since", held, sns.owner.as_deref(), today);
        reader.set(&mut sns.deputy, |reader| reader.text("deputy", LINE));
        reader.names("operators", &mut sns.operators);
        reader.set(&mut sns.purpose, |reader| reader.text("purpose", TEXT));
        reader.set(&mut sns.publishable, |reader| reader.value("publishable", "value_unreadable"));
        reader.set(&mut sns.opened_on, |reader| reader.date("opened_on"));
        reader.set(&mut sns.last_post_on, |reader| reader.date("last_post_on"));
        reader.set(&mut sns.listed_url, |reader| reader.text("listed_url", LINE));
        reader.set(&mut sns.mfa, |reader| reader.value("mfa", "value_unreadable"));
        reader.set(&mut sns.shared_login, |reader| reader.value("shared_login", "value_unreadable"));
        reader.set(&mut sns.recovery_holder, |reader| reader.text("recovery_holder", LINE));
        reader.set(&mut sns.credentials_changed_on, |reader| reader.date("credentials_changed_on"));
        if let Some(status) = reader.value("status", "value_unreadable") {
            sns.status = status.unwrap_or_default();
        }
        reader.set(&mut sns.closed_on, |reader| reader.date("closed_on"));
        reader.set(&mut sns.contract, |reader| reader.text("contract", LINE));
        reader.set(&mut sns.cloud, |reader| reader.text("cloud", LINE));
        reader.set(&mut sns.note, |reader| reader.text("note", TEXT));
        reader.facts(catalogue, &mut sns.facts);
        Error::unless_none(reader.problems)?;
        Ok(sns)
    }
}

impl Reader<'_> {
    /// Medium, address and handle, which say the same thing three times: what was typed anew decides over what was not,
    /// and of two that were both typed each decides for itself.
    fn account(&mut self, sns: &mut Sns, base: Option<&Sns>) {
        let medium: Option<Medium> = match self.value("medium", "value_unreadable") {
            Some(typed) => typed,
            None => base.map(|base| base.medium),
        };
        let changed = |typed: Option<Option<String>>, old: Option<&Option<String>>| {
            typed.filter(|typed| old.is_none_or(|old| old != typed))
        };
        let url = changed(self.text("url", LINE), base.map(|base| &base.url));
        let handle = changed(self.text("handle", LINE), base.map(|base| &base.handle));
        let of_url = url.as_ref().map(|typed| address(typed.as_deref().unwrap_or_default(), medium));
        let of_host = || match &of_url {
            Some(read) => read.medium,
            None => sns.url.as_deref().and_then(|url| address(url, None).medium),
        };
        let told = medium.or_else(of_host);
        sns.medium = told.unwrap_or_default();
        let of_handle = handle.as_ref().map(|typed| match typed.as_deref().unwrap_or_default() {
            "" => Address::default(),
            typed => handle_address(typed, Some(sns.medium)),
        });
        if let (Some(typed), Some(read)) = (&url, &of_url) {
            // What is no address is kept as it was typed: a clerk can repair it, the program cannot.
            sns.url = read.url.clone().or_else(|| typed.clone().filter(|_| read.handle.is_none()));
            sns.handle = read.handle.clone().or(sns.handle.take());
        }
        let of_url = of_url.and_then(|read| read.handle);
        if let Some(read) = of_handle.filter(|read| read.handle.is_some() || of_url.is_none()) {
            let says_handle = |url: &String| address(url, Some(sns.medium)).handle.is_some();
            if url.is_none() && read.url.is_some() && sns.url.as_ref().is_none_or(says_handle) {
                sns.url = read.url;
            }
            sns.handle = read.handle;
        }
        if let (None, Some(handle)) = (&sns.url, &sns.handle) {
            sns.url = address(&format!("@{handle}"), Some(sns.medium)).url;
        }
    }
}

/// What stands in a field for handles: a name with or without @, or after all an address.
fn handle_address(typed: &str, medium: Option<Medium>) -> Address {
    let read = address(typed, medium);
    if read.handle.is_some() || typed.contains('/') { read } else { address(&format!("@{typed}"), medium) }
}
