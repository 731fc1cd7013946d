//! Releases, and the place of a proposal in them.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{PlannedEvent, StageCost};
use crate::names::ReleaseId;

/// A release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its id.
    pub id: ReleaseId,
    /// Its name.
    pub name: String,
    /// The day it goes live.
    pub date: Date,
    /// The events that lead to it.
    pub timetable: Vec<PlannedEvent>,
    /// What its modifications cost by stage.
    pub costs: Vec<StageCost>,
}

/// A release that a proposal is meant for, and the last day of decision that keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Target {
    /// The release.
    pub release: ReleaseId,
    /// The decision must come on or before this day.
    pub cut_off: Option<Date>,
}
