//! Addresses that only look like those of the register (なりすましの疑い): one letter, another script, another host.
//! Deliberately not here: any judgement of who is behind an address. What is near is for a person to look at.

mod hosts;
mod signs;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Medium;
use super::address::{Address, Shape, address, folded, same, segments};
use crate::fold::fold;

/// An account of the register, as far as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// Id of the record.
    pub id: String,
    /// Name of the account.
    pub name: String,
    /// Where it is.
    pub medium: Medium,
    /// Handle without @.
    pub handle: Option<String>,
    /// Address, in whatever form.
    pub url: Option<String>,
    /// Whether it is no longer in use, so that no page should name it.
    pub ended: bool,
}

/// What an address is beside the accounts of the register (照合の結果).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "likeness")]
pub enum Likeness {
    /// The account of this record.
    Exact {
        /// Id of the record.
        id: String,
    },
    /// Not that account, but easily taken for it.
    Near {
        /// Id of the record; none where only the host is like that of a medium.
        id: Option<String>,
        /// Why it may be taken for it.
        why: Why,
    },
    /// Like nothing that the register holds.
    Unknown,
}

/// Why an address may be taken for another (疑いの理由); the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A name of a medium stands before the @, and the true host behind it.
    HostUser,
    /// The host is written in letters of another script, or is the coded form of such a one.
    HostScript,
    /// The host differs in signs that look alike.
    HostLetters,
    /// The host of a medium is only the beginning or the middle of a longer one.
    HostWithin,
    /// The host differs in one letter.
    HostOneEdit,
    /// The name of a medium is a word of a host that is not its own.
    HostWord,
    /// What is shown is an account of the register, and the link leads elsewhere.
    Shown,
    /// The link leads to an account of the register, and is called by the name of another one.
    Named,
    /// The name is written in letters of another script.
    Script,
    /// The name differs in signs that look alike (l I 1, O 0, rn m, vv w).
    Letters,
    /// The name differs in `_`, `.` or `-`.
    Separator,
    /// The name differs in how often a letter stands there.
    Repeated,
    /// The name differs in several of these.
    Mixed,
    /// The name differs in capitals, on a medium that tells them apart.
    Case,
    /// The name differs in one letter: changed, left out, added or exchanged with the next.
    OneEdit,
    /// The name has something before or behind it.
    Added,
    /// The same name, as another kind of address of the same medium.
    OtherForm,
    /// The same name on another medium.
    OtherMedium,
}

impl Why {
    /// The word for this reason, also of the locale key `sns.why.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::HostUser => "host_user",
            Self::HostScript => "host_script",
            Self::HostLetters => "host_letters",
            Self::HostWithin => "host_within",
            Self::HostOneEdit => "host_one_edit",
            Self::HostWord => "host_word",
            Self::Shown => "shown",
            Self::Named => "named",
            Self::Script => "script",
            Self::Letters => "letters",
            Self::Separator => "separator",
            Self::Repeated => "repeated",
            Self::Mixed => "mixed",
            Self::Case => "case",
            Self::OneEdit => "one_edit",
            Self::Added => "added",
            Self::OtherForm => "other_form",
            Self::OtherMedium => "other_medium",
        }
    }
}

/// Names of fewer characters stand in too many words to tell an account.
const TELLING: usize = 3;

/// The accounts of the register, made ready for many comparisons.
#[derive(Debug, Clone, Default)]
pub struct Watched {
    accounts: Vec<Account>,
}

#[derive(Debug, Clone)]
struct Account {
    id: String,
    /// Its name as it is compared.
    name: String,
    /// What its address says, and what its handle says: of a channel or a short link these are two things.
    reads: Vec<Address>,
    /// The names by which it is known.
    names: Vec<Name>,
}

/// A name as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    medium: Medium,
    text: String,
    /// Whether it is a number or a sign that a machine gave.
    given: bool,
}

