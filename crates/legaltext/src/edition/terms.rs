//! Which defined terms a text uses: whole words, the longest term that fits.

use std::collections::{BTreeMap, BTreeSet};

use crate::document_id::DocumentId;

use super::Edition;

/// The listed terms of an edition, by how their first word begins, the longest first.
#[derive(Debug, Default)]
pub(crate) struct TermIndex {
    by_beginning: BTreeMap<String, Vec<String>>,
    documents: BTreeMap<String, Vec<DocumentId>>,
}

impl TermIndex {
    pub(super) fn of(edition: &Edition) -> TermIndex {
        let listed = edition.documents().iter().flat_map(|document| {
            document.definitions().into_iter().map(|(_, definition)| (definition.term(), document.id()))
        });
        Self::of_listed(listed)
    }

    /// The index of terms, each with the document that lists it.
    pub(crate) fn of_listed<'a>(listed: impl Iterator<Item = (&'a str, &'a DocumentId)>) -> TermIndex {
        let mut index = TermIndex::default();
        listed.for_each(|(term, document)| index.add(term, document));
        for terms in index.by_beginning.values_mut() {
            terms.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
        index
    }

    fn add(&mut self, term: &str, document: &DocumentId) {
        let first = term.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        if first.is_empty() {
            return;
        }
        let places = self.documents.entry(term.to_owned()).or_default();
        if places.is_empty() {
            self.by_beginning.entry(beginning(first).to_owned()).or_default().push(term.to_owned());
        }
        places.push(document.clone());
    }

    /// True when a document lists the term itself.
    pub(crate) fn is_listed_in(&self, term: &str, document: &DocumentId) -> bool {
        self.documents.get(term).is_some_and(|places| places.contains(document))
    }

    /// Adds to `found` every term that the text uses. Where a longer one of the `others` stands, the shorter is not meant.
    pub(crate) fn used_in<'t>(&'t self, others: &TermIndex, text: &str, found: &mut BTreeSet<&'t str>) {
        let mut rest = text;
        let mut inside = false;
        while let Some(c) = rest.chars().next() {
            let begins = c.is_alphanumeric() && !inside;
            let own = if begins { self.longest(rest) } else { None };
            let other = if begins { others.longest(rest) } else { None };
            let length = own.map(|(_, length)| length).max(other.map(|(_, length)| length));
            if let Some((term, _)) = own.filter(|(_, own)| Some(*own) == length) {
                found.insert(term);
            }
            let taken = length;
            let step = length.unwrap_or_else(|| c.len_utf8());
            inside = c.is_alphanumeric() && taken.is_none();
            rest = rest.get(step..).unwrap_or("");
        }
    }

    /// The longest term that stands at the head of a text, and how many bytes it takes there.
    fn longest(&self, text: &str) -> Option<(&str, usize)> {
        let word = text.split(|c: char| !c.is_alphanumeric()).next()?;
        let terms = self.by_beginning.get(beginning(word))?;
        terms.iter().find_map(|term| Some((term.as_str(), at_head(text, term)?)))
    }
}

/// The bytes that a term takes at the head of a text, in the singular or in a plain plural; it must end where a word does.
fn at_head(text: &str, term: &str) -> Option<usize> {
    let ends = |length: usize| {
        let after = text.get(length..)?;
        (!after.starts_with(char::is_alphanumeric)).then_some(length)
    };
    if let Some(after) = text.strip_prefix(term) {
        let plural = ["s", "es"].iter().find_map(|end| ends(term.len() + after.starts_with(end).then_some(end.len())?));
        return ends(term.len()).or(plural);
    }
    let stem = term.strip_suffix('y')?;
    text.strip_prefix(stem)?.strip_prefix("ies")?;
    ends(stem.len() + "ies".len())
}

/// What the singular and the plural of a word begin with, as a key.
fn beginning(word: &str) -> &str {
    let end = word.char_indices().nth(3).map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup;

    fn used(text: &str) -> Vec<String> {
        let terms = "# Section A: Terms\n\n\"Party\" means x.\n\n\"Network Party\" means x.\n\n\"Service\" means x.\n\n\"Business\" means x.\n";
        let index = TermIndex::of(&Edition::new("test", [markup::parse(terms, "t").unwrap()]));
        let mut found = BTreeSet::new();
        index.used_in(&TermIndex::default(), text, &mut found);
        found.into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn the_longest_whole_term_is_used() {
        assert_eq!(used("each Network Party must"), ["Network Party"]);
        assert_eq!(used("each Network Party and each other Party"), ["Network Party", "Party"]);
        assert_eq!(used("Parties and Services"), ["Party", "Service"]);
        assert_eq!(used("Party's Businesses"), ["Business", "Party"]);
        assert!(used("a third-party counterparty, Partying, Serviced, a party").is_empty());
    }
}
