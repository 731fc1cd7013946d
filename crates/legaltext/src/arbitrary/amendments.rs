//! Random amendments that apply, of every kind, over any edition.

use proptest::prelude::*;

use super::words;
use crate::{Amendment, Citation, DocumentId, Edition, Number, Provision, apply};

/// What one random amendment is made of before it is known what it is done to.
#[derive(Debug, Clone)]
pub(crate) struct Seed {
    /// Which operation, counted round.
    kind: usize,
    /// Which of the places that there are, counted round.
    pick: usize,
    /// Where it goes, counted round.
    other: usize,
    words: String,
}

/// Up to so many seeds of amendments.
pub(crate) fn seeds(most: usize) -> impl Strategy<Value = Vec<Seed>> {
    let seed = (0..KINDS.len(), any::<u16>(), any::<u16>(), words()).prop_map(|(kind, pick, other, words)| Seed {
        kind,
        pick: pick.into(),
        other: other.into(),
        words,
    });
    prop::collection::vec(seed, 0..most)
}

type Make = fn(&Edition, &Seed) -> Option<Amendment>;

/// Every operation; changes of words come more than once.
const KINDS: [Make; 16] = [
    substitute,
    substitute,
    substitute,
    heading,
    insert_clause,
    insert_clause,
    insert_paragraph,
    omit,
    renumber,
    move_clause,
    define,
    redefine,
    undefine,
    new_document,
    omit_document,
    retitle,
];

/// The amendments of these seeds over the edition, each on what those before it made, and what they make. A seed that has
/// nothing to be done to, or that another provision is in the way of, is left out.
pub(crate) fn grown(edition: &Edition, seeds: &[Seed], origin: &str) -> (Vec<Amendment>, Edition) {
    let mut amendments = Vec::new();
    let mut work = edition.clone();
    for seed in seeds {
        let Some(amendment) = KINDS[seed.kind % KINDS.len()](&work, seed) else { continue };
        amendments.push(amendment);
        match apply(edition, &amendments, origin) {
            Ok(applied) => work = applied.edition,
            Err(_) => drop(amendments.pop()),
        }
    }
    (amendments, work)
}

fn places(edition: &Edition, fits: impl Fn(&Provision) -> bool) -> Vec<Citation> {
    let mut found = Vec::new();
    for document in edition.documents() {
        document.each(&mut |at, provision| found.extend(fits(provision).then(|| at.clone())));
    }
    found
}

fn one<T: Clone>(of: &[T], pick: usize) -> Option<T> {
    if of.is_empty() { None } else { of.get(pick % of.len()).cloned() }
}

fn is_clause(provision: &Provision) -> bool {
    !provision.number().is_label()
}

fn substitute(edition: &Edition, seed: &Seed) -> Option<Amendment> {
    let at = one(&places(edition, |p| p.is_held() && p.children().is_empty()), seed.pick)?;
    let standing = edition.find(&at)?.lead_in().to_owned();
    // Some change one word, some all of them.
    let text = match (seed.other % 3, standing.split_once(' ')) {
        (0, _) | (_, None) => seed.words.clone(),
        (1, Some((_, rest))) => format!("anew {rest}"),
        (_, Some(_)) => format!("{standing} and more"),
    };
    Some(Amendment::Substitute { at: at.clone(), text: format!("{} {text}", at.last()?), old: None, heading: None })
}

fn heading(edition: &Edition, seed: &Seed) -> Option<Amendment> {
    let at = one(&places(edition, |p| is_clause(p) && p.caption().is_none()), seed.pick)?;
    Some(Amendment::Substitute { at, text: String::new(), old: None, heading: Some(seed.words.replace('\\', "")) })
}

/// A number after this one that a Code would insert: `D3.2A`, `(b)` becomes `(bA)`.
fn inserted(number: &Number, other: usize) -> Option<Number> {
    let letter = char::from(b'A' + u8::try_from(other % 20).ok()?);
    let text = number.as_str();
    match text.strip_suffix(')') {
        Some(open) => format!("{open}{letter})").parse().ok(),
        None => format!("{text}{letter}").parse().ok(),
    }
}

