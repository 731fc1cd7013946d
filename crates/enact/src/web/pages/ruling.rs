//! The answer to an act that was not simply permitted: refused with its grounds, or waiting for a judgement.

use askama::Template;

use crate::paths::Address;
use crate::web::{Field, FieldError, Frame, GroundLine, Link};

/// What the ruling is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RulingOutcome {
    /// Refused, on these grounds.
    Refused(Vec<GroundLine>),
    /// Someone must judge first: the questions, each a field that asks for yes or no and reasons, with the ground
    /// that asks it.
    NeedsJudgement {
        /// The questions.
        questions: Vec<(Field, GroundLine)>,
        /// What was typed before, sent again with the answers.
        carried: Vec<(String, String)>,
        /// Where the answers are posted to.
        to: Address,
    },
}

/// The page that answers a posted act.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/ruling.html")]
pub struct RulingPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The act in words.
    pub act: String,
    /// The modification that it was to be done on.
    pub subject: Option<Link>,
    /// By whom, for whom.
    pub by: String,
    /// The ruling.
    pub outcome: RulingOutcome,
    /// What was typed, question and answer, so that nothing is lost.
    pub typed: Vec<(String, String)>,
    /// Where to go back to.
    pub back: Link,
}

impl RulingPage {
    /// The lines of the error summary: questions sent back without an answer or without reasons.
    pub fn errors(&self) -> Vec<FieldError> {
        let questions = match &self.outcome {
            RulingOutcome::Refused(_) => &[],
            RulingOutcome::NeedsJudgement { questions, .. } => questions.as_slice(),
        };
        questions
            .iter()
            .filter_map(|(field, _)| {
                field.error.as_ref().map(|words| FieldError { input: field.first_input(), words: words.clone() })
            })
            .collect()
    }
}
