//! What a Party wishes of the appointment or removal of the member of its category (M8.5(c)).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use crate::case::Case;
use crate::event::{ElectionEvent, Event};

/// A Party says whom it wants to see appointed to a seat, or removed from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateAppointmentView {
    /// The body.
    pub body: String,
    /// The group of seats (`network`).
    pub seat: String,
    /// The person.
    pub person: String,
    /// Whether to appoint or to remove the person.
    pub wish: Wish,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

/// What a Party wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// That the person be appointed.
    Appoint,
    /// That the person be removed.
    Remove,
}

impl Wish {
    /// The wish in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Appoint => "appoint",
            Self::Remove => "remove",
        }
    }
}

impl Details for StateAppointmentView {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("person", &self.person);
        if case.rulebook.code().body(&self.body).is_none() {
            problems.push(Problem::with("body", format!("there is no body `{}`", self.body)));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let unknown = || Problem::with("body", "names no body of the Code");
        let body = case.rulebook.code().body(&self.body).ok_or_else(unknown)?;
        Ok(vec![Event::Election(ElectionEvent::AppointmentViewStated {
            body: body.id.clone(),
            seat: self.seat.clone(),
            person: self.person.trim().to_owned(),
            party: case.actor.stands_for().to_owned(),
            wish: self.wish,
            reasons: self.reasons.trim().to_owned(),
            left_out: case.left_out_by_suspension(),
        })])
    }
}
