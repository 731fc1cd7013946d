//! Bringing an approved proposal's words into force: all at once, or part by part (D10).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// The edition in force is amended; rules that waited for this modification come into force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GoLive {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The part of its legal text; without one every part that comes with the release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

impl Details for GoLive {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        // Whether the part is due, or in force already, is for the rules to say.
        let text = case.proposal.and_then(|proposal| proposal.approved_text());
        let (Some(text), Some(part)) = (text, &self.part) else { return Vec::new() };
        let known = text.parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(", ");
        let sentence =
            || format!("version {} of the legal text has no part `{part}`; its parts are {known}", text.version);
        Vec::from_iter(text.part(part).is_none().then(|| Problem::with("part", sentence())))
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let going = case.going_live(proposal)?;
        let date = going.due.day().ok_or_else(|| Problem::with("part", going.due.words()))?;
        let made = case.made_live(proposal, &going, date)?;
        let several = proposal.approved_text().is_some_and(|text| text.parts.len() > 1);
        let names = |parts: Vec<&crate::legal_text::TextPart>| parts.iter().map(|part| part.name.clone()).collect();
        let later = proposal.parts_to_come().filter(|part| !going.parts.iter().any(|now| now.name == part.name));
        Ok(vec![Event::WentLive {
            proposal: proposal.id.clone(),
            numbers: proposal.numbers().map(str::to_owned).collect(),
            date,
            amendments: going.amendments.len(),
            edition: made.as_ref().map(|(edition, _)| edition.hash().to_string()),
            waiting: if several { names(later.collect()) } else { Vec::new() },
            parts: if several { names(going.parts) } else { Vec::new() },
            version: proposal.approved_text().map(|text| text.version.clone()),
            changed: made.map(|(_, changed)| changed).unwrap_or_default(),
        }])
    }
}
