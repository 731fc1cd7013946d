//! Writes items in the markup.

use legaltext::DocumentId;
use legaltext::block;

use super::identity::Identities;
use super::item::{Item, Kind};
use crate::docx::{Loss, LossKind};

/// Columns by which each level of a list stands in.
const STEP: usize = 4;

/// A document in the markup.
pub(super) struct Printed {
    pub(super) text: String,
    /// The line at which each item begins, counted from 1, with the item's place.
    pub(super) items: Vec<(usize, usize)>,
    pub(super) identities: Identities,
}

/// The items of one document in the markup. An item that has no place of its own here (a heading with nothing under it, a
/// list item below nothing) becomes words, with a loss.
pub(super) fn markup(id: &DocumentId, title: &str, items: &mut [Item], losses: &mut Vec<Loss>) -> Printed {
    settle(items, losses);
    let mut printer = Printer {
        text: String::new(),
        line: 1,
        labels: Vec::new(),
        root: String::new(),
        identities: Identities::new(),
        items: Vec::new(),
    };
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    printer
        .put(0, &if title.is_empty() { format!("# {}", id.printed()) } else { format!("# {}: {title}", id.printed()) });
    if let Some(version) = items.iter().find_map(Item::version) {
        printer.put(0, &format!("version: {version}"));
    }
    for (at, item) in items.iter().enumerate() {
        printer.items.push((printer.line, at));
        printer.item(item);
    }
    Printed { text: printer.text, items: printer.items, identities: printer.identities }
}

/// Headings stand above provisions only, and list items below something.
fn settle(items: &mut [Item], losses: &mut Vec<Loss>) {
    let mut above = false;
    for at in 0..items.len() {
        let next = items.get(at + 1..).and_then(|rest| rest.iter().find(|item| item.kind != Kind::Dropped));
        let headed = next.is_some_and(|next| {
            matches!(next.kind, Kind::Clause(_) | Kind::Group(_) | Kind::Unheld(..))
                || matches!(next.kind, Kind::Label(..))
        });
        let Some(item) = items.get_mut(at) else { return };
        match &item.kind {
            Kind::Heading if !headed => {
                if above {
                    let message = "A heading stands above nothing that has a number; it is kept as words.";
                    losses.push(Loss::new(LossKind::Misplaced, &item.place, message));
                }
                item.give_way();
            }
            Kind::Clause(_) | Kind::Group(_) | Kind::Definition(_) | Kind::Unheld(..) | Kind::UnheldDefinition(_) => {
                above = true;
            }
            Kind::Label(..) if !above => item.give_way(),
            Kind::Title { .. }
            | Kind::Version(_)
            | Kind::Heading
            | Kind::Label(..)
            | Kind::Words(_)
            | Kind::Dropped => {}
        }
        if let Kind::Words(_) = item.kind
            && !above
        {
            if !item.words.trim().is_empty() {
                let message = "These words stand before the first provision and belong to none; they are not carried.";
                losses.push(Loss::new(LossKind::Misplaced, &item.place, message));
            }
            item.kind = Kind::Dropped;
        }
    }
}

struct Printer {
    text: String,
    /// The line that is written next, counted from 1.
    line: usize,
    /// The labels that are open below the clause or definition.
    labels: Vec<String>,
    /// The clause or definition that is open.
    root: String,
    identities: Identities,
    items: Vec<(usize, usize)>,
}

impl Printer {
    fn put(&mut self, column: usize, line: &str) {
        self.text.extend(std::iter::repeat_n(' ', column));
        self.text.push_str(line);
        self.text.push('\n');
        self.line += 1;
    }

    fn blank(&mut self) {
        self.text.push('\n');
        self.line += 1;
    }

    fn item(&mut self, item: &Item) {
        let words = item.words.as_str();
        match &item.kind {
            Kind::Title { .. } | Kind::Version(_) | Kind::Dropped => {}
            Kind::Heading => {
                self.blank();
                self.put(0, &format!("### {}", one_line(words)));
            }
            Kind::Group(number) => {
                self.blank();
                self.put(0, &format!("## {number} {}", one_line(words)));
                self.opens(number.clone(), item);
            }
            Kind::Clause(number) => {
                self.blank();
                self.headed(0, number, words, 0);
                self.opens(number.clone(), item);
            }
            Kind::Definition(term) => {
                self.blank();
                self.headed(0, &format!("\"{term}\""), words, 0);
                self.opens(format!("\"{}\"", one_line(term)), item);
            }
            Kind::UnheldDefinition(term) => {
                self.blank();
                self.put(0, &format!("unheld \"{term}\""));
                self.opens(format!("\"{}\"", one_line(term)), item);
            }
            Kind::Unheld(number, depth) => {
                let heading = one_line(words);
                let line =
                    if heading.is_empty() { format!("unheld {number}") } else { format!("unheld {number}: {heading}") };
                self.blank();
                self.put(STEP * depth, &line);
                if *depth == 0 { self.opens(number.clone(), item) } else { self.labelled(number, *depth, item) }
            }
            Kind::Label(label, depth) => {
                let depth = (*depth).clamp(1, self.labels.len() + 1);
                self.headed(STEP * depth, label, words, STEP * depth + 2);
                self.labelled(label, depth, item);
            }
            Kind::Words(depth) => {
                let depth = (*depth).min(self.labels.len());
                self.labels.truncate(depth);
                self.paragraphs(words, if depth == 0 { 0 } else { STEP * depth + 2 });
            }
        }
    }

    fn opens(&mut self, root: String, item: &Item) {
        self.labels.clear();
        if let Some(id) = &item.identity {
            self.identities.entry(root.clone()).or_insert_with(|| id.clone());
        }
        self.root = root;
    }

    fn labelled(&mut self, label: &str, depth: usize, item: &Item) {
        self.labels.truncate(depth.saturating_sub(1));
        self.labels.push(label.to_owned());
        if let Some(id) = &item.identity {
            let place = format!("{}/{}", self.root, self.labels.join("/"));
            self.identities.entry(place).or_insert_with(|| id.clone());
        }
    }

    /// The number or term with the first paragraph on its line, then the others apart.
    fn headed(&mut self, column: usize, head: &str, words: &str, further: usize) {
        let (first, rest) = words.split_once('\n').unwrap_or((words, ""));
        let first = first.split_whitespace().collect::<Vec<_>>().join(" ");
        let (first, rest) = if block::has_blocks(&first) { ("", words) } else { (first.as_str(), rest) };
        self.put(column, format!("{head} {first}").trim_end());
        self.paragraphs(rest, further);
    }

    /// Paragraphs, each after an empty line; the rows of a table stand together. A backslash keeps words that look like
    /// something else as words.
    fn paragraphs(&mut self, words: &str, column: usize) {
        let mut after_row = false;
        for paragraph in words.lines().map(one_line).filter(|p| !p.is_empty()) {
            let is_row = block::is_row(&paragraph);
            if !(is_row && after_row) {
                self.blank();
            }
            let escape = if is_row || block::has_blocks(&paragraph) { "" } else { "\\" };
            self.put(column, &format!("{escape}{paragraph}"));
            after_row = is_row;
        }
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
