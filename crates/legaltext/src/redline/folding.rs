//! Leaves out what did not change, and says how much that is.

use super::{Change, ChangeKind, Redline};

/// How much of what did not change a redline lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// So many unchanged provisions before and after each change; 0 for none.
    Around(usize),
    /// Both texts whole.
    All,
}

/// One line of a folded redline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folded<'r> {
    /// A provision that changed, or one near it that did not.
    Shown(&'r Change),
    /// So many unchanged provisions, one after another, that are left out here.
    LeftOut(usize),
}

impl std::fmt::Display for Folded<'_> {
    /// What is left out, in words: `12 unchanged provisions`; the number of what is shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Folded::LeftOut(1) => f.write_str("1 unchanged provision"),
            Folded::LeftOut(count) => write!(f, "{count} unchanged provisions"),
            Folded::Shown(change) => {
                f.write_str(change.new_number.as_deref().or(change.old_number.as_deref()).unwrap_or(""))
            }
        }
    }
}

impl Redline {
    /// The changes with at most `context` unchanged provisions before and after each, and what is left out between them
    /// counted. It counts what an earlier step left out too, as [`super::editions()`] does.
    pub fn folded(&self, context: usize) -> Vec<Folded<'_>> {
        let changed: Vec<bool> = self.changes.iter().map(|c| c.kind != ChangeKind::Unchanged).collect();
        let mut walk = Walk::through(&self.changes);
        let mut folded = Vec::new();
        let mut left_out = 0;
        for (change, shown) in self.changes.iter().zip(near(&changed, context)) {
            left_out += walk.passed_over_before(change);
            if !shown {
                left_out += 1;
                continue;
            }
            if left_out > 0 {
                folded.push(Folded::LeftOut(std::mem::take(&mut left_out)));
            }
            folded.push(Folded::Shown(change));
        }
        left_out += self.new_length.saturating_sub(walk.next_new);
        if left_out > 0 {
            folded.push(Folded::LeftOut(left_out));
        }
        folded
    }
}

/// Follows the places of the listed changes, to know where something unlisted stands between two of them.
struct Walk {
    next_old: usize,
    next_new: usize,
    /// Places in the old text of what moved, in order: it is listed where it went, not where it was.
    moved: Vec<usize>,
}

impl Walk {
    fn through(changes: &[Change]) -> Walk {
        let moved = changes.iter().filter(|c| c.kind == ChangeKind::Moved);
        let mut moved: Vec<usize> = moved.filter_map(|c| c.old_index).collect();
        moved.sort_unstable();
        Walk { next_old: 0, next_new: 0, moved }
    }

    /// How many unlisted provisions stand directly before this change. They did not change, so there are as many in the
    /// old text as in the new.
    fn passed_over_before(&mut self, change: &Change) -> usize {
        let count = match (change.new_index, change.old_index) {
            (Some(index), _) => index.saturating_sub(self.next_new),
            (None, Some(index)) => {
                let left = |place: usize| self.moved.partition_point(|moved| *moved < place);
                let elsewhere = left(index).saturating_sub(left(self.next_old));
                index.saturating_sub(self.next_old).saturating_sub(elsewhere)
            }
            (None, None) => 0,
        };
        self.next_new += count + usize::from(change.new_index.is_some());
        self.next_old = match change.kind {
            ChangeKind::Moved | ChangeKind::Inserted => self.old_after(count),
            ChangeKind::Changed | ChangeKind::Removed | ChangeKind::Renumbered | ChangeKind::Unchanged => {
                change.old_index.map_or(self.next_old, |index| index + 1)
            }
        };
        count
    }

    /// The place in the old text after so many provisions that did not move.
    fn old_after(&self, count: usize) -> usize {
        let mut place = self.next_old + count;
        for moved in self.moved.iter().skip(self.moved.partition_point(|moved| *moved < self.next_old)) {
            if *moved < place {
                place += 1;
            }
        }
        place
    }
}

/// Which of a row of provisions are shown: those that changed, and so many before and after each.
pub(super) fn near(changed: &[bool], context: usize) -> Vec<bool> {
    let mut shown = changed.to_vec();
    let mut since = usize::MAX;
    for (slot, changed) in shown.iter_mut().zip(changed) {
        since = if *changed { 0 } else { since.saturating_add(1) };
        *slot = since <= context;
    }
    let mut until = usize::MAX;
    for (slot, changed) in shown.iter_mut().zip(changed).rev() {
        until = if *changed { 0 } else { until.saturating_add(1) };
        *slot |= until <= context;
    }
    shown
}
