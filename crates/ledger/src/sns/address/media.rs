//! The media that have a word of their own: their hosts, which paths are accounts, and which names they give.
//! Taken from practice and from the media's help pages where one is named.

use super::parts::Parts;
use super::{Address, Medium, Shape, account, account_by, url};

/// What stands at a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Accounts.
    Accounts,
    /// Short links.
    Short,
    /// Pages that are no accounts.
    Pages,
}

/// Hosts of the media, without what only tells the screen or the language, and what stands there.
const HOSTS: [(&str, Medium, Place); 41] = [
    ("x.com", Medium::X, Place::Accounts),
    ("twitter.com", Medium::X, Place::Accounts),
    ("t.co", Medium::X, Place::Short),
    ("pic.x.com", Medium::X, Place::Short),
    ("pic.twitter.com", Medium::X, Place::Short),
    ("facebook.com", Medium::Facebook, Place::Accounts),
    ("fb.com", Medium::Facebook, Place::Accounts),
    ("m.me", Medium::Facebook, Place::Accounts),
    ("fb.me", Medium::Facebook, Place::Short),
    ("fb.watch", Medium::Facebook, Place::Short),
    ("instagram.com", Medium::Instagram, Place::Accounts),
    ("instagr.am", Medium::Instagram, Place::Accounts),
    ("ig.me", Medium::Instagram, Place::Accounts),
    ("line.me", Medium::Line, Place::Accounts),
    ("page.line.me", Medium::Line, Place::Accounts),
    ("accountpage.line.me", Medium::Line, Place::Accounts),
    ("line.naver.jp", Medium::Line, Place::Accounts),
    ("manager.line.biz", Medium::Line, Place::Accounts),
    ("chat.line.biz", Medium::Line, Place::Pages),
    ("lin.ee", Medium::Line, Place::Short),
    ("youtube.com", Medium::Youtube, Place::Accounts),
    ("studio.youtube.com", Medium::Youtube, Place::Accounts),
    ("music.youtube.com", Medium::Youtube, Place::Accounts),
    ("gaming.youtube.com", Medium::Youtube, Place::Accounts),
    ("youtube-nocookie.com", Medium::Youtube, Place::Accounts),
    ("youtu.be", Medium::Youtube, Place::Pages),
    ("tiktok.com", Medium::Tiktok, Place::Accounts),
    ("vt.tiktok.com", Medium::Tiktok, Place::Short),
    ("vm.tiktok.com", Medium::Tiktok, Place::Short),
    ("threads.com", Medium::Threads, Place::Accounts),
    ("threads.net", Medium::Threads, Place::Accounts),
    ("note.com", Medium::Note, Place::Accounts),
    ("note.mu", Medium::Note, Place::Accounts),
    ("note.jp", Medium::Note, Place::Pages),
    ("help.x.com", Medium::X, Place::Pages),
    ("business.facebook.com", Medium::Facebook, Place::Pages),
    ("l.facebook.com", Medium::Facebook, Place::Pages),
    ("liff.line.me", Medium::Line, Place::Pages),
    ("qr-official.line.me", Medium::Line, Place::Pages),
    ("support.youtube.com", Medium::Youtube, Place::Pages),
    ("lm.facebook.com", Medium::Facebook, Place::Pages),
];

/// A host without `www.`, without the word for small screens, and without a language, where a known one is left.
pub fn without_prefix(host: &str) -> &str {
    let mut host = host;
    while let Some((first, rest)) = host.split_once('.').filter(|(_, rest)| rest.contains('.')) {
        let language = |word: &str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_prefix = ["www", "m", "mobile", "mbasic", "touch", "web", "sp"].contains(&first)
            || language(first)
            || first.split_once('-').is_some_and(|(a, b)| language(a) && language(b));
        if !is_prefix {
            break;
        }
        host = rest;
    }
    host
}

fn place(host: &str) -> Option<(Medium, Place)> {
    let exact = |host: &str| HOSTS.iter().find(|(name, ..)| *name == host).map(|(_, medium, place)| (*medium, *place));
    let below = || {
        let ends =
            |(name, ..): &&(&str, Medium, Place)| host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
        HOSTS.iter().find(ends).map(|(_, medium, _)| (*medium, Place::Pages))
    };
    exact(host).or_else(|| exact(without_prefix(host))).or_else(below)
}

/// Whether a host belongs to a medium.
pub fn is_medium(host: &str) -> bool {
    place(host).is_some()
}

