//! Publishing the minutes of a meeting.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use super::known;
use crate::case::Case;
use crate::event::{Event, MeetingEvent};

/// The minutes of a meeting are published; a later version takes the place of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishMinutes {
    /// The meeting (`panel-61`).
    pub meeting: String,
    /// The version; without one, `1.0`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// What was said, beside the decisions and actions that stand on record by themselves.
    #[serde(default)]
    pub text: String,
}

impl Details for PublishMinutes {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        Vec::from_iter(known(case, &self.meeting).err())
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Meeting(MeetingEvent::MinutesPublished {
            meeting: known(case, &self.meeting)?.id.clone(),
            version: self.version.clone().unwrap_or_else(|| "1.0".to_owned()),
            text: self.text.trim().to_owned(),
            late: case.is_late(),
        })])
    }
}
