//! Saying that a standing duty is met, by the Draft Proposal raised because of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};
use crate::names::RuleId;

/// Closes a duty that stands since its rule came into force (L8.11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetDuty {
    /// The rule of the duty, by its id.
    pub rule: String,
    /// The Draft Proposal that meets it, by any of its numbers.
    pub proposal: String,
}

impl Details for MeetDuty {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        let id = RuleId::from(self.rule.as_str());
        let duty = case.rulebook.duty(&id).is_some();
        if !duty {
            problems.push(Problem::with("rule", format!("`{}` is the id of no duty", self.rule)));
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.register.duty_met(&RuleId::from(self.rule.as_str()))?;
        Some(format!("the duty {} is met already", self.rule))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::DutyMet {
            rule: self.rule.as_str().into(),
            proposal: case.proposal()?.id.clone(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
