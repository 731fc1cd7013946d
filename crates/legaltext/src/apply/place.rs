//! Finds the place of a citation in a document taken apart, and changes what stands there.

use std::sync::Arc;

use crate::citation::Citation;
use crate::document::{Document, number_path};
use crate::number::Number;
use crate::provision::Provision;

/// What a citation leads to.
pub(super) enum Found {
    /// The places to step through, from the top of the document down.
    At(Vec<usize>),
    /// It lies below a provision whose words are not held, so nobody can say whether it is there.
    BelowUnheld,
    /// It is not there.
    Absent,
    /// More than one provision carries the number.
    Twice,
}

/// Where the provision cited stands.
pub(super) fn locate(document: &Document, at: &Citation) -> Found {
    let Some(number) = at.number() else { return Found::Absent };
    let mut path = Vec::new();
    let mut level = document.provisions();
    let clause = number_path(number);
    let steps = clause.iter().map(|n| (n, n == number)).chain(at.labels().iter().map(|l| (l, true)));
    let mut unheld_above = false;
    for (step, must) in steps {
        let mut here = level.iter().enumerate().filter(|(_, p)| p.number() == step);
        match (here.next(), here.next()) {
            (Some(_), Some(_)) => return Found::Twice,
            (Some((index, provision)), None) => {
                path.push(index);
                unheld_above = !provision.is_held();
                level = provision.children();
            }
            // A group that the document does not print has no level of its own.
            (None, _) if !must => {}
            (None, _) if unheld_above && step.is_label() => return Found::BelowUnheld,
            (None, _) => return Found::Absent,
        }
    }
    Found::At(path)
}

/// The provision at a path.
pub(super) fn provision<'a>(document: &'a Document, path: &[usize]) -> Option<&'a Arc<Provision>> {
    let (last, above) = path.split_last()?;
    level(document, above)?.get(*last)
}

/// What stands directly below a path; the top provisions for an empty one.
pub(super) fn level<'a>(document: &'a Document, path: &[usize]) -> Option<&'a [Arc<Provision>]> {
    let mut level = document.provisions();
    for index in path {
        level = level.get(*index)?.children();
    }
    Some(level)
}

/// Changes the provisions below `path`, and the provisions above them with them.
pub(super) fn edit(document: &mut Document, path: &[usize], change: impl FnOnce(&mut Vec<Arc<Provision>>)) {
    document.change_provisions(path.first().copied(), |top| edit_level(top, path, change));
}

fn edit_level(level: &mut Vec<Arc<Provision>>, path: &[usize], change: impl FnOnce(&mut Vec<Arc<Provision>>)) {
    let Some((first, rest)) = path.split_first() else { return change(level) };
    if let Some(slot) = level.get_mut(*first) {
        Arc::make_mut(slot).change_children(|children| edit_level(children, rest, change));
    }
}

/// Puts another provision in the place of the one at `path`.
pub(super) fn replace(document: &mut Document, path: &[usize], new: Arc<Provision>) {
    let Some((last, above)) = path.split_last() else { return };
    let put = |level: &mut Vec<Arc<Provision>>| {
        if let Some(slot) = level.get_mut(*last) {
            *slot = new
        }
    };
    if above.is_empty() {
        document.change_provisions(Some(*last), put);
    } else {
        edit(document, above, put);
    }
}

/// The path of the deepest group in the document that a clause number stands under by its form; empty for none.
pub(super) fn group_of(document: &Document, number: &Number) -> Vec<usize> {
    let mut path = Vec::new();
    let mut level = document.provisions();
    for above in number_path(number).iter().filter(|n| *n != number) {
        if let Some(index) = level.iter().position(|p| p.number() == above)
            && let Some(group) = level.get(index)
        {
            path.push(index);
            level = group.children();
        }
    }
    path
}
