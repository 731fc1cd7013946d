//! The answer to "may this act happen?", always with its grounds.

use crate::event::Event;
pub use crate::ground::{Bearing, Ground};

/// The answer of [`crate::decide()`].
#[derive(Debug, Clone, PartialEq)]
pub struct Ruling {
    /// Whether the act may happen, and what then happened.
    pub outcome: Outcome,
    /// Every rule that was looked at and what it said, in the order they were looked at.
    pub grounds: Vec<Ground>,
}

/// Whether an act may happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It may; these events say what happened.
    Permitted(Vec<Event>),
    /// It may not; the grounds that refuse say why.
    Refused,
    /// Somebody must first answer the questions of the grounds that ask.
    NeedsJudgement,
}

impl Ruling {
    /// The grounds that refuse.
    pub fn refusing(&self) -> impl Iterator<Item = &Ground> {
        self.grounds.iter().filter(|ground| ground.bearing == Bearing::Refuses)
    }

    /// The grounds whose question is not answered.
    pub fn asking(&self) -> impl Iterator<Item = &Ground> {
        self.grounds.iter().filter(|ground| ground.bearing == Bearing::Asks)
    }

    /// Whether the act may happen.
    #[must_use]
    pub fn is_permitted(&self) -> bool {
        matches!(self.outcome, Outcome::Permitted(_))
    }

    /// The clauses of the refusing grounds, each once, in order.
    #[must_use]
    pub fn refusing_clauses(&self) -> Vec<String> {
        let mut clauses = Vec::new();
        for clause in self.refusing().flat_map(|ground| &ground.clauses) {
            if !clauses.contains(clause) {
                clauses.push(clause.clone());
            }
        }
        clauses
    }
}
