//! Asking the DCC for a Preliminary or an Impact Assessment (D3.19).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// The DCC is to assess what a proposal would take and cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestAssessment {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// Which assessment.
    pub assessment: AssessmentKind,
    /// The day by which it is to be delivered.
    pub due: Date,
    /// Why it is asked for; of a second request, why the day is another.
    #[serde(default)]
    pub reasons: String,
}

/// An assessment of the DCC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AssessmentKind {
    /// Whether it can be done, roughly how, and what it may cost.
    Preliminary,
    /// How it will be done, by when and at what cost.
    Impact,
}

impl AssessmentKind {
    /// The assessment's name.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Preliminary => "Preliminary Assessment",
            Self::Impact => "Impact Assessment",
        }
    }
}

impl Details for RequestAssessment {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let passed = self.due <= case.at.date();
        Vec::from_iter(passed.then(|| Problem::with("due", "must be a day after today")))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Course(CourseEvent::AssessmentRequested {
            proposal: case.proposal()?.id.clone(),
            assessment: self.assessment,
            due: self.due,
            by: case.actor.stands_for().to_owned(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
