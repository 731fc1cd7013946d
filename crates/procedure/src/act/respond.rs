//! Responding to a consultation; a late response is kept and marked, not counted.

use super::View;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::{ConsultationEvent, Event};
use crate::register::Consulted;

/// A response, kept word for word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Respond {
    /// The proposal, by any of its numbers; without one, the consultation is about something else and named by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<String>,
    /// Which consultation: `refinement` or `report` for one on the proposal (without it the one opened last), else its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation: Option<String>,
    /// The Party Category that the respondent speaks for; its own, where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Whether the respondent thinks that the proposal should be approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<View>,
    /// The answers by question.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// Anything else.
    #[serde(default)]
    pub comment: String,
    /// Whether all of it is given in confidence. That it was given is shown, what it says is not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confidential: bool,
}

impl Details for Respond {
    fn proposal(&self) -> Option<&str> {
        self.proposal.as_deref()
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(self.category.iter().filter_map(|id| case.unknown_category("category", id)));
        if self.proposal.is_none() && self.consultation.is_none() {
            problems.push(Problem::with("consultation", "name the proposal, or a consultation by its id"));
        }
        let Ok(held) = case.consultation_meant(self.consultation.as_deref()) else { return problems };
        if self.view.is_none() && self.answers.is_empty() && self.comment.trim().is_empty() {
            let sentence = "the response is empty; answer a question, give a view or a comment";
            problems.push(Problem::with("comment", sentence));
        }
        let asked = held.questions().len();
        let unknown = self.answers.iter().filter(|answer| answer.question == 0 || answer.question as usize > asked);
        problems.extend(unknown.map(|answer| {
            let number = answer.question;
            Problem::with("answers", format!("there is no question {number}; the consultation asks {asked}"))
        }));
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.ended_undecided()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let held = case.consultation_meant(self.consultation.as_deref())?;
        let respondent = case.actor.stands_for().to_owned();
        let category = case.actor.category(case.register).map(str::to_owned);
        let (answers, comment) = (self.answers.clone(), self.comment.clone());
        let counted = held.counts(case.at.date());
        let (view, confidential) = (self.view, self.confidential);
        Ok(vec![match held {
            Consulted::OnProposal(proposal, consultation) => Event::ResponseReceived {
                proposal: proposal.id.clone(),
                kind: consultation.kind,
                respondent,
                category,
                view,
                answers,
                comment,
                counted,
                confidential,
            },
            Consulted::OnMatter(consultation) => Event::Consultation(ConsultationEvent::Responded {
                consultation: consultation.id.clone(),
                respondent,
                category,
                view,
                answers,
                comment,
                counted,
                confidential,
            }),
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
    /// Whether this answer is given in confidence.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confidential: bool,
}
