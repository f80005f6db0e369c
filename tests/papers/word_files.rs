//! The Word files of the sample papers: valid by the schema, and pages with the same words in a real word processor.
//! Where the schema's validator or LibreOffice is not there, the test says so and passes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use paper::Paper;

use super::samples;

/// Writes every paper as a Word file; those of the samples come first, in their order.
fn write_all(folder: &Path) -> Vec<PathBuf> {
    let mut papers: Vec<(String, Paper)> =
        samples::all().iter().map(|sample| (sample.name(), sample.paper.to_paper())).collect();
    let mut add = |kind: &str, name: &str, paper: &Paper| papers.push((format!("{kind}-{name}"), paper.clone()));
    super::cloud::all().iter().for_each(|(name, written)| add("cloud", name, &written.paper));
    add("cloud", "list", &super::cloud::list());
    super::sns::all().iter().for_each(|(name, written)| add("sns", name, &written.paper));
    super::incident::all().iter().for_each(|(name, written)| add("incident", name, &written.paper));
    super::oversight::all().iter().for_each(|(name, written)| add("oversight", name, &written.paper));
    super::selection::all().iter().for_each(|(name, written)| add("selection", name, &written.paper));
    super::forms::all().iter().for_each(|(name, written)| add("form", name, written));
    super::risk::all().iter().for_each(|(name, written)| add("risk", name, written));
    super::letters::all().iter().for_each(|(name, written)| add("letter", name.trim_end_matches(".docx"), written));
    let write = |(name, bytes): (String, Vec<u8>)| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let written = papers.iter().map(|(name, paper)| (format!("{name}.docx"), paper::to_docx(paper).unwrap()));
    written.chain(super::handover::files()).map(write).collect()
}

/// Runs a program, or says that it is not there.
fn run(command: &mut Command) -> Option<Output> {
    match command.output() {
        Ok(output) => Some(output),
        Err(error) => {
            println!("skipped: {:?}: {error}", command.get_program());
            None
        }
    }
}

#[test]
fn every_word_file_is_valid_by_the_schema() {
    let validator = sekisho_tests::root().join("../shared/ooxml-xsd/validate");
    if !validator.exists() {
        return println!("skipped: {} is not there", validator.display());
    }
    let folder = tempfile::tempdir().unwrap();
    let Some(output) = run(Command::new("python3").arg(&validator).args(write_all(folder.path()))) else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_word_processor_shows_pages_with_the_words_of_the_paper() {
    let folder = tempfile::tempdir().unwrap();
    let files = write_all(folder.path());
    let profile = folder.path().join("profile").to_string_lossy().replace('\\', "/");
    let mut office = Command::new("soffice");
    office.arg(format!("-env:UserInstallation=file:///{}", profile.trim_start_matches('/')));
    office.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(folder.path()).args(&files);
    let Some(output) = run(&mut office) else { return };
    // Whoever needs the card has no time to turn pages.
    for card in files.iter().filter(|file| file.to_string_lossy().ends_with("-card.docx")) {
        let Some(text) = run(Command::new("pdftotext").arg(card.with_extension("pdf")).arg("-")) else { return };
        assert_eq!(text.stdout.iter().filter(|byte| **byte == 0x0C).count(), 1, "{}", card.display());
    }
    for (file, sample) in files.iter().zip(samples::all()) {
        let pdf = file.with_extension("pdf");
        assert!(pdf.exists(), "{}: {output:?}", pdf.display());
        let Some(text) = run(Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-")) else { return };
        let text = String::from_utf8(text.stdout).unwrap();
        let pages = text.matches('\u{c}').count();
        assert!(pages > 0, "{}", sample.name());
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert!(letters(&text).starts_with(&letters(&sample.paper.header)), "{}: {text:.200}", sample.name());
        assert_eq!(missing(&sample.text(), &text), "", "{}: characters are lost on the way", sample.name());
    }
}

/// The characters that stand more often in the words of a paper than on its pages, where cells of a table are broken into lines.
fn missing(words: &str, pages: &str) -> String {
    let mut left: BTreeMap<char, usize> = BTreeMap::new();
    pages.chars().for_each(|c| *left.entry(c).or_default() += 1);
    let mut lost = |c: &char| match left.get_mut(c) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => !c.is_whitespace(),
    };
    words.chars().filter(|c| lost(c)).collect()
}
