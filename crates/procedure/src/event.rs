//! Everything that can have happened, with the name under which it is recorded for ever.

mod area;
mod assurance;
mod body;
mod consultation;
mod course;
mod election;
mod impact;
mod import;
mod meeting;
mod neighbour;
mod release;
mod review;
mod screening;
mod testing;

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use legaltext::Amendment;
use serde::{Deserialize, Serialize};

pub use assurance::AssuranceEvent;
pub use body::BodyEvent;
pub use consultation::ConsultationEvent;
pub use course::CourseEvent;
pub use election::ElectionEvent;
pub use impact::ImpactEvent;
pub use import::ImportEvent;
pub use meeting::MeetingEvent;
pub use neighbour::NeighbourEvent;
pub use release::ReleaseEvent;
pub use review::ReviewEvent;
pub use screening::ScreeningEvent;
pub use testing::TestingEvent;

use crate::act::{Answer, Milestone, OfficeKind, Part, RaisingPurpose, View};
use crate::changed::Changed;
use crate::count::Count;
use crate::ground::Ground;
use crate::legal_text::TextPart;
use crate::names::{Basis, BodyId, ConsultationKind, Outcome, Path, ProposalId, ReleaseId, SolutionId, Vote};
use crate::register::{Checked, Seat, Target};

/// An event with the envelope it is recorded in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// Its place in the Code's log, from 1, without gaps.
    pub position: u64,
    /// When it took effect: civil time, Europe/London. Chooses the rules.
    pub took_effect: DateTime,
    /// Who did the act.
    pub by: String,
    /// The grounds that the act was permitted on, with the fingerprints of the rules that day.
    pub grounds: Vec<Ground>,
    /// What happened.
    pub event: Event,
}

