//! Prints the references of a list anew, in the form that they had, for provisions that have other numbers now.

use std::ops::Range;

use crate::citation::Citation;
use crate::number::Number;

use super::lists::with_labels;
use super::{Announced, Joined, Of, Reference};

/// The references of one list, and where they are read.
pub(crate) struct List<'a> {
    /// The text that they stand in.
    pub(crate) text: &'a str,
    /// The references of the list, in order.
    pub(crate) references: &'a [Reference],
    /// The provision in whose words the list will stand.
    pub(crate) reader: &'a Citation,
}

/// The lists among the references of a text, each as places in the slice.
pub(crate) fn lists_of(references: &[Reference]) -> Vec<Range<usize>> {
    let mut lists: Vec<Range<usize>> = Vec::new();
    for (index, reference) in references.iter().enumerate() {
        match lists.last_mut() {
            Some(list) if reference.joined != Joined::First => list.end = index + 1,
            Some(_) | None => lists.push(index..index + 1),
        }
    }
    lists
}

/// The words of a list for its new targets, with the place of what they replace. `targets` has one for each reference of
/// the list; none leaves that one as it is printed. None when no form of words would say it.
pub(crate) fn reprint(list: &List<'_>, targets: &[Option<Citation>]) -> Option<(Range<usize>, String)> {
    let (first, last) = (list.references.first()?, list.references.last()?);
    let span = first.range.start..last.range.end;
    list.in_place(targets).or_else(|| list.in_full(targets)).map(|words| (span, words))
}

