//! Scheduling a release: its day and the events that lead to it (D10).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReleaseEvent};
use crate::gate::Gate;
use crate::names::Stage;
use crate::register::{Criterion, Proposal, Target};

/// A release and its timetable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScheduleRelease {
    /// Its id (`february-2024`).
    pub id: String,
    /// Its name.
    pub name: String,
    /// The day it goes live.
    pub date: Date,
    /// The events that lead to it, in order; a day may be open still. Scheduled anew without any, it keeps those that it has.
    #[serde(default)]
    pub timetable: Vec<PlannedEvent>,
    /// The costs by modification and stage, in whole pounds; kept as the events are.
    #[serde(default)]
    pub costs: Vec<StageCost>,
}

/// A planned event of a release.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlannedEvent {
    /// What happens.
    pub event: String,
    /// The day; absent while open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The day in relation to another event, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// What is reached when it has happened (`started:uit`, `go`), so that the day on which it came can be set beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Gate>,
    /// Who does it, and sets its day while it is open; without one, whom the Code names for such an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The day counted from another event, instead of `date`; without either, as the Code counts such an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relative: Option<Relative>,
}

/// A day counted in Working Days from another event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relative {
    /// The other event (`started:uit`).
    pub from: Gate,
    /// So many Working Days after it; before it, where negative.
    pub working_days: i64,
}

/// What one stage of one modification costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StageCost {
    /// The modification.
    pub proposal: String,
    /// The stage of delivery.
    pub stage: String,
    /// The amount in whole pounds.
    pub amount: i64,
}

impl ScheduleRelease {
    /// The timetable that the release has from here on: the one given, or the one that it has where none is.
    pub(crate) fn rows<'a>(&'a self, case: &Case<'a>) -> &'a [PlannedEvent] {
        let known = case.register.release(&self.id).filter(|_| self.timetable.is_empty());
        known.map_or(&self.timetable, |known| &known.timetable)
    }

    /// The targets of a proposal that is not decided, with the last day of decision that the release's new day leaves, where
    /// theirs was the one that its old day left.
    pub(crate) fn targets_moved(&self, case: &Case<'_>, proposal: &Proposal) -> Option<Vec<Target>> {
        let release = case.register.release(&self.id).filter(|release| release.date != self.date)?;
        if proposal.stage.is_end() || proposal.stage == Stage::Approved {
            return None;
        }
        let (was, is) = (case.last_day_before(release.date).ok()?, case.last_day_before(self.date).ok()?);
        let rests = |target: &Target| target.release == release.id && target.cut_off == Some(was);
        let moved = |target: &Target| match rests(target) {
            true => Target { cut_off: Some(is), ..target.clone() },
            false => target.clone(),
        };
        proposal.targets.iter().any(rests).then(|| proposal.targets.iter().map(moved).collect())
    }
}

impl Details for ScheduleRelease {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("name", &self.name);
        let plain =
            !self.id.is_empty() && self.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !plain {
            problems.push(Problem::with("id", "may hold lower-case letters, digits and hyphens only"));
        }
        if !self.id.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            problems.push(Problem::with("id", "must begin with a letter or digit"));
        }
        let live = case.register.proposals().find(|proposal| {
            proposal.live.is_some() && proposal.release().is_some_and(|release| release.as_str() == self.id)
        });
        if let Some(live) = live {
            let sentence = format!("{} went live in it already; its day and scope stay as they are", live.number());
            problems.push(Problem::with("id", sentence));
        } else if self.date < case.at.date() {
            problems.push(Problem::with("date", format!("{} has passed", crate::names::day(self.date))));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let templates = case.rulebook.code().releases.criteria.iter().map(|template| Criterion {
            list: template.list.clone(),
            number: template.number,
            says: template.says.clone(),
            owner: template.owner.clone(),
        });
        let known = case.register.release(&self.id);
        let new = known.is_none_or(|known| known.acceptance.criteria.is_empty());
        let scheduled = Event::Release(ReleaseEvent::Scheduled {
            release: self.id.as_str().into(),
            name: self.name.trim().to_owned(),
            date: self.date,
            timetable: self.rows(case).to_vec(),
            costs: match known {
                Some(known) if self.costs.is_empty() => known.costs.clone(),
                Some(_) | None => self.costs.clone(),
            },
            criteria: templates.filter(|_| new).collect(),
        });
        let moved = case.register.proposals().filter_map(|proposal| {
            let targets = self.targets_moved(case, proposal)?;
            Some(Event::PutInRelease { proposal: proposal.id.clone(), targets })
        });
        Ok(std::iter::once(scheduled).chain(moved).collect())
    }
}
