//! The tree against the definition of RFC 9162, written out as it stands there, and proofs with one thing changed.

use super::*;

fn leaf(number: u64) -> Hash {
    Hash::of_entry(&number.to_be_bytes())
}

/// MTH of RFC 9162, section 2.1.1, as it is defined.
fn defined(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::of_nothing(),
        [one] => *one,
        many => {
            let (left, right) = many.split_at(usize::try_from(split(many.len() as u64)).unwrap());
            Hash::of_both(defined(left), defined(right))
        }
    }
}

fn part(leaves: &[Hash], range: &Range<u64>) -> Hash {
    defined(&leaves[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()])
}

#[test]
fn the_hash_of_nothing_and_of_an_empty_entry_are_those_of_the_rfc() {
    assert_eq!(Hash::of_nothing().to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(Hash::of_entry(b"").to_string(), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

#[test]
fn the_root_and_the_tiles_are_those_of_the_definition() {
    let leaves: Vec<Hash> = (0..1200).map(leaf).collect();
    let mut tree = Tree::default();
    let mut whole = Vec::new();
    for (number, one) in (1_u64..).zip(&leaves) {
        whole.extend(tree.push(*one));
        if number < 40 || number % 97 == 0 || number == 1200 {
            assert_eq!(tree.root(), part(&leaves, &(0..number)), "{number}");
            assert_eq!(Tree::read(number, &tree.to_string()).as_ref(), Some(&tree));
            assert_eq!(
                Tree::read(number + 1, &tree.to_string()).filter(|_| (number + 1).count_ones() != number.count_ones()),
                None
            );
        }
    }
    let expected = [0, 1, 2, 3].map(|place| TileHash {
        level: 1,
        place,
        hash: part(&leaves, &(place * TILE..(place + 1) * TILE)),
    });
    assert_eq!(whole, expected);
}

#[test]
fn every_proof_of_small_trees_holds_and_none_that_was_changed_does() {
    let leaves: Vec<Hash> = (0..70).map(leaf).collect();
    for size in 1..=70_u64 {
        let root = part(&leaves, &(0..size));
        for place in 0..size {
            let mut path: Vec<Hash> = inclusion(place, size).iter().map(|range| part(&leaves, range)).collect();
            let own = leaves[usize::try_from(place).unwrap()];
            assert!(is_included(own, place, size, root, &path), "{place} of {size}");
            assert!(!is_included(leaf(1000), place, size, root, &path));
            assert!(!is_included(own, place + 1, size, root, &path), "{place} of {size}");
            path.push(own);
            assert!(!is_included(own, place, size, root, &path));
        }
        for old in 0..=size {
            let path: Vec<Hash> = consistency(old, size).iter().map(|range| part(&leaves, range)).collect();
            let before = part(&leaves, &(0..old));
            assert!(is_consistent((old, before), (size, root), &path), "{old} to {size}");
            assert!(!is_consistent((old, leaf(1000)), (size, root), &path), "{old} to {size}");
            if old > 0 && old < size {
                assert!(!is_consistent((old, before), (size, leaf(1000)), &path), "{old} to {size}");
                assert!(!is_consistent((old, before), (size, root), &path[1..]), "{old} to {size}");
            }
        }
    }
}

#[test]
fn parts_follow_from_hashes_of_tiles() {
    let leaves: Vec<Hash> = (0..800).map(leaf).collect();
    for (place, size) in [(0, 800), (255, 256), (256, 257), (700, 800), (799, 800), (5, 513)] {
        for range in inclusion(place, size) {
            let hash = together(rows(&range).into_iter().map(|row| {
                let span = TILE.pow(row.level);
                let hashes = (row.first..row.first + row.count).map(|at| part(&leaves, &(at * span..(at + 1) * span)));
                defined(&hashes.collect::<Vec<_>>())
            }));
            assert_eq!(hash, part(&leaves, &range), "{range:?}");
            assert!(rows(&range).iter().all(|row| row.count < TILE));
        }
    }
}
