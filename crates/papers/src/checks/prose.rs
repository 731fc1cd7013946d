//! The words of a document as one run, so that a sentence broken over lines or pages is whole, with the way back to
//! its lines.

use std::cell::OnceCell;
use std::sync::LazyLock;

use regex::Regex;

use super::Paper;
use super::place::Place;
use crate::layout::flow::Flow;
pub(super) use crate::layout::pattern::pattern;

/// The words of some lines of a paper, without page furniture.
pub(super) struct Prose<'a> {
    paper: &'a Paper,
    flow: Flow,
    /// From where to where each sentence goes, once a check has asked for them.
    sentences: OnceCell<Vec<(usize, usize)>>,
}

/// How many bytes count as near: some lines of text, more than any title or sentence that relates a number.
const NEAR: usize = 600;

static SENTENCE_END: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.?!;•]\s+"));

impl<'a> Prose<'a> {
    /// The words of those lines of `paper` for which `keep` holds.
    pub(super) fn of(paper: &'a Paper, keep: impl Fn(usize) -> bool) -> Self {
        let lines = paper.lines.iter().filter(|line| !paper.is_furniture(line.number) && keep(line.number));
        Self { paper, flow: Flow::of(lines), sentences: OnceCell::new() }
    }

    /// The words.
    pub(super) fn text(&self) -> &str {
        &self.flow.text
    }

    /// The physical line on which the byte at `offset` of the words stands.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.flow.line_at(offset)
    }

    /// The place of the words from `start` to `end`.
    pub(super) fn place(&self, start: usize, end: usize) -> Place {
        let words = self.text().get(start..end).unwrap_or_default();
        self.paper.place(self.line_at(start), self.line_at(end.saturating_sub(1).max(start)), words)
    }

    /// The words just before `offset`: as far as words can bear on what stands there.
    pub(super) fn before(&self, offset: usize) -> &str {
        let from = self.text().floor_char_boundary(offset.saturating_sub(NEAR));
        self.text().get(from..offset).unwrap_or_default()
    }

    /// The words just behind `offset`: as far as words can bear on what stands there.
    pub(super) fn after(&self, offset: usize) -> &str {
        let to = self.text().floor_char_boundary(offset.saturating_add(NEAR));
        self.text().get(offset..to).unwrap_or_default()
    }

    /// The sentences, each with the offset at which it begins.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (usize, &str)> {
        let text = self.text();
        let sentences = self.sentences.get_or_init(|| {
            let mut sentences = Vec::new();
            let mut from = 0;
            for end in SENTENCE_END.find_iter(text) {
                // A full stop belongs to its sentence, a bullet to what follows it.
                let stop = usize::from(!end.as_str().starts_with('•'));
                sentences.push((from, end.start() + stop));
                from = end.end();
            }
            sentences.push((from, text.len()));
            sentences
        });
        sentences.iter().map(|(from, to)| (*from, text.get(*from..*to).unwrap_or_default()))
    }
}
