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
    for lost in clause.lost.iter().filter(|lost| lost.what == LostWords::Text) {
        writer.problem(format!("words on line {} are lost; type the clause from the original", lost.line));
    }
    writer.out = format!("{number} {}", clause.text.value).trim_end().to_owned();
    writer.list(&clause.items, &clause.elided, stands, STEP);
    writer.tail(clause.tail.as_deref(), 0);
    if writer.problems.is_empty() { Written::Whole(writer.out) } else { Written::Broken(writer.problems) }
}

/// What follows the term, in the markup.
pub(super) fn definition(definition: &Definition) -> Result<String, String> {
    let mut writer = Writer { out: definition.lead_in.clone(), problems: Vec::new() };
    if definition.lead_in.is_empty() {
        return Err("the words of this definition are missing; type them from the original".to_owned());
    }
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
