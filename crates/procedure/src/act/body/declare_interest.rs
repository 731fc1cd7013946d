//! Declaring an interest in a proposal, and standing aside from the decision on it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, Problem};
use crate::case::Case;
use crate::event::{BodyEvent, Event};

/// A member says which interest he or she has in a proposal, and whether to stand aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclareInterest {
    /// The proposal, by any of its numbers.
    pub proposal: String,
    /// The interest.
    pub interest: String,
    /// Whether the member takes no part in the decision; an interest declared later takes the place of an earlier one.
    #[serde(default)]
    pub recused: bool,
}

impl Details for DeclareInterest {
    fn proposal(&self) -> Option<&str> {
        Some(&self.proposal)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        case.empty_text("interest", &self.interest)
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        let proposal = case.proposal?;
        let ballot = proposal.ballot.as_ref().filter(|ballot| case.actor.member_of() == Some(&ballot.body))?;
        let (number, name) = (proposal.number(), case.actor.name());
        let aside = case.register.stands_aside(proposal.id.as_str(), name).is_some();
        match (ballot.result.is_some(), aside == self.recused) {
            (_, true) => None,
            (true, false) => {
                Some(format!("the vote on {number} has closed; who took part in it stays as it was counted"))
            }
            (false, false) if aside => Some(format!(
                "{name} stood aside from the vote on {number}, which is open; that is not taken back during it"
            )),
            (false, false) => None,
        }
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let body =
            case.actor.member_of().ok_or_else(|| Problem::with("by", "only a member of a body has a say in it"))?;
        Ok(vec![Event::Body(BodyEvent::InterestDeclared {
            proposal: case.proposal()?.id.clone(),
            body: body.clone(),
            member: case.actor.name().to_owned(),
            interest: self.interest.trim().to_owned(),
            recused: self.recused,
        })])
    }
}
