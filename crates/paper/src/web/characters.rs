//! Which characters the bytes of a page are: as its mark or its head says, else whatever fits best.
//! Deliberately not here: encodings that no page of a Japanese office is in, unless it says so itself.

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// So far into a page its encoding is looked for; browsers look at the first 1024 bytes.
const HEAD: usize = 4096;

/// The text, the name of its encoding, and how many characters could not be read.
pub fn decoded(bytes: &[u8]) -> (String, &'static str, usize) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes);
    }
    let said = said(bytes);
    if let Some(encoding) = said {
        let read = with(encoding, bytes);
        if read.2 == 0 {
            return read;
        }
    }
    // What the head says is often wrong in old pages; then the encoding counts that leaves the fewest doubts.
    let escaped = bytes.windows(2).any(|pair| pair == b"\x1b$");
    let likely = [Some(UTF_8), escaped.then_some(ISO_2022_JP), Some(SHIFT_JIS), Some(EUC_JP)];
    let all = said.into_iter().chain(likely.into_iter().flatten());
    let read =
        all.map(|encoding| with(encoding, bytes)).min_by_key(|(text, _, unreadable)| unreadable * 4 + narrow(text));
    read.unwrap_or_else(|| with(UTF_8, bytes))
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> (String, &'static str, usize) {
    let (text, used, lost) = encoding.decode(bytes);
    let unreadable = if lost { text.chars().filter(|c| *c == '\u{FFFD}').count() } else { 0 };
    (text.into_owned(), used.name(), unreadable)
}

/// Narrow katakana, of which there are many where EUC-JP is read as Shift_JIS.
fn narrow(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '\u{FF61}'..='\u{FF9F}')).count()
}

/// The encoding that the head of a page names.
fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let starts = [&b"<meta"[..], b"<?xml"];
    let mut from = 0;
    while let Some(at) = head[from..].iter().position(|byte| *byte == b'<').map(|at| at + from) {
        from = at + 1;
        if !starts.iter().any(|start| head[at..].starts_with(start)) {
            continue;
        }
        let end = head[at..].iter().position(|byte| *byte == b'>').map_or(head.len(), |end| at + end);
        let tag = String::from_utf8_lossy(&head[at..end]).into_owned();
        let found = ["charset", "encoding"].iter().find_map(|word| {
            let (_, rest) = tag.split_once(word)?;
            let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
            let label = value.split(|c: char| c.is_whitespace() || "\"';>/?".contains(c)).next()?;
            Encoding::for_label(label.as_bytes())
        });
        if let Some(found) = found {
            // As the HTML standard has it: a head that could be read is not in UTF-16.
            return Some(match found {
                found if found == UTF_16LE || found == UTF_16BE => UTF_8,
                found if found == X_USER_DEFINED => WINDOWS_1252,
                found => found,
            });
        }
    }
    None
}
