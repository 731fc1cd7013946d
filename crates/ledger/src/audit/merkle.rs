//! The tree of hashes over a log, as RFC 9162, section 2.1, has it: no I/O.

use std::fmt;
use std::ops::Range;

use sha2::{Digest, Sha256};

/// How many hashes a tile of the log holds, and how many levels of the tree it stands for.
pub(crate) const TILE: u64 = 256;
const LEVELS: u32 = 8;

/// A SHA-256 of the audit log: of an entry, or of a part of the tree. Printed as 64 digits of lower case hex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub(crate) [u8; 32]);

impl Hash {
    /// The root of the tree over no entry.
    #[must_use]
    pub fn of_nothing() -> Self {
        Self::over(&[])
    }

    /// The leaf of an event's text. The log's entry is the SHA-256 of the text and not the text itself, because an
    /// entry of a tiled log is shorter than 64 KiB and the words of a Section are longer.
    #[must_use]
    pub fn of_event(text: &str) -> Self {
        Self::of_entry(&entry(text))
    }

    /// The leaf of an entry of the log.
    #[must_use]
    pub fn of_entry(entry: &[u8]) -> Self {
        Self::over(&[&[0], entry])
    }

    /// The hash of two parts of the tree that stand beside each other.
    #[must_use]
    pub fn of_both(left: Self, right: Self) -> Self {
        Self::over(&[&[1], &left.0, &right.0])
    }

    /// The 32 bytes.
    #[must_use]
    pub fn bytes(&self) -> [u8; 32] {
        self.0
    }

    /// Reads a hash as it is printed.
    #[must_use]
    pub fn read(printed: &str) -> Option<Self> {
        let (hash, rest) = Self::take(printed)?;
        rest.is_empty().then_some(hash)
    }

    /// Reads the hash that a text begins with; gives the rest too.
    fn take(printed: &str) -> Option<(Self, &str)> {
        let (mine, rest) = printed.split_at_checked(64)?;
        let mut bytes = [0; 32];
        let mut digits = mine.bytes();
        for byte in &mut bytes {
            *byte = hex(digits.next()?)? << 4 | hex(digits.next()?)?;
        }
        Some((Self(bytes), rest))
    }

    pub(crate) fn over(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part);
        }
        Self(hash.finalize().into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = [b'0'; 64];
        for (pair, byte) in digits.as_chunks_mut().0.iter_mut().zip(self.0) {
            *pair = [digit(byte >> 4), digit(byte & 15)];
        }
        f.write_str(std::str::from_utf8(&digits).map_err(|_| fmt::Error)?)
    }
}

/// The hex digit of a number below 16.
fn digit(number: u8) -> u8 {
    if number < 10 { b'0' + number } else { b'a' + number - 10 }
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// The entry of the log that stands for an event: the SHA-256 of its text.
pub(crate) fn entry(text: &str) -> [u8; 32] {
    Hash::over(&[text.as_bytes()]).0
}

/// A hash of a tile above the leaves: of 256 hashes of the level below, all there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TileHash {
    /// The level of the tile that it stands in; the leaves are level 0.
    pub(crate) level: u32,
    /// Its place in that level, from 0.
    pub(crate) place: u64,
    /// The hash.
    pub(crate) hash: Hash,
}

/// What must be known of a tree to append to it and to give its root: the whole parts that it ends with, the largest
/// first. There is one for each binary digit of its size that is 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Tree {
    size: u64,
    parts: Vec<Hash>,
}

impl Tree {
    /// Reads it from its size and what [`fmt::Display`] printed.
    pub(crate) fn read(size: u64, printed: &str) -> Option<Self> {
        let (mut parts, mut rest) = (Vec::new(), printed);
        while !rest.is_empty() {
            let (part, after) = Hash::take(rest)?;
            parts.push(part);
            rest = after;
        }
        (parts.len() == usize::try_from(size.count_ones()).ok()?).then_some(Self { size, parts })
    }

    /// Appends a leaf; gives the hashes of tiles that are whole by it.
    pub(crate) fn push(&mut self, leaf: Hash) -> Vec<TileHash> {
        let (mut hash, mut place, mut height, mut whole) = (leaf, self.size, 0, Vec::new());
        while place & 1 == 1 {
            hash = self.parts.pop().map_or(hash, |left| Hash::of_both(left, hash));
            place >>= 1;
            height += 1;
            if height % LEVELS == 0 {
                whole.push(TileHash { level: height / LEVELS, place, hash });
            }
        }
        self.parts.push(hash);
        self.size += 1;
        whole
    }

