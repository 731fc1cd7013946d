//! Splitting a proposal into several, each with a life of its own; the parent ends.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// The proposal is divided; its parts go on at the same stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The parts, two or more.
    pub into: Vec<Part>,
    /// Why.
    pub reasons: String,
}

impl Details for Split {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("reasons", &self.reasons);
        if self.into.len() < 2 {
            problems.push(Problem::with("into", "names fewer than two parts; a split needs two or more"));
        }
        for part in &self.into {
            problems.extend(case.empty_text("into", &part.title));
            if let Some(id) = part.id.as_ref().filter(|id| case.register.proposal(id).is_some()) {
                problems.push(Problem::with("into", format!("{id} is taken; a number is never used again")));
            }
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let letters = ('A'..='Z').map(String::from);
        let parts = self.into.iter().zip(letters).map(|(part, letter)| Part {
            id: Some(part.id.clone().unwrap_or_else(|| format!("{}{letter}", proposal.number()))),
            title: part.title.trim().to_owned(),
            issue: part.issue.trim().to_owned(),
        });
        Ok(vec![Event::Split {
            proposal: proposal.id.clone(),
            into: parts.collect(),
            reasons: self.reasons.trim().to_owned(),
        }])
    }
}

/// One part of a split proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its number; without one the parent's number and a letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What it is about.
    pub title: String,
    /// Its own problem statement.
    #[serde(default)]
    pub issue: String,
}
