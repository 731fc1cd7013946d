//! Reporting a review: what was found and what is recommended (L1.17(c) to (f)).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use legaltext::DocumentId;

use crate::event::{Event, NeighbourEvent};

/// The report of a review, whether it was directed, set off by a designation, or undertaken of the body's own motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportReview {
    /// The review that was directed, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<String>,
    /// The documents reviewed (`appendix-c`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// How effective they are, and how they fit the SEC Objectives.
    pub outcome: String,
    /// What is recommended; none where nothing is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommendations: Vec<String>,
}

impl Details for ReportReview {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("outcome", &self.outcome);
        if self.review.is_none() && self.documents.is_empty() {
            problems.push(Problem::with("documents", "names neither a review nor a document"));
        }
        if self.review.as_ref().is_some_and(|review| !case.register.is_obligation(review)) {
            problems.push(Problem::with("review", "names no review that was directed"));
        }
        let unread = self.documents.iter().filter(|name| name.parse::<DocumentId>().is_err());
        problems.extend(
            unread.map(|name| Problem::with("documents", format!("`{name}` is no document; write it like appendix-c"))),
        );
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::ReviewReported {
            review: self.review.clone().unwrap_or_else(|| self.documents.join(",")),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}
