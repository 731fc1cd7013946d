//! Recommending on a completion report, or on a list of criteria for going live (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReleaseEvent};
use crate::gate::Gate;

/// A recommendation to the Panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecommendOnRelease {
    /// The release.
    pub release: String,
    /// What it is on: `report-reviewed:sit` for the completion report of a phase, `recommended:testing` for a list of criteria.
    pub on: Gate,
    /// Whether it is for approval, or for going live as planned.
    pub favourable: bool,
    /// What was found.
    #[serde(default)]
    pub comment: String,
}

impl Details for RecommendOnRelease {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        match (self.on.report_of(), self.on.list_of()) {
            (Some(phase), _) => problems.extend(case.unknown_phase("on", phase)),
            (None, Some(list)) => problems.extend(case.unknown_list("on", list)),
            (None, None) => {
                let on = &self.on;
                let sentence =
                    format!("`{on}` is nothing to recommend on; write report-reviewed:PHASE or recommended:LIST");
                problems.push(Problem::with("on", sentence));
            }
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.went_live()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        Ok(vec![Event::Release(ReleaseEvent::Recommended {
            release,
            on: self.on.clone(),
            favourable: self.favourable,
            comment: self.comment.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
