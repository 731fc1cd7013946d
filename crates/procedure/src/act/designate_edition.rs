//! Designating an edition of the Code without a modification, as the Secretary of State may.

use jiff::civil::Date;
use legaltext::{Amendment, Document};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;
use crate::legal_text::amendments_of;

/// From a day on the Code reads otherwise: documents given anew, or amendments. Drafts are re-based on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DesignateEdition {
    /// What the edition is called (`5.19`); legal texts may come into force upon it.
    pub name: String,
    /// The first day on which it is in force; without one the day of the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<Date>,
    /// Documents given anew as a whole, each in the Code's markup.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// Amendments of other documents, one by one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
    /// The same as a typed legal text, instead of `amendments`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<String>,
    /// The power that it is designated under, and why.
    #[serde(default)]
    pub reasons: String,
}

impl Details for DesignateEdition {
    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.title("name", &self.name);
        problems.extend(self.read_documents().err());
        match self.amendments_meant() {
            Err(problem) => problems.push(problem),
            Ok(amendments) if amendments.is_empty() && self.documents.is_empty() => {
                problems.push(Problem::with("documents", "holds nothing; give documents anew, or amendments"));
            }
            Ok(_) => {}
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let before = case.register.designation(&self.name);
        let already = before
            .map(|before| format!("{} is designated already, from {}", before.name, crate::names::day(before.from)));
        already.or_else(|| {
            let past = self.in_force.filter(|from| *from < case.at.date())?;
            let past = crate::names::day(past);
            Some(format!("nothing is designated from {past}, which is past; what was in force stays as it was"))
        })
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let designated = case.designated(self).map_err(|message| Problem { field: None, message })?;
        Ok(vec![Event::EditionDesignated {
            name: self.name.trim().to_owned(),
            from: self.in_force.unwrap_or_else(|| case.at.date()),
            documents: self.documents.clone(),
            amendments: self.amendments_meant()?,
            reasons: self.reasons.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
            edition: designated.0.hash().to_string(),
            changed: designated.1,
        }])
    }
}

impl DesignateEdition {
    /// The amendments, however they were given.
    pub(crate) fn amendments_meant(&self) -> Result<Vec<Amendment>, Problem> {
        amendments_of(&self.amendments, self.instructions.as_deref())
            .map_err(|message| Problem::with("instructions", message))
    }

    /// The documents given anew.
    pub(crate) fn read_documents(&self) -> Result<Vec<Document>, Problem> {
        let mut read: Vec<Document> = Vec::new();
        for text in &self.documents {
            let documents = legaltext::markup::parse_documents(text, &format!("designation {}", self.name.trim()));
            let documents = documents.map_err(|errors| {
                let sentences = errors.iter().map(ToString::to_string).collect::<Vec<_>>();
                Problem::with("documents", sentences.join("; "))
            })?;
            for document in documents {
                if read.iter().any(|other| other.id() == document.id()) {
                    let name = document.id().printed();
                    return Err(Problem::with("documents", format!("{name} is given twice; give it once")));
                }
                read.push(document);
            }
        }
        Ok(read)
    }
}
