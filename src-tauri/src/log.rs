//! The log a person can send to whoever helps them: one file a day, fourteen kept, command names and codes only.
//! Never record contents, names of people or what was typed.

use std::path::Path;

use tracing::Level;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::layer;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

const DAYS_KEPT: usize = 14;

/// Starts the log in this folder; where that is not possible the program runs without one.
pub fn start(folder: &Path) {
    // The appender counts the former days' files before it makes the folder.
    if std::fs::create_dir_all(folder).is_err() {
        return;
    }
    let files = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("sekisho")
        .filename_suffix("log")
        .max_log_files(DAYS_KEPT)
        .build(folder);
    let Ok(files) = files else { return };
    let own = Targets::new()
        .with_target("sekisho_desktop", Level::INFO)
        .with_target("ledger", Level::INFO)
        .with_target("paper", Level::INFO)
        .with_target("db", Level::INFO);
    let lines = layer().with_writer(files).with_ansi(false);
    // A second subscriber can only come from a test; the first one stays.
    let _ = tracing_subscriber::registry().with(lines).with(own).try_init();
}
