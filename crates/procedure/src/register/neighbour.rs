//! What is kept beside the process: thresholds, standing duties, problems, reviews, notices, disputes, other codes, documents.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use legaltext::DocumentId;

use super::Register;
use crate::act::{
    ArrangeJointWorking, DetermineDispute, FileDocument, NotifyDcc, PublishDocument, RecordCrossCode, RecordDispute,
    RecordProblem, ReferRecoveryCosts, ReportReview, SettleRecoveryCosts,
};
use crate::names::ObligationKind;
use crate::names::{ProposalId, RuleId};

/// A sum that a body set under a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// The clause.
    pub clause: String,
    /// The sum in whole pounds.
    pub amount: i64,
    /// The first day on which it applies.
    pub from: Date,
    /// When it was set.
    pub at: DateTime,
}

/// Something done and kept as it was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<T> {
    /// What was done.
    pub what: T,
    /// By whom.
    pub by: String,
    /// When.
    pub at: DateTime,
}

/// Something that somebody owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Its id.
    pub id: String,
    /// What kind of thing is owed.
    pub kind: ObligationKind,
    /// By whom: a body's id, or a Party's name; none where the rule that makes it a duty says so.
    pub on: Option<String>,
    /// What, in a sentence.
    pub what: String,
    /// Since when.
    pub since: DateTime,
    /// The last day, where one was set.
    pub due: Option<Date>,
    /// When it was met.
    pub met: Option<DateTime>,
}

/// A document that a designation brought into the Code or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Designated {
    /// The document.
    pub document: DocumentId,
    /// The edition, by its name.
    pub edition: String,
    /// The first day of the words.
    pub from: Date,
    /// When it was designated.
    pub at: DateTime,
}

/// A standing duty that was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// By which proposal.
    pub proposal: Option<ProposalId>,
    /// When.
    pub at: DateTime,
}

/// A Dispute and how it was determined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// As it was recorded.
    pub recorded: Kept<RecordDispute>,
    /// How it was determined.
    pub determined: Option<Kept<DetermineDispute>>,
    /// Who was asked for advice on it: each body with the moment.
    pub advice_asked: Vec<(String, DateTime)>,
}

/// What is kept beside the process.
#[derive(Debug, Clone, Default)]
pub(super) struct Beside {
    pub(super) thresholds: Vec<Threshold>,
    pub(super) obligations: Vec<Obligation>,
    pub(super) designated: Vec<Designated>,
    pub(super) met: BTreeMap<RuleId, Met>,
    pub(super) costs: BTreeMap<String, Kept<ReferRecoveryCosts>>,
    pub(super) settled: BTreeMap<String, Kept<SettleRecoveryCosts>>,
    pub(super) problems: BTreeMap<String, Kept<RecordProblem>>,
    pub(super) notices: BTreeMap<String, Kept<NotifyDcc>>,
    pub(super) reviews: Vec<Kept<ReportReview>>,
    pub(super) disputes: BTreeMap<String, Dispute>,
    pub(super) arrangements: Vec<Kept<ArrangeJointWorking>>,
    pub(super) cross_code: Vec<(ProposalId, Kept<RecordCrossCode>)>,
    pub(super) documents: BTreeMap<String, Kept<FileDocument>>,
    pub(super) published: Vec<Kept<PublishDocument>>,
}

impl Register {
    /// The sum that applies under a clause on a day.
    #[must_use]
    pub fn threshold(&self, clause: &str, on: Date) -> Option<&Threshold> {
        let own = self.beside.thresholds.iter().filter(|set| set.clause.eq_ignore_ascii_case(clause));
        own.filter(|set| set.from <= on).max_by_key(|set| (set.from, set.at))
    }

    /// Everything recorded that somebody owes or owed, oldest first.
    #[must_use]
    pub fn obligations(&self) -> &[Obligation] {
        &self.beside.obligations
    }

    /// Whether an id names something owed, met or not.
    #[must_use]
    pub fn is_obligation(&self, id: &str) -> bool {
        self.beside.obligations.iter().any(|owed| owed.id == id)
    }

    /// Whether an id names something of a kind that is still owed.
    #[must_use]
    pub fn is_open_obligation(&self, id: &str, kind: ObligationKind) -> bool {
        self.beside.obligations.iter().any(|owed| owed.id == id && owed.kind == kind && owed.met.is_none())
    }

