//! A saved page beside the register (なりすましの確認): which accounts it names, which it lacks, which nobody knows.
//! Nothing is asked of the network; deliberately not here: whether an unknown account is the office's own.

use std::collections::BTreeSet;

use paper::web::{WebLink, WebPlace};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Medium;
use super::address::{Address, Shape, address, addresses};
use super::lookalike::{Known, Likeness, Watched, Why};

/// So many links of a kind are given.
const MOST: usize = 1_000;

/// What a page says of the register (照合の結果).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
pub struct PageCheck {
    /// Title of the page.
    pub title: String,
    /// Name of its encoding.
    pub encoding: String,
    /// How many of its characters could not be read.
    pub unreadable: usize,
    /// How many links it has.
    pub links: usize,
    /// Ids of accounts in use that it names.
    pub listed: Vec<String>,
    /// Ids of accounts in use that it does not name.
    pub missing: Vec<String>,
    /// Ids of accounts that have ended and that it still names.
    pub ended: Vec<String>,
    /// Ids of accounts that nothing can be found by.
    pub without_address: Vec<String>,
    /// What may be taken for an account of the register and is none.
    pub near: Vec<PageLink>,
    /// Accounts that are not in the register.
    pub strangers: Vec<PageLink>,
    /// Short links: where they lead cannot be told without asking the network.
    pub hidden: Vec<PageLink>,
    /// Links that are not given because there are too many.
    pub left_off: usize,
}

/// An address on a page (ページ上のリンク).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PageLink {
    /// Where it is, if that is known.
    pub medium: Option<Medium>,
    /// The address in its one form, or the handle with its @.
    pub address: String,
    /// As it is written on the page, where that is something else.
    pub typed: Option<String>,
    /// The words of the link.
    pub shown: String,
    /// How it stands in the page.
    pub place: Place,
    /// How often.
    pub times: usize,
    /// Id of the account that it may be taken for.
    pub like: Option<String>,
    /// Why.
    pub why: Option<Why>,
}

/// How an address stands in a page (記載の場所).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// As a link.
    Link,
    /// As a part that is shown within the page.
    Embedded,
    /// Said to programs only.
    Said,
    /// As plain text.
    Text,
}

impl Place {
    /// The word for this place, also of the locale key `sns.place.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Embedded => "embedded",
            Self::Said => "said",
            Self::Text => "text",
        }
    }
}

/// Compares a saved page with the register. Never fails: what is no page names nothing.
pub fn check_page(page: &[u8], accounts: &[Known]) -> PageCheck {
    let read = paper::web::read(page);
    let watched = Watched::new(accounts);
    let mut check = Check { watched: &watched, found: BTreeSet::new(), page: PageCheck::default() };
    for link in &read.links {
        check.link(link);
    }
    for line in read.text.lines().filter(|line| !line.trim().is_empty()) {
        for read in addresses(line) {
            check.text(&read, line);
        }
    }
    let Check { found, page, .. } = check;
    let without_address = watched.without_address();
    let ids = |wanted: &dyn Fn(&Known) -> bool| -> Vec<String> {
        accounts.iter().filter(|account| wanted(account)).map(|account| account.id.clone()).collect()
    };
    PageCheck {
        title: read.title,
        encoding: read.encoding.to_owned(),
        unreadable: read.unreadable,
        links: read.links.len(),
        listed: ids(&|account| !account.ended && found.contains(&account.id)),
        missing: ids(&|account| {
            !account.ended && !found.contains(&account.id) && !without_address.contains(&account.id)
        }),
        ended: ids(&|account| account.ended && found.contains(&account.id)),
        without_address,
        ..page
    }
}

struct Check<'a> {
    watched: &'a Watched,
    found: BTreeSet<String>,
    page: PageCheck,
}

/// The account that an address may be taken for, and why.
type Like = (Option<String>, Option<Why>);

/// Which list an address belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Near,
    Strangers,
    Hidden,
}

