//! Addresses of official accounts, however they were typed, in the one form in which they can be compared.
//! The forms are grammar of the media's addresses, not wording. Nothing is looked up, and nothing is refused here.
//! `text` finds the address in what was typed, `parts` takes it apart, `media` and `service` know whose account it is.

mod media;
mod parts;
mod service;
mod text;

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Medium;
use text::Piece;

/// So often an address may lie inside another one (`…?u=`).
const NESTED: usize = 4;

/// What an address says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// The medium of its host, else the one that was known before.
    pub medium: Option<Medium>,
    /// The address in its one form; none where the text is no address.
    pub url: Option<String>,
    /// The handle without @, with its capitals.
    pub handle: Option<String>,
    /// What the text is.
    pub shape: Shape,
    /// Under which the same account is found again, whatever form it was typed in; none where no account is told.
    pub key: Option<AccountKey>,
}

/// What a typed text is (記載の種類).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Nothing of the kind: empty, or words.
    #[default]
    Nothing,
    /// A mail address.
    Mail,
    /// A page that is on none of the media that are known, such as a home page.
    Site,
    /// A handle whose medium is not known, or that this medium does not give.
    Handle,
    /// A page of a medium that is no account: a post, a search, a tag, a group.
    Page,
    /// A short link (短縮URL): where it leads cannot be told without asking the network.
    Short,
    /// An account.
    Account,
}

/// A mark that two addresses of the same account have in common (同一アカウントの判定キー).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct AccountKey(String);

impl fmt::Display for AccountKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads an address or a handle (`@foo`), with or without words around it; `medium` is the one that was named beside
/// it, if any.
///
/// Where a text holds several addresses, the first account counts, and one of the named medium before others.
pub fn address(typed: &str, medium: Option<Medium>) -> Address {
    read(typed, medium, NESTED)
}

/// Every address and handle of a text, in the order in which they stand.
pub fn addresses(text: &str) -> Vec<Address> {
    let all = all(text, None, NESTED).into_iter();
    all.filter(|read| read.shape > Shape::Nothing).collect()
}

/// Whether two addresses are those of one account. What is no account is the same as nothing.
pub fn same(one: &Address, other: &Address) -> bool {
    one.key.is_some() && one.key == other.key
}

fn read(typed: &str, medium: Option<Medium>, nested: usize) -> Address {
    let known = medium.filter(|medium| *medium != Medium::Other);
    let mut best = Address::default();
    let wanted = |read: &Address| (read.shape, known.is_some() && read.medium == known);
    for read in all(typed, known, nested) {
        if wanted(&read) > wanted(&best) {
            best = read;
        }
    }
    Address { medium: best.medium.or(medium), ..best }
}

fn all(typed: &str, known: Option<Medium>, nested: usize) -> Vec<Address> {
    let text = text::clean(typed);
    let read = |piece| match piece {
        Piece::Link(link) => of_link(link, nested),
        Piece::App(scheme, rest) => media::of_app(scheme, rest),
        Piece::Word(word) => of_word(word, known, nested),
        Piece::Handle(name, label) => of_handle(name, known.or_else(|| label.and_then(media::named))),
        Piece::Mail => Address { shape: Shape::Mail, ..Address::default() },
    };
    text::pieces(&text).into_iter().map(read).collect()
}

/// The account of a medium with this handle, as the medium's own rules write it.
fn account(medium: Medium, handle: &str) -> Address {
    let handle = handle.trim_end_matches('.');
    let (place, path) = match medium {
        Medium::X => ("x.com", handle.to_owned()),
        Medium::Facebook => ("www.facebook.com", handle.to_owned()),
        Medium::Instagram => ("www.instagram.com", handle.to_owned()),
        Medium::Line => ("line.me", format!("R/ti/p/@{handle}")),
        Medium::Youtube => ("www.youtube.com", format!("@{handle}")),
        Medium::Tiktok => ("www.tiktok.com", format!("@{handle}")),
        Medium::Threads => ("www.threads.com", format!("@{handle}")),
        Medium::Note => ("note.com", handle.to_owned()),
        Medium::Other => return Address::default(),
    };
    Address {
        medium: Some(medium),
        url: Some(url(place, &path)),
        handle: Some(handle.to_owned()),
        shape: Shape::Account,
        key: Some(key(medium.code(), "", &folded(medium, handle))),
    }
}

/// An account that is known by something else than its handle: a number, a channel, a name of old.
fn account_by(medium: Medium, kind: &str, name: &str, place: &str, path: &str) -> Address {
    Address {
        medium: Some(medium),
        url: Some(url(place, path)),
        handle: None,
        shape: Shape::Account,
        key: Some(key(medium.code(), kind, name)),
    }
}

