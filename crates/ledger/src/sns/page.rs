//! The public list of official accounts (F-17 公式アカウント一覧): a page, a table and data for other programs.
//! It is what tells people which accounts are real (なりすまし対策: guideline 6.1, "list the account on the organisation's
//! own site"). Deliberately not here: which accounts may be published, and where the files go.

mod changes;
mod html;

use chrono::{Days, NaiveDate};
use paper::table::{self, Column, ColumnKind, CsvEncoding, Table, Value};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

pub use changes::{Change, ChangeKind};

use super::Medium;
use crate::problem::Error;
use crate::wording::{Lang, text};

/// So many days an account that has ended is shown, unless the office says otherwise. Taken from practice: long enough
/// for people who come by once in a season.
pub const ENDED_SHOWN: u32 = 90;

/// An account as the public sees it (公開する項目).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PublicAccount {
    /// Id of the record; it tells the account again at the next publication and is in none of the files.
    pub id: String,
    /// Where it is.
    pub medium: Medium,
    /// Name of the account (アカウント名).
    pub name: String,
    /// Address.
    pub url: Option<String>,
    /// Name of the section that runs it (所管課).
    pub section: Option<String>,
    /// Address of the policy under which it is run (運用ポリシー).
    pub policy_url: Option<String>,
    /// Day on which somebody last saw that all of this is right (最終確認日).
    #[ts(type = "string | null")]
    pub confirmed_on: Option<NaiveDate>,
    /// Whether nothing is posted for the time being (休止).
    pub suspended: bool,
    /// Day of its end, past or decided (終了日); none while it is in use.
    #[ts(type = "string | null")]
    pub ended_on: Option<NaiveDate>,
}

/// What was published before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct LastPublication {
    /// Day on which it was published.
    #[ts(type = "string")]
    pub on: NaiveDate,
    /// What was shown then.
    pub accounts: Vec<PublicAccount>,
}

impl PublicAccount {
    /// Whether it had ended on a day.
    pub(super) fn has_ended(&self, on: NaiveDate) -> bool {
        self.ended_on.is_some_and(|ended| ended <= on)
    }
}

/// A publication of the list (公表).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Name of the office.
    pub office: String,
    /// Day of publication.
    pub on: NaiveDate,
    /// The accounts, those that have ended among them.
    pub accounts: Vec<PublicAccount>,
    /// What was published before; none the first time.
    pub last: Option<LastPublication>,
    /// So many days an account that has ended is shown (`ENDED_SHOWN`).
    pub ended_days: u32,
    /// Where people may ask, in lines.
    pub contact: Option<String>,
    /// Language of the files.
    pub lang: Lang,
}

impl Publication {
    /// The accounts that are shown, by medium, section and name; kept for the next publication as they are.
    pub fn shown(&self) -> Vec<PublicAccount> {
        let is_shown = |account: &&PublicAccount| {
            let until = account.ended_on.and_then(|ended| ended.checked_add_days(Days::new(self.ended_days.into())));
            until.is_none_or(|until| self.on <= until)
        };
        let mut shown: Vec<PublicAccount> = self.accounts.iter().filter(is_shown).cloned().collect();
        shown.sort_by_cached_key(|account| {
            let place = MEDIA.iter().position(|medium| *medium == account.medium);
            (self.has_ended(account), place, account.section.clone(), account.name.clone(), account.url.clone())
        });
        shown
    }

    /// What has changed since the last publication; nothing the first time.
    pub fn changes(&self) -> Vec<Change> {
        let last = self.last.as_ref();
        last.map(|last| changes::between(&last.accounts, last.on, &self.shown(), self.on)).unwrap_or_default()
    }

    /// The list as a page that needs nothing else.
    ///
    /// # Errors
    /// If the template is broken.
    pub fn html(&self) -> Result<String, Error> {
        html::page(self)
    }

