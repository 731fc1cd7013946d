//! What happens beside the process: standing duties, other codes, documents filed.

use jiff::civil::Date;

use super::area::area;
use crate::code::Code;
use crate::names::day;

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
    }
}

impl NeighbourEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, _code: &Code) -> String {
        match self {
            Self::ThresholdSet { threshold, amount, from, .. } => {
                format!("The sum under {threshold} was set to £{amount} from {}", day(*from))
            }
        }
    }
}
