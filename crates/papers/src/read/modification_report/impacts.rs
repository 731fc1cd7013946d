//! Impacts and costs: Party Categories ticked, documents changed, what the Code Administrator will spend.

use super::{COSTS, IMPACTS};
use crate::facts::ModificationReport;
use crate::finding::Finding;
use crate::layout::flow::Flow;
use crate::layout::marks::{self, Tick};
use crate::layout::{money, tabbed};
use crate::read::outline::Outline;
use crate::read::{listed, unread};
use crate::source::{Line, Lines};

pub(super) fn read(outline: &Outline<'_>, facts: &mut ModificationReport, findings: &mut Vec<Finding>) {
    if let Some(section) = outline.section(IMPACTS) {
        let told = findings.len();
        let parties = parties(section.lines, findings);
        if parties.is_empty() && findings.len() == told {
            findings.extend(left_out(section.lines));
        }
        let (ticked, others): (Vec<Party>, Vec<Party>) = parties.into_iter().partition(|party| party.ticked);
        facts.parties_impacted = ticked.into_iter().map(|party| party.name).collect();
        facts.parties_not_impacted = others.into_iter().map(|party| party.name).collect();
        facts.documents_impacted = listed::documents(section.lines);
    }
    if let Some(section) = outline.section(COSTS) {
        let whole = Flow::of(section.lines);
        facts.costs.currency = money::currency(&whole.text).map(str::to_owned);
        facts.costs.efforts = money::efforts(&whole);
        administrator(section.lines, facts, findings);
    }
}

/// The Code Administrator's cost: the one amount under the heading of its costs.
fn administrator(lines: Lines<'_>, facts: &mut ModificationReport, findings: &mut Vec<Finding>) {
    let named = |heading: &str| {
        let heading = heading.to_lowercase();
        ["secas", "administrator", "administration", "secretariat"].iter().any(|word| heading.contains(word))
    };
    let Some(own) = super::objectives::subsections(lines).into_iter().find(|part| named(&part.heading)) else { return };
    let flow = Flow::of(own.lines);
    match money::amounts(&flow).as_slice() {
        [] => {}
        [one] => facts.costs.administrator = Some(one.clone()),
        [first, ..] => {
            let message = "The Code Administrator's cost was left unread: its section states more than one amount. \
                           State the total in a sentence of its own."
                .to_owned();
            facts.costs.administrator = money::stated_total(&flow);
            if facts.costs.administrator.is_none() {
                findings.push(unread::part_at(first.line, flow.last_line(), message));
            }
        }
    }
}

/// A Party Category as the table prints it.
struct Party {
    name: String,
    ticked: bool,
}

impl Party {
    fn new(name: impl Into<String>, mark: Tick) -> Self {
        let ticked = match mark {
            Tick::Yes => true,
            Tick::No => false,
        };
        Self { name: name.into(), ticked }
    }
}

/// The Party Categories of the table, ticked or not. A tick stands before its category in some reports and behind it in others.
fn parties(lines: Lines<'_>, findings: &mut Vec<Finding>) -> Vec<Party> {
    for table in tabbed::tables(lines) {
        let captioned = table.caption.as_ref().is_some_and(|caption| {
            let caption = caption.cell(0).to_lowercase();
            caption.contains("impacted") || caption.contains("part")
        });
        let cells: Vec<Vec<&str>> =
            table.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect();
        let cells = without_headings(cells);
        let marked = cells.iter().flatten().any(|cell| marks::is_tick_mark(cell));
        if !captioned && !marked {
            continue;
        }
        if let Some(ticked) = pairs(&cells, true).or_else(|| pairs(&cells, false)) {
            return ticked;
        }
        let (line, end_line) = (table.rows.first().map_or(0, |row| row.line), table.end_line());
        let message =
            "The table of Party Categories was left unread: its cells are not pairs of a tick and a category. \
                       Print each category beside its own tick."
                .to_owned();
        findings.push(unread::part_at(line, end_line, message));
    }
    of_lines(lines, findings)
}

/// A table of Party Categories of which no category was read, told by what stands above it: without a word it would say that
/// nobody is impacted.
fn left_out(lines: Lines<'_>) -> Option<Finding> {
    let of_parties = |heading: &str| {
        let heading = heading.to_lowercase();
        heading.ends_with("parties") || heading.contains("party categor")
    };
    let part = super::objectives::subsections(lines).into_iter().find(|part| of_parties(&part.heading));
    let caption = lines.iter().position(|line| of_parties(line.trimmed().trim_end_matches(" impacted")));
    let within = match (part, caption) {
        (Some(part), _) => part.lines,
        (None, Some(caption)) => lines.range(caption + 1, lines.len()),
        (None, None) => return None,
    };
    let is_row = |line: &&Line| {
        let cells: Vec<&str> = line.text.split('\t').flat_map(|cell| cell.split("  ")).map(str::trim).collect();
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        filled > 1 && cells.iter().all(|cell| cell.split(' ').count() <= 6)
    };
    let mut rows = within.iter().filter(is_row);
    let (first, last) = (rows.next()?, rows.next_back()?);
    let message = "The table of Party Categories was left unread: no tick, Yes or No stands beside a category. Mark each \
                   category that is impacted.";
    Some(unread::part_at(first.number, last.number, message.to_owned()))
}

/// The rows without a first one that only names the columns.
fn without_headings(mut rows: Vec<Vec<&str>>) -> Vec<Vec<&str>> {
    let names = |row: &Vec<&str>| {
        row.first().is_some_and(|first| first.to_lowercase().ends_with("category"))
            && row.iter().all(|cell| said(cell).is_none())
    };
    if rows.len() > 1 && rows.first().is_some_and(names) {
        rows.remove(0);
    }
    rows
}

