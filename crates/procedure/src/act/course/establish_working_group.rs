//! Establishing the Working Group that refines a proposal (D6.3).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// Persons who know the subject come together to refine a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EstablishWorkingGroup {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// Its members.
    pub members: Vec<GroupMember>,
}

/// A member of a Working Group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupMember {
    /// The person.
    pub name: String,
    /// The experience that the person brings to the subject.
    #[serde(default)]
    pub experience: String,
    /// Whether the person has agreed in writing to serve.
    #[serde(default)]
    pub agreed: bool,
    /// Whether the person has undertaken to act independently.
    #[serde(default)]
    pub independent: bool,
}

impl Details for EstablishWorkingGroup {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut names: Vec<String> = Vec::new();
        for member in &self.members {
            problems.extend(case.name("members", &member.name));
            let name = member.name.trim().to_lowercase();
            if names.contains(&name) {
                problems.push(Problem::with("members", format!("{} is named twice", member.name)));
            }
            names.push(name);
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Course(CourseEvent::WorkingGroupEstablished {
            proposal: case.proposal()?.id.clone(),
            members: self.members.clone(),
        })])
    }
}
