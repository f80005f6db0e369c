//! A folder of its own for one test, with a ledger, and the real command line in it.
//! What the command line has to answer stands in `cli.rs`.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use db::{Db, Key};
use serde_json::Value;
use tempfile::TempDir;

/// Name of the ledger file.
pub const LEDGER: &str = "台帳.db";
/// Name of the key file.
pub const KEY: &str = "台帳 鍵";

/// A folder with Japanese and a space in its name, where a ledger is or can be.
pub struct Office {
    folder: TempDir,
}

/// What a run of the command line left.
#[derive(Debug)]
pub struct Ran {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The program: `SEKISHO_CLI` if it is set, else built now, so that no test judges an older one.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        if let Some(program) = std::env::var_os("SEKISHO_CLI") {
            return program.into();
        }
        // <target>/<profile>/deps/cli-<hash>
        let own = std::env::current_exe().unwrap();
        let profile = own.parent().unwrap().parent().unwrap();
        let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        build.args(["build", "--quiet", "--locked", "-p", "sekisho-cli", "--target-dir"]);
        build.arg(profile.parent().unwrap()).current_dir(sekisho_tests::root());
        if profile.ends_with("release") {
            build.arg("--release");
        }
        assert!(build.status().unwrap().success(), "the command line does not build");
        profile.join(format!("sekisho{}", std::env::consts::EXE_SUFFIX))
    })
}

impl Office {
    /// A folder without a ledger.
    pub fn new() -> Self {
        Self { folder: tempfile::Builder::new().prefix("関所 試験 ").tempdir().unwrap() }
    }

    /// A new ledger.
    pub fn empty() -> Self {
        let office = Self::new();
        office.run(&["init"]).expect(0);
        office
    }

    /// A copy of one sample office, made once for all tests.
    pub fn sample() -> Self {
        static SAMPLE: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
        let sample = SAMPLE.get_or_init(|| {
            let office = Self::new();
            office.run(&["init", "--sample"]).expect(0);
            office.files()
        });
        let office = Self::new();
        for (name, bytes) in sample {
            office.file(name, bytes);
        }
        office
    }

    /// How many contracts the sample office has.
    pub fn sample_contracts() -> usize {
        sekisho_tests::text("templates/samples/contracts.jsonl").lines().filter(|line| !line.trim().is_empty()).count()
    }