impl Check<'_> {
    fn link(&mut self, link: &WebLink) {
        let place = match link.place {
            WebPlace::Link => Place::Link,
            WebPlace::Embedded => Place::Embedded,
            WebPlace::Said => Place::Said,
        };
        // An address without a host is one of the page's own site; a bare handle is said of X only.
        let (medium, whole) = match link.address.strip_prefix('@') {
            Some(_) if place == Place::Said => (Some(Medium::X), true),
            _ => (None, link.address.contains("//")),
        };
        if !whole {
            return;
        }
        let read = address(&link.address, medium);
        let shown = self.shown(link, &read);
        match (self.judge(&read, &link.address), shown) {
            (_, Some(id)) => {
                let near = (Some(id), Some(Why::Shown));
                self.put(List::Near, &read, &link.address, &link.text, place, near);
            }
            (Some((list, near)), None) => self.put(list, &read, &link.address, &link.text, place, near),
            (None, None) => {
                // In a list the name may stand before the link, as it does in the one that is published.
                let leads_to = self.watched.exact(&read);
                let named = [&link.text, &link.row].into_iter();
                if let Some(id) = named.flat_map(|words| self.watched.named_otherwise(words, &leads_to)).next() {
                    self.put(List::Near, &read, &link.address, &link.text, place, (Some(id), Some(Why::Named)));
                }
            }
        }
    }

    /// An address in plain text; the words of links are read again here, and counted once.
    fn text(&mut self, read: &Address, line: &str) {
        if read.shape == Shape::Handle {
            let Some(handle) = &read.handle else { return };
            let known = self.watched.by_handle(handle);
            if known.is_empty()
                && let Some((why, id)) = self.watched.near_handle(handle)
            {
                self.put(List::Near, read, "", line, Place::Text, (Some(id), Some(why)));
            }
            self.found.extend(known);
            return;
        }
        if let Some((list, near)) = self.judge(read, "") {
            self.put(list, read, "", line, Place::Text, near);
        }
    }

    /// The account of the register that is shown, where the link leads to something else.
    fn shown(&self, link: &WebLink, read: &Address) -> Option<String> {
        let leads = matches!(read.shape, Shape::Account | Shape::Short | Shape::Site);
        if !leads || link.text.is_empty() {
            return None;
        }
        let shown = addresses(&link.text).into_iter().max_by_key(|shown| shown.shape)?;
        let told = match shown.shape {
            Shape::Account => self.watched.exact(&shown),
            // A handle beside a link to a page of the office itself is nothing strange.
            Shape::Handle if read.shape == Shape::Account => self.watched.by_handle(shown.handle.as_deref()?),
            _ => Vec::new(),
        };
        let leads_to = self.watched.exact(read);
        let other = !told.is_empty() && !told.iter().any(|id| leads_to.contains(id));
        told.into_iter().next().filter(|_| other)
    }

    fn judge(&mut self, read: &Address, typed: &str) -> Option<(List, Like)> {
        if read.shape <= Shape::Mail {
            return None;
        }
        match self.watched.compare_read(read, typed) {
            Likeness::Exact { .. } => {
                self.found.extend(self.watched.exact(read));
                None
            }
            Likeness::Near { id, why } => Some((List::Near, (id, Some(why)))),
            Likeness::Unknown => match read.shape {
                Shape::Account => Some((List::Strangers, (None, None))),
                Shape::Short => Some((List::Hidden, (None, None))),
                _ => None,
            },
        }
    }

    fn put(&mut self, list: List, read: &Address, typed: &str, shown: &str, place: Place, (like, why): Like) {
        let handle = || read.handle.as_ref().map(|handle| format!("@{handle}"));
        let Some(address) = read.url.clone().or_else(handle) else { return };
        let links = match list {
            List::Near => &mut self.page.near,
            List::Strangers => &mut self.page.strangers,
            List::Hidden => &mut self.page.hidden,
        };
        if let Some(seen) = links.iter_mut().find(|seen| seen.address == address && seen.why == why) {
            // The words of a link were counted as the link.
            seen.times += usize::from(place != Place::Text || seen.place == Place::Text);
            return;
        }
        if links.len() >= MOST {
            self.page.left_off += 1;
            return;
        }
        let typed = Some(typed).filter(|typed| !typed.is_empty() && *typed != address).map(short);
        let medium = read.medium;
        links.push(PageLink { medium, address, typed, shown: short(shown.trim()), place, times: 1, like, why });
    }
}

/// As much of a text as a list shows.
fn short(text: &str) -> String {
    text.chars().take(200).collect()
}

#[cfg(test)]
mod tests;