    /// How many leaves it has.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// The root over all leaves.
    pub(crate) fn root(&self) -> Hash {
        together(self.parts.iter().copied())
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| write!(f, "{part}"))
    }
}

/// The root over whole parts, each no larger than the one before it.
pub(crate) fn together(parts: impl DoubleEndedIterator<Item = Hash>) -> Hash {
    parts.rev().reduce(|right, left| Hash::of_both(left, right)).unwrap_or_else(Hash::of_nothing)
}

/// The root over so many hashes as are a power of two.
pub(crate) fn balanced(mut hashes: Vec<Hash>) -> Hash {
    while hashes.len() > 1 {
        hashes = hashes
            .chunks(2)
            .filter_map(|pair| match pair {
                [left, right] => Some(Hash::of_both(*left, *right)),
                [one] => Some(*one),
                _ => None,
            })
            .collect();
    }
    hashes.first().copied().unwrap_or_else(Hash::of_nothing)
}

/// Hashes that stand beside each other in a tile, and their place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    /// The level of the tile.
    pub(crate) level: u32,
    /// The first of them, counted along the whole level.
    pub(crate) first: u64,
    /// How many: a power of two below 256.
    pub(crate) count: u64,
}

/// The whole parts that a range of leaves is made of, the largest first; each as the hashes of a tile that it follows
/// from. Ranges of proofs begin where a whole part may begin.
pub(crate) fn rows(leaves: &Range<u64>) -> Vec<Row> {
    let (mut at, mut rows) = (leaves.start, Vec::new());
    while at < leaves.end {
        let height = (leaves.end - at).ilog2().min(at.trailing_zeros());
        let within = height % LEVELS;
        rows.push(Row { level: height / LEVELS, first: at >> (height - within), count: 1 << within });
        at += 1 << height;
    }
    rows
}

/// The parts whose hashes prove that a leaf stands in a tree of a size, nearest first (RFC 9162, section 2.1.3.1).
pub(crate) fn inclusion(leaf: u64, size: u64) -> Vec<Range<u64>> {
    let (mut low, mut high, mut parts) = (0, size, Vec::new());
    while high - low > 1 {
        let middle = low + split(high - low);
        if leaf < middle {
            parts.push(middle..high);
            high = middle;
        } else {
            parts.push(low..middle);
            low = middle;
        }
    }
    parts.reverse();
    parts
}

/// The parts whose hashes prove that a tree goes on from its first so many leaves (RFC 9162, section 2.1.4.1).
pub(crate) fn consistency(old: u64, size: u64) -> Vec<Range<u64>> {
    let (mut low, mut high, mut parts) = (0, size, Vec::new());
    if old == 0 || old >= size {
        return parts;
    }
    while old != high {
        let middle = low + split(high - low);
        if old <= middle {
            parts.push(middle..high);
            high = middle;
        } else {
            parts.push(low..middle);
            low = middle;
        }
    }
    if low > 0 {
        parts.push(low..high);
    }
    parts.reverse();
    parts
}

/// The largest power of two below a number that is 2 or more.
fn split(leaves: u64) -> u64 {
    1 << (leaves - 1).ilog2()
}

/// Whether a leaf stands at a place, from 0, in the tree of a size and root (RFC 9162, section 2.1.3.2).
#[must_use]
pub fn is_included(leaf: Hash, place: u64, size: u64, root: Hash, path: &[Hash]) -> bool {
    if place >= size {
        return false;
    }
    let (mut at, mut last, mut hash) = (place, size - 1, leaf);
    for &beside in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            hash = Hash::of_both(beside, hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = Hash::of_both(hash, beside);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && hash == root
}

/// Whether a tree goes on from an older one, nothing before changed (RFC 9162, section 2.1.4.2).
#[must_use]
pub fn is_consistent(old: (u64, Hash), new: (u64, Hash), path: &[Hash]) -> bool {
    let ((old_size, old_root), (size, root)) = (old, new);
    if old_size == 0 || old_size >= size {
        let same = old_size == size && old_root == root || old_size == 0 && old_root == Hash::of_nothing();
        return same && path.is_empty();
    }
    let mut path = path.iter().copied();
    let first = if old_size.is_power_of_two() { Some(old_root) } else { path.next() };
    let Some(first) = first else { return false };
    let (mut at, mut last) = (old_size - 1, size - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let (mut before, mut now) = (first, first);
    for beside in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            before = Hash::of_both(beside, before);
            now = Hash::of_both(beside, now);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            now = Hash::of_both(now, beside);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && before == old_root && now == root
}

#[cfg(test)]
mod tests;
