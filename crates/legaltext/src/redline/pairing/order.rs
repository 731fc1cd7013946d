//! Order that two texts share.

/// The heaviest run of pairs, given in the order of their second place, whose first places rise too. Among pairs that
/// cross, the heavier are kept.
pub fn rising(pairs: &[(usize, usize)], weight: impl Fn((usize, usize)) -> u64) -> Vec<(usize, usize)> {
    let places = pairs.iter().map(|(was, _)| was + 1).max().unwrap_or(0);
    // A Fenwick tree over first places: the heaviest run that ends at or before a place, and the pair that ends it.
    let mut tree: Vec<(u64, usize)> = vec![(0, usize::MAX); places + 1];
    let mut before: Vec<usize> = Vec::with_capacity(pairs.len());
    let mut best = (0, usize::MAX);
    for (at, pair) in pairs.iter().enumerate() {
        let mut run = (0, usize::MAX);
        let mut place = pair.0;
        while place > 0 {
            run = heavier(run, tree.get(place).copied());
            place &= place - 1;
        }
        before.push(run.1);
        let mine = (run.0 + weight(*pair), at);
        best = heavier(best, Some(mine));
        place = pair.0 + 1;
        while let Some(slot) = tree.get_mut(place) {
            *slot = heavier(*slot, Some(mine));
            place += place & place.wrapping_neg();
        }
    }
    let mut run = Vec::new();
    let mut at = best.1;
    while let Some(pair) = pairs.get(at) {
        run.push(*pair);
        at = before.get(at).copied().unwrap_or(usize::MAX);
    }
    run.reverse();
    run
}

/// The pairs of two lists of these lengths, in order in both, with the greatest weight together. Pairs of weight 0 are
/// none. Time and room grow with the product of the lengths.
pub(in crate::redline) fn heaviest(
    olds: usize,
    news: usize,
    mut weight: impl FnMut(usize, usize) -> u32,
) -> Vec<(usize, usize)> {
    let width = news + 1;
    let mut best = vec![0_u32; (olds + 1) * width];
    let mut weights = vec![0_u32; olds * news];
    let value = |best: &[u32], i: usize, j: usize| best.get(i * width + j).copied().unwrap_or(0);
    for i in 0..olds {
        for j in 0..news {
            let weight = weight(i, j);
            let paired = if weight > 0 { value(&best, i, j).saturating_add(weight) } else { 0 };
            let most = paired.max(value(&best, i, j + 1)).max(value(&best, i + 1, j));
            if let (Some(slot), Some(kept)) = (best.get_mut((i + 1) * width + j + 1), weights.get_mut(i * news + j)) {
                (*slot, *kept) = (most, weight);
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (olds, news);
    while i > 0 && j > 0 {
        let here = value(&best, i, j);
        let weight = weights.get((i - 1) * news + j - 1).copied().unwrap_or(0);
        if weight > 0 && here == value(&best, i - 1, j - 1).saturating_add(weight) {
            (i, j) = (i - 1, j - 1);
            pairs.push((i, j));
        } else if here == value(&best, i - 1, j) {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    pairs.reverse();
    pairs
}

fn heavier(a: (u64, usize), b: Option<(u64, usize)>) -> (u64, usize) {
    match b {
        Some(b) if b.0 > a.0 => b,
        Some(_) | None => a,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heavier_of_two_crossing_pairs_keeps_its_place() {
        let crossing = [(1, 0), (0, 1), (2, 2)];
        assert_eq!(rising(&crossing, |p| if p == (0, 1) { 3 } else { 2 }), [(0, 1), (2, 2)]);
        assert_eq!(rising(&crossing, |p| if p == (1, 0) { 3 } else { 2 }), [(1, 0), (2, 2)]);
        assert_eq!(rising(&[], |_| 1), []);
    }
}
