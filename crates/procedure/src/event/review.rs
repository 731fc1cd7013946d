//! What happens to Significant Code Reviews, and to proposals because of them.

use jiff::civil::Date;

use super::area::area;
use crate::code::Code;
use crate::names::{BodyId, Outcome, ProposalId, day};

area! {
    /// Something that happened to a Significant Code Review, or to a proposal because of one.
    ReviewEvent {
        /// The Authority gave notice that a matter is a Significant Code Review.
        Opened "review-opened" of review {
            review: String,
            title: String,
            subjects: Vec<String>,
            documents: Vec<String>,
        }
        /// The Authority directed a proposal back into the review that it came of.
        BackstopDirected "backstop-directed" of proposal {
            proposal: ProposalId,
            review: String,
            reasons: String,
        }
        /// The Authority proposed an Authority-Led Variation.
        VariationProposed "variation-proposed" of review {
            review: String,
            title: String,
            carried_by: Option<ProposalId>,
        }
        /// The Authority decided on its variation.
        VariationDecided "variation-decided" of review {
            review: String,
            outcome: Outcome,
            reasons: String,
        }
        /// The Authority directed that a Draft Proposal be raised.
        RaisingDirected "raising-directed" {
            direction: String,
            to: BodyId,
            matter: String,
            review: Option<String>,
        }
        /// The Authority issued its conclusions; the phase lapses on a day then fixed.
        Concluded "review-concluded" of review {
            review: String,
            no_change: bool,
            issued: Date,
            lapses: Date,
        }
        /// A proposal waits while a review runs.
        Suspended "proposal-suspended" of proposal {
            proposal: ProposalId,
            review: String,
            reasons: String,
        }
        /// A suspended proposal goes on.
        Resumed "proposal-resumed" of proposal {
            proposal: ProposalId,
            reasons: String,
        }
        /// A proposal became part of a review.
        Subsumed "proposal-subsumed" of proposal {
            proposal: ProposalId,
            review: String,
            reasons: String,
        }
    }
}

impl ReviewEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, code: &Code) -> String {
        match self {
            Self::Opened { review, title, .. } => format!("The Significant Code Review {review} was opened. {title}"),
            Self::BackstopDirected { review, reasons, .. } => {
                format!("The Authority directed it back into the review {review}. {reasons}")
            }
            Self::VariationProposed { review, title, .. } => {
                format!("The Authority proposed a variation in the review {review}: {title}")
            }
            Self::VariationDecided { review, outcome, reasons } => {
                let word = match outcome {
                    Outcome::Approved => "is to be made",
                    Outcome::Rejected => "is not to be made",
                };
                format!("The Authority decided that the variation of the review {review} {word}. {reasons}")
            }
            Self::RaisingDirected { direction, to, matter, .. } => {
                format!("{} was directed to raise a Draft Proposal ({direction}). {matter}", code.title_of(to.as_str()))
            }
            Self::Concluded { review, no_change: true, issued, .. } => {
                format!("The review {review} was concluded on {}: the Code needs no modification", day(*issued))
            }
            Self::Concluded { review, no_change: false, issued, lapses } => {
                let (issued, lapses) = (day(*issued), day(*lapses));
                format!("The conclusions of the review {review} were issued on {issued}; its phase lapses on {lapses}")
            }
            Self::Suspended { review, reasons, .. } => format!("Suspended while the review {review} runs. {reasons}"),
            Self::Resumed { reasons, .. } => format!("No longer suspended. {reasons}"),
            Self::Subsumed { review, reasons, .. } => format!("Made part of the review {review}. {reasons}"),
        }
    }
}
