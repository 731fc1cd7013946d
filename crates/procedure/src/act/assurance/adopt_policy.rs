//! Adopting a version of a policy, with what was considered (D10.25, D10.27).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{AssuranceEvent, Event};
use crate::register::{Matter, MatterKind};

/// From here on the version is the current one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdoptPolicy {
    /// The policy, by its id (`pap`).
    pub policy: String,
    /// The version.
    pub version: String,
    /// What Parties said, and what regard was had to it.
    pub views: String,
    /// The weight given to the DCC's need to comply at all times with the General Objectives of its licence.
    pub general_objectives: String,
    /// The weight given to its need to discharge its other licence obligations efficiently.
    pub other_obligations: String,
}

impl Details for AdoptPolicy {
    fn matter(&self, _case: &Case<'_>) -> Option<Matter> {
        Some(Matter { kind: MatterKind::Policy, id: self.policy.clone(), version: Some(self.version.clone()) })
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        if case.register.policy_version(&self.policy, &self.version).is_none() {
            problems
                .push(Problem::with("version", format!("there is no version {} of `{}`", self.version, self.policy)));
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let adopted = case.register.policy_version(&self.policy, &self.version)?.adopted?;
        let since = crate::names::day(adopted.date());
        Some(format!("version {} of `{}` was adopted already, on {since}", self.version, self.policy))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Assurance(AssuranceEvent::Adopted {
            policy: self.policy.clone(),
            version: self.version.clone(),
            views: self.views.trim().to_owned(),
            general_objectives: self.general_objectives.trim().to_owned(),
            other_obligations: self.other_obligations.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
