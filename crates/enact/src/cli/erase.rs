//! `enact erase CODE --respondent NAME --proposal MP --data DIR --by WHO --reason WHY`

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use ledger::{Ledger, LedgerError, SubmitOptions};
use procedure::event::{ConsultationEvent, Event};
use procedure::{Act, Submission};
use serde_json::json;

use super::{Output, Verdict};
use crate::failure::Failure;
use crate::server::{codes_to_host, world_clock};

/// Destroys what a respondent said in confidence, on a lawful request. It is an act like any other: it needs a power, it cites
/// its clause, and that it was done, by whom and why stays in the record, which is proved as before.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: enact erase sec --respondent 'Merrow Energy Ltd' --proposal MP167B --consultation report --data /var/lib/enact --by code-administrator --reason 'Asked for under the policy.'"
)]
pub struct Erase {
    /// The Code.
    #[arg(value_name = "CODE")]
    code: String,
    /// Whose words they are, by the name under which the response came.
    #[arg(long, value_name = "NAME")]
    respondent: String,
    /// The proposal that was consulted on, by any of its numbers.
    #[arg(long, value_name = "MP", required_unless_present = "consultation")]
    proposal: Option<String>,
    /// The consultation: `refinement` or `report` of the proposal (without it, all of them), else its id.
    #[arg(long, value_name = "WHICH")]
    consultation: Option<String>,
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
        let act = json!({
            "act": "erase-confidence", "proposal": self.proposal, "consultation": self.consultation,
            "respondent": self.respondent, "reasons": self.reason,
        });
        let act = Act::read(act).map_err(|error| Failure::new(error.to_string()))?;
        let submission = Submission { by: self.by, act, judgements: BTreeMap::new() };
        let submitted = super::runtime()?.block_on(async {
            let failed = |error: LedgerError| Failure::new(error.to_string());
            let ledger = Ledger::open(&url, world_clock(&url)).await.map_err(failed)?;
            for files in codes_to_host(codes)? {
                ledger.host(Arc::new(files.rulebook()?)).await.map_err(failed)?;
            }
            let submitted = ledger.submit(&self.code, submission, SubmitOptions::default()).await.map_err(failed);
            // Closed, the database is whole in its file, and what its log still held is gone.
            ledger.close().await;
            submitted
        })?;
        let ruling = &submitted.ruling;
        let reasons: Vec<String> = ruling.refusing().map(|ground| ground.reason.clone()).collect();
        let clauses: Vec<String> = ruling.grounds.iter().flat_map(|ground| ground.clauses.iter().cloned()).collect();
        let done = ruling.is_permitted();
        let erased: Vec<u64> = submitted.recorded.iter().filter_map(|recorded| erased_by(&recorded.event)).collect();
        if !output.is_human() {
            let position = done.then_some(submitted.position);
            output.json(&json!({ "erased": erased, "position": position, "clauses": clauses, "reasons": reasons }))?;
        } else if done {
            let entries: Vec<String> = erased.iter().map(|entry| format!("entry {entry}")).collect();
            output.line(&format!(
                "What {} said in confidence in {} is erased; entry {} says so, under {}.",
                self.respondent,
                entries.join(" and "),
                submitted.position,
                clauses.join(", ")
            ))?;
            output.line("Backups made before hold it still: keep them no longer than your policy says.")?;
        } else {
            output.line(&format!("Nothing was erased: {}", reasons.join("; ")))?;
        }
        Ok(if done { Verdict::Right } else { Verdict::Wrong })
    }
}

/// The entry of the record whose sealed words an event says are erased.
fn erased_by(event: &Event) -> Option<u64> {
    let Event::Consultation(ConsultationEvent::ConfidenceErased { entry, .. }) = event else { return None };
    Some(*entry)
}
