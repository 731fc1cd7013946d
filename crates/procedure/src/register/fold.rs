//! Folding events into the register.

mod acceptance;
mod assurance;
mod body;
mod consultation;
mod course;
mod election;
mod import;
mod meeting;
mod neighbour;
mod own;
mod release;
mod review;
mod screening;
mod testing;
mod words;

use std::sync::Arc;

use jiff::civil::DateTime;

use super::{Held, NotRaised, Occurrence, Office, Party, Person, Proposal, Register, Suspended};
use crate::act::Part;
use crate::event::{CourseEvent, Event, Recorded};
use crate::names::{BodyId, ProposalId, Stage};
use own::decided_stage;

/// An event that does not fit what came before it: the record is damaged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("event {position} does not fit the record before it: {message}")]
pub struct FoldError {
    /// The event's position.
    pub position: u64,
    /// What does not fit.
    pub message: String,
}

/// Whether nothing can have gone live or ended by an event, so that the same rules stand as before. Any other event may have changed that.
fn leaves_rules_alone(event: &Event) -> bool {
    matches!(
        event,
        Event::PartyAdmitted { .. }
            | Event::PersonNamed { .. }
            | Event::DraftProposalRaised { .. }
            | Event::SupportGiven { .. }
            | Event::ViewRecorded { .. }
            | Event::SolutionAdded { .. }
            | Event::LegalTextAttached { .. }
            | Event::ConsultationOpened { .. }
            | Event::ResponseReceived { .. }
            | Event::ReportApproved { .. }
            | Event::VoteOpened { .. }
            | Event::BallotCast { .. }
            | Event::VoteClosed { .. }
            | Event::PutInRelease { .. }
            | Event::Consultation(_)
            | Event::Screening(_)
            | Event::Impact(_)
            | Event::Testing(_)
            | Event::Meeting(_)
            | Event::Course(CourseEvent::DocumentDrafted { .. })
    )
}

impl Register {
    /// Folds one more event into the register.
    ///
    /// # Errors
    /// The event does not follow the last one, or names something that the record does not hold.
    pub fn fold(&mut self, recorded: &Recorded) -> Result<(), FoldError> {
        let damaged = |message: String| FoldError { position: recorded.position, message };
        if recorded.position != self.position + 1 {
            return Err(damaged(format!("it should be number {}", self.position + 1)));
        }
        let at = recorded.took_effect;
        self.fold_event(&recorded.event, at).map_err(damaged)?;
        if !leaves_rules_alone(&recorded.event) {
            self.spans.forget();
        }
        self.place_response(recorded).map_err(damaged)?;
        self.link_to_meeting(recorded);
        self.position = recorded.position;
        self.last = Some(at);
        Ok(())
    }

