//! Bodies that somebody must establish, and the interests of members.

use jiff::civil::{Date, DateTime};

use super::Register;
use crate::code::{Body, Code};
use crate::names::BodyId;

/// A function of the Code in the hands of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// The body that the Code provides for, and whose function it is.
    pub of: BodyId,
    /// The body that has it.
    pub holder: BodyId,
    /// From when.
    pub from: Option<Date>,
    /// The first day on which it had it no longer.
    pub until: Option<Date>,
    /// The decision that it rests on.
    pub decision: String,
}

/// An interest that a member declared in a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interest {
    /// The body.
    pub body: BodyId,
    /// The member.
    pub member: String,
    /// The interest.
    pub interest: String,
    /// Whether the member stands aside.
    pub recused: bool,
    /// When it was declared.
    pub at: DateTime,
}

impl Register {
    /// Every function that was given by a decision, in the order of the decisions.
    #[must_use]
    pub fn functions(&self) -> &[Function] {
        &self.functions
    }

    /// The body that has the function of a body on a day: the body itself, unless the Code wants a decision first. Then
    /// the one that was decided on, or, where no decision is on record, the one that history tells of.
    #[must_use]
    pub fn function_holder(&self, body: &Body, day: Date) -> Option<BodyId> {
        let Some(established) = &body.established else { return Some(body.id.clone()) };
        let mut recorded = self.functions.iter().rev().filter(|function| function.of == body.id).peekable();
        if recorded.peek().is_none() {
            return established.from.filter(|from| *from <= day).map(|_| body.id.clone());
        }
        let on = |function: &&Function| {
            function.from.is_none_or(|from| from <= day) && function.until.is_none_or(|until| day < until)
        };
        recorded.find(on).map(|function| function.holder.clone())
    }

    /// Whether an actor who is or acts for `actor` has the function of `body` on a day.
    pub(crate) fn has_function(&self, code: &Code, actor: &BodyId, body: &BodyId, day: Date) -> bool {
        match code.bodies.iter().find(|known| known.id == *body).filter(|known| known.established.is_some()) {
            Some(known) => self.function_holder(known, day).as_ref() == Some(actor),
            None => actor == body,
        }
    }

    /// Everyone who stands aside from decisions on a proposal: the member's last word counts.
    pub fn interests_in(&self, proposal: &str) -> impl Iterator<Item = &Interest> {
        let id = self.proposal(proposal).map(|known| known.id.clone());
        id.and_then(|id| self.interests.get(&id)).into_iter().flatten()
    }

    /// The interest for which a member stands aside from decisions on a proposal.
    #[must_use]
    pub fn stands_aside(&self, proposal: &str, member: &str) -> Option<&Interest> {
        let last = self.interests_in(proposal).filter(|held| held.member.eq_ignore_ascii_case(member)).last();
        last.filter(|held| held.recused)
    }
}
