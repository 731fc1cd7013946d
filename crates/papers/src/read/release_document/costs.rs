//! Costs: the stated total, the table behind it, days of effort.

use super::{COSTS, Held};
use crate::facts::{CostRow, ReleaseDocument};
use crate::finding::Finding;
use crate::layout::flow::Flow;
use crate::layout::matrix::{self, MatrixRow, Shape};
use crate::layout::pattern::is_proposal;
use crate::layout::{marks, money};
use crate::read::outline::Outline;
use crate::read::unread;
use crate::source::{Line, Lines};

const COST_TABLE: Shape = Shape {
    first_headings: &[
        "modification",
        "modifications",
        "modification proposal",
        "proposal",
        "change",
        "reference",
        "id",
    ],
    is_label: is_cost_label,
    is_cell: money::is_money,
};

fn is_cost_label(label: &str) -> bool {
    is_proposal(label) || is_total(label)
}

fn is_total(label: &str) -> bool {
    label.eq_ignore_ascii_case("total") || label.eq_ignore_ascii_case("totals")
}

pub(super) fn read(
    outline: &Outline<'_>,
    facts: &mut ReleaseDocument,
    findings: &mut Vec<Finding>,
    held: &mut Vec<Held>,
) {
    let Some(section) = outline.section(COSTS) else { return };
    let flow = Flow::of(section.lines);
    let matrix = matrix::find(section.lines, COST_TABLE);
    // A row of totals inside the table is the table's, not a sentence about it.
    let before = matrix.as_ref().map_or(usize::MAX, |matrix| matrix.line);
    let after = matrix.as_ref().map_or(0, |matrix| matrix.end_line);
    let prose = Flow::of(section.lines.iter().filter(|line| line.number < before || line.number > after));
    facts.costs.currency = money::currency(&flow.text).map(str::to_owned);
    facts.costs.stated_total = money::stated_total(&prose);
    facts.costs.efforts = money::efforts(&prose);
    let Some(matrix) = matrix else {
        findings.extend(left_out(section.lines));
        return;
    };
    findings.extend(matrix.unread.iter().cloned().map(unread::part));
    held.push(Held { name: "cost table", end_line: matrix.end_line });
    for row in &matrix.rows {
        let amounts = amounts(row, findings);
        let read = CostRow { id: row.label.clone(), amounts };
        if is_total(&row.label.value) {
            facts.costs.total_row = Some(read);
        } else {
            facts.costs.rows.push(read);
        }
    }
    facts.costs.stages = matrix.columns;
}

/// Rows of amounts behind the numbers of modifications of which no table was read.
fn left_out(lines: Lines<'_>) -> Option<Finding> {
    let is_row = |line: &&Line| {
        let mut words = line.text.split_whitespace();
        words.next().is_some_and(is_proposal) && words.clone().count() > 1 && words.all(money::is_money)
    };
    let mut rows = lines.iter().filter(is_row).map(|line| line.number);
    let first = rows.next()?;
    let message = "The table of costs was left unread: which amount stands under which heading cannot be told from the page. \
                   Give the Word file, or a text with tabs between the cells.";
    Some(unread::part_at(first, rows.next_back().unwrap_or(first), message.to_owned()))
}

fn amounts(row: &MatrixRow, findings: &mut Vec<Finding>) -> Vec<Option<i64>> {
    row.cells
        .iter()
        .map(|cell| {
            let amount = money::amount(cell);
            if amount.is_none() && cell.starts_with(['£', '€', '$']) {
                let message = format!(
                    "The amount \"{}\" in the row of {} was left unread: only whole units are taken. Print it in full.",
                    marks::plain(cell),
                    row.label.value
                );
                findings.push(unread::part_at(row.label.line, row.label.end_line, message));
            }
            amount
        })
        .collect()
}
