//! EN104: a stated total equals the sum of the table it covers; days of effort times the day rate equal the amount.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::pattern;
use super::wording::{grouped, list, money};
use super::{Check, Explanation, Papers};
use crate::facts::{CostRow, Effort, ReleaseCosts};
use crate::finding::{Finding, Level};
use crate::layout::money::figures;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN104",
    name: "total-vs-table",
    level: Level::Error,
    explain: Explanation {
        looks_for: "A total in the text that is not the sum of the table it covers, a total row or column that does not \
                    add up, and days of effort whose amount does not fit the day rate: that which the document prints or, where it \
                    prints none, that of its other amounts and that of the Code.",
        why: "Parties pay what the table says and approve what the text says; where the two differ, nobody knows what \
              was approved. If one digit would mend it, the finding says which.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN104-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN104-right.txt");

/// `£600 per day`, `£600 a day`.
static DAY_RATE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)£\s?([\d,]+)\s+(?:per|a|each)\s+(?:working\s+)?day\b"));

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    if let Some(release) = papers.this.release() {
        stated_total(papers, &release.costs, found);
        efforts(papers, &release.costs.efforts, release.costs.currency.as_deref(), found);
    }
    if let Some(report) = papers.this.report() {
        efforts(papers, &report.costs.efforts, report.costs.currency.as_deref(), found);
    }
}

/// The total in the prose, the total row and the total column against the table.
fn stated_total(papers: &Papers<'_>, costs: &ReleaseCosts, found: &mut Vec<Finding>) {
    let currency = costs.currency.as_deref();
    let total_column = costs.stages.iter().position(|stage| is_total(stage));
    let rows: Vec<&CostRow> = costs.rows.iter().collect();
    for row in costs.rows.iter().chain(&costs.total_row) {
        row_total(papers, costs, row, total_column, found);
    }
    let Some(sums) = column_sums(&rows, costs.stages.len()) else { return };
    if let Some(total) = &costs.total_row {
        column_totals(papers, costs, total, &sums, found);
    }
    let Some(stated) = &costs.stated_total else { return };
    let computed: i64 =
        sums.iter().enumerate().filter(|(column, _)| Some(*column) != total_column).map(|(_, sum)| sum).sum();
    if rows.is_empty() || stated.value == computed {
        return;
    }
    let difference = (stated.value - computed).abs();
    let message = format!(
        "The stated total {} differs from the sum of its table, {}, by {}.",
        money(stated.value, currency),
        money(computed, currency),
        money(difference, currency)
    );
    let place = papers.this.place(stated.line, stated.end_line, &grouped(stated.value));
    let mut finding = CHECK
        .finding(Level::Error, place, message)
        .value("stated", stated.value)
        .value("computed", computed)
        .value("difference", stated.value - computed);
    for row in &rows {
        let amounts: Vec<String> = row.amounts.iter().flatten().map(|amount| money(*amount, currency)).collect();
        finding = finding.see(row.id.line, format!("{}: {}", row.id.value, list(&amounts)));
    }
    found.push(finding.mended_by(mend(costs, &rows, stated.value, computed)));
}

/// What one changed digit could mend: the total, or one amount of the table.
fn mend(costs: &ReleaseCosts, rows: &[&CostRow], stated: i64, computed: i64) -> String {
    let currency = costs.currency.as_deref();
    let mut cells = Vec::new();
    for row in rows {
        for (column, amount) in row.amounts.iter().enumerate() {
            let Some(amount) = *amount else { continue };
            let wanted = amount + stated - computed;
            if one_digit_apart(amount, wanted) {
                let stage = costs.stages.get(column).map_or(String::new(), |stage| format!(" {stage}"));
                cells.push(format!(
                    "{}{stage} {} instead of {}",
                    row.id.value,
                    money(wanted, currency),
                    money(amount, currency)
                ));
            }
        }
    }
    let digit = if one_digit_apart(stated, computed) { ", one digit away" } else { "" };
    let mut fix = format!("If the table is right, the total is {}{digit}.", money(computed, currency));
    if !cells.is_empty() {
        let either = if cells.len() > 1 { "one of these has a wrong digit" } else { "one digit is wrong" };
        fix.push_str(&format!(" If the total is right, {either} in the table: {}.", cells.join("; ")));
    }
    fix
}

/// The cell under a total column against the other cells of its row.
fn row_total(
    papers: &Papers<'_>,
    costs: &ReleaseCosts,
    row: &CostRow,
    total_column: Option<usize>,
    found: &mut Vec<Finding>,
) {
    let Some(column) = total_column else { return };
    let Some(stated) = row.amounts.get(column).copied().flatten() else { return };
    let mut computed = 0;
    for (index, amount) in row.amounts.iter().enumerate() {
        if index == column {
            continue;
        }
        let Some(amount) = amount else { return };
        computed += amount;
    }
    if stated != computed {
        let currency = costs.currency.as_deref();
        let message = format!(
            "The total of the row {}, {}, differs from the sum of its amounts, {}.",
            row.id.value,
            money(stated, currency),
            money(computed, currency)
        );
        let place = papers.this.place(row.id.line, row.id.end_line, &grouped(stated));
        found.push(CHECK.finding(Level::Error, place, message).value("stated", stated).value("computed", computed));
    }
}

