//! Splitting a proposal into several, each with a life of its own; the parent ends.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// As many parts as there are letters to number them by.
const MOST_PARTS: usize = 26;

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

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("reasons", &self.reasons);
        if self.into.len() < 2 {
            problems.push(Problem::with("into", "names fewer than two parts; a split needs two or more"));
        }
        if self.into.len() > MOST_PARTS {
            problems.push(Problem::with("into", format!("names more than {MOST_PARTS} parts; split it again later")));
        }
        let mut ids = BTreeSet::new();
        for part in &self.into {
            problems.extend(case.title("into", &part.title));
            let Some(id) = &part.id else { continue };
            if !case.rulebook.code().is_proposal_number(id) {
                problems.push(Problem::with("into", case.rulebook.code().numbering_hint(id)));
            }
            if case.register.proposal(id).is_some() || !ids.insert(id.to_lowercase()) {
                problems.push(Problem::with("into", format!("{id} is taken; a number is never used again")));
            }
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let given: Vec<String> =
            self.into.iter().filter_map(|part| part.id.as_ref()).map(|id| id.to_lowercase()).collect();
        let mut free = ('A'..='Z')
            .map(|letter| format!("{}{letter}", proposal.number()))
            .filter(|number| case.register.proposal(number).is_none() && !given.contains(&number.to_lowercase()));
        let mut parts = Vec::new();
        for part in &self.into {
            let id = part.id.clone().or_else(|| free.next());
            let used_up = || Problem::with("into", format!("no letter is left for the parts of {}", proposal.number()));
            parts.push(Part {
                id: Some(id.ok_or_else(used_up)?),
                title: part.title.trim().to_owned(),
                issue: part.issue.trim().to_owned(),
            });
        }
        Ok(vec![Event::Split { proposal: proposal.id.clone(), into: parts, reasons: self.reasons.trim().to_owned() }])
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
