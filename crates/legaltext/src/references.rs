//! References from the words of a Code to its provisions.

use std::ops::Range;

use crate::citation::Citation;
use crate::document_id::{DocumentId, DocumentKind};
use crate::number::Number;

/// One provision that a text refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What is cited, as far as the text says: `paragraph (c) above` gives the relative citation `(c)`.
    pub citation: Citation,
    /// The heading printed in brackets after it: `Alternative Solutions`.
    pub label: Option<String>,
    /// Where the whole reference stands, in bytes; for the second and later of a list, from its own number on.
    pub range: Range<usize>,
    /// Where the printed number stands, in bytes: the part that renumbering rewrites.
    pub number: Range<usize>,
}

/// What the word before a number says about it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    Section,
    /// `section` in small letters: a Code writes so of an Act, not of itself, unless a Section letter follows.
    SmallSection,
    Clause,
    Paragraph,
    Document(DocumentKind),
}

const OPENINGS: [(&str, Opening); 17] = [
    ("Sections", Opening::Section),
    ("Section", Opening::Section),
    ("sections", Opening::SmallSection),
    ("section", Opening::SmallSection),
    ("Clauses", Opening::Clause),
    ("Clause", Opening::Clause),
    ("clauses", Opening::Clause),
    ("clause", Opening::Clause),
    ("Paragraphs", Opening::Paragraph),
    ("Paragraph", Opening::Paragraph),
    ("paragraphs", Opening::Paragraph),
    ("paragraph", Opening::Paragraph),
    ("sub-paragraphs", Opening::Paragraph),
    ("sub-paragraph", Opening::Paragraph),
    ("Schedule", Opening::Document(DocumentKind::Schedule)),
    ("Appendix", Opening::Document(DocumentKind::Appendix)),
    ("Annex", Opening::Document(DocumentKind::Annex)),
];

/// Longest heading in brackets that is taken for the label of a reference, in bytes.
const LONGEST_HEADING: usize = 160;

/// Every reference in a text, in order. A reference must be announced by its word (`Section`, `clause`, `paragraph`,
/// `Appendix` ...); a list (`Sections D10.13(d) and (e)`) gives one reference for each of its numbers. References to an
/// Act (`section 7 of the Gas Act`) are not references to the Code and are left out.
pub fn find(text: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut word_before = false;
    while let Some(&byte) = bytes.get(at) {
        let starts = !word_before && matches!(byte, b'S' | b's' | b'C' | b'c' | b'P' | b'p' | b'A');
        word_before = byte.is_ascii_alphanumeric() || byte == b'-' || byte >= 0x80;
        if starts && let Some((opening, after)) = opening_at(text, at) {
            let mut reader = Reader { text, at: after };
            let before = found.len();
            reader.list(opening, at, &mut found);
            if found.len() > before {
                at = reader.at;
                continue;
            }
        }
        at += 1;
    }
    found
}

