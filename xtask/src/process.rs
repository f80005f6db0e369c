//! Running other programs with a time limit, and ending exactly the ones that were started.

use std::ffi::OsStr;
use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

const GRACE: Duration = Duration::from_secs(8);

/// Seconds, for the limits beside the steps.
pub const fn seconds(number: u64) -> Duration {
    Duration::from_secs(number)
}

/// Runs to the end; an error if it fails or takes longer than the limit.
pub fn run(command: &mut Command, limit: Duration) -> Result<()> {
    let code = run_for_code(command, limit)?;
    if code != 0 {
        bail!("{} ended with {code}", shown(command));
    }
    Ok(())
}

/// Runs to the end and gives the exit code.
pub fn run_for_code(command: &mut Command, limit: Duration) -> Result<i32> {
    let mut child = command.spawn().with_context(|| format!("cannot start {}", shown(command)))?;
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.code().unwrap_or(-1));
        }
        if start.elapsed() > limit {
            end(&mut child);
            bail!("{} took longer than {} s", shown(command), limit.as_secs());
        }
        sleep(Duration::from_millis(30));
    }
}

/// What a quick program prints.
pub fn output(command: &mut Command) -> Result<Output> {
    command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {}", shown(command)))
}

/// Whether a program can be started at all.
pub fn is_there(program: &str, word: &str) -> bool {
    output(Command::new(program).arg(word)).is_ok_and(|output| output.status.success())
}

/// A program that runs beside the work and ends with it, also when the work fails.
pub struct Background(Child);

impl Background {
    /// Starts it with both outputs in a log file.
    pub fn start(mut command: Command, log: &Path) -> Result<Self> {
        let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
        Ok(Self(command.spawn().with_context(|| format!("cannot start {}", shown(&command)))?))
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        end(&mut self.0);
    }
}

/// A command that ends with this program even when this program is killed.
pub fn bound(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "TERM", "--"]).arg(program);
    command
}

/// Waits until something is true.
pub fn wait(what: &str, limit: Duration, mut is_true: impl FnMut() -> bool) -> Result<()> {
    let start = Instant::now();
    while !is_true() {
        if start.elapsed() > limit {
            bail!("waited {} s in vain for {what}", limit.as_secs());
        }
        sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// A command as a person would type it.
pub fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .map(|word| if word.contains(' ') { format!("\"{word}\"") } else { word.into_owned() })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Ends a child and what it started: first asked, then forced.
fn end(child: &mut Child) {
    let family = family(child.id());
    signal("TERM", &family);
    let start = Instant::now();
    while start.elapsed() < GRACE {
        if !matches!(child.try_wait(), Ok(None)) {
            break;
        }
        sleep(Duration::from_millis(30));
    }
    signal("KILL", &family.into_iter().filter(|id| is_running(*id)).collect::<Vec<_>>());
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(unix)]
fn signal(name: &str, ids: &[u32]) {
    if !ids.is_empty() {
        let ids = ids.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
        let _ = Command::new("sh").args(["-c", &format!("kill -{name} {ids} 2>/dev/null")]).status();
    }
}

#[cfg(windows)]
fn signal(_name: &str, ids: &[u32]) {
    for id in ids.iter().take(1) {
        let _ = Command::new("taskkill").args(["/T", "/F", "/PID", &id.to_string()]).output();
    }
}

/// The process and everything below it, the youngest last; only Linux tells without another program.
fn family(id: u32) -> Vec<u32> {
    let mut parents = Vec::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(child) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // pid (name) state parent …; the name may hold anything, also brackets.
        let parent = stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse::<u32>().ok());
        parents.extend(parent.map(|parent| (parent, child)));
    }
    let mut family = vec![id];
    let mut next = 0;
    while let Some(parent) = family.get(next).copied() {
        family.extend(parents.iter().filter(|(above, _)| *above == parent).map(|(_, child)| *child));
        next += 1;
    }
    family
}

fn is_running(id: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    stat.rsplit_once(')').is_some_and(|(_, rest)| !rest.trim_start().starts_with('Z'))
}
