//! `enact explain RULE`

use clap::Args;
use papers::checks;
use serde_json::json;

use super::{Output, Verdict};
use crate::failure::Failure;

/// Says what a check looks for, why, and shows an example of wrong and right.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact explain total-vs-table")]
pub struct Explain {
    /// The rule (EN104) or its name (total-vs-table); without one, all are listed.
    rule: Option<String>,
}

impl Explain {
    pub(super) fn run(self, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let Some(rule) = self.rule else {
            let rules = checks::rules();
            if !output.is_human() {
                let list: Vec<_> = rules.iter().map(|(rule, name)| json!({ "rule": rule, "name": name })).collect();
                output.json(&list)?;
                return Ok(Verdict::Right);
            }
            for (rule, name) in rules {
                output.line(&format!("{rule}  {name}"))?;
            }
            return Ok(Verdict::Right);
        };
        let Some(text) = checks::explain(&rule) else {
            return Err(Failure::new(format!("there is no rule `{rule}`; `enact explain` lists those there are")));
        };
        if output.is_human() {
            output.line(&text)?
        } else {
            output.json(&json!({ "rule": rule, "text": text }))?
        }
        Ok(Verdict::Right)
    }
}
