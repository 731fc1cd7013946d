//! What happens to releases.

use jiff::civil::Date;

use super::area::area;
use crate::act::{PlannedEvent, StageCost};
use crate::code::Code;
use crate::names::{ReleaseId, day};
use crate::register::{Assessment, CostLine, Covers, DocumentVersion, Effort};

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
        }
        /// A draft of the Release Implementation Document was issued.
        DocumentIssued "release-document-issued" of release {
            release: ReleaseId,
            version: DocumentVersion,
            changes: String,
            issued_to: Vec<String>,
            by: String,
        }
        /// The Release Implementation Document was baselined.
        DocumentBaselined "release-document-baselined" of release {
            release: ReleaseId,
            version: DocumentVersion,
            covers: Vec<Covers>,
            changes: String,
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
            | Self::DocumentIssued { release, .. }
            | Self::DocumentBaselined { release, .. }
            | Self::EffortStated { release, .. } => release,
        }
    }
}