impl Watched {
    /// Makes the accounts of a register ready.
    pub fn new(known: &[Known]) -> Self {
        let ready = |known: &Known| {
            let of_url = known.url.as_deref().map(|url| address(url, Some(known.medium)));
            let of_handle = known.handle.as_deref().map(|handle| address(&format!("@{handle}"), Some(known.medium)));
            let reads: Vec<Address> =
                of_url.into_iter().chain(of_handle).filter(|read| read.shape > Shape::Mail).collect();
            let mut names: Vec<Name> = reads.iter().filter_map(name_of).collect();
            names.dedup();
            Account { id: known.id.clone(), name: fold(&known.name), reads, names }
        };
        Self { accounts: known.iter().map(ready).collect() }
    }

    /// Ids of the accounts without anything by which they could be found.
    pub fn without_address(&self) -> Vec<String> {
        self.accounts.iter().filter(|account| account.reads.is_empty()).map(|account| account.id.clone()).collect()
    }

    /// What an address or handle is beside the register; `medium` is the one that was named beside it.
    pub fn compare(&self, link: &str, medium: Option<Medium>) -> Likeness {
        self.compare_read(&address(link, medium), link)
    }

    /// As `compare`, for an address that was read before from `typed`.
    pub fn compare_read(&self, read: &Address, typed: &str) -> Likeness {
        if let Some(account) = self.accounts.iter().find(|account| is_same(account, read)) {
            return Likeness::Exact { id: account.id.clone() };
        }
        if read.shape == Shape::Site {
            return self.of_site(read, typed);
        }
        let near = names(read).into_iter().filter_map(|name| self.nearest(&name)).min_by_key(|(why, _)| *why);
        near.map_or(Likeness::Unknown, |(why, id)| Likeness::Near { id: Some(id), why })
    }

    /// The ids of the accounts of whom an address tells exactly, in the order of the register.
    pub fn exact(&self, read: &Address) -> Vec<String> {
        self.accounts.iter().filter(|account| is_same(account, read)).map(|account| account.id.clone()).collect()
    }

    /// The ids of the accounts with this handle, on whatever medium (`@name` in a text).
    pub fn by_handle(&self, handle: &str) -> Vec<String> {
        let is = |account: &&Account| {
            let mut names = account.names.iter().filter(|name| !name.given);
            names.any(|name| folded(name.medium, &name.text) == folded(name.medium, handle))
        };
        self.accounts.iter().filter(is).map(|account| account.id.clone()).collect()
    }

    /// The account of whom a link's words speak, where it leads to the accounts `leads_to`: of the names that stand in the
    /// words the longest tells, and none is said to be wrong that is one of theirs.
    pub fn named_otherwise(&self, words: &str, leads_to: &[String]) -> Option<String> {
        let words = fold(words);
        let told = |account: &&Account| account.name.chars().count() >= TELLING && words.contains(&account.name);
        let length = |account: &&Account| account.name.chars().count();
        let longest = self.accounts.iter().filter(told).map(|account| length(&account)).max()?;
        let mut told = self.accounts.iter().filter(told).filter(|account| length(account) == longest);
        let own = told.clone().any(|account| leads_to.contains(&account.id));
        told.next().filter(|_| !own && !leads_to.is_empty()).map(|account| account.id.clone())
    }

    /// As which account a handle may be taken that stands without its medium, and why.
    pub fn near_handle(&self, handle: &str) -> Option<(Why, String)> {
        let mut media: Vec<Medium> =
            self.accounts.iter().flat_map(|account| &account.names).map(|name| name.medium).collect();
        media.sort_unstable_by_key(|medium| medium.code());
        media.dedup();
        let names = media.into_iter().map(|medium| Name { medium, text: handle.to_owned(), given: false });
        names.filter_map(|name| self.nearest(&name)).min().filter(|(why, _)| *why < Why::OtherForm)
    }

    fn nearest(&self, name: &Name) -> Option<(Why, String)> {
        let why = |account: &Account| {
            let least = account.names.iter().filter_map(|known| near(name, known)).min();
            least.map(|why| (why, account.id.clone()))
        };
        self.accounts.iter().filter_map(why).min_by_key(|(why, _)| *why)
    }

