//! Consulting on the Modification Report before the vote (D7.8).

use crate::names::ConsultationKind;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// A window for responses; it closes by itself at the end of the day named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsultOnReport {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The last day for responses.
    pub closes: Date,
    /// The questions; without any, the Code's standard ones.
    #[serde(default)]
    pub questions: Vec<String>,
}

impl Details for ConsultOnReport {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        if self.closes <= case.at.date() {
            return vec![Problem::with(
                "closes",
                format!("{} has passed; name a later day", crate::names::day(self.closes)),
            )];
        }
        Vec::new()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        Ok(vec![Event::ConsultationOpened {
            proposal: proposal.id.clone(),
            kind: ConsultationKind::Report,
            opened: case.at.date(),
            closes: self.closes,
            questions: case.questions_or_standard(&self.questions),
            calendar: case.rulebook.calendar().fingerprint().to_owned(),
        }])
    }
}
