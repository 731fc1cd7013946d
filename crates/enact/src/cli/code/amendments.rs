//! `enact code amendments FILE --to BASE`

use std::path::PathBuf;

use clap::Args;
use legaltext::{LegalText, amendments_between, amendments_between_checked, instructions};
use papers::section::amendments as tracked;
use serde_json::json;

use crate::cli::editions::{Base, Documents, Loss, Registers, Source, Written, word, write};
use crate::cli::{Output, Verdict, file, say};
use crate::failure::Failure;

/// Makes a legal text of a Word file with tracked changes, or of documents that were edited: the amendments that make them of
/// the base, with a report of what they do not carry.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact code amendments edited.docx --to specimen:section-e@2.0 --out mp9.txt")]
pub(super) struct Amendments {
    /// The edited documents: Word, the markup, plain text or Akoma Ntoso.
    file: String,
    /// What they were edited from: a file, or an edition; once for each.
    #[arg(long = "to", required = true, value_name = "BASE")]
    base: Vec<String>,
    /// The modification that the legal text is of.
    #[arg(long, value_name = "NUMBER")]
    modification: Option<String>,
    /// Quotes the words that each amendment replaces, so that it applies to nothing else.
    #[arg(long)]
    quote: bool,
    /// Writes the legal text to a file instead of printing it.
    #[arg(long, value_name = "FILE")]
    out: Option<String>,
    #[command(flatten)]
    source: Source,
}

impl Amendments {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let mut registers = Registers::new(codes, &self.source);
        let base = Base::read(&self.base, &mut registers)?.edition;
        let bytes = file::bytes(&self.file)?;
        let (new, losses, comments) = match Written::of(&bytes) {
            Written::Word => {
                let read = tracked(&word(&self.file, &bytes)?, &base, &self.file);
                let read = read.map_err(|error| Failure::new(format!("{}: {error}", self.file)))?;
                (read.edition, read.losses.into_iter().map(Loss::from).collect(), read.comments)
            }
            Written::Plain | Written::AkomaNtoso => {
                let edited = Documents::of(&self.file, &bytes, None)?;
                let documents = edited.documents.into_iter();
                let new = documents.fold(base.clone(), |edition, document| edition.with_document(document));
                (new, edited.losses, Vec::new())
            }
        };
        let amendments =
            if self.quote { amendments_between_checked(&base, &new) } else { amendments_between(&base, &new) };
        // Words under the marks that are not the base's: the file was made from another edition.
        let other = losses.iter().any(|loss| loss.kind == "base");
        let verdict = if other { Verdict::Wrong } else { Verdict::Right };
        let against = super::rebase::against(&amendments, &base);
        let text = LegalText { modification: self.modification, base: against, amendments };
        let printed = instructions::print(&text);
        if let Some(out) = &self.out {
            write(out, printed.as_bytes())?;
        }
        if !output.is_human() {
            output.json(
                &json!({ "instructions": printed, "legal_text": text, "losses": losses, "comments": comments }),
            )?;
            return Ok(verdict);
        }
        match &self.out {
            Some(out) => output.line(&format!("{out} written"))?,
            None if text.amendments.is_empty() => output.line("The words are the same; there is nothing to amend.")?,
            None => output.line(printed.trim_end())?,
        }
        losses.iter().for_each(|loss| say(&loss.sentence(&self.file)));
        for comment in &comments {
            say(&format!("{}, comment of {} on {}: {}", self.file, comment.author, comment.place, comment.text));
        }
        Ok(verdict)
    }
}