/// Something that happened. Old shapes are never edited; new fields get a default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each field is the field of the act that caused it, and documented there")]
pub enum Event {
    /// A Party was admitted.
    PartyAdmitted {
        name: String,
        category: String,
        since: Date,
        /// The group of affiliated Parties that it votes with in elections.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        voting_group: Option<String>,
        /// The User Roles that it acts in.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        roles: Vec<String>,
        /// How many votes it has, where votes are weighted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weight: Option<u64>,
    },
    /// A person got an office.
    PersonNamed {
        name: String,
        acts_for: String,
        office: OfficeKind,
        seat: Option<String>,
        appointed_by: Option<String>,
        /// The first day of the office; where there is none, it takes the place of every other office of the person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Date>,
        /// The first day on which it is held no longer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        /// The member in whose place the person may act.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alternate_for: Option<String>,
    },
    /// A document of the Code was loaded.
    DocumentLoaded {
        markup: String,
        from: Date,
        /// The first day on which it no longer stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        /// What the loaded words say of the amendments on record.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        checked: Vec<Checked>,
        /// Whether later amendments on record were tested against the loaded words.
        #[serde(default)]
        tested: bool,
    },
    /// An edition was designated without a modification; `edition` is the hash of the Code from then on.
    EditionDesignated {
        name: String,
        from: Date,
        documents: Vec<String>,
        amendments: Vec<Amendment>,
        reasons: String,
        by: String,
        edition: String,
        changed: Vec<Changed>,
    },
    /// Something happened upon which words come into force.
    OccurrenceRecorded { what: String, on: Date, comment: String },
    /// An Alternative Solution was set beside the Proposed Solution.
    SolutionAdded { proposal: ProposalId, solution: SolutionId, title: String, comment: String, by: String },
    /// A Draft Proposal was raised.
    DraftProposalRaised {
        proposal: ProposalId,
        title: String,
        issue: String,
        subjects: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        documents: Vec<String>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        to_be_developed: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purpose: Option<RaisingPurpose>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        direction: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review: Option<String>,
        proposer: String,
        by: String,
    },
    /// The Code Administrator gave support.
    SupportGiven { proposal: ProposalId, advice: String },
    /// A Draft Proposal was refused.
    DraftProposalRefused { proposal: ProposalId, reasons: String },
    /// A Draft Proposal became a Modification Proposal.
    ModificationProposalAgreed {
        proposal: ProposalId,
        alias: String,
        path: Path,
        path_reason: String,
        timetable: Vec<Milestone>,
        parties_impacted: Vec<String>,
        documents_impacted: Vec<String>,
        systems_impacted: bool,
        by: String,
    },
    /// A body's view was recorded.
    ViewRecorded { proposal: ProposalId, body: String, view: View, comment: String },
    /// Legal text was attached; `base` is the hash of the edition that it stands against.
    LegalTextAttached {
        proposal: ProposalId,
        version: String,
        base: Option<String>,
        amendments: Vec<Amendment>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        parts: Vec<TextPart>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        solutions: Vec<SolutionId>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        by: String,
        /// The version of the earlier draft that `difference` amends.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amends: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        difference: Vec<Amendment>,
        /// The version that this is the re-based text of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rebased_from: Option<String>,
    },
    /// A consultation opened; `calendar` is the fingerprint of the calendar its window was counted by.
    ConsultationOpened {
        proposal: ProposalId,
        kind: ConsultationKind,
        opened: Date,
        closes: Date,
        questions: Vec<String>,
        calendar: String,
        /// Who was invited by name.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        invited: Vec<String>,
    },
    /// A response came; a late one is not counted.
    ResponseReceived {
        proposal: ProposalId,
        kind: ConsultationKind,
        respondent: String,
        category: Option<String>,
        view: Option<View>,
        answers: Vec<Answer>,
        comment: String,
        counted: bool,
        /// Whether all of it was given in confidence.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        confidential: bool,
    },
    /// The Modification Report was approved.
    ReportApproved { proposal: ProposalId, version: String, by: String },
    /// The vote opened with this roster on this legal text.
    VoteOpened {
        proposal: ProposalId,
        body: BodyId,
        roster: Vec<Seat>,
        legal_text: Option<String>,
        /// The version of each solution's legal text, where there are several solutions.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        legal_texts: BTreeMap<SolutionId, String>,
    },
    /// A member voted; a late vote is not counted.
    BallotCast {
        proposal: ProposalId,
        member: String,
        vote: Vote,
        reasons: String,
        counted: bool,
        /// The solution voted on, where there are several.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        solution: Option<SolutionId>,
        /// The vote on the date of implementation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        date: Option<Vote>,
        /// Whether the solution serves each objective.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        objectives: BTreeMap<String, Vote>,
    },
    /// The vote was counted: on the Proposed Solution, and on each Alternative Solution.
    VoteClosed {
        proposal: ProposalId,
        count: Count,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        alternatives: BTreeMap<SolutionId, Count>,
        /// The count on the date of implementation, where that is voted on by itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        date: Option<Box<Count>>,
        /// The release whose date the vote recommends, where the date is voted on by itself and was approved.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recommended: Option<ReleaseId>,
    },
    /// The proposal was decided; `release` is the one that the day of the decision leaves open.
    Decided {
        proposal: ProposalId,
        outcome: Outcome,
        by: String,
        reasons: String,
        release: Option<ReleaseId>,
        /// The solution that was approved.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        solution: Option<SolutionId>,
    },
    /// The proposal was put in a release, with its fallback.
    PutInRelease { proposal: ProposalId, targets: Vec<Target> },
    /// The words went into force on `date`; `edition` is the hash of the Code from then on.
    WentLive {
        proposal: ProposalId,
        numbers: Vec<String>,
        date: Date,
        amendments: usize,
        edition: Option<String>,
        /// The parts of the legal text that went live; all of it where none is named.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        parts: Vec<String>,
        /// Parts that are still to come.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        waiting: Vec<String>,
        /// The version of the legal text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<String>,
        /// What changed where.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        changed: Vec<Changed>,
    },
    /// What became of the proposal before the register began, as the Code's history tells it.
    OutcomeRecorded { proposal: ProposalId, outcome: Outcome, in_force: Option<Date>, basis: Basis },
    /// The proposal was withdrawn.
    Withdrawn { proposal: ProposalId, by: String, reasons: String },
    /// The proposal was divided.
    Split { proposal: ProposalId, into: Vec<Part>, reasons: String },
    /// A committee voted not to raise a proposal.
    VotedNotToRaise { body: BodyId, subject: String, matter: String },
    /// Rights of a Party were suspended.
    RightsSuspended { party: String, rights: Vec<String> },
    /// Rights of a Party were given back.
    SuspensionLifted { party: String, rights: Vec<String> },
    /// Something in a consultation.
    #[serde(untagged)]
    Consultation(ConsultationEvent),
    /// Something beside the process.
    #[serde(untagged)]
    Neighbour(NeighbourEvent),
    /// Something about a policy of assurance or a project under it.
    #[serde(untagged)]
    Assurance(AssuranceEvent),
    /// Something between a proposal and the committees that watch what it affects.
    #[serde(untagged)]
    Screening(ScreeningEvent),
    /// Something about the course of a proposal.
    #[serde(untagged)]
    Course(CourseEvent),
    /// Something about a Significant Code Review.
    #[serde(untagged)]
    Review(ReviewEvent),
    /// Something about a release.
    #[serde(untagged)]
    Release(ReleaseEvent),
    /// Something about a body or those who sit on it.
    #[serde(untagged)]
    Body(BodyEvent),
    /// Something in the testing of a release.
    #[serde(untagged)]
    Testing(TestingEvent),
    /// Something about whom and what a proposal touches.
    #[serde(untagged)]
    Impact(ImpactEvent),
    /// Something about a meeting.
    #[serde(untagged)]
    Meeting(MeetingEvent),
    /// Something about an election or appointment of members.
    #[serde(untagged)]
    Election(ElectionEvent),
    /// Something taken over from a paper.
    #[serde(untagged)]
    Import(ImportEvent),
}