    /// Every file under the folder with its bytes, but for the shared index of the log, which readers touch too.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(self.folder.path()).unwrap().to_string_lossy().into_owned();
                if path.is_dir() {
                    files.insert(format!("{name}/"), Vec::new());
                    folders.push(path);
                } else if !name.ends_with("-shm") {
                    files.insert(name, std::fs::read(&path).unwrap());
                }
            }
        }
        files
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A path in the folder, as a word of a command.
    pub fn word(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Writes a file into the folder and gives its path as a word of a command.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), bytes).unwrap();
        self.word(name)
    }

    /// A command on the ledger of this folder, ready to start.
    pub fn command(&self, words: &[&str]) -> Command {
        self.command_on(LEDGER, KEY, words)
    }

    /// A command on a ledger and with a key of this folder.
    pub fn command_on(&self, ledger: &str, key: &str, words: &[&str]) -> Command {
        let mut command = self.bare(words);
        command.arg("--ledger").arg(self.path(ledger)).arg("--key-file").arg(self.path(key));
        command
    }

    /// The same without a word about ledger and key.
    pub fn bare(&self, words: &[&str]) -> Command {
        let mut command = Command::new(program());
        // Nothing of the person who runs the tests is read or written.
        for name in ["HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, self.folder.path());
        }
        for name in ["DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"] {
            command.env_remove(name);
        }
        command.args(words).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, words: &[&str]) -> Ran {
        finish(self.command(words), "")
    }

    /// Runs a command as somebody whose account of the operating system this is.
    pub fn run_as(&self, account: &str, words: &[&str]) -> Ran {
        let mut command = self.command(words);
        command.env("SEKISHO_TEST_ACCOUNT", account);
        finish(command, "")
    }

    /// Runs a command with words on its standard input.
    pub fn run_with(&self, words: &[&str], input: &str) -> Ran {
        finish(self.command(words), input)
    }

    /// The answer of a command that was not refused.
    pub fn json(&self, words: &[&str]) -> Value {
        let ran = self.run(&[&["--json"], words].concat());
        assert!(ran.code < 2, "{words:?}: {ran:?}");
        ran.json()
    }

    /// Runs a command that has to be refused.
    #[track_caller]
    pub fn refused(&self, words: &[&str], input: &str) -> Refusal {
        self.refused_on(LEDGER, KEY, words, input)
    }

    /// The same on another ledger or with another key of this folder.
    ///
    /// It is run for people in both languages and for programs, and never may a file of the folder change.
    #[track_caller]
    pub fn refused_on(&self, ledger: &str, key: &str, words: &[&str], input: &str) -> Refusal {
        self.refused_as(|more| self.command_on(ledger, key, &[words, more].concat()), input)
    }

    /// The same for a command that is put together elsewhere from the words it gets.
    #[track_caller]
    pub fn refused_as(&self, command: impl Fn(&[&str]) -> Command, input: &str) -> Refusal {
        let before = self.files();
        let told = |language| {
            let ran = finish(command(&["--lang", language]), input).expect(2);
            assert_eq!(ran.out, "", "an answer stands beside a refusal");
            ran.err
        };
        let (ja, en) = (told("ja"), told("en"));
        let json = finish(command(&["--json"]), input).expect(2);
        assert!(before == self.files(), "a refused command changed a file: {json:?}");
        let problems: Vec<ledger::Problem> = serde_json::from_value(json.json()["problems"].clone()).unwrap();
        for (text, what) in [(&ja, "ください"), (&en, " ")] {
            assert_eq!(text.lines().count(), problems.len(), "one line for each problem: {text}");
            let to_do = |(line, it): (&str, &ledger::Problem)| line.contains(what) || it.code.starts_with("catalogue_");
            assert!(text.lines().zip(&problems).all(to_do), "what to do is not said: {text}");
            let keys = problems.iter().flat_map(|it| it.args.keys());
            for key in keys {
                assert!(!text.contains(&format!("{{{key}}}")), "a placeholder is left: {text}");
            }
            assert!(!text.contains("problem."), "a text is missing: {text}");
        }
        assert_ne!(ja, en);
        Refusal { problems, ja, en }
    }

    /// The database behind the ledger, opened with its key as no command does.
    pub fn database(&self) -> Db {
        let digits = std::fs::read_to_string(self.path(KEY)).unwrap();
        let byte = |i: usize| u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).unwrap();
        Db::open_sqlite(&self.path(LEDGER), &Key::new(std::array::from_fn(byte))).unwrap()
    }

    /// Runs one statement in the database behind the ledger and tells how many rows it changed.
    pub fn execute(&self, sql: &str) -> u64 {
        self.database().write(|tx| tx.execute(sql, &[])).unwrap()
    }
}

/// Runs a command to its end.
pub fn finish(mut command: Command, input: &str) -> Ran {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that reads nothing may have ended already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

impl Ran {
    /// This run, which ended with a code.
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// The one JSON value on standard output, and nothing beside it.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("not one JSON value: {error}: {self:?}"))
    }
}

/// Why a command was refused.
#[derive(Debug)]
pub struct Refusal {
    /// The problems as programs get them.
    pub problems: Vec<ledger::Problem>,
    /// What a person reads in Japanese.
    pub ja: String,
    /// What a person reads in English.
    pub en: String,
}

impl Refusal {
    /// Each problem as `code` or `code field`, in order.
    pub fn codes(&self) -> Vec<String> {
        let word = |it: &ledger::Problem| match &it.field {
            Some(field) => format!("{} {field}", it.code),
            None => it.code.clone(),
        };
        self.problems.iter().map(word).collect()
    }
}
