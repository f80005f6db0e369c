//! The files of the project that people write: not what is built, fetched or made.

use std::path::Path;
use std::sync::LazyLock;

/// A file with its path from the project's folder, always with `/`.
pub struct File {
    /// Path.
    pub path: String,
    /// Its text, or nothing if it is none.
    pub text: String,
}

impl File {
    /// How the name ends, without the dot.
    pub fn ending(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// Whether a program made it.
    pub fn is_made(&self) -> bool {
        let made = ["Cargo.lock", "ui/package-lock.json", "ui/src/lib/generated.ts"];
        made.contains(&self.path.as_str())
            || self.path.starts_with("ui/test/fake/answers/")
            || self.path.starts_with("tests/migrations/0")
    }

    /// Whether it is a test, as a whole.
    pub fn is_test(&self) -> bool {
        self.path.starts_with("tests/")
            || self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
            || self.path.ends_with("/testing.rs")
    }

    /// The lines of a source before its own tests, numbered, without remarks.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().lines();
        let is_remark = |line: &&str| ["//", "/*", "*"].iter().any(|mark| line.trim_start().starts_with(mark));
        (1..).zip(lines).filter(move |(_, line)| !is_remark(line))
    }
}

/// Every file of the project.
pub fn files() -> &'static [File] {
    static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
        let mut files = Vec::new();
        walk(&sekisho_tests::root(), "", &mut files);
        assert!(files.len() > 200, "only {} files were found", files.len());
        files
    });
    &FILES
}

/// Files whose paths begin and end like this.
pub fn some(start: &'static str, ending: &'static str) -> impl Iterator<Item = &'static File> {
    let found = files().iter().filter(move |file| file.path.starts_with(start) && file.ending() == ending);
    assert!(found.clone().count() > 0, "no {ending} in {start}");
    found
}

fn walk(folder: &Path, place: &str, files: &mut Vec<File>) {
    let ignored = ["target", "node_modules", "dist", "out", "gen", ".git"];
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = if place.is_empty() { name.clone() } else { format!("{place}/{name}") };
        if entry.file_type().unwrap().is_dir() {
            if !ignored.contains(&name.as_str()) {
                walk(&entry.path(), &path, files);
            }
        } else if !name.ends_with(".log") {
            // Pictures and ledgers have no text. A file that another program takes away meanwhile is none.
            let text = std::fs::read(entry.path()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            files.push(File { path, text: text.unwrap_or_default().replace("\r\n", "\n") });
        }
    }
}

/// Fails with every line of a list, if there is one.
#[track_caller]
pub fn assert_none(what: &str, found: impl IntoIterator<Item = String>) {
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}
