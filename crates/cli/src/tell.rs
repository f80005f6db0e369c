//! What `sekisho due tell`, `told` and `mail` do: telling people what falls due, the log of it, and the office's mail server.

use std::io::Read;

use clap::{Args, Subcommand, ValueEnum};
use ledger::due::{Digest, MailSave, MailSecurity, MailTest, MailView, Outcome as Told, TellRequest, ToldQuery};
use ledger::wording::problem;
use ledger::{Error, Ledger};

use crate::registers::or_dash;
use crate::run::Outcome;
use crate::say::Say;

/// Sends everybody one message about what falls due.
#[derive(Args)]
pub struct TellArguments {
    /// The day to tell of; today by default.
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Shows what would be sent; nothing is sent and nothing is logged.
    #[arg(long)]
    pub dry_run: bool,
}

/// What was told.
#[derive(Args)]
pub struct ToldArguments {
    /// From this day on.
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only what was not taken.
    #[arg(long)]
    pub failed: bool,
    /// At most so many messages.
    #[arg(long, default_value_t = 200)]
    pub limit: i64,
}

/// The office's mail server.
#[derive(Subcommand)]
pub enum MailCommand {
    /// What is set.
    Show,
    /// Sets the server and begins to send.
    Set(MailArguments),
    /// Sends one message to try it.
    Test {
        /// To this address; to that of whoever is working by default.
        #[arg(long, value_name = "ADDRESS")]
        to: Option<String>,
    },
    /// Sends no more, and forgets the password.
    Off,
}

/// Where the server is.
#[derive(Args)]
pub struct MailArguments {
    /// Name of the server.
    pub host: String,
    /// Its port.
    #[arg(long, default_value_t = 587)]
    pub port: i64,
    /// How the way to it is protected.
    #[arg(long, value_enum, default_value_t = SecurityArgument::Starttls)]
    pub security: SecurityArgument,
    /// Name to sign in with.
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,
    /// Mail address of whoever writes.
    #[arg(long, value_name = "ADDRESS")]
    pub from: String,
    /// Name of whoever writes; that of the office by default.
    #[arg(long, value_name = "NAME")]
    pub from_name: Option<String>,
    /// Reads the password from standard input, and keeps it in the keyring of this computer.
    #[arg(long, requires = "user")]
    pub password_stdin: bool,
}

/// How the way to the server is protected.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SecurityArgument {
    /// Not at all.
    None,
    /// Encrypted after the greeting.
    Starttls,
    /// Encrypted from the first byte.
    Tls,
}

/// What `sekisho due tell` does: 0 if everybody was told, 1 if something was not taken or reaches nobody.
pub fn tell(ledger: &mut Ledger, arguments: &TellArguments, say: &Say) -> Result<Outcome, Error> {
    let request = TellRequest { on: arguments.on.clone(), dry_run: Some(arguments.dry_run) };
    let telling = ledger.tell_due(&request)?;
    say.answer(&telling, |telling| {
        let mut lines = Vec::new();
        for message in &telling.messages {
            lines.push(line(&message.digest, say));
            if arguments.dry_run {
                lines.extend([message.body.clone(), String::new()]);
            }
        }
        let nobody = say.text("cli.due.unreached", &[]);
        lines.extend(
            telling
                .unreached
                .iter()
                .map(|item| [&nobody, &item.due_on, &item.title, &item.record.title].map(String::as_str).join("\t")),
        );
        lines
    })?;
    for error in telling.messages.iter().filter_map(|message| message.digest.problem.as_ref()).take(1) {
        say.note(&problem(say.lang, error));
    }
    let counts = [
        ("count", telling.messages.len() - telling.failed),
        ("failed", telling.failed),
        ("held", telling.held),
        ("unreached", telling.unreached.len()),
    ];
    let counts = counts.map(|(name, count)| (name, count.to_string()));
    // Nothing of what is only looked at has failed.
    let key = if arguments.dry_run { "cli.due.tell.dry" } else { "cli.due.tell" };
    say.message(key, &counts.each_ref().map(|(name, count)| (*name, count.as_str())));
    let whole = telling.failed == 0 && telling.unreached.is_empty();
    Ok(if whole { Outcome::Done } else { Outcome::Findings })
}

