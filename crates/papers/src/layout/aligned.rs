//! Tables whose columns stand under each other, as `pdftotext -layout` and typewriters print them.
//!
//! Cells are parted by two spaces or more, and each stands under its heading. A row begins where its first column has
//! words; other lines go on with the cells above them, and so does a line right under a row whose name wraps. In a table that begins with dates the first column may be
//! empty, so there a row begins behind a blank line.

use super::pattern::{is_document, is_proposal};
use super::tabbed::{Table, TableRow};
use crate::source::{Line, Lines};

/// Headings that the first column of a table may have, in lower case.
const FIRST: [&str; 19] = [
    "modification",
    "modifications",
    "modification proposal",
    "proposal",
    "reference",
    "id",
    "document",
    "documents",
    "sec document",
    "code document",
    "date",
    "event",
    "event/action",
    "activity",
    "version",
    "acronym",
    "respondent",
    "participant",
    "area impacted",
];

/// Words that stand together, with the columns of characters they cover.
struct Piece<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

/// The pieces of a line: two spaces or more part them.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for part in text.split("  ") {
        let words = part.trim();
        if !words.is_empty() {
            let start = at + part.chars().take_while(|c| *c == ' ').count();
            pieces.push(Piece { start, end: start + words.chars().count(), text: words });
        }
        at += part.chars().count() + 2;
    }
    pieces
}

/// Every table among the lines.
pub(super) fn tables(lines: Lines<'_>) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        if is_head(line) {
            let (table, length) = table(line, lines.range(at, lines.len()));
            tables.extend(table);
            at += length;
        }
    }
    tables
}

fn is_head(line: &Line) -> bool {
    if line.text.contains('\t') || !line.text.contains("  ") {
        return false;
    }
    let pieces = pieces(&line.text);
    let heading = |piece: &Piece<'_>| piece.text.starts_with(char::is_uppercase) && !piece.text.ends_with(['.', ',']);
    pieces.len() > 1
        && pieces.iter().all(heading)
        && pieces.first().is_some_and(|first| FIRST.contains(&first.text.to_lowercase().as_str()))
}

/// The table under a head, and how many lines it takes.
fn table(head: &Line, lines: Lines<'_>) -> (Option<Table>, usize) {
    let columns = pieces(&head.text);
    let names: Vec<String> = columns.iter().map(|column| column.text.to_owned()).collect();
    let dated = names.first().is_some_and(|name| name.eq_ignore_ascii_case("date"));
    let mut rows = vec![TableRow { cells: names, line: head.number, end_line: head.number }];
    let (mut blank, mut length) = (true, 0);
    let mut turns = Turns::default();
    let mut merged = false;
    for (index, line) in lines.iter().enumerate() {
        if line.is_blank() {
            blank = true;
            continue;
        }
        let Some((cells, crowded)) = cells(&line.text, &columns) else { break };
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let labelled = cells.first().is_some_and(|cell| !cell.is_empty());
        // A number or document alone on its line is a row with no marks; other words alone wrap, or end the table.
        let named = cells.first().is_some_and(|cell| is_proposal(cell) || is_document(cell));
        let alone = labelled && filled == 1 && !named;
        if alone && (blank || heads_next(lines.range(index + 1, lines.len()))) {
            break;
        }
        let repeats_head = rows.first().is_some_and(|head| head.cells == cells);
        let wraps = !blank && !named && rows.len() > 1 && rows.last().is_some_and(|row| wraps(row, &cells));
        let begins = labelled && (filled > 1 || named) && !wraps || dated && blank;
        // Two cells of a row under one heading: the heads of two columns stand there so close that they look like one.
        merged |= labelled && named && crowded;
        if !repeats_head {
            turns.line(begins, dated && !labelled, cells.get(1).map_or("", String::as_str));
        }
        if begins && !repeats_head {
            rows.push(TableRow { cells, line: line.number, end_line: line.number });
        } else if let Some(row) = rows.last_mut().filter(|_| !repeats_head) {
            go_on(row, &cells, line.number);
        }
        blank = false;
        length = index + 1;
    }
    let unsure = turns.are_unsure() || merged;
    if unsure {
        rows.truncate(1);
    }
    ((rows.len() > 1 || unsure).then_some(Table { caption: None, rows }), length)
}

/// The events of a table that begins with dates, line by line.
///
/// A line under a dated row may go on with its event or be a row without a date. Where it begins in lower case, or its
/// first word had no room behind the line above, it goes on; otherwise, without blank lines, nothing tells which.
#[derive(Default)]
struct Turns {
    rows: usize,
    widest: usize,
    above: usize,
    /// Where a line may be either: how wide the line above would be with its first word.
    open: Vec<usize>,
}

