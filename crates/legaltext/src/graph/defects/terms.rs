//! Terms that are not defined, never used, defined twice, or defined by what does not define them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::definition::{Definition, Meaning, inline_definitions};
use crate::graph::{Defined, Graph, How, Place, RefState, Resolver, Scope, Standing, Step};
use crate::provision::Provision;
use crate::references::scan;
use crate::vocabulary::Hit;

use super::{Defect, DefectKind, Level};

pub(super) fn check(graph: &Graph, found: &mut Vec<Defect>) {
    for defined in graph.terms().all() {
        if let Some(definition) = listed(graph, defined) {
            found.extend(alias(graph, defined, definition));
            found.extend(pointer(graph, defined, definition));
        }
    }
    doubled(graph, found);
    unused(graph, found);
}

fn about(kind: DefectKind, level: Level, defined: &Defined, message: String, related: Vec<Place>) -> Defect {
    Defect { kind, level, at: defined.place.clone(), term: Some(defined.term.to_string()), message, related }
}

/// The listed definition at a place.
fn listed<'a>(graph: &'a Graph, defined: &Defined) -> Option<&'a Arc<Definition>> {
    if defined.how != How::Listed {
        return None;
    }
    let document = graph.edition().document(&defined.document)?;
    let list = match document.trail(&defined.place.at) {
        Some(trail) => trail.last()?.definitions(),
        None => document.opening_definitions(),
    };
    list.iter().find(|definition| definition.term() == &*defined.term)
}

fn alias(graph: &Graph, defined: &Defined, definition: &Definition) -> Option<Defect> {
    let Meaning::Alias { of } = definition.meaning() else { return None };
    let (term, at) = (&defined.term, &defined.place.at);
    let next = |of: &str| graph.terms().definition(of, &defined.document, Some(at));
    if next(of).is_none() {
        let message =
            format!("\"{term}\" in {at} stands for \"{of}\", which is not defined; define it or name another term");
        return Some(about(DefectKind::UndefinedTerm, Level::Error, defined, message, Vec::new()));
    }
    let mut trail = vec![term.to_string()];
    let mut here = of.clone();
    loop {
        if trail.contains(&here) {
            // A term that leads into a circle without being on it is no defect of its own.
            let on_it = trail.first() == Some(&here);
            let circle = trail.iter().map(|t| format!("\"{t}\"")).collect::<Vec<_>>().join(" for ");
            let message =
                format!("{circle} for \"{here}\": the terms stand for one another; say what one of them means");
            return on_it.then(|| about(DefectKind::AliasLoop, Level::Error, defined, message, Vec::new()));
        }
        let meaning = next(&here).and_then(|d| listed(graph, d)).map(|d| d.meaning());
        let Some(Meaning::Alias { of }) = meaning else { return None };
        trail.push(std::mem::replace(&mut here, of.clone()));
    }
}

/// A pointer that leads to a provision which does not define the term. One that leads nowhere is a reference's defect.
fn pointer(graph: &Graph, defined: &Defined, definition: &Arc<Definition>) -> Option<Defect> {
    let Meaning::Pointer { .. } = definition.meaning() else { return None };
    let edition = graph.edition();
    let document = edition.document(&defined.document)?;
    let mut standing = Standing::at(document, &defined.place.at);
    standing.steps.push(Step::Definition(definition));
    let resolver = Resolver::new(edition);
    let cited = definition.cited().lead_in(definition.lead_in()).references;
    let resolution = resolver.resolve(cited.first()?, &[], &standing)?;
    let target = resolution.target()?.place.clone();
    let term = &*defined.term;
    let (text, unheld) = if target.at.is_document() {
        let document = edition.document(&target.at.document_id()?)?;
        (document.provisions().iter().map(|p| p.text()).collect::<Vec<_>>().join("\n"), document.has_unheld())
    } else {
        let provision = edition.find(&target.at)?;
        (provision.text(), provision.has_unheld())
    };
    let quoted = [format!("\"{term}\""), format!("\u{201c}{term}\u{201d}")].iter().any(|q| text.contains(q.as_str()));
    let defines = quoted || inline_definitions(&text).iter().any(|inline| inline.term == term);
    if unheld || defines || resolution.state == RefState::Unheld {
        return None;
    }
    let mut hits = Vec::new();
    graph.terms().vocabulary.uses(&text, || scan(&text), &mut hits);
    let id = graph.terms().vocabulary.id(term);
    let uses = hits.iter().any(|hit| Some(hit.term) == id);
    let (level, says) = if uses {
        (Level::Warning, "uses the term without putting it in quotation marks")
    } else {
        (Level::Error, "does not have the term")
    };
    let at = &defined.place.at;
    let message = format!(
        "\"{term}\" in {at} points to {target} for its meaning, which {says}; name the provision that defines it"
    );
    Some(about(DefectKind::PointerEmpty, level, defined, message, vec![target]))
}

