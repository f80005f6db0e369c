//! Papers in a folder that a person chose: names that Windows allows, and never over another file.
//! What is written is decided by whoever calls.

use std::path::{Path, PathBuf};

use crate::problem::{Error, Problem};

/// Makes the folder, if it is not there.
///
/// # Errors
/// `folder_unwritable` with the folder.
pub fn make(folder: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))
}

/// Writes a file under this name, or with a number where the name is taken by other content; whole or not at all.
///
/// # Errors
/// `folder_unwritable` with the folder, `disk_full`.
pub fn write_beside(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
    beside(folder, name, bytes).map_err(|error| unwritable(folder, &error))
}

/// Writes a paper as a Word file, as `write_beside` does; gives its path.
///
/// # Errors
/// As `write_beside`.
pub fn write_paper(folder: &Path, name: &str, paper: &paper::Paper) -> Result<String, Error> {
    let bytes = paper::to_docx(paper).map_err(Error::unexpected)?;
    Ok(write_beside(folder, name, &bytes)?.to_string_lossy().into_owned())
}

/// A part of a file name without what Windows refuses.
pub fn legal_name(stem: &str) -> String {
    let legal = |c: char| {
        let refused = c.is_control() || matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
        if refused { '_' } else { c }
    };
    let name: String = stem.chars().map(legal).collect();
    name.trim().trim_end_matches(['.', ' ']).to_owned()
}

/// The name of a Word file from its parts, each at most so many characters long; empty ones are left out. Short enough for the
/// paths of Windows.
pub fn paper_name<const N: usize>(parts: [(&str, usize); N]) -> String {
    let start = |(text, most): (&str, usize)| text.chars().take(most).collect::<String>();
    let stem: Vec<String> = parts.map(start).into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.docx", legal_name(&stem.join("_")))
}

fn unwritable(folder: &Path, error: &std::io::Error) -> Error {
    let code = if error.kind() == std::io::ErrorKind::StorageFull { "disk_full" } else { "folder_unwritable" };
    Problem::new(code).with("path", folder.display()).with("detail", error).into()
}

fn beside(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    for number in 1.. {
        let candidate = if number == 1 { name.to_owned() } else { format!("{stem} ({number}).{ending}") };
        let path = folder.join(candidate);
        match std::fs::read(&path) {
            Ok(found) if found == bytes => return Ok(path),
            Ok(_) => continue,
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => continue,
            Err(_) => {}
        }
        let partial = folder.join(format!("~{}.tmp", uuid::Uuid::now_v7()));
        let done = std::fs::write(&partial, bytes).and_then(|()| std::fs::rename(&partial, &path));
        if let Err(error) = done {
            // The cause is reported; a partial file that cannot be removed either is the lesser trouble.
            let _ = std::fs::remove_file(&partial);
            return Err(error);
        }
        return Ok(path);
    }
    Err(std::io::Error::other("no free name"))
}