impl Turns {
    /// So many rows show how wide the column is.
    const ENOUGH: usize = 5;
    /// By so many characters may a line be wider than another that holds more: letters have widths of their own.
    const SLACK: usize = 2;

    fn line(&mut self, begins: bool, undated: bool, event: &str) {
        let width = event.chars().count();
        self.rows += usize::from(begins);
        self.widest = self.widest.max(width);
        if !begins && undated && event.starts_with(char::is_uppercase) {
            let first = event.split(' ').next().unwrap_or_default();
            self.open.push(self.above + 1 + first.chars().count());
        }
        if width > 0 {
            self.above = width;
        }
    }

    fn are_unsure(&self) -> bool {
        self.open.iter().any(|width| width + Self::SLACK <= self.widest || self.rows < Self::ENOUGH)
    }
}

/// Whether a line right under a row goes on with its cells although its first cell has words: the name of a respondent
/// wraps as its answer does.
///
/// Every cell of the line goes on with one of the row, none is a mark or a figure, and the second column, which names or
/// dates each row, is empty; where it has words, a cell must go on in the middle of a sentence.
fn wraps(row: &TableRow, cells: &[String]) -> bool {
    let pairs = || row.cells.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
    let is_words = |cell: &str| cell.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let goes_on = pairs().all(|(above, cell)| is_words(above) && is_words(cell));
    let leaves_out = row.cells.iter().zip(cells).any(|(above, cell)| !above.is_empty() && cell.is_empty());
    let names_no_row = !row.cell(1).is_empty() && cells.get(1).is_some_and(String::is_empty);
    let in_mid_sentence = |(above, cell): (&String, &String)| {
        cell.starts_with(char::is_lowercase) && !above.ends_with(['.', '!', '?'])
            || above.ends_with(['&', '/', ',', '-', '–', '—'])
            || above.ends_with(" and")
            || above.ends_with(" of")
    };
    goes_on && leaves_out && (names_no_row || pairs().any(in_mid_sentence))
}

/// The next line with words is the head of another table, so that what stands above it is a heading.
fn heads_next(lines: Lines<'_>) -> bool {
    lines.iter().find(|line| !line.is_blank()).is_some_and(is_head)
}

