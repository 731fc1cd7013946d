//! Numbers that stand for texts, so that texts need not be compared byte by byte to be told apart.
//!
//! Two different texts may have one fingerprint, by chance or by intent. So nothing exact rests on one: what is printed as
//! equal is compared in full.

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number for a text: equal texts have equal numbers, and different ones nearly always different ones.
pub(super) fn of(text: &[u8]) -> u64 {
    let (blocks, rest) = text.as_chunks::<32>();
    let mut number = MIX ^ text.len() as u64;
    if !blocks.is_empty() {
        // Four numbers side by side, none of which waits for another.
        let mut lanes = [number, number ^ 1, number ^ 2, number ^ 3];
        for block in blocks {
            for (lane, eight) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
                *lane = joined(*lane, u64::from_le_bytes(*eight));
            }
        }
        number = lanes.into_iter().fold(number, joined);
    }
    let (eights, rest) = rest.as_chunks::<8>();
    let mut tail = [0_u8; 8];
    for (slot, byte) in tail.iter_mut().zip(rest) {
        *slot = *byte;
    }
    for eight in eights {
        number = joined(number, u64::from_le_bytes(*eight));
    }
    if rest.is_empty() { number } else { joined(number, u64::from_le_bytes(tail)) }
}

/// A number for the part of a text that begins at a place and has so many bytes. Most words have at most eight: they are
/// their own number.
pub(super) fn of_part(text: &[u8], start: usize, length: usize) -> u64 {
    if length <= 8
        && let Some(eight) = text.get(start..).and_then(<[u8]>::first_chunk::<8>)
    {
        // A shift by all 64 bits, for a part without bytes, is taken in two steps.
        let beyond = (8 - length) * 4;
        return u64::from_le_bytes(*eight) << beyond << beyond >> beyond >> beyond;
    }
    if length <= 8 {
        let part = text.iter().skip(start).take(length).rev();
        return part.fold(0, |number, byte| number << 8 | u64::from(*byte));
    }
    of(text.get(start..start + length).unwrap_or(&[]))
}

/// One number for two, in their order.
pub(super) fn joined(first: u64, second: u64) -> u64 {
    let product = u128::from(first ^ second.rotate_left(32)) * u128::from(MIX ^ second);
    (product as u64) ^ ((product >> 64) as u64)
}

/// Gives each of some fingerprints a number from 0 up, in the order in which they are first met. It is emptied in no time.
pub(super) struct Numbering {
    /// The fingerprint, the round in which it was put here, its number. A power of two long.
    slots: Vec<(u64, u32, u32)>,
    round: u32,
    met: u32,
}

impl Numbering {
    pub(super) fn new() -> Numbering {
        Numbering { slots: Vec::new(), round: 0, met: 0 }
    }

    /// Forgets everything, and makes room for so many fingerprints.
    pub(super) fn begin(&mut self, room: usize) {
        self.met = 0;
        let slots = (room * 2).next_power_of_two().max(16);
        if self.slots.len() < slots || self.round == u32::MAX {
            self.slots.clear();
            self.slots.resize(slots, (0, 0, 0));
            self.round = 0;
        }
        self.round += 1;
    }

    /// The number of a fingerprint.
    pub(super) fn number(&mut self, fingerprint: u64) -> u32 {
        let last = self.slots.len().wrapping_sub(1);
        let mut place = (fingerprint ^ (fingerprint >> 32)) as usize & last;
        while let Some(slot) = self.slots.get_mut(place) {
            if slot.1 != self.round {
                *slot = (fingerprint, self.round, self.met);
                self.met += 1;
                return self.met - 1;
            }
            if slot.0 == fingerprint {
                return slot.2;
            }
            place = (place + 1) & last;
        }
        // Only before the first `begin`: there is no room at all.
        0
    }

    /// How many different ones were met.
    pub(super) fn met(&self) -> u32 {
        self.met
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_differ_anywhere_have_other_numbers() {
        let text = "The Panel keeps a register of every proposal, and of what became of each of them in the end.";
        for at in 0..text.len() {
            let mut other = text.as_bytes().to_vec();
            other[at] ^= 1;
            assert_ne!(of(text.as_bytes()), of(&other), "{at}");
        }
        assert_ne!(of(b""), of(b"\0"));
        assert_ne!(of(b"a\0"), of(b"a"));
        assert_ne!(joined(1, 2), joined(2, 1));
    }

    #[test]
    fn numbers_are_given_in_order_and_forgotten_at_the_next_beginning() {
        let mut numbering = Numbering::new();
        numbering.begin(40);
        let first: Vec<u32> = (0..40).map(|n| numbering.number(n * 32)).collect();
        assert_eq!(first, (0..40).collect::<Vec<u32>>());
        assert_eq!((numbering.number(0), numbering.number(39 * 32), numbering.met()), (0, 39, 40));
        numbering.begin(2);
        assert_eq!((numbering.number(7 * 32), numbering.number(7 * 32), numbering.met()), (0, 0, 1));
    }

    #[test]
    fn a_word_has_one_number_in_the_middle_of_a_text_and_at_its_end() {
        for (text, start, length) in [
            ("xx word and more", 3, 4),
            ("word", 0, 4),
            ("a longerword", 2, 10),
            ("at word", 3, 4),
            ("at a word", 3, 0),
        ] {
            let word = &text.as_bytes()[start..start + length];
            assert_eq!(of_part(text.as_bytes(), start, length), of_part(word, 0, length), "{text}");
        }
    }
}
