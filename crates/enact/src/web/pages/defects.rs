//! What is wrong in a text of the Code.

use askama::Template;

use crate::web::{Frame, Link, Tag};

/// One defect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefectLine {
    /// How sure and how grave: an error, a warning, a note.
    pub level: Tag,
    /// Where.
    pub place: Link,
    /// What, where and what to do, in a sentence.
    pub message: String,
    /// Other places that it is about.
    pub related: Vec<Link>,
}

/// The defects of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentDefects {
    /// The id on the page.
    pub anchor: String,
    /// The document.
    pub document: Link,
    /// How many of each level, in words.
    pub counts: String,
    /// The defects, in the order of the document.
    pub lines: Vec<DefectLine>,
}

/// `/{code}/code/defects`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/defects.html")]
pub struct DefectsPage {
    /// What stands round the page.
    pub frame: Frame,
    /// Which text is shown, in words.
    pub shown: String,
    /// How many of each level in the whole text, in words.
    pub counts: String,
    /// The documents of the text, in order.
    pub documents: Vec<DocumentDefects>,
}
