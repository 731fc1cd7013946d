//! Agreeing that a Draft Proposal goes forward as a Modification Proposal (D3.11), with its path and timetable.

use crate::names::Path;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// From here on it is a Modification Proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreeModificationProposal {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// Its number from here on; without one the Draft Proposal's number under the other prefix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Who will decide it, and how.
    pub path: Path,
    /// The test applied to choose the path, and what it showed.
    #[serde(default)]
    pub path_reason: String,
    /// The days planned for its steps.
    #[serde(default)]
    pub timetable: Vec<Milestone>,
    /// The Party Categories that will notice it.
    #[serde(default)]
    pub parties_impacted: Vec<String>,
    /// The documents of the Code that it will change (`Section D`).
    #[serde(default)]
    pub documents_impacted: Vec<String>,
    /// Whether systems must change as well as words.
    #[serde(default)]
    pub systems_impacted: bool,
}

impl Details for AgreeModificationProposal {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        let of_another = |id: &str| {
            case.register.proposal(id).is_some_and(|other| Some(&other.id) != case.proposal.map(|own| &own.id))
        };
        let own = case.proposal.map(|own| case.rulebook.code().modification_number(own.id.as_str()));
        if let Some(id) = self.id.as_ref().or(own.as_ref()).filter(|id| of_another(id)) {
            problems.push(Problem::with("id", format!("{id} is taken; a number is never used again")));
        }
        for category in &self.parties_impacted {
            problems.extend(case.unknown_category("parties_impacted", category));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let alias = self.id.clone().unwrap_or_else(|| case.rulebook.code().modification_number(proposal.id.as_str()));
        Ok(vec![Event::ModificationProposalAgreed {
            proposal: proposal.id.clone(),
            alias,
            path: self.path,
            path_reason: self.path_reason.trim().to_owned(),
            timetable: self.timetable.clone(),
            parties_impacted: self.parties_impacted.clone(),
            documents_impacted: self.documents_impacted.clone(),
            systems_impacted: self.systems_impacted,
            by: case.actor.name().to_owned(),
        }])
    }
}

/// A step of the timetable and the day planned for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// The step.
    pub event: String,
    /// The day, or the first day of a window.
    pub date: Date,
    /// The last day of a window; absent where the step is planned for one day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}
