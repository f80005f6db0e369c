//! Addresses of official accounts, however they were typed, in the one form in which they can be compared.
//! The forms are grammar of the media's addresses, not wording. Nothing is looked up, and nothing is refused here.

use super::Medium;

/// What an address says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// The medium of its host, else the one that was known before.
    pub medium: Option<Medium>,
    /// The address in its one form; none where the text is no address.
    pub url: Option<String>,
    /// The handle without @, with its capitals.
    pub handle: Option<String>,
}

/// Reads an address or a handle (`@foo`); `medium` is the one that was named beside it, if any.
pub fn address(typed: &str, medium: Option<Medium>) -> Address {
    let text = crate::fold::nfkc(typed);
    let known = medium.filter(|medium| *medium != Medium::Other);
    let word = text.split_whitespace().next().unwrap_or_default();
    let word = word.trim_matches(|c: char| matches!(c, '<' | '>' | '"' | '\'' | '\u{200b}' | '\u{feff}'));
    let read = if let Some(name) = word.strip_prefix('@') { of_handle(name, known) } else { of_url(word, known) };
    Address { medium: read.medium.or(medium), ..read }
}

/// The address of the account with this handle.
fn canonical(medium: Medium, handle: &str) -> Option<String> {
    Some(match medium {
        Medium::X => format!("https://x.com/{handle}"),
        Medium::Facebook => format!("https://www.facebook.com/{handle}"),
        Medium::Instagram => format!("https://www.instagram.com/{handle}"),
        Medium::Line => format!("https://line.me/R/ti/p/@{handle}"),
        Medium::Youtube => format!("https://www.youtube.com/@{handle}"),
        Medium::Tiktok => format!("https://www.tiktok.com/@{handle}"),
        Medium::Threads => format!("https://www.threads.com/@{handle}"),
        Medium::Note => format!("https://note.com/{handle}"),
        Medium::Other => return None,
    })
}

fn account(medium: Medium, handle: &str) -> Address {
    Address { medium: Some(medium), url: canonical(medium, handle), handle: Some(handle.to_owned()) }
}

/// A handle of which only the @ tells that it is one.
fn of_handle(name: &str, medium: Option<Medium>) -> Address {
    let name = name.trim_start_matches('@').split(['/', '?', '#']).next().unwrap_or_default();
    match medium {
        _ if name.is_empty() => Address::default(),
        Some(medium) if fits(medium, name) => account(medium, name),
        // On no medium that is known, or not as its handles are: it is kept, but no address follows.
        _ if name.chars().all(|c| c.is_alphanumeric() || "._-@".contains(c)) => {
            Address { handle: Some(name.to_owned()), ..Address::default() }
        }
        _ => Address::default(),
    }
}

/// Whether a medium gives such handles.
fn fits(medium: Medium, name: &str) -> bool {
    let more = match medium {
        Medium::X | Medium::Note => "_",
        Medium::Instagram | Medium::Threads | Medium::Tiktok => "._",
        Medium::Facebook | Medium::Line | Medium::Youtube => "._-",
        Medium::Other => return false,
    };
    let own = matches!(medium, Medium::Youtube | Medium::Facebook);
    let fits = |c: char| c.is_ascii_alphanumeric() || more.contains(c) || (own && c.is_alphanumeric());
    !name.is_empty() && name.chars().count() <= 100 && name.chars().all(fits)
}

/// An address taken apart.
struct Parts<'a> {
    /// Host in small letters, with its port if it is not the usual one.
    host: String,
    path: &'a str,
    query: &'a str,
    fragment: &'a str,
}

fn of_url(text: &str, medium: Option<Medium>) -> Address {
    let Some(parts) = parts(text) else { return bare(text, medium) };
    let found = medium_of(&parts.host);
    if let (None, Some(_), "") = (found, medium, parts.path)
        && !text.contains("://")
        && !parts.host.starts_with("www.")
        && let named @ Address { handle: Some(_), .. } = bare(text, medium)
    {
        return named;
    }
    let Some((medium, own)) = found else {
        let path = parts.path.trim_end_matches('/');
        return Address { medium: None, url: Some(format!("https://{}{path}", parts.host)), handle: None };
    };
    let segments: Vec<String> = parts.path.split('/').filter(|part| !part.is_empty()).map(decoded).collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    if own && let Some(read) = on_medium(medium, &segments, &parts) {
        return read;
    }
    let host = if own { home(medium) } else { &parts.host };
    let path = parts.path.trim_end_matches('/');
    Address { medium: Some(medium), url: Some(format!("https://{host}{path}")), handle: None }
}