/// What `sekisho due told` does.
pub fn told(ledger: &mut Ledger, arguments: &ToldArguments, say: &Say) -> Result<Outcome, Error> {
    let query =
        ToldQuery { since: arguments.since.clone(), failed: Some(arguments.failed), limit: Some(arguments.limit) };
    let log = ledger.told_due(&query)?;
    say.answer(&log, |log| log.digests.iter().map(|digest| line(digest, say)).collect())?;
    Ok(Outcome::Done)
}

/// One message in a line.
fn line(digest: &Digest, say: &Say) -> String {
    let outcome = say.text(&format!("told.outcome.{}", digest.outcome.code()), &[]);
    let channel = say.text(&format!("told.channel.{}", digest.channel.code()), &[]);
    let when = if digest.outcome == Told::Planned { &digest.on } else { &digest.at };
    let subject = if digest.subject.is_empty() { "-" } else { &digest.subject };
    [when, &channel, &outcome, &digest.name, or_dash(digest.address.as_ref()), subject].join("\t")
}

/// What `sekisho due mail` does.
pub fn mail(ledger: &mut Ledger, command: &MailCommand, say: &Say) -> Result<Outcome, Error> {
    match command {
        MailCommand::Show => show(&ledger.mail()?, say)?,
        MailCommand::Set(arguments) => {
            let mut settings = ledger.mail()?.settings;
            settings.on = true;
            settings.host.clone_from(&arguments.host);
            settings.port = arguments.port;
            settings.security = match arguments.security {
                SecurityArgument::None => MailSecurity::None,
                SecurityArgument::Starttls => MailSecurity::Starttls,
                SecurityArgument::Tls => MailSecurity::Tls,
            };
            settings.user.clone_from(&arguments.user);
            settings.from_address.clone_from(&arguments.from);
            settings.from_name.clone_from(&arguments.from_name);
            let password = arguments.password_stdin.then(|| password(say)).transpose()?;
            show(&ledger.save_mail(MailSave { settings, password })?, say)?;
            say.message("cli.due.mail.saved", &[]);
        }
        MailCommand::Test { to } => {
            let tested = ledger.test_mail(&MailTest { to: to.clone() })?;
            say.answer(&tested, |_| Vec::new())?;
            say.message("cli.due.mail.tested", &[("to", &tested.to), ("answer", &tested.answer)]);
        }
        MailCommand::Off => {
            let settings = ledger::due::MailSettings { on: false, ..ledger.mail()?.settings };
            show(&ledger.save_mail(MailSave { settings, password: None })?, say)?;
            say.message("cli.due.mail.off", &[]);
        }
    }
    Ok(Outcome::Done)
}

fn show(view: &MailView, say: &Say) -> Result<(), Error> {
    say.answer(view, |view| {
        let settings = &view.settings;
        let security = match settings.security {
            MailSecurity::None => "none",
            MailSecurity::Starttls => "starttls",
            MailSecurity::Tls => "tls",
        };
        let server = format!("{}:{}", settings.host, settings.port);
        let on = if settings.on { "*" } else { "-" };
        vec![[on, &server, security, or_dash(settings.user.as_ref()), &settings.from_address].join("\t")]
    })
}

/// The first line of standard input.
fn password(say: &Say) -> Result<String, Error> {
    say.message("cli.due.mail.password", &[]);
    let mut typed = String::new();
    std::io::stdin().read_to_string(&mut typed).map_err(Error::unexpected)?;
    Ok(typed.lines().next().unwrap_or_default().to_owned())
}
