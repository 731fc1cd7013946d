//! Joint working with the panel or administrator of another Energy Code (C2.3).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};

/// An arrangement, or a revision of it, with whom, and how changes that follow from one another are kept together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArrangeJointWorking {
    /// The other code.
    pub code: String,
    /// The body on the other side.
    pub with: String,
    /// What was agreed.
    pub arrangement: String,
}

impl Details for ArrangeJointWorking {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("code", &self.code);
        problems.extend(case.empty_text("with", &self.with));
        problems.extend(case.empty_text("arrangement", &self.arrangement));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::JointWorkingArranged {
            code: self.code.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}
