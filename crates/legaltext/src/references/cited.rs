//! What a provision or definition cites, found once and kept with it.

use std::sync::{LazyLock, OnceLock};

use crate::document_id::DocumentId;
use crate::number::Number;

use super::{Joined, Of, Reference, Scan, scanning};

/// Where the words of one node cite something, and a mark for everything cited there and below. What is cited is read from
/// the words again when it is asked for: a Code holds tens of thousands of references, and few are asked for at a time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cited {
    /// Where in the words before the list something is cited, then where in those after it; then the marks of everything
    /// cited here and below, in order, each once.
    all: Box<[u32]>,
    /// How many places there are in the words before the list.
    lead_in: u32,
    /// Where the marks begin.
    marks: u32,
}

static NOTHING: LazyLock<Cited> = LazyLock::new(Cited::default);

impl Cited {
    /// What the words before the list cite; the words are those of the node.
    pub(crate) fn lead_in(&self, words: &str) -> Scan {
        again(words, self.all.get(..self.lead_in as usize))
    }

    /// What the words after the list cite; the words are those of the node.
    pub(crate) fn tail(&self, words: &str) -> Scan {
        again(words, self.all.get(self.lead_in as usize..self.marks as usize))
    }

    /// False only when nothing here or below cites what the mark stands for.
    pub(crate) fn may_cite(&self, mark: u32) -> bool {
        self.marks().binary_search(&mark).is_ok()
    }

    /// True when it may carry one of some marks, which are sorted.
    pub(crate) fn may_cite_any(&self, marks: &[u32]) -> bool {
        let own = self.marks();
        let (few, many) = if own.len() < marks.len() { (own, marks) } else { (marks, own) };
        few.iter().any(|mark| many.binary_search(mark).is_ok())
    }

    /// The marks of everything cited here and below, in order, each once.
    pub(crate) fn marks(&self) -> &[u32] {
        self.all.get(self.marks as usize..).unwrap_or_default()
    }
}

/// A slot in a node for what its words cite. It is filled when it is first asked for; most nodes cite nothing and keep
/// nothing. A copy of a node is made to be changed, so the slot of a copy is empty.
#[derive(Debug, Default)]
pub(crate) struct Kept(OnceLock<Option<Box<Cited>>>);

impl Clone for Kept {
    fn clone(&self) -> Kept {
        Kept::new()
    }
}

impl Kept {
    pub(crate) const fn new() -> Kept {
        Kept(OnceLock::new())
    }

    /// What the words of a node cite; `below` gives what is kept of the nodes below it. Found once, then kept.
    pub(crate) fn get<'a, I: Iterator<Item = &'a Cited>>(
        &self,
        lead_in: &str,
        tail: &str,
        below: impl Fn() -> I,
    ) -> &Cited {
        let fill = || {
            let mut all: Vec<u32> = Vec::new();
            let mut read = |words: &str| {
                // No words are so long that a place in them does not fit.
                let scan = scanning::scan(words, &mut |at| all.push(u32::try_from(at).unwrap_or(u32::MAX)));
                (scan, u32::try_from(all.len()).unwrap_or(u32::MAX))
            };
            let ((before, in_lead_in), (after, in_both)) = (read(lead_in), read(tail));
            let mut marks = Vec::new();
            before.references.iter().chain(&after.references).for_each(|r| marks_of(r, &mut marks));
            below().for_each(|cited| marks.extend_from_slice(cited.marks()));
            if marks.is_empty() && all.is_empty() {
                return None;
            }
            // What lies below comes in order already, so that little is left to sort.
            marks.sort();
            marks.dedup();
            all.append(&mut marks);
            Some(Box::new(Cited { all: all.into(), lead_in: in_lead_in, marks: in_both }))
        };
        self.0.get_or_init(fill).as_deref().unwrap_or_else(|| &NOTHING)
    }
}

fn again(words: &str, places: Option<&[u32]>) -> Scan {
    scanning::scan_at(words, places.unwrap_or_default().iter().map(|at| *at as usize))
}

/// The mark of a number that stands alone, with no document, no label and no name beside it. In a document that has a
/// provision of a plain number `3.2`, it can only be that one. Everything lettered, `D3.2`, carries this mark.
pub(crate) fn number_alone_mark(number: &Number) -> u32 {
    fnv(b'#', number.as_str())
}

/// The mark of a plain number that may be another document's, or that has something below it cited.
pub(crate) fn number_elsewhere_mark(number: &Number) -> u32 {
    fnv(b'@', number.as_str())
}

/// The marks of a number: everything cited at it or below it carries one of them.
pub(crate) fn number_marks(number: &Number) -> [u32; 2] {
    [number_alone_mark(number), number_elsewhere_mark(number)]
}

/// The mark of a document: everything that names it, or whose number implies it, carries the mark.
pub(crate) fn document_mark(document: &DocumentId) -> u32 {
    fnv(document.kind().slug().bytes().next().unwrap_or(b'@'), document.letter())
}

/// The mark of a range of clauses: carried by every range that ends in the group that `number` stands in.
pub(crate) fn range_mark(number: &Number) -> u32 {
    let text = number.as_str();
    fnv(b'~', text.rsplit_once('.').map_or(number.letters(), |(group, _)| group))
}

/// The mark of a range of paragraphs with no clause named: `paragraphs (a) to (d)`.
pub(crate) fn relative_mark() -> u32 {
    fnv(b'(', "")
}

fn marks_of(reference: &Reference, marks: &mut Vec<u32>) {
    if let Some(document) = reference.citation.named_document() {
        marks.push(document_mark(document));
    }
    if let Some(Of::Inside(document)) = &reference.of {
        marks.push(document_mark(document));
    }
    let Some(number) = reference.citation.number() else {
        if reference.citation.is_relative() {
            marks.push(relative_mark());
        }
        return;
    };
    let text = number.as_str();
    let lettered = !number.letters().is_empty();
    let alone = reference.of.is_none()
        && reference.citation.named_document().is_none()
        && reference.citation.labels().is_empty();
    let kind = |own: bool| if lettered || own { b'#' } else { b'@' };
    marks.push(fnv(kind(alone), text));
    marks.extend(text.match_indices('.').filter_map(|(at, _)| Some(fnv(kind(false), text.get(..at)?))));
    if reference.citation.named_document().is_none() && lettered {
        marks.push(fnv(b's', number.letters()));
    }
    if reference.joined == Joined::Through {
        marks.push(range_mark(number));
    }
}

/// FNV-1a, of 32 bits, over one byte of kind and a text: a wrong match only costs a closer look.
fn fnv(kind: u8, text: &str) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    text.bytes().fold(step(0x811c_9dc5, kind), step)
}
