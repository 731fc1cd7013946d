//! The Authority's direction that the DCC raise a Draft Proposal, for a review or for the sake of binding law (D1.3, D2.4).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReviewEvent};

/// Somebody is directed to raise a Draft Proposal; the proposal names the direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectRaising {
    /// The id of the direction (`direction-1`).
    pub direction: String,
    /// The body that is directed.
    pub to: String,
    /// What the proposal is to be about.
    pub matter: String,
    /// The review that it arises from, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<String>,
}

impl Details for DirectRaising {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.review_id("direction", &self.direction);
        problems.extend(case.empty_text("matter", &self.matter));
        if case.register.direction(&self.direction).is_some() {
            problems.push(Problem::with("direction", "is taken; an id is never used again"));
        }
        if case.rulebook.code().body(&self.to).is_none() {
            problems.push(Problem::with("to", format!("{} is no body of the Code", self.to)));
        }
        problems.extend(self.review.as_ref().and_then(|review| case.unknown_review("review", review)));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let unknown = || Problem::with("to", format!("{} is no body of the Code", self.to));
        let to = case.rulebook.code().body(&self.to).ok_or_else(unknown)?.id.clone();
        Ok(vec![Event::Review(ReviewEvent::RaisingDirected {
            direction: self.direction.trim().to_owned(),
            to,
            matter: self.matter.trim().to_owned(),
            review: self.review.clone(),
        })])
    }
}
