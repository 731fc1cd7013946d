//! What happened to a proposal on its course, besides the steps that every proposal takes.

use jiff::civil::{Date, DateTime};

use crate::act::{AssessedCost, AssessmentKind, GroupMember, Leave, RaisingPurpose, SetOut};
use crate::contents::Section;
use crate::names::{BodyId, Outcome, ProposalId, Stage};

/// The turns of a proposal's course.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Course {
    /// It was raised to have an idea developed, and its Proposer has not decided to take it forward.
    pub undecided: bool,
    /// The purpose for which the Panel raised it.
    pub purpose: Option<RaisingPurpose>,
    /// The direction at which it was raised.
    pub direction: Option<String>,
    /// The Significant Code Review that it came of.
    pub review: Option<String>,
    /// Drafts of its documents, oldest first; none is ever dropped.
    pub drafts: Vec<Drafted>,
    /// Representations that its report must carry, oldest first.
    pub representations: Vec<Representation>,
    /// Urgency was asked for, and it was decided whether to grant it.
    pub urgency: Option<Urgency>,
    /// The Authority's leaves, oldest first.
    pub leaves: Vec<(Leave, DateTime)>,
    /// The stage at which it ended early.
    pub stage_before_end: Option<Stage>,
    /// The proposal that it became part of.
    pub amalgamated_into: Option<ProposalId>,
    /// The review that it became part of.
    pub subsumed_in: Option<String>,
    /// The review for which it is suspended.
    pub suspended: Option<String>,
    /// Solutions that were changed, as they stood before: title and comment.
    pub earlier_solutions: Vec<(String, String)>,
    /// Each time that its report was sent back: by whom, why, when.
    pub sent_back: Vec<(String, String, DateTime)>,
    /// The Party that objected to Fast-Track.
    pub objection: Option<String>,
    /// Referrals of its decision, oldest first.
    pub referrals: Vec<ReferredDecision>,
    /// Its Working Group.
    pub working_group: Option<WorkingGroup>,
    /// Assessments asked for, oldest first.
    pub assessments: Vec<AssessmentAsked>,
    /// Questions put and answered, oldest first.
    pub questions: Vec<Question>,
    /// Versions of its legal text that the lawyer signed off, with the remarks.
    pub signed_off: Vec<(String, String)>,
}

/// Urgency asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Urgency {
    /// When.
    pub asked: DateTime,
    /// Why.
    pub reasons: String,
    /// Whether it was granted.
    pub granted: Option<bool>,
}

/// A decision referred to a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferredDecision {
    /// The body.
    pub to: BodyId,
    /// Who referred it.
    pub by: String,
    /// Why.
    pub reasons: String,
    /// When.
    pub at: DateTime,
    /// What the body decided, and when.
    pub decided: Option<(Outcome, DateTime)>,
}

/// The Working Group of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingGroup {
    /// Its members as established.
    pub members: Vec<GroupMember>,
    /// Nominees of committees, with the committee.
    pub nominees: Vec<(GroupMember, String)>,
}

/// An assessment asked of the DCC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentAsked {
    /// Which.
    pub kind: AssessmentKind,
    /// The day on which it was asked for.
    pub asked: Date,
    /// The day by which it is to come.
    pub due: Date,
    /// What came.
    pub delivered: Option<Delivered>,
}

/// An assessment as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// The day.
    pub on: Date,
    /// Whether that was late.
    pub late: bool,
    /// What it found.
    pub findings: String,
    /// The costs by stage.
    pub costs: Vec<AssessedCost>,
    /// The Working Days that systems need between decision and release.
    pub lead_time: Option<i64>,
}

/// A question about a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Who asked.
    pub by: String,
    /// Who was asked.
    pub from: String,
    /// What.
    pub question: String,
    /// By when.
    pub due: Option<Date>,
    /// The answer.
    pub answer: Option<String>,
}

/// A draft of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    /// The kind of document.
    pub document: String,
    /// Its version.
    pub version: String,
    /// What it says, item by item.
    pub sections: Vec<Section>,
    /// The representations that it sets out.
    pub representations: Vec<SetOut>,
    /// When.
    pub at: DateTime,
}

/// Representations on a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representation {
    /// Who made them: a body's id, or a member's name.
    pub by: String,
    /// Their words.
    pub text: String,
    /// What they rest on.
    pub evidence: String,
    /// The test by which the right was claimed.
    pub test: Option<String>,
    /// When.
    pub at: DateTime,
}

impl Course {
    /// Whether it goes by a timetable of its own, as urgent.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.urgency.as_ref().is_some_and(|urgency| urgency.granted == Some(true))
    }

    /// The last leave of a kind.
    #[must_use]
    pub fn leave(&self, to: Leave) -> Option<DateTime> {
        self.leaves.iter().rev().find(|(given, _)| *given == to).map(|(_, at)| *at)
    }

    /// The referral made last.
    #[must_use]
    pub fn last_referral(&self) -> Option<&ReferredDecision> {
        self.referrals.last()
    }

    /// The assessment of a kind that was asked for and has not come.
    #[must_use]
    pub fn open_assessment(&self, kind: AssessmentKind) -> Option<&AssessmentAsked> {
        self.assessments.iter().rev().find(|one| one.kind == kind && one.delivered.is_none())
    }

    /// The last assessment of a kind that has come.
    #[must_use]
    pub fn delivered(&self, kind: AssessmentKind) -> Option<&Delivered> {
        self.assessments.iter().rev().filter(|one| one.kind == kind).find_map(|one| one.delivered.as_ref())
    }

    /// The Working Days that systems need, as assessed last.
    #[must_use]
    pub fn lead_time(&self) -> Option<i64> {
        self.assessments.iter().rev().find_map(|one| one.delivered.as_ref()?.lead_time)
    }

    /// The last question put to somebody and not answered.
    #[must_use]
    pub fn open_question(&self, to: &str) -> Option<&Question> {
        self.questions.iter().rev().find(|one| one.answer.is_none() && one.from.eq_ignore_ascii_case(to))
    }

    /// The last draft of a kind of document.
    #[must_use]
    pub fn last_draft(&self, document: &str) -> Option<&Drafted> {
        self.drafts.iter().rev().find(|draft| draft.document == document)
    }

    /// A draft by its version.
    #[must_use]
    pub fn draft(&self, document: &str, version: &str) -> Option<&Drafted> {
        self.drafts.iter().find(|draft| draft.document == document && draft.version == version)
    }

    /// The version of the next draft where it names none: `0.1`, `0.2` …
    #[must_use]
    pub(crate) fn next_draft(&self, document: &str) -> String {
        let mut numbers = self.drafts.iter().filter(|draft| draft.document == document).count() + 1..;
        let free = |number| Some(format!("0.{number}")).filter(|version| self.draft(document, version).is_none());
        numbers.find_map(free).unwrap_or_default()
    }

    /// The first representations of a body or member.
    #[must_use]
    pub fn representation_of(&self, by: &str) -> Option<&Representation> {
        self.representations.iter().find(|one| one.by.eq_ignore_ascii_case(by.trim()))
    }
}
