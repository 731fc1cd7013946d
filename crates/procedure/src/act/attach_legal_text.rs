//! Attaching the legal text: typed amendments against a named edition.

use legaltext::Amendment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// The words that would change, drafted against the edition then in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachLegalText {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The version of the legal text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The amendments, one by one.
    #[serde(default)]
    pub amendments: Vec<Amendment>,
    /// The same as a typed legal text ("Amend B4.2 as follows: …"), instead of `amendments`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<String>,
}

impl Details for AttachLegalText {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, _case: &Case<'_>) -> Vec<Problem> {
        match self.amendments_meant() {
            Ok(amendments) if amendments.is_empty() => {
                vec![Problem::with("instructions", "holds no amendment; say what to amend, add, omit or define")]
            }
            Ok(_) if !self.amendments.is_empty() && self.instructions.is_some() => {
                vec![Problem::with("instructions", "give either amendments or instructions, not both")]
            }
            Ok(_) => Vec::new(),
            Err(problem) => vec![problem],
        }
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let version = self.version.clone().unwrap_or_else(|| match &proposal.legal_text {
            None => "1.0".to_owned(),
            Some(_) => format!("{}.0", proposal.legal_texts + 1),
        });
        Ok(vec![Event::LegalTextAttached {
            proposal: proposal.id.clone(),
            version,
            base: case.register.edition_at(case.at.date()).map(|edition| edition.hash().to_string()),
            amendments: self.amendments_meant()?,
        }])
    }
}

impl AttachLegalText {
    /// The amendments, however they were given.
    ///
    /// # Errors
    /// The typed instructions cannot be read; the sentence names the line.
    pub fn amendments_meant(&self) -> Result<Vec<Amendment>, Problem> {
        let Some(text) = &self.instructions else { return Ok(self.amendments.clone()) };
        legaltext::instructions::parse(text).map(|legal_text| legal_text.amendments).map_err(|errors| {
            let sentences = errors.iter().map(ToString::to_string).collect::<Vec<_>>();
            Problem::with("instructions", sentences.join("; "))
        })
    }
}
