//! Words in capitals that look like a defined term and are none.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::citation::Citation;
use crate::graph::standing::walk;
use crate::graph::{Graph, Place};
use crate::references::{Of, Reference, Scan};
use crate::vocabulary::{Hit, begins_sentence, defining_ranges, may_define, words_of};

use super::{Defect, DefectKind, Level};

/// A phrase must be met so often before it is said.
const OFTEN: usize = 2;

/// So many defined terms must end with one word before it makes a pattern: `… Statement`, `… Agreement`.
const PATTERN: usize = 3;

/// Notes every phrase of capitals that is not defined and goes on from a defined term (`Final Change Report` from `Change
/// Report`), or ends with the word with which several defined terms end. No list of words is behind it, so it is never
/// more than a note.
pub(super) fn check(graph: &Graph, found: &mut Vec<Defect>) {
    let patterns = patterns(graph);
    let known = headings(graph);
    let mut met: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for document in graph.edition().documents() {
        walk(document, &mut |standing, step| {
            let ((lead_in, tail), cited) = (step.texts(), step.cited());
            let (before, after) = (|| cited.lead_in(lead_in), || cited.tail(tail));
            let parts: [(&str, &dyn Fn() -> Scan); 2] = [(lead_in, &before), (tail, &after)];
            for (words, scan) in parts {
                for phrase in phrases(graph, words, scan, &patterns) {
                    met.entry(phrase).or_default().push(standing.place());
                }
            }
            true
        });
    }
    for (phrase, mut places) in met {
        let heading = known.contains_key(&phrase.to_lowercase());
        if places.len() < OFTEN || heading || graph.terms().defines(&phrase) {
            continue;
        }
        let at = places.remove(0);
        let message = format!(
            "\"{phrase}\" is written like a defined term in {at} and {} more and is not defined; define it, or write it in small letters",
            if places.len() == 1 { "one place".to_owned() } else { format!("{} places", places.len()) }
        );
        let (kind, level) = (DefectKind::UndefinedPhrase, Level::Note);
        found.push(Defect { kind, level, at, term: Some(phrase), message, related: places });
    }
}

/// The last words of defined terms of several words, with how many end so.
fn patterns(graph: &Graph) -> BTreeMap<String, usize> {
    let mut patterns = BTreeMap::new();
    for term in graph.terms().names() {
        if let Some((_, last)) = term.rsplit_once(' ') {
            *patterns.entry(last.to_owned()).or_default() += 1;
        }
    }
    patterns
}

/// Titles, headings and captions in small letters: a text may call a document by its title.
fn headings(graph: &Graph) -> BTreeMap<String, Citation> {
    let mut known = BTreeMap::new();
    for document in graph.edition().documents() {
        known.insert(document.title().to_lowercase(), Citation::of_document(document.id()));
        document.each(&mut |at, provision| {
            for heading in provision.heading().into_iter().chain(provision.caption()) {
                known.insert(heading.to_lowercase(), at.clone());
            }
        });
    }
    known
}

fn phrases(graph: &Graph, words: &str, scan: &dyn Fn() -> Scan, patterns: &BTreeMap<String, usize>) -> Vec<String> {
    let runs = runs(words);
    if runs.is_empty() {
        return Vec::new();
    }
    let mut hits: Vec<Hit> = Vec::new();
    graph.terms().vocabulary.find(words, &mut hits);
    let references = scan().references;
    let mut skip: Vec<Range<usize>> = references.iter().map(|r| r.range.clone()).collect();
    if may_define(words) {
        skip.extend(defining_ranges(words).into_iter().map(|(_, range)| range));
    }
    let named = |r: &'_ Reference| match &r.of {
        Some(Of::Named(name)) => Some(name.clone()),
        Some(Of::That | Of::Inside(_) | Of::Definition(_)) | None => None,
    };
    let outside: Vec<String> = references.iter().filter_map(named).collect();
    let mut found = Vec::new();
    for run in runs {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let all = first.start..last.end;
        let Some(phrase) = words.get(all.clone()) else { continue };
        let covered =
            |word: &Range<usize>| hits.iter().any(|h| h.start as usize <= word.start && word.end <= h.end as usize);
        let skipped = skip.iter().any(|s| s.start < all.end && all.start < s.end);
        if skipped || run.iter().all(covered) || outside.iter().any(|name| name.contains(phrase)) {
            continue;
        }
        // What goes on from a defined term has its own words before it.
        let goes_on = !covered(first) && covered(last);
        let ends = words.get(last.clone()).and_then(|w| patterns.get(w)).is_some_and(|often| *often >= PATTERN);
        if goes_on || (ends && !run.iter().any(covered)) {
            found.push(phrase.to_owned());
        }
    }
    found
}

/// Runs of at least two words that begin with a capital, with single spaces between them. A word at the head of a
/// sentence has its capital for that, and does not count.
fn runs(words: &str) -> Vec<Vec<Range<usize>>> {
    fn close(run: &mut Vec<Range<usize>>, found: &mut Vec<Vec<Range<usize>>>) {
        if run.len() > 1 {
            found.push(std::mem::take(run));
        }
        run.clear();
    }
    let (mut found, mut run) = (Vec::new(), Vec::new());
    for word in words_of(words) {
        // Nearly all words are plain at their first letter.
        if words.as_bytes().get(word.start).is_some_and(|first| first.is_ascii_lowercase() || first.is_ascii_digit()) {
            close(&mut run, &mut found);
            continue;
        }
        let text = words.get(word.clone()).unwrap_or("");
        let single = |before: &Range<usize>| words.get(before.end..word.start) == Some(" ");
        if !run.last().is_some_and(single) {
            close(&mut run, &mut found);
        }
        let capital = text.starts_with(char::is_uppercase) && text.contains(char::is_lowercase);
        if capital && !begins_sentence(words, word.start) {
            run.push(word);
        } else {
            close(&mut run, &mut found);
        }
    }
    close(&mut run, &mut found);
    found
}
