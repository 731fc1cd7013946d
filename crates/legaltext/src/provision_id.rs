//! Who a provision is, whatever number it carries today.

use std::fmt;
use std::str::FromStr;

use crate::as_string::as_string;
use crate::hash::{Hasher, hex_digits};

/// The identity of a provision or definition. It is derived from where the provision came from (the imported document and
/// the path in it, or the modification and its operation), never from the number alone, and it survives renumbering.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProvisionId([u8; 16]);

as_string!(ProvisionId, "The lasting identity of a provision, 32 digits of hex.", "9f86d081884c7d659a2feaa0c55ad015");

/// Why a text is not a provision's identity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not the identity of a provision; it must have 32 digits of lower case hex")]
pub struct ProvisionIdError(pub String);

impl ProvisionId {
    /// The identity of what `origin` made by `operation` at `path`. The same three always give the same identity.
    ///
    /// `origin` names the Code and the modification or import, `operation` the step in it, `path` the place.
    pub fn derive(origin: &str, operation: &str, path: &str) -> ProvisionId {
        let hash = Hasher::new("provision-id").text(origin).text(operation).text(path).finish();
        ProvisionId(hash.as_bytes().first_chunk().copied().unwrap_or_default())
    }
}

impl fmt::Display for ProvisionId {
    /// The 32 digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(hex_digits(&self.0, &mut [0; 32]))
    }
}

impl FromStr for ProvisionId {
    type Err = ProvisionIdError;

    fn from_str(text: &str) -> Result<Self, ProvisionIdError> {
        let refused = || ProvisionIdError(text.to_owned());
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let mut bytes = [0_u8; 16];
        if pairs.len() != bytes.len() || !rest.is_empty() {
            return Err(refused());
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = value(*high).zip(value(*low)).map(|(high, low)| high << 4 | low).ok_or_else(refused)?;
        }
        Ok(ProvisionId(bytes))
    }
}

/// What a digit of lower case hex stands for.
fn value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}
