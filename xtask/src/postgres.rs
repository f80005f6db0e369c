//! A PostgreSQL server that lives as long as the tests: own folder, own port, only on this machine.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::files::Scratch;
use crate::process::{Background, output, run, seconds, wait};

/// The running server; it stops and its folder goes when this is dropped.
pub struct Postgres {
    /// Where the tests find it; each makes its own database there.
    pub url: String,
    // Order matters: the server stops before its folder is removed.
    _server: Background,
    _folder: Scratch,
}

impl Postgres {
    /// Makes and starts it.
    pub fn start(log: &Path) -> Result<Self> {
        let programs = programs().context("no PostgreSQL server is installed")?;
        let folder = Scratch::new("postgres")?;
        let data = folder.path().join("data");
        let is_root = output(Command::new("id").arg("-u"))?.stdout.starts_with(b"0\n");
        if is_root {
            run(Command::new("chown").arg("postgres:postgres").arg(folder.path()), seconds(10))?;
        }
        // PostgreSQL refuses to run as root.
        let as_server = |program: &str| {
            let mut command = Command::new("setpriv");
            if is_root {
                command.args(["--reuid", "postgres", "--regid", "postgres", "--init-groups"]);
            }
            command.args(["--pdeathsig", "INT", "--"]).arg(programs.join(program)).current_dir(folder.path());
            command
        };
        let mut make = as_server("initdb");
        make.args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync", "-D"]).arg(&data);
        let made = output(&mut make)?;
        if !made.status.success() {
            bail!("initdb: {}", String::from_utf8_lossy(&made.stderr));
        }
        let port = free_port()?;
        let mut serve = as_server("postgres");
        serve.arg("-D").arg(&data).arg("-k").arg(folder.path()).args(["-h", "127.0.0.1", "-p", &port.to_string()]);
        serve.args(["-c", "fsync=off", "-c", "max_connections=200"]);
        let mut server = Background::start(serve, log)?;
        wait("PostgreSQL", seconds(60), || {
            server.has_ended()
                || TcpStream::connect_timeout(&([127, 0, 0, 1], port).into(), Duration::from_secs(1)).is_ok()
        })?;
        if server.has_ended() {
            bail!("PostgreSQL ended at once, see {}", log.display());
        }
        Ok(Self { url: format!("postgres://postgres@127.0.0.1:{port}/postgres"), _server: server, _folder: folder })
    }
}

/// The folder with `initdb` and `postgres`: the newest of Debian's, which are not on the search path.
fn programs() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|e| e.path().join("bin")).collect();
    folders.retain(|folder| folder.join("initdb").exists());
    folders.sort();
    folders.pop()
}

/// A port nobody listens on.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
