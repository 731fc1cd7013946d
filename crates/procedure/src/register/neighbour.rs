//! What is kept beside the process: thresholds, and later problems, reviews, notices, disputes, documents.

use jiff::civil::{Date, DateTime};

use super::Register;

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

/// What is kept beside the process.
#[derive(Debug, Clone, Default)]
pub(super) struct Beside {
    pub(super) thresholds: Vec<Threshold>,
}

impl Register {
    /// The sum that applies under a clause on a day.
    #[must_use]
    pub fn threshold(&self, clause: &str, on: Date) -> Option<&Threshold> {
        let own = self.beside.thresholds.iter().filter(|set| set.clause.eq_ignore_ascii_case(clause));
        own.filter(|set| set.from <= on).max_by_key(|set| (set.from, set.at))
    }
}
