//! Calling an election to vacant seats.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use crate::case::Case;
use crate::event::{ElectionEvent, Event};

/// Parties are asked to elect members to seats of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CallElection {
    /// The body.
    pub body: String,
    /// The group of seats (`small-supplier`).
    pub seat: String,
    /// How many seats are to be filled.
    pub seats: usize,
    /// Those who stand, by name.
    pub candidates: Vec<String>,
    /// The last day on which votes count.
    pub closes: Date,
}

impl Details for CallElection {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.closes_too_soon(self.closes);
        if case.rulebook.code().body(&self.body).is_none() {
            problems.push(Problem::with("body", format!("there is no body `{}`", self.body)));
        }
        if self.seats == 0 {
            problems.push(Problem::with("seats", "must be one or more"));
        }
        let twice =
            self.candidates.iter().enumerate().find(|(index, name)| {
                self.candidates.iter().take(*index).any(|other| other.eq_ignore_ascii_case(name))
            });
        if self.candidates.is_empty() || twice.is_some() {
            problems.push(Problem::with("candidates", "must name each person who stands, once"));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let unknown = || Problem::with("body", "names no body of the Code");
        let body = case.rulebook.code().body(&self.body).ok_or_else(unknown)?;
        Ok(vec![Event::Election(ElectionEvent::Called {
            election: format!("{}-{}-{}", body.id, self.seat, self.closes),
            body: body.id.clone(),
            seat: self.seat.clone(),
            seats: self.seats,
            candidates: self.candidates.clone(),
            closes: self.closes,
        })])
    }
}
