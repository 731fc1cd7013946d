//! `enact erase CODE@ENTRY --data DIR --by WHO --reason WHY`

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use ledger::{Ledger, LedgerError, SubmitOptions};
use procedure::{Act, Submission};
use serde_json::json;

use super::{Output, Verdict};
use crate::failure::Failure;
use crate::server::{codes_to_host, world_clock};

/// Destroys what a response says in confidence, on a lawful request. It is an act like any other: it needs a power, it cites
/// its clause, and that it was done, by whom and why stays in the record, which is proved as before.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: enact erase sec@120 --data /var/lib/enact --by code-administrator --reason 'Asked for under the policy.'"
)]
pub struct Erase {
    /// The Code, and the number of the entry of its record that holds the response.
    #[arg(value_name = "CODE@ENTRY", value_parser = entry)]
    entry: (String, u64),
    /// The folder of the embedded database.
    #[arg(long, value_name = "DIR", conflicts_with = "database", required_unless_present = "database")]
    data: Option<PathBuf>,
    /// A PostgreSQL database (`postgres://…`).
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Who erases it: a body, or a person who acts for one.
    #[arg(long, value_name = "WHO")]
    by: String,
    /// Why, in words that everybody will read. Do not repeat what was said.
    #[arg(long, value_name = "WHY")]
    reason: String,
}

impl Erase {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let url = super::place::of(self.data.as_deref(), self.database.as_deref())?;
        let (code, entry) = &self.entry;
        let act = json!({ "act": "erase-confidence", "entry": entry, "reasons": self.reason });
        let act = Act::read(act).map_err(|error| Failure::new(error.to_string()))?;
        let submission = Submission { by: self.by, act, judgements: BTreeMap::new() };
        let submitted = super::runtime()?.block_on(async {
            let failed = |error: LedgerError| Failure::new(error.to_string());
            let ledger = Ledger::open(&url, world_clock(&url)).await.map_err(failed)?;
            for files in codes_to_host(codes)? {
                ledger.host(Arc::new(files.rulebook()?)).await.map_err(failed)?;
            }
            let submitted = ledger.submit(code, submission, SubmitOptions::default()).await.map_err(failed);
            // Closed, the database is whole in its file, and what its log still held is gone.
            ledger.close().await;
            submitted
        })?;
        let ruling = &submitted.ruling;
        let reasons: Vec<String> = ruling.refusing().map(|ground| ground.reason.clone()).collect();
        let clauses: Vec<String> = ruling.grounds.iter().flat_map(|ground| ground.clauses.iter().cloned()).collect();
        let done = ruling.is_permitted();
        if !output.is_human() {
            let position = done.then_some(submitted.position);
            output.json(&json!({ "erased": done, "entry": entry, "position": position, "clauses": clauses, "reasons": reasons }))?;
        } else if done {
            let position = submitted.position;
            let clauses = clauses.join(", ");
            output.line(&format!(
                "What entry {entry} said in confidence is erased; entry {position} says so, under {clauses}."
            ))?;
            output.line("Backups made before hold it still: keep them no longer than your policy says.")?;
        } else {
            output.line(&format!("Nothing was erased: {}", reasons.join("; ")))?;
        }
        Ok(if done { Verdict::Right } else { Verdict::Wrong })
    }
}

/// Reads which entry of which Code.
fn entry(text: &str) -> Result<(String, u64), String> {
    let (code, number) = text.split_once('@').unwrap_or_default();
    match number.parse() {
        Ok(number) if !code.is_empty() => Ok((code.to_owned(), number)),
        Ok(_) | Err(_) => Err("write the Code and the number of the entry, like sec@120".to_owned()),
    }
}
