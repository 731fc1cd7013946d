//! The Authority's conclusion of a Significant Code Review: the phase ends that day where no change is needed, else a fixed time after the conclusions are issued.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReviewEvent};

/// The Authority issues its conclusions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConcludeReview {
    /// The review, by its id.
    pub review: String,
    /// Whether the conclusion is that the Code needs no modification.
    #[serde(default)]
    pub no_change: bool,
    /// The day on which the conclusions were issued; without one, today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
}

impl Details for ConcludeReview {
    fn review(&self) -> Option<&str> {
        Some(&self.review)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        // Whether the day fits the phase is for the rules to say.
        Vec::from_iter(case.unknown_review("review", &self.review))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let issued = self.issued.unwrap_or_else(|| case.at.date());
        let lapses = case.review_lapses(issued)?;
        Ok(vec![Event::Review(ReviewEvent::Concluded {
            review: self.review.trim().to_owned(),
            no_change: self.no_change,
            issued,
            lapses,
        })])
    }
}
