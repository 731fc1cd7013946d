//! The parts of a document by its headings: cover, numbered sections, appendices.

use std::sync::LazyLock;

use regex::Regex;

use crate::layout::pattern::pattern;
use crate::layout::{dates, marks};
use crate::source::{Line, Lines};

/// A numbered section or an appendix.
#[derive(Debug, Clone)]
pub(crate) struct Section<'a> {
    /// The heading without its number.
    pub(crate) title: String,
    /// The line of the heading.
    pub(crate) line: usize,
    /// What stands under it.
    pub(crate) lines: Lines<'a>,
}

impl Section<'_> {
    /// The heading holds one of these words (lower case).
    pub(crate) fn speaks_of(&self, words: &[&str]) -> bool {
        let title = self.title.to_lowercase();
        words.iter().any(|word| title.contains(word))
    }
}

/// A document by its headings.
#[derive(Debug, Clone)]
pub(crate) struct Outline<'a> {
    /// What stands before the first section.
    pub(crate) cover: Lines<'a>,
    /// Numbered sections, then appendices, in order.
    pub(crate) sections: Vec<Section<'a>>,
}

impl<'a> Outline<'a> {
    /// The first section whose heading holds one of these words (lower case).
    pub(crate) fn section(&self, words: &[&str]) -> Option<&Section<'a>> {
        self.sections.iter().find(|section| section.speaks_of(words))
    }
}

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^#*\s*(\d{1,2})(\.?)\s+([A-Z].{1,80})$"));
static APPENDIX: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^#*\s*(?:Appendix|APPENDIX)\s+(?:\d{1,2}|[A-Z])\s*[:.–—-]\s*([A-Z].{1,80})$"));
static CONTENTS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\t|\.{3,}|…|\s{2,}\d+$"));
static LIST_ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{1,2})\.\s"));

/// How many places are tried as the first heading: a text with more lists than this before its first section is none
/// that is known, and a file made to cost time costs no more.
const STARTS: usize = 64;

/// A line that may be a heading.
struct Candidate {
    index: usize,
    number: Option<u32>,
    /// A full stop stands behind the number: the headings of one document all have it, or none has.
    dotted: bool,
    title: String,
}

/// A line of the contents, or a line that may be a heading.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Its number; none for an appendix.
    pub(crate) number: Option<u32>,
    /// The heading without its number.
    pub(crate) title: String,
    /// Its physical line.
    pub(crate) line: usize,
}

static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(\d{1,2})\.?\s+|(?:Appendix|APPENDIX)\s+(?:\d{1,2}|[A-Z])\s*[:.–—-]\s*)?([A-Z][^\t]*?)\s*(?:[.…]{2,}\s*|\t\s*|\s{2,})\d{1,3}$",
    )
});

impl Outline<'_> {
    /// The first heading that the list of contents names and the document does not have.
    pub(crate) fn promised_and_missing(&self) -> Option<String> {
        self.cover.iter().find_map(|line| {
            let title = ENTRY.captures(line.trimmed())?.get(2)?.as_str();
            let has = self.sections.iter().any(|section| section.title.eq_ignore_ascii_case(title));
            (!has).then(|| title.to_owned())
        })
    }
}

impl Outline<'_> {
    /// The entries of the list of contents.
    pub(crate) fn contents(&self) -> Vec<Entry> {
        let entry = |line: &Line| {
            let entry = ENTRY.captures(line.trimmed())?;
            let number = entry.get(1).and_then(|number| number.as_str().parse().ok());
            Some(Entry { number, title: entry.get(2)?.as_str().to_owned(), line: line.number })
        };
        self.cover.iter().filter_map(entry).collect()
    }
}

/// Every line that may be a numbered heading, whether its number follows on or not.
pub(crate) fn numbered(lines: Lines<'_>) -> Vec<Entry> {
    let headings = lines.iter().enumerate().filter_map(|(index, line)| Some((candidate(index, line)?, line.number)));
    let numbered = headings.filter(|(heading, _)| heading.number.is_some());
    numbered.map(|(heading, line)| Entry { number: heading.number, title: heading.title, line }).collect()
}