/// A word that is no address: a handle, if its medium is known and gives such handles in plain letters.
fn bare(text: &str, medium: Option<Medium>) -> Address {
    match medium {
        Some(medium) if text.is_ascii() && text.contains(|c: char| c.is_ascii_alphanumeric()) && fits(medium, text) => {
            account(medium, text)
        }
        _ => Address::default(),
    }
}

/// Takes an address apart; none where it has no host.
fn parts(text: &str) -> Option<Parts<'_>> {
    let (scheme, rest) = match text.split_once(':') {
        Some((scheme, rest)) if ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            (true, rest.trim_start_matches('/'))
        }
        _ => (text.starts_with("//"), text.trim_start_matches('/')),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let place = match authority.rsplit_once('@') {
        // Without a scheme this is an address for mail.
        Some(_) if !scheme => return None,
        Some((_, place)) => place,
        None => authority,
    };
    let (host, port) = place.split_once(':').unwrap_or((place, ""));
    if !port.chars().all(|c| c.is_ascii_digit()) || port.len() > 5 {
        return None;
    }
    let host = host.trim_end_matches('.').to_lowercase();
    let sound = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    if !host.contains('.') || !host.split('.').all(sound) {
        return None;
    }
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let usual = ["", "80", "443"].contains(&port);
    Some(Parts { host: if usual { host } else { format!("{host}:{port}") }, path, query, fragment })
}

/// The medium of a host, and whether accounts stand there; else it is a place for short links or pages of its own.
fn medium_of(host: &str) -> Option<(Medium, bool)> {
    let accounts = |medium| Some((medium, true));
    match without_prefix(host) {
        "x.com" | "twitter.com" => return accounts(Medium::X),
        "facebook.com" | "fb.com" => return accounts(Medium::Facebook),
        "instagram.com" => return accounts(Medium::Instagram),
        "line.me" | "page.line.me" => return accounts(Medium::Line),
        "youtube.com" => return accounts(Medium::Youtube),
        "tiktok.com" => return accounts(Medium::Tiktok),
        "threads.com" | "threads.net" => return accounts(Medium::Threads),
        "note.com" | "note.mu" => return accounts(Medium::Note),
        _ => {}
    }
    let others: [(Medium, &[&str]); 8] = [
        (Medium::X, &["x.com", "twitter.com", "t.co"]),
        (Medium::Facebook, &["facebook.com", "fb.com", "fb.me", "fb.watch"]),
        (Medium::Instagram, &["instagram.com", "instagr.am", "ig.me"]),
        (Medium::Line, &["line.me", "lin.ee"]),
        (Medium::Youtube, &["youtube.com", "youtu.be"]),
        (Medium::Tiktok, &["tiktok.com"]),
        (Medium::Threads, &["threads.com", "threads.net"]),
        (Medium::Note, &["note.com", "note.mu", "note.jp"]),
    ];
    let below = |name: &&str| host.strip_suffix(*name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    others.into_iter().find(|(_, names)| names.iter().any(below)).map(|(medium, _)| (medium, false))
}

/// A host without `www.`, without the word for small screens, and without a language.
fn without_prefix(host: &str) -> &str {
    let Some((first, rest)) = host.split_once('.') else { return host };
    let language = |word: &str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_prefix = ["www", "m", "mobile", "mbasic", "touch", "web", "ja", "jp"].contains(&first)
        || first.split_once('-').is_some_and(|(a, b)| language(a) && language(b));
    if is_prefix { rest } else { host }
}

/// Where a medium's addresses begin that are not those of an account.
fn home(medium: Medium) -> &'static str {
    match medium {
        Medium::X => "x.com",
        Medium::Facebook => "www.facebook.com",
        Medium::Instagram => "www.instagram.com",
        Medium::Line => "line.me",
        Medium::Youtube => "www.youtube.com",
        Medium::Tiktok => "www.tiktok.com",
        Medium::Threads => "www.threads.com",
        Medium::Note | Medium::Other => "note.com",
    }
}

