//! Headers and footers of a file that knows its pages: what stands at the edge of most of them.

use std::collections::HashMap;

use crate::source::{Line, Lines};

/// Fewer pages than these show no habit.
const FEWEST: usize = 3;
/// How many printed lines a header or a footer may have.
const REACH: usize = 4;

/// An edge of a page, how many printed lines stand between it and a line, and the words of that line.
type Place = (Edge, usize, String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Edge {
    Top,
    Foot,
}

/// The indices of the lines at the top and the foot of pages that most pages repeat.
///
/// Only lines that reach the edge in one run count. A line of columns may be the head of a table that Word repeats, so it is
/// taken only where nearly every page has it.
pub(super) fn repeated(lines: Lines<'_>) -> Vec<usize> {
    let pages = pages(lines);
    if pages.len() < FEWEST {
        return Vec::new();
    }
    let mut seen: HashMap<Place, usize> = HashMap::new();
    for (number, page) in (1..).zip(&pages) {
        for (place, _) in edges(lines, page, number) {
            *seen.entry(place).or_default() += 1;
        }
    }
    let is_furniture = |place: &Place| {
        let times = seen.get(place).copied().unwrap_or_default();
        let in_columns = place.2.contains("  ") || place.2.contains('\t');
        let most = if in_columns { times * 4 >= pages.len() * 3 } else { times * 2 > pages.len() };
        most && times >= FEWEST
    };
    let mut found = Vec::new();
    for (number, page) in (1..).zip(&pages) {
        let (top, foot): (Vec<_>, Vec<_>) =
            edges(lines, page, number).into_iter().partition(|((edge, _, _), _)| *edge == Edge::Top);
        for run in [top, foot] {
            found.extend(run.into_iter().take_while(|(place, _)| is_furniture(place)).map(|(_, at)| at));
        }
    }
    found
}

/// The printed lines of each page, by their indices.
fn pages(lines: Lines<'_>) -> Vec<Vec<usize>> {
    let mut pages = vec![Vec::new()];
    for (at, line) in lines.iter().enumerate() {
        if line.starts_page {
            pages.push(Vec::new());
        }
        if let (false, Some(page)) = (line.is_blank(), pages.last_mut()) {
            page.push(at);
        }
    }
    pages.retain(|page| !page.is_empty());
    pages
}

/// The lines nearest to both edges of a page, from each edge inwards.
fn edges(lines: Lines<'_>, page: &[usize], number: usize) -> Vec<(Place, usize)> {
    let words = |at: usize| lines.get(at).map_or_else(String::new, |line| without_number(line, number));
    let place = |edge: Edge| move |(distance, at): (usize, &usize)| ((edge, distance, words(*at)), *at);
    let top = page.iter().take(REACH).enumerate().map(place(Edge::Top));
    let foot = page.iter().rev().take(REACH).enumerate().map(place(Edge::Foot));
    top.chain(foot).collect()
}

/// The words of a line, the number of its page taken out. The cover may not be counted.
fn without_number(line: &Line, page: usize) -> String {
    let is_page = |word: &str| word.parse::<usize>().is_ok_and(|figure| figure == page || figure + 1 == page);
    let words: Vec<&str> = line.trimmed().split(' ').map(|word| if is_page(word) { "#" } else { word }).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use crate::layout::furniture::stripped;
    use crate::source::Source;

    fn kept(pages: &[&str]) -> Vec<String> {
        let source = Source::from_bytes("f", pages.join("\u{c}").as_bytes()).unwrap();
        let lines = stripped(source.lines());
        lines.into_iter().filter(|line| !line.is_blank()).map(|line| line.trimmed().to_owned()).collect()
    }

    /// S4-001: page headers are no content, also where no page says which of how many it is.
    #[test]
    fn what_most_pages_have_at_their_edge_goes() {
        let page =
            |number: usize, words: &str| format!("MP301 Modification Report\n\n{words}\n\nClear        {number}\n");
        let pages = ["Cover", "One", "Two", "Three"].map(str::to_owned);
        let pages: Vec<String> = pages.iter().enumerate().map(|(at, words)| page(at + 1, words)).collect();
        let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
        assert_eq!(kept(&pages), ["Cover", "One", "Two", "Three"]);
        // Two pages show no habit, and what one page alone has stays.
        assert_eq!(kept(&pages[..2]).len(), 6);
        assert_eq!(kept(&["Head\nA\n", "Other\nB\n", "Third\nC\n"]).len(), 6);
    }

    #[test]
    fn a_line_inside_a_page_and_the_head_of_a_long_table_stay() {
        let inside = "Top {}\na\nb\nc\nSame\nd\ne\nf\nEnd {}\n";
        let inside = ["1x", "2x", "3x"].map(|number| inside.replace("{}", number));
        assert_eq!(kept(&[&inside[0], &inside[1], &inside[2]]).iter().filter(|line| *line == "Same").count(), 3);
        let table = "Event       Date\nA row       3 May 2031\n";
        let rows =
            ["B row       4 May 2031\n", "C row       5 May 2031\n"].map(|row| format!("Event       Date\n{row}"));
        let read = kept(&["Cover\n", "Words\n", table, &rows[0], &rows[1]]);
        assert_eq!(read.iter().filter(|line| line.starts_with("Event")).count(), 3);
    }
}
