//! Recording that something happened upon which words come into force.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;
use crate::names::day;

/// Parts of legal texts that wait for this may go live from its day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordOccurrence {
    /// What happened, in the words in which legal texts wait for it.
    pub what: String,
    /// The day on which it happened; without one the day of the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// How it is known.
    #[serde(default)]
    pub comment: String,
}

impl Details for RecordOccurrence {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.title("what", &self.what);
        if self.on.is_some_and(|on| on > case.at.date()) {
            problems.push(Problem::with("on", "must not lie ahead; record it once it has happened"));
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let before = case.register.occurrence(&self.what)?;
        Some(format!("this was recorded before, as of {}: {}", day(before.on), self.what.trim()))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::OccurrenceRecorded {
            what: self.what.trim().to_owned(),
            on: self.on.unwrap_or_else(|| case.at.date()),
            comment: self.comment.trim().to_owned(),
        }])
    }
}
