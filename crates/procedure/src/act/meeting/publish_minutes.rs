//! Publishing the minutes of a meeting.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use super::known;
use crate::case::Case;
use crate::event::{Event, MeetingEvent};
use crate::names::day;

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

impl PublishMinutes {
    fn version(&self) -> &str {
        self.version.as_deref().map_or("1.0", str::trim)
    }
}

impl Details for PublishMinutes {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        Vec::from_iter(known(case, &self.meeting).err())
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let meeting = known(case, &self.meeting).ok()?;
        let version = self.version();
        let issued = meeting.minutes.iter().find(|issued| issued.version == version)?;
        let day = day(issued.at.date());
        Some(format!("the minutes {version} were published on {day}; a published version stands, give these another"))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Meeting(MeetingEvent::MinutesPublished {
            meeting: known(case, &self.meeting)?.id.clone(),
            version: self.version().to_owned(),
            text: self.text.trim().to_owned(),
            late: case.is_late(),
        })])
    }
}
