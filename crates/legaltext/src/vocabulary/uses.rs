//! What is a use of a term and what is none.

use std::ops::Range;

use crate::definition::inline_definitions;
use crate::references::Scan;

use super::{Hit, Vocabulary};

impl Vocabulary {
    /// The terms in words, from left to right, without those that the words define and those in the headings of
    /// references. `cited` gives what the words cite; it is seldom asked.
    pub(crate) fn uses(&self, words: &str, cited: impl FnOnce() -> Scan, hits: &mut Vec<Hit>) {
        let from = hits.len();
        self.find(words, hits);
        if hits.len() == from {
            return;
        }
        let inside =
            |hit: &Hit, range: &Range<usize>| range.start <= hit.start as usize && hit.end as usize <= range.end;
        let mut none: Vec<Range<usize>> = Vec::new();
        if may_define(words) {
            none.extend(defining_ranges(words).into_iter().map(|(_, range)| range));
        }
        if words.contains('(') {
            let references = cited().references;
            none.extend(references.iter().filter(|r| r.label.is_some()).map(|r| r.number.end..r.range.end));
        }
        if !none.is_empty() {
            let mut index = 0;
            hits.retain(|hit| {
                index += 1;
                index <= from || !none.iter().any(|range| inside(hit, range))
            });
        }
    }
}

/// Cheap test: only words with a quotation mark can define anything.
pub(crate) fn may_define(words: &str) -> bool {
    // 0xe2 begins a curly mark. Whole pieces are looked at without stopping, which is faster than stopping early.
    let marked = |piece: &[u8]| piece.iter().fold(false, |found, byte| found | (*byte == b'"') | (*byte == 0xe2));
    words.as_bytes().chunks(64).any(marked)
}

/// What the words define: `(the "Plan")` and `"Plan" means …`, with the range in which the term is no use.
pub(crate) fn defining_ranges(words: &str) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<_> = inline_definitions(words).into_iter().map(|d| (d.term, d.range)).collect();
    found.extend(stated_definitions(words));
    found
}

/// `"Plan" means …`, `"Plan" has the meaning …` inside running words.
fn stated_definitions(words: &str) -> Vec<(String, Range<usize>)> {
    const STATES: [&str; 6] =
        ["means ", "shall mean ", "has the meaning ", "shall have the meaning ", "have the meaning ", "mean "];
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = words.get(from..).and_then(|rest| rest.find(['"', '\u{201c}'])).map(|at| at + from) {
        let mark = words.get(open..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let Some(length) = words.get(open + mark..).and_then(|rest| rest.find(['"', '\u{201d}'])) else { break };
        let close = open + mark + length;
        let end = close + words.get(close..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let term = words.get(open + mark..close).unwrap_or("").trim();
        let after = words.get(end..).unwrap_or("").trim_start();
        if STATES.iter().any(|state| after.starts_with(state)) && !term.is_empty() && term.len() <= 120 {
            found.push((term.to_owned(), open..end));
        }
        from = end;
    }
    found
}
