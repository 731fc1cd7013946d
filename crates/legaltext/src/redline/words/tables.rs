//! Marks tables cell by cell: which row is which, which column is which, and the words that differ inside a cell.

use std::ops::Range;

use super::super::pairing::heaviest;
use super::super::{Op, fingerprint};
use super::{Marker, Span, Writer};
use crate::block;

/// Most pairs of rows, columns or tables that are all weighed. Beyond it only what is the same is found.
const MOST_PAIRS: usize = 40_000;

/// The least share of common words for two rows to be one that changed, in hundredths.
const ALIKE: u32 = 30;

/// A row of a table, as places in its text.
struct Row {
    /// The line with its end.
    line: Span,
    /// Each cell with the border that ends it. The first begins after the first border.
    cells: Vec<Span>,
}

/// A run of lines that are all rows, or of which none is.
struct Part {
    span: Span,
    rows: Vec<Row>,
}

/// True when both texts hold a table, so that it is worth looking at rows.
pub(super) fn stand_in(old: &str, new: &str) -> bool {
    let has_row = |text: &str| text.contains('|') && text.lines().any(|line| block::is_row(line.trim()));
    has_row(old) && has_row(new)
}

impl Marker {
    /// Marks two texts that hold tables: the tables by rows and cells, what stands between them word by word.
    pub(super) fn with_tables(&mut self, writer: &mut Writer<'_>) {
        let (old, new) = (parts(writer.old), parts(writer.new));
        let tables = |parts: &[Part]| -> Vec<usize> {
            parts.iter().enumerate().filter(|(_, part)| !part.rows.is_empty()).map(|(at, _)| at).collect()
        };
        let (old_tables, new_tables) = (tables(&old), tables(&new));
        fn said<'t>(text: &'t str, parts: &[Part], places: &[usize]) -> Vec<Said<'t>> {
            places.iter().filter_map(|at| parts.get(*at)).map(|part| Said::by(part_of(text, &part.span))).collect()
        }
        let (old_said, new_said) = (said(writer.old, &old, &old_tables), said(writer.new, &new, &new_tables));
        // Any two tables may be one, when nothing better is there.
        let weight = |was: &Said<'_>, is: &Said<'_>| was.likeness(is) * 8 + 1;
        let pairs = matched(&old_said, &new_said, weight);
        let (mut old_at, mut new_at) = (0, 0);
        for (i, j) in pairs {
            let (Some(was), Some(is)) = (old_tables.get(i), new_tables.get(j)) else { continue };
            let (Some(was), Some(is)) = (old.get(*was), new.get(*is)) else { continue };
            self.mark(writer, old_at..was.span.start, new_at..is.span.start);
            self.rows(writer, &was.rows, &is.rows);
            (old_at, new_at) = (was.span.end, is.span.end);
        }
        self.mark(writer, old_at..writer.old.len(), new_at..writer.new.len());
    }

    /// Marks the rows of one table.
    fn rows(&mut self, writer: &mut Writer<'_>, old: &[Row], new: &[Row]) {
        fn said<'t>(text: &'t str, rows: &[Row]) -> Vec<Said<'t>> {
            rows.iter().map(|row| Said::by(part_of(text, &row.line))).collect()
        }
        let pairs = matched(&said(writer.old, old), &said(writer.new, new), Said::row_weight);
        let columns = columns(writer, old, new, &pairs);
        let (mut old_at, mut new_at) = (0, 0);
        for (i, j) in pairs.into_iter().chain(Some((old.len(), new.len()))) {
            for row in old.iter().take(i).skip(old_at) {
                writer.push(Op::Delete, part_of(writer.old, &row.line));
            }
            for row in new.iter().take(j).skip(new_at) {
                writer.push(Op::Insert, part_of(writer.new, &row.line));
            }
            if let (Some(was), Some(is)) = (old.get(i), new.get(j)) {
                self.cells(writer, was, is, &columns);
            }
            (old_at, new_at) = (i + 1, j + 1);
        }
    }

    /// Marks the cells of one row. `columns` are the columns that both tables have, in order.
    fn cells(&mut self, writer: &mut Writer<'_>, was: &Row, is: &Row, columns: &[(usize, usize)]) {
        if part_of(writer.old, &was.line) == part_of(writer.new, &is.line) {
            return writer.push(Op::Equal, part_of(writer.new, &is.line));
        }
        let head = |row: &Row| row.line.start..row.cells.first().map_or(row.line.end, |cell| cell.start);
        self.mark(writer, head(was), head(is));
        let both = columns.iter().copied().filter(|(i, j)| *i < was.cells.len() && *j < is.cells.len());
        let (mut old_at, mut new_at) = (0, 0);
        for (i, j) in both.chain(Some((was.cells.len(), is.cells.len()))) {
            for cell in was.cells.iter().take(i).skip(old_at) {
                writer.push(Op::Delete, part_of(writer.old, cell));
            }
            for cell in is.cells.iter().take(j).skip(new_at) {
                writer.push(Op::Insert, part_of(writer.new, cell));
            }
            if let (Some(was), Some(is)) = (was.cells.get(i), is.cells.get(j)) {
                // The border stays out of the comparison, or a word beside it could take it along.
                self.mark(writer, was.start..was.end.saturating_sub(1), is.start..is.end.saturating_sub(1));
                writer.push(Op::Equal, "|");
            }
            (old_at, new_at) = (i + 1, j + 1);
        }
        let foot = |row: &Row| row.cells.last().map_or(row.line.end, |cell| cell.end)..row.line.end;
        self.mark(writer, foot(was), foot(is));
    }
}

