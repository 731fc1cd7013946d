//! `enact rebuild --data DIR`

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use ledger::{Ledger, LedgerError};
use serde_json::json;

use super::{Output, Verdict};
use crate::failure::Failure;
use crate::server::{codes_to_host, world_clock};

/// Makes the tables that pages read anew from the events, once the events are proved; the record itself stays as it is.
///
/// May be done while the record is served: acts wait until the tables of their Code are made.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact rebuild --data /var/lib/enact")]
pub struct Rebuild {
    /// The folder of the embedded database.
    #[arg(long, value_name = "DIR", conflicts_with = "database", required_unless_present = "database")]
    data: Option<PathBuf>,
    /// A PostgreSQL database (`postgres://…`).
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl Rebuild {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let url = super::place::of(self.data.as_deref(), self.database.as_deref())?;
        super::runtime()?.block_on(async {
            let failed = |error: LedgerError| Failure::new(error.to_string());
            let ledger = Ledger::open_existing(&url, world_clock(&url)).await.map_err(failed)?;
            let (mut rows, mut verdict) = (Vec::new(), Verdict::Right);
            for files in codes_to_host(codes)? {
                let rulebook = Arc::new(files.rulebook()?);
                let code = rulebook.code().id.clone();
                ledger.host(rulebook).await.map_err(failed)?;
                // Tables are made of what is proved, or not at all.
                let proved = match ledger.verify(&code).await {
                    Ok(proved) => proved,
                    Err(error @ LedgerError::Damaged { .. }) => {
                        verdict = Verdict::Wrong;
                        if output.is_human() {
                            output.line(&format!("{code}: {error}; its tables were left as they are"))?;
                        }
                        rows.push(json!({ "code": code, "damaged": error.to_string() }));
                        continue;
                    }
                    Err(error) => return Err(failed(error)),
                };
                let agreed = ledger.tables_agree(&code).await.map_err(failed)?;
                ledger.rebuild(&code).await.map_err(failed)?;
                let (events, root) = (proved.events, proved.root.to_string());
                if output.is_human() {
                    let before = if agreed { "they agreed before" } else { "they did not agree before" };
                    output
                        .line(&format!("{code}: {events} events, root {root}; its tables are made anew ({before})"))?;
                }
                rows.push(json!({ "code": code, "events": events, "root": root, "agreed_before": agreed }));
            }
            ledger.close().await;
            if !output.is_human() {
                output.json(&json!({ "codes": rows }))?;
            }
            Ok(verdict)
        })
    }
}
