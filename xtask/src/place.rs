//! Where things are: the sources, what is built from them, and what is written for people to look at.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The folders of this checkout.
pub struct Place {
    /// The workspace.
    pub root: PathBuf,
    /// Cargo's target folder, wherever it was put.
    pub target: PathBuf,
}

impl Place {
    /// The checkout this program was built from.
    pub fn find() -> Result<Self> {
        let xtask = std::env::var_os("CARGO_MANIFEST_DIR").context("start this as `cargo xtask`")?;
        let root = Path::new(&xtask).parent().context("xtask has no folder above it")?.to_owned();
        let program = std::env::current_exe().context("cannot find this program")?;
        let target = program.ancestors().nth(2).context("this program is not in a target folder")?.to_owned();
        Ok(Self { root, target })
    }

    /// The folder with the pages.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// The folder for what people look at.
    pub fn out(&self) -> PathBuf {
        self.root.join("out")
    }

    /// A built program of the workspace.
    pub fn program(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// Cargo, without what the outer cargo told this program about itself: some build scripts would run again for it.
    pub fn cargo(&self, words: &[&str]) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        for (name, _) in std::env::vars_os() {
            if told_by_cargo(&name) {
                cargo.env_remove(name);
            }
        }
        cargo.args(words).current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        cargo
    }
}

fn told_by_cargo(name: &OsString) -> bool {
    let name = name.to_string_lossy();
    name == "CARGO_BIN_NAME"
        || name == "CARGO_CRATE_NAME"
        || name == "CARGO_PRIMARY_PACKAGE"
        || name.starts_with("CARGO_PKG_")
        || name.starts_with("CARGO_MANIFEST_")
}
