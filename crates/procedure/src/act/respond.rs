//! Responding to a consultation; a late response is kept and marked, not counted.

use super::View;
use crate::names::ConsultationKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;

/// A response, kept word for word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Respond {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// Which consultation; without it the one opened last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation: Option<ConsultationKind>,
    /// Whether the respondent thinks that the proposal should be approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<View>,
    /// The answers by question.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// Anything else.
    #[serde(default)]
    pub comment: String,
}

impl Details for Respond {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let Some(proposal) = case.proposal else { return Vec::new() };
        let Some(consultation) = proposal.consultation(self.consultation) else { return Vec::new() };
        if self.view.is_none() && self.answers.is_empty() && self.comment.trim().is_empty() {
            return vec![Problem::with(
                "comment",
                "the response is empty; answer a question, give a view or a comment",
            )];
        }
        let asked = consultation.questions.len();
        self.answers
            .iter()
            .filter(|answer| answer.question == 0 || answer.question as usize > asked)
            .map(|answer| {
                let number = answer.question;
                Problem::with("answers", format!("there is no question {number}; the consultation asks {asked}"))
            })
            .collect()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let proposal = case.proposal()?;
        let consultation = proposal
            .consultation(self.consultation)
            .ok_or_else(|| Problem::with("consultation", format!("{} has no such consultation", proposal.number())))?;
        Ok(vec![Event::ResponseReceived {
            proposal: proposal.id.clone(),
            kind: consultation.kind,
            respondent: case.actor.stands_for(),
            category: case.actor.category(case.register).map(str::to_owned),
            view: self.view,
            answers: self.answers.clone(),
            comment: self.comment.clone(),
            counted: consultation.is_open(case.at.date()) && !proposal.stage.is_end(),
        }])
    }
}

/// An answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The question's number, from 1.
    pub question: u32,
    /// The answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rationale: Option<String>,
}
