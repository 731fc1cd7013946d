//! Reads the numbers after an opening word: one, a list, a range, with their headings and what they are part of.

use std::ops::Range;

use crate::citation::Citation;
use crate::document_id::{DocumentId, DocumentKind};
use crate::number::Number;

use super::instruments;
use super::openings::{self, Opening};
use super::{Announced, Base, Joined, Of, Reference};

/// Longest heading in brackets that is taken for the label of a reference, in bytes.
const LONGEST_HEADING: usize = 160;

/// Reads on from a place in a text.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

type Target = (Citation, Range<usize>);

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Reader<'a> {
        Reader { text, at }
    }

    /// Where reading goes on.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The references of one list; false when there is none.
    pub(super) fn list(&mut self, opening: Opening, start: usize, found: &mut Vec<Reference>) -> bool {
        let first = found.len();
        let Some(mut last) = self.target(opening) else { return false };
        self.push(found, opening, last.clone(), start, Joined::First);
        loop {
            let back = self.at;
            let Some(joined) = self.joiner() else { break };
            let number_at = self.at;
            let Some(next) = self.next_target(opening, &last.0, joined) else {
                self.at = back;
                break;
            };
            self.push(found, opening, next.clone(), number_at, joined);
            last = next;
        }
        self.part_of(opening, start, found, first);
        found.len() > first
    }

    fn push(&mut self, found: &mut Vec<Reference>, opening: Opening, target: Target, start: usize, joined: Joined) {
        let label = self.heading();
        let of_a_law = opening.small && target.0.number().is_some_and(|n| n.letters().is_empty());
        let announced = if of_a_law { Announced::Law } else { opening.announced };
        let (citation, number) = target;
        found.push(Reference {
            citation,
            label,
            range: start..self.at,
            number,
            announced,
            joined,
            of: None,
            base: None,
        });
    }

    /// The first number after the opening word.
    fn target(&mut self, opening: Opening) -> Option<Target> {
        let start = self.at;
        if let Announced::Document(kind) = opening.announced {
            return self.in_named_document(kind);
        }
        let token = self.token()?;
        let citation: Citation = match token.parse::<Citation>() {
            Ok(citation) => citation,
            Err(_) if opening.announced == Announced::Section && !opening.small => whole_section(token)?,
            Err(_) => return None,
        };
        let lettered = citation.number().is_some_and(|n| !n.letters().is_empty());
        let whole = citation.number().is_none() && citation.document_id().is_some();
        let compound = token.contains(['.', '(']);
        let fits = match opening.announced {
            Announced::Section if opening.small => citation.number().is_some(),
            Announced::Section => whole || citation.number().is_some(),
            Announced::Bare => lettered && compound,
            // The Metering Regulations 2015 are named, not cited by number.
            Announced::Law => citation.number().is_some() && !(opening.plural && is_year(token)),
            Announced::Clause | Announced::Paragraph | Announced::SubParagraph | Announced::Document(_) => true,
        };
        if !fits {
            return None;
        }
        self.at += token.len();
        Some((citation, start..self.at))
    }

    /// `Appendix AG 3.2.4`, `Appendix AG, clause 3.2.4` or `Appendix AG`.
    fn in_named_document(&mut self, kind: DocumentKind) -> Option<Target> {
        let start = self.at;
        let letter = self.token()?;
        let document = document(kind, letter)?;
        self.at += letter.len();
        let back = self.at;
        let inner = self.rest().strip_prefix(' ').or_else(|| {
            let rest = self.rest().strip_prefix(", ")?;
            let (opening, length) = openings::opening(rest)?;
            matches!(opening.announced, Announced::Clause | Announced::Paragraph).then(|| rest.get(length..)).flatten()
        });
        if let Some(inner) = inner {
            self.at = self.text.len() - inner.len();
            let number_at = self.at;
            if let Some(token) = self.token()
                && let Ok(below) = token.parse::<Citation>()
                && below.number().is_some_and(|n| n.letters().is_empty())
            {
                self.at += token.len();
                return Some((below.in_document(&document), number_at..self.at));
            }
            self.at = back;
        }
        Some((Citation::of_document(&document), start..self.at))
    }

    /// A further number of a list: a whole number, or labels that replace the last ones.
    fn next_target(&mut self, opening: Opening, last: &Citation, joined: Joined) -> Option<Target> {
        if joined == Joined::Through {
            self.opening_again(opening);
        }
        let start = self.at;
        let token = self.token()?;
        let whole = last.number().is_none() && !last.is_relative();
        let citation = match (token.parse::<Citation>(), opening.announced) {
            (Ok(below), _) if below.number().is_none() => with_labels(last, below.labels())?,
            (_, Announced::Document(kind)) if whole => {
                let document = document(kind, token).filter(|_| opening.plural)?;
                Citation::of_document(&document)
            }
            (Ok(numbered), _) => {
                let lettered = |c: &Citation| c.number().is_some_and(|n| !n.letters().is_empty());
                let same_form = last.number().is_some() && lettered(&numbered) == lettered(last);
                let list = opening.plural || lettered(&numbered) || joined == Joined::Through;
                let compound = token.contains('.') || lettered(&numbered);
                let inner = last.number().is_some() && last.document_id().is_some() && !lettered(last);
                let fits = list && (same_form || compound) && (opening.announced != Announced::Bare || same_form);
                let numbered = if inner { last.document_id().map(|d| numbered.in_document(&d))? } else { numbered };
                Some(numbered).filter(|_| fits)?
            }
            (Err(_), Announced::Section) if whole => whole_section(token)?,
            (Err(_), _) => return None,
        };
        self.at += token.len();
        Some((citation, start..self.at))
    }

    /// `Section D1.2 to Section D1.5`: the same word again before the end of a range.
    fn opening_again(&mut self, opening: Opening) {
        if let Some((again, length)) = openings::opening(self.rest())
            && again.announced == opening.announced
            && !matches!(again.announced, Announced::Document(_))
        {
            self.at += length;
        }
    }

    /// The longest run that could be a printed citation, without the full stop of a sentence.
    fn token(&self) -> Option<&'a str> {
        let rest = self.rest();
        let mut end = 0;
        let mut depth = 0_usize;
        for (i, c) in rest.bytes().enumerate() {
            match c {
                b'(' => depth += 1,
                b')' if depth > 0 => depth -= 1,
                c if c.is_ascii_alphanumeric() || (c == b'.' && depth == 0) => {}
                _ => break,
            }
            end = i + 1;
        }
        let token = rest.get(..end)?;
        let token = if depth > 0 { token.get(..token.rfind('(')?)? } else { token };
        let token = token.trim_end_matches('.');
        // "D10.13(d)(the" is D10.13(d) and then other words; "section3(a)b" is nothing.
        let whole = token.ends_with(')') || !token.contains(')');
        // A letter or hyphen that runs on makes it another word: "3.2-inch", "Dé".
        let runs_on = rest.get(token.len()..).is_some_and(|after| {
            after.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '%')
                || after.strip_prefix('-').is_some_and(|a| a.starts_with(char::is_lowercase))
        });
        (whole && !runs_on && !token.is_empty()).then_some(token)
    }

    fn joiner(&mut self) -> Option<Joined> {
        const JOINERS: [(&str, Joined); 13] = [
            (", and ", Joined::And),
            (", or ", Joined::And),
            (", and/or ", Joined::And),
            (" and/or ", Joined::And),
            (" and ", Joined::And),
            (" or ", Joined::And),
            (" & ", Joined::And),
            (" to ", Joined::Through),
            (" through ", Joined::Through),
            (", ", Joined::And),
            ("\u{2013}", Joined::Through),
            (" \u{2013} ", Joined::Through),
            ("-", Joined::Through),
        ];
        let rest = self.rest();
        let (joiner, joined) = JOINERS.iter().find(|(joiner, _)| rest.starts_with(joiner))?;
        self.at += joiner.len();
        Some(*joined)
    }

    /// ` (Alternative Solutions)` after a number: it begins with a capital and is no list label and no inline definition.
    fn heading(&mut self) -> Option<String> {
        let inner = self.rest().strip_prefix(" (").or_else(|| self.rest().strip_prefix("\n("))?;
        let end = closing(inner).filter(|end| *end <= LONGEST_HEADING)?;
        let heading = inner.get(..end)?;
        let words = heading.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_heading = words.starts_with(|c: char| c.is_uppercase())
            && words.chars().filter(|c| c.is_alphabetic()).count() > 2
            && !words.contains(['"', '\u{201c}', '\u{201d}']);
        if !is_heading {
            return None;
        }
        self.at += 2 + end + 1;
        Some(words)
    }

    /// `clause 3.2 of Appendix AG`, `paragraph (c) of Section D10.2`, `section 7 of the Gas Act`: what is named after the
    /// list counts for every number of it that names nothing itself.
    fn part_of(&mut self, opening: Opening, start: usize, found: &mut Vec<Reference>, first: usize) {
        let named = self.of_clause(found, first) || self.of_document(found, first);
        if found.iter().skip(first).any(|reference| matches!(reference.of, Some(Of::Inside(_)))) {
            return;
        }
        let mut of = None;
        if let Some((name, sure)) = instruments::after(self.rest()) {
            let numbered = |r: &Reference| match (opening.announced, r.citation.number()) {
                (Announced::Bare, _) => true,
                (_, Some(number)) => !number.letters().is_empty(),
                (Announced::Section, None) => !r.citation.is_relative(),
                (_, None) => false,
            };
            // A number with a Section's letter leaves the Code only for what is surely another law.
            let all = sure || !found.iter().skip(first).all(numbered);
            of = if all && (!named || sure) { name.kept() } else { None };
        }
        let law = found.iter().skip(first).any(|r| r.announced == Announced::Law);
        if of.is_none() && law {
            // `section 7` alone may be anything; an `Article` or a `Condition` is never the Code's own.
            if opening.announced == Announced::Section {
                found.truncate(first);
                return;
            }
            of = Some(Of::Named(String::new()));
        }
        if of.is_none()
            && opening.announced != Announced::Bare
            && let Some(name) = instruments::before(self.text, start)
        {
            of = Some(Of::Named(name.to_owned()));
        }
        if of.is_some() {
            found.iter_mut().skip(first).for_each(|r| r.of = of.clone());
        }
    }

    /// The document named next, ` of Appendix AG`, and where its name begins and ends.
    fn document_after(&self) -> Option<(DocumentId, Range<usize>)> {
        let rest = self.rest().strip_prefix(" of ").or_else(|| self.rest().strip_prefix(" to "))?;
        let rest = rest.strip_prefix("this ").unwrap_or(rest);
        DocumentKind::ALL.into_iter().find_map(|kind| {
            let letter_on = rest.strip_prefix(kind.word())?.strip_prefix(' ')?;
            let letter = letter_on.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
            let end = self.text.len() - letter_on.len() + letter.len();
            Some((document(kind, letter)?, self.text.len() - rest.len()..end))
        })
    }

    fn of_document(&mut self, found: &mut [Reference], first: usize) -> bool {
        let Some((document, named)) = self.document_after() else { return false };
        let to = self.rest().starts_with(" to ");
        let mut all = found.iter().skip(first);
        if to && !all.all(|r| r.citation.is_document() && matches!(r.announced, Announced::Document(_))) {
            return false;
        }
        let end = named.end;
        let already = found.get(first).and_then(|r| r.base.clone());
        let base = match already {
            Some(base) => Base { range: base.range.start..end, number: base.number.start..end, clause: true },
            None => Base { range: self.at..end, number: named, clause: false },
        };
        for reference in found.iter_mut().skip(first) {
            // `Annex A of Appendix AB` is a part of that Appendix, and no document of the Code.
            if matches!(reference.announced, Announced::Document(kind) if kind != document.kind()) {
                reference.of = Some(Of::Inside(document.clone()));
            } else {
                reference.base = Some(base.clone());
                reference.citation = reference.citation.in_document(&document);
            }
        }
        self.at = end;
        self.of_outer_document(&document, found, first);
        if let Some(last) = found.last_mut() {
            last.range.end = self.at;
        }
        true
    }

    /// `clause 3 of Annex B of Appendix AG`: that Annex is a part of the Appendix.
    fn of_outer_document(&mut self, inner: &DocumentId, found: &mut [Reference], first: usize) {
        let Some((outer, named)) = self.document_after().filter(|(outer, _)| outer.kind() != inner.kind()) else {
            return;
        };
        if self.rest().starts_with(" to ") && inner.kind() == DocumentKind::Section {
            return;
        }
        found.iter_mut().skip(first).for_each(|reference| reference.of = Some(Of::Inside(outer.clone())));
        self.at = named.end;
    }

    /// `paragraph (c) of Section D10.2`: the clause named after the labels is the one that they stand below.
    fn of_clause(&mut self, found: &mut [Reference], first: usize) -> bool {
        let Some(rest) = self.rest().strip_prefix(" of ") else { return false };
        let rest = rest.strip_prefix("this ").unwrap_or(rest);
        let Some((opening, length)) = openings::opening(rest) else { return false };
        if !matches!(opening.announced, Announced::Section | Announced::Clause | Announced::Paragraph) {
            return false;
        }
        if found.iter().skip(first).any(|reference| reference.citation.number().is_some()) {
            return false;
        }
        let number_at = self.text.len() - rest.len() + length;
        let back = std::mem::replace(&mut self.at, number_at);
        let clause = self.token().and_then(|token| Some((token.parse::<Citation>().ok()?, token.len())));
        let Some((clause, length)) = clause.filter(|(clause, _)| clause.number().is_some()) else {
            self.at = back;
            return false;
        };
        self.at += length;
        let base = Base { range: back..self.at, number: number_at..self.at, clause: true };
        for reference in found.iter_mut().skip(first) {
            reference.base = Some(base.clone());
            let labels = reference.citation.labels().to_vec();
            reference.citation = labels.iter().fold(clause.clone(), |above, label| above.child(label));
        }
        self.of_document(found, first);
        if let Some(last) = found.last_mut() {
            last.range.end = self.at;
        }
        true
    }
}

