//! An official account as a person typed it, and how it becomes a record: everything is read, every problem is named at
//! once. Addresses take their one form here; `address.rs` knows it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use super::address::{Address, address};
use super::secret::secret;
use super::{Medium, Sns, SnsClosing, SnsSuspension};
use crate::catalogue::Catalogue;
use crate::draft::{Held, LINE, Reader, TEXT};
use crate::problem::{Error, Problem};

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
        let (sns, problems) = self.read(base, today)?;
        Error::unless_none(problems)?;
        Ok(sns)
    }

    /// The record as far as it can be read, and what cannot be read; for the live view while a person types.
    ///
    /// # Errors
    /// Only if the catalogue itself is unusable.
    pub fn read(&self, base: Option<&Sns>, today: NaiveDate) -> Result<(Sns, Vec<Problem>), Error> {
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
        if base.is_some_and(|base| base.holders().any(|name| sns.holders().all(|now| now != name))) {
            sns.holder_left_on = Some(today.to_string());
        }
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
        reader.set(&mut sns.audience, |reader| reader.text("audience", LINE));
        reader.set(&mut sns.frequency, |reader| reader.text("frequency", LINE));
        reader.set(&mut sns.hours, |reader| reader.text("hours", TEXT));
        reader.set(&mut sns.reply_policy, |reader| reader.text("reply_policy", TEXT));
        reader.names("posting.allowed", &mut sns.posting.allowed);
        reader.names("posting.forbidden", &mut sns.posting.forbidden);
        reader.set(&mut sns.posting.approver, |reader| reader.text("posting.approver", LINE));
        reader.set(&mut sns.posting.on_own_site, |reader| reader.value("posting.on_own_site", "value_unreadable"));
        reader.set(&mut sns.policy_url, |reader| reader.text("policy_url", LINE));
        reader.set(&mut sns.policy_on, |reader| reader.date("policy_on"));
        reader.set(&mut sns.procedure_on, |reader| reader.date("procedure_on"));
        reader.set(&mut sns.profile_named, |reader| reader.value("profile_named", "value_unreadable"));
        reader.set(&mut sns.badge, |reader| reader.value("badge", "value_unreadable"));
        reader.set(&mut sns.terms_checked_on, |reader| reader.date("terms_checked_on"));
        reader.set(&mut sns.watched_on, |reader| reader.date("watched_on"));
        reader.set(&mut sns.factor, |reader| reader.value("factor", "value_unreadable"));
        reader.set(&mut sns.factor_holder, |reader| reader.text("factor_holder", LINE));
        reader.set(&mut sns.recovery_contact, |reader| reader.text("recovery_contact", LINE));
        reader.set(&mut sns.codes_holder, |reader| reader.text("codes_holder", LINE));
        reader.set(&mut sns.codes_place, |reader| reader.text("codes_place", LINE));
        reader.set(&mut sns.devices, |reader| reader.text("devices", TEXT));
        reader.list("response", &mut sns.response, |_, _, _, _| true);
        reader.set(&mut sns.returned_on, |reader| reader.date("returned_on"));
        reader.list("confirmations", &mut sns.confirmations, |_, _, _, _| true);
        reader.set(&mut sns.number, |reader| reader.text("number", LINE));
        reader.set(&mut sns.decided_on, |reader| reader.date("decided_on"));
        reader.set(&mut sns.expires_on, |reader| reader.date("expires_on"));
        reader.how_it_ends(&mut sns);
        reader.entries(catalogue, &mut sns);
        reader.facts(catalogue, &mut sns.facts);
        // A field that says what an address says is read above; whatever is free text is looked through.
        for (field, text) in texts(&sns) {
            if let Some(found) = secret(text) {
                let length = found.chars().count();
                reader.problems.push(Problem::at(field, "looks_like_password").with("length", length));
            }
        }
        Ok((sns, reader.problems))
    }
}