    /// A page on a host of nobody: like the host of a medium, or of a page that the register names.
    fn of_site(&self, read: &Address, typed: &str) -> Likeness {
        let sites = |account: &Account| -> Vec<String> {
            let sites = account.reads.iter().filter(|read| read.shape == Shape::Site);
            sites.filter_map(|read| Some(hosts::host(read.url.as_deref()?))).collect()
        };
        let own =
            self.accounts.iter().flat_map(|account| sites(account).into_iter().map(|host| (host, account.id.as_str())));
        let own: Vec<(String, &str)> = own.collect();
        let host = hosts::host(read.url.as_deref().unwrap_or_default());
        let Some((why, like)) = hosts::near(&host, typed, own.iter().map(|(host, _)| host.as_str())) else {
            return Likeness::Unknown;
        };
        let of_host = own.iter().find(|(host, _)| *host == like).map(|(_, id)| (*id).to_owned());
        // The name behind the host tells whom it pretends to be.
        let named = || {
            let segments = segments(read.url.as_deref().unwrap_or_default());
            let words = segments.iter().map(|segment| segment.trim_start_matches('@'));
            words.flat_map(|word| self.by_handle(word)).next()
        };
        Likeness::Near { id: of_host.or_else(named), why }
    }
}

fn is_same(account: &Account, read: &Address) -> bool {
    // Of short links and other pages only the address itself tells.
    let by_url = |own: &Address| own.key.is_none() && own.url.is_some() && own.url == read.url;
    account.reads.iter().any(|own| same(own, read) || by_url(own))
}

/// The name of an account.
fn name_of(read: &Address) -> Option<Name> {
    let medium = read.medium?;
    if let Some(handle) = &read.handle {
        return Some(Name { medium, text: handle.clone(), given: false });
    }
    if read.shape != Shape::Account {
        return None;
    }
    let url = read.url.as_deref()?;
    let text = url.rsplit(['/', '=']).next().unwrap_or_default().to_owned();
    let named = ["/c/", "/user/"].iter().any(|word| url.contains(word)) && medium == Medium::Youtube;
    Some(Name { medium, text, given: !named })
}

/// The names that an address may want to be taken for.
fn names(read: &Address) -> Vec<Name> {
    let Some(medium) = read.medium else { return Vec::new() };
    match (name_of(read), read.shape, read.url.as_deref()) {
        (Some(name), ..) => vec![name],
        // Letters of other scripts are in nobody's name on most media, so that this is the address of no account.
        (None, Shape::Page, Some(url)) => {
            let words = segments(url).into_iter().filter(|word| !word.is_ascii());
            words.map(|text| Name { medium, text: text.trim_start_matches('@').to_owned(), given: false }).collect()
        }
        _ => Vec::new(),
    }
}

/// Why one name may be taken for the other; none where nobody would, or where they are the same account.
fn near(name: &Name, known: &Name) -> Option<Why> {
    let shown = |name: &Name| if name.given { name.text.clone() } else { folded(name.medium, &name.text) };
    let (one, other) = (shown(name), shown(known));
    let (one, other) = (one.as_str(), other.as_str());
    if name.medium != known.medium {
        let small = one.to_lowercase() == other.to_lowercase();
        return (small && !name.given && !known.given && other.chars().count() >= 4).then_some(Why::OtherMedium);
    }
    if one.to_lowercase() == other.to_lowercase() {
        return Some(if one == other { Why::OtherForm } else { Why::Case });
    }
    if name.given || known.given {
        return (name.given == known.given && signs::one_edit(one, other)).then_some(Why::OneEdit);
    }
    let like = [
        (Why::Script, signs::script as fn(&str) -> String),
        (Why::Letters, signs::letters),
        (Why::Separator, signs::joined),
        (Why::Repeated, signs::squeezed),
        (Why::Mixed, signs::skeleton),
    ];
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let alike = like.into_iter().find(|(_, form)| {
        let (one, other) = (form(&one), form(&other));
        !one.is_empty() && one == other
    });
    if let Some((why, _)) = alike {
        return Some(why);
    }
    let (one, other) = (signs::script(&one), signs::script(&other));
    // Of short names every other one is a letter away.
    if other.chars().count() >= 5 && signs::one_edit(&one, &other) {
        return Some(Why::OneEdit);
    }
    let more = one.chars().count().saturating_sub(other.chars().count());
    let added = (1..=12).contains(&more) && (one.starts_with(&other) || one.ends_with(&other));
    (other.chars().count() >= 5 && added).then_some(Why::Added)
}

#[cfg(test)]
mod tests;
