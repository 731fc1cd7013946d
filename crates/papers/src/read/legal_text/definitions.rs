//! Definitions in the layouts that legal texts print them in: a tab between term and meaning, term and meaning on one
//! line, the two columns run into each other, or all terms in a block and then all meanings.

use std::sync::LazyLock;

use regex::Regex;

use super::clean::Sheet;
use super::damage::{self, Repair};
use super::numbers::NUMBER;
use super::sheet::{Row, finished};
use super::words::Vocabulary;
use super::{labels, lists};
use crate::facts::{Change, Definition, Item, Placed, Pointer};
use crate::finding::Finding;
use crate::layout::pattern::pattern;

/// The words that a meaning can begin with.
const OPENING: &str = r"(?:means\b|has the (?:same )?meaning\b|have the (?:same )?meaning\b|shall have the (?:same )?meaning\b|is (?:the|a|an)\b|includes\b)";

static MEANING: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{OPENING}")));
static ON_ONE_LINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^(?P<term>.+?)\s+(?P<meaning>{OPENING}.*)$")));
static POINTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:has|have|shall have) the meaning (?:given|ascribed|set out) (?:to (?:that (?:expression|term)|it|them) )?in (?:Section|Clause|Paragraph|paragraph|Appendix|Schedule|Condition)s? (?P<clause>{NUMBER}|[A-Z]{{1,2}})(?: \((?P<label>.+)\))?[.;]*$"
    ))
});
/// A second line of two columns: the rest of the term, then the number that the meaning's first line waits for.
static COLUMNS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^(?P<term>\p{{Lu}}[\p{{L}}-]*(?: \p{{Lu}}[\p{{L}}-]*)*) (?P<rest>{NUMBER}\b.*)$"))
});
static WAITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:Section|Clause|Paragraph|Appendix|Schedule)s?$"));

/// The definitions of one instruction.
#[derive(Debug, Default)]
struct Reader {
    entries: Vec<Entry>,
    terms: Vec<Placed<String>>,
    meanings: Vec<Vec<Row>>,
}

/// A term with the rows of its meaning.
#[derive(Debug)]
struct Entry {
    term: Placed<String>,
    rows: Vec<Row>,
    marked: bool,
}

/// Reads the definitions that stand under one instruction. `change` is what the instruction orders.
pub(super) fn read(rows: &[Row], change: Change, sheet: &Sheet, findings: &mut Vec<Finding>) -> Vec<Definition> {
    let (damaged, vocabulary) = (sheet.damaged, &sheet.vocabulary);
    let mut reader = Reader::default();
    for row in rows {
        reader.row(row);
    }
    reader.match_blocks(damaged, vocabulary, findings);
    let marks = reader.entries.iter().any(|entry| entry.marked);
    let entries = std::mem::take(&mut reader.entries);
    entries
        .into_iter()
        .map(|entry| {
            let change = if marks && !entry.marked { Change::Context } else { change };
            let was = sheet.before.of_rows(&entry.rows);
            Definition { was, ..define(entry, change, damaged, vocabulary, findings) }
        })
        .collect()
}

impl Reader {
    fn row(&mut self, row: &Row) {
        if let Some((term, meaning)) = row.text.split_once('\t') {
            self.begin(row, term.trim(), meaning.trim());
            return;
        }
        let text = row.text.as_str();
        let done = self.latest().is_none_or(|rows| rows.last().is_none_or(|last| finished(&last.text) && !last.cut));
        if done
            && let Some(found) = ON_ONE_LINE.captures(text)
            && let (Some(term), Some(meaning)) = (found.name("term"), found.name("meaning"))
            && is_term(term.as_str())
        {
            self.begin(row, term.as_str(), meaning.as_str());
            return;
        }
        if !done || super::clean::conjunction(text) {
            self.go_on(row);
            return;
        }
        if MEANING.is_match(text) || (!self.terms.is_empty() && text.starts_with(char::is_lowercase)) {
            self.meanings.push(vec![row.clone()]);
        } else if is_term(text) && labels::split(text, true).is_none() {
            self.terms.push(Placed::on(row.line, text.to_owned()));
        } else {
            self.go_on(row);
        }
    }

    /// The rows of the meaning that is being read.
    fn latest(&mut self) -> Option<&mut Vec<Row>> {
        match self.meanings.last_mut() {
            Some(rows) => Some(rows),
            None => self.entries.last_mut().map(|entry| &mut entry.rows),
        }
    }

    fn begin(&mut self, row: &Row, term: &str, meaning: &str) {
        let rows = vec![Row { text: meaning.to_owned(), ..row.clone() }];
        self.entries.push(Entry { term: Placed::on(row.line, term.to_owned()), rows, marked: row.marked });
    }

    fn go_on(&mut self, row: &Row) {
        let mut row = row.clone();
        if self.meanings.is_empty()
            && let Some(entry) = self.entries.last_mut()
            && entry.rows.last().is_some_and(|last| WAITS.is_match(&last.text))
            && let Some(found) = COLUMNS.captures(&row.text)
            && let (Some(term), Some(rest)) = (found.name("term"), found.name("rest"))
        {
            entry.term.value = format!("{} {}", entry.term.value, term.as_str());
            entry.term.end_line = row.line;
            row.text = rest.as_str().to_owned();
        }
        match self.latest() {
            Some(rows) => rows.push(row),
            // Nothing is being defined yet: the row waits with the terms and is reported if no meaning comes.
            None => self.terms.push(Placed::on(row.line, row.text)),
        }
    }

