//! Where the key of a ledger is kept: the keyring of the operating system, or a file.
//!
//! The key is never stored beside the data. Deliberately not here: what the key opens.

mod recovery;

use std::collections::HashMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Mutex;

use db::Key;
use keyring::Entry;
use zeroize::Zeroizing;

pub use recovery::{parse_recovery, recovery_text};

/// The name under which the keyring lists the keys.
const SERVICE: &str = "sekisho";

/// Why a key could not be had or kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyProblem {
    /// This machine or this session has no keyring.
    #[error("no keyring")]
    NoKeyring,
    /// The keyring is there, but closed or denied to this person.
    #[error("keyring locked")]
    Locked,
    /// No key is kept for this ledger.
    #[error("key missing")]
    Missing,
    /// The key file cannot be read or written.
    #[error("key file unreadable")]
    FileUnreadable,
    /// The key file is not 32 bytes or 64 hexadecimal digits, or the kept key is not 32 bytes.
    #[error("key malformed")]
    FileMalformed,
    /// The key file holds another key, which is never overwritten.
    #[error("key file taken")]
    FileTaken,
    /// A group of the recovery key does not add up; they are counted from 1.
    #[error("recovery key mistyped in group {group}")]
    RecoveryMistyped {
        /// Number of the group; the last one if only the whole does not add up.
        group: usize,
    },
}

/// A place that keeps keys by the id of their ledger.
pub trait KeyStore {
    /// The key of a ledger, or `None` if this place has none.
    ///
    /// # Errors
    /// If the place cannot be looked into.
    fn get(&self, id: &str) -> Result<Option<Key>, KeyProblem>;

    /// Keeps the key of a ledger.
    ///
    /// # Errors
    /// If the place does not take it.
    fn set(&self, id: &str, key: &Key) -> Result<(), KeyProblem>;
}

/// A new random key.
///
/// # Errors
/// `NoKeyring` if the operating system gives no randomness, without which it has no keyring either.
pub fn generate() -> Result<Key, KeyProblem> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(&mut *bytes).map_err(|_| KeyProblem::NoKeyring)?;
    Ok(Key::new(*bytes))
}

/// The keyring of the operating system: Windows Credential Manager, macOS Keychain, Secret Service.
#[derive(Debug, Clone, Copy)]
pub struct OsKeyring;

impl KeyStore for OsKeyring {
    fn get(&self, id: &str) -> Result<Option<Key>, KeyProblem> {
        match Entry::new(SERVICE, id).and_then(|entry| entry.get_secret()) {
            Ok(secret) => as_key(&Zeroizing::new(secret)).map(Some),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(of_keyring(&error)),
        }
    }

    fn set(&self, id: &str, key: &Key) -> Result<(), KeyProblem> {
        let entry = Entry::new(SERVICE, id).map_err(|error| of_keyring(&error))?;
        entry.set_secret(key.bytes()).map_err(|error| of_keyring(&error))
    }
}

pub(crate) fn of_keyring(error: &keyring::Error) -> KeyProblem {
    // The log keeps what the platform said; no variant holds the key itself.
    match error {
        keyring::Error::NoStorageAccess(reason) => {
            tracing::warn!(%reason, "keyring locked");
            KeyProblem::Locked
        }
        keyring::Error::BadEncoding(_) | keyring::Error::BadDataFormat(..) => KeyProblem::FileMalformed,
        other => {
            tracing::warn!(error = %other, "no keyring");
            KeyProblem::NoKeyring
        }
    }
}

/// A file with one key, for machines without a keyring; the id of the ledger is not asked.
#[derive(Debug, Clone)]
pub struct KeyFile(PathBuf);

impl KeyFile {
    /// A key file at this path, which may not exist yet.
    pub fn new(path: PathBuf) -> KeyFile {
        KeyFile(path)
    }
}

impl KeyStore for KeyFile {
    fn get(&self, _: &str) -> Result<Option<Key>, KeyProblem> {
        match fs::read(&self.0) {
            // An `init` that was killed before it wrote the key.
            Ok(bytes) if bytes.is_empty() => Ok(None),
            Ok(bytes) => read_file(&Zeroizing::new(bytes)).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(_) => Err(KeyProblem::FileUnreadable),
        }
    }

    fn set(&self, id: &str, key: &Key) -> Result<(), KeyProblem> {
        let mut options = OpenOptions::new();
        let empty = fs::metadata(&self.0).is_ok_and(|file| file.is_file() && file.len() == 0);
        options.write(true).create_new(!empty);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = match options.open(&self.0) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return match self.get(id) {
                    Ok(Some(kept)) if kept == *key => Ok(()),
                    _ => Err(KeyProblem::FileTaken),
                };
            }
            Err(_) => return Err(KeyProblem::FileUnreadable),
        };
        let mut text = Zeroizing::new(String::with_capacity(66));
        key.bytes().iter().for_each(|byte| text.extend([byte >> 4, byte & 15].map(hex_digit)));
        text.push('\n');
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|_| {
            // Half a key would later be taken for a malformed one.
            let _ = fs::remove_file(&self.0);
            KeyProblem::FileUnreadable
        })
    }
}

fn hex_digit(nibble: u8) -> char {
    char::from(if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 })
}

