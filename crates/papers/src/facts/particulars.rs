//! What papers of one kind all tell, as facts: the papers of a meeting, of testing, and a policy.

use jiff::civil::Date;
use serde::Serialize;

use super::{LabelledFact, Placed};

/// What a paper of its kind tells. In JSON it stands beside the other facts, under the name of the kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Particulars {
    /// Of an agenda, a pack or minutes.
    Meeting(Box<MeetingTold>),
    /// Of a Testing Approach Document.
    TestingApproach(Box<ApproachTold>),
    /// Of a completion report.
    Completion(Box<CompletionTold>),
    /// Of a policy.
    Policy(Box<PolicyTold>),
}

/// What the papers of a meeting tell of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeetingTold {
    /// The body that meets.
    pub body: Option<Placed<String>>,
    /// The number of the meeting among those of the body.
    pub number: Option<u32>,
    /// The day of the meeting.
    pub day: Option<Placed<Date>>,
    /// The items of the agenda.
    pub items: Vec<ItemTold>,
    /// The papers in a pack.
    pub papers: Vec<PackedPaper>,
    /// Who was there.
    pub attendance: Vec<AttendanceTold>,
    /// What was decided.
    pub decisions: Vec<DecisionTold>,
    /// Who is to do what.
    pub actions: Vec<ActionTold>,
}

/// An item of an agenda.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemTold {
    /// Its number.
    pub number: u32,
    /// What it is.
    pub title: Placed<String>,
    /// What the body is asked for (`Decision`).
    pub purpose: Option<String>,
    /// The modification that it is about.
    pub about: Option<String>,
    /// Its paper and the appendices to it.
    pub papers: Vec<String>,
    /// The day on which the paper came.
    pub came: Option<Date>,
    /// The paper is marked as late.
    pub late: bool,
}

/// A paper in a pack.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PackedPaper {
    /// The letter of its annex.
    pub annex: Placed<String>,
    /// The paper's reference.
    pub reference: Option<String>,
    /// The item that it is for.
    pub item: u32,
}

/// Somebody who was there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AttendanceTold {
    /// Who.
    pub person: Placed<String>,
    /// As what (`Member`).
    pub capacity: Option<String>,
    /// The time of arrival, as printed.
    pub from: Option<String>,
    /// The time of leaving, as printed.
    pub until: Option<String>,
}

/// A decision in minutes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecisionTold {
    /// The item of the agenda; absent where it was besides the agenda.
    pub item: Option<u32>,
    /// What was decided.
    pub decided: Placed<String>,
    /// Why.
    pub reasons: Option<String>,
    /// The modification that it is about.
    pub about: Option<String>,
    /// The time, as printed.
    pub at: Option<String>,
    /// The quorum at that time, as printed.
    pub quorum: Option<String>,
}

/// An action that a meeting gave somebody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActionTold {
    /// Its reference.
    pub reference: Option<String>,
    /// What is to be done.
    pub task: Placed<String>,
    /// Who is to do it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// Where it stands, as printed.
    pub state: Option<String>,
}

/// What a Testing Approach Document tells.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ApproachTold {
    /// The release.
    pub release: Option<Placed<String>>,
    /// The day on which the release goes live.
    pub release_date: Option<Date>,
    /// Its lettered items.
    pub items: Vec<ApproachItem>,
    /// The modifications under test.
    pub under_test: Vec<Placed<String>>,
    /// The phases in order.
    pub phases: Vec<PhaseTold>,
    /// How many Testing Issues may be left.
    pub thresholds: Vec<ThresholdTold>,
    /// What a completion report is to hold.
    pub report_contents: Vec<Placed<String>>,
}

/// A lettered item of a Testing Approach Document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ApproachItem {
    /// Its letter.
    pub letter: Placed<String>,
    /// Its heading.
    pub heading: String,
    /// What is said under it; absent where nothing is.
    pub says: Option<String>,
}

/// A phase of testing with its criteria.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PhaseTold {
    /// Its name.
    pub phase: Placed<String>,
    /// What is needed to enter it, and who approves that.
    pub entry: Option<String>,
    /// What is needed to leave it.
    pub exit: Option<String>,
}

/// How many Testing Issues of a severity may be left, and are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThresholdTold {
    /// The severity, from 1.
    pub severity: Placed<u32>,
    /// At most so many may be left.
    pub most: u32,
    /// So many are open and counted, where the paper says.
    pub open: Option<u32>,
}

/// What a completion report tells.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CompletionTold {
    /// The release.
    pub release: Option<Placed<String>>,
    /// The phase, as the report names it (`SIT`).
    pub phase: Option<String>,
    /// The day on which entry into it was approved.
    pub entry_approved: Option<Placed<Date>>,
    /// The day on which it began.
    pub started: Option<Placed<Date>>,
    /// The day on which leaving it was approved.
    pub exit_approved: Option<Placed<Date>>,
    /// The day on which it ended.
    pub ended: Option<Placed<Date>>,
    /// What is reported.
    pub reported: Vec<ReportedMatter>,
    /// The issues left against the thresholds.
    pub thresholds: Vec<ThresholdTold>,
}

/// A matter of a completion report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportedMatter {
    /// The matter, as its heading names it.
    pub matter: Placed<String>,
    /// What is said of it.
    pub says: Option<String>,
}

/// What a policy tells.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PolicyTold {
    /// Its words, a text a paragraph.
    pub says: Vec<Placed<String>>,
    /// What was considered when it was adopted.
    pub considered: Vec<LabelledFact>,
    /// Its versions.
    pub versions: Vec<PolicyVersionTold>,
    /// The projects that are measured by it.
    pub projects: Vec<ProjectTold>,
}

/// A version of a policy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PolicyVersionTold {
    /// The version.
    pub version: Placed<String>,
    /// Where it stands, as printed.
    pub state: Option<String>,
    /// The day on which it was drafted.
    pub drafted: Option<Date>,
    /// The day on which it was adopted.
    pub adopted: Option<Date>,
    /// The day on which it was published.
    pub published: Option<Date>,
}

/// A project under a policy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProjectTold {
    /// Its id.
    pub project: Placed<String>,
    /// Its title.
    pub title: Option<String>,
    /// Where it stands, as printed.
    pub state: Option<String>,
}
