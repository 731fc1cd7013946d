//! Re-basing a legal text: drafted against an older edition, it is checked against the Code in force and recorded anew.

use legaltext::Amendment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;
use crate::legal_text::{Assembled, DraftPart, amendments_of};
use crate::names::SolutionId;
use crate::register::Attached;

/// What merges with the changes since is taken over as it is; the text is a new version against the edition in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RebaseLegalText {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The solution whose text it is; the one that was approved, or the only one, where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<SolutionId>,
    /// The version of the re-based text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The text as it was settled by hand, where it does not merge: what is still to come of it, against the Code in force.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
    /// The same as a typed legal text, instead of `amendments`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<String>,
    /// The same in the parts that the text has, instead of both.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<DraftPart>,
    /// What was looked at, and what was found.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

impl Details for RebaseLegalText {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let Some(proposal) = case.proposal else { return Vec::new() };
        let mut problems = Vec::new();
        let taken = |version: &String| proposal.legal_texts.iter().any(|text| text.version == *version);
        if let Some(version) = self.version.as_ref().filter(|version| taken(version)) {
            problems.push(Problem::with(
                "version",
                format!("{version} is an earlier draft; give this one another version"),
            ));
        }
        match self.text(case) {
            Err(problem) => problems.push(problem),
            Ok(text) => problems.extend(self.settled(text).err()),
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let text = self.text(case)?;
        let whole = match self.settled(text)? {
            Some(settled) => settled,
            None => case.rebased(proposal, text)?,
        };
        let edition = case.register.edition_at(case.edition_date());
        Ok(vec![Event::LegalTextAttached {
            proposal: proposal.id.clone(),
            version: self.version.clone().unwrap_or_else(|| proposal.next_version()),
            base: edition.map(|edition| edition.hash().to_string()),
            amendments: whole.amendments,
            parts: whole.parts,
            solutions: text.solutions.clone(),
            by: case.actor.name().to_owned(),
            amends: None,
            difference: Vec::new(),
            rebased_from: Some(text.version.clone()),
        }])
    }
}

impl RebaseLegalText {
    /// Whether the text was settled by hand.
    #[must_use]
    pub fn is_by_hand(&self) -> bool {
        !self.amendments.is_empty() || self.instructions.is_some() || !self.parts.is_empty()
    }

    /// The text that is re-based.
    pub(crate) fn text<'a>(&self, case: &Case<'a>) -> Result<&'a Attached, Problem> {
        let proposal = case.proposal()?;
        let found = match &self.solution {
            Some(solution) => {
                proposal.solution(Some(solution)).map_err(|message| Problem::with("solution", message))?;
                proposal.legal_text_of(solution)
            }
            None if proposal.decision.is_some() => proposal.approved_text(),
            None => {
                let only = proposal.solution(None).map_err(|message| Problem::with("solution", message))?;
                proposal.legal_text_of(&only.id)
            }
        };
        let none = || Problem::with("proposal", format!("{} has no legal text; attach one first", proposal.number()));
        found.map(AsRef::as_ref).ok_or_else(none)
    }

    /// The text settled by hand; none where it merges by itself.
    pub(crate) fn settled(&self, text: &Attached) -> Result<Option<Assembled>, Problem> {
        if !self.is_by_hand() {
            return Ok(None);
        }
        if !self.parts.is_empty() {
            if !self.amendments.is_empty() || self.instructions.is_some() {
                return Err(Problem::with("parts", "give either parts, amendments or instructions, not two of them"));
            }
            let mut settled = Assembled::of(&self.parts).map_err(|message| Problem::with("parts", message))?;
            for part in &mut settled.parts {
                let known = text.part(&part.name).ok_or_else(|| {
                    Problem::with("parts", format!("version {} has no part `{}`", text.version, part.name))
                })?;
                part.in_force.clone_from(&known.in_force);
            }
            return Ok(Some(settled));
        }
        let amendments = amendments_of(&self.amendments, self.instructions.as_deref())
            .map_err(|message| Problem::with("instructions", message))?;
        match text.parts.as_slice() {
            [only] => {
                let part = crate::legal_text::TextPart { amendments: amendments.len(), ..only.clone() };
                Ok(Some(Assembled { parts: vec![part], amendments }))
            }
            _ => Err(Problem::with("parts", "the text has several parts; give what was settled part by part")),
        }
    }
}
