//! The history of a clause: each edition that changed it, by what, and on whose authority.

use jiff::civil::{Date, DateTime};
use legaltext::{Citation, Document, DocumentId, Edition, ProvisionId};

use super::timeline::{Made, Maker};
use super::{Proposal, Register};
use crate::changed::{Changed, How};
use crate::names::{Outcome, ProposalId};

/// One change to a clause.
#[derive(Debug, Clone, PartialEq)]
pub struct ClauseChange {
    /// The first day of the edition that made it.
    pub from: Date,
    /// The position of the event.
    pub event: u64,
    /// What made the edition, in words: `MP401`, `the designation of 5.19`, `the loading of Section D`.
    pub by: String,
    /// The proposal, where one made it.
    pub proposal: Option<ProposalId>,
    /// Who decided it, where that is on record.
    pub authority: Option<Authority>,
    /// Where the clause stands in that edition; where it stood before, when it is gone.
    pub at: Citation,
    /// What changed in it or below it.
    pub changed: Vec<Changed>,
    /// Its words before, with those below it; absent where it was not there or its words were not held.
    pub was: Option<String>,
    /// Its words since then.
    pub is: Option<String>,
}

/// The decision that a change stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// Who decided or designated.
    pub by: String,
    /// When.
    pub at: DateTime,
    /// The outcome; absent for a designation.
    pub outcome: Option<Outcome>,
    /// The reasons given.
    pub reasons: String,
}

impl Register {
    /// Every change to a clause, oldest first, under whatever number it stood. It is looked for by its place in the newest
    /// edition that has it, and followed by its identity.
    #[must_use]
    pub fn clause_history(&self, document: &DocumentId, at: &Citation) -> Vec<ClauseChange> {
        let made = self.timeline.made();
        let at = at.in_document(document);
        let found = made.iter().rev().find_map(|made| Some(made.edition.document(document)?.find(&at)?.id().clone()));
        let Some(id) = found else { return Vec::new() };
        let mut history = Vec::new();
        let mut before: Option<&Edition> = None;
        let mut place = None;
        for (index, one) in made.iter().enumerate() {
            let same = before.is_some_and(|before| {
                before.document(document).map(Document::hash) == one.edition.document(document).map(Document::hash)
            });
            let now = if same { place.clone() } else { place_of(&one.edition, document, &id) };
            let changed = self.changes_at(index, place.as_ref(), now.as_ref());
            if let (false, Some(here)) = (changed.is_empty(), now.as_ref().or(place.as_ref())) {
                let words = |edition: &Edition, at: Option<&Citation>| {
                    let found = edition.find(at?)?;
                    (!found.has_unheld()).then(|| found.text())
                };
                history.push(ClauseChange {
                    from: one.from,
                    event: one.position,
                    by: self.maker_words(&one.by),
                    proposal: proposal_of(one),
                    authority: self.authority_of(one),
                    at: here.clone(),
                    changed,
                    was: before.and_then(|before| words(before, place.as_ref())),
                    is: words(&one.edition, now.as_ref()),
                });
            }
            place = now;
            before = Some(&one.edition);
        }
        history
    }

    /// What one edition changed at a clause that stood at one place before and stands at another now.
    fn changes_at(&self, index: usize, before: Option<&Citation>, now: Option<&Citation>) -> Vec<Changed> {
        if before.is_none() && now.is_none() {
            return Vec::new();
        }
        if let (None, Some(at)) = (before, now) {
            return vec![Changed { at: at.clone(), term: None, was: None, how: How::Added }];
        }
        let within = |at: &Citation, place: Option<&Citation>| place.is_some_and(|place| at.is_within(place));
        let holds = |one: &Changed| match one.how {
            How::Removed => {
                within(&one.at, before) || (now.is_none() && before.is_some_and(|before| before.is_within(&one.at)))
            }
            How::Added | How::Reworded | How::Renumbered | How::Recorded => {
                within(&one.at, now) || one.was.as_ref().is_some_and(|was| within(was, before))
            }
        };
        self.timeline.changes_of(index).into_iter().filter(holds).collect()
    }

    /// The decision or designation that an edition stands on.
    #[must_use]
    pub fn authority_of(&self, made: &Made) -> Option<Authority> {
        match &made.by {
            Maker::WentLive { proposal, .. } => {
                let decision = self.proposal(proposal.as_str())?.decision.as_ref()?;
                Some(Authority {
                    by: decision.by.clone(),
                    at: decision.at,
                    outcome: Some(decision.outcome),
                    reasons: decision.reasons.clone(),
                })
            }
            Maker::Designated { name, .. } => {
                let designation = self.designation(name)?;
                Some(Authority {
                    by: designation.by.clone(),
                    at: designation.at,
                    outcome: None,
                    reasons: designation.reasons.clone(),
                })
            }
            Maker::Loaded { .. } | Maker::Ended { .. } => None,
        }
    }

    /// What each edition changed, oldest first: the edition with its maker, and every place.
    pub fn changes(&self) -> impl Iterator<Item = (&Made, Vec<Changed>)> {
        let made = self.timeline.made().iter().enumerate();
        made.map(|(index, made)| (made.as_ref(), self.timeline.changes_of(index)))
    }

    /// The proposals whose going live made the edition of a day.
    pub fn made_by(&self, day: Date) -> impl Iterator<Item = &Proposal> {
        let made = self.timeline.made().iter().filter(move |made| made.from == day);
        made.filter_map(|made| self.proposal(proposal_of(made)?.as_str()))
    }
}

fn proposal_of(made: &Made) -> Option<ProposalId> {
    match &made.by {
        Maker::WentLive { proposal, .. } => Some(proposal.clone()),
        Maker::Loaded { .. } | Maker::Ended { .. } | Maker::Designated { .. } => None,
    }
}

/// Where a provision stands in an edition.
fn place_of(edition: &Edition, document: &DocumentId, id: &ProvisionId) -> Option<Citation> {
    let mut found = None;
    edition.document(document)?.each(&mut |at, provision| {
        if provision.id() == id {
            found = Some(at.clone());
        }
    });
    found
}
