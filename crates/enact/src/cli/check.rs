//! `enact check FILE…`

use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use clap::Args;
use papers::checks::{self, FileFindings, Paper};
use papers::finding::{Finding, Level};
use serde_json::json;

use super::{Cli, Output, Verdict, file, say};
use crate::failure::Failure;

/// Reads documents and reports what is wrong in them.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact check report.txt release-document.txt")]
pub struct Check {
    /// The documents, as text; each is judged by itself and beside those before it.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// The Code whose calendar of Working Days counts.
    #[arg(long, default_value = "sec")]
    code: String,
}

impl Check {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let rulebook = Cli::code(codes, &self.code)?.rulebook()?;
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
        let unreadable = unread.pop();
        unread.iter().for_each(|error| say(&format!("enact: {error}")));
        if let (Some(error), true) = (&unreadable, papers.is_empty()) {
            return Err(error.clone());
        }
        let found = checks::check(&papers, rulebook.calendar());
        if output.is_human() {
            for (file, source) in found.iter().zip(&sources) {
                let lines: Vec<&str> = source.lines().iter().map(|line| line.text.as_str()).collect();
                print(file, &lines, output)?;
            }
            summary(&found, output)?;
        } else {
            output.json(&json!({ "files": found }))?;
        }
        if let Some(error) = unreadable {
            return Err(error);
        }
        let wrong = found.iter().flat_map(|file| &file.findings).any(|finding| finding.level == Level::Error);
        Ok(if wrong { Verdict::Wrong } else { Verdict::Right })
    }
}

fn print(file: &FileFindings, lines: &[&str], output: &mut Output<'_>) -> Result<(), Failure> {
    for finding in &file.findings {
        let (word, colour) = match finding.level {
            Level::Error => ("error", AnsiColor::Red),
            Level::Warning => ("warning", AnsiColor::Yellow),
            Level::Note => ("note", AnsiColor::Cyan),
        };
        let head = output.styled(
            Style::new().bold().fg_color(Some(colour.into())),
            &format!("{word}[{} {}]", finding.rule, finding.name),
        );
        output.line(&format!("{head} {}", finding.message))?;
        output.line(&format!("  --> {}:{}:{}", file.path, finding.line, finding.column))?;
        excerpt(finding, lines, output)?;
        for related in &finding.related {
            let path = related.path.as_deref().unwrap_or(&file.path);
            output.line(&format!("   see {path}:{}: {}", related.line, related.message))?;
        }
        if let Some(fix) = &finding.fix {
            output.line(&format!("   fix {fix}"))?;
        }
        output.line("")?;
    }
    Ok(())
}

fn excerpt(finding: &Finding, lines: &[&str], output: &mut Output<'_>) -> Result<(), Failure> {
    let Some(line) = finding.line.checked_sub(1).and_then(|index| lines.get(index)) else { return Ok(()) };
    if line.trim().is_empty() {
        return Ok(());
    }
    let shown: String = line.trim_end().chars().take(110).collect();
    output.line(&format!("{:5} | {shown}", finding.line))?;
    let before = finding.column.saturating_sub(1).min(109);
    output.line(&format!("      | {}^", " ".repeat(before)))
}

fn summary(found: &[FileFindings], output: &mut Output<'_>) -> Result<(), Failure> {
    let count = |level| found.iter().flat_map(|file| &file.findings).filter(|finding| finding.level == level).count();
    let some = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
    output.line(&format!(
        "{} read: {}, {}, {}. `enact explain RULE` says what a rule looks for.",
        some(found.len(), "document"),
        some(count(Level::Error), "error"),
        some(count(Level::Warning), "warning"),
        some(count(Level::Note), "note"),
    ))
}
