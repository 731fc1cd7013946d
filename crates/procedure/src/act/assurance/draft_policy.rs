//! Drafting a policy, or a new version of one (D10.22, D10.25).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{AssuranceEvent, Event};

/// A version to be consulted on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftPolicy {
    /// The policy, by its id (`pap`).
    pub policy: String,
    /// The version.
    pub version: String,
    /// What it says, or what it changes from the version before.
    pub changes: String,
}

impl Details for DraftPolicy {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("changes", &self.changes);
        problems.extend(case.empty_text("version", &self.version));
        if case.register.policy_version(&self.policy, &self.version).is_some() {
            problems.push(Problem::with("version", format!("there is a version {} already", self.version)));
        }
        problems.extend(case.new_id("policy", &self.policy, false));
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        // Versions that are no numbers have no order that could be held to.
        let number =
            |version: &str| version.trim().split('.').map(|part| part.parse().ok()).collect::<Option<Vec<u32>>>();
        let own = number(&self.version)?;
        let last = case.register.policy_versions(&self.policy).filter_map(|held| number(&held.version)).max()?;
        (own <= last).then(|| {
            let last = last.iter().map(u32::to_string).collect::<Vec<_>>().join(".");
            format!(
                "version {} does not come after version {last} of `{}`; versions go forward",
                self.version, self.policy
            )
        })
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Assurance(AssuranceEvent::Drafted {
            policy: self.policy.clone(),
            version: self.version.clone(),
            changes: self.changes.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
