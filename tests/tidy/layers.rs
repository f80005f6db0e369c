//! Which crate may know what: from the manifests, and from the words of the sources.

use std::collections::BTreeMap;

use super::tree::{assert_none, files, some};

/// The crates that a manifest names, by section; tests' own needs are left out.
fn needs(manifest: &str) -> Vec<String> {
    let text = sekisho_tests::text(manifest);
    let mut found = Vec::new();
    let mut counts = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            counts = line.ends_with("dependencies]") && !line.contains("dev-");
        } else if counts && !line.is_empty() && !line.starts_with('#') {
            found.push(line.split(['.', '=', ' ']).next().unwrap().to_owned());
        }
    }
    assert!(!found.is_empty(), "{manifest} needs nothing?");
    found
}

/// The members of the workspace with their folders, but for `tests`, which lies around all of it.
fn members() -> BTreeMap<&'static str, Vec<String>> {
    let folders = [
        ("db", "crates/db"),
        ("paper", "crates/paper"),
        ("mail", "crates/mail"),
        ("ledger", "crates/ledger"),
        ("cli", "crates/cli"),
        ("desktop", "src-tauri"),
        ("xtask", "xtask"),
    ];
    folders.into_iter().map(|(name, folder)| (name, needs(&format!("{folder}/Cargo.toml")))).collect()
}

#[test]
fn members_depend_on_each_other_in_one_direction() {
    let allowed = |member: &str| match member {
        "ledger" => &["db", "paper", "mail"][..],
        "cli" | "desktop" => &["ledger"],
        _ => &[],
    };
    for (member, needs) in members() {
        let own = needs.iter().filter(|need| {
            ["db", "paper", "mail", "ledger", "cli", "desktop", "xtask", "sekisho"].iter().any(|it| need.contains(it))
        });
        for need in own.filter(|need| !need.starts_with("tauri")) {
            assert!(allowed(member).contains(&need.as_str()), "{member} needs {need}");
        }
    }
}

#[test]
fn a_library_that_only_one_member_knows_is_needed_by_no_other() {
    let owners = [
        ("rusqlite", "db"),
        ("postgres", "db"),
        ("tokio-postgres-rustls", "db"),
        ("rustls", "db mail"),
        ("lettre", "mail"),
        ("docx-rs", "paper"),
        ("zip", "paper"),
        ("calamine", "paper"),
        ("rust_xlsxwriter", "paper"),
        ("encoding_rs", "paper"),
        ("html5ever", "paper"),
        ("minijinja", "ledger"),
        ("keyring", "ledger"),
        ("chrono", "ledger paper"),
        ("ts-rs", "ledger paper"),
        ("clap", "cli"),
        ("tauri", "desktop"),
    ];
    for (member, needs) in members() {
        for need in needs {
            let owner = owners
                .iter()
                .find(|(library, _)| need == *library || *library == "tauri" && need.starts_with("tauri-"));
            assert!(owner.is_none_or(|(_, owners)| owners.split(' ').any(|it| it == member)), "{member} needs {need}");
        }
    }
}

