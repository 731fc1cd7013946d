//! The lines of a changed provision as a page prints them: headings, labels in the margin, words, and tables cell by cell.

use super::blocks::{ChangedBlock, ChangedLine, ChangedRow};
use super::{Change, Op, Segment};

/// A line of a changed provision as a page prints it: what stands in the margin apart from the words, and nothing of the
/// markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedLine {
    /// What kind of line it is.
    pub kind: PrintedKind,
    /// Levels of lists above it: 0 for a clause, 1 for (a), 2 for (i), and so on without a limit.
    pub depth: u8,
    /// What stands in the margin: a number, a label or a defined term without its quotation marks. Empty where there is none.
    pub number: Vec<Segment>,
    /// Its words; empty for a table.
    pub words: Vec<Segment>,
    /// The rows of a table; empty for every other kind.
    pub rows: Vec<ChangedRow>,
    /// True where the number and perhaps a heading are known and the words are not.
    pub is_unheld: bool,
}

/// What kind of line of a changed provision it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintedKind {
    /// A heading above a clause, or one across several.
    Heading,
    /// A clause, a paragraph of a list, or what follows a list.
    Clause,
    /// A definition; its term stands in the margin.
    Definition,
    /// A formula.
    Formula,
    /// A note, with its `Note:` before it.
    Note,
    /// A figure, by its caption and file name.
    Figure,
    /// A table.
    Table,
}

impl Change {
    /// Its lines as a page prints them: its own words, then each paragraph below it at its depth. Lines without anything to
    /// show are left out.
    pub fn printed(&self) -> Vec<PrintedLine> {
        let own = Sides { old: self.old_number.as_deref(), new: self.new_number.as_deref() };
        let mut lines = Vec::new();
        let mut open: Option<ChangedLine> = None;
        for block in self.blocks() {
            // A line that only the old text ends goes on in the new one: both parts are read as one.
            let block = match (open.take(), block) {
                (Some(begun), ChangedBlock::Paragraph(line)) => ChangedBlock::Paragraph(joined(begun, line)),
                (Some(begun), other) => {
                    lines.extend(paragraph(&begun, own));
                    other
                }
                (None, block) => block,
            };
            match block {
                ChangedBlock::Blank(_) => {}
                ChangedBlock::Paragraph(line) if line.op == Op::Equal && line.end == Some(Op::Delete) => {
                    open = Some(line);
                }
                ChangedBlock::Paragraph(line) => lines.extend(paragraph(&line, own)),
                ChangedBlock::Formula(line) => lines.push(whole(&line, "$$ ", PrintedKind::Formula)),
                ChangedBlock::Note(line) => lines.push(whole(&line, "", PrintedKind::Note)),
                ChangedBlock::Figure(line) => lines.push(whole(&line, "", PrintedKind::Figure)),
                ChangedBlock::Table(rows) => lines.push(table(rows)),
            }
        }
        lines.extend(open.and_then(|begun| paragraph(&begun, own)));
        lines
    }
}

/// The same of the old and of the new text.
#[derive(Clone, Copy)]
struct Sides<T> {
    old: T,
    new: T,
}

/// Two lines of the old text that are one in the new.
fn joined(begun: ChangedLine, rest: ChangedLine) -> ChangedLine {
    let mut segments = begun.segments;
    segments.push(run(Op::Delete, " "));
    segments.extend(rest.segments);
    ChangedLine { op: Op::Equal, segments, end: rest.end }
}

fn run(op: Op, text: &str) -> Segment {
    Segment { op, text: text.to_owned() }
}

/// A line as each of the two texts has it.
fn sides(runs: &[Segment]) -> Sides<String> {
    let without = |op: Op| runs.iter().filter(|run| run.op != op).map(|run| run.text.as_str()).collect();
    Sides { old: without(Op::Insert), new: without(Op::Delete) }
}

fn table(rows: Vec<ChangedRow>) -> PrintedLine {
    let (number, words) = (Vec::new(), Vec::new());
    PrintedLine { kind: PrintedKind::Table, depth: 0, number, words, rows, is_unheld: false }
}

