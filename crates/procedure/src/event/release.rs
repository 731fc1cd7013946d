//! What happens to releases.

use jiff::civil::Date;

use super::area::area;
use crate::act::{PlannedEvent, StageCost};
use crate::code::Code;
use crate::names::{ReleaseId, day};

area! {
    /// Something that happened to a release.
    ReleaseEvent {
        /// A release was scheduled, or scheduled anew.
        Scheduled "release-scheduled" of release {
            release: ReleaseId,
            name: String,
            date: Date,
            timetable: Vec<PlannedEvent>,
            costs: Vec<StageCost>,
        }
    }
}

impl ReleaseEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, _code: &Code) -> String {
        match self {
            Self::Scheduled { name, date, .. } => format!("The {name} was scheduled for {}", day(*date)),
        }
    }

    /// The release it is about.
    #[must_use]
    pub fn release(&self) -> &ReleaseId {
        match self {
            Self::Scheduled { release, .. } => release,
        }
    }
}
