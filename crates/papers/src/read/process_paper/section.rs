//! What a section of a paper says: tables, labels with values, lists, paragraphs.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::facts::{LabelledFact, PaperSection, PaperTable, Placed};
use crate::layout::flow::Flow;
use crate::layout::pattern::pattern;
use crate::layout::{dates, marks, tabbed};
use crate::source::{Line, Lines};

static LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([A-Z][^:.?!\t]{0,60}):(?:\s+(\S.*))?$"));
static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\(?(\d{1,3})[.)]\s+(\S.*)$"));
static ENTRY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\(?\d{1,3}[.)]|\([a-z]{1,3}\))$"));

impl PaperSection {
    pub(super) fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.items.is_empty() && self.tables.is_empty() && self.paragraphs.is_empty()
    }
}

/// What a section says: tables first, then labels, lists and paragraphs among the other lines.
pub(super) fn section(title: Option<Placed<String>>, lines: Lines<'_>) -> PaperSection {
    let mut read =
        PaperSection { title, facts: Vec::new(), items: Vec::new(), tables: Vec::new(), paragraphs: Vec::new() };
    let mut of_tables = BTreeSet::new();
    for table in tabbed::tables(lines).into_iter().filter(is_table) {
        let first = table.caption.as_ref().or(table.rows.first()).map_or(0, |row| row.line);
        of_tables.extend(first..=table.end_line());
        let mut rows = table.rows.into_iter();
        let Some(columns) = rows.next() else { continue };
        read.tables.push(PaperTable {
            caption: table.caption.map(|caption| caption.cell(0).to_owned()),
            columns: columns.cells,
            rows: rows.map(|row| Placed::over(row.line, row.end_line, row.cells)).collect(),
        });
    }
    let mut open = Open::Nothing;
    for line in lines.iter().filter(|line| !of_tables.contains(&line.number)) {
        open = read.take(line, open);
    }
    read.close(open);
    read
}

/// Rows under headings, not entries of a list whose numbers stand before a tab.
fn is_table(table: &tabbed::Table) -> bool {
    let is_entry = |row: &tabbed::TableRow| ENTRY.is_match(row.cell(0)) || row.cell(0).is_empty();
    let counts = !table.rows.iter().all(is_entry);
    counts && (table.rows.len() > 1 || table.caption.is_some())
}

/// What the lines before left open.
enum Open {
    Nothing,
    Item(Flow),
    Paragraph(Flow),
    /// A label whose value stands on the next line.
    Label(Placed<String>),
}

/// A line that is to be filled in.
fn is_gap(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '…' | '.' | '_' | ' '))
}

impl PaperSection {
    fn take(&mut self, line: &Line, open: Open) -> Open {
        let text = marks::plain(line.trimmed()).into_owned();
        if text.trim().is_empty() {
            // A value may stand below its label with a blank line between.
            return match open {
                Open::Label(label) => Open::Label(label),
                Open::Nothing | Open::Item(_) | Open::Paragraph(_) => {
                    self.close(open);
                    Open::Nothing
                }
            };
        }
        if is_gap(&text) {
            self.close(open);
            return Open::Nothing;
        }
        let item = marks::bullet(&text).map(|(item, _)| item.to_owned());
        let item = item.or_else(|| ITEM.captures(&text)?.get(2).map(|item| item.as_str().to_owned()));
        let open = match (&item, open) {
            // A label above a list leads it in; it is no label of its first entry.
            (Some(_), Open::Label(label)) => {
                self.paragraphs.push(Placed { value: format!("{}:", label.value), ..label });
                Open::Nothing
            }
            (Some(_) | None, open) => open,
        };
        if let (None, Some(found)) = (&item, LABEL.captures(&text)) {
            self.close(open);
            let label = Placed::on(line.number, found.get(1).map_or("", |label| label.as_str()).to_owned());
            return match found.get(2).map(|value| value.as_str()) {
                Some(value) if is_gap(value) => {
                    self.fact(label, None);
                    Open::Nothing
                }
                Some(value) => {
                    self.fact(label, Some(value));
                    Open::Nothing
                }
                None => Open::Label(label),
            };
        }
        if let Open::Label(label) = open {
            self.fact(label, Some(&text));
            return Open::Nothing;
        }
        if let Some(item) = item {
            self.close(open);
            let mut flow = Flow::default();
            flow.push(line.number, &item);
            return Open::Item(flow);
        }
        match open {
            Open::Item(mut flow) => {
                flow.push(line.number, &text);
                Open::Item(flow)
            }
            Open::Paragraph(mut flow) => {
                flow.push(line.number, &text);
                Open::Paragraph(flow)
            }
            Open::Nothing | Open::Label(_) => {
                let mut flow = Flow::default();
                flow.push(line.number, &text);
                Open::Paragraph(flow)
            }
        }
    }

    fn close(&mut self, open: Open) {
        match open {
            Open::Nothing => {}
            Open::Item(flow) => self.items.extend(flow.whole()),
            Open::Paragraph(flow) => self.paragraphs.extend(flow.whole()),
            Open::Label(label) => self.fact(label, None),
        }
    }

    fn fact(&mut self, label: Placed<String>, value: Option<&str>) {
        let value = value.map(|value| value.trim().to_owned());
        let date = value.as_deref().and_then(dates::date);
        self.facts.push(LabelledFact { label, value, date });
    }
}
