//! An address taken apart, without what only counts visitors, and what lies inside another address.
//! Deliberately not here: whose address it is.

use super::text::trimmed;

/// An address taken apart.
#[derive(Debug, Clone)]
pub struct Parts<'a> {
    /// Host in small letters, with its port if it is not the usual one.
    pub host: String,
    /// Path without the first slash.
    pub path: &'a str,
    /// What stands behind the `?`.
    pub query: &'a str,
    /// What stands behind the `#`.
    pub fragment: &'a str,
}

/// Parameters that tell who came from where, not what is shown. Taken from practice.
const COUNTING: [&str; 36] = [
    "utm",
    "fbclid",
    "gclid",
    "dclid",
    "yclid",
    "msclkid",
    "twclid",
    "ttclid",
    "igsh",
    "igshid",
    "ig_mid",
    "mibextid",
    "ref",
    "ref_src",
    "ref_url",
    "refsrc",
    "fref",
    "si",
    "s",
    "t",
    "lang",
    "hl",
    "locale",
    "feature",
    "from",
    "openexternalbrowser",
    "cxt",
    "xmt",
    "__tn__",
    "rdid",
    "_t",
    "_r",
    "sub_confirmation",
    "share_url",
    "is_from_webapp",
    "sender_device",
];

impl Parts<'_> {
    /// Path and query without what only counts, as they stand in the one form.
    pub fn rest(&self) -> String {
        let path = ended(self.path).trim_start_matches('/');
        let kept: Vec<&str> = self
            .query
            .split('&')
            .map(|pair| pair.strip_prefix("amp;").unwrap_or(pair))
            .filter(|pair| tells(pair))
            .collect();
        if kept.is_empty() { path.to_owned() } else { trimmed(&format!("{path}?{}", kept.join("&"))).to_owned() }
    }

    /// The path alone up to the first Japanese sign, which is where a sentence goes on behind a short link.
    pub fn plain_path(&self) -> &str {
        let end = self.path.find(|c: char| !c.is_ascii()).unwrap_or(self.path.len());
        ended(&self.path[..end]).trim_start_matches('/')
    }

    /// The parts of the path, with their %-signs read.
    pub fn segments(&self) -> Vec<String> {
        self.path.split('/').filter(|part| !part.is_empty()).map(decoded).collect()
    }

    /// The first value of a parameter, with its %-signs read.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let pairs = self.query.split('&').map(|pair| pair.strip_prefix("amp;").unwrap_or(pair));
        let mut values = pairs.filter_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        values.next().map(plain).filter(|value| !value.is_empty())
    }

    /// The host in the letters in which it is looked up, so that names in other scripts differ from what they look like.
    pub fn ascii_host(&self) -> String {
        let (host, port) = self.host.split_once(':').map_or((self.host.as_str(), ""), |(host, port)| (host, port));
        let ascii = url::Host::parse(host).map(|host| host.to_string()).unwrap_or_else(|_| host.to_owned());
        if port.is_empty() { ascii } else { format!("{ascii}:{port}") }
    }
}

/// Whether a parameter says what is shown.
fn tells(pair: &str) -> bool {
    let Some((name, value)) = pair.split_once('=') else { return false };
    let name = name.to_ascii_lowercase();
    !value.is_empty() && !name.starts_with("utm_") && !COUNTING.contains(&name.as_str())
}

/// Without the slashes and signs at the end.
fn ended(path: &str) -> &str {
    let mut path = path;
    loop {
        let shorter = trimmed(path.trim_end_matches('/'));
        if shorter.len() == path.len() {
            return path;
        }
        path = shorter;
    }
}

/// Takes apart what stands behind the colon of a scheme; none where there is no host.
pub fn with_scheme(text: &str) -> Option<Parts<'_>> {
    taken(text.trim_start_matches(['/', '\\']), true)
}

/// Takes apart a word without a scheme; none where it has no host or is a mail address.
pub fn without_scheme(word: &str) -> Option<Parts<'_>> {
    let rest = word.trim_start_matches('/');
    let slashes = word.len() - rest.len();
    let parts = taken(rest, slashes == 2)?;
    // A number with a dot, an abbreviation or the end of a sentence is no host.
    let host = parts.host.split(':').next().unwrap_or_default();
    let last = host.rsplit('.').next().unwrap_or_default();
    let sound = last.len() >= 2 && (last.bytes().all(|byte| byte.is_ascii_alphabetic()) || last.starts_with("xn--"));
    sound.then_some(parts)
}

