//! Why a Word file cannot be written or read.

use thiserror::Error;

/// Why a Word file cannot be written or read. Each is one plain sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DocxError {
    /// The package could not be put together.
    #[error("the Word file cannot be made: {0}; give a smaller text")]
    Unwritable(String),
}