    /// Terms printed in a block, then meanings in a block: matched in order where their counts agree, once terms that
    /// run over two lines are joined.
    fn match_blocks(&mut self, damaged: bool, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
        let terms = join_wrapped(std::mem::take(&mut self.terms), self.meanings.len());
        let meanings = std::mem::take(&mut self.meanings);
        if terms.len() == meanings.len() {
            self.entries.extend(terms.into_iter().zip(meanings).map(|(term, rows)| {
                let marked = rows.iter().any(|row| row.marked);
                Entry { term, rows: mend_opening(rows, damaged, vocabulary, findings), marked }
            }));
            return;
        }
        let count = (terms.len(), meanings.len());
        for term in terms {
            let message = format!(
                "“{}” stands among {} terms for {} meanings, so its meaning cannot be told; take it from the original.",
                term.value, count.0, count.1
            );
            findings.push(damage::damaged(term.line, term.end_line, message));
            self.entries.push(Entry { term, rows: Vec::new(), marked: false });
        }
        for rows in meanings {
            if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
                let message = "The term that this meaning belongs to cannot be told; take it from the original.";
                findings.push(damage::damaged(first.line, last.line, message.to_owned()));
            }
        }
    }
}

/// A few words with capitals, no stop behind them.
fn is_term(text: &str) -> bool {
    let text = text.trim_matches(['“', '”', '"', '‘', '’', ' ']);
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = |word: &str| {
        matches!(word, "of" | "the" | "and" | "or" | "for" | "to" | "in" | "on" | "by" | "a" | "an" | "with")
    };
    !text.ends_with([';', '.', ':', ','])
        && (1..=10).contains(&words.len())
        && words.first().is_some_and(|word| !small(word))
        && words
            .iter()
            .all(|word| small(word) || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '('))
}

/// Joins terms printed over two lines. Terms are in alphabetical order, so a line that breaks the order goes on with
/// the line above it; that is done only where it makes as many terms as there are meanings.
fn join_wrapped(lines: Vec<Placed<String>>, meanings: usize) -> Vec<Placed<String>> {
    let mut terms: Vec<Placed<String>> = Vec::new();
    for line in &lines {
        match terms.last_mut() {
            Some(above) if line.value.to_lowercase() < above.value.to_lowercase() => {
                above.value = format!("{} {}", above.value, line.value);
                above.end_line = line.end_line;
            }
            _ => terms.push(line.clone()),
        }
    }
    if terms.len() == meanings { terms } else { lines }
}

/// A meaning begins with one of few words; where a scan misread it by one letter and only one of them fits, it is that.
fn mend_opening(mut rows: Vec<Row>, damaged: bool, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) -> Vec<Row> {
    let Some(first) = rows.first_mut().filter(|first| damaged && !MEANING.is_match(&first.text)) else { return rows };
    let Some((word, rest)) = first.text.split_once(' ') else { return rows };
    let near = |due: &&str| {
        let short = due.chars().count() == word.chars().count() && super::words::distance(due, word) == 1;
        short && MEANING.is_match(&format!("{due} {rest}"))
    };
    let mut fitting = ["is", "has", "have", "means", "shall", "includes"].into_iter().filter(near);
    if let (Some(due), None) = (fitting.next(), fitting.next())
        && !vocabulary.knows_elsewhere(word, &first.text)
    {
        let message =
            format!("The first word of this meaning is damaged: “{word}” is “{due}”. Compare it with the original.");
        let mut finding = damage::damaged(first.line, first.line, message);
        finding.values.insert("printed", word.into());
        finding.values.insert("read", due.into());
        findings.push(finding);
        first.text = format!("{due} {rest}");
    }
    rows
}

fn define(
    entry: Entry,
    change: Change,
    damaged: bool,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Definition {
    let Entry { term, rows, .. } = entry;
    let value = term.value.trim_matches(['“', '”', '"', '‘', '’']).to_owned();
    let term = Placed::over(term.line, term.end_line, value);
    let read = lists::read(&rows, None, damaged, vocabulary);
    let repairs: Vec<Repair> = read.repairs;
    damage::labels(&format!("the definition of {}", term.value), &repairs, findings);
    let pointer = POINTER.captures(&read.text).filter(|_| read.items.is_empty()).and_then(|found| {
        let clause = found.name("clause")?.as_str().to_owned();
        let (first, last) = read.lines;
        Some(Pointer {
            clause: Placed::over(first, last, clause),
            label: found.name("label").map(|label| label.as_str().to_owned()),
        })
    });
    let text = match (&pointer, rows.is_empty()) {
        (None, false) => Some(whole(&read.text, &read.items, read.tail.as_deref())),
        (Some(_), _) | (None, true) => None,
    };
    Definition { term, change, pointer, text, items: read.items, lead_in: read.text, tail: read.tail, was: None }
}

/// A meaning with its list, as running text.
fn whole(lead: &str, items: &[Item], tail: Option<&str>) -> String {
    let mut text = lead.to_owned();
    for item in items {
        for part in [item.label.as_deref().unwrap_or(""), &whole(&item.text.value, &item.items, item.tail.as_deref())] {
            if !part.is_empty() {
                text.push(' ');
                text.push_str(part);
            }
        }
    }
    if let Some(tail) = tail {
        text.push(' ');
        text.push_str(tail);
    }
    text
}
