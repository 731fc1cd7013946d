//! What happens to a proposal on its course, besides the steps that every proposal takes.

use jiff::civil::Date;

use super::area::area;
use crate::act::{AssessedCost, AssessmentKind, GroupMember, Leave, Milestone, SetOut};
use crate::code::Code;
use crate::contents::Section;
use crate::names::{BodyId, Outcome, Path, ProposalId, SolutionId, day};

area! {
    /// Something that happened to a proposal on its course.
    CourseEvent {
        /// A document of the proposal was drafted, for the first time or anew.
        DocumentDrafted "document-drafted" of proposal {
            proposal: ProposalId,
            document: String,
            version: String,
            sections: Vec<Section>,
            representations: Vec<SetOut>,
        }
        /// Representations were made that the report must carry.
        RepresentationMade "representation-made" of proposal {
            proposal: ProposalId,
            by: String,
            text: String,
            evidence: String,
            test: Option<String>,
        }
        /// The Proposer decided to take a draft forward formally.
        TakenForward "taken-forward" of proposal {
            proposal: ProposalId,
            by: String,
            reasons: String,
        }
        /// A refused Draft Proposal was accepted on instruction.
        RefusalReversed "refusal-reversed" of proposal {
            proposal: ProposalId,
            by: String,
            reasons: String,
        }
        /// Urgency was asked for.
        UrgencyAsked "urgency-asked" of proposal {
            proposal: ProposalId,
            by: String,
            reasons: String,
        }
        /// It was decided whether the proposal is urgent.
        UrgencyDecided "urgency-decided" of proposal {
            proposal: ProposalId,
            urgent: bool,
            timetable: Vec<Milestone>,
            reasons: String,
        }
        /// The proposal was put on another path.
        PathChanged "path-changed" of proposal {
            proposal: ProposalId,
            path: Path,
            by: String,
            reasons: String,
        }
        /// A Party objected to Fast-Track; the approval falls.
        FastTrackObjected "fast-track-objected" of proposal {
            proposal: ProposalId,
            by: String,
            reasons: String,
        }
        /// The Authority gave leave.
        LeaveGiven "leave-given" of proposal {
            proposal: ProposalId,
            to: Leave,
            reasons: String,
        }
        /// A withdrawn proposal was adopted.
        Adopted "adopted" of proposal {
            proposal: ProposalId,
            proposer: String,
            by: String,
            reasons: String,
        }
        /// Other proposals became part of this one.
        Amalgamated "amalgamated" of proposal {
            proposal: ProposalId,
            others: Vec<ProposalId>,
            reasons: String,
        }
        /// The Proposed Solution was changed.
        SolutionVaried "solution-varied" of proposal {
            proposal: ProposalId,
            title: String,
            comment: String,
            by: String,
        }
        /// The report was sent back for more work.
        SentBack "sent-back" of proposal {
            proposal: ProposalId,
            by: String,
            reasons: String,
        }
        /// A decision was referred to a body.
        DecisionReferred "decision-referred" of proposal {
            proposal: ProposalId,
            to: BodyId,
            by: String,
            reasons: String,
        }
        /// A referral was decided.
        ReferredDecisionDecided "referred-decision-decided" of proposal {
            proposal: ProposalId,
            outcome: Outcome,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            solution: Option<SolutionId>,
            by: String,
            reasons: String,
        }
        /// A Working Group was established.
        WorkingGroupEstablished "working-group-established" of proposal {
            proposal: ProposalId,
            members: Vec<GroupMember>,
        }
        /// A committee's nominee joined the Working Group.
        WorkingGroupJoined "working-group-joined" of proposal {
            proposal: ProposalId,
            member: GroupMember,
            nominated_by: String,
        }
        /// An assessment was asked for, or a later day for it agreed.
        AssessmentRequested "assessment-requested" of proposal {
            proposal: ProposalId,
            assessment: AssessmentKind,
            due: Date,
            by: String,
            reasons: String,
        }
        /// An assessment was delivered.
        AssessmentDelivered "assessment-delivered" of proposal {
            proposal: ProposalId,
            assessment: AssessmentKind,
            findings: String,
            costs: Vec<AssessedCost>,
            lead_time: Option<i64>,
            late: bool,
            by: String,
        }
        /// More information was asked for.
        InformationAsked "information-asked" of proposal {
            proposal: ProposalId,
            from: String,
            question: String,
            due: Option<Date>,
            by: String,
        }
        /// Information was given.
        InformationGiven "information-given" of proposal {
            proposal: ProposalId,
            answer: String,
            by: String,
        }
        /// The lawyer signed off a version of the legal text.
        LegalTextSignedOff "legal-text-signed-off" of proposal {
            proposal: ProposalId,
            version: String,
            remarks: String,
            by: String,
        }
    }
}

