//! Erasing what a respondent said in confidence, on a lawful request: that it was said, and that it was erased, stays.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{ConsultationEvent, Event};

/// What was said in confidence in one entry of the record is destroyed for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EraseConfidence {
    /// The number of the entry in the record that holds the response.
    pub entry: u64,
    /// Why, in words that everybody will read: who asked for it, and under what law or policy. Not what was said.
    pub reasons: String,
}

impl Details for EraseConfidence {
    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("reasons", &self.reasons);
        let wrong = match case.register.response_at(self.entry) {
            None => Some(format!("entry {} of the record is no response to a consultation", self.entry)),
            Some((_, response)) => match (&response.erased, &response.in_confidence) {
                (Some(erased), _) => {
                    let day = crate::names::day(erased.at.date());
                    Some(format!("what entry {} said in confidence was erased already, on {day}", self.entry))
                }
                (None, None) => Some(format!("entry {} says nothing in confidence", self.entry)),
                (None, Some(_)) => None,
            },
        };
        problems.extend(wrong.map(|sentence| Problem::with("entry", sentence)));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let none = || Problem::with("entry", "the entry is no response to a consultation");
        let (held, response) = case.register.response_at(self.entry).ok_or_else(none)?;
        Ok(vec![Event::Consultation(ConsultationEvent::ConfidenceErased {
            consultation: held.key().to_owned(),
            proposal: held.proposal().map(|proposal| proposal.id.clone()),
            respondent: response.respondent.clone(),
            entry: self.entry,
            reasons: self.reasons.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
