//! Stories of the process as data: who there is, what is done, what is expected.
//!
//! A scenario is a TOML file that a code administrator can write and read. It is played here in memory; the same
//! steps can be handed to a ledger or sent over HTTP.

mod play;
mod read;

pub use play::{Played, PlayedStep, play, state_of};
pub use read::ScenarioError;

use jiff::civil::DateTime;

use crate::decide::Submission;
use crate::names::{RuleId, Stage};

/// A scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// The Code whose rules apply.
    pub rulebook: String,
    /// What it shows.
    pub title: String,
    /// The requirements that it shows to be met, by id (`S1-025`); for the table in `docs/generated/requirements.md`.
    pub requirements: Vec<String>,
    /// The acts that bring in the parties and people named, before the first step.
    pub cast: Vec<Step>,
    /// The steps.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// When: civil time, Europe/London.
    pub at: DateTime,
    /// Who does what.
    pub submission: Submission,
    /// What should come of it.
    pub expect: Expect,
    /// The line of the file it stands on, from 1.
    pub line: usize,
}

/// What a step should come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expect {
    /// Permitted.
    Accepted,
    /// Refused, with each of these clauses among the refusing ones.
    Refused(Vec<String>),
    /// Stopped by these judgement rules; any where the list is empty.
    NeedsJudgement(Vec<RuleId>),
    /// Permitted, and the proposal is then at this stage.
    Stage(Stage),
    /// Not ruled on, because it names what does not exist or holds what cannot be read.
    Unreadable,
}

impl Expect {
    /// What was expected, in words.
    #[must_use]
    pub fn words(&self) -> String {
        let among = |names: String| if names.is_empty() { names } else { format!(" by {names}") };
        match self {
            Self::Accepted => "accepted".to_owned(),
            Self::Unreadable => "unreadable".to_owned(),
            Self::Refused(clauses) => format!("refused{}", among(clauses.join(", "))),
            Self::NeedsJudgement(rules) => {
                let rules: Vec<&str> = rules.iter().map(RuleId::as_str).collect();
                format!("needs-judgement{}", among(rules.join(", ")))
            }
            Self::Stage(stage) => format!("accepted, and the stage {} after it", stage.key()),
        }
    }
}
