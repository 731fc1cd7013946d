//! Giving somebody an action at a meeting.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use super::known;
use crate::case::Case;
use crate::event::{Event, MeetingEvent};

/// Somebody is to do something after a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenAction {
    /// The meeting (`panel-61`).
    pub meeting: String,
    /// What is to be done.
    pub task: String,
    /// Who is to do it.
    pub owner: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

impl Details for OpenAction {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(known(case, &self.meeting).err());
        problems.extend(case.empty_text("task", &self.task));
        problems.extend(case.empty_text("owner", &self.owner));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let meeting = known(case, &self.meeting)?;
        Ok(vec![Event::Meeting(MeetingEvent::ActionOpened {
            meeting: meeting.id.clone(),
            action: format!("{}/{:02}", meeting.id, meeting.actions.len() + 1),
            task: self.task.trim().to_owned(),
            owner: self.owner.trim().to_owned(),
            due: self.due,
        })])
    }
}