impl CourseEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, code: &Code) -> String {
        let who = |by: &str| code.title_of(by).to_owned();
        match self {
            Self::DocumentDrafted { document, version, .. } => {
                format!("Draft {version} of the {} was put on record", document.replace('-', " "))
            }
            Self::RepresentationMade { by, .. } => format!("{} made representations on it", who(by)),
            Self::TakenForward { by, reasons, .. } => format!("{} takes it forward. {reasons}", who(by)),
            Self::RefusalReversed { by, reasons, .. } => format!("Accepted as {} instructed. {reasons}", who(by)),
            Self::UrgencyAsked { by, reasons, .. } => format!("{} asked that it be urgent. {reasons}", who(by)),
            Self::UrgencyDecided { urgent: true, reasons, .. } => format!("It is urgent. {reasons}"),
            Self::UrgencyDecided { urgent: false, reasons, .. } => format!("It is not urgent. {reasons}"),
            Self::PathChanged { path, by, reasons, .. } => {
                format!("{} put it on the path {}. {reasons}", who(by), path.words())
            }
            Self::FastTrackObjected { by, reasons, .. } => format!("{} objected to Fast-Track. {reasons}", who(by)),
            Self::LeaveGiven { to, reasons, .. } => format!("The Authority allowed {}. {reasons}", to.words()),
            Self::Adopted { proposer, reasons, .. } => format!("Adopted by {}. {reasons}", who(proposer)),
            Self::Amalgamated { others, reasons, .. } => {
                let others = others.iter().map(ProposalId::as_str).collect::<Vec<_>>().join(", ");
                format!("{others} became part of it. {reasons}")
            }
            Self::SolutionVaried { title, .. } => format!("The Proposed Solution was changed: {title}"),
            Self::SentBack { by, reasons, .. } => format!("{} sent it back. {reasons}", who(by)),
            Self::DecisionReferred { to, by, reasons, .. } => {
                format!("{} referred the decision to {}. {reasons}", who(by), who(to.as_str()))
            }
            Self::ReferredDecisionDecided { outcome, by, reasons, .. } => {
                let word = match outcome {
                    Outcome::Approved => "approved",
                    Outcome::Rejected => "rejected",
                };
                format!("On the referral {} {word} it. {reasons}", who(by))
            }
            Self::WorkingGroupEstablished { .. }
            | Self::WorkingGroupJoined { .. }
            | Self::AssessmentRequested { .. }
            | Self::AssessmentDelivered { .. }
            | Self::InformationAsked { .. }
            | Self::InformationGiven { .. }
            | Self::LegalTextSignedOff { .. } => self.work_in_words(code),
        }
    }

    /// What happened while the proposal was refined; nothing of the other events.
    fn work_in_words(&self, code: &Code) -> String {
        let who = |by: &str| code.title_of(by).to_owned();
        if let Self::WorkingGroupEstablished { members, .. } = self {
            return format!("A Working Group of {} was established", members.len());
        }
        if let Self::WorkingGroupJoined { member, nominated_by, .. } = self {
            return format!("{} joined the Working Group for {}", member.name, who(nominated_by));
        }
        if let Self::AssessmentRequested { assessment, due, .. } = self {
            return format!("The {} was asked for by {}", assessment.words(), day(*due));
        }
        if let Self::AssessmentDelivered { assessment, findings, late, .. } = self {
            let late = if *late { " late" } else { "" };
            return format!("The {} was delivered{late}. {findings}", assessment.words());
        }
        if let Self::InformationAsked { from, question, by, .. } = self {
            return format!("{} asked {}: {question}", who(by), who(from));
        }
        if let Self::InformationGiven { answer, by, .. } = self {
            return format!("{} answered: {answer}", who(by));
        }
        if let Self::LegalTextSignedOff { version, remarks, .. } = self {
            return format!("The lawyer signed off the legal text {version}. {remarks}");
        }
        String::new()
    }
}