/// The columns that two tables have in common, in order: those with the same words in the same rows, and what stands
/// between two of them when there are as many on both sides.
fn columns(writer: &Writer<'_>, old: &[Row], new: &[Row], rows: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let width = |rows: &[Row]| rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let (olds, news) = (width(old), width(new));
    let cell = |text: &'_ str, row: Option<&Row>, at: usize| {
        row.and_then(|row| row.cells.get(at)).map(|cell| part_of(text, cell).trim_end_matches('|').trim().to_owned())
    };
    let mut same = vec![0_u32; olds * news];
    for (place, (was, is)) in rows.iter().enumerate() {
        for (at, slot) in same.iter_mut().enumerate() {
            let (i, j) = (at / news.max(1), at % news.max(1));
            let (a, b) = (cell(writer.old, old.get(*was), i), cell(writer.new, new.get(*is), j));
            // The head says what a column is.
            let worth = if place == 0 { 12 } else { 4 };
            *slot += u32::from(a.is_some() && a == b && a.as_deref() != Some("")) * worth;
            *slot += u32::from(a.is_some() && b.is_some() && i == j);
        }
    }
    let places = |count: usize| (0..count).collect::<Vec<usize>>();
    let weight = |i: &usize, j: &usize| same.get(i * news + j).copied().filter(|same| *same > 3).unwrap_or(0);
    let alike = matched(&places(olds), &places(news), |i, j| weight(i, j).min(SURE - 1));
    let mut both = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    for (i, j) in alike.into_iter().chain(Some((olds, news))) {
        if i - old_at == j - new_at {
            both.extend((old_at..i).zip(new_at..j));
        }
        if i < olds && j < news {
            both.push((i, j));
        }
        (old_at, new_at) = (i + 1, j + 1);
    }
    both
}

/// Pairs two lists in order by weight. What is plainly the same at both ends is not weighed, and of lists that are too long
/// to weigh all pairs only the places that are one after another are.
fn matched<T>(old: &[T], new: &[T], weight: impl Fn(&T, &T) -> u32) -> Vec<(usize, usize)> {
    let (olds, news) = (old.len(), new.len());
    let weight = |i: usize, j: usize| old.get(i).zip(new.get(j)).map_or(0, |(was, is)| weight(was, is));
    let sure = |i: usize, j: usize| weight(i, j) >= SURE;
    let head = (0..olds.min(news)).take_while(|at| sure(*at, *at)).count();
    let room = olds.min(news) - head;
    let foot = (0..room).take_while(|back| sure(olds - 1 - back, news - 1 - back)).count();
    let (old_middle, new_middle) = (olds - head - foot, news - head - foot);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    if old_middle.saturating_mul(new_middle) <= MOST_PAIRS {
        let middle = heaviest(old_middle, new_middle, |i, j| weight(head + i, head + j));
        pairs.extend(middle.into_iter().map(|(i, j)| (head + i, head + j)));
    } else {
        let one_after_another = (0..old_middle.min(new_middle)).map(|at| (head + at, head + at));
        pairs.extend(one_after_another.filter(|(i, j)| weight(*i, *j) > 0));
    }
    pairs.extend((0..foot).rev().map(|back| (olds - 1 - back, news - 1 - back)));
    pairs
}

