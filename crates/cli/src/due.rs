//! What `sekisho due` does: what falls due, what was done about it, and the rules by which it does. Its pictures are in
//! `due/pictures.rs`, its papers in `due/letters.rs`.

mod letters;
mod pictures;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use ledger::due::{DueActRequest, DueCalendarSave, DueItem, DueQuery, DueStep, ReminderSettings, Rule, Whose};
use ledger::{Error, Ledger};

use crate::due::letters::{LetterArguments, PrintArguments};
use crate::due::pictures::{GroupArgument, KindArgument, PictureArguments};
use crate::install::InstallArguments;
use crate::registers::or_dash;
use crate::run::{Outcome, date, read};
use crate::say::Say;
use crate::tell::{MailCommand, TellArguments, ToldArguments, mail, tell, told};

/// What falls due.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct DueArguments {
    /// The day to ask for; today by default.
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Everything that is due by this day.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Writes every due date that is known today as a calendar file; what is settled is struck out in it.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["on", "until"])]
    pub ics: Option<PathBuf>,
    /// Whose: mine, section or all.
    #[arg(long, value_enum, default_value_t = WhoseArgument::All)]
    pub whose: WhoseArgument,
    /// A step about one due date, or the rules.
    #[command(subcommand)]
    pub command: Option<DueCommand>,
}

/// Whose due dates, narrowed by names.
#[derive(Args)]
pub struct WhoArguments {
    /// Whose: mine, section or all.
    #[arg(long, value_enum, default_value_t = WhoseArgument::All)]
    pub whose: WhoseArgument,
    /// Of one section, by name.
    #[arg(long, value_name = "NAME")]
    pub section: Option<String>,
    /// Of one person, by name.
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
}

/// Whose due dates.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WhoseArgument {
    /// Those of whoever is working.
    Mine,
    /// Those of the section of whoever is working, with the sections below it.
    Section,
    /// All.
    All,
}

impl WhoseArgument {
    fn whose(self) -> Whose {
        match self {
            Self::Mine => Whose::Mine,
            Self::Section => Whose::Section,
            Self::All => Whose::All,
        }
    }
}

/// A step about one due date, or the rules.
#[derive(Subcommand)]
pub enum DueCommand {
    /// It is done.
    Done {
        /// Which one.
        #[command(flatten)]
        place: Place,
        /// What was done.
        note: String,
    },
    /// It does not apply.
    NotApplicable {
        /// Which one.
        #[command(flatten)]
        place: Place,
        /// Why.
        note: String,
    },
    /// Nobody is told until a day.
    Snooze {
        /// Which one.
        #[command(flatten)]
        place: Place,
        /// The day from which people are told again.
        #[arg(value_name = "DATE")]
        until: String,
        /// Why.
        note: String,
    },
    /// Somebody else does it.
    HandOn {
        /// Which one.
        #[command(flatten)]
        place: Place,
        /// The person.
        #[arg(long, value_name = "NAME")]
        person: Option<String>,
        /// The section.
        #[arg(long, value_name = "NAME")]
        section: Option<String>,
        /// Why.
        note: Option<String>,
    },
    /// It is open again.
    Reopen {
        /// Which one.
        #[command(flatten)]
        place: Place,
    },
    /// A fiscal year of terms, approvals and certificates with what falls due in it, as a table.
    Timeline {
        /// Which part of it.
        #[command(flatten)]
        picture: PictureArguments,
        /// Only rows of this kind.
        #[arg(long, value_enum)]
        kind: Option<KindArgument>,
        /// By what rows stand together.
        #[arg(long, value_enum, default_value_t = GroupArgument::Kind)]
        group: GroupArgument,
    },
    /// A month with what falls due on each day, and the days on which the office is closed.
    Month(PictureArguments),
    /// What falls to each section and each person in the months of a fiscal year.
    Load(PictureArguments),
    /// Letters in Word: one for each addressee with everything that concerns it.
    Letters(LetterArguments),
    /// The list of due dates in Word, by section.
    Print(PrintArguments),
    /// Sends everybody one message about what falls due.
    Tell(TellArguments),
    /// What was told to whom and when.
    Told(ToldArguments),
    /// The office's mail server.
    #[command(subcommand)]
    Mail(MailCommand),
    /// Tells people daily though nobody opens the program.
    Install(InstallArguments),
    /// The reminder rules; with a file, what the office says of them is saved.
    Rules {
        /// JSON: rules that are switched off, changed and added, as this command shows them.
        #[arg(long, value_name = "FILE")]
        save: Option<PathBuf>,
    },
}

/// Which due date is meant.
#[derive(Args)]
pub struct Place {
    /// Id, number or title of the record.
    pub record: String,
    /// Id of the rule, such as RM-10.
    pub rule: String,
    /// Which of several, as the list names it: a certificate, a sub-contractor, a person.
    #[arg(long)]
    pub what: Option<String>,
    /// The date, where the record has several of the rule.
    #[arg(long, value_name = "DATE")]
    pub due_on: Option<String>,
}

