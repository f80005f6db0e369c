//! Folders for one run only, and names that every system accepts.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A folder that is removed when the work is over.
pub struct Scratch(PathBuf);

impl Scratch {
    /// A new empty folder in the system's place for such.
    pub fn new(name: &str) -> Result<Self> {
        let path = std::env::temp_dir().join(format!("sekisho-{name}-{}", std::process::id()));
        std::fs::create_dir(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self(path))
    }

    /// One that only this account may enter, as a session's runtime folder has to be.
    pub fn private(name: &str) -> Result<Self> {
        let scratch = Self::new(name)?;
        #[cfg(unix)]
        std::fs::set_permissions(&scratch.0, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        Ok(scratch)
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Makes a folder, unless it is there.
pub fn folder(path: PathBuf) -> Result<PathBuf> {
    std::fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
    Ok(path)
}

/// A text as the name of a file or folder.
pub fn name_from(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || "<>:\"/\\|?*".contains(c) { '_' } else { c }).collect()
}
