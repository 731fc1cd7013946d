//! Where a record is: `sqlite:PATH` or `postgres://USER@HOST/DATABASE`.

use std::fs;
use std::path::{Path, PathBuf};

use super::Engine;
use crate::error::LedgerError;

/// The address of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// In the memory of this process; for tests.
    Memory,
    /// A file.
    File(PathBuf),
    /// A PostgreSQL server, with its whole address.
    Server(String),
}

impl Address {
    /// Reads an address.
    pub(super) fn read(given: &str) -> Result<Self, LedgerError> {
        let wrong = |why: &str| LedgerError::Address { given: without_password(given), why: why.to_owned() };
        if given.starts_with("postgres://") || given.starts_with("postgresql://") {
            return Ok(Self::Server(given.to_owned()));
        }
        let Some(path) = given.strip_prefix("sqlite:") else {
            return Err(wrong("write sqlite:PATH for a file or postgres://USER@HOST/DATABASE for a server"));
        };
        let path = path.strip_prefix("//").unwrap_or(path);
        match path {
            "" => Err(wrong("the name of the file is missing; write sqlite:PATH")),
            ":memory:" => Ok(Self::Memory),
            path if Path::new(path).is_dir() => Err(wrong("this is a folder; add the name of a file in it")),
            path => Ok(Self::File(PathBuf::from(path))),
        }
    }

    pub(super) fn engine(&self) -> Engine {
        match self {
            Self::Memory | Self::File(_) => Engine::Sqlite,
            Self::Server(_) => Engine::Postgres,
        }
    }

    pub(super) fn in_memory(&self) -> bool {
        *self == Self::Memory
    }

    /// The address as it may be shown: without a password.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Memory => "sqlite::memory:".to_owned(),
            Self::File(path) => path.display().to_string(),
            Self::Server(url) => without_password(url),
        }
    }

    /// Refuses an empty file: what stood in it is lost, and a new record in its place would hide that.
    pub(super) fn refuse_empty_file(&self) -> Result<(), LedgerError> {
        match self {
            Self::File(path) if fs::metadata(path).is_ok_and(|held| held.len() == 0) && !log_of(path).exists() => {
                Err(LedgerError::EmptyFile { file: self.shown() })
            }
            Self::File(_) | Self::Memory | Self::Server(_) => Ok(()),
        }
    }

    /// Makes the folder of a file, and tries that it can be written in: what the database says of that later is
    /// hard to understand.
    pub(super) fn prepare_folder(&self) -> Result<(), LedgerError> {
        let Self::File(path) = self else { return Ok(()) };
        let folder = folder_of(path);
        let failed = |error: std::io::Error| LedgerError::Folder {
            folder: folder.display().to_string(),
            why: error.to_string(),
        };
        fs::create_dir_all(folder).map_err(failed)?;
        let trial = folder.join(format!(".enact-trial-{}", std::process::id()));
        fs::write(&trial, b"").map_err(failed)?;
        fs::remove_file(&trial).map_err(failed)
    }

    /// Whether a file beside the database is refused the size that its next write would make.
    pub(super) fn may_not_grow(&self) -> bool {
        const NEXT: u64 = 1 << 20;
        let Self::File(path) = self else { return false };
        let sizes = [path, &log_of(path)].map(|file| fs::metadata(file).map_or(0, |held| held.len()));
        let trial = folder_of(path).join(format!(".enact-size-{}", std::process::id()));
        let grown = fs::File::create(&trial).and_then(|file| file.set_len(sizes.iter().max().unwrap_or(&0) + NEXT));
        // It holds nothing; one that stays behind takes no room and is written over.
        drop(fs::remove_file(&trial));
        grown.is_err_and(|error| error.kind() == std::io::ErrorKind::FileTooLarge)
    }

    /// The address as the driver reads it.
    pub(super) fn driver_url(&self) -> String {
        match self {
            Self::Memory => "sqlite::memory:".to_owned(),
            Self::Server(url) => url.clone(),
            Self::File(path) => {
                // Absolute, because the driver's address reader drops dots and takes a first folder for a host.
                let folder = folder_of(path);
                let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
                let whole = folder.join(path.file_name().unwrap_or_default());
                format!("sqlite://{}?mode=rwc", percent_encoded(&whole.to_string_lossy()))
            }
        }
    }
}

/// The file in which SQLite keeps what it has not written back yet.
fn log_of(path: &Path) -> PathBuf {
    path.with_file_name(format!("{}-wal", path.file_name().unwrap_or_default().to_string_lossy()))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

fn percent_encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// An address without what stands between the user's name and `@`.
fn without_password(url: &str) -> String {
    let hidden = || {
        let (scheme, rest) = url.split_once("://")?;
        let (login, place) = rest.rsplit_once('@')?;
        let (user, _) = login.split_once(':')?;
        Some(format!("{scheme}://{user}:***@{place}"))
    };
    let shown = hidden().unwrap_or_else(|| url.to_owned());
    // A password may also stand among the settings behind the question mark.
    match shown.split_once('?') {
        Some((place, _)) => place.to_owned(),
        None => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        for url in [
            "postgres://ann:s3cret@db:5432/sec",
            "postgres://ann:s3cret@db/sec?password=s3cret",
            "postgres://db/sec?password=s3cret",
        ] {
            let address = Address::read(url).unwrap();
            assert!(!address.shown().contains("s3cret"), "{}", address.shown());
            assert!(address.driver_url().contains("s3cret"));
        }
        let error = Address::read("mysql://ann:s3cret@db/sec").unwrap_err().to_string();
        assert!(!error.contains("s3cret"), "{error}");
    }

    #[test]
    fn what_names_no_record_is_refused_with_what_to_write() {
        for given in ["", "register.db", "mysql://db/sec", "sqlite:", "sqlite://"] {
            let error = Address::read(given).unwrap_err().to_string();
            assert!(error.contains("sqlite:PATH"), "{error}");
        }
        assert!(Address::read("sqlite:/tmp").unwrap_err().to_string().contains("folder"));
    }

    #[test]
    fn an_empty_file_is_refused_unless_its_log_is_beside_it() {
        let folder = std::env::temp_dir().join(format!("enact-empty-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let address = Address::File(folder.join("register.db"));
        address.refuse_empty_file().unwrap();
        fs::write(folder.join("register.db"), b"").unwrap();
        let error = address.refuse_empty_file().unwrap_err().to_string();
        assert!(error.contains("is empty") && error.contains("restore a backup"), "{error}");
        assert_eq!(fs::metadata(folder.join("register.db")).unwrap().len(), 0);
        // What was not written back yet is the record.
        fs::write(folder.join("register.db-wal"), b"some").unwrap();
        address.refuse_empty_file().unwrap();
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_path_with_odd_characters_reaches_the_driver_whole() {
        let address = Address::read("sqlite:/srv/a b/what?#1%.db").unwrap();
        assert_eq!(address.driver_url(), "sqlite:///srv/a%20b/what%3F%231%25.db?mode=rwc");
    }
}
