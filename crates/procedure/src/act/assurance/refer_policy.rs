//! Referring a disagreement on a change of a policy to the Authority (D10.28).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{AssuranceEvent, Event};

/// The version waits for the Authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferPolicy {
    /// The policy, by its id (`pap`).
    pub policy: String,
    /// The version.
    pub version: String,
    /// What the disagreement is.
    pub reasons: String,
}

impl Details for ReferPolicy {
    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("reasons", &self.reasons);
        if case.register.policy_version(&self.policy, &self.version).is_none() {
            problems
                .push(Problem::with("version", format!("there is no version {} of `{}`", self.version, self.policy)));
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let referral = case.register.policy_version(&self.policy, &self.version)?.referral.as_ref()?;
        let version =
            format!("version {} of `{}` was referred already, on {}", self.version, self.policy, on(referral.at));
        Some(match referral.decided {
            Some((_, at)) => format!("{version}, and the decision of {} is final", on(at)),
            None => format!("{version}; the Authority decides it first"),
        })
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Assurance(AssuranceEvent::Referred {
            policy: self.policy.clone(),
            version: self.version.clone(),
            reasons: self.reasons.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}

fn on(at: jiff::civil::DateTime) -> String {
    crate::names::day(at.date()).to_string()
}
