//! Reporting what came of a consultation to the body that decides on its matter.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{ConsultationEvent, Event};
use crate::register::Matter;

/// What came of a consultation about something other than a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportOutcome {
    /// The consultation, by its id.
    pub consultation: String,
    /// The body that it is reported to.
    pub to: String,
    /// What respondents said, and what became of it.
    pub summary: String,
}

impl Details for ReportOutcome {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("summary", &self.summary);
        problems.extend(case.unknown_body("to", &self.to));
        if case.register.matter_consultation(&self.consultation).is_none() {
            problems.push(Problem::with("consultation", format!("there is no consultation `{}`", self.consultation)));
        }
        problems
    }

    fn matter(&self, case: &Case<'_>) -> Option<Matter> {
        case.register.matter_consultation(&self.consultation).map(|held| held.about.clone())
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Consultation(ConsultationEvent::OutcomeReported {
            consultation: self.consultation.trim().to_owned(),
            to: case.rulebook.code().body(&self.to).map_or_else(|| self.to.clone(), |body| body.id.to_string()),
            summary: self.summary.trim().to_owned(),
            by: case.actor.stands_for().to_owned(),
        })])
    }
}
