//! What two texts have in common at their ends, which needs no comparing of words.

/// Bytes that are compared at once.
const STEP: usize = 16;

/// How many bytes two texts have in common at the head.
pub(super) fn same_at_head(a: &[u8], b: &[u8]) -> usize {
    let ((x, _), (y, _)) = (a.as_chunks::<STEP>(), b.as_chunks::<STEP>());
    let whole = x.iter().zip(y).take_while(|(x, y)| x == y).count() * STEP;
    let rest = a.iter().skip(whole).zip(b.iter().skip(whole));
    whole + rest.take_while(|(x, y)| x == y).count()
}

/// How many bytes two texts have in common at the foot.
pub(super) fn same_at_foot(a: &[u8], b: &[u8]) -> usize {
    let ((_, x), (_, y)) = (a.as_rchunks::<STEP>(), b.as_rchunks::<STEP>());
    let whole = x.iter().rev().zip(y.iter().rev()).take_while(|(x, y)| x == y).count() * STEP;
    let rest = a.iter().rev().skip(whole).zip(b.iter().rev().skip(whole));
    whole + rest.take_while(|(x, y)| x == y).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(crate::arbitrary::cases(64)))]

        #[test]
        fn ends_are_counted_byte_by_byte(a in "[ab]{0,40}", b in "[ab]{0,40}", shared in "[ab]{0,40}") {
            let (head, foot) = (|x: &str, y: &str| x.bytes().zip(y.bytes()).take_while(|(x, y)| x == y).count(), |x: &str, y: &str| x.bytes().rev().zip(y.bytes().rev()).take_while(|(x, y)| x == y).count());
            for (x, y) in [(format!("{shared}{a}"), format!("{shared}{b}")), (format!("{a}{shared}"), format!("{b}{shared}"))] {
                prop_assert_eq!(same_at_head(x.as_bytes(), y.as_bytes()), head(&x, &y));
                prop_assert_eq!(same_at_foot(x.as_bytes(), y.as_bytes()), foot(&x, &y));
            }
        }
    }
}
