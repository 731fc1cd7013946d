//! Makes the changes of paired provisions.

use super::pairing::{Pairs, Unit};
use super::words::{Marker, segment};
use super::{Change, ChangeKind, Op};

/// One change for each pair and for each unit that has none: the new ones in their order, then the removed ones in theirs.
pub(super) fn changes(old: &[Unit<'_>], new: &[Unit<'_>], pairs: &Pairs) -> Vec<Change> {
    let mut marker = Marker::new();
    let mut out = Vec::with_capacity(new.len());
    for ((unit, was), in_place) in new.iter().zip(&pairs.old_of).zip(&pairs.in_place) {
        out.push(match was.and_then(|was| old.get(was)) {
            Some(was) => Change {
                kind: kind(was, unit, *in_place),
                old_number: number(was),
                new_number: number(unit),
                old_index: Some(was.index),
                new_index: Some(unit.index),
                segments: marker.segments(&was.text, &unit.text),
            },
            None => Change {
                kind: ChangeKind::Inserted,
                old_number: None,
                new_number: number(unit),
                old_index: None,
                new_index: Some(unit.index),
                segments: segment(Op::Insert, &unit.text),
            },
        });
    }
    for (unit, _) in old.iter().zip(&pairs.new_of).filter(|(_, is)| is.is_none()) {
        out.push(Change {
            kind: ChangeKind::Removed,
            old_number: number(unit),
            new_number: None,
            old_index: Some(unit.index),
            new_index: None,
            segments: segment(Op::Delete, &unit.text),
        });
    }
    out
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

/// Puts each removed provision after the one that it followed in the old text; the others stand in the order of the new.
pub(super) fn ordered(changes: Vec<Change>, old: &[Unit<'_>], pairs: &Pairs) -> Vec<Change> {
    let new_units = pairs.old_of.len();
    let mut after: Vec<Vec<Change>> = vec![Vec::new(); new_units + 1];
    let mut kept = Vec::with_capacity(changes.len());
    let mut removed = Vec::new();
    for change in changes {
        if change.kind == ChangeKind::Removed { removed.push(change) } else { kept.push(change) }
    }
    let mut removed = removed.into_iter();
    let mut slot = 0;
    for is in pairs.new_of.iter().take(old.len()) {
        match is {
            Some(is) if pairs.in_place.get(*is) == Some(&true) => slot = is + 1,
            Some(_) => {}
            None => {
                if let (Some(change), Some(list)) = (removed.next(), after.get_mut(slot)) {
                    list.push(change);
                }
            }
        }
    }
    let mut after = after.into_iter();
    let mut out: Vec<Change> = after.next().unwrap_or_default();
    for (change, gone) in kept.into_iter().zip(after) {
        out.push(change);
        out.extend(gone);
    }
    out
}
