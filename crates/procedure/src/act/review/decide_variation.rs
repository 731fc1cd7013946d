//! The Authority's decision on the variation that it developed (D9A.11).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReviewEvent};
use crate::names::{Outcome, SolutionId};

/// The variation is to be made or not; the phase of its review ends that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideVariation {
    /// The review, by its id.
    pub review: String,
    /// To be made, or not.
    pub decision: Outcome,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for DecideVariation {
    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn review(&self) -> Option<&str> {
        Some(&self.review)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        Vec::from_iter(case.unknown_review("review", &self.review))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let decided = Event::Review(ReviewEvent::VariationDecided {
            review: self.review.trim().to_owned(),
            outcome: self.decision,
            reasons: self.reasons.trim().to_owned(),
        });
        let carried = case.register.review(&self.review).and_then(|review| review.carried_by());
        let carried = carried.and_then(|id| case.register.proposal(id.as_str()));
        let solution = Some(SolutionId::proposed()).filter(|_| self.decision == Outcome::Approved);
        let own =
            carried.map(|proposal| case.decided(proposal, self.decision, solution, self.reasons.trim().to_owned()));
        Ok(std::iter::once(decided).chain(own).collect())
    }
}