    fn fold_event(&mut self, event: &Event, at: DateTime) -> Result<(), String> {
        match event {
            Event::PartyAdmitted { .. }
            | Event::PersonNamed { .. }
            | Event::VotedNotToRaise { .. }
            | Event::RightsSuspended { .. }
            | Event::SuspensionLifted { .. } => self.fold_standing(event, at),
            Event::DocumentLoaded { .. } | Event::EditionDesignated { .. } => self.fold_words(event, at)?,
            Event::LegalTextAttached { .. } => self.fold_legal_text(event, at)?,
            Event::Assurance(event) => self.fold_assurance(event, at),
            Event::Screening(event) => self.fold_screening(event, at),
            Event::Neighbour(event) => self.fold_neighbour(event, at),
            Event::Consultation(_) => self.fold_consultation(event, at)?,
            Event::Course(event) => self.fold_course(event, at)?,
            Event::Review(event) => self.fold_review(event, at)?,
            Event::Body(event) => self.fold_body(event, at),
            Event::Release(event) => self.fold_release(event, at)?,
            Event::Impact(event) => self.fold_impact(event)?,
            Event::Testing(event) => self.fold_testing(event, at)?,
            Event::Meeting(event) => self.fold_meeting(event, at)?,
            Event::Election(event) => self.fold_election(event, at)?,
            Event::Import(event) => self.fold_import(event, at),
            Event::OccurrenceRecorded { what, on, comment } => {
                self.occurrences.push(Occurrence { what: what.clone(), on: *on, comment: comment.clone() });
            }
            Event::DraftProposalRaised { .. } => self.fold_raising(event, at),
            Event::Split { proposal, into, reasons } => self.fold_split(proposal, into, reasons, at)?,
            Event::WentLive { .. } => self.fold_go_live(event, at)?,
            Event::OutcomeRecorded { proposal, in_force: Some(date), .. } => {
                let numbers: Vec<String> = self.known(proposal)?.numbers().map(str::to_lowercase).collect();
                self.live.extend(numbers.into_iter().map(|number| (number, *date)));
                let known = self.known_mut(proposal)?;
                known.live = Some(*date);
                known.come_to(Stage::Implemented, at);
            }
            Event::OutcomeRecorded { proposal, outcome, in_force: None, .. } => {
                self.known_mut(proposal)?.come_to(decided_stage(*outcome), at);
            }
            Event::Withdrawn { proposal, reasons, .. } => self.end(proposal, Stage::Withdrawn, at, reasons)?,
            Event::DraftProposalRefused { proposal, reasons } => self.end(proposal, Stage::Refused, at, reasons)?,
            Event::ModificationProposalAgreed { proposal, alias, .. } => {
                self.numbers.insert(alias.to_lowercase(), proposal.clone());
                self.known_mut(proposal)?.fold(event, at);
            }
            Event::SupportGiven { proposal, .. }
            | Event::ViewRecorded { proposal, .. }
            | Event::SolutionAdded { proposal, .. }
            | Event::ConsultationOpened { proposal, .. }
            | Event::ResponseReceived { proposal, .. }
            | Event::ReportApproved { proposal, .. }
            | Event::VoteOpened { proposal, .. }
            | Event::BallotCast { proposal, .. }
            | Event::VoteClosed { proposal, .. }
            | Event::Decided { proposal, .. }
            | Event::PutInRelease { proposal, .. } => self.known_mut(proposal)?.fold(event, at),
        }
        Ok(())
    }

    /// Events about Parties, people and committees; others change nothing here.
    fn fold_standing(&mut self, event: &Event, at: DateTime) {
        if let Event::PartyAdmitted { name, category, since, voting_group, roles, weight } = event {
            let (category, since, roles) = (category.clone(), *since, roles.clone());
            let (voting_group, weight) = (voting_group.clone(), *weight);
            let party = Party { name: name.clone(), category, since, voting_group, roles, weight };
            self.parties.insert(name.to_lowercase(), party);
        }
        if let Event::PersonNamed { name, acts_for, office, seat, appointed_by, from, until, alternate_for } = event {
            let office = Office::new(acts_for, *office, seat.as_deref(), appointed_by.as_deref(), self);
            let (from, until, alternate_for) = (*from, *until, alternate_for.clone());
            let held = Held { office, from, until, alternate_for, ended: None };
            let person = Person::with(self.person(name), name, held);
            self.people.insert(name.to_lowercase(), person);
        }
        if let Event::VotedNotToRaise { body, subject, .. } = event {
            self.not_raised.push(NotRaised { body: body.clone(), subject: subject.clone(), at, used: false });
        }
        if let Event::RightsSuspended { party, rights } = event {
            for right in rights {
                self.suspensions.retain(|held| !(held.party == *party && held.right == *right));
                self.suspensions.push(Suspended { party: party.clone(), right: right.clone(), since: at });
            }
        }
        if let Event::SuspensionLifted { party, rights } = event {
            self.suspensions.retain(|held| !(held.party == *party && rights.contains(&held.right)));
        }
    }

