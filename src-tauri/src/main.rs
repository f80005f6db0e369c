//! The desktop: one window on one ledger. It forwards the pages' commands and decides nothing itself;
//! what can be done stands in `ledger::commands`, and the command line can do the same.
//! Deliberately not here: any network connection, an updater, telemetry.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod calls;
mod desk;
mod habits;
mod log;
mod tray;

use std::error::Error;
use std::sync::Arc;

use ledger::Target;
use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Manager, Url, WebviewWindowBuilder, Window, WindowEvent};
use tauri_plugin_window_state::StateFlags;

use crate::arguments::Arguments;
use crate::desk::{Desk, Place};
use crate::habits::Habits;
use crate::tray::Tray;

fn main() -> tauri::Result<()> {
    let arguments = Arguments::read(std::env::args_os().skip(1));
    let mut builder = tauri::Builder::default();
    if matches!(&arguments, Ok(arguments) if arguments.ledger.is_none()) {
        // Two windows on a person's own ledger are one too many; a ledger named on the command line is opened as asked.
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| show(app)));
    }
    let kept = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::default().with_state_flags(kept).build())
        .invoke_handler(tauri::generate_handler![
            calls::startup,
            calls::recover,
            calls::call,
            calls::choose_folder,
            calls::choose_file,
            calls::choose_save,
            calls::progress,
            calls::cancel,
            calls::open_path,
            calls::habits,
            calls::like
        ])
        .on_window_event(leave_in_tray)
        .setup(move |app| set_up(app, arguments))
        .run(tauri::generate_context!())
}

fn set_up(app: &mut App, arguments: Result<Arguments, ledger::Error>) -> Result<(), Box<dyn Error>> {
    let own = Target::default_path();
    log::start(&own.with_file_name("logs"));
    tracing::info!(version = %app.package_info().version, "started");
    let said = arguments.as_ref().cloned().unwrap_or_default();
    let desk = Arc::new(Desk::new(arguments.map(|arguments| Place::of(arguments, &own))));
    app.manage(Arc::clone(&desk));
    app.manage(Habits::new(&own.with_file_name("habits.json"), &said));
    tray::start(app, &desk);
    open_window(app, said.tray && app.state::<Tray>().is_there())?;
    Ok(())
}

/// The pages may not lead the window elsewhere: every other address stays unopened.
fn open_window(app: &App, hidden: bool) -> Result<(), Box<dyn Error>> {
    let config = app.config().app.windows.first().ok_or("tauri.conf.json names no window")?;
    WebviewWindowBuilder::from_config(app, config)?
        .visible(!hidden)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    Ok(())
}

/// Closing the window leaves the program in the tray, where this person likes that and there is one.
fn leave_in_tray(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    if window.state::<Habits>().stays_in_tray() && window.state::<Tray>().is_there() {
        api.prevent_close();
        if let Err(error) = window.hide() {
            tracing::warn!(%error, "the window could not be hidden");
        }
    }
}

fn is_own_page(url: &Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

fn show(app: &AppHandle) {
    for window in app.webview_windows().values() {
        let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "the window could not be brought to the front");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_pages_are_shown() {
        for (url, own) in [
            ("tauri://localhost/index.html#/contract", true),
            ("http://tauri.localhost/", true),
            ("https://elsewhere.example/", false),
            ("http://tauri.localhost.example/", false),
            ("file:///etc/hosts", false),
        ] {
            assert_eq!(is_own_page(&url.parse().unwrap()), own, "{url}");
        }
    }
}
