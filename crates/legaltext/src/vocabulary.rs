//! Finds defined terms in words: whole words, the longest first, in the plain plural and singular too.

mod uses;

use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use uses::{defining_ranges, may_define};

/// A term found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    /// First byte.
    pub(crate) start: u32,
    /// The byte after the last.
    pub(crate) end: u32,
    /// Which term: its place among the terms of the vocabulary.
    pub(crate) term: u32,
}

/// Every term that any document defines, ready to be found. Terms are added and never taken out, so that what was found
/// with an earlier vocabulary keeps its meaning; those no longer defined are not found.
#[derive(Debug, Clone)]
pub(crate) struct Vocabulary {
    terms: Vec<Arc<str>>,
    ids: BTreeMap<Arc<str>, u32>,
    /// Words by what stands before them: a node, how it is parted from it, and the word.
    next: Table,
    nodes: Vec<Node>,
    /// True for a byte that begins the first word of some term.
    begins: [bool; 256],
}

/// What stands after some words.
#[derive(Debug, Clone, Default)]
struct Node {
    word: Box<str>,
    /// The term that these words are, and how exactly.
    term: Option<(u32, Form)>,
    /// True when a longer term goes on from here.
    goes_on: bool,
}

/// How the words of a term are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// As defined.
    Exact,
    /// In the plural: `Parties`.
    Plural,
    /// In the singular of a term defined in the plural.
    Singular,
}

impl Vocabulary {
    /// A vocabulary of these terms. Those of an earlier one keep their places.
    pub(crate) fn of<'a>(terms: impl Iterator<Item = &'a Arc<str>>, earlier: Option<&Vocabulary>) -> Vocabulary {
        let (known, ids) = earlier.map_or_else(Default::default, |v| (v.terms.clone(), v.ids.clone()));
        let mut new = Vocabulary {
            terms: known,
            ids,
            next: Table::default(),
            nodes: vec![Node::default()],
            begins: [false; 256],
        };
        let mut living: Vec<u32> = terms.map(|term| new.id_for(term)).collect();
        living.sort_unstable();
        living.dedup();
        let all: Vec<(u32, Arc<str>)> = living.into_iter().filter_map(|id| Some((id, new.term(id)?.clone()))).collect();
        for form in [Form::Exact, Form::Plural, Form::Singular] {
            for (id, term) in &all {
                forms(term, form).iter().for_each(|words| new.add(words, *id, form));
            }
        }
        new
    }

    fn id_for(&mut self, term: &Arc<str>) -> u32 {
        if let Some(id) = self.ids.get(term) {
            return *id;
        }
        let id = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
        self.terms.push(term.clone());
        self.ids.insert(term.clone(), id);
        id
    }

    /// The place of a term; none for one that was never defined.
    pub(crate) fn id(&self, term: &str) -> Option<u32> {
        self.ids.get(term).copied()
    }

    /// The term at a place.
    pub(crate) fn term(&self, id: u32) -> Option<&Arc<str>> {
        self.terms.get(usize::try_from(id).ok()?)
    }

    fn add(&mut self, words: &str, term: u32, form: Form) {
        let mut node = 0;
        let mut from = 0;
        while let Some(word) = word_from(words, from) {
            if node == 0 {
                let byte = words.as_bytes().get(word.0).copied().unwrap_or_default();
                self.begins.get_mut(usize::from(byte)).into_iter().for_each(|begins| *begins = true);
            }
            let (Some(gap), Some(text)) = (words.get(from..word.0), words.get(word.0..word.1)) else { return };
            node = self.step_or_new(node, gap, text);
            from = word.1;
        }
        // A mark at the end, as in `Test (Phase 2)`, is no word; the words before it are enough.
        if let Some(node) = self.nodes.get_mut(node as usize).filter(|_| node != 0)
            && node.term.is_none_or(|(_, there)| form < there)
        {
            node.term = Some((term, form));
        }
    }

    fn step_or_new(&mut self, node: u32, gap: &str, word: &str) -> u32 {
        if let Some(next) = self.step(node, gap, word) {
            return next;
        }
        let next = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node { word: word.into(), ..Node::default() });
        self.nodes.get_mut(node as usize).into_iter().for_each(|node| node.goes_on = true);
        self.next.insert(key(node, gap, word), next);
        next
    }

    fn step(&self, node: u32, gap: &str, word: &str) -> Option<u32> {
        let next = self.next.get(key(node, gap, word))?;
        (*self.nodes.get(next as usize)?.word == *word).then_some(next)
    }

    /// The terms in a text, from left to right, none inside another.
    pub(crate) fn find(&self, text: &str, found: &mut Vec<Hit>) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if !begins_word(byte) || gap_mark(bytes, at) > 0 {
                at += gap_mark(bytes, at).max(1);
                continue;
            }
            let end = word_end(bytes, at);
            at = match self.begins.get(usize::from(byte)).filter(|b| **b).and_then(|_| self.longest(text, at, end)) {
                Some(hit) => {
                    found.push(hit);
                    hit.end as usize
                }
                None => end,
            };
        }
    }

    /// The longest term whose first word begins at a place.
    pub(crate) fn at(&self, text: &str, start: usize) -> Option<Hit> {
        self.longest(text, start, word_end(text.as_bytes(), start))
    }

    /// The longest term whose first word is at `start..end`.
    fn longest(&self, text: &str, start: usize, end: usize) -> Option<Hit> {
        let mut best = None;
        let (mut from, mut word) = (start, (start, end));
        let mut node = 0;
        loop {
            let (trimmed, _) = possessive(text, word.0, word.1);
            let gap = if node == 0 { "" } else { text.get(from..word.0)? };
            let whole = self.step(node, gap, text.get(word.0..word.1)?);
            let (next, stop) = match whole {
                Some(next) => (next, word.1),
                None if trimmed < word.1 => match self.step(node, gap, text.get(word.0..trimmed)?) {
                    Some(next) => (next, trimmed),
                    None => break,
                },
                None => break,
            };
            let Some(there) = self.nodes.get(next as usize) else { break };
            let first = node == 0;
            if let Some((term, form)) = there.term
                && !(form == Form::Singular && first && begins_sentence(text, start))
            {
                best = Some((stop, term));
            }
            if !there.goes_on || stop < word.1 {
                break;
            }
            node = next;
            from = word.1;
            match word_from(text, from).filter(|(start, _)| start - from <= LONGEST_GAP) {
                Some(next) => word = next,
                None => break,
            }
        }
        let (stop, term) = best?;
        Some(Hit { start: u32::try_from(start).ok()?, end: u32::try_from(stop).ok()?, term })
    }
}

