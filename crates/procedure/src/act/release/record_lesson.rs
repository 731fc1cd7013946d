//! Recording a lesson of an earlier release or change, and how it was taken up (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReleaseEvent};

/// Recorded again in the same words, it is brought up to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordLesson {
    /// The release.
    pub release: String,
    /// What was learnt.
    pub lesson: String,
    /// From which release or change.
    pub from: String,
    /// How it was taken up; empty where it was not yet.
    #[serde(default)]
    pub taken_up: String,
}

impl Details for RecordLesson {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.empty_text("lesson", &self.lesson));
        problems.extend(case.empty_text("from", &self.from));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        Ok(vec![Event::Release(ReleaseEvent::LessonRecorded {
            release,
            lesson: self.lesson.trim().to_owned(),
            from: self.from.trim().to_owned(),
            taken_up: self.taken_up.trim().to_owned(),
        })])
    }
}
