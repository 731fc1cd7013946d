//! How far the words reach that an order means: the words quoted, a run that is told by its ends, a place beside them.
//!
//! A run stays in one text: what one provision or paragraph says before, or after, its list.

use std::ops::Range;

use super::places;
use crate::facts::{Span, WordChange};

/// Marks at which words may end.
pub(super) const STOPS: [char; 5] = ['.', ';', ':', ',', ')'];

/// Where a text stands in the place that an order names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stands {
    /// It is the first text of the place.
    pub(super) first: bool,
    /// It is the last text of the place.
    pub(super) last: bool,
    /// It is that of something below the place.
    pub(super) below: bool,
}

/// The words that an order means in a text, in bytes.
///
/// # Errors
/// One sentence: they stand there, and nobody can say how far they reach.
pub(super) fn ranges(text: &str, change: &WordChange, stands: Stands) -> Result<Vec<Range<usize>>, String> {
    let old = &change.old;
    let all = || places(text, old).into_iter().map(|from| from..from + old.len());
    match &change.span {
        None => Ok(all().collect()),
        Some(Span::Through(until)) => all().map(|from| through(text, from, old, until)).collect(),
        Some(Span::ToTheEnd) => all().map(|from| to_the_end(text, from, change, stands)).collect(),
        Some(Span::FromTheHead) => all().map(|to| from_the_head(text, to, old, stands)).collect(),
        Some(Span::AtTheHead) if stands.first => Ok(Vec::from([Range { start: 0, end: 0 }])),
        Some(Span::AtTheEnd) if stands.last => {
            at_the_end(text, &change.new, stands).map(|at| Vec::from([Range { start: at, end: at }]))
        }
        Some(Span::AtTheHead | Span::AtTheEnd) => Ok(Vec::new()),
    }
}

fn through(text: &str, from: Range<usize>, old: &str, until: &str) -> Result<Range<usize>, String> {
    let rest = text.get(from.end..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    match places(line, until).as_slice() {
        [to] => Ok(from.start..from.end + to + until.len()),
        [] => Err(format!(
            "“{until}” does not stand behind “{old}” in the same paragraph; quote the words as they stand there, or amend each \
             paragraph"
        )),
        several => Err(format!(
            "“{until}” stands {} times behind “{old}”, so nobody can say how far the words reach; quote more of the last words",
            several.len()
        )),
    }
}

fn to_the_end(text: &str, from: Range<usize>, change: &WordChange, stands: Stands) -> Result<Range<usize>, String> {
    let (old, new) = (&change.old, &change.new);
    if !stands.last || text.get(from.end..).is_none_or(|rest| rest.contains('\n')) {
        return Err(format!(
            "“{old}” does not stand in the last paragraph, so nobody can say how far “to the end” reaches; name the paragraph, or \
             quote the last words: from “{old}” to “…”"
        ));
    }
    if joined(text) {
        return Err(format!(
            "the words end with “and” or “or”, and nobody can say whether it goes too; quote the last words: from “{old}” to “…”"
        ));
    }
    // A stop is no word: it stays, unless the new words bring their own.
    let words = text.trim_end_matches(['.', ';', ':', ',']).len();
    let end = if new.ends_with(['.', ';', ':', ',']) { text.len() } else { words.max(from.end) };
    Ok(from.start..end)
}

fn from_the_head(text: &str, to: Range<usize>, old: &str, stands: Stands) -> Result<Range<usize>, String> {
    if stands.first && text.get(..to.start).is_some_and(|before| !before.contains('\n')) {
        return Ok(0..to.end);
    }
    Err(format!(
        "“{old}” does not stand in the first paragraph, so nobody can say how far the words reach; name the paragraph, or quote \
         the first words: from “…” to “{old}”"
    ))
}

/// Where words are put at the end of a text: before its stop when they go on with the sentence and bring a stop of their
/// own or need none, behind it when they are a sentence themselves.
fn at_the_end(text: &str, new: &str, stands: Stands) -> Result<usize, String> {
    if stands.below {
        return Err("it ends with what is listed in it, and nobody can say whether the new words go on with the last paragraph or \
                    close the list; name the paragraph, or amend the whole of it"
            .to_owned());
    }
    if text.lines().next_back().is_some_and(|line| line.starts_with(['|', '!', '$']) || line.starts_with("Note")) {
        return Err("it ends with a table, a formula, a figure or a note; amend the whole of it".to_owned());
    }
    let sentence = new.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit());
    let stopped = text.ends_with(['.', ';', ':', ',']);
    match (stopped || joined(text), text.ends_with('.') && sentence) {
        (false, _) | (true, true) => Ok(text.len()),
        (true, false) => {
            Err("it ends with a stop, or with “and” or “or”, and nobody can say whether the new words stand before or \
                              behind it; quote the last words: for “…” substitute “…”"
                .to_owned())
        }
    }
}

/// The words end with what joins them to the next paragraph.
fn joined(text: &str) -> bool {
    [" and", " or", " but", " and/or"].iter().any(|end| text.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONLY: Stands = Stands { first: true, last: true, below: false };

    fn found<'t>(text: &'t str, old: &str, new: &str, span: Span) -> Result<Vec<&'t str>, String> {
        let (old, new) = (old.to_owned(), new.to_owned());
        let change = WordChange { old, new, every: false, nth: None, times: None, span: Some(span), within: None };
        Ok(ranges(text, &change, ONLY)?.into_iter().filter_map(|range| text.get(range)).collect())
    }

    #[test]
    fn a_run_reaches_from_its_first_words_through_its_last() {
        let through = |until: &str| Span::Through(until.to_owned());
        let text = "The Panel pays each year and reports each quarter.";
        assert_eq!(found(text, "each year", "", through("reports")).unwrap(), ["each year and reports"]);
        assert_eq!(found(text, "and", "", Span::ToTheEnd).unwrap(), ["and reports each quarter"]);
        assert_eq!(found(text, "and", "or not.", Span::ToTheEnd).unwrap(), ["and reports each quarter."]);
        assert_eq!(found(text, "pays", "", Span::FromTheHead).unwrap(), ["The Panel pays"]);
        for (old, span, says) in [
            ("pays", through("each"), "2 times"),
            ("reports", through("pays"), "does not stand behind"),
            ("absent", through("each"), ""),
        ] {
            match found(text, old, "", span) {
                Ok(ranges) => assert!(says.is_empty() && ranges.is_empty(), "{old}"),
                Err(told) => assert!(!says.is_empty() && told.contains(says), "{told}"),
            }
        }
        assert!(found("It pays; and", "pays", "", Span::ToTheEnd).unwrap_err().contains("“and”"));
        assert!(found("It pays.\nIt reports.", "pays", "", Span::ToTheEnd).is_err());
        assert!(found("It pays.\nIt reports.", "reports", "", Span::FromTheHead).is_err());
    }

    #[test]
    fn words_are_put_at_the_end_where_that_is_one_place() {
        let at = |text: &str, new: &str| at_the_end(text, new, ONLY);
        assert_eq!(at("The Panel pays.", "It reports.").unwrap(), 15);
        assert_eq!(at("the Panel", "and the Board").unwrap(), 9);
        for (text, new) in [("The Panel pays.", "and reports"), ("when; and", "how;"), ("| a | b |", "It reports.")] {
            assert!(at(text, new).is_err(), "{text} {new}");
        }
        assert!(at_the_end("why.", "It reports.", Stands { below: true, ..ONLY }).is_err());
    }
}