impl List<'_> {
    fn words(&self, range: Range<usize>) -> Option<&str> {
        self.text.get(range)
    }

    /// The same form of words with other numbers in it.
    fn in_place(&self, targets: &[Option<Citation>]) -> Option<String> {
        let (first, last) = (self.references.first()?, self.references.last()?);
        let mut out = self.words(first.range.start..first.number.start)?.to_owned();
        let mut seen: Option<Citation> = None;
        let mut base: Option<String> = None;
        for (index, reference) in self.references.iter().enumerate() {
            let printed = self.words(reference.number.clone())?;
            let target = targets.get(index)?.as_ref();
            match (target, &reference.base) {
                (None, _) => out.push_str(printed),
                (Some(target), Some(below)) => {
                    let (number, named) = self.with_base(reference, printed, target, below.clause)?;
                    if base.as_ref().is_some_and(|before| *before != named) {
                        return None;
                    }
                    base = Some(named);
                    out.push_str(&number);
                }
                (Some(target), None) => out.push_str(&self.alone(reference, printed, target, seen.as_ref())?),
            }
            let relative = reference.citation.is_relative() && seen.as_ref().is_none_or(Citation::is_relative);
            seen = match target {
                Some(target) if relative => Some(last_labels(target, printed.matches('(').count())),
                Some(target) => Some(target.clone()),
                None => Some(reference.citation.clone()),
            };
            let next = self.references.get(index + 1).map_or(last.range.end, |next| next.number.start);
            match (&reference.base, &base) {
                (Some(below), Some(named)) if index + 1 == self.references.len() => {
                    out.push_str(self.words(reference.number.end..below.number.start)?);
                    out.push_str(named);
                    out.push_str(self.words(below.number.end..last.range.end)?);
                }
                _ => out.push_str(self.words(reference.number.end..next)?),
            }
        }
        Some(out)
    }

    /// The number of a reference before the base of its list, and the base.
    fn with_base(
        &self,
        reference: &Reference,
        printed: &str,
        target: &Citation,
        clause: bool,
    ) -> Option<(String, String)> {
        let document = target.document_id()?;
        let lettered = target.named_document().is_none();
        let was_lettered = reference.citation.named_document().is_none() && reference.citation.document_id().is_some();
        if lettered != was_lettered {
            return None;
        }
        if !clause {
            let number = last_part(target);
            return (!lettered).then(|| (number, document.printed()));
        }
        let labels = printed.matches('(').count();
        let above =
            (0..labels).try_fold(target.clone(), |up, _| (!up.labels().is_empty()).then(|| up.without_last_label()))?;
        let named = reference.citation.named_document().is_some();
        let base = if lettered {
            above.to_string()
        } else if named || Some(document.clone()) != self.reader.document_id() {
            format!("{} of {}", last_part(&above), document.printed())
        } else {
            last_part(&above)
        };
        Some((labels_of(target, labels), base))
    }

    /// The number of a reference that no base follows. `seen` is what the reference before it in the list now says.
    fn alone(
        &self,
        reference: &Reference,
        printed: &str,
        target: &Citation,
        seen: Option<&Citation>,
    ) -> Option<String> {
        if printed.starts_with('(') {
            let labels = printed.matches('(').count();
            let short = labels_of(target, labels);
            let wanted: Vec<Number> = target.labels().iter().rev().take(labels).rev().cloned().collect();
            match seen {
                Some(seen) if !seen.is_relative() => {
                    if with_labels(seen, &wanted).as_ref() == Some(target) {
                        return Some(short);
                    }
                }
                Some(_) | None => {
                    let above = (0..labels).fold(target.clone(), |up, _| up.without_last_label());
                    let that = reference.of == Some(Of::That);
                    if (wanted.len() == labels && self.reader.is_within(&above)) || that {
                        return Some(short);
                    }
                    return None;
                }
            }
        }
        if reference.citation.is_document() {
            return None;
        }
        match target.named_document() {
            // A number with a Section's letter says of itself where it is.
            None => {
                let was = reference.citation.document_id();
                let fits = reference.of.is_none() || was == target.document_id();
                let document = matches!(reference.announced, Announced::Document(_));
                (fits && !document).then(|| last_part(target))
            }
            Some(document) => {
                let named = reference.citation.named_document();
                let same = named.or(self.reader.named_document()) == Some(document);
                let kept = reference.of.is_some() && named.is_none();
                let bare = reference.announced == Announced::Bare;
                (!bare && (same || kept)).then(|| last_part(target))
            }
        }
    }

    /// Each reference in full, so that none depends on another or on a base: `Section D3.4 and Appendix AG 3.2`.
    fn in_full(&self, targets: &[Option<Citation>]) -> Option<String> {
        let (first, last) = (self.references.first()?, self.references.last()?);
        if self.references.iter().any(|r| r.of.is_some()) {
            return None;
        }
        let mut out = String::new();
        let mut before = None;
        for (index, reference) in self.references.iter().enumerate() {
            let absolute = Some(reference.citation.clone()).filter(|c| !c.is_relative());
            let target = targets.get(index)?.clone().or(absolute)?;
            let begins = index == 0 || target.named_document().is_some();
            if begins && target.named_document().is_none() && reference.announced != Announced::Bare {
                out.push_str("Section ");
            }
            let again = before.as_ref().is_some_and(|before| *before == target.document_id());
            if again && reference.joined == Joined::Through && target.named_document().is_some() {
                out.push_str(&last_part(&target));
            } else {
                out.push_str(&target.to_string());
            }
            before = Some(target.document_id());
            let next = self.references.get(index + 1).map_or(last.range.end, |next| next.number.start);
            let next =
                first.base.as_ref().filter(|_| index + 1 == self.references.len()).map_or(next, |b| b.range.start);
            out.push_str(self.words(reference.number.end..next)?);
        }
        Some(out)
    }
}

/// The number and labels without the document: `3.2(a)` of `Appendix AG 3.2(a)`.
fn last_part(citation: &Citation) -> String {
    let number = citation.number().map_or("", Number::as_str);
    format!("{number}{}", labels_of(citation, citation.labels().len()))
}

/// The last so many labels, printed.
fn labels_of(citation: &Citation, count: usize) -> String {
    let skip = citation.labels().len().saturating_sub(count);
    citation.labels().iter().skip(skip).map(Number::as_str).collect()
}

/// The last so many labels as a citation of their own.
fn last_labels(citation: &Citation, count: usize) -> Citation {
    let skip = citation.labels().len().saturating_sub(count);
    Citation::of_labels(citation.labels().iter().skip(skip).cloned().collect())
}
