//! What happens in the testing of a release.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::area::area;
use crate::code::Code;
use crate::contents::Section;
use crate::names::{ProposalId, ReleaseId};
use crate::register::{IssueThreshold, PhaseCriterion, PhasePlan, PhaseStep, RegressionKind};

area! {
    /// Something that happened in the testing of a release.
    TestingEvent {
        /// A Testing Approach Document was asked for.
        ApproachRequested "testing-approach-requested" of release {
            release: ReleaseId,
            by: String,
            reasons: String,
        }
        /// A version of the Testing Approach Document was drafted.
        ApproachDrafted "testing-approach-drafted" of release {
            release: ReleaseId,
            version: String,
            contents: Vec<Section>,
            proposals: Vec<ProposalId>,
            thresholds: Vec<IssueThreshold>,
            exclusions_by: String,
            phases: Vec<PhasePlan>,
            report_contents: Vec<String>,
        }
        /// A body gave its view of a version.
        ApproachReviewed "testing-approach-reviewed" of release {
            release: ReleaseId,
            version: String,
            fit: bool,
            comment: String,
            by: String,
        }
        /// A version was approved, and is in force.
        ApproachApproved "testing-approach-approved" of release {
            release: ReleaseId,
            version: String,
            reasons: String,
            by: String,
        }
        /// Entry into a test phase, or exit from it, was approved.
        PhaseApproved "test-phase-approved" of release {
            release: ReleaseId,
            phase: String,
            step: PhaseStep,
            criteria: Vec<PhaseCriterion>,
            by: String,
        }
        /// A test phase started.
        PhaseStarted "test-phase-started" of release {
            release: ReleaseId,
            phase: String,
            approach: String,
        }
        /// A test phase was closed.
        PhaseClosed "test-phase-closed" of release {
            release: ReleaseId,
            phase: String,
        }
        /// A Testing Issue was recorded or brought up to date.
        IssueRecorded "testing-issue-recorded" of release {
            release: ReleaseId,
            id: String,
            phase: String,
            severity: u8,
            summary: String,
            plan: Option<String>,
            resolved: bool,
            #[serde(default, skip_serializing_if = "String::is_empty")]
            reasons: String,
        }
        /// A Testing Issue was left out of the count.
        IssueExcluded "testing-issue-excluded" of release {
            release: ReleaseId,
            id: String,
            reasons: String,
            by: String,
        }
        /// A participant gave plans for regression testing, or results; late ones are marked.
        RegressionGiven "regression-given" of release {
            release: ReleaseId,
            what: RegressionKind,
            by: String,
            comment: String,
            due: Option<Date>,
            late: bool,
        }
        /// The completion report of a test phase was submitted.
        CompletionReported "completion-report-submitted" of release {
            release: ReleaseId,
            phase: String,
            contents: BTreeMap<String, String>,
        }
        /// The completion report of a test phase was approved.
        CompletionApproved "completion-report-approved" of release {
            release: ReleaseId,
            phase: String,
            reasons: String,
            by: String,
        }
        /// A difference of a test environment was recorded.
        DifferenceRecorded "test-difference-recorded" of release {
            release: ReleaseId,
            phase: String,
            difference: String,
            risk: String,
            managed: String,
        }
    }
}

impl TestingEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, code: &Code) -> String {
        match self {
            Self::ApproachRequested { .. } => "A Testing Approach Document was asked for".to_owned(),
            Self::ApproachDrafted { version, .. } => {
                format!("Version {version} of the Testing Approach Document was drafted")
            }
            Self::ApproachReviewed { version, fit, by, .. } => {
                let fit = if *fit { "fit" } else { "not fit" };
                format!("{} found version {version} of the Testing Approach Document {fit} for use", code.title_of(by))
            }
            Self::ApproachApproved { version, .. } => {
                format!("Version {version} of the Testing Approach Document was approved")
            }
            Self::PhaseApproved { phase, step, .. } => {
                let way = match step {
                    PhaseStep::Entry => "Entry into",
                    PhaseStep::Exit => "Exit from",
                };
                format!("{way} {} was approved", phase.to_uppercase())
            }
            Self::PhaseStarted { phase, approach, .. } => {
                format!("{} started, by version {approach} of the Testing Approach Document", phase.to_uppercase())
            }
            Self::PhaseClosed { phase, .. } => format!("{} was closed", phase.to_uppercase()),
            Self::IssueRecorded { id, severity, resolved, reasons, .. } => {
                let state = if *resolved { "resolved" } else { "open" };
                let why = if reasons.is_empty() { String::new() } else { format!(": {reasons}") };
                format!("The Testing Issue {id} of severity {severity} was recorded as {state}{why}")
            }
            Self::IssueExcluded { id, .. } => format!("The Testing Issue {id} was left out of the count"),
            Self::RegressionGiven { what, by, late, .. } => {
                let what = match what {
                    RegressionKind::Plans => "plans for",
                    RegressionKind::Results => "results of",
                };
                let late = if *late { ", late" } else { "" };
                format!("{} gave {what} regression testing{late}", code.title_of(by))
            }
            Self::CompletionReported { phase, .. } => {
                format!("The {} Completion Report was submitted", phase.to_uppercase())
            }
            Self::CompletionApproved { phase, .. } => {
                format!("The {} Completion Report was approved", phase.to_uppercase())
            }
            Self::DifferenceRecorded { phase, difference, .. } => {
                format!("A difference of the {} environment was recorded: {difference}", phase.to_uppercase())
            }
        }
    }

    /// The release it is about.
    #[must_use]
    pub fn release(&self) -> &ReleaseId {
        match self {
            Self::ApproachRequested { release, .. }
            | Self::ApproachDrafted { release, .. }
            | Self::ApproachReviewed { release, .. }
            | Self::ApproachApproved { release, .. }
            | Self::PhaseApproved { release, .. }
            | Self::PhaseStarted { release, .. }
            | Self::PhaseClosed { release, .. }
            | Self::IssueRecorded { release, .. }
            | Self::IssueExcluded { release, .. }
            | Self::RegressionGiven { release, .. }
            | Self::CompletionReported { release, .. }
            | Self::CompletionApproved { release, .. }
            | Self::DifferenceRecorded { release, .. } => release,
        }
    }
}
