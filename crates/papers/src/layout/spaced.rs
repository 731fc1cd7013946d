//! Table rows whose empty cells survive only as spaces.
//!
//! The rule, worked out from the bytes of such tables: a row is the text of each of its cells with one space
//! behind it, the last cell too, and an empty cell is no text. So `MP1 ✓    ✓ ` has five cells behind its label,
//! ticked in the first and last, and `MP2      ` has five empty ones. Some tools then drop the spaces at the end of
//! a line; what they drop can only be empty cells at the row's end.

/// A row parted into its label and its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SpacedRow<'a> {
    /// The label.
    pub(crate) label: &'a str,
    /// The cells behind it; an empty one is an empty text.
    pub(crate) cells: Vec<&'a str>,
    /// The last cell has its own space, so that no cell is missing.
    pub(crate) closed: bool,
}

/// Parts a row. `is_cell` knows a mark or amount that can stand in a cell, and so where the label ends.
///
/// `None` where there is no label, or a word that can be no cell stands behind it.
pub(crate) fn row(text: &str, is_cell: impl Fn(&str) -> bool) -> Option<SpacedRow<'_>> {
    let text = text.trim_start();
    let mut label_end = 0;
    let mut at = 0;
    for token in text.split(' ') {
        if token.is_empty() || is_cell(token) {
            break;
        }
        label_end = at + token.len();
        at = label_end + 1;
    }
    if label_end == 0 {
        return None;
    }
    let (label, rest) = text.split_at_checked(label_end)?;
    // What follows the label is its own space, then cell, space, cell, space, …
    let mut cells: Vec<&str> = match rest.strip_prefix(' ') {
        Some(rest) => rest.split(' ').collect(),
        None => Vec::new(),
    };
    let closed = rest.ends_with(' ');
    if closed {
        cells.pop();
    }
    cells.iter().all(|cell| cell.is_empty() || is_cell(cell)).then_some(SpacedRow { label, cells, closed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::marks::is_tick_mark;

    fn ticks(text: &str) -> Option<(String, String, bool)> {
        let row = row(text, is_tick_mark)?;
        let cells = row.cells.iter().map(|cell| if cell.is_empty() { '.' } else { 'x' }).collect();
        Some((row.label.to_owned(), cells, row.closed))
    }

    fn of(label: &str, cells: &str, closed: bool) -> Option<(String, String, bool)> {
        Some((label.to_owned(), cells.to_owned(), closed))
    }

    #[test]
    fn spaces_are_counted_and_the_one_at_the_end_too() {
        assert_eq!(ticks("MP901 ✓    ✓ "), of("MP901", "x...x", true));
        assert_eq!(ticks("MP902 ✓ ✓ ✓ ✓ ✓ "), of("MP902", "xxxxx", true));
        assert_eq!(ticks("MP903    ✓  "), of("MP903", "...x.", true));
        assert_eq!(ticks("MP904      "), of("MP904", ".....", true));
        assert_eq!(ticks("Section B  ✓    "), of("Section B", ".x...", true));
        assert_eq!(ticks("Appendix E ✓     "), of("Appendix E", "x....", true));
    }

    #[test]
    fn spaces_dropped_at_the_end_leave_the_row_open() {
        assert_eq!(ticks("MP903    ✓"), of("MP903", "...x", false));
        assert_eq!(ticks("MP904"), of("MP904", "", false));
    }

    #[test]
    fn a_sentence_is_no_row() {
        assert_eq!(ticks("MP904 has no impact.").map(|row| row.0), Some("MP904 has no impact.".to_owned()));
        assert_eq!(ticks("MP901 ✓ maybe ✓ "), None);
        assert_eq!(ticks("  "), None);
    }
}
