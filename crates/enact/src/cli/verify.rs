//! `enact verify --data DIR`

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use ledger::{Ledger, LedgerError};
use serde_json::json;

use super::{Output, Verdict};
use crate::failure::Failure;
use crate::server::{codes_to_host, world_clock};

/// Proves the record: every event is there, unchanged and in its place, and every table is what the events make of it.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact verify --data /var/lib/enact")]
pub struct Verify {
    /// The folder of the embedded database.
    #[arg(long, value_name = "DIR", conflicts_with = "database", required_unless_present = "database")]
    data: Option<PathBuf>,
    /// A PostgreSQL database (`postgres://…`).
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl Verify {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let url = match (&self.data, &self.database) {
            (Some(folder), _) => {
                let file = folder.join("enact.db");
                if !file.is_file() {
                    return Err(Failure::new(format!(
                        "{} holds no record; give the folder of `enact serve`",
                        folder.display()
                    )));
                }
                format!("sqlite:{}", file.display())
            }
            (None, Some(url)) => url.clone(),
            (None, None) => return Err(Failure::new("give --data DIR or --database URL")),
        };
        super::runtime()?.block_on(async {
            let failed = |error: LedgerError| Failure::new(error.to_string());
            let ledger = Ledger::open(&url, world_clock(&url)).await.map_err(failed)?;
            let (mut rows, mut verdict) = (Vec::new(), Verdict::Right);
            for files in codes_to_host(codes)? {
                let rulebook = Arc::new(files.rulebook()?);
                let code = rulebook.code().id.clone();
                ledger.host(rulebook).await.map_err(failed)?;
                let (line, row) = match ledger.verify(&code).await {
                    Ok(proved) => {
                        let agree = ledger.tables_agree(&code).await.map_err(failed)?;
                        if !agree {
                            verdict = Verdict::Wrong;
                        }
                        let tables = if agree { "its tables agree" } else { "ITS TABLES DO NOT AGREE; rebuild them" };
                        let line = format!("{code}: {} events, root {}, {tables}", proved.events, proved.root);
                        let root = proved.root.to_string();
                        (line, json!({ "code": code, "events": proved.events, "root": root, "tables_agree": agree }))
                    }
                    Err(error @ LedgerError::Damaged { .. }) => {
                        verdict = Verdict::Wrong;
                        (format!("{code}: {error}"), json!({ "code": code, "damaged": error.to_string() }))
                    }
                    Err(error) => return Err(failed(error)),
                };
                if output.is_human() {
                    output.line(&line)?;
                }
                rows.push(row);
            }
            if !output.is_human() {
                output.json(&json!({ "codes": rows }))?;
            }
            Ok(verdict)
        })
    }
}
