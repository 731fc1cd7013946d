//! Naming a person who acts for a Party or body, or sits on a body as a member.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// A person gets an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamePerson {
    /// The person's name.
    pub name: String,
    /// The Party or body; a scenario may write `body` or `party` for it.
    #[serde(alias = "body", alias = "party")]
    pub acts_for: String,
    /// Whether the person acts for it, or sits on it as a member.
    #[serde(default)]
    pub office: OfficeKind,
    /// The seat a member holds (a group of the Code's tally).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<String>,
    /// The Party that had the member appointed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointed_by: Option<String>,
}

/// What a person is to a Party or body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OfficeKind {
    /// Acts for it.
    #[default]
    Representative,
    /// Sits on it.
    Member,
}

impl Details for NamePerson {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.name("name", &self.name);
        if case.register.party(&self.name).is_some() {
            problems.push(Problem::with("name", format!("{} is the name of a Party", self.name)));
        }
        let body = case.rulebook.code().body(&self.acts_for);
        if body.is_none() && (self.office == OfficeKind::Member || case.register.party(&self.acts_for).is_none()) {
            problems.push(Problem::with("acts_for", format!("there is no body or Party `{}`", self.acts_for)));
        }
        if let Some(party) = &self.appointed_by {
            problems.extend(case.unknown_party("appointed_by", party));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let body = case.rulebook.code().body(&self.acts_for).map(|body| body.id.to_string());
        Ok(vec![Event::PersonNamed {
            name: self.name.trim().to_owned(),
            acts_for: body.unwrap_or_else(|| self.acts_for.clone()),
            office: self.office,
            seat: self.seat.clone(),
            appointed_by: self.appointed_by.clone(),
        }])
    }
}
