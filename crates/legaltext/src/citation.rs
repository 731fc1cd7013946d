//! The address of a provision, as people write it.

use std::fmt;
use std::str::FromStr;

use crate::as_string::as_string;
use crate::document_id::{DocumentId, DocumentKind};
use crate::number::Number;

/// A provision as it is cited: `D10.13(d)(i)`, `M8.5(b)`, `Appendix AG 3.2.4`; or a whole document, `Section D`.
///
/// A number that begins with a letter names its Section by that letter, so `Section D10.13` and `D10.13` are the same
/// citation and print as `D10.13`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Citation {
    document: Option<DocumentId>,
    number: Option<Number>,
    labels: Vec<Number>,
}

as_string!(
    Citation,
    "A provision as the Code cites it, for example D10.13(d)(i) or Appendix AG 3.2.4.",
    "D10.13(d)(i)"
);

/// Why a text does not cite a provision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" does not cite a provision; write for example D10.13(d) or Appendix AG 3.2.4")]
pub struct CitationError(pub String);

impl Citation {
    /// A citation of nothing, for a report that has no place to name.
    pub(crate) fn nowhere() -> Citation {
        Citation { document: None, number: None, labels: Vec::new() }
    }

    /// The provision of a number in a document.
    pub fn new(document: &DocumentId, number: Number) -> Citation {
        Citation { document: Some(document.clone()), number: Some(number), labels: Vec::new() }.tidy()
    }

    /// The whole document.
    pub fn of_document(document: &DocumentId) -> Citation {
        Citation { document: Some(document.clone()), number: None, labels: Vec::new() }
    }

    /// Labels alone, below something that is not said: `(c)(ii)`.
    pub(crate) fn of_labels(labels: Vec<Number>) -> Citation {
        Citation { document: None, number: None, labels }
    }

    /// One level further down: `D10.13` and `(d)` give `D10.13(d)`. A clause number replaces the number.
    #[must_use]
    pub fn child(&self, number: &Number) -> Citation {
        let mut below = self.clone();
        if number.is_label() {
            below.labels.push(number.clone());
        } else {
            below.document = self.document_id();
            below.number = Some(number.clone());
            below.labels.clear();
        }
        below.tidy()
    }

    /// The document cited: named outright, or implied by the Section letter; none for a bare `3.2.4`.
    pub fn document_id(&self) -> Option<DocumentId> {
        self.document.clone().or_else(|| {
            let letters = self.number.as_ref().map_or("", Number::letters);
            DocumentId::section(letters)
        })
    }

    /// True for a citation of a whole document.
    pub fn is_document(&self) -> bool {
        self.document.is_some() && self.number.is_none() && self.labels.is_empty()
    }

    /// The document named outright; none when only a Section's letter implies it.
    pub(crate) fn named_document(&self) -> Option<&DocumentId> {
        self.document.as_ref()
    }

    /// The clause number, none when a whole document is cited.
    pub fn number(&self) -> Option<&Number> {
        self.number.as_ref()
    }

    /// The labels below the number: `(d)`, `(i)`.
    pub fn labels(&self) -> &[Number] {
        &self.labels
    }

    /// The clause without its labels: `D10.13` of `D10.13(d)(i)`.
    #[must_use]
    pub fn clause(&self) -> Citation {
        Citation { labels: Vec::new(), ..self.clone() }
    }

    /// One level up: the list above a label, else the number above by its form (`D10` of `D10.13`), else the document.
    pub fn parent(&self) -> Option<Citation> {
        let mut above = self.clone();
        if above.labels.pop().is_some() {
            return Some(above);
        }
        let number = self.number.as_ref()?;
        match number.parent() {
            Some(parent) => above.number = Some(parent),
            None => return self.document_id().map(|d| Citation::of_document(&d)),
        }
        Some(above)
    }

    /// The number or label that ends the citation.
    pub fn last(&self) -> Option<&Number> {
        self.labels.last().or(self.number.as_ref())
    }

    /// True when this is `other` or stands below it: `D10.13(d)` is within `D10.13` and within `D10`.
    pub fn is_within(&self, other: &Citation) -> bool {
        let mut here = Some(self.clone());
        while let Some(at) = here {
            if at == *other {
                return true;
            }
            here = at.parent();
        }
        false
    }

    /// The same citation in a given document when it names none of its own.
    #[must_use]
    pub fn in_document(&self, document: &DocumentId) -> Citation {
        if self.document_id().is_some() {
            return self.clone();
        }
        Citation { document: Some(document.clone()), ..self.clone() }
    }

    /// True for a citation that says only where below something else: `(c)` of `paragraph (c) above`.
    pub fn is_relative(&self) -> bool {
        self.number.is_none() && self.document.is_none()
    }

