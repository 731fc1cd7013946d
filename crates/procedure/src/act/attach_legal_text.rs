//! Attaching the legal text of a solution: typed amendments against a named edition, in one file or several (D6).

use legaltext::Amendment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;
use crate::legal_text::{Assembled, DraftPart, amendments_of};
use crate::names::SolutionId;
use crate::register::Proposal;

/// The words that would change, drafted against the edition then in force. A later draft takes the place of an earlier one
/// of the same solutions; all are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachLegalText {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The version of the legal text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The solutions that it serves (`proposed`, `alternative-1`); the only one where there is one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub solutions: Vec<SolutionId>,
    /// The amendments, one by one.
    #[serde(default)]
    pub amendments: Vec<Amendment>,
    /// The same as a typed legal text ("Amend B4.2 as follows: …"), instead of `amendments`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<String>,
    /// The same in several files, each with the time at which it comes into force, instead of both.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<DraftPart>,
    /// The version of an earlier draft whose resulting text these amendments amend; without it they amend the Code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<String>,
}

/// A legal text as it will be recorded.
pub(crate) struct Drafted {
    /// The whole text against the Code.
    pub(crate) whole: Assembled,
    /// What was handed in, where that amends an earlier draft.
    pub(crate) difference: Vec<Amendment>,
    /// The version of the earlier draft.
    pub(crate) amends: Option<String>,
    /// The edition that the earlier draft stands against.
    pub(crate) base: Option<String>,
}

impl Details for AttachLegalText {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let Some(proposal) = case.proposal else { return Vec::new() };
        let mut problems = Vec::from_iter(self.solutions_meant(proposal).err());
        let taken = |version: &String| proposal.legal_texts.iter().any(|text| text.version == *version);
        if let Some(version) = self.version.as_ref().filter(|version| taken(version)) {
            problems.push(Problem::with(
                "version",
                format!("{version} is an earlier draft; give this one another version"),
            ));
        }
        match self.drafted(proposal) {
            Err(problem) => problems.push(problem),
            Ok(drafted) if drafted.whole.amendments.is_empty() => problems
                .push(Problem::with("instructions", "holds no amendment; say what to amend, add, omit or define")),
            Ok(_) => {}
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let drafted = self.drafted(proposal)?;
        let in_force = || case.register.edition_at(case.at.date()).map(|edition| edition.hash().to_string());
        Ok(vec![Event::LegalTextAttached {
            proposal: proposal.id.clone(),
            version: self.version.clone().unwrap_or_else(|| proposal.next_version()),
            base: if drafted.amends.is_some() { drafted.base } else { in_force() },
            amendments: drafted.whole.amendments,
            parts: drafted.whole.parts,
            solutions: self.solutions_meant(proposal)?,
            by: case.actor.name().to_owned(),
            amends: drafted.amends,
            difference: drafted.difference,
            rebased_from: None,
        }])
    }
}

impl AttachLegalText {
    /// The amendments against the Code, however they were given; those that amend an earlier draft come after its own.
    ///
    /// # Errors
    /// The typed instructions cannot be read, or the earlier draft is not there; the sentence says which.
    pub(crate) fn drafted(&self, proposal: &Proposal) -> Result<Drafted, Problem> {
        let given = self.assembled()?;
        let Some(version) = &self.amends else {
            return Ok(Drafted { whole: given, difference: Vec::new(), amends: None, base: None });
        };
        let earlier = proposal.legal_texts.iter().find(|text| text.version == *version).ok_or_else(|| {
            let known = proposal.legal_texts.iter().map(|text| text.version.as_str()).collect::<Vec<_>>().join(", ");
            let which = if known.is_empty() { "it has none".to_owned() } else { format!("it has {known}") };
            Problem::with("amends", format!("{} has no legal text of version {version}; {which}", proposal.number()))
        })?;
        let before = Assembled { parts: earlier.parts.clone(), amendments: earlier.amendments.clone() };
        let whole = before.amended_by(&given).map_err(|message| Problem::with("parts", message))?;
        Ok(Drafted { whole, difference: given.amendments, amends: Some(version.clone()), base: earlier.base.clone() })
    }

    /// What was handed in, in parts.
    ///
    /// # Errors
    /// It is given in two ways at once, or cannot be read.
    fn assembled(&self) -> Result<Assembled, Problem> {
        if !self.parts.is_empty() {
            if !self.amendments.is_empty() || self.instructions.is_some() {
                return Err(Problem::with("parts", "give either parts, amendments or instructions, not two of them"));
            }
            return Assembled::of(&self.parts).map_err(|message| Problem::with("parts", message));
        }
        amendments_of(&self.amendments, self.instructions.as_deref())
            .map(Assembled::whole)
            .map_err(|message| Problem::with("instructions", message))
    }

    /// The solutions that the text serves.
    fn solutions_meant(&self, proposal: &Proposal) -> Result<Vec<SolutionId>, Problem> {
        if self.solutions.is_empty() {
            return proposal
                .solution(None)
                .map(|only| vec![only.id.clone()])
                .map_err(|message| Problem::with("solutions", message));
        }
        for wanted in &self.solutions {
            proposal.solution(Some(wanted)).map_err(|message| Problem::with("solutions", message))?;
        }
        Ok(self.solutions.clone())
    }
}
