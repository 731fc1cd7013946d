//! How a release is tested: the approach and its versions, the phases, the issues found, and what participants give.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Done, Release};
use crate::contents::Section;
use crate::gate::Gate;
use crate::names::ProposalId;
use crate::register::{Matter, MatterKind};

/// What a test phase needs before it may start and before it may end, and who says that it is so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PhasePlan {
    /// The phase (`sit`).
    pub phase: String,
    /// What must be so before it starts.
    pub entry: Vec<String>,
    /// The body that approves entry.
    pub entry_by: String,
    /// What must be so before it ends.
    pub exit: Vec<String>,
    /// The body that approves exit.
    pub exit_by: String,
}

/// Whether a test phase is entered or left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PhaseStep {
    /// It may start.
    Entry,
    /// It may end.
    Exit,
}

impl PhaseStep {
    /// The step in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Exit => "exit",
        }
    }
}

/// The answer to a criterion of a test phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PhaseCriterion {
    /// The criterion, in the words of the Testing Approach Document.
    pub criterion: String,
    /// Whether it is met.
    pub met: bool,
    /// What shows it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

/// How many Testing Issues of a severity may be left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueThreshold {
    /// The severity, 1 the gravest, to 5.
    pub severity: u8,
    /// So many may be left at most.
    pub at_most: u32,
}

/// A version of the Testing Approach Document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approach {
    /// Its version.
    pub version: String,
    /// What it says under each item.
    pub contents: Vec<Section>,
    /// The modifications under test.
    pub proposals: Vec<ProposalId>,
    /// How many issues of each severity may be left.
    pub thresholds: Vec<IssueThreshold>,
    /// The body that may leave an issue out of the count.
    pub exclusions_by: String,
    /// The test phases, in order.
    pub phases: Vec<PhasePlan>,
    /// What a completion report holds.
    pub report_contents: Vec<String>,
    /// When it was drafted.
    pub at: DateTime,
    /// Views of it, oldest first.
    pub views: Vec<Advice>,
    /// Its approval.
    pub approved: Option<Done>,
}

impl Approach {
    /// What it says of a phase.
    #[must_use]
    pub fn phase(&self, phase: &str) -> Option<&PhasePlan> {
        self.phases.iter().find(|plan| plan.phase.eq_ignore_ascii_case(phase))
    }

    /// How many issues of a severity may be left; none where nothing is said.
    #[must_use]
    pub fn threshold(&self, severity: u8) -> Option<u32> {
        self.thresholds.iter().find(|one| one.severity == severity).map(|one| one.at_most)
    }
}

/// What a body advises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The body.
    pub by: String,
    /// Whether it is for it.
    pub favourable: bool,
    /// What it said.
    pub comment: String,
    /// When.
    pub at: DateTime,
}

/// A test phase as it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseRun {
    /// The phase.
    pub phase: String,
    /// The approval of entry.
    pub entry: Option<Done>,
    /// The start, and the version of the approach that it follows.
    pub started: Option<(DateTime, String)>,
    /// The approval of exit.
    pub exit: Option<Done>,
    /// The end.
    pub closed: Option<DateTime>,
    /// The completion reports, oldest first.
    pub reports: Vec<CompletionReport>,
}

/// A completion report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompletionReport {
    /// What it says on each matter.
    pub contents: BTreeMap<String, String>,
    /// When it was submitted.
    pub at: DateTime,
    /// Recommendations on it.
    pub advice: Vec<Advice>,
    /// Its approval.
    pub approved: Option<Done>,
}

/// Something that testing found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestingIssue {
    /// Its id.
    pub id: String,
    /// The phase that found it.
    pub phase: String,
    /// Its severity, 1 the gravest, to 5.
    pub severity: u8,
    /// What is wrong.
    pub summary: String,
    /// How it will be resolved.
    pub plan: Option<String>,
    /// Whether it is resolved.
    pub resolved: bool,
    /// That it is left out of the count, where it is.
    pub excluded: Option<Done>,
    /// When it was first recorded.
    pub found: DateTime,
}

/// What participants give of their regression testing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RegressionKind {
    /// What they mean to test.
    Plans,
    /// What came of it.
    Results,
}

impl RegressionKind {
    /// The gate that is reached with it.
    #[must_use]
    pub fn gate(self) -> Gate {
        match self {
            Self::Plans => Gate::RegressionPlans,
            Self::Results => Gate::RegressionResults,
        }
    }
}