/// The medium with this name in Latin letters.
pub fn named(name: &str) -> Option<Medium> {
    Some(match name.to_ascii_lowercase().as_str() {
        "x" | "twitter" => Medium::X,
        "facebook" | "fb" => Medium::Facebook,
        "instagram" | "insta" | "ig" => Medium::Instagram,
        "line" => Medium::Line,
        "youtube" => Medium::Youtube,
        "tiktok" => Medium::Tiktok,
        "threads" => Medium::Threads,
        "note" => Medium::Note,
        _ => return None,
    })
}

/// The account of a medium with this name, with words of Japanese right behind it left out; none where the medium gives
/// no such names.
pub fn named_on(medium: Medium, name: &str) -> Option<Address> {
    let name = name.split(['?', '&']).next().unwrap_or_default().trim_start_matches('@');
    let name = match medium {
        // Names may be Japanese here. A hiragana right behind plain letters goes on with the sentence.
        Medium::Youtube | Medium::Facebook => {
            let plain = name.find(|c: char| !c.is_ascii()).unwrap_or(name.len());
            let goes_on = name[plain..].starts_with(|c: char| matches!(c, '\u{3041}'..='\u{3096}'));
            if plain >= 3 && goes_on { &name[..plain] } else { name }
        }
        // Letters of other scripts go on with no sentence of ours: such a name wants to be taken for another.
        _ => {
            let ours = |c: char| matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..);
            &name[..name.find(ours).unwrap_or(name.len())]
        }
    };
    let name = name.split('(').next().unwrap_or_default().trim_end_matches('.');
    if medium == Medium::Facebook
        && let Some(found) = facebook_page(name)
    {
        return Some(found);
    }
    (fits(medium, name) && !is_page(medium, name)).then(|| account(medium, name))
}

/// The account that a cell for handles means: as `named_on`, and the id of a channel, which is pasted there too.
pub fn called_on(medium: Medium, name: &str) -> Option<Address> {
    let is_channel = medium == Medium::Youtube && name.len() == CHANNEL_ID && name.starts_with("UC");
    is_channel.then(|| youtube_channel(name)).flatten().or_else(|| named_on(medium, name))
}

/// Length of the id of a YouTube channel, which begins with UC (practice).
const CHANNEL_ID: usize = 24;

/// Whether a medium gives such handles. Lengths are no reason to doubt an address.
fn fits(medium: Medium, name: &str) -> bool {
    let more = match medium {
        Medium::X | Medium::Note => "_",
        Medium::Instagram | Medium::Threads | Medium::Tiktok => "._",
        Medium::Facebook | Medium::Line => "._-",
        Medium::Youtube => "._-·",
        Medium::Other => return false,
    };
    let own = matches!(medium, Medium::Youtube | Medium::Facebook);
    let fits = |c: char| c.is_ascii_alphanumeric() || more.contains(c) || (own && c.is_alphanumeric());
    name.contains(|c: char| c == '_' || c.is_alphanumeric()) && name.chars().count() <= 100 && name.chars().all(fits)
}

/// Whether a word is a page of the medium itself, so that nobody's name can be it.
fn is_page(medium: Medium, name: &str) -> bool {
    let name = name.to_lowercase();
    let pages: &[&str] = match medium {
        Medium::X => &X_PAGES,
        Medium::Facebook => &FACEBOOK_PAGES,
        Medium::Instagram => &INSTAGRAM_PAGES,
        Medium::Note => &NOTE_PAGES,
        _ => &[],
    };
    pages.contains(&name.as_str()) || medium == Medium::Facebook && name.ends_with(".php")
}

