//! What a proposal touches, and which committees watch that.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use legaltext::{Citation, DocumentId};

use crate::names::BodyId;
use crate::register::{Proposal, Reach, Register, Touched};
use crate::rule::Screening;
use crate::rulebook::Rulebook;

impl Register {
    /// The committees whose matters a proposal touches, by the rules in force on a day: by its subjects, by what the Code
    /// Administrator judged, and by its legal text with all that relies on the words that change.
    #[must_use]
    pub fn touched(&self, rulebook: &Rulebook, proposal: &Proposal, on: Date) -> Vec<Touched> {
        self.touched_where(rulebook, proposal, on, |_| true)
    }

    /// The first matter of one committee that a proposal touches, as [`Register::touched`] has it.
    pub(crate) fn touched_of(
        &self,
        rulebook: &Rulebook,
        proposal: &Proposal,
        committee: &BodyId,
        on: Date,
    ) -> Option<Touched> {
        let theirs = |screening: &Screening| screening.committee == *committee;
        self.touched_where(rulebook, proposal, on, theirs).into_iter().next()
    }

    fn touched_where(
        &self,
        rulebook: &Rulebook,
        proposal: &Proposal,
        on: Date,
        wanted: impl Fn(&Screening) -> bool,
    ) -> Vec<Touched> {
        let mut texts: Option<Vec<(DateTime, Arc<Reach>)>> = None;
        let mut touched = Vec::new();
        for loaded in rulebook.screenings(on, self) {
            let Some(screening) = loaded.rule.check.screening().filter(|screening| wanted(screening)) else { continue };
            let mut found = self.by_words(rulebook, proposal, screening);
            let texts =
                texts.get_or_insert_with(|| proposal.standing_texts().map(|text| (text.at, text.reach())).collect());
            for (at, reach) in texts.iter() {
                found.extend(by_text(reach, screening).into_iter().map(|why| (*at, why)));
            }
            let Some(since) = found.iter().map(|(at, _)| *at).min() else { continue };
            let why = found.into_iter().map(|(_, why)| why).collect();
            touched.push(Touched { committee: screening.committee.clone(), rule: loaded.rule.id.clone(), why, since });
        }
        touched
    }

    /// What the subjects of a proposal and the judgements on it tell.
    fn by_words(&self, rulebook: &Rulebook, proposal: &Proposal, screening: &Screening) -> Vec<(DateTime, String)> {
        let subjects = &rulebook.code().subjects;
        let watched = proposal.subjects.iter().filter(|subject| screening.watches.subjects.contains(subject));
        let titles = watched.map(|id| {
            let known = subjects.iter().find(|subject| subject.id == *id);
            (proposal.raised, format!("it is about {}", known.map_or(id.as_str(), |subject| subject.title.as_str())))
        });
        let mut found: Vec<(DateTime, String)> = titles.collect();
        let flags = self.screened(&proposal.id).map(|screened| screened.flags.as_slice()).unwrap_or_default();
        let last = flags.iter().rev().find(|flag| flag.committee == screening.committee);
        found.extend(
            last.filter(|flag| flag.likely).map(|flag| (flag.at, format!("it was judged likely: {}", flag.reasons))),
        );
        found
    }
}

/// What a text touches of what a committee watches.
fn by_text(reach: &Reach, screening: &Screening) -> Vec<String> {
    let watches = &screening.watches;
    let watched = |at: &Citation| {
        let in_document = || at.document_id().is_some_and(|id: DocumentId| watches.documents.contains(&id));
        (!watches.documents.is_empty() && in_document()) || watches.clauses.iter().any(|clause| at.is_within(clause))
    };
    let mut found = Vec::new();
    let mut add = |sentence: String| {
        if !found.contains(&sentence) {
            found.push(sentence);
        }
    };
    for at in reach.changed.iter().filter(|at| watched(at)) {
        add(format!("its legal text changes {at}"));
    }
    for term in reach.terms.iter().filter(|term| watches.terms.iter().any(|known| known.eq_ignore_ascii_case(term))) {
        add(format!("its legal text changes the definition of \"{term}\""));
    }
    for (at, because) in reach.rippled.iter().filter(|(at, _)| watched(at)) {
        add(format!("{at} relies on words that it changes: it {because}"));
    }
    found
}
