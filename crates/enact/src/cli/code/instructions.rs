//! `enact code instructions AMENDMENTS`

use clap::Args;
use legaltext::instructions;
use serde_json::json;

use crate::cli::editions::Drafted;
use crate::cli::{Output, Verdict, say};
use crate::failure::Failure;

/// Writes the instructions of a legal text that is given as amendments, or as Modifications publish it.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact code instructions amendments.toml")]
pub(super) struct Instructions {
    /// The amendments, as TOML or JSON; or a legal text, to have its instructions in their one form.
    amendments: String,
}

impl Instructions {
    pub(super) fn run(self, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let drafted = Drafted::read(&self.amendments, None)?;
        let printed = instructions::print(&drafted.text);
        let unread = drafted.unread();
        if output.is_human() {
            output.line(printed.trim_end())?;
            for line in unread.iter().flat_map(|one| one.lines(false)) {
                say(&line);
            }
        } else {
            let amendments = &drafted.text.amendments;
            output.json(&json!({ "instructions": printed, "amendments": amendments, "unsettled": unread }))?;
        }
        Ok(if unread.is_empty() { Verdict::Right } else { Verdict::Wrong })
    }
}
