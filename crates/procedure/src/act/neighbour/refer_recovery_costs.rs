//! The DCC puts Recovery Costs that pass the sum set before the Panel (L10.24).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};

/// Costs asked for because of one Recovery Event, and when to pay them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferRecoveryCosts {
    /// The id of the Recovery Event.
    pub id: String,
    /// All the costs asked for because of it, in whole pounds.
    pub total: i64,
    /// The dates of payment that the DCC puts forward.
    pub proposed: String,
}

impl Details for ReferRecoveryCosts {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.new_id("id", &self.id, case.register.recovery_costs(&self.id).is_some());
        problems.extend(case.empty_text("proposed", &self.proposed));
        if self.total <= 0 {
            problems.push(Problem::with("total", "must be more than nought"));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::RecoveryCostsReferred {
            recovery: self.id.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}
