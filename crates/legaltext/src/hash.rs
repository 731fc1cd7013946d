//! The content hash that proves words.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::as_string::as_string;

/// SHA-256 of a node's number, headings, words and everything below it; identities are outside it. Printed in hex.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

as_string!(Hash, "SHA-256 in lower case hex.", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

/// Why a text is not a hash.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a SHA-256 hash; it must have 64 digits of lower case hex")]
pub struct HashError(pub String);

impl Hash {
    /// A place for a hash that is not taken yet.
    pub(crate) const fn of_nothing() -> Hash {
        Hash([0; 32])
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(hex_digits(&self.0, &mut [0; 64]))
    }
}

/// Bytes as digits of lower case hex, two for each, written into room for them.
pub(crate) fn hex_digits<'r>(bytes: &[u8], room: &'r mut [u8]) -> &'r str {
    let digit = |value: u8| if value < 10 { b'0' + value } else { b'a' + value - 10 };
    for ([high, low], byte) in room.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
        (*high, *low) = (digit(byte >> 4), digit(byte & 15));
    }
    str::from_utf8(room).unwrap_or("")
}

impl FromStr for Hash {
    type Err = HashError;

    fn from_str(text: &str) -> Result<Self, HashError> {
        let refused = || HashError(text.to_owned());
        let digits = text.as_bytes();
        if digits.len() != 64 || !digits.iter().all(|d| matches!(d, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(refused());
        }
        let mut bytes = [0_u8; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()).ok_or_else(refused)?;
        }
        Ok(Hash(bytes))
    }
}

/// Hashes fields one after another, each with its length before it, so that no two different nodes feed the same bytes.
pub(crate) struct Hasher(Sha256);

impl Hasher {
    /// `kind` keeps nodes of different kinds apart.
    pub(crate) fn new(kind: &str) -> Hasher {
        Hasher(Sha256::new()).text(kind)
    }

    pub(crate) fn text(mut self, text: &str) -> Hasher {
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text.as_bytes());
        self
    }

    pub(crate) fn maybe(self, text: Option<&str>) -> Hasher {
        match text {
            Some(text) => self.text("+").text(text),
            None => self.text("-"),
        }
    }

    pub(crate) fn nodes(mut self, hashes: impl ExactSizeIterator<Item = Hash>) -> Hasher {
        self.0.update((hashes.len() as u64).to_be_bytes());
        hashes.for_each(|hash| self.0.update(hash.0));
        self
    }

    pub(crate) fn finish(self) -> Hash {
        Hash(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_reads_back_and_keeps_fields_apart() {
        let hash = Hasher::new("test").text("ab").text("c").finish();
        assert_eq!(hash.to_string().parse::<Hash>().unwrap(), hash);
        assert_ne!(hash, Hasher::new("test").text("a").text("bc").finish());
        assert!("E3".repeat(32).parse::<Hash>().is_err());
        assert!("e3".parse::<Hash>().is_err());
    }
}