/// Where the bracket closes that is open at the head of a text; one pair of brackets may stand inside it.
fn closing(inner: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in inner.bytes().enumerate().take(LONGEST_HEADING + 1) {
        match byte {
            b'(' if depth > 0 => return None,
            b'(' => depth += 1,
            b')' if depth > 0 => depth -= 1,
            b')' => return Some(at),
            _ => {}
        }
    }
    None
}

/// True for four digits that may be a year.
fn is_year(token: &str) -> bool {
    token.len() == 4 && token.starts_with(['1', '2']) && token.bytes().all(|b| b.is_ascii_digit())
}

/// The document of a kind that a token names: capitals or digits, at most three.
fn document(kind: DocumentKind, letter: &str) -> Option<DocumentId> {
    let all = |test: fn(&u8) -> bool| letter.as_bytes().iter().all(test);
    let formed = all(u8::is_ascii_uppercase) || all(u8::is_ascii_digit);
    DocumentId::new(kind, letter).ok().filter(|_| formed && letter.len() <= 3)
}

fn whole_section(token: &str) -> Option<Citation> {
    let lettered = token.len() <= 2 && token.bytes().all(|c| c.is_ascii_uppercase());
    DocumentId::new(DocumentKind::Section, token).ok().filter(|_| lettered).map(|d| Citation::of_document(&d))
}

