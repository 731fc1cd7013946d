//! Nominating a representative to a Working Group (G7.21), however its other members were chosen.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::GroupMember;
use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// A committee sends one person to a Working Group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NominateToWorkingGroup {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The person.
    pub member: GroupMember,
}

impl Details for NominateToWorkingGroup {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        case.name("member", &self.member.name)
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Course(CourseEvent::WorkingGroupJoined {
            proposal: case.proposal()?.id.clone(),
            member: self.member.clone(),
            nominated_by: case.actor.stands_for().to_owned(),
        })])
    }
}
