//! What happens between a proposal and the committees that watch what it affects.

use super::area::area;
use crate::code::Code;
use crate::names::{BodyId, ProposalId};

area! {
    /// Something between a proposal and a committee that watches what it affects.
    ScreeningEvent {
        /// The Code Administrator judged whether the proposal is likely to affect what the committee watches.
        Flagged "proposal-flagged" of proposal {
            proposal: ProposalId,
            committee: BodyId,
            likely: bool,
            reasons: String,
            by: String,
        }
        /// The committee was told.
        CommitteeTold "committee-told" of proposal {
            proposal: ProposalId,
            committee: BodyId,
            note: String,
            by: String,
        }
        /// The committee was asked for advice.
        AdviceAsked "advice-asked" of proposal {
            proposal: ProposalId,
            committee: BodyId,
            question: String,
            by: String,
        }
        /// The committee gave advice.
        AdviceGiven "advice-given" of proposal {
            proposal: ProposalId,
            committee: BodyId,
            advice: String,
        }
    }
}

impl ScreeningEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, code: &Code) -> String {
        match self {
            Self::Flagged { committee, likely: true, reasons, .. } => {
                format!("Likely to affect what {} watches. {reasons}", code.title_of(committee.as_str()))
            }
            Self::Flagged { committee, likely: false, reasons, .. } => {
                format!("Not likely to affect what {} watches. {reasons}", code.title_of(committee.as_str()))
            }
            Self::CommitteeTold { committee, note, .. } => {
                format!("{} was told. {note}", code.title_of(committee.as_str()))
            }
            Self::AdviceAsked { committee, question, .. } => {
                format!("{} was asked for advice: {question}", code.title_of(committee.as_str()))
            }
            Self::AdviceGiven { committee, advice, .. } => {
                format!("{} advised: {advice}", code.title_of(committee.as_str()))
            }
        }
    }
}
