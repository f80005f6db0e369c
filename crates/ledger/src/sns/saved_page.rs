//! A saved page as somebody hands it in (公開ページの照合): read as a file, compared by `watch.rs`, and told in words.
//! Nothing is asked of the network.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Known, Medium, PageCheck, PageLink, Sns, SnsStatus, Why, check_page};
use crate::exchange::file_name;
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::wording::{Lang, text};

/// The largest page that is read, in MB: many times what a page of an office has.
const MOST_MB: u64 = 20;
/// So much of a file tells what it is.
const HEAD: usize = 2_048;

/// Beginnings of files that are no pages, whatever their names say: pictures, PDF, archives and Office files, Safari's
/// archive of a page.
const OTHERS: [&[u8]; 9] =
    [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"BM", b"RIFF", b"%PDF", b"PK\x03\x04", b"\xD0\xCF\x11\xE0", b"bplist00"];

/// A page to look through.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SnsPageFile {
    /// The saved page.
    pub file: String,
}

/// An account that a page names or lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CheckedAccount {
    /// Name of the account.
    pub name: String,
    /// Where it is.
    pub medium: Medium,
    /// The same in words.
    pub medium_text: String,
    /// Its address.
    pub url: Option<String>,
}

/// Something about a page that a person has to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PageFinding {
    /// Which list it is from: part of the locale key `sns.check.<code>`.
    pub code: String,
    /// Id of the account that it is about.
    pub account: Option<String>,
    /// The address that it is about.
    pub address: Option<String>,
    /// The finding in words.
    pub text: String,
}

/// A page beside the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SnsPageCheck {
    /// Name of the file.
    pub file: String,
    /// What was found on it.
    #[serde(flatten)]
    pub page: PageCheck,
    /// Ids of accounts that it names although they are not to be published.
    pub unpublished: Vec<String>,
    /// The accounts that are meant, by id.
    pub accounts: BTreeMap<String, CheckedAccount>,
    /// What a person has to look at, the gravest first; none if the page says what the register says.
    pub findings: Vec<PageFinding>,
}

impl Ledger {
    /// Compares a saved page with the register, with what was approved of each account; it changes nothing.
    ///
    /// # Errors
    /// `page_missing`, `page_unreadable`, `page_empty`, `page_too_large`, `page_not_html`, `page_single_file`.
    pub fn check_sns_page(&mut self, request: &SnsPageFile) -> Result<SnsPageCheck, Error> {
        let bytes = read(&request.file)?;
        let (today, lang) = (self.today(), self.lang);
        let accounts = self.read(|tx| {
            let all = super::store::all(tx)?.into_iter();
            all.map(|sns| super::publish::as_approved(tx, sns)).collect::<Result<Vec<_>, _>>()
        })?;
        let known: Vec<Known> = accounts.iter().map(|sns| known(sns, today)).collect();
        let page = check_page(&bytes, &known);
        Ok(told(lang, file_name(&request.file), page, &accounts))
    }
}

/// The content of a file that may be a page.
fn read(file: &str) -> Result<Vec<u8>, Error> {
    let problem = |code: &str| Problem::at("file", code).with("file", file_name(file));
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => problem("page_missing"),
        _ => problem("page_unreadable").with("detail", error),
    };
    let path = Path::new(file);
    let data = std::fs::metadata(path).map_err(unreadable)?;
    if !data.is_file() {
        return Err(problem("page_missing").into());
    }
    let most = MOST_MB * 1024 * 1024;
    let mut bytes = Vec::new();
    // A file may grow while it is read.
    std::fs::File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > most {
        return Err(problem("page_too_large").with("limit", MOST_MB).into());
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(problem("page_empty").into());
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    if OTHERS.iter().any(|other| head.starts_with(other)) || is_binary(head) {
        return Err(problem("page_not_html").into());
    }
    // A page with its pictures in one file is a mail: its links are broken over lines.
    let words = String::from_utf8_lossy(head).to_ascii_lowercase();
    if words.contains("mime-version:") && words.contains("multipart/related") {
        return Err(problem("page_single_file").into());
    }
    Ok(bytes)
}

/// Whether something is no text in any encoding; UTF-16 has a mark or a zero in every other place.
fn is_binary(head: &[u8]) -> bool {
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return false;
    }
    let of = |parity: usize| head.iter().enumerate().filter(|(at, byte)| at % 2 == parity && **byte == 0).count();
    let wide = of(0).max(of(1)) * 4 > head.len();
    let control = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    !wide && head.iter().filter(control).count() * 100 > head.len()
}

