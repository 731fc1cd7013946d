//! `enact play SCENARIO`

use std::path::PathBuf;

use clap::Args;
use procedure::scenario::{self, Played, Scenario};

use super::{Cli, Output, Verdict, file};
use crate::clock;
use crate::failure::Failure;
use crate::wording::toml_fault;

/// Plays acts against the rules; one outcome a step.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact play scenarios/sec/stories/self-governance-from-start-to-end.toml")]
pub struct Play {
    /// The scenario, as TOML.
    scenario: String,
}

impl Play {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let text = file::text(&self.scenario)?;
        let at = |message: String| Failure::new(format!("{}: {message}", self.scenario));
        let head: toml::Table = toml::from_str(&text).map_err(|error| at(toml_fault(&error, &text)))?;
        let Some(code) = head.get("rulebook").and_then(toml::Value::as_str) else {
            return Err(at("the scenario names no rulebook; begin it with rulebook = \"sec\"".to_owned()));
        };
        let files = Cli::code(codes, code)?;
        let rulebook = files.rulebook()?;
        let administrator = rulebook.code().administrator.as_str();
        let scenario = Scenario::read(&text, administrator).map_err(|error| at(error.to_string()))?;
        if let Some(step) = scenario.steps.iter().find(|step| !clock::happens_once(step.at)) {
            let (line, time) = (step.line, step.at);
            return Err(at(format!(
                "line {line}: {time} comes twice in London, or not at all, because the clocks change then; give another hour"
            )));
        }
        let played = scenario::play(&scenario, &rulebook, &files.documents()).map_err(at)?;
        if output.is_human() {
            told(&scenario, &played, output)?;
        } else {
            output.json(&played)?;
        }
        // What could be played is told; what could not is an error in the scenario itself.
        if let Some(step) = played.not_ruled_on().next() {
            let line = scenario.steps.get(step.number - 1).map(|step| step.line).unwrap_or_default();
            return Err(at(format!("step {}, line {line}: {}", step.number, step.reasons.join("; "))));
        }
        Ok(if played.as_expected { Verdict::Right } else { Verdict::Wrong })
    }
}

/// One line a step, with what refused it below.
fn told(scenario: &Scenario, played: &Played, output: &mut Output<'_>) -> Result<(), Failure> {
    output.line(&scenario.title)?;
    for (step, played) in scenario.steps.iter().zip(&played.steps) {
        let mark = match played.as_expected {
            true => "as expected".to_owned(),
            false => format!("NOT AS EXPECTED: {}", step.expect.words()),
        };
        let clauses = match played.clauses.as_slice() {
            [] => String::new(),
            clauses => format!(" by {}", clauses.join(", ")),
        };
        let (number, at, by, act) = (played.number, step.at, &step.submission.by, step.submission.act.name());
        output.line(&format!("{number:3}  {at}  {by}: {act} -> {}{clauses} ({mark})", played.outcome))?;
        for reason in &played.reasons {
            output.line(&format!("       {reason}"))?;
        }
    }
    Ok(())
}
