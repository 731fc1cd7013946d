//! A glossary: acronym and full term, as a table with tabs or as lines.

use std::sync::LazyLock;

use regex::Regex;

use super::unread;
use crate::facts::{GlossaryEntry, Placed};
use crate::finding::Finding;
use crate::layout::pattern::pattern;
use crate::layout::{flow, furniture, tabbed};
use crate::source::{Line, Lines};

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:acronym|abbreviation|term)s?\s+(?:full term|definition|meaning|description|term)s?$")
});
static ACRONYM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[A-Za-z0-9&/-]*[A-Z][A-Za-z0-9&/-]*[A-Z0-9][A-Za-z0-9&/-]*$"));

/// Reads the glossary among the lines. The last line of the table is given too, for a file may end there.
pub(super) fn read(lines: Lines<'_>, findings: &mut Vec<Finding>) -> (Vec<GlossaryEntry>, usize) {
    for table in tabbed::tables(lines) {
        let headings = table.headings().join(" ");
        if HEADING.is_match(&headings) {
            return (of_table(&table, findings), table.end_line());
        }
    }
    of_lines(lines, findings)
}

fn of_table(table: &tabbed::Table, findings: &mut Vec<Finding>) -> Vec<GlossaryEntry> {
    let mut entries = Vec::new();
    for row in table.rows.iter().skip(1) {
        if row.cells.len() == 2 && row.cells.iter().all(|cell| !cell.is_empty()) {
            entries.push(GlossaryEntry {
                acronym: Placed::over(row.line, row.end_line, row.cell(0).to_owned()),
                term: row.cell(1).to_owned(),
            });
        } else {
            let message = format!(
                "The glossary row \"{}\" was left unread: it does not hold one acronym and one term. Correct the row.",
                row.cells.join(" | ")
            );
            findings.push(unread::part_at(row.line, row.end_line, message));
        }
    }
    entries
}

fn of_lines(lines: Lines<'_>, findings: &mut Vec<Finding>) -> (Vec<GlossaryEntry>, usize) {
    let is_head = |line: &Line| HEADING.is_match(line.trimmed());
    let Some(head) = lines.iter().position(is_head) else { return (Vec::new(), 0) };
    let caption = lines.range(0, head).iter().rev().find(|line| !line.is_blank()).map(|line| line.trimmed());
    let mut entries: Vec<GlossaryEntry> = Vec::new();
    let mut end_line = lines.get(head).map_or(0, |line| line.number);
    let body = lines.range(head + 1, lines.len());
    for block in furniture::paged_blocks(body) {
        let block = body.range(block.start, block.end);
        let Some(first) = block.get(0) else { continue };
        if Some(first.trimmed()) == caption || is_head(first) {
            continue;
        }
        let text = flow::joined(block.iter().map(|line| line.text.as_str()));
        let last = block.iter().last().map_or(first.number, |line| line.number);
        match text.split_once(' ').filter(|(acronym, _)| ACRONYM.is_match(acronym)) {
            Some((acronym, term)) => {
                let acronym = Placed::over(first.number, last, acronym.to_owned());
                entries.push(GlossaryEntry { acronym, term: term.to_owned() });
                end_line = last;
            }
            // A page that begins with no acronym holds no more of the table.
            None if first.starts_page || first.text.starts_with(' ') => break,
            None => {
                let message = format!(
                    "The glossary row \"{text}\" was left unread: it does not begin with an acronym. Correct the row."
                );
                findings.push(unread::part_at(first.number, last, message));
            }
        }
    }
    (entries, end_line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn glossary(text: &str) -> (Vec<(String, String)>, usize) {
        let source = Source::from_bytes("f", text.as_bytes()).unwrap();
        let mut findings = Vec::new();
        let (entries, _) = read(source.lines(), &mut findings);
        (entries.into_iter().map(|entry| (entry.acronym.value, entry.term)).collect(), findings.len())
    }

    #[test]
    fn both_layouts_give_the_same() {
        let expected =
            vec![("ABC".to_owned(), "A Big Change".to_owned()), ("PoD".to_owned(), "Place of Delivery".to_owned())];
        assert_eq!(
            glossary("Glossary\t\nAcronym\tFull term\nABC\tA Big Change\nPoD\tPlace of Delivery\n"),
            (expected.clone(), 0)
        );
        let lines = "Glossary \n\nAcronym Full term \n\nABC A Big \nChange \n\nPoD Place of Delivery \n The Office \n\nStreet 1\n";
        let (read, findings) = glossary(lines);
        assert_eq!(read[0], expected[0]);
        assert_eq!((read.len(), findings), (2, 0));
    }

    #[test]
    fn a_row_of_three_cells_is_said() {
        assert_eq!(glossary("Acronym\tFull term\nABC\tA\tB\n").1, 1);
    }
}
