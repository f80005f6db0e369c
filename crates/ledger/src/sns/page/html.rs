//! The public list as a page: the template is `templates/sns/accounts.html`, its words are in the locales.
//! Everything that comes from the register is escaped; only addresses of pages become links.

use chrono::NaiveDate;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};

use super::{PublicAccount, Publication, filled};
use crate::problem::Error;
use crate::wording::Lang;

const TEMPLATE: &str = include_str!("../../../../../templates/sns/accounts.html");

/// The whole page.
pub fn page(publication: &Publication) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(Error::unexpected)?;
    environment.set_syntax(syntax);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() => out.write_str(&escaped(text)).map_err(minijinja::Error::from),
        _ => minijinja::escape_formatter(out, state, value),
    });
    environment.add_template("accounts.html", TEMPLATE).map_err(Error::unexpected)?;
    let template = environment.get_template("accounts.html").map_err(Error::unexpected)?;
    let shown = publication.shown();
    let rows: Vec<Value> = shown.iter().map(|account| row(publication, account)).collect();
    let changes: Vec<String> = publication.changes().iter().map(|change| publication.change(change)).collect();
    let word = |key: &str, args: &[(&str, &str)]| filled(publication.lang, &format!("sns.page.{key}"), args);
    let last = publication.last.as_ref().map(|last| publication.day(last.on));
    let since = |key: &str| last.as_ref().map(|day| word(key, &[("date", day)]));
    let some_ended = shown.iter().any(|account| publication.has_ended(account));
    let (count, days) = (rows.len().to_string(), publication.ended_days.to_string());
    let headings: Vec<String> = ["medium", "name", "address", "section", "policy", "confirmed", "state"]
        .iter()
        .map(|column| word(&format!("column.{column}"), &[]))
        .collect();
    let words = context! {
        title => publication.title(),
        as_of => word("as_of", &[("date", &publication.day(publication.on))]),
        lead => word("lead", &[("office", &publication.office)]),
        changed => since("changed"),
        unchanged => since("unchanged"),
        list => word("list", &[]),
        caption => word("caption", &[("count", &count)]),
        ended => some_ended.then(|| word("ended", &[("days", &days)])),
        policy => word("policy", &[]),
        none => word("none", &[]),
        empty => word("empty", &[]),
        contact => word("contact", &[]),
    };
    let contact = publication.contact.as_deref().map(str::trim).filter(|contact| !contact.is_empty());
    let lang = match publication.lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    };
    let page = template
        .render(context! { lang, words, headings, rows, changes, contact, as_of => publication.on.to_string() });
    page.map_err(Error::unexpected)
}

/// An account as the template shows it.
fn row(publication: &Publication, account: &PublicAccount) -> Value {
    let none = || publication.word("none");
    let ended = publication.has_ended(account);
    let day = |day: NaiveDate| publication.day(day);
    let state = match account.ended_on {
        Some(on) if ended => filled(publication.lang, "sns.page.state.ended_on", &[("date", &day(on))]),
        Some(on) if account.suspended => {
            filled(publication.lang, "sns.page.state.suspended_until", &[("date", &day(on))])
        }
        Some(on) => filled(publication.lang, "sns.page.state.ends_on", &[("date", &day(on))]),
        None => publication.word(&format!("state.{}", publication.state(account))),
    };
    context! {
        medium => publication.medium(account),
        name => account.name.clone(),
        address => account.url.clone().unwrap_or_else(none),
        // The address of one that has ended is not to be followed: somebody else may have taken it.
        link => account.url.clone().filter(|url| !ended && is_page(url)),
        section => account.section.clone().unwrap_or_else(none),
        policy => account.policy_url.clone().filter(|url| is_page(url)),
        policy_of => filled(publication.lang, "sns.page.policy_of", &[("name", &account.name)]),
        confirmed => account.confirmed_on.map_or_else(|| publication.word("unconfirmed"), day),
        confirmed_on => account.confirmed_on.map(|on| on.to_string()),
        state,
        ended,
    }
}

/// Whether an address is that of a page: nothing else may be followed from a page of the office.
fn is_page(url: &str) -> bool {
    url::Url::parse(url).is_ok_and(|url| ["https", "http"].contains(&url.scheme()) && url.has_host())
}

/// A text as it stands in elements and in quoted attributes, without signs that no page may hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
