//! Folding what happens beside the process.

use jiff::civil::DateTime;

use crate::act::RequestKind;
use crate::changed::Changed;
use crate::event::NeighbourEvent;
use crate::names::ObligationKind;
use crate::register::{Designated, Dispute, Kept, Met, Obligation, Register, Threshold};

fn kept<T: Clone>(what: &T, by: &str, at: DateTime) -> Kept<T> {
    Kept { what: what.clone(), by: by.to_owned(), at }
}

impl Register {
    pub(super) fn fold_neighbour(&mut self, event: &NeighbourEvent, at: DateTime) {
        match event {
            NeighbourEvent::ThresholdSet { threshold, amount, from, .. } => {
                let (clause, amount, from) = (threshold.clone(), *amount, *from);
                self.beside.thresholds.push(Threshold { clause, amount, from, at });
            }
            NeighbourEvent::DutyMet { proposal, rule, .. } => {
                self.beside.met.insert(rule.clone(), Met { proposal: Some(proposal.clone()), at });
            }
            NeighbourEvent::CrossCodeRecorded { proposal, by, what } => {
                self.beside.cross_code.push((proposal.clone(), kept(what, by, at)));
            }
            NeighbourEvent::JointWorkingArranged { by, what, .. } => {
                self.beside.arrangements.push(kept(what, by, at));
            }
            NeighbourEvent::DocumentFiled { document, by, what } => {
                self.beside.documents.insert(document.clone(), kept(what, by, at));
            }
            NeighbourEvent::DocumentPublished { by, what, .. } => self.beside.published.push(kept(what, by, at)),
            NeighbourEvent::DisputeRecorded { .. } | NeighbourEvent::DisputeDetermined { .. } => {
                self.fold_dispute(event, at);
            }
            NeighbourEvent::RecoveryCostsReferred { .. }
            | NeighbourEvent::RecoveryCostsSettled { .. }
            | NeighbourEvent::ProblemRecorded { .. }
            | NeighbourEvent::ProblemClosed { .. }
            | NeighbourEvent::DccNotified { .. }
            | NeighbourEvent::NoticeAnswered { .. }
            | NeighbourEvent::ReviewDirected { .. }
            | NeighbourEvent::ReviewReported { .. }
            | NeighbourEvent::TaskAssigned { .. }
            | NeighbourEvent::TaskCompleted { .. }
            | NeighbourEvent::RequestMade { .. }
            | NeighbourEvent::RequestAnswered { .. } => self.fold_owed(event, at),
        }
    }

    fn fold_dispute(&mut self, event: &NeighbourEvent, at: DateTime) {
        if let NeighbourEvent::DisputeRecorded { dispute, by, what } = event {
            let recorded = kept(what, by, at);
            self.beside
                .disputes
                .insert(dispute.clone(), Dispute { recorded, determined: None, advice_asked: Vec::new() });
        }
        if let NeighbourEvent::DisputeDetermined { dispute, by, what } = event
            && let Some(held) = self.beside.disputes.get_mut(dispute)
        {
            held.determined = Some(kept(what, by, at));
        }
    }

