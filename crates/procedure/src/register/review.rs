//! Significant Code Reviews: their phases, and what ends one.

use jiff::civil::Date;
use legaltext::DocumentId;

use super::{Proposal, Register};
use crate::act::Leave;
use crate::names::{BodyId, Outcome, ProposalId};

/// A Significant Code Review with every phase it has had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// The subjects in its scope.
    pub subjects: Vec<String>,
    /// The documents of the Code in its scope.
    pub documents: Vec<String>,
    /// Its phases, oldest first.
    pub phases: Vec<Phase>,
}

/// A Significant Code Review Phase: it ends on the first of its ends, and once ended stays so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// The first day.
    pub opened: Date,
    /// What opened it.
    pub basis: PhaseBasis,
    /// The Authority-Led Variation proposed during it.
    pub variation: Option<Variation>,
    /// The days on which it ends, or would have ended: the earliest counts.
    pub ends: Vec<PhaseEnd>,
}

/// What opened a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhaseBasis {
    /// The Authority's notice.
    Notice,
    /// A backstop direction.
    Backstop,
    /// A direction that proposes an Authority-Led Variation.
    Variation,
}

/// An Authority-Led Variation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variation {
    /// What it is.
    pub title: String,
    /// The proposal that carries its words.
    pub carried_by: Option<ProposalId>,
    /// What the Authority decided on it.
    pub outcome: Option<Outcome>,
}

/// A day on which a phase ends, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhaseEnd {
    /// Which of the four ends.
    pub how: EndKind,
    /// The day.
    pub on: Date,
}

/// The four ends of a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EndKind {
    /// A Draft Proposal that arises from it was submitted by the Authority, or at its direction.
    Submitted,
    /// The Authority decided on its variation.
    VariationDecided,
    /// The Authority concluded that no modification is needed.
    NoChange,
    /// The time after the conclusions has run out.
    Lapsed,
}

impl EndKind {
    /// The end in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Submitted => "a Draft Proposal was submitted for it",
            Self::VariationDecided => "the Authority decided on its variation",
            Self::NoChange => "the Authority concluded that no modification is needed",
            Self::Lapsed => "the time after the conclusions ran out",
        }
    }
}

/// The Authority's direction that a Draft Proposal be raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Direction {
    /// Its id.
    pub id: String,
    /// The body that is directed.
    pub to: BodyId,
    /// What the proposal is to be about.
    pub matter: String,
    /// The review that it arises from.
    pub review: Option<String>,
    /// The day.
    pub on: Date,
}

impl Phase {
    /// How and when it ends, as far as that is known: the first of its ends.
    #[must_use]
    pub fn end(&self) -> Option<PhaseEnd> {
        self.ends.iter().min_by_key(|end| (end.on, end.how)).copied()
    }

    /// Whether it is open on a day: from its first day up to the day before it ends.
    #[must_use]
    pub fn is_open(&self, on: Date) -> bool {
        self.opened <= on && self.end().is_none_or(|end| on < end.on)
    }

    /// Adds a day on which it ends; once it has ended, no later event changes anything.
    pub(super) fn end_by(&mut self, how: EndKind, on: Date, today: Date) {
        if self.is_open(today) {
            self.ends.push(PhaseEnd { how, on });
        }
    }
}

impl Review {
    /// The phase entered last.
    #[must_use]
    pub fn last_phase(&self) -> Option<&Phase> {
        self.phases.last()
    }

    /// The phase that is open on a day.
    #[must_use]
    pub fn open_phase(&self, on: Date) -> Option<&Phase> {
        self.phases.iter().find(|phase| phase.is_open(on))
    }

    /// The proposal that carries the words of its last variation.
    #[must_use]
    pub fn carried_by(&self) -> Option<&ProposalId> {
        self.phases.iter().rev().find_map(|phase| phase.variation.as_ref()?.carried_by.as_ref())
    }

    /// Whether a proposal is about something in its scope: by its subjects, or by the documents that it touches.
    #[must_use]
    pub fn covers(&self, proposal: &Proposal) -> bool {
        let touched = proposal.documents_touched();
        let own = |document: &String| match DocumentId::from_printed(document) {
            Ok(document) => touched.contains(&document),
            // A record from before documents were read names them as somebody wrote them.
            Err(_) => proposal.documents_impacted.iter().any(|named| named.eq_ignore_ascii_case(document)),
        };
        proposal.subjects.iter().any(|subject| self.subjects.contains(subject)) || self.documents.iter().any(own)
    }

    /// Whether a proposal came of it, or carries its variation.
    #[must_use]
    pub fn is_source_of(&self, proposal: &Proposal) -> bool {
        proposal.course.review.as_deref() == Some(self.id.as_str()) || self.carried_by() == Some(&proposal.id)
    }
}

impl Register {
    /// A review by its id, in any case.
    #[must_use]
    pub fn review(&self, id: &str) -> Option<&Review> {
        self.reviews.iter().find(|review| review.id.eq_ignore_ascii_case(id.trim()))
    }

    /// Every review, in the order in which they were opened.
    #[must_use]
    pub fn significant_code_reviews(&self) -> &[Review] {
        &self.reviews
    }

    /// A direction to raise a Draft Proposal, by its id.
    #[must_use]
    pub fn direction(&self, id: &str) -> Option<&Direction> {
        self.directions.iter().find(|direction| direction.id.eq_ignore_ascii_case(id.trim()))
    }

    /// The review whose open phase holds a proposal up on a day: the proposal is in its scope, did not come of it, and has no
    /// leave given since the phase opened.
    #[must_use]
    pub fn held_up_by(&self, proposal: &Proposal, on: Date) -> Option<&Review> {
        self.reviews.iter().find(|review| {
            let Some(phase) = review.open_phase(on) else { return false };
            let leave = proposal.course.leave(Leave::GoOn).is_some_and(|given| given.date() >= phase.opened);
            review.covers(proposal) && !review.is_source_of(proposal) && !leave
        })
    }
}
