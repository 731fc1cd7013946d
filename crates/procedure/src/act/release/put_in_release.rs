//! Putting a proposal in a release, with the last day of decision that keeps it, and where it goes if that passes (D10).

use crate::register::Target;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// Approved ones are in the release; others are targeted, in if decided by the cut-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PutInRelease {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The release.
    pub release: String,
    /// The last day of decision for it; without one, the Code's lead time before the release counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<Date>,
    /// The release it falls to when the cut-off passes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<String>,
    /// The last day of decision for the fallback.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback_cut_off: Option<Date>,
}

impl Details for PutInRelease {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        if let Some(fallback) = &self.fallback {
            problems.extend(case.unknown_release("fallback", fallback));
        }
        // Whether the days fit each other is for the rules to say.
        if self.fallback.is_none() && self.fallback_cut_off.is_some() {
            problems.push(Problem::with("fallback_cut_off", "needs the fallback release it belongs to"));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let lead_time = |release: &str, given: Option<Date>| match given {
            Some(date) => Ok(Some(date)),
            None => case.cut_off_for(release),
        };
        let mut targets =
            vec![Target { release: self.release.as_str().into(), cut_off: lead_time(&self.release, self.cut_off)? }];
        if let Some(fallback) = &self.fallback {
            targets.push(Target {
                release: fallback.as_str().into(),
                cut_off: lead_time(fallback, self.fallback_cut_off)?,
            });
        }
        Ok(vec![Event::PutInRelease { proposal: proposal.id.clone(), targets }])
    }
}
