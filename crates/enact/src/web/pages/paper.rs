//! A paper composed from the record.

use askama::Template;

use crate::web::{Frame, Link};

/// `/{code}/modifications/{id}/papers/{kind}` and its like.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/paper.html")]
pub struct PaperPage {
    /// What stands round the page.
    pub frame: Frame,
    /// What kind of paper it is: `Modification Report`.
    pub kind: String,
    /// What it is about: number and title.
    pub title: String,
    /// The paper as files to keep.
    pub forms: Vec<Link>,
    /// The paper as HTML, with every word of people escaped by the writer.
    pub body: String,
}