fn taken(rest: &str, scheme: bool) -> Option<Parts<'_>> {
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
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
    let host = if scheme { host } else { behind_words(&host).to_owned() };
    let sound = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if !host.contains('.') || !host.split('.').all(sound) {
        return None;
    }
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = path.strip_prefix(['/', '\\']).unwrap_or(path);
    let usual = ["", "80", "443"].contains(&port);
    Some(Parts { host: if usual { host } else { format!("{host}:{port}") }, path, query, fragment })
}

/// The host of a medium right behind Japanese words, which would otherwise be a part of it.
fn behind_words(host: &str) -> &str {
    let plain =
        host.rfind(|c: char| !c.is_ascii()).map_or(0, |at| at + host[at..].chars().next().map_or(0, char::len_utf8));
    let tail = host[plain..].trim_start_matches('-');
    if super::media::is_medium(tail) || super::service::shortens(tail) { tail } else { host }
}

/// The address inside another one: pages that pass people on, and pages for signing in that remember where to go.
/// Taken from practice; none where the address is itself what is meant.
pub fn wrapped(parts: &Parts<'_>) -> Option<String> {
    let host = parts.host.as_str();
    let first = |names: &[&str]| names.iter().find_map(|name| parts.parameter(name));
    let below = |name: &str| host == name || host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
    let path = parts.path;
    let google = host.strip_prefix("www.").unwrap_or(host).strip_prefix("google.").is_some_and(|end| end.len() <= 6);
    let full = match host {
        "l.facebook.com" | "lm.facebook.com" | "l.instagram.com" | "l.threads.com" | "l.threads.net"
        | "l.messenger.com" => first(&["u"]),
        "web.archive.org" => path.strip_prefix("web/").and_then(|rest| rest.split_once('/')).map(|(_, inner)| {
            if parts.query.is_empty() { inner.to_owned() } else { format!("{inner}?{}", parts.query) }
        }),
        "href.li" => Some(parts.query.to_owned()),
        "slack-redir.net" | "www.translatetheweb.com" => first(&["url", "a"]),
        "accounts.google.com" => first(&["continue"]),
        "consent.youtube.com" => first(&["continue"]),
        "publish.twitter.com" | "publish.x.com" => first(&["query", "url"]),
        "qr-official.line.me" => None,
        _ if host.starts_with("translate.google.") => first(&["u"]),
        _ if google && path.starts_with("url") => first(&["q", "url"]),
        _ if below("safelinks.protection.outlook.com") => first(&["url"]),
        _ if below("youtube.com") && path.starts_with("redirect") => first(&["q"]),
        _ if below("facebook.com")
            && (path.starts_with("plugins/") || path.starts_with("v") && path.contains("/plugins/")) =>
        {
            first(&["href"])
        }
        _ if below("facebook.com") && path.starts_with("login") => first(&["next"]),
        _ if below("facebook.com") && path.starts_with("flx/warn") => first(&["u"]),
        _ => None,
    };
    if let Some(inner) = full.filter(|inner| inner.contains("//")) {
        return Some(inner);
    }
    let (next, home) = if below("x.com") || below("twitter.com") {
        (first(&["redirect_after_login"])?, "x.com")
    } else if below("instagram.com") && path.starts_with("accounts/login") {
        (first(&["next"])?, "www.instagram.com")
    } else {
        return None;
    };
    // A path alone is one on the same host.
    if next.starts_with('/') && !next.starts_with("//") { Some(format!("{home}{next}")) } else { Some(next) }
}

/// A part of a path with its %-signs read; as it is where they say nothing sensible.
fn decoded(part: &str) -> String {
    let sensible = |text: &String| !text.contains(|c: char| c.is_control() || c.is_whitespace() || "/?#".contains(c));
    Some(super::text::clean(&plain(part))).filter(sensible).unwrap_or_else(|| part.to_owned())
}

/// A text with its %-signs read; as it is where that is no text.
pub fn plain(part: &str) -> String {
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
    String::from_utf8(bytes).unwrap_or_else(|_| part.to_owned())
}
