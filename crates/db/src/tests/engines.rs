//! What both engines must answer alike; PostgreSQL joins where a server for tests is named.

use super::{SCHEMA, add, ids};
use crate::testing::engines;
use crate::{Db, DbError, Migration, Value};

fn migrated() -> Vec<(&'static str, Db)> {
    let mut engines = engines();
    for (_, db) in &mut engines {
        db.migrate(&SCHEMA).unwrap();
    }
    engines
}

#[test]
fn the_name_of_the_engine_is_the_one_it_gives() {
    for (name, db) in engines() {
        assert_eq!(db.engine(), name);
    }
}

#[test]
fn values_come_back_as_they_went_in() {
    for (engine, mut db) in migrated() {
        db.write(|tx| {
            tx.execute(
                "INSERT INTO contracts (id, number, amount_yen, closed, file) VALUES (?1, ?2, ?3, ?4, ?5)",
                &["契約\u{20BB7}".into(), Value::Null, i64::MIN.into(), true.into(), vec![0u8, 255, 39].into()],
            )
        })
        .unwrap();
        let row = db
            .read(|tx| {
                tx.query_one("SELECT id, number, amount_yen, closed, file FROM contracts", &[], |row| {
                    Ok((row.text(0)?, row.opt_text(1)?, row.integer(2)?, row.boolean(3)?, row.blob(4)?))
                })
            })
            .unwrap();
        let expected = ("契約\u{20BB7}".to_owned(), None, i64::MIN, true, vec![0, 255, 39]);
        assert_eq!(row, Some(expected), "{engine}");
    }
}

#[test]
fn arguments_are_found_by_number_in_any_order() {
    for (engine, mut db) in engines() {
        let row = db
            .read(|tx| {
                tx.query_one("SELECT ?2, ?1, '?1', ?3, ?2", &["a".into(), "b".into(), 3.into()], |row| {
                    Ok((row.text(0)?, row.text(1)?, row.text(2)?, row.integer(3)?, row.text(4)?))
                })
            })
            .unwrap();
        let expected = ("b".to_owned(), "a".to_owned(), "?1".to_owned(), 3, "b".to_owned());
        assert_eq!(row, Some(expected), "{engine}");
    }
}

#[test]
fn a_null_argument_can_mean_any() {
    for (engine, mut db) in migrated() {
        add(&mut db, "a").unwrap();
        let sql = "SELECT id FROM contracts WHERE (?1 IS NULL OR id = ?1) AND (?2 IS NULL OR closed = ?2)";
        for (args, found) in [
            ([Value::Null, Value::Null], 1),
            (["a".into(), Value::Null], 1),
            ([Value::Null, true.into()], 0),
            (["a".into(), false.into()], 1),
        ] {
            let rows = db.read(|tx| tx.query(sql, &args, |row| row.text(0))).unwrap();
            assert_eq!(rows.len(), found, "{engine} {args:?}");
        }
    }
}

#[test]
fn counts_sums_and_comparisons_are_integers() {
    for (engine, mut db) in migrated() {
        for (id, amount) in [("a", 9_999_999_999_i64), ("b", 1), ("c", -20_000)] {
            db.write(|tx| {
                tx.execute("INSERT INTO contracts (id, amount_yen) VALUES (?1, ?2)", &[id.into(), amount.into()])
            })
            .unwrap();
        }
        let sql = "SELECT count(*), sum(amount_yen), length('台帳'), count(*) > 1, instr('再委託', '委託'), \
                   (SELECT sum(amount_yen) FROM contracts WHERE id = 'none'), \
                   (SELECT sum(amount_yen) FROM contracts WHERE id = 'c'), \
                   (SELECT sum(amount_yen) FROM contracts WHERE id = 'z' OR id = 'b') - 1 FROM contracts";
        let row = db.read(|tx| {
            tx.query_one(sql, &[], |row| {
                let head = [row.integer(0)?, row.integer(1)?, row.integer(2)?, row.integer(4)?];
                Ok((head, row.boolean(3)?, row.opt_integer(5)?, row.integer(6)?, row.integer(7)?))
            })
        });
        assert_eq!(row, Ok(Some(([3, 9_999_980_000, 2, 2], true, None, -20_000, 0))), "{engine}");
    }
}

