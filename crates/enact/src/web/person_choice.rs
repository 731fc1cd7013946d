//! An invented person of the demonstration.

use crate::paths::Address;

/// Someone whose place the reader may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonChoice {
    /// The name.
    pub name: String,
    /// For whom they act, and as what.
    pub acts_for: String,
    /// What one can try in their place, in a sentence.
    pub try_this: String,
    /// Where the button posts to.
    pub sign_in: Address,
    /// The reader has this place now.
    pub current: bool,
}
