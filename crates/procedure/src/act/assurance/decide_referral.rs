//! The Authority decides a disagreement on a change of a policy; its decision is final (D10.28).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{AssuranceEvent, Event};

/// The version stands or falls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideReferral {
    /// The policy, by its id (`pap`).
    pub policy: String,
    /// The version.
    pub version: String,
    /// Whether the version may be adopted, or stays so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stands: bool,
    /// Why.
    pub reasons: String,
}

impl Details for DecideReferral {
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
        let held = case.register.policy_version(&self.policy, &self.version)?;
        let version = format!("version {} of `{}`", self.version, self.policy);
        match held.referral.as_ref().map(|referral| referral.decided) {
            Some(None) => None,
            Some(Some((_, at))) => {
                let on = crate::names::day(at.date());
                Some(format!("the disagreement on {version} was decided on {on}; that is final"))
            }
            None => Some(format!("no disagreement on {version} was referred")),
        }
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Assurance(AssuranceEvent::ReferralDecided {
            policy: self.policy.clone(),
            version: self.version.clone(),
            stands: self.stands,
            reasons: self.reasons.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
