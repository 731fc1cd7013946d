//! References that lead nowhere, to several places, or to a provision with another heading.

use crate::citation::Citation;
use crate::definition::Meaning;
use crate::graph::{CitedAt, Graph, Place, RefState};
use crate::references::{Announced, Joined, Of};

use super::headings::{headings, same};
use super::{Defect, DefectKind, Level, defect};

pub(super) fn check(graph: &Graph, found: &mut Vec<Defect>) {
    let references = graph.references();
    for (index, cited) in references.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|i| references.get(i));
        found.extend(state(graph, cited));
        found.extend(label(graph, cited));
        found.extend(before.and_then(|before| backwards(before, cited)));
    }
}

/// `Section D3.4` or `paragraph (c)` as the text says it.
fn said(cited: &CitedAt) -> String {
    let citation = &cited.reference.citation;
    let word = match cited.reference.announced {
        _ if citation.is_document() => "",
        Announced::Clause => "clause ",
        Announced::Paragraph => "paragraph ",
        Announced::SubParagraph => "sub-paragraph ",
        Announced::Section if citation.named_document().is_none() => "Section ",
        Announced::Section | Announced::Document(_) | Announced::Bare | Announced::Law => "",
    };
    let of = match &cited.reference.of {
        Some(Of::Inside(document)) => format!(" of {}", document.printed()),
        Some(Of::Named(_) | Of::That | Of::Definition(_)) | None => String::new(),
    };
    format!("{word}{citation}{of}")
}

/// True when the reference is the one by which a definition points to its meaning.
fn is_pointer(graph: &Graph, cited: &CitedAt) -> bool {
    let Some(term) = cited.place.term.as_deref().filter(|_| cited.place.labels.is_empty()) else { return false };
    let Some(document) = cited.place.at.document_id() else { return false };
    let Some(document) = graph.edition().document(&document) else { return false };
    document.definitions().iter().any(|(_, d)| {
        d.term() == term
            && matches!(d.meaning(), Meaning::Pointer { clause, .. } if *clause == cited.reference.citation)
    })
}

fn state(graph: &Graph, cited: &CitedAt) -> Option<Defect> {
    let (at, said) = (&cited.place, said(cited));
    let targets: Vec<Place> = cited.resolution.targets.iter().map(|t| t.place.clone()).collect();
    let listed = || targets.iter().map(Place::to_string).collect::<Vec<_>>().join(", ");
    let (kind, level, message) = match cited.resolution.state {
        RefState::Resolves | RefState::ResolvesInAttachment | RefState::Outside | RefState::Unheld => return None,
        RefState::Dangling if is_pointer(graph, cited) => (
            DefectKind::PointerDangling,
            Level::Error,
            format!("{at} points to {said}, which is not in this edition; name the provision that defines it"),
        ),
        RefState::Dangling => (
            DefectKind::DanglingReference,
            Level::Error,
            format!("{at} refers to {said}, which is not in this edition; name a provision that is"),
        ),
        RefState::Moved => (
            DefectKind::MovedReference,
            Level::Warning,
            format!("{at} refers to {said}, which is now {}; give the new number", listed()),
        ),
        RefState::Ambiguous => {
            let doubled = targets.windows(2).any(|pair| pair.first() == pair.last());
            let message = if targets.is_empty() {
                format!("{at} refers to {said} and does not say of which clause; name the clause")
            } else if doubled {
                format!("{at} refers to {said}, and more than one provision carries that number; renumber one of them")
            } else if targets.len() == 1 {
                format!(
                    "{at} refers to {said}, which is not in its own document but is {}; name the document",
                    listed()
                )
            } else if targets.len() > 6 {
                format!("{at} refers to {said}, which fits {} places; name the document", targets.len())
            } else {
                format!("{at} refers to {said}, which fits {}; say which is meant", listed())
            };
            (DefectKind::AmbiguousReference, Level::Warning, message)
        }
    };
    Some(Defect { related: targets, ..defect(kind, level, at.clone(), message) })
}

fn label(graph: &Graph, cited: &CitedAt) -> Option<Defect> {
    let label = cited.reference.label.as_ref()?;
    let target = cited.resolution.target()?;
    if target.place.term.is_some() {
        return None;
    }
    let fits = headings(graph.edition(), &target.place.at)?;
    if fits.iter().any(|heading| same(heading, label)) {
        return None;
    }
    let pointer = is_pointer(graph, cited);
    let kind = if pointer { DefectKind::PointerLabel } else { DefectKind::ReferenceLabel };
    let is = match fits.first() {
        Some(heading) => format!("whose heading is \"{heading}\""),
        None => "which has no heading".to_owned(),
    };
    let (at, target) = (&cited.place, &target.place);
    let message = format!("{at} calls {target} \"{label}\", {is}; correct the one or the other");
    Some(Defect { related: vec![target.clone()], ..defect(kind, Level::Warning, at.clone(), message) })
}

fn backwards(first: &CitedAt, last: &CitedAt) -> Option<Defect> {
    let same_text = first.place == last.place && first.part == last.part;
    if !same_text || last.reference.joined != Joined::Through {
        return None;
    }
    let (from, to): (&Citation, &Citation) = (&first.reference.citation, &last.reference.citation);
    let (ends, document) = ((resolved(first), resolved(last)), |at: &Citation| at.document_id());
    let backwards = match ends {
        // Ends in two groups or lists: the clause of the one stands behind that of the other.
        (Some(from), Some(to)) if from.parent() != to.parent() => {
            document(&from) == document(&to) && from.number() > to.number()
        }
        (_, _) => from.parent() == to.parent() && from.last() >= to.last(),
    };
    let message = format!("{} refers to {from} to {to}, which runs backwards; say which are meant", last.place);
    backwards.then(|| defect(DefectKind::BackwardsRange, Level::Warning, last.place.clone(), message))
}

/// The provision that a reference leads to, where it is one.
fn resolved(cited: &CitedAt) -> Option<Citation> {
    cited.resolution.target().filter(|target| target.place.term.is_none()).map(|target| target.place.at.clone())
}