/// An account as it is compared.
fn known(sns: &Sns, today: NaiveDate) -> Known {
    let day = today.to_string();
    let over = sns.closed_on.as_ref().is_none_or(|closed| *closed <= day);
    Known {
        id: sns.id.clone(),
        name: sns.name.clone(),
        medium: sns.medium,
        handle: sns.handle.clone(),
        url: sns.url.clone(),
        ended: sns.status == SnsStatus::Closed && over,
    }
}

/// The comparison in words.
fn told(lang: Lang, file: String, mut page: PageCheck, accounts: &[Sns]) -> SnsPageCheck {
    let by_id: BTreeMap<&str, &Sns> = accounts.iter().map(|sns| (sns.id.as_str(), sns)).collect();
    let hidden = |id: &String| {
        let held = |sns: &&Sns| sns.publishable == Some(false) || sns.status == SnsStatus::Applied;
        by_id.get(id.as_str()).is_some_and(held)
    };
    let unpublished: Vec<String> = page.listed.iter().filter(|id| hidden(id)).cloned().collect();
    // What is not to be published is not missed.
    page.missing.retain(|id| !hidden(id));
    page.without_address.retain(|id| !hidden(id));
    let shown = |sns: &Sns| CheckedAccount {
        name: sns.name.clone(),
        medium: sns.medium,
        medium_text: text(lang, &format!("medium.{}", sns.medium.code()), &[]),
        url: sns.url.clone(),
    };
    let mut findings = Vec::new();
    for link in &page.near {
        let like = link.like.as_deref().and_then(|id| by_id.get(id));
        let why = link.why.map(|why| text(lang, &format!("sns.why.{}", why.code()), &[])).unwrap_or_default();
        let name = like.map_or_else(|| text(lang, "sns.check.a_medium", &[]), |sns| sns.name.clone());
        let code = if link.why == Some(Why::Named) { "named" } else { "near" };
        findings.push(of_link(lang, code, link, &[("name", &name), ("why", &why)]));
    }
    let lists = [("ended", &page.ended), ("unpublished", &unpublished), ("missing", &page.missing)];
    for (code, ids) in lists {
        findings.extend(ids.iter().filter_map(|id| Some(of_account(lang, code, by_id.get(id.as_str())?))));
    }
    findings.extend(page.strangers.iter().map(|link| of_link(lang, "stranger", link, &[])));
    findings.extend(page.hidden.iter().map(|link| of_link(lang, "hidden", link, &[])));
    let rest = page.without_address.iter();
    findings.extend(rest.filter_map(|id| Some(of_account(lang, "without_address", by_id.get(id.as_str())?))));
    for (code, count) in [("left_off", page.left_off), ("unreadable", page.unreadable)] {
        if count > 0 {
            let text = text(lang, &format!("sns.check.{code}"), &[("count", &count.to_string())]);
            findings.push(PageFinding { code: code.to_owned(), account: None, address: None, text });
        }
    }
    let likes = page.near.iter().filter_map(|link| link.like.as_ref());
    let ids = page.listed.iter().chain(&page.missing).chain(&page.ended).chain(&page.without_address).chain(likes);
    let accounts = ids.filter_map(|id| Some((id.clone(), shown(by_id.get(id.as_str())?)))).collect();
    SnsPageCheck { file, page, unpublished, accounts, findings }
}

fn of_account(lang: Lang, code: &str, sns: &Sns) -> PageFinding {
    let medium = text(lang, &format!("medium.{}", sns.medium.code()), &[]);
    let args = [("name", sns.name.as_str()), ("medium", &medium)];
    PageFinding {
        code: code.to_owned(),
        account: Some(sns.id.clone()),
        address: sns.url.clone(),
        text: text(lang, &format!("sns.check.{code}"), &args),
    }
}

fn of_link(lang: Lang, code: &str, link: &PageLink, more: &[(&str, &str)]) -> PageFinding {
    let place = text(lang, &format!("sns.place.{}", link.place.code()), &[]);
    let args = [&[("address", link.address.as_str()), ("place", &place)], more].concat();
    PageFinding {
        code: code.to_owned(),
        account: link.like.clone(),
        address: Some(link.address.clone()),
        text: text(lang, &format!("sns.check.{code}"), &args),
    }
}
