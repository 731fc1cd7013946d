//! Answering a point that a respondent made, and tracing it to what was changed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{ConsultationEvent, Event};

/// What becomes of one point of a response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerPoint {
    /// The proposal, by any of its numbers, where the consultation is on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<String>,
    /// The consultation: `refinement` or `report` for one on the proposal, else its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation: Option<String>,
    /// Whose point it is, by the name under which the response came.
    pub respondent: String,
    /// The question that it was made under; without one, the comment is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<u32>,
    /// The answer to it.
    pub answer: String,
    /// What was changed because of it (`legal text 0.3, D10.22`); without it nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
}

impl Details for AnswerPoint {
    fn proposal(&self) -> Option<&str> {
        self.proposal.as_deref()
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("answer", &self.answer);
        let held = match case.consultation_meant(self.consultation.as_deref()) {
            Ok(held) => held,
            Err(problem) => return vec![problem],
        };
        let own = |name: &str| name.eq_ignore_ascii_case(self.respondent.trim());
        let made = held.responses().iter().filter(|response| own(&response.respondent));
        if made.clone().next().is_none() {
            let sentence = format!("{} did not respond to the {}", self.respondent, held.name());
            problems.push(Problem::with("respondent", sentence));
        } else if !made.clone().any(|response| response.points().contains(&self.question)) {
            let place = self.question.map_or("the comment".to_owned(), |number| format!("question {number}"));
            problems.push(Problem::with("question", format!("{} made no point under {place}", self.respondent)));
        }
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.ended_undecided()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let held = case.consultation_meant(self.consultation.as_deref())?;
        Ok(vec![Event::Consultation(ConsultationEvent::PointAnswered {
            consultation: held.key().to_owned(),
            proposal: held.proposal().map(|proposal| proposal.id.clone()),
            respondent: self.respondent.trim().to_owned(),
            question: self.question,
            answer: self.answer.trim().to_owned(),
            change: self.change.as_ref().map(|change| change.trim().to_owned()).filter(|change| !change.is_empty()),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