/// The citation with labels that go on from its last ones: `D10.13(d)` and `(e)` give `D10.13(e)`, `D2.1(a)(ii)` and `(b)`
/// give `D2.1(b)`. None when it has no labels.
pub(super) fn with_labels(last: &Citation, labels: &[Number]) -> Option<Citation> {
    let first = labels.first()?;
    let depth = last.labels().len();
    let straight = depth.checked_sub(labels.len().min(depth))?;
    // The deepest level whose label the new one can follow; where none fits, the levels that it has.
    let level = (0..depth).rev().find(|level| last.labels().get(*level).is_some_and(|label| follows(label, first)));
    let level = if labels.len() == 1 { level.unwrap_or(straight) } else { straight };
    let above = (level..depth).fold(last.clone(), |up, _| up.without_last_label());
    (depth > 0).then(|| labels.iter().fold(above, |c, l| c.child(l)))
}

/// True when a label can come after another in one list: `(b)` after `(a)`, `(iv)` after `(ii)`, never `(b)` after `(i)`.
pub(crate) fn follows(before: &Number, after: &Number) -> bool {
    let inner = |n: &Number| n.as_str().trim_matches(['(', ')']).to_owned();
    let (before, after) = (inner(before), inner(after));
    let roman = |t: &str| crate::number::roman(t);
    match (roman(&before), roman(&after)) {
        (Some(b), Some(a)) if before.len() + after.len() > 2 || b + 1 == a => return b < a,
        _ => {}
    }
    let same_case = |test: fn(&char) -> bool| before.chars().all(|c| test(&c)) && after.chars().all(|c| test(&c));
    let alike =
        same_case(char::is_ascii_lowercase) || same_case(char::is_ascii_uppercase) || same_case(char::is_ascii_digit);
    // (i) to (xviii) is a list of numerals, not of letters.
    let numeral = roman(&after).is_some() && after.len() > 1 && before.len() == 1 && roman(&before).is_none();
    alike && !numeral && crate::number::natural(&before, &after) == std::cmp::Ordering::Less
}
