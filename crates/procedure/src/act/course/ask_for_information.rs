//! Asking for more information about a proposal (D3.19).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// Somebody needs to know more before the work can go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskForInformation {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// Who is asked.
    pub from: String,
    /// What is asked.
    pub question: String,
    /// The day by which the answer is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

impl Details for AskForInformation {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("question", &self.question);
        problems
            .extend(case.register.actor(&self.from, case.rulebook.code()).err().map(|why| Problem::with("from", why)));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Course(CourseEvent::InformationAsked {
            proposal: case.proposal()?.id.clone(),
            from: self.from.trim().to_owned(),
            question: self.question.trim().to_owned(),
            due: self.due,
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
