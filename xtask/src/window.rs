//! A display that nobody sees, for the real window.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::process::{bound, seconds, wait};

/// Whether a person can see windows here.
pub fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()))
}

/// A running virtual display; it ends when this is dropped, and what shows on it ends with it.
pub struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    /// Starts it on a number nobody uses.
    pub fn start(log: &Path) -> Result<Self> {
        let mut command = bound("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1440x1000x24", "-nolisten", "tcp"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(File::create(log)?);
        let mut server = command.spawn().context("cannot start Xvfb")?;
        let mut number = String::new();
        if let Some(told) = server.stdout.take() {
            BufReader::new(told).read_line(&mut number)?;
        }
        let screen = Self { server, name: format!(":{}", number.trim()) };
        if number.trim().is_empty() {
            bail!("Xvfb gave no display, see {}", log.display());
        }
        let socket = Path::new("/tmp/.X11-unix").join(format!("X{}", number.trim()));
        wait("the display", seconds(20), || socket.exists())?;
        Ok(screen)
    }

    /// A command whose windows appear here, inside a session bus of its own.
    pub fn command(&self, runtime: &Path, program: &Path) -> Command {
        let mut command = bound("dbus-run-session");
        command.arg("--").arg(program);
        command
            .env("DISPLAY", &self.name)
            .env("XDG_RUNTIME_DIR", runtime)
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY");
        command
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
