//! Column headings that were wrapped over lines, put together again.
//!
//! A page's table head reaches plain text cell by cell: cells of one line stay on one line with the next cell, and
//! a cell that wraps is followed by a blank line. So each block but its last cell holds whole cells, and only the
//! number of columns, known from the rows, says where the words of one line part.

use super::pattern::is_proposal;

/// Joins wrapped headings into `count` columns. `blocks` are the heading's lines, parted at blank lines.
///
/// `None` where the words allow more than one reading, or none.
pub(crate) fn joined(blocks: &[Vec<&str>], count: usize) -> Option<Vec<String>> {
    let mut cells: Vec<Cell> = Vec::new();
    for block in blocks {
        let mut lines = block.iter();
        let first = lines.next()?;
        let from = cells.len();
        cells.extend(
            first.split_whitespace().map(|word| Cell { lines: vec![word.to_owned()], boundary: Boundary::Open }),
        );
        for (index, at) in (from..cells.len()).enumerate() {
            let before = at.checked_sub(1).and_then(|at| cells.get(at)).and_then(|cell| cell.lines.first()).cloned();
            let cell = cells.get_mut(at)?;
            cell.boundary = match (index, before) {
                (0, _) | (_, None) => Boundary::Sure,
                (_, Some(before)) => boundary(&before, cell.lines.first()?, at == 1),
            };
        }
        let last = cells.last_mut()?;
        last.lines.extend(lines.map(|line| (*line).to_owned()));
    }
    settle(cells, count)
}

/// One word of a heading, and the lines that continue it.
#[derive(Debug, Clone)]
struct Cell {
    lines: Vec<String>,
    boundary: Boundary,
}

/// Whether a new column begins at a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Boundary {
    Sure,
    Open,
    Never,
}

fn boundary(before: &str, word: &str, after_first_column: bool) -> Boundary {
    const JOINING: [&str; 10] = ["&", "and", "of", "to", "for", "the", "in", "or", "with", "by"];
    if after_first_column && before.chars().all(char::is_alphabetic) || is_proposal(before) && is_proposal(word) {
        return Boundary::Sure;
    }
    let continues = before.ends_with([',', '&', '/', '-', '–', '(']) || JOINING.contains(&before);
    let begins = word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    if continues || !begins { Boundary::Never } else { Boundary::Open }
}

/// Chooses which open boundaries hold so that there are `count` columns.
///
/// Where there is a choice, the table with the narrowest columns wins: a heading was wrapped because its column is
/// narrow, so two headings that would stand on one line of a wide column do not belong together. A tie is no answer.
fn settle(cells: Vec<Cell>, count: usize) -> Option<Vec<String>> {
    let sure = cells.iter().filter(|cell| cell.boundary == Boundary::Sure).count();
    let open = cells.iter().filter(|cell| cell.boundary == Boundary::Open).count();
    let wanted = count.checked_sub(sure)?;
    if wanted > open || open > 12 && wanted != open {
        return None;
    }
    let choices: Vec<u32> = if wanted == open {
        vec![u32::MAX]
    } else {
        (0..1u32 << open).filter(|choice| choice.count_ones() as usize == wanted).collect()
    };
    let mut ranked: Vec<(usize, Vec<Vec<String>>)> = choices
        .into_iter()
        .map(|choice| {
            let columns = build(&cells, choice);
            // The first column is the label's; its width says nothing about the others.
            let width = columns.iter().skip(1).flatten().map(|line| line.chars().count()).max().unwrap_or(0);
            (width, columns)
        })
        .collect();
    ranked.sort_by_key(|(width, _)| *width);
    let mut ranked = ranked.into_iter();
    let (width, columns) = ranked.next()?;
    if ranked.next().is_some_and(|(second, _)| second == width) {
        return None;
    }
    Some(columns.into_iter().map(|lines| super::flow::joined(lines.iter().map(String::as_str))).collect())
}

fn build(cells: &[Cell], choice: u32) -> Vec<Vec<String>> {
    let mut columns: Vec<Vec<String>> = Vec::new();
    let mut open = 0;
    for cell in cells {
        let begins = match cell.boundary {
            Boundary::Sure => true,
            Boundary::Never => false,
            Boundary::Open => {
                open += 1;
                choice >> (open - 1) & 1 == 1
            }
        };
        match columns.last_mut().filter(|_| !begins) {
            None => columns.push(cell.lines.clone()),
            Some(column) => {
                let mut lines = cell.lines.iter();
                if let (Some(last), Some(first)) = (column.last_mut(), lines.next()) {
                    last.push(' ');
                    last.push_str(first);
                }
                column.extend(lines.cloned());
            }
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(blocks: &[&[&str]], count: usize) -> Option<String> {
        let blocks: Vec<Vec<&str>> = blocks.iter().map(|block| block.to_vec()).collect();
        joined(&blocks, count).map(|columns| columns.join("|"))
    }

    #[test]
    fn wrapped_headings_part_where_the_number_of_columns_says() {
        let blocks: &[&[&str]] =
            &[&["Modification Suppliers Heat", "Networks"], &["Gas", "Networks"], &["Other Code", "Parties"], &["DCC"]];
        assert_eq!(
            heading(blocks, 6).as_deref(),
            Some("Modification|Suppliers|Heat Networks|Gas Networks|Other Code Parties|DCC")
        );
        let blocks: &[&[&str]] = &[&["Modification Plan, Build &", "Check"], &["SIT UIT Bring to", "live"]];
        assert_eq!(heading(blocks, 5).as_deref(), Some("Modification|Plan, Build & Check|SIT|UIT|Bring to live"));
    }

    #[test]
    fn numbers_of_proposals_are_each_a_column() {
        let blocks: &[&[&str]] = &[&["Document SECMP0053 MP079 MP084"]];
        assert_eq!(heading(blocks, 4).as_deref(), Some("Document|SECMP0053|MP079|MP084"));
        assert_eq!(heading(blocks, 3), None);
        assert_eq!(heading(blocks, 5), None);
    }

    #[test]
    fn two_readings_are_none() {
        assert_eq!(heading(&[&["Modification Alpha Gamma Delta"]], 3), None);
    }
}