/// A line whose whole is words, after the mark that says what it is.
fn whole(line: &ChangedLine, mark: &str, kind: PrintedKind) -> PrintedLine {
    let texts = sides(&line.segments);
    let skip = |text: &str| {
        let blank = text.len() - text.trim_start().len();
        blank + if text.trim_start().starts_with(mark) { mark.len() } else { 0 }
    };
    let depth = depth_of(if texts.new.is_empty() { &texts.old } else { &texts.new });
    let words = after(&line.segments, skip(&texts.old), skip(&texts.new));
    PrintedLine { kind, depth, number: Vec::new(), words, rows: Vec::new(), is_unheld: false }
}

fn depth_of(text: &str) -> u8 {
    let indent = text.len() - text.trim_start().len();
    u8::try_from(indent / 4).unwrap_or(u8::MAX)
}

/// What stands at the head of a line, on one side: what is printed in the margin, and where the words begin, in bytes.
struct Head {
    number: String,
    words_at: usize,
    is_heading: bool,
    is_unheld: bool,
}

fn head_of(text: &str, own: Option<&str>) -> Head {
    let blank = text.len() - text.trim_start().len();
    let line = text.trim_start();
    let marks = line.len() - line.trim_start_matches('#').len();
    if marks > 0 && line.get(marks..).is_some_and(|rest| rest.starts_with(' ')) {
        return Head { number: String::new(), words_at: blank + marks + 1, is_heading: true, is_unheld: false };
    }
    let (line, is_unheld) = line.strip_prefix("unheld ").map_or((line, false), |rest| (rest, true));
    let number = match own.filter(|own| line.starts_with(own)) {
        Some(own) => own.to_owned(),
        None => {
            let first = line.split_whitespace().next().unwrap_or_default();
            if first.starts_with('(') && first.ends_with(')') { first.to_owned() } else { String::new() }
        }
    };
    let rest = line.get(number.len()..).unwrap_or_default();
    let rest = if is_unheld { rest.trim_start_matches(':') } else { rest };
    let rest = rest.trim_start();
    let rest = rest.strip_prefix('\\').unwrap_or(rest);
    Head { words_at: text.len() - rest.len(), number, is_heading: false, is_unheld }
}

fn paragraph(line: &ChangedLine, own: Sides<Option<&str>>) -> Option<PrintedLine> {
    let texts = sides(&line.segments);
    let (was, is) = (head_of(&texts.old, own.old), head_of(&texts.new, own.new));
    let words = after(&line.segments, was.words_at, is.words_at);
    let (shown, text) = if line.op == Op::Delete { (&was, &texts.old) } else { (&is, &texts.new) };
    let margin = |op: Op, head: &Head| run(op, head.number.trim_matches('"'));
    let mut number = match line.op {
        Op::Insert => vec![margin(Op::Insert, &is)],
        Op::Delete => vec![margin(Op::Delete, &was)],
        Op::Equal if was.number == is.number => vec![margin(Op::Equal, &is)],
        Op::Equal => vec![margin(Op::Delete, &was), margin(Op::Insert, &is)],
    };
    number.retain(|run| !run.text.is_empty());
    if words.is_empty() && number.is_empty() && !shown.is_unheld {
        return None;
    }
    let kind = match (shown.is_heading, shown.number.starts_with('"')) {
        (true, _) => PrintedKind::Heading,
        (false, true) => PrintedKind::Definition,
        (false, false) => PrintedKind::Clause,
    };
    let (depth, is_unheld) = (depth_of(text), shown.is_unheld);
    Some(PrintedLine { kind, depth, number, words, rows: Vec::new(), is_unheld })
}

/// The runs after so many bytes of the old and of the new text. Words that are head on one side only stay on the other.
fn after(runs: &[Segment], old: usize, new: usize) -> Vec<Segment> {
    let (mut old, mut new) = (old, new);
    let mut found: Vec<Segment> = Vec::new();
    for one in runs {
        let (skip_old, skip_new) = match one.op {
            Op::Equal => (old.min(one.text.len()), new.min(one.text.len())),
            Op::Insert => (0, new.min(one.text.len())),
            Op::Delete => (old.min(one.text.len()), 0),
        };
        old -= skip_old;
        new -= skip_new;
        let from = |at: usize, to: usize| one.text.get(at..to).unwrap_or_default();
        let all = one.text.len();
        let parts = match one.op {
            Op::Insert => vec![run(Op::Insert, from(skip_new, all))],
            Op::Delete => vec![run(Op::Delete, from(skip_old, all))],
            Op::Equal if skip_old < skip_new => {
                vec![run(Op::Delete, from(skip_old, skip_new)), run(Op::Equal, from(skip_new, all))]
            }
            Op::Equal => vec![run(Op::Insert, from(skip_new, skip_old)), run(Op::Equal, from(skip_old, all))],
        };
        found.extend(parts.into_iter().filter(|one| !one.text.is_empty()));
    }
    found.into_iter().filter_map(without_blank_mark).collect()
}

