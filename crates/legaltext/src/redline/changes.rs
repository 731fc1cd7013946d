//! Makes the changes of paired provisions, in the order in which a reader meets them.

use super::folding::{Context, near};
use super::pairing::{Pairs, Unit};
use super::words::{Marker, segment};
use super::{Change, ChangeKind, Op};

/// One line of a redline before its words are looked at.
#[derive(Clone, Copy)]
struct Listed {
    kind: ChangeKind,
    was: Option<usize>,
    is: Option<usize>,
}

/// The changes of two paired texts. New, kept and moved provisions stand in the order of the new text; a removed one after
/// the one that it followed in the old. Of the unchanged ones only those in the context are made.
pub(super) fn changes(old: &[Unit<'_>], new: &[Unit<'_>], pairs: &Pairs, context: Context) -> Vec<Change> {
    let listed = listed(old, new, pairs);
    let shown = match context {
        Context::All => Vec::new(),
        Context::Around(count) => {
            let changed: Vec<bool> = listed.iter().map(|line| line.kind != ChangeKind::Unchanged).collect();
            near(&changed, count)
        }
    };
    let shown = shown.into_iter().chain(std::iter::repeat(true));
    let mut marker = Marker::new();
    let mut change = |line: Listed| {
        let (was, is) = (line.was.and_then(|was| old.get(was)), line.is.and_then(|is| new.get(is)));
        Change {
            kind: line.kind,
            old_number: was.and_then(number),
            new_number: is.and_then(number),
            old_index: was.map(|unit| unit.index),
            new_index: is.map(|unit| unit.index),
            segments: match (was, is) {
                (Some(was), Some(_)) if line.kind == ChangeKind::Unchanged => segment(Op::Equal, &was.text),
                (Some(was), Some(is)) => marker.segments(&was.text, &is.text),
                (Some(was), None) => segment(Op::Delete, &was.text),
                (None, Some(is)) => segment(Op::Insert, &is.text),
                (None, None) => Vec::new(),
            },
        }
    };
    listed.into_iter().zip(shown).filter(|(_, shown)| *shown).map(|(line, _)| change(line)).collect()
}

fn listed(old: &[Unit<'_>], new: &[Unit<'_>], pairs: &Pairs) -> Vec<Listed> {
    let mut listed = Vec::with_capacity(new.len());
    let mut gone = removed(pairs).into_iter().peekable();
    let mut follow = |slot: usize, listed: &mut Vec<Listed>| {
        while let Some((_, was)) = gone.next_if(|(after, _)| *after == slot) {
            listed.push(Listed { kind: ChangeKind::Removed, was: Some(was), is: None });
        }
    };
    follow(0, &mut listed);
    for (is, (unit, (was, in_place))) in new.iter().zip(pairs.old_of.iter().zip(&pairs.in_place)).enumerate() {
        let kind = was.and_then(|was| old.get(was)).map_or(ChangeKind::Inserted, |was| kind(was, unit, *in_place));
        listed.push(Listed { kind, was: *was, is: Some(is) });
        follow(is + 1, &mut listed);
    }
    listed
}

/// The removed units in their order, each with the number of new units that stand before it.
fn removed(pairs: &Pairs) -> Vec<(usize, usize)> {
    let mut removed = Vec::new();
    let mut slot = 0;
    for (was, is) in pairs.new_of.iter().enumerate() {
        match is {
            Some(is) if pairs.in_place.get(*is) == Some(&true) => slot = is + 1,
            Some(_) => {}
            None => removed.push((slot, was)),
        }
    }
    removed
}

fn kind(was: &Unit<'_>, is: &Unit<'_>, in_place: bool) -> ChangeKind {
    if !in_place {
        ChangeKind::Moved
    } else if was.number != is.number {
        ChangeKind::Renumbered
    } else if was.text != is.text {
        ChangeKind::Changed
    } else {
        ChangeKind::Unchanged
    }
}

fn number(unit: &Unit<'_>) -> Option<String> {
    unit.number.as_ref().map(ToString::to_string)
}