/// Every free text of a record, with its field.
fn texts(sns: &Sns) -> Vec<(String, &str)> {
    let own = [
        ("name", Some(&sns.name)),
        ("section", sns.section.as_ref()),
        ("owner", sns.owner.as_ref()),
        ("deputy", sns.deputy.as_ref()),
        ("purpose", sns.purpose.as_ref()),
        ("recovery_holder", sns.recovery_holder.as_ref()),
        ("audience", sns.audience.as_ref()),
        ("frequency", sns.frequency.as_ref()),
        ("hours", sns.hours.as_ref()),
        ("reply_policy", sns.reply_policy.as_ref()),
        ("posting.approver", sns.posting.approver.as_ref()),
        ("factor_holder", sns.factor_holder.as_ref()),
        ("recovery_contact", sns.recovery_contact.as_ref()),
        ("codes_holder", sns.codes_holder.as_ref()),
        ("codes_place", sns.codes_place.as_ref()),
        ("devices", sns.devices.as_ref()),
        ("closing.reason", sns.closing.as_ref().and_then(|closing| closing.reason.as_ref())),
        ("closing.successor", sns.closing.as_ref().and_then(|closing| closing.successor.as_ref())),
        ("suspension.reason", sns.suspension.as_ref().and_then(|suspension| suspension.reason.as_ref())),
        ("note", sns.note.as_ref()),
    ];
    let mut texts: Vec<(String, &str)> =
        own.into_iter().filter_map(|(field, text)| Some((field.to_owned(), text?.as_str()))).collect();
    let lists = [
        ("operators", &sns.operators),
        ("posting.allowed", &sns.posting.allowed),
        ("posting.forbidden", &sns.posting.forbidden),
    ];
    for (field, names) in lists {
        let named = names.iter().enumerate().map(|(index, name)| (format!("{field}.{index}"), name.as_str()));
        texts.extend(named);
    }
    for (index, step) in sns.response.iter().enumerate() {
        let own = [("contact", Some(&step.contact)), ("phone", step.phone.as_ref()), ("task", step.task.as_ref())];
        let own = own.into_iter().filter_map(|(name, text)| Some((format!("response.{index}.{name}"), text?.as_str())));
        texts.extend(own);
    }
    for (index, one) in sns.confirmations.iter().enumerate() {
        let own = [("source", Some(&one.source)), ("note", one.note.as_ref())];
        let own =
            own.into_iter().filter_map(|(name, text)| Some((format!("confirmations.{index}.{name}"), text?.as_str())));
        texts.extend(own);
    }
    texts
}

impl Reader<'_> {
    /// How it is suspended and how it ends.
    fn how_it_ends(&mut self, sns: &mut Sns) {
        let mut suspension = sns.suspension.clone().unwrap_or_default();
        self.set(&mut suspension.on, |reader| reader.date("suspension.on"));
        self.set(&mut suspension.reason, |reader| reader.text("suspension.reason", TEXT));
        let emptied = self.fields.get("suspension").is_some_and(Json::is_null);
        sns.suspension = Some(suspension).filter(|read| !emptied && *read != SnsSuspension::default());
        let mut closing = sns.closing.clone().unwrap_or_default();
        self.set(&mut closing.on, |reader| reader.date("closing.on"));
        self.set(&mut closing.reason, |reader| reader.text("closing.reason", TEXT));
        self.set(&mut closing.successor, |reader| reader.text("closing.successor", LINE));
        self.set(&mut closing.deleted_on, |reader| reader.date("closing.deleted_on"));
        self.set(&mut closing.links_removed_on, |reader| reader.date("closing.links_removed_on"));
        let emptied = self.fields.get("closing").is_some_and(Json::is_null);
        sns.closing = Some(closing).filter(|read| !emptied && *read != SnsClosing::default());
    }

    /// What entries of the lists must say.
    fn entries(&mut self, catalogue: &Catalogue, sns: &mut Sns) {
        for (index, step) in sns.response.iter().enumerate() {
            if step.contact.trim().is_empty() {
                self.problems.push(Problem::at(format!("response.{index}.contact"), "required"));
            }
        }
        for (index, one) in sns.confirmations.iter_mut().enumerate() {
            self.needed_date(format!("confirmations.{index}.on"), &mut one.on);
            if one.source.trim().is_empty() {
                self.problems.push(Problem::at(format!("confirmations.{index}.source"), "required"));
            }
            if catalogue.requirement(&one.requirement).is_none() {
                let problem = Problem::at("confirmations", "requirement_unknown");
                self.problems.push(problem.with("value", &one.requirement));
            }
        }
    }

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
