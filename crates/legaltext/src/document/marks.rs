//! Which numbers and documents the words of a document cite, so that most documents can be passed by.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use crate::references::cited::Cited;

use super::Document;

/// Bits for each mark when the set is made; more marks may come.
const BITS: usize = 16;
/// Fewest words of bits.
const LEAST: usize = 32;

/// How often a document's text is searched for a number before the set is made.
const PATIENCE: u8 = 2;

/// A set of marks that may hold more than was put in: a wrong answer only costs a closer look.
#[derive(Debug, Clone)]
pub(crate) struct Marks(Box<[u64]>);

impl Marks {
    fn with_room_for(marks: usize) -> Marks {
        let words = (marks * BITS / 64).next_power_of_two().max(LEAST);
        Marks(vec![0; words].into_boxed_slice())
    }

    /// The word of bits of a mark, and its two bits there.
    fn place(&self, mark: u32) -> (usize, u64) {
        let spread = u64::from(mark).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let word = usize::try_from(spread >> 44).unwrap_or(0) & (self.0.len() - 1);
        (word, 1 << (spread >> 38 & 63) | 1 << (spread >> 32 & 63))
    }

    fn add(&mut self, cited: &Cited) {
        for mark in cited.marks() {
            let (word, both) = self.place(*mark);
            self.0.get_mut(word).into_iter().for_each(|bits| *bits |= both);
        }
    }

    /// False only when nothing in the document cites what the mark stands for.
    pub(crate) fn may_hold(&self, mark: u32) -> bool {
        let (word, both) = self.place(mark);
        self.0.get(word).is_some_and(|bits| bits & both == both)
    }
}

/// The marks of a document, kept while it is amended: what an amendment takes away stays in the set, what it brings is
/// added when the set is next asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    now: OnceLock<Marks>,
    before: Option<Marks>,
    provisions: Changed,
    definitions: Changed,
    searched: Searched,
}

/// How often the document's text was searched instead.
#[derive(Debug, Default)]
struct Searched(AtomicU8);

impl Clone for Searched {
    fn clone(&self) -> Searched {
        Searched(AtomicU8::new(self.0.load(Ordering::Relaxed)))
    }
}

/// What of a list is not as it was when the set was made: all but so many at its head and so many at its end. Nothing, when
/// neither number is there.
#[derive(Debug, Clone, Copy, Default)]
struct Changed(Option<(usize, usize)>);

impl Changed {
    fn also(&mut self, head: usize, end: usize) {
        self.0 = Some(self.0.map_or((head, end), |(h, e)| (h.min(head), e.min(end))));
    }

    fn of<T>(self, list: &[T]) -> &[T] {
        self.0.and_then(|(head, end)| list.get(head..list.len().checked_sub(end)?)).unwrap_or_default()
    }
}

impl Kept {
    /// The place in the list of provisions whose entry changed or came, and the entries after it; none for the whole list.
    pub(super) fn provision_changed(&mut self, at: Option<usize>, entries: usize) {
        if self.opened() {
            let (head, end) = at.map_or((0, 0), |at| (at, entries.saturating_sub(at + 1)));
            self.provisions.also(head, end);
        }
    }

    /// The same of the definitions at the head of the document.
    pub(super) fn definition_changed(&mut self, at: usize, entries: usize) {
        if self.opened() {
            self.definitions.also(at, entries.saturating_sub(at + 1));
        }
    }

    /// True when there is a set to go on from.
    fn opened(&mut self) -> bool {
        if let Some(now) = self.now.take() {
            self.before = Some(now);
            (self.provisions, self.definitions) = (Changed::default(), Changed::default());
        }
        self.before.is_some()
    }

    /// True when the set is worth asking for: it is there, or the document was searched so often that it pays to read all of
    /// it. Else the document's text is searched this time.
    pub(super) fn pays(&self) -> bool {
        let there = self.now.get().is_some() || self.before.is_some();
        there || self.searched.0.fetch_add(1, Ordering::Relaxed) >= PATIENCE
    }

    pub(super) fn of(&self, document: &Document) -> &Marks {
        self.now.get_or_init(|| {
            let (provisions, definitions) = (document.provisions(), document.opening_definitions());
            let Some(before) = &self.before else { return read(document) };
            let mut marks = before.clone();
            self.provisions.of(provisions).iter().for_each(|provision| marks.add(provision.cited()));
            self.definitions.of(definitions).iter().for_each(|definition| marks.add(definition.cited()));
            marks
        })
    }
}

fn read(document: &Document) -> Marks {
    let provisions = document.provisions().iter().map(|provision| provision.cited());
    let all: Vec<&Cited> =
        provisions.chain(document.opening_definitions().iter().map(|definition| definition.cited())).collect();
    let mut marks = Marks::with_room_for(all.iter().map(|cited| cited.marks().len()).sum());
    all.into_iter().for_each(|cited| marks.add(cited));
    marks
}

#[cfg(test)]
mod tests {
    use crate::references::cited::number_marks;
    use crate::{Number, markup};

    fn clause(number: &str, words: &str) -> std::sync::Arc<crate::Provision> {
        let text = format!("# Section D: Terms\n\n{number} {words}\n");
        markup::parse(&text, "t").unwrap().provisions()[0].clone()
    }

    #[test]
    fn what_an_amendment_brings_is_found() {
        let text = "# Section D: Terms\n\nD1 See Section D7.1.\n\nD2 Words.\n\nD3 See Section D8.2.\n";
        let mut document = markup::parse(text, "t").unwrap();
        let may_cite = |document: &super::Document, number: &str| {
            let number: Number = number.parse().unwrap();
            number_marks(&number).iter().any(|mark| document.marks().may_hold(*mark))
        };
        assert!(may_cite(&document, "D7.1") && may_cite(&document, "D8.2") && !may_cite(&document, "D9.3"));
        document.change_provisions(Some(1), |list| list[1] = clause("D2", "See Section D9.3."));
        document.change_provisions(None, |list| list.insert(0, clause("D0", "See Section D9.4.")));
        assert!(may_cite(&document, "D9.3") && may_cite(&document, "D9.4") && may_cite(&document, "D8.2"));
        document.change_provisions(Some(3), |list| list[3] = clause("D3", "See Section D9.5."));
        assert!(may_cite(&document, "D9.5") && !may_cite(&document, "D9.6"));
    }
}
