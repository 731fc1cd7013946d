//! `enact rules [--at DATE]`

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use procedure::Register;
use serde_json::json;

use super::{Cli, Output, Verdict};
use crate::failure::Failure;

/// Lists the rules in force on a day: id, clause, effect, since, until, basis.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact rules --at 2020-07-01")]
pub struct Rules {
    /// The day; today without it.
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
    /// The Code.
    #[arg(long, default_value = "sec")]
    code: String,
}

impl Rules {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let rulebook = Cli::code(codes, &self.code)?.rulebook()?;
        let day: Date = match &self.at {
            Some(text) => {
                text.parse().map_err(|_| Failure::new(format!("`{text}` is no date; write it like 2024-03-01")))?
            }
            None => crate::clock::today(),
        };
        let register = Register::new(&self.code);
        let mut rows = Vec::new();
        for loaded in rulebook.in_force(day, &register) {
            let rule = &loaded.rule;
            let (since, until) = rulebook.days_of(rule, &register);
            let acts: Vec<&str> = rule.governs.iter().map(|act| act.name()).collect();
            if output.is_human() {
                let (id, clauses, kind) = (&rule.id, rule.cites.join(", "), rule.check.words());
                let basis = rule.basis.words();
                output.line(&format!("{clauses:<16} {kind:<11} {basis:<9} {id}\n{:18}{}", "", rule.says))?;
            }
            rows.push(json!({
                "id": rule.id,
                "clauses": rule.cites,
                "effect": rule.check.words(),
                "says": rule.says,
                "governs": acts,
                "since": since,
                "until": until,
                "basis": rule.basis,
                "fingerprint": loaded.fingerprint,
            }));
        }
        if output.is_human() {
            let some = format!("{} rules of the {} in force on {day}", rows.len(), rulebook.code().title);
            output.line(&some)?;
        } else {
            output.json(&json!({ "code": self.code, "at": day, "rules": rows }))?;
        }
        Ok(Verdict::Right)
    }
}