    /// The documents that designations brought into the Code or changed, oldest first.
    #[must_use]
    pub fn designated_documents(&self) -> &[Designated] {
        &self.beside.designated
    }

    /// When a review of a document was first reported after a moment.
    #[must_use]
    pub fn reviewed(&self, document: &DocumentId, since: DateTime) -> Option<DateTime> {
        let own = |report: &&Kept<ReportReview>| {
            report.at >= since && report.what.documents.iter().any(|name| name.parse().as_ref() == Ok(document))
        };
        self.beside.reviews.iter().find(own).map(|report| report.at)
    }

    /// The reports of reviews, oldest first.
    #[must_use]
    pub fn reviews(&self) -> &[Kept<ReportReview>] {
        &self.beside.reviews
    }

    /// How a standing duty was met.
    #[must_use]
    pub fn duty_met(&self, rule: &RuleId) -> Option<&Met> {
        self.beside.met.get(rule)
    }

    /// Recovery Costs that were referred, by the id of the Recovery Event.
    #[must_use]
    pub fn recovery_costs(&self, id: &str) -> Option<&Kept<ReferRecoveryCosts>> {
        self.beside.costs.get(id)
    }

    /// How Recovery Costs were settled.
    #[must_use]
    pub fn recovery_settled(&self, id: &str) -> Option<&Kept<SettleRecoveryCosts>> {
        self.beside.settled.get(id)
    }

    /// A Problem, by its reference.
    #[must_use]
    pub fn problem(&self, id: &str) -> Option<&Kept<RecordProblem>> {
        self.beside.problems.get(id)
    }

    /// A notice to the DCC, by its id.
    #[must_use]
    pub fn notice(&self, id: &str) -> Option<&Kept<NotifyDcc>> {
        self.beside.notices.get(id)
    }

    /// Every Dispute, by id.
    pub fn disputes(&self) -> impl Iterator<Item = &Dispute> {
        self.beside.disputes.values()
    }

    /// Every sum that was set, in the order in which that was done.
    #[must_use]
    pub fn thresholds(&self) -> &[Threshold] {
        &self.beside.thresholds
    }

    /// A Dispute, by its id.
    #[must_use]
    pub fn dispute(&self, id: &str) -> Option<&Dispute> {
        self.beside.disputes.get(id)
    }

    /// The arrangements for joint working with another code, oldest first; the last one stands.
    pub fn joint_working<'a>(
        &'a self,
        code: &'a str,
    ) -> impl DoubleEndedIterator<Item = &'a Kept<ArrangeJointWorking>> {
        self.beside.arrangements.iter().filter(move |held| held.what.code.trim().eq_ignore_ascii_case(code.trim()))
    }

    /// What checks for effects on other codes showed for a proposal, oldest first.
    pub fn cross_code<'a>(&'a self, proposal: &'a ProposalId) -> impl Iterator<Item = &'a Kept<RecordCrossCode>> {
        self.beside.cross_code.iter().filter(move |(id, _)| id == proposal).map(|(_, kept)| kept)
    }

    /// The proposals linked with a change of another code: the way back from there.
    pub fn linked_with<'a>(&'a self, code: &'a str, change: &'a str) -> impl Iterator<Item = &'a ProposalId> {
        let linked = move |kept: &Kept<RecordCrossCode>| {
            kept.what.code.trim().eq_ignore_ascii_case(code.trim())
                && kept.what.change.as_ref().is_some_and(|held| held.trim().eq_ignore_ascii_case(change.trim()))
        };
        self.beside.cross_code.iter().filter(move |(_, kept)| linked(kept)).map(|(id, _)| id)
    }

    /// A filed document, by its id.
    #[must_use]
    pub fn filed(&self, id: &str) -> Option<&Kept<FileDocument>> {
        self.beside.documents.get(id)
    }

    /// Every filed document, by id.
    pub fn filed_documents(&self) -> impl Iterator<Item = &Kept<FileDocument>> {
        self.beside.documents.values()
    }

    /// To whom filed documents were published, oldest first.
    #[must_use]
    pub fn publications(&self) -> &[Kept<PublishDocument>] {
        &self.beside.published
    }
}
