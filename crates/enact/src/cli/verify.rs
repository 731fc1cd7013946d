//! `enact verify --data DIR`

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use ledger::{Checkpoint, Ledger, LedgerError, Verified, Verifier};
use serde_json::{Value, json};

use super::{Output, Verdict};
use crate::failure::Failure;
use crate::server::{codes_to_host, world_clock};

/// Proves the record: every event is there, unchanged and in its place, and every table is what the events make of it.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact verify --data /var/lib/enact --checkpoint kept-in-march.txt")]
pub struct Verify {
    /// The folder of the embedded database.
    #[arg(long, value_name = "DIR", conflicts_with = "database", required_unless_present = "database")]
    data: Option<PathBuf>,
    /// A PostgreSQL database (`postgres://…`).
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// A checkpoint that somebody kept: the record must go on from it. May be given several times.
    #[arg(long, value_name = "FILE")]
    checkpoint: Vec<PathBuf>,
    /// The public key that must have signed the checkpoints (`name+number+key`). Without it their signatures are not
    /// looked at: what counts then is that the checkpoint was kept by the one who asks.
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
}

impl Verify {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let url = super::place::of(self.data.as_deref(), self.database.as_deref())?;
        let kept = self.checkpoint.iter().map(|file| read(file, self.key.as_deref())).collect::<Result<Vec<_>, _>>()?;
        super::runtime()?.block_on(async {
            let failed = |error: LedgerError| Failure::new(error.to_string());
            let ledger = Ledger::open_existing(&url, world_clock(&url)).await.map_err(failed)?;
            let (mut rows, mut verdict) = (Vec::new(), Verdict::Right);
            let (mut hosted, mut missing) = (Vec::new(), Vec::new());
            for files in codes_to_host(codes)? {
                let rulebook = Arc::new(files.rulebook()?);
                let code = rulebook.code().id.clone();
                ledger.host(rulebook).await.map_err(failed)?;
                let of_code: Vec<&Kept> = kept.iter().filter(|one| one.is_of(&code)).collect();
                let proved = prove(&ledger, &code, &of_code).await?;
                if !proved.whole {
                    verdict = Verdict::Wrong;
                }
                if output.is_human() {
                    for line in &proved.lines {
                        output.line(line)?;
                    }
                }
                missing.extend(proved.missing.into_iter().map(|(position, hash)| (code.clone(), position, hash)));
                rows.push(proved.row);
                hosted.push(code);
            }
            let files = ledger.verify_files().await.map_err(failed)?;
            if !files.damaged.is_empty() || !missing.is_empty() {
                verdict = Verdict::Wrong;
            }
            if output.is_human() {
                for (code, position, hash) in &missing {
                    output.line(&format!(
                        "THE FILE {hash}, WHICH EVENT {position} OF {code} NAMES, IS NOT THERE; restore a backup"
                    ))?;
                }
                for hash in &files.damaged {
                    output.line(&format!("THE FILE {hash} IS NOT WHAT WAS KEPT; restore a backup"))?;
                }
                if files.files > 0 || !missing.is_empty() {
                    let (kept, damaged, missing) = (files.files, files.damaged.len(), missing.len());
                    output.line(&format!("files kept: {kept}, damaged: {damaged}, missing: {missing}"))?;
                }
            }
            if let Some(other) = kept.iter().find(|one| !hosted.iter().any(|code| one.is_of(code))) {
                let (file, origin) = (other.file.display(), &other.checkpoint.origin);
                return Err(Failure::new(format!(
                    "{file} is a checkpoint of `{origin}`, and no Code here has that log"
                )));
            }
            if !output.is_human() {
                let missing: Vec<&String> = missing.iter().map(|(_, _, hash)| hash).collect();
                let files = json!({ "kept": files.files, "damaged": files.damaged, "missing": missing });
                output.json(&json!({ "codes": rows, "files": files }))?;
            }
            Ok(verdict)
        })
    }
}

