//! `enact code rebase LEGALTEXT --from BASE --to NOW`

use std::path::PathBuf;

use clap::Args;
use legaltext::{
    Base as DraftedAgainst, Document, DocumentParts, Edition, LegalText, Merged, Settled, Unmerged, amendments_between,
    apply, instructions, rebase,
};
use serde_json::json;

use crate::cli::editions::{Base, Drafted, Registers, Source, write};
use crate::cli::{Output, Verdict, say};
use crate::failure::Failure;

/// Takes a legal text from the edition that it was drafted against to the one that stands now: what fits is merged, the rest is
/// listed with all three texts.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: enact code rebase mp9.txt --from specimen@2026-01-01 --to specimen@2026-07-01 --out mp9-now.txt"
)]
pub(super) struct Rebase {
    /// The legal text.
    #[arg(value_name = "LEGALTEXT")]
    legal_text: String,
    /// What it was drafted against: a file, or an edition; once for each document.
    #[arg(long = "from", required = true, value_name = "BASE")]
    base: Vec<String>,
    /// What stands now: a file, or an edition; once for each document.
    #[arg(long = "to", required = true, value_name = "NOW")]
    now: Vec<String>,
    /// Writes the re-based legal text to a file instead of printing it.
    #[arg(long, value_name = "FILE")]
    out: Option<String>,
    #[command(flatten)]
    source: Source,
}

impl Rebase {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let mut registers = Registers::new(codes, &self.source);
        let (base, now) = (Base::read(&self.base, &mut registers)?, Base::read(&self.now, &mut registers)?);
        let followed = base.of_register.is_some() && now.of_register.is_some();
        let (base, now) = (base.edition, now.edition);
        let now = if followed { now } else { of_one_lineage(&base, &now) };
        let drafted = Drafted::read(&self.legal_text, Some(&base))?;
        let unread = drafted.unread();
        if !unread.is_empty() {
            let sentences: Vec<String> = unread.iter().flat_map(|one| one.lines(false)).collect();
            return Err(Failure::new(format!("{}: settle first: {}", self.legal_text, sentences.join("; "))));
        }
        let rebased = rebase(&base, &now, &drafted.text.amendments, &drafted.origin());
        let text = LegalText {
            modification: drafted.text.modification.clone(),
            base: against(&rebased.amendments, &now),
            amendments: rebased.amendments,
        };
        let printed = instructions::print(&text);
        let clean = rebased.conflicts.is_empty();
        let verdict = if clean { Verdict::Right } else { Verdict::Wrong };
        if let (Some(out), true) = (&self.out, clean) {
            write(out, printed.as_bytes())?;
        }
        if !output.is_human() {
            output.json(&json!({
                "rebased": clean,
                "instructions": printed,
                "legal_text": text,
                "merged": rebased.merged,
                "conflicts": rebased.conflicts,
            }))?;
            return Ok(verdict);
        }
        for line in rebased.conflicts.iter().flat_map(lines) {
            output.line(&line)?;
        }
        if clean {
            match &self.out {
                Some(out) => output.line(&format!("{out} written"))?,
                None => output.line(printed.trim_end())?,
            }
        } else {
            output.line("The legal text cannot be re-based as it stands; nothing was written.")?;
        }
        rebased.merged.iter().for_each(|merged| say(&settled(merged)));
        Ok(verdict)
    }
}

/// The edition that stands now with the identities of the base: texts from files say nothing of who their provisions are, so
/// those are known again by number and words, as a redline knows them.
fn of_one_lineage(base: &Edition, now: &Edition) -> Edition {
    let Ok(made) = apply(base, &amendments_between(base, now), "what stands now") else { return now.clone() };
    let labelled = made.edition.documents().iter().map(|document| {
        let version = now.document(document.id()).and_then(|known| known.version()).map(str::to_owned);
        Document::new(DocumentParts { version, ..document.to_parts() })
    });
    Edition::new(now.code(), labelled)
}

/// The editions that re-based amendments are drafted against: those of the documents that they change.
pub(super) fn against(amendments: &[legaltext::Amendment], now: &Edition) -> Vec<DraftedAgainst> {
    let mut against: Vec<DraftedAgainst> = Vec::new();
    for id in amendments.iter().flat_map(legaltext::Amendment::documents) {
        let version = now.document(&id).and_then(|document| document.version());
        if let (Some(version), false) = (version, against.iter().any(|known| known.document.as_ref() == Some(&id))) {
            against.push(DraftedAgainst { document: Some(id), version: version.to_owned() });
        }
    }
    against
}

/// What fits and should be looked at all the same, as a line.
fn settled(merged: &Merged) -> String {
    let what = match merged.settled {
        Settled::Words => "both changed this provision, in words that are apart; both changes stand",
        Settled::Place => "it stands under another number or elsewhere now; the change follows it",
        Settled::Definition => "a term that the draft uses has another meaning since; the words stay",
        Settled::Reference => "what the draft refers to bears another number now; the reference follows",
    };
    let term = merged.term.as_ref().map_or_else(String::new, |term| format!(" (\"{term}\")"));
    format!("{}{term}: {what}; look at it", merged.at)
}

/// A part that somebody must draft again, with its three texts.
fn lines(one: &Unmerged) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", one.at, one.message)];
    for (head, words) in
        [("it was drafted on", &one.base), ("there stands now", &one.now), ("it would put there", &one.draft)]
    {
        if let Some(words) = words {
            lines.push(format!("    {head}:"));
            lines.extend(words.trim().lines().map(|line| format!("        {line}")));
        }
    }
    lines
}
