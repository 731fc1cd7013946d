//! Amalgamating proposals that deal with one matter (D6): one goes on with all of it, the others end.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{CourseEvent, Event};

/// Other proposals become part of this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Amalgamate {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The proposals that become part of it, by any of their numbers.
    pub others: Vec<String>,
    /// Why they belong together.
    #[serde(default)]
    pub reasons: String,
}

impl Details for Amalgamate {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("reasons", &self.reasons);
        if self.others.is_empty() {
            problems.push(Problem::with("others", "names no other proposal"));
        }
        for number in &self.others {
            match case.register.proposal(number) {
                None => {
                    problems.push(Problem::with("others", format!("there is no proposal {number} in the register")))
                }
                Some(other) if case.proposal.is_some_and(|own| own.id == other.id) => {
                    problems.push(Problem::with("others", format!("{number} is the proposal itself")));
                }
                Some(_) => {}
            }
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let others = self.others.iter().filter_map(|number| Some(case.register.proposal(number)?.id.clone())).collect();
        Ok(vec![Event::Course(CourseEvent::Amalgamated {
            proposal: case.proposal()?.id.clone(),
            others,
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