    pub(crate) fn without_last_label(&self) -> Citation {
        let mut up = self.clone();
        up.labels.pop();
        up
    }

    /// A Section whose letter the number already carries is not kept twice.
    fn tidy(mut self) -> Citation {
        let implied = |d: &DocumentId| {
            d.kind() == DocumentKind::Section && self.number.as_ref().is_some_and(|n| n.letters() == d.letter())
        };
        if self.document.as_ref().is_some_and(implied) {
            self.document = None;
        }
        self
    }
}

impl FromStr for Citation {
    type Err = CitationError;

    fn from_str(text: &str) -> Result<Self, CitationError> {
        read(text.trim()).ok_or_else(|| CitationError(text.to_owned()))
    }
}

fn read(text: &str) -> Option<Citation> {
    let lower = |prefix: &str| {
        let head = text.get(..prefix.len())?;
        if head.eq_ignore_ascii_case(prefix) { text.get(prefix.len()..) } else { None }
    };
    for plain in ["clause ", "paragraph "] {
        if let Some(rest) = lower(plain) {
            return numbered(None, rest.trim());
        }
    }
    for kind in DocumentKind::ALL {
        let Some(rest) = lower(kind.word()).and_then(|r| r.strip_prefix(' ')) else { continue };
        let rest = rest.trim_start();
        let (letter, below) = rest.split_once(' ').unwrap_or((rest, ""));
        if let Ok(document) = DocumentId::new(kind, letter)
            && (kind != DocumentKind::Section || letter.chars().all(|c| c.is_ascii_uppercase()))
        {
            let below = below.trim();
            return if below.is_empty() {
                Some(Citation::of_document(&document))
            } else {
                numbered(Some(document), below)
            };
        }
        return if kind == DocumentKind::Section { numbered(None, rest) } else { None };
    }
    numbered(None, text)
}

fn numbered(document: Option<DocumentId>, text: &str) -> Option<Citation> {
    let (number, mut rest) = text.split_at_checked(text.find('(').unwrap_or(text.len()))?;
    let number: Option<Number> = if number.is_empty() { None } else { Some(number.parse().ok()?) };
    let mut labels = Vec::new();
    while !rest.is_empty() {
        let (label, after) = rest.split_at_checked(rest.find(')')? + 1)?;
        labels.push(label.parse().ok()?);
        rest = after;
    }
    (number.is_some() || !labels.is_empty()).then(|| Citation { document, number, labels }.tidy())
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        if let Some(document) = &self.document {
            write!(f, "{} {}", document.kind().word(), document.letter())?;
            gap = " ";
        }
        if let Some(number) = &self.number {
            write!(f, "{gap}{number}")?;
        }
        self.labels.iter().try_for_each(|label| write!(f, "{label}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cite(text: &str) -> Citation {
        text.parse().unwrap()
    }

    /// S1-145: an Appendix is cited by its own letter and numbers.
    #[test]
    fn citations_print_as_they_are_written() {
        for text in [
            "D10.13(d)(i)",
            "M8.5(b)",
            "Appendix AG 3.2.4",
            "Section D",
            "D2A",
            "Appendix AG",
            "Schedule 1 2.3(a)",
            "3.2.4",
        ] {
            assert_eq!(cite(text).to_string(), text);
        }
        assert_eq!(cite("Section D6.15"), cite("D6.15"));
        assert_eq!(cite("clause 4.2").to_string(), "4.2");
    }

    #[test]
    fn a_section_letter_implies_the_document() {
        assert_eq!(cite("D10.13(d)").document_id(), Some("section-d".parse().unwrap()));
        assert_eq!(cite("Appendix AG 3.2.4").document_id(), Some("appendix-ag".parse().unwrap()));
        assert_eq!(cite("3.2.4").document_id(), None);
    }

    #[test]
    fn what_cites_nothing_is_refused() {
        for text in ["", "the Panel", "D10.13(d", "D10.13(d)x", "Appendix", "Appendix AG the", "D10.13 (d)"] {
            assert!(text.parse::<Citation>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_citation_of_a_label_alone_is_relative() {
        assert!(cite("(c)(ii)").is_relative());
        assert!(!cite("D10.13(c)").is_relative());
    }

    #[test]
    fn a_paragraph_is_within_its_clause_and_document() {
        assert!(cite("D10.13(d)(i)").is_within(&cite("D10.13")));
        assert!(cite("D10.13(d)(i)").is_within(&cite("D10")));
        assert!(cite("D10.13(d)(i)").is_within(&cite("Section D")));
        assert!(!cite("D10.13").is_within(&cite("D10.1")));
        assert_eq!(cite("Appendix AG 3.2").child(&"(a)".parse().unwrap()), cite("Appendix AG 3.2(a)"));
    }
}
