//! Hosts that want to be taken for those of a medium, or of a page that the register names.
//! Deliberately not here: whether a host exists.

use super::{Why, signs};

/// Hosts for which others pass themselves off.
const OWN: [&str; 22] = [
    "x.com",
    "twitter.com",
    "facebook.com",
    "instagram.com",
    "line.me",
    "page.line.me",
    "lin.ee",
    "youtube.com",
    "youtu.be",
    "tiktok.com",
    "threads.com",
    "threads.net",
    "note.com",
    "bsky.app",
    "mixi.social",
    "pinterest.com",
    "linkedin.com",
    "fb.com",
    "t.co",
    "pinterest.jp",
    "ameblo.jp",
    "github.com",
];

/// Names that are a sign by themselves in a host that is not their own.
const BRANDS: [&str; 7] = ["twitter", "facebook", "instagram", "youtube", "tiktok", "linkedin", "pinterest"];

/// Hosts on which the media keep pictures and parts of pages, or speak to other programs.
const TECHNICAL: [&str; 21] = [
    "twimg.com",
    "fbcdn.net",
    "facebook.net",
    "cdninstagram.com",
    "ytimg.com",
    "googlevideo.com",
    "ggpht.com",
    "googleusercontent.com",
    "youtube.googleapis.com",
    "tiktokcdn.com",
    "tiktokv.com",
    "line-scdn.net",
    "line-apps.com",
    "line.biz",
    "line.naver.jp",
    "linecorp.com",
    "licdn.com",
    "pinimg.com",
    "note.mu",
    "st-note.com",
    "meta.com",
];

/// The host of an address in its one form, in the letters that people see.
pub fn host(url: &str) -> String {
    let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let shown = url::quirks::domain_to_unicode(host);
    let shown = if shown.is_empty() { host.to_owned() } else { shown };
    shown.strip_prefix("www.").map_or(shown.clone(), str::to_owned)
}

/// Why a host may be taken for another one, and for which; `own` are hosts of the register.
pub fn near<'a>(host: &str, typed: &str, own: impl Iterator<Item = &'a str> + Clone) -> Option<(Why, String)> {
    let below = |name: &str| host == name || host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
    if host.is_empty() || TECHNICAL.iter().any(|name| below(name)) || own.clone().any(below) {
        return None;
    }
    if let Some(user) = user(typed) {
        return Some((Why::HostUser, user));
    }
    let known = || OWN.into_iter().chain(own.clone());
    let plain = signs::script(host);
    let find = |is: &dyn Fn(&str) -> bool| known().find(|name| is(name)).map(str::to_owned);
    let by = |why: Why, is: &dyn Fn(&str) -> bool| find(is).map(|name| (why, name));
    let ends = |name: &str| plain == name || plain.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
    let skeleton = |text: &str| signs::letters(&signs::script(text));
    by(Why::HostScript, &ends)
        .filter(|_| plain != host)
        .or_else(|| by(Why::HostLetters, &|name| skeleton(host) == skeleton(name)))
        .or_else(|| by(Why::HostWithin, &|name| within(&plain, name)))
        // Of short hosts every other one is a letter away.
        .or_else(|| by(Why::HostOneEdit, &|name| name.len() >= 9 && signs::one_edit(&plain, name)))
        .or_else(|| {
            let skeleton = signs::skeleton(host);
            let words = plain.split(['.', '-', '_']).find_map(|word| BRANDS.iter().find(|brand| word == **brand));
            let hidden = || BRANDS.iter().find(|brand| brand.len() >= 8 && skeleton.contains(&signs::skeleton(brand)));
            words.or_else(hidden).map(|brand| (Why::HostWord, (*brand).to_owned()))
        })
}

/// Whether the host of a medium is the beginning or the middle of a longer one.
fn within(host: &str, name: &str) -> bool {
    // `t.co` is the beginning of many sound names, such as `t.community`.
    host.match_indices(name).any(|(at, _)| {
        let before = at == 0 || host[..at].ends_with(['.', '-']);
        before && host[at + name.len()..].starts_with(['.', '-'])
    })
}

/// The name of a host that stands before the @ of an address.
fn user(typed: &str) -> Option<String> {
    let (_, rest) = typed.split_once("//")?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let (user, _) = authority.rsplit_once('@')?;
    let user = user.split(':').next()?.to_lowercase();
    user.contains('.').then_some(user)
}
