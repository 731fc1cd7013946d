//! Recording what became of a proposal before this register began, as the Code's history tells it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::code::PastOutcome;
use crate::event::Event;
use crate::names::Outcome;

/// The decision and the day its words came into force are taken from the Code's published history, with its basis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordOutcome {
    /// The proposal, by any of its numbers.
    pub proposal: String,
}

impl Details for RecordOutcome {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, _case: &Case<'_>) -> Vec<Problem> {
        Vec::new()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let untold = || Problem::with("proposal", format!("the Code's history says nothing of {}", proposal.number()));
        let past = case.history_of(proposal).ok_or_else(untold)?;
        let outcome = match past.outcome {
            PastOutcome::Approved => Outcome::Approved,
            PastOutcome::Rejected => Outcome::Rejected,
            PastOutcome::Open => return Err(untold()),
        };
        Ok(vec![Event::OutcomeRecorded {
            proposal: proposal.id.clone(),
            outcome,
            in_force: past.in_force,
            basis: past.basis,
        }])
    }
}