/// What an address of a medium's host means; none on other hosts.
pub fn of_medium(parts: &Parts<'_>) -> Option<Address> {
    let (medium, place) = place(&parts.host)?;
    let segments = parts.segments();
    let mut segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    // Once these media wrote their paths behind `#!/`.
    if segments.is_empty()
        && let Some(old) = parts.fragment.strip_prefix(['!', '/'])
    {
        segments = old.split(['/', '?']).filter(|part| !part.is_empty()).collect();
    }
    if place == Place::Accounts
        && let Some(found) = on_medium(medium, &segments, parts)
    {
        return Some(found);
    }
    let shared = match (medium, segments.first()) {
        (Medium::Facebook, Some(&"share")) => segments.len() > 1,
        (Medium::Tiktok, Some(&"t")) => segments.len() > 1,
        // An address for befriending without an @ holds a sign of its own instead of the id.
        (Medium::Line, Some(&"ti" | &"R")) => segments.iter().rev().nth(1) == Some(&"p"),
        _ => false,
    };
    let short = place == Place::Short || shared;
    let host = match place {
        Place::Accounts if parts.host != "m.me" => home(medium),
        _ => &parts.host,
    };
    let host = if host == "www.youtu.be" { "youtu.be" } else { host };
    let rest = if short || place == Place::Pages && medium == Medium::Youtube {
        parts.plain_path().to_owned()
    } else {
        parts.rest()
    };
    let shape = if short && !rest.is_empty() { Shape::Short } else { Shape::Page };
    Some(Address { medium: Some(medium), url: Some(url(host, &rest)), handle: None, shape, key: None })
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
    let named = |name: &str| named_on(medium, name);
    let asked = |name: &str| parts.parameter(name);
    let first = *segments.first().unwrap_or(&"");
    let second = segments.get(1).copied();
    let lower = first.to_lowercase();
    let with_at = || first.strip_prefix('@').and_then(named);
    match medium {
        Medium::X => match (lower.as_str(), second) {
            ("intent", Some("user" | "follow")) => match (asked("screen_name"), asked("user_id")) {
                (Some(name), _) => named(&name),
                (None, id) => x_number(&id?),
            },
            ("i", Some("user")) => x_number(segments.get(2)?),
            _ => named(first),
        },
        Medium::Facebook => facebook(&lower, segments, parts),
        Medium::Instagram => match lower.as_str() {
            "stories" if second == Some("highlights") => None,
            // A broadcast channel, of which the address does not say whose it is.
            "channel" if second.is_some() => None,
            "stories" | "_u" | "_n" | "m" | "n" => named(second?),
            _ => named(first),
        },
        Medium::Line => {
            let at = segments.iter().find_map(|segment| segment.strip_prefix('@'));
            let own_page = ["page.line.me", "accountpage.line.me"].contains(&parts.host.as_str());
            let page = || Some(first).filter(|first| own_page && !first.is_empty() && !first.contains('~'));
            let asked = || asked("accountId").or_else(|| asked("id")).filter(|_| first != "ti");
            match at.or_else(page) {
                Some(name) => named(name),
                None => named(&asked()?),
            }
        }
        Medium::Youtube => youtube(&lower, segments, parts),
        Medium::Tiktok => match (first, second, segments.get(2)) {
            ("share", Some("user"), Some(id)) => tiktok_number(id),
            ("h5", Some("share"), Some(&"usr")) => tiktok_number(segments.get(3)?.trim_end_matches(".html")),
            // Behind a language or what it is shown in (`ja-JP`, `embed`).
            _ => with_at().or_else(|| second?.strip_prefix('@').and_then(named)),
        },
        Medium::Threads => with_at(),
        Medium::Note => named(first),
        Medium::Other => None,
    }
}

fn number(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty() && text.len() <= 30 && text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn x_number(id: &str) -> Option<Address> {
    let id = number(id)?;
    Some(account_by(Medium::X, "id", id, "x.com", &format!("i/user/{id}")))
}

fn tiktok_number(id: &str) -> Option<Address> {
    let id = number(id)?;
    Some(account_by(Medium::Tiktok, "id", id, "www.tiktok.com", &format!("share/user/{id}")))
}

fn facebook_number(id: &str) -> Option<Address> {
    let id = number(id)?;
    Some(account_by(Medium::Facebook, "id", id, "www.facebook.com", &format!("profile.php?id={id}")))
}

/// "Usernames can only contain alphanumeric characters or a period" (Help Centre): a hyphen with a long number behind it
/// is the address of a page without one.
fn facebook(first: &str, segments: &[&str], parts: &Parts<'_>) -> Option<Address> {
    match first {
        "profile.php" | "permalink.php" | "story.php" => facebook_number(&parts.parameter("id")?),
        "pages" | "people" => {
            segments.iter().skip(2).find_map(|segment| facebook_number(segment).or_else(|| facebook_page(segment)))
        }
        "pg" => named_on(Medium::Facebook, segments.get(1)?),
        "p" => facebook_page(segments.get(1)?),
        _ => named_on(Medium::Facebook, segments.first()?),
    }
}

/// The page whose number stands for its name or behind it.
fn facebook_page(name: &str) -> Option<Address> {
    let id = name.rsplit('-').next().unwrap_or(name);
    if id.len() >= 9 { facebook_number(id) } else { None }
}

fn youtube_channel(id: &str) -> Option<Address> {
    let id = id.split('?').next().unwrap_or_default();
    let is_id = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)) && !id.is_empty();
    is_id.then(|| account_by(Medium::Youtube, "channel", id, "www.youtube.com", &format!("channel/{id}")))
}

