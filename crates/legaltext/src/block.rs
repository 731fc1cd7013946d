//! What stands inside a provision's words besides sentences: tables, formulae, notes and figures.
//!
//! Words are kept as one text whose line breaks part paragraphs. A block is a paragraph (a table: consecutive ones) with a
//! mark at its head, so it is read from the words and never set apart from them: hashes, redlines and amendments see it as
//! they see every other word. `docs/markup.md` lists the marks.

use std::borrow::Cow;

/// The mark at the head of a formula.
pub const FORMULA: &str = "$$ ";

/// One piece of a provision's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    /// A paragraph of sentences.
    Paragraph(&'a str),
    /// Rows of cells.
    Table(Table<'a>),
    /// A formula on a line of its own, as typed: `E = m × 2`.
    Formula(&'a str),
    /// A note. It explains; it does not bind.
    Note {
        /// What is printed before the colon: `Note` or `Note 2`.
        label: &'a str,
        /// Its words.
        words: &'a str,
    },
    /// A picture, known by its file's name.
    Figure {
        /// What is printed with it.
        caption: &'a str,
        /// The file's name.
        file: &'a str,
    },
}

/// A table, cell by cell. Rows may differ in length; nothing is filled up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table<'a> {
    /// The cells of the first row, when a rule of dashes below it says that it is the head.
    pub head: Option<Vec<Cow<'a, str>>>,
    /// The cells of the other rows, from top to bottom.
    pub rows: Vec<Vec<Cow<'a, str>>>,
}

/// The pieces of a provision's words, in order. Joined again with line breaks their texts are the words.
pub fn blocks(words: &str) -> Vec<Block<'_>> {
    let mut found: Vec<Block<'_>> = Vec::new();
    let mut lines = words.split('\n').filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        if is_row(line) {
            let mut table = Table { head: None, rows: vec![cells(line)] };
            while let Some(row) = lines.next_if(|line| is_row(line)) {
                if table.head.is_none() && table.rows.len() == 1 && is_rule(row) {
                    table.head = table.rows.pop();
                } else {
                    table.rows.push(cells(row));
                }
            }
            found.push(Block::Table(table));
        } else if let Some(formula) = line.strip_prefix(FORMULA) {
            found.push(Block::Formula(formula));
        } else if let Some((caption, file)) = figure(line) {
            found.push(Block::Figure { caption, file });
        } else if let Some((label, words)) = note(line) {
            found.push(Block::Note { label, words });
        } else {
            found.push(Block::Paragraph(line));
        }
    }
    found
}

/// True for words that hold something besides paragraphs and notes. Costs one look at each line's first letter.
pub fn has_blocks(words: &str) -> bool {
    words.split('\n').any(|line| is_row(line) || line.starts_with(FORMULA) || figure(line).is_some())
}

/// True for a line that stands alone: the next line is never joined to it, nor it to the one above.
pub(crate) fn stands_alone(line: &str) -> bool {
    is_row(line) || line.starts_with(FORMULA) || figure(line).is_some()
}

/// True for a line that begins a block, which is never joined to the line above.
pub(crate) fn begins(line: &str) -> bool {
    stands_alone(line) || note(line).is_some()
}

/// True for `| a | b |`.
pub fn is_row(line: &str) -> bool {
    line.len() > 2 && line.starts_with('|') && line.ends_with('|') && !line.ends_with("\\|")
}

/// True for `| --- | --- |`, the rule below a table's head.
pub fn is_rule(line: &str) -> bool {
    let inner = line.trim_matches('|');
    is_row(line)
        && inner.split('|').all(|cell| {
            let cell = cell.trim().trim_matches(':');
            cell.len() >= 3 && cell.bytes().all(|b| b == b'-')
        })
}

/// The cells of a row; `\|` is a bar inside a cell.
pub fn cells(row: &str) -> Vec<Cow<'_, str>> {
    let inner = row.strip_prefix('|').unwrap_or(row);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut found = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, c) in inner.char_indices().chain(Some((inner.len(), '|'))) {
        if c == '|' && !escaped {
            let cell = inner.get(start..at).unwrap_or("").trim();
            found.push(if cell.contains("\\|") { Cow::Owned(cell.replace("\\|", "|")) } else { Cow::Borrowed(cell) });
            start = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    found
}

/// A row in its one form. Line breaks inside a cell become spaces.
pub fn row<C: AsRef<str>>(cells: &[C]) -> String {
    let mut out = String::from("|");
    for cell in cells {
        let cell = cell.as_ref().split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
        out.push(' ');
        out.push_str(&cell);
        out.push_str(if cell.is_empty() { "|" } else { " |" });
    }
    out
}

/// The rule below the head of a table of so many columns.
pub fn rule(columns: usize) -> String {
    row(&vec!["---"; columns.max(1)])
}

/// A row typed anyhow, in its one form; any other line as it is.
pub(crate) fn normal(line: &str) -> Cow<'_, str> {
    if is_row(line) { Cow::Owned(row(&cells(line))) } else { Cow::Borrowed(line) }
}

fn figure(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("![")?.strip_suffix(')')?.rsplit_once("](")
}

/// `Note: words`, `Note 2: words`.
fn note(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("Note")?;
    let (number, words) = rest.split_once(':')?;
    let numbered = number.is_empty()
        || number
            .strip_prefix(' ')
            .is_some_and(|n| !n.is_empty() && n.len() <= 3 && n.bytes().all(|b| b.is_ascii_alphanumeric()));
    numbered.then(|| (line.get(.."Note".len() + number.len()).unwrap_or("Note"), words.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_a_head_when_a_rule_says_so() {
        let found = blocks("before\n| Category | Days |\n| --- | --- |\n| Large | 5 |\n| a \\| b | |\nafter");
        let [Block::Paragraph("before"), Block::Table(table), Block::Paragraph("after")] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!(table.head.as_deref().unwrap(), ["Category", "Days"]);
        assert_eq!(table.rows, [vec!["Large", "5"], vec!["a | b", ""]]);
        let headless = blocks("| a | b |\n| c | d |");
        assert!(matches!(headless.as_slice(), [Block::Table(t)] if t.head.is_none() && t.rows.len() == 2));
    }

    #[test]
    fn formulae_notes_and_figures_are_told_by_their_marks() {
        let found = blocks("$$ x = y / 2\nNote 2: only a guide\n![Flow](flow.png)\nNoted: words\nNote: x");
        assert_eq!(
            found,
            [
                Block::Formula("x = y / 2"),
                Block::Note { label: "Note 2", words: "only a guide" },
                Block::Figure { caption: "Flow", file: "flow.png" },
                Block::Paragraph("Noted: words"),
                Block::Note { label: "Note", words: "x" },
            ]
        );
    }

    #[test]
    fn a_row_has_one_form() {
        assert_eq!(normal("|a|  b|"), "| a | b |");
        assert_eq!(normal("| a | |"), "| a | |");
        assert_eq!(normal("| not a row"), "| not a row");
        assert_eq!(cells(&row(&["a|b", ""])), ["a|b", ""]);
    }
}
