//! What passed between proposals and the committees that watch what they affect.

use jiff::civil::DateTime;

use super::Register;
use crate::names::{BodyId, ProposalId, RuleId};

/// What passed between a proposal and the committees that watch what it affects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Screened {
    /// Judgements of the Code Administrator, oldest first.
    pub flags: Vec<Flag>,
    /// Committees told, oldest first.
    pub told: Vec<(BodyId, DateTime)>,
    /// Advice asked for, oldest first.
    pub asked: Vec<(BodyId, DateTime)>,
    /// Advice given, oldest first.
    pub given: Vec<(BodyId, DateTime)>,
}

/// A judgement whether a proposal is likely to affect what a committee watches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// The committee.
    pub committee: BodyId,
    /// Whether it is likely.
    pub likely: bool,
    /// Why.
    pub reasons: String,
    /// When.
    pub at: DateTime,
}

/// A committee whose matters a proposal touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The committee.
    pub committee: BodyId,
    /// The rule that says what it watches.
    pub rule: RuleId,
    /// What of it the proposal touches; each a sentence.
    pub why: Vec<String>,
    /// Since when that has been known.
    pub since: DateTime,
}

impl Register {
    /// What passed between a proposal and the committees.
    #[must_use]
    pub fn screened(&self, proposal: &ProposalId) -> Option<&Screened> {
        self.screened.get(proposal)
    }

    /// Whether a committee was asked for advice on a proposal.
    #[must_use]
    pub fn advice_asked(&self, proposal: &ProposalId, committee: &BodyId) -> Option<DateTime> {
        let asked = self.screened(proposal)?.asked.iter().find(|(body, _)| body == committee)?;
        Some(asked.1)
    }
}
