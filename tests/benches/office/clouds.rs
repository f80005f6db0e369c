//! Ten thousand cloud uses in an encrypted ledger on disk: what waits, what one screen shows, and all of them judged.

use std::hint::black_box;

use criterion::Criterion;
use db::{Db, DbError, Key, Value};
use ledger::Ledger;
use ledger::catalogue::Catalogue;
use ledger::cloud::{Cloud, CloudBeside, CloudQuery, Standing, assess};
use serde_json::json;

/// Cloud uses in the ledger.
const USES: i64 = 10_000;
/// One of so many waits for somebody.
const WAITING: usize = 20;

pub fn clouds(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let (path, key) = (folder.path().join("sekisho.db"), Key::new([7; 32]));
    let mut ledger = Ledger::on(Db::create_sqlite(&path, &key, &[9; 16]).unwrap()).unwrap();
    ledger.load_sample().unwrap();
    ledger.set_actor("SHIOMI\\k-sato");
    let draft = json!({"service": "申請中のサービス", "provider": {"name": "株式会社ウミネコ", "country": "日本"}, "section": "税務課",
        "purpose": "目的", "facts": {"confidentiality": "3B", "handles_personal_info": true, "standard_terms_only": false,
        "network_segment": ["internet"], "availability": "2", "data_location": "japan"}});
    let saved = ledger.save_cloud(&serde_json::from_value(draft).unwrap()).unwrap();
    let request = json!({"id": saved.id, "revision": saved.revision, "kind": "new"});
    ledger.apply_for_cloud(&serde_json::from_value(request).unwrap()).unwrap();
    let uses = ledger.list_clouds(&CloudQuery::default()).unwrap().all;
    drop(ledger);
    let mut database = Db::open_sqlite(&path, &key).unwrap();
    database
        .write(|tx| {
            tx.execute(
                "CREATE TEMP TABLE copies AS
                 WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ?1) SELECT n FROM counted",
                &[Value::Integer((USES - 1) / uses)],
            )?;
            tx.execute(
                "INSERT INTO clouds SELECT id || '-' || n, number || '-' || n, service || n, provider, section, manager, status,
                    decided_on, expires_on, ended_on, search_text, revision, stands_until, next_check_on FROM clouds, copies",
                &[],
            )?;
            tx.execute(
                "INSERT INTO cloud_records
                 SELECT r.id || '-' || n, replace(r.record, r.id, r.id || '-' || n) FROM cloud_records r, copies",
                &[],
            )?;
            tx.execute("INSERT INTO derived (register, record_id, recheck_on) SELECT 'cloud', id, '' FROM clouds WHERE true
                ON CONFLICT (register, record_id) DO NOTHING", &[])?;
            tx.execute(
                "INSERT INTO applications SELECT a.id || '-' || n, register, record_id || '-' || n, matter, kind, state, title || n, section,
                    applicant, applicant_id, applied_on, NULL, replace(record, a.id, a.id || '-' || n), revision
                 FROM applications a, copies WHERE n % ?1 = 0",
                &[Value::Integer(i64::try_from(WAITING).unwrap() / 10)],
            )?;
            Ok::<_, DbError>(())
        })
        .unwrap();
    drop(database);
    let mut ledger = Ledger::on(Db::open_sqlite(&path, &key).unwrap()).unwrap();
    ledger.set_actor("SHIOMI\\m-omori");
    let inbox = ledger.inbox().unwrap();
    println!(
        "{} uses, {} wait, {} have lapsed",
        ledger.list_clouds(&CloudQuery::default()).unwrap().all,
        inbox.rows.len(),
        inbox.lapsed.len()
    );
    let mut group = criterion.benchmark_group("10,000 cloud uses");
    group.bench_function("the inbox", |bencher| bencher.iter(|| ledger.inbox().unwrap()));
    group.bench_function("the first page of those whose approval stands", |bencher| {
        let query = CloudQuery { standing: Some(Standing::Stands), limit: Some(100), ..CloudQuery::default() };
        bencher.iter(|| ledger.list_clouds(black_box(&query)).unwrap());
    });
    let query = CloudQuery { findings: Some(true), limit: Some(100), ..CloudQuery::default() };
    println!("{} have findings", ledger.list_clouds(&query).unwrap().total);
    group.bench_function("how many have findings, and the first page of them", |bencher| {
        bencher.iter(|| ledger.list_clouds(black_box(&query)).unwrap());
    });
    group.bench_function("everything a screen shows of one", |bencher| {
        bencher.iter(|| ledger.view_cloud(black_box(&saved.id), None).unwrap());
    });
    let (catalogue, office, today) =
        (Catalogue::shipped().unwrap(), ledger.office().unwrap().as_facts(), ledger.today());
    let all: Vec<Cloud> = ledger.clouds().unwrap();
    let beside = CloudBeside::default();
    group.bench_function("one judged", |bencher| {
        bencher.iter(|| assess(black_box(&saved), &beside, catalogue, &office, today));
    });
    group.sample_size(10);
    group.bench_function("all of them judged", |bencher| {
        bencher.iter(|| {
            all.iter().map(|cloud| assess(cloud, &beside, catalogue, &office, today).findings.len()).sum::<usize>()
        });
    });
    group.finish();
}
