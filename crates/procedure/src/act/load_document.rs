//! Loading a document of the Code, with its words or, where they are not held, its numbers and headings.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// A document as it stands from a day on, outside any modification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LoadDocument {
    /// The document in the Code's markup.
    pub markup: String,
    /// The first day; without one the day of the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
}

impl Details for LoadDocument {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        match legaltext::markup::parse(&self.markup, "document") {
            Ok(document) => {
                let from = self.from.unwrap_or_else(|| case.at.date());
                let held = case.register.editions().any(|(_, edition)| edition.document(document.id()).is_some());
                let rewrites = held && from < case.at.date();
                let sentence = || {
                    let name = document.id().printed();
                    format!("{name} is held already; it can be replaced from today on, and its past stays as it is")
                };
                Vec::from_iter(rewrites.then(|| Problem::with("from", sentence())))
            }
            Err(errors) => errors.iter().map(|error| Problem::with("markup", error.to_string())).collect(),
        }
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::DocumentLoaded {
            markup: self.markup.clone(),
            from: self.from.unwrap_or_else(|| case.at.date()),
        }])
    }
}
