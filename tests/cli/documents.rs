//! Every command that README, manual and the other documents name is one that the program has.

use std::collections::BTreeSet;
use std::path::Path;

use super::office::{Office, finish};

/// The documents of the project.
fn documents() -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut folders = vec![sekisho_tests::root(), sekisho_tests::root().join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path.starts_with(sekisho_tests::root().join("docs")) {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path.strip_prefix(sekisho_tests::root()).unwrap().to_string_lossy().into_owned());
            }
        }
    }
    found
}

/// The commands in a document: lines of their own, words in code marks, and the first cells of the manual's table.
fn commands(path: &str) -> Vec<String> {
    let text = sekisho_tests::text(path);
    let lines = text.lines().filter_map(|line| line.strip_prefix("    sekisho "));
    let marked = text.split('`').skip(1).step_by(2).filter_map(|code| code.strip_prefix("sekisho "));
    let table = text
        .lines()
        .filter(|_| Path::new(path).ends_with("11-commands.md"))
        .filter_map(|line| line.strip_prefix("| `"));
    let table = table.filter_map(|cell| cell.split_once('`')).map(|(code, _)| code);
    lines.chain(marked).chain(table).map(str::to_owned).collect()
}

/// The words of a command that choose it, and its options.
fn parts(command: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut words, mut options, mut open) = (Vec::new(), Vec::new(), true);
    let plain = command
        .split('[')
        .enumerate()
        .map(|(i, part)| if i == 0 { part } else { part.split_once(']').map_or("", |it| it.1) });
    let tokens: Vec<&str> = plain.flat_map(str::split_whitespace).collect();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if token.starts_with("--") {
            options.push(token);
            if ["--ledger", "--key-file", "--lang"].contains(&token) {
                tokens.next();
            }
        } else if open && token.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') && token != "-" {
            words.push(token);
        } else {
            open = false;
        }
    }
    (words, options)
}

#[test]
fn every_command_and_option_in_the_documents_exists() {
    let office = Office::new();
    let mut seen = BTreeSet::new();
    for document in documents() {
        for command in commands(&document) {
            let (words, options) = parts(&command);
            let help = finish(office.bare(&[&words[..], &["--help"]].concat()), "");
            assert_eq!(help.code, 0, "{document}: {command}: {}", help.err);
            for option in options {
                assert!(help.out.contains(option), "{document}: {command}: {option}");
            }
            seen.insert(words.join(" "));
        }
    }
    let known = ["annex", "contract save", "history verify", "init", "key recover", "requirements"];
    assert!(known.iter().all(|it| seen.contains(*it)), "the documents tell of {seen:?} only");
}
