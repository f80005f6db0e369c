//! Smaller services that are kept as the medium その他, the federated ones, and hosts that only shorten links.
//! Taken from practice: how their own pages write the addresses of accounts.

use super::parts::Parts;
use super::{Address, Medium, Shape, key, url};

/// A service whose accounts are told by their address.
struct Service {
    /// Hosts without `www.`.
    hosts: &'static [&'static str],
    /// Host of the one form.
    home: &'static str,
    /// What stands before the name; one of these, or nothing.
    before: &'static [&'static str],
    /// Whether an @ stands before the name.
    at: bool,
    /// Whether capitals count.
    capitals: bool,
}

const fn service(
    hosts: &'static [&'static str],
    home: &'static str,
    before: &'static [&'static str],
    at: bool,
    capitals: bool,
) -> Service {
    Service { hosts, home, before, at, capitals }
}

/// Capitals do not count in handles of Bluesky (AT Protocol, "Handle": normalised to small letters).
const SERVICES: [Service; 24] = [
    service(&["bsky.app"], "bsky.app", &["profile"], false, false),
    service(&["mixi.social"], "mixi.social", &[], true, false),
    service(&["pinterest.com", "pinterest.jp"], "www.pinterest.com", &[], false, false),
    service(&["linkedin.com"], "www.linkedin.com", &["company", "school", "showcase", "in"], false, false),
    service(&["linevoom.line.me"], "linevoom.line.me", &["user"], false, true),
    service(&["timeline.line.me"], "linevoom.line.me", &["user"], false, true),
    service(&["lemon8-app.com"], "www.lemon8-app.com", &[], true, false),
    service(&["ameblo.jp", "s.ameblo.jp"], "ameblo.jp", &[], false, false),
    service(&["nicovideo.jp", "sp.nicovideo.jp"], "www.nicovideo.jp", &["user"], false, true),
    service(&["ch.nicovideo.jp"], "ch.nicovideo.jp", &[], false, true),
    service(&["twitch.tv"], "www.twitch.tv", &[], false, false),
    service(&["t.me", "telegram.me"], "t.me", &[], false, false),
    service(&["flickr.com"], "www.flickr.com", &["photos", "people"], false, true),
    service(&["github.com"], "github.com", &[], false, false),
    service(&["medium.com"], "medium.com", &[], true, true),
    service(&["weibo.com"], "weibo.com", &["u"], false, true),
    service(&["stand.fm"], "stand.fm", &["channels"], false, true),
    service(&["voicy.jp"], "voicy.jp", &["channel"], false, true),
    service(&["open.spotify.com"], "open.spotify.com", &["show", "user"], false, true),
    service(&["vimeo.com"], "vimeo.com", &[], false, false),
    service(&["tumblr.com"], "www.tumblr.com", &[], false, false),
    service(&["pf.kakao.com"], "pf.kakao.com", &[], false, true),
    service(&["snapchat.com"], "www.snapchat.com", &["add"], false, false),
    service(&["whatsapp.com"], "www.whatsapp.com", &["channel"], false, true),
];

/// Servers of Mastodon and Misskey on which Japanese offices are found; each name is one of its own server.
const FEDERATED: [&str; 8] = [
    "mastodon.social",
    "mstdn.jp",
    "fedibird.com",
    "misskey.io",
    "mastodon-japan.net",
    "pawoo.net",
    "mstdn.social",
    "social.vivaldi.net",
];

/// First parts of paths that are nobody's name.
const PAGES: [&str; 24] = [
    "search",
    "login",
    "signup",
    "about",
    "explore",
    "hashtag",
    "tag",
    "tags",
    "settings",
    "home",
    "pin",
    "ideas",
    "terms",
    "privacy",
    "help",
    "share",
    "jobs",
    "directory",
    "videos",
    "topics",
    "features",
    "s",
    "watch",
    "p",
];

