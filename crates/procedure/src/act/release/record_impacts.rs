//! Recording whom and what a proposal touches, for the impact matrices of its release (D10).

use legaltext::DocumentId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ImpactEvent};
use crate::names::day;
use crate::register::{Impact, Impacts};

/// The matrices of a release are computed from this, and from what the legal text amends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordImpacts {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// For each kind of participant that is touched, what changes for it.
    #[serde(default)]
    pub participants: Vec<Impact>,
    /// Why no participant is touched, where none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub none_because: Option<String>,
    /// Whether it touches the central systems; as agreed before, where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub systems_impacted: Option<bool>,
    /// Documents of the Code that it changes, besides those that its legal text amends (`section-d`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentId>,
    /// Other codes that it touches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_codes: Vec<String>,
    /// Where its business requirements stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_requirements: Option<String>,
}

impl Details for RecordImpacts {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let releases = &case.rulebook.code().releases;
        let known = releases.participants.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ");
        let unknown = self.participants.iter().filter(|one| releases.participant(&one.participant).is_none());
        unknown
            .map(|one| {
                let name = &one.participant;
                Problem::with(
                    "participants",
                    format!("`{name}` is no column of the impact matrix; the columns are {known}"),
                )
            })
            .collect()
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let ended = case.proposal.filter(|proposal| proposal.stage.is_end())?;
        let (number, since) = (ended.number(), day(ended.stage_since.date()));
        let stage = ended.stage.words();
        Some(format!(
            "{number} is {} since {since}; whom and what it touches stays as it was recorded",
            stage.to_lowercase()
        ))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let releases = &case.rulebook.code().releases;
        let by_id = |one: &Impact| Impact {
            participant: releases.participant(&one.participant).map_or(&one.participant, |known| &known.id).clone(),
            area: one.area.as_ref().map(|area| area.trim().to_owned()),
            summary: one.summary.trim().to_owned(),
        };
        Ok(vec![Event::Impact(ImpactEvent::Recorded {
            proposal: proposal.id.clone(),
            impacts: Impacts {
                participants: self.participants.iter().map(by_id).collect(),
                none_because: self.none_because.clone().filter(|_| self.participants.is_empty()),
                documents: self.documents.clone(),
                other_codes: self.other_codes.clone(),
                business_requirements: self.business_requirements.clone(),
            },
            systems_impacted: self.systems_impacted.unwrap_or(proposal.systems_impacted),
        })])
    }
}