/// What `sekisho due` does.
pub fn due(ledger: &mut Ledger, arguments: &DueArguments, say: &Say) -> Result<Outcome, Error> {
    match &arguments.command {
        None => list(ledger, arguments, say),
        Some(DueCommand::Rules { save }) => rules(ledger, save.as_ref(), say),
        Some(DueCommand::Timeline { picture, kind, group }) => pictures::timeline(ledger, picture, *kind, *group, say),
        Some(DueCommand::Month(picture)) => pictures::month(ledger, picture, say),
        Some(DueCommand::Load(picture)) => pictures::load(ledger, picture, say),
        Some(DueCommand::Letters(letters)) => letters::letters(ledger, letters, say),
        Some(DueCommand::Print(print)) => letters::print(ledger, print, say),
        Some(DueCommand::Tell(arguments)) => tell(ledger, arguments, say),
        Some(DueCommand::Told(arguments)) => told(ledger, arguments, say),
        Some(DueCommand::Mail(command)) => mail(ledger, command, say),
        Some(command) => act(ledger, command, say),
    }
}

fn list(ledger: &mut Ledger, arguments: &DueArguments, say: &Say) -> Result<Outcome, Error> {
    let on = arguments.on.as_deref().map(|typed| date("on", typed)).transpose()?.unwrap_or_else(|| ledger.today());
    let until = arguments.until.as_deref().map(|typed| date("until", typed)).transpose()?;
    if let Some(file) = &arguments.ics {
        let query = DueQuery { whose: Some(arguments.whose.whose()), ..DueQuery::default() };
        let written =
            ledger.write_due_calendar(&DueCalendarSave { path: file.to_string_lossy().into_owned(), query })?;
        say.answer(&written, |written| vec![written.path.clone()])?;
        let counts = [("open", written.open.to_string()), ("cancelled", written.cancelled.to_string())];
        say.message("cli.due.ics", &counts.each_ref().map(|(name, count)| (*name, count.as_str())));
        return Ok(Outcome::Done);
    }
    let items = ledger.due(on, until, arguments.whose.whose())?;
    say.answer(&items, |items| items.iter().map(|item| line(item, say)).collect())?;
    Ok(Outcome::Done)
}

fn line(item: &DueItem, say: &Say) -> String {
    let who = [item.section.clone(), item.owner.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let stage = say.text(&format!("stage.{}", item.stage.code()), &[]);
    [&item.due_on, &stage, &item.title, &item.record.title, &who].map(String::as_str).join("\t")
}

fn act(ledger: &mut Ledger, command: &DueCommand, say: &Say) -> Result<Outcome, Error> {
    let (place, step) = match command {
        DueCommand::Done { place, .. } => (place, DueStep::Done),
        DueCommand::NotApplicable { place, .. } => (place, DueStep::NotApplicable),
        DueCommand::Snooze { place, .. } => (place, DueStep::Snooze),
        DueCommand::HandOn { place, .. } => (place, DueStep::HandOn),
        DueCommand::Reopen { place } => (place, DueStep::Reopen),
        _ => return Ok(Outcome::Done),
    };
    let (note, until, person, section) = match command {
        DueCommand::Done { note, .. } | DueCommand::NotApplicable { note, .. } => {
            (Some(note.clone()), None, None, None)
        }
        DueCommand::Snooze { until, note, .. } => (Some(note.clone()), Some(until.clone()), None, None),
        DueCommand::HandOn { person, section, note, .. } => (note.clone(), None, person.clone(), section.clone()),
        _ => (None, None, None, None),
    };
    let due_on = place.due_on.as_deref().map(|typed| date("due_on", typed)).transpose()?;
    let item = ledger.find_due(&place.record, &place.rule, place.what.as_deref(), due_on)?;
    let act = ledger.act_on_due(&DueActRequest {
        register: item.record.kind.clone(),
        record: item.record.id.clone(),
        rule: item.rule.clone(),
        what: item.what.clone(),
        due_on: item.due_on.clone(),
        step,
        note,
        until,
        person,
        section,
        revision: item.act.as_ref().map_or(0, |act| act.revision),
    })?;
    say.answer(&act, |_| vec![line(&item, say)])?;
    say.message(&format!("cli.due.{}", step.code()), &[]);
    Ok(Outcome::Done)
}

fn rules(ledger: &mut Ledger, save: Option<&PathBuf>, say: &Say) -> Result<Outcome, Error> {
    let reminders = match save {
        Some(file) => {
            let settings: ReminderSettings = serde_json::from_str(&read(file)?)?;
            ledger.save_reminders(settings)?
        }
        None => ledger.reminders()?,
    };
    // As a file, it is what can be changed and saved again.
    say.answer(&reminders.settings, |settings| {
        let days = |rule: &Rule| rule.lead_days.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
        let on = |id: &str| if settings.off.contains(id) { "-" } else { "*" };
        let line = |rule: &Rule| {
            [on(&rule.id), &rule.id, &rule.title, &days(rule), or_dash(rule.stop_when.as_ref())].join("\t")
        };
        settings.rules().map(|rules| rules.all().map(line).collect()).unwrap_or_default()
    })?;
    Ok(Outcome::Done)
}
