//! Walks two lists of nodes side by side, by identity.

use std::sync::Arc;

use super::super::pairing::rising;

/// What the two lists hold: something with an identity and a hash.
pub(super) trait Node {
    type Id: Ord;

    fn id(&self) -> &Self::Id;

    /// True when the words of both are the same, all the way down.
    fn is_same(&self, other: &Self) -> bool;
}

/// One step of the walk.
pub(super) enum Step<'a, T> {
    /// In both, in the same order, and nothing in it differs.
    Same(&'a T),
    /// In both, in the same order.
    Both(&'a T, &'a T),
    /// Only in the old list, or in another order there.
    Old(&'a T),
    /// Only in the new list, or in another order there.
    New(&'a T),
}

/// The steps that lead through both lists. With `full` nothing is called the same.
pub(super) fn align<'a, T: Node>(old: &'a [Arc<T>], new: &'a [Arc<T>], full: bool) -> Vec<Step<'a, T>> {
    let mut steps = Vec::new();
    let both = |steps: &mut Vec<Step<'a, T>>, was: &'a Arc<T>, is: &'a Arc<T>| {
        let same = !full && (Arc::ptr_eq(was, is) || was.is_same(is));
        steps.push(if same { Step::Same(is.as_ref()) } else { Step::Both(was, is) });
    };
    let (mut old_at, mut new_at) = (0, 0);
    for (was, is) in in_order(old, new).into_iter().chain(Some((old.len(), new.len()))) {
        steps.extend(old.iter().take(was).skip(old_at).map(|n| Step::Old(n.as_ref())));
        steps.extend(new.iter().take(is).skip(new_at).map(|n| Step::New(n.as_ref())));
        if let (Some(was), Some(is)) = (old.get(was), new.get(is)) {
            both(&mut steps, was, is);
        }
        (old_at, new_at) = (was + 1, is + 1);
    }
    steps
}

/// The places of nodes with one identity that stand in the same order in both lists, as many as there are.
fn in_order<T: Node>(old: &[Arc<T>], new: &[Arc<T>]) -> Vec<(usize, usize)> {
    let same = |(was, is): &(&Arc<T>, &Arc<T>)| Arc::ptr_eq(was, is) || was.id() == is.id();
    let head = old.iter().zip(new).take_while(same).count();
    let rest = old.len().min(new.len()) - head;
    let foot = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(same).count();
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    let (old_middle, new_middle) = (head..old.len() - foot, head..new.len() - foot);
    if !old_middle.is_empty() && !new_middle.is_empty() {
        let mut known: Vec<(&T::Id, usize)> =
            old_middle.clone().filter_map(|at| Some((old.get(at)?.id(), at))).collect();
        known.sort_unstable();
        let found = new_middle.filter_map(|is| {
            let id = new.get(is)?.id();
            let (_, was) = known.get(known.partition_point(|(k, _)| *k < id)).filter(|(k, _)| *k == id)?;
            Some((*was, is))
        });
        pairs.extend(rising(&found.collect::<Vec<_>>(), |(was, is)| {
            let same = old.get(was).zip(new.get(is)).is_some_and(|(was, is)| was.is_same(is));
            2 + u64::from(same)
        }));
    }
    pairs.extend((0..foot).rev().map(|back| (old.len() - 1 - back, new.len() - 1 - back)));
    pairs
}
