//! The icon in the tray and the notification, seen by a desktop that this file plays on the session's bus: what falls due is
//! notified once, a click on it and a line of the menu open the record, and closing the window leaves the program there if
//! this person likes that.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use zbus::blocking::{Connection, Proxy, connection::Builder};
use zbus::message::Header;
use zbus::zvariant::OwnedValue;

use super::desktop::{Home, Programs};
use super::new_ledger;

const TITLE: &str = "通知を確かめる業務委託";

/// A notification: title, text, actions.
type Notice = (String, String, Vec<String>);

/// The notification daemon of this desktop.
struct Notices(Arc<Mutex<Vec<Notice>>>);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Notices {
    #[allow(clippy::too_many_arguments, reason = "as the specification has it")]
    fn notify(
        &self,
        _name: String,
        _replaces: u32,
        _icon: String,
        title: String,
        text: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        let mut notices = self.0.lock().unwrap();
        notices.push((title, text, actions));
        notices.len() as u32
    }

    fn close_notification(&self, _id: u32) {}

    fn get_capabilities(&self) -> Vec<String> {
        vec!["actions".to_owned(), "body".to_owned()]
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let text = |text: &str| text.to_owned();
        (text("test"), text("sekisho"), text("1"), text("1.2"))
    }
}

/// The tray of this desktop: who put an icon there, and where its description is.
struct Watcher(Arc<Mutex<Vec<(String, String)>>>);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, place: String, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        self.0.lock().unwrap().push((sender, place));
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.0.lock().unwrap().iter().map(|(sender, place)| format!("{sender}{place}")).collect()
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

/// A desktop with a tray and notifications, on the bus of this session.
struct Desktop {
    bus: Connection,
    notices: Arc<Mutex<Vec<Notice>>>,
    icons: Arc<Mutex<Vec<(String, String)>>>,
}

impl Desktop {
    fn new() -> Self {
        // A machine may have a notification daemon of its own, which the first notification started on this bus.
        let session = Connection::session().unwrap();
        let bus = zbus::blocking::fdo::DBusProxy::new(&session).unwrap();
        let owner = || bus.get_connection_unix_process_id("org.freedesktop.Notifications".try_into().unwrap()).ok();
        if let Some(daemon) = owner() {
            assert!(std::process::Command::new("kill").arg(daemon.to_string()).status().unwrap().success());
            wait("the end of the other daemon", || owner().is_none().then_some(()));
        }
        let (notices, icons) = (Arc::<Mutex<Vec<Notice>>>::default(), Arc::<Mutex<Vec<_>>>::default());
        let bus = Builder::session()
            .unwrap()
            .serve_at("/org/freedesktop/Notifications", Notices(Arc::clone(&notices)))
            .unwrap()
            .serve_at("/StatusNotifierWatcher", Watcher(Arc::clone(&icons)))
            .unwrap()
            .name("org.freedesktop.Notifications")
            .unwrap()
            .name("org.kde.StatusNotifierWatcher")
            .unwrap()
            .build()
            .unwrap();
        Self { bus, notices, icons }
    }

    /// The notification that contains this, with its id, as soon as it is there; windows of other tests notify here too.
    fn notice(&self, words: &str) -> (u32, Notice) {
        wait("a notification", || {
            let notices = self.notices.lock().unwrap();
            let at = notices.iter().position(|(_, text, _)| text.contains(words))?;
            Some((u32::try_from(at).unwrap() + 1, notices[at].clone()))
        })
    }

    /// A person clicks on a notification.
    fn click(&self, id: u32) {
        let place = "/org/freedesktop/Notifications";
        self.bus
            .emit_signal(None::<&str>, place, "org.freedesktop.Notifications", "ActionInvoked", &(id, "default"))
            .unwrap();
    }

    fn menu(&self) -> Proxy<'static> {
        let (sender, place) = wait("an icon in the tray", || self.icons.lock().unwrap().last().cloned());
        let icon = Proxy::new(&self.bus, sender.clone(), place, "org.kde.StatusNotifierItem").unwrap();
        let menu: zbus::zvariant::OwnedObjectPath = icon.get_property("Menu").unwrap();
        Proxy::new(&self.bus, sender, menu, "com.canonical.dbusmenu").unwrap()
    }

    /// The lines of the icon's menu with their ids.
    fn lines(&self) -> Vec<(i32, String)> {
        let names: Vec<String> = Vec::new();
        type Layout = (u32, (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>));
        let (_, (_, _, lines)): Layout = self.menu().call("GetLayout", &(0, -1, names)).unwrap();
        let line = |value: OwnedValue| {
            let (id, about, _): (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>) = value.try_into().unwrap();
            let label = about.get("label").and_then(|label| String::try_from(label.clone()).ok());
            (id, label.unwrap_or_default().replace("__", "_"))
        };
        lines.into_iter().map(line).collect()
    }

    /// A person chooses the line of the menu that contains this.
    fn choose(&self, words: &str) {
        let id = wait(words, || self.lines().into_iter().find(|(_, line)| line.contains(words))).0;
        let nothing = zbus::zvariant::Value::from(0_i32);
        self.menu().call::<_, _, ()>("Event", &(id, "clicked", nothing, 0_u32)).unwrap();
    }
}

