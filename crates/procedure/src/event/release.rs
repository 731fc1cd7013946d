//! What happens to releases.

use jiff::civil::Date;

use super::area::area;
use crate::act::{PlannedEvent, StageCost};
use crate::code::Code;
use crate::gate::Gate;
use crate::names::{ReleaseId, day};
use crate::register::{Assessment, CostLine, Covers, Criterion, DocumentVersion, Effort};

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
            /// The criteria that it starts with, where it was scheduled for the first time.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            criteria: Vec<Criterion>,
        }
        /// The scope was closed to what touches the central systems.
        ScopeFrozen "scope-frozen" of release {
            release: ReleaseId,
            by: String,
            reasons: String,
        }
        /// A Change Request was listed beside the release, or brought up to date.
        ChangeRequestListed "change-request-listed" of release {
            release: ReleaseId,
            id: String,
            title: String,
            summary: String,
            state: String,
            share: Option<u8>,
        }
        /// The delivery was quoted to cost this.
        CostsQuoted "costs-quoted" of release {
            release: ReleaseId,
            assessment: Assessment,
            by: String,
            source: String,
            lines: Vec<CostLine>,
            /// What the changes add to the costs of operation, in whole pounds a year.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            operating: Option<i64>,
        }
        /// A draft of the Release Implementation Document was issued.
        DocumentIssued "release-document-issued" of release {
            release: ReleaseId,
            version: DocumentVersion,
            changes: String,
            issued_to: Vec<String>,
            by: String,
            /// What a draft written by hand says in each of its parts.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            contents: Vec<crate::contents::Section>,
        }
        /// The Release Implementation Document was baselined.
        DocumentBaselined "release-document-baselined" of release {
            release: ReleaseId,
            version: DocumentVersion,
            covers: Vec<Covers>,
            changes: String,
            by: String,
        }
        /// A body recommended on a completion report or a list of criteria.
        Recommended "release-recommended" of release {
            release: ReleaseId,
            on: Gate,
            favourable: bool,
            comment: String,
            by: String,
        }
        /// A criterion for going live was assessed.
        CriterionAssessed "criterion-assessed" of release {
            release: ReleaseId,
            list: String,
            number: u32,
            met: bool,
            evidence: String,
            by: String,
        }
        /// A criterion for going live was revised.
        CriterionRevised "criterion-revised" of release {
            release: ReleaseId,
            list: String,
            number: u32,
            says: String,
        }
        /// A lesson was recorded or brought up to date.
        LessonRecorded "lesson-recorded" of release {
            release: ReleaseId,
            lesson: String,
            from: String,
            taken_up: String,
        }
        /// It was decided whether to go live on the day of the release.
        GoDecided "go-decided" of release {
            release: ReleaseId,
            go: bool,
            date: Date,
            accepts: Vec<String>,
            reasons: String,
            by: String,
        }
        /// The Code Administrator's own work was stated.
        EffortStated "effort-stated" of release {
            release: ReleaseId,
            effort: Effort,
            reasons: String,
        }
    }
}

impl ReleaseEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, code: &Code) -> String {
        match self {
            Self::ScopeFrozen { release, by, .. } => {
                format!("{} closed the scope of {release} to what touches the central systems", code.title_of(by))
            }
            Self::ChangeRequestListed { release, id, title, .. } => {
                format!("{id}, {title}, was listed beside {release}")
            }
            Self::CostsQuoted { release, assessment, lines, .. } => {
                let total: i64 = lines.iter().map(|line| line.amount).sum();
                format!("{} pounds were quoted for {release} in a {}", total, assessment.words())
            }
            Self::DocumentIssued { release, version, .. } => {
                format!("Version {version} of the Release Implementation Document for {release} was issued")
            }
            Self::DocumentBaselined { release, version, covers, .. } => {
                let covers: Vec<&str> = covers.iter().map(|one| one.words()).collect();
                let covers = covers.join(", ");
                format!("The Release Implementation Document for {release} was baselined as {version}, for {covers}")
            }
            Self::Recommended { on, favourable, by, .. } => {
                let way = if *favourable { "for" } else { "against" };
                let by = code.title_of(by);
                match on.report_of() {
                    Some(phase) => {
                        format!("{by} recommended {way} approval of the {} Completion Report", phase.to_uppercase())
                    }
                    None => format!(
                        "{by} recommended {way} going live, on the {} criteria",
                        on.list_of().map_or("", |list| list)
                    ),
                }
            }
            Self::CriterionAssessed { list, number, met, .. } => {
                let met = if *met { "met" } else { "not met" };
                format!("The criterion {list} {number} was assessed as {met}")
            }
            Self::CriterionRevised { list, number, .. } => format!("The criterion {list} {number} was revised"),
            Self::LessonRecorded { lesson, .. } => format!("A lesson was recorded: {lesson}"),
            Self::GoDecided { go, date, .. } => {
                let go = if *go { "to go live" } else { "not to go live" };
                format!("It was decided {go} on {}", day(*date))
            }
            Self::EffortStated { release, effort, .. } => {
                format!(
                    "{} days of {} for {release} were stated to cost {} pounds",
                    effort.days, effort.task, effort.amount
                )
            }
            Self::Scheduled { name, date, .. } => format!("The {name} was scheduled for {}", day(*date)),
        }
    }

    /// The release it is about.
    #[must_use]
    pub fn release(&self) -> &ReleaseId {
        match self {
            Self::Scheduled { release, .. }
            | Self::ScopeFrozen { release, .. }
            | Self::ChangeRequestListed { release, .. }
            | Self::CostsQuoted { release, .. }
            | Self::Recommended { release, .. }
            | Self::CriterionAssessed { release, .. }
            | Self::CriterionRevised { release, .. }
            | Self::LessonRecorded { release, .. }
            | Self::GoDecided { release, .. }
            | Self::DocumentIssued { release, .. }
            | Self::DocumentBaselined { release, .. }
            | Self::EffortStated { release, .. } => release,
        }
    }
}
