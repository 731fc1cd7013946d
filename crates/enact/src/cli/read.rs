//! `enact read FILE`

use clap::Args;
use papers::finding::Level;

use super::{Output, Verdict, file, say};
use crate::failure::Failure;

/// Prints the facts of one document, as JSON; what could not be read is said on standard error.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact read report.txt --format json")]
pub struct Read {
    /// The document, as text.
    file: String,
}

impl Read {
    pub(super) fn run(self, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let source = file::source(&self.file)?;
        let reading = papers::read::read(&source).map_err(|error| Failure::new(error.to_string()))?;
        for finding in &reading.findings {
            say(&format!("{}:{}: {} {}", self.file, finding.line, finding.name, finding.message));
        }
        output.json(&reading.facts)?;
        let wrong = reading.findings.iter().any(|finding| finding.level == Level::Error);
        Ok(if wrong { Verdict::Wrong } else { Verdict::Right })
    }
}