/// One term defined more than once.
fn doubled(graph: &Graph, found: &mut Vec<Defect>) {
    for term in graph.terms().names() {
        let all = graph.terms().definitions(term);
        for (index, later) in all.iter().enumerate().skip(1) {
            if let Some(earlier) = all.iter().take(index).find(|earlier| same_scope(earlier, later)) {
                found.extend(twice(graph, earlier, later));
            } else if let Some(wider) =
                all.iter().find(|wider| wider.scope == Scope::Code && later.scope != Scope::Code)
            {
                found.extend(hidden(graph, wider, later));
            }
        }
        // The definition that hides may be the first of them.
        if let (Some(first), Some(wider)) = (all.first(), all.iter().skip(1).find(|d| d.scope == Scope::Code))
            && first.scope != Scope::Code
        {
            found.extend(hidden(graph, wider, first));
        }
    }
}

fn same_scope(one: &Defined, other: &Defined) -> bool {
    one.scope == other.scope && one.how == other.how
}

fn twice(graph: &Graph, earlier: &Defined, later: &Defined) -> Option<Defect> {
    let same = match (listed(graph, earlier), listed(graph, later)) {
        (Some(one), Some(other)) => one.hash() == other.hash(),
        // In a clause's words nobody can say what belongs to the definition, so only its place differs.
        (_, _) => false,
    };
    let inline = later.how == How::Inline;
    if inline && earlier.place.at == later.place.at {
        return None;
    }
    let term = &later.term;
    let (level, says) = match (same, inline) {
        (true, _) => (Level::Warning, "in the same words; take one away"),
        (false, false) => (Level::Error, "in other words; take one away, or say where each counts"),
        (false, true) => (Level::Warning, "again; call one of the two things by another term"),
    };
    let message = format!("\"{term}\" is defined in {} and in {} {says}", earlier.place.at, later.place.at);
    Some(about(DefectKind::TermTwice, level, later, message, vec![earlier.place.clone()]))
}

/// A definition of one document that hides the Code's own. One to which the Code's list points is the Code's own.
fn hidden(graph: &Graph, wider: &Defined, nearer: &Defined) -> Option<Defect> {
    let points = |from: &Defined, to: &Defined| {
        let meaning = listed(graph, from).map(|definition| definition.meaning());
        match meaning {
            Some(Meaning::Pointer { clause, .. }) => to.place.at.is_within(&clause.in_document(&from.document)),
            Some(Meaning::Alias { .. } | Meaning::FullText | Meaning::Unheld) | None => false,
        }
    };
    // A pointer that leads nowhere, or to another clause of this document, is wrong itself, and said so.
    let astray = match listed(graph, wider).map(|definition| definition.meaning()) {
        Some(Meaning::Pointer { clause, .. }) => {
            let at = clause.in_document(&wider.document);
            graph.edition().find(&at).is_none() || at.document_id().as_ref() == Some(&nearer.document)
        }
        Some(Meaning::Alias { .. } | Meaning::FullText | Meaning::Unheld) | None => false,
    };
    if astray || points(wider, nearer) || points(nearer, wider) {
        return None;
    }
    let (term, document) = (&nearer.term, nearer.document.printed());
    let same = match (listed(graph, wider), listed(graph, nearer)) {
        (Some(one), Some(other)) => one.hash() == other.hash(),
        (_, _) => false,
    };
    let says = if same { "in the same words, so one of them can go" } else { "which does not count there" };
    let message = format!(
        "\"{term}\" means in {document} what {} says, and {} defines it too, {says}",
        nearer.place.at, wider.place.at
    );
    Some(about(DefectKind::TermHidden, Level::Note, nearer, message, vec![wider.place.clone()]))
}

/// Terms that nothing uses. Where some words are not held they may be used there, so nothing is said.
fn unused(graph: &Graph, found: &mut Vec<Defect>) {
    let edition = graph.edition();
    if edition.documents().iter().any(|document| document.has_unheld()) {
        return;
    }
    let mut printed: BTreeSet<u32> = BTreeSet::new();
    let mut hits: Vec<Hit> = Vec::new();
    for document in edition.documents() {
        graph.terms().vocabulary.find(document.title(), &mut hits);
        document.each(&mut |_, provision: &Provision| {
            for heading in provision.heading().into_iter().chain(provision.caption()) {
                graph.terms().vocabulary.find(heading, &mut hits);
            }
        });
    }
    printed.extend(hits.iter().map(|hit| hit.term));
    for defined in graph.terms().all() {
        let Some(id) = graph.terms().vocabulary.id(&defined.term) else { continue };
        let pointed = defined.how == How::Inline
            && graph.terms().definitions(&defined.term).iter().any(|other| other.how == How::Listed);
        if pointed || printed.contains(&id) || graph.is_used(defined) {
            continue;
        }
        let (term, at) = (&defined.term, &defined.place.at);
        let (level, message) = match defined.how {
            How::Listed => {
                (Level::Warning, format!("\"{term}\" is defined in {at} and never used; take the definition away"))
            }
            How::Inline => {
                (Level::Note, format!("\"{term}\" is defined in {at} and not used after that; take the bracket away"))
            }
        };
        found.push(about(DefectKind::UnusedTerm, level, defined, message, Vec::new()));
    }
}
