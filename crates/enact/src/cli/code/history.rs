//! `enact code history CODE:NUMBER`

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use legaltext::{Citation, Edition, ProvisionId};
use procedure::register::ClauseChange;
use serde_json::{Value, json};

use crate::cli::editions::{Registers, Source};
use crate::cli::{Output, Verdict};
use crate::failure::Failure;

/// Tells what became of a provision: each edition that made, changed, renumbered, moved or ended it, and by what.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact code history specimen:D3.4")]
pub(super) struct History {
    /// The Code and the provision: `sec:D10.22`, `sec:appendix-ag:3.2.4`.
    provision: String,
    #[command(flatten)]
    source: Source,
}

/// A provision that carried the number at some time.
struct Carried {
    /// Where it stands in the newest edition that has it.
    at: Citation,
    changes: Vec<ClauseChange>,
}

impl History {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let mut registers = Registers::new(codes, &self.source);
        let (code, at) = self.asked(&registers.ids()?)?;
        let kept = registers.of(&code)?;
        let editions: Vec<(Date, &Edition)> = kept.register.editions().collect();
        let mut ids: Vec<ProvisionId> = Vec::new();
        for (_, edition) in editions.iter().rev() {
            if let Some(provision) = edition.find(&at)
                && !ids.contains(provision.id())
            {
                ids.push(provision.id().clone());
            }
        }
        if ids.is_empty() {
            return Err(Failure::new(format!(
                "no edition of {code} that is held has {at}; `enact code show {code}` prints what the Code has"
            )));
        }
        let newest = |id: &ProvisionId| editions.iter().rev().find_map(|(_, edition)| edition.place_of(id));
        let carried: Vec<Carried> = ids
            .iter()
            .filter_map(newest)
            .filter_map(|at| {
                let changes = kept.register.clause_history(&at.document_id()?, &at);
                Some(Carried { at, changes })
            })
            .collect();
        if !output.is_human() {
            let rows: Vec<Value> = carried.iter().map(Carried::data).collect();
            output.json(&json!({ "code": code, "asked": at, "provisions": rows }))?;
            return Ok(Verdict::Right);
        }
        for (index, one) in carried.iter().enumerate() {
            let head = match index {
                0 => format!("{}:", one.at),
                _ => format!("{}, which carried the number {at} before:", one.at),
            };
            output.line(&head)?;
            for change in &one.changes {
                output.line(&format!("  {}", line(change)))?;
            }
        }
        Ok(Verdict::Right)
    }

    /// The Code and the provision that are asked for.
    fn asked(&self, codes: &[String]) -> Result<(String, Citation), Failure> {
        let wrong = |why: &str| Failure::new(format!("{}: {why}; write for example sec:D10.22", self.provision));
        let (code, place) = self.provision.split_once(':').ok_or_else(|| wrong("this names no provision of a Code"))?;
        let code = code.to_ascii_lowercase();
        if !codes.contains(&code) {
            return Err(Failure::new(format!("there is no Code `{code}`; the Codes are {}", codes.join(", "))));
        }
        let (document, number) = match place.split_once([':', '/']) {
            Some((document, number)) => {
                let id = document.to_ascii_lowercase().parse::<legaltext::DocumentId>();
                (Some(id.map_err(|error| wrong(&error.to_string()))?), number)
            }
            None => (None, place),
        };
        let parsed = |text: &str| text.trim().parse::<Citation>().ok();
        let upper = number.split_once('(').map_or_else(
            || number.to_ascii_uppercase(),
            |(clause, labels)| format!("{}({labels}", clause.to_ascii_uppercase()),
        );
        let lettered = document.as_ref().map(|id| format!("{}{upper}", id.letter()));
        let citation = match (&document, lettered) {
            (Some(id), Some(lettered))
                if id.kind() == legaltext::DocumentKind::Section && !upper.starts_with(id.letter()) =>
            {
                parsed(&lettered)
            }
            (_, _) => {
                parsed(number).filter(|at| at.document_id().is_some() || document.is_some()).or_else(|| parsed(&upper))
            }
        };
        let citation = citation.ok_or_else(|| wrong("this is no number of a provision"))?;
        let citation = document.map_or_else(|| citation.clone(), |id| citation.in_document(&id));
        if citation.document_id().is_none() || citation.number().is_none() {
            return Err(wrong("this does not say which document and provision is meant"));
        }
        Ok((code, citation))
    }
}

impl Carried {
    fn data(&self) -> Value {
        let changes: Vec<Value> = self
            .changes
            .iter()
            .map(|change| {
                let authority = change.authority.as_ref().map(|authority| {
                    json!({ "by": authority.by, "at": authority.at, "outcome": authority.outcome, "reasons": authority.reasons })
                });
                json!({
                    "from": change.from,
                    "event": change.event,
                    "by": change.by,
                    "proposal": change.proposal,
                    "authority": authority,
                    "at": change.at,
                    "changed": change.changed,
                    "was": change.was,
                    "is": change.is,
                })
            })
            .collect();
        json!({ "at": self.at, "history": changes })
    }
}

/// One change as a line: `2026-06-25: renumbered as D3.5, by CP066 (decided by the Panel)`.
fn line(change: &ClauseChange) -> String {
    let mut what: Vec<String> =
        change
            .changed
            .iter()
            .map(|one| {
                if one.at == change.at { one.how.words().to_owned() } else { format!("{} {}", one.at, one.how.words()) }
            })
            .collect();
    what.dedup();
    let authority =
        change.authority.as_ref().map_or_else(String::new, |authority| format!(" (decided by {})", authority.by));
    format!("{}: {}: {}, by {}{authority}", change.from, change.at, what.join(", "), change.by)
}
