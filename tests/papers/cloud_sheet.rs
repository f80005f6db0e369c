//! The check sheet that goes to a provider: the workbook as it was issued and as it comes back from another program.
//! What a returned sheet may and may not hold is tested in the `ledger` crate. Where LibreOffice is not there, the test says so.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

use ledger::cloud::{CloudSheetRead, CloudSheetReading, CloudSheetSave};
use paper::book::{ReadOptions, read_book};
use paper::table::{Column, ColumnKind, Look, Table, Value, to_xlsx};

use super::cloud::{Office, approved};

/// Saves files anew in another format, as a provider's own program would.
pub fn saved_anew(folder: &Path, format: &str, files: &[&Path]) -> bool {
    let profile = folder.join("profile").to_string_lossy().replace('\\', "/");
    let mut office = Command::new("soffice");
    office.arg(format!("-env:UserInstallation=file:///{}", profile.trim_start_matches('/')));
    office.args(["--headless", "--convert-to", format, "--outdir"]).arg(folder.join(format)).args(files);
    match office.output() {
        Ok(_) => true,
        Err(error) => {
            println!("skipped: soffice: {error}");
            false
        }
    }
}

/// The words of an issued sheet with answers, in a workbook of the provider's own making; days are days.
fn filled(issued: &Path, to: &Path) {
    let book = read_book(issued, &ReadOptions::default(), &mut |_, _| ControlFlow::Continue(())).unwrap();
    let mut lines = book.sheets[0].rows.iter();
    let words = |row: &paper::book::SheetRow| row.cells.iter().map(|(_, cell)| cell.plain()).collect::<Vec<_>>();
    let title = lines.by_ref().take(5).flat_map(words).collect();
    let headings = words(lines.next().unwrap());
    let answers = ["適合", "条件付", "不適合", "該当なし"];
    let rows = lines.zip(0..).map(|(row, at)| {
        let asked = words(row).into_iter().map(Value::Text);
        let detail = Value::Text(format!("{at}番目の答え"));
        let seen = Value::Date("2026-12-01".parse().unwrap());
        let given = [Value::Text(answers[at % 4].to_owned()), detail, Value::Text("規約 第3条".to_owned()), seen];
        asked.chain(given).collect()
    });
    let kind = |heading: &String| if heading == "確認日" { ColumnKind::Date } else { ColumnKind::Text };
    let columns = headings.iter().map(|heading| Column {
        heading: heading.clone(),
        width: 20.0,
        kind: kind(heading),
        ..Column::default()
    });
    let table = Table { title, columns: columns.collect(), rows: rows.collect(), ..Table::default() };
    std::fs::write(to, to_xlsx(&[table], &Look::new("2026-12-01".parse().unwrap(), "")).unwrap()).unwrap();
}

#[test]
fn a_sheet_comes_back_the_same_whatever_program_saved_it() {
    let mut office = Office::new();
    let id = approved(&mut office);
    let folder = tempfile::tempdir().unwrap();
    let save = CloudSheetSave { id: id.clone(), folder: folder.path().to_string_lossy().into_owned(), due_on: None };
    let issued = office.ledger.save_cloud_sheet(&save).unwrap();
    let mut read = |file: PathBuf| -> CloudSheetReading {
        let file = file.to_string_lossy().into_owned();
        office.ledger.read_cloud_sheet(&CloudSheetRead { id: id.clone(), file }).unwrap()
    };
    let (empty, full) = (PathBuf::from(&issued.path), folder.path().join("回答済み.xlsx"));
    filled(&empty, &full);
    let (unanswered, answered) = (read(empty.clone()), read(full.clone()));
    assert!(unanswered.usable && unanswered.answers.is_empty());
    assert_eq!(unanswered.notes.len(), issued.questions, "{:?}", unanswered.notes);
    assert!(answered.usable && answered.notes.is_empty(), "{:?}", answered.notes);
    assert_eq!(answered.answers.len(), issued.questions);
    assert!(answered.answers.iter().all(|answer| answer.answer.seen_on.as_deref() == Some("2026-12-01")));
    for format in ["ods", "xls", "xlsx"] {
        if !saved_anew(folder.path(), format, &[&empty, &full]) {
            return;
        }
        for (file, expected) in [(&empty, &unanswered), (&full, &answered)] {
            let again = folder.path().join(format).join(file.file_name().unwrap()).with_extension(format);
            assert_eq!(&read(again), expected, "{format}");
        }
    }
}

#[test]
fn the_workbook_offers_the_answers_and_locks_the_questions() {
    let mut office = Office::new();
    let id = approved(&mut office);
    let folder = tempfile::tempdir().unwrap();
    let save = CloudSheetSave { id, folder: folder.path().to_string_lossy().into_owned(), due_on: None };
    let issued = office.ledger.save_cloud_sheet(&save).unwrap();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&issued.path).unwrap()).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    assert!(names.iter().all(|name| !name.contains("vba") && !name.contains("macro")), "{names:?}");
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut xml).unwrap();
    assert!(xml.contains("<sheetProtection") && xml.contains("適合,条件付,不適合,該当なし"), "{xml:.2000}");
}
