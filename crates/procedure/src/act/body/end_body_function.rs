//! Taking a function back from the body that has it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use crate::case::Case;
use crate::event::{BodyEvent, Event};

/// From today on nobody has the function, until it is given anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndBodyFunction {
    /// The body that the Code provides for, and whose function it is.
    pub body: String,
    /// Why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for EndBodyFunction {
    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        match case.rulebook.code().body(&self.body) {
            None => vec![Problem::with("body", format!("there is no body `{}`", self.body))],
            Some(_) => Vec::new(),
        }
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let own = case.rulebook.code().body(&self.body).filter(|body| body.established.is_none())?;
        Some(format!("the Code itself gives {} its function, and nobody takes it back", own.title))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let body = case.rulebook.code().body(&self.body);
        let body = body.ok_or_else(|| Problem::with("body", "names no body of the Code"))?;
        let holder = case.register.function_holder(body, case.at.date());
        Ok(vec![Event::Body(BodyEvent::FunctionEnded {
            body: body.id.clone(),
            holder: holder.unwrap_or_else(|| body.id.clone()),
            on: case.at.date(),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
