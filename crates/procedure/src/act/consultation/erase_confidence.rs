//! Erasing what a respondent said in confidence, on a lawful request: that it was said, and that it was erased, stays.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{ConsultationEvent, Event};
use crate::register::{Consulted, Received};

/// What a respondent said in confidence in a consultation is destroyed for good, in each response that it sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EraseConfidence {
    /// The proposal, by any of its numbers, where the consultation is on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<String>,
    /// The consultation: `refinement` or `report` for those on the proposal (without it, all of them), else its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation: Option<String>,
    /// Whose words they are, by the name under which the response came.
    pub respondent: String,
    /// Why, in words that everybody will read: who asked for it, and under what law or policy. Not what was said.
    pub reasons: String,
}

impl EraseConfidence {
    /// The responses that hold what is to be erased, each with what it responds to.
    fn meant<'a>(&self, case: &Case<'a>) -> Result<Vec<(Consulted<'a>, &'a Received)>, Problem> {
        let fail = |sentence: String| Err(Problem::with("respondent", sentence));
        let respondent = self.respondent.trim();
        let mut sent = Vec::new();
        for held in case.consultations_meant(self.consultation.as_deref())? {
            let own = held.responses().iter().filter(|one| one.respondent.eq_ignore_ascii_case(respondent));
            sent.extend(own.map(|response| (held, response)));
        }
        let meant: Vec<_> = sent.iter().copied().filter(|(_, one)| one.in_confidence.is_some()).collect();
        let erased = sent.iter().rev().find_map(|(_, response)| response.erased.as_ref());
        match (sent.is_empty(), erased, meant.is_empty()) {
            (true, _, _) => fail(format!("{respondent} did not respond")),
            (false, Some(erased), true) => {
                let day = crate::names::day(erased.at.date());
                fail(format!("what {respondent} said in confidence was erased already, on {day}"))
            }
            (false, None, true) => fail(format!("{respondent} said nothing in confidence")),
            (false, _, false) => Ok(meant),
        }
    }
}

impl Details for EraseConfidence {
    fn proposal(&self) -> Option<&str> {
        self.proposal.as_deref()
    }

    fn reasons(&self) -> Option<&str> {
        Some(&self.reasons)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("reasons", &self.reasons);
        problems.extend(self.meant(case).err());
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let erased = |(held, response): (Consulted<'_>, &Received)| {
            Event::Consultation(ConsultationEvent::ConfidenceErased {
                consultation: held.key().to_owned(),
                proposal: held.proposal().map(|proposal| proposal.id.clone()),
                respondent: response.respondent.clone(),
                entry: response.position,
                reasons: self.reasons.trim().to_owned(),
                by: case.actor.stands_for().to_owned(),
            })
        };
        Ok(self.meant(case)?.into_iter().map(erased).collect())
    }
}
