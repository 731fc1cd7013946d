//! A paper by its headings: cover, own sections, annexes.

use std::sync::LazyLock;

use regex::Regex;

use crate::facts::Placed;
use crate::layout::marks;
use crate::layout::pattern::pattern;
use crate::read::modification_report::annexes::is_head;
use crate::read::outline::outline;
use crate::source::{Line, Lines};

static ANNEX: LazyLock<Regex> = LazyLock::new(|| pattern(r"^#*\s*Annex ([A-Z])(?:\s*[:–—-]\s*(\S.*))?$"));
static PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*(?:[.…]{3,}|\t|\s{2,})\s*\d{1,3}$"));

/// How many printed lines may stand between the head of an annex and its class above it.
const HEAD: usize = 4;

/// A section or an annex.
pub(super) struct Part<'a> {
    /// Its heading without its number.
    pub(super) title: Placed<String>,
    /// What stands under it.
    pub(super) lines: Lines<'a>,
}

impl Part<'_> {
    /// The heading holds one of these words (lower case).
    pub(super) fn speaks_of(&self, words: &[&str]) -> bool {
        let title = self.title.value.to_lowercase();
        words.iter().any(|word| title.contains(word))
    }
}

/// A paper by its headings.
pub(super) struct Parts<'a> {
    /// What stands before the first section.
    pub(super) cover: Lines<'a>,
    /// Everything but the annexes.
    pub(super) own: Lines<'a>,
    /// The sections of the paper itself.
    pub(super) sections: Vec<Part<'a>>,
    /// Its annexes, each with `Annex A: what it holds` for a heading.
    pub(super) annexes: Vec<Part<'a>>,
}

/// Parts a paper at its headings: those that are numbered, or else those that its list of contents names.
pub(super) fn parts(lines: Lines<'_>) -> Parts<'_> {
    let heads = annex_heads(lines);
    let first = heads.first().map_or(lines.len(), |head| head.starts);
    let own = lines.range(0, first);
    let ends = heads.iter().skip(1).map(|head| head.starts).chain([lines.len()]);
    let annexes = heads
        .iter()
        .zip(ends)
        .map(|(head, end)| Part { title: head.title.clone(), lines: lines.range(head.from, end) });
    let numbered = outline(own);
    let named = by_contents(own);
    let (cover, sections) = match named {
        Some((cover, sections)) if sections.len() > numbered.sections.len() => (cover, sections),
        _ => {
            let part = |one| {
                let crate::read::outline::Section { title, line, lines } = one;
                Part { title: Placed::on(line, title), lines }
            };
            (numbered.cover, numbered.sections.into_iter().map(part).collect())
        }
    };
    Parts { cover, own, sections, annexes: annexes.collect() }
}

/// The head of an annex.
struct Head {
    title: Placed<String>,
    /// Where the head begins, with the class printed above it.
    starts: usize,
    /// Where the annex's own lines begin.
    from: usize,
}

/// The heads of annexes: lines that name one and nothing else, behind the list of contents.
fn annex_heads(lines: Lines<'_>) -> Vec<Head> {
    let text = |at: usize| lines.get(at).map(|line| marks::plain(line.trimmed()).into_owned()).unwrap_or_default();
    let names = |at: &usize| {
        lines.get(*at).is_some_and(|line| !line.text.contains('\t'))
            && !PAGE.is_match(&text(*at))
            && is_head(&text(*at))
    };
    let named: Vec<usize> = (0..lines.len()).filter(names).collect();
    // The list of contents names them first.
    let again = |at: &usize| named.iter().any(|other| other > at && text(*other) == text(*at));
    named.iter().copied().filter(|at| !again(at)).filter_map(|at| head(lines, at)).collect()
}

fn head(lines: Lines<'_>, at: usize) -> Option<Head> {
    let line = lines.get(at)?;
    let text = marks::plain(line.trimmed()).into_owned();
    let found = ANNEX.captures(&text)?;
    let letter = found.get(1)?.as_str();
    let mut from = at + 1;
    let holds = match found.get(2) {
        Some(holds) => holds.as_str().to_owned(),
        None => {
            let next = (from..lines.len()).find(|at| lines.get(*at).is_some_and(|line| !line.is_blank()))?;
            from = next + 1;
            lines.get(next).map(|line| marks::plain(line.trimmed()).into_owned())?
        }
    };
    let printed = (0..at).rev().filter(|at| lines.get(*at).is_some_and(|line| !line.is_blank())).take(HEAD);
    let classed = |at: &usize| lines.get(*at).is_some_and(|line| line.text.contains("classified as"));
    let starts = printed.into_iter().find(classed).unwrap_or(at);
    Some(Head { title: Placed::on(line.number, format!("Annex {letter}: {holds}")), starts, from })
}

/// The sections that a list of contents names, each found again below the list.
fn by_contents(lines: Lines<'_>) -> Option<(Lines<'_>, Vec<Part<'_>>)> {
    let text = |line: &Line| marks::plain(line.trimmed()).trim_start_matches('#').trim().to_owned();
    let entry = |line: &Line| PAGE.replace(&text(line), "").into_owned();
    let starts = lines.iter().position(|line| text(line).eq_ignore_ascii_case("contents"))?;
    let mut entries: Vec<String> = Vec::new();
    let mut first = None;
    for (at, line) in lines.iter().enumerate().skip(starts + 1).filter(|(_, line)| !line.is_blank()) {
        if entries.first().is_some_and(|first| *first == text(line)) {
            first = Some(at);
            break;
        }
        if entries.len() > 200 {
            return None;
        }
        entries.push(entry(line));
    }
    let mut found: Vec<(usize, Placed<String>)> = Vec::new();
    let mut at = first?;
    for entry in entries {
        let next = lines.iter().enumerate().skip(at).find(|(_, line)| text(line) == entry);
        if let Some((here, line)) = next {
            found.push((here, Placed::on(line.number, entry)));
            at = here + 1;
        }
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|(at, _)| *at).chain([lines.len()]).collect();
    let cover = lines.range(0, found.first()?.0);
    let sections =
        found.into_iter().zip(ends).map(|((at, title), end)| Part { title, lines: lines.range(at + 1, end) });
    Some((cover, sections.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn contents_name_sections_that_have_no_numbers_and_annexes_stand_apart() {
        let text = "Paper\n\nContents\n(a) First thing\n(b) Second thing ..... 4\nThe end\nAnnex A: Words\n\nContact: us\n\n(a) First thing\n\nOne.\n\n\
                    (b) Second thing\n\nTwo.\n\nThe end\n\nThree.\n\nThis document is classified as Clear.\n\nPaper\n\nAnnex A: Words\n\nFour.\n";
        let source = Source::from_bytes("f", text.as_bytes()).unwrap();
        let parts = parts(source.lines());
        let titles: Vec<_> = parts.sections.iter().map(|part| (part.title.value.as_str(), part.title.line)).collect();
        assert_eq!(titles, [("(a) First thing", 11), ("(b) Second thing", 15), ("The end", 19)]);
        let annexes: Vec<_> = parts.annexes.iter().map(|part| (part.title.value.as_str(), part.title.line)).collect();
        assert_eq!(annexes, [("Annex A: Words", 27)]);
        assert!(parts.sections[2].lines.iter().all(|line| !line.text.contains("classified")));
    }
}
