//! A decision that a body takes in its meeting.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, MeetingEvent};
use crate::register::Meeting;

/// A body decides something in the meeting that it holds today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordDecision {
    /// The body that decides.
    pub body: String,
    /// The item of the agenda.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u64>,
    /// The decision, in the body's words.
    pub decision: String,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl RecordDecision {
    /// The meeting that the body holds today.
    pub(crate) fn meeting<'a>(&self, case: &Case<'a>) -> Option<&'a Meeting> {
        let body = case.rulebook.code().body(&self.body)?;
        case.register.meeting_on(&body.id, case.at.date())
    }
}

impl Details for RecordDecision {
    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("decision", &self.decision);
        if case.rulebook.code().body(&self.body).is_none() {
            problems.push(Problem::with("body", format!("there is no body `{}`", self.body)));
        }
        if let (Some(item), Some(meeting)) = (self.item, self.meeting(case))
            && meeting.item(item).is_none()
        {
            problems.push(Problem::with("item", format!("the agenda of {} has no item {item}", meeting.id)));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let nowhere = || Problem::with("body", "the body holds no meeting today");
        let meeting = self.meeting(case).ok_or_else(nowhere)?;
        let about = self.item.and_then(|item| meeting.item(item)).and_then(|item| item.about.clone());
        Ok(vec![Event::Meeting(MeetingEvent::DecisionTaken {
            meeting: meeting.id.clone(),
            item: self.item,
            decision: self.decision.trim().to_owned(),
            reasons: self.reasons.trim().to_owned(),
            quorum: case.quorum_at(meeting, case.at, about.as_ref()),
            about,
        })])
    }
}
