//! The icon in the tray and the notifications: what falls due for whoever works here, at the start, when the day changes, and
//! whenever something new is to be told; once for each moment, which the ledger remembers. A notification that is clicked
//! opens the record, or the list; so does a line of the menu. What is due and what it is called is the ledger's.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use ledger::date::{NaiveDate, NaiveTime};
use ledger::due::{DueNews, DueNewsShown};
use ledger::wording::text;
use tauri::menu::{Menu, MenuBuilder, MenuItemBuilder};
use tauri::tray::{TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{App, AppHandle, Emitter, Manager, Wry};

use crate::desk::Desk;
use crate::show;

/// The event that tells the pages which place to show.
pub const PLACE: &str = "place";

/// How often it is looked whether something is to be told.
const LOOK: Duration = Duration::from_secs(300);
/// A new day is told of from this hour on, when somebody may be there.
const HOUR: u32 = 8;
/// The longest line of the menu.
const LINE: usize = 60;

/// Whether there is an icon in the tray; without one the window is never hidden.
pub struct Tray(Option<TrayIcon<Wry>>);

impl Tray {
    /// Whether there is one.
    pub fn is_there(&self) -> bool {
        self.0.is_some()
    }
}

/// Puts the icon into the tray, and looks from now on what is to be told.
pub fn start(app: &App, desk: &Arc<Desk>) {
    // The library for trays ends the program where the system has none; a tray is no reason to end.
    let made = catch_unwind(AssertUnwindSafe(|| icon(app)));
    let tray = match made {
        Ok(Ok(tray)) => Some(tray),
        Ok(Err(error)) => {
            tracing::warn!(%error, "no tray");
            None
        }
        Err(_) => {
            tracing::warn!("no tray: the system has no library for it");
            None
        }
    };
    app.manage(Tray(tray));
    let (app, desk) = (app.handle().clone(), Arc::clone(desk));
    thread::spawn(move || watch(&app, &desk));
}

fn icon(app: &App) -> tauri::Result<TrayIcon<Wry>> {
    let menu = menu(app.handle(), &DueNews::default(), &|key| text(ledger::wording::Lang::default(), key, &[]))?;
    let builder = TrayIconBuilder::with_id("sekisho").tooltip("Sekisho").menu(&menu);
    let builder = match app.default_window_icon() {
        Some(icon) => builder.icon(icon.clone()),
        None => builder,
    };
    builder
        .show_menu_on_left_click(false)
        .on_menu_event(|app, event| match event.id().as_ref() {
            "open" => show(app),
            "quit" => app.exit(0),
            place => open(app, place),
        })
        .on_tray_icon_event(|tray, event| {
            if matches!(event, TrayIconEvent::DoubleClick { .. }) {
                show(tray.app_handle());
            }
        })
        .build(app)
}

/// The window, the dates, the list, the end. The id of a line is the place that it opens.
fn menu(app: &AppHandle, news: &DueNews, word: &dyn Fn(&str) -> String) -> tauri::Result<Menu<Wry>> {
    let item = |id: &str, text: String| MenuItemBuilder::with_id(id, text).build(app);
    let summary = if news.open == 0 { word("news.tray.none") } else { news.summary.clone() };
    let head = MenuItemBuilder::with_id("summary", summary).enabled(false).build(app)?;
    let mut menu = MenuBuilder::new(app).item(&item("open", word("news.tray.open"))?).separator().item(&head);
    for line in &news.lines {
        menu = menu.item(&item(&line.place, short(&line.text))?);
    }
    menu.item(&item("/due", word("news.tray.due"))?).separator().item(&item("quit", word("news.tray.quit"))?).build()
}

fn short(line: &str) -> String {
    if line.chars().count() <= LINE {
        return line.to_owned();
    }
    line.chars().take(LINE - 1).chain(['…']).collect()
}

/// Brings the window to the front at a place.
pub fn open(app: &AppHandle, place: &str) {
    show(app);
    if let Err(error) = app.emit(PLACE, place) {
        tracing::warn!(%error, "the window could not be led");
    }
}

/// Looks again and again; a new day waits until somebody may be there.
fn watch(app: &AppHandle, desk: &Desk) {
    let mut told_on = None;
    loop {
        let (day, time) = ledger::date::now();
        if is_time(told_on, day, time) {
            match desk.news() {
                Ok(news) => {
                    told_on = Some(day);
                    update(app, desk, &news);
                    if news.id.is_some() {
                        notify(app, desk, news);
                    }
                }
                // A ledger that cannot be opened is explained in the window.
                Err(error) => tracing::info!(codes = %error, "nothing to tell"),
            }
        }
        thread::sleep(LOOK);
    }
}

/// At the start, and on the same day whenever something is new; on a new day from its hour on.
fn is_time(told_on: Option<NaiveDate>, day: NaiveDate, time: NaiveTime) -> bool {
    told_on.is_none_or(|told| told == day) || NaiveTime::from_hms_opt(HOUR, 0, 0).is_some_and(|hour| time >= hour)
}

/// Shows in the tray how it stands.
fn update(app: &AppHandle, desk: &Desk, news: &DueNews) {
    let lang = desk.lang();
    let (handle, news) = (app.clone(), news.clone());
    let shown = app.run_on_main_thread(move || {
        let Some(tray) = handle.try_state::<Tray>() else { return };
        let Some(icon) = &tray.0 else { return };
        let word = |key: &str| text(lang, key, &[]);
        let tooltip = if news.open == 0 { word("news.tray.none") } else { news.summary.clone() };
        let done = menu(&handle, &news, &word)
            .and_then(|menu| icon.set_menu(Some(menu)))
            .and_then(|()| icon.set_tooltip(Some(&tooltip)))
            .and_then(|()| icon.set_title((news.overdue > 0).then(|| news.overdue.to_string())));
        if let Err(error) = done {
            tracing::warn!(%error, "the tray could not be changed");
        }
    });
    if let Err(error) = shown {
        tracing::warn!(%error, "the tray could not be reached");
    }
}

/// Shows a notification and waits beside everything else for whether it is clicked.
fn notify(app: &AppHandle, desk: &Desk, news: DueNews) {
    let mut notification = notify_rust::Notification::new();
    notification.appname("Sekisho").summary(&news.title).body(&news.body).auto_icon();
    notification.action("default", &text(desk.lang(), "news.action.open", &[]));
    #[cfg(windows)]
    notification.app_id(&app.config().identifier);
    let shown = notification.show();
    if let Err(error) = &shown {
        tracing::warn!(%error, "a notification could not be shown");
    }
    let id = news.id.unwrap_or_default();
    if let Err(error) = desk.news_shown(DueNewsShown { id, shown: shown.is_ok() }) {
        tracing::warn!(codes = %error, "a notification could not be logged");
    }
    let Ok(handle) = shown else { return };
    let (app, place) = (app.clone(), news.place);
    thread::spawn(move || {
        #[cfg(not(target_os = "macos"))]
        handle.wait_for_action(|action| {
            if action == "default" {
                open(&app, &place);
            }
        });
        #[cfg(target_os = "macos")]
        let _ = (handle, app, place);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_day_is_told_of_when_somebody_may_be_there() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let at = |text: &str| text.parse::<NaiveTime>().unwrap();
        let (monday, tuesday) = (day("2026-11-30"), day("2026-12-01"));
        assert!(is_time(None, monday, at("00:10:00")), "the program was started now");
        assert!(is_time(Some(monday), monday, at("23:00:00")));
        assert!(!is_time(Some(monday), tuesday, at("07:59:59")));
        assert!(is_time(Some(monday), tuesday, at("08:00:00")));
    }

    #[test]
    fn a_line_of_the_menu_has_an_end() {
        assert_eq!(short("短い"), "短い");
        assert_eq!(short(&"長".repeat(61)).chars().count(), 60);
    }
}
