//! What `sekisho inbox` and `sekisho application` do: what waits, and the steps about an application of any register.

use clap::{Args, Subcommand};
use ledger::approval::{Acting, Application, Comment, ContentLine, DecisionRequest, Exception};
use ledger::cloud::CloudRow;
use ledger::inbox::{ApplicationStep, InboxRow};
use ledger::sns::SnsRow;
use ledger::{Error, Ledger, Problem};

use crate::registers::or_dash;
use crate::run::Outcome;
use crate::say::Say;

/// Applications of every register.
#[derive(Subcommand)]
pub enum ApplicationCommand {
    /// One application with what is applied for, what was said and what was decided.
    Show {
        /// Id of the application, or id or name of the record that it is about.
        id: String,
    },
    /// Says something about it, or about one requirement.
    Comment {
        /// Id of the application, or id or name of the record that it is about.
        id: String,
        /// What to say.
        text: String,
        /// Id of the requirement, such as CL-16.
        #[arg(long)]
        requirement: Option<String>,
    },
    /// Reviews it; it then waits for the decision.
    Review {
        /// Id of the application, or id or name of the record that it is about.
        id: String,
        /// The opinion.
        text: String,
    },
    /// Sends it back to whoever applied.
    SendBack {
        /// Id of the application, or id or name of the record that it is about.
        id: String,
        /// What is missing.
        text: String,
    },
    /// Takes the own application back.
    Withdraw {
        /// Id of the application, or id or name of the record that it is about.
        id: String,
    },
    /// Decides it, on exactly what was seen.
    Decide(DecideArguments),
}

/// How an application is decided.
#[derive(Args)]
pub struct DecideArguments {
    /// Id of the application, or id or name of the record that it is about.
    pub id: String,
    /// What is decided.
    #[arg(value_parser = ["approved", "conditional", "refused"])]
    pub outcome: String,
    /// The hash of what was seen, as `application show` gives it; its first 8 characters suffice.
    #[arg(long, value_name = "HASH")]
    pub seen: String,
    /// A condition; may be given several times.
    #[arg(long)]
    pub condition: Vec<String>,
    /// An exception that is granted, as CL-21=REASON; may be given several times.
    #[arg(long, value_name = "ID=REASON")]
    pub exception: Vec<String>,
    /// The last day of the approval.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// The day of the next check.
    #[arg(long, value_name = "DATE")]
    pub next_check: Option<String>,
    /// The one who should decide, where somebody else does in the absence of that person.
    #[arg(long, value_name = "NAME", requires = "acting_reason")]
    pub acting_for: Option<String>,
    /// Why somebody else decides.
    #[arg(long, value_name = "REASON")]
    pub acting_reason: Option<String>,
    /// Reason or remark.
    #[arg(long)]
    pub note: Option<String>,
}

/// What `sekisho application` does.
pub fn application(ledger: &mut Ledger, command: &ApplicationCommand, say: &Say) -> Result<Outcome, Error> {
    let id = match command {
        ApplicationCommand::Show { id } => ledger.find_application(id)?.id,
        ApplicationCommand::Comment { id, text, requirement } => {
            let step = step(ledger, id, Some(text))?;
            ledger.comment_application(&ApplicationStep { requirement: requirement.clone(), ..step.clone() })?;
            step.id
        }
        ApplicationCommand::Review { id, text } => {
            let step = step(ledger, id, Some(text))?;
            ledger.review_application(&step)?;
            step.id
        }
        ApplicationCommand::SendBack { id, text } => {
            let step = step(ledger, id, Some(text))?;
            ledger.return_application(&step)?;
            step.id
        }
        ApplicationCommand::Withdraw { id } => {
            let step = step(ledger, id, None)?;
            ledger.withdraw_application(&step)?;
            step.id
        }
        ApplicationCommand::Decide(arguments) => decide(ledger, arguments)?,
    };
    let application = ledger.application(&id)?;
    let content = ledger.application_content(&application)?;
    say.answer(&application, |application| lines(application, &content, say))?;
    Ok(Outcome::Done)
}

