//! The commands the pages may call. Each leaves the main thread at once, so that the window never stands still.
//! What a ledger command means is decided in `ledger::commands`; here it is only carried.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tauri::async_runtime::spawn_blocking;
use tauri::{Runtime, State, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};
use zeroize::Zeroizing;

use crate::desk::Desk;
use crate::habits::{Habits, Likes};
use crate::tray::Tray;
use ledger::exchange::ProgressInfo;
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

/// A kind of files in a dialog: its name in the person's language, and how such files end.
#[derive(Deserialize)]
pub struct FileKind {
    name: String,
    endings: Vec<String>,
}

/// Asks the person for a file to read; nothing when they cancel.
#[tauri::command]
pub async fn choose_file(window: WebviewWindow, kinds: Vec<FileKind>) -> Result<Option<String>, Error> {
    #[cfg(debug_assertions)]
    if let Some(file) = std::env::var_os("SEKISHO_TEST_FILE") {
        return Ok(Some(file.to_string_lossy().into_owned()));
    }
    off_main_thread(move || {
        let chosen = filtered(window.dialog().file().set_parent(&window), &kinds).blocking_pick_file();
        Ok(chosen.map(|file| file.to_string()))
    })
    .await
}

/// Asks the person where to write a file, with a name to begin with; nothing when they cancel.
#[tauri::command]
pub async fn choose_save(window: WebviewWindow, name: String, kinds: Vec<FileKind>) -> Result<Option<String>, Error> {
    #[cfg(debug_assertions)]
    if let Some(file) = std::env::var_os("SEKISHO_TEST_SAVE") {
        return Ok(Some(file.to_string_lossy().into_owned()));
    }
    off_main_thread(move || {
        let dialog = filtered(window.dialog().file().set_parent(&window), &kinds).set_file_name(name);
        Ok(dialog.blocking_save_file().map(|file| with_ending(file.to_string(), &kinds)))
    })
    .await
}

/// How far the operation under way is; nothing if there is none. Does not wait for the ledger.
#[tauri::command]
pub fn progress(desk: State<'_, Arc<Desk>>) -> Option<ProgressInfo> {
    desk.progress()
}

/// Asks the operation under way to stop; its own call then answers that it was cancelled. Does not wait for the ledger.
#[tauri::command]
pub fn cancel(desk: State<'_, Arc<Desk>>) {
    desk.cancel();
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

/// What this person likes on this computer, and whether there is a tray at all.
#[derive(Serialize)]
pub struct OwnHabits {
    #[serde(flatten)]
    likes: Likes,
    has_tray: bool,
}

/// What this person likes on this computer.
#[tauri::command]
pub fn habits(habits: State<'_, Habits>, tray: State<'_, Tray>) -> OwnHabits {
    OwnHabits { likes: habits.likes(), has_tray: tray.is_there() }
}

/// Likes something else from now on.
#[tauri::command]
pub fn like(habits: State<'_, Habits>, tray: State<'_, Tray>, likes: Likes) -> Result<OwnHabits, Error> {
    Ok(OwnHabits { likes: habits.like(likes)?, has_tray: tray.is_there() })
}

fn filtered<R: Runtime>(dialog: FileDialogBuilder<R>, kinds: &[FileKind]) -> FileDialogBuilder<R> {
    kinds.iter().fold(dialog, |dialog, kind| {
        let endings: Vec<&str> = kind.endings.iter().map(String::as_str).collect();
        dialog.add_filter(&kind.name, &endings)
    })
}

/// Not every system's dialog adds the ending of the chosen kind, and the ending says the format.
fn with_ending(path: String, kinds: &[FileKind]) -> String {
    let mut endings = kinds.iter().flat_map(|kind| &kind.endings);
    let lower = path.to_lowercase();
    if endings.clone().any(|ending| lower.ends_with(&format!(".{ending}"))) {
        return path;
    }
    let Some(ending) = endings.next() else { return path };
    let whole = format!("{path}.{ending}");
    // The dialog asked about writing over `path`, not about this one.
    if Path::new(&whole).exists() { path } else { whole }
}

async fn off_main_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    spawn_blocking(work).await.unwrap_or_else(|error| Err(Error::unexpected(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gets_the_ending_of_its_kind_once() {
        let kinds = [FileKind { name: "Excel".to_owned(), endings: vec!["xlsx".to_owned()] }];
        for (typed, written) in
            [("契約 R8.11.26", "契約 R8.11.26.xlsx"), ("契約.XLSX", "契約.XLSX"), ("契約.xlsx", "契約.xlsx")]
        {
            assert_eq!(with_ending(typed.to_owned(), &kinds), written);
        }
    }

    #[test]
    fn an_ending_never_leads_to_a_file_nobody_was_asked_about() {
        let folder = tempfile::tempdir().unwrap();
        let typed = folder.path().join("台帳").to_string_lossy().into_owned();
        std::fs::write(format!("{typed}.csv"), "").unwrap();
        let kinds = [FileKind { name: "CSV".to_owned(), endings: vec!["csv".to_owned()] }];
        assert_eq!(with_ending(typed.clone(), &kinds), typed);
    }
}
