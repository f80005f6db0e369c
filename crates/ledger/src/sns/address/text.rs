//! Where in a typed text an address stands: invisible characters, brackets, labels before it and words after it.
//! Deliberately not here: what the address means.

/// A part of a text that may name an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// An address, from behind its scheme: `//host/path`.
    Link(&'a str),
    /// What an address says that opens a program: its scheme, and what follows.
    App(&'a str, &'a str),
    /// A word without a scheme.
    Word(&'a str),
    /// What stands behind an @, and the plain letters before it.
    Handle(&'a str, Option<&'a str>),
    /// A mail address.
    Mail,
}

/// Programs whose addresses name accounts.
const APPS: [&str; 4] = ["twitter", "instagram", "fb", "line"];

/// The text in its compatibility form, without what nobody sees, and read once if it is written with %-signs throughout.
pub fn clean(typed: &str) -> String {
    let visible = |text: &str| -> String { crate::fold::nfkc(text).chars().filter(|c| !is_invisible(*c)).collect() };
    let text = visible(typed);
    let lower = text.to_ascii_lowercase();
    if lower.trim_start().starts_with("http%3a%2f%2f") || lower.trim_start().starts_with("https%3a%2f%2f") {
        return visible(&super::parts::plain(text.trim()));
    }
    text
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Every part of a text that may name an account, in the order in which they stand.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(link) = next_link(rest) {
        words(&rest[..link.start], &mut found);
        let body = &rest[link.body..];
        // Behind a scheme that is not for pages nothing is to be followed.
        let (body, length) = if link.known { cut(body) } else { ("", body.len()) };
        match link.app {
            Some(app) => found.push(Piece::App(app, body.trim_start_matches('/'))),
            None if link.known => found.push(Piece::Link(body)),
            None => {}
        }
        rest = &rest[link.body + length..];
    }
    words(rest, &mut found);
    found
}

/// An address with a scheme: where it starts, and where it goes on behind the colon.
struct Start<'a> {
    start: usize,
    body: usize,
    app: Option<&'a str>,
    known: bool,
}

fn next_link(text: &str) -> Option<Start<'_>> {
    for (colon, _) in text.match_indices(':') {
        let body = colon + 1;
        let letters = text[..colon].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let word = &text[colon - letters..colon];
        if !text[body..].starts_with(['/', '\\']) {
            let opens = ["javascript", "data", "vbscript"].iter().any(|scheme| word.eq_ignore_ascii_case(scheme));
            if opens {
                return Some(Start { start: colon - letters, body, app: None, known: false });
            }
            continue;
        }
        let lower = word.to_ascii_lowercase();
        // The first letter is often lost on the way, and reports write hxxp.
        let scheme = ["https", "http", "hxxps", "hxxp", "ttps", "ttp"].iter().find(|known| lower.ends_with(**known));
        if let Some(scheme) = scheme {
            return Some(Start { start: colon - scheme.len(), body, app: None, known: true });
        }
        let app = APPS.iter().find(|app| lower == **app && text[body..].starts_with("//"));
        if let Some(app) = app {
            return Some(Start { start: colon - letters, body, app: Some(app), known: true });
        }
        if !word.is_empty() && text[body..].starts_with("//") {
            return Some(Start { start: colon - letters, body, app: None, known: false });
        }
    }
    None
}

/// The address at the start of a text without the words behind it, and how long it was with the signs that end it.
fn cut(text: &str) -> (&str, usize) {
    let mut open = 0_usize;
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        let ends = match c {
            '(' if closes(&text[at + 1..]) => {
                open += 1;
                false
            }
            ')' if open > 0 => {
                open -= 1;
                false
            }
            ',' | ';' => text[at + 1..].trim_start().to_ascii_lowercase().starts_with("http"),
            '(' | ')' | '<' | '>' | '"' | '\'' | '`' | '{' | '}' | '[' | ']' | '|' | '^' => true,
            c if c.is_ascii() => c.is_ascii_control() || c == ' ',
            c => !c.is_alphanumeric(),
        };
        if ends {
            end = at;
            break;
        }
    }
    (trimmed(&text[..end]), end)
}

/// Whether a bracket that was opened closes again within the address.
fn closes(text: &str) -> bool {
    let inner = text.split_once(')').map(|(inner, _)| inner);
    inner.is_some_and(|inner| {
        !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-%.".contains(&byte))
    })
}

/// Without the signs with which a sentence ends.
pub fn trimmed(text: &str) -> &str {
    text.trim_end_matches(|c| ".,;:!?*(".contains(c))
}

/// The words of a text without schemes.
fn words<'a>(text: &'a str, found: &mut Vec<Piece<'a>>) {
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`(){}[]|^,;".contains(c) || other(c);
    for word in text.split(ends) {
        let word = trimmed(word.trim_start_matches(['.', ':', '-', '*']));
        match word.rsplit_once(':') {
            // A label, not a port.
            Some((label, rest)) if !rest.starts_with(|c: char| c.is_ascii_digit()) => {
                let label = label.rsplit(':').next().unwrap_or(label);
                let label = letters_before(label);
                one_word(rest, Some(label).filter(|label| says(label)), found);
            }
            _ => one_word(word, None, found),
        }
    }
}

/// Signs of Japanese texts that are in no address.
fn other(c: char) -> bool {
    !c.is_ascii() && !c.is_alphanumeric()
}

fn one_word<'a>(word: &'a str, label: Option<&'a str>, found: &mut Vec<Piece<'a>>) {
    // A slash before the sign means a path: `x.com/@name`.
    let at = word.find('@').filter(|at| !word[..*at].contains(['/', '?']));
    let Some(at) = at else {
        if !word.is_empty() {
            found.push(Piece::Word(word));
        }
        return;
    };
    let (before, name) = (&word[..at], &word[at + 1..]);
    let is_mail = !before.is_empty() && before.is_ascii() && name.contains('.');
    let before = letters_before(before);
    match () {
        () if is_mail => found.push(Piece::Mail),
        () if name.is_empty() => {}
        () => {
            let label = [Some(before), label].into_iter().flatten().find(|label| says(label));
            found.push(Piece::Handle(name, label.or_else(|| nearest(found))));
        }
    }
}

/// The word right before, which may name the medium.
fn nearest<'a>(found: &[Piece<'a>]) -> Option<&'a str> {
    match found.last() {
        Some(Piece::Word(word)) => Some(letters_before(word)).filter(|word| says(word)),
        _ => None,
    }
}

/// Whether a label says more than that an id follows.
fn says(label: &str) -> bool {
    !label.is_empty() && !label.eq_ignore_ascii_case("id")
}

/// The plain letters with which a word ends.
fn letters_before(word: &str) -> &str {
    let word = word.trim_end_matches([':', ' ']);
    let length = word.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    &word[word.len() - length..]
}
