//! One proposal, from problem statement to words in force.

use jiff::civil::{Date, DateTime};
use legaltext::Amendment;

use super::{Ballot, Target};
use crate::act::{Answer, Milestone, View};
use crate::names::{ConsultationKind, Outcome, Path, ProposalId, ReleaseId, Stage};

/// A proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The number it was raised under; kept throughout.
    pub id: ProposalId,
    /// Later numbers, oldest first.
    pub aliases: Vec<String>,
    /// What it is about, in one line.
    pub title: String,
    /// The problem.
    pub issue: String,
    /// Its subjects.
    pub subjects: Vec<String>,
    /// The Party, body or member it was raised by.
    pub proposer: String,
    /// When it was raised.
    pub raised: DateTime,
    /// Where it stands.
    pub stage: Stage,
    /// When it came to that stage.
    pub stage_since: DateTime,
    /// Its path, once agreed.
    pub path: Option<Path>,
    /// Why that path.
    pub path_reason: String,
    /// The steps planned.
    pub timetable: Vec<Milestone>,
    /// The Party Categories that will notice it.
    pub parties_impacted: Vec<String>,
    /// The documents it will change.
    pub documents_impacted: Vec<String>,
    /// Whether systems must change too.
    pub systems_impacted: bool,
    /// Support given, oldest first.
    pub support: Vec<String>,
    /// Views of bodies, oldest first.
    pub views: Vec<Viewed>,
    /// The legal text attached last.
    pub legal_text: Option<Attached>,
    /// How many legal texts were attached so far.
    pub legal_texts: usize,
    /// Its consultations, oldest first.
    pub consultations: Vec<Consultation>,
    /// The version of the report approved last.
    pub report: Option<String>,
    /// Its vote.
    pub ballot: Option<Ballot>,
    /// How it was decided.
    pub decision: Option<Decision>,
    /// The release it is meant for, then the fallback.
    pub targets: Vec<Target>,
    /// The day its words went into force.
    pub live: Option<Date>,
    /// Why it ended, where it ended without a decision.
    pub ended_because: Option<String>,
    /// The proposal it was split from.
    pub split_from: Option<ProposalId>,
    /// The proposals it was split into.
    pub split_into: Vec<ProposalId>,
}

/// A body's view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewed {
    /// The body.
    pub body: String,
    /// Which way it leans.
    pub view: View,
    /// What it said.
    pub comment: String,
    /// When.
    pub at: DateTime,
}

/// A legal text attached to a proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct Attached {
    /// Its version.
    pub version: String,
    /// The hash of the edition it was drafted against.
    pub base: Option<String>,
    /// Its amendments.
    pub amendments: Vec<Amendment>,
    /// When.
    pub at: DateTime,
}

/// A consultation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    /// Which one.
    pub kind: ConsultationKind,
    /// The day it opened.
    pub opened: Date,
    /// The last day for responses.
    pub closes: Date,
    /// The questions.
    pub questions: Vec<String>,
    /// The responses, in the order they came.
    pub responses: Vec<Received>,
}

impl Consultation {
    /// Whether responses are counted on a day.
    #[must_use]
    pub fn is_open(&self, on: Date) -> bool {
        self.opened <= on && on <= self.closes
    }
}

/// A response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Who responded.
    pub respondent: String,
    /// The Party Category.
    pub category: Option<String>,
    /// Whether the proposal should be approved.
    pub view: Option<View>,
    /// The answers.
    pub answers: Vec<Answer>,
    /// The comment.
    pub comment: String,
    /// When.
    pub at: DateTime,
    /// Whether it came in time.
    pub counted: bool,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The outcome.
    pub outcome: Outcome,
    /// Who decided.
    pub by: String,
    /// Why.
    pub reasons: String,
    /// When.
    pub at: DateTime,
    /// The release that the day of the decision left open.
    pub release: Option<ReleaseId>,
}

impl Proposal {
    pub(super) fn new(id: ProposalId, title: String, issue: String, raised: DateTime) -> Self {
        Self {
            id,
            aliases: Vec::new(),
            title,
            issue,
            subjects: Vec::new(),
            proposer: String::new(),
            raised,
            stage: Stage::Development,
            stage_since: raised,
            path: None,
            path_reason: String::new(),
            timetable: Vec::new(),
            parties_impacted: Vec::new(),
            documents_impacted: Vec::new(),
            systems_impacted: false,
            support: Vec::new(),
            views: Vec::new(),
            legal_text: None,
            legal_texts: 0,
            consultations: Vec::new(),
            report: None,
            ballot: None,
            decision: None,
            targets: Vec::new(),
            live: None,
            ended_because: None,
            split_from: None,
            split_into: Vec::new(),
        }
    }

    /// The number it goes by now.
    #[must_use]
    pub fn number(&self) -> &str {
        self.aliases.last().map_or(self.id.as_str(), String::as_str)
    }

    /// Every number it has had, the first one first.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// The consultation of a kind, or the one opened last.
    #[must_use]
    pub fn consultation(&self, kind: Option<ConsultationKind>) -> Option<&Consultation> {
        self.consultations.iter().rev().find(|consultation| kind.is_none_or(|kind| kind == consultation.kind))
    }

    /// The target that a decision on a day keeps: the first whose cut-off has not passed.
    #[must_use]
    pub fn target_for_decision_on(&self, day: Date) -> Option<&Target> {
        self.targets.iter().find(|target| target.cut_off.is_none_or(|cut_off| day <= cut_off))
    }

    /// The release it is in: as decided, or else the first it is meant for.
    #[must_use]
    pub fn release(&self) -> Option<&ReleaseId> {
        let decided = self.decision.as_ref().and_then(|decision| decision.release.as_ref());
        decided.or_else(|| self.targets.first().map(|target| &target.release))
    }
}
