//! Databases for tests, of this crate and of the crates above.
//!
//! `SEKISHO_TEST_POSTGRES` names a throwaway server on which databases may be made at will;
//! they are left to go with the server. A failure here is the failure of a test.
#![allow(clippy::expect_used)]

use crate::Db;

/// The variable that holds the URL of the server for tests.
pub const VARIABLE: &str = "SEKISHO_TEST_POSTGRES";

/// An empty database of each engine that can be tested here, with the engine's name.
pub fn engines() -> Vec<(&'static str, Db)> {
    let mut engines = vec![("sqlite", Db::in_memory().expect("SQLite in memory"))];
    if let Some(url) = postgres_database() {
        engines.push(("postgresql", Db::open_postgres(&url).expect("the new database opens")));
    }
    engines
}

/// Makes an empty PostgreSQL database and gives its URL, where a server for tests is named.
pub fn postgres_database() -> Option<String> {
    let server = std::env::var(VARIABLE).ok().filter(|url| !url.is_empty())?;
    let mut client = ::postgres::Client::connect(&server, ::postgres::NoTls).expect("the server for tests answers");
    let name = format!("sekisho_test_{}", uuid::Uuid::now_v7().simple());
    // An office's server sorts as its country does; what depends on that must not pass here.
    let sorted = "LOCALE_PROVIDER icu ICU_LOCALE 'ja-JP'";
    let create = |how: &str| format!("CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0 {how}");
    client
        .batch_execute(&create(sorted))
        .or_else(|_| client.batch_execute(&create("")))
        .expect("the server for tests lets databases be made");
    Some(on_database(&server, &name))
}

/// The URL of another database on the same server.
fn on_database(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').map_or((server, None), |(a, o)| (a, Some(o)));
    let (scheme, place) = address.split_once("://").expect("a URL");
    let host = place.split('/').next().unwrap_or_default();
    let options = options.map(|options| format!("?{options}")).unwrap_or_default();
    format!("{scheme}://{host}/{name}{options}")
}