    /// The list as a table for spreadsheets: UTF-8 with its mark, days in ISO form, no cell that is computed.
    pub fn csv(&self) -> Vec<u8> {
        let column =
            |name: &str, kind| Column { heading: self.word(&format!("column.{name}")), kind, ..Column::default() };
        let columns = vec![
            column("medium", ColumnKind::Text),
            column("name", ColumnKind::Text),
            column("address", ColumnKind::Text),
            column("section", ColumnKind::Text),
            column("policy", ColumnKind::Text),
            column("confirmed", ColumnKind::Date),
            column("state", ColumnKind::Text),
            column("ended", ColumnKind::Date),
        ];
        let told = |text: &Option<String>| text.clone().map_or(Value::Empty, Value::Text);
        let day = |day: Option<NaiveDate>| day.map_or(Value::Empty, Value::Date);
        let row = |account: &PublicAccount| {
            vec![
                Value::Text(self.medium(account)),
                Value::Text(account.name.clone()),
                told(&account.url),
                told(&account.section),
                told(&account.policy_url),
                day(account.confirmed_on),
                Value::Text(self.word(&format!("state.{}", self.state(account)))),
                day(account.ended_on),
            ]
        };
        let rows = self.shown().iter().map(row).collect();
        let table = Table { columns, rows, ..Table::default() };
        table::to_csv(&table, CsvEncoding::Utf8Bom, &|day| day.to_string()).bytes
    }

    /// The list as data (JSON), with the changes since the last publication.
    pub fn json(&self) -> String {
        let account = |account: &PublicAccount| {
            json!({
                "medium": account.medium.code(),
                "medium_text": self.medium(account),
                "name": account.name,
                "url": account.url,
                "section": account.section,
                "policy_url": account.policy_url,
                "confirmed_on": account.confirmed_on,
                "state": self.state(account),
                "ended_on": account.ended_on,
            })
        };
        let change = |change: &Change| json!({ "kind": change.kind.code(), "text": self.change(change) });
        let data = json!({
            "title": self.title(),
            "office": self.office,
            "as_of": self.on,
            "last_as_of": self.last.as_ref().map(|last| last.on),
            "accounts": self.shown().iter().map(account).collect::<Vec<_>>(),
            "changes": self.changes().iter().map(change).collect::<Vec<_>>(),
        });
        format!("{data:#}\n")
    }

    /// A change in words.
    pub fn change(&self, change: &Change) -> String {
        let none = || self.word("none");
        let (before, after) = (change.before.clone().unwrap_or_else(none), change.after.clone().unwrap_or_else(none));
        let medium = self.medium(&change.account);
        let end = change.account.ended_on.map_or_else(none, |day| self.day(day));
        let name = change.account.name.as_str();
        let args = [("name", name), ("medium", &*medium), ("before", &*before), ("after", &*after), ("date", &*end)];
        filled(self.lang, &format!("sns.page.change.{}", change.kind.code()), &args)
    }

    /// Whether an account had ended on the day of publication.
    fn has_ended(&self, account: &PublicAccount) -> bool {
        account.has_ended(self.on)
    }

    /// The state of an account on that day; the locale key is `sns.page.state.<code>`.
    fn state(&self, account: &PublicAccount) -> &'static str {
        match account {
            ended if self.has_ended(ended) => "ended",
            PublicAccount { suspended: true, .. } => "suspended",
            _ => "active",
        }
    }

    fn title(&self) -> String {
        filled(self.lang, "sns.page.title", &[("office", &self.office)])
    }

    fn word(&self, key: &str) -> String {
        text(self.lang, &format!("sns.page.{key}"), &[])
    }

    fn day(&self, day: NaiveDate) -> String {
        match self.lang {
            Lang::Ja => crate::date::wareki(day),
            Lang::En => day.to_string(),
        }
    }

    /// The name of a medium; of those without a word of their own the host, which says more than その他.
    fn medium(&self, account: &PublicAccount) -> String {
        let host = || {
            let url = url::Url::parse(account.url.as_deref()?).ok()?;
            url.host_str().map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned())
        };
        match account.medium {
            Medium::Other => host(),
            _ => None,
        }
        .unwrap_or_else(|| text(self.lang, &format!("medium.{}", account.medium.code()), &[]))
    }
}

/// Media in the order of the list.
const MEDIA: [Medium; 9] = [
    Medium::X,
    Medium::Facebook,
    Medium::Instagram,
    Medium::Line,
    Medium::Youtube,
    Medium::Tiktok,
    Medium::Note,
    Medium::Threads,
    Medium::Other,
];

/// A text with its placeholders filled in one go, so that a name with braces in it stays as it is.
fn filled(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    let pattern = text(lang, key, &[]);
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let value = after.split_once('}').and_then(|(name, tail)| {
            let (_, value) = args.iter().find(|(other, _)| *other == name)?;
            Some((*value, tail))
        });
        match value {
            Some((value, tail)) => {
                out.push_str(value);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
