//! What `sekisho due timeline`, `month` and `load` do: the pictures of the window as tables.

use clap::{Args, ValueEnum};
use ledger::due::{DueItem, LoadRow, PictureQuery, Timeline, TimelineGroup, TimelineKind, TimelineQuery, TimelineRow};
use ledger::{Error, Ledger};

use super::WhoArguments;
use crate::run::Outcome;
use crate::say::Say;

/// Whose dates, and of when.
#[derive(Args)]
pub struct PictureArguments {
    /// The fiscal year (R8, 2026), for `month` the month (R8.12, 2026-12), for `timeline` either; the one of today by default.
    #[arg(value_name = "WHEN")]
    pub when: Option<String>,
    /// Whose dates.
    #[command(flatten)]
    pub who: WhoArguments,
}

impl PictureArguments {
    fn query(&self) -> PictureQuery {
        PictureQuery {
            whose: Some(self.who.whose.whose()),
            owner: self.who.owner.clone(),
            section: self.who.section.clone(),
            when: self.when.clone(),
        }
    }
}

/// What rows of a timeline are about.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindArgument {
    /// What the office itself has to do.
    Office,
    /// Terms of contracts.
    Contract,
    /// Approvals of cloud uses.
    Cloud,
    /// Approvals of official accounts.
    Sns,
    /// Certificates of contractors and providers.
    Certificate,
}

/// By what the rows of a timeline stand together.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GroupArgument {
    /// By what they are about.
    Kind,
    /// By section.
    Section,
    /// By whoever answers.
    Owner,
}

/// Eighteen months of duties, terms, approvals and certificates, whole.
pub fn timeline(
    ledger: &mut Ledger,
    arguments: &PictureArguments,
    kind: Option<KindArgument>,
    group: GroupArgument,
    say: &Say,
) -> Result<Outcome, Error> {
    let mut query = TimelineQuery {
        picture: arguments.query(),
        kind: kind.map(|kind| match kind {
            KindArgument::Office => TimelineKind::Office,
            KindArgument::Contract => TimelineKind::Contract,
            KindArgument::Cloud => TimelineKind::Cloud,
            KindArgument::Sns => TimelineKind::Sns,
            KindArgument::Certificate => TimelineKind::Certificate,
        }),
        group: Some(match group {
            GroupArgument::Kind => TimelineGroup::Kind,
            GroupArgument::Section => TimelineGroup::Section,
            GroupArgument::Owner => TimelineGroup::Owner,
        }),
        ..TimelineQuery::default()
    };
    let mut whole = ledger.due_timeline(&query)?;
    while whole.records < whole.total {
        query.offset = Some(whole.records);
        let page = ledger.due_timeline(&query)?;
        if page.records == 0 {
            break;
        }
        whole.records += page.records;
        whole.rows.extend(page.rows);
    }
    say.answer(&whole, |whole: &Timeline| whole.rows.iter().map(|row| row_line(row, say)).collect())?;
    let counts = [("year", whole.year.to_string()), ("records", whole.total.to_string())];
    say.message("cli.due.timeline", &counts.each_ref().map(|(name, count)| (*name, count.as_str())));
    Ok(Outcome::Done)
}

fn row_line(row: &TimelineRow, say: &Say) -> String {
    let kind = say.text(&format!("timeline.{}", row.kind.code()), &[]);
    let state = say.text(&format!("span.{}", row.state.code()), &[]);
    let title = match &row.certificate {
        Some(certificate) => format!("{} / {certificate}", row.record.title),
        None => row.record.title.clone(),
    };
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let dues: Vec<String> = row.dues.iter().map(|due| format!("{} {}", due.due_on, due.title)).collect();
    let who = [&row.section, &row.owner].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let number = or_empty(&row.record.number);
    let (from, until) = (or_empty(&row.starts_on), or_empty(&row.ends_on));
    [kind, number, title, row.with.clone(), from, until, state, who, dues.join(" / ")].join("\t")
}

/// A month, day by day: those on which something falls due or the office is closed for a reason.
pub fn month(ledger: &mut Ledger, arguments: &PictureArguments, say: &Say) -> Result<Outcome, Error> {
    let month = ledger.due_month(&arguments.query())?;
    say.answer(&month, |month| {
        let told = month.days.iter().filter(|day| day.in_month && (day.count > 0 || day.closed_for.is_some()));
        told.map(|day| {
            let item = |item: &DueItem| say.text("due.event", &[("what", &item.title), ("record", &item.record.title)]);
            let items: Vec<String> = day.items.iter().map(item).collect();
            let closed = day.closed_for.clone().unwrap_or_default();
            [day.on.clone(), day.count.to_string(), closed, items.join(" / ")].join("\t")
        })
        .collect()
    })?;
    say.message("cli.due.month", &[("month", &month.month), ("count", &month.total.to_string())]);
    Ok(Outcome::Done)
}

/// What falls to each section and person in a fiscal year.
pub fn load(ledger: &mut Ledger, arguments: &PictureArguments, say: &Say) -> Result<Outcome, Error> {
    let load = ledger.due_load(&arguments.query())?;
    say.answer(&load, |load| {
        let earlier = say.text("cli.due.earlier", &[]);
        let head = ["", "", earlier.as_str()].into_iter().chain(load.months.iter().map(String::as_str));
        let line = |section: &str, owner: &str, row: &LoadRow| {
            let months = row.months.iter().map(|month| month.count.to_string());
            let total = format!("{}/{}", row.total.overdue, row.total.count);
            let cells = [section.to_owned(), owner.to_owned(), row.earlier.to_string()].into_iter().chain(months);
            cells.chain([total]).collect::<Vec<_>>().join("\t")
        };
        let nameless = |row: &LoadRow, key: &str| row.name.clone().unwrap_or_else(|| say.text(key, &[]));
        let mut lines = vec![head.collect::<Vec<_>>().join("\t")];
        for section in &load.sections {
            let name = nameless(&section.row, "cli.due.no_section");
            lines.push(line(&name, "", &section.row));
            lines.extend(section.people.iter().map(|person| line(&name, &nameless(person, "cli.due.nobody"), person)));
        }
        lines
    })?;
    let counts = [
        ("year", load.year.to_string()),
        ("count", load.all.total.count.to_string()),
        ("overdue", load.all.total.overdue.to_string()),
    ];
    say.message("cli.due.load", &counts.each_ref().map(|(name, count)| (*name, count.as_str())));
    Ok(Outcome::Done)
}
