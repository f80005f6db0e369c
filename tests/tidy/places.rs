//! Names and places: what Windows refuses, what only one machine has, and where packages come from.

use std::collections::BTreeMap;

use super::tree::{assert_none, files};

#[test]
fn every_name_is_legal_on_windows() {
    let reserved = ["con", "prn", "aux", "nul", "com1", "lpt1"];
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for file in files() {
        for part in file.path.split('/') {
            let stem = part.split('.').next().unwrap().to_lowercase();
            let legal =
                !part.chars().any(|c| c.is_control() || r#"\:*?"<>|"#.contains(c)) && !part.ends_with([' ', '.']);
            assert!(legal && !reserved.contains(&stem.as_str()), "{}", file.path);
        }
        assert!(file.path.len() < 120, "{} is long for a path of Windows", file.path);
        let twin = seen.insert(file.path.to_lowercase(), &file.path);
        assert_eq!(twin, None, "{} differs only in case", file.path);
    }
}

#[test]
fn sources_lie_where_their_names_say() {
    let forbidden = [
        "mod.rs",
        "utils.rs",
        "util.rs",
        "helpers.rs",
        "helper.rs",
        "common.rs",
        "misc.rs",
        "prelude.rs",
        "utils.ts",
        "helpers.ts",
    ];
    let found = files()
        .iter()
        .filter(|file| forbidden.contains(&file.path.rsplit('/').next().unwrap()) || file.path.contains("/common/"));
    assert_none("names that say nothing", found.map(|file| file.path.clone()));
}

#[test]
fn no_file_knows_the_machine_on_which_it_was_written() {
    // Put together here, so that this file does not name them.
    let roots = ["work", "home", "root", "Users"].map(|folder| format!("/{folder}/"));
    let beside = format!("../{}", "shared");
    let mut found = Vec::new();
    for file in files().iter().filter(|file| !file.is_made()) {
        for (number, line) in (1..).zip(file.text.lines()) {
            let of_root = roots.iter().any(|root| {
                line.match_indices(root.as_str())
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-~}$".contains(c)))
            });
            if of_root || line.contains(&beside) && !file.is_test() {
                found.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    assert_none("places of one machine", found);
}

#[test]
fn packages_come_from_where_everybody_gets_them() {
    let lock = sekisho_tests::text("Cargo.lock");
    let sources = lock.lines().filter(|line| line.starts_with("source = "));
    let other = sources.filter(|line| *line != "source = \"registry+https://github.com/rust-lang/crates.io-index\"");
    assert_none("Cargo.lock", other.map(str::to_owned));
    let lock = sekisho_tests::text("ui/package-lock.json");
    let hosts =
        lock.lines().filter(|line| line.contains("\"resolved\":") && !line.contains("\"https://registry.npmjs.org/"));
    assert_none("ui/package-lock.json", hosts.map(str::to_owned));
    let settings =
        files().iter().filter(|file| [".npmrc", ".cargo/config.toml", "ui/.npmrc"].contains(&file.path.as_str()));
    let named = settings.filter(|file| file.text.contains("registry=") || file.text.contains("://"));
    assert_none("settings name a registry", named.map(|file| file.path.clone()));
}

#[test]
fn no_secret_and_no_address_of_somebody_is_kept() {
    let own = "tests/tidy/places.rs";
    let written = files().iter().filter(|file| !file.is_made() && file.path != own);
    let lines = written.flat_map(|file| (1..).zip(file.text.lines()).map(move |(number, line)| (file, number, line)));
    let marks = ["PRIVATE KEY-----", "@gmail.com", ".lg.jp\"", ".co.jp\""];
    let found = lines.filter(|(_, _, line)| marks.iter().any(|mark| line.contains(mark)));
    assert_none(
        "secrets or addresses",
        found.map(|(file, number, line)| format!("{}:{number}: {}", file.path, line.trim())),
    );
}
