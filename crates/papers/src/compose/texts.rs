//! Which legal text stood when.
//!
//! What was voted on or decided is the text of that moment. A text that came later, such as one that was re-based on a newer
//! Code, is told as what it is, and never as what was approved before it was there.

use std::sync::Arc;

use jiff::civil::DateTime;
use procedure::register::{Attached, Proposal};

use super::record::day;

/// A legal text as it stood at some moment, and the one that took its place since.
#[derive(Clone, Copy)]
pub(super) struct Standing<'a> {
    /// The text of that moment.
    pub(super) then: &'a Attached,
    /// The text that stands now, where it is another.
    pub(super) since: Option<&'a Attached>,
}

impl Standing<'_> {
    /// `legal text 1.0`, with what became of it since.
    pub(super) fn words(&self) -> String {
        match self.since {
            Some(since) => format!("legal text {}; {}", self.then.version, told(since)),
            None => format!("legal text {}", self.then.version),
        }
    }
}

/// `since 26 February 2026 legal text 2.0 stands, which is that text re-based on a newer Code`.
fn told(since: &Attached) -> String {
    let why = if since.rebased_from.is_some() { ", which is that text re-based on a newer Code" } else { "" };
    format!("since {} legal text {} stands{why}", day(since.at.date()), since.version)
}

/// The moment that settles which words a proposal's papers speak of: its decision or, until then, the opening of its vote.
pub(super) fn settled(proposal: &Proposal) -> Option<DateTime> {
    let opened = proposal.ballot.as_ref().map(|ballot| ballot.opened);
    proposal.decision.as_ref().map(|decision| decision.at).or(opened)
}

/// The text of the approved or the Proposed Solution as it stood at a moment; as it stands where no moment is given.
pub(super) fn at(proposal: &Proposal, until: Option<DateTime>) -> Option<Standing<'_>> {
    Some(before(proposal, proposal.approved_text()?, until))
}

/// Each text that stands for a solution, as it stood at a moment.
pub(super) fn each(proposal: &Proposal, until: Option<DateTime>) -> Vec<Standing<'_>> {
    proposal.standing_texts().map(|now| before(proposal, now, until)).collect()
}

/// The text that stood at a moment for what `now` serves; `now` itself where none is as old.
pub(super) fn before<'a>(proposal: &'a Proposal, now: &'a Arc<Attached>, until: Option<DateTime>) -> Standing<'a> {
    let serves = |text: &&Arc<Attached>| text.solutions.iter().any(|solution| now.solutions.contains(solution));
    let then = until.and_then(|until| proposal.legal_texts.iter().rev().filter(serves).find(|text| text.at <= until));
    let then = then.unwrap_or(now);
    Standing { then, since: (then.version != now.version).then_some(now) }
}
