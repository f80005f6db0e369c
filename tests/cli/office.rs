//! A folder of its own for one test, with a ledger, and the real command line in it.
//! What the command line has to answer stands in `cli.rs`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

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
        static SAMPLE: OnceLock<Office> = OnceLock::new();
        let sample = SAMPLE.get_or_init(|| {
            let office = Self::new();
            office.run(&["init", "--sample"]).expect(0);
            office
        });
        let office = Self::new();
        for entry in std::fs::read_dir(sample.folder.path()).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), office.path(&entry.file_name().to_string_lossy())).unwrap();
        }
        office
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
        let mut command = self.bare(words);
        command.arg("--ledger").arg(self.path("台帳.db")).arg("--key-file").arg(self.path("台帳 鍵"));
        command
    }

    /// The same without a word about ledger and key.
    pub fn bare(&self, words: &[&str]) -> Command {
        let mut command = Command::new(program());
        // Nothing of the person who runs the tests is read or written.
        for name in ["HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME"] {
            command.env(name, self.folder.path());
        }
        command.args(words).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, words: &[&str]) -> Ran {
        finish(self.command(words), "")
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

    /// The id of the contract with this number.
    pub fn contract(&self, number: &str) -> String {
        self.json(&["contract", "show", number])["contract"]["id"].as_str().unwrap().to_owned()
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

    /// Codes and fields of the problems for which a run with `--json` was refused.
    #[track_caller]
    pub fn problems(&self) -> Vec<(String, String)> {
        assert_eq!(self.code, 2, "{self:?}");
        assert!(!self.err.trim().is_empty(), "a refusal is said to the person too: {self:?}");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let json = self.json();
        json["problems"].as_array().unwrap().iter().map(|it| (text(&it["code"]), text(&it["field"]))).collect()
    }
}
