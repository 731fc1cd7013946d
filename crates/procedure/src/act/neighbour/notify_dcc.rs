//! Telling the DCC where its documents should change so that it meets its duties on security (L1.17(e)).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};

/// A notice with its copies; it becomes a duty of the DCC to consider it (L13.55).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotifyDcc {
    /// Its id: lower-case letters, digits, dots and hyphens.
    pub id: String,
    /// Which document it is about.
    pub document: DccDocument,
    /// What should change, and why.
    pub matter: String,
    /// What is recommended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<String>,
    /// The bodies that get a copy, beside the DCC, or `all-parties`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<String>,
    /// Whether it holds matter that security asks to keep from some.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
    /// The notice as others than the DCC and the Security Sub-Committee get it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redacted: Option<String>,
}

impl Details for NotifyDcc {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.new_id("id", &self.id, case.register.notice(&self.id).is_some());
        problems.extend(case.empty_text("matter", &self.matter));
        problems.extend(case.unknown_invited("copies", &self.copies));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::DccNotified {
            notice: self.id.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}

/// Which document of the DCC a notice is about; the way to change it follows from that (L13.55(b)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DccDocument {
    /// One of the DCCKI SEC Documents: part of the Code, changed by a Draft Proposal.
    DcckiSecDocument,
    /// The DCCKI CPS: no part of the Code, changed as L13.42 says.
    DcckiCps,
}
