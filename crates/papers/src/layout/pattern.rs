//! Regular expressions, compiled once.

use std::sync::LazyLock;

use regex::Regex;

/// Compiles a pattern that is a constant of the program.
///
/// `\b` is the edge of an ASCII word. The edge of a Unicode word takes the slow road through every text that holds a
/// typographic quotation mark, and the words sought here are English.
///
/// A constant that does not compile is a mistake in the source: the tests of each module use every pattern, so it
/// cannot leave the house.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant, and a test of its module uses it")]
pub(crate) fn pattern(text: &str) -> Regex {
    Regex::new(&text.replace(r"\b", r"(?-u:\b)")).unwrap()
}

/// The number of a modification or change request: letters, figures, at most one letter for a part of a split.
pub(crate) const PROPOSAL: &str = r"[A-Z]{2,6}\d{2,6}[A-Z]?";

/// The short name of a document of a Code.
pub(crate) const DOCUMENT: &str = r"(?:Section|Schedule|Appendix|Exhibit)\s+[A-Z0-9]{1,3}";

/// A whole text that is the number of a modification or change request.
pub(crate) fn is_proposal(text: &str) -> bool {
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{PROPOSAL}$")));
    WHOLE.is_match(text)
}

/// A whole text that is the short name of a document of a Code.
pub(crate) fn is_document(text: &str) -> bool {
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{DOCUMENT}$")));
    WHOLE.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// S4-025: the schemes of numbers side by side.
    #[test]
    fn numbers_of_proposals_and_names_of_documents() {
        for number in ["SECMP0053", "MP079", "CR1088", "MP167B", "DP167", "DP1000", "MP100000"] {
            assert!(is_proposal(number), "{number}");
        }
        for other in ["SIT", "2020", "Mp079", "MP079 is", "D10.22"] {
            assert!(!is_proposal(other), "{other}");
        }
        assert!(is_document("Section A") && is_document("Appendix AB"));
        assert!(!is_document("Sections") && !is_document("Section Definitions"));
    }
}
