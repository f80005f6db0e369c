//! Everything a change has to pass, in the order of cost: formatting, the pages, the crates, the real window.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::files::{Scratch, folder};
use crate::place::Place;
use crate::postgres::Postgres;
use crate::process::{run as run_to_end, seconds};
use crate::steps::Steps;
use crate::window::Screen;
use crate::{packages, run, ui};

/// Runs the words behind it beside a keyring that takes the first line of its input as the password of a new, empty one.
const WITH_KEYRING: &str = r#"
printf 'throwaway\n' | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
keyring=$!
trap 'kill $keyring' EXIT
until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
    org.freedesktop.DBus.GetNameOwner string:org.freedesktop.secrets >/dev/null 2>&1; do
    kill -0 $keyring || exit 3
    sleep 0.1
done
"$@"
"#;

/// What building and testing need.
pub fn set_up(place: &Place) -> Result<()> {
    packages::install(&[packages::BUILD, packages::TEST])?;
    packages::check_node()?;
    ui::install(place)
}

/// All checks and tests, or the steps with a word in their name; the table at the end says what failed.
pub fn test(place: &Place, only: Option<String>) -> Result<()> {
    let mut steps = Steps::new(only);
    let logs = folder(place.out().join("logs"))?;
    steps.first("set-up", || set_up(place))?;
    steps.then("formatting", || run_to_end(&mut place.cargo(&["fmt", "--all", "--check"]), seconds(120)));
    // The window's crate holds the built pages: nothing compiles without them.
    steps.first("pages: build", || ui::task(place, "build", seconds(600)))?;
    steps.then("pages: types and style", || ui::task(place, "check", seconds(300)));
    steps.then("pages: tests", || ui::task(place, "test", seconds(600)));
    steps.then("clippy", || {
        let words = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
        run_to_end(&mut place.cargo(&words), seconds(2400))
    });
    let server = if cfg!(target_os = "linux") {
        steps.attempt("crates: PostgreSQL", || Postgres::start(&logs.join("postgres.log")))
    } else {
        steps.skip("crates: PostgreSQL", "it is only started on Linux");
        None
    };
    steps.then("crates: tests", || crates(place, server.as_ref()));
    drop(server);
    steps.then("pages: in a browser", || ui::task(place, "e2e", seconds(2400)));
    if cfg!(target_os = "linux") {
        steps.then("window", || window(place, &logs));
    } else {
        steps.skip("window", "it is only driven on Linux");
    }
    steps.finish()
}

fn crates(place: &Place, server: Option<&Postgres>) -> Result<()> {
    let mut test = place.cargo(&["test", "--locked", "--workspace"]);
    if let Some(server) = server {
        test.env("SEKISHO_TEST_POSTGRES", &server.url);
    }
    run_to_end(&mut test, seconds(3600))
}

/// The real window on a display nobody sees, inside a session of its own with an own keyring.
fn window(place: &Place, logs: &Path) -> Result<()> {
    run::build(place)?;
    let runtime = Scratch::private("runtime")?;
    let home = Scratch::private("home")?;
    let screen = Screen::start(&logs.join("xvfb.log"))?;
    let cargo = place.cargo(&["test", "--locked", "-p", "sekisho-tests", "--test", "window"]);
    let mut test = screen.command(runtime.path(), Path::new("sh"));
    test.args(["-c", WITH_KEYRING, "sh"]).arg(cargo.get_program()).args(cargo.get_args()).current_dir(&place.root);
    copy_environment(&cargo, &mut test);
    test.env("XDG_DATA_HOME", home.path())
        .env("SEKISHO_WEBDRIVER", "WebKitWebDriver")
        .env("SEKISHO_DESKTOP", place.program("sekisho-desktop"))
        .env("SEKISHO_CLI", place.program("sekisho"))
        .env("SEKISHO_PICTURES", folder(place.out().join("e2e"))?);
    run_to_end(&mut test, seconds(1200))
}

fn copy_environment(from: &Command, to: &mut Command) {
    for (name, value) in from.get_envs() {
        match value {
            Some(value) => to.env(name, value),
            None => to.env_remove(name),
        };
    }
}