/// The weight of two rows that are the same.
const SURE: u32 = 1000;

/// What a row or a table says, as far as likeness needs it.
struct Said<'t> {
    text: &'t str,
    /// The words, as sorted fingerprints.
    words: Vec<u64>,
    /// The words of the first cell, which mostly say what a row is about.
    key: &'t str,
    is_rule: bool,
}

impl<'t> Said<'t> {
    fn by(text: &'t str) -> Said<'t> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<u64> = words.map(|word| fingerprint::of(word.as_bytes())).collect();
        words.sort_unstable();
        let key = text.trim_start().trim_start_matches('|').split('|').next().unwrap_or("").trim();
        Said { text, words, key, is_rule: block::is_rule(text.trim()) }
    }

    /// The share of words that two have in common, in hundredths.
    fn likeness(&self, other: &Said<'_>) -> u32 {
        let all = self.words.len() + other.words.len();
        let (mut i, mut j, mut common) = (0, 0, 0);
        while let (Some(x), Some(y)) = (self.words.get(i), other.words.get(j)) {
            common += usize::from(x == y);
            (i, j) = (i + usize::from(x <= y), j + usize::from(y <= x));
        }
        u32::try_from(common * 200 / all.max(1)).unwrap_or(0)
    }

    /// The weight of two rows; 0 when they are not one.
    fn row_weight(&self, other: &Said<'_>) -> u32 {
        if self.text == other.text {
            return SURE;
        }
        if self.is_rule || other.is_rule {
            return u32::from(self.is_rule && other.is_rule) * (SURE - 1);
        }
        let same_key = u32::from(!self.key.is_empty() && self.key == other.key);
        let alike = self.likeness(other);
        if alike >= ALIKE || same_key > 0 { alike + same_key * 60 + 1 } else { 0 }
    }
}

fn part_of<'t>(text: &'t str, span: &Range<usize>) -> &'t str {
    text.get(span.clone()).unwrap_or("")
}

/// Cuts a text into tables and what stands between them; together they are the text.
fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = at..at + line.len();
        at = span.end;
        let row = block::is_row(line.trim()).then(|| row(line, span.clone()));
        match parts.last_mut() {
            Some(last) if last.rows.is_empty() == row.is_none() => {
                last.span.end = span.end;
                last.rows.extend(row);
            }
            Some(_) | None => parts.push(Part { span, rows: row.into_iter().collect() }),
        }
    }
    parts
}

fn row(line: &str, span: Span) -> Row {
    let mut cells = Vec::new();
    let (mut start, mut escaped) = (None, false);
    for (at, c) in line.char_indices() {
        if c == '|' && !escaped {
            let after = span.start + at + 1;
            cells.extend(start.map(|start| start..after));
            start = Some(after);
        }
        escaped = c == '\\' && !escaped;
    }
    Row { line: span, cells }
}

#[cfg(test)]
mod tests {
    use super::super::super::{Change, ChangeKind, ChangedBlock, ChangedRow, Op};
    use super::*;
    use proptest::prelude::*;

    fn change(old: &str, new: &str) -> Change {
        Change {
            kind: ChangeKind::Changed,
            old_number: None,
            new_number: None,
            old_index: None,
            new_index: None,
            segments: Marker::new().segments(old, new),
        }
    }

