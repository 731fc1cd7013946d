//! Revising a criterion for going live (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReleaseEvent};

/// After a baseline it comes with a new draft, which the Panel baselines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviseCriterion {
    /// The release.
    pub release: String,
    /// The list (`testing`).
    pub list: String,
    /// Its number in the list.
    pub number: u32,
    /// What must be so from here on.
    pub says: String,
}

impl Details for ReviseCriterion {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.unknown_criterion(&self.list, self.number));
        problems.extend(case.empty_text("says", &self.says));
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.went_live()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        Ok(vec![Event::Release(ReleaseEvent::CriterionRevised {
            release,
            list: case.list_id(&self.list),
            number: self.number,
            says: self.says.trim().to_owned(),
        })])
    }
}
