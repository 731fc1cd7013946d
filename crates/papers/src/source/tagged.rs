//! A PDF that says what its words are: paragraphs, lists and tables from its structure tree, as lines.
//!
//! A page shows a table as words at places, and what a cell is must be guessed from the gaps. A tagged PDF, as Word, LibreOffice
//! and our own writer make them, says it. The tree is believed only where it holds the words that the pages print.

mod content;
mod font;
mod tree;

use std::collections::BTreeMap;

use hayro_syntax::Pdf;

use super::{Extract, Notice, Place};

/// Of a hundred words of the tree, how many the pages must print at least, and the other way round.
const SHARED: usize = 95;

/// Of a hundred words that the pages print, how many must stand in the tree itself: running heads are few.
const MOST_OF: usize = 60;

impl Extract {
    /// The words of a tagged PDF in the order of its structure, where that can be believed: a line for each paragraph, entry of a
    /// list and row of a table. `printed` are the words as the pages show them, from another reader of the same file.
    pub fn of_tagged(bytes: &[u8], printed: &Self) -> Option<Self> {
        // The catalogue may stand among compressed objects.
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
        if !holds(b"/StructTreeRoot") && !holds(b"/ObjStm") {
            return None;
        }
        let pdf = Pdf::new(bytes.to_vec()).ok()?;
        let marked = content::Marked::of(&pdf);
        let mut extract = tree::read(&pdf, &marked)?;
        if !agrees(&extract, &marked, printed) {
            return None;
        }
        extract.notices = printed.notices.iter().map(|notice| extract.moved(notice, printed)).collect();
        Some(extract)
    }

    /// A notice about a page, at the first line of the page or of one behind it.
    fn moved(&self, notice: &Notice, printed: &Self) -> Notice {
        let page = |place: Place| if let Place::Page { page } = place { page } else { 0 };
        let wanted = printed.lines.get(notice.line.saturating_sub(1)).map_or(0, |line| page(line.place));
        let at = self.lines.iter().position(|line| page(line.place) >= wanted).unwrap_or(self.lines.len());
        Notice { line: (at + 1).min(self.lines.len().max(1)), ..notice.clone() }
    }
}

/// The words of the tree are those of the pages, but for what is marked as the head and foot of each.
fn agrees(tree: &Extract, marked: &content::Marked, printed: &Extract) -> bool {
    let mut told = counted(tree.lines.iter().map(|line| line.text.as_str()));
    let all = counted(printed.lines.iter().map(|line| line.text.as_str()));
    if !covers(&all, &told, SHARED) || !covers(&told, &all, MOST_OF) {
        return false;
    }
    for (word, count) in counted(marked.beside.values().map(|piece| piece.text.as_str())) {
        *told.entry(word).or_insert(0) += count;
    }
    covers(&told, &all, SHARED)
}

/// How often each word stands there. Words are runs of letters and figures, so that where a line ends does not count.
fn counted<'t>(lines: impl Iterator<Item = &'t str>) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for line in lines {
        // The marks of words put in and taken out are ours.
        let line = line.replace("<u>", " ").replace("</u>", " ").replace("<del>", " ").replace("</del>", " ");
        for word in line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            *words.entry(word.to_lowercase()).or_insert(0) += 1;
        }
    }
    words
}

/// Of a hundred words, at least so many are held.
fn covers(holder: &BTreeMap<String, usize>, held: &BTreeMap<String, usize>, wanted: usize) -> bool {
    let all: usize = held.values().sum();
    let found: usize = held.iter().map(|(word, count)| holder.get(word).map_or(0, |has| *has.min(count))).sum();
    all > 0 && found * 100 >= all * wanted
}

#[cfg(test)]
mod tests;