impl Event {
    /// The event as anybody may read it: without what a respondent said in confidence.
    #[must_use]
    pub fn published(&self) -> Cow<'_, Self> {
        if let Self::ResponseReceived { answers, confidential, .. }
        | Self::Consultation(ConsultationEvent::Responded { answers, confidential, .. }) = self
            && (*confidential || answers.iter().any(|answer| answer.confidential))
        {
            let mut event = self.clone();
            event.withhold();
            return Cow::Owned(event);
        }
        Cow::Borrowed(self)
    }

    /// Takes away what was said in confidence.
    fn withhold(&mut self) {
        if let Self::ResponseReceived { answers, view, comment, confidential, .. }
        | Self::Consultation(ConsultationEvent::Responded { answers, view, comment, confidential, .. }) = self
        {
            answers.retain(|answer| !*confidential && !answer.confidential);
            if *confidential {
                *view = None;
                comment.clear();
            }
        }
    }

    /// The proposal it is about.
    #[must_use]
    pub fn proposal(&self) -> Option<&ProposalId> {
        match self {
            Self::DraftProposalRaised { proposal, .. }
            | Self::SupportGiven { proposal, .. }
            | Self::DraftProposalRefused { proposal, .. }
            | Self::ModificationProposalAgreed { proposal, .. }
            | Self::ViewRecorded { proposal, .. }
            | Self::LegalTextAttached { proposal, .. }
            | Self::ConsultationOpened { proposal, .. }
            | Self::ResponseReceived { proposal, .. }
            | Self::ReportApproved { proposal, .. }
            | Self::VoteOpened { proposal, .. }
            | Self::BallotCast { proposal, .. }
            | Self::VoteClosed { proposal, .. }
            | Self::Decided { proposal, .. }
            | Self::PutInRelease { proposal, .. }
            | Self::WentLive { proposal, .. }
            | Self::OutcomeRecorded { proposal, .. }
            | Self::Withdrawn { proposal, .. }
            | Self::SolutionAdded { proposal, .. }
            | Self::Split { proposal, .. } => Some(proposal),
            Self::PartyAdmitted { .. }
            | Self::PersonNamed { .. }
            | Self::DocumentLoaded { .. }
            | Self::EditionDesignated { .. }
            | Self::OccurrenceRecorded { .. }
            | Self::VotedNotToRaise { .. }
            | Self::RightsSuspended { .. }
            | Self::SuspensionLifted { .. } => None,
            Self::Consultation(event) => event.proposal(),
            Self::Neighbour(event) => event.proposal(),
            Self::Assurance(event) => event.proposal(),
            Self::Course(event) => event.proposal(),
            Self::Screening(event) => event.proposal(),
            Self::Review(event) => event.proposal(),
            Self::Release(event) => event.proposal(),
            Self::Body(event) => event.proposal(),
            Self::Impact(event) => event.proposal(),
            Self::Testing(event) => event.proposal(),
            Self::Meeting(event) => event.proposal(),
            Self::Election(event) => event.proposal(),
            Self::Import(event) => event.proposal(),
        }
    }

    /// The files beside the record that it names, by their SHA-256.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let import = if let Self::Import(event) = self { Some(event) } else { None };
        import.into_iter().flat_map(import::ImportEvent::files)
    }

    /// The stream it belongs to: what a reader of one thing's history reads.
    #[must_use]
    pub fn stream(&self) -> String {
        if let Some(proposal) = self.proposal() {
            return format!("proposal/{proposal}");
        }
        if let Self::PartyAdmitted { name: party, .. }
        | Self::RightsSuspended { party, .. }
        | Self::SuspensionLifted { party, .. } = self
        {
            return format!("party/{party}");
        }
        if let Self::PersonNamed { name, .. } = self {
            return format!("person/{name}");
        }
        if let Self::Consultation(event) = self {
            return event.stream();
        }
        if let Self::Assurance(event) = self {
            return event.stream();
        }
        if let Self::Screening(event) = self {
            return event.stream();
        }
        if let Self::Neighbour(event) = self {
            return event.stream();
        }
        if let Self::Review(event) = self {
            return event.stream();
        }
        if let Self::Release(event) = self {
            return event.stream();
        }
        if let Self::Testing(event) = self {
            return event.stream();
        }
        if let Self::Body(event) = self {
            return event.stream();
        }
        if let Self::Meeting(event) = self {
            return event.stream();
        }
        if let Self::Election(event) = self {
            return event.stream();
        }
        if let Self::Import(event) = self {
            return event.stream();
        }
        if let Self::VotedNotToRaise { body, .. } = self {
            return format!("body/{body}");
        }
        "code".to_owned()
    }

    /// Its recorded name (`draft-proposal-raised`).
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::PartyAdmitted { .. } => "party-admitted",
            Self::PersonNamed { .. } => "person-named",
            Self::DocumentLoaded { .. } => "document-loaded",
            Self::EditionDesignated { .. } => "edition-designated",
            Self::OccurrenceRecorded { .. } => "occurrence-recorded",
            Self::SolutionAdded { .. } => "solution-added",
            Self::DraftProposalRaised { .. } => "draft-proposal-raised",
            Self::SupportGiven { .. } => "support-given",
            Self::DraftProposalRefused { .. } => "draft-proposal-refused",
            Self::ModificationProposalAgreed { .. } => "modification-proposal-agreed",
            Self::ViewRecorded { .. } => "view-recorded",
            Self::LegalTextAttached { .. } => "legal-text-attached",
            Self::ConsultationOpened { .. } => "consultation-opened",
            Self::ResponseReceived { .. } => "response-received",
            Self::ReportApproved { .. } => "report-approved",
            Self::VoteOpened { .. } => "vote-opened",
            Self::BallotCast { .. } => "ballot-cast",
            Self::VoteClosed { .. } => "vote-closed",
            Self::Decided { .. } => "decided",
            Self::PutInRelease { .. } => "put-in-release",
            Self::WentLive { .. } => "went-live",
            Self::OutcomeRecorded { .. } => "outcome-recorded",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Split { .. } => "split",
            Self::VotedNotToRaise { .. } => "voted-not-to-raise",
            Self::RightsSuspended { .. } => "rights-suspended",
            Self::SuspensionLifted { .. } => "suspension-lifted",
            Self::Consultation(event) => event.name(),
            Self::Neighbour(event) => event.name(),
            Self::Assurance(event) => event.name(),
            Self::Course(event) => event.name(),
            Self::Screening(event) => event.name(),
            Self::Review(event) => event.name(),
            Self::Release(event) => event.name(),
            Self::Body(event) => event.name(),
            Self::Impact(event) => event.name(),
            Self::Testing(event) => event.name(),
            Self::Meeting(event) => event.name(),
            Self::Election(event) => event.name(),
            Self::Import(event) => event.name(),
        }
    }
}
