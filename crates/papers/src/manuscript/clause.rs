//! Clauses and definitions of a legal text, written in the markup.

use legaltext::{Number, Provision, markup};

use crate::facts::{Clause, Definition, Elision, Item, LostWords};

/// Columns by which each level of a list stands in.
const STEP: usize = 4;

/// A clause in the markup, or why it cannot be written.
pub(super) enum Written {
    Whole(String),
    /// One sentence for each thing that is missing.
    Broken(Vec<String>),
}

struct Writer {
    out: String,
    problems: Vec<String>,
}

/// The clause with its number, in the markup. `stands` is what the edition has there; paragraphs left out come from it.
pub(super) fn text(clause: &Clause, stands: Option<&Provision>) -> Written {
    let mut writer = Writer { out: String::new(), problems: Vec::new() };
    let number = clause.number.as_ref().map_or("", |number| number.value.as_str());
    // A paragraph of a list begins with its own label.
    let number = number.rfind('(').and_then(|at| number.get(at..)).unwrap_or(number);
    for lost in clause.lost.iter().filter(|lost| lost.what == LostWords::Text) {
        writer.problem(format!("words on line {} are lost; type the clause from the original", lost.line));
    }
    writer.out = format!("{number} {}", clause.text.value).trim_end().to_owned();
    writer.inside(&clause.text.value, clause.text.line);
    let to_the_end = clause.elided.iter().any(|mark| mark.before == clause.items.len());
    if to_the_end && clause.items.is_empty() {
        writer.rest_of_the_words(&clause.text.value, stands);
    }
    writer.list(&clause.items, &clause.elided, stands, STEP);
    match (&clause.tail, stands.map_or("", |stands| stands.tail())) {
        (None, tail) if to_the_end => writer.tail(Some(tail).filter(|tail| !tail.is_empty()), 0),
        (None, tail) if writer.slid(&clause.items, tail) => writer.problem(format!(
            "the closing words of its list now stand in its last paragraph (“{}”); leave an empty line before them",
            tail.chars().take(60).collect::<String>()
        )),
        (tail, _) => writer.tail(tail.as_deref(), 0),
    }
    if writer.problems.is_empty() { Written::Whole(writer.out) } else { Written::Broken(writer.problems) }
}

/// What follows the term, in the markup.
pub(super) fn definition(definition: &Definition) -> Result<String, String> {
    let mut writer = Writer { out: definition.lead_in.clone(), problems: Vec::new() };
    if definition.lead_in.is_empty() {
        return Err("the words of this definition are missing; type them from the original".to_owned());
    }
    writer.inside(&definition.lead_in, definition.term.line);
    writer.list(&definition.items, &[], None, STEP);
    writer.tail(definition.tail.as_deref(), 0);
    match writer.problems.into_iter().next() {
        Some(problem) => Err(problem),
        None => Ok(writer.out),
    }
}

impl Writer {
    fn problem(&mut self, says: String) {
        if !self.problems.contains(&says) {
            self.problems.push(says);
        }
    }

    /// Words left out in the middle of others are not told by anything.
    fn inside(&mut self, words: &str, line: usize) {
        if ["[...]", "[…]", "[ ... ]"].iter().any(|mark| words.contains(mark)) {
            self.problem(format!(
                "words are left out in the middle of line {line} ([...]); type them, or leave out whole paragraphs only, with the \
                 mark on a line of its own"
            ));
        }
    }

    /// What the edition says behind the paragraphs that are printed: a table, a formula, a further paragraph.
    fn rest_of_the_words(&mut self, printed: &str, stands: Option<&Provision>) {
        let count = printed.lines().count().max(1);
        let rest: Vec<&str> = stands.map_or("", |stands| stands.lead_in()).lines().skip(count).collect();
        for line in rest {
            self.out.push('\n');
            if !line.starts_with('|') {
                self.out.push('\n');
            }
            self.out.push_str(line);
        }
    }

    /// The last paragraph ends with most of the edition's closing words, which have no place of their own.
    fn slid(&self, items: &[Item], tail: &str) -> bool {
        let tail: Vec<&str> = tail.split_whitespace().collect();
        let last = items.last().map_or("", |item| item.text.value.as_str());
        let ends: Vec<&str> = last.split_whitespace().rev().take(tail.len()).collect();
        let same = tail.iter().filter(|word| ends.contains(word)).count();
        !tail.is_empty() && same * 5 >= tail.len() * 3
    }

    fn line(&mut self, column: usize, words: &str) {
        self.out.push('\n');
        self.out.push_str(&" ".repeat(column));
        self.out.push_str(words);
    }

    fn list(&mut self, items: &[Item], elided: &[Elision], stands: Option<&Provision>, column: usize) {
        for (index, item) in items.iter().enumerate() {
            self.left_out(items, index, elided, stands, column);
            self.item(item, stands, column);
        }
        self.left_out(items, items.len(), elided, stands, column);
    }

    fn item(&mut self, item: &Item, stands: Option<&Provision>, column: usize) {
        let Some(label) = label(item) else {
            let says = format!(
                "the label of the paragraph on line {} is lost; type the clause from the original",
                item.text.line
            );
            return self.problem(says);
        };
        self.inside(&item.text.value, item.text.line);
        self.line(column, format!("{label} {}", item.text.value).trim_end());
        let below = stands.and_then(|above| above.children().iter().find(|c| *c.number() == label));
        self.list(&item.items, &item.elided, below.map(AsRef::as_ref), column + STEP);
        self.tail(item.tail.as_deref(), column + 2);
    }

    /// The paragraphs of the edition that the print leaves out before the printed one at `index`.
    fn left_out(
        &mut self,
        items: &[Item],
        index: usize,
        elided: &[Elision],
        stands: Option<&Provision>,
        column: usize,
    ) {
        let Some(mark) = elided.iter().find(|mark| mark.before == index) else { return };
        let Some(stands) = stands.filter(|provision| provision.is_held()) else {
            let says = format!(
                "paragraphs are left out on line {}, and the edition that has them is not given or not held; give it, or type the clause whole",
                mark.line
            );
            return self.problem(says);
        };
        let printed = |at: Option<usize>| at.and_then(|at| items.get(at)).and_then(label);
        let (before, after) = (printed(index.checked_sub(1)), printed(Some(index)));
        let place = |label: &Number| stands.children().iter().position(|c| c.number() == label);
        let from = before.as_ref().map_or(Some(0), |label| place(label).map(|at| at + 1));
        let to = after.as_ref().map_or(Some(stands.children().len()), place);
        let (Some(from), Some(to)) = (from, to) else {
            let says = format!(
                "paragraphs are left out on line {}, but the one printed beside them is not in the edition; type the clause whole",
                mark.line
            );
            return self.problem(says);
        };
        for child in stands.children().get(from..to).unwrap_or(&[]) {
            for line in markup::print_provision(child).lines() {
                self.line(if line.is_empty() { 0 } else { column }, line);
            }
        }
    }

    fn tail(&mut self, tail: Option<&str>, column: usize) {
        let Some(tail) = tail else { return };
        let first = tail.split_whitespace().next().unwrap_or("");
        let looks_marked =
            first.parse::<Number>().is_ok() || first.starts_with(['#', '"', '\u{201c}', '\\']) || first == "unheld";
        self.line(column, &if looks_marked { format!("\\{tail}") } else { tail.to_owned() });
    }
}

fn label(item: &Item) -> Option<Number> {
    item.label.as_deref()?.parse::<Number>().ok().filter(Number::is_label)
}
