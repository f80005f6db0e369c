//! What `sekisho due install` does: writes what the operating system's scheduler needs to run `sekisho due tell` every day
//! (systemd user units, a task of the Windows Task Scheduler), and says how to hand it over. A time that was missed is made
//! up for at the next log-on. The forms are in `templates/schedule/`. Nothing is handed over here: that is for the person.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use ledger::{Error, Problem, Target};
use serde::Serialize;

use crate::run::Outcome;
use crate::say::Say;

/// Name of the task in the Windows Task Scheduler.
const TASK: &str = "Sekisho due";

/// Tells people daily though nobody opens the program.
#[derive(Args)]
pub struct InstallArguments {
    /// When, each day.
    #[arg(long, value_name = "HH:MM", default_value = "08:30")]
    pub at: String,
    /// Takes it out again.
    #[arg(long)]
    pub remove: bool,
    /// Shows what would be written, and writes nothing.
    #[arg(long)]
    pub print: bool,
    /// For which scheduler; that of this computer by default.
    #[arg(long = "for", value_enum, value_name = "SCHEDULER")]
    pub scheduler: Option<Scheduler>,
}

/// A scheduler.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Scheduler {
    /// The user manager of systemd.
    Systemd,
    /// The Windows Task Scheduler.
    Windows,
}

/// A file for a scheduler.
#[derive(Serialize)]
struct Written {
    path: String,
    text: String,
    #[serde(skip)]
    wide: bool,
}

/// What there is to do, and what was done.
#[derive(Serialize)]
struct Installed {
    files: Vec<Written>,
    commands: Vec<String>,
}

/// What `sekisho due install` does.
pub fn install(target: &Target, arguments: &InstallArguments, say: &Say) -> Result<Outcome, Error> {
    let at = time(&arguments.at)?;
    let program = std::env::current_exe().map_err(Error::unexpected)?;
    let words = words(target, arguments.remove)?;
    let own =
        if cfg!(windows) { Some(Scheduler::Windows) } else { cfg!(target_os = "linux").then_some(Scheduler::Systemd) };
    let scheduler = arguments.scheduler.or(own).ok_or_else(|| Problem::new("install_unsupported"))?;
    let description = say.text("cli.due.install.description", &[]);
    let installed = match scheduler {
        Scheduler::Systemd => systemd(&program, &words, &at, &description, arguments.remove),
        Scheduler::Windows => windows(&program, &words, &at, &description, arguments.remove),
    };
    if arguments.print {
        say.answer(&installed, |installed| {
            let files = installed.files.iter().flat_map(|file| [format!("# {}", file.path), file.text.clone()]);
            files.chain(installed.commands.iter().cloned()).collect()
        })?;
        return Ok(Outcome::Done);
    }
    for file in &installed.files {
        let done = if arguments.remove { remove(Path::new(&file.path)) } else { write(file) };
        done.map_err(|error| Problem::new("install_folder").with("path", &file.path).with("detail", error))?;
    }
    say.message(if arguments.remove { "cli.due.install.removed" } else { "cli.due.install.written" }, &[]);
    say.answer(&installed, |installed| {
        let files = installed.files.iter().map(|file| file.path.clone());
        files.chain(installed.commands.iter().cloned()).collect()
    })?;
    Ok(Outcome::Done)
}

