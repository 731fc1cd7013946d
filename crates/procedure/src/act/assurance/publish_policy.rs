//! Giving all Parties a copy of the current version of a policy, and putting it on the Website (D10.26).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{AssuranceEvent, Event};

/// The version goes to all Parties and on the Website.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishPolicy {
    /// The policy, by its id (`pap`).
    pub policy: String,
    /// The version.
    pub version: String,
}

impl Details for PublishPolicy {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        if case.register.policy_version(&self.policy, &self.version).is_none() {
            problems
                .push(Problem::with("version", format!("there is no version {} of `{}`", self.version, self.policy)));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Assurance(AssuranceEvent::Published {
            policy: self.policy.clone(),
            version: self.version.clone(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
