//! The kinds of paper that can be composed.

use super::{
    Paper, Record, change_board_paper, collated_responses, consultation_document, decision_letter, draft_proposal,
    legal_text, modification_report, response_form, vote_record,
};

/// What a paper is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A proposal, by any of its numbers.
    Proposal,
    /// A consultation: a proposal's number and `refinement` or `report` with a hyphen between, or the id of one on something else.
    Consultation,
}

impl Of {
    /// What is named, in words, with an example.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Proposal => "the number of a proposal (MP167B)",
            Self::Consultation => "the name of a consultation (mp167b-refinement)",
        }
    }
}

/// A kind of paper.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its name in addresses and commands (`modification-report`).
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it is about.
    pub of: Of,
    /// Makes it; the error is a sentence that says why there is none.
    pub compose: fn(&Record<'_>, &str) -> Result<Paper, String>,
}

/// Every kind of paper, in the order of the process.
pub const KINDS: &[Kind] = &[
    Kind { name: "draft-proposal", title: "Draft Proposal form", of: Of::Proposal, compose: draft_proposal },
    Kind {
        name: "consultation-document",
        title: "Consultation document",
        of: Of::Consultation,
        compose: consultation_document,
    },
    Kind { name: "response-form", title: "Response form", of: Of::Consultation, compose: response_form },
    Kind { name: "collated-responses", title: "Collated responses", of: Of::Consultation, compose: collated_responses },
    Kind { name: "modification-report", title: "Modification Report", of: Of::Proposal, compose: modification_report },
    Kind { name: "legal-text", title: "Legal text with redline", of: Of::Proposal, compose: legal_text },
    Kind { name: "change-board-paper", title: "Paper for decision", of: Of::Proposal, compose: change_board_paper },
    Kind { name: "vote-record", title: "Vote record", of: Of::Proposal, compose: vote_record },
    Kind { name: "decision-letter", title: "Decision letter", of: Of::Proposal, compose: decision_letter },
];

/// A kind by its name.
#[must_use]
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}
