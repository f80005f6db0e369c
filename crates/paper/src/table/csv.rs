//! Tables as text files that Excel opens with a double click (CSV).
//! Deliberately not here: marks and notes, which a text file cannot show.

use chrono::NaiveDate;
use encoding_rs::{EncoderResult, SHIFT_JIS};

use super::{Csv, CsvEncoding, FORMULAS, Lost, Table, Value};
use crate::text::visible;

/// Stands for a character that the encoding does not have (geta mark).
const GETA: [u8; 2] = [0x81, 0xAC];

/// Writes the title, the headings and the rows. `dates` words a day.
pub fn to_csv(table: &Table, encoding: CsvEncoding, dates: &dyn Fn(NaiveDate) -> String) -> Csv {
    let mut out = Out { csv: Csv { bytes: Vec::new(), lost: Vec::new() }, encoding, row: 1, column: 0 };
    if encoding == CsvEncoding::Utf8Bom {
        out.csv.bytes.extend_from_slice("\u{FEFF}".as_bytes());
    }
    for line in &table.title {
        out.field(&harmless(line));
        out.end();
    }
    for column in &table.columns {
        out.field(&harmless(&column.heading));
    }
    out.end();
    for row in &table.rows {
        for value in row {
            let text = match value.bare() {
                Value::Text(text) => harmless(text),
                Value::Integer(number) => number.to_string(),
                Value::Date(day) => dates(*day),
                Value::Empty | Value::Marked { .. } => String::new(),
            };
            out.field(&text);
        }
        out.end();
    }
    out.csv
}

/// The text with an apostrophe before what programs would compute, and before one that readers would take for ours.
fn harmless(text: &str) -> String {
    let is_taken = text.starts_with(FORMULAS) || text.starts_with('\'');
    let text = visible(text);
    if is_taken { format!("'{text}") } else { text }
}

/// The file while it is written, and the place of the next field.
struct Out {
    csv: Csv,
    encoding: CsvEncoding,
    row: usize,
    column: usize,
}

impl Out {
    fn field(&mut self, text: &str) {
        if self.column > 0 {
            self.csv.bytes.push(b',');
        }
        if text.contains([',', '"', '\n', '\r', '\t']) || text.starts_with(' ') || text.ends_with(' ') {
            self.characters(&format!("\"{}\"", text.replace('"', "\"\"")));
        } else {
            self.characters(text);
        }
        self.column += 1;
    }

    fn end(&mut self) {
        self.csv.bytes.extend_from_slice(b"\r\n");
        self.row += 1;
        self.column = 0;
    }

    fn characters(&mut self, text: &str) {
        if self.encoding == CsvEncoding::Utf8Bom {
            self.csv.bytes.extend_from_slice(text.as_bytes());
            return;
        }
        let text: String = text.chars().map(familiar).collect();
        let mut encoder = SHIFT_JIS.new_encoder();
        let mut rest = text.as_str();
        let mut buffer = [0; 1024];
        loop {
            let (result, read, written) = encoder.encode_from_utf8_without_replacement(rest, &mut buffer, true);
            self.csv.bytes.extend_from_slice(&buffer[..written]);
            rest = &rest[read..];
            match result {
                EncoderResult::InputEmpty => return,
                EncoderResult::OutputFull => {}
                EncoderResult::Unmappable(character) => {
                    let bytes = private(character).unwrap_or_else(|| {
                        self.csv.lost.push(Lost { row: self.row, column: self.column, character });
                        GETA
                    });
                    self.csv.bytes.extend_from_slice(&bytes);
                }
            }
        }
    }
}

/// Characters that look the same and that Windows writes with another number.
fn familiar(character: char) -> char {
    match character {
        '\u{301C}' => '\u{FF5E}',
        '\u{2014}' => '\u{2015}',
        '\u{2016}' => '\u{2225}',
        character => character,
    }
}

/// The code of a character of private use (外字): Windows keeps ten rows of 188 for them, from F040.
fn private(character: char) -> Option<[u8; 2]> {
    let number = u32::from(character).checked_sub(0xE000).filter(|number| *number < 1880)?;
    let (row, cell) = (u8::try_from(number / 188).ok()?, u8::try_from(number % 188).ok()?);
    // 7F is no second byte.
    Some([0xF0 + row, 0x40 + cell + u8::from(cell >= 0x3F)])
}
