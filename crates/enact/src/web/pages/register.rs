//! The register of modifications.

use askama::Template;

use crate::web::{ActOffer, Day, Frame, Link, Pages, SortHeading, StageFilter, Tag};

/// One row of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    /// The id as printed, with a link to the page.
    pub id: Link,
    /// The title.
    pub title: String,
    /// The stage it is in, or how it ended.
    pub stage: Tag,
    /// The path: `Self-Governance`.
    pub path: Option<String>,
    /// The next deadline and what falls on it.
    pub next: Option<(Day, String)>,
    /// Working Days until then, in words: `in 6 Working Days`.
    pub left: Option<String>,
    /// The last change of any kind.
    pub changed: Day,
}

/// `/{code}/modifications`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/register.html")]
pub struct RegisterPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The stages with their counts, `All` first.
    pub stages: Vec<StageFilter>,
    /// The column headings that order the rows: number, title, stage, next deadline, last change.
    pub headings: [SortHeading; 5],
    /// At most fifty rows.
    pub rows: Vec<RegisterRow>,
    /// Where these rows stand in the whole list.
    pub pages: Pages,
    /// The act that raises a new proposal, where the reader is signed in.
    pub raise: Option<ActOffer>,
}

impl RegisterPage {
    /// What an empty list says: of the stage that was chosen, or of the whole register.
    pub fn empty(&self) -> &'static str {
        let one_stage = self.stages.iter().skip(1).any(|stage| stage.chosen);
        if one_stage { "No modification is at this stage." } else { "No modification has been raised yet." }
    }

    /// Whether the list is of one stage alone.
    pub fn is_filtered(&self) -> bool {
        self.stages.first().is_some_and(|all| !all.chosen)
    }
}
