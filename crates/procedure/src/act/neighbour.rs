//! Acts of standing duties and of what lies beside the process: thresholds, recovery costs, problems, reviews, notices,
//! disputes, other codes, documents filed.

mod set_threshold;

pub use set_threshold::SetThreshold;
