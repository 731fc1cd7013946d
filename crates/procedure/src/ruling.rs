//! The answer to "may this act happen?", always with its grounds.

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::names::RuleId;
use crate::rule::{Basis, Rule};

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

/// One rule looked at for a ruling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// The rule.
    pub rule: RuleId,
    /// The clauses it stands on.
    pub clauses: Vec<String>,
    /// How the rule is known.
    pub basis: Basis,
    /// Which way it bears.
    pub bearing: Bearing,
    /// Why, with the facts relied on: one sentence for a person.
    pub reason: String,
    /// The rule's fingerprint on that day.
    pub fingerprint: String,
}

/// Which way a ground bears on the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bearing {
    /// For it.
    Supports,
    /// Against it: enough by itself to refuse.
    Refuses,
    /// Its question must be answered first.
    Asks,
    /// Cannot be judged until the act's details are known.
    Open,
}

impl Ground {
    pub(crate) fn new(rule: &Rule, fingerprint: &str, bearing: Bearing, reason: String) -> Self {
        Self {
            rule: rule.id.clone(),
            clauses: rule.cites.clone(),
            basis: rule.basis,
            bearing,
            reason,
            fingerprint: fingerprint.to_owned(),
        }
    }
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
