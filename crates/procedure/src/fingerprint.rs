//! Short hashes that tie a record to the rules and the calendar it relied on.

use sha2::{Digest, Sha256};

/// The first sixteen hexadecimal digits of a finished SHA-256.
pub(crate) fn short(hash: Sha256) -> String {
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The short hash of a text.
pub(crate) fn of(text: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(text.as_bytes());
    short(hash)
}
