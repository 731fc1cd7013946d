//! Folding what happens to Significant Code Reviews, and to proposals because of them.

use jiff::civil::{Date, DateTime};

use crate::event::ReviewEvent;
use crate::names::Stage;
use crate::register::{Direction, EndKind, Phase, PhaseBasis, Register, Review, Variation};

impl Register {
    pub(super) fn fold_review(&mut self, event: &ReviewEvent, at: DateTime) -> Result<(), String> {
        let today = at.date();
        match event {
            ReviewEvent::Opened { review, title, subjects, documents } => {
                self.fold_opening(review, title, (subjects, documents), today);
            }
            ReviewEvent::BackstopDirected { proposal, review, reasons } => {
                self.end(proposal, Stage::Withdrawn, at, reasons)?;
                self.known_mut(proposal)?.course.subsumed_in = Some(review.clone());
                self.known_review(review)?.phases.push(phase(PhaseBasis::Backstop, today, None));
            }
            ReviewEvent::VariationProposed { review, title, carried_by } => {
                let variation = Variation { title: title.clone(), carried_by: carried_by.clone(), outcome: None };
                let known = self.known_review(review)?;
                match known.phases.iter_mut().find(|phase| phase.is_open(today)) {
                    Some(open) => open.variation = Some(variation),
                    None => known.phases.push(phase(PhaseBasis::Variation, today, Some(variation))),
                }
            }
            ReviewEvent::VariationDecided { review, outcome, .. } => {
                if let Some(phase) = self.known_review(review)?.phases.last_mut() {
                    if let Some(variation) = &mut phase.variation {
                        variation.outcome = Some(*outcome);
                    }
                    phase.end_by(EndKind::VariationDecided, today, today);
                }
            }
            ReviewEvent::RaisingDirected { direction, to, matter, review } => {
                let (id, to, matter) = (direction.clone(), to.clone(), matter.clone());
                self.directions.push(Direction { id, to, matter, review: review.clone(), on: today });
            }
            ReviewEvent::Concluded { review, no_change, lapses, .. } => {
                if let Some(phase) = self.known_review(review)?.phases.last_mut() {
                    if *no_change {
                        phase.end_by(EndKind::NoChange, today, today);
                    } else {
                        phase.end_by(EndKind::Lapsed, *lapses, today);
                    }
                }
            }
            ReviewEvent::Suspended { proposal, review, .. } => {
                self.known_mut(proposal)?.course.suspended = Some(review.clone());
            }
            ReviewEvent::Resumed { proposal, .. } => self.known_mut(proposal)?.course.suspended = None,
            ReviewEvent::Subsumed { proposal, review, reasons } => {
                self.end(proposal, Stage::Withdrawn, at, reasons)?;
                self.known_mut(proposal)?.course.subsumed_in = Some(review.clone());
            }
        }
        Ok(())
    }

    fn fold_opening(&mut self, id: &str, title: &str, scope: (&Vec<String>, &Vec<String>), today: Date) {
        let opened = phase(PhaseBasis::Notice, today, None);
        let (subjects, documents) = (scope.0.clone(), scope.1.clone());
        match self.reviews.iter_mut().find(|review| review.id.eq_ignore_ascii_case(id)) {
            Some(known) => {
                if !subjects.is_empty() || !documents.is_empty() {
                    (known.subjects, known.documents) = (subjects, documents);
                }
                known.phases.push(opened);
            }
            None => {
                let (id, title) = (id.to_owned(), title.to_owned());
                self.reviews.push(Review { id, title, subjects, documents, phases: vec![opened] });
            }
        }
    }

    /// A Draft Proposal that arises from a review ends its open phase.
    pub(super) fn end_phase_by_submission(&mut self, review: &str, today: Date) {
        let known = self.reviews.iter_mut().find(|known| known.id.eq_ignore_ascii_case(review.trim()));
        if let Some(phase) = known.and_then(|known| known.phases.last_mut()) {
            phase.end_by(EndKind::Submitted, today, today);
        }
    }

    fn known_review(&mut self, id: &str) -> Result<&mut Review, String> {
        let known = self.reviews.iter_mut().find(|review| review.id.eq_ignore_ascii_case(id.trim()));
        known.ok_or_else(|| format!("it is about the review {id}, which was never opened"))
    }
}

fn phase(basis: PhaseBasis, opened: Date, variation: Option<Variation>) -> Phase {
    Phase { opened, basis, variation, ends: Vec::new() }
}
