//! Delivering an assessment (D3.19); a late one is kept and marked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::AssessmentKind;
use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// The DCC says what a proposal would take and cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliverAssessment {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// Which assessment.
    pub assessment: AssessmentKind,
    /// What it found.
    pub findings: String,
    /// The costs by stage, in whole pounds.
    #[serde(default)]
    pub costs: Vec<AssessedCost>,
    /// The Working Days that systems need between the decision and the day of the release, where they must change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_time: Option<i64>,
}

/// What one stage costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessedCost {
    /// The stage of delivery (`design`, `build`).
    pub stage: String,
    /// The lowest amount, in whole pounds.
    pub from: i64,
    /// The highest amount, where the assessment gives a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<i64>,
}

impl Details for DeliverAssessment {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("findings", &self.findings);
        if self.lead_time.is_some_and(|days| days < 0) {
            problems.push(Problem::with("lead_time", "must be a number of days, nought or more"));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let asked = case.proposal()?.course.open_assessment(self.assessment);
        let late = asked.is_some_and(|asked| asked.due < case.at.date());
        Ok(vec![Event::Course(CourseEvent::AssessmentDelivered {
            proposal: case.proposal()?.id.clone(),
            assessment: self.assessment,
            findings: self.findings.trim().to_owned(),
            costs: self.costs.clone(),
            lead_time: self.lead_time,
            late,
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
