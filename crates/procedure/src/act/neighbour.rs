//! Acts of standing duties and of what lies beside the process: thresholds, recovery costs, problems, reviews, notices, tasks,
//! requests, other codes, disputes, documents filed.

mod answer_notice;
mod answer_request;
mod arrange_joint_working;
mod assign_task;
mod close_problem;
mod complete_task;
mod determine_dispute;
mod direct_review;
mod file_document;
mod make_request;
mod meet_duty;
mod notify_dcc;
mod publish_document;
mod record_cross_code;
mod record_dispute;
mod record_problem;
mod refer_recovery_costs;
mod report_review;
mod set_threshold;
mod settle_recovery_costs;

pub use answer_notice::{AnswerNotice, NoticeRoute};
pub use answer_request::AnswerRequest;
pub use arrange_joint_working::ArrangeJointWorking;
pub use assign_task::AssignTask;
pub use close_problem::CloseProblem;
pub use complete_task::CompleteTask;
pub use determine_dispute::DetermineDispute;
pub use direct_review::DirectReview;
pub use file_document::{FileDocument, Ownership};
pub use make_request::{MakeRequest, RequestKind};
pub use meet_duty::MeetDuty;
pub use notify_dcc::{DccDocument, NotifyDcc};
pub use publish_document::PublishDocument;
pub use record_cross_code::{CrossCodeEffect, RecordCrossCode};
pub use record_dispute::{LinkedDispute, RecordDispute};
pub use record_problem::RecordProblem;
pub use refer_recovery_costs::ReferRecoveryCosts;
pub use report_review::ReportReview;
pub use set_threshold::SetThreshold;
pub use settle_recovery_costs::{Payment, SettleRecoveryCosts};