/// A total row against the columns above it.
fn column_totals(papers: &Papers<'_>, costs: &ReleaseCosts, total: &CostRow, sums: &[i64], found: &mut Vec<Finding>) {
    let currency = costs.currency.as_deref();
    for ((stated, computed), stage) in total.amounts.iter().zip(sums).zip(&costs.stages) {
        let Some(stated) = *stated else { continue };
        if stated != *computed {
            let message = format!(
                "The total of the column {stage}, {}, differs from the sum of its amounts, {}.",
                money(stated, currency),
                money(*computed, currency)
            );
            let place = papers.this.place(total.id.line, total.id.end_line, &grouped(stated));
            found
                .push(CHECK.finding(Level::Error, place, message).value("stated", stated).value("computed", *computed));
        }
    }
}

/// The sum of each column; `None` where a cell could not be read.
fn column_sums(rows: &[&CostRow], columns: usize) -> Option<Vec<i64>> {
    let mut sums = vec![0; columns];
    for row in rows {
        if row.amounts.len() != columns {
            return None;
        }
        for (sum, amount) in sums.iter_mut().zip(&row.amounts) {
            *sum += (*amount)?;
        }
    }
    Some(sums)
}

/// The day rate that efforts are held against.
enum Rate {
    /// Printed in the document, on this line.
    Printed(i64, usize),
    /// What the first effort of the document comes to for so many days, on this line.
    Derived { amount: i64, days: i64, line: usize },
    /// The Code's own.
    OfCode(i64),
}

impl Rate {
    /// What so many days come to; `None` where they come to no whole amount.
    fn of(&self, effort: i64) -> Option<i64> {
        match self {
            Self::Printed(rate, _) | Self::OfCode(rate) => Some(rate * effort),
            Self::Derived { amount, days, .. } => (amount * effort % days == 0).then(|| amount * effort / days),
        }
    }

    fn source(&self) -> &'static str {
        match self {
            Self::Printed(..) | Self::Derived { .. } => "the day rate used elsewhere in the document",
            Self::OfCode(_) => "the day rate of the Code",
        }
    }
}

/// Days times rate against the amount: by the rate that the document prints, or else by its other amounts and the Code's rate.
fn efforts(papers: &Papers<'_>, efforts: &[Effort], currency: Option<&str>, found: &mut Vec<Finding>) {
    let prose = &papers.own;
    let printed = DAY_RATE
        .captures(prose.text())
        .and_then(|rate| rate.get(1))
        .and_then(|rate| Some(Rate::Printed(figures(rate.as_str())?, prose.line_at(rate.start()))));
    let first = efforts.first().filter(|effort| effort.days > 0);
    let derived =
        first.map(|effort| Rate::Derived { amount: effort.amount.value, days: effort.days, line: effort.amount.line });
    // The Code's rate is in pounds.
    let of_code = papers.known.code().and_then(|code| code.releases.effort).filter(|_| currency == Some("GBP"));
    let of_code = of_code.map(|effort| Rate::OfCode(effort.day_rate));
    let rates: Vec<Rate> = match printed {
        Some(printed) => vec![printed],
        None => derived.into_iter().chain(of_code).collect(),
    };
    for effort in efforts.iter().filter(|effort| effort.days > 0) {
        let differs = |rate: &Rate| rate.of(effort.days).filter(|computed| *computed != effort.amount.value);
        let Some((rate, computed)) = rates.iter().find_map(|rate| Some((rate, differs(rate)?))) else { continue };
        found.push(effort_differs(papers, effort, currency, rate, computed));
    }
}

fn effort_differs(papers: &Papers<'_>, effort: &Effort, currency: Option<&str>, rate: &Rate, computed: i64) -> Finding {
    let unit = if effort.days == 1 { "day" } else { "days" };
    let message = format!(
        "{} {unit} of effort come to {} here; at {} they come to {}.",
        effort.days,
        money(effort.amount.value, currency),
        rate.source(),
        money(computed, currency)
    );
    let place = papers.this.place(effort.amount.line, effort.amount.end_line, &grouped(effort.amount.value));
    let (level, from) = match rate {
        Rate::Printed(_, line) => (Level::Error, Some(*line)),
        Rate::Derived { line, .. } => (Level::Warning, Some(*line)),
        Rate::OfCode(_) => (Level::Warning, None),
    };
    let finding = CHECK
        .finding(level, place, message)
        .value("days", effort.days)
        .value("stated", effort.amount.value)
        .value("computed", computed);
    match from {
        Some(line) => finding.see(line, "the day rate"),
        None => finding,
    }
}

fn is_total(label: &str) -> bool {
    label.to_lowercase().split_whitespace().any(|word| word == "total" || word == "totals")
}

/// Same number of digits, and all but one the same.
fn one_digit_apart(a: i64, b: i64) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    a.len() == b.len() && a.chars().zip(b.chars()).filter(|(x, y)| x != y).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_is_told_from_another_figure() {
        assert!(one_digit_apart(1_120_042, 1_180_042));
        assert!(!one_digit_apart(1_120_042, 1_180_043));
        assert!(!one_digit_apart(999, 1_000));
        assert!(!one_digit_apart(5, -5));
    }
}
