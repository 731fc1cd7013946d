//! What differs between two texts: changed, moved and renumbered provisions, with every word marked.

mod blocks;
mod changes;
mod editions;
mod ends;
mod fingerprint;
mod folding;
mod pairing;
mod printed;
mod texts;
mod words;

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

pub use blocks::{ChangedBlock, ChangedCell, ChangedLine, ChangedRow};
pub use editions::{editions, editions_in_full};
pub use folding::{Context, Folded};
pub use pairing::rising;
pub(crate) use pairing::same_provisions;
pub use printed::{PrintedKind, PrintedLine};
pub use texts::{texts, texts_within};

/// What became of a provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Its words changed and it kept its place and number.
    Changed,
    /// It is new.
    Inserted,
    /// It is gone.
    Removed,
    /// It stands in another place among its neighbours; its words may have changed too.
    Moved,
    /// It carries another number in the same place; its words may have changed too.
    Renumbered,
    /// Nothing changed.
    Unchanged,
}

/// What became of a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Op {
    /// In both texts.
    Equal,
    /// Only in the new text.
    Insert,
    /// Only in the old text.
    Delete,
}

/// A run of text that is the same, new or gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Same, new or gone.
    pub op: Op,
    /// The exact text, with its spaces and line ends.
    pub text: String,
}

/// One provision of either text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What became of it.
    pub kind: ChangeKind,
    /// The number it carried, when it had one.
    pub old_number: Option<String>,
    /// The number it carries, when it has one.
    pub new_number: Option<String>,
    /// Its place in the old text, counted from 0; none for an inserted one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_index: Option<usize>,
    /// Its place in the new text, counted from 0; none for a removed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_index: Option<usize>,
    /// Its words. The equal and deleted ones are its old text, the equal and inserted ones its new text, byte for byte.
    pub segments: Vec<Segment>,
}

impl Change {
    /// Its old text, byte for byte.
    pub fn old_text(&self) -> String {
        self.side(Op::Insert)
    }

    /// Its new text, byte for byte.
    pub fn new_text(&self) -> String {
        self.side(Op::Delete)
    }

    fn side(&self, without: Op) -> String {
        self.segments.iter().filter(|s| s.op != without).map(|s| s.text.as_str()).collect()
    }
}

/// The words that differ between two texts of one provision, a paragraph or a cell. The equal and deleted segments are the
/// old text, the equal and inserted ones the new, byte for byte.
pub fn segments(old: &str, new: &str) -> Vec<Segment> {
    words::Marker::new().segments(old, new)
}

/// How many words are marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordCounts {
    /// Words in deleted runs.
    pub removed: usize,
    /// Words in inserted runs.
    pub added: usize,
    /// Words that are the same in provisions that moved.
    pub moved: usize,
}

impl AddAssign for WordCounts {
    fn add_assign(&mut self, other: Self) {
        self.removed += other.removed;
        self.added += other.added;
        self.moved += other.moved;
    }
}

/// How many provisions are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisionCounts {
    /// Words changed in place.
    pub changed: usize,
    /// New.
    pub inserted: usize,
    /// Gone.
    pub removed: usize,
    /// In another place.
    pub moved: usize,
    /// Under another number in the same place.
    pub renumbered: usize,
}

/// What differs between two texts or two editions. Serialises to the JSON that `enact redline --format json` prints.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redline {
    /// The name of the old text.
    pub old: String,
    /// The name of the new text.
    pub new: String,
    /// Words marked.
    pub words: WordCounts,
    /// Provisions by kind.
    pub provisions: ProvisionCounts,
    /// The provisions, in the order of the new text; a removed one follows the one that it followed in the old text.
    pub changes: Vec<Change>,
    /// How many provisions the new text has, with those that are not listed.
    #[serde(skip)]
    pub new_length: usize,
}

impl Redline {
    /// A redline of these changes, counted. `new_length` is the number of provisions of the new text.
    fn of(changes: Vec<Change>, new_length: usize) -> Redline {
        let mut redline = Redline { changes, new_length, ..Redline::default() };
        for change in &redline.changes {
            redline.words += count_words(change);
            match change.kind {
                ChangeKind::Changed => redline.provisions.changed += 1,
                ChangeKind::Inserted => redline.provisions.inserted += 1,
                ChangeKind::Removed => redline.provisions.removed += 1,
                ChangeKind::Moved => redline.provisions.moved += 1,
                ChangeKind::Renumbered => redline.provisions.renumbered += 1,
                ChangeKind::Unchanged => {}
            }
        }
        redline
    }

    /// Names the two texts, as a reader knows them.
    #[must_use]
    pub fn named(mut self, old: &str, new: &str) -> Redline {
        self.old = old.to_owned();
        self.new = new.to_owned();
        self
    }

    /// What differs, in one line: `1 word removed, 3 added; provisions: 1 changed, 2 renumbered`.
    pub fn summary(&self) -> String {
        let words = self.words;
        let mut out = format!(
            "{} {} removed, {} added",
            words.removed,
            if words.removed == 1 { "word" } else { "words" },
            words.added
        );
        if words.moved > 0 {
            out.push_str(&format!(", {} moved", words.moved));
        }
        let provisions = self.provisions;
        let kinds = [
            (provisions.changed, "changed"),
            (provisions.inserted, "inserted"),
            (provisions.removed, "removed"),
            (provisions.moved, "moved"),
            (provisions.renumbered, "renumbered"),
        ];
        let kinds: Vec<String> =
            kinds.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| format!("{count} {kind}")).collect();
        match kinds.as_slice() {
            [] => out.push_str("; no provision differs"),
            kinds => out.push_str(&format!("; provisions: {}", kinds.join(", "))),
        }
        out
    }

    /// True when nothing differs.
    pub fn is_empty(&self) -> bool {
        self.changes.iter().all(|c| c.kind == ChangeKind::Unchanged)
    }

    /// Without the provisions that did not change. After this `accepted` and `rejected` give only what is left.
    #[must_use]
    pub fn without_unchanged(mut self) -> Redline {
        self.changes.retain(|c| c.kind != ChangeKind::Unchanged);
        self
    }

    /// The new text: every mark accepted, in the order of the new text.
    pub fn accepted(&self) -> String {
        let mut sided: Vec<_> = self.changes.iter().filter_map(|c| Some((c.new_index?, c))).collect();
        sided.sort_by_key(|(index, _)| *index);
        sided.into_iter().map(|(_, c)| c.new_text()).collect()
    }

    /// The old text: every mark rejected, in the order of the old text.
    pub fn rejected(&self) -> String {
        let mut sided: Vec<_> = self.changes.iter().filter_map(|c| Some((c.old_index?, c))).collect();
        sided.sort_by_key(|(index, _)| *index);
        sided.into_iter().map(|(_, c)| c.old_text()).collect()
    }
}

fn count_words(change: &Change) -> WordCounts {
    let mut counts = WordCounts::default();
    if change.kind == ChangeKind::Unchanged {
        return counts;
    }
    for segment in &change.segments {
        let words = || words::count(&segment.text);
        match segment.op {
            Op::Equal if change.kind == ChangeKind::Moved => counts.moved += words(),
            Op::Equal => {}
            Op::Insert => counts.added += words(),
            Op::Delete => counts.removed += words(),
        }
    }
    counts
}

#[cfg(test)]
mod tests;
