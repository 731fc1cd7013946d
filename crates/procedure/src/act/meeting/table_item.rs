//! Putting an item on the agenda of a meeting, with its paper.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use super::known;
use crate::case::Case;
use crate::event::{Event, MeetingEvent};

/// A paper is handed in for a meeting and stands on its agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableItem {
    /// The meeting (`panel-61`).
    pub meeting: String,
    /// What the item is about.
    pub title: String,
    /// Its number on the agenda; without one, the next. A number that is known hands its paper in anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u64>,
    /// What the body is asked for.
    #[serde(default)]
    pub purpose: Purpose,
    /// The proposal that it is about, by any of its numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The paper's reference; without one, made from the meeting's number, its day and the item: `SECP_61_1210_11`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The paper's appendices, by their titles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appendices: Vec<String>,
}

/// What a body is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To decide.
    #[default]
    Decision,
    /// To discuss.
    Discussion,
    /// To take note.
    Information,
}

impl Details for TableItem {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.title("title", &self.title);
        problems.extend(known(case, &self.meeting).err());
        if let Some(number) = self.about.as_deref().filter(|number| case.register.proposal(number).is_none()) {
            problems.push(Problem::with("about", format!("there is no proposal {number} in the register")));
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let held = case.register.meeting(&self.meeting).filter(|meeting| meeting.date < case.at.date())?;
        Some(format!("{} was held on {}; table the item for a meeting to come", held.id, crate::names::day(held.date)))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let meeting = known(case, &self.meeting)?;
        let last = meeting.items.iter().map(|item| item.number).max().unwrap_or(0);
        let item = self.item.unwrap_or(last + 1);
        let prefix = case.rulebook.code().body(meeting.body.as_str()).and_then(|body| body.papers.clone());
        let prefix = prefix.unwrap_or_else(|| meeting.body.as_str().to_uppercase());
        let made = || format!("{prefix}_{}_{}_{item:02}", meeting.number, meeting.date.strftime("%d%m"));
        let about = self.about.as_deref().and_then(|number| case.register.proposal(number));
        Ok(vec![Event::Meeting(MeetingEvent::ItemTabled {
            meeting: meeting.id.clone(),
            item,
            title: self.title.trim().to_owned(),
            purpose: self.purpose,
            about: about.map(|proposal| proposal.id.clone()),
            reference: self.reference.clone().unwrap_or_else(made),
            appendices: self.appendices.clone(),
            late: case.is_late(),
        })])
    }
}
