//! Margin balloons of tracked deletions, whose words an extraction cut off or lost.

use std::sync::LazyLock;

use regex::Regex;

use crate::layout::pattern::pattern;

/// A line that is nothing but the start of a balloon: `Deleted:`, `Dele`.
static ALONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:De|Del|Dele|Delet|Delete|Deleted|Deleted:)$"));
/// The start of a balloon behind the words of a line.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(.*\S)\s+(?:De|Del|Dele|Delet|Delete|Deleted:)$"));
/// The drawn corner of a balloon, read as a sign, behind the words of a line.
static CORNER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(.*\w\S*)\s+[@|¦¬]$"));

/// A balloon starts on a line of its own.
pub(super) fn stands_alone(line: &str) -> bool {
    ALONE.is_match(line.trim())
}

/// No word of English: only a cut balloon leaves it.
pub(super) fn proves_balloons(line: &str) -> bool {
    let line = line.trim();
    line == "Deleted:" || matches!(line.split_whitespace().last(), Some("Dele" | "Delet"))
}

/// The words of a line before the balloon printed behind them; none where there is no balloon.
pub(super) fn before_balloon(line: &str) -> Option<&str> {
    BEHIND.captures(line).and_then(|found| found.get(1)).map(|found| found.as_str())
}

/// The words of a line before the corner of a balloon; none where there is no corner.
pub(super) fn before_corner(line: &str) -> Option<&str> {
    CORNER.captures(line).and_then(|found| found.get(1)).map(|found| found.as_str())
}

/// A line under the start of a balloon that can be the words in it: one word, cut at the narrow width of a balloon.
pub(super) fn is_content(line: &str) -> bool {
    let line = line.trim();
    stands_alone(line) || (!line.is_empty() && !line.contains(char::is_whitespace) && line.chars().count() <= 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// S1-012, S1-014: balloons of the margin are no words.
    #[test]
    fn a_cut_balloon_is_told_from_words() {
        assert!(stands_alone("Dele") && stands_alone("Deleted:") && !stands_alone("Delegate"));
        assert_eq!(before_balloon("to the Code Dele"), Some("to the Code"));
        assert_eq!(before_balloon("for that purpose; and De"), Some("for that purpose; and"));
        assert_eq!(before_balloon("a duty to Delegate"), None);
        assert_eq!(before_corner("a Draft @"), Some("a Draft"));
        assert_eq!(before_corner("@"), None);
        assert!(proves_balloons("Deleted:") && proves_balloons("this Code Dele") && !proves_balloons("Delete"));
    }
}
