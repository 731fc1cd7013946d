//! The numbered sections and appendices of a report or release document, with the words under each.

use crate::read::outline::{self, Entry};
use crate::source::{Line, Lines};

use super::Paper;
use super::prose::Prose;

/// A section by its heading.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// The heading without its number.
    pub(super) title: String,
    /// The line of the heading.
    pub(super) line: usize,
    /// The last line under it.
    pub(super) end_line: usize,
}

impl Section {
    /// The heading holds one of these words (lower case).
    pub(super) fn speaks_of(&self, words: &[&str]) -> bool {
        let title = self.title.to_lowercase();
        words.iter().any(|word| title.contains(word))
    }

    /// The words under the heading.
    pub(super) fn prose<'a>(&self, paper: &'a Paper) -> Prose<'a> {
        Prose::of(paper, |line| self.line < line && line <= self.end_line)
    }
}

/// What a document says of its own parts.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// The entries of its list of contents.
    pub(super) listed: Vec<Entry>,
    /// Every line that may be a numbered heading.
    pub(super) numbered: Vec<Entry>,
}

/// The sections of what the writers of a document wrote, in order, and the list of them; none in a legal text that stands alone.
pub(super) fn sections(paper: &Paper, own_lines: &[&Line]) -> (Vec<Section>, Contents) {
    if paper.report().is_none() && paper.release().is_none() {
        return (Vec::new(), Contents::default());
    }
    let kept: Vec<Line> = own_lines.iter().copied().cloned().collect();
    let outline = outline::outline(Lines::new(&kept));
    let listed = outline.contents();
    let numbered = if listed.is_empty() { Vec::new() } else { outline::numbered(Lines::new(&kept)) };
    let lines = outline.sections.iter().map(|section| {
        let last = section.lines.as_slice().last().map_or(section.line, |line| line.number);
        Section { title: section.title.clone(), line: section.line, end_line: last }
    });
    (lines.collect(), Contents { listed, numbered })
}