fn read_file(bytes: &[u8]) -> Result<Key, KeyProblem> {
    if bytes.len() == 32 {
        return as_key(bytes);
    }
    let digits = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let digits = digits.strip_suffix(b"\r").unwrap_or(digits);
    if digits.len() != 64 {
        return Err(KeyProblem::FileMalformed);
    }
    let mut key = Zeroizing::new([0; 32]);
    for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
        for digit in pair {
            let nibble = char::from(*digit).to_digit(16).ok_or(KeyProblem::FileMalformed)?;
            *byte = *byte << 4 | nibble as u8;
        }
    }
    Ok(Key::new(*key))
}

fn as_key(bytes: &[u8]) -> Result<Key, KeyProblem> {
    bytes.try_into().map(Key::new).map_err(|_| KeyProblem::FileMalformed)
}

/// Keys kept in memory, for tests.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<HashMap<String, Key>>);

impl KeyStore for MemoryStore {
    fn get(&self, id: &str) -> Result<Option<Key>, KeyProblem> {
        Ok(self.0.lock().map_err(|_| KeyProblem::Locked)?.get(id).cloned())
    }

    fn set(&self, id: &str, key: &Key) -> Result<(), KeyProblem> {
        self.0.lock().map_err(|_| KeyProblem::Locked)?.insert(id.to_owned(), key.clone());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_keys_differ() {
        assert_ne!(generate().unwrap(), generate().unwrap());
    }

    #[test]
    fn a_key_file_is_made_once_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("鍵 1.key");
        let file = KeyFile::new(path.clone());
        assert_eq!(file.get("a"), Ok(None));
        let key = generate().unwrap();
        file.set("a", &key).unwrap();
        assert_eq!(file.get("a"), Ok(Some(key.clone())));
        let bytes = fs::read(&path).unwrap();
        assert_eq!(bytes.len(), 65);
        assert_eq!(file.set("a", &key), Ok(()), "the same key again");
        assert_eq!(file.set("a", &generate().unwrap()), Err(KeyProblem::FileTaken));
        assert_eq!(fs::read(&path).unwrap(), bytes);
        let nowhere = KeyFile::new(folder.path().join("none").join("a.key"));
        assert_eq!(nowhere.set("a", &key), Err(KeyProblem::FileUnreadable));
        assert_eq!(KeyFile::new(folder.path().to_owned()).get("a"), Err(KeyProblem::FileUnreadable));
    }

    #[test]
    fn a_key_file_holds_bytes_or_digits() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.key");
        let file = KeyFile::new(path.clone());
        let digits = "0aFf".repeat(16);
        let key = Key::new(std::array::from_fn(|i| [0x0a, 0xff][i % 2]));
        for text in [digits.clone(), digits.clone() + "\n", digits.clone() + "\r\n"] {
            fs::write(&path, text).unwrap();
            assert_eq!(file.get(""), Ok(Some(key.clone())));
        }
        fs::write(&path, key.bytes()).unwrap();
        assert_eq!(file.get(""), Ok(Some(key)));
        for text in [
            digits[1..].to_owned(),
            digits.clone() + "0",
            digits.clone() + "\n\n",
            "g".repeat(64),
            "あ".repeat(21) + "0",
        ] {
            fs::write(&path, text).unwrap();
            assert_eq!(file.get(""), Err(KeyProblem::FileMalformed));
        }
    }

    #[test]
    fn an_empty_key_file_is_one_whose_making_was_interrupted() {
        let folder = tempfile::tempdir().unwrap();
        let file = KeyFile::new(folder.path().join("鍵"));
        fs::write(&file.0, "").unwrap();
        assert_eq!(file.get(""), Ok(None));
        let key = generate().unwrap();
        file.set("", &key).unwrap();
        assert_eq!(file.get(""), Ok(Some(key)));
        assert_eq!(file.set("", &generate().unwrap()), Err(KeyProblem::FileTaken));
    }

    #[test]
    fn memory_keeps_keys_by_ledger() {
        let store = MemoryStore::default();
        let key = generate().unwrap();
        store.set("a", &key).unwrap();
        assert_eq!((store.get("a"), store.get("b")), (Ok(Some(key)), Ok(None)));
    }

    /// With `SEKISHO_TEST_KEYRING` set, a session with an open keyring is promised.
    #[test]
    fn the_keyring_keeps_a_key_or_says_why_not() {
        let id = format!("test-{}", uuid::Uuid::now_v7());
        let key = generate().unwrap();
        let set = OsKeyring.set(&id, &key);
        if std::env::var_os("SEKISHO_TEST_KEYRING").is_some() {
            assert_eq!(set, Ok(()));
        }
        if set.is_ok() {
            assert_eq!(OsKeyring.get(&id), Ok(Some(key)));
            let other = generate().unwrap();
            OsKeyring.set(&id, &other).unwrap();
            assert_eq!(OsKeyring.get(&id), Ok(Some(other)));
            Entry::new(SERVICE, &id).unwrap().delete_credential().unwrap();
            assert_eq!(OsKeyring.get(&id), Ok(None));
        } else if cfg!(target_os = "linux") && std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_none() {
            assert_eq!(set, Err(KeyProblem::NoKeyring));
            assert_eq!(OsKeyring.get(&id), Err(KeyProblem::NoKeyring));
        } else {
            // A session whose keyring is closed or was never made.
            assert!(matches!(set, Err(KeyProblem::Locked | KeyProblem::NoKeyring)), "{set:?}");
            assert!(matches!(OsKeyring.get(&id), Ok(None) | Err(_)));
        }
    }
}
