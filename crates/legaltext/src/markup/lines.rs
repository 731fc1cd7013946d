//! What one line of the markup is, by how it begins.

use crate::number::Number;

/// A line of the markup, without its indentation.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    Blank,
    /// `# Section D: Modification Process`
    Title(&'a str),
    /// `## D10 Implementation`
    Group(&'a str),
    /// `### Release Implementation Document`
    Heading(&'a str),
    /// `D10.1 words` or `(a) words`
    Numbered(Number, &'a str),
    /// `unheld D10.22: Programme Assurance Policy`
    Unheld(Number, &'a str),
    /// `"Term" means …`
    Definition(&'a str, &'a str),
    /// `unheld "Term"`
    UnheldDefinition(&'a str),
    /// Words that begin with nothing of the above, or that a backslash keeps as words.
    Words(&'a str),
}

/// How many columns a tab stands for.
const TAB: usize = 4;

/// The columns before the first word of a line.
pub(super) fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { TAB } else { 1 }).sum()
}

/// Reads the kind of a line from its beginning.
pub(super) fn classify(line: &str) -> Line<'_> {
    let line = line.trim();
    if line.is_empty() {
        return Line::Blank;
    }
    for (mark, made) in [("# ", Line::Title as fn(_) -> _), ("## ", Line::Group), ("### ", Line::Heading)] {
        if let Some(rest) = line.strip_prefix(mark) {
            return made(rest.trim());
        }
    }
    if let Some(words) = line.strip_prefix('\\') {
        return Line::Words(words);
    }
    if let Some((term, rest)) = quoted(line) {
        return Line::Definition(term, rest);
    }
    if let Some(rest) = line.strip_prefix("unheld ") {
        return unheld(rest.trim()).unwrap_or(Line::Words(line));
    }
    match number_first(line) {
        Some((number, rest)) => Line::Numbered(number, rest),
        None => Line::Words(line),
    }
}

fn unheld(rest: &str) -> Option<Line<'_>> {
    if let Some((term, "")) = quoted(rest) {
        return Some(Line::UnheldDefinition(term));
    }
    let (number, heading) = rest.split_once(':').unwrap_or((rest, ""));
    Some(Line::Unheld(number.trim().parse().ok()?, heading.trim()))
}

/// A quoted term at the head of a line and what follows it.
fn quoted(line: &str) -> Option<(&str, &str)> {
    let inner = line.strip_prefix(['"', '\u{201c}'])?;
    let (term, rest) = inner.split_once(['"', '\u{201d}'])?;
    (!term.trim().is_empty()).then_some((term.trim(), rest.trim()))
}

/// A number at the head of a line and the words after it.
pub(crate) fn number_first(line: &str) -> Option<(Number, &str)> {
    let (head, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    Some((head.parse().ok()?, rest.trim()))
}