#[test]
fn no_member_can_reach_the_network_but_for_the_database_and_the_mail_server() {
    let clients = [
        "reqwest",
        "ureq",
        "hyper",
        "curl",
        "isahc",
        "surf",
        "lettre",
        "tauri-plugin-http",
        "tauri-plugin-updater",
        "sentry",
    ];
    for (member, needs) in members() {
        let may = |need: &str| member == "mail" && need == "lettre";
        assert_none(member, needs.into_iter().filter(|need| clients.contains(&need.as_str()) && !may(need)));
    }
    let calls = [
        "TcpStream",
        "UdpSocket",
        "fetch(",
        "XMLHttpRequest",
        "WebSocket(",
        "sendBeacon",
        "@import url",
        "https://",
        "http://",
    ];
    let sources = files().iter().filter(|file| {
        let product = [
            "crates/ledger/src/",
            "crates/paper/src/",
            "crates/mail/src/",
            "crates/cli/src/",
            "src-tauri/src/",
            "ui/src/",
            "ui/index.html",
        ];
        product.iter().any(|start| file.path.starts_with(start)) && !file.is_test() && !file.path.contains(".test.")
    });
    let found = sources.flat_map(|file| file.code().map(move |(number, line)| (file, number, line)));
    // Names of XML vocabularies look like addresses and are none.
    let names = [
        "http://www.w3.org/",
        "http://schemas.openxmlformats.org/",
        "http://schemas.microsoft.com/",
        "http://purl.org/",
    ];
    // Forms of addresses, which are compared and never called.
    let forms = ["crates/ledger/src/sns/address.rs"];
    let calling = found.filter(|(file, _, line)| {
        let line = names.iter().fold((*line).to_owned(), |line, name| line.replace(name, ""));
        let is_form = |call: &&str| forms.contains(&file.path.as_str()) && call.ends_with("://");
        calls.iter().filter(|call| !is_form(call)).any(|call| line.contains(call))
    });
    assert_none(
        "these lines may reach the network",
        calling.map(|(file, number, line)| format!("{}:{number}: {line}", file.path)),
    );
}

#[test]
fn libraries_are_named_only_where_they_belong() {
    let homes = [
        ("rusqlite", "crates/db/"),
        ("postgres::", "crates/db/"),
        ("docx_rs", "crates/paper/"),
        ("calamine", "crates/paper/"),
        ("rust_xlsxwriter", "crates/paper/"),
        ("html5ever", "crates/paper/"),
        ("lettre", "crates/mail/"),
        ("tauri::", "src-tauri/"),
        ("minijinja::", "crates/ledger/"),
    ];
    for (word, home) in homes {
        let elsewhere = some("", "rs").filter(|file| !file.path.starts_with(home) && !file.path.starts_with("tests/"));
        let lines = elsewhere.flat_map(|file| file.code().map(move |(number, line)| (file, number, line)));
        // A module of the same name is another thing.
        let named = lines.filter(|(_, _, line)| line.replace(&format!("crate::{word}"), "").contains(word));
        assert_none(word, named.map(|(file, number, line)| format!("{}:{number}: {line}", file.path)));
    }
    let desktop = files().iter().filter(|file| file.path.starts_with("ui/src/") && file.path != "ui/src/lib/call.ts");
    assert_none("@tauri-apps", desktop.filter(|file| file.text.contains("@tauri-apps")).map(|file| file.path.clone()));
}

#[test]
fn database_paper_and_mail_know_no_register() {
    let words = ["contract", "Contract", "requirement", "Requirement", "clause_id", "ledger::"];
    let product = files().iter().filter(|file| {
        ["crates/db/src/", "crates/paper/src/", "crates/mail/src/"].iter().any(|start| file.path.starts_with(start))
            && file.ending() == "rs"
            && !file.is_test()
    });
    let lines = product.flat_map(|file| file.code().map(move |(number, line)| (file, number, line)));
    let knowing = lines.filter(|(_, _, line)| words.iter().any(|word| line.contains(word)));
    assert_none("registers are named", knowing.map(|(file, number, line)| format!("{}:{number}: {line}", file.path)));
}

#[test]
fn the_command_line_and_the_desktop_decide_nothing() {
    let faces = files()
        .iter()
        .filter(|file| file.path.starts_with("crates/cli/src/") || file.path.starts_with("src-tauri/src/"));
    let words = ["assess(", "applicable(", "Severity::", "NaiveDate::from", "SELECT ", "findings.push"];
    let lines = faces.flat_map(|file| file.code().map(move |(number, line)| (file, number, line)));
    let deciding = lines.filter(|(_, _, line)| words.iter().any(|word| line.contains(word)));
    assert_none("a face decides", deciding.map(|(file, number, line)| format!("{}:{number}: {line}", file.path)));
}