#[test]
fn text_sorts_by_code_point() {
    for (engine, mut db) in migrated() {
        for id in ["ア", "a", "B", "あ", "-", "業"] {
            add(&mut db, id).unwrap();
        }
        assert_eq!(ids(&mut db).unwrap(), ["-", "B", "a", "あ", "ア", "業"], "{engine}");
    }
}

#[test]
fn a_failed_write_leaves_nothing() {
    for (engine, mut db) in migrated() {
        let failed: Result<(), DbError> = db.write(|tx| {
            tx.execute("INSERT INTO contracts (id) VALUES ('a')", &[])?;
            Err(DbError::Busy)
        });
        assert_eq!(failed, Err(DbError::Busy));
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            db.write::<(), DbError>(|tx| {
                tx.execute("INSERT INTO contracts (id) VALUES ('b')", &[])?;
                std::panic::resume_unwind(Box::new("stop"))
            })
        }));
        assert!(panicked.is_err());
        assert_eq!(ids(&mut db).unwrap(), [""; 0], "{engine}");
        add(&mut db, "c").unwrap();
        assert_eq!(ids(&mut db).unwrap(), ["c"], "{engine}");
    }
}

#[test]
fn a_read_cannot_write() {
    for (engine, mut db) in migrated() {
        let refused: Result<u64, DbError> = db.read(|tx| tx.execute("INSERT INTO contracts (id) VALUES ('a')", &[]));
        assert_eq!(refused, Err(DbError::ReadOnly), "{engine}");
        add(&mut db, "a").unwrap();
    }
}

#[test]
fn a_second_row_with_a_unique_value_is_a_conflict() {
    for (engine, mut db) in migrated() {
        add(&mut db, "a").unwrap();
        let named = |error: DbError| match error {
            DbError::Conflict { what } => what,
            other => panic!("{engine}: {other:?}"),
        };
        assert!(named(add(&mut db, "a").unwrap_err()).starts_with("contracts"));
        let number = "INSERT INTO contracts (id, number) VALUES (?1, '8-1')";
        db.write(|tx| tx.execute(number, &["b".into()])).unwrap();
        let error = db.write(|tx| tx.execute(number, &["c".into()])).unwrap_err();
        assert!(named(error).contains("number"));
        let orphan = "INSERT INTO notes (contract_id, text) VALUES ('none', '')";
        let error = db.write(|tx| tx.execute(orphan, &[])).unwrap_err();
        assert!(matches!(error, DbError::Sql { .. }), "{engine}: {error:?}");
    }
}

#[test]
fn upsert_and_returning_are_common() {
    for (engine, mut db) in migrated() {
        let sql = "INSERT INTO contracts (id, amount_yen) VALUES (?1, ?2) \
                   ON CONFLICT (id) DO UPDATE SET amount_yen = contracts.amount_yen + excluded.amount_yen RETURNING amount_yen";
        for expected in [5, 10] {
            let sum = db.write(|tx| tx.query_one(sql, &["a".into(), 5.into()], |row| row.integer(0))).unwrap();
            assert_eq!(sum, Some(expected), "{engine}");
        }
        let touched = db.write(|tx| tx.execute("UPDATE contracts SET closed = ?1", &[true.into()]));
        assert_eq!(touched, Ok(1));
    }
}

#[test]
fn a_wrong_statement_is_an_error_and_the_next_one_works() {
    for (engine, mut db) in migrated() {
        let wrong = [
            ("SELECT nothing FROM contracts", vec![]),
            ("SELECT id FROM contracts WHERE id = ?1", vec![]),
            ("SELECT id FROM contracts WHERE id = ?1", vec!["a".into(), "b".into()]),
        ];
        for (sql, args) in wrong {
            let error = db.read(|tx| tx.query(sql, &args, |row| row.text(0))).unwrap_err();
            assert!(matches!(error, DbError::Sql { .. }), "{engine} {sql}: {error:?}");
        }
        add(&mut db, "a").unwrap();
        for (column, reading) in [("id", "integer"), ("closed", "text"), ("number", "null"), ("7", "boolean")] {
            let sql = format!("SELECT {column} FROM contracts");
            let error = db
                .read(|tx| {
                    tx.query_one(&sql, &[], |row| match reading {
                        "integer" => row.integer(0).map(drop),
                        "boolean" => row.boolean(0).map(drop),
                        _ => row.text(0).map(drop),
                    })
                })
                .unwrap_err();
            assert!(matches!(error, DbError::Sql { .. }), "{engine} {column}: {error:?}");
        }
    }
}