/// The application in lines: what it is, what is applied for, what was said, what was decided.
fn lines(application: &Application, content: &[ContentLine], say: &Say) -> Vec<String> {
    let kind = say.text(&format!("application_kind.{}", application.kind.code()), &[]);
    let state = say.text(&format!("application_state.{}", application.state.code()), &[]);
    let mut lines = vec![
        format!("{state}\t{kind}\t{}\t{}", application.title, or_dash(application.matter.as_ref())),
        format!("{}\t{}\t{}", application.id, application.by.name, application.by.on),
        say.text("cli.seen", &[("hash", application.hash.get(..16).unwrap_or_default())]),
    ];
    lines.extend(content.iter().map(|line| format!("{}\t{}", line.label, line.value.replace('\n', " "))));
    let said = |comment: &Comment| {
        [&comment.by.on, &comment.by.name, or_dash(comment.requirement.as_ref()), &comment.text].join("\t")
    };
    lines.extend(application.comments.iter().map(said));
    if let Some(decision) = &application.decision {
        let number = or_dash(decision.number.as_ref());
        lines.push([&decision.by.on, &decision.by.name, number, or_dash(decision.expires_on.as_ref())].join("\t"));
        lines.extend(decision.conditions.iter().cloned());
    }
    lines
}

/// An application as a step needs it.
fn step(ledger: &mut Ledger, id: &str, said: Option<&String>) -> Result<ApplicationStep, Error> {
    let found = ledger.find_application(id)?;
    Ok(ApplicationStep { id: found.id, revision: found.revision, text: said.cloned(), requirement: None })
}

fn decide(ledger: &mut Ledger, arguments: &DecideArguments) -> Result<String, Error> {
    let found = ledger.find_application(&arguments.id)?;
    // Whoever decides names what was seen; a prefix long enough to be no accident will do.
    if arguments.seen.len() < 8 || !found.hash.starts_with(&arguments.seen.to_lowercase()) {
        return Err(Problem::at("seen", "seen_differs").into());
    }
    let exception = |typed: &String| {
        let (requirement, reason) = typed.split_once('=').unwrap_or((typed, ""));
        Exception { requirement: requirement.trim().to_owned(), reason: reason.trim().to_owned() }
    };
    let acting = arguments.acting_for.clone().zip(arguments.acting_reason.clone());
    ledger.decide_application(&DecisionRequest {
        id: found.id.clone(),
        revision: found.revision,
        hash: found.hash,
        outcome: serde_json::from_value(arguments.outcome.as_str().into())?,
        conditions: arguments.condition.clone(),
        exceptions: arguments.exception.iter().map(exception).collect(),
        expires_on: arguments.until.clone(),
        next_check_on: arguments.next_check.clone(),
        acting: acting.map(|(absent, reason)| Acting { absent, reason }),
        note: arguments.note.clone(),
    })?;
    Ok(found.id)
}

/// What `sekisho inbox` does.
pub fn inbox(ledger: &mut Ledger, say: &Say) -> Result<Outcome, Error> {
    say.answer(&ledger.inbox()?, |inbox| {
        let row = |row: &InboxRow| {
            let mine = row.my_step.map_or("", |_| "*");
            let section = or_dash(row.section.as_ref());
            let matter = match (&row.matter, &row.matter_text) {
                (Some(code), Some(words)) => format!("{code} {words}"),
                (code, _) => or_dash(code.as_ref()).to_owned(),
            };
            let (applicant, on) = (row.applicant.as_str(), row.applied_on.as_str());
            [mine, &row.state_text, &row.kind_text, &row.title, section, applicant, on, &matter, &row.id].join("\t")
        };
        let lapsed = say.text("cloud_status.lapsed", &[]);
        let gone = |row: &CloudRow| {
            let until = or_dash(row.stands_until.as_ref());
            ["", lapsed.as_str(), "", &row.service, or_dash(row.section.as_ref()), "", until, "-", &row.id].join("\t")
        };
        let unapproved = |row: &SnsRow| {
            let until = or_dash(row.expires_on.as_ref());
            ["", lapsed.as_str(), "", &row.name, or_dash(row.section.as_ref()), "", until, "-", &row.id].join("\t")
        };
        let lapsed_sns = inbox.lapsed_sns.iter().map(unapproved);
        inbox.rows.iter().map(row).chain(inbox.lapsed.iter().map(gone)).chain(lapsed_sns).collect()
    })?;
    Ok(Outcome::Done)
}
