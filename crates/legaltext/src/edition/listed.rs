//! The terms that an edition lists, and where words use them.
//!
//! The graph knows more: terms that clauses define in their own words, and which definition counts where. It reads every
//! word of the Code for that. What a draft does to an edition asks for its lists alone, so those are kept here, and what is
//! a use of a term both ask of the one [`Vocabulary`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::document_id::DocumentId;
use crate::references::scan;
use crate::vocabulary::{Hit, Vocabulary};

use super::Edition;

/// The listed terms of an edition, each with the documents that list it.
#[derive(Debug)]
pub(crate) struct Listed {
    documents: BTreeMap<Arc<str>, Vec<DocumentId>>,
    vocabulary: Vocabulary,
}

impl Listed {
    pub(super) fn of(edition: &Edition) -> Listed {
        let lists = edition.documents().iter().flat_map(|document| {
            document.definitions().into_iter().map(|(_, definition)| (definition.term(), document.id()))
        });
        let mut documents: BTreeMap<Arc<str>, Vec<DocumentId>> = BTreeMap::new();
        for (term, document) in lists {
            documents.entry(term.into()).or_default().push(document.clone());
        }
        let vocabulary = Vocabulary::of(documents.keys(), None);
        Listed { documents, vocabulary }
    }

    /// True when a document lists the term itself.
    pub(crate) fn is_listed_in(&self, term: &str, document: &DocumentId) -> bool {
        self.documents.get(term).is_some_and(|places| places.contains(document))
    }

    /// Adds to `found` every term that the text uses. Where a longer one of the `others` stands, the shorter is not meant.
    pub(crate) fn used_in<'t>(&'t self, others: &Vocabulary, text: &str, found: &mut BTreeSet<&'t str>) {
        let (mut uses, mut longer) = (Vec::new(), Vec::new());
        self.vocabulary.uses(text, || scan(text), &mut uses);
        if !uses.is_empty() {
            others.find(text, &mut longer);
        }
        uses.retain(|hit| {
            let length = |hit: &Hit| hit.end - hit.start;
            !longer.iter().any(|o| o.start <= hit.start && hit.end <= o.end && length(o) > length(hit))
        });
        found.extend(uses.iter().filter_map(|hit| self.vocabulary.term(hit.term)).map(|term| &**term));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup;

    const TERMS: &str = "# Section A: Terms\n\n\"Party\" means x.\n\n\"Network Party\" means x.\n\n\"Service\" means x.\n\n\"Business\" means x.\n";

    fn used(added: &[&str], text: &str) -> Vec<String> {
        let listed = Listed::of(&Edition::new("test", [markup::parse(TERMS, "t").unwrap()]));
        let added: Vec<Arc<str>> = added.iter().map(|term| Arc::from(*term)).collect();
        let mut found = BTreeSet::new();
        listed.used_in(&Vocabulary::of(added.iter(), None), text, &mut found);
        found.into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn the_longest_whole_term_is_used() {
        assert_eq!(used(&[], "each Network Party must"), ["Network Party"]);
        assert_eq!(used(&[], "each Network Party and each other Party"), ["Network Party", "Party"]);
        assert_eq!(used(&[], "Parties and Services"), ["Party", "Service"]);
        assert_eq!(used(&[], "Party's Businesses"), ["Business", "Party"]);
        assert!(used(&[], "a third-party counterparty, Partying, Serviced, a party").is_empty());
    }

    /// What a draft adds may hold a term of the base in it, and the base's term is not meant there.
    #[test]
    fn a_longer_term_that_is_added_hides_the_shorter() {
        assert!(used(&["Party Service"], "a Party Service").is_empty());
        assert_eq!(used(&["Party Service"], "a Party Service for a Party"), ["Party"]);
        assert_eq!(used(&["Service"], "a Service"), ["Service"], "a term of the same words hides nothing");
    }

    /// The graph and what a draft does say the same of one text.
    #[test]
    fn what_words_define_and_what_heads_a_reference_are_no_uses() {
        assert!(used(&[], "a person (the \"Service\")").is_empty());
        assert!(used(&[], "as Section D2.6 (Service) says").is_empty());
    }
}
