//! The Panel directs a review of the SMKI Document Set (L1.17(c)).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActName, Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};

/// It becomes a duty of the body to review and report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectReview {
    /// Its id: lower-case letters, digits, dots and hyphens.
    pub id: String,
    /// The body that is to review.
    pub body: String,
    /// What is to be reviewed.
    pub subject: String,
    /// The last day for the report, where one is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

impl Details for DirectReview {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.new_id("id", &self.id, case.register.is_obligation(&self.id));
        problems.extend(case.unknown_body("body", &self.body));
        problems.extend(case.empty_text("subject", &self.subject));
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let title = case.rulebook.code().title_of(&self.body);
        let (may, who) = case.may_at_all(ActName::ReportReview, &self.body);
        (!may).then(|| format!("{title} reports no reviews, so it could never do this one; that is for {who}"))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::ReviewDirected {
            review: self.id.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}
