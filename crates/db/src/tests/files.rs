//! What a file is refused for, and that a refused file stays as it was.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{KEY, SALT, SCHEMA, add, ids, key};
use crate::{Db, DbError, Key};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("台帳 1.sekisho")
    }

    /// Every file of the folder.
    fn files(&self) -> Vec<PathBuf> {
        let mut files: Vec<_> = fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    /// Every file of the folder with a hash of its bytes.
    fn state(&self) -> Vec<(PathBuf, String)> {
        let hash = |path: &PathBuf| format!("{:x?}", Sha256::digest(fs::read(path).unwrap_or_default()));
        self.files().into_iter().map(|path| (path.clone(), hash(&path))).collect()
    }

    /// A ledger of a few dozen pages.
    fn with_ledger(&self) -> PathBuf {
        let mut db = Db::create_sqlite(&self.path(), &key(), &SALT).unwrap();
        db.migrate(&SCHEMA).unwrap();
        for i in 0..40 {
            db.write(|tx| {
                tx.execute(
                    "INSERT INTO contracts (id, file) VALUES (?1, ?2)",
                    &[format!("{i:04}").into(), vec![i as u8; 3000].into()],
                )
            })
            .unwrap();
        }
        self.path()
    }

    fn refuses(&self, key: &Key) -> DbError {
        let before = self.state();
        let error = Db::open_sqlite(&self.path(), key).unwrap_err();
        assert_eq!(self.state(), before, "a refused file is touched");
        error
    }
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 0x10;
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_ledger_opens_again_with_its_key() {
    let folder = Folder::new();
    let path = folder.with_ledger();
    assert_eq!(Db::salt(&path), Ok(SALT));
    let mut db = Db::open_sqlite(&path, &key()).unwrap();
    assert_eq!(ids(&mut db).unwrap().len(), 40);
    db.verify().unwrap();
    drop(db);
    assert_eq!(folder.state().len(), 1, "one file, when closed");
    let bytes = fs::read(&path).unwrap();
    assert!(!bytes.windows(8).any(|window| window == b"contract"), "nothing stands there in clear");
}

#[test]
fn the_settings_are_the_agreed_ones() {
    let folder = Folder::new();
    let mut db = Db::open_sqlite(&folder.with_ledger(), &key()).unwrap();
    for (pragma, expected) in [("synchronous", 2), ("foreign_keys", 1), ("cache_size", -262144), ("busy_timeout", 5000)]
    {
        let value = db.read(|tx| tx.query_one(&format!("PRAGMA {pragma}"), &[], |row| row.integer(0))).unwrap();
        assert_eq!(value, Some(expected), "{pragma}");
    }
    let mode = db.read(|tx| tx.query_one("PRAGMA journal_mode", &[], |row| row.text(0))).unwrap();
    assert_eq!(mode.as_deref(), Some("wal"));
}

#[test]
fn an_existing_file_is_not_made_again() {
    let folder = Folder::new();
    let path = folder.with_ledger();
    let before = folder.state();
    assert_eq!(Db::create_sqlite(&path, &key(), &SALT).unwrap_err(), DbError::AlreadyExists);
    assert_eq!(folder.state(), before);
    let missing = folder.0.path().join("none").join("a.sekisho");
    assert_eq!(Db::create_sqlite(&missing, &key(), &SALT).unwrap_err(), DbError::NotFound);
}

#[test]
fn a_missing_file_is_not_made() {
    let folder = Folder::new();
    assert_eq!(folder.refuses(&key()), DbError::NotFound);
    assert_eq!(Db::salt(&folder.path()), Err(DbError::NotFound));
}

#[test]
fn another_key_is_the_wrong_key() {
    let folder = Folder::new();
    folder.with_ledger();
    let mut other = KEY;
    other[31] ^= 1;
    assert_eq!(folder.refuses(&Key::new(other)), DbError::WrongKey);
}

#[test]
fn something_else_is_not_a_ledger() {
    let folder = Folder::new();
    for content in
        ["件名,相手方\n".to_owned(), "件名,相手方\n".repeat(900), "PK\x03\x04".to_owned() + &"\x01\x02".repeat(4096)]
    {
        fs::write(folder.path(), content).unwrap();
        assert_eq!(folder.refuses(&key()), DbError::NotALedger);
        assert_eq!(Db::salt(&folder.path()), Err(DbError::NotALedger));
    }
    fs::remove_file(folder.path()).unwrap();
    let plain = rusqlite::Connection::open(folder.path()).unwrap();
    plain.execute_batch("CREATE TABLE a (b); INSERT INTO a VALUES (1)").unwrap();
    drop(plain);
    assert_eq!(folder.refuses(&key()), DbError::NotALedger);
    fs::remove_file(folder.path()).unwrap();
    fs::create_dir(folder.path()).unwrap();
    assert_eq!(folder.refuses(&key()), DbError::NotALedger);
}

#[test]
fn a_file_that_is_cut_off_is_damaged() {
    let folder = Folder::new();
    let whole = fs::read(folder.with_ledger()).unwrap();
    for length in [0, 10, 1000, 4095, 4096, 5000, 8192, whole.len() - 4096, whole.len() - 1] {
        fs::write(folder.path(), &whole[..length]).unwrap();
        assert_eq!(folder.refuses(&key()), DbError::Damaged, "{length} of {}", whole.len());
    }
}

#[test]
fn a_flipped_byte_is_damage_not_a_wrong_key() {
    let folder = Folder::new();
    let whole = fs::read(folder.with_ledger()).unwrap();
    for at in [16, 100, 2000, 4000, 4090] {
        fs::write(folder.path(), &whole).unwrap();
        flip(&folder.path(), at);
        assert_eq!(folder.refuses(&key()), DbError::Damaged, "byte {at} of the first page");
    }
    for at in [4096 + 5, 4096 * 9 + 100, whole.len() - 90, whole.len() - 1] {
        fs::write(folder.path(), &whole).unwrap();
        flip(&folder.path(), at);
        let mut db = match Db::open_sqlite(&folder.path(), &key()) {
            Ok(db) => db,
            Err(error) => panic!("byte {at}: {error:?}"),
        };
        assert_eq!(db.verify(), Err(DbError::Damaged), "byte {at}");
    }
}

#[test]
fn reading_a_damaged_page_says_damaged() {
    let folder = Folder::new();
    let path = folder.with_ledger();
    let mut bytes = fs::read(&path).unwrap();
    for page in bytes.chunks_mut(4096).skip(1) {
        page[50] ^= 1;
    }
    fs::write(&path, bytes).unwrap();
    let found = Db::open_sqlite(&path, &key()).and_then(|mut db| ids(&mut db));
    assert_eq!(found, Err(DbError::Damaged));
}

#[test]
fn a_newer_schema_is_refused_without_a_trace() {
    let folder = Folder::new();
    let path = folder.with_ledger();
    let before = folder.state();
    let mut db = Db::open_sqlite(&path, &key()).unwrap();
    assert_eq!(db.migrate(&SCHEMA[..1]), Err(DbError::NewerSchema { found: 2, known: 1 }));
    drop(db);
    assert_eq!(folder.state(), before);
}

#[test]
fn the_key_is_not_printed() {
    let folder = Folder::new();
    let db = Db::open_sqlite(&folder.with_ledger(), &key()).unwrap();
    assert_eq!(format!("{:?}", key()), "Key(..)");
    assert!(!format!("{db:?}").contains("0707"));
}

#[test]
fn a_refused_file_keeps_the_log_of_a_killed_writer() {
    let folder = Folder::new();
    let path = folder.with_ledger();
    let mut db = Db::open_sqlite(&path, &key()).unwrap();
    add(&mut db, "committed").unwrap();
    // What a killed writer leaves: the file and its log, taken while the writer is there.
    let left = Folder::new();
    for file in folder.files().into_iter().filter(|file| !file.to_string_lossy().ends_with("-shm")) {
        fs::copy(&file, left.0.path().join(file.file_name().unwrap())).unwrap();
    }
    drop(db);
    assert_eq!(left.files().len(), 2);
    assert_eq!(left.refuses(&Key::new([9; 32])), DbError::WrongKey);
    let mut db = Db::open_sqlite(&left.path(), &key()).unwrap();
    assert_eq!(ids(&mut db).unwrap().len(), 41);
}

#[test]
fn a_first_page_torn_in_the_middle_of_a_checkpoint_is_recovered_from_the_log() {
    let folder = Folder::new();
    let path = folder.with_ledger();
    let mut db = Db::open_sqlite(&path, &key()).unwrap();
    db.write(|tx| tx.execute("CREATE TABLE later (id TEXT) STRICT", &[])).unwrap();
    let left = Folder::new();
    for file in folder.files().into_iter().filter(|file| !file.to_string_lossy().ends_with("-shm")) {
        fs::copy(&file, left.0.path().join(file.file_name().unwrap())).unwrap();
    }
    flip(&left.path(), 200);
    let mut db = Db::open_sqlite(&left.path(), &key()).unwrap();
    assert_eq!(ids(&mut db).unwrap().len(), 40);
    db.verify().unwrap();
}
