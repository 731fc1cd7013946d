//! `enact check FILE…`

mod against;
mod chosen;
mod reading;
mod sarif;

use std::path::PathBuf;

use clap::Args;
use papers::checks::{self, FileFindings, Paper};
use papers::finding::Level;
use serde_json::json;

use super::editions::Source;
use super::{Format, Output, Verdict, file, say};
pub(super) use chosen::distance;

use crate::failure::Failure;
use against::Against;
use chosen::Chosen;

/// Reads documents and reports what is wrong in them.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact check report.txt release-document.txt\n         \
                        enact check report.txt --ignore copy-edit,EN140 --format sarif")]
pub struct Check {
    /// The documents: texts, Word files (.docx) or PDFs with a text layer; each is judged by itself and beside those before it.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// The Code that the documents are held against: its calendar, titles, numbers and rules.
    #[arg(long, default_value = "sec")]
    code: String,
    #[command(flatten)]
    source: Source,
    /// Report only what these rules find, by id (EN104) or name (total-vs-table).
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave out what these rules find, by id or name.
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    ignore: Vec<String>,
}

impl Check {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let chosen = Chosen::of(&self.select, &self.ignore)?;
        let against = Against::read(codes, &self.code, &self.source)?;
        let mut papers = Vec::new();
        let mut sources = Vec::new();
        let mut unread = Vec::new();
        for path in &self.files {
            let read = file::source(path).and_then(|source| {
                let reading = papers::read::read(&source).map_err(|error| Failure::new(error.to_string()))?;
                papers.push(Paper::new(&source, reading));
                sources.push(source);
                Ok(())
            });
            unread.extend(read.err());
        }
        let told: Vec<String> = unread.iter().map(ToString::to_string).collect();
        let unreadable = unread.pop();
        unread.iter().for_each(|error| say(&format!("enact: {error}")));
        if let (Some(error), true) = (&unreadable, papers.is_empty()) {
            return Err(error.clone());
        }
        let mut found = checks::check(&papers, against.base());
        for file in &mut found {
            file.findings.retain(|finding| chosen.holds(finding.rule));
        }
        match output.format {
            Format::Human => reading::print(&found, &sources, output)?,
            Format::Json => output.json(&json!({ "files": located(&found, &sources) }))?,
            Format::Sarif => output.json(&sarif::log(&found, &sources, &chosen, &told))?,
        }
        if let Some(error) = unreadable {
            return Err(error);
        }
        let wrong = found.iter().flat_map(|file| &file.findings).any(|finding| finding.level == Level::Error);
        Ok(if wrong { Verdict::Wrong } else { Verdict::Right })
    }
}

/// The findings of each file, each with its page, paragraph or cell where its file has such.
fn located(found: &[FileFindings], sources: &[papers::source::Source]) -> serde_json::Value {
    let file = |(file, source): (&FileFindings, &papers::source::Source)| {
        let findings: Vec<_> = file.findings.iter().map(|finding| finding.located(source)).collect();
        json!({ "path": file.path, "kind": file.kind, "findings": findings })
    };
    found.iter().zip(sources).map(file).collect()
}
