//! Who a provision is, whatever number it carries today.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::as_string::as_string;
use crate::hash::Hasher;

/// The identity of a provision or definition. It is derived from where the provision came from (the imported document and
/// the path in it, or the modification and its operation), never from the number alone, and it survives renumbering.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProvisionId(Arc<str>);

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
        ProvisionId(hash.to_string().chars().take(32).collect::<String>().into())
    }

    /// The 32 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProvisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ProvisionId {
    type Err = ProvisionIdError;

    fn from_str(text: &str) -> Result<Self, ProvisionIdError> {
        if text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            Ok(ProvisionId(text.into()))
        } else {
            Err(ProvisionIdError(text.to_owned()))
        }
    }
}
