//! Order that two lists share.

/// For each pair of places, given in the order of the second, whether it belongs to a longest run of pairs whose first
/// places rise too. The others stand in another order.
pub(super) fn in_order(pairs: &[(usize, usize)]) -> Vec<bool> {
    if pairs.is_sorted_by_key(|(first, _)| *first) {
        return vec![true; pairs.len()];
    }
    // The pair that ends the best run of each length, and for each pair the one before it in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let first = |at: usize| pairs.get(at).map_or(0, |(first, _)| *first);
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| first(*end) < pair.0);
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut kept = vec![false; pairs.len()];
    let mut at = ends.last().copied();
    while let Some(here) = at {
        if let Some(slot) = kept.get_mut(here) {
            *slot = true;
        }
        at = before.get(here).copied().flatten();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_are_out_of_order() {
        assert_eq!(in_order(&[(0, 0), (1, 1), (2, 2)]), [true; 3]);
        assert_eq!(in_order(&[(2, 0), (0, 1), (1, 2)]), [false, true, true]);
        assert_eq!(in_order(&[]), [] as [bool; 0]);
    }
}
