//! Lists of modifications and of documents, with their quoted titles, as bullets, lines or tables.

use std::sync::LazyLock;

use regex::Regex;

use crate::facts::{CodeDocument, Listed, Placed};
use crate::layout::flow::Flow;
use crate::layout::pattern::{DOCUMENT, PROPOSAL, pattern};
use crate::layout::{marks, tabbed};
use crate::source::Lines;

/// How many lines a bullet may wrap over before its title must have ended.
const WRAP: usize = 24;

static PROPOSAL_FIRST: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^({PROPOSAL})\b[:\s–-]*")));
static DOCUMENT_FIRST: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^({DOCUMENT})\b[:\s–-]*")));

/// An entry of a list: what it names, its title, and where it stands.
struct Entry {
    name: Placed<String>,
    title: Option<String>,
}

/// Modifications or change requests: each a bullet, a line, or a table row that begins with the number.
pub(super) fn proposals(lines: Lines<'_>) -> Vec<Listed> {
    entries(lines, &PROPOSAL_FIRST).into_iter().map(|entry| Listed { id: entry.name, title: entry.title }).collect()
}

/// Documents of the Code: each a bullet, a line, or a table row that begins with the short name.
pub(super) fn documents(lines: Lines<'_>) -> Vec<CodeDocument> {
    entries(lines, &DOCUMENT_FIRST)
        .into_iter()
        .map(|entry| CodeDocument { document: entry.name, title: entry.title })
        .collect()
}

fn entries(lines: Lines<'_>, first: &Regex) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut add = |entry: Entry| {
        if !entries.iter().any(|listed| listed.name.value == entry.name.value) {
            entries.push(entry);
        }
    };
    for (index, line) in lines.iter().enumerate() {
        if line.text.contains('\t') {
            continue;
        }
        let text = marks::plain(line.trimmed());
        let (text, bulleted) = match marks::bullet(&text) {
            Some((_, true)) => continue,
            Some((rest, false)) => (rest, true),
            None => (text.as_ref(), false),
        };
        if !first.is_match(text) {
            continue;
        }
        let mut flow = Flow::default();
        flow.push(line.number, text);
        let rest = lines.range(index + 1, index + WRAP);
        for more in rest.iter().take_while(|line| marks::bullet(line.trimmed()).is_none()) {
            flow.push(more.number, &more.text);
        }
        let Some(name) = first.captures(&flow.text) else { continue };
        let (Some(whole), Some(name)) = (name.get(0), name.get(1)) else { continue };
        let quoted = flow.text.get(whole.end()..).and_then(marks::quoted_prefix);
        // A line of prose may begin with a number or name: without a bullet only a title in quotation marks counts.
        if bulleted || quoted.is_some() {
            let title = quoted.map(|(title, _)| title.to_owned());
            add(Entry { name: Placed::on(line.number, name.as_str().to_owned()), title });
        }
    }
    for row in tabbed::tables(lines).into_iter().flat_map(|table| table.rows) {
        let name = row.cell(0);
        let whole = first.find(name).is_some_and(|found| found.end() == name.len());
        if whole && row.cells.len() >= 2 && marks::tick(row.cell(1)).is_none() {
            let title = Some(marks::unquoted(row.cell(1)).to_owned());
            add(Entry { name: Placed::over(row.line, row.end_line, name.to_owned()), title });
        }
    }
    entries.sort_by_key(|entry| entry.name.line);
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn titles_wrap_and_prose_is_no_entry() {
        let text = "• MP901 ‘Longer words for \n\nshorter things’ will help. \n\nMP902 is not listed here.\n\no MP903 ‘inner’\n\nMP904 ‘In line’ is.\n\nMP905\tBy table\n";
        let source = Source::from_bytes("f", text.as_bytes()).unwrap();
        let read: Vec<_> =
            proposals(source.lines()).into_iter().map(|listed| (listed.id.value, listed.title.unwrap())).collect();
        let expected = [("MP901", "Longer words for shorter things"), ("MP904", "In line"), ("MP905", "By table")];
        assert_eq!(read, expected.map(|(id, title)| (id.to_owned(), title.to_owned())));
    }

    #[test]
    fn documents_of_a_code() {
        let text = "- Section B 'Meters'\n- Appendix AB ‘Forms’\n- Sections are many\n";
        let source = Source::from_bytes("f", text.as_bytes()).unwrap();
        let read: Vec<_> = documents(source.lines()).into_iter().map(|entry| entry.document.value).collect();
        assert_eq!(read, ["Section B", "Appendix AB"]);
    }
}