/// What a participant gave of its regression testing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regression {
    /// Plans or results.
    pub kind: RegressionKind,
    /// The participant.
    pub by: String,
    /// What it said.
    pub comment: String,
    /// When.
    pub at: DateTime,
    /// The last day for it, where that was known.
    pub due: Option<Date>,
    /// Whether it came after that day.
    pub late: bool,
}

/// A difference between where it was tested and where it will run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The phase whose environment differs.
    pub phase: String,
    /// The difference.
    pub difference: String,
    /// The risk in it; empty where none is recorded.
    pub risk: String,
    /// How the risk is managed; empty where it is not.
    pub managed: String,
}

/// The testing of a release.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Testing {
    /// That a Testing Approach Document was asked for.
    pub requested: Option<Done>,
    /// Its versions, oldest first.
    pub approaches: Vec<Approach>,
    /// The phases, as they were begun.
    pub phases: Vec<PhaseRun>,
    /// The issues found.
    pub issues: Vec<TestingIssue>,
    /// What participants gave of their regression testing.
    pub regression: Vec<Regression>,
    /// Where test environments differ from what will run.
    pub differences: Vec<Difference>,
}

impl Testing {
    /// The version in force: the one approved last.
    #[must_use]
    pub fn in_force(&self) -> Option<&Approach> {
        self.approaches
            .iter()
            .filter_map(|one| Some((one.approved.as_ref()?.at, one)))
            .max_by_key(|(at, _)| *at)
            .map(|(_, one)| one)
    }

    /// A version.
    #[must_use]
    pub fn approach(&self, version: &str) -> Option<&Approach> {
        self.approaches.iter().find(|one| one.version == version.trim())
    }

    /// A phase that was begun, or whose entry was approved.
    #[must_use]
    pub fn run(&self, phase: &str) -> Option<&PhaseRun> {
        self.phases.iter().find(|run| run.phase.eq_ignore_ascii_case(phase))
    }

    /// The issues of these severities that are open and counted.
    pub fn open_issues<'a>(&'a self, severities: &'a [u8]) -> impl Iterator<Item = &'a TestingIssue> {
        self.issues
            .iter()
            .filter(|issue| severities.contains(&issue.severity) && !issue.resolved && issue.excluded.is_none())
    }
}

impl Release {
    /// A version of its Testing Approach Document, as what people are asked about.
    #[must_use]
    pub fn approach_matter(&self, version: &str) -> Matter {
        let id = format!("{}-tad", self.id);
        Matter { kind: MatterKind::Document, id, version: Some(version.trim().to_owned()) }
    }

    /// As [`Release::reached`], of what belongs to testing.
    pub(super) fn tested(&self, gate: &Gate) -> Option<Date> {
        let testing = &self.testing;
        let done = |done: &Option<Done>| done.as_ref().map(|done| done.at.date());
        let run = |phase: &str| testing.run(phase);
        let report = |phase: &str| run(phase).and_then(|run| run.reports.last());
        let first =
            |kind: RegressionKind| testing.regression.iter().find(|one| one.kind == kind).map(|one| one.at.date());
        match gate {
            Gate::TadRequested => done(&testing.requested),
            Gate::TadDrafted => testing.approaches.first().map(|one| one.at.date()),
            Gate::TadReviewed => testing.approaches.iter().find_map(|one| one.views.last().map(|view| view.at.date())),
            Gate::TadApproved => testing.approaches.iter().find_map(|one| done(&one.approved)),
            Gate::EntryApproved(phase) => run(phase).and_then(|run| done(&run.entry)),
            Gate::Started(phase) => run(phase).and_then(|run| run.started.as_ref().map(|(at, _)| at.date())),
            Gate::ExitApproved(phase) => run(phase).and_then(|run| done(&run.exit)),
            Gate::Closed(phase) => run(phase).and_then(|run| run.closed.map(DateTime::date)),
            Gate::ReportSubmitted(phase) => report(phase).map(|report| report.at.date()),
            Gate::ReportReviewed(phase) => {
                report(phase).and_then(|one| one.advice.last()).map(|advice| advice.at.date())
            }
            Gate::ReportApproved(phase) => report(phase).and_then(|report| done(&report.approved)),
            Gate::RegressionPlans => first(RegressionKind::Plans),
            Gate::RegressionResults => first(RegressionKind::Results),
            Gate::ScopeFrozen
            | Gate::Baselined
            | Gate::Rebaselined
            | Gate::TadConsulted
            | Gate::Evidence(_)
            | Gate::Recommended(_)
            | Gate::Go
            | Gate::GoLive => None,
        }
    }
}
