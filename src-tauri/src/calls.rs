//! The five commands the pages may call. Each leaves the main thread at once, so that the window never stands still.
//! What a ledger command means is decided in `ledger::commands`; here it is only carried.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use serde::Serialize;
use serde_json::Value;
use tauri::async_runtime::spawn_blocking;
use tauri::{State, WebviewWindow};
use tauri_plugin_dialog::DialogExt;
use zeroize::Zeroizing;

use crate::desk::Desk;
use ledger::wording::Lang;
use ledger::{Error, Problem};

/// Whether the ledger is open, and if not, why.
#[derive(Serialize)]
pub struct Startup {
    ok: bool,
    problems: Vec<Problem>,
}

/// Opens the ledger at the start, or again when the person asks to.
#[tauri::command]
pub async fn startup(desk: State<'_, Arc<Desk>>) -> Result<Startup, Error> {
    let desk = Arc::clone(&desk);
    off_main_thread(move || {
        let problems = desk.open().err().map(|error| error.problems).unwrap_or_default();
        for problem in &problems {
            tracing::warn!(code = problem.code, "the ledger cannot be opened");
        }
        Ok(Startup { ok: problems.is_empty(), problems })
    })
    .await
}

/// Takes back a printed recovery key and opens the ledger with it; what was typed is never logged.
#[tauri::command]
pub async fn recover(desk: State<'_, Arc<Desk>>, typed: String) -> Result<(), Error> {
    let desk = Arc::clone(&desk);
    off_main_thread(move || {
        let typed = Zeroizing::new(typed);
        desk.recover(&typed).inspect_err(|error| tracing::warn!(codes = %error, "recovery refused"))
    })
    .await
}

/// Any command of the ledger's table, answered in the language of the pages.
#[tauri::command]
pub async fn call(
    desk: State<'_, Arc<Desk>>,
    name: String,
    request: Value,
    lang: Option<String>,
) -> Result<Value, Error> {
    let desk = Arc::clone(&desk);
    off_main_thread(move || {
        let start = Instant::now();
        let answer = desk.call(&name, request, lang.as_deref().and_then(Lang::from_code).unwrap_or_default());
        let milliseconds = start.elapsed().as_millis();
        match &answer {
            Ok(_) => tracing::info!(name, milliseconds, "call"),
            // Codes only: what a person typed does not belong into a log.
            Err(error) => tracing::info!(name, milliseconds, codes = %error, "call refused"),
        }
        answer
    })
    .await
}

/// Asks the person for a folder; nothing when they cancel.
#[tauri::command]
pub async fn choose_folder(window: WebviewWindow) -> Result<Option<String>, Error> {
    #[cfg(debug_assertions)]
    if let Some(folder) = std::env::var_os("SEKISHO_TEST_FOLDER") {
        // The system's dialog cannot be driven by a test.
        return Ok(Some(folder.to_string_lossy().into_owned()));
    }
    off_main_thread(move || {
        let chosen = window.dialog().file().set_parent(&window).blocking_pick_folder();
        Ok(chosen.map(|folder| folder.to_string()))
    })
    .await
}

/// Opens a file written in this run, or its folder, with the program the system has for it.
#[tauri::command]
pub async fn open_path(desk: State<'_, Arc<Desk>>, path: String) -> Result<(), Error> {
    let desk = Arc::clone(&desk);
    off_main_thread(move || {
        let file = Path::new(&path);
        if !desk.has_written(file) {
            return Err(Problem::new("path_not_written").with("path", &path).into());
        }
        tauri_plugin_opener::open_path(file, None::<&str>).map_err(|error| {
            tracing::warn!(%error, "a written file could not be opened");
            Problem::new("path_not_opened").with("path", &path).into()
        })
    })
    .await
}

async fn off_main_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    spawn_blocking(work).await.unwrap_or_else(|error| Err(Error::unexpected(error)))
}
