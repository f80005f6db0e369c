//! What the computer tells the person who works at it (通知): what is new since the last time, once for each moment, and what
//! stands open. How a notification is shown is the desktop's.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::plan::{ForOne, Parcel, Plan};
use super::{Channel, Digest, Outcome, Taken, now, store};
use crate::due::{DueItem, OFFICE};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::wording::text;

/// Dates that a menu lists.
const LISTED: usize = 8;
/// Dates that a notification names.
const NAMED: usize = 3;

/// One date in a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewsLine {
    /// In words.
    pub text: String,
    /// The page that shows its record, as the window names it.
    pub place: String,
}

/// What the computer tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueNews {
    /// Id under which to say that it was shown; none where nothing is new.
    pub id: Option<String>,
    /// Headline, in words.
    pub title: String,
    /// What is new, in words.
    pub body: String,
    /// The page that shows it: that of the record where one is new.
    pub place: String,
    /// Overdue.
    pub overdue: usize,
    /// Within seven days.
    pub week: usize,
    /// Everything that is told of.
    pub open: usize,
    /// What stands open, in words.
    pub summary: String,
    /// The first dates.
    pub lines: Vec<NewsLine>,
}

/// Whether what was told could be shown.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DueNewsShown {
    /// Id.
    pub id: String,
    /// Whether it was shown.
    pub shown: bool,
}

impl Ledger {
    /// What is new for whoever is working, taken so that it is told once; and what stands open. An account that is nobody's
    /// is told of everything, as it sees everything.
    ///
    /// # Errors
    /// If the ledger cannot be read or written.
    pub fn due_news(&mut self) -> Result<DueNews, Error> {
        let day = self.today();
        let account = self.actor().to_owned();
        let me = self.person_of(&account)?;
        let Plan { items, parcels, unreached } = self.plan_telling(day, Channel::Desktop)?;
        let parcel = match &me {
            Some(person) => parcels.into_iter().find(|parcel| parcel.recipient == person.id),
            None => Some(everything(&account, parcels, &unreached)),
        };
        let Some(parcel) = parcel.filter(|parcel| !parcel.items.is_empty()) else { return Ok(DueNews::default()) };
        let open: Vec<&DueItem> = parcel.items.iter().map(|one| &items[one.at].item).collect();
        let (overdue, week) = (
            open.iter().filter(|item| item.days < 0).count(),
            open.iter().filter(|item| (0..=7).contains(&item.days)).count(),
        );
        let counts = [("overdue", overdue.to_string()), ("week", week.to_string()), ("open", open.len().to_string())];
        let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
        let lang = self.lang;
        let summary = text(lang, "news.summary", &counts);
        let lines = open.iter().take(LISTED).map(|item| NewsLine { text: self.news_line(item), place: place(item) });
        let lines: Vec<NewsLine> = lines.collect();
        let mut news =
            DueNews { place: "/due".to_owned(), overdue, week, open: open.len(), summary, lines, ..DueNews::default() };
        let (taken, _) = self.take(Channel::Desktop, vec![parcel], &items, day, false)?;
        let Some(Taken { digest, parcel }) = taken.into_iter().next() else { return Ok(news) };
        let new: Vec<&DueItem> = parcel.items.iter().map(|one| &items[one.at].item).collect();
        let count = new.len().to_string();
        news.title = text(lang, "news.title", &[("count", &count)]);
        let mut told: Vec<String> = new.iter().take(NAMED).map(|item| self.news_line(item)).collect();
        if new.len() > NAMED {
            told.push(text(lang, "news.more", &[("count", &(new.len() - NAMED).to_string())]));
        }
        news.body = told.join("\n");
        if let [one] = new[..] {
            news.place = place(one);
        }
        news.id = Some(digest.id.clone());
        let digest = Digest { subject: news.title.clone(), ..digest };
        self.settle(std::iter::once(&digest))?;
        Ok(news)
    }

    /// Says whether what was told could be shown; what could not is told again.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn due_news_shown(&mut self, request: &DueNewsShown) -> Result<DueNewsShown, Error> {
        let digest = self.read(|tx| store::digest(tx, &request.id))?;
        if let Some(mut digest) = digest.filter(|digest| digest.outcome == Outcome::Sending) {
            digest.at = now();
            digest.outcome = if request.shown { Outcome::Told } else { Outcome::Later };
            digest.problem = (!request.shown).then(|| Problem::new("news_not_shown"));
            self.settle(std::iter::once(&digest))?;
        }
        Ok(request.clone())
    }

    fn news_line(&self, item: &DueItem) -> String {
        let on = crate::wording::day(self.lang, &item.due_on);
        let late = if item.days < 0 { "news.late" } else { "news.line" };
        text(self.lang, late, &[("day", &on), ("what", &item.title), ("record", &item.record.title)])
    }
}

/// The page of a record.
fn place(item: &DueItem) -> String {
    if item.record.kind == OFFICE { "/due".to_owned() } else { format!("/{}/{}", item.record.kind, item.record.id) }
}

/// Everybody's dates as those of an account that is nobody's.
fn everything(account: &str, parcels: Vec<Parcel>, unreached: &[usize]) -> Parcel {
    let mut all: Vec<ForOne> = parcels.into_iter().flat_map(|parcel| parcel.items).collect();
    all.extend(unreached.iter().map(|at| ForOne {
        at: *at,
        moments: vec!["unreached".to_owned()],
        reasons: Vec::new(),
    }));
    all.sort_by_key(|one| one.at);
    all.dedup_by(|next, kept| {
        let same = next.at == kept.at;
        if same {
            kept.moments.extend(
                next.moments.iter().filter(|moment| !kept.moments.contains(moment)).cloned().collect::<Vec<_>>(),
            );
        }
        same
    });
    Parcel { recipient: format!("account:{account}"), name: account.to_owned(), address: None, items: all }
}