#[test]
fn migrations_are_applied_once_and_in_order() {
    for (engine, mut db) in engines() {
        db.migrate(&SCHEMA[..1]).unwrap();
        add(&mut db, "a").unwrap();
        for _ in 0..2 {
            db.migrate(&SCHEMA).unwrap();
        }
        let applied = db
            .read(|tx| {
                tx.query("SELECT number, name, applied_at FROM schema_migrations ORDER BY number", &[], |row| {
                    assert_eq!(row.text(2)?.len(), "2026-04-01T00:00:00Z".len());
                    Ok((row.integer(0)?, row.text(1)?))
                })
            })
            .unwrap();
        assert_eq!(applied, [(1, "start".to_owned()), (2, "notes".to_owned())], "{engine}");
        assert_eq!(ids(&mut db).unwrap(), ["a"]);
    }
}

#[test]
fn a_newer_schema_is_refused() {
    for (engine, mut db) in migrated() {
        assert_eq!(db.migrate(&SCHEMA[..1]), Err(DbError::NewerSchema { found: 2, known: 1 }), "{engine}");
    }
}

#[test]
fn an_altered_migration_is_refused_but_not_for_its_line_ends() {
    for (engine, mut db) in migrated() {
        let crlf = SCHEMA[1].sql.replace('\n', "\r\n").leak();
        db.migrate(&[SCHEMA[0], Migration { sql: crlf, ..SCHEMA[1] }]).unwrap();
        let altered = Migration { sql: "CREATE TABLE other (id TEXT) STRICT;", ..SCHEMA[1] };
        let refused = db.migrate(&[SCHEMA[0], altered]);
        assert_eq!(refused, Err(DbError::MigrationChanged { number: 2 }), "{engine}");
    }
}

#[test]
fn a_failing_migration_leaves_the_old_schema() {
    for (engine, mut db) in engines() {
        let broken = Migration { sql: "CREATE TABLE half (id TEXT) STRICT; CREATE TABLE;", ..SCHEMA[1] };
        let failed = db.migrate(&[SCHEMA[0], broken]).unwrap_err();
        assert!(matches!(failed, DbError::Sql { .. }), "{engine}: {failed:?}");
        assert!(ids(&mut db).is_err(), "the first migration went with the second");
        db.migrate(&SCHEMA).unwrap();
    }
}

#[test]
fn a_server_that_is_not_there_is_unreachable() {
    let error = Db::open_postgres("postgres://nobody@127.0.0.1:9/none?connect_timeout=2").unwrap_err();
    assert!(matches!(error, DbError::Unreachable { .. }), "{error:?}");
    for address in ["postgres://", "postgres://host/database?nonsense=1", "host=a sslmode=maybe"] {
        let error = Db::open_postgres(address).unwrap_err();
        assert!(matches!(error, DbError::Unreachable { .. }), "{address}: {error:?}");
    }
}

#[test]
fn a_server_without_tls_is_refused_where_tls_is_required() {
    let Some(url) = crate::testing::postgres_database() else {
        return;
    };
    // The server for tests listens on this machine only and has no certificate.
    let error = Db::open_postgres(&format!("{}?sslmode=require", url.split('?').next().unwrap())).unwrap_err();
    assert!(matches!(error, DbError::Unreachable { .. }), "{error:?}");
}

#[test]
fn a_missing_database_and_a_broken_connection_are_named() {
    let Some(url) = crate::testing::postgres_database() else {
        return;
    };
    let error = Db::open_postgres(&format!("{}x", url.split('?').next().unwrap())).unwrap_err();
    assert_eq!(error, DbError::NotFound);
    let mut db = Db::open_postgres(&url).unwrap();
    db.migrate(&SCHEMA).unwrap();
    let cut: Result<Option<i64>, DbError> = db.write(|tx| {
        tx.execute("INSERT INTO contracts (id) VALUES ('a')", &[])?;
        tx.query_one("SELECT count(*) FROM (SELECT pg_terminate_backend(pg_backend_pid())) AS t", &[], |row| {
            row.integer(0)
        })
    });
    assert!(matches!(cut, Err(DbError::Unreachable { .. })), "{cut:?}");
    assert_eq!(ids(&mut db), Ok(vec![]), "it connects anew");
}
