//! Rows whose cells say what they mean through other cells: merged down to them, or by 〃 and 同左.

use paper::book::{BookKind, Merge, Sheet, SheetRow};

use super::*;
use crate::exchange::readout::record;
use crate::register::Register;

/// What is read from a sheet with these rows below its headings; an empty text is an empty cell.
fn reading(rows: &[[&str; 5]], merges: &[(u32, u32, u32)]) -> Reading {
    reading_under(&["件名", "受託者", "契約期間(自)", "契約期間(至)", "契約金額"], rows, merges)
}

fn reading_under(headings: &[&str; 5], rows: &[[&str; 5]], merges: &[(u32, u32, u32)]) -> Reading {
    let row = |(number, cells): (u32, &[&str; 5])| SheetRow {
        number,
        cells: (0..)
            .zip(cells)
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| (column, Cell::Text((*text).to_owned())))
            .collect(),
    };
    let merge = |(column, first_row, last_row): &(u32, u32, u32)| Merge {
        first_row: *first_row,
        last_row: *last_row,
        first_column: *column,
        last_column: *column,
    };
    let sheet = Sheet {
        rows: (1..).zip(std::iter::once(headings).chain(rows)).map(row).collect(),
        merges: merges.iter().map(merge).collect(),
        ..Sheet::default()
    };
    let book = Arc::new(Book { kind: BookKind::Xlsx, sheets: vec![sheet], pictures: 0 });
    let spec = Spec::shipped(Register::Contract).unwrap();
    read(&book, spec, &Decisions::new(), &mut |_| ControlFlow::Continue(())).unwrap()
}

/// Row, title, contractor, start and end of every row.
fn told(reading: &Reading) -> Vec<String> {
    let shown = |json: Option<&serde_json::Value>| json.and_then(|json| json.as_str()).unwrap_or("-").to_owned();
    let line = |row: &Row| {
        let record = record(reading, row);
        let fields = ["/title", "/contractor/name", "/starts_on", "/ends_on"];
        let fields: Vec<String> = fields.iter().map(|path| shown(record.pointer(path))).collect();
        format!("{} {}", row.number, fields.join(" "))
    };
    reading.rows.iter().map(line).collect()
}

#[test]
fn a_cell_merged_over_several_rows_belongs_to_each_of_them() {
    let rows = [
        ["窓口業務", "甲社", "R8.4.1", "R9.3.31", "100"],
        // Everything but the title comes from above, and a title that ends like a total is none.
        ["警備業務", "", "", "", ""],
        ["調査票集計", "", "", "", "300"],
        ["", "", "", "", ""],
        ["除雪業務", "乙社", "R8.11.1", "", "100"],
    ];
    let merged = [(1, 2, 5), (2, 2, 5), (3, 2, 6)];
    let expected = [
        "2 窓口業務 甲社 2026-04-01 2027-03-31",
        "3 警備業務 甲社 2026-04-01 2027-03-31",
        "4 調査票集計 甲社 2026-04-01 2027-03-31",
        "6 除雪業務 乙社 2026-11-01 2027-03-31",
    ];
    assert_eq!(told(&reading(&rows, &merged)), expected);
    assert_eq!(told(&reading(&rows, &[])).len(), 2, "without the merges the short rows are no records");
}

#[test]
fn a_mark_for_the_value_above_may_stand_under_another_one() {
    let rows = [
        ["窓口業務", "甲社", "R8.4.1", "R9.3.31", "100"],
        ["警備業務", "〃", "同上", "〃", "100"],
        ["", "〃", "〃", "〃", "100"],
        ["除雪業務", "″", "〃", "同左", "100"],
    ];
    let reading = reading(&rows, &[]);
    let expected = [
        "2 窓口業務 甲社 2026-04-01 2027-03-31",
        "3 警備業務 甲社 2026-04-01 2027-03-31",
        "4 - 甲社 2026-04-01 2027-03-31",
        "5 除雪業務 甲社 2026-04-01 2026-04-01",
    ];
    assert_eq!(told(&reading), expected);
    // A row that comes back to be corrected has the values, since what stood above it does not come along.
    let back: Vec<_> = reading.rows[2].cells.iter().map(|cell| cell.as_ref().map(Cell::plain)).collect();
    let value = |text: &str| Some(text.to_owned());
    assert_eq!(back, [None, value("甲社"), value("R8.4.1"), value("R9.3.31"), value("100")]);
}

#[test]
fn a_period_in_the_midst_of_a_long_text_is_no_period() {
    let remark = "仕様書のとおり。".repeat(40);
    for text in
        [format!("R8.4.1～{remark}"), format!("{remark}R8.4.1～R9.3.31"), format!("R8.4.1～R9.3.31（{remark}）")]
    {
        let cell = Cell::Text(text.clone());
        let unreadable = Side::Not(DateProblem::Unreadable);
        assert_eq!(value::period(Words::shipped().unwrap(), &cell, None), (unreadable, unreadable), "{text}");
    }
}

#[test]
fn a_period_that_comes_again_still_borrows_from_the_signing_of_its_own_row() {
    let headings = ["件名", "受託者", "契約日", "契約期間", "契約金額"];
    let again = "契約日から翌年3月31日まで";
    let rows = [
        ["窓口業務", "甲社", "R8.4.1", again, "100"],
        ["警備業務", "乙社", "R7.4.1", again, "100"],
        ["除雪業務", "丙社", "", again, "100"],
        ["清掃業務", "丁社", "R8.5.1", again, "100"],
    ];
    let expected = [
        "2 窓口業務 甲社 2026-04-01 2027-03-31",
        "3 警備業務 乙社 2025-04-01 2026-03-31",
        "4 除雪業務 丙社 - -",
        "5 清掃業務 丁社 2026-05-01 2027-03-31",
    ];
    assert_eq!(told(&reading_under(&headings, &rows, &[])), expected);
}
