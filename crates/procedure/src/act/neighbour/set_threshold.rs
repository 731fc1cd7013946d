//! Setting a sum that the Code leaves to a body to set from time to time (L10.24).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};
use crate::register::{Matter, MatterKind};

/// A sum from a day on, until another is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetThreshold {
    /// The clause that leaves it to be set (`L10.24`).
    pub clause: String,
    /// The sum in whole pounds.
    pub amount: i64,
    /// The first day on which it applies; without one, today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Why this sum.
    pub reasons: String,
}

impl Details for SetThreshold {
    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn matter(&self, _case: &Case<'_>) -> Option<Matter> {
        let (id, version) = (self.clause.trim().to_owned(), Some(self.amount.to_string()));
        Some(Matter { kind: MatterKind::Threshold, id, version })
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("clause", &self.clause);
        problems.extend(case.empty_text("reasons", &self.reasons));
        if self.amount < 0 {
            problems.push(Problem::with("amount", "must not be negative"));
        }
        if self.from.is_some_and(|from| from < case.at.date()) {
            problems.push(Problem::with("from", "must not be a day that has passed"));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::ThresholdSet {
            threshold: self.clause.trim().to_owned(),
            amount: self.amount,
            from: self.from.unwrap_or_else(|| case.at.date()),
            reasons: self.reasons.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
