//! Raising a Draft Proposal (D1.2, D1.3): how every change begins.

use legaltext::DocumentId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Problem};
use crate::case::Case;
use crate::event::Event;
use crate::register::Direction;

/// A problem statement put forward for a change to the Code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RaiseDraftProposal {
    /// Its number; without one it gets the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What the change is about, in one line.
    pub title: String,
    /// The problem: what is wrong today, and for whom.
    #[serde(default)]
    pub issue: String,
    /// The subjects it concerns, from the Code's list; some powers to raise are limited to a subject.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// The documents of the Code that it would change (`Section Z`), as far as that is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// It is raised to have an idea developed and talked over; its Proposer decides later whether to take it forward.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub to_be_developed: bool,
    /// The purpose for which the Panel raises it, where its right depends on that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<RaisingPurpose>,
    /// The Authority's direction at which it is raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// The Significant Code Review that it arises from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<String>,
}

/// A purpose for which the Panel may raise a Draft Proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RaisingPurpose {
    /// To do what a report to the Panel recommends.
    ReportRecommendation,
    /// To correct an error, by Fast-Track.
    FastTrack,
    /// To follow a change of another code.
    OtherCode,
}

impl RaisingPurpose {
    /// The purpose in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::ReportRecommendation => "what a report recommends",
            Self::FastTrack => "a correction by Fast-Track",
            Self::OtherCode => "following a change of another code",
        }
    }
}

impl RaiseDraftProposal {
    fn direction_given<'a>(&self, case: &Case<'a>) -> Option<&'a Direction> {
        case.register.direction(self.direction.as_ref()?)
    }
}

impl Details for RaiseDraftProposal {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.title("title", &self.title);
        if let Some(id) = &self.id {
            if !case.rulebook.code().is_number_to_raise(id) {
                problems.push(Problem::with("id", case.rulebook.code().numbering_hint(id)));
            }
            if case.register.proposal(id).is_some() {
                problems.push(Problem::with("id", format!("{id} is taken; a number is never used again")));
            }
        }
        for subject in &self.subjects {
            problems.extend(case.unknown_subject("subjects", subject));
        }
        for document in &self.documents {
            problems.extend(
                DocumentId::from_printed(document).err().map(|error| Problem::with("documents", error.to_string())),
            );
        }
        if let Some(direction) = self.direction.as_ref().filter(|id| case.register.direction(id).is_none()) {
            problems.push(Problem::with("direction", format!("there is no direction `{direction}` on record")));
        }
        problems.extend(self.review.as_ref().and_then(|review| case.unknown_review("review", review)));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let id = self.id.clone().unwrap_or_else(|| case.register.next_number(case.rulebook.code()));
        Ok(vec![Event::DraftProposalRaised {
            proposal: id.into(),
            title: self.title.trim().to_owned(),
            issue: self.issue.trim().to_owned(),
            subjects: self.subjects.clone(),
            documents: self.documents.clone(),
            to_be_developed: self.to_be_developed,
            purpose: self.purpose,
            direction: self.direction.clone(),
            review: self.review.clone().or_else(|| self.direction_given(case)?.review.clone()),
            proposer: case.actor.stands_for().to_owned(),
            by: case.actor.name().to_owned(),
        }])
    }
}
