//! The Codes that the program carries, and Codes read from a folder.

use std::collections::BTreeSet;
use std::path::Path;

use procedure::Rulebook;
use procedure::rulebook::SourceFile;

use crate::failure::Failure;

static CARRIED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/codes.rs"));

/// The files of one Code.
#[derive(Debug, Clone)]
pub struct CodeFiles {
    /// The folder that they come from, as sentences name it.
    home: String,
    files: Vec<SourceFile>,
}

/// The ids of the Codes that the program carries.
#[must_use]
pub fn carried() -> Vec<&'static str> {
    let ids: BTreeSet<&str> = CARRIED.iter().filter_map(|(path, _)| path.split('/').next()).collect();
    ids.into_iter().collect()
}

/// The ids of the Codes in a folder: its folders that hold a `code.toml`.
///
/// # Errors
/// The folder cannot be read.
pub fn ids_in(folder: &Path) -> Result<Vec<String>, Failure> {
    let cannot = |error: std::io::Error| Failure::new(format!("{} cannot be read: {error}", folder.display()));
    let mut ids = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        if entry.path().join("code.toml").is_file() {
            ids.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    ids.sort();
    Ok(ids)
}

impl CodeFiles {
    /// A Code that the program carries, by its id.
    ///
    /// # Errors
    /// It carries no such Code; the sentence lists those it does.
    pub fn carried(id: &str) -> Result<Self, Failure> {
        let prefix = format!("{id}/");
        let files: Vec<SourceFile> = CARRIED
            .iter()
            .filter_map(|(path, text)| Some((path.strip_prefix(&prefix)?, text)))
            .map(|(path, text)| SourceFile { path: path.to_owned(), text: (*text).to_owned() })
            .collect();
        if files.is_empty() {
            let known = carried().join(", ");
            return Err(Failure::new(format!(
                "there is no Code `{id}`; this program carries {known}, and reads a folder given with --codes"
            )));
        }
        Ok(Self { home: id.to_owned(), files })
    }

    /// A Code in a folder that holds one folder for each Code.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read.
    pub fn in_folder(folder: &Path, id: &str) -> Result<Self, Failure> {
        let base = folder.join(id);
        if !base.join("code.toml").is_file() {
            return Err(Failure::new(format!(
                "{} holds no Code `{id}`; give --codes a folder with a folder for each Code, in which code.toml stands",
                folder.display()
            )));
        }
        let mut files = Vec::new();
        read_folder(&base, "", &mut files)?;
        Ok(Self { home: base.display().to_string(), files })
    }

    /// The Code's rules with all that belongs to them.
    ///
    /// # Errors
    /// A file cannot be read; the sentence names file and line.
    pub fn rulebook(&self) -> Result<Rulebook, Failure> {
        Rulebook::load(&self.files).map_err(|error| Failure::new(format!("{}/{error}", self.home)))
    }

    /// The Code's documents, in markup.
    #[must_use]
    pub fn documents(&self) -> Vec<String> {
        let texts = self.files.iter().filter(|file| file.path.starts_with("text/") && file.path.ends_with(".txt"));
        texts.map(|file| file.text.clone()).collect()
    }

    /// The story that a demonstration plays into the register.
    #[must_use]
    pub fn demonstration(&self) -> Option<&str> {
        self.files.iter().find(|file| file.path == "demonstration.toml").map(|file| file.text.as_str())
    }
}

fn read_folder(base: &Path, below: &str, files: &mut Vec<SourceFile>) -> Result<(), Failure> {
    let folder = base.join(below);
    let cannot = |error: std::io::Error| Failure::new(format!("{} cannot be read: {error}", folder.display()));
    let mut entries: Vec<_> = std::fs::read_dir(&folder).map_err(cannot)?.collect::<Result<_, _>>().map_err(cannot)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        if entry.path().is_dir() {
            read_folder(base, &path, files)?;
        } else if path.ends_with(".toml") || path.ends_with(".txt") {
            let text = std::fs::read_to_string(entry.path())
                .map_err(|error| Failure::new(format!("{} cannot be read: {error}", entry.path().display())))?;
            files.push(SourceFile { path, text });
        }
    }
    Ok(())
}
