//! Folding what happens to a proposal on its course.

use jiff::civil::DateTime;

use super::own::decided_stage;
use crate::event::CourseEvent;
use crate::names::{Outcome, SolutionId, Stage};
use crate::register::{
    AssessmentAsked, Decision, Delivered, Drafted, Proposal, Question, ReferredDecision, Register, Representation,
    Urgency, WorkingGroup,
};

impl Register {
    pub(super) fn fold_course(&mut self, event: &CourseEvent, at: DateTime) -> Result<(), String> {
        if let CourseEvent::Amalgamated { proposal, others, reasons } = event {
            for other in others {
                self.end(other, Stage::Withdrawn, at, reasons)?;
                self.known_mut(other)?.course.amalgamated_into = Some(proposal.clone());
            }
            return Ok(());
        }
        let Some(id) = event.proposal() else { return Ok(()) };
        let known = self.known_mut(id)?;
        known.fold_turn(event, at);
        known.fold_work(event, at);
        Ok(())
    }
}

impl Proposal {
    /// Turns of its course; events of the work on it change nothing here.
    fn fold_turn(&mut self, event: &CourseEvent, at: DateTime) {
        match event {
            CourseEvent::TakenForward { .. } => self.course.undecided = false,
            CourseEvent::RefusalReversed { .. } => {
                self.ended_because = None;
                self.come_to(Stage::Development, at);
            }
            CourseEvent::UrgencyAsked { reasons, .. } => {
                self.course.urgency = Some(Urgency { asked: at, reasons: reasons.clone(), granted: None });
            }
            CourseEvent::UrgencyDecided { urgent, timetable, .. } => {
                if let Some(urgency) = &mut self.course.urgency {
                    urgency.granted = Some(*urgent);
                }
                if !timetable.is_empty() {
                    self.timetable.clone_from(timetable);
                }
            }
            CourseEvent::PathChanged { path, reasons, .. } => {
                self.path = Some(*path);
                self.path_reason.clone_from(reasons);
                self.course.objection = None;
            }
            CourseEvent::FastTrackObjected { by, .. } => {
                self.course.objection = Some(by.clone());
                self.decision = None;
                self.path = None;
                self.settle_legal_text();
                self.come_to(Stage::Refinement, at);
            }
            CourseEvent::LeaveGiven { to, .. } => self.course.leaves.push((*to, at)),
            CourseEvent::Adopted { proposer, .. } => {
                self.proposer.clone_from(proposer);
                self.ended_because = None;
                let stage = self.course.stage_before_end.take().unwrap_or(Stage::Development);
                // A vote ended with the withdrawal; it is opened anew.
                self.come_to(if stage == Stage::Vote { Stage::Report } else { stage }, at);
            }
            CourseEvent::SentBack { by, reasons, .. } => {
                self.course.sent_back.push((by.clone(), reasons.clone(), at));
                self.report = None;
                self.ballot = None;
                self.come_to(Stage::Refinement, at);
            }
            CourseEvent::DecisionReferred { to, by, reasons, .. } => {
                let (to, by, reasons) = (to.clone(), by.clone(), reasons.clone());
                self.course.referrals.push(ReferredDecision { to, by, reasons, at, decided: None });
            }
            CourseEvent::ReferredDecisionDecided { outcome, solution, by, reasons, .. } => {
                self.fold_referral((*outcome, solution.as_ref()), (by, reasons), at);
            }
            CourseEvent::Amalgamated { .. }
            | CourseEvent::DocumentDrafted { .. }
            | CourseEvent::RepresentationMade { .. }
            | CourseEvent::SolutionVaried { .. }
            | CourseEvent::WorkingGroupEstablished { .. }
            | CourseEvent::WorkingGroupJoined { .. }
            | CourseEvent::AssessmentRequested { .. }
            | CourseEvent::AssessmentDelivered { .. }
            | CourseEvent::InformationAsked { .. }
            | CourseEvent::InformationGiven { .. }
            | CourseEvent::LegalTextSignedOff { .. } => {}
        }
    }