/// A time of day as `HH:MM`.
fn time(typed: &str) -> Result<String, Error> {
    let read = || {
        let folded = ledger::fold::nfkc(typed.trim()).into_owned();
        let (hour, minute) = folded.split_once(':')?;
        let digits = |text: &str| text.len() <= 2 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (hour, minute): (u8, u8) =
            if digits(hour) && digits(minute) { (hour.parse().ok()?, minute.parse().ok()?) } else { return None };
        (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
    };
    Ok(read().ok_or_else(|| Problem::at("at", "install_time").with("value", typed))?)
}

/// The words behind the program's name; paths are whole, because a scheduler starts elsewhere. What a scheduler keeps can be
/// read by others, so that the address of a server with a password in it is refused.
fn words(target: &Target, gone: bool) -> Result<Vec<String>, Error> {
    let whole = |path: &Path| std::path::absolute(path).map(|path| path.to_string_lossy().into_owned());
    let is_server = target.location.starts_with("postgres://") || target.location.starts_with("postgresql://");
    if is_server && !gone && has_password(&target.location) {
        return Err(Problem::new("install_password").into());
    }
    let location = if is_server {
        // What is taken out again needs no address.
        if has_password(&target.location) { String::new() } else { target.location.clone() }
    } else {
        whole(Path::new(&target.location)).map_err(Error::unexpected)?
    };
    let mut words = vec!["--ledger".to_owned(), location];
    if let Some(file) = &target.key_file {
        words.extend(["--key-file".to_owned(), whole(file).map_err(Error::unexpected)?]);
    }
    words.extend(["due".to_owned(), "tell".to_owned()]);
    Ok(words)
}

/// Whether the address of a server says a password, before its host or as a parameter.
fn has_password(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (place, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    let before_host = place.rsplit_once('@').is_some_and(|(user, _)| user.contains(':'));
    before_host || parameters.split('&').any(|parameter| parameter.starts_with("password="))
}

fn systemd(program: &Path, words: &[String], at: &str, description: &str, gone: bool) -> Installed {
    let folder = config_folder().join("systemd").join("user");
    let command: Vec<String> =
        std::iter::once(program.to_string_lossy().into_owned()).chain(words.iter().cloned()).collect();
    let command = command.iter().map(|word| for_systemd(word)).collect::<Vec<_>>().join(" ");
    let file = |name: &str, form: &str| Written {
        path: folder.join(name).to_string_lossy().into_owned(),
        text: form
            .replace("{description}", &description.replace('%', "%%"))
            .replace("{at}", at)
            .replace("{command}", &command),
        wide: false,
    };
    let files = vec![
        file("sekisho-due.service", include_str!("../../../templates/schedule/sekisho-due.service")),
        file("sekisho-due.timer", include_str!("../../../templates/schedule/sekisho-due.timer")),
    ];
    let commands = if gone {
        &["systemctl --user disable --now sekisho-due.timer", "systemctl --user daemon-reload"]
    } else {
        &["systemctl --user daemon-reload", "systemctl --user enable --now sekisho-due.timer"]
    };
    Installed { files, commands: commands.map(str::to_owned).to_vec() }
}

/// A word as systemd reads it: quoted, with nothing for it to replace.
fn for_systemd(word: &str) -> String {
    let mut quoted = String::from("\"");
    for sign in word.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            '%' | '$' => quoted.extend([sign, sign]),
            '\n' => quoted.push_str("\\n"),
            _ => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

fn windows(program: &Path, words: &[String], at: &str, description: &str, gone: bool) -> Installed {
    let path = data_folder().join("Sekisho").join("sekisho-due.xml").to_string_lossy().into_owned();
    let arguments = words.iter().map(|word| for_windows(word)).collect::<Vec<_>>().join(" ");
    let text = include_str!("../../../templates/schedule/sekisho-due.xml")
        .replace("{description}", &for_xml(description))
        .replace("{at}", at)
        .replace("{user}", &user_element())
        .replace("{program}", &for_xml(&program.to_string_lossy()))
        .replace("{arguments}", &for_xml(&arguments));
    let commands = if gone {
        vec![format!("schtasks /Delete /TN \"{TASK}\" /F")]
    } else {
        vec![format!("schtasks /Create /TN \"{TASK}\" /XML {} /F", for_windows(&path))]
    };
    Installed { files: vec![Written { path, text, wide: true }], commands }
}

/// Whose log-on starts the task: of somebody without further rights only the own one may.
fn user_element() -> String {
    let name = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let user = name("USERNAME").map(|user| name("USERDOMAIN").map_or(user.clone(), |of| format!("{of}\\{user}")));
    user.map(|user| format!("\n      <UserId>{}</UserId>", for_xml(&user))).unwrap_or_default()
}

/// A word as programs on Windows read it: backslashes count only before a quotation mark, and there double.
fn for_windows(word: &str) -> String {
    let is_plain = |sign: char| !sign.is_whitespace() && sign != '"';
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    let (mut quoted, mut slashes) = (String::from("\""), 0);
    for sign in word.chars() {
        match sign {
            '\\' => slashes += 1,
            '"' => {
                quoted.extend(std::iter::repeat_n('\\', slashes + 1));
                slashes = 0;
            }
            _ => slashes = 0,
        }
        quoted.push(sign);
    }
    quoted.extend(std::iter::repeat_n('\\', slashes));
    quoted.push('"');
    quoted
}

fn for_xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn config_folder() -> PathBuf {
    variable("XDG_CONFIG_HOME").unwrap_or_else(|| variable("HOME").unwrap_or_default().join(".config"))
}

fn data_folder() -> PathBuf {
    variable("LOCALAPPDATA").or_else(|| variable("USERPROFILE")).or_else(|| variable("HOME")).unwrap_or_default()
}

/// Task files are UTF-16 with a mark at the beginning, as the scheduler writes them itself.
fn write(file: &Written) -> std::io::Result<()> {
    let path = Path::new(&file.path);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let bytes: Vec<u8> = if file.wide {
        let text = format!("\u{FEFF}{}", file.text.replace('\n', "\r\n"));
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    } else {
        file.text.clone().into_bytes()
    };
    std::fs::write(path, bytes)
}

fn remove(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