/// Most bytes between two words of a term: ` (`.
const LONGEST_GAP: usize = 4;

/// True when nothing but marks stands between the place and the end of a sentence or the head of the text.
pub(crate) fn begins_sentence(text: &str, at: usize) -> bool {
    let before =
        text.get(..at).unwrap_or("").trim_end_matches(|c: char| !c.is_alphanumeric() && !".:;!?\n".contains(c));
    before.is_empty() || before.ends_with(['.', ':', ';', '!', '?', '\n'])
}

/// The forms of a term's words in which it is found.
fn forms(term: &str, form: Form) -> Vec<String> {
    let last = term.rfind([' ', '-', '\u{a0}']).map_or(0, |at| at + 1);
    let (Some(head), Some(word)) = (term.get(..last), term.get(last..)) else { return Vec::new() };
    match form {
        Form::Exact => vec![term.to_owned()],
        Form::Plural => {
            let mut found: Vec<String> = plural(word).map(|w| format!("{head}{w}")).into_iter().collect();
            // `Events of Default`: the noun before `of` takes the plural.
            if let Some((noun, rest)) = term.split_once(" of ") {
                let start = noun.rfind(' ').map_or(0, |at| at + 1);
                let parts = noun.get(..start).zip(noun.get(start..).and_then(plural));
                found.extend(parts.map(|(before, noun)| format!("{before}{noun} of {rest}")));
            }
            found
        }
        Form::Singular => singular(word).map(|w| format!("{head}{w}")).into_iter().collect(),
    }
}

fn plural(word: &str) -> Option<String> {
    let letters = word.len() > 1 && word.ends_with(|c: char| c.is_ascii_alphabetic());
    if !letters {
        return None;
    }
    if word.bytes().all(|b| b.is_ascii_uppercase()) {
        return Some(format!("{word}s"));
    }
    if let Some(stem) = word.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return Some(format!("{stem}ies"));
    }
    let hissing = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    Some(format!("{word}{}", if hissing { "es" } else { "s" }))
}

