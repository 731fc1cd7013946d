//! `enact backup --data DIR --out FILE`

use std::path::{Path, PathBuf};

use clap::Args;
use ledger::{Until, copy};

use super::copy::{failed, told};
use super::{Output, Verdict};
use crate::failure::Failure;

/// Copies the whole record into one file while it is in use, and proves the copy.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact backup --data /var/lib/enact --out /srv/backups/2024-03-01.db")]
pub struct Backup {
    /// The folder of the embedded database.
    #[arg(long, value_name = "DIR", conflicts_with = "database", required_unless_present = "database")]
    data: Option<PathBuf>,
    /// A PostgreSQL database (`postgres://…`).
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// The file to make, or a folder in which one is made that is named by the time; a name that ends in `/` is a folder, made where it is
    /// not there.
    #[arg(long, value_name = "FILE|DIR")]
    out: PathBuf,
}

impl Backup {
    pub(super) fn run(self, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let url = super::place::of(self.data.as_deref(), self.database.as_deref())?;
        // A name with a slash at its end is a folder, whether it is there yet or not.
        let folder = self.out.is_dir() || self.out.to_string_lossy().ends_with(std::path::is_separator);
        let made = if folder { NewFolder::make(&self.out)? } else { NewFolder::none() };
        let file = match folder {
            true => self.out.join(format!("enact-{}.db", crate::clock::now().strftime("%Y-%m-%dT%H%M%SZ"))),
            false => self.out,
        };
        let copied = super::runtime()?.block_on(async {
            let aside = Aside::of(&file)?;
            let copied = copy(&url, &aside.url(), &Until::End).await.map_err(failed)?;
            aside.put_in_place()?;
            Ok::<_, Failure>(copied)
        })?;
        made.keep();
        told(output, &copied, Some(file.display().to_string()))
    }
}

/// A folder that was made for a file and goes again where the file does not come to be in it.
pub(super) struct NewFolder(Option<PathBuf>);

impl NewFolder {
    /// No folder had to be made.
    pub(super) fn none() -> Self {
        Self(None)
    }

    /// Makes a folder where it is not there yet.
    pub(super) fn make(folder: &Path) -> Result<Self, Failure> {
        if folder.is_dir() {
            return Ok(Self::none());
        }
        let cannot = |error: std::io::Error| {
            let folder = folder.display();
            Failure::new(format!(
                "the folder {folder} cannot be made: {error}; name one that this program may write in"
            ))
        };
        std::fs::create_dir_all(folder).map_err(cannot)?;
        Ok(Self(Some(folder.to_owned())))
    }

    /// Keeps it: what it was made for stands in it.
    pub(super) fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        // A folder that holds anything stays.
        drop(self.0.take().map(std::fs::remove_dir));
    }
}

/// A database file that is made aside and put in its place when it is whole and on the disk.
pub(super) struct Aside {
    file: PathBuf,
    aside: PathBuf,
}

impl Aside {
    /// Where a file is made that must not be there yet.
    pub(super) fn of(file: &Path) -> Result<Self, Failure> {
        if file.exists() {
            let file = file.display();
            return Err(Failure::new(format!("{file} is there already and is not overwritten; name another file")));
        }
        let mut aside = file.to_owned().into_os_string();
        aside.push(".part");
        let made = Self { file: file.to_owned(), aside: aside.into() };
        made.clear();
        Ok(made)
    }

    /// The address of the database that is made.
    pub(super) fn url(&self) -> String {
        format!("sqlite:{}", self.aside.display())
    }

    /// Puts it in its place.
    pub(super) fn put_in_place(self) -> Result<(), Failure> {
        let folder = self.file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let done = std::fs::File::open(&self.aside)
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(&self.aside, &self.file))
            .and_then(|()| std::fs::File::open(folder)?.sync_all());
        done.map_err(|error| Failure::new(format!("{} cannot be written: {error}", self.file.display())))
    }

    /// Removes what is there of it, with the files that SQLite puts beside it.
    fn clear(&self) {
        for ending in ["", "-wal", "-shm"] {
            let mut path = self.aside.clone().into_os_string();
            path.push(ending);
            drop(std::fs::remove_file(path));
        }
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        self.clear();
    }
}
