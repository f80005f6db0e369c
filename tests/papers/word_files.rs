//! The Word files of the sample papers: valid by the schema, and pages with the same words in a real word processor.
//! Where the schema's validator or LibreOffice is not there, the test says so and passes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::samples;

/// Writes every sample paper as a Word file.
fn write_all(folder: &Path) -> Vec<PathBuf> {
    let write = |sample: &samples::Sample| {
        let path = folder.join(format!("{}.docx", sample.name()));
        std::fs::write(&path, paper::to_docx(&sample.paper.to_paper()).unwrap()).unwrap();
        path
    };
    let handovers = super::handover::files().into_iter().map(|(name, bytes)| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    });
    let clouds = super::cloud::all().iter().map(|(name, composed)| (*name, composed.paper.clone()));
    let clouds = clouds.chain([("list", super::cloud::list())]).map(|(name, written)| {
        let path = folder.join(format!("cloud-{name}.docx"));
        std::fs::write(&path, paper::to_docx(&written).unwrap()).unwrap();
        path
    });
    let accounts = super::sns::all().iter().map(|(name, composed)| {
        let path = folder.join(format!("sns-{name}.docx"));
        std::fs::write(&path, paper::to_docx(&composed.paper).unwrap()).unwrap();
        path
    });
    let incidents = super::incident::all().iter().map(|(name, composed)| {
        let path = folder.join(format!("incident-{name}.docx"));
        std::fs::write(&path, paper::to_docx(&composed.paper).unwrap()).unwrap();
        path
    });
    let oversight = super::oversight::all().iter().map(|(name, composed)| {
        let path = folder.join(format!("oversight-{name}.docx"));
        std::fs::write(&path, paper::to_docx(&composed.paper).unwrap()).unwrap();
        path
    });
    let risks = super::risk::all().iter().map(|(name, composed)| {
        let path = folder.join(format!("risk-{name}.docx"));
        std::fs::write(&path, paper::to_docx(composed).unwrap()).unwrap();
        path
    });
    let forms = super::forms::all().iter().map(|(name, written)| {
        let path = folder.join(format!("form-{name}.docx"));
        std::fs::write(&path, paper::to_docx(written).unwrap()).unwrap();
        path
    });
    let letters = super::letters::all().into_iter().map(|(name, written)| {
        let path = folder.join(name);
        std::fs::write(&path, paper::to_docx(&written).unwrap()).unwrap();
        path
    });
    samples::all()
        .iter()
        .map(write)
        .chain(handovers)
        .chain(clouds)
        .chain(accounts)
        .chain(incidents)
        .chain(oversight)
        .chain(risks)
        .chain(forms)
        .chain(letters)
        .collect()
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
