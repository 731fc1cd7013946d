//! `enact code import FILE`

use clap::Args;
use legaltext::{DocumentId, markup};
use serde_json::json;

use crate::cli::editions::{Documents, write};
use crate::cli::{Output, Verdict, file, say};
use crate::failure::Failure;

/// Reads documents of a Code from a file into the markup, with a report of what could not be carried over.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact code import section-d.docx --as section-d --out section-d-markup.txt")]
pub(super) struct Import {
    /// The file: Word, text or Akoma Ntoso.
    file: String,
    /// The document that it holds, where the file does not say so itself: `section-d`.
    #[arg(long = "as", value_name = "DOCUMENT")]
    named: Option<String>,
    /// Writes the markup to a file instead of printing it.
    #[arg(long, value_name = "FILE")]
    out: Option<String>,
}

impl Import {
    pub(super) fn run(self, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let named = match &self.named {
            Some(named) => Some(
                named
                    .parse::<DocumentId>()
                    .or_else(|_| DocumentId::from_printed(named))
                    .map_err(|error| Failure::new(error.to_string()))?,
            ),
            None => None,
        };
        let read = Documents::of(&self.file, &file::bytes(&self.file)?, named.as_ref())?;
        let texts: Vec<String> = read.documents.iter().map(markup::print).collect();
        if let Some(out) = &self.out {
            write(out, texts.join("\n").as_bytes())?;
        }
        if !output.is_human() {
            let documents: Vec<_> = read
                .documents
                .iter()
                .zip(&texts)
                .map(|(document, text)| json!({ "document": document.id(), "title": document.title(), "text": text }))
                .collect();
            output.json(&json!({ "file": self.file, "documents": documents, "losses": read.losses }))?;
            return Ok(Verdict::Right);
        }
        match &self.out {
            Some(out) => output.line(&format!("{out} written"))?,
            None => output.line(texts.join("\n").trim_end())?,
        }
        for loss in &read.losses {
            say(&loss.sentence(&self.file));
        }
        Ok(Verdict::Right)
    }
}
