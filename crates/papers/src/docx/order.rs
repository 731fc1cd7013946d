//! Lays two lists out as one, the way a redline prints them.

/// One step through both lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// In both, in the same order.
    Both(usize, usize),
    /// Only in the old list, or in another order there.
    Old(usize),
    /// Only in the new list, or in another order there.
    New(usize),
}

/// The steps through lists of these lengths, given the pairs that stand in the same order in both. Between two pairs the old
/// come before the new.
pub(super) fn steps(old: usize, new: usize, pairs: impl IntoIterator<Item = (usize, usize)>) -> Vec<Step> {
    let mut out = Vec::with_capacity(old.max(new));
    let (mut old_at, mut new_at) = (0, 0);
    for (was, is) in pairs {
        out.extend((old_at..was).map(Step::Old));
        out.extend((new_at..is).map(Step::New));
        out.push(Step::Both(was, is));
        (old_at, new_at) = (was + 1, is + 1);
    }
    out.extend((old_at..old).map(Step::Old));
    out.extend((new_at..new).map(Step::New));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_comes_before_new_between_two_pairs() {
        let found = steps(3, 3, [(0, 0), (2, 2)]);
        assert_eq!(found, [Step::Both(0, 0), Step::Old(1), Step::New(1), Step::Both(2, 2)]);
    }
}
