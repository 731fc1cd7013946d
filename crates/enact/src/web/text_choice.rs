//! The forms that choose a text of the Code: a date, an edition or a mix with open modifications.

use crate::paths::Address;

/// One entry of a list to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextOption {
    /// What is sent.
    pub value: String,
    /// What the reader sees.
    pub words: String,
    /// It is chosen now.
    pub chosen: bool,
}

impl TextOption {
    /// An entry.
    pub fn new(value: impl Into<String>, words: impl Into<String>, chosen: bool) -> Self {
        Self { value: value.into(), words: words.into(), chosen }
    }
}

/// What a reader may choose, and what is chosen now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChoice {
    /// Where the form leads.
    pub to: Address,
    /// Values that go with the choice: the document, the provision.
    pub carried: Vec<(&'static str, String)>,
    /// The editions and days to choose from; a date can be typed instead.
    pub texts: Vec<TextOption>,
    /// The date typed.
    pub date: String,
    /// The day of knowledge typed.
    pub known: String,
    /// Open modifications that can be read as if they were in force.
    pub mixes: Vec<TextOption>,
    /// Texts to compare the one on the page with.
    pub against: Vec<TextOption>,
}

impl TextChoice {
    /// Something other than the text in force today is chosen.
    pub fn is_special(&self) -> bool {
        !self.known.is_empty() || self.mixes.iter().any(|mix| mix.chosen)
    }
}