/// The cells of a line, and whether two of its pieces stand under one heading; `None` where words cross from the first column into the next, as prose does.
fn cells(text: &str, columns: &[Piece<'_>]) -> Option<(Vec<String>, bool)> {
    let mut cells = vec![String::new(); columns.len()];
    let mut crowded = false;
    for piece in pieces(text) {
        let overlap = |column: &Piece<'_>| column.end.min(piece.end).saturating_sub(column.start.max(piece.start));
        let crosses = columns.iter().filter(|column| overlap(column) > 0).count() > 1;
        if crosses {
            return None;
        }
        let place = columns.iter().position(|column| overlap(column) > 0).or_else(|| {
            let distance =
                |at: &usize| columns.get(*at).map_or(usize::MAX, |column| column.start.abs_diff(piece.start));
            (0..columns.len()).min_by_key(distance)
        })?;
        let cell = cells.get_mut(place)?;
        crowded |= !cell.is_empty();
        *cell = super::flow::joined([cell.as_str(), piece.text]);
    }
    Some((cells, crowded))
}

fn go_on(row: &mut TableRow, cells: &[String], number: usize) {
    for (cell, more) in row.cells.iter_mut().zip(cells) {
        *cell = super::flow::joined([cell.as_str(), more]);
    }
    row.end_line = number;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let source = Source::from_bytes("f", text.as_bytes()).unwrap();
        let tables = tables(source.lines());
        tables.into_iter().flat_map(|table| table.rows.into_iter().skip(1)).map(|row| row.cells).collect()
    }

    #[test]
    fn cells_stand_under_their_headings() {
        let text = "Modification    Boats    Piers    Desk\nMP901             ✓                 ✓\nMP902                      ✓\n\nWords that run on over all of the columns.\n";
        assert_eq!(rows(text), [["MP901", "✓", "", "✓"], ["MP902", "", "✓", ""]]);
    }

    #[test]
    fn two_columns_whose_heads_look_like_one_are_not_read() {
        let head = "Modification  Design, Build SIT               UIT\n              & PIT\n";
        let text = format!(
            "{head}MP901         £10,000         £5,000          £2,000\nMP902         £20,000         £6,000          £3,000\n"
        );
        assert_eq!(rows(&text), Vec::<Vec<String>>::new());
    }

    #[test]
    fn a_heading_above_another_table_goes_on_with_no_row() {
        let text = "Participant          Changes\nSuppliers            Longer notice.\nDesk impacts\n\nArea impacted        Changes\nDesk                 It plans earlier.\n";
        assert_eq!(rows(text), [["Suppliers", "Longer notice."], ["Desk", "It plans earlier."]]);
    }

    #[test]
    fn headings_wrap_too() {
        let text = "Modification    Heat       Piers\n                Networks\nMP901             ✓\nMP902                        ✓\n";
        let source = Source::from_bytes("f", text.as_bytes()).unwrap();
        let table = tables(source.lines()).remove(0);
        assert_eq!(table.rows[0].cells, ["Modification", "Heat Networks", "Piers"]);
        assert_eq!(table.rows[2].cells, ["MP902", "", "✓"]);
    }

    #[test]
    fn wrapped_cells_go_on_and_prose_ends_the_table() {
        let text = "Version   Date        Changes\n0.1       3 May 31    First draft for the\n                      Board.\n1.0       4 June 31   Baselined.\n\nNext heading\n";
        assert_eq!(rows(text), [["0.1", "3 May 31", "First draft for the Board."], ["1.0", "4 June 31", "Baselined."]]);
    }

    #[test]
    fn a_name_that_wraps_with_its_answer_is_one_row() {
        let head = "Respondent        Category         Response    Rationale\n";
        let text = format!(
            "{head}Brightwell        Large Supplier   Yes         It helps.\nColdharbour       Network          No          It costs too\nNetworks          Party                        much for us.\nand Sons\nSilver Gas        Small Supplier   Yes         -\n"
        );
        let wrapped = ["Coldharbour Networks and Sons", "Network Party", "No", "It costs too much for us."];
        assert_eq!(rows(&text).len(), 3);
        assert_eq!(rows(&text)[1], wrapped);
        let text = format!(
            "{head}Tarn              Small Supplier   No          It is\nPower                                         dear.\nSilver Gas        Small Supplier               None.\n"
        );
        assert_eq!(
            rows(&text),
            [["Tarn Power", "Small Supplier", "No", "It is dear."], ["Silver Gas", "Small Supplier", "", "None."]]
        );
        // A span of days goes on with its last day.
        let text = "Event            Date              Owner\nBoard            3 June 2031 –     Desk\nconsultation     10 July 2031\nBoard vote       24 July 2031      Board\n";
        assert_eq!(rows(text)[0], ["Board consultation", "3 June 2031 – 10 July 2031", "Desk"]);
        assert_eq!(rows(text).len(), 2);
        // Marks tell a row, however few they are.
        let text = "Participant    Boats    Piers    Desk\nSuppliers        ✓        ✓       ✓\nNetworks                  ✓       ✓\n";
        assert_eq!(rows(text).len(), 2);
    }

    #[test]
    fn an_event_goes_on_where_its_next_word_had_no_room() {
        let head = "Date         Event                     Notes\n";
        let row = |date: &str, event: &str| format!("{date}    {event}\n");
        let dated = ["02 Apr 24", "10 Apr 24", "11 Apr 24", "03 May 24", "08 May 24"];
        let wraps = dated.map(|date| row(date, "DCC submits the draft of") + "             SEC Release TAD\n").concat();
        let read = rows(&format!("{head}{wraps}03 Jun 24    Trials begin\n"));
        assert_eq!(read.len(), 6);
        assert_eq!(read[0], ["02 Apr 24", "DCC submits the draft of SEC Release TAD", ""]);
        // A line that had room above it may be a row without a date.
        let unsure = format!("{head}{wraps}03 Jun 24    Trials begin\n             Panel looks\n");
        assert_eq!(rows(&unsure), Vec::<Vec<String>>::new());
    }

    #[test]
    fn rows_without_a_date_need_blank_lines() {
        let text = "Date        Event            Notes\n\n3 May 31    Board looks      Long\n            at it\n\n            Trials begin\n";
        assert_eq!(rows(text), [["3 May 31", "Board looks at it", "Long"], ["", "Trials begin", ""]]);
        let text = "Date        Event            Notes\n3 May 31    Board looks\n            Trials begin\n";
        assert_eq!(rows(text), Vec::<Vec<String>>::new());
    }
}
