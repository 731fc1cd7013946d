//! The words that a document itself uses, as evidence for what a damaged line can have said.

use std::collections::BTreeMap;
use std::ops::Bound;

/// How often each word stands in a document, lower case, letters only.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    counts: BTreeMap<String, usize>,
}

impl Vocabulary {
    /// Counts the words of some lines.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut counts = BTreeMap::new();
        for word in lines.flat_map(words) {
            *counts.entry(word).or_insert(0) += 1;
        }
        Self { counts }
    }

    /// How often the words of `line` itself must be left out of the count to ask whether they stand elsewhere.
    fn elsewhere(&self, word: &str, line: &str) -> usize {
        let here = words(line).filter(|other| other == word).count();
        self.counts.get(word).copied().unwrap_or(0).saturating_sub(here)
    }

    /// At least one word of `line` is used elsewhere in the document. Words of two letters must be used often, single
    /// letters prove nothing.
    pub(super) fn knows_some(&self, line: &str) -> bool {
        words(line).any(|word| match word.chars().count() {
            0 | 1 => false,
            2 => self.elsewhere(&word, line) >= 3,
            _ => self.elsewhere(&word, line) >= 1,
        })
    }

    /// The word is used somewhere.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.counts.contains_key(&word.to_lowercase())
    }

    /// The word is used on some other line than `line`.
    pub(super) fn knows_elsewhere(&self, word: &str, line: &str) -> bool {
        self.elsewhere(&word.to_lowercase(), line) > 0
    }

    /// The longest start of `token`, of three letters or more, that begins a word used elsewhere in the document:
    /// what can be read of a word whose end is printed over.
    pub(super) fn readable_start(&self, token: &str, line: &str) -> Option<String> {
        let letters: Vec<char> = token.chars().take_while(|c| c.is_alphabetic()).collect();
        (3..=letters.len()).rev().find_map(|length| {
            let start: String = letters.iter().take(length).collect();
            let lower = start.to_lowercase();
            let known = {
                let words = self.counts.range::<str, _>((Bound::Included(lower.as_str()), Bound::Unbounded));
                let mut begun = words.map(|(word, _)| word).take_while(|word| word.starts_with(&lower));
                begun.any(|word| self.elsewhere(word, line) > 0)
            };
            known.then_some(start)
        })
    }
}

/// The words of a line: runs of letters, lower case.
fn words(line: &str) -> impl Iterator<Item = String> {
    line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// How many letters must be put in, taken out or changed to make one word of the other.
pub(super) fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let replaced = row.get(j).copied().unwrap_or(usize::MAX - 1) + usize::from(a != *b);
            let removed = row.get(j + 1).copied().unwrap_or(usize::MAX - 1) + 1;
            let added = next.last().copied().unwrap_or(usize::MAX - 1) + 1;
            next.push(replaced.min(removed).min(added));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

/// Adds a printed line to a running text: one space between them, none after a hyphen that ends a line.
pub(super) fn join(text: &mut String, piece: &str, vocabulary: &Vocabulary) {
    let piece = piece.split_whitespace().collect::<Vec<_>>().join(" ");
    if piece.is_empty() {
        return;
    }
    let Some(before) = text.strip_suffix('-').filter(|start| start.chars().last().is_some_and(char::is_alphabetic))
    else {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&piece);
        return;
    };
    let start: String =
        before.chars().rev().take_while(|c| c.is_alphabetic()).collect::<Vec<_>>().into_iter().rev().collect();
    let end: String = piece.chars().take_while(|c| c.is_alphabetic()).collect();
    let broken = piece.starts_with(char::is_lowercase) && vocabulary.knows(&format!("{start}{end}"));
    if broken {
        text.pop();
    }
    text.push_str(&piece);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_at_a_line_end_stays_unless_the_document_uses_the_whole_word() {
        let known = Vocabulary::of(["the information that it gives"].into_iter());
        let mut text = "the End-to-".to_owned();
        join(&mut text, "End  System and infor-", &known);
        join(&mut text, "mation", &known);
        assert_eq!(text, "the End-to-End System and information");
    }

    #[test]
    fn the_readable_start_of_a_word_is_what_begins_a_word_used_elsewhere() {
        let known = Vocabulary::of(["to change the plan", "to changexqP0012"].into_iter());
        assert_eq!(known.readable_start("changexqP0012", "to changexqP0012").as_deref(), Some("change"));
        assert_eq!(known.readable_start("t@tagir", "t@tagir"), None);
    }

    #[test]
    fn distance_counts_letters() {
        assert_eq!((distance("Draft", "brat"), distance("Draft", "Draft"), distance("", "ab")), (2, 0, 2));
    }
}
