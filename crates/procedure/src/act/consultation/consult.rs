//! Consulting on something other than a proposal: a document, a policy, a threshold.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::event::{ConsultationEvent, Event};
use crate::register::Matter;

/// A window for responses; it closes by itself at the end of the day named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consult {
    /// Its id (`pap-2024`): lower-case letters, digits and hyphens.
    pub id: String,
    /// Its title, as people are invited under it.
    pub title: String,
    /// What is asked about.
    pub about: Matter,
    /// The last day for responses.
    pub closes: Date,
    /// The set of questions of the Code that is asked (`policy`); without one, those given or the Code's standard ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question_set: Option<String>,
    /// The questions, where they are this consultation's own.
    #[serde(default)]
    pub questions: Vec<String>,
    /// Who is invited by name: bodies, Party Categories, Parties, or `all-parties`. Anyone else may respond too.
    #[serde(default)]
    pub invited: Vec<String>,
}

impl Details for Consult {
    fn matter(&self, _case: &Case<'_>) -> Option<Matter> {
        Some(self.about.clone())
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.new_id("id", &self.id, case.register.matter_consultation(&self.id).is_some());
        problems.extend(case.title("title", &self.title));
        problems.extend(case.empty_text("about", &self.about.id));
        problems.extend(case.closes_too_soon(self.closes));
        problems.extend(case.unknown_invited("invited", &self.invited));
        if let Err(problem) = case.questions_meant(self.question_set.as_deref(), &self.questions) {
            problems.push(problem);
        }
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        Ok(vec![Event::Consultation(ConsultationEvent::Opened {
            consultation: self.id.clone(),
            title: self.title.trim().to_owned(),
            about: self.about.clone(),
            by: case.actor.stands_for().to_owned(),
            opened: case.at.date(),
            closes: self.closes,
            questions: case.questions_meant(self.question_set.as_deref(), &self.questions)?,
            invited: self.invited.clone(),
            calendar: case.rulebook.calendar().fingerprint().to_owned(),
        })])
    }
}
