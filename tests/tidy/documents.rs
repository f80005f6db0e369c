//! What the documents say is there: links, pictures, numbers, steps.

use serde_json::Value;

use super::tree::{File, assert_none, files, some};

/// The targets of the links and pictures of a document.
fn targets(file: &File) -> impl Iterator<Item = &str> {
    file.text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target)
}

/// Documents for people, but not what templates are made of.
fn documents() -> impl Iterator<Item = &'static File> {
    some("", "md").filter(|file| !file.path.starts_with("templates/"))
}

/// The path that a link of a document means.
fn resolved(document: &str, target: &str) -> String {
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('#').next().unwrap().split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn broken(wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut broken = Vec::new();
    for document in documents() {
        for target in targets(document).filter(|it| !it.contains("://") && !it.starts_with(['#', ' ']) && wanted(it)) {
            let path = resolved(&document.path, target);
            if !sekisho_tests::root().join(&path).exists() {
                broken.push(format!("{}: {target}", document.path));
            }
        }
    }
    broken
}

fn is_picture(target: &str) -> bool {
    [".png", ".svg", ".jpg"].iter().any(|ending| target.ends_with(ending))
}

#[test]
fn every_link_leads_somewhere() {
    assert_none("links that lead nowhere", broken(|target| !is_picture(target)));
}

#[test]
fn every_picture_is_there() {
    assert_none("pictures that are not there", broken(is_picture));
}

#[test]
fn every_page_of_the_manual_is_in_its_contents_and_every_picture_is_used() {
    let contents = sekisho_tests::text("docs/manual/ja/README.md");
    let pages = some("docs/manual/ja/", "md").filter(|file| !file.path.ends_with("/README.md"));
    let lost = pages.filter(|file| !contents.contains(&format!("]({})", file.path.rsplit('/').next().unwrap())));
    assert_none("not in the contents", lost.map(|file| file.path.clone()));
    let pictures = files().iter().filter(|file| file.path.starts_with("docs/") && is_picture(&file.path));
    let unused = pictures.filter(|picture| {
        !documents().any(|document| targets(document).any(|it| resolved(&document.path, it) == picture.path))
    });
    assert_none("pictures that nobody shows", unused.map(|file| file.path.clone()));
}

#[test]
fn numbers_of_the_catalogue_are_told_as_they_are() {
    let catalogue: Value = serde_json::from_str(&sekisho_tests::text("templates/requirements/catalogue.json")).unwrap();
    let requirements = catalogue["requirements"].as_array().unwrap();
    let of = |kind: &str| {
        requirements.iter().filter(|it| it["record_types"].as_array().unwrap().contains(&kind.into())).count()
    };
    let (contracts, clouds) = (of("contract"), of("cloud"));
    let (ja, en) = (sekisho_tests::text("README.ja.md"), sekisho_tests::text("README.md"));
    assert!(
        ja.contains(&format!("{}件のカタログ（うち契約{contracts}件、クラウド利用{clouds}件）", requirements.len())),
        "{} {contracts}",
        requirements.len()
    );
    assert!(
        en.contains(&format!("{} entries ({contracts} concern contracts, {clouds} cloud uses)", requirements.len()))
    );
    let version = catalogue["meta"]["catalogue_version"].as_str().unwrap();
    assert!(sekisho_tests::text("CHANGELOG.md").contains(&format!("catalogue {version}")), "{version}");
}

#[test]
fn every_step_that_documents_name_exists() {
    let steps = sekisho_tests::text("xtask/src/main.rs");
    for document in documents() {
        for rest in document.text.split("cargo xtask ").skip(1) {
            let word: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
            assert!(steps.contains(&format!("\"{word}\"")), "{}: cargo xtask {word}", document.path);
        }
    }
}

#[test]
fn every_folder_that_the_architecture_names_exists() {
    let text = sekisho_tests::text("ARCHITECTURE.md");
    for name in text.split('`').skip(1).step_by(2) {
        let is_path =
            name.contains('/') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
        if is_path {
            let found = ["", "crates/ledger/src/", "crates/ledger/", "crates/", "ui/src/"].iter().any(|start| {
                let path = format!("{start}{}", name.trim_end_matches('/'));
                sekisho_tests::root().join(path).exists()
            });
            assert!(found, "ARCHITECTURE.md names {name}");
        }
    }
}

#[test]
fn the_licence_of_the_manifest_is_the_one_that_is_there() {
    assert!(sekisho_tests::text("Cargo.toml").contains("license = \"MIT\""));
    assert!(sekisho_tests::text("LICENSE").starts_with("MIT License"));
}
