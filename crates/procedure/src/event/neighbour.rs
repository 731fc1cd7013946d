//! What happens beside the process: standing duties, other codes, documents filed.
//!
//! Most of these events hold the act as it was done, in `what`: fields may be added to such an act with a default, and
//! none may be taken away.

use jiff::civil::Date;

use super::area::area;
use crate::act::{
    AnswerNotice, AnswerRequest, ArrangeJointWorking, AssignTask, CloseProblem, CompleteTask, CrossCodeEffect,
    DetermineDispute, DirectReview, FileDocument, MakeRequest, NotifyDcc, PublishDocument, RecordCrossCode,
    RecordDispute, RecordProblem, ReferRecoveryCosts, ReportReview, SettleRecoveryCosts,
};
use crate::code::Code;
use crate::names::{ProposalId, RuleId, day};

area! {
    /// Something that happened beside the process.
    NeighbourEvent {
        /// A sum that the Code leaves to be set was set.
        ThresholdSet "threshold-set" of threshold {
            threshold: String,
            amount: i64,
            from: Date,
            reasons: String,
            by: String,
        }
        /// A standing duty was met by a Draft Proposal.
        DutyMet "duty-met" of proposal {
            proposal: ProposalId,
            rule: RuleId,
            by: String,
        }
        /// What a proposal means for another code was recorded.
        CrossCodeRecorded "cross-code-recorded" of proposal {
            proposal: ProposalId,
            by: String,
            what: RecordCrossCode,
        }
        /// Recovery Costs that pass the sum set were put before the Panel.
        RecoveryCostsReferred "recovery-costs-referred" of recovery {
            recovery: String,
            by: String,
            what: ReferRecoveryCosts,
        }
        /// The Panel decided when Recovery Costs are paid.
        RecoveryCostsSettled "recovery-costs-settled" of recovery {
            recovery: String,
            by: String,
            what: SettleRecoveryCosts,
        }
        /// A Problem was recorded.
        ProblemRecorded "problem-recorded" of problem {
            problem: String,
            by: String,
            what: RecordProblem,
        }
        /// A Problem was closed.
        ProblemClosed "problem-closed" of problem {
            problem: String,
            by: String,
            what: CloseProblem,
        }
        /// The DCC was told where its documents should change.
        DccNotified "dcc-notified" of notice {
            notice: String,
            by: String,
            what: NotifyDcc,
        }
        /// The DCC said what it makes of a notice.
        NoticeAnswered "notice-answered" of notice {
            notice: String,
            by: String,
            what: AnswerNotice,
        }
        /// A review was directed.
        ReviewDirected "review-directed" of review {
            review: String,
            by: String,
            what: DirectReview,
        }
        /// A review was reported.
        ReviewReported "review-reported" of review {
            review: String,
            by: String,
            what: ReportReview,
        }
        /// A task was assigned to the Code Administrator.
        TaskAssigned "task-assigned" of task {
            task: String,
            by: String,
            what: AssignTask,
        }
        /// A task was completed.
        TaskCompleted "task-completed" of task {
            task: String,
            by: String,
            what: CompleteTask,
        }
        /// Somebody was asked for assistance, information or advice.
        RequestMade "request-made" of request {
            request: String,
            by: String,
            what: MakeRequest,
        }
        /// A request was answered.
        RequestAnswered "request-answered" of request {
            request: String,
            by: String,
            what: AnswerRequest,
        }
        /// Joint working with another code was arranged.
        JointWorkingArranged "joint-working-arranged" of code {
            code: String,
            by: String,
            what: ArrangeJointWorking,
        }
        /// A Dispute was recorded.
        DisputeRecorded "dispute-recorded" of dispute {
            dispute: String,
            by: String,
            what: RecordDispute,
        }
        /// A Dispute was determined.
        DisputeDetermined "dispute-determined" of dispute {
            dispute: String,
            by: String,
            what: DetermineDispute,
        }
        /// A document was filed.
        DocumentFiled "document-filed" of document {
            document: String,
            by: String,
            what: FileDocument,
        }
        /// A document was published.
        DocumentPublished "document-published" of document {
            document: String,
            by: String,
            what: PublishDocument,
        }
    }
}

impl NeighbourEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, code: &Code) -> String {
        match self {
            Self::ThresholdSet { threshold, amount, from, .. } => {
                format!("The sum under {threshold} was set to £{amount} from {}", day(*from))
            }
            Self::DutyMet { proposal, rule, .. } => format!("{proposal} meets the duty {rule}"),
            Self::CrossCodeRecorded { what, .. } => match what.effect {
                CrossCodeEffect::None => format!("{} need not change. {}", what.code, what.check),
                CrossCodeEffect::ChangesTheOther => format!("{} must change too. {}", what.code, what.check),
                CrossCodeEffect::FollowsFromTheOther => {
                    format!("It follows from a change of {}. {}", what.code, what.check)
                }
            },
            Self::RecoveryCostsReferred { recovery, what, .. } => {
                format!("Recovery Costs of £{} were referred to the Panel ({recovery})", what.total)
            }
            Self::RecoveryCostsSettled { recovery, what, .. } => {
                format!("The payment of Recovery Costs was settled ({recovery}). {}", what.reasons)
            }
            Self::ProblemRecorded { problem, what, .. } => {
                format!("The Problem {problem} was recorded: {}", what.title)
            }
            Self::ProblemClosed { problem, what, .. } => format!("The Problem {problem} was closed. {}", what.reasons),
            Self::DccNotified { notice, .. } => format!("The DCC was given the notice {notice}"),
            Self::NoticeAnswered { notice, what, .. } => {
                format!("The notice {notice} was answered. {}", what.consideration)
            }
            Self::ReviewDirected { what, .. } => format!("A review was directed: {}", what.subject),
            Self::ReviewReported { review, what, .. } => format!("The review {review} was reported. {}", what.outcome),
            Self::TaskAssigned { task, what, .. } => format!("The task {task} was assigned: {}", what.task),
            Self::TaskCompleted { task, what, .. } => format!("The task {task} was completed. {}", what.result),
            Self::RequestMade { what, .. } => format!("{} was asked: {}", code.title_of(&what.to), what.subject),
            Self::RequestAnswered { request, .. } => format!("The request {request} was answered"),
            Self::JointWorkingArranged { what, .. } => {
                format!("Joint working with {} of the {} was arranged", what.with, what.code)
            }
            Self::DisputeRecorded { dispute, what, .. } => {
                format!("The Dispute {dispute} was recorded: {}", what.title)
            }
            Self::DisputeDetermined { dispute, what, .. } => {
                format!("The Dispute {dispute} was determined. {}", what.determination)
            }
            Self::DocumentFiled { what, .. } => format!("{} was filed: {}", what.kind, what.title),
            Self::DocumentPublished { document, what, .. } => {
                format!("The document {document} was published to {}", what.audience.words())
            }
        }
    }
}
