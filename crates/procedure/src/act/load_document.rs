//! Loading a document of the Code, with its words or, where they are not held, its numbers and headings.

use jiff::civil::Date;
use legaltext::Document;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;
use crate::names::day;

/// A document as it stands from a day on, outside any modification. Words loaded for a document whose words were not held are
/// compared with the amendments on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LoadDocument {
    /// The document in the Code's markup.
    pub markup: String,
    /// The first day; without one the day of the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The first day on which it no longer stands, where it has left the Code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl LoadDocument {
    fn read(&self) -> Result<Document, Vec<Problem>> {
        legaltext::markup::parse(&self.markup, "document")
            .map_err(|errors| errors.iter().map(|error| Problem::with("markup", error.to_string())).collect())
    }
}

impl Details for LoadDocument {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let document = match self.read() {
            Ok(document) => document,
            Err(problems) => return problems,
        };
        let mut problems = Vec::new();
        let from = self.from.unwrap_or_else(|| case.at.date());
        let name = document.id().printed();
        let known = case.register.editions().filter_map(|(_, edition)| edition.document(document.id()));
        let (mut is_known, mut with_words) = (false, false);
        for held in known {
            (is_known, with_words) = (true, with_words || !held.has_unheld());
        }
        if from < case.at.date() && is_known && (with_words || document.has_unheld()) {
            let sentence = match with_words {
                true => {
                    format!("{name} is held already; it can be replaced from today on, and its past stays as it is")
                }
                false => format!(
                    "{name} is known already and its past stays as it is; only the whole of its words adds to that"
                ),
            };
            problems.push(Problem::with("from", sentence));
        }
        if self.until.is_some_and(|until| until <= from) {
            problems.push(Problem::with("until", "must be a later day than the first one"));
        }
        if problems.is_empty()
            && let Err(not_made) = case.register.with_document(document, from, self.until)
        {
            let sentences: Vec<String> = not_made.conflicts.into_iter().map(|conflict| conflict.message).collect();
            let since = day(not_made.from);
            let sentence = format!(
                "what came into force on {since} does not fit these words: {}; check that they are those of {}",
                sentences.join("; "),
                day(from)
            );
            problems.push(Problem::with("markup", sentence));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let from = self.from.unwrap_or_else(|| case.at.date());
        let checked = self.read().map(|document| case.register.check_loaded(&document, from)).unwrap_or_default();
        Ok(vec![Event::DocumentLoaded { markup: self.markup.clone(), from, until: self.until, checked, tested: true }])
    }
}
