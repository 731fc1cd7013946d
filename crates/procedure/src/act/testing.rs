//! Acts on the testing of a release.

mod approve_completion_report;
mod approve_tad;
mod approve_test_phase;
mod close_test_phase;
mod draft_tad;
mod exclude_testing_issue;
mod give_regression;
mod record_test_difference;
mod record_testing_issue;
mod request_tad;
mod review_tad;
mod start_test_phase;
mod submit_completion_report;

pub use approve_completion_report::ApproveCompletionReport;
pub use approve_tad::ApproveTad;
pub use approve_test_phase::ApproveTestPhase;
pub use close_test_phase::CloseTestPhase;
pub use draft_tad::DraftTad;
pub use exclude_testing_issue::ExcludeTestingIssue;
pub use give_regression::GiveRegression;
pub use record_test_difference::RecordTestDifference;
pub use record_testing_issue::RecordTestingIssue;
pub use request_tad::RequestTad;
pub use review_tad::ReviewTad;
pub use start_test_phase::StartTestPhase;
pub use submit_completion_report::SubmitCompletionReport;
