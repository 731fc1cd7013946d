//! Two texts of one document, held against each other.

use askama::Template;

use crate::web::{Frame, Link, RedlineView, TextChoice};

/// `/{code}/code/{document}/compare/{old}..{new}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/compare.html")]
pub struct ComparePage {
    /// What stands round the page.
    pub frame: Frame,
    /// The document: `Section C`.
    pub document: String,
    /// The redline.
    pub redline: RedlineView,
    /// Two other texts to compare.
    pub choice: TextChoice,
    /// The redline as files.
    pub files: Vec<Link>,
    /// The old text by itself.
    pub old: Link,
    /// The new text by itself.
    pub new: Link,
    /// The comparison the other way round.
    pub turned: Link,
    /// Modifications that made the difference.
    pub made_by: Vec<Link>,
    /// What could not be compared because its words are not held.
    pub unheld: Option<String>,
}