/// The account that a path on a medium's own host means; none where it means something else.
fn on_medium(medium: Medium, segments: &[&str], parts: &Parts<'_>) -> Option<Address> {
    // Once these media wrote their paths behind `#!/`.
    let old: Vec<&str> = parts.fragment.strip_prefix("!/").into_iter().flat_map(|path| path.split('/')).collect();
    let segments = if segments.is_empty() { &old[..] } else { segments };
    let named = |name: &str| {
        let name = name.split('?').next().unwrap_or_default();
        Some(name).filter(|name| fits(medium, name)).map(|name| account(medium, name))
    };
    let first = *segments.first().unwrap_or(&"");
    let with_at = || first.strip_prefix('@').and_then(named);
    match medium {
        Medium::X => match first {
            "intent" => named(parameter(parts.query, "screen_name")?),
            first if X_PAGES.contains(&first.to_lowercase().as_str()) => None,
            first => named(first.trim_start_matches('@')),
        },
        Medium::Facebook => match first {
            "profile.php" => {
                let id = parameter(parts.query, "id").filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()))?;
                let url = format!("https://www.facebook.com/profile.php?id={id}");
                (!id.is_empty()).then_some(Address { medium: Some(medium), url: Some(url), handle: None })
            }
            "pg" => named(segments.get(1)?),
            first if first.ends_with(".php") || FACEBOOK_PAGES.contains(&first.to_lowercase().as_str()) => None,
            first => named(first.trim_start_matches('@')),
        },
        Medium::Instagram => match first {
            "stories" | "_u" => named(segments.get(1)?),
            first if INSTAGRAM_PAGES.contains(&first.to_lowercase().as_str()) => None,
            first => named(first.trim_start_matches('@')),
        },
        Medium::Line => {
            let at = segments.iter().find_map(|segment| segment.strip_prefix('@'));
            let asked = || parameter(parts.query, "accountId").or_else(|| parameter(parts.query, "id"));
            let page = || parts.host.starts_with("page.").then_some(first).filter(|first| !first.is_empty());
            named(at.or_else(page).or_else(|| asked().filter(|_| first != "ti"))?)
        }
        Medium::Youtube => match first {
            "channel" | "c" | "user" => {
                let name = segments.get(1)?;
                let url = format!("https://www.youtube.com/{first}/{name}");
                fits(medium, name).then_some(Address { medium: Some(medium), url: Some(url), handle: None })
            }
            _ => with_at(),
        },
        Medium::Tiktok | Medium::Threads => with_at(),
        Medium::Note => {
            let page = NOTE_PAGES.contains(&first.to_lowercase().as_str());
            if page { None } else { named(first.trim_start_matches('@')) }
        }
        Medium::Other => None,
    }
}

/// First parts of paths on X that are no account.
const X_PAGES: [&str; 16] = [
    "i",
    "home",
    "search",
    "search-advanced",
    "hashtag",
    "share",
    "explore",
    "settings",
    "login",
    "messages",
    "notifications",
    "compose",
    "tos",
    "privacy",
    "download",
    "signup",
];

/// First parts of paths on Facebook that are no account.
const FACEBOOK_PAGES: [&str; 22] = [
    "groups",
    "events",
    "event",
    "watch",
    "share",
    "sharer",
    "photo",
    "photos",
    "photo.php",
    "login",
    "help",
    "hashtag",
    "marketplace",
    "gaming",
    "reel",
    "pages",
    "people",
    "p",
    "media",
    "stories",
    "dialog",
    "story",
];

/// First parts of paths on Instagram that are no account.
const INSTAGRAM_PAGES: [&str; 10] =
    ["p", "reel", "reels", "explore", "tv", "accounts", "direct", "s", "share", "about"];

/// First parts of paths on note that are no account.
const NOTE_PAGES: [&str; 12] = [
    "hashtag",
    "topic",
    "topics",
    "search",
    "login",
    "signup",
    "settings",
    "interests",
    "contests",
    "notifications",
    "ranking",
    "magazines",
];

/// The first value of a parameter of a query.
fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// A part of a path with its %-signs read; as it is where they say nothing sensible.
fn decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [byte, tail @ ..] = rest {
        let digit = |at: usize| tail.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        rest = tail;
        match (byte, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &tail[2..];
            }
            _ => bytes.push(*byte),
        }
    }
    let sensible = |text: &String| !text.contains(|c: char| c.is_control() || c.is_whitespace() || "/?#".contains(c));
    String::from_utf8(bytes).ok().filter(sensible).unwrap_or_else(|| part.to_owned())
}

#[cfg(test)]
mod tests;
