//! Uses of terms that nothing defines any more.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::edition::Edition;
use crate::vocabulary::Vocabulary;

use super::place::Place;
use super::standing::walk;
use super::terms::Terms;

/// Where terms are used that were taken away, in the order of the Code; a place where something still defines the term, or
/// where it is part of a longer one, is none.
pub(crate) fn uses_of_undefined(edition: &Edition, gone: &[&str]) -> BTreeMap<String, Vec<Place>> {
    let names: Vec<Arc<str>> = gone.iter().map(|term| Arc::from(*term)).collect();
    let vocabulary = Vocabulary::of(names.iter(), None);
    let mut uses: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    // What the other terms mean is asked only once a word of these is met.
    let mut terms: Option<Terms> = None;
    let mut hits = Vec::new();
    for document in edition.documents() {
        walk(document, &mut |standing, step| {
            let (lead_in, tail) = step.texts();
            for words in [lead_in, tail] {
                hits.clear();
                vocabulary.find(words, &mut hits);
                if hits.is_empty() {
                    continue;
                }
                let place = standing.place();
                let terms = terms.get_or_insert_with(|| Terms::of(edition));
                let defined = terms.uses(words, document.id(), Some(&place.at));
                for hit in &hits {
                    let (start, end) = (hit.start as usize, hit.end as usize);
                    let longer = defined.iter().any(|one| one.range.start <= start && end <= one.range.end);
                    let Some(term) = vocabulary.term(hit.term).filter(|_| !longer) else { continue };
                    if terms.definition(term, document.id(), Some(&place.at)).is_some() {
                        continue;
                    }
                    let places = uses.entry(term.to_string()).or_default();
                    if !places.contains(&place) {
                        places.push(place.clone());
                    }
                }
            }
            true
        });
    }
    uses
}
