//! `enact apply LEGALTEXT --to BASE`

use clap::Args;
use legaltext::{Edition, instructions, markup};
use serde_json::json;

use super::{Output, Verdict, file};
use crate::failure::Failure;

/// Applies a legal text to documents of the Code, or says why it does not apply.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact apply mp167b.txt --to section-a.txt --to section-d.txt")]
pub struct Apply {
    /// The legal text: "Amend D10.22 as follows: …".
    legal_text: String,
    /// The documents it amends, in markup.
    #[arg(long = "to", required = true, value_name = "BASE")]
    base: Vec<String>,
}

impl Apply {
    pub(super) fn run(self, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let text = file::text(&self.legal_text)?;
        let legal_text = instructions::parse(&text).map_err(|errors| sentences(&self.legal_text, &errors))?;
        let mut documents = Vec::new();
        for path in &self.base {
            let text = file::text(path)?;
            documents.push(markup::parse(&text, path).map_err(|errors| sentences(path, &errors))?);
        }
        let edition = Edition::new("code", documents);
        let applied = match legaltext::apply(&edition, &legal_text.amendments, &self.legal_text) {
            Ok(applied) => applied,
            Err(conflicts) => {
                if output.is_human() {
                    for conflict in &conflicts {
                        output.line(&format!("amendment {}: {}", conflict.amendment + 1, conflict.message))?;
                    }
                    output.line("The legal text does not apply; nothing was changed.")?;
                } else {
                    output.json(&json!({ "applied": false, "conflicts": conflicts, "documents": [] }))?;
                }
                return Ok(Verdict::Wrong);
            }
        };
        let printed: Vec<String> = applied.edition.documents().iter().map(|document| markup::print(document)).collect();
        if output.is_human() {
            for text in &printed {
                output.line(text.trim_end())?;
                output.line("")?;
            }
        } else {
            output.json(&json!({
                "applied": true,
                "conflicts": [],
                "hash": applied.edition.hash(),
                "documents": printed,
                "unverified": applied.unverified,
                "notices": applied.notices,
                "rewritten": applied.rewritten,
            }))?;
        }
        Ok(Verdict::Right)
    }
}

/// How many of the mistakes in a file are said one by one: in a file that is something else, every line is one.
const SHOWN: usize = 3;

fn sentences<E: ToString>(path: &str, errors: &[E]) -> Failure {
    let shown: Vec<String> = errors.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = match errors.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!("; and {more} more like these"),
    };
    Failure::new(format!("{path}: {}{more}", shown.join("; ")))
}
