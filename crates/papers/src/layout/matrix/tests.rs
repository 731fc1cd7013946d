use proptest::prelude::*;

use super::*;
use crate::layout::marks::is_tick_mark;
use crate::layout::money::is_money;
use crate::layout::pattern::is_proposal;
use crate::source::Source;

const TICKS: Shape = Shape { first_headings: &["modification"], is_label: is_proposal, is_cell: is_tick_mark };

fn read(text: &str, shape: Shape) -> Matrix {
    let source = Source::from_bytes("f", text.as_bytes()).unwrap();
    find(source.lines(), shape).unwrap()
}

fn marks_of(matrix: &Matrix) -> Vec<String> {
    matrix
        .rows
        .iter()
        .map(|row| {
            let cells: String = row.cells.iter().map(|cell| if cell.is_empty() { '.' } else { 'x' }).collect();
            format!("{} {cells}", row.label.value)
        })
        .collect()
}

const HEAD: &str = "Modification Suppliers Heat \nNetworks \n\nGas \nNetworks \n\nOther \nParties \n\nDCC \n\n";

#[test]
fn ticks_between_spaces_are_read_in_every_place() {
    let text =
        format!("{HEAD}MP901 ✓    ✓ \n\nMP902 ✓ ✓ ✓ ✓ ✓ \n\nMP903    ✓  \n\nMP904      \n\n \n\nThe impacts follow.\n");
    let matrix = read(&text, TICKS);
    assert_eq!(matrix.columns, ["Suppliers", "Heat Networks", "Gas Networks", "Other Parties", "DCC"]);
    assert_eq!(marks_of(&matrix), ["MP901 x...x", "MP902 xxxxx", "MP903 ...x.", "MP904 ....."]);
    assert_eq!((matrix.unread.len(), matrix.line, matrix.end_line), (0, 1, 18));
}

#[test]
fn spaces_dropped_at_line_ends_are_put_back_only_where_inner_ones_survive() {
    let text = format!("{HEAD}MP901 ✓    ✓\n\nMP902 ✓\n\nMP904\n");
    assert_eq!(marks_of(&read(&text, TICKS)), ["MP901 x...x", "MP902 x....", "MP904 ....."]);
    // Every run of spaces is one space: which column the second tick stands in cannot be told.
    let text = format!("{HEAD}MP901 ✓ ✓\n\nMP902 ✓ ✓ ✓ ✓ ✓\n");
    let matrix = read(&text, TICKS);
    assert_eq!(marks_of(&matrix), ["MP902 xxxxx"]);
    assert!(matrix.unread[0].message.contains("The row of MP901 was left unread: it has 2 cells"));
}

#[test]
fn a_row_with_more_cells_than_columns_is_said_and_not_shortened() {
    let text = format!("{HEAD}MP901 ✓    ✓ \n\nMP902 ✓ ✓ ✓ ✓ ✓ ✓ \n\nMP903    ✓  \n");
    let matrix = read(&text, TICKS);
    assert_eq!(matrix.rows.len(), 2);
    assert_eq!((matrix.unread.len(), matrix.unread[0].line), (1, 14));
}

#[test]
fn a_table_goes_on_over_a_page() {
    let text =
        "Who\n\nModification Users DCC \n\nMP901 ✓  \n Who\n\nModification Users DCC \n\nMP902  ✓ \n\nEnd of it.\n";
    assert_eq!(marks_of(&read(text, TICKS)), ["MP901 x.", "MP902 .x"]);
}

#[test]
fn amounts_are_cells_too() {
    let shape = Shape { is_cell: is_money, ..TICKS };
    let text = "Modification Plan, Build & \nCheck \n\nSIT Bring to \nlive \n\nMP901 £5,000 £1 £2 \n\nMP902 £7 £3  \n";
    let matrix = read(text, shape);
    assert_eq!(matrix.columns, ["Plan, Build & Check", "SIT", "Bring to live"]);
    assert_eq!(matrix.rows[1].cells, ["£7", "£3", ""]);
}

#[test]
fn an_unreadable_mark_leaves_its_row_unread() {
    let text = format!("{HEAD}MP901 ✓    ✓ \n\nMP902 ✓ X   ✓ \n\nMP903    ✓  \n");
    let matrix = read(&text, TICKS);
    assert_eq!(marks_of(&matrix), ["MP901 x...x", "MP903 ...x."]);
    assert!(matrix.unread[0].message.contains("MP902 ✓ X   ✓"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever the marks, both layouts give the matrix back.
    #[test]
    fn every_matrix_is_read_back(width in 1usize..9, rows in prop::collection::vec(prop::collection::vec(any::<bool>(), 9), 1..12)) {
        let columns: Vec<String> = (0..width).map(|at| format!("MP{:03}", at + 100)).collect();
        let expected: Vec<String> = rows.iter().enumerate().map(|(at, row)| {
            let cells: String = row.iter().take(width).map(|ticked| if *ticked { 'x' } else { '.' }).collect();
            format!("MP{:03} {cells}", at + 900)
        }).collect();
        let cell = |ticked: &bool| if *ticked { "✓" } else { "" };

        let mut spaced = format!("Modification {} \n\n", columns.join(" "));
        let mut tabbed = format!("Modification\t{}\n", columns.join("\t"));
        for (at, row) in rows.iter().enumerate() {
            let cells: Vec<&str> = row.iter().take(width).map(cell).collect();
            spaced.push_str(&format!("MP{:03} {} \n\n", at + 900, cells.join(" ")));
            tabbed.push_str(&format!("MP{:03}\t{}\n", at + 900, cells.join("\t")));
        }
        for text in [spaced, tabbed] {
            let matrix = read(&text, TICKS);
            prop_assert_eq!(&matrix.columns, &columns);
            prop_assert_eq!(marks_of(&matrix), expected.clone());
            prop_assert!(matrix.unread.is_empty());
        }
    }
}
