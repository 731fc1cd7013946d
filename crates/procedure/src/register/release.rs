//! Releases, and the place of a proposal in them.

mod acceptance;
mod costs;
mod document;
mod scope;
mod testing;
mod timetable;

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use acceptance::{Acceptance, Assessed, Criterion, GoDecision, Lesson};
pub use costs::{Assessment, CostLine, CostTotals, Effort, Quote, Share};
pub use document::{Covers, DocumentVersion, Issued};
pub use scope::{ChangeRequest, DocumentRow, Impact, Impacts, ParticipantRow, ScopeLine, ScopeStanding};
pub use testing::{
    Advice, Approach, CompletionReport, Difference, IssueThreshold, PhaseCriterion, PhasePlan, PhaseRun, PhaseStep,
    Regression, RegressionKind, Testing, TestingIssue,
};
pub use timetable::{Planned, TimetableRow};

use crate::act::{PlannedEvent, StageCost};
use crate::gate::Gate;
use crate::names::ReleaseId;

/// A release.
#[derive(Debug, Clone, PartialEq)]
pub struct Release {
    /// Its id.
    pub id: ReleaseId,
    /// Its name.
    pub name: String,
    /// The day it goes live.
    pub date: Date,
    /// The events that lead to it.
    pub timetable: Vec<PlannedEvent>,
    /// What its modifications cost by stage, as it was scheduled.
    pub costs: Vec<StageCost>,
    /// Since when its scope is closed to what touches the central systems.
    pub frozen: Option<Done>,
    /// Change Requests delivered alongside; they are not part of its scope.
    pub change_requests: Vec<ChangeRequest>,
    /// What its delivery was quoted to cost, oldest first.
    pub quotes: Vec<Quote>,
    /// The Code Administrator's own work on it.
    pub efforts: Vec<Effort>,
    /// The versions of its Release Implementation Document, oldest first.
    pub document: Vec<Issued>,
    /// Its testing.
    pub testing: Testing,
    /// Whether it may go live.
    pub acceptance: Acceptance,
    /// The imported paper that it was taken over from.
    pub imported: Option<String>,
}

/// Something done once: who did it, when, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime,
    /// Why, or what was said.
    pub comment: String,
}

impl Release {
    pub(crate) fn new(id: ReleaseId, name: String, date: Date) -> Self {
        Self {
            id,
            name,
            date,
            timetable: Vec::new(),
            costs: Vec::new(),
            frozen: None,
            change_requests: Vec::new(),
            quotes: Vec::new(),
            efforts: Vec::new(),
            document: Vec::new(),
            testing: Testing::default(),
            acceptance: Acceptance::default(),
            imported: None,
        }
    }

    /// The day on which something was reached on the way to the release, as far as the release's own record tells.
    #[must_use]
    pub fn reached(&self, gate: &Gate) -> Option<Date> {
        match gate {
            Gate::ScopeFrozen => self.frozen.as_ref().map(|done| done.at.date()),
            Gate::Baselined => self.baselines().next().map(|issued| issued.at.date()),
            Gate::Rebaselined => self.baselines().nth(1).map(|issued| issued.at.date()),
            Gate::TadRequested
            | Gate::TadDrafted
            | Gate::TadConsulted
            | Gate::TadReviewed
            | Gate::TadApproved
            | Gate::EntryApproved(_)
            | Gate::Started(_)
            | Gate::RegressionPlans
            | Gate::RegressionResults
            | Gate::ExitApproved(_)
            | Gate::Closed(_)
            | Gate::ReportSubmitted(_)
            | Gate::ReportReviewed(_)
            | Gate::ReportApproved(_) => self.tested(gate),
            Gate::Evidence(_) | Gate::Recommended(_) | Gate::Go | Gate::GoLive => self.accepted(gate),
        }
    }
}

/// A release that a proposal is meant for, and the last day of decision that keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Target {
    /// The release.
    pub release: ReleaseId,
    /// The decision must come on or before this day.
    pub cut_off: Option<Date>,
}
