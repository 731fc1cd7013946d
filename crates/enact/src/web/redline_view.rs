//! A redline as a page shows it.

use super::Link;

/// A run of words in a redline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// In both texts.
    Same(String),
    /// Only in the new text.
    Inserted(String),
    /// Only in the old text.
    Omitted(String),
}

/// What happened to one provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvisionChange {
    /// The number as printed in the new text, or in the old one where the provision is gone.
    pub number: String,
    /// The id of the block on the page.
    pub anchor: String,
    /// What happened, where the words do not show it by themselves: `Inserted`, `Omitted`, `Renumbered from D3.13`.
    pub what: Option<String>,
    /// The cross heading above it.
    pub heading: Option<String>,
    /// How deep it lies below its clause: 0 for a clause, 1 for (a), 2 for (i).
    pub depth: u8,
    /// The words.
    pub segments: Vec<Segment>,
    /// The provision's own page.
    pub link: Option<Link>,
    /// Another live modification that changes the same words, and how.
    pub conflict: Option<Link>,
}

impl ProvisionChange {
    /// What stands for its number is too long for the margin: a defined term, the name of a document.
    pub fn is_named(&self) -> bool {
        self.number.chars().count() > 9
    }

    /// The provision differs between the two texts.
    pub fn is_changed(&self) -> bool {
        self.segments.iter().any(|segment| !matches!(segment, Segment::Same(_)))
    }
}

/// A redline of two texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RedlineView {
    /// The text that it starts from, in words: `Section D, edition 9.0`.
    pub old: String,
    /// The text that it ends at.
    pub new: String,
    /// Words that are new.
    pub words_inserted: u32,
    /// Words that are gone.
    pub words_omitted: u32,
    /// The provisions, in the order of the new text.
    pub changes: Vec<ProvisionChange>,
}

impl RedlineView {
    /// The provisions that differ.
    pub fn changed(&self) -> Vec<&ProvisionChange> {
        self.changes.iter().filter(|change| change.is_changed()).collect()
    }

    /// The clauses that differ in their own words or in what lies below them.
    pub fn changed_clauses(&self) -> Vec<&ProvisionChange> {
        let mut clauses = Vec::new();
        let mut clause = None;
        for change in &self.changes {
            if change.depth == 0 {
                clause = Some(change);
            }
            if change.is_changed() {
                clauses.extend(clause.take());
            }
        }
        clauses
    }
}
