//! Assessing a criterion for going live, with the evidence (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReleaseEvent};

/// Whoever owns the criterion shows whether it is met. Assessed again, the last counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessCriterion {
    /// The release.
    pub release: String,
    /// The list (`testing`).
    pub list: String,
    /// Its number in the list.
    pub number: u32,
    /// Whether it is met.
    pub met: bool,
    /// What shows it.
    pub evidence: String,
}

impl Details for AssessCriterion {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.unknown_criterion(&self.list, self.number));
        problems.extend(case.empty_text("evidence", &self.evidence));
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.went_live()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        Ok(vec![Event::Release(ReleaseEvent::CriterionAssessed {
            release,
            list: case.list_id(&self.list),
            number: self.number,
            met: self.met,
            evidence: self.evidence.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
