//! Folding events about one proposal alone.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::super::{Ballot, Cast, Consultation, Decision, Proposal, Received, Solution, Viewed};
use crate::event::Event;
use crate::names::{Outcome, Stage};

impl Proposal {
    pub(super) fn come_to(&mut self, stage: Stage, at: DateTime) {
        self.stage = stage;
        self.stage_since = at;
        self.stages.push((at, stage));
    }

    /// Folds an event about this proposal alone; others change nothing here.
    pub(super) fn fold(&mut self, event: &Event, at: DateTime) {
        match event {
            Event::SupportGiven { advice, .. } => self.support.push(advice.clone()),
            Event::ModificationProposalAgreed { .. } => self.fold_agreement(event, at),
            Event::ViewRecorded { body, view, comment, .. } => {
                self.views.push(Viewed { body: body.clone(), view: *view, comment: comment.clone(), at });
            }
            Event::SolutionAdded { solution, title, comment, by, .. } => {
                let (id, title, comment, by) = (solution.clone(), title.clone(), comment.clone(), by.clone());
                self.solutions.push(Solution { id, title, comment, by, at });
            }
            Event::ConsultationOpened { kind, opened, closes, questions, invited, .. } => {
                let (kind, opened, closes, questions) = (*kind, *opened, *closes, questions.clone());
                let (invited, responses, round) = (invited.clone(), Vec::new(), self.course.sent_back.len());
                self.consultations.push(Consultation { kind, opened, closes, questions, round, invited, responses });
            }
            Event::ResponseReceived { .. } => self.fold_response(event, at),
            Event::ReportApproved { version, .. } => {
                self.report = Some(version.clone());
                self.come_to(Stage::Report, at);
            }
            Event::PutInRelease { targets, .. } => {
                self.targets.clone_from(targets);
                self.put_in_release = Some(at);
                let kept = self.decision.as_ref().and_then(|decision| self.target_for_decision_on(decision.at.date()));
                let release = kept.map(|target| target.release.clone());
                let made = |decision: &&mut Decision| decision.outcome == Outcome::Approved;
                if let Some(decision) = self.decision.as_mut().filter(made) {
                    decision.release = release;
                }
            }
            Event::VoteOpened { .. } | Event::BallotCast { .. } | Event::VoteClosed { .. } | Event::Decided { .. } => {
                self.fold_decision(event, at);
            }
            Event::PartyAdmitted { .. }
            | Event::PersonNamed { .. }
            | Event::DocumentLoaded { .. }
            | Event::EditionDesignated { .. }
            | Event::OccurrenceRecorded { .. }
            | Event::LegalTextAttached { .. }
            | Event::Consultation(_)
            | Event::Neighbour(_)
            | Event::Assurance(_)
            | Event::Screening(_)
            | Event::Course(_)
            | Event::Review(_)
            | Event::Release(_)
            | Event::Body(_)
            | Event::Impact(_)
            | Event::Testing(_)
            | Event::Meeting(_)
            | Event::Election(_)
            | Event::Import(_)
            | Event::DraftProposalRaised { .. }
            | Event::DraftProposalRefused { .. }
            | Event::WentLive { .. }
            | Event::OutcomeRecorded { .. }
            | Event::Withdrawn { .. }
            | Event::Split { .. }
            | Event::VotedNotToRaise { .. }
            | Event::RightsSuspended { .. }
            | Event::SuspensionLifted { .. } => {}
        }
    }

    fn fold_response(&mut self, event: &Event, at: DateTime) {
        let Event::ResponseReceived { kind, .. } = event else { return };
        let Some(received) = Received::told_by(event, at) else { return };
        if let Some(asked) = self.consultations.iter_mut().rev().find(|asked| asked.kind == *kind) {
            received.join(&mut asked.responses);
        }
    }

    fn fold_agreement(&mut self, event: &Event, at: DateTime) {
        let Event::ModificationProposalAgreed {
            alias,
            path,
            path_reason,
            timetable,
            parties_impacted,
            documents_impacted,
            systems_impacted,
            ..
        } = event
        else {
            return;
        };
        if !self.numbers().any(|number| number.eq_ignore_ascii_case(alias)) {
            self.aliases.push(alias.clone());
        }
        self.path = Some(*path);
        self.path_reason.clone_from(path_reason);
        self.timetable.clone_from(timetable);
        self.parties_impacted.clone_from(parties_impacted);
        // What was said when it was raised stands where the agreement says nothing.
        if !documents_impacted.is_empty() {
            self.documents_impacted.clone_from(documents_impacted);
        }
        self.systems_impacted = *systems_impacted;
        self.come_to(Stage::Refinement, at);
    }

    fn fold_decision(&mut self, event: &Event, at: DateTime) {
        if let Event::VoteOpened { body, roster, legal_text, legal_texts, .. } = event {
            self.ballot = Some(Ballot {
                body: body.clone(),
                opened: at,
                roster: roster.clone(),
                legal_text: legal_text.clone(),
                legal_texts: legal_texts.clone(),
                cast: Vec::new(),
                result: None,
                alternatives: BTreeMap::new(),
                date: None,
                recommended: None,
            });
            self.come_to(Stage::Vote, at);
        }
        if let (Event::BallotCast { member, vote, reasons, counted, solution, date, objectives, .. }, Some(ballot)) =
            (event, &mut self.ballot)
        {
            let (member, vote, reasons, counted) = (member.clone(), *vote, reasons.clone(), *counted);
            let (solution, date, objectives) = (solution.clone(), *date, objectives.clone());
            ballot.cast.push(Cast { member, vote, reasons, at, counted, solution, date, objectives });
        }
        if let (Event::VoteClosed { count, alternatives, date, recommended, .. }, Some(ballot)) =
            (event, &mut self.ballot)
        {
            ballot.result = Some(count.clone());
            ballot.alternatives.clone_from(alternatives);
            ballot.date.clone_from(date);
            ballot.recommended.clone_from(recommended);
            self.come_to(Stage::WithAuthority, at);
        }
        if let Event::Decided { outcome, by, reasons, release, solution, .. } = event {
            let (by, reasons) = (by.clone(), reasons.clone());
            let decision =
                Decision { outcome: *outcome, by, reasons, at, release: release.clone(), solution: solution.clone() };
            self.decision = Some(decision);
            if *outcome == Outcome::Approved
                && release.is_none()
                && self.ballot.as_ref().is_some_and(Ballot::rejects_the_date)
            {
                // Approved without a date: it is in no release until it is put in one.
                self.targets.clear();
            }
            self.settle_legal_text();
            self.come_to(decided_stage(*outcome), at);
        }
    }
}

pub(super) fn decided_stage(outcome: Outcome) -> Stage {
    match outcome {
        Outcome::Approved => Stage::Approved,
        Outcome::Rejected => Stage::Rejected,
    }
}
