//! Closing an action of a meeting.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, MeetingEvent};

/// An action is done, or no longer wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseAction {
    /// The action (`panel-61/01`).
    pub action: String,
    /// What came of it.
    pub outcome: String,
}

impl Details for CloseAction {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("outcome", &self.outcome);
        if case.register.open_action(&self.action).is_none() {
            problems.push(Problem::with("action", format!("`{}` is no open action", self.action)));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let unknown = || Problem::with("action", "names no open action");
        let (meeting, action) = case.register.open_action(&self.action).ok_or_else(unknown)?;
        Ok(vec![Event::Meeting(MeetingEvent::ActionClosed {
            meeting: meeting.id.clone(),
            action: action.id.clone(),
            outcome: self.outcome.trim().to_owned(),
        })])
    }
}
