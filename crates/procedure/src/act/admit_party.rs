//! Admitting a Party, with its category.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// A company signs up to the Code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdmitParty {
    /// Its name.
    pub name: String,
    /// Its Party Category, from the Code's list.
    pub category: String,
    /// The day it became a Party; without one the day of the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
}

impl Details for AdmitParty {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.name("name", &self.name);
        problems.extend(case.unknown_category("category", &self.category));
        if case.register.party(&self.name).is_some() {
            problems.push(Problem::with("name", format!("{} is a Party already", self.name)));
        }
        if case.register.person(&self.name).is_some() {
            problems.push(Problem::with("name", format!("{} is the name of a person", self.name)));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::PartyAdmitted {
            name: self.name.trim().to_owned(),
            category: self.category.clone(),
            since: self.since.unwrap_or_else(|| case.at.date()),
        }])
    }
}
