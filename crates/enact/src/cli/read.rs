//! `enact read FILE`

use std::collections::BTreeMap;

use clap::Args;
use papers::facts::{FactPlace, Facts};
use papers::finding::Level;
use serde::Serialize;

use super::{Output, Verdict, file, say};
use crate::failure::Failure;

/// Prints the facts of one document, as JSON; what could not be read is said on standard error.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact read report.docx --format json")]
pub struct Read {
    /// The document: a text, a Word file (.docx) or a PDF with a text layer.
    file: String,
    /// Print the words instead, line by line, as the facts were read from them.
    #[arg(long)]
    text: bool,
}

impl Read {
    pub(super) fn run(self, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let source = file::source(&self.file)?;
        if self.text {
            for line in source.lines() {
                output.line(&line.text)?;
            }
            return Ok(Verdict::Right);
        }
        let reading = papers::read::read(&source).map_err(|error| Failure::new(error.to_string()))?;
        for finding in &reading.findings {
            let place = source.place_at(finding.line, finding.column).words();
            let place = place.unwrap_or_else(|| finding.line.to_string());
            say(&format!("{}:{place}: {} {}", self.file, finding.name, finding.message));
        }
        output.json(&Answer { facts: &reading.facts, places: reading.facts.places(&source) })?;
        let wrong = reading.findings.iter().any(|finding| finding.level == Level::Error);
        Ok(if wrong { Verdict::Wrong } else { Verdict::Right })
    }
}

/// The facts, and beside them where each was read: a JSON pointer to a fact, and its place.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    facts: &'a Facts,
    places: BTreeMap<String, FactPlace>,
}