fn url(place: &str, path: &str) -> String {
    if path.is_empty() { format!("https://{place}") } else { format!("https://{place}/{path}") }
}

fn key(place: &str, kind: &str, name: &str) -> AccountKey {
    AccountKey(if kind.is_empty() { format!("{place}/{name}") } else { format!("{place}/{kind}/{name}") })
}

/// The parts of the path of an address in its one form, with their %-signs read.
pub(super) fn segments(url: &str) -> Vec<String> {
    let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
    parts::with_scheme(rest).map(|parts| parts.segments()).unwrap_or_default()
}

/// A handle with everything left out that its medium does not tell apart.
///
/// * X: a name is found whatever its capitals are (help.x.com, "username rules" names letters, digits and `_` only;
///   that capitals do not count is taken from practice).
/// * Facebook: "periods and capitalization don't count" (Help Centre, "usernames and user IDs").
/// * Instagram, Threads, TikTok: names are kept in small letters (practice). YouTube: "handles are not case-sensitive"
///   (YouTube Help, "Handles overview").
/// * LINE: ids exist in small letters only, so that capitals are a fault that is shown, not folded. note: not known,
///   so nothing is folded, and another spelling is at worst asked about.
pub(super) fn folded(medium: Medium, handle: &str) -> String {
    let small = || handle.to_lowercase();
    match medium {
        Medium::X | Medium::Instagram | Medium::Threads | Medium::Tiktok | Medium::Youtube => small(),
        Medium::Facebook => small().replace('.', ""),
        Medium::Line | Medium::Note | Medium::Other => handle.to_owned(),
    }
}

/// A handle of which only the @ tells that it is one.
fn of_handle(name: &str, medium: Option<Medium>) -> Address {
    let name = name.trim_start_matches('@').split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((name, host)) = name.split_once('@') {
        // The form of Mastodon and its kin (@name@host).
        return if medium.is_none() { service::of_federated(name, host) } else { Address::default() };
    }
    if let Some(found) = medium.and_then(|medium| media::called_on(medium, name)) {
        return found;
    }
    // On no medium that is known, or not as its handles are: it is kept, but no address follows.
    let name = name.trim_end_matches(['.', '-']);
    let is_name = name.chars().all(|c| c.is_alphanumeric() || "._-".contains(c));
    if is_name && name.contains(char::is_alphanumeric) {
        return Address { handle: Some(name.to_owned()), shape: Shape::Handle, ..Address::default() };
    }
    Address::default()
}

/// A word that may be an address without a scheme, or the bare name of an account.
fn of_word(word: &str, medium: Option<Medium>, nested: usize) -> Address {
    let bare = || medium.filter(|_| word.is_ascii()).and_then(|medium| media::called_on(medium, word));
    let Some(parts) = parts::without_scheme(word) else { return bare().unwrap_or_default() };
    let read = of_parts(&parts, nested);
    // `shiomi.city` is a host as well as a name of Facebook: the medium decides, unless the rest says more.
    let only_host = parts.path.is_empty() && parts.query.is_empty() && !parts.host.starts_with("www.");
    if read.shape == Shape::Site
        && only_host
        && let Some(named) = bare()
    {
        return named;
    }
    read
}

fn of_link(link: &str, nested: usize) -> Address {
    parts::with_scheme(link).map(|parts| of_parts(&parts, nested)).unwrap_or_default()
}

fn of_parts(parts: &parts::Parts<'_>, nested: usize) -> Address {
    let inner = if nested > 0 { parts::wrapped(parts) } else { None };
    if let Some(inner) = inner {
        let found = read(&inner, None, nested - 1);
        if found.shape > Shape::Mail {
            return found;
        }
    }
    if let Some(found) = service::of_service(parts) {
        return found;
    }
    if let Some(found) = media::of_medium(parts) {
        return found;
    }
    site(parts)
}

/// A page of a host that is on no list.
fn site(parts: &parts::Parts<'_>) -> Address {
    if service::shortens(&parts.host) {
        let path = parts.plain_path();
        let shape = if path.is_empty() { Shape::Site } else { Shape::Short };
        return Address { url: Some(url(&parts.host, path)), shape, ..Address::default() };
    }
    let rest = parts.rest();
    let key = key("site", &parts.ascii_host(), &rest);
    Address { url: Some(url(&parts.host, &rest)), shape: Shape::Site, key: Some(key), ..Address::default() }
}

#[cfg(test)]
mod tests;
