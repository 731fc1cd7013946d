//! `enact code references EDITION`

use std::path::PathBuf;

use clap::Args;
use legaltext::Citation;
use legaltext::graph::{CitedAt, RefState};
use serde_json::{Value, json};

use super::graph_of;
use crate::cli::editions::{EditionAddress, Registers, Source};
use crate::cli::{Output, Verdict};
use crate::failure::Failure;

/// Lists the references of an edition, with what each leads to.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact code references specimen@2026-03-01 --state dangling")]
pub(super) struct References {
    /// The edition; for a document, the references that stand in it.
    edition: String,
    /// Only those in this state: resolves, resolves-in-attachment, moved, dangling, ambiguous, outside, unheld.
    #[arg(long, value_name = "STATE")]
    state: Option<String>,
    /// Only those that lead to this provision or what stands below it: `D10.22`.
    #[arg(long, value_name = "NUMBER")]
    to: Option<String>,
    #[command(flatten)]
    source: Source,
}

const STATES: [RefState; 7] = [
    RefState::Resolves,
    RefState::ResolvesInAttachment,
    RefState::Moved,
    RefState::Dangling,
    RefState::Ambiguous,
    RefState::Outside,
    RefState::Unheld,
];

impl References {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let state = self.state.as_deref().map(state_of).transpose()?;
        let to = match &self.to {
            Some(to) => Some(to.parse::<Citation>().map_err(|error| Failure::new(error.to_string()))?),
            None => None,
        };
        let mut registers = Registers::new(codes, &self.source);
        let address = EditionAddress::required(&self.edition, &registers.ids()?)?;
        let named = registers.shown(&address)?;
        let graph = graph_of(&named);
        let mut cited = match &to {
            Some(to) => graph.references_to(to),
            None => graph.references(),
        };
        cited.retain(|one| {
            let here = named.document.as_ref().is_none_or(|id| one.place.at.document_id().as_ref() == Some(id));
            here && state.is_none_or(|state| one.resolution.state == state)
        });
        if !output.is_human() {
            let rows: Vec<Value> = cited.iter().map(data).collect();
            output.json(&json!({ "edition": address.to_string(), "references": rows }))?;
            return Ok(Verdict::Right);
        }
        for one in &cited {
            output.line(&format!("{}: {} {}", one.place, one.reference.citation, leads_to(one)))?;
        }
        let count = cited.len();
        output.line(&if count == 1 { "1 reference".to_owned() } else { format!("{count} references") })?;
        Ok(Verdict::Right)
    }
}

fn state_of(text: &str) -> Result<RefState, Failure> {
    let known = STATES.into_iter().find(|state| word(*state) == text);
    let all = STATES.map(word).join(", ");
    known.ok_or_else(|| Failure::new(format!("`{text}` is no state of a reference; the states are {all}")))
}

/// The state as JSON and `--state` have it.
pub(super) fn word(state: RefState) -> &'static str {
    match state {
        RefState::Resolves => "resolves",
        RefState::ResolvesInAttachment => "resolves-in-attachment",
        RefState::Moved => "moved",
        RefState::Dangling => "dangling",
        RefState::Ambiguous => "ambiguous",
        RefState::Outside => "outside",
        RefState::Unheld => "unheld",
    }
}

fn leads_to(one: &CitedAt) -> String {
    let targets: Vec<String> = one.resolution.targets.iter().map(|target| target.place.to_string()).collect();
    let targets = targets.join(", ");
    match one.resolution.state {
        RefState::Resolves | RefState::ResolvesInAttachment => format!("-> {targets}"),
        RefState::Moved => format!("-> now {targets} (moved)"),
        RefState::Dangling => "leads nowhere (dangling)".to_owned(),
        RefState::Ambiguous if targets.is_empty() => "does not say where (ambiguous)".to_owned(),
        RefState::Ambiguous => format!("may be {targets} (ambiguous)"),
        RefState::Outside => "is outside the Code".to_owned(),
        RefState::Unheld => "stands below words that are not held".to_owned(),
    }
}

fn data(one: &CitedAt) -> Value {
    let targets: Vec<String> = one.resolution.targets.iter().map(|target| target.place.to_string()).collect();
    json!({
        "at": one.place.to_string(),
        "cites": one.reference.citation,
        "label": one.reference.label,
        "state": word(one.resolution.state),
        "leads_to": targets,
    })
}
