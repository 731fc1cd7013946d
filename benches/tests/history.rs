//! The words of a Code over many modifications: every edition that amendments make is the edition that must come of them.
//!
//! The editions come from a model that knows nothing of amendments: it changes its own clauses and prints them. So the two
//! agree only when both are right.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first fault")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use benches::history::drafts::{Drafts, Planted, drafts};
use benches::history::model::Model;
use benches::history::{History, Stored};
use legaltext::{Amendment, Clash, Document, Draft, Edition, Effects, ProvisionId, apply, clashes_of_all, markup};

/// The texts of an edition that were read before: most documents are the same from one edition to the next.
type Read = BTreeMap<*const u8, Arc<Document>>;

/// What the two editions do not agree on: the first line of the first document that differs.
fn difference(made: &Edition, stored: &Stored, read: &mut Read) -> Option<String> {
    if made.documents().len() != stored.texts.len() {
        return Some(format!("{} documents were made and {} must be", made.documents().len(), stored.texts.len()));
    }
    for (document, text) in made.documents().iter().zip(&stored.texts) {
        let expected = read.entry(text.as_ptr()).or_insert_with(|| {
            Arc::new(markup::parse(text, "history").unwrap_or_else(|e| panic!("{}: {:?}", stored.date, e.first())))
        });
        if document.hash() != expected.hash() {
            let (made, expected) = (markup::print(document), markup::print(expected));
            let mut lines = made.lines().zip(expected.lines());
            let (line, must) = lines.find(|(a, b)| a != b).unwrap_or(("", ""));
            return Some(format!("{}: made\n  {line}\nwhere\n  {must}\nmust be", document.id().printed()));
        }
    }
    None
}

/// Makes every edition from the amendments and compares it with the stored one, words and identities.
fn rebuilt(history: &History) -> (Edition, BTreeSet<&'static str>) {
    let (first, rest) = history.editions.split_first().unwrap();
    let mut edition = first.edition().unwrap();
    let mut read = Read::new();
    assert_eq!(difference(&edition, first, &mut read), None);
    let mut ids: BTreeMap<u32, ProvisionId> = BTreeMap::new();
    let mut commencements = history.commencements.iter().peekable();
    let mut seen = BTreeSet::new();
    for stored in rest {
        while let Some(part) = commencements.next_if(|part| part.date <= stored.date) {
            let origin = format!("{} part {}", part.modification, part.part);
            edition = apply(&edition, &part.amendments, &origin)
                .unwrap_or_else(|conflicts| panic!("{origin} {:?}", conflicts.first()))
                .edition;
            seen.extend(part.amendments.iter().map(kind));
        }
        if let Some(difference) = difference(&edition, stored, &mut read) {
            panic!("the edition of {}: {difference}", stored.date);
        }
        // A clause keeps its identity whatever becomes of its number, its place and its words.
        for (who, cited) in &stored.clauses {
            let Some(provision) = edition.find(cited) else { panic!("{} has no {cited}", stored.date) };
            let id = ids.entry(*who).or_insert_with(|| provision.id().clone());
            assert_eq!(provision.id(), id, "{cited} in the edition of {}", stored.date);
        }
    }
    assert!(commencements.next().is_none());
    (edition, seen)
}

/// Finds where any two drafts meet, and holds it against what was planted: none missed and none invented.
fn meetings_are_those_planted(model: &mut Model, edition: &Edition) {
    let Drafts { drafts, planted } = drafts(model, 40);
    let of = |(name, amendments): &(String, Vec<Amendment>)| {
        let effects = Effects::of(&Draft { name, base: edition, amendments });
        assert!(effects.conflicts().is_empty(), "{name}: {:?}", effects.conflicts().first());
        effects
    };
    let effects: Vec<Effects> = drafts.iter().map(of).collect();
    let clashes = clashes_of_all(&effects);
    let planted_of = |clash: &Clash| {
        let Clash { kind, merges, left, right, .. } = clash;
        Planted { kind: *kind, left: left.draft, right: right.draft, merges: *merges }
    };
    let mut found: BTreeMap<Planted, usize> = BTreeMap::new();
    for clash in &clashes {
        *found.entry(planted_of(clash)).or_default() += 1;
    }
    let without = |these: &BTreeMap<Planted, usize>, those: &BTreeMap<Planted, usize>| -> Vec<Planted> {
        these.iter().filter(|(one, places)| those.get(one) != Some(places)).map(|(one, _)| *one).collect()
    };
    let (missed, invented) = (without(&planted, &found), without(&found, &planted));
    let said: Vec<&str> = clashes
        .iter()
        .filter(|clash| invented.contains(&planted_of(clash)))
        .map(|clash| clash.message.as_str())
        .collect();
    assert!(missed.is_empty() && invented.is_empty(), "missed {missed:?}\ninvented {invented:?} {said:?}");
    assert_eq!(found.keys().map(|one| one.kind).collect::<BTreeSet<_>>().len(), 10, "every kind was planted");
}

fn kind(amendment: &Amendment) -> &'static str {
    match amendment {
        Amendment::Substitute { at, .. } if at.is_document() => "retitle",
        Amendment::Substitute { text, .. } if text.is_empty() => "heading",
        Amendment::Substitute { .. } => "substitute",
        Amendment::Insert { in_order: true, .. } => "insert in order",
        Amendment::Insert { .. } => "insert",
        Amendment::Omit { at, .. } if at.is_document() => "omit a document",
        Amendment::Omit { .. } => "omit",
        Amendment::Renumber { .. } => "renumber",
        Amendment::Move { .. } => "move",
        Amendment::NewDocument { .. } => "new document",
        Amendment::Define { .. } | Amendment::Undefine { .. } => "define or undefine",
        Amendment::Redefine { .. } => "redefine",
    }
}

#[test]
fn twenty_modifications_make_the_editions_that_must_come_of_them_and_drafts_over_the_last_meet_where_planted() {
    let mut seen = BTreeSet::new();
    for seed in [7, 8] {
        let mut history = History::new(20_000, 20, seed);
        let (last, kinds) = rebuilt(&history);
        seen.extend(kinds);
        meetings_are_those_planted(&mut history.model, &last);
    }
    assert_eq!(seen.len(), 12, "not every operation occurred: {seen:?}");
}

/// The history of a Code of the SEC's size: `./check --long` runs it.
#[test]
#[ignore = "takes minutes where the program is not optimised"]
fn two_hundred_modifications_of_a_whole_code_make_the_editions_that_must_come_of_them() {
    let mut history = History::new(1_200_000, 200, 7);
    let (last, seen) = rebuilt(&history);
    assert_eq!(seen.len(), 12, "not every operation occurred: {seen:?}");
    meetings_are_those_planted(&mut history.model, &last);
}
