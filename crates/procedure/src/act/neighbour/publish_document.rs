//! Publishing a filed document to an audience.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::code::Audience;
use crate::event::{Event, NeighbourEvent};

/// The document goes to everybody, to Parties, or to bodies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishDocument {
    /// The document, by its id.
    pub document: String,
    /// Who gets it.
    pub audience: Audience,
}

impl Details for PublishDocument {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        if case.register.filed(&self.document).is_none() {
            problems.push(Problem::with("document", format!("no document `{}` is filed", self.document)));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::DocumentPublished {
            document: self.document.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}