fn singular(word: &str) -> Option<String> {
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']))?;
    if let Some(stem) = stem.strip_suffix("ie") {
        return Some(format!("{stem}y"));
    }
    let hissing = ["xe", "ze", "che", "she", "sse"].iter().any(|end| stem.ends_with(end));
    Some(stem.get(..stem.len() - usize::from(hissing))?.to_owned())
}

/// A byte that a word may begin with: a letter, a digit, or any letter beyond ASCII.
fn begins_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// How many bytes a mark beyond ASCII has at a place (curly quotation marks, dashes, a fixed space); 0 for none.
fn gap_mark(bytes: &[u8], at: usize) -> usize {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(0xe2), Some(0x80)) => 3,
        (Some(0xc2), Some(0xa0)) => 2,
        (_, _) => 0,
    }
}

/// Where the word ends that begins at a place. A hyphen or apostrophe inside it belongs to it.
fn word_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        if begins_word(byte) {
            let gap = if byte >= 0x80 { gap_mark(bytes, at) } else { 0 };
            // A curly apostrophe inside a word.
            let inside = gap == 3
                && bytes.get(at + 2) == Some(&0x99)
                && bytes.get(at + 3).is_some_and(|b| b.is_ascii_alphabetic());
            if gap > 0 && !inside {
                break;
            }
            at += gap.max(1);
        } else if matches!(byte, b'-' | b'\'' | b'&') && bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphanumeric()) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// The first word at or after a place: where it begins and ends.
fn word_from(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let byte = *bytes.get(at)?;
        let gap = gap_mark(bytes, at);
        if gap == 0 && begins_word(byte) {
            return Some((at, word_end(bytes, at)));
        }
        at += gap.max(1);
    }
}

/// Every word of a text, without its `'s`.
pub(crate) fn words_of(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let (start, end) = word_from(text, from)?;
        from = end.max(from + 1);
        Some(start..possessive(text, start, end).0)
    })
}

/// Where a word ends without its `'s`, and where with it.
fn possessive(text: &str, start: usize, end: usize) -> (usize, usize) {
    if text.as_bytes().get(..end).and_then(<[u8]>::last) != Some(&b's') {
        return (end, end);
    }
    let word = text.get(start..end).unwrap_or("");
    let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")).unwrap_or(word);
    (start + bare.len(), end)
}

/// FNV-1a of 64 bits. Gaps of one space are left out, as nearly all are.
fn key(node: u32, gap: &str, word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let start = node.to_le_bytes().into_iter().fold(0xcbf2_9ce4_8422_2325, step);
    let gap = if gap == " " { "" } else { gap };
    let hash = gap.bytes().chain(Some(0)).fold(start, step);
    word.bytes().fold(hash, step)
}

/// A mark for each word of a text, with and without `'s`; a text without the mark of a term's first word has no such term.
pub(crate) fn word_marks(text: &str, marks: &mut Vec<u32>) {
    let mut from = 0;
    while let Some((start, end)) = word_from(text, from) {
        let (bare, _) = possessive(text, start, end);
        marks.push(word_mark(text.get(start..end).unwrap_or("")));
        if bare < end {
            marks.push(word_mark(text.get(start..bare).unwrap_or("")));
        }
        from = end.max(from + 1);
    }
}

/// The mark of the first word of a term, whatever its number: a plural and its singular have one mark.
pub(crate) fn first_word_mark(term: &str) -> u32 {
    word_mark(word_from(term, 0).and_then(|(start, end)| term.get(start..end)).unwrap_or(""))
}

/// Only the first letters count that a plural leaves as they are.
fn word_mark(word: &str) -> u32 {
    let stem = word.trim_end_matches("es").trim_end_matches('s').trim_end_matches(['y', 'i', 'e']);
    let hash = key(0, "", stem);
    u32::try_from(hash >> 32).unwrap_or_default()
}

/// Nodes by their keys: open addressing, at most half full.
#[derive(Debug, Clone, Default)]
struct Table {
    /// A key and its node; node 0 is never looked for, so it marks a free slot. As many as a power of two.
    slots: Vec<(u64, u32)>,
    filled: usize,
}