fn youtube(first: &str, segments: &[&str], parts: &Parts<'_>) -> Option<Address> {
    let named = |word: &str, name: &str| {
        let name = name.trim_end_matches('.');
        let path = format!("{word}/{name}");
        fits(Medium::Youtube, name)
            .then(|| account_by(Medium::Youtube, word, &name.to_lowercase(), "www.youtube.com", &path))
    };
    match first {
        "channel" => youtube_channel(segments.get(1)?),
        "c" | "user" => named(first, segments.get(1)?),
        "embed" => youtube_channel(&parts.parameter("channel")?),
        "feeds" => parts
            .parameter("channel_id")
            .and_then(|id| youtube_channel(&id))
            .or_else(|| named("user", &parts.parameter("user")?)),
        "subscription_center" => named("user", &parts.parameter("add_user")?),
        first if first.starts_with('@') => named_on(Medium::Youtube, segments.first()?),
        // A custom address is also found without the `c/` (YouTube Help, "Understand your channel URLs").
        first if segments.len() == 1 && first.len() >= 3 && !YOUTUBE_PAGES.contains(&first) => {
            let name = *segments.first()?;
            let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if plain { named("c", name) } else { None }
        }
        _ => None,
    }
}

/// The account that an address names that opens a program.
pub fn of_app(scheme: &str, rest: &str) -> Address {
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let parts = Parts { host: String::new(), path, query, fragment: "" };
    let segments = parts.segments();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let found = match (scheme, &segments[..]) {
        ("twitter", ["user"]) => match parts.parameter("screen_name") {
            Some(name) => named_on(Medium::X, &name),
            None => parts.parameter("id").and_then(|id| x_number(&id)),
        },
        ("instagram", ["user"]) => parts.parameter("username").and_then(|name| named_on(Medium::Instagram, &name)),
        ("fb", ["page" | "profile", id]) => facebook_number(id),
        ("line", ["ti", "p", name] | ["R", "ti", "p", name]) => {
            name.strip_prefix('@').and_then(|name| named_on(Medium::Line, name))
        }
        _ => None,
    };
    found.unwrap_or_default()
}

/// First parts of paths on X that are no account.
const X_PAGES: [&str; 23] = [
    "i",
    "intent",
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
    "statuses",
    "account",
    "jobs",
    "about",
    "oauth",
    "logout",
];

/// First parts of paths on Facebook that are no account.
const FACEBOOK_PAGES: [&str; 28] = [
    "groups",
    "events",
    "event",
    "watch",
    "share",
    "sharer",
    "photo",
    "photos",
    "login",
    "help",
    "hashtag",
    "marketplace",
    "gaming",
    "reel",
    "reels",
    "pages",
    "people",
    "p",
    "pg",
    "media",
    "stories",
    "dialog",
    "story",
    "plugins",
    "policies",
    "search",
    "business",
    "home",
];

/// First parts of paths on Instagram that are no account.
const INSTAGRAM_PAGES: [&str; 18] = [
    "p",
    "reel",
    "reels",
    "explore",
    "tv",
    "accounts",
    "direct",
    "s",
    "share",
    "about",
    "legal",
    "developer",
    "web",
    "stories",
    "_u",
    "_n",
    "m",
    "n",
];

/// First parts of paths on YouTube that are no account.
const YOUTUBE_PAGES: [&str; 25] = [
    "watch",
    "playlist",
    "results",
    "feed",
    "shorts",
    "live",
    "embed",
    "hashtag",
    "redirect",
    "clip",
    "post",
    "premium",
    "gaming",
    "about",
    "account",
    "upload",
    "trending",
    "kids",
    "music",
    "movies",
    "creators",
    "howyoutubeworks",
    "signin",
    "attribution_link",
    "channel",
];

/// First parts of paths on note that are no account.
const NOTE_PAGES: [&str; 19] = [
    "intent",
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
    "categories",
    "about",
    "notes",
    "contest",
    "premium",
    "n",
];
