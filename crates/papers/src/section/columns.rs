//! Tables of a document: lists of definitions in two columns, and tables proper.

use std::sync::LazyLock;

use legaltext::block;
use regex::Regex;

use crate::docx::ViewedLine;
use crate::layout::pattern::pattern;

static MEANS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:means?|has the|have the|shall|is|are|includes?|refers?)\b"));

type Rows = [(bool, Vec<Vec<ViewedLine>>)];

/// One definition of a table in two columns.
pub(super) struct Definition<'t> {
    pub(super) term: String,
    /// The first paragraph of what it means.
    pub(super) words: String,
    /// The line of its term.
    pub(super) line: &'t ViewedLine,
    /// The further lines of what it means.
    pub(super) further: Vec<&'t ViewedLine>,
}

/// The definitions of a table of two columns, when most of its rows say what a term means.
pub(super) fn definitions(rows: &Rows) -> Option<Vec<Definition<'_>>> {
    let mut found = Vec::new();
    let (mut told, mut all) = (0_usize, 0_usize);
    for (head, cells) in rows {
        let [term, meaning] = cells.as_slice() else { return None };
        let mut words = meaning.iter().filter(|line| !line.text.trim().is_empty());
        let Some(line) = term.iter().find(|line| !line.text.trim().is_empty()) else { continue };
        let whole: Vec<&str> = term.iter().map(|line| line.text.trim()).collect();
        let whole = whole.join(" ");
        let term = whole.trim_matches(['"', '\u{201c}', '\u{201d}', ':', ' ']).trim().to_owned();
        let first = words.next()?;
        let means = first.number.is_empty() && MEANS.is_match(first.text.trim());
        if !means && (*head || found.is_empty()) {
            // The heads of the columns.
            continue;
        }
        all += 1;
        told += usize::from(means);
        let further = words.collect();
        found.push(Definition { term, words: first.text.trim().to_owned(), line, further });
    }
    (all > 0 && told * 10 >= all * 7).then_some(found)
}

/// The table in the markup, and whether paragraphs of a cell had to be joined.
pub(super) fn block(rows: &Rows) -> (String, bool) {
    let mut out: Vec<String> = Vec::new();
    let mut parted = false;
    for (at, (head, cells)) in rows.iter().enumerate() {
        let cells: Vec<String> = cells
            .iter()
            .map(|lines| {
                let lines: Vec<String> = lines
                    .iter()
                    .map(|line| format!("{} {}", line.number, line.text.replace('\u{2011}', "-")).trim().to_owned())
                    .filter(|line| !line.is_empty())
                    .collect();
                parted |= lines.len() > 1;
                lines.join(" ")
            })
            .collect();
        out.push(block::row(&cells));
        if at == 0 && *head {
            out.push(block::rule(cells.len()));
        }
    }
    (out.join("\n"), parted)
}
