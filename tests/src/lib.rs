//! What the tests of the whole project share: where its files lie, and texts that are compared with files kept beside the tests.
//! The tests themselves are the targets of this crate; nothing here knows what they test.

use std::path::{Path, PathBuf};

/// The folder of the whole project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// A file of the project as text, with line feeds whatever git made of them.
///
/// # Panics
/// If it cannot be read.
pub fn text(path: &str) -> String {
    let path = root().join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.replace("\r\n", "\n")
}

/// Whether the files beside the tests are to be written anew (`UPDATE_SNAPSHOTS=1`).
pub fn updating() -> bool {
    std::env::var_os("UPDATE_SNAPSHOTS").is_some_and(|value| !value.is_empty() && value != "0")
}

/// Writes a file of the project, with its folder.
///
/// # Panics
/// If it cannot be written.
pub fn update(path: &str, text: &str) {
    let path = root().join(path);
    let written = std::fs::create_dir_all(path.parent().unwrap_or(&path)).and_then(|()| std::fs::write(&path, text));
    written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Compares a text with the file that holds it, line by line.
///
/// # Panics
/// At the first line that differs.
pub fn assert_golden(path: &str, found: &str) {
    if updating() {
        return update(path, found);
    }
    let kept = text(path);
    for (number, pair) in (1..).zip(pairs(&kept, found)) {
        assert_eq!(
            pair.0, pair.1,
            "{path}:{number}: kept on the left, found on the right; UPDATE_SNAPSHOTS=1 keeps it"
        );
    }
}

fn pairs<'a>(kept: &'a str, found: &'a str) -> impl Iterator<Item = (Option<&'a str>, Option<&'a str>)> {
    let (mut kept, mut found) = (kept.lines(), found.lines());
    std::iter::from_fn(move || Some((kept.next(), found.next())).filter(|pair| *pair != (None, None)))
}
