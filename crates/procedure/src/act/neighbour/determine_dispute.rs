//! The Panel determines a Dispute.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};

/// How it was determined, and which other codes were given notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DetermineDispute {
    /// The Dispute, by its id.
    pub dispute: String,
    /// How it is determined, and why.
    pub determination: String,
    /// The other codes that were given notice, where disputes under them interact with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub noticed: Vec<String>,
}

impl Details for DetermineDispute {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("determination", &self.determination);
        if case.register.dispute(&self.dispute).is_none() {
            problems.push(Problem::with("dispute", format!("there is no Dispute `{}`", self.dispute)));
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let determined = case.register.dispute(&self.dispute)?.determined.is_some();
        determined.then(|| format!("the Dispute {} is determined already", self.dispute))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::DisputeDetermined {
            dispute: self.dispute.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}
