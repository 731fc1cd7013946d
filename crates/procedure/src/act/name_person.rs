//! Naming a person who acts for a Party or body, or sits on a body as a member.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;
use crate::register::Office;

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
    /// The first day of the office; without one, the day of the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The first day on which it is held no longer; without one it is held until it is ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The member in whose place the person may act, as an alternate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternate_for: Option<String>,
}

impl NamePerson {
    /// The member for whom an alternate is named, where there is such a member that day.
    fn principal<'a>(&self, case: &Case<'a>) -> Option<&'a Office> {
        let body = case.rulebook.code().body(&self.acts_for)?;
        let member = case.register.person(self.alternate_for.as_deref()?)?;
        let held = member.seat_on(&body.id, self.from.unwrap_or_else(|| case.at.date()))?;
        held.alternate_for.is_none().then_some(&held.office)
    }
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
        let alternate = self.alternate_for.as_deref().filter(|_| self.principal(case).is_none());
        if let Some(member) = alternate {
            let of = case.rulebook.code().title_of(&self.acts_for);
            problems.push(Problem::with("alternate_for", format!("{member} is no member of {of} then")));
        }
        if self.alternate_for.as_deref().is_some_and(|member| member.eq_ignore_ascii_case(self.name.trim())) {
            problems.push(Problem::with("alternate_for", "names the same person"));
        }
        if self.until.is_some_and(|until| until <= self.from.unwrap_or_else(|| case.at.date())) {
            problems.push(Problem::with("until", "is not after the first day"));
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let body = case.rulebook.code().body(&self.acts_for).map(|body| body.id.to_string());
        // An alternate speaks from the member's seat, and for the Party that had the member appointed.
        let (seat, appointed_by) = match self.principal(case) {
            Some(Office::Member { seat, appointed_by, .. }) => (seat.clone(), appointed_by.clone()),
            Some(Office::ForParty(_) | Office::ForBody(_)) | None => (self.seat.clone(), self.appointed_by.clone()),
        };
        Ok(vec![Event::PersonNamed {
            name: self.name.trim().to_owned(),
            acts_for: body.unwrap_or_else(|| self.acts_for.clone()),
            office: self.office,
            seat,
            appointed_by,
            from: Some(self.from.unwrap_or_else(|| case.at.date())),
            until: self.until,
            alternate_for: self.alternate_for.clone(),
        }])
    }
}
