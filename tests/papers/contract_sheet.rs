//! The check sheet that goes to a contractor: the workbook as it was issued, as it comes back from another program, and a picture
//! pasted over it. What a returned sheet may and may not hold is tested in the `ledger` crate.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use ledger::contract::{ContractSheetApply, ContractSheetRead, ContractSheetReading, ContractSheetSave};
use ledger::sheet::SheetFile;

use super::cloud::Office;
use super::cloud_sheet::saved_anew;

fn issued(office: &mut Office, folder: &Path) -> (String, SheetFile) {
    let id = office.ledger.find_contract("R8-003").unwrap().id;
    let save = ContractSheetSave { id: id.clone(), folder: folder.to_string_lossy().into_owned(), due_on: None };
    (id, office.ledger.save_contract_sheet(&save).unwrap())
}

fn read(office: &mut Office, file: &Path) -> ContractSheetReading {
    let file = file.to_string_lossy().into_owned();
    office.ledger.read_contract_sheet(&ContractSheetRead { id: None, file }).unwrap()
}

/// Copies a workbook, changing one of its parts; further parts are added.
fn changed(from: &Path, to: &Path, part: &str, change: impl Fn(String) -> String, more: &[&str]) {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(from).unwrap()).unwrap();
    let mut written = zip::ZipWriter::new(std::fs::File::create(to).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let (name, mut bytes) = (entry.name().to_owned(), Vec::new());
        entry.read_to_end(&mut bytes).unwrap();
        if name == part {
            bytes = change(String::from_utf8(bytes).unwrap()).into_bytes();
        }
        written.start_file(name, options).unwrap();
        written.write_all(&bytes).unwrap();
    }
    for name in more {
        written.start_file(*name, options).unwrap();
        written.write_all(b"picture").unwrap();
    }
    written.finish().unwrap();
}

/// The issued workbook itself with its answers typed into it.
fn filled(issued: &Path, to: &Path) {
    // Fields are written empty; each gets a text of its own.
    let field = |xml: &str, column: char, text: &str, from: u32| -> String {
        let mut xml = xml.to_owned();
        for row in from.. {
            let place = format!("<c r=\"{column}{row}\"");
            let Some(at) = xml.find(&place) else { break };
            let end = at + xml[at..].find("/>").unwrap();
            let style = &xml[at + place.len()..end];
            let cell = format!("{place}{style} t=\"inlineStr\"><is><t>{text}</t></is></c>");
            xml.replace_range(at..end + 2, &cell);
        }
        xml
    };
    let first = |xml: &str| -> u32 {
        let at = xml.find("<c r=\"H").map(|at| &xml[at + 7..]).unwrap();
        at.split('"').next().unwrap().parse::<u32>().unwrap() + 1
    };
    let fill = |xml: String| {
        let top = first(&xml);
        let xml = field(&field(&xml, 'E', "実施", top), 'F', "規程 第3条", top);
        let once = |xml: String, row: u32, text: &str| {
            let place = format!("<c r=\"D{row}\"");
            let at = xml.find(&place).unwrap();
            let end = at + xml[at..].find("/>").unwrap();
            let cell = format!("{} t=\"inlineStr\"><is><t>{text}</t></is></c>", &xml[at..end]);
            [&xml[..at], &cell, &xml[end + 2..]].concat()
        };
        once(once(xml, top - 3, "業務部　川上"), top - 2, "令和8年11月26日")
    };
    changed(issued, to, "xl/worksheets/sheet1.xml", fill, &[]);
}

#[test]
fn a_sheet_of_a_contract_comes_back_the_same_whatever_program_saved_it() {
    let mut office = Office::new();
    let folder = tempfile::tempdir().unwrap();
    let (id, sheet) = issued(&mut office, folder.path());
    let (empty, full) = (PathBuf::from(&sheet.path), folder.path().join("回答済み.xlsx"));
    filled(&empty, &full);
    let (unanswered, answered) = (read(&mut office, &empty), read(&mut office, &full));
    let told = |reading: &ContractSheetReading| -> Vec<String> {
        reading.notes.iter().map(|note| note.problem.code.clone()).collect()
    };
    let missing = told(&unanswered).into_iter().filter(|code| code == "sheet_answer_missing").count();
    assert_eq!((unanswered.usable, missing), (true, sheet.questions));
    assert_eq!(unanswered.notes.len(), sheet.questions + 2, "nobody answered, on no day");
    assert_eq!((told(&answered), answered.answers.len()), (vec![], sheet.questions));
    assert_eq!((answered.respondent.as_deref(), answered.answered_on.as_str()), (Some("業務部　川上"), "2026-11-26"));
    for format in ["ods", "xls", "xlsx"] {
        if !saved_anew(folder.path(), format, &[&empty, &full]) {
            return;
        }
        for (file, expected) in [(&empty, &unanswered), (&full, &answered)] {
            let again = folder.path().join(format).join(file.file_name().unwrap()).with_extension(format);
            assert_eq!(&read(&mut office, &again), expected, "{format}");
        }
    }
    // What another program saved is accepted like the file itself.
    let file = folder.path().join("ods").join("回答済み.ods").to_string_lossy().into_owned();
    let revision = answered.revision;
    office.ledger.apply_contract_sheet(&ContractSheetApply { id: id.clone(), revision, file }).unwrap();
    assert_eq!(office.ledger.contract_sheets(&id).unwrap().returns[0].answers.len(), sheet.questions);
}

#[test]
fn a_picture_that_was_pasted_in_is_told() {
    let mut office = Office::new();
    let folder = tempfile::tempdir().unwrap();
    let (_, sheet) = issued(&mut office, folder.path());
    let (issued, pasted) = (PathBuf::from(&sheet.path), folder.path().join("図.xlsx"));
    changed(&issued, &pasted, "", |xml| xml, &["xl/media/image1.png"]);
    let told = |reading: ContractSheetReading| reading.notes.iter().any(|note| note.problem.code == "sheet_pictures");
    assert!(told(read(&mut office, &pasted)) && !told(read(&mut office, &issued)));
}

#[test]
fn the_workbook_for_a_contractor_offers_the_answers_and_opens_only_what_is_to_be_filled_in() {
    let mut office = Office::new();
    let folder = tempfile::tempdir().unwrap();
    let (_, sheet) = issued(&mut office, folder.path());
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&sheet.path).unwrap()).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    assert!(names.iter().all(|name| !name.contains("vba") && !name.contains("macro")), "{names:?}");
    let mut xml = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut xml).unwrap();
    assert!(xml.contains("<sheetProtection") && xml.contains("実施,一部実施,未実施,該当なし"), "{xml:.2000}");
}
