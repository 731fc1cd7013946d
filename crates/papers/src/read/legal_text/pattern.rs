//! Patterns built once.

use regex::Regex;

/// Builds a pattern that is written in this program.
#[expect(clippy::expect_used, reason = "every pattern is a literal of this reader and its tests build them all")]
pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is written in the program")
}
