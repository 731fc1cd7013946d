//! Bringing a proposal to the committee that watches what it affects.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ScreeningEvent};

/// The committee is told. The duty to tell it stands on the list of the Code Administrator until then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TellCommittee {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The committee that is told.
    pub committee: String,
    /// What it is told, beside the proposal itself.
    pub note: String,
}

impl Details for TellCommittee {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_body("committee", &self.committee));
        problems.extend(case.empty_text("note", &self.note));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Screening(ScreeningEvent::CommitteeTold {
            proposal: case.proposal()?.id.clone(),
            committee: case.body_id(&self.committee).into(),
            note: self.note.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
