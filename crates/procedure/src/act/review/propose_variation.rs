//! The Authority's direction that it will develop a variation itself (D9A.2).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReviewEvent};

/// An Authority-Led Variation is proposed; where its review has no phase that is open, one opens that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeVariation {
    /// The review, by its id.
    pub review: String,
    /// What the variation is, in one line.
    pub title: String,
    /// The proposal that carries its words, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_by: Option<String>,
}

impl Details for ProposeVariation {
    fn review(&self) -> Option<&str> {
        Some(&self.review)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.title("title", &self.title);
        problems.extend(case.unknown_review("review", &self.review));
        if let Some(number) = self.carried_by.as_ref().filter(|number| case.register.proposal(number).is_none()) {
            problems.push(Problem::with("carried_by", format!("there is no proposal {number} in the register")));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let carried = self.carried_by.as_deref().and_then(|number| case.register.proposal(number));
        let carried_by = carried.map(|proposal| proposal.id.clone());
        Ok(vec![Event::Review(ReviewEvent::VariationProposed {
            review: self.review.trim().to_owned(),
            title: self.title.trim().to_owned(),
            carried_by,
        })])
    }
}