    /// Events that make something owed, or meet it.
    fn fold_owed(&mut self, event: &NeighbourEvent, at: DateTime) {
        if let NeighbourEvent::RecoveryCostsReferred { recovery, by, what } = event {
            let sentence =
                format!("Decide when the Recovery Costs of £{} are paid, and consider a Draft Proposal", what.total);
            self.owe(recovery, ObligationKind::RecoveryCosts, (None, sentence), at);
            self.beside.costs.insert(recovery.clone(), kept(what, by, at));
        }
        if let NeighbourEvent::RecoveryCostsSettled { recovery, by, what } = event {
            self.meet(recovery, at);
            self.beside.settled.insert(recovery.clone(), kept(what, by, at));
        }
        if let NeighbourEvent::ProblemRecorded { problem, by, what } = event {
            if what.needs_change {
                let sentence = format!("Raise a Draft Proposal because of the Problem {problem}: {}", what.title);
                self.owe(problem, ObligationKind::Problem, (Some(by), sentence), at);
            }
            self.beside.problems.insert(problem.clone(), kept(what, by, at));
        }
        if let NeighbourEvent::DccNotified { notice, by, what } = event {
            self.owe(
                notice,
                ObligationKind::Notice,
                (None, format!("Consider the notice {notice}: {}", what.matter)),
                at,
            );
            self.beside.notices.insert(notice.clone(), kept(what, by, at));
        }
        if let NeighbourEvent::ReviewDirected { review, what, .. } = event {
            self.owe(
                review,
                ObligationKind::Review,
                (Some(&what.body), format!("Review and report: {}", what.subject)),
                at,
            );
            self.owed_by(what.due);
        }
        if let NeighbourEvent::TaskAssigned { task, what, .. } = event {
            self.owe(task, ObligationKind::Task, (None, what.task.clone()), at);
            self.owed_by(what.due);
        }
        if let NeighbourEvent::RequestMade { request, what, .. } = event {
            self.owe(request, ObligationKind::Request, (Some(&what.to), what.subject.clone()), at);
            self.owed_by(what.due);
            if let Some(project) = what.project.as_ref().and_then(|project| self.projects.get_mut(project)) {
                project.requests.push(request.clone());
            }
            let dispute = what.dispute.as_ref().filter(|_| what.kind == RequestKind::Advice);
            if let Some(held) = dispute.and_then(|dispute| self.beside.disputes.get_mut(dispute)) {
                held.advice_asked.push((what.to.clone(), at));
            }
        }
        if let NeighbourEvent::ReviewReported { by, what, .. } = event {
            what.review.iter().for_each(|review| self.meet(review, at));
            self.beside.reviews.push(kept(what, by, at));
        }
        if let NeighbourEvent::ProblemClosed { problem: id, .. }
        | NeighbourEvent::NoticeAnswered { notice: id, .. }
        | NeighbourEvent::TaskCompleted { task: id, .. }
        | NeighbourEvent::RequestAnswered { request: id, .. } = event
        {
            self.meet(id, at);
        }
    }

    fn owe(&mut self, id: &str, kind: ObligationKind, (on, what): (Option<&str>, String), since: DateTime) {
        let (id, on) = (id.to_owned(), on.map(str::to_owned));
        self.beside.obligations.push(Obligation { id, kind, on, what, since, due: None, met: None });
    }

    /// What was adopted is to be published.
    pub(super) fn owe_publication(&mut self, policy: &str, version: &str, since: DateTime) {
        let (id, what) = (
            format!("{policy}/{version}"),
            format!("Give {policy} {version} to all Parties and put it on the Website"),
        );
        self.owe(&id, ObligationKind::Publication, (None, what), since);
    }

    pub(super) fn publication_done(&mut self, policy: &str, version: &str, at: DateTime) {
        self.meet(&format!("{policy}/{version}"), at);
    }

    /// The last day of what was made owed last.
    fn owed_by(&mut self, due: Option<jiff::civil::Date>) {
        if let Some(last) = self.beside.obligations.last_mut() {
            last.due = due;
        }
    }

    fn meet(&mut self, id: &str, at: DateTime) {
        let open = self.beside.obligations.iter_mut().filter(|owed| owed.id == id && owed.met.is_none());
        open.for_each(|owed| owed.met = Some(at));
    }

    /// The documents that a designation brought into the Code or changed.
    pub(super) fn note_designated(
        &mut self,
        edition: &str,
        from: jiff::civil::Date,
        changed: &[Changed],
        at: DateTime,
    ) {
        for document in changed.iter().filter_map(|one| one.at.document_id()) {
            let known = self.beside.designated.iter().any(|one| one.document == document && one.edition == edition);
            if !known {
                self.beside.designated.push(Designated { document, edition: edition.to_owned(), from, at });
            }
        }
    }
}