fn insert_clause(edition: &Edition, seed: &Seed) -> Option<Amendment> {
    let after = one(&places(edition, |p| is_clause(p) && p.caption().is_none()), seed.pick)?;
    let number = inserted(after.number()?, seed.other)?;
    let text = format!("{number} {}", seed.words);
    Some(Amendment::Insert { after: Some(after), into: None, in_order: false, text, number: None, heading: None })
}

fn insert_paragraph(edition: &Edition, seed: &Seed) -> Option<Amendment> {
    let after = one(&places(edition, |p| !is_clause(p)), seed.pick)?;
    let text = format!("{} {}", inserted(after.last()?, seed.other)?, seed.words);
    Some(Amendment::Insert { after: Some(after), into: None, in_order: false, text, number: None, heading: None })
}

fn omit(edition: &Edition, seed: &Seed) -> Option<Amendment> {
    Some(Amendment::Omit { at: one(&places(edition, |_| true), seed.pick)?, old: None })
}

fn renumber(edition: &Edition, seed: &Seed) -> Option<Amendment> {
    let at = one(&places(edition, |_| true), seed.pick)?;
    let above =
        if at.labels().is_empty() { Citation::of_document(&at.document_id()?) } else { at.without_last_label() };
    let to = above.child(&inserted(at.last()?, seed.other)?);
    Some(Amendment::Renumber { at, to })
}

fn move_clause(edition: &Edition, seed: &Seed) -> Option<Amendment> {
    let clauses = places(edition, |p| is_clause(p) && p.caption().is_none());
    let (at, after) = (one(&clauses, seed.pick)?, one(&clauses, seed.other)?);
    let number = inserted(after.number()?, seed.pick)?;
    Some(Amendment::Move { at, after: Some(after), into: None, number: Some(number) })
}

fn terms(edition: &Edition) -> Vec<(DocumentId, String)> {
    let all = edition.documents().iter().map(|d| (d.id().clone(), d.definitions()));
    all.flat_map(|(id, terms)| terms.into_iter().map(move |(_, d)| (id.clone(), d.term().to_owned()))).collect()
}

fn document(edition: &Edition, pick: usize) -> Option<DocumentId> {
    one(&edition.documents().iter().map(|d| d.id().clone()).collect::<Vec<_>>(), pick)
}

fn define(edition: &Edition, seed: &Seed) -> Option<Amendment> {
    let term = format!("Term {}", char::from(b'A' + u8::try_from(seed.other % 26).ok()?));
    let text = Some(format!("means {}", seed.words));
    Some(Amendment::Define { document: document(edition, seed.pick)?, term, text, at: None })
}

fn redefine(edition: &Edition, seed: &Seed) -> Option<Amendment> {
    let (document, term) = one(&terms(edition), seed.pick)?;
    Some(Amendment::Redefine { document, term, text: Some(format!("means {}", seed.words)), old: None })
}

fn undefine(edition: &Edition, seed: &Seed) -> Option<Amendment> {
    let (document, term) = one(&terms(edition), seed.pick)?;
    Some(Amendment::Undefine { document, term })
}

fn new_document(edition: &Edition, seed: &Seed) -> Option<Amendment> {
    let document: DocumentId = format!("schedule-{}", seed.pick % 9 + 1).parse().ok()?;
    let known = edition.document(&document).is_some();
    let text = format!("1.1 {}\n\n1.2 See clause 1.1.", seed.words);
    (!known).then(|| Amendment::NewDocument { document, title: "Fees".to_owned(), text })
}

fn omit_document(edition: &Edition, seed: &Seed) -> Option<Amendment> {
    // One time in four, so that most of an edition stays.
    let document = document(edition, seed.pick).filter(|_| seed.other.is_multiple_of(4))?;
    Some(Amendment::Omit { at: Citation::of_document(&document), old: None })
}

fn retitle(edition: &Edition, seed: &Seed) -> Option<Amendment> {
    let at = Citation::of_document(&document(edition, seed.pick)?);
    Some(Amendment::Substitute {
        at,
        text: String::new(),
        old: None,
        heading: Some(format!("Title {}", seed.other % 9)),
    })
}
