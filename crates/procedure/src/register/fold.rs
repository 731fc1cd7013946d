//! Folding events into the register.

use jiff::civil::{Date, DateTime};
use legaltext::{Edition, markup};

use super::edition::amended;
use super::{
    Attached, Ballot, Cast, Consultation, Decision, NotRaised, Office, Party, Person, Proposal, Received, Register,
    Release, Suspended, Viewed,
};
use crate::act::Part;
use crate::event::{Event, Recorded};
use crate::names::{Outcome, ProposalId, Stage};

/// An event that does not fit what came before it: the record is damaged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("event {position} does not fit the record before it: {message}")]
pub struct FoldError {
    /// The event's position.
    pub position: u64,
    /// What does not fit.
    pub message: String,
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
        self.position = recorded.position;
        self.last = Some(at);
        Ok(())
    }

    fn fold_event(&mut self, event: &Event, at: DateTime) -> Result<(), String> {
        match event {
            Event::PartyAdmitted { .. }
            | Event::PersonNamed { .. }
            | Event::ReleaseScheduled { .. }
            | Event::VotedNotToRaise { .. }
            | Event::RightsSuspended { .. }
            | Event::SuspensionLifted { .. } => self.fold_standing(event, at),
            Event::DocumentLoaded { markup, from } => self.fold_document(markup, *from)?,
            Event::DraftProposalRaised { proposal, title, issue, subjects, proposer, .. } => {
                let mut raised = Proposal::new(proposal.clone(), title.clone(), issue.clone(), at);
                raised.subjects.clone_from(subjects);
                raised.proposer.clone_from(proposer);
                self.use_vote_not_to_raise(proposer, subjects);
                self.insert(raised);
            }
            Event::Split { proposal, into, reasons } => self.fold_split(proposal, into, reasons, at)?,
            Event::WentLive { proposal, numbers, date, edition, .. } => {
                self.fold_go_live(proposal, *date, edition.as_deref())?;
                self.live.extend(numbers.iter().map(|number| (number.to_lowercase(), *date)));
                let known = self.known_mut(proposal)?;
                known.live = Some(*date);
                known.come_to(Stage::Implemented, at);
            }
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
            | Event::LegalTextAttached { proposal, .. }
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

    /// Events about Parties, people, releases and committees; others change nothing here.
    fn fold_standing(&mut self, event: &Event, at: DateTime) {
        if let Event::PartyAdmitted { name, category, since } = event {
            let party = Party { name: name.clone(), category: category.clone(), since: *since };
            self.parties.insert(name.to_lowercase(), party);
        }
        if let Event::PersonNamed { name, acts_for, office, seat, appointed_by } = event {
            let person = Person::new(name, acts_for, *office, seat.as_deref(), appointed_by.as_deref(), self);
            self.people.insert(name.to_lowercase(), person);
        }
        if let Event::ReleaseScheduled { release, name, date, timetable, costs } = event {
            let (id, name, date) = (release.clone(), name.clone(), *date);
            let scheduled = Release { id, name, date, timetable: timetable.clone(), costs: costs.clone() };
            self.releases.insert(release.clone(), scheduled);
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

    /// A committee's vote not to raise a proposal lets one member raise it, once.
    fn use_vote_not_to_raise(&mut self, proposer: &str, subjects: &[String]) {
        let Some(Office::Member { of, .. }) = self.person(proposer).map(|person| person.office.clone()) else { return };
        let mut votes = self.not_raised.iter_mut().rev();
        if let Some(vote) = votes.find(|vote| vote.body == of && subjects.contains(&vote.subject) && !vote.used) {
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

    fn fold_document(&mut self, text: &str, from: Date) -> Result<(), String> {
        let document = markup::parse(text, "document").map_err(|errors| {
            errors.first().map_or_else(|| "its document cannot be read".to_owned(), ToString::to_string)
        })?;
        let base = self.edition_at(from).cloned().unwrap_or_else(|| Edition::new(&self.code, Vec::new()));
        let later: Vec<Date> = self.editions.range(from..).map(|(date, _)| *date).collect();
        self.editions.insert(from, base.with_document(document.clone()));
        for date in later.into_iter().filter(|date| *date != from) {
            if let Some(edition) = self.editions.get_mut(&date) {
                *edition = edition.with_document(document.clone());
            }
        }
        Ok(())
    }

    fn fold_go_live(&mut self, id: &ProposalId, date: Date, expected: Option<&str>) -> Result<(), String> {
        let known = self.known(id)?;
        let Some(text) = &known.legal_text else { return Ok(()) };
        let Some(base) = self.edition_at(date) else { return Ok(()) };
        let edition = amended(base, &text.amendments, known.number())
            .map_err(|_| format!("the legal text of {id} no longer applies to the Code of {date}"))?;
        if expected.is_some_and(|hash| hash != edition.hash().to_string()) {
            return Err(format!("the Code of {date} is not the one that was recorded when {id} went live"));
        }
        let mut changed = vec![(date, edition)];
        for (day, later) in self.edition_days_after(date) {
            let later = amended(later, &text.amendments, known.number())
                .map_err(|_| format!("the legal text of {id} does not apply to the Code of {day}"))?;
            changed.push((day, later));
        }
        self.editions.extend(changed);
        Ok(())
    }

    fn insert(&mut self, proposal: Proposal) {
        self.numbers.insert(proposal.id.as_str().to_lowercase(), proposal.id.clone());
        self.proposals.insert(proposal.id.clone(), proposal);
    }

    fn end(&mut self, id: &ProposalId, stage: Stage, at: DateTime, reasons: &str) -> Result<(), String> {
        let known = self.known_mut(id)?;
        known.ended_because = Some(reasons.to_owned());
        known.come_to(stage, at);
        Ok(())
    }

    fn known(&self, id: &ProposalId) -> Result<&Proposal, String> {
        self.proposals.get(id).ok_or_else(|| format!("it is about {id}, which was never raised"))
    }

    fn known_mut(&mut self, id: &ProposalId) -> Result<&mut Proposal, String> {
        self.proposals.get_mut(id).ok_or_else(|| format!("it is about {id}, which was never raised"))
    }
}

impl Proposal {
    fn come_to(&mut self, stage: Stage, at: DateTime) {
        self.stage = stage;
        self.stage_since = at;
    }

    /// Folds an event about this proposal alone; others change nothing here.
    fn fold(&mut self, event: &Event, at: DateTime) {
        match event {
            Event::SupportGiven { advice, .. } => self.support.push(advice.clone()),
            Event::ModificationProposalAgreed { .. } => self.fold_agreement(event, at),
            Event::ViewRecorded { body, view, comment, .. } => {
                self.views.push(Viewed { body: body.clone(), view: *view, comment: comment.clone(), at });
            }
            Event::LegalTextAttached { version, base, amendments, .. } => {
                self.legal_texts += 1;
                let (version, base, amendments) = (version.clone(), base.clone(), amendments.clone());
                self.legal_text = Some(Attached { version, base, amendments, at });
            }
            Event::ConsultationOpened { kind, opened, closes, questions, .. } => {
                let (kind, opened, closes, questions) = (*kind, *opened, *closes, questions.clone());
                self.consultations.push(Consultation { kind, opened, closes, questions, responses: Vec::new() });
            }
            Event::ResponseReceived { kind, respondent, category, view, answers, comment, counted, .. } => {
                let received = Received {
                    respondent: respondent.clone(),
                    category: category.clone(),
                    view: *view,
                    answers: answers.clone(),
                    comment: comment.clone(),
                    at,
                    counted: *counted,
                };
                if let Some(asked) = self.consultations.iter_mut().rev().find(|asked| asked.kind == *kind) {
                    asked.responses.push(received);
                }
            }
            Event::ReportApproved { version, .. } => {
                self.report = Some(version.clone());
                self.come_to(Stage::Report, at);
            }
            Event::PutInRelease { targets, .. } => {
                self.targets.clone_from(targets);
                let kept = self.decision.as_ref().and_then(|decision| self.target_for_decision_on(decision.at.date()));
                let release = kept.map(|target| target.release.clone());
                if let Some(decision) = &mut self.decision {
                    decision.release = release;
                }
            }
            Event::VoteOpened { .. } | Event::BallotCast { .. } | Event::VoteClosed { .. } | Event::Decided { .. } => {
                self.fold_decision(event, at);
            }
            Event::PartyAdmitted { .. }
            | Event::PersonNamed { .. }
            | Event::DocumentLoaded { .. }
            | Event::ReleaseScheduled { .. }
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
        self.documents_impacted.clone_from(documents_impacted);
        self.systems_impacted = *systems_impacted;
        self.come_to(Stage::Refinement, at);
    }

    fn fold_decision(&mut self, event: &Event, at: DateTime) {
        if let Event::VoteOpened { body, roster, legal_text, .. } = event {
            self.ballot = Some(Ballot {
                body: body.clone(),
                opened: at,
                roster: roster.clone(),
                legal_text: legal_text.clone(),
                cast: Vec::new(),
                result: None,
            });
            self.come_to(Stage::Vote, at);
        }
        if let (Event::BallotCast { member, vote, reasons, counted, .. }, Some(ballot)) = (event, &mut self.ballot) {
            let (member, vote, reasons, counted) = (member.clone(), *vote, reasons.clone(), *counted);
            ballot.cast.push(Cast { member, vote, reasons, at, counted });
        }
        if let (Event::VoteClosed { count, .. }, Some(ballot)) = (event, &mut self.ballot) {
            ballot.result = Some(count.clone());
            self.come_to(Stage::WithAuthority, at);
        }
        if let Event::Decided { outcome, by, reasons, release, .. } = event {
            let (outcome, by, reasons, release) = (*outcome, by.clone(), reasons.clone(), release.clone());
            self.decision = Some(Decision { outcome, by, reasons, at, release });
            self.come_to(decided_stage(outcome), at);
        }
    }
}

fn decided_stage(outcome: Outcome) -> Stage {
    match outcome {
        Outcome::Approved => Stage::Approved,
        Outcome::Rejected => Stage::Rejected,
    }
}
