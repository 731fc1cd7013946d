//! Collated responses to a consultation: questions, and one answer a respondent, verbatim.

mod by_respondent;

use std::sync::LazyLock;

use regex::Regex;

use super::unread;
use crate::facts::{Consultation, Placed, Question, Response};
use crate::finding::Finding;
use crate::layout::flow::Flow;
use crate::layout::marks;
use crate::layout::pattern::pattern;
use crate::layout::tabbed::{self, Table, TableRow};
use crate::source::{Line, Lines};

static QUESTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"^#*\s*(?:Question|Q)\s?(\d{1,3})\s*[:.–—-]\s*(\S.*)?$"));

/// A line in place of a table.
static NOBODY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:nobody (?:has )?(?:answered|responded)|no (?:answers?|responses?|respondents?))\b[^.]{0,80}\.?$")
});

/// How many lines a question may wrap over.
const WRAP: usize = 8;

/// Reads the responses among the lines. `head` is what the annex says that it holds; `last` is the last printed line of
/// the file, for a file may end inside a table.
pub(super) fn read(lines: Lines<'_>, head: Option<&str>, last: usize) -> (Consultation, Vec<Finding>) {
    let mut findings = Vec::new();
    let starts: Vec<usize> = (0..lines.len()).filter(|at| lines.get(*at).is_some_and(asks)).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let mut questions: Vec<Question> = Vec::new();
    for (start, end) in starts.iter().zip(ends) {
        questions.extend(question(lines.range(*start, end), last, &mut findings));
    }
    if questions.is_empty() {
        (questions, findings) = by_respondent::read(lines);
    }
    fewer_at_the_end(&questions, last, &mut findings);
    (Consultation { name: head.map(name), questions }, findings)
}

fn asks(line: &Line) -> bool {
    !line.text.contains('\t') && QUESTION.is_match(&marks::plain(line.trimmed()))
}

/// `Refinement Consultation responses` are the responses to the `Refinement Consultation`.
fn name(head: &str) -> String {
    let head = head.trim();
    let cut = head.len().saturating_sub(" responses".len());
    match head.split_at_checked(cut) {
        Some((name, responses)) if responses.eq_ignore_ascii_case(" responses") => name.to_owned(),
        Some(_) | None => head.to_owned(),
    }
}

fn question(lines: Lines<'_>, last: usize, findings: &mut Vec<Finding>) -> Option<Question> {
    let first = lines.get(0)?;
    let head = marks::plain(first.trimmed()).into_owned();
    let found = QUESTION.captures(&head)?;
    let number = found.get(1)?.as_str().parse().ok()?;
    let mut flow = Flow::default();
    flow.push(first.number, found.get(2).map_or("", |text| text.as_str()));
    for line in lines.range(1, WRAP) {
        if line.text.contains('\t') || flow.text.ends_with(['?', '.']) || heads_table(line.trimmed()) {
            break;
        }
        flow.push(line.number, &line.text);
    }
    let text = flow.whole().unwrap_or_else(|| Placed::on(first.number, String::new()));
    let tables = tabbed::tables(lines);
    let table = tables.iter().find(|table| table.headings().iter().any(|heading| heading.starts_with("respondent")));
    let mut responses = Vec::new();
    match table {
        Some(table) => responses = read_table(number, table, last, findings),
        None if lines.iter().any(|line| NOBODY.is_match(line.trimmed())) => {}
        None => left_without_table(number, lines, last, findings),
    }
    Some(Question { number, text, responses })
}

fn heads_table(text: &str) -> bool {
    text.to_lowercase().starts_with("respondent ")
}

/// A question with no table: the file ends before it, or its layout is not known.
fn left_without_table(number: u32, lines: Lines<'_>, last: usize, findings: &mut Vec<Finding>) {
    let first = lines.get(0).map_or(0, |line| line.number);
    let end = lines.iter().rev().find(|line| !line.is_blank()).map_or(first, |line| line.number);
    if end >= last && end <= first + WRAP {
        let table = format!("table of answers to question {number}");
        findings.push(unread::ends_mid_table(first, end, &table, "no answer stands under the question"));
    } else {
        let message = format!(
            "The answers to question {number} were left unread: no table with a column of respondents stands under it. \
             Give the table with tabs between its cells."
        );
        findings.push(unread::part_at(first, end, message));
    }
}

/// The columns of a table of answers, by their headings.
struct Columns {
    respondent: Option<usize>,
    category: Option<usize>,
    answer: Option<usize>,
    rationale: Option<usize>,
    count: usize,
}

impl Columns {
    fn of(table: &Table) -> Self {
        let mut headings = table.headings();
        while headings.last().is_some_and(String::is_empty) {
            headings.pop();
        }
        let column =
            |names: &[&str]| headings.iter().position(|heading| names.iter().any(|name| heading.starts_with(name)));
        Self {
            respondent: column(&["respondent"]),
            category: column(&["category", "party category"]),
            answer: column(&["response", "answer", "view"]),
            rationale: column(&["rationale", "comment", "reason"]),
            count: headings.len(),
        }
    }
}

fn read_table(number: u32, table: &Table, last: usize, findings: &mut Vec<Finding>) -> Vec<Response> {
    let columns = Columns::of(table);
    let mut responses = Vec::new();
    if table.rows.len() == 1 && table.end_line() >= last {
        let name = format!("table of answers to question {number}");
        findings.push(unread::ends_mid_table(last, last, &name, "no row stands under its headings"));
    }
    for row in table.rows.iter().skip(1).filter(|row| !row.cells.iter().all(String::is_empty)) {
        let printed = row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
        if row.cells.len() < columns.count && row.end_line >= last {
            let name = format!("table of answers to question {number}");
            let evidence = format!("its last row has {} of {} cells", row.cells.len(), columns.count);
            findings.push(unread::ends_mid_table(row.line, row.end_line, &name, &evidence));
        } else if row.cells.len() < columns.count || printed > columns.count {
            let message = format!(
                "A row of answers to question {number} was left unread: it has {} cells and the table has {} columns: \
                 \"{}\". Correct the row.",
                row.cells.len(),
                columns.count,
                row.cells.join(" | ")
            );
            findings.push(unread::part_at(row.line, row.end_line, message));
            continue;
        }
        responses.extend(response(row, &columns));
    }
    responses
}

fn response(row: &TableRow, columns: &Columns) -> Option<Response> {
    let cell = |at: Option<usize>| Some(row.cell(at?).to_owned()).filter(|cell| !cell.is_empty());
    Some(Response {
        respondent: Placed::over(row.line, row.end_line, cell(columns.respondent)?),
        category: cell(columns.category),
        answer: cell(columns.answer),
        rationale: cell(columns.rationale),
    })
}

/// The file ends with a table that has fewer rows than each table before it.
fn fewer_at_the_end(questions: &[Question], last: usize, findings: &mut Vec<Finding>) {
    let [before @ .., end] = questions else { return };
    let (Some(row), Some(fewest)) =
        (end.responses.last(), before.iter().map(|question| question.responses.len()).min())
    else {
        return;
    };
    let said = findings.iter().any(|finding| finding.rule == "EN003");
    if row.respondent.end_line >= last && end.responses.len() < fewest && !said {
        let name = format!("table of answers to question {}", end.number);
        let evidence = format!("it has {} rows and no table before it has fewer than {fewest}", end.responses.len());
        findings.push(unread::ends_mid_table(row.respondent.line, row.respondent.end_line, &name, &evidence));
    }
}
