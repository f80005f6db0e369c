//! A saved page of the web (HTML): which characters its bytes are, where its links lead, and what it says.
//! However broken it is, it is read as browsers do. Deliberately not here: what an address means, and anything that
//! scripts would do or the network would answer.

mod characters;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// So much of the words of a link is kept.
const SHOWN: usize = 300;

/// A page as it was read (ページ).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebPage {
    /// Name of the encoding, as browsers call it.
    pub encoding: &'static str,
    /// How many characters could not be read.
    pub unreadable: usize,
    /// Its title.
    pub title: String,
    /// Its links, in the order in which they stand.
    pub links: Vec<WebLink>,
    /// What it says, a line for each block; words of links are among it.
    pub text: String,
}

/// A link (リンク).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebLink {
    /// How it stands in the page.
    pub place: WebPlace,
    /// Where it leads, as it is written there, without the line breaks that browsers ignore.
    pub address: String,
    /// What is shown of it.
    pub text: String,
    /// What heads the row of a table in which it stands.
    pub row: String,
}

/// How a link stands in a page (リンクの種類).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum WebPlace {
    /// To be followed.
    #[default]
    Link,
    /// Shown within the page.
    Embedded,
    /// Said to programs only.
    Said,
}

/// Reads a page. Nothing is refused: what is no page has no links.
pub fn read(bytes: &[u8]) -> WebPage {
    let (text, encoding, unreadable) = characters::decoded(bytes);
    let reading = Reading { page: RefCell::new(Gathered::default()) };
    let tokenizer = Tokenizer::new(reading, TokenizerOpts::default());
    let queue = BufferQueue::default();
    // The parser counts in 32 bits.
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let mut end = rest.len().min(1 << 20);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        queue.push_back(StrTendril::from(&rest[..end]));
        rest = &rest[end..];
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
    let mut gathered = tokenizer.sink.page.take();
    gathered.close_link();
    let title = squeezed(&gathered.title);
    WebPage { encoding, unreadable, title, links: gathered.links, text: gathered.text }
}

/// What is gathered while the page is read.
#[derive(Default)]
struct Gathered {
    title: String,
    links: Vec<WebLink>,
    text: String,
    /// The link whose words are read.
    open: Option<WebLink>,
    /// What heads the row of a table that is read, and whether its heading is.
    row: String,
    heading: bool,
    /// What the text belongs to that comes now.
    within: Within,
}

/// What a run of text belongs to.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Page,
    Title,
    /// Data for programs that know of organisations and their accounts (JSON-LD).
    Data,
    /// Scripts and styles.
    Nothing,
}

struct Reading {
    page: RefCell<Gathered>,
}

impl TokenSink for Reading {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return page.opens(&tag),
            Token::TagToken(tag) => page.closes(&tag),
            Token::CharacterTokens(text) => page.says(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Gathered {
    fn opens(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let value = |wanted: &str| {
            let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == wanted);
            found.map(|attribute| attribute.value.to_string()).filter(|value| !value.trim().is_empty())
        };
        let said = |wanted: &[&str], value: Option<String>| {
            let value = value.unwrap_or_default().to_ascii_lowercase();
            value.split_whitespace().any(|word| wanted.contains(&word))
        };
        let address = match name {
            "a" | "area" => value("href").or_else(|| value("xlink:href")),
            "iframe" | "embed" => value("src"),
            "blockquote" => value("cite").or_else(|| value("data-instgrm-permalink")),
            "link" => value("href").filter(|_| said(&["me", "author", "publisher"], value("rel"))),
            "meta" => value("content").filter(|_| said(&ACCOUNTS, value("property").or_else(|| value("name")))),
            _ => None,
        };
        let place = match name {
            "a" | "area" => WebPlace::Link,
            "iframe" | "embed" | "blockquote" => WebPlace::Embedded,
            _ => WebPlace::Said,
        };
        match name {
            "a" => self.close_link(),
            "tr" => self.row.clear(),
            _ => {}
        }
        if matches!(name, "tr" | "th" | "td") {
            self.heading = name == "th";
        }
        match (name, address) {
            ("a", Some(address)) => {
                let row = squeezed(&self.row);
                self.open = Some(WebLink { place, address: unbroken(&address), text: String::new(), row });
            }
            (_, Some(address)) => {
                let text = value("alt").or_else(|| value("title")).unwrap_or_default();
                let (address, text) = (unbroken(&address), squeezed(&text));
                self.links.push(WebLink { place, address, text, row: squeezed(&self.row) });
            }
            ("img", None) => {
                let words = value("alt").unwrap_or_default();
                if let Some(link) = &mut self.open {
                    link.text.push_str(&words);
                }
            }
            _ => {}
        }
        if let Some(address) = value("data-href") {
            let address = unbroken(&address);
            self.links.push(WebLink { place: WebPlace::Embedded, address, ..WebLink::default() });
        }
        if BLOCKS.contains(&name) && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        let (within, raw) = match name {
            "title" => (Within::Title, RawKind::Rcdata),
            "textarea" => (Within::Page, RawKind::Rcdata),
            "script" if value("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) => {
                (Within::Data, RawKind::ScriptData)
            }
            "script" => (Within::Nothing, RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => (Within::Nothing, RawKind::Rawtext),
            _ => return TokenSinkResult::Continue,
        };
        self.within = within;
        TokenSinkResult::RawData(raw)
    }

    fn closes(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        match name {
            "a" => self.close_link(),
            "th" => self.heading = false,
            "table" => self.row.clear(),
            "title" | "textarea" | "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                self.within = Within::Page;
            }
            _ => {}
        }
        if BLOCKS.contains(&name) && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn says(&mut self, text: &str) {
        match self.within {
            Within::Nothing => {}
            Within::Title => self.title.push_str(text),
            Within::Data => {
                let strings = text.split('"').filter(|string| string.contains("//") || string.contains("\\/\\/"));
                let links = strings.map(|string| WebLink {
                    place: WebPlace::Said,
                    address: unbroken(&string.replace("\\/", "/")),
                    ..WebLink::default()
                });
                self.links.extend(links);
            }
            Within::Page => {
                self.text.push_str(text);
                if self.heading && self.row.len() < SHOWN * 4 {
                    self.row.push_str(text);
                }
                if let Some(link) = &mut self.open
                    && link.text.len() < SHOWN * 4
                {
                    link.text.push_str(text);
                }
            }
        }
    }

    fn close_link(&mut self) {
        if let Some(link) = self.open.take() {
            self.links.push(WebLink { text: squeezed(&link.text), ..link });
        }
    }
}

/// Names of entries in the head of a page that hold accounts.
const ACCOUNTS: [&str; 6] =
    ["twitter:site", "twitter:creator", "article:publisher", "article:author", "og:see_also", "fediverse:creator"];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "table",
    "td",
    "th",
];

/// As browsers read an address: without line breaks and tabs in it, and without spaces around it.
fn unbroken(address: &str) -> String {
    let kept: String = address.chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
    kept.trim_matches(|c: char| c <= ' ').to_owned()
}

/// Words with one space between them, as far as they are kept.
fn squeezed(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(SHOWN).collect()
}
