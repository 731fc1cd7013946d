//! `enact restore FILE --data DIR`

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::{Date, DateTime};
use ledger::{LedgerError, Until, bring_up_to_date, copy};

use super::backup::{Aside, NewFolder};
use super::copy::told;
use super::{Output, Verdict};
use crate::failure::Failure;

/// Makes a record again from a backup, as it was then or as it stood before, and proves it.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact restore /srv/backups/2024-03-01.db --data /var/lib/enact --at 2024-02-28T17:00")]
pub struct Restore {
    /// The file that `enact backup` made.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder of the embedded database that is made; it must hold no record yet.
    #[arg(long, value_name = "DIR", conflicts_with = "database", required_unless_present = "database")]
    data: Option<PathBuf>,
    /// An empty PostgreSQL database (`postgres://…`).
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Leave out what was recorded later: a civil time in London (`2024-02-28T17:00`), a day, a position (`120`), or a
    /// position of one Code (`sec@120`).
    #[arg(long, value_name = "POSITION|INSTANT", value_parser = until)]
    at: Option<Until>,
}

impl Restore {
    pub(super) fn run(self, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        if !self.file.is_file() {
            return Err(Failure::new(format!("{} is no file; give one that `enact backup` made", self.file.display())));
        }
        let until = self.at.unwrap_or(Until::End);
        // A backup of an older program is brought up to date as a copy: the file itself stays as it is.
        let scratch = std::env::temp_dir().join(format!("enact-restore-{}.db", uuid::Uuid::new_v4().simple()));
        let source = Aside::of(&scratch)?;
        let from = source.url();
        let file = from.strip_prefix("sqlite:").unwrap_or(&from);
        std::fs::copy(&self.file, file).map_err(|error| Failure::new(format!("{file} cannot be written: {error}")))?;
        let failed = |error: LedgerError| not_restored(&self.file, &error, file);
        let (copied, made) = super::runtime()?.block_on(async {
            bring_up_to_date(&from).await.map_err(failed)?;
            match (self.data, self.database) {
                (Some(folder), _) => {
                    let made = NewFolder::make(&folder)?;
                    let file = folder.join(super::place::FILE);
                    let aside = Aside::of(&file)?;
                    let copied = copy(&from, &aside.url(), &until).await.map_err(failed)?;
                    aside.put_in_place()?;
                    made.keep();
                    Ok((copied, Some(file.display().to_string())))
                }
                (None, Some(url)) => Ok((copy(&from, &url, &until).await.map_err(failed)?, None)),
                (None, None) => Err(Failure::new("give --data DIR or --database URL")),
            }
        })?;
        told(output, &copied, made)
    }
}

/// Why a file is not restored, naming the file that was given and not the copy that was read.
fn not_restored(given: &Path, error: &LedgerError, read: &str) -> Failure {
    let given = given.display();
    Failure::new(if matches!(error, LedgerError::NoRecord { .. } | LedgerError::NoCode) {
        format!("{given} is no backup of a record, and nothing was restored; give a file that `enact backup` made")
    } else if let LedgerError::NotReachable { why, .. } = error {
        format!("{given} cannot be read as a record ({why}), and nothing was restored; give another backup")
    } else {
        let why = error.to_string().replace(&format!("sqlite:{read}"), read).replace(read, &given.to_string());
        format!("{given} was not restored: {why}")
    })
}

/// Reads how much is restored.
fn until(text: &str) -> Result<Until, String> {
    if let Ok(position) = text.parse() {
        return Ok(Until::Position(None, position));
    }
    if let Some((code, position)) = text.split_once('@')
        && let Ok(position) = position.parse()
    {
        return Ok(Until::Position(Some(code.to_owned()), position));
    }
    // A day alone is all of it; a text with a clock time is that moment.
    if !text.contains(['T', ' '])
        && let Ok(day) = text.parse::<Date>()
    {
        return Ok(Until::Moment(day.at(23, 59, 59, 999_999_000)));
    }
    let moment = text.parse::<DateTime>();
    moment.map(Until::Moment).map_err(|_| "write 2024-02-28T17:00, 2024-02-28, 120 or sec@120".to_owned())
}
