//! A paper as plain text, in the layout that `enact read` reads back: words that are added stand between `<u>` and `</u>`,
//! words that go between `<del>` and `</del>`, and the cells of a table are parted by tabs.

use legaltext::redline::Op;

use super::paper::{Block, LegalLine, LineKind, Look, Paper, Part, Run, Section, Table, Words};
use super::record::day;

/// The paper as plain text, UTF-8, each line ended by `\n`.
#[must_use]
pub fn text(paper: &Paper) -> String {
    let mut out = Writer::default();
    out.cover(paper);
    for part in &paper.parts {
        match part.annex {
            None => out.contents(paper, part),
            Some(letter) => out.annex(paper, letter, part),
        }
        part.opening.iter().for_each(|block| out.block(block));
        part.sections.iter().for_each(|section| out.section(section));
    }
    out.0
}

#[derive(Default)]
struct Writer(String);

impl Writer {
    /// A line, parted from what stands before by an empty one.
    fn line(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.next(text);
    }

    /// A line right under the last.
    fn next(&mut self, text: &str) {
        self.0.push_str(text.trim_end_matches(' '));
        self.0.push('\n');
    }

    fn class(&mut self, paper: &Paper) {
        if let Some(class) = &paper.front.class {
            self.line(&format!(
                "This document is classified as **{}** under the {}. {}",
                class.class,
                escaped(&class.scheme),
                escaped(&class.means)
            ));
        }
    }

    fn cover(&mut self, paper: &Paper) {
        let front = &paper.front;
        self.class(paper);
        match &front.id {
            Some(id) => {
                self.line(id);
                self.next(&format!("**‘{}’**", escaped(&front.title)));
            }
            None => self.line(&format!("**{}**", escaped(&front.title))),
        }
        front.under.iter().for_each(|under| self.next(&escaped(under)));
        self.line(&front.kind);
        if let Some(version) = &front.version {
            self.line(&format!("Version {version}"));
        }
        self.line(&day(front.date));
        self.line("About this document");
        front.about.iter().for_each(|words| self.line(&escaped(words)));
        if !front.status.is_empty() {
            self.line(&escaped(&front.status));
        }
    }

    fn contents(&mut self, paper: &Paper, part: &Part) {
        if part.sections.len() > 1 {
            self.line("Contents");
            self.0.push('\n');
            part.sections.iter().for_each(|section| self.next(&escaped(&section.printed())));
        }
        let annexes: Vec<&Part> = paper.parts.iter().filter(|part| part.annex.is_some()).collect();
        if !annexes.is_empty() {
            let count = if annexes.len() == 1 { "an annex" } else { "annexes" };
            self.line(&format!("This document also has {count}:"));
            self.0.push('\n');
            for annex in annexes {
                let letter = annex.annex.map(String::from).unwrap_or_default();
                self.next(&format!("- **Annex {letter}** holds: {}.", escaped(&annex.title)));
            }
        }
        self.line(&format!("Contact: {}", escaped(&paper.front.questions_to())));
    }

    fn annex(&mut self, paper: &Paper, letter: char, part: &Part) {
        self.class(paper);
        self.line(&escaped(&paper.front.name()));
        self.line(&format!("Annex {letter}"));
        self.line(&escaped(&part.title));
    }

    fn section(&mut self, section: &Section) {
        self.line(&escaped(&section.printed()));
        section.blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { words, .. } => self.line(&escaped(words)),
            Block::Paragraph { words } => self.line(&running(words)),
            Block::Note { words } => self.line(&format!("Note: {}", running(words))),
            Block::List { labels, items } => {
                self.0.push('\n');
                for (index, item) in items.iter().enumerate() {
                    match labels.get(index) {
                        Some(label) => self.next(&format!("{label} {}", running(item))),
                        None => self.next(&format!("- {}", running(item))),
                    }
                }
            }
            Block::Table(table) => self.table(table),
            Block::Facts { facts } => {
                for (what, words) in facts {
                    self.line(&format!("{}: {}", escaped(what), running(words)));
                }
            }
            Block::Question { number, words } => self.line(&format!("Question {number}: {}", escaped(words))),
            Block::Room { label, lines } => {
                self.line(&format!("{}:", escaped(label)));
                (0..*lines).for_each(|_| self.next("…"));
            }
            Block::LegalText { lines } => lines.iter().for_each(|line| self.legal(line)),
        }
    }

    fn table(&mut self, table: &Table) {
        let columns = table.head.len();
        let row = |cells: &[String]| cells.join("\t");
        self.line(&format!("{}{}", escaped(&table.caption), "\t".repeat(columns.saturating_sub(1))));
        self.next(&row(&table.head.iter().map(|cell| cell_of(&escaped(cell))).collect::<Vec<_>>()));
        for cells in &table.rows {
            self.next(&row(&cells.iter().map(|cell| cell_of(&running(cell))).collect::<Vec<_>>()));
        }
    }

    fn legal(&mut self, line: &LegalLine) {
        match line.kind {
            LineKind::Heading => self.line(&marked(&line.words)),
            LineKind::Definition => self.line(&format!("{}\t{}", marked(&line.number), marked(&line.words))),
            LineKind::Clause if line.number.is_empty() => self.line(&marked(&line.words)),
            LineKind::Clause => self.line(&format!("{} {}", marked(&line.number), marked(&line.words))),
            LineKind::Table => {
                self.0.push('\n');
                for row in &line.rows {
                    let cells: Vec<String> = row.cells.iter().map(|cell| cell_of(&marked(cell))).collect();
                    self.next(&cells.join("\t"));
                }
            }
        }
    }
}

/// Words as they stand in running text or a cell.
fn running(words: &Words) -> String {
    let mut out = String::new();
    for span in &words.spans {
        match span.look {
            Look::Plain | Look::Missing | Look::Tick => out.push_str(&escaped(&span.text)),
            Look::Strong => {
                out.push_str("**");
                out.push_str(&escaped(&span.text));
                out.push_str("**");
            }
        }
    }
    out
}

/// A cell holds no tab and no line end.
fn cell_of(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

/// Words of people with what would be read as marks escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '*' | '[' | ']' | '>' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' | '\t' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

fn marked(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs.iter().filter(|run| !run.text.is_empty()) {
        let text = run.text.replace(['\t', '\n'], " ");
        match run.op {
            Op::Equal => out.push_str(&text),
            Op::Insert => out.push_str(&format!("<u>{text}</u>")),
            Op::Delete => out.push_str(&format!("<del>{text}</del>")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_people_cannot_make_marks_or_cells() {
        let words = Words::plain("a **b** [c](d) <u>e</u>\tf");
        let text = running(&words);
        assert_eq!(crate::layout::marks::plain(&text), "a **b** [c](d) <u>e</u> f");
        assert!(!cell_of(&text).contains('\t'));
    }
}
