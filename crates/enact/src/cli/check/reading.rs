//! Findings for people: what is wrong, where, the line itself with a caret, and the mend.

use anstyle::{AnsiColor, Style};
use papers::checks::FileFindings;
use papers::finding::{Finding, Level};
use papers::source::{Line, Source};
use procedure::names::is_unseen;

use super::super::Output;
use crate::failure::Failure;
use crate::wording::counted;

/// The widest excerpt, in columns of a terminal.
const WIDEST: usize = 100;

/// How wide the words before the caret may be where a line is cut.
const BEFORE: usize = 60;

/// Prints the findings of each file, and how many there are.
pub(super) fn print(found: &[FileFindings], sources: &[Source], output: &mut Output<'_>) -> Result<(), Failure> {
    for (file, source) in found.iter().zip(sources) {
        for finding in &file.findings {
            one(file, finding, source, output)?;
        }
    }
    summary(found, output)
}

fn one(file: &FileFindings, finding: &Finding, source: &Source, output: &mut Output<'_>) -> Result<(), Failure> {
    let colour = match finding.level {
        Level::Error => AnsiColor::Red,
        Level::Warning => AnsiColor::Yellow,
        Level::Note => AnsiColor::Cyan,
    };
    let head = output.styled(
        Style::new().bold().fg_color(Some(colour.into())),
        &format!("{}[{} {}]", finding.level.word(), finding.rule, finding.name),
    );
    output.line(&format!("{head} {}", harmless(&finding.message)))?;
    let place = source.place_at(finding.line, finding.column).words();
    let place = place.unwrap_or_else(|| format!("{}:{}", finding.line, finding.column));
    output.line(&format!("  --> {}:{place}", harmless(&file.path)))?;
    let line = finding.line.checked_sub(1).and_then(|index| source.lines().get(index));
    if let Some(line) = line.filter(|line| !line.is_blank()) {
        let (shown, caret) = excerpt(line, finding.column);
        output.line(&format!("{:5} | {shown}", finding.line))?;
        output.line(&format!("      | {}^", " ".repeat(caret)))?;
    }
    for related in &finding.related {
        let path = related.path.as_deref().unwrap_or(&file.path);
        output.line(&format!("   see {}:{}: {}", harmless(path), related.line, harmless(&related.message)))?;
    }
    if let Some(fix) = &finding.fix {
        output.line(&format!("   fix {}", harmless(fix)))?;
    }
    output.line("")
}

fn summary(found: &[FileFindings], output: &mut Output<'_>) -> Result<(), Failure> {
    let count = |level| found.iter().flat_map(|file| &file.findings).filter(|finding| finding.level == level).count();
    output.line(&format!(
        "{} read: {}, {}, {}. `enact explain RULE` says what a rule looks for.",
        counted(found.len(), "document"),
        counted(count(Level::Error), "error"),
        counted(count(Level::Warning), "warning"),
        counted(count(Level::Note), "note"),
    ))
}

/// A line as a terminal can show it, and the columns before its caret. `column` counts characters from 1.
///
/// A tab is a space here, so that the caret stands right wherever tabs end. A long line is cut around the caret.
fn excerpt(line: &Line, column: usize) -> (String, usize) {
    let text: Vec<char> = line.text.trim_end().chars().map(shown).collect();
    let at = column.saturating_sub(1).min(text.len().saturating_sub(1));
    let (before, behind) = text.split_at_checked(at).unwrap_or((&text, &[]));
    let room = WIDEST.saturating_sub(BEFORE.min(before.iter().map(|c| width(*c)).sum()));
    let all: usize = text.iter().map(|c| width(*c)).sum();
    let (kept_before, kept_behind) = if all <= WIDEST {
        (before.len(), behind.len())
    } else {
        (fitting(before.iter().rev(), BEFORE), fitting(behind.iter(), room))
    };
    let mut out = String::new();
    if kept_before < before.len() {
        out.push('…');
    }
    out.extend(before.iter().skip(before.len() - kept_before));
    let caret = out.chars().map(width).sum();
    out.extend(behind.iter().take(kept_behind));
    if kept_behind < behind.len() {
        out.push('…');
    }
    (out, caret)
}

/// How many of the characters fit into so many columns.
fn fitting<'c>(characters: impl Iterator<Item = &'c char>, columns: usize) -> usize {
    characters
        .scan(0, |sum, c| {
            *sum += width(*c);
            Some(*sum)
        })
        .take_while(|sum| *sum <= columns)
        .count()
}

/// A character as it is shown: white space is a space, and what would steer a terminal is a replacement mark.
fn shown(c: char) -> char {
    if c.is_whitespace() {
        ' '
    } else if is_unseen(c) {
        '\u{fffd}'
    } else {
        c
    }
}

/// Words of a document without what would steer a terminal.
fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c == '\n' || c == '\t' {
                ' '
            } else if is_unseen(c) {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

/// The columns that a character takes on a terminal: none for a mark on the letter before it, two for the wide
/// letters of East Asia and for pictures (Unicode Standard Annex 11, the ranges that are wide throughout).
fn width(c: char) -> usize {
    match u32::from(c) {
        0x0300..=0x036f | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f => 0,
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xa960..=0xa97c
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f
        | 0x1f680..=0x1f6ff
        | 0x1f900..=0x1f9ff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown_at(text: &str, column: usize) -> (String, usize) {
        excerpt(&Line { number: 1, text: text.to_owned(), starts_page: false }, column)
    }

    #[test]
    fn the_caret_stands_under_its_word_behind_tabs_and_wide_letters() {
        assert_eq!(shown_at("Vote\t28 Aug 2023", 6), ("Vote 28 Aug 2023".to_owned(), 5));
        assert_eq!(shown_at("港湾 lights", 4), ("港湾 lights".to_owned(), 5));
        assert_eq!(shown_at("cafe\u{301} x", 7), ("cafe\u{301} x".to_owned(), 5));
        assert_eq!(shown_at("short", 99), ("short".to_owned(), 4));
    }

    #[test]
    fn a_long_line_is_cut_around_the_caret() {
        let text = format!("{}HERE{}", "a ".repeat(200), " b".repeat(200));
        let (shown, caret) = shown_at(&text, 401);
        assert!(shown.starts_with('…') && shown.ends_with('…'), "{shown}");
        assert_eq!(shown.chars().skip(caret).take(4).collect::<String>(), "HERE");
        assert!(shown.chars().count() <= WIDEST + 2);
        let (shown, caret) = shown_at(&text, 1);
        assert_eq!((shown.starts_with("a a"), caret), (true, 0));
    }

    #[test]
    fn nothing_in_a_file_steers_the_terminal() {
        assert_eq!(shown_at("a\u{1b}[31mb\u{202e}c", 1).0, "a\u{fffd}[31mb\u{fffd}c");
        assert_eq!(harmless("one\ntwo\u{7}"), "one two\u{fffd}");
    }
}
