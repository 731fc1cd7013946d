//! Asking somebody for assistance, information or advice.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, NeighbourEvent};

/// It becomes a duty of whoever is asked to answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeRequest {
    /// Its id: lower-case letters, digits, dots and hyphens.
    pub id: String,
    /// What is asked for.
    pub kind: RequestKind,
    /// Who is asked: a body or a Party.
    pub to: String,
    /// What is asked, and about what.
    pub subject: String,
    /// The Dispute that it is about, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dispute: Option<String>,
    /// The project of the DCC that it is about, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// The last day for the answer, where one is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

impl Details for MakeRequest {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.new_id("id", &self.id, case.register.is_obligation(&self.id));
        problems.extend(case.empty_text("subject", &self.subject));
        match case.register.actor(&self.to, case.rulebook.code()) {
            Err(_) => problems.push(Problem::with("to", format!("nobody is known as `{}`", self.to))),
            Ok(asked) if asked.stands_for().eq_ignore_ascii_case(case.actor.stands_for()) => {
                problems.push(Problem::with("to", "is whoever asks; ask another"));
            }
            Ok(_) => {}
        }
        if self.dispute.as_ref().is_some_and(|dispute| case.register.dispute(dispute).is_none()) {
            problems.push(Problem::with("dispute", "names no Dispute on record"));
        }
        if self.project.as_ref().is_some_and(|project| case.register.project(project).is_none()) {
            problems.push(Problem::with("project", "names no project on record"));
        }
        if self.due.is_some_and(|due| due < case.at.date()) {
            problems.push(Problem::with("due", "must be today or later"));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Neighbour(NeighbourEvent::RequestMade {
            request: self.id.clone(),
            by: case.actor.stands_for().to_owned(),
            what: self.clone(),
        })])
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RequestKind {
    /// Help, such as with the cause of a security incident.
    Assistance,
    /// Information that somebody must give.
    Information,
    /// Support and advice on a Dispute or another matter.
    Advice,
    /// A representative at meetings.
    Representation,
}