/// Hosts that only pass on (短縮URL), beside those of the media.
const SHORTENERS: [&str; 24] = [
    "bit.ly",
    "tinyurl.com",
    "ow.ly",
    "goo.gl",
    "is.gd",
    "buff.ly",
    "cutt.ly",
    "x.gd",
    "rb.gy",
    "onl.la",
    "onl.tw",
    "00m.in",
    "urx.space",
    "urx.blue",
    "qr.paps.jp",
    "shorturl.at",
    "shorturl.asia",
    "t.ly",
    "v.gd",
    "amzn.to",
    "pin.it",
    "lnkd.in",
    "discord.gg",
    "j.mp",
];

/// Whether a host only shortens links.
pub fn shortens(host: &str) -> bool {
    SHORTENERS.contains(&host.strip_prefix("www.").unwrap_or(host))
}

/// The account on one of these services; a page of theirs where the address names none; none on other hosts.
pub fn of_service(parts: &Parts<'_>) -> Option<Address> {
    let host = super::media::without_prefix(&parts.host);
    if FEDERATED.contains(&parts.host.as_str()) {
        let segments = parts.segments();
        let name = segments.first().and_then(|first| first.strip_prefix('@')).filter(|name| !name.contains('@'));
        return Some(name.map_or_else(|| page(parts, &parts.host), |name| of_federated(name, &parts.host)));
    }
    let at = |host: &str| SERVICES.iter().find(|service| service.hosts.contains(&host));
    let found = at(&parts.host).or_else(|| at(host))?;
    let segments = parts.segments();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let (before, name) = match (found.before, &segments[..]) {
        ([], [name, ..]) if !PAGES.contains(&name.to_lowercase().as_str()) => ("", *name),
        (words, [word, name, ..]) if words.contains(word) => (*word, *name),
        _ => return Some(page(parts, found.home)),
    };
    let name = match (name.strip_prefix('@'), found.at) {
        (Some(name), _) => name,
        (None, true) => return Some(page(parts, found.home)),
        (None, false) => name,
    };
    let name = super::text::trimmed(name);
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || "._-:%".contains(c));
    if !is_name || !name.contains(|c: char| c.is_ascii_alphanumeric()) || name.len() > 100 || name.contains('%') {
        return Some(page(parts, found.home));
    }
    let sign = if found.at { "@" } else { "" };
    let path = if before.is_empty() { format!("{sign}{name}") } else { format!("{before}/{sign}{name}") };
    let folded = if found.capitals { name.to_owned() } else { name.to_lowercase() };
    // Of Flickr both words lead to one account; those of LinkedIn are four kinds.
    let kind =
        if found.home == "www.linkedin.com" { format!("{}/{before}", found.home) } else { found.home.to_owned() };
    Some(account(&kind, found.home, &path, name, &folded))
}

/// An account on a server of Mastodon or its kin (`@name@host`).
pub fn of_federated(name: &str, host: &str) -> Address {
    let host = super::text::trimmed(host).to_lowercase();
    let sound = |text: &str, more: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
    };
    let is_host = host.split('.').all(|label| sound(label, "-"))
        && host.contains('.')
        && host.rsplit('.').next().is_some_and(|last| last.len() >= 2);
    if !sound(name, "_") || !is_host || super::media::is_medium(&host) {
        return Address::default();
    }
    account(&host, &host, &format!("@{name}"), name, &name.to_lowercase())
}

fn account(kind: &str, home: &str, path: &str, name: &str, folded: &str) -> Address {
    Address {
        medium: Some(Medium::Other),
        url: Some(url(home, path)),
        handle: Some(name.to_owned()),
        shape: Shape::Account,
        key: Some(key(Medium::Other.code(), kind, folded)),
    }
}

fn page(parts: &Parts<'_>, home: &str) -> Address {
    let rest = parts.rest();
    Address { medium: Some(Medium::Other), url: Some(url(home, &rest)), handle: None, shape: Shape::Page, key: None }
}
