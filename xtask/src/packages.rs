//! What the operating system has to bring: installed on Debian and its kin, named to the person elsewhere.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{is_there, output, run, seconds, shown};

/// For building and running.
pub const BUILD: &[&str] = &["build-essential", "pkg-config", "perl", "libssl-dev", "libwebkit2gtk-4.1-dev"];

/// For running where no display is.
pub const HEADLESS: &[&str] =
    &["webkit2gtk-driver", "libayatana-appindicator3-1", "xvfb", "xauth", "dbus", "fonts-noto-cjk"];

/// For the tests: browsers, key store, database, and readers of the papers and the calendar files.
pub const TEST: &[&str] = &[
    "chromium",
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "dbus",
    "dbus-x11",
    "gnome-keyring",
    "postgresql",
    "libayatana-appindicator3-1",
    "libreoffice-calc-nogui",
    "libreoffice-writer-nogui",
    "poppler-utils",
    "libxml2-utils",
    "calcurse",
    "fonts-noto-cjk",
];

const ELSEWHERE: &str = "\
This needs, besides Rust and Node 20:
  Windows   Visual Studio Build Tools (C++), the WebView2 runtime (part of Windows 11), Perl (Strawberry) and OpenSSL for developers
  macOS     Xcode command line tools, OpenSSL
  Linux     a C compiler, pkg-config, perl, and the development files of OpenSSL and WebKitGTK 4.1";

/// Installs what is missing; where packages are not Debian's, says what is needed and goes on.
pub fn install(wanted: &[&[&str]]) -> Result<()> {
    let mut wanted: Vec<&str> = wanted.concat();
    wanted.sort_unstable();
    wanted.dedup();
    if !cfg!(target_os = "linux") || !is_there("dpkg-query", "--version") {
        println!("{ELSEWHERE}");
        if cfg!(target_os = "linux") {
            println!("Debian calls the packages: {}", wanted.join(" "));
        }
        return Ok(());
    }
    let missing = missing(&wanted)?;
    if missing.is_empty() {
        println!("all {} packages are there", wanted.len());
        return Ok(());
    }
    let Some(mut update) = as_root(&["apt-get", "update", "-qq"])? else {
        bail!("please install as root, then start this again: apt-get install {}", missing.join(" "));
    };
    println!("installing {}", missing.join(" "));
    if let Err(error) = run(&mut update, seconds(300)) {
        println!("{error:#}; trying with the package lists that are there");
    }
    let words = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"];
    match as_root(&[&words, missing.as_slice()].concat())? {
        Some(mut install) => run(&mut install, seconds(1500)),
        None => Ok(()),
    }
}

/// Node and npm, new enough.
pub fn check_node() -> Result<()> {
    let told = output(Command::new("node").arg("--version"))
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        .unwrap_or_default();
    let major = told.trim_start_matches('v').split('.').next().and_then(|number| number.parse::<u32>().ok());
    match major {
        Some(20..) if is_there(crate::ui::NPM, "--version") => Ok(()),
        Some(20..) => bail!("npm is missing; it comes with Node"),
        Some(_) => bail!("Node {told} is too old: 20 or newer is needed"),
        None => bail!("Node is missing: 20 or newer is needed"),
    }
}

fn missing<'a>(wanted: &[&'a str]) -> Result<Vec<&'a str>> {
    let told = output(Command::new("dpkg-query").args(["-W", "-f", "${Package} ${db:Status-Status}\n"]).args(wanted))?;
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let there = |name: &str| told.lines().any(|line| line == format!("{name} installed"));
    Ok(wanted.iter().copied().filter(|name| !there(name)).collect())
}

/// The command as root: directly, or through sudo; nothing where neither is possible.
fn as_root(words: &[&str]) -> Result<Option<Command>> {
    let id = String::from_utf8_lossy(&output(Command::new("id").arg("-u"))?.stdout).trim().to_owned();
    let mut command = if id == "0" {
        Command::new("env")
    } else if is_there("sudo", "--version") {
        let mut sudo = Command::new("sudo");
        sudo.arg("env");
        sudo
    } else {
        return Ok(None);
    };
    command.arg("DEBIAN_FRONTEND=noninteractive").args(words);
    println!("{}", shown(&command));
    Ok(Some(command))
}
