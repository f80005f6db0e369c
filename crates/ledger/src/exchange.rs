//! Ledgers as people keep them in spreadsheets: read into the registers, and written from them (取り込みと書き出し).
//! Reading is pure (`table.rs` where, `read.rs` what, `value.rs` how); what becomes of the rows in the ledger is in `plan.rs`.
//! Deliberately not here: file formats, which are in `paper::book` and `paper::table`.

mod advice;
mod export;
mod headings;
mod import;
mod kept;
mod known;
mod lines;
mod own;
mod plan;
mod preview;
mod read;
mod readout;
mod rejected;
mod spec;
mod store;
mod table;
mod terms;
mod told;
mod transfers;
mod types;
mod undo;
mod value;
mod words;

use paper::book::Book;
pub use paper::book::Encoding;

use crate::problem::{Error, Problem};
pub use crate::register::Register;
use crate::sns::{Address, Medium, address};
pub(crate) use export::{lines, write_whole};
pub(crate) use import::{Prepared, file_name};
pub(crate) use kept::Keeping;
use spec::{Kind, Spec};
pub(crate) use table::heading_key;
pub(crate) use transfers::{ListedMove, moves_in};
pub use types::*;
use value::Value;
use words::Words;

/// The longest text that a one-line field takes, in characters.
const LINE: usize = 500;

/// No sheet has a row of headings that would make it a ledger of this kind.
fn no_headings(spec: &Spec, book: &Book) -> Error {
    let some = |field: usize| spec.fields[field].headings.iter().take(4).cloned().collect::<Vec<_>>().join("、");
    let sheets: Vec<&str> =
        book.sheets.iter().map(|sheet| sheet.name.as_str()).filter(|name| !name.is_empty()).collect();
    Problem::new("import_no_headings").with("title", some(spec.title)).with("sheets", sheets.join("、")).into()
}

/// What tells an entry from another one without its number, and the field at which a double is asked about.
fn entry_key(spec: &Spec, row: &read::Row) -> Option<(usize, String)> {
    let folded = |field: &str| {
        let value = spec.index(field).and_then(|index| row.value(index));
        match value {
            Some(Some(Value::Text(text))) => words::entry_text(text),
            Some(Some(Value::Date(date))) => crate::date::iso(*date),
            _ => String::new(),
        }
    };
    let (at, fields): (&str, &[&str]) = match spec.register {
        Register::Contract => ("title", &["title", "contractor.name", "starts_on", "ends_on"]),
        Register::Cloud => ("service", &["service", "provider.name", "section", "decided_on", "expires_on"]),
        Register::Sns => ("url", &["url"]),
        Register::Contractor => ("name", &["name", "corporate_number"]),
        Register::Incident => ("title", &["title", "known_on"]),
        Register::Person => ("name", &["name", "section"]),
        Register::Section => ("name", &["name"]),
        Register::Transfer => ("name", &["name", "from_section", "to_section", "on"]),
    };
    let parts: Vec<String> = fields.iter().map(|field| folded(field)).collect();
    let known = !parts.first()?.is_empty();
    Some((spec.index(at)?, parts.join("\u{1f}"))).filter(|_| known)
}

/// The address of an account from whichever cell tells it, in its one form, with the handle and the medium that follow.
///
/// `typed` gives the cell of a field, and none where the table has no such column.
fn sns_values(spec: &Spec, row: &mut read::Row, typed: impl Fn(usize) -> Option<String>) {
    let at = |kind: Kind| spec.fields.iter().position(|field| field.kind == kind);
    let (Some(medium_at), Some(url_at), Some(handle_at)) = (at(Kind::Medium), at(Kind::Address), at(Kind::Handle))
    else {
        return;
    };
    let medium = row.text(medium_at).and_then(|code| serde_json::from_value::<Medium>(code.into()).ok());
    let filled = |field: usize| typed(field).filter(|text| Words::shipped().is_ok_and(|words| !words.is_empty(text)));
    let read = match (filled(url_at), filled(handle_at)) {
        (Some(url), _) => address(&url, medium),
        (None, Some(handle)) => {
            let handle = crate::fold::nfkc(handle.trim());
            let marked = if handle.contains(['/', '@']) { handle } else { format!("@{handle}").into() };
            address(&marked, medium)
        }
        (None, None) if typed(url_at).is_none() && typed(handle_at).is_none() => return,
        (None, None) => Address::default(),
    };
    row.values.retain(|(field, _)| *field != url_at && *field != handle_at);
    let text = |text: Option<String>| text.map(Value::Text);
    row.values.push((url_at, text(read.url)));
    row.values.push((handle_at, text(read.handle)));
    if medium.is_none() && read.medium.is_some() {
        row.values.retain(|(field, _)| *field != medium_at);
        row.values.push((medium_at, text(read.medium.map(|medium| medium.code().to_owned()))));
    }
}
