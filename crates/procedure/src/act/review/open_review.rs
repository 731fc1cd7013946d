//! The Authority's notice that a matter is a Significant Code Review: its phase opens that day.

use legaltext::DocumentId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReviewEvent};

/// A Significant Code Review begins; proposals in its scope wait for its end or the Authority's leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenReview {
    /// Its id (`scr-1`); a review already known enters a phase anew.
    pub review: String,
    /// What it is about, in one line.
    #[serde(default)]
    pub title: String,
    /// The subjects in its scope, from the Code's list.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// The documents of the Code in its scope (`Section G`).
    #[serde(default)]
    pub documents: Vec<String>,
}

impl Details for OpenReview {
    fn review(&self) -> Option<&str> {
        Some(&self.review)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.review_id("review", &self.review);
        problems.extend(self.subjects.iter().filter_map(|subject| case.unknown_subject("subjects", subject)));
        let unread = self.documents.iter().filter_map(|name| DocumentId::from_printed(name).err());
        problems.extend(unread.map(|error| Problem::with("documents", error.to_string())));
        if case.register.review(&self.review).is_none() {
            problems.extend(case.title("title", &self.title));
        }
        problems
    }

    fn events(&self, _case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Review(ReviewEvent::Opened {
            review: self.review.trim().to_owned(),
            title: self.title.trim().to_owned(),
            subjects: self.subjects.clone(),
            documents: self.documents.clone(),
        })])
    }
}