/// A mark on nothing but spaces tells a reader nothing: spaces that are new are plain, spaces that are gone are gone.
fn without_blank_mark(one: Segment) -> Option<Segment> {
    match (one.op, one.text.trim().is_empty()) {
        (Op::Insert, true) => Some(run(Op::Equal, " ")),
        (Op::Delete, true) => None,
        (Op::Equal, _) | (Op::Insert | Op::Delete, false) => Some(one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Edition, markup, redline};

    fn lines(old: &str, new: &str) -> Vec<PrintedLine> {
        let edition = |text: &str| Edition::new("x", [markup::parse(text, "t").unwrap()]);
        redline::editions(&edition(old), &edition(new)).changes.iter().flat_map(Change::printed).collect()
    }

    fn marked(runs: &[Segment]) -> String {
        let shown = |run: &Segment| match run.op {
            Op::Equal => run.text.clone(),
            Op::Insert => format!("+{}+", run.text),
            Op::Delete => format!("-{}-", run.text),
        };
        runs.iter().map(shown).collect()
    }

    #[test]
    fn a_list_label_stands_in_the_margin_and_not_in_the_words() {
        let text =
            |end: &str| format!("# Section B: T\n\n## B1 One\n\nB1.1 It must:\n    (a) pay; and\n    (b) tell{end}.\n");
        let found = lines(&text(""), &text(" all"));
        let shown: Vec<_> = found.iter().map(|line| (marked(&line.number), line.depth, marked(&line.words))).collect();
        let expected = [("B1.1", 0, "It must:"), ("(a)", 1, "pay; and"), ("(b)", 1, "tell+ all+.")];
        assert_eq!(shown, expected.map(|(number, depth, words)| (number.to_owned(), depth, words.to_owned())));
    }

    #[test]
    fn a_new_number_is_marked_in_the_margin() {
        let text = |number: &str| format!("# Section B: T\n\n## B1 One\n\n{number} The fee is due each month.\n");
        let found = lines(&text("B1.1"), &text("B1.2"));
        let clause = found.iter().find(|line| line.number.len() == 2).unwrap();
        assert_eq!(marked(&clause.number), "-B1.1-+B1.2+");
        assert_eq!(marked(&clause.words), "The fee is due each month.");
    }

    #[test]
    fn every_kind_of_line_is_told() {
        let text = |end: &str| {
            format!(
                "# Section B: T\n\n\"Fee\" means money{end}.\n\n## B1 Fees\n\n### Monthly\n\nB1.1 The fee is{end}:\n$$ f = {end}2x\nNote: x is{end} kept.\n![A curve{end}](curve.png)\n| Who | Fee |\n| --- | --- |\n| All | {end}12 |\n"
            )
        };
        let found = lines(&text(""), &text(" now"));
        let kinds: Vec<_> = found.iter().map(|line| line.kind).collect();
        use PrintedKind::{Clause, Definition, Figure, Formula, Heading, Note, Table};
        for kind in [Clause, Definition, Figure, Formula, Heading, Note, Table] {
            assert!(kinds.contains(&kind), "{kind:?} of {kinds:?}");
        }
        let definition = found.iter().find(|line| line.kind == Definition).unwrap();
        assert_eq!(
            (marked(&definition.number), marked(&definition.words)),
            ("Fee".into(), "means money+ now+.".into())
        );
        let rows = &found.iter().find(|line| line.kind == Table).unwrap().rows;
        assert!(rows[0].head && !rows[1].head);
        let formula = found.iter().find(|line| line.kind == Formula).unwrap();
        assert!(!marked(&formula.words).contains('$'), "{formula:?}");
    }

    #[test]
    fn words_that_are_not_held_say_so() {
        let text = |heading: &str| format!("# Section D: T\n\nunheld D3.12{heading}\n");
        let found = lines(&text(""), &text(": Fees"));
        let clause = found.iter().find(|line| line.is_unheld).unwrap();
        assert_eq!((marked(&clause.number), marked(&clause.words)), ("D3.12".into(), "+Fees+".into()));
    }
}