    /// Each row of the only table: `=` kept, `+` new, `-` gone, and its cells with their marks.
    fn shown(old: &str, new: &str) -> Vec<String> {
        let mark = |op: Op| match op {
            Op::Equal => "=",
            Op::Insert => "+",
            Op::Delete => "-",
        };
        let row = |row: &ChangedRow| {
            let cells = row.cells.iter().map(|cell| {
                let words = cell.segments.iter().map(|s| {
                    let around = if s.op == Op::Equal { "" } else { mark(s.op) };
                    format!("{around}{}{around}", if s.op == Op::Equal { &s.text } else { s.text.trim() })
                });
                format!("{}{}", mark(cell.op), words.collect::<String>())
            });
            format!("{}{}{}", if row.head { "#" } else { "" }, mark(row.op), cells.collect::<Vec<_>>().join("/"))
        };
        let found = change(old, new).blocks();
        let tables: Vec<_> = found
            .iter()
            .filter_map(|block| if let ChangedBlock::Table(rows) = block { Some(rows) } else { None })
            .map(|rows| rows.iter().map(row).collect::<Vec<_>>())
            .collect();
        assert_eq!(tables.len(), 1, "{found:?}");
        tables.into_iter().flatten().collect()
    }

    const OLD: &str = "B1 The fees are:\n    | Category | Days | Fee |\n    | --- | --- | --- |\n    | Large Supplier | 5 | 100 |\n    | Small Supplier | 10 | 50 |\n    | Network Party | 7 | 0 |\n";

    #[test]
    fn only_the_words_of_the_cell_that_changed_are_marked() {
        let new = OLD.replace("| 10 |", "| 12 |");
        let rows = [
            "#==Category/=Days/=Fee",
            "==Large Supplier/=5/=100",
            "==Small Supplier/=-10-+12+/=50",
            "==Network Party/=7/=0",
        ];
        assert_eq!(shown(OLD, &new), rows);
    }

    #[test]
    fn a_new_row_and_a_row_that_is_gone_are_whole_rows() {
        let new = OLD
            .replace("    | Small Supplier | 10 | 50 |\n", "")
            .replace("    | Network", "    | Other User | 3 | 20 |\n    | Network");
        assert_eq!(
            shown(OLD, &new),
            [
                "#==Category/=Days/=Fee",
                "==Large Supplier/=5/=100",
                "---Small Supplier-/--10-/--50-",
                "+++Other User+/++3+/++20+",
                "==Network Party/=7/=0"
            ]
        );
    }

    #[test]
    fn a_new_column_is_a_new_cell_in_each_row() {
        let new = "B1 The fees are:\n    | Category | Basis | Days | Fee |\n    | --- | --- | --- | --- |\n    | Large Supplier | each | 5 | 100 |\n    | Small Supplier | each | 10 | 60 |\n    | Network Party | none | 7 | 0 |\n";
        assert_eq!(
            shown(OLD, new),
            [
                "#==Category/++Basis+/=Days/=Fee",
                "==Large Supplier/++each+/=5/=100",
                "==Small Supplier/++each+/=10/=-50-+60+",
                "==Network Party/++none+/=7/=0"
            ]
        );
    }

    #[test]
    fn a_table_of_another_size_keeps_what_stands_beside_it() {
        let (old, new) = (format!("{OLD}and nothing else.\n"), format!("{OLD}and nothing more.\n"));
        let change = change(&old, &new);
        assert_eq!((change.old_text(), change.new_text()), (old, new));
        let marked: Vec<_> = change.segments.iter().filter(|s| s.op != Op::Equal).map(|s| s.text.as_str()).collect();
        assert_eq!(marked, ["else", "more"]);
    }

    fn table() -> impl Strategy<Value = String> {
        let cell = "[ab]{0,3}( [ab\\\\|]{1,3})?";
        let row = prop::collection::vec(cell, 1..5).prop_map(|cells| {
            format!(
                "| {} |",
                cells.iter().map(|c| c.replace('\\', "").replace('|', "\\|")).collect::<Vec<_>>().join(" | ")
            )
        });
        let line = prop_oneof![6 => row, 1 => Just("| --- | --- |".to_owned()), 2 => "[ab |]{0,9}"];
        prop::collection::vec((line, prop_oneof![Just("\n"), Just("\n"), Just("\r\n"), Just("")]), 0..9)
            .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(crate::arbitrary::cases(64)))]

        #[test]
        fn the_segments_of_tables_are_both_texts(old in table(), new in table()) {
            let change = change(&old, &new);
            prop_assert_eq!(change.old_text(), old);
            prop_assert_eq!(change.new_text(), new);
        }

        #[test]
        fn a_table_against_itself_has_no_marks(text in table()) {
            prop_assert!(change(&text, &text).segments.iter().all(|s| s.op == Op::Equal));
        }
    }
}
