//! The kinds of paper that can be composed.

use super::{
    Paper, Record, agenda, change_board_paper, collated_responses, consultation_document, decision_letter,
    draft_proposal, legal_text, meeting_pack, minutes, modification_report, policy, release_document, response_form,
    sit_completion_report, testing_approach, uit_completion_report, vote_record,
};

/// What a paper is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A proposal, by any of its numbers.
    Proposal,
    /// A consultation: a proposal's number and `refinement` or `report` with a hyphen between, or the id of one on something else.
    Consultation,
    /// A release, by its id.
    Release,
    /// A meeting, by its id: the body and the number.
    Meeting,
    /// A policy, by its id.
    Policy,
}

impl Of {
    /// What is named, in words, with an example.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Proposal => "the number of a proposal (MP167B)",
            Self::Consultation => "the name of a consultation (mp167b-refinement)",
            Self::Release => "the id of a release (june-2020)",
            Self::Meeting => "the id of a meeting (change-board-84)",
            Self::Policy => "the id of a policy (programme-assurance-policy)",
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
    Kind {
        name: "release-implementation-document",
        title: "Release Implementation Document",
        of: Of::Release,
        compose: release_document,
    },
    Kind {
        name: "testing-approach-document",
        title: "Testing Approach Document",
        of: Of::Release,
        compose: testing_approach,
    },
    Kind {
        name: "sit-completion-report",
        title: "SIT Completion Report",
        of: Of::Release,
        compose: sit_completion_report,
    },
    Kind {
        name: "uit-completion-report",
        title: "UIT Completion Report",
        of: Of::Release,
        compose: uit_completion_report,
    },
    Kind { name: "agenda", title: "Agenda", of: Of::Meeting, compose: agenda },
    Kind { name: "meeting-pack", title: "Meeting pack", of: Of::Meeting, compose: meeting_pack },
    Kind { name: "minutes", title: "Minutes", of: Of::Meeting, compose: minutes },
    Kind { name: "policy", title: "Policy", of: Of::Policy, compose: policy },
];

/// A kind by its name.
#[must_use]
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}
