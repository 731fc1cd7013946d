//! The words of a document, line by line, each line with what was read or found in it.

use askama::Template;

use crate::web::{Frame, Link};

/// A line of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordLine {
    /// Its number, from 1.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// What was read or found there.
    pub notes: Vec<WordNote>,
    /// Lines before it are left out.
    pub after_gap: bool,
}

/// Something read or found in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordNote {
    /// What.
    pub words: String,
    /// The id on the page of what says more.
    pub to: Option<String>,
    /// It is a finding, not a fact.
    pub is_finding: bool,
}

impl WordNote {
    /// Something wrong.
    pub fn finding(words: String) -> Self {
        Self { words, to: None, is_finding: true }
    }

    /// Something read.
    pub fn fact(words: String) -> Self {
        Self { words, to: None, is_finding: false }
    }

    /// The same, with a link to an element of the page.
    #[must_use]
    pub fn leading_to(mut self, id: String) -> Self {
        self.to = Some(id);
        self
    }
}

/// Lines shown before and after one with notes, where not all are shown.
const AROUND: usize = 3;

impl WordLine {
    /// The lines of a text; of one with more than `most` those with notes and some around them.
    pub fn all(text: &str, most: usize, notes: impl FnMut(usize) -> Vec<WordNote>) -> Vec<Self> {
        Self::those(text.lines(), most, notes)
    }

    /// The same of lines.
    pub fn those<'t>(
        lines: impl Iterator<Item = &'t str>,
        most: usize,
        mut notes: impl FnMut(usize) -> Vec<WordNote>,
    ) -> Vec<Self> {
        let shown = |(index, text): (usize, &str)| Self {
            number: index + 1,
            text: text.to_owned(),
            notes: notes(index + 1),
            after_gap: false,
        };
        let mut all: Vec<Self> = lines.enumerate().map(shown).collect();
        if all.len() <= most {
            return all;
        }
        let noted: Vec<usize> = all.iter().filter(|line| !line.notes.is_empty()).map(|line| line.number).collect();
        let near = |number: usize| {
            let from = noted.partition_point(|noted| noted + AROUND < number);
            noted.get(from).is_some_and(|noted| *noted <= number + AROUND)
        };
        all.retain(|line| near(line.number));
        all.truncate(most);
        let mut before = 0;
        for line in &mut all {
            line.after_gap = line.number > before + 1;
            before = line.number;
        }
        all
    }
}

/// `/{code}/imports/{id}/words`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/words.html")]
pub struct WordsPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The paper.
    pub title: String,
    /// Its file.
    pub file: Link,
    /// The lines.
    pub lines: Vec<WordLine>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_text_the_lines_around_notes_are_shown() {
        let text = (1..=100).map(|n| n.to_string()).collect::<Vec<_>>().join("\n");
        let notes = |number: usize| match number {
            50 | 52 => vec![WordNote::fact("x".to_owned())],
            _ => Vec::new(),
        };
        let shown = WordLine::all(&text, 10, notes);
        assert_eq!(shown.iter().map(|line| line.number).collect::<Vec<_>>(), (47..=55).collect::<Vec<_>>());
        assert!(shown[0].after_gap && !shown[1].after_gap);
        assert_eq!(WordLine::all(&text, 100, notes).len(), 100);
        assert!(WordLine::all(&text, 10, |_| Vec::new()).is_empty());
    }
}
