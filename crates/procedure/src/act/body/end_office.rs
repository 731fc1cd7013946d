//! Ending an office before its term is over: a resignation, or a removal.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, OfficeKind, Problem};
use crate::case::Case;
use crate::event::{BodyEvent, Event};
use crate::register::{Ending, Held, Office};

/// A person holds an office no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndOffice {
    /// The person's name.
    pub name: String,
    /// The Party or body that the office is held for; a scenario may write `body` or `party` for it.
    #[serde(alias = "body", alias = "party")]
    pub acts_for: String,
    /// Whether the person acts for it, or sits on it as a member.
    #[serde(default)]
    pub office: OfficeKind,
    /// How it ends: the person resigned, was removed, or was succeeded by another.
    pub how: Ending,
    /// The first day on which the office is held no longer; without one, the day after the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Why; a removal says which decision it rests on.
    #[serde(default)]
    pub reasons: String,
}

impl EndOffice {
    /// The office that is meant, where the person holds it.
    pub(crate) fn meant<'a>(&self, case: &Case<'a>) -> Option<&'a Held> {
        let body = case.rulebook.code().body(&self.acts_for).map(|body| &body.id);
        let person = case.register.person(&self.name)?;
        person.offices_on(case.at.date()).find(|held| match (&held.office, self.office) {
            (Office::Member { of, .. }, OfficeKind::Member) => Some(of) == body,
            (Office::ForBody(of), OfficeKind::Representative) => Some(of) == body,
            (Office::ForParty(party), OfficeKind::Representative) => party.eq_ignore_ascii_case(&self.acts_for),
            (Office::Member { .. } | Office::ForBody(_) | Office::ForParty(_), _) => false,
        })
    }
}

impl Details for EndOffice {
    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        if case.register.person(&self.name).is_none() {
            return vec![Problem::with("name", format!("nobody is known as `{}`", self.name))];
        }
        let missing = || format!("{} holds no such office for `{}` today", self.name, self.acts_for);
        Vec::from_iter(self.meant(case).is_none().then(|| Problem::with("acts_for", missing())))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let body = case.rulebook.code().body(&self.acts_for).map(|body| body.id.to_string());
        let today = case.at.date();
        Ok(vec![Event::Body(BodyEvent::OfficeEnded {
            person: self.name.trim().to_owned(),
            acts_for: body.unwrap_or_else(|| self.acts_for.clone()),
            office: self.office,
            how: self.how,
            on: self.on.unwrap_or_else(|| today.tomorrow().unwrap_or(today)),
            reasons: self.reasons.trim().to_owned(),
        })])
    }
}