fn wait<T>(what: &str, look: impl Fn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{what} did not come");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn what_falls_due_is_notified_once_and_opens_from_the_notification_and_from_the_tray() {
    let Some(programs) = Programs::told() else { return };
    let home = Home::new();
    let ledger = new_ledger(&programs, &home);
    let ask = |name: &str, request: Value| -> Value {
        let told = programs.sekisho(&home, &ledger, &["--json", "call", name, &request.to_string()]);
        serde_json::from_slice(&told.stdout).unwrap()
    };
    let off = ["RM-03", "RM-14", "RM-16", "RM-22", "RM-23"];
    ask("reminder_save", json!({"off": off, "changed": {}, "own": [], "revision": 0}));
    // The window asks the clock.
    let today: ledger::date::NaiveDate = ask("status", json!({}))["today"].as_str().unwrap().parse().unwrap();
    let ends_on = (today + chrono::Days::new(10)).to_string();
    let draft = json!({"title": TITLE, "starts_on": "R2.4.1", "ends_on": ends_on, "auto_renewal": false,
        "facts": {"handles_info_asset": false, "handles_personal_info": false}});
    let id = ask("contract_save", json!({"draft": draft}))["contract"]["id"].as_str().unwrap().to_owned();

    let desktop = Arc::new(Desktop::new());
    let seen = Arc::clone(&desktop);
    let place = format!("#/contract/{id}");
    programs.tell(&home, &ledger, "tell", async move |window| {
        window.find("nav-home").await;
        let (id, (title, text, actions)) = beside(&seen, |desktop| desktop.notice(TITLE)).await;
        assert_eq!(title, "期限のお知らせ　1件");
        assert!(text.contains("契約満了") && text.contains(TITLE), "{text}");
        assert_eq!(actions.first().map(String::as_str), Some("default"));
        // Nobody clicks before a notification is drawn; the program listens once its call was answered.
        tokio::time::sleep(Duration::from_secs(1)).await;
        beside(&seen, move |desktop| desktop.click(id)).await;
        let at = |place: String| move |now: &Value| now.as_str() == Some(place.as_str());
        window.until("the record", "return location.hash", at(place.clone())).await;
        window.shows(TITLE).await;
        window.picture("1-from-the-notification").await;

        window.go("/settings").await;
        window.press("tray-on").await;
        window.picture("2-settings").await;
        beside(&seen, |desktop| desktop.choose(TITLE)).await;
        window.until("the record", "return location.hash", at(place)).await;
        let lines: Vec<String> = beside(&seen, Desktop::lines).await.into_iter().map(|(_, line)| line).collect();
        assert!(lines.iter().any(|line| line.starts_with("超過0件・7日以内0件・案内中1件")), "{lines:?}");
        beside(&seen, |desktop| desktop.choose("期限一覧")).await;
        window.until("the list", "return location.hash", |now| now.as_str() == Some("#/due")).await;
        window.picture("3-from-the-tray").await;
    });
    // Another start of the program tells nothing that was told.
    programs.tell(&home, &ledger, "tell-again", async move |window| {
        window.find("nav-home").await;
        tokio::time::sleep(Duration::from_secs(3)).await;
    });
    let about = |(_, text, _): &&Notice| text.contains(TITLE);
    assert_eq!(desktop.notices.lock().unwrap().iter().filter(about).count(), 1);
    let log = ask("due_told", json!({}));
    assert_eq!((&log["total"], &log["digests"][0]["outcome"]), (&json!(1), &json!("told")), "{log:#}");
    assert_eq!(log["digests"][0]["channel"], "desktop");
}

/// Asks the desktop beside the window's own work.
async fn beside<T: Send + 'static>(desktop: &Arc<Desktop>, ask: impl FnOnce(&Desktop) -> T + Send + 'static) -> T {
    let desktop = Arc::clone(desktop);
    tokio::task::spawn_blocking(move || ask(&desktop)).await.unwrap()
}