fn opening_at(text: &str, at: usize) -> Option<(Opening, usize)> {
    let rest = text.get(at..)?;
    OPENINGS.iter().find_map(|(word, opening)| {
        let after = rest.strip_prefix(word)?.strip_prefix([' ', '\u{a0}', '\n'])?;
        Some((*opening, text.len() - after.len()))
    })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn list(&mut self, opening: Opening, start: usize, found: &mut Vec<Reference>) {
        let first = found.len();
        let Some(mut last) = self.target(opening) else { return };
        self.push(found, last.clone(), start);
        loop {
            let back = self.at;
            if !self.joiner() {
                break;
            }
            let number_at = self.at;
            let Some(next) = self.next_target(opening, &last.0) else {
                self.at = back;
                break;
            };
            self.push(found, next.clone(), number_at);
            last = next;
        }
        self.of_document(found, first);
    }

    fn push(&mut self, found: &mut Vec<Reference>, target: (Citation, Range<usize>), start: usize) {
        let label = self.heading();
        found.push(Reference { citation: target.0, label, range: start..self.at, number: target.1 });
    }

    /// The first number after the opening word.
    fn target(&mut self, opening: Opening) -> Option<(Citation, Range<usize>)> {
        let start = self.at;
        if let Opening::Document(kind) = opening {
            return self.in_named_document(kind);
        }
        let token = self.token()?;
        let citation: Citation = match token.parse::<Citation>() {
            Ok(citation) => citation,
            Err(_) if opening == Opening::Section => whole_section(token)?,
            Err(_) => return None,
        };
        let lettered = citation.number().is_none_or(|n| !n.letters().is_empty());
        let fits = match opening {
            Opening::Section => citation.last().is_none_or(|n| !citation.labels().is_empty() || !n.is_label()),
            Opening::SmallSection => lettered && citation.number().is_some(),
            Opening::Clause | Opening::Paragraph | Opening::Document(_) => true,
        };
        if !fits || (!lettered && self.is_of_an_act(token.len())) {
            return None;
        }
        self.at += token.len();
        Some((citation, start..self.at))
    }

    /// `Appendix AG 3.2.4` or `Appendix AG`.
    fn in_named_document(&mut self, kind: DocumentKind) -> Option<(Citation, Range<usize>)> {
        let start = self.at;
        let letter = self.token()?;
        let well_formed = letter.chars().all(|c| c.is_ascii_uppercase()) || letter.chars().all(|c| c.is_ascii_digit());
        let document = DocumentId::new(kind, letter).ok().filter(|_| well_formed && letter.len() <= 3)?;
        if self.is_of_an_act(letter.len()) {
            return None;
        }
        self.at += letter.len();
        let back = self.at;
        if self.rest().starts_with(' ') {
            self.at += 1;
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
    fn next_target(&mut self, opening: Opening, last: &Citation) -> Option<(Citation, Range<usize>)> {
        let start = self.at;
        let token = self.token()?;
        let citation = match token.parse::<Citation>() {
            Ok(below) if below.number().is_none() => last.with_last_labels(below.labels())?,
            Ok(numbered) => {
                let same_form = last.number().is_some_and(|n| {
                    n.letters().is_empty() == numbered.number().is_none_or(|m| m.letters().is_empty())
                });
                let compound = token.contains('.') || same_form;
                Some(numbered).filter(|_| compound)?
            }
            Err(_) if opening == Opening::Section && last.number().is_none() => whole_section(token)?,
            Err(_) => return None,
        };
        self.at += token.len();
        Some((citation, start..self.at))
    }

    /// The longest run that could be a printed citation, without the full stop of a sentence.
    fn token(&self) -> Option<&'a str> {
        let rest = self.rest();
        let mut end = 0;
        let mut depth = 0_usize;
        for (i, c) in rest.char_indices() {
            match c {
                '(' => depth += 1,
                ')' if depth > 0 => depth -= 1,
                c if c.is_ascii_alphanumeric() || (c == '.' && depth == 0) => {}
                _ => break,
            }
            end = i + 1;
        }
        let token = rest.get(..end)?;
        let token = if depth > 0 { token.get(..token.rfind('(')?)? } else { token };
        let token = token.trim_end_matches('.');
        // "D10.13(d)(the" is D10.13(d) and then other words; "section3(a)b" is nothing.
        let token = if token.ends_with(')') || !token.contains(')') { token } else { return None };
        (!token.is_empty()).then_some(token)
    }

    fn joiner(&mut self) -> bool {
        let rest = self.rest();
        let joined = [", and ", ", or ", " and/or ", " and ", " or ", " to ", " through ", ", ", "\u{2013}", "-"];
        let Some(joiner) = joined.iter().find(|j| rest.starts_with(**j)) else { return false };
        self.at += joiner.len();
        true
    }

    /// ` (Alternative Solutions)` after a number: it begins with a capital and is no list label and no inline definition.
    fn heading(&mut self) -> Option<String> {
        let inner = self.rest().strip_prefix(" (").or_else(|| self.rest().strip_prefix("\n("))?;
        let end = inner.find([')', '(']).filter(|end| *end <= LONGEST_HEADING)?;
        let (heading, after) = inner.split_at_checked(end)?;
        let words = heading.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_heading = after.starts_with(')')
            && words.starts_with(|c: char| c.is_uppercase())
            && words.chars().filter(|c| c.is_alphabetic()).count() > 2
            && !words.contains(['"', '\u{201c}', '\u{201d}']);
        if !is_heading {
            return None;
        }
        self.at += 2 + end + 1;
        Some(words)
    }

    /// `clause 3.2 of Appendix AG`: the document named after the list counts for every number that names none itself.
    fn of_document(&mut self, found: &mut [Reference], first: usize) {
        let Some(rest) = self.rest().strip_prefix(" of ") else { return };
        if self.of_clause(rest, found, first) {
            return;
        }
        let named = DocumentKind::ALL.into_iter().find_map(|kind| {
            let letter_on = rest.strip_prefix(kind.word())?.strip_prefix(' ')?;
            let letter = letter_on.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
            let document =
                DocumentId::new(kind, letter).ok().filter(|_| letter.chars().all(|c| !c.is_ascii_lowercase()))?;
            Some((document, " of ".len() + rest.len() - letter_on.len() + letter.len()))
        });
        let Some((document, length)) = named else { return };
        for reference in found.iter_mut().skip(first) {
            reference.citation = reference.citation.in_document(&document);
        }
        self.at += length;
        if let Some(last) = found.last_mut() {
            last.range.end = self.at;
        }
    }

    /// `paragraph (c) of Section D10.2`: the clause named after the labels is the one that they stand below.
    fn of_clause(&mut self, rest: &str, found: &mut [Reference], first: usize) -> bool {
        let Some(clause_on) = rest.strip_prefix("Section ").or_else(|| rest.strip_prefix("Clause ")) else {
            return false;
        };
        let printed = clause_on.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').next().unwrap_or_default();
        let printed = printed.trim_end_matches('.');
        let Some(clause) = printed.parse::<Citation>().ok().filter(|clause| clause.number().is_some()) else {
            return false;
        };
        if found.iter().skip(first).any(|reference| reference.citation.number().is_some()) {
            return false;
        }
        for reference in found.iter_mut().skip(first) {
            let labels = reference.citation.labels().to_vec();
            reference.citation = labels.iter().fold(clause.clone(), |above, label| above.child(label));
        }
        self.at += " of ".len() + rest.len() - clause_on.len() + printed.len();
        if let Some(last) = found.last_mut() {
            last.range.end = self.at;
        }
        true
    }

    /// `7 of the Gas Act`, `1 to the Electricity Act`: what follows names a law outside the Code.
    fn is_of_an_act(&self, token: usize) -> bool {
        let after = self.rest().get(token..).unwrap_or("");
        let Some(law) = after.strip_prefix(" of the ").or_else(|| after.strip_prefix(" to the ")) else { return false };
        law.starts_with(|c: char| c.is_uppercase()) && !law.starts_with("Code") && !law.starts_with("SEC")
    }
}

fn whole_section(token: &str) -> Option<Citation> {
    let lettered = token.len() <= 2 && token.chars().all(|c| c.is_ascii_uppercase());
    DocumentId::new(DocumentKind::Section, token).ok().filter(|_| lettered).map(|d| Citation::of_document(&d))
}

impl Citation {
    /// This citation with its last labels replaced: `D10.13(d)` and `(e)` give `D10.13(e)`.
    fn with_last_labels(&self, labels: &[Number]) -> Option<Citation> {
        let mut up = self.clone();
        for _ in 0..labels.len().min(self.labels().len()) {
            up = up.without_last_label();
        }
        (!self.labels().is_empty()).then(|| labels.iter().fold(up, |c, l| c.child(l)))
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;

    fn cited(text: &str) -> Vec<String> {
        find(text).iter().map(|r| r.citation.to_string()).collect()
    }

    #[test]
    fn a_section_with_its_heading() {
        let text = "as Section D6.15 (Alternative Solutions) says";
        let found = find(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].citation, "D6.15".parse().unwrap());
        assert_eq!(found[0].label.as_deref(), Some("Alternative Solutions"));
        assert_eq!(text.get(found[0].range.clone()).unwrap(), "Section D6.15 (Alternative Solutions)");
        assert_eq!(text.get(found[0].number.clone()).unwrap(), "D6.15");
    }

    #[test]
    fn lists_and_ranges_give_one_reference_a_number() {
        assert_eq!(cited("under Sections D10.13(d) and (e)."), ["D10.13(d)", "D10.13(e)"]);
        assert_eq!(cited("Sections D1.2, D1.3 and D1.4, the Panel"), ["D1.2", "D1.3", "D1.4"]);
        assert_eq!(cited("Sections D10.18 to D10.21."), ["D10.18", "D10.21"]);
        assert_eq!(cited("Section D2.1(a)(i), (ii) or (iii)"), ["D2.1(a)(i)", "D2.1(a)(ii)", "D2.1(a)(iii)"]);
    }

    #[test]
    fn clauses_paragraphs_documents() {
        assert_eq!(cited("clause 4.2, and paragraph (c) above"), ["4.2", "(c)"]);
        assert_eq!(cited("clause 3.2 of Appendix AG applies"), ["Appendix AG 3.2"]);
        assert_eq!(cited("paragraph (a) of Section J2.1."), ["J2.1(a)"]);
        assert_eq!(cited("paragraphs (a) and (b) of Section D10.2 apply"), ["D10.2(a)", "D10.2(b)"]);
        assert_eq!(
            cited("paragraph (c) of Section D"),
            [Citation::from_str("(c)").unwrap().in_document(&"section-d".parse().unwrap()).to_string()]
        );
        assert_eq!(
            cited("Appendix AG 3.2.4 and Section D and Schedule 1"),
            ["Appendix AG 3.2.4", "Section D", "Schedule 1"]
        );
        assert_eq!(cited("Section D2A (The Change Sub-Committee)."), ["D2A"]);
    }

    #[test]
    fn what_is_no_reference_to_the_code_is_left_out() {
        for text in [
            "section 7 of the Gas Act",
            "Section 23 of the Electricity Act 1989",
            "in this Section",
            "subsection D3.1",
            "a paragraph about",
            "Section A is long".replace('A', "an").as_str(),
        ] {
            assert!(find(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_label_is_a_heading_only() {
        assert_eq!(find("Section D1.2 (the \"Plan\")")[0].label, None);
        assert_eq!(find("Section D1.2 (and not otherwise)")[0].label, None);
        assert_eq!(cited("Section D1.2 (a) or"), ["D1.2"]);
    }
}
