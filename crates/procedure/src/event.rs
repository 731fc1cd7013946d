//! Everything that can have happened, with the name under which it is recorded for ever.

use jiff::civil::{Date, DateTime};
use legaltext::Amendment;
use serde::{Deserialize, Serialize};

use crate::act::{Answer, Milestone, OfficeKind, Part, PlannedEvent, StageCost, View};
use crate::names::{BodyId, ConsultationKind, Outcome, Path, ProposalId, ReleaseId, Vote};
use crate::register::{Seat, Target};
use crate::rule::Basis;
use crate::ruling::Ground;
use crate::tally::Count;

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
    PartyAdmitted { name: String, category: String, since: Date },
    /// A person got an office.
    PersonNamed {
        name: String,
        acts_for: String,
        office: OfficeKind,
        seat: Option<String>,
        appointed_by: Option<String>,
    },
    /// A document of the Code was loaded.
    DocumentLoaded { markup: String, from: Date },
    /// A release was scheduled, or scheduled anew.
    ReleaseScheduled {
        release: ReleaseId,
        name: String,
        date: Date,
        timetable: Vec<PlannedEvent>,
        costs: Vec<StageCost>,
    },
    /// A Draft Proposal was raised.
    DraftProposalRaised {
        proposal: ProposalId,
        title: String,
        issue: String,
        subjects: Vec<String>,
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
    /// Legal text was attached; `base` is the hash of the edition then in force.
    LegalTextAttached { proposal: ProposalId, version: String, base: Option<String>, amendments: Vec<Amendment> },
    /// A consultation opened; `calendar` is the fingerprint of the calendar its window was counted by.
    ConsultationOpened {
        proposal: ProposalId,
        kind: ConsultationKind,
        opened: Date,
        closes: Date,
        questions: Vec<String>,
        calendar: String,
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
    },
    /// The Modification Report was approved.
    ReportApproved { proposal: ProposalId, version: String, by: String },
    /// The vote opened with this roster on this legal text.
    VoteOpened { proposal: ProposalId, body: BodyId, roster: Vec<Seat>, legal_text: Option<String> },
    /// A member voted; a late vote is not counted.
    BallotCast { proposal: ProposalId, member: String, vote: Vote, reasons: String, counted: bool },
    /// The vote was counted.
    VoteClosed { proposal: ProposalId, count: Count },
    /// The proposal was decided; `release` is the one that the day of the decision leaves open.
    Decided { proposal: ProposalId, outcome: Outcome, by: String, reasons: String, release: Option<ReleaseId> },
    /// The proposal was put in a release, with its fallback.
    PutInRelease { proposal: ProposalId, targets: Vec<Target> },
    /// The words went into force on `date`; `edition` is the hash of the Code from then on.
    WentLive { proposal: ProposalId, numbers: Vec<String>, date: Date, amendments: usize, edition: Option<String> },
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
}

impl Event {
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
            | Self::Split { proposal, .. } => Some(proposal),
            Self::PartyAdmitted { .. }
            | Self::PersonNamed { .. }
            | Self::DocumentLoaded { .. }
            | Self::ReleaseScheduled { .. }
            | Self::VotedNotToRaise { .. }
            | Self::RightsSuspended { .. }
            | Self::SuspensionLifted { .. } => None,
        }
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
        if let Self::ReleaseScheduled { release, .. } = self {
            return format!("release/{release}");
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
            Self::ReleaseScheduled { .. } => "release-scheduled",
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
        }
    }
}
