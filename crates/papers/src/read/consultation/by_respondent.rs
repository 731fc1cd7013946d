//! Responses as they were sent: a table for each respondent, with a row for each question.

use std::collections::BTreeMap;

use super::QUESTION;
use crate::facts::{Placed, Question, Response};
use crate::finding::Finding;
use crate::layout::tabbed::{self, Table, TableRow};
use crate::read::unread;
use crate::source::Lines;

/// Reads the tables that each name their respondent. A table of which nothing can be told is left unread and said.
pub(super) fn read(lines: Lines<'_>) -> (Vec<Question>, Vec<Finding>) {
    let mut questions: BTreeMap<u32, Question> = BTreeMap::new();
    let mut findings = Vec::new();
    for table in tabbed::tables(lines) {
        let rows: Vec<&TableRow> = table.caption.iter().chain(&table.rows).collect();
        let asked: Vec<(u32, &TableRow, String)> = rows.iter().filter_map(|row| asked(row)).collect();
        if asked.is_empty() {
            continue;
        }
        let named = |names: &[&str]| rows.iter().copied().find(|row| names.contains(&label(row).as_str()));
        let respondent = named(&["respondent", "name of respondent", "organisation", "company", "company name"]);
        let Some(respondent) = respondent.filter(|row| !row.cell(1).is_empty()) else {
            findings.push(nameless(&table));
            continue;
        };
        let name = Placed::over(respondent.line, respondent.end_line, respondent.cell(1).to_owned());
        let category = named(&["category", "party category"]).map(|row| row.cell(1).to_owned());
        for (number, row, text) in asked {
            let (answer, rationale) = parted(row);
            let text = Placed::over(row.line, row.end_line, text);
            let question = questions.entry(number).or_insert(Question { number, text, responses: Vec::new() });
            let category = category.clone().filter(|category| !category.is_empty());
            question.responses.push(Response { respondent: name.clone(), category, answer, rationale });
        }
    }
    (questions.into_values().collect(), findings)
}

/// The first cell of a row, as names of rows compare.
fn label(row: &TableRow) -> String {
    row.cell(0).trim_end_matches(':').to_lowercase()
}

/// The number and the words of the question that a row answers.
fn asked(row: &TableRow) -> Option<(u32, &TableRow, String)> {
    let found = QUESTION.captures(row.cell(0))?;
    let words = found.get(2).map_or("", |words| words.as_str());
    (row.cells.len() > 1).then_some((found.get(1)?.as_str().parse().ok()?, row, words.to_owned()))
}

/// The answer and the reasons: two cells, or one that begins with Yes or No and a mark behind it.
fn parted(row: &TableRow) -> (Option<String>, Option<String>) {
    let cell = |at: usize| Some(row.cell(at).to_owned()).filter(|cell| !cell.is_empty());
    if row.cells.len() > 2 {
        return (cell(1), cell(2));
    }
    let Some(words) = cell(1) else { return (None, None) };
    let lead = words.split([' ', '.', ',', ';', ':', '–', '-']).next().unwrap_or_default();
    let rest = words.get(lead.len()..).unwrap_or_default();
    if !matches!(lead, "Yes" | "No") || rest.starts_with(' ') && !rest.starts_with(" –") && !rest.starts_with(" -") {
        return (None, Some(words));
    }
    let reasons = rest.trim_start_matches([' ', '.', ',', ';', ':', '–', '-']);
    (Some(lead.to_owned()), Some(reasons.to_owned()).filter(|reasons| !reasons.is_empty()))
}

fn nameless(table: &Table) -> Finding {
    let line = table.caption.as_ref().or(table.rows.first()).map_or(0, |row| row.line);
    let message = "A table of answers was left unread: no row of it names the respondent. Begin it with a row \
                   “Respondent” and the name.";
    unread::part_at(line, table.end_line(), message.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn of(text: &str) -> (Vec<Question>, Vec<Finding>) {
        read(Source::from_bytes("f", text.as_bytes()).unwrap().lines())
    }

    const RIVER: &str = "Respondent\tRiver Networks\nCategory\tNetwork Operator\nQuestion 1: Do you agree?\tYes. It helps.\nQuestion 2: Will it cost you?\tNo\n";

    /// S4-012: each answer stands beside who gave it, in whichever order the responses are published.
    #[test]
    fn a_table_for_each_respondent_gives_the_answers_to_each_question() {
        let mill = RIVER.replace("River Networks", "Mill Energy").replace("Yes. It helps.", "No doubt it does.");
        let (questions, findings) = of(&format!("Response 1\n\n{RIVER}\nResponse 2\n\n{mill}"));
        assert!(findings.is_empty());
        assert_eq!(questions.len(), 2);
        let told = |at: usize, of: usize| {
            let response = &questions[at].responses[of];
            (response.respondent.value.as_str(), response.answer.as_deref(), response.rationale.as_deref())
        };
        assert_eq!(questions[0].text.value, "Do you agree?");
        assert_eq!(questions[0].responses[0].category.as_deref(), Some("Network Operator"));
        assert_eq!(told(0, 0), ("River Networks", Some("Yes"), Some("It helps.")));
        // `No doubt` is no answer “No”.
        assert_eq!(told(0, 1), ("Mill Energy", None, Some("No doubt it does.")));
        assert_eq!(told(1, 0), ("River Networks", Some("No"), None));
    }

    #[test]
    fn a_table_of_nobody_is_said() {
        let (questions, findings) = of(&RIVER.replace("Respondent\tRiver Networks\n", ""));
        assert!(questions.is_empty());
        assert_eq!(findings.len(), 1);
        assert!(of("Date\tEvent\n3 May 2031\tVote\n").1.is_empty());
    }
}
