//! Text with delimiters as records: RFC 4180, as spreadsheet programs read it.
//! Deliberately not here: decoding, choosing the delimiter, and what becomes of the fields. The `csv` crate is not used
//! because it passes over empty lines, and with them the numbers that a person sees beside the rows.

/// The records of a text, in order.
pub struct Records<'a> {
    rest: &'a str,
    delimiter: char,
    /// Line of the text at which the next record begins, from 1.
    line: u32,
}

/// A quotation mark opened in this line and never closed.
#[derive(Debug, PartialEq, Eq)]
pub struct Unterminated {
    /// Line from 1.
    pub line: u32,
}

impl<'a> Records<'a> {
    /// The records of `text`.
    pub fn new(text: &'a str, delimiter: char) -> Records<'a> {
        Records { rest: text, delimiter, line: 1 }
    }

    /// How much of the text is left.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    /// Reads one record into `fields`; false when there is none. An empty line is a record with one empty field.
    pub fn read(&mut self, fields: &mut Vec<String>) -> Result<bool, Unterminated> {
        fields.clear();
        if self.rest.is_empty() {
            return Ok(false);
        }
        loop {
            let mut field = String::new();
            if let Some(quoted) = self.rest.strip_prefix('"') {
                self.rest = quoted;
                self.quoted(&mut field)?;
            }
            // What follows a closing mark belongs to the field as it is.
            let end = self.rest.find([self.delimiter, '\r', '\n']).unwrap_or(self.rest.len());
            field.push_str(&self.rest[..end]);
            fields.push(field);
            self.rest = &self.rest[end..];
            if let Some(next) = self.rest.strip_prefix(self.delimiter) {
                self.rest = next;
                continue;
            }
            let ends = ["\r\n", "\r", "\n"];
            self.rest = ends.iter().find_map(|end| self.rest.strip_prefix(end)).unwrap_or(self.rest);
            self.line += 1;
            return Ok(true);
        }
    }

    /// The field up to its closing mark.
    fn quoted(&mut self, field: &mut String) -> Result<(), Unterminated> {
        let began = self.line;
        loop {
            let Some(end) = self.rest.find('"') else { return Err(Unterminated { line: began }) };
            field.push_str(&self.rest[..end]);
            self.line += breaks(&self.rest.as_bytes()[..end]);
            self.rest = &self.rest[end + 1..];
            let Some(next) = self.rest.strip_prefix('"') else { return Ok(()) };
            field.push('"');
            self.rest = next;
        }
    }
}

/// How many lines end in the bytes: CRLF, LF or a lone CR.
pub fn breaks(bytes: &[u8]) -> u32 {
    let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    u32::try_from(ends.count()).unwrap_or(u32::MAX)
}