    fn fold_raising(&mut self, event: &Event, at: DateTime) {
        let Event::DraftProposalRaised { proposal, title, issue, subjects, documents, proposer, .. } = event else {
            return;
        };
        let Event::DraftProposalRaised { to_be_developed, purpose, direction, review, .. } = event else { return };
        let mut raised = Proposal::new(proposal.clone(), title.clone(), issue.clone(), at);
        raised.subjects.clone_from(subjects);
        raised.documents_impacted.clone_from(documents);
        raised.proposer.clone_from(proposer);
        raised.course.undecided = *to_be_developed;
        raised.course.purpose = *purpose;
        raised.course.direction.clone_from(direction);
        raised.course.review.clone_from(review);
        if let Some(review) = review {
            self.end_phase_by_submission(review, at.date());
        }
        self.use_vote_not_to_raise(proposer, subjects, at);
        self.insert(raised);
    }

    /// A committee's vote not to raise a proposal lets one member raise it, once.
    fn use_vote_not_to_raise(&mut self, proposer: &str, subjects: &[String], at: DateTime) {
        let offices = self.person(proposer).map(|person| person.offices.clone()).unwrap_or_default();
        let sits_on = |body: &BodyId| {
            offices
                .iter()
                .any(|held| matches!(&held.office, Office::Member { of, .. } if of == body) && held.on(at.date()))
        };
        let mut votes = self.not_raised.iter_mut().rev();
        if let Some(vote) = votes.find(|vote| sits_on(&vote.body) && subjects.contains(&vote.subject) && !vote.used) {
            vote.used = true;
        }
    }

    fn fold_split(&mut self, id: &ProposalId, into: &[Part], reasons: &str, at: DateTime) -> Result<(), String> {
        let parent = self.known(id)?.clone();
        for part in into {
            let number = part.id.clone().ok_or("a part of a split has no number")?;
            let mut child = parent.clone();
            child.id = number.into();
            child.aliases.clear();
            child.title.clone_from(&part.title);
            child.issue.clone_from(&part.issue);
            child.split_from = Some(parent.id.clone());
            self.known_mut(id)?.split_into.push(child.id.clone());
            self.insert(child);
        }
        self.end(id, Stage::Split, at, reasons)
    }

    fn insert(&mut self, proposal: Proposal) {
        let id = proposal.id.as_str();
        let split = id.find(|c: char| c.is_ascii_digit()).and_then(|at| id.split_at_checked(at));
        let parted = split.map(|(prefix, rest)| (prefix, rest.trim_end_matches(|c: char| c.is_ascii_uppercase())));
        if let Some((prefix, number)) = parted.and_then(|(prefix, digits)| Some((prefix, digits.parse::<u64>().ok()?)))
        {
            let highest = self.highest.entry(prefix.to_owned()).or_insert(0);
            *highest = number.max(*highest);
        }
        self.numbers.insert(proposal.id.as_str().to_lowercase(), proposal.id.clone());
        self.proposals.insert(proposal.id.clone(), Arc::new(proposal));
    }

    fn end(&mut self, id: &ProposalId, stage: Stage, at: DateTime, reasons: &str) -> Result<(), String> {
        let known = self.known_mut(id)?;
        known.ended_because = Some(reasons.to_owned());
        known.course.stage_before_end = Some(known.stage);
        known.come_to(stage, at);
        Ok(())
    }

    pub(super) fn known(&self, id: &ProposalId) -> Result<&Proposal, String> {
        let known = self.proposals.get(id).map(AsRef::as_ref);
        known.ok_or_else(|| format!("it is about {id}, which was never raised"))
    }

    pub(super) fn known_mut(&mut self, id: &ProposalId) -> Result<&mut Proposal, String> {
        let known = self.proposals.get_mut(id).map(Arc::make_mut);
        known.ok_or_else(|| format!("it is about {id}, which was never raised"))
    }
}