/// Parts a document at its headings.
pub(crate) fn outline(lines: Lines<'_>) -> Outline<'_> {
    let candidates: Vec<Candidate> =
        lines.iter().enumerate().filter_map(|(index, line)| candidate(index, line)).collect();
    let chosen = chosen(lines, &candidates);
    let first = chosen.first().map_or(lines.len(), |candidate| candidate.index);
    let ends = chosen.iter().skip(1).map(|candidate| candidate.index).chain([lines.len()]);
    let sections = chosen
        .iter()
        .zip(ends)
        .map(|(candidate, end)| Section {
            title: candidate.title.clone(),
            line: lines.get(candidate.index).map_or(0, |line| line.number),
            lines: lines.range(candidate.index + 1, end),
        })
        .collect();
    Outline { cover: lines.range(0, first), sections }
}

fn candidate(index: usize, line: &Line) -> Option<Candidate> {
    if line.text.len() > 120 || CONTENTS.is_match(line.trimmed()) {
        return None;
    }
    let text = marks::plain(line.trimmed());
    // `04 Jun 27 Board meets` is a row of a timetable.
    if dates::date_prefix(&text).is_some() {
        return None;
    }
    let (number, dotted, title) = match (NUMBERED.captures(&text), APPENDIX.captures(&text)) {
        (Some(found), _) => {
            let dotted = !found.get(2)?.as_str().is_empty();
            (Some(found.get(1)?.as_str().parse().ok()?), dotted, found.get(3)?.as_str().to_owned())
        }
        (None, Some(found)) => (None, false, found.get(1)?.as_str().to_owned()),
        (None, None) => return None,
    };
    is_heading(&title).then_some(Candidate { index, number, dotted, title: title.trim().to_owned() })
}

/// The fullest run of headings numbered 1, 2, 3 and so on, with the appendices behind it.
fn chosen<'c>(lines: Lines<'_>, candidates: &'c [Candidate]) -> Vec<&'c Candidate> {
    let mut best: Vec<&Candidate> = Vec::new();
    let may_be_first = |candidate: &Candidate| candidate.number.is_none_or(|number| number == 1);
    let starts = candidates.iter().enumerate().filter(|(_, candidate)| may_be_first(candidate)).take(STARTS);
    for (start, first) in starts {
        let mut run = vec![first];
        let mut expected = first.number.map_or(1, |number| number + 1);
        for next in candidates.iter().skip(start + 1) {
            let follows = match next.number {
                None => true,
                Some(number) => {
                    number == expected && next.dotted == first.dotted && !goes_on_with_list(lines, &run, next)
                }
            };
            if follows {
                expected = next.number.map_or(expected, |number| number + 1);
                run.push(next);
            }
        }
        // Contents without page numbers, and lists, have headings with nothing between them: the run with more text wins.
        let filled = |run: &[&Candidate]| {
            let ends = run.iter().skip(1).map(|next| next.index).chain([lines.len()]);
            run.iter()
                .zip(ends)
                .filter(|(at, end)| lines.range(at.index + 1, *end).iter().any(|line| !line.is_blank()))
                .count()
        };
        if filled(&run) > filled(&best) || best.is_empty() {
            best = run;
        }
    }
    best
}

/// A line `7. …` goes on with a list where a line `6. …`, and no other line `7. …`, stands between it and the last
/// heading.
fn goes_on_with_list(lines: Lines<'_>, run: &[&Candidate], next: &Candidate) -> bool {
    let from = run.last().map_or(0, |last| last.index + 1);
    let Some(number) = next.number else { return false };
    let between = lines.range(from, next.index);
    let has = |wanted: u32| {
        between.iter().any(|line| {
            let found = LIST_ITEM.captures(line.trimmed()).and_then(|found| found.get(1)?.as_str().parse::<u32>().ok());
            found == Some(wanted)
        })
    };
    has(number.saturating_sub(1)) && !has(number)
}

/// Short, begins with a capital, and is no sentence.
pub(crate) fn is_heading(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(char::is_uppercase)
        && !text.ends_with(['.', ',', ';', ':'])
        && !text.contains('\t')
        && text.split_whitespace().count() <= 9
}

/// A line that stands as a heading: not a bullet, not a table row.
pub(crate) fn heading_of(line: &Line) -> Option<String> {
    let text = marks::plain(line.trimmed());
    let text = text.trim_start_matches('#').trim();
    (is_heading(text) && marks::bullet(text).is_none() && !line.text.contains('\t')).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn titles(text: &str) -> Vec<(String, usize)> {
        let source = Source::from_bytes("f", text.as_bytes()).unwrap();
        outline(source.lines()).sections.iter().map(|section| (section.title.clone(), section.line)).collect()
    }

    #[test]
    fn contents_and_lists_are_no_sections() {
        let text = "Cover\n1. Scope.....\t3\n2. Costs\t4\n\n1. Scope\n\ntext\n\n 2. Costs\n\n1. Do this\n\n2. Do that\n\n3. Done now\n\n3. Plan\n\nAppendix 1: Words\n";
        let expected = [("Scope", 5), ("Costs", 9), ("Plan", 17), ("Words", 19)];
        // The list under Costs counts 1, 2, 3: its third entry is no section, for its second stands before it.
        assert_eq!(titles(text), expected.map(|(title, line)| (title.to_owned(), line)));
    }

    #[test]
    fn a_date_is_no_number() {
        let text = "1. Scope\n\ntext\n\n02 Jun 27 Board meets\n\n2 Boards\n\n2. Costs\n\ntext\n";
        assert_eq!(titles(text), [("Scope".to_owned(), 1), ("Costs".to_owned(), 9)]);
    }

    /// S2-005, S2-006, S4-005: a contents entry without its heading is found.
    #[test]
    fn contents_promise_headings() {
        let text =
            "Cover\n1. Scope.....\t3\n2. Costs\t4\nAppendix 1: Words  9\n\n1. Scope\n\ntext\n\n 2. Costs\n\ntext\n";
        let source = Source::from_bytes("f", text.as_bytes()).unwrap();
        assert_eq!(outline(source.lines()).promised_and_missing().as_deref(), Some("Words"));
        let whole = format!("{text}\nAppendix 1: Words\n");
        let source = Source::from_bytes("f", whole.as_bytes()).unwrap();
        assert_eq!(outline(source.lines()).promised_and_missing(), None);
    }

    #[test]
    fn contents_without_pages_give_way_to_the_headings() {
        let text = "1. Scope\n2. Costs\n\n1. Scope\n\ntext\n\n2. Costs\n\ntext\n";
        assert_eq!(titles(text), [("Scope".to_owned(), 4), ("Costs".to_owned(), 8)]);
    }
}
