//! The Codes that the server holds.

use askama::Template;

use crate::web::{Day, Frame, Link};

/// One Code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeCard {
    /// The Code's title, with a link to its front page.
    pub code: Link,
    /// What it is, in a sentence or two.
    pub about: String,
    /// Modifications under way.
    pub under_way: u64,
    /// Modifications in all.
    pub all: u64,
    /// The next deadline and what falls on it.
    pub next: Option<(Day, String)>,
    /// What is held of its words, where that is not all: `Numbers and headings only`.
    pub held: Option<String>,
}

/// `/`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/codes.html")]
pub struct CodesPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The Codes.
    pub codes: Vec<CodeCard>,
}
