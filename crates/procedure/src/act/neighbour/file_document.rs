//! Filing a document of the process with what controls it: type, version, date, class, owner.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};

/// A document as its own thing, tied to the modification that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileDocument {
    /// Its id: lower-case letters, digits, dots and hyphens.
    pub id: String,
    /// Its type (`Draft Legal Text`, `Modification Report`).
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Its own date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The modification that it belongs to, by any of its numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<String>,
    /// The modification that the document itself names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub states: Option<String>,
    /// Its class under the information policy (`White`, `Clear`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Its reference as a paper (`SECP 61, 12 October 2018, item 11, Appendix B`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// Whose works it holds.
    pub ownership: Ownership,
}

impl Details for FileDocument {
    fn proposal(&self) -> Option<&str> {
        self.proposal.as_deref()
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.new_id("id", &self.id, case.register.filed(&self.id).is_some());
        problems.extend(case.empty_text("kind", &self.kind));
        problems.extend(case.title("title", &self.title));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::DocumentFiled {
            document: self.id.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}

/// Whose works a document holds (M5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ownership {
    /// SEC Materials: works from running and developing the Code, Draft Proposals with their drafts and working papers too.
    SecMaterials,
    /// Somebody else's, used with leave.
    Others,
    /// Consumer Data, which are no SEC Materials.
    ConsumerData,
    /// Services IPR, which are no SEC Materials.
    ServicesIpr,
}
