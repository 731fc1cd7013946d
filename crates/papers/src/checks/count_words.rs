//! EN146: a number in words, a singular or a plural fits the list that follows it.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::pattern;
use super::{Check, Explanation, Papers};
use crate::finding::{Finding, Level};
use crate::layout::marks;
use crate::layout::money::cardinal;
use crate::source::Line;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN146",
    name: "count-words",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "A sentence that announces a number of things (“this document has two annexes:”) and is followed by a \
                    list of another length, and “the following change is:” before a list of several.",
        why: "One of the two is wrong: either the list lost an entry, or the sentence was not changed with it.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN146-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN146-right.txt");

/// The number counts what the list holds: it stands right behind a word that announces, and its noun right before the
/// colon, or behind `following`.
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:has|have|had|holds?|contains?|includes?|comprises?|lists?|names?|gives?|are|is|these|into|agreed|touch(?:es)?|changes?|updates?|affects?|impacts?)\s+(?:also\s+)?(?:only\s+)?(?:(?:the|these)\s+)?(?:following\s+)?(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|\d{1,2})\s+((?:[\w’'-]+\s+){0,3}[\w’'-]+):$",
    )
});
static FOLLOWING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bthe following\s+(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|\d{1,2})\s+([\w’'-]+(?:\s+[\w’'-]+){0,12}):$",
    )
});
/// `The following Change Request is …:`
static SINGULAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bthe following\s+((?:[\w’'-]+\s+){0,3}[\w’'-]+)\s+(is|was|has been)\b[^.;:]*:$"));

/// A list is not looked for further than this behind its sentence.
const LONGEST: usize = 400;

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let lines: Vec<&Line> = papers.own_lines().collect();
    for (index, line) in lines.iter().enumerate() {
        if !line.trimmed().ends_with(':') {
            continue;
        }
        let sentence = sentence(&lines, index);
        let (count, lengths) = length(lines.get(index + 1..).unwrap_or_default());
        if count == 0 || papers.this.is_damaged(line.number, line.number) {
            continue;
        }
        let announced = ANNOUNCED.captures(&sentence).or_else(|| FOLLOWING.captures(&sentence));
        let stated =
            announced.as_ref().and_then(|found| Some((cardinal(found.get(1)?.as_str())?, found.get(2)?.as_str())));
        let place = papers.this.place(line.number, line.number, "");
        if let Some((stated, noun)) = stated {
            if usize::try_from(stated).is_ok_and(|stated| !lengths.contains(&stated)) {
                let message = format!("The sentence announces {stated} ({noun}), and a list of {count} follows.");
                let finding = CHECK.finding(Level::Warning, place, message);
                found.push(finding.value("stated", stated).value("counted", count));
            }
        } else if let Some(noun) =
            SINGULAR.captures(&sentence).and_then(|found| found.get(1)).map(|found| found.as_str())
            && count > 1
            && !lengths.contains(&1)
            && !plural(noun)
        {
            let message = format!("The sentence announces one {noun}, and a list of {count} follows.");
            found.push(CHECK.finding(Level::Warning, place, message).value("stated", 1).value("counted", count));
        }
    }
}

/// `two annexes` ends with a plural; `The following is a list` has no noun of its own.
fn plural(noun: &str) -> bool {
    noun.ends_with('s') && !noun.ends_with("ss")
}

/// The sentence that ends on this line, with what of it stands on the lines just above.
fn sentence(lines: &[&Line], index: usize) -> String {
    let mut parts = Vec::new();
    for line in lines.get(..=index).unwrap_or_default().iter().rev().filter(|line| !line.is_blank()).take(4) {
        let text = marks::plain(line.trimmed()).into_owned();
        let ended = !parts.is_empty() && text.ends_with(['.', ':', ';', '?']);
        if ended {
            break;
        }
        parts.push(text);
    }
    parts.reverse();
    let whole = parts.join(" ");
    whole.rsplit(". ").next().unwrap_or_default().to_owned()
}

/// How many entries the list has that begins these lines, and every length that it may be said to have.
///
/// Inner bullets do not count. Where the last entry may already be another list, both lengths are kept.
fn length(lines: &[&Line]) -> (usize, Vec<usize>) {
    let mut count = 0;
    let mut complete = false;
    let mut inner = 0;
    for line in lines.iter().filter(|line| !line.is_blank()).take(LONGEST) {
        let text = marks::plain(line.trimmed());
        match marks::bullet(&text) {
            Some((_, false)) => {
                count += 1;
                complete = ends_entry(&text);
            }
            Some((_, true)) => {
                inner += 1;
                complete = ends_entry(&text);
            }
            None if count == 0 => return (0, Vec::new()),
            // A new paragraph, or words that go on with the entry.
            None if complete && !text.starts_with(char::is_lowercase) => break,
            None if is_heading(&text) || text.ends_with(':') => break,
            None => complete = ends_entry(&text),
        }
    }
    (count, vec![count, count + inner])
}

fn ends_entry(text: &str) -> bool {
    text.trim_end().ends_with(['.', ';', '’', '\'', '”', ')', '?'])
        || text.trim_end().ends_with("; and")
        || text.trim_end().ends_with("; or")
}

fn is_heading(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) || text.starts_with("http") || text.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn announces(sentence: &str) -> Option<i64> {
        let found = ANNOUNCED.captures(sentence).or_else(|| FOLLOWING.captures(sentence))?;
        cardinal(found.get(1)?.as_str())
    }

    #[test]
    fn a_number_counts_the_list_only_where_it_announces_it() {
        assert_eq!(announces("This document also has two annexes:"), Some(2));
        assert_eq!(announces("The following three criteria must be met before go-live:"), Some(3));
        assert_eq!(announces("It changes these 4 documents of the Code:"), Some(4));
        assert_eq!(announces("In the two weeks before go-live the Panel will:"), None);
        assert_eq!(announces("The following Modification Proposals have been approved:"), None);
    }

    #[test]
    fn entries_are_counted_over_wrapped_lines_and_inner_lists() {
        let source = |text: &str| crate::source::Source::from_bytes("f", text.as_bytes()).unwrap();
        let count = |text: &str| {
            let source = source(text);
            let lines: Vec<&Line> = source.lines().iter().collect();
            length(&lines)
        };
        assert_eq!(count("\n• One that \n\ngoes on.\n\n• Two.\n\nOther words.\n\n• Three.\n").0, 2);
        assert_eq!(count("- One.\no Inner.\no Inner.\n- Two.\n"), (2, vec![2, 4]));
        assert_eq!(count("No list.\n- One.\n").0, 0);
        assert_eq!(
            count(
                "• Annex A holds the changes to the Code (SEC)\n  that are required.\n• Annex B holds the answers.\n"
            )
            .0,
            2
        );
    }
}
