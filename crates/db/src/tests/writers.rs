//! Several connections and processes at one ledger: one writer, readers that go on.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::{SALT, SCHEMA, add, ids, key};
use crate::{Db, DbError};

/// Two openings of one ledger, on each engine.
fn pairs(folder: &Path) -> Vec<(&'static str, [Db; 2])> {
    let path = folder.join("a.sekisho");
    let mut first = Db::create_sqlite(&path, &key(), &SALT).unwrap();
    first.migrate(&SCHEMA).unwrap();
    let mut pairs = vec![("sqlite", [first, Db::open_sqlite(&path, &key()).unwrap()])];
    if let Some(url) = crate::testing::postgres_database() {
        let mut first = Db::open_postgres(&url).unwrap();
        first.migrate(&SCHEMA).unwrap();
        pairs.push(("postgresql", [first, Db::open_postgres(&url).unwrap()]));
    }
    pairs
}

#[test]
fn a_second_writer_waits_for_the_first() {
    let folder = tempfile::tempdir().unwrap();
    for (engine, [mut one, mut two]) in pairs(folder.path()) {
        let (started, first_is_writing) = mpsc::channel();
        let writer = thread::spawn(move || {
            one.write(|tx| {
                tx.execute("INSERT INTO contracts (id) VALUES ('one')", &[])?;
                started.send(()).unwrap();
                thread::sleep(Duration::from_millis(300));
                Ok::<_, DbError>(())
            })
            .unwrap();
        });
        first_is_writing.recv().unwrap();
        assert_eq!(ids(&mut two).unwrap(), [""; 0], "{engine}: a reader goes on and sees no half write");
        // It must see what the first writer did, though it asked before.
        let count = "SELECT count(*) FROM contracts";
        let seen: Result<_, DbError> = two.write(|tx| {
            let seen = tx.query_one(count, &[], |row| row.integer(0))?;
            tx.execute("INSERT INTO contracts (id) VALUES ('two')", &[])?;
            Ok(seen)
        });
        assert_eq!(seen, Ok(Some(1)), "{engine}");
        writer.join().unwrap();
        assert_eq!(ids(&mut two).unwrap(), ["one", "two"], "{engine}");
    }
}

#[test]
fn a_writer_that_waited_too_long_is_told_busy() {
    let folder = tempfile::tempdir().unwrap();
    for (engine, [mut one, mut two]) in pairs(folder.path()) {
        one.write(|tx| {
            tx.execute("INSERT INTO contracts (id) VALUES ('one')", &[])?;
            assert_eq!(add(&mut two, "two"), Err(DbError::Busy), "{engine}");
            Ok::<_, DbError>(())
        })
        .unwrap();
        add(&mut two, "two").unwrap();
        assert_eq!(ids(&mut one).unwrap(), ["one", "two"], "{engine}");
    }
}

#[test]
fn a_read_sees_one_moment() {
    let folder = tempfile::tempdir().unwrap();
    for (engine, [mut one, mut two]) in pairs(folder.path()) {
        add(&mut one, "a").unwrap();
        let count = "SELECT count(*) FROM contracts";
        two.read(|tx| {
            let before = tx.query_one(count, &[], |row| row.integer(0))?;
            add(&mut one, "b")?;
            let after = tx.query_one(count, &[], |row| row.integer(0))?;
            assert_eq!((before, after), (Some(1), Some(1)), "{engine}");
            Ok::<_, DbError>(())
        })
        .unwrap();
        assert_eq!(ids(&mut two).unwrap(), ["a", "b"], "{engine}");
    }
}

const CHILD: &str = "SEKISHO_TEST_KILLED_WRITER";

/// Does nothing by itself: the next test runs it in a process of its own, and kills it.
#[test]
fn killed_writer() {
    let Some(path) = std::env::var_os(CHILD) else {
        return;
    };
    let mut db = Db::open_sqlite(Path::new(&path), &key()).unwrap();
    for i in 0..50 {
        add(&mut db, &format!("{i:03}")).unwrap();
    }
    db.write(|tx| {
        for i in 0..20_000 {
            // Enough to spill from the cache into the log before any commit.
            let id = format!("half {i}");
            tx.execute("INSERT INTO contracts (id, file) VALUES (?1, ?2)", &[id.into(), vec![1; 6000].into()])?;
        }
        println!("writing");
        thread::sleep(Duration::from_secs(60));
        Ok::<_, DbError>(())
    })
    .unwrap();
}

#[test]
fn a_killed_writer_loses_nothing_committed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.sekisho");
    Db::create_sqlite(&path, &key(), &SALT).unwrap().migrate(&SCHEMA).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "tests::writers::killed_writer", "--nocapture"])
        .env(CHILD, &path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    assert!(output.lines().any(|line| line.unwrap().contains("writing")), "the child came to its write");
    let mut db = Db::open_sqlite(&path, &key()).unwrap();
    assert_eq!(ids(&mut db).unwrap().len(), 50, "a reader beside the writer");
    child.kill().unwrap();
    child.wait().unwrap();
    add(&mut db, "after").unwrap();
    let mut expected: Vec<String> = (0..50).map(|i| format!("{i:03}")).collect();
    expected.push("after".to_owned());
    assert_eq!(ids(&mut db).unwrap(), expected);
    db.verify().unwrap();
}
