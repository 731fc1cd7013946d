//! Listing a Change Request that is delivered alongside a release and is no part of it (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{Event, ReleaseEvent};
use crate::register::ChangeRequest;

/// A change to the central systems that rides along. It has no row in the impact matrices; listed again, it is brought up to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListChangeRequest {
    /// The release.
    pub release: String,
    /// Its id (`CR1088`).
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// How far it has come, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// How much of the stages that are delivered together it pays for, in hundredths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<u8>,
}

impl Details for ListChangeRequest {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.title("title", &self.title));
        problems.extend(case.empty_text("id", &self.id));
        let id = self.id.trim();
        if case.rulebook.code().is_proposal_number(id) {
            let sentence = format!("`{id}` is the number of a proposal; a proposal is put in the release instead");
            problems.push(Problem::with("id", sentence));
        }
        let others = case.release.into_iter().flat_map(|release| &release.change_requests);
        let taken: u32 = others.filter(|one| one.id != id).map(|one| u32::from(one.share.unwrap_or(0))).sum();
        if taken + u32::from(self.share.unwrap_or(0)) > 100 {
            let sentence =
                format!("leaves less than nothing for the release: the others pay {taken} hundredths already");
            problems.push(Problem::with("share", sentence));
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let id = self.id.trim();
        let others = case.register.releases().filter(|other| other.id.as_str() != self.release);
        let mut listed = others.flat_map(|other| other.change_requests.iter().map(move |one| (other, one)));
        let named = |one: &ChangeRequest| one.id.eq_ignore_ascii_case(id) && one.title != self.title.trim();
        let otherwise = listed.find(|(_, one)| named(one)).map(|(other, one)| {
            format!("{id} is \"{}\" in the {}; one Change Request has one title", one.title, other.name)
        });
        case.went_live().or(otherwise)
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Release(ReleaseEvent::ChangeRequestListed {
            release: case.named_release()?.id.clone(),
            id: self.id.trim().to_owned(),
            title: self.title.trim().to_owned(),
            summary: self.summary.trim().to_owned(),
            state: self.state.trim().to_owned(),
            share: self.share,
        })])
    }
}