/// A checkpoint that somebody kept.
struct Kept {
    file: PathBuf,
    checkpoint: Checkpoint,
}

impl Kept {
    fn is_of(&self, code: &str) -> bool {
        self.checkpoint.origin.ends_with(&format!("/{code}/record"))
    }
}

fn read(file: &Path, key: Option<&str>) -> Result<Kept, Failure> {
    let failed = |why: String| Failure::new(format!("{}: {why}", file.display()));
    let note = std::fs::read_to_string(file).map_err(|error| failed(error.to_string()))?;
    let checkpoint = match key {
        None => Checkpoint::read(&note),
        Some(key) => Verifier::read(key).map_err(Failure::new)?.open(&note),
    };
    Ok(Kept { file: file.to_owned(), checkpoint: checkpoint.map_err(failed)? })
}

/// What was found of one Code.
struct Proved {
    whole: bool,
    lines: Vec<String>,
    row: Value,
    missing: Vec<(u64, String)>,
}

async fn prove(ledger: &Ledger, code: &str, kept: &[&Kept]) -> Result<Proved, Failure> {
    let failed = |error: LedgerError| Failure::new(error.to_string());
    let sizes: Vec<u64> = kept.iter().map(|one| one.checkpoint.size).collect();
    let proved = match ledger.verify_at(code, &sizes).await {
        Ok(proved) => proved,
        Err(error @ LedgerError::Damaged { .. }) => {
            let row = json!({ "code": code, "damaged": error.to_string() });
            return Ok(Proved { whole: false, lines: vec![format!("{code}: {error}")], row, missing: Vec::new() });
        }
        Err(error) => return Err(failed(error)),
    };
    let agree = ledger.tables_agree(code).await.map_err(failed)?;
    let tables =
        if agree { "its tables agree" } else { "ITS TABLES DO NOT AGREE; make them anew with `enact rebuild`" };
    let mut lines = vec![format!("{code}: {} events, root {}, {tables}", proved.events, proved.root)];
    if proved.erased > 0 {
        lines.push(format!("{code}: of {} events, what was said in confidence has been erased", proved.erased));
    }
    let (mut whole, mut checkpoints) = (agree, Vec::new());
    for one in kept {
        let size = one.checkpoint.size;
        let found = compare(&proved, one, kept);
        let file = one.file.display();
        lines.push(match &found {
            None => format!("{code}: the record goes on from the checkpoint {file}, which covers {size} events"),
            Some(why) => format!("{code}: THE RECORD DOES NOT GO ON FROM THE CHECKPOINT {file}: {why}"),
        });
        whole &= found.is_none();
        checkpoints.push(json!({ "file": file.to_string(), "size": size, "goes_on": found.is_none(), "why": found }));
    }
    let row = json!({
        "code": code, "events": proved.events, "root": proved.root.to_string(), "tables_agree": agree,
        "erased": proved.erased, "checkpoints": checkpoints,
    });
    Ok(Proved { whole, lines, row, missing: proved.missing_files })
}

/// Why the record does not go on from a checkpoint; nothing where it does.
fn compare(proved: &Verified, one: &Kept, kept: &[&Kept]) -> Option<String> {
    let size = one.checkpoint.size;
    let root = |size: u64| proved.roots.iter().find(|(at, _)| *at == size).and_then(|(_, root)| *root);
    match root(size) {
        None => Some(format!("it covers {size} events, and the record holds {}", proved.events)),
        Some(root) if root == one.checkpoint.root => None,
        Some(_) => {
            // The largest checkpoint below it that does hold says from where on something was changed.
            let holds = |other: &&&Kept| {
                other.checkpoint.size < size && root(other.checkpoint.size) == Some(other.checkpoint.root)
            };
            let from = kept.iter().filter(holds).map(|other| other.checkpoint.size).max().unwrap_or(0) + 1;
            Some(format!("one of the events {from} to {size} is not what it was then"))
        }
    }
}
