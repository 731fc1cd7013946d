//! Establishing a body, or giving its function to one that exists (D2A for the Change Sub-Committee).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use crate::case::Case;
use crate::event::{BodyEvent, Event};

/// From a day on a body has a function of the Code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EstablishBody {
    /// The body that the Code provides for, and whose function it is.
    pub body: String,
    /// The existing body that is given the function; without one, the body itself is established.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_to: Option<String>,
    /// The first day on which the function may be used; without one, the day of the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The decision: the meeting and the paper that it was made on.
    #[serde(default)]
    pub decision: String,
}

impl Details for EstablishBody {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let code = case.rulebook.code();
        let mut problems = Vec::new();
        if code.body(&self.body).is_none() {
            problems.push(Problem::with("body", format!("there is no body `{}`", self.body)));
        }
        if let Some(to) = self.given_to.as_deref().filter(|to| code.body(to).is_none()) {
            problems.push(Problem::with("given_to", format!("there is no body `{to}`")));
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let own = case.rulebook.code().body(&self.body).filter(|body| body.established.is_none())?;
        Some(format!("the Code itself establishes {}; no decision is needed", own.title))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let code = case.rulebook.code();
        let known = |name: &str| code.body(name).map(|body| body.id.clone());
        let unknown = || Problem::with("body", "names no body of the Code");
        let body = known(&self.body).ok_or_else(unknown)?;
        Ok(vec![Event::Body(BodyEvent::FunctionGiven {
            holder: self.given_to.as_deref().and_then(known).unwrap_or_else(|| body.clone()),
            body,
            from: self.from.unwrap_or_else(|| case.at.date()),
            decision: self.decision.trim().to_owned(),
        })])
    }
}
