//! What a file is, judged from its first bytes, before any engine touches it.
//!
//! An encrypted ledger has no magic number: it begins with 16 random bytes and goes on
//! with bytes that look random too. So this file knows what a ledger is *not*.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha512};

use crate::{DbError, Key};

/// The page size SQLCipher 4 writes; a ledger is a whole number of pages.
pub(crate) const PAGE: usize = 4096;

/// How often one byte value may stand in a page of random bytes.
/// 16 is expected; 100 is more than twenty standard deviations away.
const REPEATED: usize = 100;

/// Pages looked at when the first one cannot be read.
const PAGES_TRIED: u32 = 16;

/// First bytes of files that people have beside a ledger and that look random after them.
const OTHER_FILES: [&[u8]; 8] = [
    b"SQLite format 3\0",
    b"PK\x03\x04",
    b"%PDF-",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\x1f\x8b\x08",
    b"MZ\x90\0",
];

/// The first 16 bytes of a ledger file.
pub(crate) fn salt(path: &Path) -> Result<[u8; 16], DbError> {
    let page = first_page(path)?;
    let mut salt = [0; 16];
    salt.copy_from_slice(&page[..16]);
    Ok(salt)
}

/// The first page of a file that may be a ledger: not something else, and not cut off.
fn first_page(path: &Path) -> Result<Vec<u8>, DbError> {
    // Windows answers "access denied" to opening a folder, which would mislead.
    if path.is_dir() {
        return Err(DbError::NotALedger);
    }
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut page = Vec::with_capacity(PAGE);
    file.take(PAGE as u64).read_to_end(&mut page)?;
    if looks_like_something_else(&page) {
        return Err(DbError::NotALedger);
    }
    if page.len() < PAGE || !length.is_multiple_of(PAGE as u64) {
        return Err(DbError::Damaged);
    }
    Ok(page)
}

/// What the file itself says about a key, without any engine touching it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// The key proves the first page.
    Whole,
    /// The key proves another page, so that it is right and the first page is not.
    FirstPageBroken,
    /// The key proves no page that was looked at.
    No,
}

/// Tries `key` on the first pages of the file.
///
/// SQLCipher 4 ends each page with an IV (16 bytes) and an HMAC-SHA-512 (64 bytes) over the
/// encrypted bytes, the IV and the page number; its key is PBKDF2 of the raw key in two rounds.
pub(crate) fn fit(path: &Path, key: &Key) -> Result<Fit, DbError> {
    let salt: Vec<u8> = salt(path)?.iter().map(|byte| byte ^ 0x3a).collect();
    let round = hmac(key.bytes(), &[&salt, &1u32.to_be_bytes()]);
    let second = hmac(key.bytes(), &[&round]);
    let mac_key: Vec<u8> = round.iter().zip(second).map(|(a, b)| a ^ b).take(32).collect();
    let mut file = File::open(path)?;
    let mut page = vec![0; PAGE];
    for number in 1..=PAGES_TRIED {
        if file.read_exact(&mut page).is_err() {
            break;
        }
        // The salt stands before the first page's own bytes.
        let start = if number == 1 { 16 } else { 0 };
        let (body, mac) = page.split_at(PAGE - 64);
        if hmac(&mac_key, &[&body[start..], &number.to_le_bytes()])[..] == *mac {
            return Ok(if number == 1 { Fit::Whole } else { Fit::FirstPageBroken });
        }
    }
    Ok(Fit::No)
}

fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 64] {
    let pad = |with: u8| {
        let mut block = [with; 128];
        block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        block
    };
    let inner = parts.iter().fold(Sha512::new_with_prefix(pad(0x36)), |hash, part| hash.chain_update(part));
    Sha512::new_with_prefix(pad(0x5c)).chain_update(inner.finalize()).finalize().into()
}

fn looks_like_something_else(bytes: &[u8]) -> bool {
    if OTHER_FILES.iter().any(|magic| bytes.starts_with(magic)) {
        return true;
    }
    let mut counts = [0usize; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    if counts.iter().any(|count| *count > REPEATED) {
        return true;
    }
    // A short text in any of the usual encodings has no control bytes;
    // a page of random bytes has about four hundred of them.
    let controls = (0..32).filter(|b| ![9, 10, 13, 27].contains(b)).map(|b| counts[b]).sum::<usize>();
    !bytes.is_empty() && controls == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_every_encoding_are_something_else() {
        let cp932 = b"\x8c\x5f\x96\xf1\x91\xe4\x92\xa0\r\n";
        for text in [cp932.as_slice(), "契約台帳\n".as_bytes(), b"id,title\n1,a\n"] {
            assert!(looks_like_something_else(text));
            assert!(looks_like_something_else(&text.repeat(500)));
        }
        let utf16: Vec<u8> = "ledger ".repeat(300).encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(looks_like_something_else(&utf16));
        assert!(looks_like_something_else(&[0; PAGE]));
    }

    #[test]
    fn bytes_that_look_random_may_be_a_ledger() {
        for seed in 0..200u8 {
            let page: Vec<u8> = (0..PAGE as u32 / 32)
                .flat_map(|i| sha2::Sha256::digest([&[seed][..], &i.to_le_bytes()].concat()).to_vec())
                .collect();
            assert!(!looks_like_something_else(&page));
        }
    }
}
