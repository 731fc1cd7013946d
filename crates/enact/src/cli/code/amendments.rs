//! `enact code amendments FILE --to BASE`

use std::path::PathBuf;

use clap::Args;
use legaltext::{LegalText, amendments_between, amendments_between_checked, instructions};
use serde_json::json;

use crate::cli::editions::{Base, Documents, Registers, Source, write};
use crate::cli::{Output, Verdict, file, say};
use crate::failure::Failure;

/// Makes a legal text of documents that were edited: the amendments that make them of the base.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact code amendments section-e-edited.txt --to specimen:section-e@2.0 --out mp9.txt")]
pub(super) struct Amendments {
    /// The edited documents: the markup or Akoma Ntoso.
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
        let edited = Documents::of(&self.file, &file::bytes(&self.file)?, None)?;
        let losses = edited.losses.clone();
        let new = edited.documents.into_iter().fold(base.clone(), |edition, document| edition.with_document(document));
        let amendments =
            if self.quote { amendments_between_checked(&base, &new) } else { amendments_between(&base, &new) };
        let against = super::rebase::against(&amendments, &base);
        let text = LegalText { modification: self.modification, base: against, amendments };
        let printed = instructions::print(&text);
        if let Some(out) = &self.out {
            write(out, printed.as_bytes())?;
        }
        if !output.is_human() {
            output.json(&json!({ "instructions": printed, "legal_text": text, "losses": losses }))?;
            return Ok(Verdict::Right);
        }
        match &self.out {
            Some(out) => output.line(&format!("{out} written"))?,
            None if text.amendments.is_empty() => output.line("The words are the same; there is nothing to amend.")?,
            None => output.line(printed.trim_end())?,
        }
        losses.iter().for_each(|loss| say(&loss.sentence(&self.file)));
        Ok(Verdict::Right)
    }
}
