//! The Authority's decision whether a proposal is urgent (D4).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::Milestone;
use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// The Authority says whether a proposal is urgent, and by which timetable it then goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideUrgency {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// Whether it is urgent.
    pub urgent: bool,
    /// The days agreed for its steps, where it is urgent.
    #[serde(default)]
    pub timetable: Vec<Milestone>,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for DecideUrgency {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, _case: &Case<'_>) -> Vec<Problem> {
        Vec::new()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Course(CourseEvent::UrgencyDecided {
            proposal: case.proposal()?.id.clone(),
            urgent: self.urgent,
            timetable: self.timetable.clone(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
