//! Marks that are not words: ticks, bullets, quotation marks, footnote figures, remnants of markdown.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::pattern::pattern;

/// What a cell of a tick table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tick {
    /// Ticked.
    Yes,
    /// Empty, or crossed out by a mark that can only mean no.
    No,
}

/// Reads a cell of a tick table. A plain `X` may mean either and is not read.
pub(crate) fn tick(cell: &str) -> Option<Tick> {
    match cell.trim() {
        "✓" | "✔" | "☑" | "√" | "✓\u{fe0f}" | "✔\u{fe0f}" | "Yes" => Some(Tick::Yes),
        "" | "No" | "✗" | "✘" | "☐" => Some(Tick::No),
        _ => None,
    }
}

/// A mark that stands for ticked or crossed out, and not an empty cell.
pub(crate) fn is_tick_mark(token: &str) -> bool {
    !token.is_empty() && tick(token).is_some()
}

/// The text behind a bullet, and whether the bullet is one of an inner list.
pub(crate) fn bullet(text: &str) -> Option<(&str, bool)> {
    let text = text.trim_start();
    for outer in ["• ", "● ", "- ", "* ", "\u{f0b7} "] {
        if let Some(rest) = text.strip_prefix(outer) {
            return Some((rest.trim_start(), false));
        }
    }
    ["o ", "◦ ", "▪ "].iter().find_map(|inner| text.strip_prefix(inner)).map(|rest| (rest.trim_start(), true))
}

static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[((?:\\.|[^\]\\])*)\]\([^()\s]*\)"));
static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"</?(?:u|b|i|s|em|strong|sup|sub|ins|del|br)\s*/?>"));
static ESCAPE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\\([\\`*_{}\[\]()#+.!<>|~&$-])"));

/// The words with a capital first.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Removes the remnants of markdown: `**bold**`, `[text](#)`, `<u>…</u>`, `\(`.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(['*', '[', '<', '\\']) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("**", "");
    let text = LINK.replace_all(&text, "$1");
    let text = TAG.replace_all(&text, "");
    Cow::Owned(ESCAPE.replace_all(&text, "$1").into_owned())
}

/// Removes raised footnote figures (`(a)¹` becomes `(a)`).
pub(crate) fn without_footnote_marks(text: &str) -> String {
    text.chars().filter(|c| !is_footnote_mark(*c)).collect()
}

/// A raised figure.
pub(crate) fn is_footnote_mark(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The text without the quotation marks around it.
pub(crate) fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['‘', '’', '\'', '“', '”', '"']).trim()
}

/// A quoted title at the start of `text`: from its opening mark to the closing one.
///
/// An apostrophe inside a word does not close it: a closing mark is followed by no letter or figure.
pub(crate) fn quoted_prefix(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let mut chars = text.char_indices();
    let (_, open) = chars.next()?;
    let close = match open {
        '‘' => '’',
        '“' => '”',
        '\'' | '"' => open,
        _ => return None,
    };
    let start = open.len_utf8();
    for (at, c) in chars {
        if c != close {
            continue;
        }
        let after = text.get(at + c.len_utf8()..)?;
        if !after.starts_with(char::is_alphanumeric) {
            return Some((text.get(start..at)?.trim(), after));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_bullet_may_stand_far_behind_it() {
        assert_eq!(bullet("   \u{f0b7}   MP201 ‘Alerts’"), Some(("MP201 ‘Alerts’", false)));
        assert_eq!(bullet(" o   inner"), Some(("inner", true)));
    }

    #[test]
    fn a_plain_letter_is_no_tick() {
        assert_eq!(tick("✓"), Some(Tick::Yes));
        assert_eq!(tick(" "), Some(Tick::No));
        assert_eq!(tick("X"), None);
    }

    #[test]
    fn bullets_of_both_levels() {
        assert_eq!(bullet("• MP900 is in"), Some(("MP900 is in", false)));
        assert_eq!(bullet(" - one"), Some(("one", false)));
        assert_eq!(bullet("o inner"), Some(("inner", true)));
        assert_eq!(bullet("only words"), None);
        assert_eq!(bullet("-impacting"), None);
    }

    #[test]
    fn markdown_leaves_its_words() {
        assert_eq!(plain("under [MP900A 'One \\(two\\)'](#)."), "under MP900A 'One (two)'.");
        assert_eq!(plain("**Clear** <u>new</u> a_b"), "Clear new a_b");
        assert_eq!(plain("no marks"), "no marks");
    }

    #[test]
    fn a_title_ends_at_its_own_mark() {
        assert_eq!(quoted_prefix("‘Users’ seat’ will"), Some(("Users", " seat’ will")));
        assert_eq!(quoted_prefix("'The DCC's duty' will"), Some(("The DCC's duty", " will")));
        assert_eq!(quoted_prefix("‘Open"), None);
        assert_eq!(unquoted("‘Review (one)’"), "Review (one)");
        assert_eq!(without_footnote_marks("(a)¹, (e)²"), "(a), (e)");
    }
}
