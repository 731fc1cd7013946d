//! Small marks: tags, and what a rule's source is.

/// How a tag looks. The words carry the meaning; the tone only helps the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing is asked of anyone.
    Quiet,
    /// Under way.
    Going,
    /// Someone is asked to act: a consultation or a vote is open.
    Open,
    /// Done, approved, in force.
    Done,
    /// Rejected, withdrawn, refused, late.
    Stopped,
}

impl Tone {
    /// The style sheet's name for the tone.
    pub fn class(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Going => "going",
            Self::Open => "open",
            Self::Done => "done",
            Self::Stopped => "stopped",
        }
    }
}

/// A few words in a box: a stage, an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The words.
    pub words: String,
    /// The look.
    pub tone: Tone,
}

impl Tag {
    /// A tag with a look.
    pub fn new(words: impl Into<String>, tone: Tone) -> Self {
        Self { words: words.into(), tone }
    }
}

/// Where a rule, or a figure in it, is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Read in the source itself.
    Source,
    /// Told by someone who had the source before them.
    Reported,
    /// Worked out or remembered: the source's own words are not known.
    Inferred,
}

impl Basis {
    /// Every basis, the firmest first.
    pub const ALL: [Self; 3] = [Self::Source, Self::Reported, Self::Inferred];

    /// The rule was read in the source, so nothing need be said about it.
    pub fn is_source(self) -> bool {
        self == Self::Source
    }

    /// One word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Source => "Source",
            Self::Reported => "Reported",
            Self::Inferred => "Inferred",
        }
    }

    /// What the word means, in a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Source => "The rule and its figures were read in the source.",
            Self::Reported => "Another document reports the rule; the source itself was not read.",
            Self::Inferred => {
                "The figures or the wording of this rule are not known from the source. They are the best reading so far."
            }
        }
    }

    /// The style sheet's name.
    pub fn class(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Reported => "reported",
            Self::Inferred => "inferred",
        }
    }
}
