//! What could not be carried from a file into a Code.

use std::collections::BTreeMap;

use serde::Serialize;

/// A kind of thing that a Code's words cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LossKind {
    /// Words that stand where a Code has no place for them, left out. The message quotes them.
    Words,
    /// An editor's remark, left out. The message quotes it.
    Remark,
    /// A picture or formula of which only a name or its words are kept.
    Picture,
    /// A number that a Code writes otherwise, or an item without one.
    Number,
    /// A grouping such as a Part, kept as a heading.
    Grouping,
    /// A table whose cells span others.
    Table,
    /// Marked insertions and deletions: the insertions are kept as words.
    TrackedChange,
    /// A note at the foot, kept as a note below its paragraph.
    Note,
    /// Where a link led.
    Link,
    /// A mark that words are a defined term.
    Term,
    /// Bold, italics and the like.
    Formatting,
    /// An identity that two provisions claim.
    Identity,
    /// A part of the file that is no part of a Code: cover, preface, table of contents.
    Part,
}

/// Something that could not be carried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// What kind of thing.
    pub kind: LossKind,
    /// Where, the first time: a citation, or the file's own identifier.
    pub at: String,
    /// One sentence that says what became of it.
    pub message: String,
}

/// Longest quotation in a message, in characters.
const LONGEST_QUOTE: usize = 400;

/// Losses as they are found; those of one sentence are counted, not repeated.
#[derive(Debug, Default)]
pub(super) struct Losses {
    found: BTreeMap<(LossKind, String), (usize, String, usize)>,
    /// Where reading has come to.
    pub(super) at: String,
}

impl Losses {
    /// Something that may come often; `what` says what became of it.
    pub(super) fn of(&mut self, kind: LossKind, what: impl Into<String>) {
        let order = self.found.len();
        let entry = self.found.entry((kind, what.into())).or_insert_with(|| (0, self.at.clone(), order));
        entry.0 += 1;
    }

    /// Words that are left out, unless there are none.
    pub(super) fn words(&mut self, kind: LossKind, what: &str, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return;
        }
        let mut quoted: String = words.chars().take(LONGEST_QUOTE).collect();
        if quoted.len() < words.len() {
            quoted.push_str(" …");
        }
        self.of(kind, format!("{what}: \u{201c}{quoted}\u{201d}"));
    }

    /// The losses, by kind and then in the order in which they were found.
    pub(super) fn finish(self) -> Vec<Loss> {
        let mut found: Vec<_> = self.found.into_iter().collect();
        found.sort_by_key(|((kind, _), (_, _, order))| (*kind, *order));
        found
            .into_iter()
            .map(|((kind, what), (count, at, _))| {
                let times = if count > 1 { format!(" ({count} times)") } else { String::new() };
                Loss { kind, at, message: format!("{what}{times}.") }
            })
            .collect()
    }
}