impl Table {
    fn slot(&self, key: u64, probe: u64) -> Option<usize> {
        let mask = (self.slots.len() as u64).checked_sub(1)?;
        usize::try_from((key ^ (key >> 32)).wrapping_add(probe) & mask).ok()
    }

    fn get(&self, key: u64) -> Option<u32> {
        for probe in 0.. {
            let (there, node) = *self.slots.get(self.slot(key, probe)?)?;
            if node == 0 {
                return None;
            }
            if there == key {
                return Some(node);
            }
        }
        None
    }

    fn insert(&mut self, key: u64, node: u32) {
        if self.filled * 2 >= self.slots.len() {
            let more = (self.slots.len() * 2).max(64);
            let slots = std::mem::replace(&mut self.slots, vec![(0, 0); more]);
            self.filled = 0;
            slots.into_iter().filter(|(_, node)| *node != 0).for_each(|(key, node)| self.insert(key, node));
        }
        for probe in 0.. {
            let Some(slot) = self.slot(key, probe).and_then(|at| self.slots.get_mut(at)) else { return };
            if slot.1 == 0 {
                *slot = (key, node);
                self.filled += 1;
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(terms: &[&str], text: &str) -> Vec<(String, String)> {
        let terms: Vec<Arc<str>> = terms.iter().map(|t| (*t).into()).collect();
        let vocabulary = Vocabulary::of(terms.iter(), None);
        let mut hits = Vec::new();
        vocabulary.find(text, &mut hits);
        let words = |h: &Hit| text.get(h.start as usize..h.end as usize).unwrap().to_owned();
        hits.iter().map(|h| (words(h), vocabulary.term(h.term).unwrap().to_string())).collect()
    }

    fn words(terms: &[&str], text: &str) -> Vec<String> {
        found(terms, text).into_iter().map(|(words, _)| words).collect()
    }

    #[test]
    fn the_longest_term_is_found_as_whole_words() {
        let terms = ["Party", "Supplier Party", "Change", "Change Report"];
        assert_eq!(words(&terms, "a Supplier Party sends the Change Report."), ["Supplier Party", "Change Report"]);
        assert_eq!(words(&terms, "Exchange, Partying, non-Party and Change Reporting"), ["Change"]);
        assert_eq!(
            words(&terms, "(Party) Party/Change \u{201c}Party\u{201d}\u{2014}Party"),
            ["Party", "Party", "Change", "Party", "Party"]
        );
        assert_eq!(words(&terms, "party, PARTY"), Vec::<String>::new());
    }

    #[test]
    fn plain_plurals_singulars_and_possessives_are_the_term() {
        let terms = ["Party", "User", "Event of Default", "Objectives", "DCC", "Index", "Cut-off Date"];
        let text = "all Parties, each User's and both Users\u{2019} Events of Default; an Objective of DCC\u{2019}s Indexes on Cut-off Dates";
        let all: Vec<String> = found(&terms, text).into_iter().map(|(_, term)| term).collect();
        assert_eq!(all, ["Party", "User", "User", "Event of Default", "Objectives", "DCC", "Index", "Cut-off Date"]);
        assert_eq!(words(&terms, "each User's"), ["User"]);
        // At the head of a sentence a capital says nothing.
        assert_eq!(words(&terms, "Objective tests apply. Objective ones"), Vec::<String>::new());
    }

    #[test]
    fn a_term_of_its_own_goes_before_the_plural_of_another() {
        let found = found(&["Report", "Reports"], "the Reports");
        assert_eq!(found, [("Reports".to_owned(), "Reports".to_owned())]);
    }

    #[test]
    fn marks_inside_a_term_count() {
        assert_eq!(
            words(&["R&D Plan", "Test (Phase 2)", "Group A"], "the R&D Plan and Test (Phase 2) of Group B"),
            ["R&D Plan", "Test (Phase 2"]
        );
    }

    #[test]
    fn no_text_makes_it_fail() {
        for text in ["", "\u{e9}", "\u{2019}", "A\u{2019}", "\u{c2}", "P\u{2019}s'", "\u{a0}Party\u{a0}"] {
            words(&["Party", "A"], text);
        }
    }
}