/// What a cell beside a category says: a tick, or in words whether it is impacted.
fn said(cell: &str) -> Option<Tick> {
    match cell.trim() {
        "Yes" => Some(Tick::Yes),
        "No" => Some(Tick::No),
        other => marks::tick(other),
    }
}

/// Reads rows of pairs, the tick first or last; `None` where a cell does not fit.
fn pairs(rows: &[Vec<&str>], tick_first: bool) -> Option<Vec<Party>> {
    let mut all = Vec::new();
    for row in rows {
        for pair in row.chunks(2) {
            let (mark, category) = match (pair, tick_first) {
                ([mark, category], true) | ([category, mark], false) => (*mark, *category),
                ([""], _) => continue,
                _ => return None,
            };
            let mark = said(mark)?;
            match (category.is_empty(), mark) {
                (true, Tick::No) => {}
                (true, Tick::Yes) => return None,
                (false, mark) => all.push(Party::new(category, mark)),
            }
            if marks::is_tick_mark(category) {
                return None;
            }
        }
    }
    Some(all)
}

/// The same table where cells are parted by single spaces: each line is tick, space, category, space, and so on.
fn of_lines(lines: Lines<'_>, findings: &mut Vec<Finding>) -> Vec<Party> {
    let captioned = |text: &str| {
        let text = text.to_lowercase();
        text.contains("impacted") && (text.contains("categor") || text.contains("parties")) && !text.ends_with('.')
    };
    let Some(caption) = lines.iter().position(|line| captioned(line.trimmed())) else {
        // Where names wrap beside each other nothing tells where one ends.
        let marked = lines.iter().find(|line| line.text.split_whitespace().any(marks::is_tick_mark));
        findings.extend(marked.map(|line| {
            let message = "The table of Party Categories was left unread: it cannot be told where each category ends. \
                           Give the Word file, or the table with a tab between its cells."
                .to_owned();
            unread::part_at(line.number, line.number, message)
        }));
        return Vec::new();
    };
    let rows = lines.range(caption + 1, lines.len());
    let rows: Vec<_> =
        rows.iter().filter(|line| !line.is_blank()).take_while(|line| is_pair_line(&line.text)).collect();
    let read: Option<Vec<Vec<Party>>> = rows.iter().map(|line| spaced_pairs(&line.text)).collect();
    match (read, rows.first()) {
        (Some(read), _) => read.into_iter().flatten().collect(),
        (None, Some(first)) => {
            let message = "The table of Party Categories was left unread: it cannot be told which tick belongs to \
                           which category. Give the table with tabs between its cells."
                .to_owned();
            findings.push(unread::part_at(first.number, rows.last().map_or(first.number, |last| last.number), message));
            Vec::new()
        }
        (None, None) => Vec::new(),
    }
}

fn is_pair_line(text: &str) -> bool {
    let marked = text.split(' ').any(marks::is_tick_mark);
    (marked || text.starts_with(' ')) && !text.trim().ends_with('.') && text.len() < 120
}

fn spaced_pairs(text: &str) -> Option<Vec<Party>> {
    let text = text.strip_suffix(' ').unwrap_or(text);
    let mut all = Vec::new();
    let mut tokens = text.split(' ').peekable();
    while let Some(mark) = tokens.next() {
        let mark = marks::tick(mark)?;
        let mut category = Vec::new();
        while let Some(word) = tokens.next_if(|word| marks::tick(word).is_none()) {
            category.push(word);
        }
        match (category.is_empty(), mark) {
            (false, mark) => all.push(Party::new(category.join(" "), mark)),
            (true, _) => return None,
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn ticked(text: &str) -> (Vec<String>, usize) {
        let source = Source::from_bytes("f", text.as_bytes()).unwrap();
        let mut findings = Vec::new();
        let read = parties(source.lines(), &mut findings);
        (read.into_iter().filter(|party| party.ticked).map(|party| party.name).collect(), findings.len())
    }

    #[test]
    fn ticks_before_and_behind_their_category() {
        assert_eq!(
            ticked("Categories impacted\t\t\t\n\tOne\t✓\tTwo\n✓\tThree Four\t\tFive\n"),
            (vec!["Two".to_owned(), "Three Four".to_owned()], 0)
        );
        assert_eq!(ticked("Categories impacted\t\nOne\t✓\nTwo\t\n"), (vec!["One".to_owned()], 0));
        assert_eq!(
            ticked("Party Categories impacted \n\n Large Users  Small Users \n\n Other Parties ✓ DCC \n"),
            (vec!["DCC".to_owned()], 0)
        );
    }

    /// S4-011: a table that says in words of its own who is impacted is not read as if nobody were.
    #[test]
    fn a_table_without_a_mark_that_is_known_is_said() {
        let left = |text: &str| left_out(Source::from_bytes("f", text.as_bytes()).unwrap().lines()).is_some();
        assert!(left("SEC Parties\n\nLarge Suppliers\timpacted\nSmall Suppliers\tuntouched\n"));
        assert!(left("Party Categories impacted\n\nLarge Suppliers     High\nSmall Suppliers     Low\n"));
        assert!(!left("SEC Parties\n\nNo Party is impacted by this.\n"));
        assert!(!left("Documents\n\nSection A\t31.0\nSection D\t9.0\n"));
    }

    #[test]
    fn a_mark_that_belongs_to_no_category_is_said() {
        assert_eq!(ticked("Categories impacted\t\t\t\n✓\t✓\tTwo\tOne\n").1, 1);
        assert_eq!(ticked("Party Categories impacted \n\nOne ✓ Two  \n").1, 1);
        assert_eq!(ticked("SEC Parties\n\n✓     Large Users     ✓     Small\n                        Users\n").1, 1);
    }
}
