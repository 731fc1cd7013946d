//! Entering a project or programme that the DCC began (D10.22, D10.23).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{AssuranceEvent, Event};
use crate::register::PolicyVersion;

/// A project stands alone or belongs to a programme; what the policy says of projects holds for both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterProject {
    /// Its id: lower-case letters, digits, dots and hyphens.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The programme that it belongs to, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<String>,
    /// Whether it may affect Users.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub affects_users: bool,
    /// Whether it needs a Modification; then the policy is not for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_modification: bool,
    /// How both were tested.
    pub reasons: String,
}

impl Details for RegisterProject {
    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.new_id("id", &self.id, case.register.project(&self.id).is_some());
        problems.extend(case.title("title", &self.title));
        problems.extend(case.empty_text("reasons", &self.reasons));
        if self.programme.as_ref().is_some_and(|id| case.register.project(id).is_none()) {
            problems.push(Problem::with("programme", "is the id of no programme; register it first"));
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let policies = case.register.policies();
        let versions = policies.iter().flat_map(|id| case.register.policy_versions(id));
        let adopted: Vec<&PolicyVersion> = versions.filter(|one| one.adopted.is_some()).collect();
        let fell = !adopted.is_empty() && !adopted.iter().any(|one| one.stands());
        fell.then(|| {
            "no version of a policy stands that a project could be under; each that was adopted fell".to_owned()
        })
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Assurance(AssuranceEvent::ProjectRegistered {
            project: self.id.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}
