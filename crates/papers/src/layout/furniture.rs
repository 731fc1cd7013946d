//! Page furniture: what is printed on every page and belongs to none of the text.
//!
//! A page line (`Page 3 of 16`) is furniture by its form. The blocks before and after it are furniture where they
//! are repeated at another page line, word for word; a block that stands at one page line only is text. Where the file
//! knows its pages, so is a line that stands at the same place of most of them, whether a number of the page is in it or not.

mod edges;

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::pattern::pattern;
use crate::source::{Line, Lines};

static PAGE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:page\s+)?(\d{1,4})\s+of\s+(\d{1,4})$|^page\s+\d{1,4}$"));

/// How many blocks a header or footer may have on each side of its page line.
const REACH: usize = 4;

/// For each line whether it is kept, because it is no page furniture.
pub(crate) fn kept(lines: Lines<'_>) -> Vec<bool> {
    let mut keep = vec![true; lines.len()];
    let blocks = blocks(lines);
    let pages: Vec<usize> = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| lines.range(block.start, block.end).iter().any(|line| PAGE.is_match(line.trimmed())))
        .map(|(index, _)| index)
        .collect();
    let repeated = repeated(lines, &blocks, &pages);
    for (index, block) in blocks.iter().enumerate() {
        let furniture =
            pages.binary_search(&index).is_ok() || near(&pages, index) && repeated.contains_key(&words(lines, block));
        if !furniture {
            continue;
        }
        for at in block.clone() {
            let is_page_line = lines.get(at).is_some_and(|line| PAGE.is_match(line.trimmed()));
            // In a block with a page line, the other lines go only where another page repeats them.
            let goes = is_page_line
                || pages.binary_search(&index).is_err()
                || repeated.contains_key(&words(lines, &(at..at + 1)));
            if let (true, Some(flag)) = (goes, keep.get_mut(at)) {
                *flag = false;
            }
        }
    }
    for at in edges::repeated(lines) {
        if let Some(flag) = keep.get_mut(at) {
            *flag = false;
        }
    }
    keep
}

/// The lines without page furniture. A line that follows furniture is marked as the start of a page.
pub(crate) fn stripped(lines: Lines<'_>) -> Vec<Line> {
    let mut after_furniture = false;
    let mut left = Vec::with_capacity(lines.len());
    for (line, keep) in lines.iter().zip(kept(lines)) {
        if !keep {
            after_furniture = true;
            continue;
        }
        let mut line = line.clone();
        if after_furniture && !line.is_blank() {
            line.starts_page = true;
            after_furniture = false;
        }
        left.push(line);
    }
    left
}

/// Runs of lines with no blank line inside, as ranges of indices.
pub(crate) fn blocks(lines: Lines<'_>) -> Vec<std::ops::Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = None;
    for (index, line) in lines.iter().enumerate() {
        match (line.is_blank(), start) {
            (false, None) => start = Some(index),
            (true, Some(from)) => {
                blocks.push(from..index);
                start = None;
            }
            (true, None) | (false, Some(_)) => {}
        }
    }
    if let Some(from) = start {
        blocks.push(from..lines.len());
    }
    blocks
}

/// Blocks as [`blocks`] gives them, parted also before a line that begins a page.
///
/// Where a page break left no form feed, the first line of the page begins with a space.
pub(crate) fn paged_blocks(lines: Lines<'_>) -> Vec<std::ops::Range<usize>> {
    let mut parted = Vec::new();
    for block in blocks(lines) {
        let mut start = block.start;
        for at in block.start + 1..block.end {
            if lines.get(at).is_some_and(|line| line.starts_page || line.text.starts_with(' ')) {
                parted.push(start..at);
                start = at;
            }
        }
        parted.push(start..block.end);
    }
    parted
}

fn words(lines: Lines<'_>, block: &std::ops::Range<usize>) -> String {
    let mut words = String::new();
    for line in lines.range(block.start, block.end) {
        words.push_str(line.trimmed());
        words.push('\n');
    }
    words
}

fn near(pages: &[usize], index: usize) -> bool {
    let next = pages.partition_point(|page| *page < index);
    let close = |page: Option<&usize>| page.is_some_and(|page| page.abs_diff(index) <= REACH);
    close(pages.get(next)) || next > 0 && close(pages.get(next - 1))
}

/// Texts of blocks and of single lines that stand at two page lines or more, at the same distance from each.
fn repeated(lines: Lines<'_>, blocks: &[std::ops::Range<usize>], pages: &[usize]) -> HashMap<String, usize> {
    let mut seen: HashMap<(isize, String), usize> = HashMap::new();
    for page in pages {
        for distance in -(REACH as isize)..=(REACH as isize) {
            let Some(block) = page.checked_add_signed(distance).and_then(|index| blocks.get(index)) else { continue };
            if distance == 0 {
                for at in block.clone() {
                    *seen.entry((0, words(lines, &(at..at + 1)))).or_default() += 1;
                }
            } else {
                *seen.entry((distance, words(lines, block))).or_default() += 1;
            }
        }
    }
    seen.into_iter().filter(|(_, times)| *times > 1).map(|((_, words), times)| (words, times)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn kept(text: &str) -> Vec<(usize, String, bool)> {
        let source = Source::from_bytes("f", text.as_bytes()).unwrap();
        stripped(source.lines())
            .into_iter()
            .filter(|line| !line.is_blank())
            .map(|line| (line.number, line.text, line.starts_page))
            .collect()
    }

    /// S4-001: page headers are no content.
    #[test]
    fn headers_go_and_text_that_stands_beside_them_stays() {
        let text = "March Release\nPlan\n\nPage 1 of 2\n\nThis is\nOpen\n\nCover\n\nMarch Release\nPlan\n\nPage 2 of 2\n\nThis is\nOpen\n\n and on\n";
        assert_eq!(kept(text), [(9, "Cover".to_owned(), true), (19, " and on".to_owned(), true)]);
    }

    #[test]
    fn one_page_line_alone_takes_nothing_else_away() {
        let text = "Heading\n\nPage 1 of 1\n\nText\n";
        assert_eq!(kept(text), [(1, "Heading".to_owned(), false), (5, "Text".to_owned(), true)]);
        let text = "Heading\nPage 1 of 1\nText\n";
        assert_eq!(kept(text).len(), 2);
    }

    #[test]
    fn a_sentence_about_pages_is_text() {
        let text = "See page 1 of 2 for more.\n\nA\n\nSee page 1 of 2 for more.\n";
        assert_eq!(kept(text).len(), 3);
    }
}
