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
    /// The group of affiliated Parties of its category with which it votes as one in elections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voting_group: Option<String>,
    /// The User Roles that it acts in, from the Code's list; a role is no Party Category.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// How many votes it has, where the Code weighs the votes of Parties; without it, one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<u64>,
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
        let known = &case.rulebook.code().roles;
        for role in self.roles.iter().filter(|role| !known.iter().any(|known| known.id == **role)) {
            let list = known.iter().map(|known| known.id.as_str()).collect::<Vec<_>>().join(", ");
            problems
                .push(Problem::with("roles", format!("`{role}` is no User Role of this Code; the roles are {list}")));
        }
        let group = self.voting_group.as_deref().unwrap_or_default().trim();
        let other = case.register.parties().find(|party| {
            party.category != self.category && party.voting_group.as_deref().is_some_and(|held| held == group)
        });
        if let Some(other) = other {
            let category = case.rulebook.code().category_title(&other.category);
            problems.push(Problem::with("voting_group", format!("{group} is a Voting Group of {category}")));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::PartyAdmitted {
            name: self.name.trim().to_owned(),
            category: self.category.clone(),
            since: self.since.unwrap_or_else(|| case.at.date()),
            voting_group: self.voting_group.as_deref().map(|group| group.trim().to_owned()),
            roles: self.roles.clone(),
            weight: self.weight,
        }])
    }
}
