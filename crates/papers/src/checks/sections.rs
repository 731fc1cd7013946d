//! The numbered sections and appendices of a report or release document, with the words under each.

use crate::read::outline::outline;
use crate::source::{Line, Lines};

use super::prose::Prose;
use super::{Paper, Part};

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

/// The sections of what the writers of a document wrote, in order; none in a legal text that stands alone.
pub(super) fn sections(paper: &Paper) -> Vec<Section> {
    if paper.report().is_none() && paper.release().is_none() {
        return Vec::new();
    }
    let parts = paper.parts();
    let own = |line: &&Line| !paper.furniture.contains(&line.number) && parts.of(line.number) == Part::Own;
    let kept: Vec<Line> = paper.lines.iter().filter(own).cloned().collect();
    let found = outline(Lines::new(&kept)).sections;
    let lines = found.iter().map(|section| {
        let last = section.lines.as_slice().last().map_or(section.line, |line| line.number);
        Section { title: section.title.clone(), line: section.line, end_line: last }
    });
    lines.collect()
}
