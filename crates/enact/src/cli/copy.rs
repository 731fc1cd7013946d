//! `enact copy --from ADDRESS --to ADDRESS`

use clap::Args;
use ledger::{Copied, LedgerError, Until, copy};
use serde_json::json;

use super::{Output, Verdict};
use crate::failure::Failure;

/// Copies a record to an empty place on either engine, while it is in use, and proves the copy.
///
/// A copy that was cut off goes on from where it was when the same command is given again.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: enact copy --from sqlite:/var/lib/enact/enact.db --to postgres://enact@db.example/enact"
)]
pub struct Copy {
    /// The record that is copied: sqlite:PATH or postgres://…
    #[arg(long, value_name = "ADDRESS")]
    from: String,
    /// Where the copy goes: sqlite:PATH or postgres://…
    #[arg(long, value_name = "ADDRESS")]
    to: String,
}

impl Copy {
    pub(super) fn run(self, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        super::place::must_be_there(&self.from)?;
        let copied = super::runtime()?.block_on(copy(&self.from, &self.to, &Until::End)).map_err(failed)?;
        told(output, &copied, None)
    }
}

/// Prints what was copied.
pub(super) fn told(output: &mut Output<'_>, copied: &[Copied], file: Option<String>) -> Result<Verdict, Failure> {
    if output.is_human() {
        for one in copied {
            output.line(&format!("{}: {} events, root {}; the copy is proved", one.code, one.events, one.root))?;
        }
        if let Some(file) = file {
            output.line(&format!("It stands in {file}"))?;
        }
    } else {
        let codes =
            copied.iter().map(|one| json!({ "code": one.code, "events": one.events, "root": one.root.to_string() }));
        output.json(&json!({ "file": file, "codes": codes.collect::<Vec<_>>() }))?;
    }
    Ok(Verdict::Right)
}

/// What the ledger says, as a failure of the command.
pub(super) fn failed(error: LedgerError) -> Failure {
    Failure::new(error.to_string())
}
