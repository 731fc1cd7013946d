//! Where a text stands: the document, and what is open above it.

use std::sync::Arc;

use crate::citation::Citation;
use crate::definition::Definition;
use crate::document::Document;
use crate::number::Number;
use crate::provision::Provision;
use crate::references::cited::Cited;

use super::place::Place;

/// One node on the way down to a text.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    Provision(&'a Provision),
    Definition(&'a Definition),
}

impl<'a> Step<'a> {
    /// What lies directly below it.
    pub(crate) fn children(self) -> &'a [Arc<Provision>] {
        match self {
            Step::Provision(provision) => provision.children(),
            Step::Definition(definition) => definition.children(),
        }
    }

    /// The definitions that it lists.
    pub(crate) fn definitions(self) -> &'a [Arc<Definition>] {
        match self {
            Step::Provision(provision) => provision.definitions(),
            Step::Definition(_) => &[],
        }
    }

    /// Its words before and after its list; empty when they are not held.
    pub(crate) fn texts(self) -> (&'a str, &'a str) {
        match self {
            Step::Provision(provision) => (provision.lead_in(), provision.tail()),
            Step::Definition(definition) => (definition.lead_in(), definition.tail()),
        }
    }

    /// What its words cite.
    pub(crate) fn cited(self) -> &'a Cited {
        match self {
            Step::Provision(provision) => provision.cited(),
            Step::Definition(definition) => definition.cited(),
        }
    }
}

/// Where a text stands. Built step by step while a document is walked; nothing is copied until a citation is asked for.
#[derive(Clone)]
pub(crate) struct Standing<'a> {
    pub(crate) document: &'a Document,
    pub(crate) steps: Vec<Step<'a>>,
}

impl<'a> Standing<'a> {
    pub(crate) fn top(document: &'a Document) -> Standing<'a> {
        Standing { document, steps: Vec::new() }
    }

    /// The place of a citation in a document. Steps that are not there are left out.
    pub(crate) fn at(document: &'a Document, at: &Citation) -> Standing<'a> {
        let trail = document.trail(at).unwrap_or_default();
        Standing { document, steps: trail.into_iter().map(Step::Provision).collect() }
    }

    /// The place itself.
    pub(crate) fn place(&self) -> Place {
        self.place_of(&self.steps)
    }

    /// The deepest clause number on the way down, and the steps below it; none where no clause is open.
    pub(crate) fn clause(&self) -> Option<(&'a Number, &[Step<'a>])> {
        self.steps.iter().enumerate().rev().find_map(|(depth, step)| match step {
            Step::Provision(provision) if !provision.number().is_label() => {
                Some((provision.number(), self.steps.get(depth + 1..).unwrap_or_default()))
            }
            Step::Provision(_) | Step::Definition(_) => None,
        })
    }

    /// The place of the first of the steps.
    pub(crate) fn place_of(&self, steps: &[Step<'a>]) -> Place {
        let mut place = Place::of(Citation::of_document(self.document.id()));
        // Only the deepest clause number counts, so those above it need not be printed.
        let from = steps.iter().rposition(|s| matches!(s, Step::Provision(p) if !p.number().is_label())).unwrap_or(0);
        for step in steps.iter().skip(from) {
            match step {
                Step::Provision(provision) if place.term.is_some() => place.labels.push(provision.number().clone()),
                Step::Provision(provision) => place.at = place.at.child(provision.number()),
                Step::Definition(definition) => place.term = Some(definition.term().into()),
            }
        }
        place
    }

    /// Everything along a path of labels below a step, when all of them stand there: more than one where a label is doubled.
    pub(crate) fn below(&self, depth: usize, labels: &[Number]) -> Vec<Vec<Step<'a>>> {
        let Some(step) = depth.checked_sub(1).and_then(|last| self.steps.get(last)) else { return Vec::new() };
        let mut open: Vec<Vec<Step<'a>>> = vec![self.steps.iter().take(depth).copied().collect()];
        let mut level: Vec<&'a [Arc<Provision>]> = vec![step.children()];
        for label in labels {
            let mut next = (Vec::new(), Vec::new());
            for (steps, children) in open.iter().zip(&level) {
                for child in children.iter().filter(|c| c.number() == label) {
                    let mut steps = steps.clone();
                    steps.push(Step::Provision(child));
                    next.0.push(steps);
                    next.1.push(child.children());
                }
            }
            (open, level) = next;
        }
        open
    }
}

/// Looks at a node where it stands, and says whether to go on below it.
pub(crate) type Visit<'a, 'v> = dyn FnMut(&Standing<'a>, Step<'a>) -> bool + 'v;

/// Visits every text of a document in printed order: the definitions at its head, then each provision with what lies below
/// it, then the definitions that it lists. The visitor says whether to go below a node.
pub(crate) fn walk<'a>(document: &'a Document, visit: &mut Visit<'a, '_>) {
    let mut standing = Standing::top(document);
    for definition in document.opening_definitions() {
        walk_step(&mut standing, Step::Definition(definition), visit);
    }
    for provision in document.provisions() {
        walk_step(&mut standing, Step::Provision(provision), visit);
    }
}

/// Visits the node that a standing ends in, and everything below it.
pub(crate) fn walk_below<'a>(mut standing: Standing<'a>, visit: &mut Visit<'a, '_>) {
    if let Some(step) = standing.steps.pop() {
        walk_step(&mut standing, step, visit);
    }
}

fn walk_step<'a>(standing: &mut Standing<'a>, step: Step<'a>, visit: &mut Visit<'a, '_>) {
    standing.steps.push(step);
    if visit(standing, step) {
        step.children().iter().for_each(|child| walk_step(standing, Step::Provision(child), visit));
        step.definitions().iter().for_each(|d| walk_step(standing, Step::Definition(d), visit));
    }
    standing.steps.pop();
}
