//! What a Code says of its releases besides its rules: who is counted in an impact matrix, the events that lead to a
//! release in their order, the stages that cost, the test phases, and the criteria for going live. All of it is data.

use serde::{Deserialize, Serialize};

use crate::gate::Gate;
use crate::names::Basis;
use crate::names::BodyId;

/// What a Code says of its releases.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Releases {
    /// The months of the scheduled releases, 1 to 12.
    #[serde(default)]
    pub months: Vec<i8>,
    /// Who is counted in a participant impact matrix, in the order of its columns.
    #[serde(default, rename = "participant")]
    pub participants: Vec<Participant>,
    /// The events that lead to a release, in the order of the process.
    #[serde(default, rename = "event")]
    pub events: Vec<EventTemplate>,
    /// The stages of delivery that cost, in order.
    #[serde(default, rename = "cost-stage")]
    pub cost_stages: Vec<CostStage>,
    /// The test phases, in order.
    #[serde(default, rename = "phase")]
    pub phases: Vec<Phase>,
    /// The lists of criteria, each with the body that recommends on it.
    #[serde(default, rename = "list")]
    pub lists: Vec<CriteriaList>,
    /// The criteria that a release starts with.
    #[serde(default, rename = "criterion")]
    pub criteria: Vec<CriterionTemplate>,
    /// What the Code Administrator's own work costs.
    #[serde(default)]
    pub effort: Option<EffortRate>,
}

/// A column of the participant impact matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Participant {
    /// Its id (`suppliers`).
    pub id: String,
    /// Its title.
    pub title: String,
    /// The Party Categories that it stands for.
    #[serde(default)]
    pub categories: Vec<String>,
}

/// An event that leads to a release.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EventTemplate {
    /// What is reached when it has happened.
    pub gate: Gate,
    /// What happens.
    pub title: String,
    /// Who does it.
    pub owner: BodyId,
    /// The event that its day is counted from.
    #[serde(default)]
    pub from: Option<Gate>,
    /// How many Working Days after that event; before it, where negative.
    #[serde(default)]
    pub working_days: Option<i64>,
    /// How the event and its day are known.
    pub basis: Basis,
}

/// A stage of delivery that costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CostStage {
    /// Its id (`sit`).
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether its cost is shared with the Change Requests that are delivered alongside.
    pub shared: bool,
}

/// A test phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Phase {
    /// Its id (`sit`).
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A list of criteria for going live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CriteriaList {
    /// Its id (`operational`).
    pub id: String,
    /// Its title.
    pub title: String,
    /// The body that recommends on it.
    pub reviewer: BodyId,
}

/// A criterion that a release starts with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CriterionTemplate {
    /// The list that it stands in.
    pub list: String,
    /// Its number in that list, from 1.
    pub number: u32,
    /// What must be so, in our words.
    pub says: String,
    /// Who shows that it is so.
    pub owner: BodyId,
}

/// What the Code Administrator's own work costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EffortRate {
    /// Whole pounds a day.
    pub day_rate: i64,
    /// How that is known.
    pub basis: Basis,
}

impl Releases {
    /// A stage of delivery by its id or title, in any case.
    #[must_use]
    pub fn cost_stage(&self, name: &str) -> Option<&CostStage> {
        self.cost_stages.iter().find(|stage| is_called(name, &stage.id, &stage.title))
    }

    /// A test phase by its id or title, in any case.
    #[must_use]
    pub fn phase(&self, name: &str) -> Option<&Phase> {
        self.phases.iter().find(|phase| is_called(name, &phase.id, &phase.title))
    }

    /// A column of the participant impact matrix by its id or title, in any case.
    #[must_use]
    pub fn participant(&self, name: &str) -> Option<&Participant> {
        self.participants.iter().find(|one| is_called(name, &one.id, &one.title))
    }

    /// A list of criteria by its id or title, in any case.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&CriteriaList> {
        self.lists.iter().find(|list| is_called(name, &list.id, &list.title))
    }

    /// The event that reaches a gate.
    #[must_use]
    pub fn event(&self, gate: &Gate) -> Option<&EventTemplate> {
        self.events.iter().find(|event| event.gate == *gate)
    }

    /// The place of a gate in the order of the process, from nought.
    #[must_use]
    pub fn place(&self, gate: &Gate) -> Option<usize> {
        self.events.iter().position(|event| event.gate == *gate)
    }
}

fn is_called(name: &str, id: &str, title: &str) -> bool {
    let name = name.trim();
    id.eq_ignore_ascii_case(name) || title.eq_ignore_ascii_case(name)
}
