//! Text tables (CSV, TSV): which characters the bytes are, which character divides the fields, and the cells.
//! Deliberately not here: splitting into records (`split`), and any guess at numbers or days: every cell is text.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, SHIFT_JIS, UTF_16BE, UTF_16LE};

use super::gather::Gathering;
use super::split::{Records, breaks};
use super::{BookError, BookKind, Cell, Encoding, ReadOptions};

/// So many records decide about the delimiter.
const TRIED: usize = 50;

/// Reads a text.
pub fn read(bytes: &[u8], options: &ReadOptions, gathering: &mut Gathering<'_>) -> Result<BookKind, BookError> {
    let (encoding, text) = decoded(bytes, options.encoding)?;
    if text.contains('\0') {
        return Err(BookError::NotASpreadsheet);
    }
    let likely = || if widest(&text, '\t') > widest(&text, ',') { '\t' } else { ',' };
    let delimiter = options.delimiter.unwrap_or_else(likely);
    gathering.expect(text.len() as u64);
    gathering.sheet("", false);
    let mut records = Records::new(&text, delimiter);
    let mut fields = Vec::new();
    let mut number = 0;
    while records.read(&mut fields).map_err(|open| BookError::UnterminatedQuote { line: open.line })? {
        number += 1;
        let done = (text.len() - records.left()) as u64;
        for (column, field) in (0..).zip(fields.drain(..)) {
            gathering.step(|| done)?;
            if !field.is_empty() {
                gathering.cell(number, column, Cell::Text(unwrapped(field)))?;
            }
        }
    }
    Ok(BookKind::Text { encoding, delimiter })
}

/// How many fields the widest of the first records has.
fn widest(text: &str, delimiter: char) -> usize {
    let mut records = Records::new(text, delimiter);
    let mut fields = Vec::new();
    let mut widest = 0;
    for _ in 0..TRIED {
        if !matches!(records.read(&mut fields), Ok(true)) {
            break;
        }
        widest = widest.max(fields.len());
    }
    widest
}

/// `="0012"`, which is how programs keep the zeros of a number in a text file, is the text 0012.
fn unwrapped(field: String) -> String {
    let inner = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let text = inner.map(|inner| (inner, inner.replace("\"\"", "")));
    match text {
        Some((inner, rest)) if !rest.contains('"') => inner.replace("\"\"", "\""),
        _ => field,
    }
}

/// The characters of a file: as somebody says, else as its mark says, else UTF-8 if it is that, else CP932.
fn decoded(bytes: &[u8], said: Option<Encoding>) -> Result<(Encoding, Cow<'_, str>), BookError> {
    let marks: [(Encoding, &[u8]); 3] =
        [(Encoding::Utf8, b"\xEF\xBB\xBF"), (Encoding::Utf16Le, b"\xFF\xFE"), (Encoding::Utf16Be, b"\xFE\xFF")];
    let marked = marks.iter().find(|(_, mark)| bytes.starts_with(mark));
    let content = |encoding| match marked {
        Some((marked, mark)) if *marked == encoding => &bytes[mark.len()..],
        _ => bytes,
    };
    if let Some(encoding) = said.or(marked.map(|(encoding, _)| *encoding)) {
        return Ok((encoding, characters(content(encoding), encoding)?));
    }
    match characters(bytes, Encoding::Utf8) {
        Ok(text) => Ok((Encoding::Utf8, text)),
        Err(_) => {
            if let Some(line) = mixed(bytes) {
                return Err(BookError::MixedEncodings { line });
            }
            Ok((Encoding::Cp932, characters(bytes, Encoding::Cp932)?))
        }
    }
}

/// The characters of bytes that are written in one way.
fn characters(bytes: &[u8], encoding: Encoding) -> Result<Cow<'_, str>, BookError> {
    let written = match encoding {
        Encoding::Utf8 => {
            return match std::str::from_utf8(bytes) {
                Ok(text) => Ok(Cow::Borrowed(text)),
                Err(error) => Err(undecodable(bytes, error.valid_up_to())),
            };
        }
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Cp932 => SHIFT_JIS,
    };
    let mut decoder = written.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).ok_or(BookError::Damaged)?;
    let mut text = String::with_capacity(room);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(Cow::Owned(text)),
        // As many lines were decoded as lie before the byte, however many bytes a character has.
        (DecoderResult::Malformed(..) | DecoderResult::OutputFull, _) => Err(undecodable(text.as_bytes(), text.len())),
    }
}

fn undecodable(bytes: &[u8], before: usize) -> BookError {
    // A CR whose LF follows the cut is still one end of a line.
    BookError::Undecodable { line: 1 + breaks(&bytes[..before]) }
}

/// The first line whose encoding differs from that of the lines before it, if some lines are surely UTF-8 and others
/// surely not. Three characters of three bytes do not come about by chance in CP932.
fn mixed(bytes: &[u8]) -> Option<u32> {
    let mut before = None;
    for (number, line) in (1..).zip(lines(bytes)) {
        let is_utf8 = match std::str::from_utf8(line) {
            Ok(text) if text.chars().filter(|c| c.len_utf8() == 3).take(3).count() == 3 => true,
            Ok(_) => continue,
            Err(_) => false,
        };
        if *before.get_or_insert(is_utf8) != is_utf8 {
            return Some(number);
        }
    }
    None
}

/// The lines of bytes, whatever ends them.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let bytes = rest?;
        let Some(end) = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')) else {
            rest = None;
            return Some(bytes);
        };
        let next = if bytes[end..].starts_with(b"\r\n") { end + 2 } else { end + 1 };
        rest = Some(&bytes[next..]);
        Some(&bytes[..end])
    })
}