    /// A referral decided: the decision stands, with its day, or another takes its place.
    fn fold_referral(
        &mut self,
        (outcome, solution): (Outcome, Option<&SolutionId>),
        (by, reasons): (&String, &String),
        at: DateTime,
    ) {
        if let Some(referral) = self.course.referrals.last_mut() {
            referral.decided = Some((outcome, at));
        }
        let kept = self.target_for_decision_on(at.date()).map(|target| target.release.clone());
        let is_other = |decision: &&mut Decision| {
            decision.outcome != outcome || (solution.is_some() && decision.solution.as_ref() != solution)
        };
        if let Some(decision) = self.decision.as_mut().filter(is_other) {
            decision.outcome = outcome;
            decision.by.clone_from(by);
            decision.reasons.clone_from(reasons);
            decision.at = at;
            (decision.solution, decision.release) = match outcome {
                // An event without one is from before there were several solutions to choose from.
                Outcome::Approved => (Some(solution.cloned().unwrap_or_else(SolutionId::proposed)), kept),
                Outcome::Rejected => (None, None),
            };
            self.come_to(decided_stage(outcome), at);
        }
        self.settle_legal_text();
    }

    /// The work on it; other turns of its course change nothing here.
    fn fold_work(&mut self, event: &CourseEvent, at: DateTime) {
        let course = &mut self.course;
        if let CourseEvent::DocumentDrafted { document, version, sections, representations, .. } = event {
            let (document, version) = (document.clone(), version.clone());
            let (sections, representations) = (sections.clone(), representations.clone());
            course.drafts.push(Drafted { document, version, sections, representations, at });
        }
        if let CourseEvent::RepresentationMade { by, text, evidence, test, .. } = event {
            let (by, text, evidence, test) = (by.clone(), text.clone(), evidence.clone(), test.clone());
            course.representations.push(Representation { by, text, evidence, test, at });
        }
        if let CourseEvent::WorkingGroupEstablished { members, .. } = event {
            let nominees = course.working_group.take().map(|group| group.nominees).unwrap_or_default();
            course.working_group = Some(WorkingGroup { members: members.clone(), nominees });
        }
        if let (CourseEvent::WorkingGroupJoined { member, nominated_by, .. }, Some(group)) =
            (event, &mut course.working_group)
        {
            group.nominees.push((member.clone(), nominated_by.clone()));
        }
        if let CourseEvent::AssessmentRequested { assessment, due, .. } = event {
            let open =
                course.assessments.iter_mut().rev().find(|one| one.kind == *assessment && one.delivered.is_none());
            match open {
                Some(open) => open.due = *due,
                None => {
                    let (kind, asked, due) = (*assessment, at.date(), *due);
                    course.assessments.push(AssessmentAsked { kind, asked, due, delivered: None });
                }
            }
        }
        if let CourseEvent::AssessmentDelivered { assessment, findings, costs, lead_time, late, .. } = event
            && let Some(open) =
                course.assessments.iter_mut().rev().find(|one| one.kind == *assessment && one.delivered.is_none())
        {
            let (findings, costs) = (findings.clone(), costs.clone());
            let delivered = Delivered { on: at.date(), late: *late, findings, costs, lead_time: *lead_time };
            open.delivered = Some(delivered);
        }
        if let CourseEvent::InformationAsked { from, question, due, by, .. } = event {
            let (by, from, question) = (by.clone(), from.clone(), question.clone());
            course.questions.push(Question { by, from, question, due: *due, answer: None });
        }
        if let CourseEvent::InformationGiven { answer, by, .. } = event
            && let Some(open) =
                course.questions.iter_mut().rev().find(|one| one.answer.is_none() && one.from.eq_ignore_ascii_case(by))
        {
            open.answer = Some(answer.clone());
        }
        if let CourseEvent::LegalTextSignedOff { version, remarks, .. } = event {
            course.signed_off.push((version.clone(), remarks.clone()));
        }
        if let (CourseEvent::SolutionVaried { title, comment, by, .. }, Some(proposed)) =
            (event, self.solutions.first_mut())
        {
            let earlier = (proposed.title.clone(), proposed.comment.clone());
            course.earlier_solutions.push(earlier);
            (proposed.title, proposed.comment, proposed.by) = (title.clone(), comment.clone(), by.clone());
        }
    }
}
