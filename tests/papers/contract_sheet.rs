//! The check sheet that goes to a contractor: the workbook as it was issued, as it comes back from another program, and a picture
//! pasted over it. What a returned sheet may and may not hold is tested in the `ledger` crate.

use std::io::Read;
use std::path::{Path, PathBuf};

use ledger::contract::{ContractSheetApply, ContractSheetRead, ContractSheetReading, ContractSheetSave};
use ledger::sheet::SheetFile;

use super::answered::{changed, filled};
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

#[test]
fn a_sheet_of_a_contract_comes_back_the_same_whatever_program_saved_it() {
    let mut office = Office::new();
    let folder = tempfile::tempdir().unwrap();
    let (id, sheet) = issued(&mut office, folder.path());
    let (empty, full) = (PathBuf::from(&sheet.path), folder.path().join("回答済み.xlsx"));
    filled(&empty, &full, "実施");
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
