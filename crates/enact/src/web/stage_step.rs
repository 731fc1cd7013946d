//! The stages of one modification, drawn as a line of steps.

use super::Day;

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// The stage that the modification is in.
    Now,
    /// Ahead.
    Ahead,
    /// Left out for this modification.
    Skipped,
    /// It was here, and was sent back.
    SentBack,
    /// It ended here: rejected or withdrawn.
    Ended,
}

impl StepState {
    /// The style sheet's name.
    pub fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Ahead => "ahead",
            Self::Skipped => "skipped",
            Self::SentBack => "sent-back",
            Self::Ended => "ended",
        }
    }

    /// The state in words, read out before the date.
    pub fn words(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::Now => "Now",
            Self::Ahead => "To come",
            Self::Skipped => "Not needed",
            Self::SentBack => "Sent back",
            Self::Ended => "Ended here",
        }
    }

    /// The step is where the modification is.
    pub fn is_current(self) -> bool {
        self == Self::Now || self == Self::Ended
    }
}

/// One step of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageStep {
    /// The stage's name.
    pub name: String,
    /// Where it stands.
    pub state: StepState,
    /// When it was done, or is expected.
    pub day: Option<Day>,
    /// A few words: `closes in 6 Working Days`.
    pub note: Option<String>,
}
