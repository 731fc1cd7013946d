//! A Dispute that the Panel must determine, so far as it concerns the process.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};

/// A Dispute with its subjects, and disputes under other codes that interact with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordDispute {
    /// Its id: lower-case letters, digits, dots and hyphens.
    pub id: String,
    /// What it is about, in one line.
    pub title: String,
    /// Its subjects, from the Code's list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
    /// Disputes under other codes that interact with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub linked: Vec<LinkedDispute>,
}

impl Details for RecordDispute {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.new_id("id", &self.id, case.register.dispute(&self.id).is_some());
        problems.extend(case.title("title", &self.title));
        for subject in &self.subjects {
            problems.extend(case.unknown_subject("subjects", subject));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::DisputeRecorded {
            dispute: self.id.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}

/// A dispute under another code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkedDispute {
    /// The other code.
    pub code: String,
    /// The dispute, as it is called there.
    pub dispute: String,
}
